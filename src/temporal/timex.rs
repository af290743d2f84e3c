//! The result of this layer: a time expression with its value (TIMEX3 of TimeML, EDTF of ISO 8601-2).
//!
//! Plain values: nothing here reads a text.

use super::{Granularity, Interval};
use crate::rule::RuleId;
use crate::text::Span;

/// The type of a TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum TimexType {
    /// A day or longer on the calendar.
    #[default]
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// The `mod` of a TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexMod {
    /// `more than a decade ago`
    Before,
    /// `less than a year ago`
    After,
    /// `no less than a year ago`
    OnOrBefore,
    /// `no more than a year ago`
    OnOrAfter,
    /// `less than two hours`
    LessThan,
    /// `more than five minutes`
    MoreThan,
    /// `no more than ten days`
    EqualOrLess,
    /// `at least ten days`
    EqualOrMore,
    /// `early 1990s`
    Start,
    /// `early-to-mid 1990s`
    StartToMid,
    /// `mid-July`
    Mid,
    /// `mid-to-late March`
    MidToEnd,
    /// `the end of 1999`
    End,
    /// `about 1860`
    Approx,
}

/// What the words add to the plain date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Qualifier {
    /// `about`, `circa`.
    pub approximate: bool,
    /// `possibly`, `?`.
    pub uncertain: bool,
}

/// Where the date comes from, as users read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum DateBasis {
    /// Written out with its year.
    Explicit,
    /// Relative to the creation time: `on Wednesday`, `last week`.
    Relative,
    /// Day and month written, the year inferred.
    YearInferred,
    /// Relative to another date of the text: `later in the day`.
    Anchor,
    /// By a connective to another event: `Following this`.
    Connective,
    /// The publication day itself.
    Dct,
    /// No date.
    #[default]
    None,
}

/// What a relative expression hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The document creation time, `t0`.
    Creation,
    /// Another time expression of the document, by index.
    Timex(u32),
}

/// The word before a time expression that relates an event to it; it is not part of the span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// `on`, `in`, `at`, `during`.
    At,
    /// `before`, `prior to`.
    Before,
    /// `after`, `following`.
    After,
    /// `since`, `from`.
    Since,
    /// `until`, `till`, `to`.
    Until,
    /// `by`.
    By,
    /// `as of`, `as at`: the date of a state of affairs, never of an event.
    AsOf,
    /// `for`, `over`, `within`.
    For,
}

/// One end of a range, as TimeML wants it: an expression of its own.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TimexPart {
    /// Its bytes.
    pub span: Span,
    /// Its TIMEX3 value.
    pub value: String,
    /// Its TIMEX3 type.
    pub kind: TimexType,
    /// The civil days it denotes.
    pub interval: Option<Interval>,
    /// The unit of its words.
    pub granularity: Granularity,
    /// Its TIMEX3 mod: `from late 2019 to early 2020`.
    pub modifier: Option<TimexMod>,
}

/// A time expression, resolved.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Timex {
    /// Its bytes: no preposition, no possessive.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Number of its sentence.
    pub sentence: u32,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value: `2022-07-13`, `P3Y`, `XXXX-07-13` when the year is open.
    pub value: String,
    /// TIMEX3 mod.
    pub modifier: Option<TimexMod>,
    /// The same as EDTF, for dates.
    pub edtf: Option<String>,
    /// The civil days it denotes; absent for durations without anchor, sets and open years.
    pub interval: Option<Interval>,
    /// The unit of the words.
    pub granularity: Granularity,
    /// Approximate, uncertain.
    pub qualifier: Qualifier,
    /// How it was resolved.
    pub basis: DateBasis,
    /// What it hangs on.
    pub anchor: Option<Anchor>,
    /// The word before it that relates events to it.
    pub signal: Option<Signal>,
    /// True for the date of the dateline, of a byline or of a stamp (`Updated 3 May 2016`, `© 2015`): never the date of
    /// an event.
    pub creation: bool,
    /// The two ends, where the expression is a range of two dates (`from May 3 to June 9`): one interval for events,
    /// two anchors for TimeML.
    pub parts: Vec<TimexPart>,
    /// `EVERY`, for sets.
    pub quantifier: Option<&'static str>,
    /// How many times in each of its units, for sets: `twice a week`.
    pub frequency: Option<i64>,
    /// The rule that recognised it.
    pub rule: Option<RuleId>,
}
