//! Part of speech and lemma of each token.

use super::Term;

/// Part of speech: coarse, what reading clauses needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Pos {
    /// A common noun.
    Noun,
    /// A name.
    ProperNoun,
    /// A full verb; its form is in [`Tag::form`].
    Verb,
    /// `be`, `have`, `do`, `get` used as helpers.
    Auxiliary,
    /// `will`, `may`, `would`, ...
    Modal,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
    /// `the`, `a`, `this`, `its`, `some`, ...
    Determiner,
    /// `he`, `it`, `they`, `who`, `which`, `that` (relative), ...
    Pronoun,
    /// `'s` and `'` after a noun.
    Possessive,
    /// A preposition.
    Preposition,
    /// `and`, `or`, `but`.
    Conjunction,
    /// `that` (complement), `because`, `after` before a clause, `if`, ...
    Subordinator,
    /// `to` before an infinitive.
    To,
    /// `not`, `n't`, `never`.
    Negation,
    /// `up`, `out`, ... of a phrasal verb.
    Particle,
    /// A number in figures or words, an ordinal.
    Number,
    /// A punctuation mark.
    Punctuation,
    /// Anything else.
    #[default]
    Other,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum VerbForm {
    /// Not a verb.
    #[default]
    None,
    /// `recognize` (infinitive, imperative, plural present).
    Base,
    /// `recognizes`.
    Present3,
    /// `recognized` as a finite verb.
    Past,
    /// `recognized` after `have`, `be`, or reduced.
    PastParticiple,
    /// `recognizing`.
    Gerund,
}

/// What a token is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tag {
    /// Part of speech.
    pub pos: Pos,
    /// Verb form, for verbs and auxiliaries.
    pub form: VerbForm,
    /// Lemma in the lexicon: of the verb for verbs, of the noun for nouns; the word itself otherwise.
    pub lemma: Term,
}
