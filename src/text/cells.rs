//! Cutting table rows into cells: a loop over bytes, faster on short cells than a general search.

/// The cells of a row, the empty ones too; none of an empty row.
pub(super) struct Cells<'t> {
    rest: Option<&'t str>,
    mark: u8,
}

impl<'t> Cells<'t> {
    /// Cuts at an ASCII character.
    pub(super) fn new(row: &'t str, mark: u8) -> Self {
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

/// The parts before and after the first mark; nothing after when there is none.
pub(super) fn divide(cell: &str, mark: u8) -> (&str, &str) {
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
    }
}
