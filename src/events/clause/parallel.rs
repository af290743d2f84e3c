//! `X passed the bill, and Y signed it`: an object pronoun means the object of the clause before, in the same place.
//!
//! Knows coordinated clauses of one sentence only; everything else about pronouns is the business of the actors.

use crate::events::{Construction, Phrase, Predicate};
use crate::text::{NounClass, Pos, Text, words};

/// Gives the object `it` of coordinated verbs the object of the verb before. Complexity: linear in the predicates.
pub(super) fn resolve(text: &Text, sentence: &mut [Predicate]) {
    let mut before = None;
    for predicate in sentence {
        let place = (predicate.kind, predicate.parent);
        let joined =
            matches!(predicate.construction, Construction::CoordinatedClause | Construction::Coordinated);
        let Some(object) = predicate.object.as_mut() else { continue };
        if object.end == object.first + 1 && text.is(object.first, words::IT) {
            match &before {
                Some((other, phrase)) if joined && *other == place => *object = Phrase::clone(phrase),
                _ => before = None,
            }
        } else {
            before = is_thing(text, object).then(|| (place, object.clone()));
        }
    }
}

/// One thing that `it` can mean: no pronoun, no person, no plural.
fn is_thing(text: &Text, phrase: &Phrase) -> bool {
    let entry = text.lexicon.entry(text.term(phrase.head));
    let noun = matches!(text.tag(phrase.head).pos, Pos::Noun | Pos::ProperNoun);
    noun && !entry.plural && phrase.conjuncts.is_empty() && entry.noun_class != NounClass::Person
}
