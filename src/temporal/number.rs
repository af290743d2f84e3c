//! Numbers in words and figures as chunks: `two and a half`, `twenty-first`, `5th`, `nineteen ninety-one`.
//!
//! ```text
//! count   = figures [ "." figures ] [ fraction ] [ "million" ] | words [ "and" ("a" | "one") "half" ] | figures "1/2"
//! words   = { small | tens [ "-" small ] | scale | "and" }
//! ordinal = figures suffix | words that end in an ordinal word
//! year    = two digits two digits ("nineteen ninety-one"), "two thousand [and] one"
//! ```
//! Counts are in thousandths.
//!
//! Does not know what is counted.

use crate::error::Error;
use crate::image::stored;
use crate::rule::{Chunk, ClassId, Scan, Vocabulary};
use crate::text::{Shape, Text};

/// The classes that numbers are made of and the classes of the chunks they make.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    small: ClassId,
    tens: ClassId,
    scale: ClassId,
    ordinal_word: ClassId,
    suffix: ClassId,
    and: ClassId,
    half: ClassId,
    one: ClassId,
    quarter: ClassId,
    dash: ClassId,
    point: ClassId,
    slash: ClassId,
    count: ClassId,
    ordinal: ClassId,
    nth: ClassId,
    day_words: ClassId,
    year: ClassId,
    roman: ClassId,
}

stored! {
    Numbers {
        small, tens, scale, ordinal_word, suffix, and, half, one, quarter, dash, point, slash, count, ordinal, nth,
        day_words, year, roman,
    }
}

/// A run of number words.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    end: u32,
    value: i64,
    is_ordinal: bool,
    /// The value read as a year in two halves.
    year: Option<i64>,
}

/// What one word adds to a number.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// `seven`, `forty`.
    Plain(i64),
    /// `seventh`: ends the number.
    Ordinal(i64),
    /// `hundred`, `million`.
    Scale(i64),
    /// `a` or `one` before a scale.
    One,
}

/// A number as far as it was read.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// The thousands and millions that are complete.
    total: i64,
    /// What the next scale multiplies.
    group: i64,
    /// The last part.
    last: i64,
    /// The first half of `nineteen ninety-one`.
    century: Option<i64>,
}

impl Sum {
    /// Adds a part. False where it opens a number of its own: `twenty` takes only a unit after it, a hundred anything
    /// smaller; two numbers of two figures side by side are a year.
    fn add(&mut self, size: i64, first: bool) -> bool {
        let fits = first
            || is_hundreds(self.last)
            || (20..100).contains(&self.last) && self.last % 10 == 0 && size < 10;
        if !fits {
            let two_figures = 10..100;
            let read = self.total.saturating_add(self.group);
            if self.century.is_some() || !two_figures.contains(&read) || !two_figures.contains(&size) {
                return false;
            }
            *self = Self { century: Some(read), ..Self::default() };
        }
        self.group = self.group.saturating_add(size);
        self.last = size;
        true
    }

    fn scale(&mut self, factor: i64) {
        self.group = self.group.max(1).saturating_mul(factor);
        self.last = factor;
        if factor >= 1000 {
            self.total = self.total.saturating_add(self.group);
            self.group = 0;
        }
    }

    /// Writes the value down, and the year that it may be.
    fn tell(self, run: &mut Run) {
        run.value = self.total.saturating_add(self.group);
        if let Some(century) = self.century {
            let year = century.saturating_mul(100).saturating_add(run.value);
            run.year = Some(year).filter(|_| !run.is_ordinal);
            run.value = run.year.unwrap_or(run.value);
        } else if (1000..3000).contains(&run.value) && !run.is_ordinal {
            run.year = Some(run.value);
        }
    }
}

/// A hundred, two hundred, a thousand: a smaller number may follow.
fn is_hundreds(last: i64) -> bool {
    last >= 100 && last % 100 == 0
}

impl Numbers {
    /// Finds the classes by name.
    ///
    /// # Errors
    /// A class is missing from the table.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, Error> {
        let class = |name: &str| vocabulary.needed(name);
        Ok(Self {
            small: class("small")?,
            tens: class("tens")?,
            scale: class("scale")?,
            ordinal_word: class("ordinal_word")?,
            suffix: class("suffix")?,
            and: class("and")?,
            half: class("half_word")?,
            one: class("one")?,
            quarter: class("quarter_word")?,
            dash: class("dash")?,
            point: class("point")?,
            slash: class("slash")?,
            count: class("count")?,
            ordinal: class("ordinal")?,
            nth: class("nth")?,
            day_words: class("day_words")?,
            year: class("year_words")?,
            roman: class("year_roman")?,
        })
    }

    /// Adds the number chunks of a text to its scan. Complexity: linear in the number of tokens.
    pub fn find(&self, text: &Text, vocabulary: &Vocabulary, scan: &mut Scan) {
        let mask =
            self.small.bit() | self.tens.bit() | self.ordinal_word.bit() | self.scale.bit() | self.one.bit();
        let mut token = 0;
        while (token as usize) < text.tokens.len() {
            let shape = text.tokens.get(token as usize).map(|t| t.shape);
            token = if shape == Some(Shape::Digits) {
                self.figures(text, vocabulary, scan, token)
            } else if shape == Some(Shape::Upper) {
                if let Some(value) = roman_year(text.word(token)) {
                    scan.push(Chunk { first: token, end: token + 1, class: self.roman, value });
                }
                token + 1
            } else if scan.set(token) & mask != 0 {
                self.words(text, vocabulary, scan, token)
            } else {
                token + 1
            };
        }
    }

    fn glued(text: &Text, token: u32) -> bool {
        text.tokens.get(token as usize).is_some_and(|t| !t.spaced)
    }

    fn is(scan: &Scan, token: u32, class: ClassId) -> bool {
        scan.set(token) & class.bit() != 0
    }

    fn figures(&self, text: &Text, vocabulary: &Vocabulary, scan: &mut Scan, token: u32) -> u32 {
        let Some(value) = plain(text.word(token)) else { return token + 1 };
        if Self::glued(text, token + 1) && Self::is(scan, token + 1, self.suffix) {
            scan.push(Chunk { first: token, end: token + 2, class: self.ordinal, value });
            scan.push(Chunk { first: token, end: token + 2, class: self.nth, value });
            return token + 2;
        }
        let (mut end, mut count) = (token + 1, value.saturating_mul(1000));
        let next_is_figures =
            |t: u32| text.tokens.get(t as usize).is_some_and(|t| t.shape == Shape::Digits && !t.spaced);
        if Self::glued(text, end) && Self::is(scan, end, self.point) && next_is_figures(end + 1) {
            let fraction = text.word(end + 1);
            let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
            count = count.saturating_add(digits.parse().unwrap_or(0));
            end += 2;
        } else if text.word(end + 1) == "/" || Self::is(scan, end + 1, self.slash) {
            // `2 1/2`
            if text.word(end) == "1" && text.word(end + 2) == "2" && !Self::glued(text, end) {
                count = count.saturating_add(500);
                end += 3;
            }
        }
        end = self.and_a_half(text, scan, end, &mut count);
        if let Some(factor) = self.millions(text, vocabulary, scan, end) {
            (end, count) = (end + 1, count.saturating_mul(factor));
        }
        scan.push(Chunk { first: token, end, class: self.count, value: count });
        end
    }

    /// What a number in figures is multiplied by: `66 million`.
    fn millions(&self, text: &Text, vocabulary: &Vocabulary, scan: &Scan, at: u32) -> Option<i64> {
        let is_word = Self::is(scan, at, self.scale) && !Self::glued(text, at);
        vocabulary.value(text.term(at), self.scale).filter(|factor| is_word && *factor > 1000)
    }

    /// `and a half` after a number; returns the new end.
    fn and_a_half(&self, text: &Text, scan: &Scan, end: u32, count: &mut i64) -> u32 {
        let half = if Self::is(scan, end + 1, self.one) { end + 2 } else { end + 1 };
        if Self::is(scan, end, self.and) && Self::is(scan, half, self.quarter) {
            *count = count.saturating_add(250);
            return half + 1;
        }
        // `one and three quarter hours`
        if Self::is(scan, end, self.and)
            && text.reads(end + 1, "three")
            && Self::is(scan, end + 2, self.quarter)
        {
            *count = count.saturating_add(750);
            return end + 3;
        }
        if Self::is(scan, end, self.and) && Self::is(scan, half, self.half) {
            *count = count.saturating_add(500);
            return half + 1;
        }
        end
    }

    fn words(&self, text: &Text, vocabulary: &Vocabulary, scan: &mut Scan, token: u32) -> u32 {
        let Some(run) = self.run(text, vocabulary, scan, token) else { return token + 1 };
        if let Some(value) = run.year {
            scan.push(Chunk { first: token, end: run.end, class: self.year, value });
        }
        if run.is_ordinal {
            scan.push(Chunk { first: token, end: run.end, class: self.ordinal, value: run.value });
            return run.end;
        }
        if (1..=31).contains(&run.value) {
            scan.push(Chunk { first: token, end: run.end, class: self.day_words, value: run.value });
        }
        let mut count = run.value.saturating_mul(1000);
        let end = self.and_a_half(text, scan, run.end, &mut count);
        scan.push(Chunk { first: token, end, class: self.count, value: count });
        end
    }

    /// Reads number words from `token` on, at most twelve.
    fn run(&self, text: &Text, vocabulary: &Vocabulary, scan: &Scan, token: u32) -> Option<Run> {
        let mut run = Run { end: token, ..Run::default() };
        let mut sum = Sum::default();
        for at in token..token + 12 {
            let first = at == token;
            if !first && self.is_joint(text, scan, at, sum.last) {
                continue;
            }
            match self.part(text, vocabulary, scan, at, first) {
                Some(Part::Plain(size)) if sum.add(size, first) => {}
                Some(Part::Ordinal(size)) if sum.add(size, first) => run.is_ordinal = true,
                Some(Part::Scale(factor)) => sum.scale(factor),
                Some(Part::One) => {
                    (sum.group, sum.last) = (1, 1);
                    continue;
                }
                _ => break,
            }
            run.end = at + 1;
            if run.is_ordinal {
                break;
            }
        }
        sum.tell(&mut run);
        (run.end > token).then_some(run)
    }

    /// The hyphen of `twenty-one`, the `and` of `a hundred and one`; `last` is the number before it.
    fn is_joint(&self, text: &Text, scan: &Scan, at: u32, last: i64) -> bool {
        if Self::is(scan, at, self.dash) && last >= 20 && last % 10 == 0 {
            return Self::glued(text, at) && Self::glued(text, at + 1);
        }
        Self::is(scan, at, self.and) && is_hundreds(last) && self.opens(scan, at + 1)
    }

    /// What a word adds to a number; a scale does not open one, but `a` or `one` before it does.
    fn part(&self, text: &Text, vocabulary: &Vocabulary, scan: &Scan, at: u32, first: bool) -> Option<Part> {
        let is = |class| Self::is(scan, at, class);
        let value = |class| vocabulary.value(text.term(at), class).unwrap_or(0);
        let size = [self.small, self.ordinal_word, self.tens].into_iter().find(|class| is(*class)).map(value);
        if let Some(size) = size {
            return Some(if is(self.ordinal_word) { Part::Ordinal(size) } else { Part::Plain(size) });
        }
        if !first && is(self.scale) {
            return Some(Part::Scale(value(self.scale)));
        }
        (first && is(self.one) && Self::is(scan, at + 1, self.scale)).then_some(Part::One)
    }

    fn opens(&self, scan: &Scan, token: u32) -> bool {
        scan.set(token) & (self.small.bit() | self.tens.bit() | self.ordinal_word.bit()) != 0
    }
}

/// The year that a word in capitals writes in Roman figures: four letters or more, from 1400 to 2100, and spelled as
/// the rules want it (`MCMC` is no number).
fn roman_year(word: &str) -> Option<i64> {
    const FIGURES: [(&str, i64); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    if word.len() < 4 || !word.starts_with('M') {
        return None;
    }
    let (mut rest, mut value) = (word, 0);
    for (figure, size) in FIGURES {
        while let Some(after) = rest.strip_prefix(figure) {
            (rest, value) = (after, value + size);
        }
    }
    // What a number is spelled with, the largest figures first, must be the word itself.
    let (mut left, mut spelled) = (value, word);
    for (figure, size) in FIGURES {
        while left >= size {
            (left, spelled) = (left - size, spelled.strip_prefix(figure)?);
        }
    }
    (rest.is_empty() && spelled.is_empty() && (1400..=2100).contains(&value)).then_some(value)
}

/// A number in figures with or without thousands separators.
fn plain(word: &str) -> Option<i64> {
    let add = |number: i64, byte: u8| match byte {
        b'0'..=b'9' => Some(number * 10 + i64::from(byte - b'0')).filter(|n| *n < 1_000_000_000),
        b',' => Some(number),
        _ => None,
    };
    word.bytes().try_fold(0, add)
}
