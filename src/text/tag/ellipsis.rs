//! Words that stand for more: `ten were killed and 50 injured`, `2 dead, 1 hurt`, `three die in blaze`.
//!
//! Knows what a word does after a number without a noun, and verbs that are hardly ever anything else.

use super::super::words;
use super::content::{ADJECTIVE, Decision};
use super::reading::Reading;
use super::tagger::Tagger;
use super::{Pos, VerbForm};

/// A word that is so often an adjective (of 255) that it tells a state by itself: `dead`.
const STATE: u8 = 170;
/// A word that is so often a verb (of 255) that it is no noun after a plural: `officials say`.
const VERB: u8 = 245;

impl Tagger<'_> {
    /// What became of those whom a number counts: `50 injured`, `3 dead`.
    pub(super) fn after_count(&self, at: usize, reading: Reading) -> Option<Decision> {
        let others = self.left.term == words::OTHERS && self.earlier.pos == Pos::Number;
        let counted = self.left.pos == Pos::Number || self.left.term == words::ANOTHER || others;
        if !counted || !reading.can(Pos::Adjective) || !self.ends_phrase(at) {
            return None;
        }
        if reading.has(VerbForm::PastParticiple) {
            return Some((Pos::Verb, VerbForm::PastParticiple));
        }
        (reading.adjective >= STATE).then_some(ADJECTIVE)
    }

    /// `ten wounded soldiers died`: what became of those whom the noun names.
    pub(super) fn qualifies_count(&self, at: usize, reading: Reading) -> bool {
        let both = reading.has(VerbForm::PastParticiple) && reading.can(Pos::Adjective);
        // `a quake of 6.1 struck Chile`: such a number counts nobody.
        let decimal = at > 2 && self.term(at - 2) == words::STOP && self.is_glued(at - 2);
        let name = decimal && !self.finite && self.reading(at + 1).only(Pos::ProperNoun);
        both && self.noun_follows(at) && !name
    }

    /// No noun can follow: a mark, a preposition, a conjunction or the end.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        let next = self.reading(at + 1);
        let glued = self.term(at + 1) == words::HYPHEN && self.is_glued(at + 1);
        let joins = next.can(Pos::Preposition) || next.can(Pos::Subordinator) || next.can(Pos::Conjunction);
        !glued && (next.parts == 0 || next.only(Pos::Punctuation) || joins)
    }

    /// `officials say.`, `saw four robbers make off`: hardly ever a noun, right after a plural.
    pub(super) fn is_bare_verb(&self, reading: Reading) -> bool {
        self.left.pos == Pos::Noun && self.left.plural && reading.has(VerbForm::Base) && reading.verb >= VERB
    }

    /// `the treaty bans tests`: a plural can be the object of the word.
    pub(super) fn bare_plural_follows(&self, at: usize) -> bool {
        let next = self.reading(at + 1);
        next.can(Pos::Noun) && next.plural && self.ends_phrase(at + 1)
    }

    /// Right after an article or a possessive pronoun no verb can stand: `a claimed seven hours`.
    pub(super) fn after_article(&self) -> bool {
        let articles = [words::A, words::AN, words::THE, words::ITS, words::HIS, words::THEIR];
        articles.contains(&self.left.term)
    }

    /// `..., and clinched a spot`: an article right after a past form opens its object.
    pub(super) fn has_plain_object(&self, at: usize, reading: Reading) -> bool {
        let past = reading.has(VerbForm::Past) && !reading.can(Pos::Noun);
        past && self.reading(at + 1).only(Pos::Determiner)
    }

    /// `..., compared with a profit a year earlier, and ...`
    pub(super) fn is_comparison(&self, at: usize) -> bool {
        self.left.term == words::COMMA
            && self.term(at) == words::COMPARED
            && matches!(self.term(at + 1), words::WITH | words::TO)
    }
}
