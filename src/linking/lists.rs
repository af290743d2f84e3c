//! Short lists of words of `data/linking`, cut while the program is compiled.
//!
//! Knows the tables. Does not know what those do with a list who ask for it.

use crate::image::constant::{cell_end, count, part, row_end, words};

const LISTS: &str = include_str!("../../data/linking/word_lists.csv");

/// Before a number: it may be a fifth more or less.
pub(super) const ABOUT: [&str; count(LISTS, "about")] = words(LISTS, "about");
/// Before a number: it may be more.
pub(super) const AT_LEAST: [&str; count(LISTS, "at_least")] = words(LISTS, "at_least");
/// Before a number: it may be less.
pub(super) const AT_MOST: [&str; count(LISTS, "at_most")] = words(LISTS, "at_most");
/// Objects that say nothing outside their sentence.
pub(super) const EMPTY_OBJECTS: [&str; count(LISTS, "empty_objects")] = words(LISTS, "empty_objects");
/// The small numbers, each in the place that it stands for.
pub(super) const NUMBERS: [&str; count(LISTS, "numbers")] = words(LISTS, "numbers");
/// Before a noun: it is known which is meant.
pub(super) const POINTERS: [&str; count(LISTS, "pointers")] = words(LISTS, "pointers");
/// Nobody's names.
pub(super) const PRONOUNS: [&str; count(LISTS, "pronouns")] = words(LISTS, "pronouns");
/// At the end of a name: what tells a son from his father.
pub(super) const SUFFIXES: [&str; count(LISTS, "suffixes")] = words(LISTS, "suffixes");

/// A verb of two meanings, and the actions that tell each.
#[derive(Clone, Copy)]
pub(super) struct Sense {
    pub verb: &'static str,
    /// Where it is an attack.
    pub assault: &'static str,
    pub other: &'static str,
}

const SENSE_TABLE: &str = include_str!("../../data/linking/senses.csv");

/// The verbs of two meanings.
pub(super) const SENSES: [Sense; rows(SENSE_TABLE)] = senses();

/// How many rows a table has beside its first.
const fn rows(table: &str) -> usize {
    let (mut rows, mut from) = (0, row_end(table.as_bytes(), 0) + 1);
    while from < table.len() {
        from = row_end(table.as_bytes(), from) + 1;
        rows += 1;
    }
    rows
}

const fn senses() -> [Sense; rows(SENSE_TABLE)] {
    let table = SENSE_TABLE.as_bytes();
    let mut senses = [Sense { verb: "", assault: "", other: "" }; rows(SENSE_TABLE)];
    let (mut number, mut from) = (0, row_end(table, 0) + 1);
    while number < senses.len() {
        let end = row_end(table, from);
        let verb = cell_end(table, from, end, b',');
        let assault = cell_end(table, verb + 1, end, b',');
        senses[number] = Sense {
            verb: part(SENSE_TABLE, from, verb),
            assault: part(SENSE_TABLE, verb + 1, assault),
            other: part(SENSE_TABLE, assault + 1, end),
        };
        from = end + 1;
        number += 1;
    }
    senses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_to_their_last_cell() {
        assert_eq!((NUMBERS[0], NUMBERS[12], SUFFIXES[3]), ("zero", "twelve", "Sr."));
        let [fire] = SENSES;
        assert_eq!((fire.verb, fire.assault, fire.other), ("fire", "shoot", "dismiss"));
    }
}
