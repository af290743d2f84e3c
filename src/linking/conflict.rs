//! The no-merge list: what can never be one event, however alike the words are.
//!
//! Knows logic, not likelihood. [`differ`] and [`why_not`] read top to bottom, the cheapest check first.

use super::features::{Days, Features, Reality};
use super::identity::Identity;
use crate::events::EventType;

/// Why two mentions cannot be one event, by what a look at numbers tells; `None` when they can.
pub(super) fn differ(a: &Features, b: &Features) -> Option<&'static str> {
    if a.polarity != b.polarity {
        return Some("opposite polarity");
    }
    if a.reality != b.reality {
        return Some("planned against done");
    }
    (!a.bounds.overlaps(b.bounds)).then_some("disjoint dates")
}

/// Why two mentions that do not [`differ`] cannot be one event, numbers left aside; `None` when they can. `stated` are the
/// days that `b` states.
pub(super) fn why_not(a: &Features, b: &Features, stated: Option<Days>) -> Option<&'static str> {
    if a.reporting != b.reporting && a.action != b.action || states(a, b) || states(b, a) {
        return Some("a statement and its content");
    }
    if a.stated.is_none() && stated.is_none() && a.reporting && b.reporting && apart_in_time(a, b) {
        return Some("said on different days");
    }
    if apart(&a.place, &b.place) {
        return Some("different places");
    }
    roles(a, b)
}

/// True when both count the same sort of thing and no number satisfies both: the numbers of victims in two accounts.
pub(super) fn numbers_clash(a: &Features, b: &Features) -> bool {
    a.counts.iter().any(|x| b.counts.iter().any(|y| x.excludes(*y)))
}

/// True for mentions that never stand in one group, whatever the others say: opposite polarity, planned against done,
/// days that are stated and exclude each other. What else tells two mentions apart may be misread.
pub(super) fn never(a: &Features, b: &Features) -> bool {
    let sure = !a.assumed && !b.assumed;
    let other_days = sure && a.stated.zip(b.stated).is_some_and(|(a, b)| !a.overlaps(b));
    a.polarity != b.polarity || a.reality != b.reality || other_days || states(a, b) || states(b, a)
}

/// True when `said` is the statement whose content `content` is.
fn states(said: &Features, content: &Features) -> bool {
    said.id.article == content.id.article && content.governor == Some(said.id.index)
}

fn apart_in_time(a: &Features, b: &Features) -> bool {
    a.published.zip(b.published).is_some_and(|(a, b)| a.abs_diff(b) > 3)
}

/// True when both lists say something and share nothing.
fn apart(a: &[u32], b: &[u32]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|word| b.binary_search(word).is_ok() || b.contains(word))
}

fn roles(a: &Features, b: &Features) -> Option<&'static str> {
    if symmetric(a.kind) && symmetric(b.kind) {
        return Identity::other_parties(a.people(), b.people()).then_some("different parties");
    }
    if Identity::strangers(a.actors(), b.actors()) {
        return Some("different actors");
    }
    Identity::strangers(a.targets(), b.targets()).then_some("different targets")
}

/// Types in which actor and target change places: A met B, B met A.
pub(super) fn symmetric(kind: EventType) -> bool {
    matches!(kind, EventType::Consult | EventType::Agree | EventType::Cooperate)
}

/// True when they exclude each other on people: what articles written on the same day tell differently.
pub(super) fn people_clash(a: &Features, b: &Features) -> bool {
    a.counts.iter().any(|x| b.counts.iter().any(|y| x.people && y.people && x.excludes(*y)))
}

/// True when `plan` may be the announcement of what `fact` reports: the relation `realises`.
pub(super) fn realises(fact: &Features, plan: &Features) -> bool {
    fact.reality == Reality::Fact
        && plan.reality == Reality::Plan
        && fact.polarity == plan.polarity
        && fact.reporting == plan.reporting
        && fact.bounds.last >= plan.bounds.first
        && !apart(&fact.place, &plan.place)
        && roles(fact, plan).is_none()
}
