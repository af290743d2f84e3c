//! A sieve for an action that the text tells on one day and no other: what it tells again without a date is the same.

use std::collections::BTreeSet;

use chrono::Datelike;
use rustc_hash::FxHashMap;

use super::same_event::apart;
use super::scene::{Scene, happened};
use super::sieve::{Proposal, Sieve};
use crate::events::{EventClass, EventMention};
use crate::temporal::{DateBasis, Interval};

/// `The quake struck on Sunday ... was hit hardest by the quake`: all dated tellings of the action agree on a day, and
/// the first of them names no other participants.
pub(super) struct SameAction;

impl Sieve for SameAction {
    fn name(&self) -> &'static str {
        "share.same-action"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        // A history tells many sieges and what `took place` at each.
        if scene.is_history() || scene.given.published.is_none() && spans_years(scene) {
            return;
        }
        let days = days(scene);
        for (event, mention) in scene.indexed().filter(|(_, e)| e.date.is_none() && retold(e)) {
            let told = days.get(action(mention)).copied().flatten();
            let same = |on: u32| scene.event(on).is_some_and(|dated| !apart(dated, mention));
            if let Some((on, _)) = told.filter(|(on, day)| same(*on) && fits(scene, mention, *day)) {
                out.push(Proposal::Anchored { event, on });
            }
        }
    }
}

/// Years that a history without a day of publication names, at least.
const YEARS: usize = 5;

/// True for a text that writes out dates of many years.
fn spans_years(scene: &Scene<'_>) -> bool {
    let explicit = scene.given.timexes.iter().filter(|timex| timex.basis == DateBasis::Explicit);
    let years = explicit.filter_map(|timex| Some(timex.interval?.first()?.year()));
    years.collect::<BTreeSet<i32>>().len() >= YEARS
}

/// For each action its first dated telling and the day; nothing where tellings disagree or give more than a day.
fn days<'a>(scene: &Scene<'a>) -> FxHashMap<&'a str, Option<(u32, Interval)>> {
    let mut days: FxHashMap<&str, Option<(u32, Interval)>> = FxHashMap::default();
    for (index, event) in scene.indexed().filter(|(_, e)| e.date.is_some() && happened(e)) {
        let Some(interval) = event.date.as_ref().map(|date| date.interval) else { continue };
        let one = interval.first().is_some() && interval.first() == interval.last();
        let told = days.entry(action(event)).or_insert(one.then_some((index, interval)));
        if told.is_some_and(|(_, day)| day != interval) {
            *told = None;
        }
    }
    days
}

/// The action, which an event without a frame has from its own word.
fn action(event: &EventMention) -> &str {
    if event.action.is_empty() { &event.lemma } else { &event.action }
}

/// Statements are told of many days; infinitives and plans have not happened.
fn retold(event: &EventMention) -> bool {
    happened(event) && (event.nominal || event.class != EventClass::Reporting)
}

/// False when its own sentence dates other events, and none of them on this day.
fn fits(scene: &Scene<'_>, mention: &EventMention, day: Interval) -> bool {
    let around = scene.around(mention.sentence, mention.token);
    let mut own = around.filter_map(|(_, e)| e.date.as_ref()).map(|date| date.interval).peekable();
    own.peek().is_none() || own.any(|other| other == day)
}
