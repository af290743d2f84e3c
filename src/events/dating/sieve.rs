//! What a sieve is, and how what it proposes becomes a date or an order.
//!
//! Knows events, dates and orders. Does not know when a sieve proposes what.

use chrono::NaiveDate;

use super::counted::Distance;
use super::scene::Scene;
use super::{Link, Order, Other};
use crate::events::{EventDate, EventMention, Tense};
use crate::rule::RuleId;
use crate::temporal::edtf::{self, iso_day};
use crate::temporal::{DateBasis, Granularity, Interval, Timex};
use crate::text::{Term, Text, words};

/// One way to join dates and events. Sieves run from the most to the least precise; none overwrites another.
pub(super) trait Sieve: Sync {
    /// Its name, as in `data/sieves.csv`.
    fn name(&self) -> &'static str;

    /// True for a sieve that passes dates on within a sentence: it runs once more when all others have run.
    fn spreads(&self) -> bool {
        false
    }

    /// Adds what it proposes. It sees the dates that the sieves before it gave.
    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>);
}

/// What a sieve proposes about an event, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proposal {
    /// The time expression, with the first token of its phrase.
    Date { event: u32, timex: u32, start: u32 },
    /// The day of publication.
    Published { event: u32 },
    /// The day of a time expression elsewhere in the text.
    OnDay { event: u32, timex: u32, start: u32 },
    /// The date of another event of the sentence, in its words.
    Shared { event: u32, with: u32 },
    /// The date of an event elsewhere in the text.
    Anchored { event: u32, on: u32 },
    /// So far from the day of another event, in the words of these tokens.
    Counted { event: u32, from: u32, distance: Distance, span: (u32, u32) },
    /// An order.
    Ordered { event: u32, order: Order, other: Other },
}

/// A sieve's name and measured precision.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) id: RuleId,
    pub(super) precision: f32,
}

/// What a document gives and no sieve changes.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) timexes: &'a [Timex],
    /// For each sentence its first event, by index, and one past the last event at the end.
    pub(super) first_events: &'a [u32],
    /// The events that were on another day, and nobody knows on which, in order.
    pub(super) undated: &'a [u32],
    pub(super) published: Option<NaiveDate>,
}

/// Applies a proposal to an event without a date, or makes it a link. Nothing when the event has a date already, or
/// when its own words only order it against a date, which no guess from elsewhere may overrule.
pub(super) fn apply(
    proposal: Proposal,
    by: &Measured,
    given: &Given<'_>,
    events: &mut [EventMention],
    ordered: &[bool],
) -> Option<Link> {
    let guess = match proposal {
        Proposal::Published { event } | Proposal::Anchored { event, .. } | Proposal::OnDay { event, .. } => {
            Some(event)
        }
        _ => None,
    };
    let shared = match proposal {
        Proposal::Shared { event, .. } => Some(event),
        _ => guess,
    };
    let elsewhere = shared.is_some_and(|event| given.undated.binary_search(&event).is_ok());
    if elsewhere || guess.is_some_and(|event| ordered.get(event as usize).copied().unwrap_or(false)) {
        return None;
    }
    let (event, date) = match proposal {
        Proposal::Ordered { event, order, other } => return link(event, order, other, by, events),
        Proposal::Date { event, timex, start } => (event, from_timex(given, timex, start)?),
        Proposal::OnDay { event, timex, start } => (event, on_day(given, timex, start)?),
        Proposal::Published { event } => (event, from_publication(given.published?)),
        Proposal::Shared { event, with } => (event, events.get(with as usize)?.date.clone()?),
        Proposal::Counted { event, from, distance, span } => {
            (event, counted(given, events.get(from as usize)?, distance, span)?)
        }
        Proposal::Anchored { event, on } => (event, anchored(events.get(on as usize)?.date.clone()?)),
    };
    let event = events.get_mut(event as usize).filter(|event| event.date.is_none())?;
    // `fell on Tuesday and will stay shut`: nothing to come lies before publication.
    let over = date.interval.last().zip(given.published).is_some_and(|(last, published)| last < published);
    if over && event.tense == Tense::Future {
        return None;
    }
    event.date = Some(EventDate { sieve: Some(by.id.clone()), confidence: by.precision, ..date });
    None
}

fn link(event: u32, order: Order, other: Other, by: &Measured, events: &[EventMention]) -> Option<Link> {
    let sentence = events.get(event as usize)?.sentence;
    Some(Link { event, order, other, sieve: by.id.clone(), confidence: by.precision, sentence })
}

fn from_timex(given: &Given<'_>, index: u32, start: u32) -> Option<EventDate> {
    let timex = given.timexes.get(index as usize)?;
    let (edtf, interval) = and_the_next(given, index)
        .or_else(|| Some((timex.edtf.clone()?, timex.interval.unwrap_or_default())))?;
    Some(EventDate {
        edtf,
        interval,
        precision: timex.granularity,
        qualifier: timex.qualifier,
        basis: timex.basis,
        text: given.text.words(start, timex.end).to_owned(),
        timex: Some(index),
        ..EventDate::default()
    })
}

/// `on Monday and Tuesday`, `in 1978 or 1979`: both, or one of both, where one follows the other.
fn and_the_next(given: &Given<'_>, index: u32) -> Option<(String, Interval)> {
    let (first, second) = (given.timexes.get(index as usize)?, given.timexes.get(index as usize + 1)?);
    let light = |token: u32| {
        let term = given.text.term(token);
        [words::AND, words::OR, words::AMPERSAND, words::ON, words::IN, words::THE].contains(&term)
    };
    let gap = first.end..second.first;
    let has = |term: Term| gap.clone().any(|t| given.text.is(t, term));
    let either = has(words::OR);
    let joined =
        (1..=3).contains(&gap.len()) && (either || has(words::AND)) && gap.clone().into_iter().all(light);
    let next = first.interval?.last()?.succ_opt() == second.interval?.first();
    let alike = first.granularity == second.granularity && first.sentence == second.sentence;
    let (from, to) = (first.edtf.as_ref()?, second.edtf.as_ref()?);
    let plain = |edtf: &str| !edtf.contains(['/', 'X']);
    let (opens, ends) = (first.interval?.first()?, second.interval?.last()?);
    let both = Interval::days(opens, ends);
    let written = match plain(from) && plain(to) {
        _ if either => edtf::one_of(both)?,
        true => format!("{from}/{to}"),
        false => edtf::lasting(opens, ends),
    };
    (joined && next && alike).then_some((written, both))
}

/// The date at a distance from an event whose day is known.
fn counted(
    given: &Given<'_>,
    from: &EventMention,
    distance: Distance,
    span: (u32, u32),
) -> Option<EventDate> {
    let known = from.date.as_ref().filter(|date| !date.qualifier.approximate)?;
    let day = known
        .interval
        .first()
        .filter(|day| known.interval.last().is_some_and(|last| distance.joins(*day, last)))?;
    // With the word that counts: `a day after`.
    let text = given.text.words(span.0, span.1).to_owned();
    Some(EventDate { text, ..distance.from(day)? })
}

/// The day of a time expression, which may itself name a part of a day.
fn on_day(given: &Given<'_>, index: u32, start: u32) -> Option<EventDate> {
    let timex = given.timexes.get(index as usize)?;
    let day = timex.interval.and_then(Interval::first)?;
    let text = given.text.words(start, timex.end).to_owned();
    Some(EventDate { text, timex: Some(index), basis: DateBasis::Anchor, ..on(day) })
}

fn from_publication(day: NaiveDate) -> EventDate {
    EventDate { basis: DateBasis::Dct, ..on(day) }
}

fn on(day: NaiveDate) -> EventDate {
    EventDate {
        edtf: iso_day(day),
        interval: Interval::day(day),
        precision: Granularity::Day,
        ..EventDate::default()
    }
}

fn anchored(date: EventDate) -> EventDate {
    let basis = if date.basis == DateBasis::Dct { DateBasis::Dct } else { DateBasis::Anchor };
    EventDate { basis, ..date }
}
