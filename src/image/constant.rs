//! Cutting tables of words into rows and cells while the program is compiled, so that what is made of them is ready when it starts.
//!
//! Knows bytes. Does not know what tables hold.

/// The end of the row that begins at `from`: its line feed, or the end of the table.
pub(crate) const fn row_end(table: &[u8], from: usize) -> usize {
    cell_end(table, from, table.len(), b'\n')
}

/// The first `mark` in `from..to`, `to` where there is none.
pub(crate) const fn cell_end(table: &[u8], from: usize, to: usize, mark: u8) -> usize {
    let mut at = from;
    while at < to && table[at] != mark {
        at += 1;
    }
    at
}

/// The characters of a table in `from..to`.
pub(crate) const fn part(table: &'static str, from: usize, to: usize) -> &'static str {
    table.split_at(to).0.split_at(from).1
}

/// How many words a list of a table has, in which each row is the name of a list, a comma and its words with blanks between them.
pub(crate) const fn count(table: &str, list: &str) -> usize {
    let table = table.as_bytes();
    let (mut at, end) = place(table, list.as_bytes());
    let mut count = 0;
    while at < end {
        at = cell_end(table, at, end, b' ') + 1;
        count += 1;
    }
    count
}

/// The words of such a list, in their order; `N` is their [`count`].
pub(crate) const fn words<const N: usize>(table: &'static str, list: &str) -> [&'static str; N] {
    let (mut at, end) = place(table.as_bytes(), list.as_bytes());
    let mut words = [""; N];
    let mut number = 0;
    while number < N {
        let stop = cell_end(table.as_bytes(), at, end, b' ');
        words[number] = part(table, at, stop);
        at = stop + 1;
        number += 1;
    }
    words
}

/// Where the words of a list begin and end. A table without the list does not compile.
const fn place(table: &[u8], list: &[u8]) -> (usize, usize) {
    let mut from = row_end(table, 0) + 1;
    loop {
        assert!(from < table.len(), "the table has no such list");
        let end = row_end(table, from);
        let comma = cell_end(table, from, end, b',');
        if reads(table, from, comma, list) {
            return (comma + 1, end);
        }
        from = end + 1;
    }
}

/// True when `from..to` of a table reads so.
const fn reads(table: &[u8], from: usize, to: usize, word: &[u8]) -> bool {
    let mut at = 0;
    while at < word.len() && from + at < to && table[from + at] == word[at] {
        at += 1;
    }
    at == word.len() && from + at == to
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

    #[test]
    fn a_list_is_found_by_its_whole_name() {
        const TABLE: &str = "list,words\nsea,bay gulf\nseas,Aral\n";
        const SEA: [&str; count(TABLE, "sea")] = words(TABLE, "sea");
        const SEAS: [&str; count(TABLE, "seas")] = words(TABLE, "seas");
        assert_eq!((SEA, SEAS), (["bay", "gulf"], ["Aral"]));
    }
}
