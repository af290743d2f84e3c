//! One pass over the bytes: tokens.
//!
//! Knows the shapes of words, numbers, abbreviations with inner full stops, contractions and addresses. Does not
//! know where sentences end. Every byte sequence that is a `str` has tokens; nothing here can fail.

use super::affixes::DOMAINS;
use super::class::{self, BYTES, Class};
use super::table::WordTable;
use super::{Lexicon, Shape, Span, Term, Token, words};

/// Words longer than this many bytes are not looked up: no entry is that long.
const LONGEST_ENTRY: usize = 32;

/// Addresses are cut after this many bytes, so that no text costs more than linear time.
const LONGEST_ADDRESS: usize = 2048;

/// The tokens of a text, in order. Complexity: linear in its length.
pub(super) fn lex(source: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut lexer = Lexer {
        source,
        words: lexicon.table(),
        tokens: Vec::with_capacity(source.len() / 5 + 8),
        at: 0,
        spaced: true,
    };
    while let Some((class, width)) = lexer.class_at(lexer.at) {
        match class {
            Class::Space => lexer.skip(width, true),
            Class::Mark => lexer.skip(width, false),
            Class::Lower | Class::Upper => lexer.word(),
            Class::Digit => lexer.number(),
            Class::Apostrophe => lexer.apostrophe(width),
            Class::Punctuation | Class::Wide => lexer.punctuation(width),
        }
    }
    lexer.tokens
}

struct Lexer<'t> {
    source: &'t str,
    words: &'t WordTable,
    tokens: Vec<Token>,
    at: usize,
    spaced: bool,
}

/// What the letters of a word looked like while it was read.
#[derive(Default)]
struct Letters {
    /// Letters read.
    all: u32,
    /// Capitals among them.
    capitals: u32,
    /// The first letter was a capital.
    first: bool,
    /// Letters since the last full stop.
    segment: u32,
    /// A full stop stands inside.
    dotted: bool,
    /// A character of several bytes was read: not only ASCII letters, full stops and straight apostrophes.
    wide: bool,
}

impl Letters {
    fn push(&mut self, class: Class) {
        let capital = class == Class::Upper;
        self.first |= capital && self.all == 0;
        self.capitals += u32::from(capital);
        self.all += 1;
        self.segment += 1;
    }

    fn push_run(&mut self, small: u32) {
        self.all += small;
        self.segment += small;
    }

    fn shape(&self) -> Shape {
        match self.capitals {
            0 => Shape::Lower,
            n if n == self.all && (n > 1 || self.dotted) => Shape::Upper,
            1 if self.first => Shape::Capitalized,
            _ => Shape::Mixed,
        }
    }
}

impl Lexer<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.source.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// The class and width in bytes of the character at `at`; `None` at the end of the text.
    #[inline]
    fn class_at(&self, at: usize) -> Option<(Class, usize)> {
        let byte = *self.source.as_bytes().get(at)?;
        match BYTES[byte as usize] {
            Class::Wide => {
                let c = self.source.get(at..)?.chars().next()?;
                Some((class::wide(c), c.len_utf8()))
            }
            class => Some((class, 1)),
        }
    }

    /// The number of ASCII small letters from `at`.
    #[inline]
    fn small_letters(&self, at: usize) -> usize {
        let rest = self.source.as_bytes().get(at..).unwrap_or_default();
        rest.iter().take_while(|b| b.is_ascii_lowercase()).count()
    }

    fn is_letter(&self, at: usize) -> bool {
        matches!(self.class_at(at), Some((Class::Lower | Class::Upper, _)))
    }

    fn skip(&mut self, width: usize, spaced: bool) {
        self.at += width;
        self.spaced |= spaced;
    }

    fn push(&mut self, start: usize, end: usize, term: Term, shape: Shape) {
        self.tokens.push(Token { span: Span::new(start, end), term, shape, spaced: self.spaced });
        self.spaced = self.byte(end) == b' ';
        self.at = end + usize::from(self.spaced);
    }

    /// Most words are a run of ASCII letters before a blank or a mark that cannot belong to them.
    #[inline]
    fn word(&mut self) {
        let start = self.at;
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        let Some(run) = LetterRun::of(rest) else { return self.long_word() };
        if !ends_word(rest.get(run.length..).unwrap_or_default(), run.length) {
            return self.long_word();
        }
        let letters = Letters {
            all: run.length as u32,
            capitals: run.capitals,
            first: run.first,
            ..Letters::default()
        };
        let fits = run.length <= LONGEST_ENTRY;
        let term = if fits { self.words.find_start(rest, run.length) } else { Term::UNKNOWN };
        self.push(start, start + run.length, term, letters.shape());
    }

    /// word := letter+ (apostrophe letter+)* | letter '.' (letter '.')+ | address
    fn long_word(&mut self) {
        let start = self.at;
        let mut letters = Letters::default();
        let mut end = start;
        while let Some((class, width)) = self.class_at(end) {
            match class {
                Class::Lower if width == 1 => {
                    let run = self.small_letters(end);
                    letters.push_run(run as u32);
                    end += run;
                    continue;
                }
                Class::Lower | Class::Upper => letters.push(class),
                Class::Mark => {}
                Class::Apostrophe if self.joins(end, width) => letters.segment += 2,
                Class::Apostrophe if self.negates(start, end, width) => {
                    return self.negated(start, end, width, &letters);
                }
                Class::Punctuation if width == 1 && self.is_inner_stop(end, &letters) => {
                    letters.dotted = true;
                    letters.segment = 0;
                }
                _ => break,
            }
            letters.wide |= width > 1;
            end += width;
        }
        if let Some(end) = self.address_end(start, end) {
            return self.push(start, end, Term::UNKNOWN, Shape::Address);
        }
        let term = match letters.dotted && !letters.wide {
            true => self.look_up_dotted(start, end),
            false => self.look_up(start, end, letters.wide),
        };
        self.push(start, end, term, letters.shape());
    }

    /// An apostrophe inside a name or an old contraction: `O'Brien`, `d'Ivoire`, `o'clock`.
    fn joins(&self, at: usize, width: usize) -> bool {
        self.is_letter(at + width) && self.clitic(at + width).is_none() && !self.is_t(at + width)
    }

    /// The `n't` of `didn't`.
    fn negates(&self, start: usize, at: usize, width: usize) -> bool {
        at > start + 1 && matches!(self.byte(at - 1), b'n' | b'N') && self.is_t(at + width)
    }

    fn is_t(&self, at: usize) -> bool {
        matches!(self.byte(at), b't' | b'T') && !self.is_letter(at + 1)
    }

    fn negated(&mut self, start: usize, at: usize, width: usize, letters: &Letters) {
        let term = self.look_up(start, at - 1, letters.wide);
        self.push(start, at - 1, term, letters.shape());
        self.push(at - 1, at + width + 1, words::CLITIC_NOT, Shape::Lower);
    }

    /// A full stop that belongs to an abbreviation: after single letters, `U.S.`, `p.m.`.
    fn is_inner_stop(&self, at: usize, letters: &Letters) -> bool {
        if self.byte(at) != b'.' || letters.segment != 1 {
            return false;
        }
        let single = self.is_letter(at + 1) && !self.is_letter(at + 2) && self.byte(at + 1).is_ascii();
        single || (letters.dotted && !self.is_letter(at + 1))
    }

    /// The length of `s`, `d`, `m`, `re`, `ve` or `ll` at `at`, where the word ends after it.
    fn clitic(&self, at: usize) -> Option<usize> {
        let (a, b) = (self.byte(at).to_ascii_lowercase(), self.byte(at + 1).to_ascii_lowercase());
        let width = match (a, b) {
            (b'r' | b'v', b'e') | (b'l', b'l') => 2,
            (b's' | b'd' | b'm', _) => 1,
            _ => return None,
        };
        (!self.is_letter(at + width)).then_some(width)
    }

    /// number := digit+ (',' digit digit digit)*
    fn number(&mut self) {
        let start = self.at;
        let mut end = self.digits_end(start);
        while end - start <= 18 && self.byte(end) == b',' && self.digits_end(end + 1) == end + 4 {
            end += 4;
        }
        let term = if end - start <= 4 { self.look_up(start, end, false) } else { Term::UNKNOWN };
        self.push(start, end, term, Shape::Digits);
    }

    fn digits_end(&self, start: usize) -> usize {
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        start + rest.iter().take_while(|b| b.is_ascii_digit()).count()
    }

    /// `'s`, `'ll` ... after a word; otherwise a mark of its own.
    ///
    /// Texts that went through another tokeniser write `Korea ' s`: that is one clitic too.
    fn apostrophe(&mut self, width: usize) {
        let start = self.at;
        let after = start + width;
        if self.torn_not(after) {
            return;
        }
        // The quotation marks of other tokenisers.
        let loose = self.spaced || self.tokens.last().is_some_and(|t| t.shape == Shape::Punctuation);
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        if rest.starts_with(b"``") || loose && rest.starts_with(b"''") {
            return self.push(start, start + 2, words::QUOTE, Shape::Punctuation);
        }
        let word = self.tokens.last().is_some_and(|t| t.shape != Shape::Punctuation);
        let torn = word && self.byte(after) == b' ';
        let suffix = after + usize::from(torn);
        match self.clitic(suffix).filter(|_| torn || word && !self.spaced) {
            Some(length) => self.push(start, suffix + length, self.clitic_term(suffix), Shape::Lower),
            None => self.push(start, after, words::APOSTROPHE, Shape::Punctuation),
        }
    }

    /// `did n't`, `didn 't` and `didn’ t` of another tokeniser: the `n` before the apostrophe goes with the `t` after it.
    fn torn_not(&mut self, after: usize) -> bool {
        let t = after + usize::from(self.byte(after) == b' ');
        let Some(last) = self.tokens.last().copied().filter(|_| self.is_t(t)) else { return false };
        let (start, end) = (last.span.start as usize, last.span.end as usize);
        let Some(n) = end.checked_sub(1).filter(|n| matches!(self.byte(*n), b'n' | b'N')) else {
            return false;
        };
        let stem = self.look_up(start, n, false);
        if n > start && !takes_not(stem) || n == start && !last.spaced {
            return false;
        }
        self.tokens.pop();
        self.spaced = last.spaced;
        if n > start {
            self.push(start, n, stem, last.shape);
        }
        self.push(n, t + 1, words::CLITIC_NOT, Shape::Lower);
        true
    }

    fn clitic_term(&self, at: usize) -> Term {
        match self.byte(at).to_ascii_lowercase() {
            b's' => words::CLITIC_S,
            b'd' => words::CLITIC_D,
            b'm' => words::CLITIC_M,
            b'l' => words::CLITIC_LL,
            b'r' => words::CLITIC_RE,
            _ => words::CLITIC_VE,
        }
    }

    /// One mark; `...` and `--` are one each, `@` may continue an address.
    fn punctuation(&mut self, width: usize) {
        let start = self.at;
        let byte = self.byte(start);
        if byte == b'@' && self.mail_address() {
            return;
        }
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        let (end, term) = match byte {
            b'.' if rest.starts_with(b"...") => (start + run_of(rest, b'.'), words::ELLIPSIS),
            b'-' if rest.starts_with(b"--") => (start + run_of(rest, b'-'), words::DASH),
            0x80.. => (start + width, self.wide_mark(start)),
            _ => (start + 1, self.mark(byte)),
        };
        self.push(start, end, term, Shape::Punctuation);
    }

    fn mark(&self, byte: u8) -> Term {
        match MARKS.get(usize::from(byte)) {
            Some(&Term::UNKNOWN) | None => self.words.find(&[byte]),
            Some(&term) => term,
        }
    }

    fn wide_mark(&self, start: usize) -> Term {
        let c = self.source.get(start..).and_then(|rest| rest.chars().next());
        c.and_then(class::plain).map_or(Term::UNKNOWN, |mark| self.words.find(mark.as_bytes()))
    }

    /// `name@host` or `@name`: swallows the glued tokens before the `@`.
    fn mail_address(&mut self) -> bool {
        let end = self.run_end(self.at + 1);
        if end == self.at + 1 {
            return false;
        }
        let mut start = self.at;
        while let Some(token) = self.tokens.last() {
            let joins =
                token.shape != Shape::Punctuation || matches!(token.span.of(self.source), "." | "-" | "_");
            if self.spaced || !joins || token.span.end as usize != start {
                break;
            }
            start = token.span.start as usize;
            self.spaced = token.spaced;
            self.tokens.pop();
        }
        self.push(start, end, Term::UNKNOWN, Shape::Address);
        true
    }

    /// The end of a web address whose first word is `start..end`: `https://...`, `www....`, `example.com/...`.
    fn address_end(&self, start: usize, end: usize) -> Option<usize> {
        let next = self.byte(end);
        if next != b'.' && next != b':' {
            return None;
        }
        let rest = self.source.get(end..)?;
        let word = self.source.get(start..end)?;
        let opens = rest.starts_with("://")
            || (next == b'.' && (word.eq_ignore_ascii_case("www") || has_domain(rest.get(1..)?)));
        opens.then(|| self.run_end(end)).filter(|stop| *stop > end + 1)
    }

    /// The end of a run of address characters, final punctuation left out.
    fn run_end(&self, start: usize) -> usize {
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        let run = rest.iter().take(LONGEST_ADDRESS).take_while(|b| is_address(**b));
        let mut end = start + run.count();
        while end > start && !self.byte(end - 1).is_ascii_alphanumeric() && self.byte(end - 1) != b'/' {
            end -= 1;
        }
        end
    }

    fn look_up(&self, start: usize, end: usize, wide: bool) -> Term {
        if wide {
            let word = self.source.get(start..end).unwrap_or("");
            let mut buffer = [0u8; LONGEST_ENTRY];
            let lower = lower_wide(word, &mut buffer).and_then(|length| buffer.get(..length));
            return lower.map_or(Term::UNKNOWN, |bytes| self.words.find(bytes));
        }
        let word = self.source.as_bytes().get(start..end).unwrap_or_default();
        if word.len() > LONGEST_ENTRY { Term::UNKNOWN } else { self.words.find_ascii(word) }
    }

    /// `U.S` is looked up as `U.S.`.
    fn look_up_dotted(&self, start: usize, end: usize) -> Term {
        let mut word = [b'.'; LONGEST_ENTRY];
        let written = self.source.as_bytes().get(start..end).unwrap_or_default();
        let whole = written.strip_suffix(b".").unwrap_or(written);
        let Some(room) = word.get_mut(..whole.len()) else { return Term::UNKNOWN };
        room.copy_from_slice(whole);
        word.get(..whole.len() + 1).map_or(Term::UNKNOWN, |dotted| self.words.find_ascii(dotted))
    }
}

/// A run of ASCII letters.
struct LetterRun {
    length: usize,
    capitals: u32,
    /// The first is a capital.
    first: bool,
}

impl LetterRun {
    /// The run at the start of a text, eight letters at a time; `None` when it reaches to the last bytes of the text.
    #[inline]
    fn of(mut text: &[u8]) -> Option<Self> {
        let mut run =
            Self { length: 0, capitals: 0, first: text.first().is_some_and(u8::is_ascii_uppercase) };
        loop {
            let eight = u64::from_le_bytes(*text.first_chunk()?);
            let letters = class::letters(eight);
            let count = (!letters & class::EACH).trailing_zeros() / 8;
            let used = u64::MAX.checked_shr(64 - 8 * count).unwrap_or(0);
            // A capital lacks the bit that tells small letters.
            let capitals = letters & used & !(eight << 2);
            run.length += count as usize;
            if capitals != 0 {
                run.capitals += capitals.count_ones();
            }
            if count < 8 {
                return Some(run);
            }
            text = text.get(8..)?;
        }
    }
}

/// The terms of the marks among the fixed words, by byte.
static MARKS: [Term; 128] = marks();

const fn marks() -> [Term; 128] {
    let mut marks = [Term::UNKNOWN; 128];
    let mut index = 0;
    while index < words::FIXED.len() {
        if let [byte @ 0..128] = words::FIXED[index].as_bytes() {
            marks[*byte as usize] = Term(index as u32 + 1);
        }
        index += 1;
    }
    marks
}

/// True when what follows a run of `length` ASCII letters cannot belong to their word or make it an address.
#[inline]
fn ends_word(after: &[u8], length: usize) -> bool {
    match after {
        [b' ' | b',' | b'-' | b'\n', ..] | [] => true,
        [b'.', next, ..] => length > 1 && !is_address(*next) && next.is_ascii(),
        [b':', next, ..] => *next != b'/',
        [byte, ..] => !matches!(BYTES[usize::from(*byte)], Class::Apostrophe | Class::Wide) && *byte != b'.',
    }
}

/// The helpers that `n't` goes with.
fn takes_not(stem: Term) -> bool {
    matches!(stem, words::DO | words::DOES | words::DID | words::IS | words::ARE | words::WAS | words::WERE)
        || matches!(stem, words::HAS | words::HAVE | words::HAD | words::CA | words::WO | words::MUST)
        || matches!(stem, words::WOULD | words::COULD | words::SHOULD | words::MIGHT)
}

fn run_of(bytes: &[u8], byte: u8) -> usize {
    bytes.iter().take_while(|b| **b == byte).count()
}

fn is_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"./:?&=%#_-~+@".contains(&byte)
}

fn has_domain(rest: &str) -> bool {
    let letters = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    let ends = !rest.as_bytes().get(letters).is_some_and(|b| b.is_ascii_alphanumeric());
    let name = rest.get(..letters).unwrap_or("");
    ends && DOMAINS.contains(&name)
}

/// Lower-cases a word with characters beyond ASCII: plain apostrophes, nothing invisible. `None` when too long.
fn lower_wide(word: &str, buffer: &mut [u8; LONGEST_ENTRY]) -> Option<usize> {
    let mut length = 0;
    for c in word.chars().filter(|c| !class::is_invisible(*c)) {
        let plain = if class::wide(c) == Class::Apostrophe { '\'' } else { c };
        for lower in plain.to_lowercase() {
            let room = buffer.get_mut(length..length + lower.len_utf8())?;
            length += lower.encode_utf8(room).len();
        }
    }
    Some(length)
}
