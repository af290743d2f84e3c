//! The words of a sentence as numbers with a weight: what two sentences share says how likely they tell one event.
//!
//! Knows which words are rare (names, figures, words outside the common list). Does not know events.

use super::hash::StableHash;
use super::vocabulary::{Known, VOCABULARY, whole};

/// Words of a sentence beyond this number are not looked at: no news sentence is longer, hostile input may be.
const WORDS_AT_MOST: usize = 160;
/// Letters of a word beyond this number, in bytes, are not looked at.
const LETTERS_AT_MOST: usize = 40;

/// How much sharing a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// A word that every text uses.
    Common = 2,
    /// A word of its own subject.
    Plain = 4,
    /// A name, or a word in capitals.
    Name = 6,
}

impl Weight {
    /// The weight of this number.
    pub(super) fn of(number: u8) -> Self {
        match number {
            0..=2 => Self::Common,
            3..=4 => Self::Plain,
            _ => Self::Name,
        }
    }
}

/// One word of a text, folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Hash of the folded word; never 0.
    pub hash: u32,
    /// How much sharing it says; `None` for closed-class words.
    pub weight: Option<Weight>,
    /// True when it is a figure.
    pub figure: bool,
    /// True for figures and for numbers in words, up to twelve.
    pub number: bool,
}

/// Stands for a byte of ASCII that is no letter and no digit.
const MARK: u8 = 0;
/// Stands for a byte of a character outside ASCII.
const WIDE: u8 = 0x80;

/// The lower-case letter or the digit that a byte of ASCII is; [`MARK`] or [`WIDE`] for others.
static FOLDED: [u8; 256] = {
    let mut folded = [MARK; 256];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        if byte.is_ascii_alphanumeric() {
            folded[at] = byte.to_ascii_lowercase();
        } else if !byte.is_ascii() {
            folded[at] = WIDE;
        }
        at += 1;
    }
    folded
};

/// What [`FOLDED`] has for a byte.
#[inline]
fn fold(byte: u8) -> u8 {
    FOLDED[usize::from(byte)]
}

/// A word while it is read: the hash of its folded letters.
#[derive(Clone, Copy)]
struct Folded {
    hash: StableHash,
    /// The last byte and the one before it.
    ending: [u8; 2],
    length: usize,
}

impl Folded {
    fn push(&mut self, byte: u8) {
        if self.length < LETTERS_AT_MOST {
            self.hash = self.hash.byte(byte);
            self.ending = [byte, self.ending[0]];
            self.length += 1;
        }
    }

    fn push_char(&mut self, c: char) {
        let mut buffer = [0; 4];
        for folded in c.to_lowercase() {
            folded.encode_utf8(&mut buffer).bytes().for_each(|byte| self.push(byte));
        }
    }

    /// The word; `name`: it has a capital that does not open the text.
    #[inline]
    fn word(&self, name: bool, figure: bool) -> Word {
        let mut hash = whole(self.hash);
        let mut known = VOCABULARY.get(hash);
        if is_plural(self.length, self.ending) {
            hash = whole(self.hash.without(self.ending[0]));
            known = known.or_else(|| VOCABULARY.get(hash));
        }
        let weight = match known {
            Some(Known { weight: None, .. }) => None,
            Some(_) if name => Some(Weight::Plain),
            Some(Known { weight, .. }) => weight,
            None if name => Some(Weight::Name),
            None => Some(Weight::Plain),
        };
        Word { hash, weight, figure, number: figure || known.is_some_and(|k| k.number) }
    }
}

/// The folded words of a text, in order: lower case, no possessive, plural `s` dropped; at most [`WORDS_AT_MOST`].
///
/// Allocates nothing. Complexity: linear, bounded.
#[derive(Clone)]
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
    count: usize,
}

/// See [`Words`].
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, count: 0 }
}

impl Words<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The length of the character at `at`, outside ASCII, and the character where it is a letter or digit.
    #[cold]
    fn wide(&self, at: usize) -> (usize, Option<char>) {
        let c = self.text.get(at..).and_then(|rest| rest.chars().next());
        (c.map_or(1, char::len_utf8), c.filter(|c| c.is_alphanumeric()))
    }

    /// The place of the next letter or digit; `None` at the end.
    #[inline]
    fn next_start(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            match fold(*bytes.get(at)?) {
                MARK => at += 1,
                WIDE => match self.wide(at) {
                    (length, None) => at += length,
                    (_, Some(_)) => return Some(at),
                },
                _ => return Some(at),
            }
        }
    }

    /// True when a comma or point at `at` stands between two digits.
    fn is_inside_figure(&self, at: usize, byte: u8) -> bool {
        let digit = |at: usize| self.byte(at).is_some_and(|byte| byte.is_ascii_digit());
        matches!(byte, b',' | b'.') && at > 0 && digit(at - 1) && digit(at + 1)
    }

    /// Reads the word that starts at `start`: mostly letters and digits of ASCII up to something else.
    #[inline]
    fn read(&mut self, start: usize) -> Folded {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let (mut hash, mut length) = (StableHash::default(), 0);
        for byte in rest.get(..LETTERS_AT_MOST).unwrap_or(rest) {
            let letter = fold(*byte);
            if matches!(letter, MARK | WIDE) {
                break;
            }
            hash = hash.byte(letter);
            length += 1;
        }
        self.at = start + length;
        let before = |back: usize| rest.get(length.wrapping_sub(back)).map_or(MARK, |byte| fold(*byte));
        let folded = Folded { hash, ending: [before(1), before(2)], length };
        match rest.get(length) {
            Some(b',' | b'.') if !folded.ending[0].is_ascii_digit() => folded,
            Some(next) if fold(*next) != MARK || matches!(next, b',' | b'.') => self.read_on(folded),
            _ => folded,
        }
    }

    /// Reads on after letters of ASCII: what else belongs to a word.
    #[cold]
    fn read_on(&mut self, mut folded: Folded) -> Folded {
        while let Some(byte) = self.byte(self.at) {
            match fold(byte) {
                MARK if !self.is_inside_figure(self.at, byte) => break,
                MARK if byte == b'.' => folded.push(byte),
                MARK => {}
                WIDE => {
                    let (length, Some(c)) = self.wide(self.at) else { break };
                    folded.push_char(c);
                    self.at += length - 1;
                }
                letter => folded.push(letter),
            }
            self.at += 1;
        }
        folded
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        while self.count < WORDS_AT_MOST {
            let start = self.next_start()?;
            let first = self.byte(start).unwrap_or_default();
            let folded = self.read(start);
            if folded.length == 1 && matches!(first, b's' | b't') {
                continue;
            }
            let capital = first.is_ascii_uppercase()
                || !first.is_ascii() && self.wide(start).1.is_some_and(char::is_uppercase);
            let name = capital && self.count > 0;
            self.count += 1;
            return Some(folded.word(name, first.is_ascii_digit()));
        }
        None
    }
}

/// True for a word of `length` bytes with this last byte and the one before it that ends in a plural `s`.
fn is_plural(length: usize, ending: [u8; 2]) -> bool {
    let [last, before] = ending;
    length > 3 && last == b's' && !matches!(before, b's' | b'u' | b'i')
}

/// A word without its plural ending: good enough to compare, never shown.
pub(super) fn singular(word: &str) -> &str {
    match word.as_bytes() {
        [rest @ .., before, last] if is_plural(rest.len() + 2, [*last, *before]) => {
            word.get(..word.len() - 1).unwrap_or(word)
        }
        _ => word,
    }
}

/// The hash of a whole name or phrase, folded word by word, closed-class words left out.
pub fn phrase(text: &str) -> u32 {
    phrase_of(words(text))
}

/// [`phrase`] of words that are read already.
pub(super) fn phrase_of(words: impl Iterator<Item = Word>) -> u32 {
    let hash = words
        .filter(|w| w.weight.is_some())
        .fold(StableHash::default(), |hash, word| hash.number(u64::from(word.hash)));
    if hash == StableHash::default() { 0 } else { hash.short() }
}

/// A small sketch by which near-identical sentences are recognised: agency copy, repeated background.
///
/// The eight smallest hashes of its runs of three words (bottom-k sketch, Broder 1997).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Sketch(pub(crate) [u32; 8]);

impl Sketch {
    /// The sketch of a sentence. Complexity: linear, bounded.
    pub fn of_text(text: &str) -> Self {
        Self::of(words(text))
    }

    pub(super) fn of(mut words: impl Iterator<Item = Word>) -> Self {
        let mut least = [u32::MAX; 8];
        let hash = |word: Word| u64::from(word.hash);
        if let (Some(mut first), Some(mut second)) = (words.next().map(hash), words.next().map(hash)) {
            for third in words.map(hash) {
                let run = StableHash::START.number(first).number(second).number(third);
                insert(&mut least, run.short());
                (first, second) = (second, third);
            }
        }
        Self(least.map(|shingle| if shingle == u32::MAX { 0 } else { shingle }))
    }

    /// The smallest shingle: near-identical sentences mostly share it. 0 for a sentence under three words.
    pub(super) fn least(self) -> u32 {
        let Self([least, ..]) = self;
        least
    }

    /// True when the two sentences are the same but for a few words.
    ///
    /// Three quarters of eight shared leave at most two others on each side: one of the first three of each is the
    /// same, or the rest need not be looked at.
    pub fn near(self, other: Self) -> bool {
        let [a, b, c, ..] = self.0;
        let [first @ .., _, _, _, _, _] = &other.0;
        if ![a, b, c].iter().any(|shingle| first.contains(shingle)) {
            return false;
        }
        let shared = self.0.iter().filter(|s| **s != 0 && other.0.contains(s)).count();
        let size =
            self.0.iter().filter(|s| **s != 0).count().max(other.0.iter().filter(|s| **s != 0).count());
        size >= 3 && shared * 4 >= size * 3
    }
}

/// Puts `shingle` in its place among the least, each once, in ascending order.
fn insert(least: &mut [u32; 8], shingle: u32) {
    if least.last().is_some_and(|last| shingle >= *last) || least.contains(&shingle) {
        return;
    }
    let mut carried = shingle;
    for slot in least {
        if carried < *slot {
            std::mem::swap(slot, &mut carried);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        super::words(text).collect()
    }

    fn near(a: &str, b: &str) -> bool {
        Sketch::of_text(a).near(Sketch::of_text(b))
    }

    #[test]
    fn words_are_folded() {
        let a = words("The Ministers’ 1,200 letters");
        let b = words("the minister's 1200 letter");
        let hashes = |w: &[Word]| w.iter().map(|w| w.hash).collect::<Vec<_>>();
        assert_eq!(hashes(&a), hashes(&b));
        assert!(a[2].figure);
        assert_eq!(a[0].weight, None);
    }

    #[test]
    fn names_weigh_more_than_common_words() {
        let w = words("yesterday Zubrowka found people");
        assert_eq!(w[1].weight, Some(Weight::Name));
        assert_eq!(w[3].weight, Some(Weight::Common));
    }

    #[test]
    fn copied_sentences_are_near_and_others_are_not() {
        let copy =
            "The two ministers signed the border treaty in the old town hall of Arvo on Monday evening";
        assert!(near(copy, &copy.replace("evening", "night")));
        assert!(!near(
            copy,
            "The two presidents opened the new bridge over the river at Arvo on Tuesday morning"
        ));
        assert!(!near("", ""));
    }

    #[test]
    fn odd_text_is_harmless() {
        for text in ["", "\u{301}\u{301}", "1,", ".,.", "ééé 中文 ا", &"a ".repeat(100_000)] {
            assert!(words(text).len() <= WORDS_AT_MOST);
        }
    }
}
