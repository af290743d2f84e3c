//! News articles in; a timeline out.
//!
//! The layers, from the lowest to the highest; a file uses only its own layer and lower ones
//! (`tests/architecture.rs` reads the `use` lines and fails otherwise):
//!
//! `text` → `document` → `rule` → `temporal` → `actors` → `events` → `graph` → `linking` → `timeline` →
//! `pipeline` → `store` → `output` → `cli`.

pub mod actors;
pub mod document;
mod error;
pub mod events;
pub mod graph;
mod image;
pub mod linking;
pub mod output;
pub mod pipeline;
pub mod rule;
pub mod store;
pub mod temporal;
pub mod text;
pub mod timeline;

pub use document::Document;
pub use error::{Error, ErrorKind};
pub use linking::Mention;
pub use pipeline::{Extraction, Extractor, Scope};
pub use temporal::Timex;
pub use timeline::{Event, Timeline};

/// The version, and after `+` a hash of all that decides how articles are read and what is made of them: two builds of one such name
/// tell the same of the same articles.
pub const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("DATELINE_FINGERPRINT"));

/// The examples of the README, compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
