//! Names set off by commas: `the airline, Skyhop, said`, `one of them, Ana Ruiz, left`.
//!
//! Knows who is certainly named once more; a list or an insertion of another kind is left alone.

use super::{Kind, Parser};
use crate::actors::{ActorKind, ActorMention};
use crate::events::Phrase;
use crate::text::{Pos, words};

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
        let adjacent = before.is_some_and(|p| p.first == subject.first) && (one || place == Some(at - 2));
        adjacent
            && comma(at - 1)
            && comma(at + 1)
            && (one || self.pos(subject.head) == Pos::Noun)
            && self.pos(phrase.head) == Pos::ProperNoun
            && subject.conjuncts.is_empty()
            && phrase.conjuncts.is_empty()
            && !self.knows(subject)
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

    /// The cast says by name who the head of a phrase is.
    fn knows(&self, phrase: &Phrase) -> bool {
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
}
