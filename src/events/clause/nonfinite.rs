//! Infinitives and gerunds: who is understood as their subject, and on what they depend.
//!
//! Knows the tables of governing words. Past participles are read in `participle.rs`.

use super::finite::Left;
use super::stack::{Frame, Opening};
use super::{Construction, Kind, Parser, VerbGroup, WINDOW};
use crate::events::governor::{Complement, Controller, Effect, Governance, Part};
use crate::events::verb_group::Finiteness;
use crate::events::{Aspect, ClauseKind, Mood, Phrase, Predicate, SlinkClass, Tense};
use crate::text::{NounClass, Pos, Term, words};

impl Parser<'_> {
    /// `help rebuild`, `to sign and ratify`, `they recognize`.
    pub(super) fn bare(&mut self, at: usize, group: &VerbGroup) {
        let left = self.left(at);
        if matches!(left, Left::Conjunction(_)) && self.stack.top().verb.is_some() {
            return self.coordinated(group, left);
        }
        if let Some((verb, line)) = self.verb_line(Complement::BARE)
            && matches!(left, Left::Noun(_) | Left::Verb(_))
            && self.stack.pending().is_none()
        {
            let group = VerbGroup { tense: Tense::Infinitive, ..group.clone() };
            return self.controlled(&group, verb, line, ClauseKind::Infinitive);
        }
        let group = VerbGroup { finiteness: Finiteness::Finite, ..group.clone() };
        self.finite(at, &group);
    }

    /// The innermost verb, when it takes such a complement.
    pub(super) fn verb_line(&self, complement: Complement) -> Option<(u32, Governance)> {
        let verb = self.stack.top().verb?;
        let governor = self.get(verb)?;
        // `set up to`, `carried out to`: a phrasal verb has its own meaning, and an infinitive after it a purpose.
        if governor.particle.is_some() && complement == Complement::TO {
            return None;
        }
        let line = self.governors.find(Part::Verb, governor.lemma, complement)?;
        Some((verb, line))
    }

    pub(super) fn infinitive(&mut self, at: usize, group: &VerbGroup) {
        if let Some(Kind::Conjunction) = self.before(at)
            && self.top_is(Tense::Infinitive)
        {
            return self.coordinated(group, Left::Conjunction(at.saturating_sub(1)));
        }
        if self.in_order(at) {
            return self.purpose(group, None);
        }
        if group.passive && self.after_of(at) {
            return self.left_to_nobody(group);
        }
        if let Some((noun, line)) = self.noun_line(at, Complement::TO) {
            return self.after_noun_governor(group, noun, line, Construction::NounControl);
        }
        if let Some(one) = self.only_one(at) {
            return self.singled_out(group, one);
        }
        if let Some(subject) = self.for_subject(at) {
            return self.purpose(group, Some(subject));
        }
        // `appeared reluctant to leave`: the adjective decides, whatever verb stands before it.
        if let Some((verb, line)) = self.adjective_line(at) {
            return self.controlled(group, verb, line, ClauseKind::Infinitive);
        }
        if let Some((verb, line)) = self.verb_line(Complement::TO) {
            return self.controlled(group, verb, line, ClauseKind::Infinitive);
        }
        if self.awaits_heading_verb(at) {
            return self.heading_future(group);
        }
        self.purpose_or_outcome(group);
    }

    fn top_is(&self, tense: Tense) -> bool {
        self.latest_verb().is_some_and(|p| p.tense == tense)
    }

    /// `for X to leave`.
    fn for_subject(&self, at: usize) -> Option<Phrase> {
        let i = at.checked_sub(1)?;
        let phrase = self.items.get(i)?.phrase()?;
        (self.item_term(i) == words::FOR).then(|| phrase.clone())
    }

    /// `the first woman to lead the bank`, `the last of them to leave`.
    fn only_one(&self, at: usize) -> Option<Phrase> {
        let near = at.checked_sub(1).and_then(|i| self.items.get(i))?;
        let of = self.term(near.first) == words::OF;
        let whole = if of { at.checked_sub(2).and_then(|i| self.items.get(i))? } else { near };
        let phrase = whole.phrase()?;
        let w = self.words;
        let one = (phrase.first..phrase.end.min(phrase.first + 3))
            .any(|t| [w.first, w.only, words::LAST].contains(&self.term(t)));
        let governed = matches!(self.verb_line(Complement::TO), Some((_, line)) if line.controller == Controller::Object);
        let class = self.noun_class(phrase.head);
        let thing =
            matches!(class, NounClass::Person | NounClass::Group | NounClass::Location | NounClass::Artifact);
        let alone = phrase.end <= phrase.first + 2;
        (one && !governed && (thing || alone)).then(|| phrase.clone())
    }

    /// The clause of `the first to do A`: about the phrase itself, or after `is` about the subject.
    fn singled_out(&mut self, group: &VerbGroup, one: Phrase) {
        let verb = self.stack.top().verb;
        let names = |p: &Predicate| p.copula || p.lemma == self.words.becomes;
        let subject = verb.and_then(|v| self.get(v)).filter(|p| names(p)).and_then(|p| p.subject.clone());
        let opening = Opening {
            kind: ClauseKind::Infinitive,
            parent: verb,
            construction: Construction::Reduced,
            ..Opening::default()
        };
        self.nest(group, opening, Some(subject.unwrap_or(one)));
    }

    /// The nearest noun before, over its of- and other phrases, when it takes such a complement.
    fn noun_line(&self, at: usize, complement: Complement) -> Option<(Phrase, Governance)> {
        let from = at.saturating_sub(WINDOW / 4);
        for i in (from..at).rev() {
            match self.kind(i)? {
                Kind::Noun(phrase) | Kind::Preposition(Some(phrase)) => {
                    // Of `the A and B plan` the last noun counts.
                    let heads = [phrase.head, phrase.end - 1];
                    let mut nouns = heads.iter().filter(|h| self.pos(**h) == Pos::Noun);
                    let line =
                        nouns.find_map(|h| self.governors.find(Part::Noun, self.lemma(*h), complement));
                    if let Some(line) = line {
                        return Some((phrase.clone(), line));
                    }
                    if matches!(self.kind(i), Some(Kind::Noun(_))) {
                        return None;
                    }
                }
                Kind::Adverb | Kind::Time | Kind::Quote => {}
                _ => return None,
            }
        }
        None
    }

    pub(super) fn is_name(&self, phrase: &Phrase) -> bool {
        self.pos(phrase.head) == Pos::ProperNoun
    }

    /// `is eager to`, `was reluctant to`.
    fn adjective_line(&self, at: usize) -> Option<(u32, Governance)> {
        let verb = self.stack.top().verb?;
        if !matches!(self.before(at), Some(Kind::Adjective)) {
            return None;
        }
        let adjective = self.items.get(at.checked_sub(1)?)?.first;
        let listed = self.governors.find(Part::Adjective, self.lemma(adjective), Complement::TO);
        Some((verb, listed.unwrap_or_else(Governance::possible)))
    }

    /// A complement of the innermost verb, with the subject that the verb gives it.
    pub(super) fn controlled(&mut self, group: &VerbGroup, verb: u32, line: Governance, kind: ClauseKind) {
        let subject = self.controller(verb, line);
        let construction = match (kind, line.controller) {
            (ClauseKind::GerundComplement, _) => Construction::Gerund,
            (_, Controller::Object) => Construction::ObjectControl,
            _ => Construction::SubjectControl,
        };
        let opening = Opening {
            kind,
            parent: Some(verb),
            link: Some(line.link),
            effect: line.effect,
            construction,
            ..Opening::default()
        };
        self.nest(group, opening, subject);
    }

    fn controller(&mut self, verb: u32, line: Governance) -> Option<Phrase> {
        let governor = self.predicates.get_mut(verb as usize)?;
        match line.controller {
            Controller::None => None,
            // `is used to open doors`: nobody says who opens them.
            Controller::Subject if governor.passive && governor.lemma == self.words.uses => None,
            Controller::Subject | Controller::Owner => governor.subject.clone(),
            Controller::Object if governor.passive => governor.subject.clone(),
            Controller::Object => match (&governor.object, &governor.recipient) {
                (Some(object), _) => Some(object.clone()),
                (None, Some(recipient)) => Some(recipient.clone()),
                (None, None) => {
                    let to = governor.prepositional.last().map(|p| p.phrase.clone());
                    to.or_else(|| governor.subject.clone())
                }
            },
        }
    }

    /// Adds a predicate inside the innermost clause and opens its clause.
    pub(super) fn nest(&mut self, group: &VerbGroup, opening: Opening, subject: Option<Phrase>) {
        let predicate = self.predicate(group, &opening, subject.clone());
        let orphan = opening.parent.is_none();
        let index = self.push(predicate);
        if orphan {
            self.leave(self.stack.depth(), index);
        }
        self.stack.push(Frame { opening, subject, verb: Some(index), ..Frame::default() });
    }

    /// `its decision to leave`, `plans of leaving`.
    fn after_noun_governor(
        &mut self,
        group: &VerbGroup,
        noun: Phrase,
        line: Governance,
        construction: Construction,
    ) {
        let verb = self.stack.top().verb;
        let gerund = group.finiteness == Finiteness::Gerund;
        let opening = Opening {
            kind: if gerund { ClauseKind::GerundComplement } else { ClauseKind::Infinitive },
            parent: verb,
            link: Some(line.link),
            effect: line.effect,
            noun: Some(noun.head),
            construction,
            subordinator: None,
        };
        let subject = match line.controller {
            Controller::Owner => {
                self.owner(&noun).or_else(|| verb.and_then(|v| self.get(v)).and_then(|p| p.subject.clone()))
            }
            _ => None,
        };
        let denied = self.says_no(noun.first);
        let group = VerbGroup { negated: group.negated ^ denied, ..group.clone() };
        self.nest(&group, opening, subject);
    }

    /// The possessor of a noun: `Ukraine's decision`; the `by` or `of` phrase after it: `a decision by Ukraine`.
    fn owner(&self, noun: &Phrase) -> Option<Phrase> {
        let possessive = (noun.first..noun.head).rev().find(|t| self.pos(*t) == Pos::Possessive);
        if let Some(mark) = possessive {
            let head = mark.checked_sub(1)?;
            return Some(Phrase { first: noun.first, end: mark, head, extent: mark, conjuncts: Vec::new() });
        }
        let after = self.items.partition_point(|i| i.first < noun.end);
        let next = self.items.get(after)?;
        let term = self.term(next.first);
        (term == words::BY || term == words::OF).then(|| next.phrase().cloned()).flatten()
    }

    /// A heading `X to do A` tells what is going to be.
    fn heading_future(&mut self, group: &VerbGroup) {
        let group = VerbGroup { tense: Tense::Future, mood: Mood::Future, ..group.clone() };
        self.stack.top_mut().opening.construction = Construction::HeadingInfinitive;
        self.finite_from(&group);
    }

    /// Completes the open main clause with a group that has no finite form.
    pub(super) fn finite_from(&mut self, group: &VerbGroup) {
        let frame = self.stack.top();
        let (opening, subject) = (frame.opening.clone(), frame.subject.clone());
        let predicate = self.predicate(group, &opening, subject.clone());
        let index = self.push(predicate);
        self.set_verb(index, true);
        self.adopt_orphans(self.stack.depth(), index, subject.as_ref());
    }

    pub(super) fn gerund(&mut self, at: usize, group: &VerbGroup) {
        let left = at.checked_sub(1).and_then(|i| self.kind(i));
        // `accused of "stealing secrets"`
        let quoted = matches!(left, Some(Kind::Quote))
            && matches!(at.checked_sub(2).and_then(|i| self.kind(i)), Some(Kind::Preposition(None)));
        match left {
            _ if quoted => self.preposition_gerund(at - 1, group),
            Some(Kind::Preposition(None)) => self.preposition_gerund(at, group),
            Some(Kind::Conjunction) if self.top_is(Tense::PresentParticiple) => {
                self.coordinated(group, Left::Conjunction(at - 1));
            }
            Some(Kind::Subordinator) => self.subordinate_participle(group),
            Some(Kind::Conjunction) => match self.shared_preposition(at - 1) {
                Some(preposition) => self.preposition_gerund(preposition + 1, group),
                None => self.free_gerund(at, group),
            },
            _ => self.free_gerund(at, group),
        }
    }

    /// `accused of taking`, `plans of taking`, `after taking`, `without taking`.
    fn preposition_gerund(&mut self, at: usize, group: &VerbGroup) {
        let Some(item) = self.items.get(at - 1) else { return };
        let (token, preposition) = (item.first, self.term(item.first));
        if let Some((noun, line)) = self.noun_gerund(at - 1, preposition) {
            return self.after_noun_governor(group, noun, line, Construction::Gerund);
        }
        let verb = self.stack.top().verb;
        let line = verb
            .and_then(|v| self.get(v))
            .and_then(|p| self.governors.find_gerund(Part::Verb, p.lemma, preposition));
        if let (Some(verb), Some(line)) = (verb, line) {
            return self.controlled(group, verb, line, ClauseKind::GerundComplement);
        }
        let after_noun =
            at.checked_sub(2).and_then(|i| self.items.get(i)).is_some_and(|i| i.phrase().is_some());
        let w = self.words;
        let matter =
            [words::OF, words::ON, words::TO, words::ABOUT, w.toward, w.towards].contains(&preposition);
        if after_noun && matter {
            return self.matter(group);
        }
        self.adjunct(group, token, preposition);
    }

    /// `a law on closing the port`, `the task of closing it`: what the noun is about, whoever does it and whether
    /// it comes about.
    fn matter(&mut self, group: &VerbGroup) {
        let opening = Opening {
            kind: ClauseKind::GerundComplement,
            parent: self.stack.top().verb,
            link: Some(SlinkClass::Modal),
            effect: Effect::Possible,
            construction: Construction::Gerund,
            ..Opening::default()
        };
        self.nest(group, opening, None);
    }

    fn noun_gerund(&self, at: usize, preposition: Term) -> Option<(Phrase, Governance)> {
        let phrase = self.items.get(at.checked_sub(1)?)?.phrase()?;
        let line = self.governors.find_gerund(Part::Noun, self.lemma(phrase.head), preposition)?;
        Some((phrase.clone(), line))
    }

    /// `after meeting X`, `by closing`, `without saying`.
    fn adjunct(&mut self, group: &VerbGroup, token: u32, preposition: Term) {
        let w = self.words;
        let temporal = [
            words::AFTER,
            words::BEFORE,
            words::SINCE,
            words::WHILE,
            words::WHEN,
            w.upon,
            w.following,
            words::UNTIL,
        ]
        .contains(&preposition);
        let group = VerbGroup { negated: group.negated ^ (preposition == w.without), ..group.clone() };
        let purpose = preposition == words::FOR || preposition == words::TO;
        let parent = self.stack.top().verb;
        let opening = Opening {
            kind: if temporal { ClauseKind::Temporal } else { ClauseKind::Participial },
            parent,
            subordinator: Some(token),
            effect: if purpose && !self.is_passive(parent) { Effect::Possible } else { Effect::Asserted },
            construction: Construction::GerundAdjunct,
            ..Opening::default()
        };
        let subject = self.clause_subject();
        self.nest(&group, opening, subject);
    }

    fn is_passive(&self, verb: Option<u32>) -> bool {
        verb.and_then(|v| self.get(v)).is_some_and(|p| p.passive)
    }

    /// The subject of the clause around: of its verb, or the one that waits for a verb.
    fn clause_subject(&self) -> Option<Phrase> {
        let frame = self.stack.top();
        match frame.verb.and_then(|v| self.get(v)) {
            Some(predicate) => predicate.subject.clone(),
            None => frame.subject.clone(),
        }
    }

    /// `part of a deal stemming from`: a common noun after `of` just before.
    fn of_noun(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|i| self.items.get(i)) else { return false };
        let common = before.phrase().is_some_and(|p| self.pos(p.head) == Pos::Noun);
        common && self.term(before.first) == words::OF
    }

    /// `with the firm paying a fine`: who does it stands between `with` and the verb, and not with the verb before.
    pub(super) fn with_subject(&mut self, at: usize, group: &VerbGroup) -> bool {
        let Some(before) = at.checked_sub(1).filter(|i| self.item_term(*i) == words::WITH) else {
            return false;
        };
        let Some((token, subject)) =
            self.items.get(before).and_then(|i| Some((i.first, i.phrase()?.clone())))
        else {
            return false;
        };
        let parent = self.stack.top().verb;
        if let Some(governor) = parent.and_then(|p| self.predicates.get_mut(p as usize)) {
            governor.prepositional.retain(|p| p.preposition != token);
        }
        self.beside(group, parent, subject);
        true
    }

    /// A form with a subject of its own, beside the clause of `parent`.
    pub(super) fn beside(&mut self, group: &VerbGroup, parent: Option<u32>, subject: Phrase) {
        let opening = Opening {
            kind: ClauseKind::Participial,
            parent,
            construction: Construction::Participial,
            ..Opening::default()
        };
        self.nest(group, opening, Some(subject));
    }

    /// `crimes, including theft and fraud, resisting arrest`: one of the examples that such a word begins, done by nobody
    /// that the sentence names.
    fn is_example(&self, at: usize) -> bool {
        let from = at.saturating_sub(WINDOW);
        let listed =
            |k: &Kind| matches!(k, Kind::Noun(_) | Kind::Comma | Kind::Conjunction | Kind::Adjective);
        let opener = (from..at).rev().find(|i| !self.kind(*i).is_some_and(listed));
        let comma = at.checked_sub(1).is_some_and(|i| matches!(self.kind(i), Some(Kind::Comma)));
        comma && opener.is_some_and(|i| self.item_term(i) == self.words.including)
    }

    /// `charged with fraud, forging papers and bribing a clerk`: in a row after a preposition that takes gerunds of the verb.
    fn listed_charge(&self, at: usize) -> Option<(u32, Governance)> {
        let verb = self.stack.top().verb?;
        let charge = self.get(verb)?;
        let from = at.saturating_sub(WINDOW);
        let listed =
            |k: &Kind| matches!(k, Kind::Noun(_) | Kind::Comma | Kind::Conjunction | Kind::Preposition(_));
        let start = (from..at).rev().take_while(|i| self.kind(*i).is_some_and(listed)).last()?;
        let line = (start..at)
            .find_map(|i| self.governors.find_gerund(Part::Verb, charge.lemma, self.item_term(i)))?;
        let rest = self.rest(at);
        let row = rest
            .take_while(|i| !matches!(i.kind, Kind::Break | Kind::Colon | Kind::Relative))
            .any(|i| matches!(i.kind, Kind::Conjunction));
        let comma = at.checked_sub(1).is_some_and(|i| matches!(self.kind(i), Some(Kind::Comma)));
        ((row || self.heading) && comma).then_some((verb, line))
    }

    /// The place of `(pictured)` in `shows Mia Horton (pictured) picking up ...`; without brackets right before, `at` itself.
    fn over_brackets(&self, at: usize) -> usize {
        let brackets = at.checked_sub(1).filter(|i| self.item_term(*i) == words::OPEN_PAREN);
        brackets.unwrap_or(at)
    }

    /// A gerund without a preposition: complement, reduced relative, or participial clause.
    fn free_gerund(&mut self, at: usize, group: &VerbGroup) {
        let place = self.over_brackets(at);
        let left = self.left(place);
        let marked = matches!(
            self.before(place),
            Some(Kind::Comma | Kind::Quote | Kind::Break | Kind::Other | Kind::Colon) | None
        );
        if !marked && let Some((verb, line)) = self.verb_line(Complement::GERUND) {
            return self.controlled(group, verb, line, ClauseKind::GerundComplement);
        }
        // `ruled out joining`, `mulled joining`: after a verb outside the tables nobody says that it came about.
        if let Some(verb) = self.stack.top().verb
            && matches!(self.before(at), Some(Kind::Verb(_)))
        {
            return self.controlled(group, verb, Governance::possible(), ClauseKind::GerundComplement);
        }
        if !marked && self.finite_left == 0 && self.awaits_heading_verb(at) {
            let group = VerbGroup { tense: Tense::Present, aspect: Aspect::Progressive, ..group.clone() };
            return self.finite_from(&group);
        }
        if self.with_subject(at, group) {
            return;
        }
        if let Some((verb, line)) = self.listed_charge(at) {
            let opening = Opening {
                kind: ClauseKind::Participial,
                parent: Some(verb),
                link: Some(line.link),
                effect: if line.effect == Effect::Asserted { Effect::Possible } else { line.effect },
                construction: Construction::Gerund,
                ..Opening::default()
            };
            let subject = self.controller(verb, line);
            return self.nest(group, opening, subject);
        }
        if self.is_example(at) {
            let opening = Opening {
                kind: ClauseKind::Participial,
                effect: Effect::Possible,
                construction: Construction::Participial,
                ..Opening::default()
            };
            return self.nest(group, opening, None);
        }
        match left {
            Left::Noun(noun) if !marked && !self.is_stage(noun, at) => self.reduced(place, group),
            _ if self.of_noun(at) => self.reduced(at, group),
            _ => self.participial(group),
        }
    }
}
