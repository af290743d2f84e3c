//! The tables of this layer: one row a line under a line of headings.
//!
//! Knows how a row that does not read is told. What rows mean, those know who read them.

use crate::error::Error;
use crate::text::rows;

/// A table with its place among the data.
pub(super) struct Table {
    pub(super) file: &'static str,
    pub(super) text: &'static str,
    /// How a row is written: `verb,nouns`.
    pub(super) row: &'static str,
}

impl Table {
    /// Gives every row to `read`, which returns nothing for one that is not written so.
    ///
    /// # Errors
    /// The first such row, with file and line.
    pub(super) fn read(&self, mut read: impl FnMut(&'static str) -> Option<()>) -> Result<(), Error> {
        rows(self.text, self.file, |row| read(row).ok_or_else(|| format!("`{row}` is not `{}`", self.row)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_does_not_read_is_told_with_its_line() {
        let table = Table { file: "t.csv", text: "verb,noun\nhold,talks\nmake\n", row: "verb,noun" };
        let mut rows = Vec::new();
        let error = table.read(|row| row.split_once(',').map(|cells| rows.push(cells))).unwrap_err();
        assert_eq!(error.to_string(), "t.csv:3: `make` is not `verb,noun`");
        assert_eq!(rows, [("hold", "talks")]);
    }
}
