//! Extended Date/Time Format (ISO 8601-2:2019).
//!
//! Weeks, quarters and halves have no plain form and are written as intervals of days or months. A length or a
//! set is no date and has no EDTF.
//!
//! Knows resolved times. Does not know texts.

use chrono::{Datelike, NaiveDate};

use super::calendar::{Period, Season};
use super::when::{Open, When};
use super::{Interval, Qualifier};

/// The EDTF of a resolved time, with `~`, `?` or `%` for its qualifier.
pub fn edtf(when: &When, qualifier: Qualifier) -> Option<String> {
    if is_beyond(when) {
        return None;
    }
    let mark = match (qualifier.approximate, qualifier.uncertain) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    };
    match when {
        When::Period(period) => period_edtf(*period, mark),
        When::Open(open) => open_edtf(*open).map(|v| v + mark),
        When::Clock(_, day) | When::DayPart(_, day) => Some(day_edtf((*day)?) + mark),
        When::OnOpen(open, _) => open_edtf(*open).map(|v| v + mark),
        When::Range(a, b) => range_edtf(a, b, qualifier),
        When::Length(_, window) => (*window).map(|(a, b)| span(a, b, mark)),
        When::Set(..) | When::Vague(_) => None,
    }
}

/// Days and months beyond four figures of years have no EDTF: nobody means them. Of what lies beyond the calendar, millions of
/// years ago, only the year can be written.
fn is_beyond(when: &When) -> bool {
    let far = |d: NaiveDate| d.year().abs() > 9999;
    match (when.days(), when) {
        (Some((first, last)), _) => far(first) || far(last),
        (None, When::Period(period)) => !matches!(period, Period::Year(_)),
        _ => false,
    }
}

/// One day within an interval, both ends included: `[a..b]`, open ends left out.
pub fn one_of(interval: Interval) -> Option<String> {
    let (first, last) = (interval.first().map(day_edtf), interval.last().map(day_edtf));
    match (first, last) {
        (None, None) => None,
        (Some(a), Some(b)) if a == b => Some(a),
        (a, b) => Some(format!("[{}..{}]", a.unwrap_or_default(), b.unwrap_or_default())),
    }
}

/// From the first to the last day: `a/b`, a single day alone.
pub fn lasting(first: NaiveDate, last: NaiveDate) -> String {
    span(first, last, "")
}

fn range_edtf(a: &When, b: &When, qualifier: Qualifier) -> Option<String> {
    // Two dates in the wrong order are no interval.
    let backwards = a.days().zip(b.days()).is_some_and(|((first, _), (_, last))| first > last);
    if backwards || year(a).zip(year(b)).is_some_and(|(first, last)| first > last) {
        return None;
    }
    let plain = |w: &When| edtf(w, qualifier).filter(|v| !v.contains('/'));
    match (plain(a), plain(b)) {
        // `2 to 4 p.m.` lies on one day.
        (Some(a), Some(b)) if a == b => Some(a),
        (Some(a), Some(b)) => Some(format!("{a}/{b}")),
        _ => a.days().zip(b.days()).map(|((first, _), (_, last))| span(first, last, "")),
    }
}

/// The year in which a time begins, be it beyond the calendar.
fn year(when: &When) -> Option<i32> {
    match when {
        When::Period(Period::Year(year)) => Some(*year),
        _ => when.days().map(|(first, _)| first.year()),
    }
}

fn span(first: NaiveDate, last: NaiveDate, mark: &str) -> String {
    if first == last {
        day_edtf(first) + mark
    } else {
        format!("{}{mark}/{}{mark}", day_edtf(first), day_edtf(last))
    }
}

fn year_edtf(year: i32) -> String {
    match year {
        -9999..=-1 => format!("-{:04}", -year),
        0..=9999 => format!("{year:04}"),
        _ => format!("Y{year}"),
    }
}

/// A day in EDTF.
fn day_edtf(day: NaiveDate) -> String {
    match day.year() {
        0..=9999 => iso_day(day),
        year => format!("{}-{:02}-{:02}", year_edtf(year), day.month(), day.day()),
    }
}

/// A day as ISO 8601 and `chrono` write it, `2022-07-13`; without the formatting machinery for years of four figures,
/// since every row of every table holds some.
pub fn iso_day(day: NaiveDate) -> String {
    let mut written = String::with_capacity(10);
    push_iso_day(day, &mut written);
    written
}

/// The same at the end of a string.
pub fn push_iso_day(day: NaiveDate, out: &mut String) {
    let Ok(year @ 0..=9999) = u32::try_from(day.year()) else { return out.push_str(&day.to_string()) };
    let figure = |number: u32| b'0' + (number % 10) as u8;
    let [y, m, d] = [year, day.month(), day.day()];
    let [a, b, c] = [figure(y / 1000), figure(y / 100), figure(y / 10)];
    let written = [a, b, c, figure(y), b'-', figure(m / 10), figure(m), b'-', figure(d / 10), figure(d)];
    out.push_str(std::str::from_utf8(&written).unwrap_or_default());
}

fn period_edtf(period: Period, mark: &str) -> Option<String> {
    let one = |v: String| Some(v + mark);
    let months = |y: i32, first: u32, last: u32| {
        Some(format!("{0}-{first:02}{mark}/{0}-{last:02}{mark}", year_edtf(y)))
    };
    match period {
        Period::Day(day) => one(day_edtf(day)),
        Period::Month(y, m) => one(format!("{}-{m:02}", year_edtf(y))),
        Period::Season(y, s) => one(format!("{}-{}", year_edtf(y), season_number(s))),
        Period::Year(y) | Period::Fiscal(y) => one(year_edtf(y)),
        Period::Decade(d) if (0..1000).contains(&d) => one(format!("{d:03}X")),
        Period::Century(c) if (0..100).contains(&c) => one(format!("{c:02}XX")),
        Period::Quarter(y, q) => months(y, 3 * q - 2, 3 * q),
        Period::Half(y, h) => months(y, 6 * h - 5, 6 * h),
        Period::Decade(_) | Period::Century(_) | Period::Millennium(_) => {
            let (first, last) = period.days()?;
            Some(format!("{}{mark}/{}{mark}", year_edtf(first.year()), year_edtf(last.year())))
        }
        Period::Days(..) | Period::Week(..) | Period::Weekend(..) => {
            period.days().map(|(a, b)| span(a, b, mark))
        }
    }
}

fn season_number(season: Season) -> u32 {
    21 + season as u32
}

fn open_edtf(open: Open) -> Option<String> {
    match open {
        Open::Date(Some(m), Some(d)) => Some(format!("XXXX-{m:02}-{d:02}")),
        Open::Date(Some(m), None) => Some(format!("XXXX-{m:02}")),
        Open::Date(None, Some(d)) => Some(format!("XXXX-XX-{d:02}")),
        Open::Season(s) => Some(format!("XXXX-{}", season_number(s))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporal::expr::{Clock, DayPart};

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a day")
    }

    fn written(when: When) -> Option<String> {
        let plain = Qualifier::default();
        let both = Qualifier { approximate: true, uncertain: true };
        for qualifier in
            [plain, both, Qualifier { uncertain: false, ..both }, Qualifier { approximate: false, ..both }]
        {
            if let Some(text) = edtf(&when, qualifier) {
                assert!(edtf_core::is_valid(&text), "{text} is not valid EDTF");
            }
        }
        edtf(&when, plain)
    }

    #[test]
    fn days_are_written_as_chrono_writes_them() {
        for year in [-44, 0, 7, 476, 1066, 1999, 2022, 9999, 12_022] {
            for (month, date) in [(1, 1), (2, 28), (10, 9), (12, 31)] {
                assert_eq!(iso_day(day(year, month, date)), day(year, month, date).to_string());
            }
        }
    }

    #[test]
    fn every_kind_of_date_is_valid_edtf() {
        let d = day(2022, 7, 13);
        for (when, text) in [
            (When::Period(Period::Day(d)), "2022-07-13"),
            (When::Period(Period::Week(2016, 45)), "2016-11-07/2016-11-13"),
            (When::Period(Period::Season(2016, Season::Autumn)), "2016-23"),
            (When::Period(Period::Quarter(2016, 3)), "2016-07/2016-09"),
            (When::Period(Period::Year(-566)), "-0566"),
            (When::Period(Period::Decade(196)), "196X"),
            (When::Period(Period::Century(18)), "18XX"),
            (When::Period(Period::Century(-5)), "-0499/-0400"),
            (When::Open(Open::Date(Some(7), Some(13))), "XXXX-07-13"),
            (When::Clock(Clock::default(), Some(d)), "2022-07-13"),
            (When::DayPart(DayPart::Night, Some(d)), "2022-07-13"),
            (
                When::Range(
                    Box::new(When::Period(Period::Year(1998))),
                    Box::new(When::Period(Period::Month(2001, 3))),
                ),
                "1998/2001-03",
            ),
            (
                When::Range(
                    Box::new(When::Clock(Clock { hour: 14, ..Clock::default() }, Some(d))),
                    Box::new(When::Clock(Clock { hour: 16, ..Clock::default() }, Some(d))),
                ),
                "2022-07-13",
            ),
        ] {
            assert_eq!(written(when).as_deref(), Some(text));
        }
    }

    #[test]
    fn far_from_the_calendar_only_years_are_written() {
        assert_eq!(written(When::Period(Period::Year(-64_997_978))).as_deref(), Some("Y-64997978"));
        // Found by fuzzing: `100000425 years ago`, counted from a month.
        assert_eq!(written(When::Period(Period::Month(-99_998_406, 12))), None);
        assert_eq!(written(When::Period(Period::Month(12_000, 12))), None);
        // Found by fuzzing: a range from `February 2020` to `529999 years ago`.
        let (month, ago) = (When::Period(Period::Month(2020, 2)), When::Period(Period::Year(-527_979)));
        assert_eq!(written(When::Range(Box::new(month), Box::new(ago))), None);
    }

    #[test]
    fn one_day_of_an_interval_is_a_set() {
        let both = Interval::days(day(2022, 7, 13), day(2023, 1, 3));
        assert_eq!(one_of(both).as_deref(), Some("[2022-07-13..2023-01-03]"));
        assert_eq!(one_of(Interval { start: None, ..both }).as_deref(), Some("[..2023-01-03]"));
        assert_eq!(one_of(Interval { end: None, ..both }).as_deref(), Some("[2022-07-13..]"));
        assert_eq!(one_of(Interval::default()), None);
        for text in ["[2022-07-13..2023-01-03]", "[..2023-01-03]", "[2022-07-13..]"] {
            assert!(edtf_core::is_valid(text), "{text}");
        }
    }
}
