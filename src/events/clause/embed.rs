//! What opens a clause inside another: subordinators, relative pronouns, colons, quotation marks.
//!
//! Knows the words and marks that open clauses, and the stack of open ones. Does not know verb forms.

use super::stack::{Frame, Opening};
use super::{Construction, Kind, Parser, WINDOW};
use crate::actors::ActorKind;
use crate::events::governor::{Complement, Effect, Governance, Part};
use crate::events::{ClauseKind, Phrase, SlinkClass};
use crate::text::{NounClass, Pos, Term, words};

impl Parser<'_> {
    pub(super) fn subordinator(&mut self, at: usize) {
        let Some(token) = self.items.get(at).map(|i| i.first) else { return };
        let term = self.term(token);
        let w = self.words;
        if term == words::THAT {
            return self.that(at, token);
        }
        if [words::WHETHER, words::WHAT, w.how, words::IF].contains(&term)
            && self.embedded_question(at, token)
        {
            return;
        }
        if term == words::AS && self.names_quality(at) {
            return;
        }
        let (kind, construction) = self.adverbial_kind(term);
        let conditional = kind == ClauseKind::Condition;
        let opening = Opening {
            kind,
            construction,
            parent: self.stack.top().verb,
            link: conditional.then_some(SlinkClass::Conditional),
            effect: if conditional { Effect::Hypothetical } else { Effect::Asserted },
            subordinator: Some(token),
            noun: None,
        };
        self.open(opening);
    }

    /// `rejected it as "baseless" and ...`: an adjective after `as` opens no clause.
    fn names_quality(&self, at: usize) -> bool {
        let rest = self.rest(at);
        let mut rest = rest.map(|i| &i.kind).filter(|k| !matches!(k, Kind::Quote | Kind::Adverb));
        let adjective = matches!(rest.next(), Some(Kind::Adjective));
        adjective && !matches!(rest.next(), Some(Kind::Noun(_)))
    }

    fn open(&mut self, opening: Opening) {
        self.stack.push(Frame { opening, ..Frame::default() });
    }

    fn adverbial_kind(&self, term: Term) -> (ClauseKind, Construction) {
        let w = self.words;
        let inverted = [words::HAD, words::WERE, words::SHOULD].contains(&term);
        if inverted || [words::IF, w.unless, w.provided, w.lest].contains(&term) {
            return (ClauseKind::Condition, Construction::Condition);
        }
        let temporal = [
            words::AFTER,
            words::BEFORE,
            words::WHEN,
            words::WHILE,
            words::SINCE,
            words::UNTIL,
            words::TILL,
            words::ONCE,
            words::AS,
        ];
        if temporal.contains(&term) {
            return (ClauseKind::Temporal, Construction::Temporal);
        }
        (ClauseKind::Adverbial, Construction::Adverbial)
    }

    /// `that` after a verb, a noun or an adjective that takes it; a relative pronoun otherwise.
    fn that(&mut self, at: usize, token: u32) {
        let after_conjunction = matches!(self.before(at), Some(Kind::Conjunction));
        if after_conjunction && let Some(opening) = self.second_that() {
            return self.open(Opening { subordinator: Some(token), ..opening });
        }
        let found = self.governor_of_that(at);
        match found {
            Some((parent, noun, line)) => {
                let line = if noun.is_none() { self.unless_denied(parent, line) } else { line };
                self.shift_recipient(parent, noun, line);
                self.open(Opening {
                    kind: ClauseKind::Content,
                    parent,
                    link: Some(line.link),
                    effect: line.effect,
                    noun,
                    subordinator: Some(token),
                    construction: Construction::That,
                });
            }
            None if matches!(self.before(at), Some(Kind::Noun(_) | Kind::Preposition(Some(_)))) => {
                self.relative(at)
            }
            // `Fearful that it would spread, they left`
            None if matches!(self.before(at), Some(Kind::Adjective)) && self.stack.top().verb.is_none() => {
                self.open(Opening {
                    kind: ClauseKind::Adverbial,
                    effect: Effect::Possible,
                    subordinator: Some(token),
                    construction: Construction::Adverbial,
                    ..Opening::default()
                })
            }
            None => self.open(Opening {
                kind: ClauseKind::Content,
                parent: self.stack.top().verb,
                subordinator: Some(token),
                construction: Construction::That,
                ..Opening::default()
            }),
        }
    }

    /// `did not find that the crew slept`, `no proof was found that it fell`: what a verb of finding or saying would have told
    /// stays open where it is denied.
    pub(super) fn unless_denied(&self, verb: Option<u32>, line: Governance) -> Governance {
        let governor = verb.and_then(|v| self.get(v));
        let denied = governor.is_some_and(|p| p.negated && self.words.findings.contains(&p.lemma));
        if denied && line.effect == Effect::Asserted { line.left_open() } else { line }
    }

    /// `told reporters that ...`: the one who is told is no object of the saying.
    fn shift_recipient(&mut self, parent: Option<u32>, noun: Option<u32>, line: Governance) {
        let Some(predicate) = parent.and_then(|p| self.predicates.get_mut(p as usize)) else { return };
        if noun.is_none() && line.reporting && !predicate.passive && predicate.recipient.is_none() {
            predicate.recipient = predicate.object.take();
        }
    }

    /// The opening of the `that` clause that stands before `and that`.
    fn second_that(&mut self) -> Option<Opening> {
        let depth = (0..=self.stack.depth()).rev().find(|d| {
            let frame = self.stack.at(*d);
            let opened =
                frame.opening.subordinator.is_some() || frame.opening.construction == Construction::ZeroThat;
            frame.opening.kind == ClauseKind::Content && opened
        })?;
        let opening = self.stack.at(depth).opening.clone();
        self.stack.close_to(depth.saturating_sub(1));
        Some(opening)
    }

    /// The word that takes a `that` clause here: the noun just before it, else the verb of an open clause.
    fn governor_of_that(&self, at: usize) -> Option<(Option<u32>, Option<u32>, Governance)> {
        let verb = self.stack.top().verb;
        let by_verb = verb
            .and_then(|v| self.get(v))
            .and_then(|p| self.governors.find(Part::Verb, p.lemma, Complement::THAT));
        let noun = self.before_index(at).and_then(|i| self.phrase(i));
        let noun = noun.and_then(|phrase| {
            let line = self.governors.find(Part::Noun, self.lemma(phrase.head), Complement::THAT)?;
            Some((verb, Some(phrase.head), line))
        });
        if let Some(line) = by_verb.filter(|line| line.reporting && noun.is_none()) {
            return Some((verb, None, line));
        }
        if noun.is_some() {
            return noun;
        }
        if let Some(line) = by_verb {
            return Some((verb, None, line));
        }
        let line = self.line_of_adjective(verb?)?;
        Some((verb, None, line))
    }

    /// What the adjective of a verb does to a clause after it; of `is not clear that` nothing is asserted.
    pub(super) fn line_of_adjective(&self, verb: u32) -> Option<Governance> {
        let predicate = self.get(verb)?;
        let adjective = self.lemma(predicate.adjective?);
        let line = self.governors.find(Part::Adjective, adjective, Complement::THAT)?;
        let open = line.effect == Effect::Asserted && predicate.negated;
        Some(if open { line.left_open() } else { line })
    }

    /// `asked whether`, `explained how`: content of which nothing is asserted.
    fn embedded_question(&mut self, at: usize, token: u32) -> bool {
        let Some(verb) = self.stack.top().verb else { return false };
        let term = self.term(token);
        // `it was not clear whether he left`, `will rule on Monday whether he left`
        let after_verb = term == words::WHETHER
            && matches!(self.before(at), Some(Kind::Adjective | Kind::Time | Kind::Adverb))
            || matches!(self.before(at), Some(Kind::Verb(_) | Kind::Noun(_) | Kind::Preposition(_)));
        if !after_verb || (term == words::IF && !self.takes_question(verb)) {
            return false;
        }
        let open = term == words::WHETHER || term == words::IF;
        self.open(Opening {
            kind: ClauseKind::Content,
            parent: Some(verb),
            link: Some(SlinkClass::Modal),
            effect: if open { Effect::Possible } else { Effect::Asserted },
            subordinator: Some(token),
            construction: Construction::That,
            noun: None,
        });
        true
    }

    fn takes_question(&self, verb: u32) -> bool {
        self.get(verb).is_some_and(|p| self.governors.find(Part::Verb, p.lemma, Complement::WH).is_some())
    }

    /// A relative clause; its antecedent is the nearest phrase that fits the pronoun.
    pub(super) fn relative(&mut self, at: usize) {
        let Some(token) = self.items.get(at).map(|i| i.first) else { return };
        let term = self.term(token);
        if term == words::THAT && self.tells_whom(at) {
            return self.that(at, token);
        }
        let governed = matches!(at.checked_sub(1).and_then(|i| self.kind(i)), Some(Kind::Preposition(None)));
        let gap = if governed || term == words::WHOSE {
            None
        } else {
            let found = self.identified(at).or_else(|| self.antecedent(at, term));
            found.map(|phrase| self.bearer(at, self.agreeing(at, phrase)))
        };
        let opening = Opening {
            kind: ClauseKind::Relative,
            parent: self.stack.top().verb,
            subordinator: Some(token),
            construction: Construction::Relative,
            ..Opening::default()
        };
        self.stack.push(Frame { opening, gap, ..Frame::default() });
    }

    /// `told L.A. reporters that he ...`: after the one who is told, `that` with a subject opens what was said.
    fn tells_whom(&self, at: usize) -> bool {
        let Some(verb) = self.latest_verb() else { return false };
        let line = self.governors.find(Part::Verb, verb.lemma, Complement::THAT);
        let hearer = verb.object.as_ref().filter(|o| self.is_person(o) || self.is_name(o));
        let beside = self.before_index(at).and_then(|i| self.phrase(i));
        line.is_some_and(|l| l.reporting)
            && hearer.is_some_and(|h| beside.is_some_and(|b| b.first == h.first))
            && matches!(self.after(at), Some(Kind::Noun(_)))
    }

    /// `X was among the states that did A`: the one who did it is X.
    fn identified(&self, at: usize) -> Option<Phrase> {
        let complement = self.before_index(at).and_then(|i| self.phrase(i))?;
        if self.pos(complement.head) != Pos::Noun {
            return None;
        }
        let copula = self.latest_verb().filter(|p| p.copula && !p.negated)?;
        let subject = copula.subject.clone()?;
        (self.pos(subject.head) == Pos::ProperNoun).then_some(subject)
    }

    fn antecedent(&self, at: usize, pronoun: Term) -> Option<Phrase> {
        let from = at.saturating_sub(WINDOW);
        if pronoun == words::WHICH && self.is_time_before(at) || pronoun == words::THAT && self.tells_when(at)
        {
            return None;
        }
        let mut nearest = None;
        let mut place = false;
        for i in (from..at).rev() {
            match self.kind(i) {
                Some(Kind::Noun(phrase)) => {
                    let far = nearest.is_some_and(|near| self.passes_over(at, pronoun, near, phrase, place));
                    return self.fitting(nearest.filter(|_| !far), phrase, pronoun);
                }
                Some(Kind::Preposition(Some(phrase)))
                    if pronoun == words::WHICH && self.names_person(phrase) => {}
                // `a riot last year in Lagos that left nine dead`
                Some(Kind::Preposition(Some(phrase)))
                    if nearest.is_some_and(|near| self.passes_over(at, pronoun, near, phrase, place)) =>
                {
                    return Some(phrase.clone());
                }
                Some(Kind::Preposition(Some(phrase))) if nearest.is_none() => {
                    nearest = Some(phrase);
                    place = [words::IN, words::AT, self.words.near].contains(&self.item_term(i));
                }
                Some(Kind::Preposition(Some(_)) | Kind::Comma | Kind::Adverb | Kind::Time | Kind::Quote) => {}
                Some(Kind::Other | Kind::Preposition(None)) => {}
                _ => break,
            }
        }
        nearest.cloned()
    }

    /// `in the last quarter, which ended in May`: what stands before the comma is a time.
    fn is_time_before(&self, at: usize) -> bool {
        let comma = at.checked_sub(1).filter(|i| matches!(self.kind(*i), Some(Kind::Comma)));
        comma.is_some_and(|i| i > 0 && matches!(self.kind(i - 1), Some(Kind::Time)))
    }

    /// A time, or a reason: what a clause after it tells is not done to it.
    pub(super) fn is_occasion(&self, phrase: &Phrase) -> bool {
        let occasion = self.words.occasions.contains(&self.lemma(phrase.head));
        occasion || self.noun_class(phrase.head) == NounClass::Time
    }

    /// `It was the second year that Berg lost`: after a time, `that` with a subject tells when.
    fn tells_when(&self, at: usize) -> bool {
        let before = self.before_index(at).and_then(|i| self.phrase(i));
        let time = before.is_some_and(|p| self.is_occasion(p));
        time && matches!(self.after(at), Some(Kind::Noun(_)))
    }

    /// `a treaty with Peru that binds`, `its plant in Peru, which it closed`: a name takes no `that`, and a place after
    /// `in` is seldom what is closed; of `talks in Geneva, which`, the talks.
    fn passes_over(&self, at: usize, pronoun: Term, near: &Phrase, far: &Phrase, place: bool) -> bool {
        // `Prince Karl of Sweden, who landed`
        let person = pronoun == words::WHO || pronoun == words::WHOM;
        if self.is_stretch(near) && !self.is_stretch(far) || person && self.names_place(near) {
            return true;
        }
        if !self.is_name(near) || self.is_name(far) || self.pos(far.head) != Pos::Noun {
            return false;
        }
        let object = matches!(self.after(at), Some(Kind::Noun(_)));
        let event = self.noun_class(far.head) == NounClass::Event;
        pronoun == words::THAT || pronoun == words::WHICH && place && (object || event)
    }

    /// `a run in the second half that ...`, `a strike in the first week that ...`: one part of a time.
    fn is_stretch(&self, phrase: &Phrase) -> bool {
        let time = self.noun_class(phrase.head) == NounClass::Time
            || self.words.periods.contains(&self.term(phrase.head));
        let counted = (phrase.first..phrase.head)
            .any(|t| self.pos(t) == Pos::Number || self.term(t) == self.words.first);
        time && counted
    }

    /// Of `the head of the party, who`, the head; of `the talks in Geneva, which`, the place is no antecedent
    /// for `who`.
    fn fitting(&self, nearest: Option<&Phrase>, far: &Phrase, pronoun: Term) -> Option<Phrase> {
        let person = pronoun == words::WHO || pronoun == words::WHOM;
        match nearest {
            // `the heir of Ole Hagen, who ruled`
            Some(near) if person && self.names_person(near) => Some(near.clone()),
            Some(near) if person && self.is_person(far) && !self.is_person(near) => Some(far.clone()),
            Some(near) => Some(near.clone()),
            None => Some(far.clone()),
        }
    }

    fn is_person(&self, phrase: &Phrase) -> bool {
        self.noun_class(phrase.head) == NounClass::Person
    }

    /// `the murder of officer Jon Hill, which`: whom the cast knows as a person is no antecedent of `which`.
    fn names_person(&self, phrase: &Phrase) -> bool {
        let person =
            |actor: &u32| self.cast.actors.get(*actor as usize).is_some_and(|a| a.kind == ActorKind::Person);
        self.at_head(phrase).any(|m| m.actors.len() == 1 && m.actors.iter().all(person))
    }

    /// `X said: ...`.
    pub(super) fn colon(&mut self) {
        let speaker = self.last_report();
        self.stack.restart();
        if let Some(report) = speaker {
            self.open_quotation(report);
        }
    }

    /// An opening quotation mark after a verb of saying: `X said, "..."`; a full clause may follow.
    pub(super) fn quotation(&mut self, at: usize) {
        let Some(item) = self.items.get(at) else { return };
        let opens = self.text.quotes.binary_search_by_key(&item.end, |q| q.first).is_ok();
        if !opens {
            return;
        }
        let after_comma = matches!(self.before(at), Some(Kind::Comma));
        let Some(report) = self.stack.top().verb.filter(|v| self.reports(*v)) else { return };
        let free = self.get(report).is_some_and(|p| p.object.is_none());
        if after_comma || (free && matches!(self.before(at), Some(Kind::Verb(_) | Kind::Time))) {
            self.open_quotation(report);
        }
    }

    fn open_quotation(&mut self, report: u32) {
        let line = self.get(report).and_then(|p| self.governors.find(Part::Verb, p.lemma, Complement::QUOTE));
        self.open(Opening {
            kind: ClauseKind::Content,
            parent: Some(report),
            link: Some(line.map_or(SlinkClass::Evidential, |l| l.link)),
            effect: line.map_or(Effect::Asserted, |l| l.effect),
            construction: Construction::Quoted,
            ..Opening::default()
        });
    }

    fn reports(&self, predicate: u32) -> bool {
        self.get(predicate).is_some_and(|p| self.governors.is_reporting(p.lemma))
    }

    /// The innermost open verb of saying.
    fn last_report(&self) -> Option<u32> {
        (0..=self.stack.depth()).rev().filter_map(|d| self.stack.at(d).verb).find(|v| self.reports(*v))
    }
}
