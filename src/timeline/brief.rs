//! What deciding on rows asks of a mention, and nothing else of it: a few numbers, held for every mention of a run while the
//! mentions themselves may lie elsewhere.
//!
//! Knows one mention. Which of them are one event, `linking` says.

use std::cmp::Ordering;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use super::standing::{
    Standing, has_own_date, headline, is_circumstance, is_dated, is_dated_by_verb, is_plan, is_statement,
};
use crate::events::{EventClass, EventType};
use crate::linking::{Mention, is_named};

/// A mention in brief.
#[derive(Clone, Debug)]
pub(super) struct Brief {
    /// Its article, by [`Articles`].
    pub article: u32,
    /// Its number in the article.
    pub index: u32,
    pub governor: Option<u32>,
    pub sentence_start: u32,
    pub start: u32,
    pub end: u32,
    pub published: Option<NaiveDate>,
    pub standing: Standing,
    /// Says, accuses, demands, ...
    pub reports: bool,
    pub statement: bool,
    pub plan: bool,
    pub printable: bool,
    /// The sentence says when.
    pub dated: bool,
    /// The sentence says when, and of a noun in the noun's own phrase.
    pub own_date: bool,
    /// See [`is_dated_by_verb`].
    pub dated_by_verb: bool,
    pub nominal: bool,
    /// Somebody named does something to somebody, or something of a known type.
    pub acted: bool,
    /// It has an object or any content.
    pub says_something: bool,
}

impl Brief {
    /// `article` is the number of the mention's article.
    pub(super) fn of(m: &Mention, article: u32, standing: Standing) -> Self {
        let dated = is_dated(m);
        let whole =
            || m.targets.iter().any(is_named) || m.object.is_some() || m.event_type != EventType::Other;
        Self {
            article,
            index: m.index,
            governor: m.governor,
            sentence_start: m.sentence_start,
            start: m.start,
            end: m.end,
            published: m.published,
            standing,
            reports: m.class == EventClass::Reporting,
            statement: is_statement(m),
            plan: is_plan(m),
            printable: headline(m).is_some(),
            dated,
            own_date: dated && (!m.nominal || has_own_date(m)),
            dated_by_verb: is_dated_by_verb(m),
            nominal: m.nominal,
            acted: !m.nominal && !is_circumstance(m) && whole() && m.actors.iter().any(is_named),
            says_something: m.governs || m.object.as_ref().is_some_and(|object| !object.is_empty()),
        }
    }
}

/// The ids of the articles of a run, each with a number.
#[derive(Debug, Default)]
pub(super) struct Articles {
    numbers: FxHashMap<Arc<str>, u32>,
    last: Option<(Arc<str>, u32)>,
}

impl Articles {
    /// The number of an article.
    pub(super) fn number(&mut self, id: &Arc<str>) -> u32 {
        if let Some((known, number)) = &self.last
            && (Arc::ptr_eq(known, id) || known == id)
        {
            return *number;
        }
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(Arc::clone(id)).or_insert(next);
        self.last = Some((Arc::clone(id), number));
        number
    }

    /// For the number of each article its place among the sorted ids.
    fn ranks(&self) -> Vec<u32> {
        let mut ids: Vec<(&Arc<str>, u32)> = self.numbers.iter().map(|(id, number)| (id, *number)).collect();
        ids.sort_unstable();
        let mut ranks = vec![0; ids.len()];
        for (rank, (_, number)) in (0..).zip(ids) {
            ranks.get_mut(number as usize).into_iter().for_each(|slot| *slot = rank);
        }
        ranks
    }
}

/// The canonical order of mentions, by their briefs; see [`Mention::canonical_order`].
pub(super) struct Canonical<'b> {
    briefs: &'b [Brief],
    ranks: Vec<u32>,
}

impl<'b> Canonical<'b> {
    pub(super) fn new(briefs: &'b [Brief], articles: &Articles) -> Self {
        Self { briefs, ranks: articles.ranks() }
    }

    /// The places of `numbers`, which are those of mentions, in canonical order. Complexity: O(n log n), mostly over a few
    /// numbers that lie together, since there are millions.
    pub(super) fn order(&self, numbers: &[u32]) -> Vec<u32> {
        let first = |number: u32| {
            let m = self.briefs.get(number as usize)?;
            let day = m.published.map_or(u32::MAX, |day| day.num_days_from_ce().cast_unsigned() ^ 1 << 31);
            let article = self.ranks.get(m.article as usize).copied().unwrap_or_default();
            Some((u64::from(day) << 32 | u64::from(article), m.start))
        };
        let keys = (0..).zip(numbers).map(|(at, number)| (first(*number).unwrap_or_default(), at, *number));
        let mut keys: Vec<((u64, u32), u32, u32)> = keys.collect();
        keys.sort_unstable_by(|(a, at, number), (b, other_at, other)| {
            a.cmp(b).then_with(|| self.compare(*number, *other)).then_with(|| at.cmp(other_at))
        });
        keys.into_iter().map(|(_, at, _)| at).collect()
    }

    /// Compares two mentions by their numbers.
    pub(super) fn compare(&self, a: u32, b: u32) -> Ordering {
        let key = |number: u32| {
            self.briefs.get(number as usize).map(|m| {
                let article = self.ranks.get(m.article as usize);
                (m.published.is_none(), m.published, article, m.start, m.end, m.index)
            })
        };
        key(a).cmp(&key(b))
    }
}
