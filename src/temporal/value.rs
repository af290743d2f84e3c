//! The value attribute of TIMEX3 (TimeML 1.2.1).
//!
//! Knows resolved times. Does not know texts.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use super::calendar::{Period, Season, Unit};
use super::edtf::iso_day;
use super::expr::{Amount, Clock, Length, Point, Recurrence, VagueTime};
use super::when::{Open, When};
use super::{TimexMod, TimexType};

/// The value of a resolved time.
pub fn timex_value(when: &When) -> String {
    match when {
        When::Period(period) => period_value(*period),
        When::Open(open) => open_value(*open),
        // Without a day: `T12:20`, as TimeML's guidelines have it.
        When::Clock(clock, date) => format!("{}{}", day_value(*date), clock_value(*clock)),
        When::OnOpen(open, time) => match &**time {
            When::DayPart(part, _) => format!("{}T{}", open_value(*open), part.code()),
            time => open_value(*open) + &timex_value(time),
        },
        When::DayPart(part, date) => {
            let day = date.map_or_else(|| "XXXX-XX-XX".to_owned(), |_| day_value(*date));
            format!("{day}T{}", part.code())
        }
        When::Range(a, b) => format!("{}/{}", timex_value(a), timex_value(b)),
        When::Length(length, _) => length_value(length),
        When::Set(recurrence, ..) => set_value(recurrence),
        When::Vague(VagueTime::Past) => "PAST_REF".into(),
        When::Vague(VagueTime::Present) => "PRESENT_REF".into(),
        When::Vague(VagueTime::Future) => "FUTURE_REF".into(),
    }
}

/// The type that goes with a resolved time.
pub fn timex_type(when: &When) -> TimexType {
    match when {
        When::Clock(..) | When::DayPart(..) | When::OnOpen(..) => TimexType::Time,
        When::Range(a, b) if timex_type(a) == TimexType::Time && timex_type(b) == TimexType::Time => {
            TimexType::Time
        }
        When::Length(..) => TimexType::Duration,
        When::Set(..) => TimexType::Set,
        _ => TimexType::Date,
    }
}

/// The name of a modifier in TimeML.
pub fn modifier_name(modifier: TimexMod) -> &'static str {
    match modifier {
        TimexMod::Before => "BEFORE",
        TimexMod::After => "AFTER",
        TimexMod::OnOrBefore => "ON_OR_BEFORE",
        TimexMod::OnOrAfter => "ON_OR_AFTER",
        TimexMod::LessThan => "LESS_THAN",
        TimexMod::MoreThan => "MORE_THAN",
        TimexMod::EqualOrLess => "EQUAL_OR_LESS",
        TimexMod::EqualOrMore => "EQUAL_OR_MORE",
        // TIMEX3 has no name for two thirds of a period: the outer one is named, EDTF has both.
        TimexMod::Start | TimexMod::StartToMid => "START",
        TimexMod::Mid => "MID",
        TimexMod::End | TimexMod::MidToEnd => "END",
        TimexMod::Approx => "APPROX",
    }
}

fn day_value(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |d| period_value(Period::Day(d)))
}

fn year_value(year: i32) -> String {
    if year <= 0 { format!("BC{:04}", 1 - year) } else { format!("{year:04}") }
}

fn period_value(period: Period) -> String {
    match period {
        Period::Day(d) if (1..=9999).contains(&d.year()) => iso_day(d),
        Period::Day(d) => format!("{}-{:02}-{:02}", year_value(d.year()), d.month(), d.day()),
        Period::Days(a, b) => format!("{}/{}", period_value(Period::Day(a)), period_value(Period::Day(b))),
        Period::Week(y, w) => format!("{}-W{w:02}", year_value(y)),
        Period::Weekend(y, w) => format!("{}-W{w:02}-WE", year_value(y)),
        Period::Month(y, m) => format!("{}-{m:02}", year_value(y)),
        Period::Season(y, s) => format!("{}-{}", year_value(y), season_code(s)),
        Period::Quarter(y, q) => format!("{}-Q{q}", year_value(y)),
        Period::Half(y, h) => format!("{}-H{h}", year_value(y)),
        Period::Year(y) => year_value(y),
        Period::Fiscal(y) => format!("FY{}", year_value(y)),
        Period::Decade(d) => format!("{d:03}"),
        Period::Century(c) if c < 0 => format!("BC{:02}", -c - 1),
        Period::Century(c) => format!("{c:02}"),
        Period::Millennium(m) if m < 0 => format!("BC{}", -m - 1),
        Period::Millennium(m) => format!("{m}"),
    }
}

/// The letters of a season.
fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn open_value(open: Open) -> String {
    match open {
        Open::Date(Some(m), Some(d)) => format!("XXXX-{m:02}-{d:02}"),
        Open::Date(Some(m), None) => format!("XXXX-{m:02}"),
        Open::Date(None, Some(d)) => format!("XXXX-XX-{d:02}"),
        Open::Date(None, None) => "XXXX".into(),
        Open::Weekday(w) => format!("XXXX-WXX-{w}"),
        Open::Weekend => "XXXX-WXX-WE".into(),
        Open::Season(s) => format!("XXXX-{}", season_code(s)),
        Open::Quarter(q) => format!("XXXX-Q{q}"),
        Open::Half(h) => format!("XXXX-H{h}"),
        Open::Week(w) => format!("XXXX-W{w:02}"),
        Open::Unknown(unit) => match unit {
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => "XXXX".into(),
            Unit::Month => "XXXX-XX".into(),
            Unit::Week | Unit::Fortnight => "XXXX-WXX".into(),
            Unit::Weekend => "XXXX-WXX-WE".into(),
            _ => "XXXX-XX-XX".into(),
        },
    }
}

/// `T18:40`, with its distance from Greenwich where that is known: `T18:40Z`, `T10:00-05:00`.
fn clock_value(clock: Clock) -> String {
    let mut out = format!("T{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0));
    if let Some(second) = clock.second {
        let _ = write!(out, ":{second:02}");
    }
    match clock.zone {
        Some(0) => out.push('Z'),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let _ = write!(out, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
        }
        None => {}
    }
    out
}

/// `P3Y`, `PT30M`, `P2Y3M`, `P2.5Y`, `PXD`; a range of lengths is `P2M/P3M`.
fn length_value(length: &Length) -> String {
    let plain = parts_value(&length.parts);
    match length.up_to {
        Some(part) => format!("{plain}/{}", parts_value(&[part])),
        None => plain,
    }
}

fn parts_value(parts: &[(Amount, Unit)]) -> String {
    let mut days = String::new();
    let mut time = String::new();
    let mut ordered = parts.to_vec();
    ordered.sort_by_key(|(_, unit)| std::cmp::Reverse(*unit));
    for (amount, unit) in ordered {
        let (factor, letter) = unit_letter(unit);
        let out = if unit < Unit::Day { &mut time } else { &mut days };
        match amount {
            Amount::Vague => out.push('X'),
            Amount::Exact(n) => write_thousandths(out, n.saturating_mul(factor)),
        }
        out.push_str(letter);
    }
    if time.is_empty() { format!("P{days}") } else { format!("P{days}T{time}") }
}

fn write_thousandths(out: &mut String, n: i64) {
    let (whole, rest) = (n / 1000, n % 1000);
    let _ = write!(out, "{whole}");
    if rest != 0 {
        let digits = format!("{rest:03}");
        let _ = write!(out, ".{}", digits.trim_end_matches('0'));
    }
}

fn unit_letter(unit: Unit) -> (i64, &'static str) {
    match unit {
        Unit::Second => (1, "S"),
        Unit::Minute => (1, "M"),
        Unit::Hour => (1, "H"),
        Unit::Day => (1, "D"),
        Unit::Week => (1, "W"),
        Unit::Fortnight => (2, "W"),
        Unit::Weekend => (1, "WE"),
        Unit::Month => (1, "M"),
        Unit::Quarter => (1, "Q"),
        Unit::Season => (3, "M"),
        Unit::Half => (6, "M"),
        Unit::Year => (1, "Y"),
        Unit::Decade => (10, "Y"),
        Unit::Century => (100, "Y"),
        Unit::Millennium => (1000, "Y"),
    }
}

fn set_value(recurrence: &Recurrence) -> String {
    match recurrence {
        Recurrence::Length(length) => length_value(length),
        Recurrence::DayPart(part, Some(day)) => {
            format!("XXXX-WXX-{}T{}", day.number_from_monday(), part.code())
        }
        Recurrence::DayPart(part, None) => format!("XXXX-XX-XXT{}", part.code()),
        Recurrence::Clock(clock, Some(day)) => {
            format!("XXXX-WXX-{}{}", day.number_from_monday(), clock_value(*clock))
        }
        Recurrence::Clock(clock, None) => format!("XXXX-XX-XX{}", clock_value(*clock)),
        Recurrence::Point(point) => match point {
            Point::Weekday(day) => open_value(Open::Weekday(day.number_from_monday())),
            Point::Weekend => open_value(Open::Weekend),
            Point::DayOfMonth(day) => open_value(Open::Date(None, Some(*day))),
            Point::MonthDay(month, day) => open_value(Open::Date(Some(*month), Some(*day))),
            Point::Month(month) => open_value(Open::Date(Some(*month), None)),
            Point::Season(season) => open_value(Open::Season(*season)),
            Point::Quarter(n) => open_value(Open::Quarter(*n)),
            Point::Half(n) => open_value(Open::Half(*n)),
            Point::Week(n) => open_value(Open::Week(*n)),
            Point::Holiday(_) => "XXXX-XX-XX".into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporal::expr::DayPart;

    #[test]
    fn periods_are_written_as_timex3_has_them() {
        for (period, value) in [
            (Period::Year(-566), "BC0567"),
            (Period::Decade(196), "196"),
            (Period::Century(19), "19"),
            (Period::Century(-5), "BC04"),
            (Period::Week(2016, 5), "2016-W05"),
            (Period::Season(2015, Season::Winter), "2015-WI"),
        ] {
            assert_eq!(timex_value(&When::Period(period)), value);
        }
    }

    #[test]
    fn a_time_of_an_open_day_keeps_what_is_known_of_it() {
        let clock = When::Clock(Clock { hour: 20, ..Clock::default() }, None);
        let part = When::DayPart(DayPart::Evening, None);
        assert_eq!(timex_value(&clock), "T20:00");
        assert_eq!(timex_value(&When::OnOpen(Open::Weekday(1), Box::new(clock))), "XXXX-WXX-1T20:00");
        assert_eq!(
            timex_value(&When::OnOpen(Open::Date(Some(7), Some(13)), Box::new(part))),
            "XXXX-07-13TEV"
        );
    }

    #[test]
    fn zones_are_written_as_distances_from_greenwich() {
        for (zone, value) in [
            (None, "T10:30"),
            (Some(0), "T10:30Z"),
            (Some(-300), "T10:30-05:00"),
            (Some(330), "T10:30+05:30"),
        ] {
            let clock = Clock { hour: 10, minute: Some(30), zone, ..Clock::default() };
            assert_eq!(clock_value(clock), value);
        }
    }

    #[test]
    fn lengths_are_sums_of_units() {
        let length = |parts: &[(Amount, Unit)]| length_value(&Length { parts: parts.to_vec(), up_to: None });
        assert_eq!(length(&[(Amount::Exact(2500), Unit::Year)]), "P2.5Y");
        assert_eq!(
            length(&[(Amount::Exact(1000), Unit::Hour), (Amount::Exact(30_000), Unit::Minute)]),
            "PT1H30M"
        );
        assert_eq!(length(&[(Amount::Vague, Unit::Day)]), "PXD");
        assert_eq!(length(&[(Amount::Exact(2000), Unit::Decade)]), "P20Y");
        assert_eq!(length(&[(Amount::Exact(3000), Unit::Month), (Amount::Exact(2000), Unit::Year)]), "P2Y3M");
    }
}
