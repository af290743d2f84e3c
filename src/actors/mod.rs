//! Who: states, organisations, persons; names, roles, aliases, abbreviations, anaphora; and places.
//!
//! Knows names and local context. Does not know events.

mod aliases;
mod anaphora;
mod case;
mod check;
mod compatriot;
mod compose;
mod directory;
mod lists;
mod load;
mod metonym;
mod model;
mod name;
mod office;
mod own;
mod reader;
mod rules;
mod scene;
mod shared;
mod spot;
mod standing;
mod table;
#[cfg(test)]
mod tests;
mod trie;

pub use aliases::Aliases;
pub use check::check;
pub use own::UserActors;
pub use reader::ActorReader;

use crate::image::{named, stored_enum};
use crate::rule::RuleId;
use crate::text::Span;

/// What sort of thing an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ActorKind {
    /// A state or government.
    State,
    /// A region, self-proclaimed state or other territory.
    Territory,
    /// A ministry, parliament, embassy, court, army or other organ of a state.
    Organ,
    /// An international or other organisation, a party, an armed group.
    Organisation,
    /// A company.
    Company,
    /// A person by name.
    Person,
    /// People by role or number: `the protesters`, `two soldiers`.
    People,
    /// A city or other place.
    Place,
    /// A name of which no more is known.
    #[default]
    Unknown,
}

impl ActorKind {
    /// What `it` is rather than `he`, and what acts all the same: a state or a body of people.
    pub fn is_body(self) -> bool {
        matches!(self, Self::State | Self::Territory | Self::Organ | Self::Organisation | Self::Company)
    }
}

named! {
    ActorKind {
        State = "state", Territory = "territory", Organ = "organ", Organisation = "organisation", Company = "company",
        Person = "person", People = "people", Place = "place", Unknown = "unknown",
    }
}
stored_enum! {
    ActorKind { State, Territory, Organ, Organisation, Company, Person, People, Place, Unknown }
}

/// An actor of one document.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Actor {
    /// The canonical name: `North Korea`.
    pub name: String,
    /// ISO 3166-1 alpha-3 for states, an own stable code for organisations; absent for names met in the text only.
    pub id: Option<String>,
    /// What it is.
    pub kind: ActorKind,
    /// The state it belongs to, by canonical name: `Russia` for the Russian Foreign Ministry.
    pub state: Option<String>,
    /// Its role: `Foreign Minister`.
    pub role: Option<String>,
    /// Latitude and longitude in degrees, for cities that the program knows.
    pub coordinates: Option<(f32, f32)>,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Reference {
    /// By its name.
    #[default]
    Name,
    /// A capital or seat for its government: `Moscow`, `the Kremlin`.
    Metonym,
    /// An adjective or demonym: `Russian`.
    Demonym,
    /// An abbreviation: `DPR`.
    Abbreviation,
    /// A role alone: `the Russian leader`.
    Role,
    /// A common noun that points back: `the republic`.
    Anaphor,
    /// `he`, `it`, `they`.
    Pronoun,
}

/// One place in the text that refers to one or more actors.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ActorMention {
    /// Its bytes: the whole noun phrase with title and name.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Number of its sentence.
    pub sentence: u32,
    /// Whom it means, as indices into [`Cast::actors`]: several for a shared head (`the Donetsk and Lugansk
    /// People's Republics`) or a plural anaphor, none when it could not be resolved.
    pub actors: Vec<u32>,
    /// How it refers.
    pub reference: Reference,
    /// The rule that found it.
    pub rule: Option<RuleId>,
}

/// All actors of a document and where they are mentioned, in text order; mentions may nest (`[the [Russian]
/// Foreign Ministry]`), the outer before the inner.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cast {
    /// The actors.
    pub actors: Vec<Actor>,
    /// Their mentions.
    pub mentions: Vec<ActorMention>,
}
