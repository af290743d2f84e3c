//! Names set off by commas: `the airline, Skyhop, said`, `one of them, Ana Ruiz, left`.
//!
//! Knows who is certainly named once more; a list or an insertion of another kind is left alone.

use super::{Kind, Parser, VerbGroup};
use crate::actors::{ActorKind, ActorMention};
use crate::events::Phrase;
use crate::text::{NounClass, Pos, words};

impl Parser<'_> {
    /// `The Irish airline, Skyhop, said`: the name between commas is what the subject before it is called.
    pub(super) fn names_subject_before(&self, at: usize, phrase: &Phrase) -> bool {
        let comma = |i: usize| matches!(self.kind(i), Some(Kind::Comma));
        let frame = self.stack.top();
        let Some(subject) = frame.subject.as_ref().filter(|_| frame.verb.is_none() && at >= 2) else {
            return false;
        };
        let place = if self.item_term(at - 2) == words::OF { at.checked_sub(3) } else { Some(at - 2) };
        let before = place.and_then(|i| self.phrase(i));
        let one = self.term(subject.head) == words::ONE;
        // `Two pilots, Ana Ruiz and Per Holm, died`
        let several = self.pos(subject.head) == Pos::Number && !one
            || self.text.lexicon.entry(self.term(subject.head)).plural;
        let adjacent =
            before.is_some_and(|p| p.first == subject.first) && (one || several || place == Some(at - 2));
        adjacent
            && comma(at - 1)
            && comma(at + 1)
            && (one || several || self.pos(subject.head) == Pos::Noun)
            && self.pos(phrase.head) == Pos::ProperNoun
            && subject.conjuncts.is_empty()
            && (phrase.conjuncts.is_empty() || several)
            && !self.knows(subject)
    }

    /// `a flat rented by Omar Dell, [arrested] in May`: such things befall people, and the one named right before the comma.
    pub(super) fn befallen(&self, at: usize, group: &VerbGroup) -> Option<Phrase> {
        let comma = self.before_index(at).filter(|i| matches!(self.kind(*i), Some(Kind::Comma)))?;
        let phrase = comma.checked_sub(1).and_then(|i| self.items.get(i))?.phrase()?;
        let frame = self.stack.top();
        let subject = frame.subject.as_ref().filter(|_| frame.verb.is_none());
        let thing = |p: &Phrase| {
            let class = self.text.lexicon.entry(self.lemma(p.head)).noun_class;
            self.pos(p.head) == Pos::Noun && !matches!(class, NounClass::Person | NounClass::Group)
        };
        let free = subject.map_or(frame.verb.is_some(), |s| s.first != phrase.first && thing(s));
        let is = |actor: &u32, kind| self.cast.actors.get(*actor as usize).is_some_and(|a| a.kind == kind);
        let named = self.at_head(phrase).any(|m| {
            let full = m.end > m.first + 1;
            m.actors.iter().any(|a| is(a, ActorKind::Person) || full && is(a, ActorKind::Unknown))
        });
        let told = named
            || self.pos(phrase.head) == Pos::Noun
                && self.text.lexicon.entry(self.lemma(phrase.head)).noun_class == NounClass::Person;
        (self.words.befalls.contains(&group.lemma) && free && told).then(|| phrase.clone())
    }

    /// `"Night Train" actress Mia Lund died`: what stands in quotation marks is the title of what she played in.
    pub(super) fn follows_title(&self, at: usize, phrase: &Phrase) -> bool {
        let quote = |i: usize| matches!(self.kind(i), Some(Kind::Quote));
        let frame = self.stack.top();
        let Some(subject) = frame.subject.as_ref().filter(|_| frame.verb.is_none() && at >= 3) else {
            return false;
        };
        let title = self.phrase(at - 2).is_some_and(|p| p.first == subject.first) && self.is_name(subject);
        title && quote(at - 1) && quote(at - 3) && self.pos(phrase.first) == Pos::Noun
    }

    /// The cast says by name who the head of a phrase is; `another Charger` is one of those who are called so.
    fn knows(&self, phrase: &Phrase) -> bool {
        if matches!(self.term(phrase.first), words::A | words::AN | words::ANOTHER) {
            return false;
        }
        let named = |actor: &u32| {
            let actor = self.cast.actors.get(*actor as usize);
            actor.is_some_and(|a| a.kind != ActorKind::People || a.id.is_some())
        };
        self.at_head(phrase).any(|m| m.actors.iter().any(named))
    }

    /// The mentions of the cast in a phrase that hold its head.
    pub(super) fn at_head(&self, phrase: &Phrase) -> impl Iterator<Item = &ActorMention> {
        let (end, head) = (phrase.end, phrase.head);
        let from = self.cast.mentions.partition_point(|m| m.first < phrase.first);
        let inside = self.cast.mentions.iter().skip(from).take_while(move |m| m.first < end);
        inside.filter(move |m| m.first <= head && head < m.end)
    }

    /// `a row of "aqua-musicals" [designed] for her`: the noun in quotation marks right before.
    pub(super) fn quoted_noun(&self, at: usize) -> Option<Phrase> {
        let quote = |i: usize| matches!(self.kind(i), Some(Kind::Quote));
        let noun = at.checked_sub(2).filter(|i| quote(i + 1) && i.checked_sub(1).is_some_and(quote))?;
        self.phrase(noun).filter(|_| self.stack.top().verb.is_some()).cloned()
    }
}
