//! Short lists of words of `data/document`, cut while the program is compiled.
//!
//! Knows the table. Does not know what those do with a list who ask for it.

use crate::image::constant::{count, words};

const TABLE: &str = include_str!("../../data/document/word_lists.csv");

/// Small words between the names of a byline.
pub(super) const BYLINE: [&str; count(TABLE, "byline")] = words(TABLE, "byline");
/// What stands beside a date on a line of its own, in small letters.
pub(super) const DATE_LINE: [&str; count(TABLE, "date_line")] = words(TABLE, "date_line");
/// Header lines that say nothing an event needs, and yet are no prose.
pub(super) const HEADER_KEYS: [&str; count(TABLE, "header_keys")] = words(TABLE, "header_keys");
/// Words with a capital with which sentences begin and no place.
pub(super) const NO_PLACE: [&str; count(TABLE, "no_place")] = words(TABLE, "no_place");
/// Small words within names of places.
pub(super) const PLACE_PARTICLES: [&str; count(TABLE, "place_particles")] = words(TABLE, "place_particles");
