//! The shape of the data files: comma-separated cells without quotation marks, a header line, `|` between several
//! words of one cell.
//!
//! Knows rows and cells. What they mean, `load.rs` says.

use crate::error::Error;
use crate::text::{Cells, rows};

/// A data file: its name for messages, and its characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// Path in the repository.
    pub file: &'static str,
    /// Content.
    pub text: &'static str,
}

impl Table {
    /// Calls `read` with the `N` cells of each row.
    ///
    /// # Errors
    /// A row of fewer or more cells, or what `read` says is wrong with one, with file and line.
    pub fn each<const N: usize>(
        &self,
        mut read: impl FnMut([&'static str; N]) -> Result<(), String>,
    ) -> Result<(), Error> {
        rows(self.text, self.file, |row| cells(row).and_then(&mut read))
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
