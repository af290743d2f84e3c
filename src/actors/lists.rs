//! Short lists of words of `data/actors`, cut while the program is compiled.
//!
//! Knows the table. Does not know what those do with a list who ask for it.

use crate::image::constant::{count, words};

const TABLE: &str = include_str!("../../data/actors/word_lists.csv");

/// What a woman is called by how she belongs to others, or a girl.
pub(super) const FEMALE: [&str; count(TABLE, "female")] = words(TABLE, "female");
/// The same of a man or a boy.
pub(super) const MALE: [&str; count(TABLE, "male")] = words(TABLE, "male");
