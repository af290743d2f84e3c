//! Clauses that were not read whole: an object is missing or one too many, or a subject has a second verb that nothing joins.
//!
//! Knows predicates and the words of headlines. Does not write.

use super::vocabulary::Kind;
use super::{Line, WIDEST_CONTENT, Writer};
use crate::events::{ClauseKind, Construction, EventMention, Modality, Mood, Phrase, Predicate, Tense};
use crate::temporal::DateBasis;
use crate::text::{Pos, words};

impl Writer<'_, '_> {
    /// True when the verb lacks what it cannot do without, or has what it cannot take: the clause was not read whole.
    pub(super) fn is_broken(&self, predicate: &Predicate, passive: bool) -> bool {
        if self.shares_without_and(predicate) {
            return true;
        }
        let lemma = predicate.lemma;
        // `The dogs were rescued first` has no object.
        let rank = |o: &&Phrase| passive && self.text.tag(o.head).pos == Pos::Number;
        let object = predicate.object.as_ref().filter(|o| !rank(o));
        match (object, passive) {
            (Some(_), true) => !self.vocabulary.is(lemma, Kind::Twofold),
            (None, false) => {
                let finite = matches!(predicate.tense, Tense::Past | Tense::Present | Tense::Future);
                let beside = finite
                    && predicate.prepositional.iter().any(|p| p.preposition >= predicate.end)
                    && self.vocabulary.is(lemma, Kind::Beside);
                let alone = beside || self.vocabulary.is(lemma, Kind::Alone);
                self.frames.needs_object(self.text, predicate) && !alone
            }
            _ => false,
        }
    }

    /// True for a second verb of the same subject in a sentence that joins nothing: `dockers walked out after talks with
    /// the owner, Talvio, broke down` was misread.
    fn shares_without_and(&self, predicate: &Predicate) -> bool {
        let main = Some(predicate).filter(|p| p.kind == ClauseKind::Main);
        let Some(subject) = main.and_then(|p| p.subject.as_ref()) else { return false };
        // No verb of a subject stands far before it.
        let from = self
            .predicates
            .partition_point(|p| p.sentence < predicate.sentence || p.token + WIDEST_CONTENT < subject.head);
        let mut before = self.predicates.iter().skip(from).take_while(|p| p.token < predicate.token);
        let has_it = |p: &Predicate| p.subject.as_ref().is_some_and(|s| s.head == subject.head);
        let Some(first) = before.find(|p| p.kind == ClauseKind::Main && has_it(p)) else { return false };
        let joins = |t: u32| {
            self.text.tag(t).pos == Pos::Conjunction
                || self.text.is(t, words::SEMICOLON)
                || self.text.is(t, words::THEN)
        };
        let end = self.text.sentences.get(predicate.sentence as usize).map_or(predicate.end, |s| s.end);
        !(first.end..end.min(first.end + 2 * WIDEST_CONTENT)).any(joins)
    }

    /// True for a passive that shares the helper of the verb before and leaves out the infinitive right after it.
    pub(super) fn leaves_row(&self, line: &Line, predicate: &Predicate) -> bool {
        let row = predicate.construction == Construction::Coordinated && predicate.passive;
        row && self.text.is(line.reach, words::TO) && self.text.tag(line.reach + 1).pos == Pos::Verb
    }

    /// True for `announced a plan to build homes on Tuesday`: whether on that day it was announced or will be done is open.
    pub(super) fn is_vaguely_ahead(&self, predicate: &Predicate, mention: &EventMention) -> bool {
        let relative = mention.date.as_ref().is_some_and(|d| d.basis == DateBasis::Relative);
        let noun = predicate.governor_noun.is_some() && predicate.tense == Tense::Infinitive;
        noun && relative && mention.modality != Modality::Asserted
    }

    /// True for `If talks fail, the union will strike`: without its condition that is not so.
    pub(super) fn has_condition(&self, i: usize) -> bool {
        let Some(predicate) = self.predicates.get(i) else { return false };
        let open = matches!(predicate.mood, Mood::Would | Mood::Future | Mood::Possible);
        let from = self.predicates.partition_point(|p| p.sentence < predicate.sentence);
        let mut near = self.predicates.iter().skip(from).take_while(|p| p.sentence == predicate.sentence);
        open && near.any(|p| p.kind == ClauseKind::Condition && p.parent == Some(i as u32))
    }
}
