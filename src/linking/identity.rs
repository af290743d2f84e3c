//! Who is the same as whom across articles.
//!
//! Knows ids, names, surnames and the states behind them. Does not know events.

use super::hash::StableHash;
use super::mention::Participant;
use super::words::{phrase, words};
use crate::actors::ActorKind;

/// The folded identity of a participant. 0 stands for "nothing known".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Identity {
    /// Hash of the id, else of the whole name.
    pub whole: u32,
    /// Hash of the last word of the name.
    pub last: u32,
    /// Hash of the state it is or belongs to.
    pub state: u32,
    /// True when the name has one word: a surname may be a fuller name elsewhere.
    pub single: bool,
    /// True for a state itself.
    pub is_state: bool,
    /// True for people by role or number and for plain nouns: sharing it says little.
    pub vague: bool,
}

impl Identity {
    pub(super) fn of(p: &Participant) -> Option<Self> {
        let name = words(&p.name);
        let last = name.last().filter(|_| !is_pronoun(&p.name))?.hash;
        let whole = match &p.id {
            Some(id) => StableHash::default().field(id).short(),
            None => phrase(&p.name),
        };
        let is_state = p.kind == ActorKind::State;
        let state = p.state.as_deref().or(is_state.then_some(p.name.as_str())).map_or(0, phrase);
        let vague = match p.kind {
            ActorKind::People => true,
            ActorKind::Unknown => !p.name.chars().any(char::is_uppercase),
            _ => false,
        };
        let surname = matches!(p.kind, ActorKind::Person | ActorKind::Unknown | ActorKind::People);
        Some(Self {
            whole,
            last: if surname { last } else { 0 },
            state,
            single: name.len() == 1,
            is_state,
            vague,
        })
    }

    /// The number by which mentions are brought together: the surname where there is one, else the whole name.
    pub(super) fn key(self) -> u32 {
        if self.last != 0 { self.last } else { self.whole }
    }

    /// True when both are the same actor, by id, name or surname.
    pub(super) fn same(self, other: Self) -> bool {
        let surname =
            self.last != 0 && self.last == other.last && (self.single || other.single || self.vague);
        self.whole == other.whole || surname
    }

    /// True when one is the state that the other belongs to: a president or a ministry acts for its state, but not
    /// for another ministry.
    pub(super) fn kin(self, other: Self) -> bool {
        self.state != 0 && self.state == other.state && (self.is_state || other.is_state)
    }
}

fn is_pronoun(name: &str) -> bool {
    const PRONOUNS: [&str; 16] = [
        "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "who", "which", "that",
        "this", "its",
    ];
    PRONOUNS.iter().any(|p| name.eq_ignore_ascii_case(p))
}

/// True when two participants are the same actor, by id, name or surname; pronouns are nobody.
pub fn same_actor(a: &Participant, b: &Participant) -> bool {
    Identity::of(a).zip(Identity::of(b)).is_some_and(|(a, b)| a.same(b))
}

/// True for a participant with a name of its own, not `the protesters`, `two soldiers`, `they`.
pub fn is_named(participant: &Participant) -> bool {
    Identity::of(participant).is_some_and(|p| !p.vague)
}

/// The id of a participant, else its name folded: what event ids are made of.
pub fn actor_key(participant: &Participant) -> u32 {
    Identity::of(participant).map_or(0, |p| p.whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, kind: ActorKind) -> Option<Identity> {
        Identity::of(&Participant { name: name.into(), kind, ..Participant::default() })
    }

    #[test]
    fn a_surname_meets_the_full_name_and_pronouns_meet_nobody() {
        let full = person("Jana Novak", ActorKind::Person).unwrap();
        assert!(full.same(person("Novak", ActorKind::Person).unwrap()));
        assert!(!full.same(person("Petr Novak", ActorKind::Person).unwrap()));
        assert_eq!(person("He", ActorKind::Person), None);
    }
}
