//! A resolved time, and how far it is resolved.
//!
//! Knows periods and what stays open of them. Does not know the words.

use chrono::NaiveDate;

use super::calendar::{Period, Unit};
use super::expr::{Amount, Clock, DayPart, Length, Recurrence, VagueTime};
use super::{Granularity, Interval};

/// A date whose year (and month) stay open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// `XXXX-07-13`, `XXXX-07`, `XXXX-XX-15`
    Date(Option<u32>, Option<u32>),
    /// `XXXX-WXX-5`
    Weekday(u32),
    /// `XXXX-WXX-WE`
    Weekend,
    /// `XXXX-SU`
    Season(super::calendar::Season),
    /// `XXXX-Q2`
    Quarter(u32),
    /// `XXXX-H2`
    Half(u32),
    /// `XXXX-W12`
    Week(u32),
    /// `XXXX`
    Unknown(Unit),
}

/// A resolved time.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// A named stretch of the calendar.
    Period(Period),
    /// A date that lacks what would place it.
    Open(Open),
    /// A time of day.
    Clock(Clock, Option<NaiveDate>),
    /// A part of a day.
    DayPart(DayPart, Option<NaiveDate>),
    /// A time of day or a part of a day whose date is open: `Monday at 8` without a creation time.
    OnOpen(Open, Box<When>),
    /// From the first to the last, both included.
    Range(Box<When>, Box<When>),
    /// A length, and the days it covers where they are known.
    Length(Length, Option<(NaiveDate, NaiveDate)>),
    /// A recurring time.
    Set(Recurrence, &'static str, Option<i64>),
    /// `recently`, `now`, `soon`.
    Vague(VagueTime),
}

impl When {
    /// First and last day; none for lengths without anchor, sets, open and vague dates.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Period(period) => period.days(),
            Self::Clock(_, day) | Self::DayPart(_, day) => day.map(|d| (d, d)),
            Self::Range(a, b) => {
                let (first, last) = (a.days()?.0, b.days()?.1);
                (first <= last).then_some((first, last))
            }
            Self::Length(_, window) => *window,
            _ => None,
        }
    }

    /// The same as a half-open interval.
    pub fn interval(&self) -> Option<Interval> {
        self.days().map(|(first, last)| Interval::days(first, last))
    }

    /// The unit of the words.
    pub fn granularity(&self) -> Granularity {
        match self {
            Self::Period(period) => period.granularity(),
            Self::Clock(..) | Self::DayPart(..) | Self::OnOpen(..) => Granularity::Time,
            Self::Range(a, b) => a.granularity().min(b.granularity()),
            Self::Length(length, _) => {
                length.parts.iter().map(|(_, unit)| unit.granularity()).min().unwrap_or_default()
            }
            Self::Open(open) => match open {
                Open::Date(_, Some(_)) | Open::Weekday(_) => Granularity::Day,
                Open::Date(..) => Granularity::Month,
                Open::Weekend | Open::Week(_) => Granularity::Week,
                Open::Season(_) => Granularity::Season,
                Open::Quarter(_) | Open::Half(_) => Granularity::Quarter,
                Open::Unknown(unit) => unit.granularity(),
            },
            Self::Set(Recurrence::Length(length), ..) => {
                length.parts.first().map_or(Granularity::Unknown, |(_, unit)| unit.granularity())
            }
            Self::Set(..) | Self::Vague(_) => Granularity::Unknown,
        }
    }
}

/// Days of a length that reaches forward from `day` (or back to it), `day` included when it reaches back.
pub fn window(length: &Length, forward: bool, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let mut end = Period::Day(day);
    for (amount, unit) in &length.parts {
        let Amount::Exact(n) = amount else { return None };
        if *unit < Unit::Day {
            continue;
        }
        let whole = amount.whole();
        end = match whole {
            Some(n) => end.moved(if forward { n } else { -n }, *unit)?,
            None if *unit == Unit::Year => {
                end.moved((if forward { *n } else { -*n }).checked_mul(12)? / 1000, Unit::Month)?
            }
            None => return None,
        };
    }
    let other = end.days()?.0;
    Some(if forward { (day, other) } else { (other, day) })
}
