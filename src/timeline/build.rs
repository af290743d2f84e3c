//! From mentions to a timeline.

use super::entry::entry;
use super::fold::{Governors, Groups};
use super::order::sort;
use super::standing::{Standing, standing};
use super::{Event, Timeline, id};
use crate::linking::{Linked, Mention, link_all};

/// What a timeline holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether statements make rows of their own.
    pub statements: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { statements: true }
    }
}

impl Timeline {
    /// The timeline of all mentions of a run, of any number of articles in any order.
    ///
    /// The same mentions in another order give the same timeline; one more article changes no id of an event that it
    /// does not tell. Complexity: near-linear in mentions.
    pub fn build(mentions: Vec<Mention>, options: &Options) -> Self {
        let governors = Governors::of(&mentions);
        let mut kept: Vec<Mention> = mentions.into_iter().filter(|m| standing(m) > Standing::Never).collect();
        kept.sort_by(Mention::canonical_order);
        let linked = link_all(&kept);
        let groups = Groups::new(&kept, &linked.groups, &governors);
        let rows = groups.rows(options.statements);
        let before = before(&kept, &linked, &groups, &rows);
        let mut events = entries(kept, &linked, &rows);
        id::name(&mut events);
        note_realised(&linked, &rows, &mut events);
        sort(&mut events, &before);
        Self { events }
    }
}

/// One event a row, in the order of their first mentions.
fn entries(kept: Vec<Mention>, linked: &Linked, rows: &[bool]) -> Vec<Event> {
    let mut slots: Vec<Option<Mention>> = kept.into_iter().map(Some).collect();
    let mut take = |at: &usize| slots.get_mut(*at).and_then(Option::take);
    let shown = linked.groups.iter().zip(rows).filter(|(_, shown)| **shown);
    shown.map(|(group, _)| entry(group.iter().filter_map(&mut take).collect())).collect()
}

/// The number of each group among the rows.
fn row_numbers(rows: &[bool]) -> Vec<Option<usize>> {
    let mut next = 0;
    rows.iter()
        .map(|shown| {
            next += usize::from(*shown);
            shown.then(|| next - 1)
        })
        .collect()
}

/// Pairs of rows of which an article says that the first comes before the second.
fn before(kept: &[Mention], linked: &Linked, groups: &Groups<'_>, rows: &[bool]) -> Vec<(usize, usize)> {
    let numbers = row_numbers(rows);
    let row = |group: usize| numbers.get(group).copied().flatten();
    let mut pairs = Vec::new();
    for (number, group) in linked.groups.iter().enumerate() {
        let Some(later) = row(number) else { continue };
        for m in group.iter().filter_map(|at| kept.get(*at)) {
            let earlier = m.after.iter().filter_map(|index| row(groups.group_of(&m.article, *index)?));
            pairs.extend(earlier.filter(|e| *e != later).map(|earlier| (earlier, later)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn note_realised(linked: &Linked, rows: &[bool], events: &mut [Event]) {
    let numbers = row_numbers(rows);
    let row = |group: usize| numbers.get(group).copied().flatten();
    for realised in &linked.realised {
        let (Some(fact), Some(plan)) = (row(realised.fact), row(realised.plan)) else { continue };
        let Some(id) = events.get(plan).map(|e| e.id.clone()) else { continue };
        if let Some(event) = events.get_mut(fact) {
            event.realises.push(id);
        }
    }
}
