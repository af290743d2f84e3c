//! The words this program knows, as numbers.
//!
//! One look-up a word: the lexer turns a word into a [`Term`]; every layer keeps its own table indexed by it.

use rustc_hash::FxHashMap;

use super::abbreviation::Before;
use super::image;
use super::table::WordTable;
use super::tag::Reading;
use super::words::FIXED;
use super::{Pos, VerbForm};
use crate::image::Flat;

/// A word known to the lexicon; its index. Other words are [`Term::UNKNOWN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Term(pub u32);

impl Term {
    /// A word that the lexicon does not hold.
    pub const UNKNOWN: Self = Self(0);
}

/// What kind of thing a noun names (the lexicographer files of WordNet, reduced to what event reading needs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum NounClass {
    /// Nothing known.
    #[default]
    Other,
    /// An act or event: `talks`, `attack`, `election`.
    Event,
    /// A kind of saying: `statement`, `promise`.
    Communication,
    /// A state or condition: `crisis`, `peace`.
    State,
    /// A natural process or phenomenon: `flood`, `earthquake`.
    Phenomenon,
    /// A person by role: `minister`.
    Person,
    /// A group or organisation: `ministry`, `party`.
    Group,
    /// A place: `city`, `border`.
    Location,
    /// A unit or period of time.
    Time,
    /// An artefact, `missile`.
    Artifact,
}

impl NounClass {
    /// In the order of their numbers.
    pub(super) const ALL: [Self; 10] = [
        Self::Other,
        Self::Event,
        Self::Communication,
        Self::State,
        Self::Phenomenon,
        Self::Person,
        Self::Group,
        Self::Location,
        Self::Time,
        Self::Artifact,
    ];
}

/// What the lexicon says about one word form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Parts of speech the form can be, as a set of `Pos` bits.
    pub parts: u32,
    /// The verb lemma, where the form is one of a verb.
    pub verb: Term,
    /// Which forms of that verb it can be, as a set of `VerbForm` bits.
    pub forms: u8,
    /// The noun lemma, where the form is one of a noun.
    pub noun: Term,
    /// True when the noun form is a plural.
    pub plural: bool,
    /// What the noun names.
    pub noun_class: NounClass,
    /// How often the form is a verb among verb, noun and adjective, 0 (never) to 255 (always); from sense counts.
    pub verb_share: u8,
    /// How often the form is an adjective among the three, 0 to 255.
    pub adjective_share: u8,
    /// True for adjectives written with a capital: `Russian`.
    pub demonym: bool,
    /// For verb lemmas: a sentence without `that` may follow, `said the talks failed`.
    pub takes_clause: bool,
    /// For verb lemmas: never passive, so that a form like `died` after a noun is the past.
    pub intransitive: bool,
    /// For verb lemmas: reports speech, so that its subject may follow it: `..., writes the paper`.
    pub reports: bool,
    /// For noun lemmas: `to` and a noun often follow, `an end to violence`.
    pub leads_to: bool,
    /// For verb lemmas: gives a name, so that a name after its participle is no object, `a movie called Dawn`.
    pub names: bool,
    /// For verb lemmas: who does it does what its infinitive tells too, so that before one the form is no participle: `tried to
    /// leave`.
    pub attempts: bool,
}

/// The words, and what is known of each.
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(super) table: WordTable,
    /// As `image.rs` packs them; words added later have none.
    pub(super) entries: Flat<16>,
    pub(super) abbreviations: FxHashMap<Term, Before>,
    /// Of each verb lemma, by its number: past, past participle, gerund, third person present.
    pub(super) inflections: Flat<20>,
}

impl Default for Lexicon {
    /// The punctuation marks and the few words that rules name ([`super::words`]), without entries.
    fn default() -> Self {
        Self::with_capacity(FIXED.len())
    }
}

impl Lexicon {
    /// A lexicon like [`Lexicon::default`] with room for `words` more.
    pub(super) fn with_capacity(words: usize) -> Self {
        let mut lexicon = Self {
            table: WordTable::with_capacity(words),
            entries: Flat::default(),
            abbreviations: FxHashMap::default(),
            inflections: Flat::default(),
        };
        for word in FIXED {
            lexicon.intern(word);
        }
        lexicon
    }

    /// The term of a lower-case word, [`Term::UNKNOWN`] when it is not held.
    pub fn get(&self, lower: &str) -> Term {
        self.table.find(lower.as_bytes())
    }

    /// The words alone, for the lexer.
    pub(super) fn table(&self) -> &WordTable {
        &self.table
    }

    /// The word of a term.
    #[inline]
    pub fn word(&self, term: Term) -> &str {
        self.table.word(term)
    }

    /// What is known about a term.
    #[inline]
    pub fn entry(&self, term: Term) -> Entry {
        self.entries.get(term.0 as usize).map(Entry::unpack).unwrap_or_default()
    }

    /// What a word can be in a sentence; nothing for words without an entry.
    #[inline]
    pub(super) fn reading(&self, term: Term) -> Reading {
        let Entry { parts, forms, verb_share, adjective_share, plural, .. } = self.entry(term);
        Reading { parts, forms, verb: verb_share, adjective: adjective_share, plural }
    }

    /// For loading: changes the entry of a term.
    pub(super) fn change(&mut self, term: Term, change: impl FnOnce(&mut Entry)) {
        let entries = self.entries.to_mut();
        if entries.len() < self.table.len() {
            entries.resize(self.table.len(), Entry::default().pack());
        }
        if let Some(packed) = entries.get_mut(term.0 as usize) {
            let mut entry = Entry::unpack(packed);
            change(&mut entry);
            *packed = entry.pack();
        }
    }

    /// A form of a verb, given by its lemma: `take` and `Past` give `took`. `None` for verbs that are not held.
    pub fn inflect(&self, lemma: Term, form: VerbForm) -> Option<&str> {
        let at = self.inflections.binary_search_by_key(&lemma, image::inflected).ok()?;
        let [base, past, participle, gerund, present] = self.inflections.get(at).map(image::inflections)?;
        let term = match form {
            VerbForm::None => return None,
            VerbForm::Base => base,
            VerbForm::Past => past,
            VerbForm::PastParticiple => participle,
            VerbForm::Gerund => gerund,
            VerbForm::Present3 => present,
        };
        Some(self.word(term))
    }

    /// For loading: brings the inflections in order; the first of a lemma counts.
    pub(super) fn seal(&mut self) {
        let inflections = self.inflections.to_mut();
        inflections.sort_by_key(image::inflected);
        inflections.dedup_by_key(|packed| image::inflected(packed));
    }

    /// For loading: the forms of a verb, in the order past, past participle, gerund, third person present.
    pub(super) fn add_inflections(&mut self, lemma: Term, forms: [Term; 4]) {
        let [past, participle, gerund, present] = forms;
        self.inflections.to_mut().push(image::pack_inflections([lemma, past, participle, gerund, present]));
    }

    /// What a full stop after this word means, where the word is an abbreviation.
    pub(super) fn abbreviation(&self, term: Term) -> Option<Before> {
        self.abbreviations.get(&term).copied()
    }

    /// For loading: declares an abbreviation.
    pub(super) fn add_abbreviation(&mut self, term: Term, before: Before) {
        self.abbreviations.insert(term, before);
    }

    /// True for words that open sentences and no names: articles, pronouns, prepositions, connectives.
    pub(super) fn opens_sentence(&self, term: Term) -> bool {
        const OPENERS: u32 = Pos::Determiner.bit()
            | Pos::Pronoun.bit()
            | Pos::Preposition.bit()
            | Pos::Conjunction.bit()
            | Pos::Subordinator.bit();
        self.entry(term).parts & OPENERS != 0
    }

    /// True for names of days, months and time zones, except those that are also common words (`march`, `may`).
    pub fn names_time(&self, term: Term) -> bool {
        self.entry(term).parts & Pos::ProperNoun.bit() != 0
    }

    /// True when a word can be this form of a verb.
    pub fn has_form(&self, term: Term, form: VerbForm) -> bool {
        self.reading(term).forms & form.bit() != 0
    }

    /// The number of terms; every term's index is below it.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// True when no word is held.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// The term of a lower-case word, which is added when it is new. For loading only: documents never add words.
    pub fn intern(&mut self, lower: &str) -> Term {
        self.table.intern(lower)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_after_growing() {
        let mut lexicon = Lexicon::default();
        let terms: Vec<Term> = (0..5000).map(|n| lexicon.intern(&format!("word{n}"))).collect();
        for (n, term) in terms.iter().enumerate() {
            assert_eq!(lexicon.get(&format!("word{n}")), *term);
            assert_eq!(lexicon.word(*term), format!("word{n}"));
        }
        assert_eq!(lexicon.intern("word7"), lexicon.get("word7"));
        assert_eq!(lexicon.get("word5000"), Term::UNKNOWN);
        assert_eq!(lexicon.word(Term::UNKNOWN), "");
    }

    #[test]
    fn fixed_words_keep_their_numbers() {
        let lexicon = Lexicon::default();
        assert_eq!(lexicon.get("that"), super::super::words::THAT);
        assert_eq!(lexicon.get(","), super::super::words::COMMA);
    }
}
