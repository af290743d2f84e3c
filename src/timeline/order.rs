//! The promised order of entries.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::Event;

/// Puts `events` in order, those without a row after the others, and numbers the rows from 1.
///
/// The order: earliest day (an event of which only the latest day is known stands by that day; one without any day
/// stands at the end), then what articles say about before and after (`before`, pairs of places in `events`), then
/// latest day, publication, offset of the representative mention, id. Complexity: O(n log n + pairs log pairs).
pub(super) fn sort(events: &mut Vec<Event>, before: &[(usize, usize)]) {
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by(|a, b| match (events.get(*a), events.get(*b)) {
        (Some(x), Some(y)) => by_dates(x, y),
        _ => a.cmp(b),
    });
    let later = later_of(before);
    let mut sorted = Vec::with_capacity(order.len());
    for run in order.chunk_by(|a, b| events.get(*a).map(day) == events.get(*b).map(day)) {
        sorted.extend(stated_order(run, &later));
    }
    let mut slots: Vec<Option<Event>> = events.drain(..).map(Some).collect();
    events.extend(sorted.into_iter().filter_map(|at| slots.get_mut(at).and_then(Option::take)));
    number(events);
}

/// Numbers rows from 1.
pub(super) fn number(events: &mut [Event]) {
    for (ordinal, event) in (1..).zip(events.iter_mut().filter(|event| event.listed)) {
        event.ordinal = ordinal;
    }
}

/// The day by which an event stands; unknown last, and what makes no row after all that does.
pub(super) fn day(event: &Event) -> (bool, bool, Option<chrono::NaiveDate>) {
    let day = event.earliest.or(event.latest);
    (!event.listed, day.is_none(), day)
}

fn by_dates(a: &Event, b: &Event) -> Ordering {
    let rest = |e: &Event| {
        let first = e.mentions.first();
        (e.latest.is_none(), e.latest, first.and_then(|m| m.published), first.map_or(0, |m| m.start))
    };
    day(a).cmp(&day(b)).then_with(|| rest(a).cmp(&rest(b))).then_with(|| a.id.cmp(&b.id))
}

fn later_of(before: &[(usize, usize)]) -> BTreeMap<usize, Vec<usize>> {
    let mut later: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (from, to) in before {
        later.entry(*from).or_default().push(*to);
    }
    later
}

/// The events of one day: always the first by dates of those whose predecessors are out. In a circle of statements
/// the first by dates goes ahead.
fn stated_order(run: &[usize], later: &BTreeMap<usize, Vec<usize>>) -> Vec<usize> {
    let rank: BTreeMap<usize, usize> = run.iter().enumerate().map(|(rank, at)| (*at, rank)).collect();
    let mut waiting = vec![0usize; run.len()];
    let followers = |at: &usize| later.get(at).into_iter().flatten().filter_map(|to| rank.get(to).copied());
    for follower in run.iter().flat_map(followers) {
        if let Some(count) = waiting.get_mut(follower) {
            *count += 1;
        }
    }
    let mut left: std::collections::BTreeSet<(usize, usize)> =
        waiting.iter().enumerate().map(|(rank, count)| (*count, rank)).collect();
    let mut sorted = Vec::with_capacity(run.len());
    while let Some((_, next)) = left.pop_first() {
        let Some(at) = run.get(next) else { continue };
        sorted.push(*at);
        for follower in followers(at) {
            if let Some(count) = waiting.get_mut(follower)
                && left.remove(&(*count, follower))
            {
                *count -= 1;
                left.insert((*count, follower));
            }
        }
    }
    sorted
}
