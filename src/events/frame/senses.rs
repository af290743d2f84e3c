//! Named sets of noun lemmas that decide the sense of a verb: `launch talks`, `launch a rocket`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::text::{Lexicon, Term};

/// The word sets of `data/frames/senses.toml`.
#[derive(Clone, Debug, Default)]
pub(super) struct Senses(BTreeMap<String, Vec<Term>>);

impl Senses {
    /// Interns the words of each set; `sets` maps a name to lemmas separated by blanks.
    pub(super) fn new(sets: BTreeMap<&str, Cow<'_, str>>, lexicon: &mut Lexicon) -> Self {
        let mut senses = BTreeMap::new();
        for (name, words) in sets {
            senses.insert(name.to_owned(), words.split_whitespace().map(|w| lexicon.intern(w)).collect());
        }
        Self(senses)
    }

    /// The lemmas of the set `name`; a name that is no set is a lemma itself.
    pub(super) fn terms(&self, name: &str, lexicon: &mut Lexicon) -> Vec<Term> {
        self.0.get(name).cloned().unwrap_or_else(|| vec![lexicon.intern(name)])
    }
}
