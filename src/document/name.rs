//! Days in addresses and file names: `/2022/07/13/`, `/2013/may/03/`, `2022-07-13-talks.txt`, `20220713.txt`.

use chrono::{Datelike, NaiveDate};

use super::day::month_number;

/// The first whole day in an address or file name.
pub(super) fn day_in(name: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let three = parts.windows(3).find_map(|parts| match parts {
        [year, month, day] => day_of(year, month, day),
        _ => None,
    });
    three.or_else(|| parts.iter().find_map(|part| compact(part)))
}

fn day_of(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    if year.len() != 4 || day.is_empty() || day.len() > 2 {
        return None;
    }
    let figures = || (1..=2).contains(&month.len()).then(|| month.parse().ok()).flatten();
    let month = month_number(month).or_else(figures)?;
    plausible(NaiveDate::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?)?)
}

fn compact(part: &str) -> Option<NaiveDate> {
    if part.len() != 8 {
        return None;
    }
    day_of(part.get(..4)?, part.get(4..6)?, part.get(6..)?)
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
            ("https://news.example/2022/07/talks", None),
            ("report-99999999", None),
            ("article-1200566939", None),
            ("2022-02-30", None),
        ] {
            assert_eq!(day_in(name).map(|d| d.to_string()).as_deref(), day, "{name}");
        }
    }
}
