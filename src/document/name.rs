//! Days in addresses and file names: `/2022/07/13/`, `/2013/may/03/`, `2022-07-13-talks.txt`, `20220713.txt`.
//!
//! Knows figures and names of months between marks. Nothing is fetched.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use super::day::month_number;

/// Year, month and day with one mark between them, or eight figures; no letter or figure stands before or after.
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let day = "([0-9]{4})[^0-9A-Za-z]([0-9]{1,2}|[A-Za-z]{3,})[^0-9A-Za-z]([0-9]{1,2})";
    let compact = "([0-9]{4})([0-9]{2})([0-9]{2})";
    Regex::new(&format!("(?:^|[^0-9A-Za-z])(?:{day}|{compact})(?:[^0-9A-Za-z]|$)")).ok()
});

/// The first whole day in an address or file name.
///
/// Complexity: linear in its length.
pub(super) fn day_in(name: &str) -> Option<NaiveDate> {
    let day = DAY.as_ref()?;
    let mut from = 0;
    // A number that is no day may share its last mark with one that is.
    while let Some(found) = name.get(from..).and_then(|rest| day.captures(rest)) {
        let parts: Vec<_> = found.iter().skip(1).flatten().collect();
        let [year, month, day] = parts.as_slice() else { return None };
        if let Some(day) = day_of(year.as_str(), month.as_str(), day.as_str()) {
            return Some(day);
        }
        from += day.end();
    }
    None
}

fn day_of(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let month = month_number(month).or_else(|| month.parse().ok())?;
    plausible(NaiveDate::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?)?)
}

/// Numbers of other kinds stand in names as well: only years since newspapers exist count.
fn plausible(day: NaiveDate) -> Option<NaiveDate> {
    (1600..2200).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_addresses_and_file_names() {
        for (name, day) in [
            ("https://news.example/2022/07/13/talks-open.html", Some("2022-07-13")),
            ("https://news.example/2013/may/03/local/story", Some("2013-05-03")),
            ("2022-07-13-talks", Some("2022-07-13")),
            ("talks_20220713_v2", Some("2022-07-13")),
            ("a-9999-99-99-2022-07-13", Some("2022-07-13")),
            ("Talks über 2022-07-13 — Ende", Some("2022-07-13")),
            ("x2022-07-13", None),
            ("https://news.example/2022/07/talks", None),
            ("report-99999999", None),
            ("article-1200566939", None),
            ("2022-02-30", None),
        ] {
            assert_eq!(day_in(name).map(|d| d.to_string()).as_deref(), day, "{name}");
        }
    }
}
