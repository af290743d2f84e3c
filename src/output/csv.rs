//! The timeline as CSV: RFC 4180 with CRLF, UTF-8, one event a row.

use std::io::Write;

use super::cells::{
    articles, basis, claim, confidence, day, days, joined, names, precision, reported, representative, rules,
    safe,
};
use super::names::Name;
use crate::linking::Mention;
use crate::timeline::{Event, Timeline};
use crate::{Error, ErrorKind};

/// The columns, in order.
pub const HEADER: [&str; 35] = [
    "ordinal",
    "event_id",
    "date",
    "date_start",
    "date_end",
    "precision",
    "earliest",
    "latest",
    "date_basis",
    "date_text",
    "headline",
    "actors",
    "action",
    "targets",
    "object",
    "event_type",
    "polarity",
    "modality",
    "attribution",
    "quoted",
    "place",
    "confidence",
    "mentions",
    "articles",
    "first_reported",
    "last_reported",
    "publisher",
    "published",
    "title",
    "url",
    "sentence",
    "article_ids",
    "start",
    "end",
    "rules",
];

/// Writes `timeline`; with `bom`, a byte order mark goes before it, which Excel needs to read UTF-8.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, bom: bool, mut out: impl Write) -> Result<(), Error> {
    let io = |error: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Io, format!("the table cannot be written: {error}"))
    };
    if bom {
        out.write_all("\u{feff}".as_bytes()).map_err(|error| io(&error))?;
    }
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    table.write_record(HEADER).map_err(|error| io(&error))?;
    for event in &timeline.events {
        table.write_record(row(event)).map_err(|error| io(&error))?;
    }
    table.flush().map_err(|error| io(&error))
}

/// The cells of one event, in the order of [`HEADER`].
fn row(event: &Event) -> [String; 35] {
    let empty = Mention::default();
    let first = representative(event).unwrap_or(&empty);
    let (start, end) = days(event);
    let (first_reported, last_reported) = reported(event);
    let text = |value: &str| safe(value).into_owned();
    let optional = |value: Option<&str>| text(value.unwrap_or(""));
    let ids = articles(event);
    let claims: Vec<String> = event.claims.iter().map(claim).collect();
    [
        event.ordinal.to_string(),
        event.id.clone(),
        event.date.as_ref().map(|date| date.edtf.clone()).unwrap_or_default(),
        day(start),
        day(end),
        precision(event).to_owned(),
        day(event.earliest),
        day(event.latest),
        basis(event).to_owned(),
        text(event.date.as_ref().map_or("", |date| date.text.as_str())),
        text(&event.headline),
        text(&joined(names(&event.actors))),
        text(&first.action),
        text(&joined(names(&event.targets))),
        optional(event.object.as_deref()),
        first.event_type.name().to_owned(),
        first.polarity.name().to_owned(),
        first.modality.name().to_owned(),
        text(&joined(claims.iter().map(String::as_str))),
        first.quoted.to_string(),
        optional(event.place.as_deref()),
        confidence(event.confidence),
        event.mentions.len().to_string(),
        ids.len().to_string(),
        day(first_reported),
        day(last_reported),
        optional(first.publisher.as_deref()),
        day(first.published),
        optional(first.title.as_deref()),
        optional(first.url.as_deref()),
        text(&first.sentence),
        text(&joined(ids)),
        first.sentence_start.to_string(),
        first.sentence_end.to_string(),
        joined(rules(event)),
    ]
}
