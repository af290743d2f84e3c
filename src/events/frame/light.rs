//! Verbs that take the meaning of their object: `held talks`, `carried out an attack`.

use crate::error::{Error, ErrorKind};
use crate::image::stored;
use crate::text::{Lexicon, Term};

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
    /// Reads lines `verb,nouns`: the verb with `+particle`, the nouns by lemma separated by blanks, or `*`.
    pub(super) fn load(file: &str, source: &str, lexicon: &mut Lexicon) -> Result<Self, Error> {
        let mut rows = Vec::new();
        for (number, line) in source.lines().enumerate().skip(1) {
            let Some((verb, nouns)) = line.split_once(',').filter(|(v, n)| !v.is_empty() && !n.is_empty())
            else {
                let error = Error::new(ErrorKind::Rule, "a line must be `verb,nouns`");
                return Err(error.in_file(file).at_line(number as u64 + 1));
            };
            let (verb, particle) = verb.split_once('+').map_or((verb, None), |(v, p)| (v, Some(p)));
            rows.push(Row {
                verb: lexicon.intern(verb),
                particle: particle.map(|p| lexicon.intern(p)),
                nouns: nouns.split_whitespace().filter(|n| *n != "*").map(|n| lexicon.intern(n)).collect(),
            });
        }
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
