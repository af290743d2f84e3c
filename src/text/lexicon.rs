//! The words this program knows, as numbers.
//!
//! One look-up a word: the lexer turns a word into a [`Term`]; every layer keeps its own table indexed by it.

use rustc_hash::FxHashMap;

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

/// What the lexicon says about one word form.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
}

/// The words, and what is known of each.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    terms: FxHashMap<Box<str>, Term>,
    words: Vec<Box<str>>,
    entries: Vec<Entry>,
}

impl Lexicon {
    /// The term of a lower-case word, [`Term::UNKNOWN`] when it is not held.
    pub fn get(&self, lower: &str) -> Term {
        self.terms.get(lower).copied().unwrap_or(Term::UNKNOWN)
    }

    /// The word of a term.
    pub fn word(&self, term: Term) -> &str {
        self.words.get(term.0 as usize).map_or("", |w| w)
    }

    /// What is known about a term.
    pub fn entry(&self, term: Term) -> Entry {
        self.entries.get(term.0 as usize).copied().unwrap_or_default()
    }

    /// The number of terms; every term's index is below it.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True when no word is held.
    pub fn is_empty(&self) -> bool {
        self.words.len() <= 1
    }

    /// The term of a lower-case word, which is added when it is new. For loading only: documents never add words.
    pub fn intern(&mut self, lower: &str) -> Term {
        if self.words.is_empty() {
            self.words.push("".into());
            self.entries.push(Entry::default());
        }
        if let Some(term) = self.terms.get(lower) {
            return *term;
        }
        let term = Term(self.words.len() as u32);
        self.terms.insert(lower.into(), term);
        self.words.push(lower.into());
        self.entries.push(Entry::default());
        term
    }
}
