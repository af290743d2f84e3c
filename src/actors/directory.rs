//! Everything the layer knows by name before it reads a text.
//!
//! Knows the tables under `data/actors`. Does not know any text.

use rustc_hash::FxHashMap;

use crate::image::{Flat, Records, Source, Stored, Writer, stored, stored_enum};
use crate::text::{Term, Text};

use super::ActorKind;
use super::trie::Trie;

/// A state, organisation, company, region or city that is known by name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entity {
    /// Canonical name.
    pub name: &'static str,
    /// ISO 3166 code or own id; empty for cities.
    pub id: &'static str,
    /// What it is.
    pub kind: ActorKind,
    /// The state it belongs to.
    pub state: Option<u32>,
    /// `the` stands before its name.
    pub article: bool,
    /// Latitude and longitude of a city as they are written; empty for others. Read where they are asked for.
    pub degrees: [&'static str; 2],
}

impl Entity {
    /// Latitude and longitude in degrees, for cities.
    pub fn coordinates(&self) -> Option<(f32, f32)> {
        let [latitude, longitude] = self.degrees;
        latitude.parse().ok().zip(longitude.parse().ok())
    }
}

/// How a phrase names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// `North Korea`
    Name,
    /// `NATO`, `DPR`
    Abbreviation,
    /// `North Korean`
    Adjective,
    /// `North Koreans`
    People,
    /// `Pyongyang`, for its government
    Capital,
    /// `the Kremlin`
    Seat,
    /// `Vladivostok`
    City,
}

/// What a phrase of the tables may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// An entity.
    Entity(u32, How),
    /// Several entities at once, `the Donbass republics`.
    Group(u16),
    /// A role, `foreign minister`.
    Role(u16, bool),
    /// An organ of a state, `foreign ministry`.
    Organ(u16),
    /// People by what they do or are; true for many.
    People(bool),
    /// A noun that points back, `republic`.
    Anaphor(u16),
    /// A plural that several names share, `People's Republics`.
    Head(u16),
}

/// A role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    /// Canonical name, `foreign minister`.
    pub name: &'static str,
    /// The one who stands at the top: president, king, ...
    pub head: bool,
    /// A word for many kinds of office, `leader`: fits every head.
    pub general: bool,
    /// Its bearer is named by it: `the Duke of Kent`.
    pub noble: bool,
    /// Gender that the word gives.
    pub gender: Gender,
}

/// An organ of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Organ {
    /// Canonical name, `Foreign Ministry`.
    pub name: &'static str,
    /// It sits in a host city, `the Embassy of X in Y`.
    pub seated: bool,
    /// Only a state has one, `Georgia's parliament`.
    pub national: bool,
}

/// A noun that points back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anaphor {
    /// The word.
    pub word: &'static str,
    /// True for a plural.
    pub many: bool,
    /// What actors it can point to.
    pub kinds: Vec<&'static str>,
    /// What sorts of models: `aircraft`.
    pub models: Vec<&'static str>,
}

/// A plural head and its singular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// `region`
    pub singular: &'static str,
    /// What a name with this head is.
    pub kind: ActorKind,
}

/// Grammatical gender of a person, as far as words told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Gender {
    /// Not told.
    #[default]
    Unknown,
    /// `he`
    Male,
    /// `she`
    Female,
}

/// Where a suffix word stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// `Harvest Party`
    Last,
    /// `Lake Onega`
    First,
    /// `Commission on Elections`, `Election Commission`
    Both,
}

/// What a name with this word in it is; no kind for agreements, wars and other things that are no actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Suffix {
    /// Kind of the named thing; `None` for no actor.
    pub kind: Option<ActorKind>,
    /// Where the word stands.
    pub position: Position,
}

/// A title: `Mr`, `Gen.`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// Gender that it gives.
    pub gender: Gender,
    /// Role that it gives, empty when none.
    pub role: &'static str,
    /// A name of one word keeps it: `King Abdullah`.
    pub kept: bool,
}

/// The sorts of context words, as bits.
pub(super) mod sort {
    /// `travel`, `flight`: a place follows `to`.
    pub const MOTION: u16 = 1;
    /// `visit`, `bomb`: a city as object is a place.
    pub const SEAT: u16 = 2;
    /// `ambassador`: a capital after `to` is a government.
    pub const POST: u16 = 4;
    /// `aid`, `message`: a capital after `to`, `from` is a government.
    pub const GIFT: u16 = 8;
    /// `mayor`, `outskirts`: a capital after `of`, or before it, is a place.
    pub const LOCALE: u16 = 16;
    /// `former`, `deputy`: may stand between an owner and a role.
    pub const MODIFIER: u16 = 32;
    /// `say`, `tell`.
    pub const SPEECH: u16 = 64;
    /// `von`, `bin`: inside names of persons.
    pub const PARTICLE: u16 = 128;
    /// `between`, `with`: a capital after it is a government.
    pub const RELATION: u16 = 256;
    /// `UTC`, `GDP`: capitals that name no actor.
    pub const NOTHING: u16 = 512;
    /// `Jared`: a given name of men.
    pub const MALE: u16 = 1024;
    /// `Ingrid`: a given name of women; of both where a name has both bits.
    pub const FEMALE: u16 = 2048;
    /// `former`, `deputy`: who is called so does not hold the office.
    pub const APART: u16 = 4096;
    /// `acting`, `then`: who is called so holds it, or held it at the time.
    pub const INCUMBENT: u16 = 8192;
    /// `destroy`, `kill`: what disasters do.
    pub const HARM: u16 = 16384;
    /// `northern`: before a place, a part of it.
    pub const PART: u16 = 32768;
    /// Any given name.
    pub const GIVEN: u16 = MALE | FEMALE;
}

/// What single words mean for this layer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    /// Bits of [`sort`].
    pub sorts: u16,
    /// Title.
    pub title: Option<Title>,
    /// Suffix or first word of a name.
    pub suffix: Option<Suffix>,
}

/// The knowledge of this layer.
#[derive(Clone, Debug)]
pub(super) struct Directory {
    /// Entities.
    pub entities: Records<Entity>,
    /// Phrases.
    pub phrases: Trie<Sense>,
    /// Members of groups.
    pub groups: Vec<Vec<u32>>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Organs.
    pub organs: Vec<Organ>,
    /// Nouns that point back.
    pub anaphors: Vec<Anaphor>,
    /// Plural heads.
    pub heads: Vec<Head>,
    /// Marks of single words.
    pub marks: Marks,
    /// Words with which names of models begin, and what these are: `aircraft`.
    pub models: FxHashMap<Term, &'static str>,
}

/// Marks by term.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// By term, the place of its mark in `marks`, counted from 1; 0 for words without any.
    places: Flat<2>,
    marks: Vec<Mark>,
}

impl Marks {
    /// For loading: the mark of a term, to be filled in.
    pub fn of(&mut self, term: Term) -> &mut Mark {
        let index = term.0 as usize;
        let mut place = self.places.number(index);
        if place == 0 {
            self.marks.push(Mark::default());
            place = self.marks.len() as u16;
            if let Some(first) = self.places.at_mut(index) {
                *first = place.to_le_bytes();
            }
        }
        &mut self.marks[usize::from(place) - 1]
    }

    #[inline]
    fn get(&self, term: Term) -> Mark {
        let place = self.places.number(term.0 as usize);
        usize::from(place).checked_sub(1).and_then(|at| self.marks.get(at)).copied().unwrap_or_default()
    }
}

/// With a number for the state even where there is none: all entities take as many bytes.
impl Stored for Entity {
    fn put(&self, image: &mut Writer) {
        let [latitude, longitude] = self.degrees;
        ((self.name, self.id), (self.kind, self.article), self.state.unwrap_or(u32::MAX)).put(image);
        (latitude, longitude).put(image);
    }

    fn take(source: &mut Source) -> Option<Self> {
        let ((name, id), (kind, article), state) = Stored::take(source)?;
        let (latitude, longitude) = Stored::take(source)?;
        let state = Some(state).filter(|state| *state != u32::MAX);
        Some(Self { name, id, kind, state, article, degrees: [latitude, longitude] })
    }
}

stored_enum! { How { Name, Abbreviation, Adjective, People, Capital, Seat, City } }
stored_enum! {
    Sense { Entity(number, how), Group(group), Role(role, many), Organ(organ), People(many), Anaphor(noun), Head(head) }
}
stored! { Role { name, head, general, noble, gender } }
stored! { Organ { name, seated, national } }
stored! { Anaphor { word, many, kinds, models } }
stored! { Head { singular, kind } }
stored_enum! { Gender { Unknown, Male, Female } }
stored_enum! { Position { Last, First, Both } }
stored! { Suffix { kind, position } }
stored! { Title { gender, role, kept } }
stored! { Mark { sorts, title, suffix } }
stored! { Marks { places, marks } }
stored! { Directory { entities, phrases, groups, roles, organs, anaphors, heads, marks, models } }

impl Directory {
    /// True when the noun of this number may point back to a model: `aircraft`, `phone`.
    pub fn means_model(&self, anaphor: u16) -> bool {
        self.anaphors.get(usize::from(anaphor)).is_some_and(|noun| !noun.models.is_empty())
    }

    /// What a model is whose name begins with this word; empty when the tables do not tell.
    pub fn sort_of_model(&self, first: Term) -> &'static str {
        self.models.get(&first).copied().unwrap_or("")
    }

    /// The marks of a term.
    #[inline]
    pub fn mark(&self, term: Term) -> Mark {
        self.marks.get(term)
    }

    /// True when the word has one of these sorts.
    pub fn is(&self, term: Term, sorts: u16) -> bool {
        self.mark(term).sorts & sorts != 0
    }

    /// True when the word of a token, or its lemma, has one of these sorts.
    pub fn token_is(&self, text: &Text, token: u32, sorts: u16) -> bool {
        self.is(text.term(token), sorts) || self.is(text.tag(token).lemma, sorts)
    }

    /// An entity by number.
    pub fn entity(&self, number: u32) -> Option<Entity> {
        self.entities.get(number as usize)
    }
}
