//! Time expressions: recognised by rules, anchored by one resolver.
//!
//! Knows words of time, the calendar and the creation time. Does not know actors or events.

pub mod calendar;
mod compose;
mod denoted;
mod diagnostic;
pub mod edtf;
mod evaluate;
pub mod expr;
mod formula;
pub mod holiday;
mod interval;
mod number;
mod points;
mod resolve;
mod stage;
mod tagger;
mod tense;
mod timex;
mod value;
mod when;

pub use calendar::Period;
pub use denoted::denoted;
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use interval::{Granularity, Interval};
pub use tagger::{Context, Genre, Tagger};
pub use timex::{Anchor, DateBasis, Qualifier, Signal, Timex, TimexMod, TimexPart, TimexType};
pub use value::modifier_name;
