//! Words as numbers: an open hash table over one string that holds all words.
//!
//! Knows bytes. Does not know what words mean. Loading allocates a handful of times, looking up never.

use std::borrow::Cow;

use super::Term;
use crate::image::{Flat, Source, Stored, Writer};

/// The words of a lexicon; terms are given in the order of [`WordTable::intern`], from 1.
#[derive(Clone, Debug)]
pub(super) struct WordTable {
    text: Cow<'static, str>,
    /// Where each term's word ends in `text`; little-endian, as in the image of the lexicon.
    ends: Flat<4>,
    /// Open addressing; the length is a power of two.
    slots: Flat<16>,
}

/// First eight bytes of a word, term, hash; little-endian. A term of 0 says free.
type Slot = [u8; 16];

/// A slot as (first eight bytes of the word, term, hash).
#[inline]
fn read(slot: Slot) -> (u64, Term, u32) {
    let bits = u128::from_le_bytes(slot);
    (bits as u64, Term((bits >> 64) as u32), (bits >> 96) as u32)
}

impl Stored for WordTable {
    fn put(&self, image: &mut Writer) {
        self.text.put(image);
        self.ends.put(image);
        self.slots.put(image);
    }

    fn take(source: &mut Source) -> Option<Self> {
        let (text, ends, slots): (_, _, Flat<16>) = Stored::take(source)?;
        slots.len().is_power_of_two().then_some(Self { text, ends, slots })
    }
}

impl WordTable {
    /// An empty table with room for `words`.
    pub(super) fn with_capacity(words: usize) -> Self {
        let mut ends = Vec::with_capacity(words + 1);
        ends.push([0; 4]);
        let slots = vec![[0; 16]; (words * 2).next_power_of_two().max(1024)];
        Self { text: Cow::Owned(String::with_capacity(words * 8)), ends: ends.into(), slots: slots.into() }
    }

    /// The number of terms, [`Term::UNKNOWN`] counted.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a term.
    #[inline]
    pub(super) fn word(&self, term: Term) -> &str {
        self.text.get(self.range(term)).unwrap_or("")
    }

    /// The term of a lower-case word, [`Term::UNKNOWN`] when it is not held.
    pub(super) fn find(&self, lower: &[u8]) -> Term {
        self.slot(Key::new(lower, EXACT), lower).unwrap_or(Term::UNKNOWN)
    }

    /// The same for ASCII letters, digits, full stops and apostrophes in either case.
    #[inline]
    pub(super) fn find_ascii(&self, word: &[u8]) -> Term {
        self.slot(Key::new(word, LOWER), word).unwrap_or(Term::UNKNOWN)
    }

    /// The same for the first `length` of `letters`, all ASCII.
    #[inline]
    pub(super) fn find_start(&self, letters: &[u8], length: usize) -> Term {
        match letters.first_chunk::<8>() {
            Some(eight) if length <= 8 => {
                let used = u64::MAX >> (64 - 8 * length as u32);
                let head = (u64::from_le_bytes(*eight) | LOWER) & used;
                self.slot(Key::short(head, length), &[]).unwrap_or(Term::UNKNOWN)
            }
            _ => self.find_ascii(letters.get(..length).unwrap_or_default()),
        }
    }

    /// The term of a lower-case word, which is added when it is new.
    pub(super) fn intern(&mut self, lower: &str) -> Term {
        if self.len() * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let key = Key::new(lower.as_bytes(), EXACT);
        match self.slot(key, lower.as_bytes()) {
            Ok(term) => term,
            Err(free) => self.add(lower, key, free),
        }
    }

    fn add(&mut self, lower: &str, key: Key, free: usize) -> Term {
        let term = Term(self.len() as u32);
        self.text.to_mut().push_str(lower);
        self.ends.to_mut().push((self.text.len() as u32).to_le_bytes());
        if let Some(slot) = self.slots.to_mut().get_mut(free) {
            let bits = u128::from(key.hash) << 96 | u128::from(term.0) << 64 | u128::from(key.head);
            *slot = bits.to_le_bytes();
        }
        term
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![[0; 16]; old.len() * 2].into();
        let mask = self.slots.len() - 1;
        let is_taken = |slot: &Slot| read(*slot).1 != Term::UNKNOWN;
        for slot in old.iter().filter(|slot| is_taken(slot)) {
            let mut at = self.place(read(*slot).2);
            while self.slots.get(at).is_some_and(is_taken) {
                at = (at + 1) & mask;
            }
            if let Some(free) = self.slots.to_mut().get_mut(at) {
                *free = *slot;
            }
        }
    }

    /// Where the search for a hash begins: by its highest bits, on which all bytes of the word bear.
    #[inline]
    fn place(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize
    }

    #[inline]
    fn range(&self, term: Term) -> std::ops::Range<usize> {
        let end = |index: u32| self.ends.number(index as usize) as usize;
        if term == Term::UNKNOWN { 0..0 } else { end(term.0 - 1)..end(term.0) }
    }

    /// The term of a word, or the free slot where it would go.
    #[inline]
    fn slot(&self, key: Key, word: &[u8]) -> Result<Term, usize> {
        let mask = self.slots.len() - 1;
        let mut at = self.place(key.hash);
        loop {
            let (head, term, hash) = read(self.slots.get(at).copied().unwrap_or_default());
            if term == Term::UNKNOWN {
                return Err(at);
            }
            if head == key.head && hash == key.hash && self.is(term, word) {
                return Ok(term);
            }
            at = (at + 1) & mask;
        }
    }

    /// Up to eight bytes the key has told all, since no word holds a zero byte.
    #[inline]
    fn is(&self, term: Term, word: &[u8]) -> bool {
        word.len() <= 8
            || self.text.as_bytes().get(self.range(term)).is_some_and(|held| ends_alike(held, word))
    }
}

/// Compares two longer words whose first eight bytes are alike, letter case apart.
#[inline]
fn ends_alike(held: &[u8], word: &[u8]) -> bool {
    let overlapping = held.len() == word.len() && word.len() <= 16;
    overlapping && held.last_chunk::<8>() == word.last_chunk::<8>() || held.eq_ignore_ascii_case(word)
}

/// Leaves the bytes of a word as they are.
const EXACT: u64 = 0;

/// Makes small letters of ASCII capitals; digits, full stops and apostrophes have the bit already.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// What a word is looked up by.
#[derive(Clone, Copy)]
struct Key {
    head: u64,
    hash: u32,
}

impl Key {
    const FACTOR: u64 = 0x517c_c1b7_2722_0a95;

    /// Fx-like: one multiplication for every eight bytes, the upper half of the product.
    #[inline]
    fn new(bytes: &[u8], case: u64) -> Self {
        let head = load(bytes.get(..8).unwrap_or(bytes), case);
        let mut state = Self::state(head, bytes.len());
        for chunk in bytes.get(8..).unwrap_or_default().chunks(8) {
            state = (state.rotate_left(5) ^ load(chunk, case)).wrapping_mul(Self::FACTOR);
        }
        Self { head, hash: (state >> 32) as u32 }
    }

    /// The key of a word of at most eight bytes, all of them in `head`.
    #[inline]
    fn short(head: u64, length: usize) -> Self {
        Self { head, hash: (Self::state(head, length) >> 32) as u32 }
    }

    #[inline]
    fn state(head: u64, length: usize) -> u64 {
        (head ^ length as u64).wrapping_mul(Self::FACTOR)
    }
}

/// Up to eight bytes as one number, the first byte lowest, each with the bits of `case` added.
#[inline]
fn load(bytes: &[u8], case: u64) -> u64 {
    let four = |b: &[u8; 4]| u64::from(u32::from_le_bytes(*b));
    let number = match (bytes.first_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(eight), _, _) => u64::from_le_bytes(*eight),
        (_, Some(first), Some(last)) => four(first) | (four(last) << (8 * (bytes.len() - 4))),
        _ => bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte)),
    };
    let used = if bytes.len() >= 8 { u64::MAX } else { (1 << (8 * bytes.len())) - 1 };
    number | (case & used)
}
