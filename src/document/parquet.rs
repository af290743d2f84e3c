//! Parquet tables, one article a row, by the same names of columns as other tables.
//!
//! Built with the feature `parquet` only. Parquet keeps its directory at its end: the file is held whole.

use parquet::file::reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use serde_json::Value;

use super::columns::Columns;
use super::draft::Draft;
use super::json;
use crate::{Error, ErrorKind};

/// The rows of a table.
pub(super) struct Rows {
    rows: RowIter<'static>,
    count: u64,
    ended: bool,
}

impl Rows {
    /// Reads the directory.
    ///
    /// # Errors
    /// The bytes are no Parquet table.
    pub fn new(bytes: Vec<u8>) -> Result<Self, Error> {
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).map_err(|error| broken(&error))?;
        Ok(Self { rows: RowIter::from_file_into(Box::new(reader)), count: 0, ended: false })
    }

    /// The next article, or the error of its row. After a row that cannot be read nothing more comes.
    pub fn next(&mut self, columns: &Columns) -> Option<Result<Draft, Error>> {
        let row = self.rows.next().filter(|_| !self.ended)?;
        self.count += 1;
        Some(
            match row.map(|row| row.to_json_value()) {
                Ok(Value::Object(object)) => json::draft(&object, columns, self.count),
                Ok(_) => Err(Error::new(ErrorKind::Data, "this row is no article")),
                Err(error) => {
                    self.ended = true;
                    Err(broken(&error))
                }
            }
            .map_err(|error| error.at_line(self.count)),
        )
    }
}

fn broken(error: &dyn std::fmt::Display) -> Error {
    Error::new(ErrorKind::Data, format!("this Parquet table cannot be read: {error}"))
        .with_remedy("check that the file is whole")
}
