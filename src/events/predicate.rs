//! The clause structure that events are read from: predicates with their phrases.

use super::{Aspect, Construction, Effect, SlinkClass, Tense};
use crate::text::Term;

/// A noun phrase, or a coordination of them (`the DPR and the LPR`).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Phrase {
    /// First token, determiners included.
    pub first: u32,
    /// One past the last token: post-modifiers (of-phrases, appositions, relative clauses) are left out.
    pub end: u32,
    /// The head noun, name or pronoun (of the first conjunct).
    pub head: u32,
    /// One past its last of-phrase; `end` when there is none, 0 when nobody looked.
    pub extent: u32,
    /// The conjuncts as token ranges, where there are several: `first..end` of each.
    pub conjuncts: Vec<(u32, u32)>,
}

/// A prepositional phrase that depends on a predicate.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Prepositional {
    /// The preposition's token.
    pub preposition: u32,
    /// Its noun phrase.
    pub phrase: Phrase,
}

/// How a clause hangs in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ClauseKind {
    /// A main clause, or one coordinated with it.
    #[default]
    Main,
    /// The content of a verb of saying, thinking or perceiving: `said that ...`, `said ...`, `"...," he said`.
    Content,
    /// A relative clause with its pronoun.
    Relative,
    /// `the law signed on Monday`, `the man leading the talks`.
    ReducedRelative,
    /// `Addressing the meeting, he ...`, `..., killing two`.
    Participial,
    /// The infinitive of a governing verb: `decided to recognize`.
    Infinitive,
    /// `launched an operation to liberate ...`, `in order to`.
    Purpose,
    /// A gerund as complement: `announced severing`, `accused of attacking`.
    GerundComplement,
    /// `if`, `unless`, `should`.
    Condition,
    /// `after`, `before`, `when`, `while`, `since`, `until` with a clause; see [`Predicate::subordinator`].
    Temporal,
    /// `because`, `although`, ... .
    Adverbial,
    /// A noun phrase that states an event: `the recognition of the DPR`.
    Nominal,
}

/// What the verb group says about reality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Mood {
    /// Plain.
    #[default]
    Plain,
    /// `will`, `shall`, `going to`, `is to`, `set to`.
    Future,
    /// `would` (future in the past after a past verb of saying).
    Would,
    /// `may`, `might`, `could`, `can`.
    Possible,
    /// `must`, `should`, `have to`, `ought to`.
    Obligation,
}

/// A verb group or event noun with the phrases that depend on it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Predicate {
    /// The head: the full verb, the event noun, the predicative adjective.
    pub token: u32,
    /// First token of the verb group (auxiliaries included) or noun phrase.
    pub first: u32,
    /// One past its last token (particle included).
    pub end: u32,
    /// Number of its sentence.
    pub sentence: u32,
    /// Its lemma: of the verb for verbs, of the noun for nouns.
    pub lemma: Term,
    /// The particle of a phrasal verb.
    pub particle: Option<u32>,
    /// How its clause hangs.
    pub kind: ClauseKind,
    /// The predicate on which its clause depends, by index: the verb of saying for its content, the main verb for
    /// a purpose, the governing verb of an infinitive.
    pub parent: Option<u32>,
    /// How the parent stands to it, where the parent is a verb that says, plans, denies, ... .
    pub link: Option<SlinkClass>,
    /// What the governing word (verb, noun or adjective) does to its reality.
    pub effect: Effect,
    /// The noun that governs it: `decision` in `its decision to leave`.
    pub governor_noun: Option<u32>,
    /// The subordinator that opens its clause, by token.
    pub subordinator: Option<u32>,
    /// Tense of the verb group.
    pub tense: Tense,
    /// Aspect of the verb group.
    pub aspect: Aspect,
    /// What its helpers say about reality.
    pub mood: Mood,
    /// Passive voice.
    pub passive: bool,
    /// A form of `be` without a verb, or a helper alone: no event of its own.
    pub copula: bool,
    /// The adjective inside its group, `ready` in `is ready to support`, or after its copula.
    pub adjective: Option<u32>,
    /// The construction by which the clause was read.
    pub construction: Construction,
    /// Negated within its clause.
    pub negated: bool,
    /// Grammatical subject: own, shared by coordination, controlled, or the antecedent of a relative clause.
    pub subject: Option<Phrase>,
    /// Direct object.
    pub object: Option<Phrase>,
    /// Indirect object: `gave *him* a letter`.
    pub recipient: Option<Phrase>,
    /// Prepositional phrases, in text order; `by` of a passive among them.
    pub prepositional: Vec<Prepositional>,
}
