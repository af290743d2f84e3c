//! Which phrase is the object of a verb, and which its recipient.
//!
//! Knows what stands between a verb and a phrase, and in relative clauses what they are about.

use super::{Construction, Kind, Parser};
use crate::events::Phrase;
use crate::events::governor::{Complement, Part};
use crate::text::{NounClass, Pos, Term, words};

impl Parser<'_> {
    /// Gives a verb its object; two bare phrases in a row are recipient and object.
    pub(super) fn object(&mut self, verb: u32, at: usize, phrase: &Phrase) {
        let lemma = self.get(verb).map(|p| p.lemma).unwrap_or_default();
        let adjacent = matches!(self.before(at), Some(Kind::Noun(_)))
            || self.words.two_objects.contains(&lemma) && self.follows_of(at, phrase)
            || self.is_second(at, phrase);
        let denied = self.says_no(phrase.first);
        let own = self.has_own_object(at, lemma, phrase);
        // `was relegated the next season`
        let later = self.term(phrase.first) == words::THE && self.noun_class(phrase.head) == NounClass::Time;
        let later = later && !self.words.two_objects.contains(&lemma);
        // `missed nine games this season`
        let pointed =
            matches!(self.term(phrase.first), words::THIS | words::LAST | words::NEXT | words::THAT);
        let dated = pointed && self.noun_class(phrase.head) == NounClass::Time;
        let Some(predicate) = self.predicates.get_mut(verb as usize) else { return };
        if predicate.construction == Construction::Inverted {
            return; // `..., said X, head of the Y union`: the content stands before
        }
        if predicate.passive && (predicate.lemma == self.words.born || later) {
            return; // `was born Jan Lund`: a name is no object
        }
        // `one of the ways the law [changed the court]`
        let gap = predicate.object.as_ref().is_some_and(|o| o.end <= predicate.first);
        if predicate.object.is_none() || gap && own && !predicate.passive {
            predicate.negated ^= denied;
            predicate.object = Some(phrase.clone());
        } else if adjacent && predicate.recipient.is_none() && !dated {
            predicate.recipient = predicate.object.replace(phrase.clone());
        }
    }

    /// `offered Ann Moe, 28, [a contract]`, `gave Ann Moe, its founder, [a car]`: what is said of her between commas parts the second
    /// object from the first; no row of three goes on after it.
    pub(super) fn is_second(&self, at: usize, phrase: &Phrase) -> bool {
        let comma = |i: usize| matches!(self.kind(i), Some(Kind::Comma));
        let Some(first) = at.checked_sub(4).filter(|i| comma(i + 1) && comma(i + 3)) else { return false };
        let Some(verb) = self.stack.top().verb.and_then(|v| self.get(v)) else { return false };
        let object = verb.object.as_ref().filter(|_| verb.recipient.is_none());
        let named = object.is_some_and(|o| o.conjuncts.is_empty() && self.is_name(o))
            && object.map(|o| o.first) == self.items.get(first).map(|i| i.first);
        let inside = matches!(self.kind(first + 2), Some(Kind::Noun(_) | Kind::Other));
        let opens = matches!(self.term(phrase.first), words::A | words::AN | words::DOLLAR)
            || self.pos(phrase.first) == Pos::Number;
        named && inside && opens && !comma(at + 1) && self.words.two_objects.contains(&verb.lemma)
    }

    /// A phrase right after a verb in a relative clause is its object rather than what the clause is about; not after a verb
    /// with two objects or with a clause, and no measure: `the house he was building [a few blocks from the park]`.
    fn has_own_object(&self, at: usize, lemma: Term, phrase: &Phrase) -> bool {
        let clause = matches!(self.after(at), Some(Kind::Verb(_)))
            && self.governors.find(Part::Verb, lemma, Complement::ZERO).is_some();
        let class = self.text.lexicon.entry(self.lemma(phrase.head)).noun_class;
        let counted = (phrase.first..phrase.head).any(|t| matches!(self.pos(t), Pos::Number | Pos::Adverb))
            || self.text.word(phrase.first + 1) == "few";
        let measure = counted && self.pos(phrase.end) == Pos::Preposition;
        matches!(self.before(at), Some(Kind::Verb(_)))
            && !self.words.two_objects.contains(&lemma)
            && lemma != words::MAKE
            && !clause
            && !measure
            && (class != NounClass::Time || self.text.lexicon.entry(self.term(phrase.head)).plural)
    }

    /// `gave owners of the phone [a free case]`: an article after a noun and its of-phrase.
    fn follows_of(&self, at: usize, phrase: &Phrase) -> bool {
        let opens = matches!(self.text.tag(phrase.first).pos, Pos::Determiner | Pos::Number);
        let of = |i: usize| self.items.get(i).is_some_and(|item| self.term(item.first) == words::OF);
        let noun = |i: usize| matches!(self.kind(i), Some(Kind::Noun(_)));
        opens && at > 1 && of(at - 1) && noun(at - 2)
    }
}
