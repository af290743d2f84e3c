//! The keys of what linking knows: fixed numbers of bytes that sort as what they stand for.

use redb::TableDefinition;

use crate::linking::kept::Place;
use crate::linking::{BlockKey, Bond, EdgeKind, MentionId, Reasons};

/// Articles that were put in, changed or taken out since links were last brought up to date, by id.
pub(super) const CHANGED: TableDefinition<'_, &str, ()> = TableDefinition::new("changed");
/// What linking compares of each article, by the hash of its id; see [`Profile`](super::profile::Profile).
pub(super) const PROFILES: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("profiles");
/// Who stands where in which block: a [`Row`] each.
pub(super) const BLOCKS: TableDefinition<'_, &[u8; Row::BYTES], ()> = TableDefinition::new("blocks");
/// The edges, once in each direction.
pub(super) const BONDS: TableDefinition<'_, &[u8; ENDS], &[u8; BOND]> = TableDefinition::new("bonds");

/// Bytes of the two ends of an edge.
pub(super) const ENDS: usize = 2 * MentionId::BYTES;
/// Bytes of what is known of an edge: kind, score, reasons.
pub(super) const BOND: usize = 9;

/// A place in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub key: BlockKey,
    pub place: Place,
}

impl Row {
    pub(super) const BYTES: usize = 5 + Place::BYTES;

    pub(super) fn bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        let [_, _, _, key @ ..] = self.key.0.to_be_bytes();
        put(&mut bytes, &[&key, &self.place.bytes()]);
        bytes
    }

    /// The first and the last row that a block can have.
    pub(super) fn ends(key: BlockKey) -> (Self, Self) {
        let at = |day, number: u64| Place {
            last: day,
            first: day,
            id: MentionId { article: number, index: number as u32 },
        };
        (Self { key, place: at(i32::MIN, 0) }, Self { key, place: at(i32::MAX, u64::MAX) })
    }

    pub(super) fn read(bytes: &[u8; Self::BYTES]) -> Self {
        let [k0, k1, k2, k3, k4, place @ ..] = *bytes;
        let key = BlockKey(u64::from_be_bytes([0, 0, 0, k0, k1, k2, k3, k4]));
        Self { key, place: Place::read(place) }
    }
}

/// The parts one after another.
fn put(bytes: &mut [u8], parts: &[&[u8]]) {
    bytes.iter_mut().zip(parts.iter().copied().flatten()).for_each(|(to, from)| *to = *from);
}

/// The ends of an edge as its key.
pub(super) fn ends(a: MentionId, b: MentionId) -> [u8; ENDS] {
    let mut bytes = [0; ENDS];
    put(&mut bytes, &[&a.bytes(), &b.bytes()]);
    bytes
}

/// The keys of all edges that begin at a mention, both ends included.
pub(super) fn from(a: MentionId) -> ([u8; ENDS], [u8; ENDS]) {
    (ends(a, MentionId::default()), ends(a, MentionId { article: u64::MAX, index: u32::MAX }))
}

/// The end of an edge to which it leads.
pub(super) fn end_of(ends: &[u8; ENDS]) -> MentionId {
    let [_, _, _, _, _, _, _, _, _, _, _, _, to @ ..] = *ends;
    MentionId::read(to)
}

/// The keys and values of an edge, once in each direction.
pub(super) fn both_ways(bond: &Bond) -> [([u8; ENDS], [u8; BOND]); 2] {
    let value = |kind| {
        let mut bytes = [0; BOND];
        put(&mut bytes, &[&[number(kind)], &bond.score.to_le_bytes(), &bond.reasons.0.to_le_bytes()]);
        bytes
    };
    [(ends(bond.a, bond.b), value(bond.kind)), (ends(bond.b, bond.a), value(bond.kind.turned()))]
}

/// The edge that was written so; `None` for bytes that are none.
pub(super) fn bond(ends: &[u8; ENDS], value: &[u8; BOND]) -> Option<Bond> {
    let [from @ .., _, _, _, _, _, _, _, _, _, _, _, _] = *ends;
    let [kind, s0, s1, s2, s3, r0, r1, r2, r3] = *value;
    Some(Bond {
        a: MentionId::read(from),
        b: end_of(ends),
        kind: *KINDS.get(usize::from(kind))?,
        score: f32::from_le_bytes([s0, s1, s2, s3]),
        reasons: Reasons(u32::from_le_bytes([r0, r1, r2, r3])),
    })
}

const KINDS: [EdgeKind; 4] = [EdgeKind::Same, EdgeKind::Realises, EdgeKind::RealisedBy, EdgeKind::Rivals];

fn number(kind: EdgeKind) -> u8 {
    match kind {
        EdgeKind::Same => 0,
        EdgeKind::Realises => 1,
        EdgeKind::RealisedBy => 2,
        EdgeKind::Rivals => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row((key, last, first, article, index): (u64, i32, i32, u64, u32)) -> Row {
        Row { key: BlockKey(key), place: Place { last, first, id: MentionId { article, index } } }
    }

    proptest! {
        #[test]
        fn rows_sort_as_their_bytes(
            a in (0u64..1 << 40, any::<i32>(), any::<i32>(), any::<u64>(), any::<u32>()),
            b in (0u64..1 << 40, any::<i32>(), any::<i32>(), any::<u64>(), any::<u32>()),
            same in 0usize..5,
        ) {
            let b = (
                if same > 0 { a.0 } else { b.0 },
                if same > 1 { a.1 } else { b.1 },
                if same > 2 { a.2 } else { b.2 },
                if same > 3 { a.3 } else { b.3 },
                b.4,
            );
            let (a, b) = (row(a), row(b));
            prop_assert_eq!(Row::read(&a.bytes()), a);
            prop_assert_eq!(a.bytes().cmp(&b.bytes()), a.cmp(&b));
            let (first, last) = Row::ends(a.key);
            prop_assert!(first <= a && a <= last);
        }

        #[test]
        fn an_edge_is_read_as_it_was_written(
            (a, b) in ((any::<u64>(), any::<u32>()), (any::<u64>(), any::<u32>())),
            kind in 0usize..4,
            score in any::<i16>(),
            reasons in any::<u32>(),
        ) {
            let id = |(article, index)| MentionId { article, index };
            let edge = Bond {
                a: id(a), b: id(b), kind: KINDS[kind], score: f32::from(score), reasons: Reasons(reasons),
            };
            let [(ends, value), (turned, back)] = both_ways(&edge);
            prop_assert_eq!(bond(&ends, &value), Some(edge));
            let back = bond(&turned, &back).map(|e| Bond { a: e.b, b: e.a, kind: e.kind.turned(), ..e });
            prop_assert_eq!(back, Some(edge));
        }
    }
}
