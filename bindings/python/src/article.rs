//! Articles from Python: records with an id each.

use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use dateline::Document;
use dateline::document::{Ids, Record, parse_day};
use pyo3::prelude::*;

use crate::DatelineError;

/// Text, id, title, date, publisher, address; an empty one is unknown.
pub type Fields = (String, String, String, String, String, String);

/// Documents, and what is to be told about them.
pub struct Articles {
    /// In the order in which they were given.
    pub documents: Vec<Document>,
    /// Dates that could not be used, ids that came twice.
    pub doubts: Vec<String>,
}

/// The ids of the articles of a run, however many batches they come in.
#[pyclass(frozen, module = "dateline._native")]
#[derive(Default)]
pub struct Names(Mutex<Given>);

/// Ids, and how many articles there were.
#[derive(Default)]
struct Given {
    ids: Ids,
    count: usize,
}

#[pymethods]
impl Names {
    #[new]
    fn new() -> Self {
        Self::default()
    }
}

impl Names {
    /// The documents of records. An article without an id is named by its place, from 1; a repeated id gets a new name.
    pub fn articles(&self, records: Vec<Fields>, published: Option<NaiveDate>) -> Articles {
        let mut given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = Articles { documents: Vec::with_capacity(records.len()), doubts: Vec::new() };
        for (text, id, title, date, publisher, url) in records {
            given.count += 1;
            let record = Record { text, id, title, date, publisher, url };
            let (mut document, bad) = record.document(published);
            if document.id.is_empty() {
                document.id = given.count.to_string();
            }
            all.doubts.extend(bad.iter().map(|doubt| format!("article {}: {doubt}", document.id)));
            if let Some(renamed) = given.ids.unique(&document.id, &document.text) {
                let id = &document.id;
                all.doubts.push(format!(
                    "another article has the id `{id}` as well; this one is called `{renamed}`"
                ));
                document.id = renamed;
            }
            all.documents.push(document);
        }
        all
    }
}

/// A day as the user writes it.
///
/// # Errors
/// It is none.
pub fn day(value: &str) -> PyResult<NaiveDate> {
    parse_day(value)
        .map_err(|error| DatelineError::new_err(format!("the date `{value}` {error} (write YYYY-MM-DD)")))
}
