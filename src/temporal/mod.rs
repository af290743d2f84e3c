//! Time expressions: recognised by rules, anchored by one resolver.
//!
//! Knows words of time, the calendar and the creation time. Does not know actors or events.

pub mod calendar;
mod check;
mod compose;
mod denoted;
mod diagnostic;
pub mod edtf;
mod evaluate;
pub mod expr;
mod formula;
mod genre;
pub mod holiday;
mod interval;
mod moon;
mod number;
mod options;
mod points;
mod resolve;
mod shift;
mod signal;
mod stage;
mod story;
mod tagger;
mod tense;
mod timex;
mod value;
mod when;

pub use calendar::Period;
pub use check::{Finding, FindingKind, check};
pub use denoted::denoted;
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use interval::{Granularity, Interval};
pub use options::{Genre, Options, Region, UserRules};
pub use tagger::{Context, Tagger};
pub use timex::{Anchor, DateBasis, Qualifier, Signal, Timex, TimexMod, TimexPart, TimexType};
pub use value::modifier_name;
