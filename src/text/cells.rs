//! Tables as the data files have them: a heading, one row a line, cells between marks. A loop over bytes cuts cells, faster on
//! short ones than a general search.
//!
//! Knows bytes, comments, and where a row that does not read stands. Does not know what tables hold.

use crate::error::{Error, ErrorKind};

/// Calls `read` with the rows of a table; empty lines and comments (`#`) are none. `Err` is a message.
///
/// # Errors
/// The first message, with file and line.
pub(crate) fn rows<'t, M: Into<String>>(
    table: &'t str,
    file: &str,
    mut read: impl FnMut(&'t str) -> Result<(), M>,
) -> Result<(), Error> {
    let is_row = |(_, line): &(u64, &str)| !line.is_empty() && !line.starts_with('#');
    for (number, row) in (1..).zip(lines(table)).skip(1).filter(is_row) {
        read(row).map_err(|message| Error::new(ErrorKind::Rule, message).in_file(file).at_line(number))?;
    }
    Ok(())
}

/// The cells of a row, the empty ones too; none of an empty row.
pub(crate) struct Cells<'t> {
    rest: Option<&'t str>,
    mark: u8,
}

impl<'t> Cells<'t> {
    /// Cuts at an ASCII character.
    pub(crate) fn new(row: &'t str, mark: u8) -> Self {
        Self { rest: Some(row).filter(|row| !row.is_empty()), mark }
    }
}

impl<'t> Iterator for Cells<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let rest = self.rest?;
        let Some(end) = rest.bytes().position(|byte| byte == self.mark) else { return self.rest.take() };
        self.rest = rest.get(end + 1..);
        rest.get(..end)
    }
}

/// The lines of a table, without their ends; what stands after the last end is a line too.
fn lines(table: &str) -> impl Iterator<Item = &str> {
    let open = (!table.is_empty() && !table.ends_with('\n')).then_some(table.len());
    let mut start = 0;
    memchr::memchr_iter(b'\n', table.as_bytes()).chain(open).map(move |end| {
        let line = table.get(start..end).unwrap_or("");
        start = end + 1;
        line
    })
}

/// The parts before and after the first mark; nothing after when there is none.
pub(crate) fn divide(cell: &str, mark: u8) -> (&str, &str) {
    let end = cell.bytes().position(|byte| byte == mark).unwrap_or(cell.len());
    (cell.get(..end).unwrap_or(""), cell.get(end + 1..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut_at_marks() {
        assert_eq!(Cells::new("a,,b", b',').collect::<Vec<_>>(), ["a", "", "b"]);
        assert_eq!(Cells::new("", b',').count(), 0);
        assert_eq!(divide("12:took", b':'), ("12", "took"));
        assert_eq!(divide("12", b':'), ("12", ""));
        assert_eq!(lines("a\n\nb").collect::<Vec<_>>(), ["a", "", "b"]);
        assert_eq!(lines("a\n").collect::<Vec<_>>(), ["a"]);
        assert_eq!(lines("").count(), 0);
    }

    #[test]
    fn a_row_that_does_not_read_is_told_with_its_line() {
        let mut read = Vec::new();
        let table = "verb,noun\n# talks\nhold,talks\n\nmake\n";
        let error = rows(table, "t.csv", |row| {
            row.split_once(',').map(|cells| read.push(cells)).ok_or("a verb and a noun are needed")
        });
        assert_eq!(error.unwrap_err().to_string(), "t.csv:5: a verb and a noun are needed");
        assert_eq!(read, [("hold", "talks")]);
    }
}
