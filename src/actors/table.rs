//! The shape of the data files: comma-separated cells without quotation marks, a header line, `|` between several
//! words of one cell.
//!
//! Knows rows and cells. What they mean, `load.rs` says.

use crate::error::{Error, ErrorKind};
use crate::text::{Cells, lines};

/// A data file: its name for messages, and its characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// Path in the repository.
    pub file: &'static str,
    /// Content.
    pub text: &'static str,
}

impl Table {
    /// Calls `read` with the `N` cells of each line after the header. Errors name the file and the line.
    pub fn each<const N: usize>(
        &self,
        mut read: impl FnMut([&'static str; N]) -> Result<(), String>,
    ) -> Result<(), Error> {
        for (number, line) in lines(self.text).enumerate().skip(1) {
            cells(line).and_then(&mut read).map_err(|message| {
                Error::new(ErrorKind::Rule, message).in_file(self.file).at_line(number as u64 + 1)
            })?;
        }
        Ok(())
    }
}

fn cells<const N: usize>(line: &'static str) -> Result<[&'static str; N], String> {
    let mut row = [""; N];
    let mut parts = Cells::new(line, b',');
    for cell in &mut row {
        *cell = parts.next().ok_or_else(|| format!("the line has fewer than {N} cells"))?;
    }
    if parts.next().is_some() {
        return Err(format!("the line has more than {N} cells"));
    }
    Ok(row)
}

/// The words of a cell that holds several, divided by `|`.
pub(super) fn words(cell: &'static str) -> impl Iterator<Item = &'static str> {
    Cells::new(cell, b'|').filter(|word| !word.is_empty())
}
