//! The entries of a timeline, made one after another: all are named and ordered by numbers first, each is put together
//! when it is asked for.
//!
//! Knows the order of the steps. What an entry says, `entry.rs` decides.

use std::vec::IntoIter;

use super::entry::{entry, outlined};
use super::related::{Kin, Related, kin, rivals};
use super::row::Row;
use super::shelf::Shelf;
use super::{Event, id, order};
use crate::linking::{Crew, Mention};

/// Entries that are known by their numbers, in the order of their earliest mentions.
pub(super) struct Made<S> {
    shelf: S,
    members: Members,
    rows: Vec<Row>,
    /// The events, where the shelf gives mentions once only.
    held: Vec<Option<Event>>,
    /// What is still to be made of the last ones.
    waiting: Vec<Waiting>,
}

/// Entries that one of a crew makes at a time.
const TOGETHER: usize = 64;

/// An entry before it is made: its mentions, then those that are no evidence of their own.
struct Waiting {
    mentions: Vec<Mention>,
    nouns: Vec<Mention>,
    listed: bool,
}

impl Waiting {
    /// The entry, which `made` makes of the mentions. Id, ordinal and what it has to do with others are still to be given.
    fn put_together(self, made: impl FnOnce(Vec<Mention>) -> Event) -> Event {
        let mut event = Event { listed: self.listed, ..made(self.mentions) };
        event.mentions.extend(self.nouns);
        event
    }
}

/// The mentions of each entry by their numbers.
#[derive(Debug, Default)]
struct Members {
    numbers: Vec<u32>,
    /// For each entry where its mentions end, and before them those that are no evidence of their own.
    ends: Vec<(u32, u32)>,
}

impl Members {
    fn push(&mut self, group: &[u32], nouns: &[u32]) {
        self.numbers.extend(group);
        let end = self.numbers.len() as u32;
        self.numbers.extend(nouns);
        self.ends.push((end, self.numbers.len() as u32));
    }

    fn of(&self, row: u32) -> (&[u32], &[u32]) {
        let ends = |at: u32| self.ends.get(at as usize).copied().unwrap_or_default();
        let first = row.checked_sub(1).map_or(0, |before| ends(before).1);
        let (end, last) = ends(row);
        let part = |from: u32, to: u32| self.numbers.get(from as usize..to as usize).unwrap_or_default();
        (part(first, end), part(end, last))
    }
}

impl<S: Shelf> Made<S> {
    pub(super) fn new(shelf: S) -> Self {
        Self { shelf, members: Members::default(), rows: Vec::new(), held: Vec::new(), waiting: Vec::new() }
    }

    /// One entry more, of a group of mentions in canonical order, and nouns that are listed among its mentions, where they are
    /// no evidence of their own; `crew` makes it, together with others. Gives its place.
    pub(super) fn add(
        &mut self,
        group: &[u32],
        nouns: &[u32],
        listed: bool,
        crew: &impl Crew,
    ) -> Result<u32, S::Error> {
        let place = self.members.ends.len() as u32;
        self.members.push(group, nouns);
        self.waiting.push(taken(&mut self.shelf, group, nouns, listed)?);
        if self.waiting.len() >= TOGETHER * crew.at_once() {
            self.make(crew);
        }
        Ok(place)
    }

    /// Makes the entries that wait.
    fn make(&mut self, crew: &impl Crew) {
        let keeps = self.shelf.keeps();
        let mut waiting = self.waiting.drain(..);
        let parts = std::iter::repeat_with(|| waiting.by_ref().take(TOGETHER).collect::<Vec<_>>());
        let made = crew.share(parts.take_while(|part| !part.is_empty()).collect(), |part| {
            let row = |event: Event| (Row::of(&event), Some(event).filter(|_| !keeps));
            let made = |one: Waiting| row(one.put_together(if keeps { outlined } else { entry }));
            part.into_iter().map(made).collect::<Vec<_>>()
        });
        for (row, event) in made.into_iter().flatten() {
            self.rows.push(row);
            self.held.extend(event.map(Some));
        }
    }

    /// The entries in order. `before`: pairs of which an article says that the first comes before the second; `realised`:
    /// what happened with what had been announced; `alike`: what may be one event.
    pub(super) fn rows(
        mut self,
        before: &[(u32, u32)],
        realised: Vec<(u32, u32)>,
        alike: Vec<(u32, u32)>,
        crew: &impl Crew,
    ) -> Rows<S> {
        self.make(crew);
        id::name(&mut self.rows);
        let kin = kin(&self.rows);
        let rivals = rivals(&self.rows, alike.into_iter());
        self.rows.iter_mut().for_each(|row| row.deed = None);
        let order = order::sorted(&self.rows, before);
        Rows { made: self, realised, kin, rivals, order: order.into_iter(), ordinal: 0 }
    }
}

/// The mentions of an entry.
fn taken<S: Shelf>(shelf: &mut S, group: &[u32], nouns: &[u32], listed: bool) -> Result<Waiting, S::Error> {
    let mut found = Waiting { mentions: Vec::with_capacity(group.len()), nouns: Vec::new(), listed };
    shelf.take(group, &mut found.mentions)?;
    shelf.take(nouns, &mut found.nouns)?;
    Ok(found)
}

/// The entries of a timeline in order, those that make no row after the others; an iterator.
pub struct Rows<S> {
    made: Made<S>,
    realised: Vec<(u32, u32)>,
    kin: Vec<Kin>,
    rivals: Vec<Kin>,
    order: IntoIter<u32>,
    ordinal: u32,
}

impl<S: Shelf> Iterator for Rows<S> {
    type Item = Result<Event, S::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let place = self.order.next()?;
        Some(self.event(place))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.order.size_hint()
    }
}

impl<S: Shelf> Rows<S> {
    fn event(&mut self, place: u32) -> Result<Event, S::Error> {
        let Made { shelf, members, rows, held, .. } = &mut self.made;
        let row = rows.get(place as usize);
        let listed = row.is_some_and(|row| row.listed);
        let mut event = match held.get_mut(place as usize).and_then(Option::take) {
            Some(event) => event,
            None => {
                let (group, nouns) = members.of(place);
                taken(shelf, group, nouns, listed)?.put_together(entry)
            }
        };
        event.id = row.map(|row| id::written(row.id)).unwrap_or_default();
        if listed {
            self.ordinal += 1;
            event.ordinal = self.ordinal;
        }
        let id = |place: u32| self.made.rows.get(place as usize).map(|row| id::written(row.id));
        let plans = of(&self.realised, place, |(fact, _)| *fact);
        event.realises.extend(plans.iter().filter_map(|(_, plan)| id(*plan)));
        for (_, kind, other) in [&self.kin, &self.rivals].into_iter().flat_map(|all| of(all, place, |k| k.0))
        {
            event.related.extend(id(*other).map(|id| Related { kind: *kind, id }));
        }
        Ok(event)
    }
}

/// Those of a sorted list that begin with this place.
fn of<T>(all: &[T], place: u32, from: impl Fn(&T) -> u32) -> &[T] {
    let first = all.partition_point(|one| from(one) < place);
    let last = all.partition_point(|one| from(one) <= place);
    all.get(first..last).unwrap_or_default()
}
