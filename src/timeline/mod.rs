//! Entries in the promised order: earliest, then graph, then latest, published, offset, id.
//!
//! Knows which events are worth a row, how the tellings of one event make one entry, and how entries are named and
//! ordered. Does not know how mentions are compared (that is `linking`) nor any output format.

mod brief;
mod build;
mod curation;
mod disagree;
mod entry;
mod filter;
mod fold;
mod id;
mod order;
mod outline;
mod related;
mod row;
mod rows;
mod shelf;
mod standing;
#[cfg(test)]
mod tests;
mod top;

use chrono::NaiveDate;

use crate::events::EventDate;
use crate::linking::{Claim, Mention, Participant};

pub use build::{Builder, Options, is_linked, is_untold};
pub use curation::Curation;
pub use disagree::Disagreement;
pub use filter::Filter;
pub use outline::says_something;
pub use related::{Kinship, Related};
pub use rows::Rows;
pub use shelf::{Memory, Shelf};

/// What happened, as told by one or more mentions.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Event {
    /// 12 hexadecimal digits: a hash of the earliest mention's normalised key.
    pub id: String,
    /// Place in the order, from 1; 0 for what makes no row.
    pub ordinal: u32,
    /// Whether it makes a row.
    pub listed: bool,
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
    /// The non-actor object in words.
    pub object: Option<String>,
    /// Who else its content is about, over all mentions, each once: `Y` in `X announced that it was severing relations
    /// with Y`.
    pub about: Vec<Participant>,
    /// Where.
    pub place: Option<String>,
    /// Latitude and longitude of the place in degrees, where the program knows the city.
    pub coordinates: Option<(f32, f32)>,
    /// Who says so, over all mentions, each source once.
    pub claims: Vec<Claim>,
    /// Ids of the planned events of this timeline that this one made true.
    pub realises: Vec<String>,
    /// Other events of this timeline to which it led or of which it is a part.
    pub related: Vec<Related>,
    /// Where the articles disagree.
    pub disagreements: Vec<Disagreement>,
    /// 0 to 1: one minus the product of the doubts of independent tellings; near-identical copies count once.
    pub confidence: f32,
    /// The mentions, the representative one first, then by publication, article and offset.
    pub mentions: Vec<Mention>,
}

/// Events in order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Timeline {
    /// The events.
    pub events: Vec<Event>,
    /// What is told besides and makes no row, where [`Options`] asks for it: bare nouns, what is only said about an
    /// event that has a row, states of affairs. In order.
    pub unlisted: Vec<Event>,
}
