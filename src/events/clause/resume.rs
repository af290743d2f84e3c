//! A clause that goes on after an insertion: `..., and her brother, who had fled, was held`.
//!
//! Knows the subject that commas part from its verb. A finite verb just after a comma, without a conjunction, has its
//! subject before the insertion that the comma closes.

use super::{Construction, Kind, Parser, VerbGroup, WINDOW};
use crate::events::governor::{Complement, Part};
use crate::events::{ClauseKind, Phrase};
use crate::text::Pos;

impl Parser<'_> {
    /// `said Omar Diaz, 49, took a van`: after an age between commas, what looked like the object of the report is the
    /// subject of what is said.
    pub(super) fn after_age(&mut self, at: usize, group: &VerbGroup) -> bool {
        let comma = |i: usize| matches!(self.kind(i), Some(Kind::Comma));
        let Some(first) = at.checked_sub(4).filter(|i| comma(i + 1) && comma(i + 3)) else { return false };
        let age = self.items.get(first + 2).is_some_and(|i| {
            i.phrase().is_none_or(|p| p.end == p.first + 1 && self.pos(p.first) == Pos::Number)
                && self.pos(i.end - 1) == Pos::Number
        });
        let named = self.phrase(first).filter(|_| age).cloned();
        let object = self.latest_verb().and_then(|p| p.object.as_ref());
        let Some(subject) = named.filter(|n| object.is_some_and(|o| o.first == n.first)) else {
            return false;
        };
        if !self.takes_zero() {
            return false;
        }
        self.zero_that(subject, group);
        true
    }

    /// `said Berg, a baker from Lyon, was held`: after an insertion between commas, what looked like the object of the report
    /// is the subject of what is said, by the name that the insertion may give it.
    pub(super) fn after_apposed(&mut self, at: usize, group: &VerbGroup) -> bool {
        let comma = |i: usize| matches!(self.kind(i), Some(Kind::Comma));
        let Some(close) = at.checked_sub(1).filter(|i| comma(*i)) else { return false };
        let report = self.latest_verb().filter(|p| !p.passive && p.construction != Construction::Inverted);
        let Some(object) = report.and_then(|p| p.object.clone()).filter(|_| self.takes_zero()) else {
            return false;
        };
        let from = close.saturating_sub(WINDOW);
        let Some(place) =
            (from..close).rev().find(|i| self.items.get(*i).is_some_and(|item| item.first == object.first))
        else {
            return false;
        };
        let inserted = |k: &Kind| {
            matches!(
                k,
                Kind::Noun(_) | Kind::Preposition(_) | Kind::Comma | Kind::Time | Kind::Adverb | Kind::Other
            )
        };
        let modified = |k: &Kind| matches!(k, Kind::Preposition(Some(_)) | Kind::Other);
        let Some(open) = (place + 1..close).find(|i| !self.kind(*i).is_some_and(modified)) else {
            return false;
        };
        if !comma(open) || !(open..close).all(|i| self.kind(i).is_some_and(inserted)) {
            return false;
        }
        let named = self
            .phrase(open + 1)
            .filter(|p| comma(open + 2) && self.is_name(p) && self.pos(object.head) == Pos::Noun);
        let subject = named.cloned().unwrap_or_else(|| object.clone());
        self.release_object(self.stack.top().verb, &object);
        self.zero_that(subject, group);
        true
    }

    /// `paper that Ruiz said held the list`: the antecedent, taken for what was said, is the subject of what is said.
    pub(super) fn after_gap_report(&mut self, at: usize, group: &VerbGroup) -> bool {
        let report = self.stack.top().verb;
        let beside = matches!(self.before(at), Some(Kind::Verb(g)) if report.and_then(|r| self.get(r)).is_some_and(|p| p.token == g.head));
        let relative = self.stack.top().opening.construction == Construction::Relative;
        let object = report.and_then(|r| self.get(r)).filter(|p| beside && relative && !p.passive);
        let Some(object) = object.and_then(|p| p.object.clone().filter(|o| o.end <= p.first)) else {
            return false;
        };
        if !self.takes_zero() {
            return false;
        }
        self.zero_that(object, group);
        true
    }

    /// `said the fact that X was free was a fault`: the noun with its content is the subject of what is said.
    pub(super) fn after_noun_content(&mut self, group: &VerbGroup) -> bool {
        let Some(outer) = self.stack.depth().checked_sub(1) else { return false };
        let inner = self.stack.top();
        let Some(noun) = inner.opening.noun.filter(|_| inner.opening.kind == ClauseKind::Content) else {
            return false;
        };
        let governor = self.verb_at(outer);
        let takes =
            governor.is_some_and(|g| self.governors.find(Part::Verb, g.lemma, Complement::ZERO).is_some());
        let object =
            governor.and_then(|g| g.object.clone()).filter(|o| takes && o.first <= noun && noun < o.end);
        let Some(subject) = object else { return false };
        self.stack.close_to(outer);
        self.zero_that(subject, group);
        true
    }

    /// Reads a verb whose subject stands before an insertion, in a clause that `and` or a comma opened.
    pub(super) fn after_inserted(&mut self, at: usize, group: &VerbGroup) -> bool {
        let Some((opener, subject)) = self.parted_subject(at) else { return false };
        let inner = self.stack.top().verb;
        self.new_coordinate(opener, subject.clone(), group);
        let main = self.stack.top().verb;
        if let Some(insertion) = inner.and_then(|v| self.predicates.get_mut(v as usize)) {
            insertion.parent = main;
            if insertion.kind == ClauseKind::Participial && insertion.first > subject.first {
                insertion.subject = Some(subject);
            }
        }
        true
    }

    /// The conjunction that opens the clause, and the phrase between it and the insertion: `and [senator Dahl] of Ohio, ..., left`.
    fn parted_subject(&self, at: usize) -> Option<(usize, Phrase)> {
        let close = at.checked_sub(1).filter(|i| matches!(self.kind(*i), Some(Kind::Comma)))?;
        let from = close.saturating_sub(WINDOW);
        let opens = |i: &usize| {
            let noun = matches!(self.kind(*i), Some(Kind::Noun(_)));
            let joined = i.checked_sub(1).is_some_and(|c| matches!(self.kind(c), Some(Kind::Conjunction)));
            let after = (*i + 1..close).find(|n| !matches!(self.kind(*n), Some(Kind::Preposition(_))));
            noun && joined && after.is_some_and(|n| matches!(self.kind(n), Some(Kind::Comma)))
        };
        let noun = (from..close).rev().find(opens)?;
        let subject = self.items.get(noun)?.phrase()?.clone();
        Some((noun - 1, subject))
    }
}
