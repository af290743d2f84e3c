//! Short lists of words of `data/actors`, cut while the program is compiled.
//!
//! Knows the table. Does not know what those do with a list who ask for it.

use crate::image::constant::{count, words};

const TABLE: &str = include_str!("../../data/actors/word_lists.csv");

/// What opens or ends a name, with a full stop that ends no sentence.
pub(super) const ABBREVIATED: [&str; count(TABLE, "abbreviated")] = words(TABLE, "abbreviated");
/// What a woman is called by how she belongs to others, or a girl.
pub(super) const FEMALE: [&str; count(TABLE, "female")] = words(TABLE, "female");
/// Organs that are called by the one who leads them.
pub(super) const GOVERNMENTS: [&str; count(TABLE, "governments")] = words(TABLE, "governments");
/// What a man or a boy is called so.
pub(super) const MALE: [&str; count(TABLE, "male")] = words(TABLE, "male");
/// Months that are names of people too.
pub(super) const MONTH_NAMES: [&str; count(TABLE, "month_names")] = words(TABLE, "month_names");
/// The numbers that stand before a plural, from two on.
pub(super) const NUMBERS: [&str; count(TABLE, "numbers")] = words(TABLE, "numbers");
/// Plurals without an `s` whose possessive stands inside names.
pub(super) const OWNERS: [&str; count(TABLE, "owners")] = words(TABLE, "owners");
