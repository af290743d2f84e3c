//! Token patterns: notation, index, matcher, one overlap policy. Knows neither dates nor events.
//!
//! A rule file holds patterns over tokens and over *chunks* (runs of tokens that an earlier stage already
//! understood). The upper layer gives the words their classes ([`Vocabulary`]) and reads the captures of each
//! [`Match`]; what a match means is not known here.

mod compile;
mod file;
mod matcher;
mod notation;
mod program;
mod scan;
mod select;
mod set;
pub(crate) mod toml;
mod vocabulary;

use std::sync::Arc;

pub use file::{CaseSource, RuleFile, RuleSource};
pub use matcher::{Capture, Match};
pub use scan::{Chunk, Scan};
pub use select::{Candidate, select};
pub use set::{Rule, RuleSet};
pub use vocabulary::{ClassId, Vocabulary};

/// The name of a rule, as written in its data file: `date.count-units-ago`.
pub type RuleId = Arc<str>;
