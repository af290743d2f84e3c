//! Participles: reduced relative clauses, participial clauses, and past tenses that look like participles.
//!
//! Knows what stands before and after the form. What governs a gerund is read in `nonfinite.rs`.

use super::finite::Left;
use super::stack::Opening;
use super::{Construction, Item, Kind, Parser, VerbGroup, WINDOW};
use crate::actors::ActorKind;
use crate::events::governor::{Complement, Controller, Effect, Part};
use crate::events::verb_group::Finiteness;
use crate::events::{Aspect, ClauseKind, Phrase, Predicate, Tense};
use crate::text::{NounClass, Pos, VerbForm, words};

impl Parser<'_> {
    /// `while leaving`, `if elected`: the open clause has the subject of the one around it.
    pub(super) fn subordinate_participle(&mut self, group: &VerbGroup) {
        let depth = self.stack.depth();
        let Some(outer) = depth.checked_sub(1) else { return self.participial(group) };
        let subject = {
            let frame = self.stack.at(outer);
            frame.verb.and_then(|v| self.get(v)).map_or_else(|| frame.subject.clone(), |p| p.subject.clone())
        };
        let opening = self.stack.top().opening.clone();
        self.stack.close_to(outer);
        self.nest(group, opening, subject);
    }

    /// `the law signed by X`, `the man leading A`: the phrase before is the subject.
    pub(super) fn reduced(&mut self, at: usize, group: &VerbGroup) {
        let subject = self.nearest_phrase(at).map(|phrase| self.bearer(at, phrase));
        self.reduced_about(subject, group);
    }

    pub(super) fn reduced_about(&mut self, subject: Option<Phrase>, group: &VerbGroup) {
        let opening = Opening {
            kind: ClauseKind::ReducedRelative,
            parent: self.stack.top().verb,
            construction: Construction::Reduced,
            ..Opening::default()
        };
        self.nest(group, opening, subject);
    }

    /// The phrase just before, adverbials passed over; of `an interview with Xinhua published`, the
    /// common noun before the name.
    fn nearest_phrase(&self, at: usize) -> Option<Phrase> {
        let from = at.saturating_sub(WINDOW);
        let mut name = None;
        for i in (from..at).rev() {
            let Some((kind, found)) = self.items.get(i).map(|item| (&item.kind, item.phrase())) else {
                break;
            };
            if found.is_some_and(|phrase| self.is_name(phrase)) && !matches!(kind, Kind::Noun(_)) {
                name = name.or_else(|| found.cloned());
                continue;
            }
            match (kind, found) {
                (Kind::Noun(phrase), _) => return Some(phrase.clone()),
                (Kind::Preposition(Some(phrase)), _) => return Some(phrase.clone()),
                (Kind::Preposition(_) | Kind::Adverb | Kind::Time | Kind::Other, _) => {}
                _ => break,
            }
        }
        name
    }

    /// `a vigil for Anton Reyes, 17, killed by a stray bullet`: the name before an age between commas.
    fn aged(&self, at: usize) -> Option<Phrase> {
        let comma = |i: usize| matches!(self.kind(i), Some(Kind::Comma));
        let first = at.checked_sub(4)?;
        let age = self.items.get(first + 2).filter(|i| i.end == i.first + 1)?;
        let between = comma(first + 1) && comma(first + 3) && self.pos(age.first) == Pos::Number;
        let name = self.items.get(first)?.phrase().filter(|p| self.is_name(p) && between)?;
        (self.text.word(age.first).len() <= 3).then(|| name.clone())
    }

    /// `The storm hit [Florida] killing two people`: a place that something is done to does not do what follows.
    pub(super) fn is_stage(&self, noun: usize, at: usize) -> bool {
        let object = self.stack.top().verb.and_then(|v| self.get(v)).and_then(|p| p.object.as_ref());
        let done_to = |phrase: &Phrase| object.is_some_and(|o| o.first == phrase.first);
        self.phrase(noun).is_some_and(|p| done_to(p) && self.names_place(p))
            && matches!(self.after(at), Some(Kind::Noun(_)))
    }

    /// The phrase is the name of a state or a place.
    pub(super) fn names_place(&self, phrase: &Phrase) -> bool {
        let placed = |kind| matches!(kind, ActorKind::Place | ActorKind::Territory | ActorKind::State);
        let actors = self.at_head(phrase).flat_map(|m| &m.actors);
        let mut kinds = actors.filter_map(|a| self.cast.actors.get(*a as usize)).map(|a| a.kind);
        self.is_name(phrase) && kinds.any(placed)
    }

    /// `..., killing two`, `Addressing the meeting, X ...`.
    pub(super) fn participial(&mut self, group: &VerbGroup) {
        let depth = match self.report_depth() {
            Some(depth) if self.governors.is_reporting(group.lemma) && !group.passive => depth,
            _ => self.participial_depth(),
        };
        let frame = self.stack.at(depth);
        let parent = frame.verb;
        let main = parent.and_then(|v| self.get(v));
        let subject = main.map_or_else(|| frame.subject.clone(), |p| p.subject.clone());
        let result = main.is_some_and(|p| p.passive) && self.words.results.contains(&group.lemma);
        let subject = main.and_then(|p| self.found(p)).or(subject).filter(|_| !result);
        let opening = Opening {
            kind: ClauseKind::Participial,
            parent,
            construction: Construction::Participial,
            ..Opening::default()
        };
        self.nest(group, opening, subject);
    }

    /// `found Berg, a clerk, bleeding`: after an apposition who is found doing it.
    fn found(&self, verb: &Predicate) -> Option<Phrase> {
        let object = verb.object.as_ref().filter(|_| self.words.finds.contains(&verb.lemma))?;
        let apposed = self.term(object.end) == words::COMMA && self.pos(object.end + 1) == Pos::Determiner;
        apposed.then(|| object.clone())
    }

    /// The outermost clause with a verb of saying: `X said that ..., adding that ...`.
    fn report_depth(&self) -> Option<usize> {
        let says = |d: &usize| {
            let verb = self.verb_at(*d);
            verb.is_some_and(|p| self.governors.is_reporting(p.lemma))
        };
        (0..=self.stack.depth()).find(says)
    }

    /// The clause that a participial clause belongs to: the innermost finite one, or the one that waits.
    fn participial_depth(&self) -> usize {
        let fits = |d: &usize| self.stack.at(*d).finite || self.stack.at(*d).verb.is_none();
        (0..=self.stack.depth()).rev().find(fits).unwrap_or(0)
    }

    /// `with banks closed, flights halted and even the museum barred`: beside `with`, and in a row after it, each form has the
    /// subject right before it.
    pub(super) fn absolute(&mut self, at: usize, group: &VerbGroup) -> bool {
        let group = &group.as_participle();
        let set_off = at.checked_sub(2).is_some_and(|i| matches!(self.kind(i), Some(Kind::Comma)));
        if set_off && self.stack.top().verb.is_some() && self.with_subject(at, group) {
            return true;
        }
        let noun = at.checked_sub(1).and_then(|i| self.items.get(i));
        let Some(subject) =
            noun.filter(|i| matches!(i.kind, Kind::Noun(_))).and_then(|i| i.phrase()).cloned()
        else {
            return false;
        };
        let row = self.predicates.last().filter(|p| {
            let beside = p.subject.as_ref().is_some_and(|s| s.end == p.first);
            let joint = |t: u32| matches!(self.pos(t), Pos::Punctuation | Pos::Conjunction | Pos::Adverb);
            p.kind == ClauseKind::Participial
                && p.passive
                && beside
                && p.sentence == self.sentence
                && p.end < subject.first
                && (p.end..subject.first).all(joint)
        });
        let Some(parent) = row.map(|p| p.parent) else { return false };
        self.beside(group, parent, subject);
        true
    }

    /// The rest of a pluperfect whose helper opened the condition: `Had the gates [been opened] at noon`.
    fn after_inversion(&self, group: &VerbGroup) -> Option<VerbGroup> {
        let top = self.stack.top();
        let had = top.opening.subordinator.is_some_and(|s| self.term(s) == words::HAD);
        let passive = self.lemma(group.first) == words::BE && group.passive;
        (had && top.verb.is_none() && top.subject.is_some()).then(|| VerbGroup {
            passive,
            tense: Tense::Past,
            finiteness: Finiteness::Finite,
            ..group.clone()
        })
    }

    /// A bare past participle.
    pub(super) fn participle(&mut self, at: usize, group: &VerbGroup) {
        if self.absolute(at, group) || self.is_quality(at) {
            return;
        }
        let before = self.before(at);
        if matches!(before, Some(Kind::Conjunction)) && self.shares_voice() {
            return self.coordinated(group, Left::Conjunction(at.saturating_sub(1)));
        }
        if matches!(before, Some(Kind::Comma)) && self.shares_voice() && self.stands_in_row(at) {
            return self.coordinated(group, Left::Comma(at.saturating_sub(1)));
        }
        if matches!(before, Some(Kind::Subordinator)) {
            return self.subordinate_participle(group);
        }
        if let Some(group) = self.after_inversion(group) {
            return self.finite(at, &group);
        }
        if self.gapped(at, group) {
            return;
        }
        let before = self.before(at);
        if self.is_past_tense(at, group, before) {
            return self.finite(at, &past(group));
        }
        let top = self.stack.top();
        let waiting = top.verb.is_none() && (top.subject.is_some() || top.gap.is_some());
        if waiting && self.stack.depth() == 0 && (self.finite_left == 0 || self.acts(at)) {
            return self.only_verb(at, group);
        }
        let owed = waiting
            && self.stack.waiting() > self.finite_left
            && matches!(before, Some(Kind::Noun(_)))
            && self.in_relative();
        if owed || self.finite_left == 0 && self.opens_last_clause(at) {
            return self.finite(at, &past(group));
        }
        if let Some(name) = self.aged(at).or_else(|| self.befallen(at, group)) {
            return self.reduced_about(Some(name), group);
        }
        let after_phrase = matches!(before, Some(Kind::Noun(_) | Kind::Preposition(Some(_)) | Kind::Other));
        let after_comma = matches!(before, Some(Kind::Comma));
        if self.wanted(at, group) {
            return;
        }
        let thing = self.fronted(at).filter(|_| after_comma).or_else(|| self.quoted_noun(at));
        if let Some(phrase) = thing {
            return self.reduced_about(Some(phrase), group);
        }
        match self.left(at) {
            Left::Noun(_) if !after_comma => self.reduced(at, group),
            _ if after_phrase => self.reduced(at, group),
            _ => self.participial(group),
        }
    }

    /// What stands around shows the past tense of a verb that looks like a participle: a relative clause without a verb
    /// (`planes, which come from`), an object, the comma that ends a relative clause.
    fn is_past_tense(&self, at: usize, group: &VerbGroup, before: Option<&Kind>) -> bool {
        let top = self.stack.top();
        let contact = top.opening.construction == Construction::ContactRelative;
        top.verb.is_none() && (contact || matches!(before, Some(Kind::Relative)))
            || self.is_active(at, group)
            || self.reports_content(at, group)
            || self.closes_relative(at, before)
            || self.is_first_of_two(at)
    }

    /// `described him as shaken`, `dismissed it as "invented"`: what somebody calls it tells nothing that was done.
    fn is_quality(&self, at: usize) -> bool {
        let quoted = at.checked_sub(1).is_some_and(|i| matches!(self.kind(i), Some(Kind::Quote)));
        let word = at.checked_sub(if quoted { 2 } else { 1 });
        let ends = matches!(
            self.after(at),
            None | Some(Kind::Quote | Kind::Comma | Kind::Conjunction | Kind::Other)
        );
        let object = word.and_then(|i| self.before_index(i)).is_some_and(|i| self.phrase(i).is_some());
        word.is_some_and(|i| self.item_term(i) == words::AS) && ends && object
    }

    /// `as young men cut ropes and burned boats`: the finite verb that follows is joined to this one by `and`, so that the clause
    /// has no other verb.
    fn is_first_of_two(&self, at: usize) -> bool {
        let top = self.stack.top();
        let opened = top.opening.subordinator.is_some() && top.subject.is_some() && top.verb.is_none();
        let beside = at.checked_sub(1).is_some_and(|i| matches!(self.kind(i), Some(Kind::Noun(_))));
        let preposed = self.stack.pending().is_none() && self.governing_preposition(at).is_some();
        if !(opened && beside || preposed) {
            return false;
        }
        let from = at + 1;
        let ends =
            |i: &Item| matches!(i.kind, Kind::Subordinator | Kind::Relative | Kind::Break | Kind::Comma);
        let mut finite =
            self.rest(at).enumerate().take_while(|(_, i)| !ends(i)).filter(|(_, i)| super::is_finite(i));
        let (Some((next, _)), None) = (finite.next(), finite.next()) else { return false };
        let joined = matches!(self.before(from + next), Some(Kind::Conjunction));
        joined && self.item_term(from + next + 1) != words::BY && self.item_term(from) != words::BY
    }

    /// `Ruiz, who had been in Peru, returned for a meeting held on Monday`: no finite form is left that could be its verb, and
    /// the comma that ends a relative clause brings the verb of the clause around it.
    fn closes_relative(&self, at: usize, before: Option<&Kind>) -> bool {
        let top = self.stack.top();
        let relative = top.opening.kind == ClauseKind::Relative && top.verb.is_some();
        let comma = matches!(before, Some(Kind::Comma));
        let opens = |k: &Kind| matches!(k, Kind::Subordinator | Kind::Relative | Kind::Break | Kind::Colon);
        let mut rest = self.rest(at);
        let verb = rest.find(|i| opens(&i.kind) || super::is_finite(i));
        let last = self.finite_left == 0 || verb.is_some_and(|i| opens(&i.kind));
        comma && relative && last && self.item_term(at + 1) != words::BY && self.stack.pending().is_some()
    }

    /// `ten were killed and 50 injured`: the helpers of the passive before hold for the second count as well.
    fn gapped(&mut self, at: usize, group: &VerbGroup) -> bool {
        let Some(noun) = self.before_index(at) else { return false };
        let Some(Kind::Noun(phrase)) = self.kind(noun) else { return false };
        let counted =
            (phrase.first..phrase.end).any(|t| self.pos(t) == Pos::Number || self.term(t) == words::ANOTHER);
        let joined = self.before_index(noun).filter(|i| matches!(self.kind(*i), Some(Kind::Conjunction)));
        let depth = (0..=self.stack.depth()).rev().find(|d| self.stack.at(*d).finite);
        let verb = depth.and_then(|d| self.stack.at(d).verb).and_then(|v| self.get(v));
        let (Some(joined), Some(verb)) = (joined.filter(|_| counted), verb.filter(|v| v.passive)) else {
            return false;
        };
        let (tense, aspect, mood) = (verb.tense, verb.aspect, verb.mood);
        let finiteness = Finiteness::Finite;
        let group = VerbGroup { finiteness, passive: true, tense, aspect, mood, ..group.clone() };
        let phrase = phrase.clone();
        self.new_coordinate(joined, phrase, &group);
        true
    }

    /// `wants the mine closed by May`: the object and what is to be done with it, as after `to be`.
    fn wanted(&mut self, at: usize, group: &VerbGroup) -> bool {
        let Some((verb, line)) = self.verb_line(Complement::TO) else { return false };
        let object = self.get(verb).filter(|p| !p.passive).and_then(|p| p.object.as_ref());
        let beside = at.checked_sub(1).and_then(|i| self.phrase(i));
        let wanted =
            line.controller == Controller::Object && line.effect != Effect::Asserted && !line.reporting;
        let own = object.zip(beside).is_some_and(|(o, b)| o.first == b.first);
        // `ordered troops sent in May to leave`
        let next = self.rest(at).find_map(Item::group);
        let to = next.is_some_and(|g| g.finiteness == Finiteness::Infinitive);
        if wanted && own && !to {
            self.controlled(group, verb, line, ClauseKind::Infinitive);
        }
        wanted && own && !to
    }

    /// `In her memoirs, published in May, she denied it`: the thing that a phrase before the subject names.
    fn fronted(&self, at: usize) -> Option<Phrase> {
        let frame = self.stack.top();
        let item = at.checked_sub(2).and_then(|i| self.items.get(i))?;
        let waits = frame.verb.is_none() && frame.subject.is_none() && frame.gap.is_none();
        let phrase = item.phrase().filter(|_| waits && matches!(item.kind, Kind::Preposition(_)))?;
        let class = self.noun_class(phrase.head);
        matches!(class, NounClass::Artifact | NounClass::Communication | NounClass::Event)
            .then(|| phrase.clone())
    }

    /// The innermost clause is a relative clause: `the band whose singer left`.
    fn in_relative(&self) -> bool {
        self.stack.top().opening.construction == Construction::Relative
    }

    /// `..., and the envoy travelled home`: the form must be the verb of the clause that `and` opens.
    fn opens_last_clause(&self, at: usize) -> bool {
        let Some(Kind::Noun(_)) = self.before(at) else { return false };
        let Some(conjunction) = self.before_index(at).and_then(|noun| self.before_index(noun)) else {
            return false;
        };
        // `Fearful that it would spread, the police moved in`: the main clause has no verb yet.
        if matches!(self.kind(conjunction), Some(Kind::Comma)) {
            let fronted = self.stack.at(0).verb.is_none() && self.stack.depth() > 0;
            return fronted && self.stack.top().verb.is_some();
        }
        // What stands before the conjunction is no phrase that the noun could be joined to.
        let apart = matches!(
            self.before(conjunction),
            Some(Kind::Comma | Kind::Time | Kind::Verb(_) | Kind::Preposition(_))
        );
        matches!(self.kind(conjunction), Some(Kind::Conjunction)) && apart
    }

    /// `was tried, [sentenced to death] and [hanged]`: in a row after a passive verb a form that could be the past is its
    /// participle.
    pub(super) fn passive_of_row(&self, at: usize, group: &VerbGroup) -> Option<VerbGroup> {
        if !self.may_be_participle(group) || !self.shares_voice() {
            return None;
        }
        let before = self.latest_verb().filter(|p| p.passive)?;
        let joined = match self.before(at)? {
            Kind::Comma => self.stands_in_row(at),
            Kind::Conjunction => before.construction == Construction::Coordinated,
            _ => false,
        };
        joined.then(|| group.as_participle())
    }

    /// A past tense of one word that is also the participle of a verb with an object.
    pub(super) fn may_be_participle(&self, group: &VerbGroup) -> bool {
        let alone = group.end == group.first + 1 && group.tense == Tense::Past;
        alone
            && self.text.lexicon.has_form(self.term(group.first), VerbForm::PastParticiple)
            && !self.text.lexicon.entry(group.lemma).intransitive
    }

    /// `two men suspected [of robbing a bank]`: with an object the form would be active, without one it is a participle; not in
    /// `whom she suspected of it`, where the object stands before.
    pub(super) fn lacks_object(&self, at: usize, group: &VerbGroup) -> bool {
        let subject = self.before_index(at).and_then(|i| self.phrase(i));
        if self.stack.top().gap.is_some() || subject.is_none_or(|s| self.pos(s.head) == Pos::Pronoun) {
            return false;
        }
        let of = self.item_term(at + 1) == words::OF && matches!(self.after(at), Some(Kind::Preposition(_)));
        let line = if of { self.governors.find_gerund(Part::Verb, group.lemma, words::OF) } else { None };
        line.is_some_and(|line| line.controller == Controller::Object) && self.may_be_participle(group)
    }

    /// `was tried, [sentenced to death] and hanged`: `and` and another participle follow before any other verb.
    fn stands_in_row(&self, at: usize) -> bool {
        let rest = self.rest(at);
        let mut rest =
            rest.skip_while(|i| i.group().is_none() && !matches!(i.kind, Kind::Conjunction | Kind::Relative));
        let joined = rest.next().is_some_and(|i| matches!(i.kind, Kind::Conjunction));
        let next = rest.find(|i| !matches!(i.kind, Kind::Adverb));
        // `..., arrested in May, and [found two rifles]`
        let active = |g: &VerbGroup| {
            g.finiteness == Finiteness::Finite
                && matches!(rest.clone().next().map(|i| &i.kind), Some(Kind::Noun(_)))
                && !self.words.two_objects.contains(&g.lemma)
        };
        let participle =
            |g: &VerbGroup| g.finiteness == Finiteness::Participle || self.may_be_participle(g) && !active(g);
        joined && next.and_then(|i| i.group()).is_some_and(participle)
    }

    /// The verb before is passive or perfect: `was arrested and charged`, `has signed and ratified`.
    fn shares_voice(&self) -> bool {
        let verb = self.latest_verb();
        verb.is_some_and(|p| {
            p.passive || p.copula || p.aspect == Aspect::Perfective || p.tense == Tense::PastParticiple
        })
    }

    /// What follows shows a past tense that looks like a participle: an object, or `that`; a report at the end.
    /// Verbs with two objects and verbs of naming have participles with an object too.
    fn is_active(&self, at: usize, group: &VerbGroup) -> bool {
        let words = group.end - group.first - u32::from(group.particle.is_some());
        if !matches!(self.before(at), Some(Kind::Noun(_))) || words != 1 {
            return false;
        }
        let rest = self.rest(at);
        let next = rest.map(|i| &i.kind).find(|k| !matches!(k, Kind::Adverb | Kind::Time));
        match next {
            // `a proposal made public`
            Some(Kind::Noun(object)) if self.term(object.first) == self.words.public => false,
            Some(Kind::Noun(_)) => !self.words.two_objects.contains(&group.lemma) && !self.heading,
            Some(Kind::Subordinator) => {
                let that = self.rest(at);
                let first = that.map(|i| i.first).find(|t| self.pos(*t) == Pos::Subordinator);
                first.is_some_and(|t| self.term(t) == words::THAT) && self.governors.is_reporting(group.lemma)
            }
            None | Some(Kind::Other) => {
                let noun = self.before_index(at).and_then(|i| self.before(i));
                let report = self.governors.find(Part::Verb, group.lemma, Complement::ZERO).is_some();
                report && matches!(noun, Some(Kind::Comma | Kind::Quote))
            }
            _ => false,
        }
    }

    /// `Anna Bell, the chief executive, announced Friday in a letter that`: `that` after times and phrases shows the
    /// verb of the clause that still waits for one.
    fn reports_content(&self, at: usize, group: &VerbGroup) -> bool {
        if self.stack.pending().is_none()
            || group.end != group.first + 1
            || !self.governors.is_reporting(group.lemma)
        {
            return false;
        }
        let rest = self.rest(at);
        let next = rest
            .clone()
            .find(|i| !matches!(i.kind, Kind::Adverb | Kind::Time | Kind::Preposition(Some(_))))
            .filter(|i| matches!(i.kind, Kind::Subordinator));
        next.is_some_and(|i| self.term(i.first) == words::THAT)
    }

    /// An object follows, and a subordinate clause before the next finite verb: the form is that of the main verb,
    /// as in `Troops sealed the road before the convoy came`.
    fn acts(&self, at: usize) -> bool {
        let rest = self.rest(at);
        let mut before_next = rest.take_while(|i| !super::is_finite(i));
        let object = matches!(self.kind(at + 1), Some(Kind::Noun(_)));
        object && before_next.any(|i| matches!(i.kind, Kind::Subordinator | Kind::Relative))
    }

    /// The only verb of a sentence: passive in a heading or before `by`, else the past.
    fn only_verb(&mut self, at: usize, group: &VerbGroup) {
        let by = self.item_term(at + 1) == words::BY;
        let passive = by || self.heading;
        let group =
            VerbGroup { passive, tense: Tense::Past, finiteness: Finiteness::Finite, ..group.clone() };
        if self.heading {
            self.stack.top_mut().opening.construction = Construction::HeadingPassive;
        }
        self.finite_from(&group);
    }
}

/// The past tense of a group that looks like a participle.
fn past(group: &VerbGroup) -> VerbGroup {
    let (tense, finiteness) = (Tense::Past, Finiteness::Finite);
    VerbGroup { passive: false, tense, finiteness, ..group.clone() }
}
