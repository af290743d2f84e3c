//! The date of an event as other programs need it: its shape, its civil days, its parts as far as they are known, and
//! words for people.
//!
//! A date that holds bounds only is never a day: [`When::part`] gives what both bounds share, [`When::words`] says the
//! bounds.

use chrono::{Datelike, NaiveDate};

use crate::temporal::Granularity;
use crate::timeline::Event;

/// What is known of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// These days, both included: a day, a month, or from one day to another.
    Days(NaiveDate, NaiveDate),
    /// From this day on; the end is open.
    Since(NaiveDate),
    /// Up to this day; the beginning is open.
    Until(NaiveDate),
    /// One day (or unit) between the two, both included.
    Between(NaiveDate, NaiveDate),
    /// Not before this day.
    NotBefore(NaiveDate),
    /// Not after this day.
    NotAfter(NaiveDate),
    /// Nothing.
    Unknown,
}

/// The date of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct When<'a> {
    /// EDTF; empty where there is none.
    pub edtf: &'a str,
    /// What is known.
    pub shape: Shape,
    /// The unit of the words.
    pub precision: Granularity,
    /// `about`, `circa`.
    pub approximate: bool,
    /// `possibly`.
    pub uncertain: bool,
    /// The words of the article.
    text: &'a str,
}

impl<'a> When<'a> {
    /// The date of `event`.
    pub fn of(event: &'a Event) -> Self {
        let Some(date) = &event.date else {
            let shape = bounds(event.earliest, event.latest);
            let precision = Granularity::Unknown;
            return Self { edtf: "", shape, precision, approximate: false, uncertain: false, text: "" };
        };
        let (first, last) = (date.interval.first(), date.interval.last());
        let edtf = date.edtf.as_str();
        let bounded = edtf.starts_with('[') || edtf.is_empty();
        let shape = match (first, last) {
            (Some(first), Some(last)) if !bounded => Shape::Days(first, last),
            (Some(first), None) if !bounded => Shape::Since(first),
            (None, Some(last)) if !bounded => Shape::Until(last),
            _ => bounds(first.max(event.earliest), earlier(last, event.latest)),
        };
        let (approximate, uncertain) = (date.qualifier.approximate, date.qualifier.uncertain);
        Self { edtf, shape, precision: date.precision, approximate, uncertain, text: &date.text }
    }

    /// First and last day of all that is possible; an open end has none.
    pub fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self.shape {
            Shape::Days(first, last) | Shape::Between(first, last) => (Some(first), Some(last)),
            Shape::Since(first) | Shape::NotBefore(first) => (Some(first), None),
            Shape::Until(last) | Shape::NotAfter(last) => (None, Some(last)),
            Shape::Unknown => (None, None),
        }
    }

    /// A day to place the event by: its first, or the last on which it can have been.
    pub fn place(&self) -> Option<NaiveDate> {
        let (first, last) = self.days();
        first.or(last)
    }

    /// True where only bounds are known, not the date.
    pub fn is_bound(&self) -> bool {
        matches!(self.shape, Shape::Between(..) | Shape::NotBefore(_) | Shape::NotAfter(_))
    }

    /// The beginning as far as it is known: what bounds share, the year of an open bound. For places where a format
    /// demands a date; [`When::words`] must stand beside it.
    pub fn part(&self) -> Option<Partial> {
        match self.shape {
            Shape::Days(first, _) | Shape::Since(first) => Some(Partial::new(first, self.precision)),
            Shape::Between(a, b) if (a.year(), a.month()) == (b.year(), b.month()) => {
                Some(Partial::new(a, Granularity::Month))
            }
            Shape::Until(day) | Shape::Between(day, _) | Shape::NotBefore(day) | Shape::NotAfter(day) => {
                Some(Partial::new(day, Granularity::Year))
            }
            Shape::Unknown => None,
        }
    }

    /// The part of the date that is certain: what bounds share, and nothing where they share not even the year.
    pub fn shared(&self) -> Option<Partial> {
        match self.shape {
            Shape::Days(..) | Shape::Since(_) => self.part(),
            Shape::Between(a, b) if a.year() == b.year() => self.part(),
            _ => None,
        }
    }

    /// The end, where it differs from the beginning and is known.
    pub fn end_part(&self) -> Option<Partial> {
        match self.shape {
            Shape::Days(_, last) => {
                Some(Partial::new(last, self.precision)).filter(|end| Some(*end) != self.part())
            }
            _ => None,
        }
    }

    /// True where [`When::part`] and [`When::end_part`] say all that is known.
    pub fn is_plain(&self) -> bool {
        use Granularity::{Day, Month, Time, Year};
        let unit = matches!(self.precision, Time | Day | Month | Year);
        matches!(self.shape, Shape::Days(..)) && unit && !self.approximate && !self.uncertain
    }

    /// The date in words: `13 July 2022`, `about June 2021`, `between 13 July 2022 and 3 January 2023`.
    pub fn words(&self) -> String {
        let words = match self.shape {
            Shape::Days(first, last) => self.unit(first, last),
            Shape::Since(first) => format!("from {} on", in_words(first)),
            Shape::Until(last) => format!("until {}", in_words(last)),
            Shape::Between(first, last) if first.succ_opt() == Some(last) => pair(first, "or", last),
            Shape::Between(first, last) => format!("between {}", pair(first, "and", last)),
            Shape::NotBefore(first) => format!("{} or later", in_words(first)),
            Shape::NotAfter(last) => format!("{} or earlier", in_words(last)),
            Shape::Unknown if self.text.is_empty() => return "undated".to_owned(),
            Shape::Unknown => return format!("undated: {}", self.text),
        };
        match (self.approximate, self.uncertain) {
            (false, false) => words,
            (true, false) => format!("about {words}"),
            (false, true) => format!("perhaps {words}"),
            (true, true) => format!("perhaps about {words}"),
        }
    }

    fn unit(&self, first: NaiveDate, last: NaiveDate) -> String {
        const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
        match self.precision {
            Granularity::Season if !self.edtf.contains('/') => {
                let number = self.edtf.get(self.edtf.len().saturating_sub(1)..).and_then(|n| n.parse().ok());
                let name = number.and_then(|n: usize| SEASONS.get(n.checked_sub(1)?));
                name.map_or_else(|| stretch(first, last), |name| format!("{name} {}", era(first.year())))
            }
            Granularity::Decade if last.year() - first.year() == 9 => format!("the {}s", era(first.year())),
            Granularity::Century if first.year() > 0 && last.year() - first.year() == 99 => {
                format!("the years {} to {}", era(first.year()), era(last.year()))
            }
            _ => stretch(first, last),
        }
    }
}

fn earlier(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    a.zip(b).map(|(a, b)| a.min(b)).or(a).or(b)
}

fn bounds(earliest: Option<NaiveDate>, latest: Option<NaiveDate>) -> Shape {
    match (earliest, latest) {
        (Some(first), Some(last)) if first == last => Shape::Days(first, last),
        (Some(first), Some(last)) => Shape::Between(first, last),
        (Some(first), None) => Shape::NotBefore(first),
        (None, Some(last)) => Shape::NotAfter(last),
        (None, None) => Shape::Unknown,
    }
}

/// A year, a month of it, a day of it, each as far as it is known. Years are astronomical: 0 is 1 BCE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Partial {
    /// Astronomical year.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u32>,
    /// 1 to 31.
    pub day: Option<u32>,
}

impl Partial {
    fn new(day: NaiveDate, precision: Granularity) -> Self {
        use Granularity::{Century, Decade, Month, Quarter, Season, Year};
        let month = (!matches!(precision, Year | Decade | Century)).then(|| day.month());
        let known = !matches!(precision, Year | Decade | Century | Month | Season | Quarter);
        Self { year: day.year(), month, day: known.then(|| day.day()) }
    }

    /// A whole day.
    pub fn day(day: NaiveDate) -> Self {
        Self::new(day, Granularity::Day)
    }

    /// The year as historians count: no year 0, `-44` is 44 BCE.
    pub fn historical_year(self) -> i32 {
        if self.year > 0 { self.year } else { self.year - 1 }
    }

    /// `2022`, `2022-07`, `2022-07-13`; years before our era as `-0043`.
    pub fn iso(self) -> String {
        let sign = if self.year < 0 { "-" } else { "" };
        let year = format!("{sign}{:04}", self.year.unsigned_abs());
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            (None, _) => year,
        }
    }
}

/// `13 July 2022`.
pub(super) fn in_words(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day), era(day.year()))
}

/// Days in the fewest words: `2022`, `July 2022`, `July to September 2022`, `13 July 2022`, `1 July to 3 August 2022`.
fn stretch(first: NaiveDate, last: NaiveDate) -> String {
    let next = last.succ_opt().unwrap_or(last);
    let months = first.day() == 1 && next.day() == 1 && first < next;
    let years = months && first.month() == 1 && next.month() == 1;
    let same_year = first.year() == last.year();
    match (years, months) {
        _ if first == last => in_words(first),
        (true, _) if same_year => era(first.year()),
        (true, _) => format!("{} to {}", era(first.year()), era(last.year())),
        (_, true) if same_year && first.month() == last.month() => month(first),
        (_, true) if same_year => format!("{} to {}", month_name(first), month(last)),
        (_, true) => format!("{} to {}", month(first), month(last)),
        _ => pair(first, "to", last),
    }
}

/// Two days with a word between them; what they share is said once.
fn pair(first: NaiveDate, word: &str, last: NaiveDate) -> String {
    let to = in_words(last);
    match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => format!("{} {word} {to}", first.day()),
        (true, false) => format!("{} {} {word} {to}", first.day(), month_name(first)),
        _ => format!("{} {word} {to}", in_words(first)),
    }
}

fn month(day: NaiveDate) -> String {
    format!("{} {}", month_name(day), era(day.year()))
}

fn month_name(day: NaiveDate) -> String {
    day.format("%B").to_string()
}

/// An astronomical year as people write it: `2022`, `44 BCE`.
pub(super) fn era(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BCE", 1 - year) }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{bounded, dated};
    use super::*;

    fn words(edtf: &str, first: &str, last: &str, precision: Granularity) -> String {
        When::of(&dated(edtf, first, last, precision)).words()
    }

    #[test]
    fn dates_read_as_people_write_them() {
        use Granularity::{Day, Decade, Month, Quarter, Season, Week, Year};
        assert_eq!(words("2022-07-13", "2022-07-13", "2022-07-13", Day), "13 July 2022");
        assert_eq!(words("2021-06~", "2021-06-01", "2021-06-30", Month), "about June 2021");
        assert_eq!(words("2019", "2019-01-01", "2019-12-31", Year), "2019");
        assert_eq!(words("201X", "2010-01-01", "2019-12-31", Decade), "the 2010s");
        assert_eq!(words("2021-21", "2021-03-01", "2021-05-31", Season), "spring 2021");
        assert_eq!(words("2021-01/2021-03", "2021-01-01", "2021-03-31", Quarter), "January to March 2021");
        assert_eq!(words("2022-06-06/2022-06-12", "2022-06-06", "2022-06-12", Week), "6 to 12 June 2022");
        assert_eq!(words("-0043-03-15", "-0043-03-15", "-0043-03-15", Day), "15 March 44 BCE");
        assert_eq!(words("2024-04-10/..", "2024-04-10", "", Day), "from 10 April 2024 on");
        assert_eq!(words("XXXX-07-13", "", "", Day), "undated: on that day");
    }

    #[test]
    fn bounds_never_make_up_a_day() {
        let (both, month) = (bounded("2022-07-13", "2023-01-03"), bounded("2022-07-13", "2022-07-20"));
        let both = When::of(&both);
        assert_eq!(both.part().map(Partial::iso).as_deref(), Some("2022"));
        assert_eq!((both.end_part(), both.is_plain()), (None, false));
        assert_eq!((both.shared(), When::of(&month).shared()), (None, When::of(&month).part()));
        assert_eq!(both.words(), "between 13 July 2022 and 3 January 2023");
        assert_eq!(When::of(&month).words(), "between 13 and 20 July 2022");
        assert_eq!(When::of(&bounded("2022-06-30", "2022-07-01")).words(), "30 June or 1 July 2022");
        assert_eq!(When::of(&month).part().map(Partial::iso).as_deref(), Some("2022-07"));
        assert_eq!(When::of(&bounded("", "2022-07-20")).words(), "20 July 2022 or earlier");
        assert_eq!(When::of(&bounded("", "")).part(), None);
    }

    #[test]
    fn years_before_our_era_are_counted_in_two_ways() {
        let ides = dated("-0043-03-15", "-0043-03-15", "-0043-03-15", Granularity::Day);
        let part = When::of(&ides).part().expect("a date");
        assert_eq!((part.historical_year(), part.iso().as_str()), (-44, "-0043-03-15"));
    }
}
