//! The module `dateline._native`: what `dateline` the package is made of. Its documentation is in the package.
//!
//! Knows Python and the library. Decides nothing about articles.

mod article;
mod convert;
mod extractor;
mod spread;
mod timeline;

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

create_exception!(
    dateline,
    DatelineError,
    PyValueError,
    "What was given cannot be used: it names the file, the line and the remedy."
);

/// An error of the library as a Python exception with the same words.
pub(crate) fn raised(error: &dateline::Error) -> PyErr {
    DatelineError::new_err(error.to_string())
}

/// The edges within blocks: see [`spread::edges`].
#[pyfunction]
fn link(py: Python<'_>, blocks: Vec<u64>, mentions: Vec<PyBackedBytes>) -> PyResult<Vec<spread::NamedEdge>> {
    py.detach(|| {
        let packed: Vec<&[u8]> = mentions.iter().map(|bytes| &**bytes).collect();
        spread::edges(&blocks, &packed)
    })
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("DatelineError", module.py().get_type::<DatelineError>())?;
    module.add("WINDOW", dateline::linking::WINDOW)?;
    module.add_function(wrap_pyfunction!(link, module)?)?;
    module.add_class::<extractor::Extractor>()?;
    module.add_class::<timeline::Timeline>()
}
