//! Stretches of civil days.
//!
//! Knows days. Does not know their names, nor how they were told.

use chrono::{Days, NaiveDate};

/// The unit that the words of a date give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Granularity {
    /// A clock time or part of a day.
    Time,
    /// A day.
    Day,
    /// A week or weekend.
    Week,
    /// A month.
    Month,
    /// Spring, summer, autumn, winter.
    Season,
    /// A quarter or half of a year.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// Not known.
    #[default]
    Unknown,
}

/// A half-open stretch of civil days `[start, end)`; an absent end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Interval {
    /// First day.
    pub start: Option<NaiveDate>,
    /// The day after the last day.
    pub end: Option<NaiveDate>,
}

impl Interval {
    /// The single day `day`.
    pub fn day(day: NaiveDate) -> Self {
        Self::days(day, day)
    }

    /// From `first` to `last`, both included.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Self {
        Self { start: Some(first), end: last.checked_add_days(Days::new(1)) }
    }

    /// The first day.
    pub fn first(self) -> Option<NaiveDate> {
        self.start
    }

    /// The last day, included.
    pub fn last(self) -> Option<NaiveDate> {
        self.end.and_then(|day| day.checked_sub_days(Days::new(1)))
    }
}
