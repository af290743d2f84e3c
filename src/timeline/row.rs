//! An entry as numbers: what names, orders and relates it, held for every entry of a run while its texts may lie elsewhere.
//!
//! Knows one entry. How entries stand to each other, `order.rs` and `related.rs` say.

use chrono::NaiveDate;

use super::Event;
use super::id::key_of;
use super::related::Deed;
use crate::linking::StableHash;

/// See above.
pub(super) struct Row {
    pub listed: bool,
    /// What its id is made of.
    pub key: StableHash,
    /// Its id, once it is named.
    pub id: u64,
    pub earliest: Option<NaiveDate>,
    pub latest: Option<NaiveDate>,
    /// Publication and offset of the mention that stands for it.
    pub published: Option<NaiveDate>,
    pub start: u32,
    /// What is compared with other entries to find out how they stand to it.
    pub deed: Option<Box<Deed>>,
}

impl Row {
    pub(super) fn of(event: &Event) -> Self {
        let first = event.mentions.first();
        Self {
            listed: event.listed,
            key: key_of(event),
            id: 0,
            earliest: event.earliest,
            latest: event.latest,
            published: first.and_then(|m| m.published),
            start: first.map_or(0, |m| m.start),
            deed: Deed::of(event).map(Box::new),
        }
    }
}
