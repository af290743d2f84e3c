//! Solving: bounds of every event, and what has to be set aside so that the rest can hold.
//!
//! Knows statements and how sure they are. Which numbers follow from them, `network.rs` finds.

use chrono::NaiveDate;

use super::build::{Points, Statement, network, statements};
use super::network::{Offset, Solved};
use super::{Node, Tlink};
use crate::events::EventMention;
use crate::events::dating::Link;
use crate::temporal::Timex;

/// What one document states about time.
#[derive(Clone, Debug)]
pub struct TemporalGraph<'d> {
    timexes: &'d [Timex],
    events: usize,
    statements: Vec<Statement>,
    points: Points,
    published: Option<NaiveDate>,
}

/// Statements that cannot all hold, and the one that was set aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What is stated; none of these can be left out without the rest becoming possible.
    pub stated: Vec<Tlink>,
    /// The least confident of them, which no longer counts; by index into `stated`.
    pub set_aside: usize,
    /// The sentences that state it, in order.
    pub sentences: Vec<u32>,
}

/// First and last possible day of an event; absent where nothing bounds it.
pub type Bounds = (Option<NaiveDate>, Option<NaiveDate>);

/// What follows from the statements.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Solution {
    /// For each event, by its index.
    pub bounds: Vec<Bounds>,
    /// The links that count, in text order.
    pub tlinks: Vec<Tlink>,
    /// What had to be set aside.
    pub conflicts: Vec<Conflict>,
}

/// Why an event has its bounds: what is stated, from the event towards the calendar. A link of an event with itself is its
/// own date.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Because {
    /// Why it is not earlier.
    pub earliest: Vec<Tlink>,
    /// Why it is not later.
    pub latest: Vec<Tlink>,
}

impl<'d> TemporalGraph<'d> {
    /// The graph of a document. `links` may come in any order. Complexity: O(n log n) for n statements.
    pub fn build(
        timexes: &'d [Timex],
        events: &[EventMention],
        links: &[Link],
        published: Option<NaiveDate>,
    ) -> Self {
        let statements = statements(timexes, events, links);
        let points = Points::new(timexes, events, &statements);
        Self { timexes, events: events.len(), statements, points, published }
    }

    /// Bounds, links and conflicts.
    ///
    /// Complexity: near linear in events and links for consistent texts (see the notes of `network.rs`); once more
    /// for every round of conflicts.
    pub fn solve(&self) -> Solution {
        let (solved, set_aside, conflicts) = self.settled();
        self.solution(&solved, &set_aside, conflicts)
    }

    /// The network once contradictions are resolved: bounds, what was set aside, and why.
    fn settled(&self) -> (Solved, Vec<bool>, Vec<Conflict>) {
        let mut set_aside = vec![false; self.statements.len()];
        let mut conflicts = Vec::new();
        loop {
            let network = network(&self.points, self.timexes, &self.statements, &set_aside, self.published);
            let solved = network.solve();
            let before = conflicts.len();
            for set in &solved.contradictions {
                conflicts.extend(self.resolve(set, &mut set_aside));
            }
            if conflicts.len() == before {
                return (solved, set_aside, conflicts);
            }
        }
    }

    /// The statements behind the bounds of each event, as [`solve`](Self::solve) finds them.
    ///
    /// Complexity: that of solving, and the length of what is returned.
    pub fn because(&self) -> Vec<Because> {
        let network =
            network(&self.points, self.timexes, &self.statements, &self.settled().1, self.published);
        let ends = (0..self.events).filter_map(|event| self.points.of(Node::Event(event as u32)));
        let told = |numbers: Vec<u32>| {
            let stated = numbers.into_iter().filter_map(|number| self.statements.get(number as usize));
            stated.map(Statement::told).collect()
        };
        let why = network.reasons(ends).into_iter();
        why.map(|(down, up)| Because { earliest: told(down), latest: told(up) }).collect()
    }

    /// Sets the least confident statement of a contradiction aside, unless an earlier one has already broken it.
    fn resolve(&self, set: &[u32], set_aside: &mut [bool]) -> Option<Conflict> {
        let broken = set.iter().any(|number| set_aside.get(*number as usize).copied().unwrap_or(true));
        let statement = |number: &u32| self.statements.get(*number as usize);
        let confidence = |number: &u32| statement(number).map_or(0.0, |s| s.confidence);
        // Among equals the later one gives way.
        let weakest = set.iter().min_by(|a, b| confidence(a).total_cmp(&confidence(b)).then(b.cmp(a)))?;
        if broken {
            return None;
        }
        if let Some(mark) = set_aside.get_mut(*weakest as usize) {
            *mark = true;
        }
        let held: Vec<&u32> =
            set.iter().filter(|n| statement(n).is_some_and(|s| s.tlink().is_some())).collect();
        let mut sentences: Vec<u32> = set.iter().filter_map(statement).map(|s| s.sentence).collect();
        sentences.sort_unstable();
        sentences.dedup();
        Some(Conflict {
            set_aside: held.iter().position(|number| *number == weakest).unwrap_or(held.len()),
            stated: held.into_iter().filter_map(|number| statement(number)?.tlink()).collect(),
            sentences,
        })
    }

    fn solution(&self, solved: &Solved, set_aside: &[bool], conflicts: Vec<Conflict>) -> Solution {
        let day = |places: &[Option<Offset>], point: u32| {
            let place = places.get(point as usize).copied().flatten()?;
            NaiveDate::from_num_days_from_ce_opt(i32::try_from(place.days).ok()?)
        };
        let bounds = (0..self.events).map(|event| match self.points.of(Node::Event(event as u32)) {
            Some((start, end)) => (day(&solved.lower, start), day(&solved.upper, end)),
            None => (None, None),
        });
        Solution { bounds: bounds.collect(), tlinks: self.tlinks(set_aside), conflicts }
    }

    /// The links that count, at most one of an event and the creation time: what tense says, before the day on which the
    /// event is only guessed to lie, but after the day that its own words give.
    fn tlinks(&self, set_aside: &[bool]) -> Vec<Tlink> {
        let counting = || self.statements.iter().zip(set_aside).filter(|(_, aside)| !**aside).map(|(s, _)| s);
        let (mut by_tense, mut on_the_day) = (vec![false; self.events], vec![false; self.events]);
        for statement in counting() {
            let marks = match (statement.other, statement.days) {
                (Node::Creation, None) => &mut by_tense,
                (Node::Timex(_), Some(days))
                    if days.first() == self.published && days.last() == self.published =>
                {
                    &mut on_the_day
                }
                _ => continue,
            };
            if let Some(mark) = marks.get_mut(statement.event as usize) {
                *mark = true;
            }
        }
        let marked = |marks: &[bool], event: u32| marks.get(event as usize).copied().unwrap_or(false);
        let told = counting().filter(|statement| match (statement.other, statement.days) {
            (Node::Creation, Some(_)) => !marked(&by_tense, statement.event),
            (Node::Creation, None) => !marked(&on_the_day, statement.event),
            _ => true,
        });
        told.filter_map(Statement::tlink).collect()
    }
}
