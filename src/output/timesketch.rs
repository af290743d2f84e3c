//! The CSV of Timesketch.
//!
//! It knows instants only: a day is its first instant, and `timestamp_desc` says what the instant is (`Event (day)`,
//! `Event start`, `Event not after`). What lasts, and what has bounds, makes two rows. It silently drops what lies
//! before 1700: that is left out here and counted. Cells of text are guarded as in our own CSV: analysts open the file in
//! spreadsheets too.

use std::io::Write;

use chrono::{Datelike, NaiveDate};

use super::cells::{articles, confidence, joined, names, representative, safe};
use super::loss::{Losses, UNDATED};
use super::sink;
use super::when::{Shape, When};
use crate::Error;
use crate::temporal::Granularity;
use crate::timeline::{Event, Timeline};

const HEADER: [&str; 12] = [
    "message",
    "datetime",
    "timestamp_desc",
    "event_id",
    "date_edtf",
    "date_words",
    "actors",
    "targets",
    "event_type",
    "confidence",
    "articles",
    "url",
];

const TOO_EARLY: &str = "before 1700, which Timesketch drops, left out";

/// Writes `timeline`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, out: impl Write) -> Result<Losses, Error> {
    let (mut rows, mut losses) = (Vec::new(), Losses::default());
    for event in &timeline.events {
        let when = When::of(event);
        let instants = instants(&when);
        if instants.is_empty() {
            losses.add(UNDATED);
        } else if instants.iter().any(|(day, _)| day.year() < 1700) {
            losses.add(TOO_EARLY);
        } else {
            rows.extend(instants.into_iter().map(|(day, what)| row(event, &when, day, what)));
        }
    }
    sink::rows(&HEADER, rows, false, out)?;
    Ok(losses)
}

/// The rows of a date: a day and what it is.
fn instants(when: &When) -> Vec<(NaiveDate, &'static str)> {
    match when.shape {
        Shape::Days(first, last) if when.end_part().is_some() => {
            vec![(first, "Event start"), (last, "Event end")]
        }
        Shape::Days(first, _) => vec![(first, unit(when.precision))],
        Shape::Since(first) => vec![(first, "Event start")],
        Shape::Until(last) => vec![(last, "Event end")],
        Shape::Between(first, last) => vec![(first, "Event not before"), (last, "Event not after")],
        Shape::NotBefore(first) => vec![(first, "Event not before")],
        Shape::NotAfter(last) => vec![(last, "Event not after")],
        Shape::Unknown => Vec::new(),
    }
}

fn unit(precision: Granularity) -> &'static str {
    match precision {
        Granularity::Week => "Event (week only)",
        Granularity::Month => "Event (month only)",
        Granularity::Season | Granularity::Quarter => "Event (part of a year only)",
        Granularity::Year => "Event (year only)",
        Granularity::Decade | Granularity::Century => "Event (years only)",
        Granularity::Time | Granularity::Day | Granularity::Unknown => "Event (day)",
    }
}

fn row(event: &Event, when: &When, day: NaiveDate, what: &str) -> [String; 12] {
    let first = representative(event);
    let text = |cell: &str| safe(cell).into_owned();
    [
        text(&event.headline),
        format!("{day}T00:00:00+00:00"),
        what.to_owned(),
        event.id.clone(),
        when.edtf.to_owned(),
        text(&when.words()),
        text(&joined(names(&event.actors))),
        text(&joined(names(&event.targets))),
        first.map(|mention| mention.event_type).unwrap_or_default().name().to_owned(),
        confidence(event.confidence),
        text(&joined(articles(event))),
        text(first.and_then(|mention| mention.url.as_deref()).unwrap_or("")),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn every_instant_says_what_it_is() {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), &mut bytes).expect("memory");
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(TOO_EARLY, 1), (UNDATED, 1)]);
        let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
        let rows: Vec<(String, String)> = reader
            .records()
            .map(|row| row.expect("a row"))
            .map(|row| (row[1].into(), row[2].into()))
            .collect();
        let has = |day: &str, what: &str| rows.contains(&(format!("{day}T00:00:00+00:00"), what.to_owned()));
        assert!(has("2019-01-01", "Event (year only)") && has("2022-07-13", "Event (day)"), "{rows:?}");
        assert!(has("2022-07-13", "Event not before") && has("2023-01-03", "Event not after"), "{rows:?}");
        assert!(has("2022-09-23", "Event start") && has("2022-09-27", "Event end"), "{rows:?}");
        assert_eq!(rows.len(), 10);
    }

    #[test]
    fn no_cell_is_a_formula() {
        let mut timeline = samples::timeline();
        let hostile = timeline.events.last_mut().expect("events");
        hostile.actors[0].name = "@SUM(1+1)".into();
        hostile.mentions[0].article = "+1".into();
        let mut bytes = Vec::new();
        write(&timeline, &mut bytes).expect("memory");
        let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
        let row = reader.records().last().expect("rows").expect("a row");
        assert!(
            row[0].starts_with("'=1+1") && &row[6] == "'@SUM(1+1)" && row[10].starts_with("'+1"),
            "{row:?}"
        );
    }
}
