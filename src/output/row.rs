//! The cells of one row of a table, one after another in one string that the next row uses again.
//!
//! Knows kinds of cells. Does not know columns.

use std::fmt::Write;

use chrono::NaiveDate;

use super::cells::{is_risky, join, safe};
use crate::temporal::edtf::push_iso_day;

/// See above.
#[derive(Debug, Default)]
pub(super) struct Row {
    text: String,
    /// Where each cell ends.
    ends: Vec<usize>,
}

impl Row {
    /// Takes all cells out.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// The cells, in the order in which they came.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end).unwrap_or_default())
    }

    /// A cell of the program's own words.
    pub(super) fn plain(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// A cell of words from elsewhere, made [`safe`].
    pub(super) fn text(&mut self, cell: &str) {
        self.plain(&safe(cell));
    }

    /// A list in one cell.
    pub(super) fn plain_list<T: AsRef<str>>(&mut self, items: impl IntoIterator<Item = T>) {
        join(items, &mut self.text);
        self.ends.push(self.text.len());
    }

    /// A list of words from elsewhere in one cell, made [`safe`].
    pub(super) fn list<T: AsRef<str>>(&mut self, items: impl IntoIterator<Item = T>) {
        let start = self.text.len();
        join(items, &mut self.text);
        if self.text.get(start..).is_some_and(is_risky) {
            self.text.insert(start, '\'');
        }
        self.ends.push(self.text.len());
    }

    /// A number.
    pub(super) fn number(&mut self, number: u64) {
        let written = write!(self.text, "{number}");
        debug_assert!(written.is_ok(), "a string takes everything");
        self.ends.push(self.text.len());
    }

    /// A day as `2022-07-13`, nothing for none.
    pub(super) fn day(&mut self, day: Option<NaiveDate>) {
        if let Some(day) = day {
            push_iso_day(day, &mut self.text);
        }
        self.ends.push(self.text.len());
    }
}
