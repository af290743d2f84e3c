//! Verbs that `and` or a comma joins to one before: whose subject, object and helpers they share.
//!
//! Knows verbs of one sentence without a subject of their own. Clauses with one are opened elsewhere.

use super::finite::Left;
use super::stack::Opening;
use super::{Construction, Kind, Parser, VerbGroup, WINDOW};
use crate::events::governor::Part;
use crate::events::verb_group::Finiteness;
use crate::events::{Aspect, ClauseKind, Mood, Predicate, Tense};
use crate::text::{NounClass, Pos, VerbForm, words};

impl Parser<'_> {
    /// `did A and did B`: the subject of the finite clause before.
    pub(super) fn coordinated(&mut self, group: &VerbGroup, left: Left) {
        let comma = match left {
            Left::Conjunction(i) => i > 0 && matches!(self.before(i), Some(Kind::Comma)),
            _ => false,
        };
        if comma && let Some(told) = self.told_before() {
            return self.goes_on(group, told);
        }
        let depth = self.shared_depth(group, comma);
        self.stack.close_to(depth);
        let twin = self.twin(left);
        let frame = self.stack.top();
        let previous = frame.verb;
        let mut opening = frame.opening.clone();
        opening.construction = Construction::Coordinated;
        let mut subject = frame.subject.clone();
        let mut group = group.clone();
        if let Some(other) = previous.and_then(|p| self.get(p)) {
            share(&mut group, other);
            if subject.is_none() {
                subject = other.subject.clone();
            }
            opening.parent = opening.parent.or(other.parent);
            opening.kind = other.kind;
            opening.link = other.link;
            opening.effect = other.effect;
        }
        let predicate = self.predicate(&group, &opening, subject);
        let index = self.push(predicate);
        if previous.is_some_and(|p| self.orphans.iter().any(|(_, orphan)| *orphan == p)) {
            self.leave(self.stack.depth().saturating_sub(1), index);
        }
        self.stack.top_mut().twin = twin;
        self.set_verb(index, group.finiteness == Finiteness::Finite);
    }

    /// `X did A, his office said, and did B`: the last clause before a report at the end of its content.
    fn told_before(&self) -> Option<u32> {
        let report = self.stack.at(0).verb.filter(|_| self.stack.depth() == 0)?;
        let tail = self.get(report).is_some_and(|p| p.construction == Construction::ReportTail);
        let from = self.base.max((report as usize).saturating_sub(WINDOW));
        let before = self.predicates.get(from..report as usize)?;
        let told = |p: &Predicate| p.parent == Some(report) && p.construction.is_report() && !p.passive;
        before.iter().rposition(told).filter(|_| tail).map(|i| (from + i) as u32)
    }

    /// The clause `told` goes on with another verb after its report.
    fn goes_on(&mut self, group: &VerbGroup, told: u32) {
        let Some(other) = self.get(told) else { return };
        let opening = Opening {
            kind: other.kind,
            parent: other.parent,
            link: other.link,
            effect: other.effect,
            construction: Construction::Coordinated,
            ..Opening::default()
        };
        let subject = other.subject.clone();
        let predicate = self.predicate(group, &opening, subject);
        let index = self.push(predicate);
        self.set_verb(index, group.finiteness == Finiteness::Finite);
    }

    /// The verb just before a conjunction shares the object that follows: `signed and ratified the pact`.
    fn twin(&self, left: Left) -> Option<u32> {
        let Left::Conjunction(conjunction) = left else { return None };
        let before =
            self.before(conjunction).and_then(|k| if let Kind::Verb(g) = k { Some(g.head) } else { None });
        let alone = |v: &u32| {
            self.get(*v).is_some_and(|p| {
                self.text.lexicon.entry(p.lemma).intransitive || self.words.alone.contains(&p.lemma)
            })
        };
        self.stack.top().verb.filter(|v| self.get(*v).map(|p| p.token) == before && !alone(v))
    }

    /// The clause whose subject a verb without one shares: that of a verb of the same form without `to`; after a comma the outermost, else the innermost whose
    /// verb has the same tense and aspect.
    fn shared_depth(&self, group: &VerbGroup, comma: bool) -> usize {
        let finite = |d: &usize| self.stack.at(*d).finite;
        if let Some(depth) = self.like_depth(group) {
            return depth;
        }
        if comma {
            return self.quotation_depth();
        }
        let like = |d: &usize| {
            let verb = self.verb_at(*d);
            let fits = |v: &Predicate| {
                let same = v.tense == group.tense && v.aspect == group.aspect && v.mood == group.mood;
                (same || self.repeats_helper(group, v)) && (group.passive || !self.is_state_of_thing(v))
            };
            finite(d) && verb.is_some_and(fits)
        };
        let mut depths = (0..=self.stack.depth()).rev();
        depths.clone().find(like).or_else(|| depths.find(finite)).unwrap_or(0)
    }

    /// `said shells had run out and had to be borrowed`, `said it had shot down a drone and captured its pilot`: the
    /// helper is said again, or left out before a form that it fits.
    fn repeats_helper(&self, group: &VerbGroup, verb: &Predicate) -> bool {
        let had = self.term(verb.first) == words::HAD && verb.aspect == Aspect::Perfective;
        let plain = group.end == group.first + 1;
        let fits = plain && self.text.lexicon.has_form(self.term(group.first), VerbForm::PastParticiple);
        had && (self.term(group.first) == words::HAD || fits && verb.kind == ClauseKind::Content)
    }

    /// `noted that the door was rusted and ordered X`: what was done to a thing does not go on with what somebody does.
    fn is_state_of_thing(&self, verb: &Predicate) -> bool {
        let Some(subject) = verb.subject.as_ref().filter(|_| verb.passive || verb.copula) else {
            return false;
        };
        let class = self.noun_class(subject.head);
        self.pos(subject.head) == Pos::Noun
            && matches!(class, NounClass::Artifact | NounClass::Communication | NounClass::Event)
    }

    /// For infinitives, gerunds and participles: the innermost clause whose verb can share its helpers.
    fn like_depth(&self, group: &VerbGroup) -> Option<usize> {
        let fits = |p: &Predicate| match group.finiteness {
            Finiteness::Bare => p.tense == Tense::Infinitive || p.mood != Mood::Plain,
            Finiteness::Infinitive => p.tense == Tense::Infinitive,
            Finiteness::Gerund => p.tense == Tense::PresentParticiple,
            Finiteness::Participle => p.passive || p.copula || p.aspect == Aspect::Perfective,
            Finiteness::Finite => false,
        };
        (0..=self.stack.depth()).rev().find(|d| {
            let verb = self.verb_at(*d);
            verb.is_some_and(fits)
        })
    }

    /// `charges [of] assault and stealing a car`: the preposition before a row of nouns that a gerund ends.
    pub(super) fn shared_preposition(&self, conjunction: usize) -> Option<usize> {
        const LONGEST_ROW: usize = 8;
        let nouns = |i: &usize| matches!(self.kind(*i), Some(Kind::Noun(_) | Kind::Comma));
        let row = (conjunction.saturating_sub(LONGEST_ROW)..conjunction).rev();
        let first = row.take_while(nouns).last().unwrap_or(conjunction);
        let at =
            first.checked_sub(1).filter(|i| matches!(self.kind(*i), Some(Kind::Preposition(Some(_)))))?;
        let preposition = self.item_term(at);
        let verb = self.stack.top().verb.and_then(|v| self.get(v));
        let by_verb = verb.and_then(|p| self.governors.find_gerund(Part::Verb, p.lemma, preposition));
        let noun = at.checked_sub(1).and_then(|i| self.items.get(i)).is_some_and(|i| i.phrase().is_some());
        (by_verb.is_some() || noun && preposition == words::OF).then_some(at)
    }
}

/// What a coordinated verb has from the one before: helpers and voice.
fn share(group: &mut VerbGroup, other: &Predicate) {
    match group.finiteness {
        Finiteness::Bare => {
            group.tense = other.tense;
            group.mood = other.mood;
            group.negated |= other.negated && other.tense != Tense::None && other.mood != Mood::Plain;
        }
        Finiteness::Participle => {
            group.passive = other.passive || other.copula;
            group.tense = other.tense;
            group.aspect = other.aspect;
            group.mood = other.mood;
        }
        _ => {}
    }
}
