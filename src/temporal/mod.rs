//! Time expressions: recognised by rules, anchored by one resolver.
//!
//! Knows words of time, the calendar and the creation time. Does not know actors or events.

mod interval;
mod timex;

pub use interval::{Granularity, Interval};
pub use timex::{Anchor, DateBasis, Qualifier, Signal, Timex, TimexMod, TimexType};
