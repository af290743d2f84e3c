//! Who is the same as whom across articles.
//!
//! Knows ids, names, surnames and the states behind them. Does not know events.

use super::hash::StableHash;
use super::lists::{PRONOUNS, SUFFIXES};
use super::mention::Participant;
use super::words::{phrase, phrase_of, words};
use crate::actors::ActorKind;

/// Who a participant is, folded to numbers that are quick to compare. 0 stands for "nothing known".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Identity {
    /// Hash of the id, else of the whole name.
    pub(crate) whole: u32,
    /// Hash of the last word: a surname, or the plain noun that a body is called by.
    pub(crate) last: u32,
    /// Hash of the last two words of a person's name: `Mark Lind` of `W. Mark Lind Sr`, `Coroner Mark Lind`.
    pub(crate) full: u32,
    /// Hash of the state it is or belongs to.
    pub(crate) state: u32,
    /// True when the name has one word: a surname may be a fuller name elsewhere.
    pub(crate) single: bool,
    /// The first letter of the name, in lower case: `Mo Cheeks` may be `Maurice Cheeks`.
    pub(crate) initial: char,
    /// True for a state itself.
    pub(crate) is_state: bool,
    /// True for people by role or number and for plain nouns: sharing it says little.
    pub(crate) vague: bool,
}

impl Identity {
    /// The identity of a participant; `None` for pronouns and where there is no name.
    pub fn of(p: &Participant) -> Option<Self> {
        if is_pronoun(&p.name) {
            return None;
        }
        let Name { last, full, single, whole } = Name::of(&p.name);
        if last == 0 {
            return None;
        }
        let is_state = p.kind == ActorKind::State;
        let state = match p.state.as_deref().filter(|state| *state != &*p.name) {
            Some(state) => phrase(state),
            None if is_state || p.state.is_some() => whole,
            None => 0,
        };
        let whole = p.id.as_deref().map_or(whole, |id| StableHash::default().field(id).short());
        let personal = matches!(p.kind, ActorKind::Person | ActorKind::Unknown | ActorKind::People);
        let last = if personal || is_common(&p.name) && !is_state { last } else { 0 };
        // `Friends of New Lind` and `Church of New Lind` are called by their first words.
        let full = if personal && !p.name.contains(" of ") { full } else { 0 };
        let initial = p.name.chars().next().and_then(|c| c.to_lowercase().next()).unwrap_or_default();
        Some(Self { whole, last, full, state, single, initial, is_state, vague: is_vague(p) })
    }

    /// The number by which mentions are brought together: the last word where it is known, else the whole name.
    pub(super) fn key(self) -> u32 {
        if self.last != 0 { self.last } else { self.whole }
    }

    /// True when both are the same actor, by id, name or surname.
    pub fn same(self, other: Self) -> bool {
        let may_be_called_so = |p: Self| p.single || p.vague;
        let surname =
            self.last != 0 && self.last == other.last && (may_be_called_so(self) || may_be_called_so(other));
        self.whole == other.whole || surname || self.full != 0 && self.full == other.full
    }

    /// True when both sides are named and nobody of one side can be anybody of the other.
    pub fn strangers(a: &[Self], b: &[Self]) -> bool {
        let named = |side: &[Self]| !side.is_empty() && side.iter().all(|p| !p.vague);
        let may_be =
            |p: &Self, q: &Self| p.same(*q) || p.kin(*q) || p.namesakes(*q) && p.initial == q.initial;
        named(a) && named(b) && !a.iter().any(|p| b.iter().any(|q| may_be(p, q)))
    }

    /// True when each side names two or more and one whom the other has not: `A agreed with B`, `A agreed with C`.
    pub(super) fn other_parties(a: &[Self], b: &[Self]) -> bool {
        let known = |p: &Self, side: &[Self]| side.iter().any(|q| p.same(*q) || p.kin(*q));
        let other = |side: &[Self], from: &[Self]| {
            side.iter().filter(|p| !p.vague).count() > 1 && side.iter().any(|p| !p.vague && !known(p, from))
        };
        other(a, b) && other(b, a)
    }

    /// True when both have one surname: `Fred Lind` and `Frederick C. Lind` may be one, or a family.
    pub fn namesakes(self, other: Self) -> bool {
        self.last != 0 && self.last == other.last
    }

    /// True for two full names of people with one surname and one first letter: `Ed Lind` and `Edward C. Lind`, told of one event.
    pub fn is_short_for(self, other: Self) -> bool {
        self.namesakes(other) && self.full != 0 && other.full != 0 && self.initial == other.initial
    }

    /// True when one is the state that the other belongs to: a president or a ministry acts for its state, but not
    /// for another ministry.
    pub(super) fn kin(self, other: Self) -> bool {
        self.state != 0 && self.state == other.state && (self.is_state || other.is_state)
    }
}

/// Who the participants that were met last are: an article names the same few again and again.
#[derive(Debug, Default)]
pub(super) struct Known(Vec<Option<(Participant, Option<Identity>)>>);

impl Known {
    /// How many are remembered, each in the one place that the address of its name gives.
    const PLACES: usize = 64;

    /// [`Identity::of`] a participant.
    pub(super) fn identity(&mut self, p: &Participant) -> Option<Identity> {
        if self.0.is_empty() {
            self.0.resize(Self::PLACES, None);
        }
        let address = p.name.as_ptr().addr();
        let slot = self.0.get_mut((address ^ address >> 6) / 8 % Self::PLACES)?;
        match slot {
            Some((known, identity)) if is_alike(known, p) => *identity,
            _ => {
                let identity = Identity::of(p);
                *slot = Some((p.clone(), identity));
                identity
            }
        }
    }
}

/// True where two participants have the same [`Identity`], whatever their places.
fn is_alike(a: &Participant, b: &Participant) -> bool {
    a.kind == b.kind && a.name == b.name && a.id == b.id && a.state == b.state
}

/// The words of a name, in one pass.
struct Name {
    /// Hash of the last word; 0 when there is none.
    last: u32,
    /// Hash of the last two words; 0 when there are fewer.
    full: u32,
    /// True when there is one word only.
    single: bool,
    /// See [`phrase`].
    whole: u32,
}

impl Name {
    fn of(name: &str) -> Self {
        let (mut last, mut before) = (0, 0);
        let whole = phrase_of(words(personal(name)).inspect(|word| {
            (before, last) = (last, word.hash);
        }));
        let full = if before == 0 {
            0
        } else {
            StableHash::default().number(u64::from(before) << 32 | u64::from(last)).short()
        };
        Self { last, full, single: before == 0, whole }
    }
}

/// A name without what tells a son from his father: `Fred Lind Jr.`
fn personal(name: &str) -> &str {
    name.rsplit_once(' ').filter(|(_, last)| SUFFIXES.contains(last)).map_or(name, |(rest, _)| rest)
}

/// True for people by role or number and for plain nouns: `Australian climber`.
fn is_vague(p: &Participant) -> bool {
    match p.kind {
        ActorKind::People => true,
        ActorKind::Unknown => is_common(&p.name),
        _ => false,
    }
}

/// The last word is a plain noun: `Italy's police`.
fn is_common(name: &str) -> bool {
    name.rsplit(' ').next().is_none_or(|head| !head.chars().any(char::is_uppercase))
}

fn is_pronoun(name: &str) -> bool {
    name.len() < 6 && PRONOUNS.iter().any(|p| name.eq_ignore_ascii_case(p))
}

/// True for a participant with a name of its own, not `the protesters`, `two soldiers`, `they`.
pub fn is_named(participant: &Participant) -> bool {
    !participant.name.is_empty() && !is_vague(participant) && !is_pronoun(&participant.name)
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
    fn names_that_may_be_one_and_descriptions_are_no_strangers() {
        let of = |name| person(name, ActorKind::Person).unwrap();
        assert!(!Identity::strangers(&[of("Mo Lind")], &[of("Maurice Lind")]));
        assert!(Identity::strangers(&[of("Anna Lind")], &[of("Maurice Lind")]));
        let described = person("Norwegian climber", ActorKind::Unknown).unwrap();
        assert!(!Identity::strangers(&[described], &[of("Maurice Lind")]));
        assert!(described.vague && !person("Norwegian Broadcasting", ActorKind::Unknown).unwrap().vague);
    }

    #[test]
    fn a_full_name_is_the_same_with_what_stands_around_it() {
        let of = |name| person(name, ActorKind::Person).unwrap();
        assert!(of("W. Mark Lind Sr.").same(of("Mark Lind")));
        assert!(of("Coroner Mark Lind").same(of("Mark Lind")) && of("Lind Jr").same(of("Mark Lind")));
        assert!(!of("Anna Lind").same(of("Mark Lind")));
        let body = |name| person(name, ActorKind::Organisation).unwrap();
        assert!(body("Zubrowka's police").same(body("police")));
        assert!(Identity::strangers(&[body("Zubrowka's police")], &[body("Arvo's police")]));
        assert!(!body("Bank of Lind").same(body("Lind")));
        let unknown = |name| person(name, ActorKind::Unknown).unwrap();
        assert!(!unknown("Friends of New Lind").same(unknown("Church of New Lind")));
        assert!(!body("Zubrowka's central bank").same(body("Arvo's central bank")));
    }

    #[test]
    fn a_surname_meets_the_full_name_and_pronouns_meet_nobody() {
        let full = person("Jana Novak", ActorKind::Person).unwrap();
        assert!(full.same(person("Novak", ActorKind::Person).unwrap()));
        assert!(!full.same(person("Petr Novak", ActorKind::Person).unwrap()));
        assert_eq!(person("He", ActorKind::Person), None);
    }
}
