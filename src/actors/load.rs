//! Reads the embedded tables into a [`Directory`].
//!
//! Knows the columns of the tables. Does not know what texts make of them.

use rustc_hash::FxHashMap;

use crate::error::{Error, ErrorKind};
use crate::image::Records;
use crate::text::{Cells, Lexicon};

use super::ActorKind;
use super::directory::{
    Anaphor, Directory, Entity, Gender, Head, How, Mark, Marks, Organ, Position, Role, Sense, Suffix, Title,
    sort,
};
use super::own::UserActors;
use super::table::{Table, words};
use super::trie::{Builder, Trie, lower_case};

macro_rules! table {
    ($name:literal) => {
        Table {
            file: concat!("data/actors/", $name),
            text: include_str!(concat!("../../data/actors/", $name)),
        }
    };
}

pub(super) const STATES: Table = table!("states.csv");
pub(super) const ORGANISATIONS: Table = table!("organisations.csv");
pub(super) const COMPANIES: Table = table!("companies.csv");
const REGIONS: Table = table!("regions.csv");
pub(super) const CITIES: Table = table!("cities.csv");
pub(super) const SPELLINGS: Table = table!("spellings.csv");
const GROUPS: Table = table!("groups.csv");
pub(super) const ROLES: Table = table!("roles.csv");
pub(super) const ORGANS: Table = table!("organs.csv");
pub(super) const PEOPLE: Table = table!("people.csv");
pub(super) const ANAPHORS: Table = table!("anaphors.csv");
const HEADS: Table = table!("heads.csv");
pub(super) const TITLES: Table = table!("titles.csv");
pub(super) const SUFFIXES: Table = table!("suffixes.csv");
const CONTEXTS: Table = table!("contexts.csv");
const MODELS: Table = table!("models.csv");
const GIVEN_NAMES: Table = table!("given_names.csv");

/// The knowledge that comes with the program and the actors of the user, who are meant first where a name stands for
/// both. Errors name file and line; the shipped tables have none.
pub(super) fn directory(own: &[UserActors], lexicon: &mut Lexicon) -> Result<Directory, Error> {
    let mut loader = Loader::new(lexicon);
    loader.states()?;
    loader.organisations(ORGANISATIONS)?;
    loader.organisations(COMPANIES)?;
    loader.regions()?;
    loader.cities()?;
    loader.groups()?;
    loader.roles()?;
    loader.organs()?;
    loader.nouns()?;
    loader.marks()?;
    loader.given_names()?;
    for file in own {
        loader.own(file)?;
    }
    Ok(loader.finish())
}

/// Calls `each` with the canonical name, the id and all other names of every state, organisation and company; the
/// states come first, with adjectives, people, capitals and seats.
pub(super) fn each_alias(
    mut each: impl FnMut(&'static str, &'static str, &mut dyn Iterator<Item = &'static str>),
) -> Result<(), Error> {
    STATES.each(|[name, id, _, _, _, aliases, adjectives, people, capitals, seats]| {
        each(name, id, &mut [aliases, adjectives, people, capitals, seats].into_iter().flat_map(words));
        Ok(())
    })?;
    for table in [ORGANISATIONS, COMPANIES] {
        table.each(|[name, id, _, _, _, aliases]| {
            each(name, id, &mut words(aliases));
            Ok(())
        })?;
    }
    Ok(())
}

/// Of what lies in no one place.
const NOWHERE: [&str; 2] = [""; 2];

struct Loader<'l> {
    lexicon: &'l mut Lexicon,
    entities: Vec<Entity>,
    phrases: Builder<Sense>,
    by_id: FxHashMap<&'static str, u32>,
    directory: Directory,
}

impl<'l> Loader<'l> {
    fn new(lexicon: &'l mut Lexicon) -> Self {
        let directory = Directory {
            entities: Records::Read(Vec::new()),
            phrases: Trie::default(),
            groups: Vec::new(),
            roles: Vec::new(),
            organs: Vec::new(),
            anaphors: Vec::new(),
            models: FxHashMap::default(),
            heads: Vec::new(),
            marks: Marks::default(),
        };
        Self {
            lexicon,
            entities: Vec::with_capacity(5200),
            phrases: Builder::new(),
            by_id: FxHashMap::default(),
            directory,
        }
    }

    fn finish(self) -> Directory {
        Directory { entities: Records::Read(self.entities), phrases: self.phrases.build(), ..self.directory }
    }

    fn entity(&mut self, entity: Entity) -> u32 {
        let number = self.entities.len() as u32;
        if !entity.id.is_empty() {
            self.by_id.insert(entity.id, number);
        }
        self.entities.push(entity);
        number
    }

    fn names(&mut self, cell: &'static str, number: u32, how: How) {
        for name in words(cell) {
            let how = if how == How::Name && is_abbreviation(name) { How::Abbreviation } else { how };
            self.phrase(name, Sense::Entity(number, how));
        }
    }

    fn phrase(&mut self, phrase: &str, sense: Sense) {
        self.phrases.add(phrase, sense, self.lexicon);
    }

    fn state_of(&self, id: &str) -> Result<Option<u32>, String> {
        match (id, self.by_id.get(id)) {
            ("", _) => Ok(None),
            (_, Some(number)) => Ok(Some(*number)),
            _ => Err(format!("no state or organisation has the id {id}")),
        }
    }

    fn states(&mut self) -> Result<(), Error> {
        let mut parents = Vec::new();
        STATES.each(|[name, id, kind, of, article, aliases, adjectives, people, capitals, seats]| {
            let entity = Entity {
                name,
                id,
                kind: kind_of(kind)?.ok_or("a state has a kind")?,
                state: None,
                article: !article.is_empty(),
                degrees: NOWHERE,
            };
            let number = self.entity(entity);
            parents.push((number, of));
            self.names(name, number, How::Name);
            self.names(aliases, number, How::Name);
            self.names(adjectives, number, How::Adjective);
            self.names(people, number, How::People);
            self.names(capitals, number, How::Capital);
            self.names(seats, number, How::Seat);
            Ok(())
        })?;
        self.belong(STATES, parents)
    }

    /// Fills in the states to which the entities of a table belong, once all its ids are known.
    fn belong(&mut self, table: Table, parents: Vec<(u32, &'static str)>) -> Result<(), Error> {
        for (number, of) in parents {
            let state = self.state_of(of).map_err(|m| Error::new(ErrorKind::Rule, m).in_file(table.file))?;
            if let Some(entity) = self.entities.get_mut(number as usize) {
                entity.state = state;
            }
        }
        Ok(())
    }

    fn organisations(&mut self, table: Table) -> Result<(), Error> {
        let mut parents = Vec::new();
        table.each(|[name, id, kind, of, article, aliases]| {
            let kind = kind_of(kind)?.ok_or("an organisation has a kind")?;
            let article = !article.is_empty();
            let number = self.entity(Entity { name, id, kind, state: None, article, degrees: NOWHERE });
            parents.push((number, of));
            self.names(name, number, How::Name);
            self.names(aliases, number, How::Name);
            Ok(())
        })?;
        self.belong(table, parents)
    }

    fn regions(&mut self) -> Result<(), Error> {
        REGIONS.each(|[name, kind, of, aliases, adjectives]| {
            let kind = kind_of(kind)?.ok_or("a region has a kind")?;
            let state = self.state_of(of)?;
            let entity = Entity { name, id: "", kind, state, article: false, degrees: NOWHERE };
            let number = self.entity(entity);
            self.names(name, number, How::Name);
            self.names(aliases, number, How::Name);
            self.names(adjectives, number, How::Adjective);
            Ok(())
        })
    }

    fn cities(&mut self) -> Result<(), Error> {
        let mut spellings: FxHashMap<&str, (&'static str, Vec<&'static str>)> = FxHashMap::default();
        SPELLINGS.each(|[listed, name, spelling]| {
            let entry = spellings.entry(listed).or_insert_with(|| (name, Vec::new()));
            entry.1.push(spelling);
            Ok(())
        })?;
        CITIES.each(|[listed, country, latitude, longitude, _thousands]| {
            let state = self.state_of(country).unwrap_or_default();
            let spelling = spellings.get(listed);
            let name = spelling.map_or(listed, |(name, _)| name);
            let entity = Entity {
                name,
                id: "",
                kind: ActorKind::Place,
                state,
                article: false,
                degrees: [latitude, longitude],
            };
            let number = self.entity(entity);
            self.names(listed, number, How::City);
            for other in spelling.iter().flat_map(|(_, others)| others).filter(|other| **other != listed) {
                self.names(other, number, How::City);
            }
            Ok(())
        })
    }

    fn groups(&mut self) -> Result<(), Error> {
        GROUPS.each(|[phrases, members]| {
            let number = |member| self.entities.iter().position(|e| e.name == member);
            let members: Option<Vec<u32>> = words(members).map(|m| number(m).map(|n| n as u32)).collect();
            let number = self.directory.groups.len() as u16;
            self.directory.groups.push(members.ok_or("a member is not in the tables")?);
            for phrase in words(phrases) {
                self.phrase(phrase, Sense::Group(number));
            }
            Ok(())
        })
    }

    /// Adds the user's actors; a row with an id of the tables gives that actor a new name and more aliases.
    fn own(&mut self, file: &UserActors) -> Result<(), Error> {
        let rows = file.rows()?;
        let mut parents = Vec::new();
        for row in &rows {
            let kind = own_kind(row.kind).ok_or_else(|| {
                let message = format!("no kind of actor is called `{}`", row.kind);
                file.error(row.line, message, OWN_KINDS)
            })?;
            let known = self.by_id.get(row.id).copied().filter(|_| !row.id.is_empty());
            let entity =
                Entity { name: row.name, id: row.id, kind, state: None, article: false, degrees: NOWHERE };
            let number = match known {
                Some(number) => number,
                None => self.entity(entity),
            };
            if let Some(entity) = self.entities.get_mut(number as usize) {
                entity.name = row.name;
            }
            for name in std::iter::once(&row.name).chain(&row.aliases) {
                let how = if is_abbreviation(name) { How::Abbreviation } else { How::Name };
                self.phrases.replace(name, Sense::Entity(number, how), self.lexicon);
            }
            parents.push(number);
        }
        for (row, number) in rows.iter().zip(parents).filter(|(row, _)| !row.state.is_empty()) {
            let named = || self.entities.iter().position(|e| e.name == row.state).map(|at| at as u32);
            let state = self.by_id.get(row.state).copied().or_else(named);
            let state = state.filter(|state| *state != number).ok_or_else(|| {
                let message = format!("no state or organisation is called `{}`", row.state);
                file.error(row.line, message, "give its English name or ISO code, or list it in this file")
            })?;
            if let Some(entity) = self.entities.get_mut(number as usize) {
                entity.state = Some(state);
            }
        }
        Ok(())
    }

    fn roles(&mut self) -> Result<(), Error> {
        ROLES.each(|[name, phrases, rank, gender]| {
            let head = matches!(rank, "head" | "any-head" | "chief");
            let role = Role {
                name,
                head,
                general: matches!(rank, "any-head" | "any"),
                noble: rank == "noble",
                gender: gender_of(gender)?,
            };
            let number = self.directory.roles.len() as u16;
            self.directory.roles.push(role);
            for (at, phrase) in words(phrases).enumerate() {
                let many = at > 0 && is_plural(phrase);
                self.phrase(phrase, Sense::Role(number, many));
            }
            Ok(())
        })
    }

    fn organs(&mut self) -> Result<(), Error> {
        ORGANS.each(|[name, phrases, ties]| {
            let organ = Organ { name, seated: ties == "seat", national: ties == "state" };
            let number = self.directory.organs.len() as u16;
            self.directory.organs.push(organ);
            for phrase in words(phrases) {
                self.phrase(phrase, Sense::Organ(number));
            }
            Ok(())
        })
    }

    fn nouns(&mut self) -> Result<(), Error> {
        PEOPLE.each(|[word, number]| {
            self.phrase(word, Sense::People(number == "many"));
            Ok(())
        })?;
        ANAPHORS.each(|[word, number, kinds, models]| {
            let sense = Sense::Anaphor(self.directory.anaphors.len() as u16);
            let (kinds, models) = (Cells::new(kinds, b' ').collect(), Cells::new(models, b' ').collect());
            self.directory.anaphors.push(Anaphor { word, many: number == "many", kinds, models });
            self.phrase(word, sense);
            Ok(())
        })?;
        MODELS.each(|[word, sort]| {
            if !self.directory.anaphors.iter().any(|noun| noun.models.contains(&sort)) {
                return Err(format!("no noun points back to a model of the sort {sort}"));
            }
            let term = self.lexicon.intern(word);
            self.directory.models.insert(term, sort);
            Ok(())
        })?;
        HEADS.each(|[plural, singular, kind]| {
            let sense = Sense::Head(self.directory.heads.len() as u16);
            let kind = kind_of(kind)?.ok_or("a head has a kind")?;
            self.directory.heads.push(Head { singular, kind });
            self.phrase(plural, sense);
            Ok(())
        })
    }

    fn marks(&mut self) -> Result<(), Error> {
        TITLES.each(|[word, gender, role, name]| {
            let title = Title { gender: gender_of(gender)?, role, kept: name == "kept" };
            self.mark(word).title = Some(title);
            Ok(())
        })?;
        SUFFIXES.each(|[word, kind, position]| {
            let position = match position {
                "last" => Position::Last,
                "first" => Position::First,
                "both" | "any" => Position::Both,
                other => return Err(format!("no position is called {other}")),
            };
            let suffix = Suffix { kind: kind_of(kind)?, position };
            self.mark(word).suffix = Some(suffix);
            Ok(())
        })?;
        CONTEXTS.each(|[word, sort]| {
            let bit = sort_of(sort)?;
            self.mark(word).sorts |= bit;
            Ok(())
        })
    }

    fn given_names(&mut self) -> Result<(), Error> {
        let mut lower = String::new();
        GIVEN_NAMES.each(|[name, gender]| {
            let bits = match gender {
                "either" => sort::GIVEN,
                gender if gender_of(gender)? == Gender::Male => sort::MALE,
                _ => sort::FEMALE,
            };
            lower_case(name, &mut lower);
            self.mark(&lower).sorts |= bits;
            Ok(())
        })
    }

    fn mark(&mut self, word: &str) -> &mut Mark {
        self.directory.marks.of(self.lexicon.intern(word))
    }
}

const OWN_KINDS: &str = "write state, territory, organ, organisation, company, person or place";

fn own_kind(name: &str) -> Option<ActorKind> {
    match name {
        "person" => Some(ActorKind::Person),
        "organization" => Some(ActorKind::Organisation),
        name => kind_of(name).ok().flatten(),
    }
}

/// Two to eight capitals, digits and marks: written so in the text too.
fn is_abbreviation(name: &str) -> bool {
    (2..=8).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b"+.-&".contains(&b))
}

fn is_plural(phrase: &str) -> bool {
    let first = phrase.split(' ').next().unwrap_or("");
    let last = phrase.rsplit(' ').next().unwrap_or("");
    let many = |word: &str| word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men");
    many(last) && !matches!(last, "affairs" | "chargé d'affaires") || first == "heads" || first == "members"
}

fn kind_of(name: &str) -> Result<Option<ActorKind>, String> {
    if name == "thing" {
        return Ok(None);
    }
    let kind = ActorKind::named(name).filter(|kind| kind.is_body() || *kind == ActorKind::Place);
    kind.map(Some).ok_or_else(|| format!("no kind of actor is called {name}"))
}

fn gender_of(name: &str) -> Result<Gender, String> {
    match name {
        "" => Ok(Gender::Unknown),
        "male" => Ok(Gender::Male),
        "female" => Ok(Gender::Female),
        other => Err(format!("no gender is called {other}")),
    }
}

fn sort_of(name: &str) -> Result<u16, String> {
    Ok(match name {
        "motion" => sort::MOTION,
        "seat" => sort::SEAT,
        "post" => sort::POST,
        "gift" => sort::GIFT,
        "locale" => sort::LOCALE,
        "modifier" => sort::MODIFIER,
        "apart" => sort::APART,
        "incumbent" => sort::INCUMBENT,
        "harm" => sort::HARM,
        "part" => sort::PART,
        "speech" => sort::SPEECH,
        "particle" => sort::PARTICLE,
        "relation" => sort::RELATION,
        "nothing" => sort::NOTHING,
        other => return Err(format!("no sort of context word is called {other}")),
    })
}
