//! Mentions made by hand, for the tests of this layer and the next.

use chrono::NaiveDate;

use super::{Mention, Participant, topic};
use crate::actors::ActorKind;
use crate::events::{ClauseKind, EventClass, EventDate, EventType, Modality, Tense};
use crate::temporal::{DateBasis, Granularity, Interval};

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A state.
pub(crate) fn state(name: &str) -> Participant {
    Participant {
        name: name.into(),
        id: Some(name.chars().take(3).collect::<String>().to_uppercase().into()),
        kind: ActorKind::State,
        state: Some(name.into()),
        ..Participant::default()
    }
}

/// A person of a state.
pub(crate) fn person(name: &str, state: &str) -> Participant {
    Participant {
        name: name.into(),
        kind: ActorKind::Person,
        state: Some(state.into()),
        ..Participant::default()
    }
}

/// A name of which no more is known.
pub(crate) fn name(name: &str) -> Participant {
    Participant { name: name.into(), ..Participant::default() }
}

/// A past-tense main clause of `article`, bounded by its publication.
pub(crate) fn told(article: &str, published: &str, action: &str, sentence: &str) -> Mention {
    Mention {
        article: article.into(),
        action: action.into(),
        lemma: action.into(),
        text: action.into(),
        sentence: sentence.into(),
        headline: sentence.trim_end_matches('.').into(),
        sentence_end: sentence.chars().count() as u32,
        tense: Tense::Past,
        published: Some(day(published)),
        latest: Some(day(published)),
        topic: topic("", sentence).into(),
        confidence: 0.8,
        ..Mention::default()
    }
}

/// More about a mention, one call a field.
pub(crate) trait With: Sized {
    fn of(self, actors: &[Participant]) -> Self;
    fn to(self, targets: &[Participant]) -> Self;
    fn object(self, object: &str) -> Self;
    fn at(self, place: &str) -> Self;
    fn on(self, first: &str, last: &str) -> Self;
    fn assumed(self) -> Self;
    fn typed(self, event_type: EventType) -> Self;
    fn saying(self) -> Self;
    fn number(self, index: u32) -> Self;
    fn within(self, governor: u32) -> Self;
    fn planned(self) -> Self;
    fn noun(self) -> Self;
}

impl With for Mention {
    fn of(self, actors: &[Participant]) -> Self {
        Self { actors: actors.to_vec(), ..self }
    }

    fn to(self, targets: &[Participant]) -> Self {
        Self { targets: targets.to_vec(), ..self }
    }

    fn object(self, object: &str) -> Self {
        Self { object: Some(object.into()), ..self }
    }

    fn at(self, place: &str) -> Self {
        Self { place: Some(place.into()), ..self }
    }

    fn on(self, first: &str, last: &str) -> Self {
        let edtf = if first == last { first.to_owned() } else { format!("{first}/{last}") };
        let precision = match (day(last) - day(first)).num_days() {
            0..=20 => Granularity::Day,
            21..=31 => Granularity::Month,
            _ => Granularity::Year,
        };
        let date = EventDate {
            edtf,
            interval: Interval::days(day(first), day(last)),
            precision,
            basis: DateBasis::Explicit,
            confidence: 0.95,
            ..EventDate::default()
        };
        Self { date: Some(date.into()), earliest: Some(day(first)), latest: Some(day(last)), ..self }
    }

    /// The story gave the date.
    fn assumed(mut self) -> Self {
        if let Some(date) = &mut self.date {
            (date.basis, date.sieve) = (DateBasis::Anchor, Some("lead.story-day".into()));
        }
        self
    }

    fn typed(self, event_type: EventType) -> Self {
        Self { event_type, ..self }
    }

    fn saying(self) -> Self {
        Self { class: EventClass::Reporting, event_type: EventType::Statement, ..self }
    }

    fn number(self, index: u32) -> Self {
        Self { index, start: index * 10, end: index * 10 + 5, ..self }
    }

    fn within(self, governor: u32) -> Self {
        Self { governor: Some(governor), clause: ClauseKind::Content, ..self }
    }

    fn planned(self) -> Self {
        Self { modality: Modality::Planned, tense: Tense::Future, latest: None, ..self }
    }

    fn noun(self) -> Self {
        Self { nominal: true, tense: Tense::None, clause: ClauseKind::Nominal, ..self }
    }
}
