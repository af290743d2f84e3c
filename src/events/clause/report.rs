//! Verbs of saying beside their content: after it, inverted, in the middle of it.
//!
//! Knows verbs of saying, their inversion and quotation marks. Who the source is, `attribution.rs` says.

use super::finite::Left;
use super::stack::Opening;
use super::{Construction, Kind, Parser, VerbGroup, WINDOW, is_finite};
use crate::events::governor::{Complement, Effect, Part};
use crate::events::verb_group::Finiteness;
use crate::events::{ClauseKind, Phrase, SlinkClass, Tense};
use crate::text::{NounClass, Pos, words};

/// Predicates before a report that can be its content; more only in lists and noise.
const BACK: usize = 96;

impl Parser<'_> {
    /// Verbs of saying beside their content: `..., X said`, `..., said X`, `X, Y said, did A`.
    pub(super) fn report(&mut self, at: usize, group: &VerbGroup, left: Left) -> bool {
        if !self.governors.quotes(group.lemma) || group.passive {
            return false;
        }
        match left {
            Left::Noun(noun) => self.report_after(at, noun, group),
            Left::Comma(_) | Left::Quote(_) => {
                self.named_twice(left, group)
                    || self.inverted(at, group)
                    || self.report_over_apposition(at, left, group)
            }
            _ => false,
        }
    }

    /// `..., X said` and `X, Y said, ...`.
    fn report_after(&mut self, at: usize, noun: usize, group: &VerbGroup) -> bool {
        let before = self.before_index(noun);
        let mark = before.and_then(|i| self.kind(i));
        if !matches!(mark, Some(Kind::Comma | Kind::Quote)) || !self.governors.is_reporting(group.lemma) {
            return false;
        }
        let Some(phrase) = self.phrase(noun).cloned() else { return false };
        let closed = self.closes(at) && !self.quotes_next(at);
        // `Quake Rocks Peru, No Injuries Reported`
        let nobody = self.heading && self.says_no(phrase.first);
        let quoted = matches!(mark, Some(Kind::Quote)) || self.quote_near(before);
        let said = !quoted && self.says_something(at, group);
        if !closed || nobody || said || self.names_subject(noun) {
            return false;
        }
        let pending = self.stack.pending();
        if pending.is_some() && !quoted && !self.resumes(at) {
            return false;
        }
        if pending.is_some() && self.resumes(at) {
            self.parenthetical(phrase, group);
            return true;
        }
        if !(quoted || (self.has_clause() && self.governs_zero(group))) {
            return false;
        }
        self.tail(Some(phrase), group, Construction::ReportTail);
        true
    }

    /// The clause around a parenthetical report goes on after it: `X, Y said on Monday, did A`.
    fn resumes(&self, at: usize) -> bool {
        let rest = self.rest(at);
        let comma = rest.take_while(|i| !is_finite(i)).position(|i| i.kind == Kind::Comma);
        let after = comma.and_then(|c| self.after(at + 1 + c));
        matches!(after, Some(Kind::Verb(g)) if g.finiteness == Finiteness::Finite)
    }

    /// Verbs such as `praise` stand after a quotation only, verbs such as `say` after any clause.
    fn governs_zero(&self, group: &VerbGroup) -> bool {
        self.governors.find(Part::Verb, group.lemma, Complement::ZERO).is_some()
    }

    /// After a verb of saying at the end of its content nothing stands but adverbials, or whom it was said to.
    fn closes(&self, at: usize) -> bool {
        match self.after(at) {
            None => true,
            Some(Kind::Subordinator) => self.item_term(at + 1) != words::THAT,
            Some(Kind::Noun(_)) => !matches!(self.after(at + 1), Some(Kind::Verb(_) | Kind::Subordinator)),
            Some(kind) => !matches!(kind, Kind::Colon | Kind::Adjective | Kind::Relative | Kind::Conjunction),
        }
    }

    /// `the talks failed, and Norway declared [a ceasefire]`: what follows is what was said, not whom it was said to or when.
    fn says_something(&self, at: usize, group: &VerbGroup) -> bool {
        let Some(Kind::Noun(phrase)) = self.after(at) else { return false };
        let time = self.noun_class(phrase.head) == NounClass::Time;
        group.lemma != words::TELL && !time && !self.speaks(phrase)
    }

    /// `..., but in May she told a magazine, "I was there"`: what was said follows the verb.
    fn quotes_next(&self, at: usize) -> bool {
        let rest = self.items.get(at + 1..).unwrap_or_default().iter().take(WINDOW / 4);
        let mut rest = rest.skip_while(|i| {
            matches!(i.kind, Kind::Noun(_) | Kind::Time | Kind::Adverb | Kind::Preposition(Some(_)))
        });
        let comma = rest.next().is_some_and(|i| matches!(i.kind, Kind::Comma));
        let opens = |i: &super::super::chunk::Item| {
            self.text.quotes.binary_search_by_key(&i.end, |q| q.first).is_ok()
        };
        comma && rest.next().is_some_and(|i| matches!(i.kind, Kind::Quote) && opens(i))
    }

    /// The noun phrase is the subject that the innermost clause already has.
    fn names_subject(&self, noun: usize) -> bool {
        let first = self.items.get(noun).map(|i| i.first);
        self.stack.top().subject.as_ref().map(|s| s.first) == first
    }

    fn quote_near(&self, mark: Option<usize>) -> bool {
        let Some(mark) = mark else { return false };
        (mark.saturating_sub(1)..=mark + 1).any(|i| matches!(self.kind(i), Some(Kind::Quote)))
    }

    /// A main clause was read before in this sentence.
    fn has_clause(&self) -> bool {
        let from = self.base.max(self.predicates.len().saturating_sub(BACK));
        let read = self.predicates.get(from..).unwrap_or_default();
        read.iter().any(|p| p.parent.is_none() && p.kind == ClauseKind::Main)
    }

    /// `..., said X`; whom somebody told it stands after `told`.
    fn inverted(&mut self, at: usize, group: &VerbGroup) -> bool {
        if group.lemma == words::TELL {
            return false;
        }
        let noun = matches!(self.after(at), Some(Kind::Noun(phrase)) if self.speaks(phrase));
        let report = self.governors.is_reporting(group.lemma) && !group.copula;
        if !noun || !report || group.tense == Tense::PastParticiple {
            return false;
        }
        let quoted = self.quote_near(self.before_index(at));
        if self.stack.pending().is_some() && !quoted {
            return false;
        }
        if !(quoted || (self.has_clause() && self.governs_zero(group))) {
            return false;
        }
        let index = self.tail(None, group, Construction::Inverted);
        self.inverted = Some(index);
        true
    }

    /// `"...," X, the head of Y, told Z`: between the quotation and the verb stand two phrases set off by commas.
    fn named_twice(&mut self, left: Left, group: &VerbGroup) -> bool {
        let Left::Comma(close) = left else { return false };
        let inside = |i: &usize| matches!(self.kind(*i), Some(Kind::Noun(_) | Kind::Preposition(_)));
        let from = close.saturating_sub(WINDOW);
        let open = (from..close).rev().find(|i| !inside(i)).filter(|i| i + 1 < close);
        let Some(open) = open.filter(|i| matches!(self.kind(*i), Some(Kind::Comma))) else { return false };
        let first = (from..open).rev().take_while(inside).last();
        let Some(noun) = first.filter(|i| matches!(self.kind(*i), Some(Kind::Noun(_)))) else { return false };
        if self.stack.pending().is_some() && !self.names_subject(noun)
            || !self.quote_near(noun.checked_sub(1))
        {
            return false;
        }
        let Some(phrase) = self.phrase(noun).cloned() else { return false };
        self.tail(Some(phrase), group, Construction::ReportTail);
        true
    }

    /// Names, persons, groups and pronouns speak.
    fn speaks(&self, phrase: &Phrase) -> bool {
        let class = self.noun_class(phrase.head);
        match self.pos(phrase.head) {
            Pos::Noun => matches!(class, NounClass::Person | NounClass::Group),
            pos => matches!(pos, Pos::ProperNoun | Pos::Pronoun | Pos::Number),
        }
    }

    /// `..., X, the head of Y, said`.
    fn report_over_apposition(&mut self, at: usize, left: Left, group: &VerbGroup) -> bool {
        let Left::Comma(comma) = left else { return false };
        if self.stack.pending().is_some() || !self.governs_zero(group) || !self.has_clause() {
            return false;
        }
        let from = at.saturating_sub(WINDOW);
        let opening = (from..comma).rev().find(|i| matches!(self.kind(*i), Some(Kind::Comma)));
        let Some(Left::Noun(noun)) = opening.map(|i| self.left(i)) else { return false };
        if !matches!(self.before(noun), Some(Kind::Comma | Kind::Quote)) {
            return false;
        }
        let Some(phrase) = self.phrase(noun).cloned() else { return false };
        self.tail(Some(phrase), group, Construction::ReportTail);
        true
    }

    /// `X, Y said, did A`: the clause of X goes on.
    fn parenthetical(&mut self, phrase: Phrase, group: &VerbGroup) {
        let opening = Opening { construction: Construction::Parenthetical, ..Opening::main() };
        let predicate = self.predicate(group, &opening, Some(phrase));
        let report = self.push(predicate);
        let line = self.governors.find(Part::Verb, group.lemma, Complement::QUOTE);
        if let Some(depth) = self.stack.pending() {
            self.stack.close_to(depth);
        }
        let frame = self.stack.top_mut();
        frame.opening.parent = Some(report);
        frame.opening.kind = ClauseKind::Content;
        frame.opening.link = line.map(|l| l.link);
        frame.opening.effect = line.map_or(Effect::Asserted, |l| l.effect);
    }

    /// A report after its content: all main clauses so far become its content.
    fn tail(&mut self, subject: Option<Phrase>, group: &VerbGroup, construction: Construction) -> u32 {
        let opening = Opening { construction, ..Opening::main() };
        let predicate = self.predicate(group, &opening, subject.clone());
        let report = self.push(predicate);
        let line = self.governors.find(Part::Verb, group.lemma, Complement::QUOTE);
        let link = line.map_or(SlinkClass::Evidential, |l| l.link);
        let effect = line.map_or(Effect::Asserted, |l| l.effect);
        let from = self.base.max((report as usize).saturating_sub(BACK));
        for predicate in self.predicates.get_mut(from..report as usize).unwrap_or_default() {
            if predicate.parent.is_none() && predicate.kind == ClauseKind::Main {
                predicate.parent = Some(report);
                predicate.kind = ClauseKind::Content;
                predicate.link = Some(link);
                predicate.effect = effect;
            }
        }
        self.orphans.clear();
        self.stack.restart();
        let frame = self.stack.top_mut();
        frame.subject = subject;
        frame.verb = Some(report);
        frame.finite = true;
        report
    }
}
