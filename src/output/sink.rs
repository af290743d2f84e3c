//! Writing whole texts, lines of JSON and tables.
//!
//! Knows where bytes go, and how to say that they cannot. Does not know what they tell.

use std::fmt::Display;
use std::io::Write;

use serde::Serialize;

use crate::{Error, ErrorKind};

/// Writes `text` and flushes.
pub(super) fn text(text: &str, out: impl Write) -> Result<(), Error> {
    bytes(text.as_bytes(), out)
}

/// Writes `bytes` and flushes.
pub(super) fn bytes(bytes: &[u8], mut out: impl Write) -> Result<(), Error> {
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| failed(&error))
}

/// Writes one object as JSON, and a line feed.
pub(super) fn line(out: &mut impl Write, value: &impl Serialize) -> Result<(), Error> {
    serde_json::to_writer(&mut *out, value).map_err(|error| failed(&error))?;
    out.write_all(b"\n").map_err(|error| failed(&error))
}

/// A CSV writer by RFC 4180 with CRLF; with `bom`, a byte order mark goes first.
pub(super) fn table<W: Write>(bom: bool, mut out: W) -> Result<::csv::Writer<W>, Error> {
    if bom {
        out.write_all("\u{feff}".as_bytes()).map_err(|error| failed(&error))?;
    }
    Ok(::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out))
}

/// Writes a whole table under its `header`, as [`table`] does.
pub(super) fn rows<const N: usize>(
    header: &[&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
    bom: bool,
    out: impl Write,
) -> Result<(), Error> {
    let mut table = table(bom, out)?;
    table.write_record(header).map_err(|error| failed(&error))?;
    rows.into_iter().try_for_each(|row| table.write_record(row)).map_err(|error| failed(&error))?;
    table.flush().map_err(|error| failed(&error))
}

/// The error of an output that does not take what is written.
pub(super) fn failed(error: &dyn Display) -> Error {
    Error::new(ErrorKind::Io, format!("the output cannot be written: {error}"))
}
