//! Comma, semicolon and tab separated values, one article a row.
//!
//! Rows are streamed. Which column holds what is told by its name; a row that does not fit is an error of its
//! own, and the rest still comes.
//!
//! Knows rows, separators and headings. Does not know what dates or titles look like.

use std::borrow::Cow;
use std::io::BufRead;

use csv::{ByteRecord, Position, StringRecord};

use super::decode::{Remark, legacy_encoding};
use crate::document::columns::{Columns, Field};
use crate::document::draft::Draft;
use crate::{Error, ErrorKind};

/// The rows of a table.
pub(super) struct Rows {
    reader: csv::Reader<Box<dyn BufRead + Send>>,
    width: usize,
    /// The column of each field, in the order of [`Field::ALL`].
    places: [Option<usize>; 6],
    record: ByteRecord,
    /// What was noticed about the encoding, to be told once.
    pub remark: Option<Remark>,
    ended: bool,
}

impl Rows {
    /// Reads the header.
    ///
    /// # Errors
    /// The table is empty, or no column holds the text.
    pub fn new(
        mut input: Box<dyn BufRead + Send>,
        separator: Option<u8>,
        columns: &Columns,
    ) -> Result<Self, Error> {
        let head = input.fill_buf().map_err(|error| super::open::io_error(&error))?;
        let separator = separator.unwrap_or_else(|| guess_separator(head));
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(input);
        let header = reader.byte_headers().map_err(|error| table_error(&error))?.clone();
        let names = decoded(&header).0;
        let places = Field::ALL.map(|field| place(&names, columns, field));
        check(&names, columns, &places)?;
        Ok(Self { reader, width: names.len(), places, record: ByteRecord::new(), remark: None, ended: false })
    }

    /// The next article, or the error of its row.
    pub fn next(&mut self) -> Option<Result<Draft, Error>> {
        if self.ended {
            return None;
        }
        match self.reader.read_byte_record(&mut self.record) {
            Ok(true) => Some(self.article()),
            Ok(false) => None,
            Err(error) => {
                self.ended = error.is_io_error();
                Some(Err(table_error(&error)))
            }
        }
    }

    fn article(&mut self) -> Result<Draft, Error> {
        let line = self.record.position().map_or(0, Position::line);
        let (row, remark) = decoded(&self.record);
        self.remark = self.remark.take().or(remark);
        let extra = row.iter().skip(self.width).any(|field| !field.trim().is_empty());
        if row.len() < self.width || extra {
            let message = format!("this row has {} fields, the header has {}", row.len(), self.width);
            let remedy = "put fields with separators or line breaks in double quotation marks";
            return Err(Error::new(ErrorKind::Data, message).with_remedy(remedy).at_line(line));
        }
        let at = |field: Field| self.places.get(field as usize).copied().flatten().and_then(|at| row.get(at));
        let text = at(Field::Text).unwrap_or("").to_owned();
        Ok(Draft { line, ..Draft::of_record(text, |field| at(field).map(Cow::Borrowed)) })
    }
}

/// The column of a field: the mapped one, else that with the best of the usual names.
fn place(names: &StringRecord, columns: &Columns, field: Field) -> Option<usize> {
    if let Some(mapped) = columns.mapped(field) {
        return names.iter().position(|name| name.trim() == mapped);
    }
    let ranked = names.iter().enumerate().filter_map(|(at, name)| {
        columns.usual(name).filter(|(_, f)| *f == field).map(|(rank, _)| (rank, at))
    });
    ranked.min().map(|(_, at)| at)
}

/// Every mapped column must be there, and one for the text.
fn check(names: &StringRecord, columns: &Columns, places: &[Option<usize>; 6]) -> Result<(), Error> {
    for (field, place) in Field::ALL.iter().zip(places) {
        let message = match columns.mapped(*field) {
            Some(column) if place.is_none() => format!("the table has no column `{column}`"),
            None if *field == Field::Text && place.is_none() => "no column holds the text".to_owned(),
            _ => continue,
        };
        let listed: Vec<&str> = names.iter().take(20).collect();
        let remedy =
            format!("its columns are {}; name one with --map {}=COLUMN", listed.join(", "), field.name());
        return Err(Error::new(ErrorKind::Data, message).at_line(1).with_remedy(remedy));
    }
    Ok(())
}

fn table_error(error: &csv::Error) -> Error {
    let line = error.position().map(Position::line);
    let error = match error.kind() {
        csv::ErrorKind::Io(io) => super::open::io_error(io),
        _ => Error::new(ErrorKind::Data, format!("this row cannot be read: {error}")),
    };
    match line {
        Some(line) => error.at_line(line),
        None => error,
    }
}

/// The separator that stands most often in the header, outside quotation marks.
fn guess_separator(head: &[u8]) -> u8 {
    let line = head.split(|b| *b == b'\n').next().unwrap_or(head);
    let mut quoted = false;
    let mut counts = [(b',', 0usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in line {
        quoted ^= *byte == b'"';
        if !quoted && let Some((_, count)) = counts.iter_mut().find(|(separator, _)| separator == byte) {
            *count += 1;
        }
    }
    let best = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    best.map_or(b',', |(separator, _)| separator)
}

/// The fields as characters; the encoding is guessed from the whole row.
fn decoded(record: &ByteRecord) -> (StringRecord, Option<Remark>) {
    if let Ok(row) = StringRecord::from_byte_record(record.clone()) {
        return (row, None);
    }
    let encoding = legacy_encoding(record.as_slice());
    let row = record.iter().map(|field| encoding.decode_without_bom_handling(field).0).collect::<Vec<_>>();
    (StringRecord::from(row), Some(Remark::Legacy(encoding.name())))
}
