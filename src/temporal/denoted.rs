//! What a time expression denotes in its place: with its preposition, its modifier and the other end of its range.
//!
//! TIMEX3 keeps these apart: the value of `since 2016` is 2016, that of `early July` July, and a range is two values.
//! EDTF has intervals, so its text says all of it: `2016/..`, `2016-07-01/2016-07-10`, the whole range. The days of the
//! expression stay those of its words.
//!
//! Knows resolved expressions. Does not know texts.

use chrono::{Datelike, NaiveDate};

use super::calendar::{add_days, add_months};
use super::edtf::lasting;
use super::{Granularity, Interval, Signal, Timex, TimexMod, TimexPart, TimexType};

/// The EDTF of an expression in its place; none for lengths without anchor, sets and open dates without EDTF.
///
/// `since`, `from` and `after` open its end, `until`, `before` and `by` its start; early, mid and late are thirds.
pub fn denoted(timex: &Timex) -> Option<String> {
    let whole = || third(timex.modifier, timex.granularity, timex.interval, timex);
    let plain = whole().or_else(|| outer(timex)).or_else(|| timex.edtf.clone())?;
    let is_date = matches!(timex.kind, TimexType::Date | TimexType::Time);
    if !is_date || timex.creation || timex.parts.len() == 2 {
        return Some(plain);
    }
    let (first, last) = plain.split_once('/').unwrap_or((&plain, &plain));
    Some(match timex.signal {
        Some(Signal::Since | Signal::After) => format!("{first}/.."),
        Some(Signal::Until | Signal::Before | Signal::By) => format!("../{last}"),
        _ => plain,
    })
}

/// From the start of the first end to the last of the second, where one of them is a third: `early 1920s to mid 1930s`.
fn outer(timex: &Timex) -> Option<String> {
    let [from, to] = timex.parts.as_slice() else { return None };
    if from.modifier.or(to.modifier).is_none() || timex.kind != TimexType::Date {
        return None;
    }
    let end = |part: &TimexPart| {
        third(part.modifier, part.granularity, part.interval, timex).or_else(|| years_or_days(part))
    };
    let (from, to) = (end(from)?, end(to)?);
    let (first, last) = (from.split('/').next()?, to.split('/').next_back()?);
    (timex.interval.is_some() && first != last).then(|| format!("{first}/{last}"))
}

/// First and last year or day of an end that is named whole.
fn years_or_days(part: &TimexPart) -> Option<String> {
    let (first, last) = (part.interval?.first()?, part.interval?.last()?);
    let plain = |day: NaiveDate| (1..=9999).contains(&day.year());
    if !plain(first) || !plain(last) {
        return None;
    }
    Some(match part.granularity {
        Granularity::Year | Granularity::Decade | Granularity::Century => {
            format!("{:04}/{:04}", first.year(), last.year())
        }
        Granularity::Month => format!("{:04}-{:02}", first.year(), first.month()),
        _ => lasting(first, last),
    })
}

/// The third of a period that `early`, `mid` and `late` mean, in the unit one step below it; a third is as fuzzy as
/// the word, so it narrows the text of a date, never its days.
fn third(
    modifier: Option<TimexMod>,
    granularity: Granularity,
    interval: Option<Interval>,
    of: &Timex,
) -> Option<String> {
    let thirds = match modifier? {
        TimexMod::Start => (0, 0),
        TimexMod::StartToMid => (0, 1),
        TimexMod::Mid => (1, 1),
        TimexMod::MidToEnd => (1, 2),
        TimexMod::End => (2, 2),
        _ => return None,
    };
    let whole = interval.filter(|_| of.kind == TimexType::Date)?;
    let (first, last) = (whole.first()?, whole.last()?);
    let plain = !of.qualifier.approximate && !of.qualifier.uncertain;
    match granularity {
        Granularity::Week => {
            let bounds = [(0, 2), (2, 4), (4, 6)];
            let (from, to) = (bounds.get(thirds.0)?.0, bounds.get(thirds.1)?.1);
            Some(lasting(add_days(first, from)?, add_days(first, to)?))
        }
        Granularity::Month => {
            let start = |number: usize| add_days(first, [0, 10, 20].get(number).copied()?);
            let (from, to) = (start(thirds.0)?, start(thirds.1)?);
            Some(lasting(from, if thirds.1 == 2 { last } else { add_days(to, 9)? }))
        }
        Granularity::Season | Granularity::Quarter | Granularity::Year if plain => months(whole, thirds),
        Granularity::Decade | Granularity::Century if plain => years(first, last, thirds),
        _ => None,
    }
}

fn months(whole: Interval, thirds: (usize, usize)) -> Option<String> {
    let (first, last) = (whole.first()?, whole.last()?);
    let length = (last.year() - first.year()) * 12 + last.month() as i32 - first.month() as i32 + 1;
    let each = length / 3;
    let start = |number: usize| add_months(first, i64::from(each) * i64::try_from(number).ok()?);
    let (from, to) = (start(thirds.0)?, add_months(start(thirds.1)?, i64::from(each) - 1)?);
    let name = |day: NaiveDate| format!("{:04}-{:02}", day.year(), day.month());
    let written = (1..=9999).contains(&from.year()) && each > 0;
    written.then(|| if from == to { name(from) } else { format!("{}/{}", name(from), name(to)) })
}

/// Three, three and four years of a decade; 33, 33 and 34 of a century.
fn years(first: NaiveDate, last: NaiveDate, thirds: (usize, usize)) -> Option<String> {
    let (from, to) = (first.year(), last.year());
    let length = to - from + 1;
    let starts = [from, from + (length + 2) / 3, to + 1 - length / 3, to + 1];
    let (start, end) = (*starts.get(thirds.0)?, starts.get(thirds.1 + 1)? - 1);
    (start > 0 && end <= 9999).then(|| format!("{start:04}/{end:04}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timex(edtf: &str, days: (&str, &str), granularity: Granularity) -> Timex {
        let day = |text: &str| text.parse().expect("a day");
        let interval = Some(Interval::days(day(days.0), day(days.1)));
        Timex { edtf: Some(edtf.into()), interval, granularity, ..Timex::default() }
    }

    #[test]
    fn prepositions_open_an_interval() {
        let month = timex("2016-01", ("2016-01-01", "2016-01-31"), Granularity::Month);
        for (signal, text) in [
            (Some(Signal::Since), "2016-01/.."),
            (Some(Signal::After), "2016-01/.."),
            (Some(Signal::By), "../2016-01"),
            (Some(Signal::AsOf), "2016-01"),
            (None, "2016-01"),
        ] {
            let written = denoted(&Timex { signal, ..month.clone() }).expect("a date");
            assert_eq!(written, text);
            assert!(edtf_core::is_valid(&written), "{written}");
        }
        assert_eq!(
            denoted(&Timex { creation: true, signal: Some(Signal::Since), ..month }),
            Some("2016-01".into())
        );
    }

    #[test]
    fn early_mid_and_late_are_thirds() {
        let week = timex("2016-11-07/2016-11-13", ("2016-11-07", "2016-11-13"), Granularity::Week);
        let month = timex("2020-02", ("2020-02-01", "2020-02-29"), Granularity::Month);
        let quarter = timex("2020-01/2020-03", ("2020-01-01", "2020-03-31"), Granularity::Quarter);
        let year = timex("2012", ("2012-01-01", "2012-12-31"), Granularity::Year);
        let decade = timex("198X", ("1980-01-01", "1989-12-31"), Granularity::Decade);
        let century = timex("19XX", ("1900-01-01", "1999-12-31"), Granularity::Century);
        for (timex, thirds) in [
            (week, ["2016-11-07/2016-11-09", "2016-11-09/2016-11-11", "2016-11-11/2016-11-13"]),
            (month, ["2020-02-01/2020-02-10", "2020-02-11/2020-02-20", "2020-02-21/2020-02-29"]),
            (quarter, ["2020-01", "2020-02", "2020-03"]),
            (year, ["2012-01/2012-04", "2012-05/2012-08", "2012-09/2012-12"]),
            (decade, ["1980/1983", "1984/1986", "1987/1989"]),
            (century, ["1900/1933", "1934/1966", "1967/1999"]),
        ] {
            for (modifier, text) in [TimexMod::Start, TimexMod::Mid, TimexMod::End].into_iter().zip(thirds) {
                let part = Timex { modifier: Some(modifier), ..timex.clone() };
                assert_eq!(denoted(&part).as_deref(), Some(text));
                assert!(edtf_core::is_valid(text), "{text}");
            }
        }
    }

    #[test]
    fn what_is_fuzzy_already_is_not_narrowed() {
        let year = timex("2012~", ("2012-01-01", "2012-12-31"), Granularity::Year);
        let qualifier = super::super::Qualifier { approximate: true, uncertain: false };
        let about = Timex { modifier: Some(TimexMod::Start), qualifier, ..year };
        assert_eq!(denoted(&about), Some("2012~".into()));
    }
}
