//! The lexicon as bytes: entries and inflections, packed so that they are used where they lie.
//!
//! Inflecting sixty thousand forms takes longer than reading a dozen articles, so `build.rs` does it once, with the
//! code of [`super::load`].

use super::abbreviation::Before;
use super::{Entry, Lexicon, NounClass, Term};
use crate::error::Error;
use crate::image::{self, pack, stored, stored_enum, unpack};

/// An entry: lemmas, parts of speech and habits, forms and shares.
pub(super) type Packed = [u8; 16];

/// A verb lemma, its past, past participle, gerund, third person present.
pub(super) type Inflections = [u8; 20];

stored! { Term { 0 } }
stored! { Lexicon { table, entries, abbreviations, inflections } }
stored_enum! { Before { Anything, Name, Digit, Maybe, TimeZone, Reign } }

impl Lexicon {
    /// The lexicon as bytes, which [`Lexicon::from_image`] reads.
    pub fn image(&self) -> Vec<u8> {
        image::write(self)
    }

    /// The lexicon of which these are the bytes.
    ///
    /// # Errors
    /// The bytes are those of no lexicon.
    pub fn from_image(bytes: &'static [u8]) -> Result<Self, Error> {
        image::read(bytes)
    }
}

impl Entry {
    pub(super) fn pack(self) -> Packed {
        let habits = [
            self.plural,
            self.demonym,
            self.takes_clause,
            self.intransitive,
            self.reports,
            self.leads_to,
            self.names,
            self.attempts,
        ];
        let habits = habits.iter().rev().fold(0, |bits, habit| bits << 1 | u32::from(*habit));
        let rest =
            u32::from_le_bytes([self.forms, self.noun_class as u8, self.verb_share, self.adjective_share]);
        pack([self.verb.0, self.noun.0, self.parts | habits << PARTS, rest])
    }

    #[inline]
    pub(super) fn unpack(packed: &Packed) -> Self {
        let bits = u128::from_le_bytes(*packed);
        let (verb, noun, sets) = (bits as u32, (bits >> 32) as u32, (bits >> 64) as u32);
        let [forms, class, verb_share, adjective_share] = ((bits >> 96) as u32).to_le_bytes();
        let habit = |number: u32| sets >> (PARTS + number) & 1 == 1;
        Self {
            parts: sets & ((1 << PARTS) - 1),
            verb: Term(verb),
            forms,
            noun: Term(noun),
            plural: habit(0),
            noun_class: NounClass::ALL.get(usize::from(class)).copied().unwrap_or_default(),
            verb_share,
            adjective_share,
            demonym: habit(1),
            takes_clause: habit(2),
            intransitive: habit(3),
            reports: habit(4),
            leads_to: habit(5),
            names: habit(6),
            attempts: habit(7),
        }
    }
}

/// The lemma alone, by which inflections are in order.
#[inline]
pub(super) fn inflected(packed: &Inflections) -> Term {
    let [a, b, c, d, ..] = *packed;
    Term(u32::from_le_bytes([a, b, c, d]))
}

/// The lemma and its forms.
pub(super) fn inflections(packed: &Inflections) -> [Term; 5] {
    unpack(packed).map(Term)
}

pub(super) fn pack_inflections(terms: [Term; 5]) -> Inflections {
    pack(terms.map(|term| term.0))
}

/// Bits of a set of parts of speech.
const PARTS: u32 = 24;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_image_of_a_lexicon_is_the_lexicon() {
        let lexicon = Lexicon::from_tables().expect("the tables read");
        let image = lexicon.image();
        let read = Lexicon::from_image(image.clone().leak()).expect("the image reads");
        assert_eq!(read.len(), lexicon.len());
        for term in (0..lexicon.len() as u32).map(Term) {
            assert_eq!(read.word(term), lexicon.word(term));
            assert_eq!(read.get(lexicon.word(term)), term);
            assert_eq!(read.entry(term), lexicon.entry(term));
        }
        assert_eq!(read.abbreviations, lexicon.abbreviations);
        assert_eq!(read.inflections, lexicon.inflections);
        assert_eq!(read.image(), image);
    }
}
