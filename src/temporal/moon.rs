//! Feasts of other calendars: the tabular Islamic year, Eastern Easter, and those that are listed because their
//! countries announce them.
//!
//! The tabular year alternates months of 30 and 29 days; where the new moon must be seen, the feast may begin a day
//! earlier or later. Listed feasts are known for the years of `data/lexicon/temporal_feasts.csv` only.

use chrono::{Datelike, NaiveDate};

use super::Period;
use super::calendar::add_days;

const FEASTS: &str = include_str!("../../data/lexicon/temporal_feasts.csv");

/// The number of a listed feast, by its name in the table.
pub fn listed(name: &str) -> Option<u8> {
    let names = FEASTS.lines().skip(1).map(|line| line.split(',').next());
    (0..).zip(names).find(|(_, known)| *known == Some(name)).map(|(number, _)| number)
}

/// The day of a listed feast in a year; none for years that the table does not have.
pub fn listed_day(number: u8, year: i32) -> Option<NaiveDate> {
    let mut cells = FEASTS.lines().nth(usize::from(number) + 1)?.split(',').skip(1);
    let first: i32 = cells.next()?.parse().ok()?;
    let day = cells.next()?.split(' ').nth(usize::try_from(year.checked_sub(first)?).ok()?)?;
    NaiveDate::from_ymd_opt(year, day.get(..2)?.parse().ok()?, day.get(2..)?.parse().ok()?)
}

/// Easter Sunday of the Eastern churches, as a day of the Gregorian calendar. Source: Meeus, Astronomical Algorithms
/// (the Julian rule), and the distance of the two calendars.
pub fn eastern_easter(year: i32) -> Option<NaiveDate> {
    let moon = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
    let sunday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - moon + 34).rem_euclid(7);
    let days = moon + sunday + 114;
    let julian =
        NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)?;
    add_days(julian, i64::from(year.div_euclid(100) - year.div_euclid(400) - 2))
}

/// The first such run of days of the Islamic calendar that begins in a civil year: from a month and day to a month and
/// day of the same Islamic year, both included.
pub fn islamic(year: i32, first: (u32, u32), last: (u32, u32)) -> Option<Period> {
    if !(623..=9000).contains(&year) {
        return None;
    }
    // An Islamic year has 354 or 355 days: one that begins near a civil year's start, and the two after it.
    let near = (i64::from(year) - 622) * 33 / 32;
    let starts = (near - 1..=near + 2).filter_map(|y| Some((y, islamic_day(y, first)?)));
    let (found, start) = starts.into_iter().find(|(_, day)| day.year() == year)?;
    let end = islamic_day(found, last)?;
    Some(if start == end { Period::Day(start) } else { Period::Days(start, end) })
}

/// A day of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of
/// thirty). Source: Reingold and Dershowitz, Calendrical Calculations.
fn islamic_day(year: i64, (month, day): (u32, u32)) -> Option<NaiveDate> {
    let (month, day) = (i64::from(month), i64::from(day));
    let before = 354 * (year - 1) + (3 + 11 * year).div_euclid(30);
    let number = ISLAMIC_EPOCH - 1 + before + 29 * (month - 1) + (6 * month - 1).div_euclid(11) + day;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)
}

/// The first day of the Islamic count, 16 July 622 of the Julian calendar, from the first of January of the year 1.
const ISLAMIC_EPOCH: i64 = 227_015;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn eastern_easter_in_known_years() {
        for known in ["1918-05-05", "2000-04-30", "2010-04-04", "2016-05-01", "2021-05-02", "2024-05-05"] {
            assert_eq!(eastern_easter(day(known).year()), Some(day(known)));
        }
    }

    #[test]
    fn ramadan_lies_within_a_day_of_what_was_announced() {
        for (year, first, last) in [
            (2000, "2000-11-27", "2000-12-26"),
            (2016, "2016-06-06", "2016-07-05"),
            (2018, "2018-05-16", "2018-06-14"),
            (2023, "2023-03-23", "2023-04-20"),
        ] {
            let found = islamic(year, (9, 1), (9, 30)).and_then(Period::days).expect("a month");
            assert!((found.0 - day(first)).num_days().abs() <= 1, "{year}: {found:?}");
            assert!((found.1 - day(last)).num_days().abs() <= 1, "{year}: {found:?}");
        }
        assert_eq!(islamic(400, (9, 1), (9, 30)), None);
        assert_eq!(islamic(i32::MAX, (9, 1), (9, 30)), None);
    }

    #[test]
    fn listed_feasts_are_found_by_name() {
        let spring = listed("chinese-new-year").expect("in the table");
        assert_eq!(listed_day(spring, 2014), Some(day("2014-01-31")));
        assert_eq!(listed_day(spring, 1985), Some(day("1985-02-20")));
        assert_eq!(listed_day(spring, 1850), None);
        assert_eq!(listed_day(listed("diwali").expect("in the table"), 2016), Some(day("2016-10-30")));
        assert_eq!(listed("spring"), None);
    }
}
