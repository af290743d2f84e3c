//! The timeline as CSV: RFC 4180 with CRLF, UTF-8, one event a row.

use std::io::Write;

use super::cells::{
    articles, basis, claim, confidence, days, names, precision, reported, representative, rules,
};
use super::columns::{Columns, extra};
use super::loss::{Losses, NO_SHARED_DATE};
use super::names::Name;
use super::row::Row;
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
    /// The cells of the event that was written last.
    row: Row,
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
        Ok(Self { rows, columns, losses: Losses::default(), row: Row::default() })
    }

    /// Writes one event more.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn write(&mut self, event: &Event) -> Result<(), Error> {
        fill(event, &mut self.row);
        let written = match self.columns {
            None => self.rows.write_record(self.row.cells()),
            Some(columns) => {
                let extra = extra(event);
                if columns.needs_date() && extra.first().is_some_and(String::is_empty) {
                    self.losses.add(NO_SHARED_DATE);
                    return Ok(());
                }
                self.rows.write_record(columns.cells(&self.row, &extra))
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
        Ok(Self {
            rows: sink::table(false, Vec::new())?,
            columns,
            losses: Losses::default(),
            row: Row::default(),
        })
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

/// Puts the cells of one event into `row`, in the order of [`HEADER`].
fn fill(event: &Event, row: &mut Row) {
    let empty = Mention::default();
    let first = representative(event).unwrap_or(&empty);
    let (start, end) = days(event);
    let (first_reported, last_reported) = reported(event);
    let ids = articles(event);
    row.clear();
    row.number(u64::from(event.ordinal));
    row.plain(&event.id);
    row.plain(event.date.as_ref().map_or("", |date| date.edtf.as_str()));
    row.day(start);
    row.day(end);
    row.plain(precision(event));
    row.day(event.earliest);
    row.day(event.latest);
    row.plain(basis(event));
    row.text(event.date.as_ref().map_or("", |date| date.text.as_str()));
    row.text(&event.headline);
    row.list(names(&event.actors));
    row.text(&first.action);
    row.list(names(&event.targets));
    row.text(event.object.as_deref().unwrap_or_default());
    row.plain(first.event_type.name());
    row.plain(first.polarity.name());
    row.plain(first.modality.name());
    row.list(event.claims.iter().map(claim));
    row.plain(if first.quoted { "true" } else { "false" });
    row.text(event.place.as_deref().unwrap_or_default());
    row.plain(&confidence(event.confidence));
    row.number(event.mentions.len() as u64);
    row.number(ids.len() as u64);
    row.day(first_reported);
    row.day(last_reported);
    row.text(first.publisher.as_deref().unwrap_or_default());
    row.day(first.published);
    row.text(first.title.as_deref().unwrap_or_default());
    row.text(first.url.as_deref().unwrap_or_default());
    row.text(&first.sentence);
    row.list(ids);
    row.number(u64::from(first.sentence_start));
    row.number(u64::from(first.sentence_end));
    row.plain_list(rules(event));
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
