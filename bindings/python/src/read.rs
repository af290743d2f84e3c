//! The articles of files.
//!
//! Knows the library's reader. Does not know what kinds of files there are.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use dateline::Document;
use dateline::document::{Columns, Input, ReadOptions};
use pyo3::prelude::*;

use crate::article::{Fields, day};
use crate::raised;

/// Articles read, of these without a day of publication, of these with a flaw; what could not be read; files that are none.
type Counts = (u64, u64, u64, u64, u64);

/// Reads files and folders, one article after another.
#[pyclass(frozen, module = "dateline._native")]
pub struct Reader {
    inner: Mutex<dateline::document::Reader>,
}

#[pymethods]
impl Reader {
    /// `columns` are settings `FIELD=COLUMN`, as the command line takes them.
    #[new]
    fn new(paths: Vec<PathBuf>, published: Option<&str>, columns: Vec<String>) -> PyResult<Self> {
        let mut known = Columns::default();
        columns.iter().try_for_each(|setting| known.map(setting)).map_err(|error| raised(&error))?;
        let options = ReadOptions { columns: known, published: published.map(day).transpose()? };
        let inputs = paths.into_iter().map(Input::Path).collect();
        Ok(Self { inner: Mutex::new(dateline::document::Reader::new(inputs, options)) })
    }

    /// The next article; before it, what is to be told: what could not be read, what was read with a flaw.
    fn next(&self, py: Python<'_>) -> (Option<Fields>, Vec<String>) {
        py.detach(|| {
            let mut reader = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            let mut told = Vec::new();
            loop {
                let next = reader.next();
                told.extend(reader.notices().map(|notice| notice.error.to_string()));
                match next {
                    Some(Err(error)) => told.push(error.to_string()),
                    Some(Ok(document)) => return (Some(fields(document)), told),
                    None => return (None, told),
                }
            }
        })
    }

    /// The counts so far.
    fn counts(&self) -> Counts {
        let report = self.inner.lock().unwrap_or_else(PoisonError::into_inner).report();
        (report.articles, report.undated, report.flawed, report.failed, report.skipped)
    }
}

/// The fields of a document, from which [`articles`](crate::article::articles) makes it again.
fn fields(document: Document) -> Fields {
    let Document { id, text, title, published, publisher, url, .. } = document;
    let date = published.map(|day| day.to_string()).unwrap_or_default();
    (text, id, title.unwrap_or_default(), date, publisher.unwrap_or_default(), url.unwrap_or_default())
}
