//! Models: `A380`, `F-16`, `the Corvo 4`, `a Corvo 787 Skylark`.
//!
//! Knows how letters, figures and nicknames stand together. Does not know who makes what.

use crate::text::{Pos, Shape, words};

use super::Spotter;

/// Letters after the figures of a designation: `A330neo`.
const SUFFIX_AT_MOST: usize = 4;

impl Spotter<'_, '_> {
    /// One past the figures at `at` that are joined to the capitals before them: `A380`, `F-16`, `747-400`; without the s
    /// of a plural.
    pub(super) fn designation_end(&self, at: u32) -> Option<u32> {
        let hyphen = self.text.is(at, words::HYPHEN) && !self.is_spaced(at);
        let figures = if hyphen { at + 1 } else { at };
        let joined = figures < self.sentence.end
            && self.shape(figures) == Shape::Digits
            && !self.is_spaced(figures)
            && self.text.word(figures).len() <= 4
            && self.blocked_end(figures).is_none();
        let after = match self.shape(at - 1) {
            Shape::Capitalized | Shape::Upper | Shape::Mixed => true,
            shape => hyphen && shape == Shape::Digits,
        };
        (joined && after).then(|| figures + 1 + u32::from(self.is_suffix(figures + 1)))
    }

    /// The `neo` of `A330neo`, not the s of `A330s`.
    fn is_suffix(&self, at: u32) -> bool {
        let word = self.text.word(at);
        let letters = word.starts_with(char::is_alphabetic) && word.len() <= SUFFIX_AT_MOST && word != "s";
        at < self.sentence.end && !self.is_spaced(at) && letters
    }

    /// `the Corvo 4`, `the FTSE 100`: a number after a name with an article, or with capitals inside, and nothing that it
    /// could count after it; `Corvo 787 Skylark`: with the nickname. One past the last word.
    pub(super) fn model_end(&self, first: u32, at: u32) -> Option<u32> {
        let number = at < self.sentence.end
            && self.shape(at) == Shape::Digits
            && self.is_spaced(at)
            && self.text.word(at).len() <= 4
            && self.blocked_end(at).is_none();
        if !number {
            return None;
        }
        let article = self
            .text
            .before(first)
            .is_some_and(|before| matches!(self.text.term(before), words::THE | words::A | words::AN));
        let coined = matches!(self.shape(at - 1), Shape::Mixed | Shape::Upper);
        let long = self.text.word(at).len() == 3;
        if (article || coined) && self.is_capital_suffix(at + 1) {
            return Some(at + 2);
        }
        if (article || coined || long) && self.is_nickname(at + 1) {
            return Some(at + 2);
        }
        ((article || coined) && self.closes_number(at)).then_some(at + 1)
    }

    /// `the 787`, `its new 787 airliner`: a number that is no count may be a model by its last word.
    pub(super) fn is_bare_model(&self, at: u32) -> bool {
        let before = self.text.before(at);
        let determined = before.is_some_and(|b| {
            matches!(self.text.tag(b).pos, Pos::Determiner | Pos::Adjective | Pos::Possessive)
        });
        determined && self.text.word(at).len() == 3 && self.is_spaced(at) && self.blocked_end(at).is_none()
    }

    /// The `G` of `iPhone 3G`.
    fn is_capital_suffix(&self, at: u32) -> bool {
        let joined = at < self.sentence.end && !self.is_spaced(at) && self.text.word(at).len() <= 2;
        joined && matches!(self.shape(at), Shape::Capitalized | Shape::Upper)
    }

    /// `Skylark` after the number: no name of its own.
    fn is_nickname(&self, at: u32) -> bool {
        self.is_name_word(at) && self.is_spaced(at) && self.phrase(at).is_none() && self.title(at).is_none()
    }

    /// Nothing follows that the number could count.
    fn closes_number(&self, at: u32) -> bool {
        let next = at + 1;
        let plural = self.shape(next) == Shape::Lower && !self.is_spaced(next) && self.text.word(next) == "s";
        next >= self.sentence.end
            || plural
            || !matches!(self.shape(next), Shape::Digits)
                && self.is_spaced(next)
                && !matches!(self.text.tag(next).pos, Pos::Noun | Pos::Number | Pos::ProperNoun)
            || matches!(self.text.term(next), words::COMMA | words::STOP)
    }
}
