//! Offices and organs without a name: `the president`, `a spokesman`, `the ministry`, with or without an owner.
//!
//! Knows the roles and organs of the directory and who was named before. Does not know pronouns.

use crate::text::{Pos, words};

use super::Resolver;
use crate::actors::case::{lower_first, upper_first};
use crate::actors::scene::{Owner, Scene};
use crate::actors::spot::is_pronoun;
use crate::actors::standing::Standing;
use crate::actors::{Actor, ActorKind, ActorMention};

impl Resolver<'_, '_, '_> {
    pub(super) fn organ(
        &mut self,
        place: usize,
        mention: &ActorMention,
        organ: u16,
        (owner, owners): (Owner, Vec<u32>),
    ) -> Vec<u32> {
        let directory = self.scene.directory;
        let Some(known) = directory.organs.get(usize::from(organ)).copied() else { return Vec::new() };
        if owner != Owner::Nobody {
            return owners.iter().map(|holder| self.organ_of(*holder, organ, known.name)).collect();
        }
        if self.is_another(mention) {
            return Vec::new();
        }
        let generic = known.name == "ministry";
        let fits = |actor: &u32| {
            let facts = self.scene.fact(*actor);
            facts.and_then(|f| f.organ).is_some_and(|other| other == organ)
                || generic && self.is_kind(*actor, "ministry")
        };
        let mut found: Vec<u32> = recent(&self.scene.organs).filter(fits).collect();
        if found.len() > 1 {
            found = self.nearest(place, |actor| fits(&actor));
        }
        if !found.is_empty() || generic {
            return found;
        }
        let text = self.scene.text;
        let lower = self.scene.phrase(mention.first, mention.end).to_lowercase();
        let ends = |actor: u32| {
            self.scene.kind(actor) == ActorKind::Organ
                && self.scene.name(actor).to_lowercase().ends_with(&lower)
        };
        let called = self.nearest(place, ends);
        if !called.is_empty() {
            return called;
        }
        let capital = text.word(mention.first).starts_with(char::is_uppercase);
        let name = if capital && text.before(mention.first).is_some() {
            self.scene.phrase(mention.first, mention.end)
        } else {
            lower
        };
        vec![self.scene.actor(Actor { name, kind: ActorKind::Organ, ..Actor::default() })]
    }

    /// `the new administration`, `the next government`: not the one that was named before.
    fn is_another(&self, mention: &ActorMention) -> bool {
        let text = self.scene.text;
        let other = |at: u32| matches!(text.word(at), "new" | "next" | "previous");
        text.before(mention.first).is_some_and(other) || (mention.first..mention.end).any(other)
    }

    fn organ_of(&mut self, holder: u32, organ: u16, name: &str) -> u32 {
        let name = self.scene.belonging_to(holder, name);
        let state = self.scene.state(holder);
        let actor = self.scene.actor(Actor { name, kind: ActorKind::Organ, state, ..Actor::default() });
        if let Some(facts) = self.scene.facts.get_mut(actor as usize) {
            (facts.organ, facts.owner) = (Some(organ), Some(holder));
        }
        self.scene.organs.push(actor);
        actor
    }

    pub(super) fn role(
        &mut self,
        place: usize,
        mention: &ActorMention,
        office: &Office,
        (owner, owners): (Owner, Vec<u32>),
    ) -> Vec<u32> {
        if let Some(person) = self.apposed(place, mention, office) {
            self.scene.set_role(person, (office.role, &office.standing), &owner);
            return vec![person];
        }
        if !office.definite {
            return self.somebody(mention, office, &owners);
        }
        if owner == Owner::Nobody {
            return self.holder(place, office, None).into_iter().collect();
        }
        if let Some(person) = self.member(place, office, &owners) {
            return vec![person];
        }
        if office.is_general(self.scene) {
            return self.somebody(mention, office, &owners);
        }
        let people = owners.iter().any(|holder| self.scene.kind(*holder) == ActorKind::People);
        if people {
            return Vec::new();
        }
        owners.iter().map(|holder| self.holder_or_new(place, office, *holder)).collect()
    }

    /// `Jane Doe, the chief executive of Acme,`: the person before the comma.
    fn apposed(&self, place: usize, mention: &ActorMention, office: &Office) -> Option<u32> {
        let text = self.scene.text;
        let mut at = text.before(mention.first)?;
        if matches!(text.term(at), words::THE | words::A | words::AN) || text.tag(at).pos == Pos::Adjective {
            at = text.before(at)?;
        }
        let closes = matches!(text.term(mention.end), words::COMMA | words::STOP | words::WHO)
            || matches!(text.tag(mention.end).pos, Pos::Preposition | Pos::Verb);
        if office.many || !text.is(at, words::COMMA) || !closes {
            return None;
        }
        let name = (0..place).rev().take(6).filter_map(|p| self.mention(p)).find(|m| m.end == at)?;
        let person = name.actors.first().copied().filter(|_| name.actors.len() == 1)?;
        let named = matches!(self.scene.kind(person), ActorKind::Person)
            || (self.scene.kind(person) == ActorKind::Unknown && name.end > name.first + 1);
        let free = self.scene.fact(person).is_some_and(|f| f.role.is_none_or(|role| role == office.role));
        (named && free).then_some(person)
    }

    /// People by role: `a spokesman`, `officials`.
    fn somebody(&mut self, mention: &ActorMention, office: &Office, owners: &[u32]) -> Vec<u32> {
        let pronoun = is_pronoun(self.scene.text.term(mention.first));
        let owned = office.standing.first > mention.first && !pronoun;
        let first = if owned { mention.first } else { office.standing.first };
        let words = self.scene.phrase(first, mention.end);
        let name = if owned { words } else { lower_first(&words) };
        let state = owners.first().and_then(|holder| self.scene.state(*holder));
        let actor = self.scene.actor(Actor { name, kind: ActorKind::People, state, ..Actor::default() });
        if let Some(facts) = self.scene.facts.get_mut(actor as usize).filter(|_| !office.many) {
            facts.single = true;
        }
        vec![actor]
    }

    /// The one person of the document who holds this office.
    fn holder(&self, place: usize, office: &Office, holder: Option<u32>) -> Option<u32> {
        let state = holder
            .map(|holder| self.scene.state(holder).unwrap_or_else(|| self.scene.name(holder).to_owned()));
        let fits = |actor: u32| {
            let Some(person) = self.scene.actors.get(actor as usize) else { return false };
            let Some(facts) = self.scene.fact(actor) else { return false };
            let role = facts.role.is_some_and(|role| self.agree(role, office.role));
            let owned = holder.is_none() || facts.owner == holder || state.is_some() && person.state == state;
            person.kind == ActorKind::Person && role && owned && facts.apart == office.standing.apart
        };
        let all: Vec<u32> = recent(&self.scene.officers).filter(|actor| fits(*actor)).collect();
        match all.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => self.nearest(place, fits).first().copied(),
        }
    }

    /// Two role words that one person may bear: the same, or `leader` and `president`.
    fn agree(&self, a: u16, b: u16) -> bool {
        let role = |number: u16| self.scene.directory.roles.get(usize::from(number)).copied();
        match (role(a), role(b)) {
            (Some(x), Some(y)) => a == b || x.head && y.head && (x.general || y.general),
            _ => false,
        }
    }

    /// `the Russian diplomat`: the one person of that state in the window.
    fn member(&self, place: usize, office: &Office, owners: &[u32]) -> Option<u32> {
        let general = office.is_general(self.scene);
        let state = owners.first().and_then(|holder| self.scene.state(*holder))?;
        let of_state = |actor: u32| {
            self.scene.kind(actor) == ActorKind::Person
                && self.scene.actors.get(actor as usize).is_some_and(|a| a.state.as_ref() == Some(&state))
        };
        if !general || office.many { None } else { self.nearest(place, of_state).first().copied() }
    }

    fn holder_or_new(&mut self, place: usize, office: &Office, holder: u32) -> u32 {
        let person =
            self.holder(place, office, Some(holder)).filter(|_| !office.many || office.is_head(self.scene));
        if let Some(person) = person {
            return person;
        }
        let role = self.scene.directory.roles.get(usize::from(office.role));
        let name = role.map_or("", |role| role.name);
        let title = match role {
            Some(role) if role.noble => format!("{} of {}", upper_first(name), self.scene.name(holder)),
            _ => self.scene.belonging_to(holder, &office.standing.of(name)),
        };
        let (state, role) = (self.scene.state(holder), Some(office.standing.of(name)));
        let actor = self.scene.actor(Actor {
            name: title,
            id: None,
            kind: ActorKind::Person,
            state,
            role,
            coordinates: None,
        });
        if let Some(facts) = self.scene.facts.get_mut(actor as usize) {
            facts.owner = Some(holder);
        }
        actor
    }
}

/// A role as a mention says it.
pub(super) struct Office {
    pub role: u16,
    pub many: bool,
    pub definite: bool,
    pub standing: Standing,
}

impl Office {
    /// A word for many kinds of office, `diplomat`.
    fn is_general(&self, scene: &Scene) -> bool {
        scene.directory.roles.get(usize::from(self.role)).is_some_and(|role| role.general && !role.head)
    }

    fn is_head(&self, scene: &Scene) -> bool {
        scene.directory.roles.get(usize::from(self.role)).is_some_and(|role| role.head)
    }
}

/// The latest of a list, so that a text of any length costs linear time.
fn recent(actors: &[u32]) -> impl Iterator<Item = u32> {
    actors.iter().rev().take(256).copied()
}
