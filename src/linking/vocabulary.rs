//! The words that every text uses, put in their places by the compiler: ready when the program starts.
//!
//! Knows the lists of `data/linking`. Does not know texts.

use super::hash::StableHash;
use super::lists::NUMBERS;
use super::words::Weight;
use crate::image::constant::row_end;

/// What is known of a word, whatever the text.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// How much sharing it says; `None` for closed-class words.
    pub weight: Option<Weight>,
    /// True for the small numbers.
    pub number: bool,
}

/// Common and closed-class words by their hash, each in the first free place from the one that its hash says.
pub(super) struct Vocabulary([(u32, Known); Vocabulary::PLACES]);

impl Vocabulary {
    /// A power of two, four times the number of words: most other words meet a free place at once.
    const PLACES: usize = 1 << 12;
    /// No word has this hash.
    const FREE: (u32, Known) = (0, Known { weight: None, number: false });

    /// The place of a word, or the free one where it would be.
    #[inline]
    const fn place(&self, hash: u32) -> usize {
        let mut place = hash as usize % Self::PLACES;
        loop {
            let (held, _) = self.0[place];
            if held == hash || held == 0 {
                return place;
            }
            place = (place + 1) % Self::PLACES;
        }
    }

    /// What is known of the word of this hash.
    #[inline]
    pub(super) fn get(&self, hash: u32) -> Option<Known> {
        let mut place = hash as usize % Self::PLACES;
        loop {
            match self.0[place] {
                (held, known) if held == hash => return Some(known),
                (0, _) => return None,
                _ => place = (place + 1) % Self::PLACES,
            }
        }
    }

    /// Puts a word in its place: `from..to` of a table.
    const fn insert(&mut self, table: &[u8], from: usize, to: usize, known: Known) {
        let hash = hash_of(table, from, to);
        self.0[self.place(hash)] = (hash, known);
    }

    /// Puts all words of a table in their places, one a row.
    const fn insert_all(&mut self, table: &[u8], known: Known) {
        let mut from = row_end(table, 0) + 1;
        while from < table.len() {
            let end = row_end(table, from);
            self.insert(table, from, end, known);
            from = end + 1;
        }
    }

    /// Notes that a word is a number; one that is not common is a word of its subject.
    const fn note_number(&mut self, word: &str) {
        let hash = hash_of(word.as_bytes(), 0, word.len());
        let place = self.place(hash);
        let weight = if self.0[place].0 == hash { self.0[place].1.weight } else { Some(Weight::Plain) };
        self.0[place] = (hash, Known { weight, number: true });
    }
}

/// See [`Vocabulary`].
pub(super) static VOCABULARY: Vocabulary = {
    let mut vocabulary = Vocabulary([Vocabulary::FREE; Vocabulary::PLACES]);
    let common = include_bytes!("../../data/linking/common_words.csv");
    vocabulary.insert_all(common, Known { weight: Some(Weight::Common), number: false });
    let stop = include_bytes!("../../data/linking/stop_words.csv");
    vocabulary.insert_all(stop, Known { weight: None, number: false });
    let mut at = 0;
    while at < NUMBERS.len() {
        vocabulary.note_number(NUMBERS[at]);
        at += 1;
    }
    vocabulary
};

/// What stands for the word in `from..to` of a table.
const fn hash_of(table: &[u8], from: usize, to: usize) -> u32 {
    let mut letters = StableHash::START;
    let mut at = from;
    while at < to {
        letters = letters.byte(table[at]);
        at += 1;
    }
    whole(letters)
}

/// What stands for a word, by the hash of its letters.
#[inline]
pub(super) const fn whole(letters: StableHash) -> u32 {
    letters.byte(0xff).short()
}
