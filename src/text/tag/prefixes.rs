//! Prefixes that leave a word what it is, `re-open`, `unclear`: `data/lexicon/prefixes.csv`, cut while the program is compiled.
//!
//! Knows the table. Does not know words.

use crate::image::constant::{count, words};

const TABLE: &str = include_str!("../../../data/lexicon/prefixes.csv");

/// With a hyphen after them.
pub(super) const HYPHENATED: [&str; count(TABLE, "hyphenated")] = words(TABLE, "hyphenated");
/// Without.
pub(super) const JOINED: [&str; count(TABLE, "joined")] = words(TABLE, "joined");
