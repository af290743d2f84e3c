//! Names of events that stay the same from run to run.

use std::collections::BTreeSet;

use super::Event;
use super::row::Row;
use super::standing::{is_dated, is_plan};
use crate::linking::{Mention, Participant, StableHash, actor_key, class_hash, phrase};

/// Gives each entry its id: 48 bits made of the key of its earliest mention.
///
/// What makes a row is named first, so that ids do not depend on what else is kept. Neither the article's id nor its place in the input is part of the key. Two events with one key are told apart by
/// the order of their earliest mentions: the later one gets the next free id. `rows` must come in the order of
/// their earliest mentions.
pub(super) fn name(rows: &mut [Row]) {
    let mut taken: BTreeSet<u64> = BTreeSet::new();
    let (listed, others): (Vec<&mut Row>, Vec<&mut Row>) = rows.iter_mut().partition(|row| row.listed);
    for row in listed.into_iter().chain(others) {
        let mut key = row.key;
        let mut id = digits(key);
        while !taken.insert(id) {
            key = key.bytes(b"again");
            id = digits(key);
        }
        row.id = id;
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
