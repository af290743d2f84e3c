//! The CSV template of TimelineJS 3.
//!
//! Its dates are year, month and day in columns of their own. An event with bounds only gets the part that its
//! bounds share and says the bounds in words; no day is made up.

use std::io::Write;

use chrono::{Datelike, NaiveDate};

use super::cells::{articles, days, representative, safe};
use crate::temporal::Granularity;
use crate::timeline::{Event, Timeline};
use crate::{Error, ErrorKind};

/// The columns that TimelineJS 3 reads.
pub const HEADER: [&str; 19] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Alt Text",
    "Type",
    "Group",
    "Background",
];

/// Writes `timeline`, and returns how many events were left out because nothing is known of their time: TimelineJS
/// cannot show them.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, bom: bool, mut out: impl Write) -> Result<usize, Error> {
    let io = |error: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Io, format!("the table cannot be written: {error}"))
    };
    if bom {
        out.write_all("\u{feff}".as_bytes()).map_err(|error| io(&error))?;
    }
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    table.write_record(HEADER).map_err(|error| io(&error))?;
    let mut left_out = 0;
    for event in &timeline.events {
        match when(event) {
            Some(when) => table.write_record(row(event, &when)).map_err(|error| io(&error))?,
            None => left_out += 1,
        }
    }
    table.flush().map_err(|error| io(&error))?;
    Ok(left_out)
}

/// Year, month and day, each as far as it is known.
type Parts = (i32, Option<u32>, Option<u32>);

/// A date as TimelineJS shows it.
#[derive(Debug, PartialEq, Eq)]
struct When {
    start: Parts,
    end: Option<Parts>,
    /// The date in words, where the columns cannot say it.
    words: String,
}

fn when(event: &Event) -> Option<When> {
    let (first, last) = days(event);
    let dated = event.date.as_ref().filter(|date| date.precision != Granularity::Unknown);
    match (dated, first, last) {
        (Some(date), Some(first), Some(last)) => {
            let approximate = if date.qualifier.approximate { "about " } else { "" };
            let words = match date.precision {
                Granularity::Time | Granularity::Day | Granularity::Month | Granularity::Year
                    if approximate.is_empty() =>
                {
                    String::new()
                }
                Granularity::Day | Granularity::Time if first == last => {
                    format!("{approximate}{}", in_words(first))
                }
                _ => format!("{approximate}{}", span_in_words(first, last, date.precision)),
            };
            let start = parts(first, date.precision);
            let end = parts(last, date.precision);
            Some(When { start, end: (end != start).then_some(end), words })
        }
        _ => bounds(event.earliest.or(first), event.latest.or(last)),
    }
}

fn parts(day: NaiveDate, precision: Granularity) -> Parts {
    match precision {
        Granularity::Year | Granularity::Decade | Granularity::Century => (year(day), None, None),
        Granularity::Month | Granularity::Season | Granularity::Quarter => {
            (year(day), Some(day.month()), None)
        }
        _ => (year(day), Some(day.month()), Some(day.day())),
    }
}

/// TimelineJS counts years before our era as historians do: there is no year 0.
fn year(day: NaiveDate) -> i32 {
    if day.year() > 0 { day.year() } else { day.year() - 1 }
}

/// What the bounds share goes into the columns, the bounds themselves into words.
fn bounds(earliest: Option<NaiveDate>, latest: Option<NaiveDate>) -> Option<When> {
    let (start, words) = match (earliest, latest) {
        (Some(a), Some(b)) if a == b => (parts(a, Granularity::Day), String::new()),
        (Some(a), Some(b)) if (a.year(), a.month()) == (b.year(), b.month()) => {
            (parts(a, Granularity::Month), format!("between {} and {}", in_words(a), in_words(b)))
        }
        (Some(a), Some(b)) => {
            (parts(a, Granularity::Year), format!("between {} and {}", in_words(a), in_words(b)))
        }
        (Some(a), None) => (parts(a, Granularity::Year), format!("{} or later", in_words(a))),
        (None, Some(b)) => (parts(b, Granularity::Year), format!("{} or earlier", in_words(b))),
        (None, None) => return None,
    };
    Some(When { start, end: None, words })
}

/// `13 July 2022`.
fn in_words(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), era(day))
}

fn span_in_words(first: NaiveDate, last: NaiveDate, precision: Granularity) -> String {
    match precision {
        Granularity::Year if first.year() == last.year() => era(first),
        Granularity::Decade | Granularity::Century | Granularity::Year => {
            format!("{} to {}", era(first), era(last))
        }
        Granularity::Month if (first.year(), first.month()) == (last.year(), last.month()) => {
            format!("{} {}", month_name(first.month()), era(first))
        }
        _ => format!("{} to {}", in_words(first), in_words(last)),
    }
}

fn era(day: NaiveDate) -> String {
    if day.year() > 0 { day.year().to_string() } else { format!("{} BCE", 1 - day.year()) }
}

fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = month.checked_sub(1).and_then(|month| usize::try_from(month).ok());
    index.and_then(|index| NAMES.get(index)).copied().unwrap_or("")
}

fn row(event: &Event, when: &When) -> [String; 19] {
    let number = |part: Option<u32>| part.map(|part| part.to_string()).unwrap_or_default();
    let (year, month, day) = when.start;
    let end = when.end;
    let mut cells = [const { String::new() }; 19];
    let values = [
        (0, year.to_string()),
        (1, number(month)),
        (2, number(day)),
        (4, end.map(|(year, _, _)| year.to_string()).unwrap_or_default()),
        (5, number(end.and_then(|(_, month, _)| month))),
        (6, number(end.and_then(|(_, _, day)| day))),
        (8, when.words.clone()),
        (9, safe(&escaped(&event.headline)).into_owned()),
        (10, safe(&body(event)).into_owned()),
    ];
    for (place, value) in values {
        if let Some(cell) = cells.get_mut(place) {
            *cell = value;
        }
    }
    cells
}

/// The sentence, and the sources with their links. The template takes HTML, so the articles' words are escaped.
fn body(event: &Event) -> String {
    let Some(first) = representative(event) else { return String::new() };
    let mut html = format!("<p>{}</p>", escaped(&first.sentence));
    let mut sources: Vec<String> = Vec::new();
    for id in articles(event) {
        let Some(mention) = event.mentions.iter().find(|mention| *mention.article == *id) else { continue };
        let name = escaped(mention.title.as_deref().or(mention.publisher.as_deref()).unwrap_or(id));
        let url =
            mention.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        sources.push(match url {
            Some(url) => format!("<a href=\"{}\">{name}</a>", escaped(url)),
            None => name,
        });
    }
    html.push_str(&format!("<p>{}</p>", sources.join("; ")));
    html
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn bounds_never_make_up_a_day() {
        let both = bounds(date("2022-07-13"), date("2023-01-03")).expect("bounds");
        assert_eq!((both.start, both.end), ((2022, None, None), None));
        assert_eq!(both.words, "between 13 July 2022 and 3 January 2023");
        let month = bounds(date("2022-07-13"), date("2022-07-20")).expect("bounds");
        assert_eq!(month.start, (2022, Some(7), None));
        assert_eq!(bounds(None, date("2022-07-20")).expect("bounds").words, "20 July 2022 or earlier");
        assert_eq!(bounds(None, None), None);
    }

    #[test]
    fn years_before_our_era_follow_the_template() {
        let ides = NaiveDate::from_ymd_opt(-43, 3, 15).expect("a day");
        assert_eq!(parts(ides, Granularity::Day), (-44, Some(3), Some(15)));
        assert_eq!(in_words(ides), "15 March 44 BCE");
    }
}
