//! Names of events that stay the same from run to run.

use std::collections::BTreeSet;

use super::Event;
use super::standing::{is_dated, is_plan};
use crate::linking::{Mention, Participant, StableHash, actor_key, class_hash, phrase};

/// Gives each event its id: 12 hexadecimal digits made of the key of its earliest mention.
///
/// What makes a row is named first, so that ids do not depend on what else is kept. Neither the article's id nor its place in the input is part of the key. Two events with one key are told apart by
/// the order of their earliest mentions: the later one gets the next free id. `events` must come in the order of
/// their earliest mentions.
pub(super) fn name(events: &mut [Event]) {
    let mut taken: BTreeSet<u64> = BTreeSet::new();
    let (rows, others): (Vec<&mut Event>, Vec<&mut Event>) =
        events.iter_mut().partition(|event| event.listed);
    for event in rows.into_iter().chain(others) {
        let first = event.mentions.iter().min_by(|a, b| a.canonical_order(b));
        let mut key = first.map_or(StableHash::default(), key);
        let mut id = digits(key);
        while !taken.insert(id) {
            key = key.bytes(b"again");
            id = digits(key);
        }
        event.id = format!("{id:012x}");
    }
}

/// The id that a mention would give to an event of its own.
pub(super) fn alone(m: &Mention) -> String {
    format!("{:012x}", digits(key(m)))
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
