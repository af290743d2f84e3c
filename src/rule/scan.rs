//! The tokens of a text as the rules see them: class sets, and chunks of several tokens.
//!
//! Knows tokens, words and classes. Does not know rules.

use super::vocabulary::{CHUNK, ClassId, PHRASE_NEXT, PHRASE_START, Vocabulary};
use crate::text::{Shape, Term, Text, Token};

/// A run of tokens that counts as one item of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Its class.
    pub class: ClassId,
    /// Its value, which the upper layer understands.
    pub value: i64,
}

/// Class sets of all tokens and the chunks over them.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    sets: Vec<u128>,
    /// The same with the classes of chunks that start at the token, now or before a later stage replaced them.
    opening: Vec<u128>,
    /// The same with the classes of chunks that end with the token.
    closing: Vec<u128>,
    /// By first token, longer ones first.
    chunks: Vec<Chunk>,
    /// Indices into `chunks`, by last token.
    by_end: Vec<u32>,
}

impl Scan {
    /// Looks every token up. Complexity: linear in the number of tokens.
    pub fn new(text: &Text, vocabulary: &Vocabulary) -> Self {
        let set = |token: &Token| match token.shape {
            Shape::Digits => {
                let figures = figures(token.span.of(text.source));
                figures.map_or(0, |(n, value)| vocabulary.number_set(n, value)) | vocabulary.set(token.term)
            }
            _ => vocabulary.set(token.term),
        };
        let sets: Vec<u128> = text.tokens.iter().map(set).collect();
        let mut scan = Self { opening: sets.clone(), closing: sets.clone(), sets, ..Self::default() };
        scan.find_phrases(text, vocabulary);
        scan
    }

    fn find_phrases(&mut self, text: &Text, vocabulary: &Vocabulary) {
        for (first, pair) in self.sets.windows(2).enumerate() {
            if !matches!(pair, [a, b] if a & PHRASE_START != 0 && b & PHRASE_NEXT != 0) {
                continue;
            }
            let tokens = text.tokens.get(first..).unwrap_or_default();
            if let Some((class, value, length)) = vocabulary.phrase(tokens) {
                self.chunks.push(Chunk { first: first as u32, end: (first + length) as u32, class, value });
            }
        }
    }

    /// The classes of a token.
    pub fn set(&self, token: u32) -> u128 {
        self.sets.get(token as usize).copied().unwrap_or(0)
    }

    /// The classes of a token and of the chunks that may start there.
    pub(super) fn opening(&self, token: u32) -> u128 {
        self.opening.get(token as usize).copied().unwrap_or(0)
    }

    /// The classes of a token and of the chunks that may end with it.
    pub(super) fn closing(&self, token: u32) -> u128 {
        self.closing.get(token as usize).copied().unwrap_or(0)
    }

    /// Adds chunks; those they cover stay. Call [`Scan::index`] afterwards.
    pub fn push(&mut self, chunk: Chunk) {
        self.chunks.push(chunk);
    }

    /// Drops every chunk that overlaps one of `new` (sorted, disjoint) and adds `new`. Call [`Scan::index`] afterwards.
    /// Complexity: n log n.
    pub fn replace(&mut self, new: &[Chunk]) {
        self.chunks.retain(|old| {
            let after = new.partition_point(|n| n.end <= old.first);
            new.get(after).is_none_or(|n| n.first >= old.end)
        });
        self.chunks.extend_from_slice(new);
    }

    /// Makes the chunks findable by their first and last token. Complexity: n log n in the number of chunks.
    pub fn index(&mut self) {
        self.chunks.sort_by_key(|c| (c.first, std::cmp::Reverse(c.end), c.class.0));
        self.by_end = (0..self.chunks.len() as u32).collect();
        let chunks = &self.chunks;
        self.by_end.sort_by_key(|i| chunks.get(*i as usize).map_or((0, 0), |c| (c.end, c.first)));
        for chunk in &self.chunks {
            if let Some(set) = self.opening.get_mut(chunk.first as usize) {
                *set |= CHUNK | chunk.class.bit();
            }
            if let Some(set) = self.closing.get_mut((chunk.end as usize).wrapping_sub(1)) {
                *set |= CHUNK | chunk.class.bit();
            }
        }
    }

    /// All chunks, by first token.
    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    pub(super) fn starting(&self, token: u32) -> impl Iterator<Item = &Chunk> {
        let from = if self.opening(token) & CHUNK == 0 {
            self.chunks.len()
        } else {
            self.chunks.partition_point(|c| c.first < token)
        };
        self.chunks.get(from..).unwrap_or_default().iter().take_while(move |c| c.first == token)
    }

    pub(super) fn ending(&self, end: u32) -> impl Iterator<Item = &Chunk> {
        let get = |i: &u32| self.chunks.get(*i as usize);
        let none = self.closing(end.wrapping_sub(1)) & CHUNK == 0;
        let from = if none {
            self.by_end.len()
        } else {
            self.by_end.partition_point(|i| get(i).is_some_and(|c| c.end < end))
        };
        self.by_end.get(from..).unwrap_or_default().iter().filter_map(get).take_while(move |c| c.end == end)
    }
}

/// Number of digits and value of a number in figures, `1,000` included; none beyond 15 digits.
pub(super) fn figures(word: &str) -> Option<(u32, i64)> {
    let mut value = 0;
    let mut digits = 0;
    for byte in word.bytes() {
        match byte {
            b'0'..=b'9' => value = value * 10 + i64::from(byte - b'0'),
            // A separator makes the number longer than any class of plain figures that means a calendar field.
            b',' => digits += 8,
            _ => return None,
        }
        digits += u32::from(byte != b',');
        if digits > 31 || value > 1_000_000_000_000_000 {
            return None;
        }
    }
    (digits > 0).then_some((digits, value))
}

/// The value of a single token as a member of a class.
pub(super) fn value_of(text: &Text, vocabulary: &Vocabulary, token: u32, class: ClassId) -> i64 {
    let term = text.tokens.get(token as usize).map_or(Term::UNKNOWN, |t| t.term);
    vocabulary.value(term, class).or_else(|| figures(text.word(token)).map(|(_, value)| value)).unwrap_or(0)
}
