//! What a sieve proposes when it cannot give a date: an order.

use crate::rule::RuleId;

/// What an event is ordered against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Other {
    /// The document creation time.
    Creation,
    /// A time expression of the document, by index.
    Timex(u32),
    /// Another event of the document, by index.
    Event(u32),
}

/// How an event stands to the other, to the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// It ends before the other starts.
    Before,
    /// It starts after the other ends.
    After,
    /// It ends no later than the day on which the other ends.
    OnOrBefore,
    /// It starts no earlier than the day on which the other starts.
    OnOrAfter,
    /// It lies within the other.
    Within,
    /// The other lies within it.
    Around,
    /// The two cover the same days.
    Same,
    /// It starts this many days after the start of the other; before it, when negative.
    Days(i32),
}

/// A proposed order of one event, with who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The event, by index.
    pub event: u32,
    /// How it stands to the other.
    pub order: Order,
    /// The other.
    pub other: Other,
    /// The sieve that says so.
    pub sieve: RuleId,
    /// Its measured precision, 0 to 1.
    pub confidence: f32,
    /// The sentence that says so.
    pub sentence: u32,
}
