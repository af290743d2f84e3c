//! What the tables of `data/linking` know of lemmas, by the hash of their letters.
//!
//! The compiler puts each lemma in its place: a table that was filled at the start would cost a tenth of the time that two small
//! articles take. Knows rows. Does not know what is asked of an action.

use super::hash::StableHash;
use crate::image::constant::{cell_end, row_end};

/// What a lemma tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Action {
    /// Number of its class; never 0.
    pub class: u32,
    /// True when it tells next to nothing without its object.
    pub generic: bool,
    /// What part it has in telling of natural and other happenings.
    pub role: Role,
}

/// `earthquake` is a phenomenon, `strike` carries it; who `dies` undergoes what others do with `kill`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    None,
    Phenomenon,
    Carrier,
    Undergone,
}

impl Role {
    const ALL: [Self; 4] = [Self::None, Self::Phenomenon, Self::Carrier, Self::Undergone];
}

/// A power of two, about twice the number of lemmas.
const PLACES: usize = 1 << 13;
/// The bits of an entry, from the lowest: the class, whether it is generic, its role, and some of its hash.
const GENERIC: u32 = 32;
const ROLE: u32 = 33;
const HASH: u32 = 35;

/// Every lemma of the tables in the first free place from the one that its hash says; 0 is a free place.
#[allow(long_running_const_eval, reason = "three thousand rows, a letter at a time: less than a second")]
static LEMMAS: [u64; PLACES] = {
    let mut lemmas = [0; PLACES];
    add_actions(&mut lemmas, include_bytes!("../../data/linking/actions.csv"));
    add_nominals(&mut lemmas, include_bytes!("../../data/linking/nominals.csv"));
    add_phenomena(&mut lemmas, include_bytes!("../../data/linking/phenomena.csv"));
    add_generic(&mut lemmas, include_bytes!("../../data/linking/generic.csv"));
    lemmas
};

/// The lemma of which these are the [`letters`].
pub(super) fn find(letters: StableHash) -> Option<Action> {
    match LEMMAS[place(&LEMMAS, letters) % PLACES] {
        0 => None,
        entry => Some(Action {
            class: entry as u32,
            generic: entry >> GENERIC & 1 == 1,
            role: Role::ALL[(entry >> ROLE) as usize % Role::ALL.len()],
        }),
    }
}

/// The hash of the letters of a lemma; blanks and low lines count as hyphens.
pub(super) fn letters(lemma: &str) -> StableHash {
    lemma.bytes().fold(StableHash::START, folded)
}

/// The class of a lemma of which these are the [`letters`] and of which no table tells.
pub(super) const fn class(letters: StableHash) -> u32 {
    letters.byte(0xff).short()
}

#[inline]
const fn folded(hash: StableHash, byte: u8) -> StableHash {
    match byte {
        b' ' | b'_' => hash.byte(b'-'),
        _ => hash.byte(byte),
    }
}

/// [`letters`] of a part of a table.
const fn letters_of(table: &[u8], from: usize, to: usize) -> StableHash {
    let mut hash = StableHash::START;
    let mut at = from;
    while at < to {
        hash = folded(hash, table[at]);
        at += 1;
    }
    hash
}

/// The place of a lemma, or the free one where it would be.
#[inline]
const fn place(lemmas: &[u64; PLACES], letters: StableHash) -> usize {
    let hash = letters.finish();
    let mut place = hash as usize % PLACES;
    while lemmas[place] != 0 && lemmas[place] >> HASH != hash >> HASH {
        place = (place + 1) % PLACES;
    }
    place
}

/// Adds a lemma of this class, unless it is known; gives its place.
const fn add(lemmas: &mut [u64; PLACES], letters: StableHash, class: u32) -> usize {
    let place = place(lemmas, letters);
    if lemmas[place] == 0 {
        lemmas[place] = letters.finish() >> HASH << HASH | class as u64;
    }
    place
}

/// `acquire,acquisition buy buyout`: words of one class.
const fn add_actions(lemmas: &mut [u64; PLACES], table: &[u8]) {
    let mut from = row_end(table, 0) + 1;
    while from < table.len() {
        let end = row_end(table, from);
        let mut word_end = cell_end(table, from, end, b',');
        let letters = letters_of(table, from, word_end);
        add(lemmas, letters, class(letters));
        while word_end < end {
            let word = word_end + 1;
            word_end = cell_end(table, word, end, b' ');
            add(lemmas, letters_of(table, word, word_end), class(letters));
        }
        from = end + 1;
    }
}

/// `acquittal,acquit`: a noun of the class of its verb.
const fn add_nominals(lemmas: &mut [u64; PLACES], table: &[u8]) {
    let mut from = row_end(table, 0) + 1;
    while from < table.len() {
        let end = row_end(table, from);
        let comma = cell_end(table, from, end, b',');
        let verb = letters_of(table, comma + 1, end);
        let known = lemmas[place(lemmas, verb)];
        add(lemmas, letters_of(table, from, comma), if known == 0 { class(verb) } else { known as u32 });
        from = end + 1;
    }
}

/// `earthquake,phenomenon`: the role of a word.
const fn add_phenomena(lemmas: &mut [u64; PLACES], table: &[u8]) {
    let mut from = row_end(table, 0) + 1;
    while from < table.len() {
        let end = row_end(table, from);
        let comma = cell_end(table, from, end, b',');
        let letters = letters_of(table, from, comma);
        let place = add(lemmas, letters, class(letters));
        let role = match table[comma + 1] {
            b'c' => Role::Carrier,
            b'u' => Role::Undergone,
            _ => Role::Phenomenon,
        };
        lemmas[place] |= (role as u64) << ROLE;
        from = end + 1;
    }
}

/// Words that tell next to nothing without an object, one a row.
const fn add_generic(lemmas: &mut [u64; PLACES], table: &[u8]) {
    let mut from = row_end(table, 0) + 1;
    while from < table.len() {
        let end = row_end(table, from);
        let letters = letters_of(table, from, end);
        let place = add(lemmas, letters, class(letters));
        lemmas[place] |= 1 << GENERIC;
        from = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let of = |lemma| find(letters(lemma));
        let class_of = |lemma| of(lemma).map(|known| known.class);
        for row in include_str!("../../data/linking/actions.csv").lines().skip(1) {
            let (first, words) = row.split_once(',').expect("two cells");
            let own = Some(class(letters(first)));
            assert!(words.split(' ').chain([first]).all(|word| class_of(word) == own), "{row}");
        }
        for row in include_str!("../../data/linking/nominals.csv").lines().skip(1) {
            assert!(of(row.split_once(',').expect("two cells").0).is_some(), "{row}");
        }
        for row in include_str!("../../data/linking/phenomena.csv").lines().skip(1) {
            let (word, kind) = row.split_once(',').expect("two cells");
            let role = of(word).map(|known| format!("{:?}", known.role).to_lowercase());
            assert_eq!(role.as_deref(), Some(kind), "{row}");
        }
        for word in include_str!("../../data/linking/generic.csv").lines().skip(1) {
            assert!(of(word).is_some_and(|known| known.generic), "{word}");
        }
        assert_eq!(of(""), None);
        assert_eq!(of("zzz"), None);
        let taken = LEMMAS.iter().filter(|entry| **entry != 0).count();
        assert!(taken * 3 < PLACES * 2, "{taken} of {PLACES} places are taken");
    }
}
