//! The algebra of time expressions: what the words say, before anything is anchored.
//!
//! Every variant says what it means on the time line; only `resolve.rs` knows where that line is.

use chrono::{NaiveDate, Weekday};

use super::calendar::{Season, Unit};
use super::holiday::Holiday;
use super::{Period, TimexMod};

/// An amount of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// In thousandths: 2500 is two and a half.
    Exact(i64),
    /// `several`, `a few`, a bare plural.
    Vague,
}

impl Amount {
    /// The amount with a code of the word table; negative codes are vague.
    pub fn from_code(code: i64) -> Self {
        if code < 0 { Self::Vague } else { Self::Exact(code) }
    }

    /// The whole number, where it is one.
    pub fn whole(self) -> Option<i64> {
        match self {
            Self::Exact(n) if n % 1000 == 0 => Some(n / 1000),
            _ => None,
        }
    }
}

/// A length of time: the sum of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Length {
    /// Amounts and units, largest first as a rule.
    pub parts: Vec<(Amount, Unit)>,
    /// The upper length of `two to three months`.
    pub up_to: Option<(Amount, Unit)>,
}

/// Where a recurring point lies relative to the creation time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// Nothing is said: tense and genre decide.
    #[default]
    Bare,
    /// `last`
    Last,
    /// `this`
    This,
    /// `next`
    Next,
    /// `the following`, `the next` in a narrative: counted from the date of the text.
    Following,
    /// `the previous`
    Previous,
}

impl Direction {
    /// The direction with a code of the word table.
    pub fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Last,
            2 => Self::This,
            3 => Self::Next,
            4 => Self::Following,
            5 => Self::Previous,
            _ => Self::Bare,
        }
    }
}

/// A point of the calendar that recurs every week, month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A weekday.
    Weekday(Weekday),
    /// Saturday and Sunday.
    Weekend,
    /// The nth day of a month.
    DayOfMonth(u32),
    /// Month and day.
    MonthDay(u32, u32),
    /// A month.
    Month(u32),
    /// A season.
    Season(Season),
    /// A quarter, from 1.
    Quarter(u32),
    /// A half-year, from 1.
    Half(u32),
    /// An ISO week, from 1.
    Week(u32),
    /// A named day.
    Holiday(Holiday),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Clock {
    /// Hour, 0 to 24.
    pub hour: u32,
    /// Minute.
    pub minute: Option<u32>,
    /// Second.
    pub second: Option<u32>,
    /// Minutes east of Greenwich, where the zone that is written has one meaning.
    pub zone: Option<i16>,
    /// The half of the day was written: `a.m.`, `p.m.`
    pub half: bool,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// `MO`
    Morning,
    /// `MI`, noon as a part of the day
    Midday,
    /// `AF`
    Afternoon,
    /// `EV`
    Evening,
    /// `NI`
    Night,
    /// `DT`
    Daytime,
}

impl DayPart {
    /// The part with a code of the word table.
    pub fn from_code(code: i64) -> Option<Self> {
        let all = [Self::Morning, Self::Midday, Self::Afternoon, Self::Evening, Self::Night, Self::Daytime];
        all.get(usize::try_from(code).ok()?.checked_sub(1)?).copied()
    }

    /// The letters of TIMEX3.
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// What `nth` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Units.
    Unit(Unit),
    /// Weekdays.
    Weekday(Weekday),
}

/// A stretch of the present without ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VagueTime {
    /// `PAST_REF`
    Past,
    /// `PRESENT_REF`
    Present,
    /// `FUTURE_REF`
    Future,
}

/// What recurs in a set.
#[derive(Clone, Debug, PartialEq)]
pub enum Recurrence {
    /// Every so many units.
    Length(Length),
    /// Every such point of the calendar.
    Point(Point),
    /// Every such part of the day, of every day or of a weekday.
    DayPart(DayPart, Option<Weekday>),
    /// At that time of every day or of a weekday.
    Clock(Clock, Option<Weekday>),
}

/// A time expression that is not yet anchored.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeExpr {
    /// The creation time.
    Now,
    /// The date the text speaks of; the creation time where there is none near.
    Reference,
    /// What `the next year` counts from: beside a verb in the past the date the text speaks of, else the creation time.
    Then,
    /// The date told last beside a verb in the past, where it is told in days, weeks or months; else the creation time.
    Told,
    /// A period written out in full.
    Period(Period),
    /// A year, month and day written out, perhaps an impossible one, with the weekday that was written.
    Day(i32, u32, u32, Option<Weekday>),
    /// Two numbers whose order is the country's, and a year.
    Numeric(u32, u32, Option<i32>),
    /// A recurring point, and the weekday that was written with it.
    Point(Point, Direction, Option<Weekday>),
    /// The point within a period: `Tuesday of last week`.
    In(Point, Box<TimeExpr>),
    /// The unit some units away from the one that holds the base: `two weeks ago` is a week.
    Shift(Box<TimeExpr>, Amount, bool, Unit),
    /// The base moved by a length, keeping its own unit: `a week after Easter` is a day.
    Move(Box<TimeExpr>, Length, bool),
    /// The nth unit or weekday of a period, from its end when negative.
    Nth(i64, Counted, Box<TimeExpr>),
    /// The nth weekday after a date, or before it (when true): `the Friday after Thanksgiving`.
    Beside(i64, Weekday, bool, Box<TimeExpr>),
    /// So many units at the start (or end, when negative) of a period.
    FirstOf(i64, Unit, Box<TimeExpr>),
    /// From the first to the last of two, both included.
    Range(Box<TimeExpr>, Box<TimeExpr>),
    /// The start, middle or end of it, or a bound on it.
    Part(TimexMod, Box<TimeExpr>),
    /// So many years after it, which must not lie far ahead: `the tenth anniversary of the fire of 2006`.
    Anniversary(i64, Box<TimeExpr>),
    /// About then.
    Approx(Box<TimeExpr>),
    /// Perhaps then.
    Uncertain(Box<TimeExpr>),
    /// A time of day, of a day or of the day the text speaks of.
    Clock(Clock, Option<Box<TimeExpr>>),
    /// A part of a day.
    DayPart(DayPart, Option<Box<TimeExpr>>),
    /// A length of time.
    Length(Length),
    /// `in three weeks`: the date that far ahead after a verb of the future, else the length alone.
    InLength(Length, Box<TimeExpr>),
    /// From the creation time to the end of a period.
    Rest(Box<TimeExpr>),
    /// From the start of a period to the creation time.
    ToDate(Box<TimeExpr>),
    /// A length that ends at (or starts from, when true) its base.
    Window(Length, bool, Box<TimeExpr>),
    /// A recurring time: quantifier and frequency as TIMEX3 writes them.
    Set(Recurrence, &'static str, Option<i64>),
    /// `recently`, `now`, `soon`.
    Vague(VagueTime),
    /// A match that stands for no time: it only keeps other rules from its words.
    Nothing,
}

impl TimeExpr {
    /// True when the expression names its year itself.
    pub fn has_year(&self) -> bool {
        match self {
            Self::Period(_) | Self::Day(..) | Self::Numeric(_, _, Some(_)) => true,
            Self::In(_, of) | Self::Nth(_, _, of) | Self::FirstOf(_, _, of) => of.has_year(),
            Self::Part(_, of) | Self::Approx(of) | Self::Uncertain(of) => of.has_year(),
            Self::Range(a, b) => a.has_year() && b.has_year(),
            Self::Clock(_, Some(day)) | Self::DayPart(_, Some(day)) => day.has_year(),
            _ => false,
        }
    }

    /// The same expression in a given year, when it lacks only that.
    #[must_use]
    pub fn in_year(&self, year: i32) -> Self {
        match self {
            Self::Point(Point::MonthDay(month, day), _, weekday) => Self::Day(year, *month, *day, *weekday),
            Self::Point(Point::Month(month), Direction::Bare, _) => Self::Period(Period::Month(year, *month)),
            Self::Point(
                point @ (Point::Season(_)
                | Point::Quarter(_)
                | Point::Half(_)
                | Point::Week(_)
                | Point::Holiday(_)),
                Direction::Bare,
                _,
            ) => Self::In(*point, Box::new(Self::Period(Period::Year(year)))),
            Self::Numeric(a, b, None) => Self::Numeric(*a, *b, Some(year)),
            Self::Nth(n, counted, of) => Self::Nth(*n, *counted, Box::new(of.in_year(year))),
            Self::Part(edge, of) => Self::Part(*edge, Box::new(of.in_year(year))),
            Self::Approx(of) => Self::Approx(Box::new(of.in_year(year))),
            Self::Range(a, b) => Self::Range(Box::new(a.in_year(year)), Box::new(b.in_year(year))),
            Self::Clock(clock, Some(day)) => Self::Clock(*clock, Some(Box::new(day.in_year(year)))),
            Self::DayPart(part, Some(day)) => Self::DayPart(*part, Some(Box::new(day.in_year(year)))),
            other => other.clone(),
        }
    }

    /// The month that the expression names, for inheriting years across lists and ranges.
    pub fn month(&self) -> Option<u32> {
        match self {
            Self::Point(Point::MonthDay(month, _) | Point::Month(month), ..) | Self::Day(_, month, ..) => {
                Some(*month)
            }
            Self::Period(Period::Month(_, month)) => Some(*month),
            Self::Part(_, of) | Self::Approx(of) | Self::Uncertain(of) => of.month(),
            Self::Clock(_, Some(day)) | Self::DayPart(_, Some(day)) => day.month(),
            _ => None,
        }
    }

    /// The year that the expression names.
    pub fn year(&self) -> Option<i32> {
        match self {
            Self::Day(year, ..) | Self::Numeric(_, _, Some(year)) => Some(*year),
            Self::Period(
                Period::Month(y, _)
                | Period::Season(y, _)
                | Period::Quarter(y, _)
                | Period::Half(y, _)
                | Period::Year(y),
            ) => Some(*y),
            Self::In(_, of)
            | Self::Nth(_, _, of)
            | Self::Part(_, of)
            | Self::Approx(of)
            | Self::Uncertain(of) => of.year(),
            Self::Clock(_, Some(day)) | Self::DayPart(_, Some(day)) => day.year(),
            _ => None,
        }
    }
}

/// A written-out day, when the calendar has it.
pub fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}
