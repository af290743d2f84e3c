//! Dates that say more exactly when than the one before them, and those that say only that it was on another day.
//!
//! Knows time expressions side by side. Gives no event its date.

use super::aside::aimed_at;
use super::attach::{Attachment, attach, phrase_start};
use super::scene::{Scene, finite, tells_part_of_day, undatable, usable};
use super::statement::{at_the_time, is_statement};
use crate::events::EventClass;
use crate::temporal::{Granularity, Timex, TimexType};

/// The events beside a time expression that says that they were on another day, and not on which. Complexity: linear.
pub(super) fn undated(scene: &Scene<'_>) -> Vec<u32> {
    let open = scene.given.timexes.iter().filter(|timex| undatable(timex));
    let then =
        scene.indexed().filter(|(_, e)| is_statement(e) && at_the_time(scene, e)).map(|(index, _)| index);
    let beside = open.filter_map(|timex| attach(scene, timex)).map(|its| its.event);
    let mut events: Vec<u32> = beside.chain(then).chain(missed(scene)).collect();
    events.sort_unstable();
    events.dedup();
    events
}

/// `was listed for 11 January 2023 but was adjourned`, told a year later: what was to be on a day that is over was set, kept or put
/// off before.
fn missed(scene: &Scene<'_>) -> Vec<u32> {
    let over = |timex: &&Timex| {
        let last = timex.interval.and_then(|days| days.last());
        last.zip(scene.given.published).is_some_and(|(last, published)| last < published)
    };
    let dates = scene.given.timexes.iter().filter(over);
    let aimed = dates.filter(|timex| aimed_at(scene, timex, phrase_start(scene, timex)));
    let told = |timex: &Timex| scene.around(timex.sentence, timex.first);
    let verbs = aimed.flat_map(told).filter(|(_, e)| finite(e) && e.class != EventClass::Reporting);
    verbs.map(|(index, _)| index).collect()
}

/// `caught at night in July 2012`: a part of a day that only the day of publication could place yields to another date.
pub(super) fn yield_to_days(scene: &Scene<'_>, found: &mut [Option<Attachment>]) {
    let parts = scene.given.timexes.iter().enumerate().filter(|(_, timex)| tells_part_of_day(timex));
    for (index, _) in parts {
        let Some(event) = found.get(index).copied().flatten().map(|its| its.event) else { continue };
        let beside = [index.wrapping_sub(1), index + 1];
        let theirs = |other: usize| found.get(other).copied().flatten();
        if beside.into_iter().any(|other| theirs(other).is_some_and(|its| its.event == event)) {
            found.get_mut(index).and_then(Option::take);
        }
    }
}

/// `Twenty years ago, on 15 February 2003, he left`, `Some years later, in 1996, he left`: the second date says more exactly
/// when.
pub(super) fn narrow(scene: &Scene<'_>, found: &mut [Option<Attachment>], second: usize) {
    let timexes = scene.given.timexes;
    let (Some(broad), Some(exact)) = (timexes.get(second - 1), timexes.get(second)) else { return };
    let start = phrase_start(scene, exact);
    let joined = broad.sentence == exact.sentence && scene.is(broad.end, ",") && start == broad.end + 1;
    let dates = usable(exact) && exact.granularity <= Granularity::Year && broad.kind == TimexType::Date;
    let days = |timex: &Timex| timex.interval.and_then(|days| days.first().zip(days.last()));
    // `Three days earlier, on 2 March`: counted from what is not told.
    let counted =
        broad.rule.as_ref().is_some_and(|rule| counts_on(rule)) && exact.granularity <= broad.granularity;
    let within = match (days(broad), days(exact)) {
        _ if counted => true,
        (Some((first, last)), Some((from, to))) => first <= from && to <= last && (first, last) != (from, to),
        (None, Some(_)) => true,
        _ => false,
    };
    if !(joined && within && dates) {
        return;
    }
    let open = days(broad).is_none().then(|| attach(scene, broad)).flatten();
    let its = found.get_mut(second - 1).and_then(Option::take).or(open);
    if let (Some(its), Some(slot)) = (its, found.get_mut(second)) {
        *slot = Some(Attachment { start, ..its });
    }
}

/// True for what is counted from another date: `two days later`, `the following week`.
fn counts_on(rule: &str) -> bool {
    [
        "combine.length-earlier",
        "combine.length-later",
        "relative.following",
        "relative.the-next",
        "relative.the-previous",
    ]
    .iter()
    .any(|start| rule.starts_with(start))
}
