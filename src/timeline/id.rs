//! Names of events that stay the same from run to run.
//!
//! Knows what an event is made of. Does not know where it was read.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Event;
use super::row::Row;
use super::standing::{is_dated, is_plan};
use crate::linking::{Mention, Participant, StableHash, actor_key, class_hash, phrase};

/// Gives each entry its id: 48 bits made of the key of its earliest mention.
///
/// What makes a row is named first, so that ids do not depend on what else is kept. Neither the article's id nor its
/// place in the input is part of the key. Two events with one key are told apart by the order of their earliest
/// mentions: the later one gets the next free id. `rows` must come in the order of their earliest mentions.
/// Complexity: near-linear, however many rows have one key.
pub(super) fn name(rows: &mut [Row]) {
    let mut taken: BTreeSet<u64> = BTreeSet::new();
    // Of keys that several rows have, how far the ids are taken.
    let mut latest: FxHashMap<StableHash, StableHash> = FxHashMap::default();
    let (listed, others): (Vec<&mut Row>, Vec<&mut Row>) = rows.iter_mut().partition(|row| row.listed);
    for row in listed.into_iter().chain(others) {
        row.id = digits(row.key);
        if taken.insert(row.id) {
            continue;
        }
        let key = latest.entry(row.key).or_insert(row.key);
        while !taken.insert(row.id) {
            *key = key.bytes(b"again");
            row.id = digits(*key);
        }
    }
}

/// An id as it is written: 12 hexadecimal digits.
pub(super) fn written(id: u64) -> String {
    format!("{id:012x}")
}

/// The key of an event's earliest mention.
pub(super) fn key_of(event: &Event) -> StableHash {
    let first = event.mentions.iter().min_by(|a, b| a.canonical_order(b));
    first.map_or(StableHash::default(), key)
}

/// The id that a mention would give to an event of its own.
pub(super) fn alone(m: &Mention) -> String {
    written(digits(key(m)))
}

fn digits(key: StableHash) -> u64 {
    key.finish() >> 16
}

/// Planned or done, who, what, to whom, when; for an event without a stated date also the words of the sentence.
fn key(m: &Mention) -> StableHash {
    let hash = people(StableHash::default().number(u64::from(is_plan(m))), &m.actors);
    let hash = people(hash.number(u64::from(class_hash(&m.action))), &m.targets);
    let hash = hash.number(m.object.as_deref().map_or(0, |o| u64::from(phrase(o))));
    match m.date.as_ref().filter(|_| is_dated(m)) {
        Some(date) => hash.field(&date.edtf),
        None => hash.number(u64::from(phrase(&m.sentence))),
    }
}

fn people(hash: StableHash, people: &[Participant]) -> StableHash {
    let mut keys: Vec<u32> = people.iter().map(actor_key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().fold(hash, |hash, key| hash.number(u64::from(key))).bytes(b"|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: StableHash) -> Row {
        let (earliest, latest, published, deed) = (None, None, None, None);
        Row { listed: true, key, id: 0, earliest, latest, published, start: 0, deed }
    }

    #[test]
    fn rows_of_one_key_get_the_next_free_id_each() {
        let first = StableHash::default().bytes(b"first");
        let chain: Vec<StableHash> =
            std::iter::successors(Some(first), |key| Some(key.bytes(b"again"))).take(5).collect();
        // One row has by itself the key that the second of the others comes to.
        let keys = [chain[0], chain[2], chain[0], chain[0], chain[2]];
        let mut rows: Vec<Row> = keys.map(row).into();
        name(&mut rows);
        let ids: Vec<u64> = rows.iter().map(|row| row.id).collect();
        assert_eq!(ids, [0, 2, 1, 3, 4].map(|place| digits(chain[place])));
    }
}
