//! The promised order of entries.
//!
//! Knows days and what articles say about before and after. Does not know words.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Event;
use super::row::Row;

/// The places of `rows` in order, those that are not listed after the others.
///
/// The order: earliest day (an event of which only the latest day is known stands by that day; one without any day
/// stands at the end), then what articles say about before and after (`before`, pairs of places in `rows`), then
/// latest day, publication, offset of the representative mention, id. Complexity: O(n log n + pairs log pairs).
pub(super) fn sorted(rows: &[Row], before: &[(u32, u32)]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..rows.len() as u32).collect();
    let row = |at: &u32| rows.get(*at as usize);
    order.sort_by(|a, b| match (row(a), row(b)) {
        (Some(x), Some(y)) => by_dates(x, y),
        _ => a.cmp(b),
    });
    let later = later_of(before);
    let day = |at: &u32| row(at).map(|row| day(row.listed, row.earliest, row.latest));
    let runs = order.chunk_by(|a, b| day(a) == day(b));
    runs.flat_map(|run| stated_order(run, &later)).collect()
}

/// Numbers rows from 1.
pub(super) fn number(events: &mut [Event]) {
    for (ordinal, event) in (1..).zip(events.iter_mut().filter(|event| event.listed)) {
        event.ordinal = ordinal;
    }
}

/// The day by which an event stands; unknown last, and what makes no row after all that does.
pub(super) fn day(
    listed: bool,
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
) -> (bool, bool, Option<NaiveDate>) {
    let day = earliest.or(latest);
    (!listed, day.is_none(), day)
}

fn by_dates(a: &Row, b: &Row) -> Ordering {
    let key = |r: &Row| {
        let day = day(r.listed, r.earliest, r.latest);
        (day, r.latest.is_none(), r.latest, r.published, r.start, r.id)
    };
    key(a).cmp(&key(b))
}

fn later_of(before: &[(u32, u32)]) -> BTreeMap<u32, Vec<u32>> {
    let mut later: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (from, to) in before {
        later.entry(*from).or_default().push(*to);
    }
    later
}

/// The events of one day: always the first by dates of those whose predecessors are out. In a cycle of statements
/// the first by dates goes ahead.
fn stated_order(run: &[u32], later: &BTreeMap<u32, Vec<u32>>) -> Vec<u32> {
    if !run.iter().any(|at| later.contains_key(at)) {
        return run.to_vec();
    }
    let rank: BTreeMap<u32, usize> = run.iter().enumerate().map(|(rank, at)| (*at, rank)).collect();
    let mut waiting = vec![0usize; run.len()];
    let followers = |at: &u32| later.get(at).into_iter().flatten().filter_map(|to| rank.get(to).copied());
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
