//! Picking entries out of a timeline.

use std::fmt;

use chrono::NaiveDate;

use super::order::number;
use super::{Event, Timeline};
use crate::linking::Participant;

/// Which entries to keep; every field left empty keeps all.
#[derive(Clone, Copy, Default)]
pub struct Filter<'a> {
    /// True for the participant that is asked for, under any of its names, or for one of its organs.
    pub actor: Option<&'a dyn Fn(&Participant) -> bool>,
    /// Keep what may have happened on this day or later.
    pub from: Option<NaiveDate>,
    /// Keep what may have happened on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Keep what is at least so sure.
    pub min_confidence: f32,
}

impl fmt::Debug for Filter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filter")
            .field("actor", &self.actor.is_some())
            .field("from", &self.from)
            .field("to", &self.to)
            .field("min_confidence", &self.min_confidence)
            .finish()
    }
}

impl Filter<'_> {
    fn keeps(&self, event: &Event) -> bool {
        let who = self.actor.is_none_or(|is| event.actors.iter().chain(&event.targets).any(is));
        let undated = event.earliest.is_none() && event.latest.is_none();
        let asks_when = self.from.is_some() || self.to.is_some();
        let not_too_early = self.from.zip(event.latest).is_none_or(|(from, latest)| latest >= from);
        let not_too_late = self.to.zip(event.earliest).is_none_or(|(to, earliest)| earliest <= to);
        let sure = event.confidence >= self.min_confidence;
        who && not_too_early && not_too_late && sure && !(undated && asks_when)
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
