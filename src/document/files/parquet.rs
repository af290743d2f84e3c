//! Parquet tables, one article a row, by the same names of columns as other tables.
//!
//! Built with the feature `parquet` only. Parquet keeps its directory at its end: the file is held whole. Knows rows. What
//! their columns hold, `object.rs` finds.

use parquet::file::reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use serde_json::Value;

use super::object::draft;
use crate::document::columns::Columns;
use crate::document::draft::Draft;
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
                Ok(Value::Object(object)) => draft(&object, columns, self.count),
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;

    /// Two articles with their days as days since 1970.
    fn table() -> Vec<u8> {
        let schema = "message articles { REQUIRED BYTE_ARRAY text (UTF8); REQUIRED INT32 date (DATE); }";
        let schema = Arc::new(parse_message_type(schema).expect("a schema"));
        let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::default()).expect("memory");
        let mut group = file.next_row_group().expect("memory");
        let texts = ["It rained.", "It snowed."].map(ByteArray::from);
        let mut column = group.next_column().expect("memory").expect("text");
        column.typed::<ByteArrayType>().write_batch(&texts, None, None).expect("memory");
        column.close().expect("memory");
        let mut column = group.next_column().expect("memory").expect("date");
        column.typed::<Int32Type>().write_batch(&[18_752, 18_753], None, None).expect("memory");
        column.close().expect("memory");
        group.close().expect("memory");
        file.into_inner().expect("memory")
    }

    #[test]
    fn rows_are_articles_with_their_days() {
        let mut rows = Rows::new(table()).expect("a table");
        let mut found = Vec::new();
        while let Some(row) = rows.next(&Columns::default()) {
            let draft = row.expect("an article");
            found.push((draft.text, draft.dates[0].1.get(..10).map(str::to_owned)));
        }
        let day = |day: &str| Some(day.to_owned());
        let expected = [("It rained.", day("2021-05-05")), ("It snowed.", day("2021-05-06"))];
        assert_eq!(found, expected.map(|(text, day)| (text.to_owned(), day)));
    }

    #[test]
    fn what_is_no_table_is_told() {
        assert!(Rows::new(b"PAR1 nothing PAR1".to_vec()).is_err());
    }
}
