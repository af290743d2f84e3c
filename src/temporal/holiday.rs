//! Named days, computed for any year: fixed, the nth weekday of a month, and those that hang on Easter or on the
//! Hebrew new year; those of other calendars stand in `moon.rs`.
//!
//! Knows calendars. Which day has which name, `data/lexicon/temporal_holidays.csv` says.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Period;
use super::calendar::{add_days, weekday, weekday_after, weekday_before};
use super::moon::{eastern_easter, islamic, listed, listed_day};
use crate::image::stored_enum;

/// How a named day is found in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(u32, u32),
    /// The nth weekday (1 Monday to 7 Sunday) of a month, -1 the last; and days after it.
    Nth(i8, u8, u32, i8),
    /// Days after Western Easter Sunday.
    Easter(i16),
    /// First and last day, counted from the first day of the Hebrew year that begins in this one.
    Hebrew(i16, i16),
    /// A run of days: first (month, day), last (month, day).
    Run((u32, u32), (u32, u32)),
    /// Days after Eastern Easter Sunday.
    Orthodox(i16),
    /// A run of days of the Islamic calendar: first (month, day), last (month, day).
    Islamic((u32, u32), (u32, u32)),
    /// A feast of the table of feasts, by number.
    Listed(u8),
}

stored_enum! {
    Holiday {
        Fixed(month, day), Nth(number, weekday, month, after), Easter(days), Hebrew(first, last), Run(first, last),
        Orthodox(days), Islamic(first, last), Listed(number),
    }
}

impl Holiday {
    /// Reads `12-25`, `4/4/11` (fourth Thursday of November), `4/4/11+1` (the day after it), `easter+1`, `rosh+9`,
    /// `12-25..12-26`, `orthodox-2`, `islamic 9-1..9-30`, `listed diwali`.
    pub fn parse(text: &str) -> Option<Self> {
        let date = |t: &str| {
            let (m, d) = t.split_once('-')?;
            Some((m.parse().ok()?, d.parse().ok()?))
        };
        if let Some(days) = text.strip_prefix("easter") {
            return Some(Self::Easter(days.parse().ok()?));
        }
        if let Some(days) = text.strip_prefix("rosh") {
            let (first, last) = days.split_once("..").unwrap_or((days, days));
            return Some(Self::Hebrew(first.parse().ok()?, last.parse().ok()?));
        }
        if let Some(days) = text.strip_prefix("orthodox") {
            return Some(Self::Orthodox(days.parse().ok()?));
        }
        if let Some(name) = text.strip_prefix("listed ") {
            return listed(name).map(Self::Listed);
        }
        if let Some(days) = text.strip_prefix("islamic ") {
            let (first, last) = days.split_once("..").unwrap_or((days, days));
            return Some(Self::Islamic(date(first)?, date(last)?));
        }
        if let Some((first, last)) = text.split_once("..") {
            return Some(Self::Run(date(first)?, date(last)?));
        }
        if let Some((n, rest)) = text.split_once('/') {
            let (day, month) = rest.split_once('/')?;
            let (month, after) = month.split_once('+').unwrap_or((month, "0"));
            return Some(Self::Nth(
                n.parse().ok()?,
                day.parse().ok()?,
                month.parse().ok()?,
                after.parse().ok()?,
            ));
        }
        date(text).map(|(m, d)| Self::Fixed(m, d))
    }

    /// True for a feast whose first day is announced when the new moon is seen: computed days may be one off.
    pub fn is_approximate(self) -> bool {
        matches!(self, Self::Islamic(..))
    }

    /// The days of the feast in a year.
    pub fn in_year(self, year: i32) -> Option<Period> {
        Some(match self {
            Self::Fixed(month, day) => Period::Day(NaiveDate::from_ymd_opt(year, month, day)?),
            Self::Nth(n, day, month, after) => {
                let day = nth_weekday(year, month, weekday(i64::from(day))?, i64::from(n))?;
                Period::Day(add_days(day, i64::from(after))?)
            }
            Self::Easter(days) => Period::Day(add_days(easter(year)?, i64::from(days))?),
            Self::Hebrew(first, last) => {
                let (first, last) = (hebrew_day(year, first)?, hebrew_day(year, last)?);
                if first == last { Period::Day(first) } else { Period::Days(first, last) }
            }
            Self::Orthodox(days) => Period::Day(add_days(eastern_easter(year)?, i64::from(days))?),
            Self::Islamic(first, last) => islamic(year, first, last)?,
            Self::Listed(number) => Period::Day(listed_day(number, year)?),
            Self::Run((m1, d1), (m2, d2)) => {
                let first = NaiveDate::from_ymd_opt(year, m1, d1)?;
                Period::Days(first, NaiveDate::from_ymd_opt(if m2 < m1 { year + 1 } else { year }, m2, d2)?)
            }
        })
    }
}

/// The nth such weekday of a month, counted from its end when negative; none when the month has no such day.
pub fn nth_weekday(year: i32, month: u32, weekday: Weekday, n: i64) -> Option<NaiveDate> {
    let (first, last) = Period::Month(year, month).days()?;
    let day = if n < 0 {
        add_days(weekday_before(last, weekday)?, n.checked_add(1)?.checked_mul(7)?)?
    } else {
        add_days(weekday_after(first, weekday)?, n.checked_sub(1)?.checked_mul(7)?)?
    };
    (day.month() == month && day.year() == year).then_some(day)
}

/// Easter Sunday of the Gregorian calendar. Source: the anonymous algorithm of 1876 (Meeus, Astronomical Algorithms).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let (leap, skipped) = (century.div_euclid(4), century.rem_euclid(4));
    let moon = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - leap - moon + 15).rem_euclid(30);
    let sunday = (32 + 2 * skipped + 2 * rest.div_euclid(4) - epact - rest.rem_euclid(4)).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * sunday).div_euclid(451);
    let days = epact + sunday - 7 * late + 21;
    NaiveDate::from_ymd_opt(year, 3, 1)?.checked_add_days(Days::new(u64::try_from(days).ok()?))
}

/// A day counted from the Hebrew new year of a civil year. In a complete year the second month has a day more, which
/// puts off what comes after it.
fn hebrew_day(year: i32, days: i16) -> Option<NaiveDate> {
    let first = hebrew_new_year(year)?;
    let length = (hebrew_new_year(year + 1)? - first).num_days();
    let is_late = days >= SECOND_MONTH_ENDS && length % 10 == 5;
    add_days(first, i64::from(days) + i64::from(is_late))
}

/// Days from the Hebrew new year to the end of the second month in a year that is not complete.
const SECOND_MONTH_ENDS: i16 = 59;

/// The first day of the Hebrew year that begins in a civil year. Source: Reingold and Dershowitz, Calendrical
/// Calculations (mean new moons, then the postponements).
fn hebrew_new_year(year: i32) -> Option<NaiveDate> {
    let hebrew = year.checked_add(3761).filter(|y| (2..=10_000).contains(y))?;
    let [before, now, after] = [hebrew - 1, hebrew, hebrew + 1].map(|y| {
        let months = (235 * y - 234).div_euclid(19);
        // Parts of an hour, 25,920 to the day.
        let day = 29 * i64::from(months) + (12_084 + 13_753 * i64::from(months)).div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    });
    // No year has 356 or 382 days.
    let delay = match (after - now, now - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(HEBREW_EPOCH + now + delay).ok()?)
}

/// The day before which the Hebrew count begins, counted from the first of January of the year 1.
const HEBREW_EPOCH: i64 = -1_373_427;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a day")
    }

    #[test]
    fn easter_in_known_years() {
        for (y, m, d) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2011, 4, 24),
            (2016, 3, 27),
            (2024, 3, 31),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(y), Some(day(y, m, d)));
        }
    }

    #[test]
    fn nth_weekdays_are_counted_from_either_end() {
        assert_eq!(
            Holiday::parse("4/4/11").and_then(|h| h.in_year(2015)),
            Some(Period::Day(day(2015, 11, 26)))
        );
        assert_eq!(
            Holiday::parse("-1/1/5").and_then(|h| h.in_year(2016)),
            Some(Period::Day(day(2016, 5, 30)))
        );
        assert_eq!(nth_weekday(2016, 2, Weekday::Mon, 5), Some(day(2016, 2, 29)));
        assert_eq!(nth_weekday(2015, 2, Weekday::Mon, 5), None);
        assert_eq!(
            Holiday::parse("easter-2").and_then(|h| h.in_year(2016)),
            Some(Period::Day(day(2016, 3, 25)))
        );
    }

    #[test]
    fn the_hebrew_new_year_in_known_years() {
        for (y, m, d) in
            [(1973, 9, 27), (2000, 9, 30), (2014, 9, 25), (2020, 9, 19), (2023, 9, 16), (2024, 10, 3)]
        {
            assert_eq!(hebrew_new_year(y), Some(day(y, m, d)));
        }
        let yom_kippur = Holiday::parse("rosh+9").and_then(|h| h.in_year(1973));
        assert_eq!(yom_kippur, Some(Period::Day(day(1973, 10, 6))));
        assert_eq!(hebrew_new_year(i32::MAX), None);
        let feast =
            |text: &str, year| Holiday::parse(text).and_then(|h| h.in_year(year)).and_then(Period::days);
        assert_eq!(feast("rosh-163..-156", 2024), Some((day(2024, 4, 23), day(2024, 4, 30))));
        assert_eq!(feast("rosh+83..+90", 2023), Some((day(2023, 12, 8), day(2023, 12, 15))));
        assert_eq!(feast("rosh+83..+90", 2024), Some((day(2024, 12, 26), day(2025, 1, 2))));
        assert_eq!(feast("rosh-193", 2024), Some((day(2024, 3, 24), day(2024, 3, 24))));
    }
}
