//! What a sieve is, and how what it proposes becomes a date or an order.

use super::scene::Scene;
use super::{Link, Order, Other};
use crate::events::{EventDate, EventMention};
use crate::rule::RuleId;
use crate::temporal::{DateBasis, Granularity, Interval, Timex};
use crate::text::Text;

/// One way to join dates and events. Sieves run from the most to the least precise; none overwrites another.
pub(super) trait Sieve: Sync {
    /// Its name, as in `data/sieves.csv`.
    fn name(&self) -> &'static str;

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
    /// The date of another event of the sentence, in its words.
    Shared { event: u32, with: u32 },
    /// The date of an event elsewhere in the text.
    Anchored { event: u32, on: u32 },
    /// An order.
    Ordered { event: u32, order: Order, other: Other },
}

/// A sieve's name and measured precision.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) id: RuleId,
    pub(super) precision: f32,
}

/// Applies a proposal to an event without a date, or makes it a link. Nothing when the event has a date already.
pub(super) fn apply(
    proposal: Proposal,
    by: &Measured,
    text: &Text<'_>,
    timexes: &[Timex],
    events: &mut [EventMention],
    published: Option<chrono::NaiveDate>,
) -> Option<Link> {
    let (event, date) = match proposal {
        Proposal::Ordered { event, order, other } => return link(event, order, other, by, events),
        Proposal::Date { event, timex, start } => (event, from_timex(text, timexes, timex, start)?),
        Proposal::Published { event } => (event, from_publication(published?)),
        Proposal::Shared { event, with } => (event, events.get(with as usize)?.date.clone()?),
        Proposal::Anchored { event, on } => (event, anchored(events.get(on as usize)?.date.clone()?)),
    };
    let event = events.get_mut(event as usize).filter(|event| event.date.is_none())?;
    event.date = Some(EventDate { sieve: Some(by.id.clone()), confidence: by.precision, ..date });
    None
}

fn link(event: u32, order: Order, other: Other, by: &Measured, events: &[EventMention]) -> Option<Link> {
    let sentence = events.get(event as usize)?.sentence;
    Some(Link { event, order, other, sieve: by.id.clone(), confidence: by.precision, sentence })
}

fn from_timex(text: &Text<'_>, timexes: &[Timex], index: u32, start: u32) -> Option<EventDate> {
    let timex = timexes.get(index as usize)?;
    Some(EventDate {
        edtf: timex.edtf.clone()?,
        interval: timex.interval.unwrap_or_default(),
        precision: timex.granularity,
        qualifier: timex.qualifier,
        basis: timex.basis,
        text: text.words(start, timex.end).to_owned(),
        timex: Some(index),
        ..EventDate::default()
    })
}

fn from_publication(day: chrono::NaiveDate) -> EventDate {
    EventDate {
        edtf: day.to_string(),
        interval: Interval::day(day),
        precision: Granularity::Day,
        basis: DateBasis::Dct,
        ..EventDate::default()
    }
}

fn anchored(date: EventDate) -> EventDate {
    let basis = if date.basis == DateBasis::Dct { DateBasis::Dct } else { DateBasis::Anchor };
    EventDate { basis, ..date }
}
