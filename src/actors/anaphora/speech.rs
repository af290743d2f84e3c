//! Pronouns beside a verb of saying: who says something mostly says it of himself, and is only inserted elsewhere.
//!
//! Knows who stands before a verb of saying. Does not know what is said.

use super::{Candidate, Resolver};
use crate::actors::{ActorKind, ActorMention};
use crate::text::{NounClass, Pos, words};

/// Tokens that the subject of a sentence and its relative clause take at most.
const OPENING: u32 = 30;

/// Mentions on either side of a pronoun among which the one who speaks is looked for.
const NEAR: usize = 12;

impl Resolver<'_, '_, '_> {
    /// `Hansen said he will ...`: the one who says it, where it is a name or one person; nobody where that is not known.
    pub(super) fn speaker(&self, place: usize) -> Option<Option<u32>> {
        let verb = self.verb_of_saying(place)?;
        if self.dies(place) {
            return Some(None);
        }
        let end = self.opened_by_relative(verb).unwrap_or(verb);
        let Some(said) = self.ending_at(place, end).filter(|m| !m.actors.is_empty()) else {
            return (end < verb).then_some(None);
        };
        let one = said.actors.first().copied().filter(|_| said.actors.len() == 1)?;
        let single = || self.scene.fact(one).is_some_and(|facts| facts.single);
        match self.scene.kind(one) {
            ActorKind::Person | ActorKind::Unknown => Some(Some(one)),
            ActorKind::People if single() => Some(Some(one)),
            _ => None,
        }
    }

    /// `Dahl said the driver fled when he fell`: of the one who speaks and the one spoken of, either may be `he`.
    pub(super) fn is_told_of_another(&self, place: usize, candidates: &[Candidate], one: u32) -> bool {
        let text = self.scene.text;
        let Some(here) = self.mention(place) else { return false };
        if !matches!(text.term(here.first), words::HE | words::SHE) {
            return false;
        }
        let named = candidates.iter().find(|c| c.sentence == here.sentence && c.actors.contains(&one));
        let Some(from) = named.map(|c| c.end) else { return false };
        let says = |at: &u32| {
            let tag = text.tag(*at);
            tag.pos == Pos::Verb && text.lexicon.entry(tag.lemma).takes_clause
        };
        let Some(verb) = (from..from + 4).find(says).filter(|at| *at < here.first) else { return false };
        (verb + 1..here.first).any(|at| {
            let entry = text.lexicon.entry(text.tag(at).lemma);
            let person = text.tag(at).pos == Pos::Noun && entry.noun_class == NounClass::Person;
            let article = text.before(at).is_some_and(|b| text.tag(b).pos == Pos::Determiner);
            person && article && !text.lexicon.entry(text.term(at)).plural && self.finite(at + 1)
        })
    }

    /// `Dahl says he died`: nobody says that of himself.
    fn dies(&self, place: usize) -> bool {
        let text = self.scene.text;
        let after = self.mention(place).map_or(0, |m| m.end);
        let verb = (after..after + 4).find(|at| text.tag(*at).pos == Pos::Verb);
        verb.is_some_and(|at| text.lexicon.word(text.tag(at).lemma) == "die")
    }

    /// The verb of saying that the pronoun follows.
    fn verb_of_saying(&self, place: usize) -> Option<u32> {
        let text = self.scene.text;
        let mut at = self.mention(place).and_then(|m| text.before(m.first))?;
        if text.is(at, words::THAT) {
            at = text.before(at)?;
        }
        let tag = text.tag(at);
        (tag.pos == Pos::Verb && text.lexicon.entry(tag.lemma).takes_clause).then_some(at)
    }

    /// The mention that ends at a token, of the few before the pronoun.
    fn ending_at(&self, place: usize, end: u32) -> Option<&ActorMention> {
        (place.saturating_sub(4)..place).rev().filter_map(|p| self.mention(p)).find(|m| m.end == end)
    }

    /// `The porter [who] locked the gate says`: where a sentence opens with a phrase and its relative clause, before a verb.
    fn opened_by_relative(&self, verb: u32) -> Option<u32> {
        let text = self.scene.text;
        let first = text.sentences.get(text.sentence_of(verb) as usize)?.first;
        if verb > first + OPENING {
            return None;
        }
        let who = (first..verb.min(first + 8)).find(|at| text.is(*at, words::WHO))?;
        let pos = |at: u32| text.tag(at).pos;
        let phrase =
            |at: u32| matches!(pos(at), Pos::Determiner | Pos::Adjective | Pos::Noun | Pos::ProperNoun);
        let verbs = (who..verb).filter(|at| matches!(pos(*at), Pos::Verb | Pos::Modal)).count();
        let marked = (who..verb).any(|at| pos(at) == Pos::Punctuation);
        ((first..who).all(phrase) && verbs == 1 && !marked).then_some(who)
    }

    /// `police said they had ...`: those who say it.
    pub(super) fn speakers(&self, place: usize) -> Option<Vec<u32>> {
        let text = self.scene.text;
        let verb = self.verb_of_saying(place)?;
        let speaker = self.ending_at(place, verb).filter(|m| !m.actors.is_empty())?;
        let last = text.term(speaker.end.saturating_sub(1));
        let many = text.lexicon.entry(last).plural || speaker.actors.iter().all(|a| self.is_people(*a));
        many.then(|| speaker.actors.clone())
    }

    /// `"He was a friend," Dahl said`: who speaks in a quotation says `I` of himself.
    pub(super) fn drop_quoted(&self, place: usize, candidates: &mut Vec<Candidate>) -> Vec<u32> {
        let quoted = self.mention(place).is_some_and(|m| self.scene.text.is_quoted(m.first));
        let Some(speaker) = self.quoted_speaker(place).filter(|_| quoted) else { return Vec::new() };
        candidates.retain(|c| !c.actors.iter().any(|actor| speaker.contains(actor)));
        speaker
    }

    /// Who is named beside a verb of saying, outside the quotation: after the pronoun in its sentence, else before its quotation
    /// or in the sentence before.
    fn quoted_speaker(&self, place: usize) -> Option<Vec<u32>> {
        let text = self.scene.text;
        let here = self.mention(place)?.sentence;
        let says = |at: u32| {
            let tag = text.tag(at);
            tag.pos == Pos::Verb && text.lexicon.entry(tag.lemma).takes_clause
        };
        let speaks = |m: &&ActorMention| {
            let verb = says(m.end) || text.before(m.first).is_some_and(says);
            verb && !text.is_quoted(m.first) && m.actors.len() == 1
        };
        let after =
            (place + 1..place + NEAR).filter_map(|p| self.mention(p)).take_while(|m| m.sentence == here);
        let before = (place.saturating_sub(NEAR)..place).rev().filter_map(|p| self.mention(p));
        let before = before.take_while(|m| m.sentence + 1 >= here);
        let found = after.into_iter().find(speaks).or_else(|| before.into_iter().find(speaks));
        found.map(|m| m.actors.clone())
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
