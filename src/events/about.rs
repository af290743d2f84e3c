//! Who a statement is about: the actors of what is said, decided or begun, which its own clause does not name.
//!
//! `X announced that it was severing relations with Y` is something that X did; a reader who looks for Y wants it too.

use super::mention::{Argument, EventMention};
use super::{ClauseKind, EventClass};
use crate::actors::{ActorKind, Cast};

/// Clauses above an event that learn who takes part in it.
const CLIMB: usize = 8;
/// Actors that one statement is about at most.
const MOST: usize = 16;

/// Fills `about` of all events that govern others. Complexity: linear in the events (bounded climbs).
pub(super) fn fill(cast: &Cast, events: &mut [EventMention]) {
    for index in 0..events.len() {
        let mut at = index;
        for _ in 0..CLIMB {
            let Some(above) = events.get(at).and_then(|event| above(event, events)) else { break };
            hand_up(cast, events, index, above);
            at = above;
        }
    }
}

/// The event whose content this one is, or in whose words it stands as a noun.
fn above(event: &EventMention, events: &[EventMention]) -> Option<usize> {
    let noun = event.parent.filter(|_| event.clause == ClauseKind::Nominal);
    let above = event.governor.or(noun)? as usize;
    let introduces = |e: &EventMention| {
        matches!(
            e.class,
            EventClass::Reporting | EventClass::IAction | EventClass::IState | EventClass::Aspectual
        )
    };
    let introduced = event.governor.is_some() || events.get(above).is_some_and(introduces);
    introduced.then_some(above)
}

/// Gives the event at `above` those who take part in the event at `below`, each once.
fn hand_up(cast: &Cast, events: &mut [EventMention], below: usize, above: usize) {
    let Some(content) = events.get(below).filter(|_| below != above) else { return };
    let Some(event) = events.get(above) else { return };
    let parts = content.actors.iter().chain(&content.targets);
    let new = parts.filter(|part| is_known(cast, part) && !takes_part(event, part));
    let new: Vec<Argument> = new.cloned().collect();
    let Some(event) = events.get_mut(above) else { return };
    for part in new {
        if event.about.len() < MOST && !takes_part(event, &part) {
            event.about.push(part);
        }
    }
}

/// The event holds this actor already.
fn takes_part(event: &EventMention, part: &Argument) -> bool {
    let mut known = event.actors.iter().chain(&event.targets).chain(&event.about);
    known.any(|known| known.actor == part.actor)
}

/// Somebody with a name: `people` are nobody to look for.
fn is_known(cast: &Cast, part: &Argument) -> bool {
    let actor = part.actor.and_then(|actor| cast.actors.get(actor as usize));
    actor.is_some_and(|actor| actor.kind != ActorKind::People || actor.id.is_some())
}
