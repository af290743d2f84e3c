//! What a verb does to the reality of an event noun in its object: `denied an attack`, `called for a ceasefire`,
//! `cancelled the visit`. Data: `data/events/noun_objects.csv`.

use crate::error::Error;
use crate::events::lists::verb;
use crate::events::table::Table;
use crate::events::{Effect, Predicate};
use crate::image::stored;
use crate::text::{Lexicon, Term, Text, words};

/// One effect a row, with the verbs that have it.
pub(in crate::events) const NOUN_OBJECTS: Table = Table {
    file: "data/events/noun_objects.csv",
    text: include_str!("../../../data/events/noun_objects.csv"),
    row: "effect,verbs",
};

/// The verbs of the table, sorted by lemma.
#[derive(Clone, Debug, Default)]
pub(super) struct Objects(Vec<(Term, Option<Term>, Effect)>);

stored! { Objects { 0 } }

impl Objects {
    /// Reads the embedded table.
    pub(super) fn builtin(lexicon: &mut Lexicon) -> Result<Self, Error> {
        let mut rows = Vec::new();
        NOUN_OBJECTS.read(|row| {
            let (name, verbs) = row.split_once(',')?;
            let effect = effect(name)?;
            for written in verbs.split_whitespace() {
                let (lemma, particle) = verb(written, lexicon);
                rows.push((lemma, particle, effect));
            }
            Some(())
        })?;
        rows.sort_by_key(|(lemma, particle, _)| (*lemma, *particle));
        Ok(Self(rows))
    }

    /// What `verb` does to the event noun at `token`, which stands in one of its phrases.
    /// Complexity: logarithmic in the size of the table.
    pub(super) fn effect(&self, text: &Text<'_>, verb: &Predicate, token: u32) -> Effect {
        let key = (verb.lemma, verb.particle.map(|p| text.term(p)));
        let Ok(at) = self.0.binary_search_by_key(&key, |(lemma, particle, _)| (*lemma, *particle)) else {
            return Effect::Asserted;
        };
        let direct = if verb.passive { &verb.subject } else { &verb.object };
        let holds = |first: u32, end: u32| first <= token && token < end;
        let in_object = direct.as_ref().is_some_and(|p| holds(p.first, p.end));
        let in_phrase = verb.prepositional.iter().any(|p| {
            let matter = [words::FOR, words::ON, words::OF].iter().any(|w| text.is(p.preposition, *w));
            matter && holds(p.phrase.first, p.phrase.end)
        });
        self.0.get(at).filter(|_| in_object || in_phrase).map_or(Effect::Asserted, |row| row.2)
    }
}

fn effect(name: &str) -> Option<Effect> {
    Some(match name {
        "denied" => Effect::Denied,
        "failed" => Effect::Failed,
        "future" => Effect::Future,
        "planned" => Effect::Planned,
        "possible" => Effect::Possible,
        "requested" => Effect::Requested,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_verb_stands_once() {
        let Objects(rows) = Objects::builtin(&mut Lexicon::default()).unwrap();
        let twice = rows.windows(2).find(|w| (w[0].0, w[0].1) == (w[1].0, w[1].1));
        assert_eq!(twice, None);
    }
}
