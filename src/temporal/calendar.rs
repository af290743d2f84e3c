//! The calendar: units, periods, and arithmetic on them.
//!
//! Years are astronomical here (1 BC is 0, 2 BC is -1); only the writers turn them into eras. All dates are
//! proleptic Gregorian. Nothing here knows a text or a creation time.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::Granularity;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// ISO week, Monday to Sunday.
    Week,
    /// Two ISO weeks.
    Fortnight,
    /// Saturday and Sunday.
    Weekend,
    /// Month.
    Month,
    /// Three months from January, April, July, October.
    Quarter,
    /// A meteorological season.
    Season,
    /// Six months from January or July.
    Half,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

impl Unit {
    /// The units in the order of their codes in the word table (from 1).
    pub const ALL: [Self; 15] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Fortnight,
        Self::Weekend,
        Self::Month,
        Self::Quarter,
        Self::Season,
        Self::Half,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
    ];

    /// The unit with a code of the word table.
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(code).ok()?.checked_sub(1)?).copied()
    }

    /// The granularity of a date that is a whole unit.
    pub fn granularity(self) -> Granularity {
        match self {
            Self::Second | Self::Minute | Self::Hour => Granularity::Time,
            Self::Day => Granularity::Day,
            Self::Week | Self::Fortnight | Self::Weekend => Granularity::Week,
            Self::Month => Granularity::Month,
            Self::Quarter | Self::Half => Granularity::Quarter,
            Self::Season => Granularity::Season,
            Self::Year => Granularity::Year,
            Self::Decade => Granularity::Decade,
            Self::Century | Self::Millennium => Granularity::Century,
        }
    }
}

/// A season; the winter of a year begins in its December.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

impl Season {
    /// The season with a code of the word table (1 spring to 4 winter).
    pub fn from_code(code: i64) -> Option<Self> {
        [Self::Spring, Self::Summer, Self::Autumn, Self::Winter]
            .get(usize::try_from(code).ok()?.checked_sub(1)?)
            .copied()
    }

    fn first_month(self) -> u32 {
        3 * (self as u32) + 3
    }

    /// The season that a month belongs to, with the year it is counted in.
    fn of(year: i32, month: u32) -> (i32, Self) {
        match month {
            1 | 2 => (year - 1, Self::Winter),
            3..=5 => (year, Self::Spring),
            6..=8 => (year, Self::Summer),
            9..=11 => (year, Self::Autumn),
            _ => (year, Self::Winter),
        }
    }
}

/// A stretch of the calendar that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A day.
    Day(NaiveDate),
    /// From a day to a day, both included: what has no name of its own (a feast of several days).
    Days(NaiveDate, NaiveDate),
    /// ISO week: ISO year and number.
    Week(i32, u32),
    /// The Saturday and Sunday of an ISO week.
    Weekend(i32, u32),
    /// Year and month.
    Month(i32, u32),
    /// Year and season.
    Season(i32, Season),
    /// Year and number from 1.
    Quarter(i32, u32),
    /// Year and number from 1.
    Half(i32, u32),
    /// Year.
    Year(i32),
    /// Business year named after the calendar year in which it ends; its days are taken to be that year's.
    Fiscal(i32),
    /// Year divided by ten: 196 is the 1960s.
    Decade(i32),
    /// Year divided by a hundred: 19 is the 20th century; centuries before Christ count -1, -2, ...
    Century(i32),
    /// Year divided by a thousand; before Christ -1, -2, ...
    Millennium(i32),
}

impl Period {
    /// The period of `unit` that holds a day.
    pub fn holding(unit: Unit, day: NaiveDate) -> Self {
        let (year, month) = (day.year(), day.month());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Week | Unit::Fortnight => Self::Week(day.iso_week().year(), day.iso_week().week()),
            Unit::Weekend => Self::Weekend(day.iso_week().year(), day.iso_week().week()),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Season => {
                let (year, season) = Season::of(year, month);
                Self::Season(year, season)
            }
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100)),
            Unit::Millennium => Self::Millennium(year.div_euclid(1000)),
        }
    }

    /// First and last day; none beyond the calendar.
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        let months = |year, month, n| {
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            Some((first, first.checked_add_months(Months::new(n))?.pred_opt()?))
        };
        let years = |first, n: i32| {
            Some((NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(first + n - 1, 12, 31)?))
        };
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Days(first, last) => Some((first, last)),
            Self::Week(y, w) => {
                let monday = NaiveDate::from_isoywd_opt(y, w, Weekday::Mon)?;
                Some((monday, monday.checked_add_days(Days::new(6))?))
            }
            Self::Weekend(y, w) => {
                let saturday = NaiveDate::from_isoywd_opt(y, w, Weekday::Sat)?;
                Some((saturday, saturday.succ_opt()?))
            }
            Self::Month(y, m) => months(y, m, 1),
            Self::Season(y, s) => months(y, s.first_month(), 3),
            Self::Quarter(y, q) => months(y, 3 * q - 2, 3),
            Self::Half(y, h) => months(y, 6 * h - 5, 6),
            Self::Year(y) | Self::Fiscal(y) => years(y, 1),
            Self::Decade(d) => years(d.checked_mul(10)?, 10),
            // The year 0 is 1 BC: centuries from 101 on run from 00 to 99 as TIMEX3 and EDTF have it, the first
            // century AD from 1 to 99, those before Christ from 100 n to 100 n - 99 BC.
            Self::Century(c) if c < 0 => years(c.checked_mul(100)?.checked_add(1)?, 100),
            Self::Century(0) => years(1, 99),
            Self::Century(c) => years(c.checked_mul(100)?, 100),
            Self::Millennium(m) if m < 0 => years(m.checked_mul(1000)?.checked_add(1)?, 1000),
            Self::Millennium(0) => years(1, 999),
            Self::Millennium(m) => years(m.checked_mul(1000)?, 1000),
        }
    }

    /// The unit the words give.
    pub fn granularity(self) -> Granularity {
        match self {
            Self::Day(_) => Granularity::Day,
            Self::Days(..) | Self::Week(..) | Self::Weekend(..) => Granularity::Week,
            Self::Month(..) => Granularity::Month,
            Self::Season(..) => Granularity::Season,
            Self::Quarter(..) | Self::Half(..) => Granularity::Quarter,
            Self::Year(_) | Self::Fiscal(_) => Granularity::Year,
            Self::Decade(_) => Granularity::Decade,
            Self::Century(_) | Self::Millennium(_) => Granularity::Century,
        }
    }

    /// The period of `unit`, `n` units after the one that holds this period's first day.
    pub fn shift(self, n: i64, unit: Unit) -> Option<Self> {
        let (first, _) = self.days()?;
        let step = i32::try_from(n).ok()?;
        Some(match Self::holding(unit, first) {
            Self::Day(day) => Self::Day(add_days(day, n)?),
            Self::Week(y, w) => {
                let monday = NaiveDate::from_isoywd_opt(y, w, Weekday::Mon)?;
                let weeks = if unit == Unit::Fortnight { 2 } else { 1 };
                Self::holding(Unit::Week, add_days(monday, n.checked_mul(7 * weeks)?)?)
            }
            Self::Weekend(y, w) => {
                let monday = NaiveDate::from_isoywd_opt(y, w, Weekday::Mon)?;
                Self::holding(Unit::Weekend, add_days(monday, n.checked_mul(7)?)?)
            }
            Self::Month(y, m) => {
                let (y, m) = count(y, 12, m - 1, step)?;
                Self::Month(y, m + 1)
            }
            Self::Quarter(y, q) => {
                let (y, q) = count(y, 4, q - 1, step)?;
                Self::Quarter(y, q + 1)
            }
            Self::Half(y, h) => {
                let (y, h) = count(y, 2, h - 1, step)?;
                Self::Half(y, h + 1)
            }
            Self::Season(y, s) => {
                let (y, s) = count(y, 4, s as u32, step)?;
                Self::Season(y, Season::from_code(i64::from(s) + 1)?)
            }
            Self::Year(y) => Self::Year(y.checked_add(step)?),
            Self::Decade(d) => Self::Decade(d.checked_add(step)?),
            Self::Century(c) => Self::Century(c.checked_add(step)?),
            Self::Millennium(m) => Self::Millennium(m.checked_add(step)?),
            other => other,
        })
    }

    /// This period moved by `n` units: the same day `n` months later. A period wider than the unit moves to the
    /// unit that holds its first day.
    pub fn moved(self, n: i64, unit: Unit) -> Option<Self> {
        match (self, unit) {
            (Self::Day(day), Unit::Day | Unit::Week | Unit::Fortnight | Unit::Weekend) => {
                let days = match unit {
                    Unit::Day => 1,
                    Unit::Fortnight => 14,
                    _ => 7,
                };
                Some(Self::Day(add_days(day, n.checked_mul(days)?)?))
            }
            (Self::Day(day), _) => {
                Some(Self::Day(add_months(day, n.checked_mul(i64::from(months_of(unit)?))?)?))
            }
            (
                Self::Month(..),
                Unit::Quarter | Unit::Half | Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium,
            ) => self.shift(n.checked_mul(i64::from(months_of(unit)?))?, Unit::Month),
            // `a year ago this week`: the week of that day.
            (
                Self::Week(..),
                Unit::Month | Unit::Quarter | Unit::Half | Unit::Year | Unit::Decade | Unit::Century,
            ) => {
                let day = add_months(self.days()?.0, n.checked_mul(i64::from(months_of(unit)?))?)?;
                Some(Self::holding(Unit::Week, add_days(day, 3)?))
            }
            (Self::Season(y, s), Unit::Year) => Some(Self::Season(y.checked_add(i32::try_from(n).ok()?)?, s)),
            (Self::Quarter(y, q), Unit::Year) => {
                Some(Self::Quarter(y.checked_add(i32::try_from(n).ok()?)?, q))
            }
            (Self::Half(y, h), Unit::Year) => Some(Self::Half(y.checked_add(i32::try_from(n).ok()?)?, h)),
            (Self::Fiscal(y), Unit::Year) => Some(Self::Fiscal(y.checked_add(i32::try_from(n).ok()?)?)),
            _ => self.shift(n, unit),
        }
    }
}

/// Counts `step` places on from place `index` of `size` in `year`.
fn count(year: i32, size: i32, index: u32, step: i32) -> Option<(i32, u32)> {
    let place = year.checked_mul(size)?.checked_add(i32::try_from(index).ok()?)?.checked_add(step)?;
    Some((place.div_euclid(size), place.rem_euclid(size) as u32))
}

/// The months of a unit of at least a month.
fn months_of(unit: Unit) -> Option<u32> {
    Some(match unit {
        Unit::Month => 1,
        Unit::Quarter | Unit::Season => 3,
        Unit::Half => 6,
        Unit::Year => 12,
        Unit::Decade => 120,
        Unit::Century => 1200,
        Unit::Millennium => 12000,
        _ => return None,
    })
}

/// A day some days later (earlier when negative); none beyond the calendar.
pub fn add_days(day: NaiveDate, n: i64) -> Option<NaiveDate> {
    let step = Days::new(n.unsigned_abs());
    if n < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }
}

/// The same day of the month some months later, or the month's last day where it has no such day.
pub fn add_months(day: NaiveDate, n: i64) -> Option<NaiveDate> {
    let step = Months::new(u32::try_from(n.unsigned_abs()).ok()?);
    if n < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) }
}

/// The weekday with an ISO number (1 Monday to 7 Sunday).
pub fn weekday(number: i64) -> Option<Weekday> {
    Weekday::try_from(u8::try_from(number.checked_sub(1)?).ok()?).ok()
}

/// The last such weekday on or before a day.
pub fn weekday_before(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    add_days(day, -i64::from(day.weekday().days_since(weekday)))
}

/// The first such weekday on or after a day.
pub fn weekday_after(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    add_days(day, i64::from(weekday.days_since(day.weekday())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a day")
    }

    #[test]
    fn periods_hold_their_days() {
        assert_eq!(Period::Week(2016, 45).days(), Some((day(2016, 11, 7), day(2016, 11, 13))));
        assert_eq!(Period::Season(2015, Season::Winter).days(), Some((day(2015, 12, 1), day(2016, 2, 29))));
        assert_eq!(Period::Quarter(2016, 3).days(), Some((day(2016, 7, 1), day(2016, 9, 30))));
        assert_eq!(Period::Century(-5).days(), Some((day(-499, 1, 1), day(-400, 12, 31))));
        assert_eq!(Period::holding(Unit::Week, day(2016, 1, 1)), Period::Week(2015, 53));
    }

    #[test]
    fn shifting_keeps_the_unit_and_moving_the_day() {
        let now = Period::Day(day(2016, 1, 31));
        assert_eq!(now.shift(-2, Unit::Week), Some(Period::Week(2016, 2)));
        assert_eq!(now.shift(-1, Unit::Month), Some(Period::Month(2015, 12)));
        assert_eq!(now.moved(1, Unit::Month), Some(Period::Day(day(2016, 2, 29))));
        assert_eq!(now.shift(1, Unit::Season), Some(Period::Season(2016, Season::Spring)));
        assert_eq!(now.shift(i64::MAX, Unit::Day), None);
    }

    #[test]
    fn weekdays_are_found_on_either_side() {
        let monday = day(2016, 11, 7);
        assert_eq!(weekday_before(monday, Weekday::Mon), Some(monday));
        assert_eq!(weekday_before(monday, Weekday::Tue), Some(day(2016, 11, 1)));
        assert_eq!(weekday_after(monday, Weekday::Sun), Some(day(2016, 11, 13)));
    }
}
