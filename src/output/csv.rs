//! The timeline as CSV: RFC 4180 with CRLF, UTF-8, one event a row.

use std::borrow::Cow;
use std::io::Write;

use super::cells::{
    articles, basis, claim, confidence, day, days, joined, names, precision, reported, representative, rules,
    safe,
};
use super::columns::{Columns, extra};
use super::loss::{Losses, NO_SHARED_DATE};
use super::names::Name;
use super::sink;
use crate::Error;
use crate::linking::Mention;
use crate::timeline::{Event, Timeline};

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

/// Writes `timeline`, as [`Table`] does.
///
/// # Errors
/// The output cannot be written.
pub fn write(
    timeline: &Timeline,
    columns: Option<&Columns>,
    bom: bool,
    out: impl Write,
) -> Result<Losses, Error> {
    let mut table = Table::new(columns, bom, out)?;
    timeline.events.iter().try_for_each(|event| table.write(event))?;
    table.finish()
}

/// A table that is being written, event by event.
pub struct Table<'c, W: Write> {
    rows: ::csv::Writer<W>,
    columns: Option<&'c Columns>,
    losses: Losses,
}

impl<'c, W: Write> Table<'c, W> {
    /// Begins a table with all columns, or those of `columns`; with `bom`, a byte order mark goes before it, which Excel
    /// needs to read UTF-8. Columns for programs that need a date leave out, and count, events that have none.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn new(columns: Option<&'c Columns>, bom: bool, out: W) -> Result<Self, Error> {
        let mut rows = sink::table(bom, out)?;
        match columns {
            None => rows.write_record(HEADER),
            Some(columns) => rows.write_record(columns.titles()),
        }
        .map_err(|error| sink::failed(&error))?;
        Ok(Self { rows, columns, losses: Losses::default() })
    }

    /// Writes one event more.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn write(&mut self, event: &Event) -> Result<(), Error> {
        let written = match self.columns {
            None => self.rows.write_record(row(event)),
            Some(columns) => {
                let extra = extra(event);
                if columns.needs_date() && extra.first().is_some_and(String::is_empty) {
                    self.losses.add(NO_SHARED_DATE);
                    return Ok(());
                }
                self.rows.write_record(columns.cells(&row(event), &extra))
            }
        };
        written.map_err(|error| sink::failed(&error))
    }

    /// Ends the table; gives what it could not hold.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn finish(mut self) -> Result<Losses, Error> {
        self.rows.flush().map_err(|error| sink::failed(&error))?;
        Ok(self.losses)
    }
}

impl<'c> Table<'c, Vec<u8>> {
    /// A part of a table without its head: what several threads write at once is put one after another below one head.
    ///
    /// # Errors
    /// None: a part is held in memory.
    pub fn part(columns: Option<&'c Columns>) -> Result<Self, Error> {
        Ok(Self { rows: sink::table(false, Vec::new())?, columns, losses: Losses::default() })
    }

    /// What was written, and what could not be held.
    ///
    /// # Errors
    /// None: a part is held in memory.
    pub fn into_part(self) -> Result<(Vec<u8>, Losses), Error> {
        let bytes = self.rows.into_inner().map_err(|error| sink::failed(&error.error()))?;
        Ok((bytes, self.losses))
    }
}

/// The cells of one event, in the order of [`HEADER`].
fn row(event: &Event) -> [String; 35] {
    let empty = Mention::default();
    let first = representative(event).unwrap_or(&empty);
    let (start, end) = days(event);
    let (first_reported, last_reported) = reported(event);
    let text = |value: &str| safe(value).into_owned();
    let list = |value: String| match safe(&value) {
        Cow::Owned(made_safe) => made_safe,
        Cow::Borrowed(_) => value,
    };
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
        list(joined(names(&event.actors))),
        text(&first.action),
        list(joined(names(&event.targets))),
        optional(event.object.as_deref()),
        first.event_type.name().to_owned(),
        first.polarity.name().to_owned(),
        first.modality.name().to_owned(),
        list(joined(claims.iter().map(String::as_str))),
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
        list(joined(ids)),
        first.sentence_start.to_string(),
        first.sentence_end.to_string(),
        joined(rules(event)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn presets_hold_only_what_is_certain() {
        let columns = Columns::parse("storyteller").expect("a preset");
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), Some(&columns), false, &mut bytes).expect("memory");
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(NO_SHARED_DATE, 3)]);
        let text = String::from_utf8(bytes).expect("UTF-8");
        let starts: Vec<&str> = text.lines().filter_map(|line| line.split(',').next()).take(7).collect();
        let expected =
            ["start_date", "-0043-03-15", "2019", "2021-06", "2022-07-13", "2022-09-23", "2024-04-10"];
        assert_eq!(starts, expected);
    }
}
