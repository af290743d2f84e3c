//! Pieces of a sentence that are no phrases: scores, ages, what dashes set off.
//!
//! Knows tokens and marks around them. Does not know what they are about.

use super::{Chunker, Finiteness, Item, Kind};
use crate::text::{Pos, words};

/// Items between two dashes at most.
const WIDEST: usize = 20;

impl Chunker<'_> {
    /// One past a score that is no part of a phrase: `beat Porto 3-1`.
    pub(super) fn score_at(&self, at: u32) -> Option<u32> {
        let number = |t: u32| t < self.limit && self.pos(t) == Pos::Number;
        if !number(at) || !number(at + 2) {
            return None;
        }
        let glued = |t: u32| self.text.tokens.get(t as usize).is_some_and(|t| !t.spaced);
        let dash = matches!(self.text.word(at + 1), "-" | "–") && glued(at + 1) && glued(at + 2);
        let end = at + 3;
        let nominal = matches!(self.pos(end), Pos::Noun | Pos::ProperNoun | Pos::Adjective);
        let open = end >= self.limit || !nominal || self.time_from(end).is_some_and(|t| !self.modifies(t));
        let inserted = self.term(end) == words::COMMA && at > self.start && self.term(at - 1) == words::COMMA;
        let named = inserted
            || at > self.start
                && matches!(self.pos(at - 1), Pos::Noun | Pos::ProperNoun | Pos::Verb | Pos::Pronoun);
        (dash && open && named).then_some(end)
    }

    /// `Ana Ruiz, [52], who ...`: a number between commas after a name, which is not the one who did it.
    pub(super) fn is_age(&self, at: u32) -> bool {
        let comma = |t: u32| self.term(t) == words::COMMA;
        at > self.start + 1
            && at + 1 < self.limit
            && self.pos(at) == Pos::Number
            && self.text.word(at).len() <= 2
            && comma(at - 1)
            && comma(at + 1)
            && self.pos(at - 2) == Pos::ProperNoun
            && self.is_relative(at + 2)
    }

    /// `The deal - the largest so far - was signed`: what two dashes set off before a verb is passed over; a clause is
    /// read as between commas.
    pub(super) fn set_off_insertions(&self, items: &mut Vec<Item>) {
        let dash = |i: &Item| matches!(i.kind, Kind::Break) && self.term(i.first) != words::SEMICOLON;
        let mut from = 1;
        while let Some(open) = items.iter().skip(from).position(dash).map(|at| at + from) {
            let rest = items.iter().skip(open + 1).take(WIDEST);
            let Some(close) = rest.clone().position(dash).map(|at| at + open + 1) else { return };
            from = close + 1;
            let goes_on = |i: &Item| matches!(i.kind, Kind::Verb(_) | Kind::Subordinator);
            let after_noun = items.get(open - 1).is_some_and(|i| !matches!(i.kind, Kind::Quote));
            if !after_noun || !items.get(close + 1).is_some_and(goes_on) {
                continue;
            }
            let finite = |i: &Item| i.group().is_some_and(|g| g.finiteness == Finiteness::Finite);
            let clause = |i: &Item| finite(i) || matches!(i.kind, Kind::Relative);
            let that = matches!(items.get(close + 1).map(|i| &i.kind), Some(Kind::Subordinator));
            if !that && items.get(open..close).unwrap_or_default().iter().any(clause) {
                for at in [open, close] {
                    items.get_mut(at).into_iter().for_each(|i| i.kind = Kind::Comma);
                }
                continue;
            }
            let end = items.get(close).map_or(0, |i| i.end);
            items.drain(open + 1..=close);
            items.get_mut(open).into_iter().for_each(|i| (i.kind, i.end) = (Kind::Other, end));
            from = open + 1;
        }
    }
}
