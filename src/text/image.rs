//! The lexicon as bytes: written when the program is built, read when it starts.
//!
//! Inflecting sixty thousand forms takes longer than reading a dozen articles, so `build.rs` does it once, with the
//! code of [`super::load`]. Numbers are little-endian; every list is preceded by its length. Entries are used where
//! they lie. The bytes live only between a build and the program made by it, so they carry no version.

use std::borrow::Cow;

use super::abbreviation::Before;
use super::table::WordTable;
use super::{Entry, Lexicon, NounClass, Term};
use crate::error::{Error, ErrorKind};

/// An entry: lemmas, parts of speech and habits, forms and shares.
pub(super) type Packed = [[u8; 4]; 4];

/// A verb lemma, its past, past participle, gerund, third person present.
pub(super) type Inflections = [u8; 20];

/// Takes numbers from the front of an image; `None` when it is too short.
pub(super) struct Source<'i> {
    rest: &'i [u8],
}

impl<'i> Source<'i> {
    /// The next `count` bytes.
    pub(super) fn bytes(&mut self, count: usize) -> Option<&'i [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// The next number.
    pub(super) fn number(&mut self) -> Option<u32> {
        let (number, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(u32::from_le_bytes(*number))
    }

    /// A list of items of `N` bytes.
    pub(super) fn list<const N: usize>(&mut self) -> Option<&'i [[u8; N]]> {
        let count = self.number()? as usize;
        let (items, _) = self.bytes(count.checked_mul(N)?)?.as_chunks();
        Some(items)
    }
}

/// Appends a list, preceded by its length.
pub(super) fn put<const N: usize>(image: &mut Vec<u8>, list: &[[u8; N]]) {
    image.extend((list.len() as u32).to_le_bytes());
    image.extend(list.as_flattened());
}

impl Lexicon {
    /// The lexicon as bytes, which [`Lexicon::from_image`] reads.
    pub fn image(&self) -> Vec<u8> {
        let mut image = Vec::new();
        self.table.put(&mut image);
        put(&mut image, self.entries.as_flattened());
        put(&mut image, &self.inflections);
        let mut abbreviations: Vec<_> =
            self.abbreviations.iter().map(|(term, before)| pack([term.0, *before as u32])).collect();
        abbreviations.sort_unstable();
        put::<8>(&mut image, &abbreviations);
        image
    }

    /// The lexicon of which these are the bytes.
    ///
    /// # Errors
    /// The bytes are those of no lexicon.
    pub fn from_image(image: &'static [u8]) -> Result<Self, Error> {
        let read = Self::read_image(&mut Source { rest: image });
        let remedy = "build the program again from unchanged sources";
        read.ok_or_else(|| Error::new(ErrorKind::Rule, "the lexicon is damaged").with_remedy(remedy))
    }

    fn read_image(source: &mut Source<'static>) -> Option<Self> {
        let table = WordTable::take(source)?;
        let (entries, inflections) = (source.list()?.as_chunks().0, source.list()?);
        let abbreviation = |bytes: &[u8; 8]| {
            let [term, before] = unpack(bytes);
            Some((Term(term), *Before::ALL.get(before as usize)?))
        };
        let abbreviations = source.list()?.iter().map(abbreviation).collect::<Option<_>>()?;
        let (entries, inflections) = (Cow::Borrowed(entries), Cow::Borrowed(inflections));
        Some(Self { table, entries, abbreviations, inflections })
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
        ];
        let habits = habits.iter().rev().fold(0, |bits, habit| bits << 1 | u32::from(*habit));
        let rest = [self.forms, self.noun_class as u8, self.verb_share, self.adjective_share];
        let sets = self.parts | habits << PARTS;
        [self.verb.0.to_le_bytes(), self.noun.0.to_le_bytes(), sets.to_le_bytes(), rest]
    }

    #[inline]
    pub(super) fn unpack(packed: &Packed) -> Self {
        let [verb, noun, sets, [forms, class, verb_share, adjective_share]] = *packed;
        let sets = u32::from_le_bytes(sets);
        let habit = |number: u32| sets >> (PARTS + number) & 1 == 1;
        Self {
            parts: sets & ((1 << PARTS) - 1),
            verb: Term(u32::from_le_bytes(verb)),
            forms,
            noun: Term(u32::from_le_bytes(noun)),
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

/// `N` numbers as `B` bytes, four each.
fn pack<const N: usize, const B: usize>(numbers: [u32; N]) -> [u8; B] {
    let mut bytes = [0; B];
    for (place, number) in bytes.as_chunks_mut().0.iter_mut().zip(numbers) {
        *place = number.to_le_bytes();
    }
    bytes
}

/// The `N` numbers in `B` bytes.
fn unpack<const N: usize, const B: usize>(bytes: &[u8; B]) -> [u32; N] {
    let mut numbers = [0; N];
    for (number, place) in numbers.iter_mut().zip(bytes.as_chunks().0) {
        *number = u32::from_le_bytes(*place);
    }
    numbers
}

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

    #[test]
    fn a_damaged_image_is_an_error() {
        let image: &'static [u8] = Lexicon::default().image().leak();
        for length in 0..image.len() {
            assert!(Lexicon::from_image(&image[..length]).is_err(), "{length} of {} bytes", image.len());
        }
    }
}
