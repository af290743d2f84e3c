//! One person by the name of a people: `an American was killed`.
//!
//! Knows determiners and what stands after a phrase. Does not know who the person is.

use crate::text::{Pos, words};

use super::directory::How;
use super::scene::Scene;
use super::spot::Item;

/// Tokens between the determiner and the word at most: `the 40-year-old`.
const MODIFIERS: u32 = 6;

impl Scene<'_, '_> {
    /// `the 40-year-old Iraqi`: by a word that has a plural (`Iraqis`, not `the British`), with no noun after it.
    pub(super) fn is_compatriot(&self, item: Item, how: How) -> bool {
        let word = self.text.word(item.first);
        let counted = how == How::People || ["an", "i"].iter().any(|ending| word.ends_with(ending));
        item.end == item.first + 1 && counted && self.is_one(item.first) && self.is_head(item.end)
    }

    /// A determiner of one stands before the word, whatever adjectives between.
    fn is_one(&self, at: u32) -> bool {
        let one = |at: &u32| {
            [words::A, words::AN, words::THE, words::ANOTHER, words::ONE].contains(&self.text.term(*at))
        };
        let hyphen = |at: u32| self.text.is(at, words::HYPHEN);
        let modifies = |at: &u32| {
            matches!(self.text.tag(*at).pos, Pos::Adjective | Pos::Adverb | Pos::Number)
                || hyphen(*at)
                || hyphen(*at + 1)
        };
        let before = (at.saturating_sub(MODIFIERS)..at).rev().find(|at| one(at) || !modifies(at));
        before.is_some_and(|at| one(&at))
    }

    /// What follows is no noun that the word could stand before, `the American and British governments`.
    fn is_head(&self, next: u32) -> bool {
        let pos = |at: u32| self.text.tag(at).pos;
        match pos(next) {
            Pos::Verb | Pos::Auxiliary | Pos::Modal | Pos::Possessive | Pos::Preposition | Pos::Pronoun => {
                true
            }
            Pos::Conjunction => pos(next + 1) == Pos::Determiner,
            Pos::Punctuation if self.text.is(next, words::COMMA) => {
                !matches!(pos(next + 1), Pos::Adjective | Pos::ProperNoun)
            }
            Pos::Punctuation => self.text.is(next, words::STOP),
            _ => false,
        }
    }
}
