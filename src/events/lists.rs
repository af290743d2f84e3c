//! Short lists of words: `data/events/word_lists.csv`, one list a line with its words.
//!
//! Knows the table. Does not know what the lists mean; those who ask for one do.

use crate::error::{Error, ErrorKind};
use crate::image::constant::{count, words};
use crate::text::{Lexicon, Term};

const TABLE: &str = include_str!("../../data/events/word_lists.csv");
const FILE: &str = "data/events/word_lists.csv";

/// Words before an article that multiply what follows.
pub(super) const MULTIPLES: [&str; count(TABLE, "multiples")] = words(TABLE, "multiples");
/// Verbs that give a thing another date.
pub(super) const MOVED: [&str; count(TABLE, "moved")] = words(TABLE, "moved");
/// Names of periods after the dates that they cover.
pub(super) const PERIODS: [&str; count(TABLE, "periods")] = words(TABLE, "periods");
/// What is said or written on a day.
pub(super) const WRITINGS: [&str; count(TABLE, "writings")] = words(TABLE, "writings");
/// Verbs of plans: what stands after their `for` is planned.
pub(super) const PLANNED_FOR: [&str; count(TABLE, "planned_for")] = words(TABLE, "planned_for");
/// Nouns that stand before `of` and a time, and are part of it.
pub(super) const TIME_PARTS: [&str; count(TABLE, "time_parts")] = words(TABLE, "time_parts");

/// The words of a list as terms; words that only the list holds are added to `lexicon`.
///
/// # Errors
/// The table has no such list, or one without words.
pub(super) fn list(name: &str, lexicon: &mut Lexicon) -> Result<Vec<Term>, Error> {
    let mut rows = TABLE.lines().skip(1).filter_map(|row| row.split_once(','));
    let words = rows.find(|(list, _)| *list == name).map_or("", |(_, words)| words);
    if words.is_empty() {
        return Err(Error::new(ErrorKind::Rule, format!("there is no list `{name}`")).in_file(FILE));
    }
    Ok(words.split(' ').map(|word| lexicon.intern(word)).collect())
}

/// A verb as tables write it, `carry` or `carry+out`: its lemma and its particle.
pub(super) fn verb(written: &str, lexicon: &mut Lexicon) -> (Term, Option<Term>) {
    match written.split_once('+') {
        Some((lemma, particle)) => (lexicon.intern(lemma), Some(lexicon.intern(particle))),
        None => (lexicon.intern(written), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_found_by_its_name() {
        let mut lexicon = Lexicon::default();
        let terms = list("takes_over", &mut lexicon).unwrap();
        assert_eq!(
            terms.iter().map(|term| lexicon.word(*term)).collect::<Vec<_>>(),
            ["hand", "take", "turn"]
        );
        assert!(list("no_such", &mut lexicon).unwrap_err().to_string().contains("word_lists.csv"));
    }
}
