//! Who stands beside a pronoun: a name that may be a person's makes it uncertain that somebody further off is meant.
//!
//! Knows names that may be a person's. Does not decide who is meant.

use super::{Candidate, Resolver};
use crate::actors::ActorKind;
use crate::actors::directory::Gender;
use crate::actors::lists::{FEMALE, MALE};
use crate::text::{Pos, words};

impl Resolver<'_, '_, '_> {
    /// `the [Hill] government`, where somebody else is told of: a name before a noun only says which.
    pub(super) fn is_modifier(&self, candidate: &Candidate) -> bool {
        let text = self.scene.text;
        let article = text.before(candidate.first).is_some_and(|at| text.is(at, words::THE));
        article && self.scene.is_modifying(candidate.end)
    }

    /// `Baldwin was crowned [emperor]`: an office right after a verb is what somebody becomes.
    pub(super) fn is_office_given(&self, candidate: &Candidate) -> bool {
        let text = self.scene.text;
        let verb = text.before(candidate.first).is_some_and(|at| text.tag(at).pos == Pos::Verb);
        let people = |actor: &u32| self.scene.kind(*actor) == ActorKind::People;
        verb && text.tag(candidate.first).pos == Pos::Noun && candidate.actors.iter().all(people)
    }

    /// `When Dar Miller's home burned and she was killed`: a name of two words in the sentence of the pronoun, which may be a
    /// person's, leaves open whether somebody of an earlier sentence is meant.
    pub(super) fn has_neighbour(
        &self,
        place: usize,
        candidates: &[Candidate],
        one: u32,
        fits: impl Fn(u32) -> bool,
    ) -> bool {
        let Some(here) = self.mention(place).map(|m| self.scene.text.sentence_of(m.first)) else {
            return false;
        };
        let holds = |c: &&Candidate| c.sentence == here && c.actors.len() == 1;
        let near = || candidates.iter().filter(holds).filter_map(|c| c.actors.first().copied());
        let owns = |actor: u32| {
            self.scene.kind(actor) == ActorKind::Unknown && self.scene.name(actor).split(' ').count() == 2
        };
        !near().any(|actor| actor == one) && near().any(|actor| owns(actor) && fits(actor))
    }

    /// `his mother wept when he left her`: a woman who is only told by whose she is stands nearer than the one found.
    pub(super) fn has_kin(&self, place: usize, candidates: &[Candidate], one: u32, gender: Gender) -> bool {
        let text = self.scene.text;
        let Some(here) = self.mention(place).map(|m| m.first) else { return false };
        let opening = text.sentences.get(text.sentence_of(here) as usize).map_or(here, |s| s.first);
        let named = candidates.iter().find(|c| c.actors.contains(&one)).map_or(0, |c| c.end);
        let kin: &[&str] = if gender == Gender::Female { &FEMALE } else { &MALE };
        let owned = |at: u32| {
            let owner = text.before(at);
            owner.is_some_and(|o| {
                text.tag(o).pos == Pos::Possessive
                    || matches!(text.term(o), words::HIS | words::HER | words::THEIR)
            })
        };
        (opening.max(named)..here)
            .any(|at| text.tag(at).pos == Pos::Noun && kin.contains(&text.word(at)) && owned(at))
    }
}
