//! Ticks of the axis: years, months or days, not more than have room.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::super::when::era;

/// A tick.
pub(super) struct Tick {
    /// The day at which it stands.
    pub day: NaiveDate,
    /// `2022`, `Jul 2022`, `13 Jul 2022`, `14 Jul`.
    pub label: String,
}

/// Most whole steps of years from the first day of an axis to its last.
const MOST: i32 = 14;

/// Ticks from one day to another.
pub(super) fn ticks(from: NaiveDate, to: NaiveDate) -> Vec<Tick> {
    let days = to.signed_duration_since(from).num_days();
    match days {
        ..=14 => each_days(from, to, 1),
        15..=90 => each_days(from, to, 7),
        91..=400 => months(from, to, 1),
        401..=1200 => months(from, to, 3),
        _ => years(from, to),
    }
}

/// The year stands with the first tick, and where it changes.
fn each_days(from: NaiveDate, to: NaiveDate, count: u64) -> Vec<Tick> {
    let next = |day: NaiveDate| day.checked_add_days(Days::new(count));
    let mut ticks = steps(from, to, from, next, |day| day.format("%-d %b").to_string());
    let mut year = None;
    for tick in &mut ticks {
        if year.replace(tick.day.year()) != Some(tick.day.year()) {
            tick.label = format!("{} {}", tick.label, era(tick.day.year()));
        }
    }
    ticks
}

fn months(from: NaiveDate, to: NaiveDate, count: u32) -> Vec<Tick> {
    let first = from.with_day(1).unwrap_or(from);
    let first = first.with_month0(first.month0() / count * count).unwrap_or(first);
    steps(
        from,
        to,
        first,
        |day| day.checked_add_months(Months::new(count)),
        |day| format!("{} {}", day.format("%b"), era(day.year())),
    )
}

fn years(from: NaiveDate, to: NaiveDate) -> Vec<Tick> {
    let span = to.year() - from.year();
    let sizes = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    let step = sizes.into_iter().find(|size| span / size <= MOST).unwrap_or(10_000);
    let first = from.year().div_euclid(step) * step;
    let Some(first) = NaiveDate::from_ymd_opt(first, 1, 1) else { return Vec::new() };
    steps(from, to, first, |day| day.with_year(day.year() + step), |day| era(day.year()))
}

fn steps(
    from: NaiveDate,
    to: NaiveDate,
    first: NaiveDate,
    next: impl Fn(NaiveDate) -> Option<NaiveDate>,
    label: impl Fn(NaiveDate) -> String,
) -> Vec<Tick> {
    std::iter::successors(Some(first), |day| next(*day))
        .take_while(|day| *day <= to)
        .filter(|day| *day >= from)
        .map(|day| Tick { day, label: label(day) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(from: &str, to: &str) -> Vec<String> {
        let day = |text: &str| text.parse().expect("a day");
        ticks(day(from), day(to)).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn the_unit_fits_the_span() {
        assert_eq!(labels("2022-07-13", "2022-07-15"), ["13 Jul 2022", "14 Jul", "15 Jul"]);
        assert_eq!(labels("2022-12-31", "2023-01-01"), ["31 Dec 2022", "1 Jan 2023"]);
        assert_eq!(labels("-0043-03-14", "-0043-06-20")[0], "Apr 44 BCE");
        assert_eq!(labels("2022-01-20", "2022-05-02"), ["Feb 2022", "Mar 2022", "Apr 2022", "May 2022"]);
        assert_eq!(labels("1990-06-01", "2020-01-01")[..2], ["1995", "2000"]);
        assert_eq!(labels("-0399-01-01", "0300-01-01")[..2], ["351 BCE", "301 BCE"]);
    }
}
