//! Pronouns beside a verb of saying: who says something mostly says it of himself, and is only inserted elsewhere.
//!
//! Knows who stands before a verb of saying. Does not know what is said.

use super::{Candidate, Resolver};
use crate::actors::{ActorKind, ActorMention};
use crate::text::{Pos, words};

impl Resolver<'_, '_, '_> {
    /// `Hansen said he will ...`: the one who says it, where it is a name.
    pub(super) fn speaker(&self, place: usize) -> Option<u32> {
        let said = self.said_by(place)?;
        let one = said.actors.first().copied().filter(|_| said.actors.len() == 1)?;
        matches!(self.scene.kind(one), ActorKind::Person | ActorKind::Unknown).then_some(one)
    }

    /// Who stands before the verb of saying that the pronoun follows.
    fn said_by(&self, place: usize) -> Option<&ActorMention> {
        let text = self.scene.text;
        let mut at = self.mention(place).and_then(|m| text.before(m.first))?;
        if text.is(at, words::THAT) {
            at = text.before(at)?;
        }
        let tag = text.tag(at);
        let says = tag.pos == Pos::Verb && text.lexicon.entry(tag.lemma).takes_clause;
        let mut near = (place.saturating_sub(4)..place).rev().filter_map(|p| self.mention(p));
        near.find(|m| says && m.end == at && !m.actors.is_empty())
    }

    /// `police said they had ...`: those who say it.
    pub(super) fn speakers(&self, place: usize) -> Option<Vec<u32>> {
        let text = self.scene.text;
        let speaker = self.said_by(place)?;
        let last = text.term(speaker.end.saturating_sub(1));
        let many = text.lexicon.entry(last).plural || speaker.actors.iter().all(|a| self.is_people(*a));
        many.then(|| speaker.actors.clone())
    }

    /// `But, the witness said, she came back`: who is only inserted to say it is not whom it is about.
    pub(super) fn drop_inserted(&self, place: usize, candidates: &mut Vec<Candidate>) -> Vec<u32> {
        let text = self.scene.text;
        let comma = |at: u32| text.is(at, words::COMMA);
        let verb = self.mention(place).and_then(|m| text.before(m.first)).filter(|at| comma(*at));
        let verb = verb.and_then(|at| text.before(at));
        let inserted = |c: &Candidate| {
            let article = text.before(c.first).filter(|at| text.tag(*at).pos == Pos::Determiner);
            let opens = text.before(article.unwrap_or(c.first)).is_some_and(comma);
            Some(c.end) == verb && opens && text.lexicon.entry(text.tag(c.end).lemma).takes_clause
        };
        let (gone, others): (Vec<_>, Vec<_>) = std::mem::take(candidates).into_iter().partition(inserted);
        *candidates = others;
        gone.into_iter().flat_map(|c| c.actors.into_owned()).collect()
    }
}
