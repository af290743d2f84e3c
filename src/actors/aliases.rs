//! One name for every alias, across articles: what `--actor Moscow` means.
//!
//! Knows the tables of names and the user's own. Does not know texts.

use rustc_hash::FxHashMap;

use crate::error::Error;

use super::{UserActors, load};

/// Maps every known name, adjective, demonym, capital and seat to the canonical name and id of its actor.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    names: FxHashMap<String, u32>,
    canonical: Vec<(&'static str, &'static str)>,
}

impl Aliases {
    /// The aliases of states and organisations that come with the program. Cities stand for themselves.
    ///
    /// # Errors
    /// A table that does not check, with file and line. The shipped tables do.
    pub fn builtin() -> Result<Self, Error> {
        Self::new(&[])
    }

    /// The same with the user's own actors, who are meant first.
    ///
    /// # Errors
    /// A row that does not check, with file, line and remedy.
    pub fn new(own: &[UserActors]) -> Result<Self, Error> {
        let mut aliases = Self::default();
        load::each_alias(|name, id, words| aliases.add(name, id, words))?;
        for file in own {
            for row in file.rows()? {
                aliases.replace(row.name, row.id, &row.aliases);
            }
        }
        Ok(aliases)
    }

    /// An actor of the user: new, or one of the tables by its id under another name.
    fn replace(&mut self, name: &'static str, id: &'static str, others: &[&'static str]) {
        let known = self.canonical.iter().position(|(_, known)| !id.is_empty() && *known == id);
        let number = known.unwrap_or(self.canonical.len()) as u32;
        match self.canonical.get_mut(number as usize) {
            Some(place) => *place = (name, id),
            None => self.canonical.push((name, id)),
        }
        for word in std::iter::once(&name).chain(others) {
            self.names.insert(key(word), number);
        }
    }

    fn add(&mut self, name: &'static str, id: &'static str, words: &mut dyn Iterator<Item = &'static str>) {
        let number = self.canonical.len() as u32;
        self.canonical.push((name, id));
        for word in std::iter::once(name).chain(words) {
            self.names.entry(key(word)).or_insert(number);
        }
    }

    /// Canonical name and id (empty where there is none) of a name in any letter case, with or without article or
    /// possessive. `None` for names that the tables do not hold.
    pub fn canonical(&self, name: &str) -> Option<(&str, &str)> {
        let number = self.names.get(&key(name))?;
        self.canonical.get(*number as usize).copied()
    }

    /// True when the two names mean one actor: the same words, or two aliases of one.
    pub fn same(&self, a: &str, b: &str) -> bool {
        match (self.canonical(a), self.canonical(b)) {
            (Some(a), Some(b)) => a == b || (!a.1.is_empty() && a.1 == b.1),
            _ => key(a) == key(b),
        }
    }

    /// True when `query` finds an actor called `name` of the state `state`: the actor itself, its organs, its people,
    /// or a person by the last name.
    pub fn finds(&self, query: &str, name: &str, state: Option<&str>) -> bool {
        let last = |name: &str| name.rsplit(' ').next().map(key);
        self.same(query, name)
            || state.is_some_and(|state| self.same(query, state))
            || (self.canonical(query).is_none() && last(name) == Some(key(query)))
    }
}

/// Lower case, straight apostrophes, single blanks, without article and possessive.
fn key(name: &str) -> String {
    let lower = name.trim().to_lowercase().replace('’', "'");
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    let bare = bare.strip_suffix("'s").unwrap_or(bare);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
