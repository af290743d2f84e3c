//! Whom a relative clause is about, where the nearest phrase is not meant: number, rows, appositions.
//!
//! Knows the phrase that was found and what stands before it. How it is found, `embed.rs` and `participle.rs` say.

use super::{Kind, Parser, WINDOW};
use crate::actors::ActorKind;
use crate::events::Phrase;
use crate::text::{NounClass, Pos, VerbForm, words};

/// Whether a verb goes with one or with many.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    One,
    Many,
}

impl Parser<'_> {
    /// `Diaz and his brother, who was held`, `a plan for the forests, which was dropped`: a phrase that goes with the number of
    /// the verb after the pronoun at `at`.
    pub(super) fn agreeing(&self, at: usize, phrase: Phrase) -> Phrase {
        let Some(number) = self.number(at) else { return phrase };
        if let Some((first, end)) = phrase.conjuncts.last().copied() {
            let noun = |t: &u32| matches!(self.pos(*t), Pos::Noun | Pos::ProperNoun);
            // Not of `relations of friendship and cooperation that was`: a bare noun of a row is no phrase of its own.
            let own =
                matches!(self.pos(first), Pos::Determiner | Pos::Possessive | Pos::Pronoun | Pos::ProperNoun);
            let head = (first..end).rev().find(noun).filter(|_| number == Number::One && own);
            let Some(head) = head else { return phrase };
            return Phrase { first, end, head, extent: phrase.extent, conjuncts: Vec::new() };
        }
        let agrees = |p: &Phrase| self.has_number(p, number);
        if agrees(&phrase) || self.pos(phrase.head) != Pos::Noun {
            return phrase;
        }
        let Some(place) = self.place_of(at, &phrase) else { return phrase };
        let governed = matches!(self.kind(place), Some(Kind::Preposition(_)));
        let mut chain = (place.saturating_sub(WINDOW / 4)..place).rev().filter(|_| governed);
        let common = |i: usize| self.phrase(i).filter(|p| self.pos(p.head) == Pos::Noun && agrees(p));
        let mut open = true;
        let found = chain.find_map(|i| {
            let inside = open && self.phrase(i).is_some();
            open = inside && matches!(self.kind(i), Some(Kind::Preposition(_)));
            if inside { common(i) } else { None }
        });
        found.cloned().unwrap_or(phrase)
    }

    /// `Berg, a native of Ohio who moved`, `Berg, a Liberal elected in May`: of an apposition that says what somebody is, the one
    /// who bears the name.
    pub(super) fn bearer(&self, at: usize, phrase: Phrase) -> Phrase {
        let article = matches!(self.term(phrase.first), words::A | words::AN);
        let Some(place) = self.place_of(at, &phrase).filter(|_| article && phrase.conjuncts.is_empty())
        else {
            return phrase;
        };
        let comma = place.checked_sub(1).filter(|i| matches!(self.kind(*i), Some(Kind::Comma)));
        let named = comma.and_then(|i| i.checked_sub(1)).and_then(|i| self.phrase(i));
        let named =
            named.filter(|n| self.is_name(n) && n.conjuncts.is_empty() && self.may_be_called(n, &phrase));
        named.cloned().unwrap_or(phrase)
    }

    /// A person may be called a native, a place a city; `the Species Act, a process` is left alone.
    fn may_be_called(&self, named: &Phrase, noun: &Phrase) -> bool {
        let place = |k: ActorKind| matches!(k, ActorKind::Place | ActorKind::State | ActorKind::Territory);
        let kind = self.at_head(named).find_map(|m| {
            let actor = m.actors.first().and_then(|a| self.cast.actors.get(*a as usize))?;
            Some(actor.kind)
        });
        match self.noun_class(noun.head) {
            NounClass::Person => kind.is_none_or(|k| matches!(k, ActorKind::Person | ActorKind::Unknown)),
            NounClass::Location => kind.is_none_or(place),
            NounClass::Group => kind.is_some_and(|k| k != ActorKind::Person && !place(k)),
            _ => false,
        }
    }

    /// The item of a phrase that stands before `at`.
    fn place_of(&self, at: usize, phrase: &Phrase) -> Option<usize> {
        let from = at.saturating_sub(WINDOW);
        (from..at).rev().find(|i| self.phrase(*i).is_some_and(|p| p.first == phrase.first))
    }

    /// The number that the verb right after the pronoun shows, in its form or that of its first helper.
    fn number(&self, at: usize) -> Option<Number> {
        if !matches!(self.after(at), Some(Kind::Verb(_))) {
            return None;
        }
        let group = self.rest(at).find_map(|i| i.group())?;
        let tag = self.text.tag(group.first);
        match self.term(group.first) {
            words::WAS | words::IS | words::HAS => Some(Number::One),
            words::WERE | words::ARE | words::HAVE => Some(Number::Many),
            _ if tag.pos == Pos::Verb && tag.form == VerbForm::Present3 => Some(Number::One),
            _ => None,
        }
    }

    fn has_number(&self, phrase: &Phrase, number: Number) -> bool {
        self.text.lexicon.entry(self.term(phrase.head)).plural == (number == Number::Many)
    }
}
