//! Finite verb groups: which open clause they complete, or which clause they open.
//!
//! Knows the stack of open clauses and what stands left of a verb. Other verb forms are read in `nonfinite.rs` and
//! `participle.rs`.

use super::stack::{Frame, Opening};
use super::{Construction, Kind, Parser, VerbGroup, WINDOW};
use crate::events::governor::{Complement, Effect, Part};
use crate::events::verb_group::Finiteness;
use crate::events::{ClauseKind, Phrase, Predicate, Tense};
use crate::text::{Pos, words};

/// What stands left of a verb group, adverbials passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// A noun phrase, at this item.
    Noun(usize),
    Conjunction(usize),
    Comma(usize),
    Quote(usize),
    Verb(usize),
    /// The start of the sentence, or of a clause.
    Start,
}

impl Parser<'_> {
    pub(super) fn finite(&mut self, at: usize, group: &VerbGroup) {
        let left = self.left(at);
        if self.report(at, group, left) {
            return;
        }
        if let Some(participle) = self.of_object_pronoun(at, group) {
            return self.reduced(at, &participle);
        }
        if self.lacks_object(at, group) {
            return self.reduced(at, &group.as_participle());
        }
        if !matches!(self.after(at), Some(Kind::Noun(_)))
            && self.may_be_participle(group)
            && let Some(name) = self.befallen(at, group)
        {
            return self.reduced_about(Some(name), &group.as_participle());
        }
        if let Some(group) = self.passive_of_row(at, group) {
            let joint = at.saturating_sub(1);
            let comma = matches!(self.before(at), Some(Kind::Comma));
            return self
                .coordinated(&group, if comma { Left::Comma(joint) } else { Left::Conjunction(joint) });
        }
        let top = self.stack.top();
        let (open, subject) = (top.verb.is_none(), top.subject.is_some() || top.gap.is_some());
        if open && subject {
            self.take_subject(left);
        }
        if open && (subject || self.stack.depth() > 0) {
            return self.complete(self.stack.depth(), group);
        }
        if self.after_preposition(at, group) || self.resume_reported(left, group) {
            return;
        }
        self.after_left(at, left, group);
    }

    /// A verb for which the innermost clause does not wait, by what stands left of it.
    fn after_left(&mut self, at: usize, left: Left, group: &VerbGroup) {
        let pending = self.stack.pending();
        match left {
            Left::Noun(noun) => self.after_noun(noun, group),
            Left::Conjunction(_) => self.coordinated(group, left),
            Left::Quote(quote) if pending.is_none() && self.quoted_verb(quote, group) => {}
            Left::Comma(_)
                if pending.is_none()
                    && (self.after_age(at, group)
                        || self.after_apposed(at, group)
                        || self.after_inserted(at, group)) => {}
            Left::Verb(_)
                if pending.is_none()
                    && (self.after_gap_report(at, group) || self.after_noun_content(group)) => {}
            _ => match pending {
                Some(depth) => self.complete(depth, group),
                None if self.stack.top().verb.is_none() => self.complete(0, group),
                None => match self.reported_object() {
                    Some((depth, phrase)) => self.after_insertion(depth, phrase, group),
                    None => self.coordinated(group, left),
                },
            },
        }
    }

    /// Reads the verb of what [was reported](Self::reported_antecedent) of somebody whom a relative clause is about.
    fn resume_reported(&mut self, left: Left, group: &VerbGroup) -> bool {
        let Some((depth, phrase)) = self.reported_antecedent(left) else { return false };
        let relative = self.stack.top().verb;
        self.stack.close_to(depth);
        self.zero_that(phrase, group);
        let content = self.stack.top().verb;
        if let Some(inner) = relative.and_then(|r| self.predicates.get_mut(r as usize)) {
            inner.parent = content;
        }
        true
    }

    /// `heard him named on the radio`: a past form after an object pronoun is a participle.
    fn of_object_pronoun(&self, at: usize, group: &VerbGroup) -> Option<VerbGroup> {
        let pronoun = at.checked_sub(1).and_then(|i| self.items.get(i)).filter(|i| i.end == i.first + 1)?;
        let object = matches!(self.term(pronoun.first), words::HIM | words::HER | words::THEM);
        let plain = group.end == group.first + 1 && group.tense == Tense::Past;
        // `The men who opposed him met in Oslo`
        let verb = self.stack.top().verb.is_some() && self.stack.waiting() <= self.finite_left;
        (object && plain && verb && matches!(pronoun.kind, Kind::Noun(_))).then(|| group.as_participle())
    }

    /// `until X was arrested`, where the word before X passes for a preposition: a temporal clause.
    fn after_preposition(&mut self, at: usize, group: &VerbGroup) -> bool {
        if self.stack.pending().is_some() {
            return false;
        }
        let Some(index) = self.governing_preposition(at) else { return false };
        let (Some(item), parent) = (self.items.get(index), self.stack.top().verb) else { return false };
        let Some(subject) = item.phrase().cloned() else { return false };
        let token = item.first;
        if let Some(governor) = parent.and_then(|p| self.predicates.get_mut(p as usize)) {
            governor.prepositional.retain(|p| p.preposition != token);
        }
        let opening = Opening {
            kind: ClauseKind::Temporal,
            parent,
            subordinator: Some(token),
            construction: Construction::Temporal,
            ..Opening::default()
        };
        self.stack.push(Frame { opening, subject: Some(subject), ..Frame::default() });
        self.complete(self.stack.depth(), group);
        true
    }

    /// The temporal preposition whose phrase stands just before a verb, or before an apposition closed by a comma.
    pub(super) fn governing_preposition(&self, at: usize) -> Option<usize> {
        let temporal = |i: usize| {
            let term = self.item_term(i);
            let words = [words::UNTIL, words::AFTER, words::BEFORE, words::SINCE, words::AS, words::TILL];
            words.contains(&term) && matches!(self.kind(i), Some(Kind::Preposition(Some(_))))
        };
        let last = self.before_index(at)?;
        // `after talks with the firm failed`
        let phrases = (at.saturating_sub(WINDOW / 4)..=last).rev();
        let mut phrases = phrases.take_while(|i| matches!(self.kind(*i), Some(Kind::Preposition(Some(_)))));
        if let Some(found) = phrases.find(|i| temporal(*i)) {
            return Some(found);
        }
        let from = at.saturating_sub(WINDOW / 2);
        let closed = matches!(self.kind(last), Some(Kind::Comma));
        let open = (from..last).rev().find(|i| matches!(self.kind(*i), Some(Kind::Comma | Kind::Break)))?;
        let subject = open.checked_sub(1).filter(|i| closed && temporal(*i))?;
        Some(subject)
    }

    /// `said the rules issued in May showed A`: the object of the report that a relative clause follows is the subject
    /// of a clause without `that`.
    fn reported_antecedent(&self, left: Left) -> Option<(usize, Phrase)> {
        if matches!(left, Left::Conjunction(_)) || self.stack.pending().is_some() {
            return None;
        }
        let depth = self.stack.depth().checked_sub(1)?;
        let inner = self.stack.top();
        let relative = matches!(inner.opening.kind, ClauseKind::ReducedRelative | ClauseKind::Relative);
        let governor = self.verb_at(depth)?;
        let object = governor.object.as_ref().filter(|_| relative)?;
        self.governors.find(Part::Verb, governor.lemma, Complement::ZERO)?;
        let antecedent = inner.subject.as_ref().filter(|s| s.first == object.first)?;
        Some((depth, antecedent.clone()))
    }

    /// `said two men, working for X, did A`: with no conjunction before the verb, what looked like the object of the
    /// verb of saying is its subject.
    fn reported_object(&self) -> Option<(usize, Phrase)> {
        let depth = self.stack.depth().checked_sub(1)?;
        let inner = self.stack.top();
        let aside = matches!(
            inner.opening.kind,
            ClauseKind::ReducedRelative | ClauseKind::Relative | ClauseKind::Participial
        );
        let governor = self.verb_at(depth).filter(|_| aside)?;
        let line = self.governors.find(Part::Verb, governor.lemma, Complement::ZERO)?;
        let inverted = governor.construction == Construction::Inverted;
        let object = governor.object.clone().filter(|_| line.reporting && !inverted)?;
        Some((depth, object))
    }

    /// The clause whose subject an insertion follows; the insertion is about that subject.
    fn after_insertion(&mut self, depth: usize, subject: Phrase, group: &VerbGroup) {
        let inner = self.stack.top().verb;
        self.stack.close_to(depth);
        self.zero_that(subject.clone(), group);
        let content = self.stack.top().verb;
        if let Some(insertion) = inner.and_then(|i| self.predicates.get_mut(i as usize)) {
            insertion.parent = content;
            if insertion.kind == ClauseKind::Participial {
                insertion.subject = Some(subject);
            }
        }
    }

    /// What stands left of an item, over adverbs, times and prepositional phrases.
    pub(super) fn left(&self, at: usize) -> Left {
        let from = at.saturating_sub(WINDOW);
        for i in (from..at).rev() {
            match self.kind(i) {
                Some(Kind::Adverb | Kind::Time | Kind::Preposition(_) | Kind::Other) => {}
                Some(Kind::Noun(_)) => return Left::Noun(i),
                Some(Kind::Conjunction) => return Left::Conjunction(i),
                Some(Kind::Comma) => return Left::Comma(i),
                Some(Kind::Quote) => return Left::Quote(i),
                Some(Kind::Verb(_) | Kind::Adjective) => return Left::Verb(i),
                _ => return Left::Start,
            }
        }
        Left::Start
    }

    /// `At the firm's keynote, X did A`: a phrase after a comma and just before the verb is the subject; an
    /// apposition would be closed by a comma.
    fn take_subject(&mut self, left: Left) {
        let Left::Noun(noun) = left else { return };
        let after_comma = matches!(self.before(noun), Some(Kind::Comma));
        let phrase = self.phrase(noun).cloned();
        if let Some(phrase) = phrase.filter(|_| after_comma) {
            self.stack.top_mut().subject = Some(phrase);
        }
    }

    /// Gives an open clause its verb and closes the clauses inside it.
    fn complete(&mut self, depth: usize, group: &VerbGroup) {
        self.stack.close_to(depth);
        let frame = self.stack.top_mut();
        let from_gap = frame.subject.is_none();
        if from_gap {
            frame.subject = frame.gap.take();
        }
        let object = frame.gap.take();
        let (opening, subject) = (frame.opening.clone(), frame.subject.clone());
        let fronted = std::mem::take(&mut frame.fronted);
        let mut predicate = self.predicate(group, &opening, subject.clone());
        predicate.prepositional = fronted;
        if !group.copula {
            predicate.object = object;
        }
        if self.tells_purpose(group, subject.as_ref()) {
            (predicate.subject, predicate.effect) = (None, Effect::Planned);
        }
        let index = self.push(predicate);
        self.set_verb(index, true);
        self.adopt_orphans(depth, index, subject.as_ref());
        if depth > 0 && opening.parent.is_none() {
            self.leave(depth - 1, index);
        }
    }

    /// `his aim was to leave`: not the aim is going to leave.
    fn tells_purpose(&self, group: &VerbGroup, subject: Option<&Phrase>) -> bool {
        let be = self.lemma(group.first) == words::BE;
        let to = (group.first..group.head).any(|t| self.pos(t) == Pos::To);
        let noun = subject.filter(|s| be && to && self.pos(s.head) == Pos::Noun);
        noun.is_some_and(|s| self.governors.find(Part::Noun, self.lemma(s.head), Complement::TO).is_some())
    }

    pub(super) fn set_verb(&mut self, index: u32, finite: bool) {
        let frame = self.stack.top_mut();
        frame.verb = Some(index);
        frame.finite = finite;
    }

    /// A noun phrase stands before the verb, and no clause waits for a verb at the top.
    fn after_noun(&mut self, noun: usize, group: &VerbGroup) {
        let Some(phrase) = self.phrase(noun).cloned() else { return };
        let before = self.before_index(noun);
        let mark = before.and_then(|i| self.kind(i));
        let comma = matches!(mark, Some(Kind::Comma | Kind::Quote | Kind::Other));
        let conjunction = matches!(mark, Some(Kind::Conjunction));
        let pending = self.stack.pending();
        if pending.is_none() && (comma || conjunction) {
            self.give_back(&phrase);
        }
        if let Some((joint, subject)) = self.aimed_subject(noun).filter(|_| pending.is_none()) {
            self.release_object(self.stack.top().verb, &subject);
            return self.new_coordinate(joint, subject, group);
        }
        if let Some(depth) = pending
            && (self.finite_left == 0 || comma || !self.takes_zero())
        {
            if comma && self.is_absolute(depth) {
                self.set_aside(depth, phrase);
            }
            return self.complete(depth, group);
        }
        if conjunction {
            return self.new_coordinate(before.unwrap_or(noun), phrase, group);
        }
        if comma {
            return self.new_main(phrase, group);
        }
        if self.takes_zero() || self.after_sure(noun) {
            return self.zero_that(phrase, group);
        }
        self.contact_relative(noun, phrase, group);
    }

    /// `..., and a bid to take Oslo [failed]`: the noun whose aim stands between it and its verb, and the conjunction before it.
    fn aimed_subject(&self, noun: usize) -> Option<(usize, Phrase)> {
        let aim = noun.checked_sub(1).filter(
            |i| matches!(self.kind(*i), Some(Kind::Verb(g)) if g.finiteness == Finiteness::Infinitive),
        )?;
        let joint = aim.checked_sub(2).filter(|i| matches!(self.kind(*i), Some(Kind::Conjunction)))?;
        let subject =
            matches!(self.kind(aim - 1), Some(Kind::Noun(_))).then(|| self.phrase(aim - 1).cloned())??;
        let line = self.governors.find(Part::Noun, self.lemma(subject.head), Complement::TO);
        line.map(|_| (joint, subject))
    }

    /// `[Their engines failing], the crew left`, `[The bridge destroyed], the army crossed`: the sentence opens with a phrase
    /// right before a form that has no finite verb, and the main clause has a subject of its own.
    fn is_absolute(&self, depth: usize) -> bool {
        let (outer, inner) = (self.stack.at(depth), self.stack.top());
        let aside = inner.verb.and_then(|v| self.get(v));
        let opens = depth == 0 && self.stack.depth() == 1 && !self.heading;
        let waits = outer
            .subject
            .as_ref()
            .filter(|s| opens && self.items.first().is_some_and(|i| i.first == s.first));
        waits.zip(aside).is_some_and(|(subject, aside)| {
            let own = aside.subject.as_ref().is_some_and(|s| s.first == subject.first);
            own && aside.kind == ClauseKind::ReducedRelative && aside.first == subject.end
        })
    }

    /// Reads the clause of the waiting subject as an absolute one, beside a clause about `subject`.
    fn set_aside(&mut self, depth: usize, subject: Phrase) {
        let aside = self.stack.top().verb.and_then(|v| self.predicates.get_mut(v as usize));
        if let Some(aside) = aside {
            aside.kind = ClauseKind::Participial;
        }
        self.stack.close_to(depth);
        self.stack.top_mut().subject = Some(subject);
    }

    /// `is not sure [the guards were armed]`: right before the subject stands an adjective that takes a clause.
    fn after_sure(&self, noun: usize) -> bool {
        let verb = self.stack.top().verb;
        matches!(self.before(noun), Some(Kind::Adjective))
            && verb.is_some_and(|v| self.line_of_adjective(v).is_some())
    }

    /// `..., and talks with X collapsed`: what stands between the new subject and its verb is none of the verb before.
    fn give_back(&mut self, subject: &Phrase) {
        let Some(verb) = self.stack.top().verb else { return };
        if let Some(predicate) = self.predicates.get_mut(verb as usize) {
            predicate.prepositional.retain(|p| p.preposition < subject.first);
        }
    }

    /// The innermost verb takes a clause without `that`.
    pub(super) fn takes_zero(&self) -> bool {
        let verb = self.latest_verb();
        verb.is_some_and(|p| self.governors.find(Part::Verb, p.lemma, Complement::ZERO).is_some())
    }

    /// `says the firm "priced it low"`: the quotation begins after the subject of what is said.
    fn quoted_verb(&mut self, quote: usize, group: &VerbGroup) -> bool {
        let Some(phrase) = quote.checked_sub(1).and_then(|i| self.phrase(i)).cloned() else {
            return false;
        };
        let object = self.latest_verb().and_then(|p| p.object.as_ref());
        let subject = object.is_some_and(|o| o.first == phrase.first) && self.takes_zero();
        if subject {
            self.zero_that(phrase, group);
        }
        subject
    }

    /// `announced it was leaving`: what looked like an object is the subject of a clause.
    pub(super) fn zero_that(&mut self, phrase: Phrase, group: &VerbGroup) {
        let parent = self.stack.top().verb;
        self.release_object(parent, &phrase);
        let governor = parent.and_then(|p| self.get(p));
        let line = governor.and_then(|p| self.governors.find(Part::Verb, p.lemma, Complement::ZERO));
        let line = line.or_else(|| self.line_of_adjective(parent?));
        let opening = Opening {
            kind: ClauseKind::Content,
            parent,
            link: line.map(|l| l.link),
            effect: line.map_or(Effect::Asserted, |l| l.effect),
            construction: Construction::ZeroThat,
            ..Opening::default()
        };
        let gap = parent.and_then(|p| self.predicates.get_mut(p as usize));
        let gap =
            gap.filter(|p| p.object.as_ref().is_some_and(|o| o.end <= p.first)).and_then(|p| p.object.take());
        self.stack.push(Frame { opening, subject: Some(phrase), gap, ..Frame::default() });
        self.complete(self.stack.depth(), group);
    }

    /// What passed for the object of a verb is a subject, and a `no` before it denies nothing of the verb.
    pub(super) fn release_object(&mut self, verb: Option<u32>, subject: &Phrase) {
        let denied = self.says_no(subject.first);
        let governor = verb.and_then(|v| self.predicates.get_mut(v as usize));
        let same = |p: &&mut Predicate| p.object.as_ref().is_some_and(|o| o.first == subject.first);
        if let Some(predicate) = governor.filter(same) {
            predicate.object = None;
            predicate.negated ^= denied && predicate.recipient.is_none();
        }
    }

    /// `, X did B`: a new main clause, after a fronted clause or beside the first; inside a quotation, content.
    fn new_main(&mut self, phrase: Phrase, group: &VerbGroup) {
        let depth = self.quotation_depth();
        self.stack.close_to(depth);
        let frame = self.stack.top_mut();
        frame.subject = Some(phrase);
        frame.verb = None;
        self.complete(depth, group);
    }

    /// The depth of the clause that a new independent clause belongs to: the content of a report in quotation
    /// marks, else the main clause.
    pub(super) fn quotation_depth(&self) -> usize {
        let quoted = |d: &usize| self.stack.at(*d).opening.construction == Construction::Quoted;
        (0..=self.stack.depth()).find(quoted).unwrap_or(0)
    }

    /// `and X did B`: after a comma a clause of its own, else on the level of the finite clause before.
    pub(super) fn new_coordinate(&mut self, conjunction: usize, phrase: Phrase, group: &VerbGroup) {
        let comma = conjunction > 0 && matches!(self.before(conjunction), Some(Kind::Comma));
        let depth = if comma { self.quotation_depth() } else { self.finite_depth() };
        self.stack.close_to(depth);
        let frame = self.stack.top_mut();
        frame.subject = Some(phrase);
        frame.gap = None;
        frame.verb = None;
        frame.opening.construction = Construction::CoordinatedClause;
        self.complete(depth, group);
    }

    /// The innermost finite clause that is no relative clause.
    fn finite_depth(&self) -> usize {
        let fits = |d: &usize| {
            let frame = self.stack.at(*d);
            frame.finite && frame.opening.kind != ClauseKind::Relative
        };
        (0..=self.stack.depth()).rev().find(fits).unwrap_or(0)
    }

    /// `the law parliament passed`.
    fn contact_relative(&mut self, noun: usize, phrase: Phrase, group: &VerbGroup) {
        let previous = noun.checked_sub(1).and_then(|i| self.phrase(i));
        let Some(antecedent) = previous.cloned() else { return self.clause_after_object(phrase, group) };
        self.take_back(&phrase);
        let gap = Some(antecedent).filter(|a| !self.is_occasion(a));
        let opening = Opening {
            kind: ClauseKind::Relative,
            parent: self.stack.top().verb,
            construction: Construction::ContactRelative,
            ..Opening::default()
        };
        self.stack.push(Frame { opening, gap, subject: Some(phrase), ..Frame::default() });
        self.complete(self.stack.depth(), group);
    }

    /// What passed for a second object is the subject of a relative clause: `freed ten sailors [they had] seized`.
    fn take_back(&mut self, subject: &Phrase) {
        let Some(verb) = self.stack.top().verb else { return };
        if let Some(governor) = self.predicates.get_mut(verb as usize)
            && governor.object.as_ref().is_some_and(|o| o.first == subject.first)
        {
            governor.object = governor.recipient.take();
        }
    }

    /// A verb after what was taken for the object of another: a clause of its own.
    fn clause_after_object(&mut self, phrase: Phrase, group: &VerbGroup) {
        self.release_object(self.stack.top().verb, &phrase);
        let depth = self.quotation_depth();
        let keep = self.stack.at(depth).verb;
        self.stack.close_to(depth);
        let frame = self.stack.top_mut();
        frame.subject = Some(phrase);
        frame.verb = None;
        if frame.opening.parent.is_none() && frame.opening.kind == ClauseKind::Content {
            frame.opening.parent = keep;
        }
        self.complete(depth, group);
    }
}
