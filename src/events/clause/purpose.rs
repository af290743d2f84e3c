//! Infinitives of purpose and of outcome: `did A to do B`.
//!
//! Knows lists of verbs of winning, rising and falling, and of what comes of that. Does not know complements: those are in
//! `nonfinite.rs`.

use super::stack::Opening;
use super::{Construction, Kind, Parser, VerbGroup, is_finite};
use crate::events::chunk::Item;
use crate::events::governor::Effect;
use crate::events::{ClauseKind, Phrase, Predicate, SlinkClass};
use crate::text::{Pos, Term, words};

impl Parser<'_> {
    /// `Bank to cut jobs [after merger fails]`: the subject of a heading waits for its verb, and no finite one comes but in
    /// a clause of its own.
    pub(super) fn awaits_heading_verb(&self, at: usize) -> bool {
        let waiting = self.stack.top().verb.is_none() && self.stack.top().subject.is_some();
        let own = |i: &&Item| !matches!(i.kind, Kind::Relative) && self.pos(i.first) != Pos::Subordinator;
        let finite = || self.finite_left > 0 && self.rest(at).take_while(own).any(is_finite);
        waiting && self.heading && !finite()
    }

    /// `in order to`, `so as to`.
    pub(super) fn in_order(&self, at: usize) -> bool {
        let Some(i) = at.checked_sub(1) else { return false };
        match self.kind(i) {
            Some(Kind::Preposition(Some(phrase))) => self.term(phrase.head) == words::ORDER,
            _ => false,
        }
    }

    /// An infinitive that no word before it asks for.
    pub(super) fn purpose_or_outcome(&mut self, group: &VerbGroup) {
        let governor = self.latest_verb();
        if governor.is_some_and(|p| self.is_outcome(p, group.lemma)) {
            let opening = Opening {
                kind: ClauseKind::Infinitive,
                construction: Construction::Outcome,
                ..Opening::default()
            };
            return self.nest_for_agent(group, opening, None);
        }
        self.purpose(group, None);
    }

    /// `the withdrawal of troops to be completed`: what is to be done may be any of the nouns before.
    pub(super) fn left_to_nobody(&mut self, group: &VerbGroup) {
        let opening = Opening {
            kind: ClauseKind::Purpose,
            parent: self.stack.top().verb,
            link: Some(SlinkClass::Modal),
            effect: Effect::Planned,
            construction: Construction::Purpose,
            ..Opening::default()
        };
        self.nest(group, opening, None);
    }

    /// A noun with its of-phrase stands just before.
    pub(super) fn after_of(&self, at: usize) -> bool {
        let of = at.checked_sub(1).filter(|i| self.item_term(*i) == words::OF);
        of.and_then(|i| i.checked_sub(1)).is_some_and(|i| self.phrase(i).is_some())
    }

    pub(super) fn purpose(&mut self, group: &VerbGroup, subject: Option<Phrase>) {
        let opening = Opening {
            kind: ClauseKind::Purpose,
            link: Some(SlinkClass::Modal),
            effect: Effect::Planned,
            construction: Construction::Purpose,
            ..Opening::default()
        };
        self.nest_for_agent(group, opening, subject);
    }

    /// Opens a clause inside the innermost one, of whose agent it is told where it has no subject.
    fn nest_for_agent(&mut self, group: &VerbGroup, opening: Opening, subject: Option<Phrase>) {
        let parent = self.stack.top().verb;
        let subject = subject.or_else(|| self.latest_verb().and_then(|p| self.agent(p)));
        self.nest(group, Opening { parent, ..opening }, subject);
    }

    /// `beat Ohio to reach the final`, `rose 2% to close at 40`, `went on to win`: the infinitive tells what came of it. `won a
    /// contract to complete the bridge` is none: what was won allows it.
    fn is_outcome(&self, governor: &Predicate, lemma: Term) -> bool {
        let w = self.words;
        if governor.passive {
            return false;
        }
        if governor.lemma == w.goes {
            return governor.particle.is_some_and(|at| self.term(at) == words::ON);
        }
        let licence = |object: &Phrase| w.licences.contains(&self.lemma(object.head));
        let open = match &governor.object {
            Some(object) => w.outcomes.contains(&lemma) && !licence(object),
            None => false,
        };
        w.feats.contains(&governor.lemma) && (open || w.standings.contains(&lemma))
    }

    /// Who acts: the subject of an active verb.
    fn agent(&self, predicate: &Predicate) -> Option<Phrase> {
        if predicate.passive { None } else { predicate.subject.clone() }
    }
}
