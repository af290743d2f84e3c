//! What follows a name or a noun and is no part of its phrase: `elected Ann Moe president`, `the man police shot`, `Hale, D-Ohio`.
//!
//! Knows full names of the cast and words for people. Does not know which verbs name.

use super::noun::Part;
use super::{Chunker, is_quote};
use crate::actors::ActorKind;
use crate::text::{NounClass, Pos, words};

/// Tokens of a name at most.
const LONGEST: u32 = 8;

impl Chunker<'_> {
    /// `elected Ann Moe [president]`: a bare office after a full name begins a phrase of its own.
    pub(super) fn is_what_one_becomes(&self, at: u32) -> bool {
        let class = self.text.lexicon.entry(self.text.tag(at).lemma).noun_class;
        let bare = class == NounClass::Person && !self.is_plural(at) && self.pos(at) == Pos::Noun;
        let next = self.pos(at + 1);
        let open = at + 1 >= self.limit || !matches!(next, Pos::Noun | Pos::ProperNoun | Pos::Possessive);
        let from = self.cast.mentions.partition_point(|m| m.first + LONGEST < at);
        let near = self.cast.mentions.iter().skip(from).take_while(|m| m.first < at);
        let mut named = near.filter(|m| m.end == at);
        let person =
            |actor: &u32| self.cast.actors.get(*actor as usize).is_some_and(|a| a.kind == ActorKind::Person);
        bare && open && named.any(|m| m.end > m.first + 1 && m.actors.iter().any(person))
    }

    /// `the man [police shot] has died`: no kind of police is called by a man.
    pub(super) fn begins_relative(&self, at: u32) -> bool {
        let one = at.checked_sub(1).is_some_and(|b| self.words.beings.contains(&self.term(b)));
        let class = || self.text.lexicon.entry(self.text.tag(at).lemma).noun_class;
        one && self.is_plural(at)
            && matches!(self.pos(at + 1), Pos::Verb | Pos::Auxiliary | Pos::Modal)
            && matches!(class(), NounClass::Person | NounClass::Group)
    }

    /// One past `D-Ohio` after a comma: the party and state of a lawmaker.
    pub(super) fn party_at(&self, at: u32) -> Option<u32> {
        let glued = |t: u32| self.text.tokens.get(t as usize).is_some_and(|t| !t.spaced);
        let tag = at > self.start + 1
            && self.term(at - 1) == words::COMMA
            && matches!(self.text.word(at), "D" | "R" | "I")
            && self.term(at + 1) == words::HYPHEN
            && glued(at + 1)
            && glued(at + 2);
        let end = if tag && self.text.word(at + 3) == "." { at + 4 } else { at + 3 };
        (tag && end <= self.limit).then_some(end)
    }

    /// `shot [dead] two men`, `declared [void] the vote`: what becomes of those whom the verb is about stands before them.
    pub(super) fn is_outcome(&self, at: u32) -> bool {
        let verb = self.pos(at) == Pos::Adjective && at > self.start && self.pos(at - 1) == Pos::Verb;
        let next = self.pos(at + 1);
        let counted = next == Pos::Number && self.term(at) == self.words.dead;
        verb && at + 1 < self.limit && (next == Pos::Determiner || counted)
    }

    /// One past the quotation in `a "surround and starve" plan`, which tells what plan.
    pub(super) fn quoted_modifier(&self, part: &Part) -> Option<u32> {
        let at = part.at;
        if part.noun || at == part.start || !is_quote(self.text.word(at)) {
            return None;
        }
        let close = (at + 2..self.limit.min(at + 8)).find(|t| is_quote(self.text.word(*t)))?;
        let clause = (at + 1..close).any(|t| matches!(self.pos(t), Pos::Verb | Pos::Conjunction));
        let marked = (at + 1..close).any(|t| matches!(self.term(t), words::COMMA | words::STOP));
        (clause && !marked && close + 1 < self.limit && self.pos(close + 1) == Pos::Noun).then_some(close + 1)
    }

    /// `the Ohio native`: after a name a word for a person that could be an adjective is the head.
    pub(super) fn is_native(&self, at: u32) -> bool {
        let person = self.text.lexicon.entry(self.text.tag(at).lemma).noun_class == NounClass::Person;
        person && !self.counts(at) && !matches!(self.pos(at + 1), Pos::ProperNoun | Pos::Number)
    }
}
