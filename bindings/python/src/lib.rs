//! The module `dateline._native`: what `dateline` the package is made of. Its documentation is in the package.
//!
//! Knows Python and the library. Decides nothing about articles.

mod article;
mod columns;
mod convert;
mod extractor;
mod plan;
mod read;
mod spread;
mod timeline;

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// For what the library holds; Python keeps its own.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("__build__", dateline::BUILD)?;
    module.add("DatelineError", module.py().get_type::<DatelineError>())?;
    module.add("WINDOW", dateline::linking::WINDOW)?;
    module.add_function(wrap_pyfunction!(plan::keys, module)?)?;
    module.add_class::<extractor::Extractor>()?;
    module.add_class::<article::Names>()?;
    module.add_class::<plan::Plan>()?;
    module.add_class::<read::Reader>()?;
    module.add_class::<timeline::Timeline>()
}
