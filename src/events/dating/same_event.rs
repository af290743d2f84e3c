//! A sieve for an event that the text tells elsewhere with its date: the title and the lead say what the body dates.

use std::collections::BTreeMap;

use super::scene::{Scene, happened};
use super::sieve::{Proposal, Sieve};
use crate::events::{Argument, EventClass, EventMention, EventType};
use crate::temporal::{DateBasis, Granularity};

/// Letters of a word that says what a thing is.
const SHORTEST: usize = 3;

/// Dated tellings of one action that are looked at.
const COMPARED: usize = 16;

/// The same action with a common participant, where the text gives one day for it and no other.
pub(super) struct SameEvent;

impl Sieve for SameEvent {
    fn name(&self) -> &'static str {
        "share.same-event"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let mut dated: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (index, event) in scene.indexed().filter(|(_, e)| telling(e) && named(e)) {
            dated.entry(event.action.as_str()).or_default().push(index);
        }
        if dated.is_empty() {
            return;
        }
        for (event, mention) in scene.indexed().filter(|(_, e)| e.date.is_none() && telling(e)) {
            let candidates = dated.get(mention.action.as_str()).map_or(&[][..], Vec::as_slice);
            if let Some(on) = only(scene, candidates, mention) {
                out.push(Proposal::Anchored { event, on });
            }
        }
    }
}

/// False for verbs that say too little to be recognised again.
fn telling(event: &EventMention) -> bool {
    let specific = event.event_type != EventType::Other || event.nominal;
    happened(event) && specific && matches!(event.class, EventClass::Occurrence)
}

fn named(event: &EventMention) -> bool {
    event.date.as_ref().is_some_and(|date| date.basis != DateBasis::Dct && date.precision <= Granularity::Day)
}

/// The candidate that shares a participant, when all that do agree on the day.
fn only(scene: &Scene<'_>, candidates: &[u32], mention: &EventMention) -> Option<u32> {
    let mut found: Option<(u32, &EventMention)> = None;
    for &index in candidates.iter().take(COMPARED) {
        let Some(event) = scene.event(index).filter(|e| common(e, mention)) else { continue };
        let day = |e: &EventMention| e.date.as_ref().map(|date| date.interval);
        match found {
            Some((_, first)) if day(first) != day(event) => return None,
            Some(_) => {}
            None => found = Some((index, event)),
        }
    }
    found.map(|(index, _)| index)
}

/// True when the two share an actor or a target, and name no different ones in the same role.
fn common(a: &EventMention, b: &EventMention) -> bool {
    (meet(&a.actors, &b.actors) || meet(&a.targets, &b.targets)) && !apart(a, b)
}

/// True when the two name different ones in the same role: `Norway signed`, `Sweden signed`.
pub(super) fn apart(a: &EventMention, b: &EventMention) -> bool {
    let named = |arguments: &[Argument]| arguments.iter().any(|x| x.actor.is_some());
    let differ = |x: &[Argument], y: &[Argument]| named(x) && named(y) && !meet(x, y);
    differ(&a.actors, &b.actors) || differ(&a.targets, &b.targets) || other_thing(a, b)
}

/// True for `sales fell`, `shares fell`: the same happened to different things.
fn other_thing(a: &EventMention, b: &EventMention) -> bool {
    let nobody = |e: &EventMention| e.actors.is_empty() && e.targets.is_empty() && !e.nominal;
    let (Some(x), Some(y)) = (&a.object, &b.object) else { return false };
    let said =
        |word: &str| word.len() >= SHORTEST && y.split_whitespace().any(|w| w.eq_ignore_ascii_case(word));
    nobody(a) && nobody(b) && !x.split_whitespace().any(said)
}

fn meet(a: &[Argument], b: &[Argument]) -> bool {
    a.iter().filter_map(|x| x.actor).any(|id| b.iter().any(|y| y.actor == Some(id)))
}
