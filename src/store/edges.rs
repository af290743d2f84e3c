//! The edges between mentions, in pages, each with the mention that came last: the edges of a new article stand together at the end.
//!
//! Knows pairs. Does not know why two belong together.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use redb::{Error, ReadableTable, WriteTransaction};

use super::bytes::{Code, Reader, Writer};
use super::pages::{self, Book, Pages, Row};
use crate::linking::EdgeKind;

/// The edges.
pub(super) const EDGES: Pages = Pages::new("edges");

/// A mention: the number of its article, its own number there.
pub(super) type Spot = (u32, u32);

/// An edge; `a` is before `b`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tie {
    pub a: Spot,
    pub b: Spot,
    /// How the first belongs to the second.
    pub kind: EdgeKind,
    pub score: f32,
}

impl Tie {
    /// The edge between two mentions, of which either may be before the other.
    pub(super) fn between(a: Spot, b: Spot, kind: EdgeKind, score: f32) -> Self {
        if a <= b { Self { a, b, kind, score } } else { Self { a: b, b: a, kind: kind.turned(), score } }
    }
}

const KINDS: [EdgeKind; 4] = [EdgeKind::Same, EdgeKind::Realises, EdgeKind::RealisedBy, EdgeKind::Rivals];

fn number(kind: EdgeKind) -> u32 {
    match kind {
        EdgeKind::Same => 0,
        EdgeKind::Realises => 1,
        EdgeKind::RealisedBy => 2,
        EdgeKind::Rivals => 3,
    }
}

/// Numbers are told by how much greater than those of the edge before they are, or less than those of the other mention.
impl Row for Tie {
    type Key = [u8; 16];
    type With = ();

    fn key(&self) -> [u8; 16] {
        key(self.a, self.b)
    }

    fn put(&self, before: Option<&Self>, out: &mut Writer) {
        let further = self.b.0 - before.map_or(0, |before| before.b.0);
        (further << 2 | number(self.kind)).put(out);
        (self.b.1, (self.b.0 - self.a.0, self.a.1)).put(out);
        self.score.put(out);
    }

    fn take(before: Option<&Self>, from: &mut Reader<'_>, (): &()) -> Option<Self> {
        let further = u32::take(from)?;
        let last = before.map_or(0, |before| before.b.0).checked_add(further >> 2)?;
        let (index, (back, other)): (u32, (u32, u32)) = Code::take(from)?;
        let kind = *KINDS.get(further as usize & 3)?;
        Some(Self { a: (last.checked_sub(back)?, other), b: (last, index), kind, score: f32::take(from)? })
    }
}

/// The key of the edge between two mentions, of which either may be before the other.
pub(super) fn key(a: Spot, b: Spot) -> [u8; 16] {
    let ((a, own), (b, other)) = (a.min(b), a.max(b));
    let mut key = [0; 16];
    let bytes = [b, other, a, own].into_iter().flat_map(u32::to_be_bytes);
    key.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = byte);
    key
}

/// Edges that are read and written.
pub(super) fn open(transaction: &WriteTransaction) -> Result<Book<'_, Tie>, Error> {
    Book::open(transaction, EDGES, ())
}

/// Shows all edges.
pub(super) fn each(
    table: &impl ReadableTable<&'static [u8], &'static [u8]>,
    show: impl FnMut(&Tie),
) -> Result<(), Error> {
    pages::each(table, &(), show)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn edges_are_read_as_they_were_written(
            mut told in prop::collection::vec(((0u32..1 << 20, 0u32..300), (0u32..1 << 20, any::<u32>()), 0usize..4, any::<i16>()), 0..50),
        ) {
            told.sort_unstable();
            let tie = |(a, b, kind, score): (Spot, Spot, usize, i16)| Tie::between(a, b, KINDS[kind], f32::from(score));
            let mut ties: Vec<Tie> = told.into_iter().map(tie).collect();
            ties.sort_unstable_by_key(Tie::key);
            prop_assert!(ties.is_sorted_by_key(|tie| (tie.b, tie.a)));
            let again: Vec<Tie> = pages::rows(&pages::written(&ties), &()).unwrap();
            prop_assert_eq!(&again, &ties);
            prop_assert!(ties.iter().all(|tie| Tie::between(tie.b, tie.a, tie.kind.turned(), tie.score) == *tie || tie.a == tie.b));
        }
    }
}
