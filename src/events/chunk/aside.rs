//! Pieces of a sentence that are no phrases: scores and ages.
//!
//! Knows tokens and marks around them. Does not know what they are about.

use super::Chunker;
use crate::text::{Pos, words};

impl Chunker<'_> {
    /// One past a score that is no part of a phrase: `beat Porto 3-1`.
    pub(super) fn score_at(&self, at: u32) -> Option<u32> {
        let number = |t: u32| t < self.limit && self.pos(t) == Pos::Number;
        if !number(at) || !number(at + 2) {
            return None;
        }
        let glued = |t: u32| self.text.tokens.get(t as usize).is_some_and(|t| !t.spaced);
        let dash = matches!(self.text.word(at + 1), "-" | "–") && glued(at + 1) && glued(at + 2);
        let end = at + 3;
        let nominal = matches!(self.pos(end), Pos::Noun | Pos::ProperNoun | Pos::Adjective);
        let open = end >= self.limit || !nominal || self.time_from(end).is_some_and(|t| !self.modifies(t));
        let inserted = self.term(end) == words::COMMA && at > self.start && self.term(at - 1) == words::COMMA;
        let named = inserted
            || at > self.start
                && matches!(self.pos(at - 1), Pos::Noun | Pos::ProperNoun | Pos::Verb | Pos::Pronoun);
        (dash && open && named).then_some(end)
    }

    /// `Ana Ruiz, [52], who ...`: a number between commas after a name, which is not the one who did it.
    pub(super) fn is_age(&self, at: u32) -> bool {
        let comma = |t: u32| self.term(t) == words::COMMA;
        at > self.start + 1
            && at + 1 < self.limit
            && self.pos(at) == Pos::Number
            && self.text.word(at).len() <= 2
            && comma(at - 1)
            && comma(at + 1)
            && self.pos(at - 2) == Pos::ProperNoun
            && self.is_relative(at + 2)
    }
}
