//! Several names before one head: `the Donetsk and Lugansk People's Republics`, `the Russian and North Korean leaders`.
//!
//! Knows heads and the names before them. Single names are read in `compose.rs` and `name.rs`.

use crate::text::{Term, words};

use super::case::upper_first;
use super::compose::Part;
use super::directory::{Head, How, Sense};
use super::scene::{Need, Owner, Scene};
use super::spot::{Item, What};
use super::{Actor, ActorKind, Reference};

/// No more names than this share a head.
const MOST: usize = 8;

impl Scene<'_, '_> {
    /// Reads names or adjectives before a shared head, from find `k` on; the number of the find after it.
    pub fn shared_head(&mut self, k: usize) -> Option<usize> {
        let members = self.members(k)?;
        let (last, end) = (members.last()?.0, members.last()?.1.end);
        let next = self.item_at(last + 1, end)?;
        let head = self.item(next)?;
        let senses = self.senses(head);
        if let Some(Sense::Head(number)) = senses.iter().find(|s| matches!(s, Sense::Head(_)))
            && let Some(shape) = self.directory.heads.get(usize::from(*number)).copied()
            && let Some(actors) = self.with_head(&members, head, shape)
        {
            return Some(self.emit_shared(next, &members, head, actors));
        }
        let many =
            senses.iter().any(|s| matches!(s, Sense::Role(_, true) | Sense::Organ(_) | Sense::People(true)));
        if many { self.shared_office(next, &members, head) } else { None }
    }

    /// Names in a row, `A, B and C`, each as number and find; at least two.
    fn members(&self, k: usize) -> Option<Vec<(usize, Item)>> {
        let first = self.item(k)?;
        if !matches!(self.text.term(first.end), words::AND | words::OR | words::COMMA) {
            return None;
        }
        let mut members = vec![(k, first)];
        while members.len() < MOST {
            let (k, last) = *members.last()?;
            let mut at = last.end;
            if self.text.is(at, words::COMMA) {
                at += 1;
            }
            if matches!(self.text.term(at), words::AND | words::OR) {
                at += 1;
            }
            let next = if at > last.end { self.item_at(k + 1, at) } else { None };
            match next.and_then(|next| Some((next, self.item(next)?))) {
                Some(member) if matches!(member.1.what, What::Known(_) | What::Name) => members.push(member),
                _ => break,
            }
            if !matches!(self.text.term(members.last()?.1.end), words::AND | words::OR | words::COMMA) {
                break;
            }
        }
        (members.len() > 1).then_some(members)
    }

    /// The actors of `Donetsk`, `Lugansk` + `People's Republics`; `None` when a member is a full name of its own.
    fn with_head(&mut self, members: &[(usize, Item)], head: Item, shape: Head) -> Option<Vec<u32>> {
        let state = |item: Item| {
            self.senses(item).iter().any(|sense| match sense {
                Sense::Entity(number, How::Name | How::Abbreviation) => {
                    self.directory.entity(*number).is_some_and(|e| e.kind == ActorKind::State)
                }
                _ => false,
            })
        };
        if members.iter().any(|(_, item)| state(*item)) {
            return None;
        }
        let terms: Vec<Term> = shape.singular.split(' ').flat_map(|word| self.head_terms(word)).collect();
        Some(members.iter().map(|(_, item)| self.one_of(*item, &terms, head, shape)).collect())
    }

    fn head_terms(&self, word: &str) -> Vec<Term> {
        match word.strip_suffix("'s") {
            Some(stem) => vec![self.text.lexicon.get(stem), words::CLITIC_S],
            None => vec![self.text.lexicon.get(word)],
        }
    }

    fn one_of(&mut self, item: Item, head: &[Term], written: Item, shape: Head) -> u32 {
        let terms = (item.first..item.end).map(|at| self.text.term(at)).chain(head.iter().copied());
        let number = self.directory.phrases.get(terms).iter().find_map(|sense| match sense {
            Sense::Entity(number, How::Name) => Some(*number),
            _ => None,
        });
        if let Some(number) = number {
            return self.entity_actor(number);
        }
        let capital = self.text.word(written.first).starts_with(char::is_uppercase);
        let singular = if capital { capitalised(shape.singular) } else { shape.singular.to_owned() };
        let name = format!("{} {singular}", self.phrase(item.first, item.end));
        self.actor(Actor { name, kind: shape.kind, ..Actor::default() })
    }

    fn emit_shared(&mut self, next: usize, members: &[(usize, Item)], head: Item, actors: Vec<u32>) -> usize {
        let first = members.first().map_or(head.first, |(_, item)| item.first);
        let end = self.explained(head.end, &actors);
        let rule = self.rules.shared_head.clone();
        self.emit(first, end, actors, (Reference::Name, &rule), Need::Nothing);
        self.skip_to(next + 1, end)
    }

    /// `the Russian and North Korean leaders`: one office of each.
    fn shared_office(&mut self, next: usize, members: &[(usize, Item)], head: Item) -> Option<usize> {
        let owns = |sense: &Sense| matches!(sense, Sense::Entity(_, How::Adjective | How::Abbreviation));
        if !members.iter().all(|(_, item)| self.senses(*item).iter().any(owns)) {
            return None;
        }
        let mut owners = Vec::new();
        let before = self.drafts.len();
        for (_, item) in members {
            let (actors, how) = self.entity(*item)?;
            owners.extend(actors.iter().copied());
            self.named_part(*item, actors, how);
        }
        let first = members.first()?.1.first;
        let part = Part { first, end: head.first, owner: Owner::Actors(owners) };
        let read = self.office(next, head, Some(&part), first);
        if read.is_none() {
            self.drafts.truncate(before);
        }
        read
    }
}

fn capitalised(words: &str) -> String {
    words.split(' ').map(upper_first).collect::<Vec<_>>().join(" ")
}
