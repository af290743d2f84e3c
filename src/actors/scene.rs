//! What is known of one document while it is read: its actors, their mentions so far, names learned on the way.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::rule::RuleId;
use crate::text::{Pos, Term, Text, one_line, words};

use super::directory::{Directory, Gender, Sense};
use super::rules::Rules;
use super::spot::{Item, What};
use super::standing::Standing;
use super::{Actor, ActorKind, ActorMention, Reference};

/// What the reading knows of an actor beyond its public fields.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Grammatical gender.
    pub gender: Gender,
    /// Role, for persons.
    pub role: Option<u16>,
    /// The word that says that the office is no longer, or not, theirs: `former`, `deputy`.
    pub apart: Option<Term>,
    /// The actor that holds the role's office: state, organisation, organ.
    pub owner: Option<u32>,
    /// The organ, for organs.
    pub organ: Option<u16>,
    /// One person, for people by what they are: `a gunman`.
    pub single: bool,
    /// For a model of something, known by a name with figures, what it is: `aircraft`; empty when nothing told.
    pub model: Option<&'static str>,
    /// Its entity in the directory.
    pub entity: Option<u32>,
}

/// Whose office a role or organ is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Owner {
    /// Not said.
    Nobody,
    /// These actors.
    Actors(Vec<u32>),
    /// Whom this draft means.
    Draft(u32),
}

/// What is still to be found out about a mention.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Need {
    /// Nothing.
    Nothing,
    /// Who holds this role.
    Role {
        /// The role.
        role: u16,
        /// Several hold it.
        many: bool,
        /// Whose it is.
        owner: Owner,
        /// `the president`, not `a president`.
        definite: bool,
        /// Whether it is theirs: `the former president`.
        standing: Standing,
    },
    /// Which organ.
    Organ(u16, Owner),
    /// To what the noun points.
    Anaphor(u16),
    /// To what the pronoun points.
    Pronoun,
}

/// A mention that may not be finished.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The mention.
    pub mention: ActorMention,
    /// What it lacks.
    pub need: Need,
}

/// One document being read.
pub(super) struct Scene<'a, 't> {
    /// The text.
    pub text: &'a Text<'t>,
    /// The tables.
    pub directory: &'a Directory,
    /// Names of the rules.
    pub rules: &'a Rules,
    /// All finds of the document, in order.
    pub items: &'a [Item],
    /// Number of the sentence being read.
    pub sentence: u32,
    /// The actors so far.
    pub actors: Vec<Actor>,
    /// Beside `actors`.
    pub facts: Vec<Facts>,
    /// The mentions so far.
    pub drafts: Vec<Draft>,
    /// Abbreviations that this article explains.
    pub learned: FxHashMap<&'t str, u32>,
    /// Last names of persons, and other words that stand for one name.
    pub surnames: FxHashMap<&'t str, u32>,
    /// How often each state's cities and adjectives occur: decides between places of one name.
    pub weights: FxHashMap<u32, u32>,
    /// How often each state's own adjective occurs.
    pub adjectives: FxHashMap<u32, u32>,
    /// Persons with a role, in the order of their roles.
    pub officers: Vec<u32>,
    /// Organs of an owner, in order.
    pub organs: Vec<u32>,
    by_entity: FxHashMap<u32, u32>,
    by_name: FxHashMap<String, u32>,
}

impl<'a, 't> Scene<'a, 't> {
    /// Nothing read yet.
    pub fn new(text: &'a Text<'t>, directory: &'a Directory, rules: &'a Rules, items: &'a [Item]) -> Self {
        Self {
            text,
            directory,
            rules,
            items,
            sentence: 0,
            actors: Vec::new(),
            facts: Vec::new(),
            drafts: Vec::new(),
            learned: FxHashMap::default(),
            surnames: FxHashMap::default(),
            weights: FxHashMap::default(),
            adjectives: FxHashMap::default(),
            officers: Vec::new(),
            organs: Vec::new(),
            by_entity: FxHashMap::default(),
            by_name: FxHashMap::default(),
        }
    }

    /// The find number `k`.
    pub fn item(&self, k: usize) -> Option<Item> {
        self.items.get(k).copied()
    }

    /// The senses of a find.
    pub fn senses(&self, item: Item) -> &'a [Sense] {
        match item.what {
            What::Known(range) => self.directory.phrases.values(range),
            _ => &[],
        }
    }

    /// The number of the find that starts at token `at`, at or after `k`.
    pub fn item_at(&self, k: usize, at: u32) -> Option<usize> {
        let rest = self.items.get(k..)?;
        let found = rest.iter().take(12).position(|item| item.first >= at)?;
        rest.get(found).filter(|item| item.first == at).map(|_| k + found)
    }

    /// The number of the first find at or after token `at`, from `k` on.
    pub fn skip_to(&self, mut k: usize, at: u32) -> usize {
        while self.items.get(k).is_some_and(|item| item.first < at) {
            k += 1;
        }
        k
    }

    /// The actor of an entity, made when it is new.
    pub fn entity_actor(&mut self, number: u32) -> u32 {
        if let Some(actor) = self.by_entity.get(&number) {
            return *actor;
        }
        let Some(entity) = self.directory.entity(number) else { return self.add(Actor::default()) };
        let state = entity.state.and_then(|state| self.directory.entity(state));
        let actor = self.add(Actor {
            name: entity.name.to_owned(),
            id: Some(entity.id).filter(|id| !id.is_empty()).map(str::to_owned),
            kind: entity.kind,
            state: state.map(|state| state.name.to_owned()),
            role: None,
            coordinates: entity.coordinates(),
        });
        self.by_entity.insert(number, actor);
        if let Some(facts) = self.facts.get_mut(actor as usize) {
            facts.entity = Some(number);
        }
        actor
    }

    /// The actor of this name, if there is one.
    pub fn named(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied()
    }

    /// The actor of `actor.name`, made when it is new.
    pub fn actor(&mut self, actor: Actor) -> u32 {
        match self.named(&actor.name) {
            Some(known) => known,
            None => self.add(actor),
        }
    }

    fn add(&mut self, actor: Actor) -> u32 {
        let number = self.actors.len() as u32;
        self.by_name.entry(actor.name.clone()).or_insert(number);
        self.actors.push(actor);
        self.facts.push(Facts::default());
        number
    }

    /// The kind of an actor.
    pub fn kind(&self, actor: u32) -> ActorKind {
        self.actors.get(actor as usize).map_or(ActorKind::Unknown, |a| a.kind)
    }

    /// The facts of an actor.
    pub fn fact(&self, actor: u32) -> Option<&Facts> {
        self.facts.get(actor as usize)
    }

    /// Its name.
    pub fn name(&self, actor: u32) -> &str {
        self.actors.get(actor as usize).map_or("", |a| a.name.as_str())
    }

    /// The state that an actor is or belongs to, by name.
    pub fn state(&self, actor: u32) -> Option<String> {
        let actor = self.actors.get(actor as usize)?;
        match actor.kind {
            ActorKind::State | ActorKind::Territory => Some(actor.name.clone()),
            _ => actor.state.clone(),
        }
    }

    /// `Ukraine's Foreign Ministry`; `Foreign Ministry of the Donetsk People's Republic` for owners of a long name.
    pub fn belonging_to(&self, actor: u32, thing: &str) -> String {
        let name = self.name(actor);
        let entity = self.fact(actor).and_then(|facts| facts.entity);
        let article =
            entity.and_then(|entity| self.directory.entity(entity)).is_some_and(|entity| entity.article);
        match name.split(' ').count() {
            0..=2 if name.ends_with('s') => format!("{name}' {thing}"),
            0..=2 => format!("{name}'s {thing}"),
            _ if article => format!("{thing} of the {name}"),
            _ => format!("{thing} of {name}"),
        }
    }

    /// For each actor whether a last name is known to mean it.
    pub fn surnamed(&self) -> Vec<bool> {
        let mut surnamed = vec![false; self.actors.len()];
        for person in self.surnames.values() {
            if let Some(known) = surnamed.get_mut(*person as usize) {
                *known = true;
            }
        }
        surnamed
    }

    /// Actors whose whole name stands after an article one time in three at least, as no person's does, or ends in a plural: `the
    /// Jaguars`, `Moss Heels`.
    pub fn teams(&self) -> Vec<u32> {
        let the = |m: &ActorMention| self.text.before(m.first).is_some_and(|at| self.text.is(at, words::THE));
        let whole = |m: &ActorMention| !matches!(self.text.tag(m.end).pos, Pos::Noun | Pos::ProperNoun);
        let named = self.drafts.iter().map(|draft| &draft.mention);
        let named = named.filter(|m| m.reference == Reference::Name && m.actors.len() == 1);
        let mut times: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        for mention in named {
            for actor in &mention.actors {
                let (all, articled) = times.entry(*actor).or_default();
                let last = self.text.term(mention.end.saturating_sub(1));
                let team = the(mention) && whole(mention) || self.text.lexicon.entry(last).plural;
                (*all, *articled) = (*all + 1, *articled + usize::from(team));
            }
        }
        times.into_iter().filter(|(_, (all, articled))| articled * 3 > *all).map(|(actor, _)| actor).collect()
    }

    /// Adds a mention of tokens `first..end` and returns its number.
    pub fn emit(
        &mut self,
        first: u32,
        end: u32,
        actors: Vec<u32>,
        how: (Reference, &RuleId),
        need: Need,
    ) -> u32 {
        let number = self.drafts.len() as u32;
        let mention = ActorMention {
            span: self.text.span(first, end),
            first,
            end,
            sentence: self.sentence,
            actors,
            reference: how.0,
            rule: Some(how.1.clone()),
        };
        self.drafts.push(Draft { mention, need });
        number
    }

    /// The words of a range on one line.
    pub fn phrase(&self, first: u32, end: u32) -> String {
        one_line(self.text.words(first, end))
    }
}
