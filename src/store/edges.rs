//! The edges of the articles of each pack, as bytes: each edge once, with the article that came first.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use redb::{Error, ReadableTable, Table};

use super::bytes::{Code, Names, Reader, Writer, read, written};
use super::packs::PACK;
use super::parts::{self, Parts};
use crate::linking::EdgeKind;

/// The edges by pack.
pub(super) const EDGES: Parts = Parts::new("edges");

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

/// Edges in their order, of which the first article is at least of the number of the pack's first.
struct Ties {
    pack: u32,
    ties: Vec<Tie>,
}

/// Numbers are told by how much greater they are than the one before.
impl Code for Ties {
    fn put(&self, out: &mut Writer) {
        self.pack.put(out);
        (self.ties.len() as u32).put(out);
        let mut last = self.pack * PACK;
        for tie in &self.ties {
            (((tie.a.0 - last) << 2) | number(tie.kind)).put(out);
            (tie.a.1, (tie.b.0 - tie.a.0, tie.b.1)).put(out);
            tie.score.put(out);
            last = tie.a.0;
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let pack = u32::take(from)?;
        let mut last = pack.checked_mul(PACK)?;
        let count = u32::take(from)?;
        let mut tie = || {
            let first = u32::take(from)?;
            let (index, (further, other)): (u32, (u32, u32)) = Code::take(from)?;
            last = last.checked_add(first >> 2)?;
            let b = (last.checked_add(further)?, other);
            let kind = *KINDS.get(first as usize & 3)?;
            Some(Tie { a: (last, index), b, kind, score: f32::take(from)? })
        };
        Some(Self { pack, ties: (0..count).map(|_| tie()).collect::<Option<_>>()? })
    }
}

/// Puts edges in the place of those that begin at the articles of a pack.
pub(super) fn put(
    table: &mut Table<'_, u64, &'static [u8]>,
    pack: u32,
    mut ties: Vec<Tie>,
) -> Result<(), Error> {
    ties.sort_unstable_by_key(|tie| (tie.a, tie.b));
    ties.dedup_by_key(|tie| (tie.a, tie.b));
    let bytes = if ties.is_empty() { Vec::new() } else { written(&Ties { pack, ties }) };
    parts::put(table, pack, &bytes)
}

/// Shows the edges of every pack that can be read.
pub(super) fn each(
    table: &impl ReadableTable<u64, &'static [u8]>,
    mut show: impl FnMut(u32, Vec<Tie>),
) -> Result<(), Error> {
    let mut names = Names::default();
    parts::each(table, |pack, bytes| {
        let ties: Option<Ties> = read(bytes, &mut names);
        ties.into_iter().for_each(|ties| show(pack, ties.ties));
        Ok(true)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn edges_are_read_as_they_were_written(
            mut told in prop::collection::vec(((0u32..64, 0u32..300), (0u32..1 << 20, any::<u32>()), 0usize..4, any::<i16>()), 0..50),
            pack in 0u32..1 << 20,
        ) {
            told.sort_unstable();
            let tie = |(a, b, kind, score): ((u32, u32), (u32, u32), usize, i16)| {
                let first = pack * PACK + a.0;
                Tie { a: (first, a.1), b: (first + b.0, b.1), kind: KINDS[kind], score: f32::from(score) }
            };
            let ties: Vec<Tie> = told.into_iter().map(tie).collect();
            let bytes = written(&Ties { pack, ties: ties.clone() });
            let again: Ties = read(&bytes, &mut Names::default()).unwrap();
            prop_assert_eq!(&again.ties, &ties);
            prop_assert!(ties.iter().all(|tie| Tie::between(tie.b, tie.a, tie.kind.turned(), tie.score) == *tie || tie.a >= tie.b));
            prop_assert!(ties.is_empty() || read::<Ties>(&bytes[..bytes.len() - 1], &mut Names::default()).is_none());
        }
    }
}
