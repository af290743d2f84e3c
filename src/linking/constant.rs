//! Cutting tables of words into rows and cells while the program is compiled, so that what is made of them is ready when it starts.
//!
//! Knows bytes. Does not know what tables hold.

/// The end of the row that begins at `from`: its line feed, or the end of the table.
pub(super) const fn row_end(table: &[u8], from: usize) -> usize {
    cell_end(table, from, table.len(), b'\n')
}

/// The first `mark` in `from..to`, `to` where there is none.
pub(super) const fn cell_end(table: &[u8], from: usize, to: usize, mark: u8) -> usize {
    let mut at = from;
    while at < to && table[at] != mark {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_cells_end_where_they_should() {
        let table = b"word,verb\na,b";
        assert_eq!((row_end(table, 0), row_end(table, 10)), (9, 13));
        assert_eq!((cell_end(table, 0, 9, b','), cell_end(table, 5, 9, b',')), (4, 9));
    }
}
