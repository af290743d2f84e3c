//! Part of speech and lemma of each token.
//!
//! Knows what words can be and what stands beside them. Does not know phrases or clauses. How often a word is what is told
//! in parts of 255; the numbers with which rules compare that were set by hand.

mod ahead;
mod content;
mod ellipsis;
mod function;
mod gerund;
mod present;
mod reading;
mod tagger;

use super::{Lexicon, Sentence, Term, Token};
use reading::{Names, Reader};
use tagger::Tagger;

pub(super) use reading::Reading;

/// Tags all tokens of a text. Complexity: linear in their number.
pub(super) fn tag(source: &str, tokens: &[Token], sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Tag> {
    let names = Names::gather(tokens, sentences, lexicon);
    let mut tags = Vec::with_capacity(tokens.len());
    let mut readings = Vec::new();
    for sentence in sentences {
        // The mark of a list item belongs to no sentence.
        tags.resize(sentence.first as usize, Tag { pos: Pos::Punctuation, ..Tag::default() });
        let telegraphic = sentence.heading || sentence.entry.is_some();
        // What an entry tells is read as if its date were not there.
        let body = sentence.entry.map_or(sentence.first, |body| body.clamp(sentence.first, sentence.end));
        for part in [sentence.first..body, body..sentence.end] {
            let range = tokens.get(part.start as usize..part.end as usize).unwrap_or_default();
            Reader { source, lexicon, names: &names, tokens: range }.read(sentence.heading, &mut readings);
            let first = tags.len();
            Tagger::new((source, range), &readings, lexicon, telegraphic, &mut tags).run();
            debug_assert_eq!(tags.len() - first, range.len());
        }
    }
    tags
}

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

impl Pos {
    /// The part of speech as one bit of a set, such as [`super::Entry::parts`].
    #[inline]
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// The single part of speech in a set; of several the one declared first, [`Pos::Other`] for none.
    #[inline]
    pub(super) fn from_bits(bits: u32) -> Self {
        const ALL: [Pos; 19] = [
            Pos::Noun,
            Pos::ProperNoun,
            Pos::Verb,
            Pos::Auxiliary,
            Pos::Modal,
            Pos::Adjective,
            Pos::Adverb,
            Pos::Determiner,
            Pos::Pronoun,
            Pos::Possessive,
            Pos::Preposition,
            Pos::Conjunction,
            Pos::Subordinator,
            Pos::To,
            Pos::Negation,
            Pos::Particle,
            Pos::Number,
            Pos::Punctuation,
            Pos::Other,
        ];
        ALL.get(bits.trailing_zeros() as usize).copied().unwrap_or_default()
    }

    /// Reads the names that `data/lexicon` uses: those of the variants in lower case.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "noun" => Self::Noun,
            "proper_noun" => Self::ProperNoun,
            "verb" => Self::Verb,
            "auxiliary" => Self::Auxiliary,
            "modal" => Self::Modal,
            "adjective" => Self::Adjective,
            "adverb" => Self::Adverb,
            "determiner" => Self::Determiner,
            "pronoun" => Self::Pronoun,
            "possessive" => Self::Possessive,
            "preposition" => Self::Preposition,
            "conjunction" => Self::Conjunction,
            "subordinator" => Self::Subordinator,
            "to" => Self::To,
            "negation" => Self::Negation,
            "particle" => Self::Particle,
            "number" => Self::Number,
            _ => return None,
        })
    }
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

impl VerbForm {
    /// The form as one bit of a set, such as [`super::Entry::forms`].
    #[inline]
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The first form in a set; [`VerbForm::None`] for none.
    #[inline]
    pub(super) fn from_bits(bits: u8) -> Self {
        let all = [Self::None, Self::Base, Self::Present3, Self::Past, Self::PastParticiple, Self::Gerund];
        all.get(bits.trailing_zeros() as usize).copied().unwrap_or_default()
    }

    /// Reads the names that `data/lexicon` uses; `present` is any present but the third person's.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "base" | "present" => Self::Base,
            "present3" => Self::Present3,
            "past" => Self::Past,
            "past_participle" => Self::PastParticiple,
            "gerund" => Self::Gerund,
            _ => return None,
        })
    }
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
