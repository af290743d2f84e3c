//! Entries in the promised order: earliest, then graph, then latest, published, offset, id.

use chrono::NaiveDate;

use crate::events::EventDate;
use crate::linking::{Mention, Participant};

/// What happened, as told by one or more mentions.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Event {
    /// 12 hexadecimal digits: a hash of the earliest mention's normalised key.
    pub id: String,
    /// Place in the order, from 1.
    pub ordinal: u32,
    /// When; after the graph is solved it may be a bound, `[2022-07-13..2023-01-03]`.
    pub date: Option<EventDate>,
    /// Earliest day.
    pub earliest: Option<NaiveDate>,
    /// Latest day.
    pub latest: Option<NaiveDate>,
    /// A short sentence for readers.
    pub headline: String,
    /// Who did it, over all mentions, the better attested first.
    pub actors: Vec<Participant>,
    /// To whom.
    pub targets: Vec<Participant>,
    /// 0 to 1.
    pub confidence: f32,
    /// The mentions, the representative one first, then by publication, article and offset.
    pub mentions: Vec<Mention>,
}

/// Events in order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Timeline {
    /// The events.
    pub events: Vec<Event>,
}
