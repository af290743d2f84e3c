//! Picking entries out of a timeline.
//!
//! Knows entries. Does not make or mend any.

use std::fmt;

use chrono::NaiveDate;

use super::order::number;
use super::{Event, Timeline};
use crate::linking::Participant;

/// Which entries to keep; every field left empty keeps all.
#[derive(Clone, Copy, Default)]
pub struct Filter<'a> {
    /// True for the participant that is asked for, under any of its names, or for one of its organs; a statement about
    /// it is kept as well.
    pub actor: Option<&'a dyn Fn(&Participant) -> bool>,
    /// Keep what may have happened on this day or later.
    pub from: Option<NaiveDate>,
    /// Keep what may have happened on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Keep what is at least so sure.
    pub min_confidence: f32,
    /// Keep what is told with all these words, in any letter case, in the sentence, the headline or the title; a word
    /// also finds those that begin with it.
    pub about: &'a str,
}

impl fmt::Debug for Filter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filter")
            .field("actor", &self.actor.is_some())
            .field("from", &self.from)
            .field("to", &self.to)
            .field("min_confidence", &self.min_confidence)
            .field("about", &self.about)
            .finish()
    }
}

impl Filter<'_> {
    /// Whether it keeps an entry.
    pub fn keeps(&self, event: &Event) -> bool {
        let who =
            self.actor.is_none_or(|is| event.actors.iter().chain(&event.targets).chain(&event.about).any(is));
        let undated = event.earliest.is_none() && event.latest.is_none();
        let asks_when = self.from.is_some() || self.to.is_some();
        let not_too_early = self.from.zip(event.latest).is_none_or(|(from, latest)| latest >= from);
        let not_too_late = self.to.zip(event.earliest).is_none_or(|(to, earliest)| earliest <= to);
        let sure = event.confidence >= self.min_confidence;
        let when = not_too_early && not_too_late && !(undated && asks_when);
        who && when && sure && self.is_about(event)
    }

    fn is_about(&self, event: &Event) -> bool {
        let wanted = self.about.to_lowercase();
        let mut words = wanted.split_whitespace().peekable();
        if words.peek().is_none() {
            return true;
        }
        let mut told = event.headline.to_lowercase();
        let others = event.mentions.iter().flat_map(|m| [Some(&m.sentence), m.title.as_ref()]).flatten();
        for text in others {
            told.push(' ');
            told.push_str(&text.to_lowercase());
        }
        words.all(|word| {
            told.match_indices(word)
                .any(|(at, _)| !told.get(..at).unwrap_or("").ends_with(char::is_alphanumeric))
        })
    }
}

impl Timeline {
    /// The entries that `filter` keeps, in the same order, numbered anew from 1. Ids stay.
    ///
    /// An entry with bounds is kept when any day within them fits; one without any day is left out when days are
    /// asked for.
    #[must_use]
    pub fn select(mut self, filter: &Filter<'_>) -> Self {
        self.events.retain(|event| filter.keeps(event));
        self.unlisted.retain(|event| filter.keeps(event));
        number(&mut self.events);
        self
    }
}
