//! Actors that the user adds: a table with the columns `name,id,kind,aliases,state`.
//!
//! Knows the shape of the table and which names it repeats. Does not know the tables of the program.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};

/// A file of the user's own actors, as CSV with a header line; only `name` must be there. Several aliases are divided by `|`;
/// `state` is the id or the name of the state or organisation that the actor belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct UserActors {
    /// Its name, for messages.
    pub file: String,
    /// Its characters.
    pub text: String,
}

/// One row of such a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub line: u64,
    pub name: &'static str,
    /// Empty where there is none.
    pub id: &'static str,
    /// The name of a kind; `organisation` where none is given.
    pub kind: &'static str,
    pub aliases: Vec<&'static str>,
    pub state: &'static str,
}

const COLUMNS: [&str; 5] = ["name", "id", "kind", "aliases", "state"];

impl UserActors {
    /// The rows in their order. Their words are kept as long as the program runs.
    ///
    /// # Errors
    /// A line that does not read, a column of another name, an empty name, a name that stands for two actors.
    pub(super) fn rows(&self) -> Result<Vec<Row>, Error> {
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(self.text.as_bytes());
        let header = reader.headers().map_err(|e| self.error(1, e.to_string(), HEADER))?.clone();
        let places = self.places(&header)?;
        let mut rows = Vec::new();
        let mut seen = BTreeMap::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                self.error(
                    line,
                    error.to_string(),
                    "close every quotation mark; write it twice inside a cell",
                )
            })?;
            let line = record.position().map_or(1, csv::Position::line);
            if record.len() > header.len() {
                let message = format!("the line has {} cells, the header {}", record.len(), header.len());
                return Err(self.error(line, message, "put cells that hold a comma into quotation marks"));
            }
            let row = row(&record, places, line);
            self.check(&row, &mut seen)?;
            rows.push(row);
        }
        Ok(rows)
    }

    /// Where each column stands.
    fn places(&self, header: &csv::StringRecord) -> Result<[Option<usize>; 5], Error> {
        let mut places = [None; 5];
        for (at, cell) in header.iter().enumerate() {
            let cell = cell.trim_start_matches('\u{feff}').to_lowercase();
            let Some(column) = COLUMNS.iter().position(|column| *column == cell) else {
                return Err(self.error(1, format!("no column is called `{cell}`"), HEADER));
            };
            if let Some(place) = places.get_mut(column) {
                *place = Some(at);
            }
        }
        match places {
            [Some(_), ..] => Ok(places),
            _ => Err(self.error(1, "the column `name` is missing".to_owned(), HEADER)),
        }
    }

    fn check(&self, row: &Row, seen: &mut BTreeMap<String, u64>) -> Result<(), Error> {
        if row.name.is_empty() {
            return Err(self.error(row.line, "the name is empty".to_owned(), "give each actor a name"));
        }
        for name in std::iter::once(&row.name).chain(&row.aliases) {
            if let Some(before) = seen.insert(name.to_lowercase(), row.line) {
                let message = format!("`{name}` stands in line {before} already");
                return Err(self.error(row.line, message, "let each name mean one actor"));
            }
        }
        Ok(())
    }

    /// An error at a line of the file, with what to do about it.
    pub(super) fn error(&self, line: u64, message: String, remedy: &str) -> Error {
        Error::new(ErrorKind::Rule, message).in_file(&self.file).at_line(line).with_remedy(remedy)
    }
}

const HEADER: &str = "begin with the line `name,id,kind,aliases,state`; only `name` must be there";

fn row(record: &csv::StringRecord, places: [Option<usize>; 5], line: u64) -> Row {
    let cell = |column: usize| -> &'static str {
        let place = places.get(column).copied().flatten();
        place.and_then(|at| record.get(at)).map_or("", |cell| kept(cell.trim_start_matches('\u{feff}')))
    };
    let kind = match cell(2) {
        "" => "organisation",
        kind => kind,
    };
    let aliases = cell(3).split('|').map(str::trim).filter(|alias| !alias.is_empty()).collect();
    Row { line, name: cell(0), id: cell(1), kind, aliases, state: cell(4) }
}

/// The same characters, for as long as the program runs: the tables of this layer are borrowed, not copied.
fn kept(cell: &str) -> &'static str {
    if cell.is_empty() { "" } else { Box::leak(cell.to_owned().into_boxed_str()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<Row>, Error> {
        UserActors { file: "own.csv".into(), text: text.into() }.rows()
    }

    fn message(text: &str) -> String {
        rows(text).map_or_else(|error| error.to_string(), |rows| format!("{rows:?}"))
    }

    #[test]
    fn columns_come_in_any_order_and_may_be_missing() {
        let read = rows("kind,name\ncompany,Nordwind AS\n,\"Vega, Diaz\"\n").unwrap_or_default();
        let shown: Vec<(&str, &str, u64)> = read.iter().map(|r| (r.name, r.kind, r.line)).collect();
        assert_eq!(shown, [("Nordwind AS", "company", 2), ("Vega, Diaz", "organisation", 3)]);
    }

    #[test]
    fn mistakes_name_the_line() {
        assert!(message("name\nAva\nava\n").contains("own.csv:3"), "{}", message("name\nAva\nava\n"));
        assert!(message("name,king\nAva,x\n").contains("`king`"));
        assert!(message("id\nx\n").contains("`name` is missing"));
        assert!(message("name,id\n,x\n").contains("own.csv:2"));
        assert!(message("name\nA,b\n").contains("2 cells"));
    }
}
