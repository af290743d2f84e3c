//! Columns of bytes of any length, as Arrow has them: all bytes in one piece, and where each value ends. What has a million values is no
//! million objects of Python then.

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;

/// A column that Python gave: its bytes, and the numbers (8 bytes each, the lowest first) at which values begin and end.
#[derive(FromPyObject)]
pub struct Given(PyBackedBytes, PyBackedBytes);

impl Given {
    /// The values, in their order; what lies beyond the bytes is empty.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let Self(bytes, ends) = self;
        let ends = ends.as_chunks().0.iter().map(|end| i64::from_le_bytes(*end));
        let ends = ends.map(|end| usize::try_from(end).unwrap_or_default());
        ends.clone().zip(ends.skip(1)).map(|(start, end)| bytes.get(start..end).unwrap_or_default())
    }

    /// The values as texts; one that is none is empty.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|bytes| std::str::from_utf8(bytes).unwrap_or_default())
    }
}

/// A column for Python, whose values end at numbers of 4 bytes, the lowest first.
pub struct Column {
    bytes: Vec<u8>,
    ends: Vec<u8>,
    most: usize,
}

/// [`Column`] in objects of Python.
pub type ColumnBytes<'py> = (Bound<'py, PyBytes>, Bound<'py, PyBytes>);

impl Default for Column {
    fn default() -> Self {
        Self { bytes: Vec::new(), ends: vec![0; 4], most: 0 }
    }
}

impl Column {
    /// Adds a value of units of so many bytes.
    pub fn push(&mut self, value: &[u8], unit: usize) {
        self.bytes.extend(value);
        self.most = self.bytes.len() / unit;
        self.ends.extend((self.most as u32).to_le_bytes());
    }

    /// For Python.
    ///
    /// # Errors
    /// There are more than two gigabytes, more than a column of Arrow holds.
    pub fn bytes<'py>(&self, py: Python<'py>) -> PyResult<ColumnBytes<'py>> {
        i32::try_from(self.most)?;
        Ok((PyBytes::new(py, &self.bytes), PyBytes::new(py, &self.ends)))
    }
}
