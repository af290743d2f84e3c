//! The words this program knows, as numbers.
//!
//! One look-up a word: the lexer turns a word into a [`Term`]; every layer keeps its own table indexed by it.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::abbreviation::Before;
use super::words::FIXED;
use super::{Pos, VerbForm};

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
}

/// The words, and what is known of each.
///
/// An open hash table over one string that holds all words, so that loading allocates a handful of times.
#[derive(Clone, Debug)]
pub struct Lexicon {
    text: String,
    ends: Vec<u32>,
    entries: Vec<Entry>,
    /// Of each term the first eight bytes: decides nearly every comparison without touching `text`.
    heads: Vec<u64>,
    /// Hash (upper half) and term (lower half), 0 where free; the length is a power of two.
    slots: Vec<u64>,
    abbreviations: FxHashMap<Term, Before>,
    /// Of each verb lemma: past, past participle, gerund, third person present.
    inflections: FxHashMap<Term, [Term; 4]>,
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
        let slots = vec![0; (words * 2).next_power_of_two().max(1024)];
        let mut lexicon = Self {
            text: String::with_capacity(words * 8),
            ends: Vec::with_capacity(words),
            heads: Vec::with_capacity(words),
            entries: Vec::with_capacity(words),
            slots,
            abbreviations: FxHashMap::default(),
            inflections: FxHashMap::with_capacity_and_hasher(words / 8, FxBuildHasher),
        };
        lexicon.ends.push(0);
        lexicon.heads.push(0);
        lexicon.entries.push(Entry::default());
        for word in FIXED {
            lexicon.intern(word);
        }
        lexicon
    }

    /// The term of a lower-case word, [`Term::UNKNOWN`] when it is not held.
    pub fn get(&self, lower: &str) -> Term {
        self.find(lower.as_bytes())
    }

    /// The same for bytes: the words are valid UTF-8, the bytes asked for need not be.
    pub(super) fn find(&self, lower: &[u8]) -> Term {
        self.slot(Key::new(lower, EXACT), lower).unwrap_or(Term::UNKNOWN)
    }

    /// The same for ASCII letters, digits, full stops and apostrophes in either case.
    #[inline]
    pub(super) fn find_ascii(&self, word: &[u8]) -> Term {
        self.slot(Key::new(word, LOWER), word).unwrap_or(Term::UNKNOWN)
    }

    /// The word of a term.
    pub fn word(&self, term: Term) -> &str {
        self.text.get(self.range(term)).unwrap_or("")
    }

    /// What is known about a term.
    pub fn entry(&self, term: Term) -> Entry {
        self.entries.get(term.0 as usize).copied().unwrap_or_default()
    }

    /// The same without a copy; the empty entry for words that are not held.
    #[inline]
    pub(super) fn entry_ref(&self, term: Term) -> &Entry {
        static EMPTY: Entry = Entry {
            parts: 0,
            verb: Term::UNKNOWN,
            forms: 0,
            noun: Term::UNKNOWN,
            plural: false,
            noun_class: NounClass::Other,
            verb_share: 0,
            adjective_share: 0,
            demonym: false,
            takes_clause: false,
            intransitive: false,
            reports: false,
            leads_to: false,
            names: false,
        };
        self.entries.get(term.0 as usize).unwrap_or(&EMPTY)
    }

    /// For loading: the entry of a term, to be filled in.
    pub(super) fn entry_mut(&mut self, term: Term) -> Option<&mut Entry> {
        self.entries.get_mut(term.0 as usize)
    }

    /// A form of a verb, given by its lemma: `take` and `Past` give `took`. `None` for verbs that are not held.
    pub fn inflect(&self, lemma: Term, form: VerbForm) -> Option<&str> {
        let [past, participle, gerund, present] = self.inflections.get(&lemma)?;
        let term = match form {
            VerbForm::None => return None,
            VerbForm::Base => &lemma,
            VerbForm::Past => past,
            VerbForm::PastParticiple => participle,
            VerbForm::Gerund => gerund,
            VerbForm::Present3 => present,
        };
        Some(self.word(*term))
    }

    /// For loading: the forms of a verb, in the order past, past participle, gerund, third person present.
    pub(super) fn add_inflections(&mut self, lemma: Term, forms: [Term; 4]) {
        self.inflections.entry(lemma).or_insert(forms);
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
        self.entry_ref(term).parts & OPENERS != 0
    }

    /// True for names of days, months and time zones, except those that are also common words (`march`, `may`).
    pub(super) fn names_time(&self, term: Term) -> bool {
        self.entry_ref(term).parts & Pos::ProperNoun.bit() != 0
    }

    /// The number of terms; every term's index is below it.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when no word is held.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// The term of a lower-case word, which is added when it is new. For loading only: documents never add words.
    pub fn intern(&mut self, lower: &str) -> Term {
        if self.len() * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let key = Key::new(lower.as_bytes(), EXACT);
        match self.slot(key, lower.as_bytes()) {
            Ok(term) => term,
            Err(free) => self.add(lower, key, free),
        }
    }

    fn add(&mut self, lower: &str, key: Key, free: usize) -> Term {
        let term = Term(self.len() as u32);
        self.heads.push(key.head);
        self.text.push_str(lower);
        self.ends.push(self.text.len() as u32);
        self.entries.push(Entry::default());
        if let Some(slot) = self.slots.get_mut(free) {
            *slot = (u64::from(key.hash) << 32) | u64::from(term.0);
        }
        term
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![0; old.len() * 2];
        let mask = self.slots.len() - 1;
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let mut at = self.place((slot >> 32) as u32);
            while self.slots.get(at).is_some_and(|taken| *taken != 0) {
                at = (at + 1) & mask;
            }
            if let Some(free) = self.slots.get_mut(at) {
                *free = slot;
            }
        }
    }

    /// Where the search for a hash begins: by its highest bits, on which all bytes of the word bear.
    #[inline]
    fn place(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize
    }

    fn range(&self, term: Term) -> std::ops::Range<usize> {
        let end = |index: u32| self.ends.get(index as usize).map_or(0, |end| *end as usize);
        if term == Term::UNKNOWN { 0..0 } else { end(term.0 - 1)..end(term.0) }
    }

    /// The term of a word, or the free slot where it would go.
    #[inline]
    fn slot(&self, key: Key, word: &[u8]) -> Result<Term, usize> {
        let mask = self.slots.len() - 1;
        let mut at = self.place(key.hash);
        loop {
            let slot = self.slots.get(at).copied().unwrap_or(0);
            if slot == 0 {
                return Err(at);
            }
            let term = Term(slot as u32);
            if (slot >> 32) as u32 == key.hash && self.is(term, key, word) {
                return Ok(term);
            }
            at = (at + 1) & mask;
        }
    }

    #[inline]
    fn is(&self, term: Term, key: Key, word: &[u8]) -> bool {
        let head = self.heads.get(term.0 as usize) == Some(&key.head);
        let held = || self.text.as_bytes().get(self.range(term)).unwrap_or_default();
        head && (word.len() <= 8 && held().len() == word.len() || held().eq_ignore_ascii_case(word))
    }
}

/// Leaves the bytes of a word as they are.
const EXACT: u64 = 0;

/// Makes small letters of ASCII capitals; digits, full stops and apostrophes have the bit already.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// What a word is looked up by.
#[derive(Clone, Copy)]
struct Key {
    head: u64,
    hash: u32,
}

impl Key {
    /// Fx-like: one multiplication for every eight bytes, the upper half of the product.
    #[inline]
    fn new(bytes: &[u8], case: u64) -> Self {
        const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
        let head = load(bytes.get(..8).unwrap_or(bytes), case);
        let mut state = (head ^ bytes.len() as u64).wrapping_mul(FACTOR);
        for chunk in bytes.get(8..).unwrap_or_default().chunks(8) {
            state = (state.rotate_left(5) ^ load(chunk, case)).wrapping_mul(FACTOR);
        }
        Self { head, hash: (state >> 32) as u32 }
    }
}

/// Up to eight bytes as one number, the first byte lowest, each with the bits of `case` added.
#[inline]
fn load(bytes: &[u8], case: u64) -> u64 {
    let four = |b: &[u8; 4]| u64::from(u32::from_le_bytes(*b));
    let number = match (bytes.first_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(eight), _, _) => u64::from_le_bytes(*eight),
        (_, Some(first), Some(last)) => four(first) | four(last) << (8 * (bytes.len() - 4)),
        _ => bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)),
    };
    let used = if bytes.len() >= 8 { u64::MAX } else { (1 << (8 * bytes.len())) - 1 };
    number | case & used
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
