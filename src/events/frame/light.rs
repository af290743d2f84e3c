//! Verbs that take the meaning of their object: `held talks`, `carried out an attack`.

use crate::error::Error;
use crate::events::lists::verb;
use crate::events::table::Table;
use crate::image::stored;
use crate::text::{Lexicon, Term};

/// One light verb a row, with the event nouns by lemma, or `*` for all.
const LIGHT_VERBS: Table = Table {
    file: "data/events/light_verbs.csv",
    text: include_str!("../../../data/events/light_verbs.csv"),
    row: "verb,nouns",
};

/// The light verbs of `data/events/light_verbs.csv`.
#[derive(Clone, Debug, Default)]
pub(super) struct LightVerbs {
    rows: Vec<Row>,
}

/// One light verb and the nouns it is light with; none listed means every event noun.
#[derive(Clone, Debug)]
struct Row {
    verb: Term,
    particle: Option<Term>,
    nouns: Vec<Term>,
}

stored! { Row { verb, particle, nouns } }
stored! { LightVerbs { rows } }

impl LightVerbs {
    /// Reads the embedded table.
    pub(super) fn builtin(lexicon: &mut Lexicon) -> Result<Self, Error> {
        let mut rows = Vec::new();
        LIGHT_VERBS.read(|row| {
            let (written, nouns) = row.split_once(',').filter(|(v, n)| !v.is_empty() && !n.is_empty())?;
            let (verb, particle) = verb(written, lexicon);
            let nouns = nouns.split_whitespace().filter(|n| *n != "*").map(|n| lexicon.intern(n)).collect();
            rows.push(Row { verb, particle, nouns });
            Some(())
        })?;
        rows.sort_by_key(|r| r.verb);
        Ok(Self { rows })
    }

    /// True when `verb` (with `particle`) takes the meaning of `noun`, an event noun.
    /// Complexity: logarithmic in the number of light verbs.
    pub(super) fn is_light(&self, verb: Term, particle: Option<Term>, noun: Term) -> bool {
        let from = self.rows.partition_point(|r| r.verb < verb);
        let rows = self.rows.iter().skip(from).take_while(|r| r.verb == verb);
        rows.filter(|r| r.particle == particle).any(|r| r.nouns.is_empty() || r.nouns.contains(&noun))
    }

    /// True when the verb is light with some noun.
    pub(super) fn knows(&self, verb: Term) -> bool {
        self.rows.binary_search_by_key(&verb, |r| r.verb).is_ok()
    }
}
