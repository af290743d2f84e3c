//! Classes of words: which words are months, units, counts, ..., and with which value.
//!
//! The tables are data of the upper layer; here they are only indexed by [`Term`], so that the class of a token
//! costs one look-up.
//!
//! Knows numbers of classes. What a class means, the layer above says.

use rustc_hash::FxHashMap;

use crate::error::{Error, ErrorKind};
use crate::image::{Flat, stored};
use crate::text::{Lexicon, Term, Token, rows};

/// A class of words, by number; its bit in a class set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClassId(pub(super) u8);

impl ClassId {
    /// The set that holds this class alone.
    pub fn bit(self) -> u128 {
        1 << self.0
    }
}

/// Reserved bits of a class set.
pub(super) const CHUNK: u128 = 1;
pub(super) const LITERAL_PIVOT: u128 = 1 << 1;
pub(super) const PHRASE_START: u128 = 1 << 2;
/// The second word of a phrase.
pub(super) const PHRASE_NEXT: u128 = 1 << 3;
const RESERVED: usize = 4;
/// Bits of a class set.
pub(super) const CLASSES: usize = u128::BITS as usize;

#[derive(Clone, Debug)]
struct Class {
    kind: Box<str>,
    weight: u32,
}

/// Figures of `digits.0..=digits.1` places with a value in `values` belong to `class`.
#[derive(Clone, Debug)]
struct NumberClass {
    class: ClassId,
    digits: (u32, u32),
    values: (i64, i64),
    /// Only multiples of this.
    step: i64,
}

#[derive(Clone, Debug)]
struct Phrase {
    terms: Box<[Term]>,
    class: ClassId,
    value: i64,
}

/// The classes and their words.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    classes: Vec<Class>,
    by_name: FxHashMap<Box<str>, ClassId>,
    /// By term, the place of its classes in `sets`; 0 for words without any.
    places: Flat<2>,
    sets: Vec<u128>,
    values: FxHashMap<(Term, u8), i64>,
    numbers: Vec<NumberClass>,
    /// By the first two words, longer ones first.
    phrases: FxHashMap<(Term, Term), Vec<Phrase>>,
}

impl NumberClass {
    /// Reads the cells of a class of figures: `1-2` and `1-31`, or `1000-2990/10`.
    fn parse(class: ClassId, digits: &str, values: &str) -> Result<Self, String> {
        let digits = span(digits).ok_or("digits are written `1-2`")?;
        let (values, step) = values.split_once('/').unwrap_or((values, "1"));
        let values = span(values).ok_or("values are written `1-31` or `1000-2990/10`")?;
        let step = step.parse().ok().filter(|n| *n > 0).ok_or("the step is a positive number")?;
        Ok(Self { class, digits: (digits.0 as u32, digits.1 as u32), values, step })
    }
}

stored! { ClassId { 0 } }
stored! { Class { kind, weight } }
stored! { NumberClass { class, digits, values, step } }
stored! { Phrase { terms, class, value } }
stored! { Vocabulary { classes, by_name, places, sets, values, numbers, phrases } }

impl Vocabulary {
    /// Reads a class table: `class,kind,weight,digits,values`, one class a line, `#` opens a comment.
    ///
    /// `kind` is what the value means to the upper layer; `weight` how often the class occurs in text (rules are
    /// tried at their rarest item); `digits` (`1-2`) and `values` (`1-31`, `1000-2990/10` for tens) make it a class of figures.
    ///
    /// # Errors
    /// A line with missing or unreadable cells, a class named twice, or more than 124 classes.
    pub fn add_classes(&mut self, table: &str, file: &str) -> Result<(), Error> {
        rows(table, file, |row| self.add_class(row))
    }

    fn add_class(&mut self, row: &str) -> Result<(), String> {
        let [name, kind, weight, digits, values] =
            cells(row).ok_or("a class needs five cells: class,kind,weight,digits,values")?;
        if self.class(name).is_some() {
            return Err(format!("the class `{name}` is there already"));
        }
        if self.classes.len() + RESERVED >= CLASSES {
            return Err(format!("there are more than {} classes", CLASSES - RESERVED));
        }
        let weight = weight.parse().map_err(|_| "the weight is not a number")?;
        let class = ClassId((self.classes.len() + RESERVED) as u8);
        self.classes.push(Class { kind: kind.into(), weight });
        self.by_name.insert(name.into(), class);
        if !digits.is_empty() {
            self.numbers.push(NumberClass::parse(class, digits, values)?);
        }
        Ok(())
    }

    /// Reads a word table: `words,class,value`, as [`add_word`](Self::add_word) takes them.
    ///
    /// # Errors
    /// A line with missing cells, an unknown class, or a value that is not a whole number.
    pub fn add_words(&mut self, table: &str, file: &str, lexicon: &mut Lexicon) -> Result<(), Error> {
        rows(table, file, |row| {
            let [words, class, value] = cells(row).ok_or("a word needs three cells: words,class,value")?;
            self.add_word(words, class, value, lexicon)
        })
    }

    /// Adds a word with its value as a member of a class; several words make a phrase, which matches as one chunk.
    ///
    /// # Errors
    /// An unknown class, or a value that is not a whole number.
    pub fn add_word(
        &mut self,
        words: &str,
        class: &str,
        value: &str,
        lexicon: &mut Lexicon,
    ) -> Result<(), String> {
        let class = self.class(class).ok_or_else(|| format!("there is no class `{class}`"))?;
        let value = value.parse().map_err(|_| format!("`{value}` is not a whole number"))?;
        let terms: Vec<Term> = words.split(' ').map(|w| lexicon.intern(w)).collect();
        self.add(&terms, class, value);
        Ok(())
    }

    fn add(&mut self, terms: &[Term], class: ClassId, value: i64) {
        match terms {
            [] => {}
            [term] => {
                self.mark(*term, class.bit());
                self.values.insert((*term, class.0), value);
            }
            [first, second, ..] => {
                self.mark(*first, PHRASE_START);
                self.mark(*second, PHRASE_NEXT);
                let list = self.phrases.entry((*first, *second)).or_default();
                // A later table takes the place of an earlier one.
                match list.iter_mut().find(|p| p.class == class && *p.terms == *terms) {
                    Some(known) => known.value = value,
                    None => {
                        list.push(Phrase { terms: terms.into(), class, value });
                        list.sort_by_key(|p| std::cmp::Reverse(p.terms.len()));
                    }
                }
            }
        }
    }

    pub(super) fn mark(&mut self, term: Term, bits: u128) {
        let index = term.0 as usize;
        let mut place = self.places.number(index);
        if place == 0 {
            place = self.sets.len().max(1) as u16;
            self.sets.resize(usize::from(place) + 1, 0);
            let Some(first) = self.places.at_mut(index) else { return };
            *first = place.to_le_bytes();
        }
        if let Some(set) = self.sets.get_mut(usize::from(place)) {
            *set |= bits;
        }
    }

    /// The class of that name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.by_name.get(name).copied()
    }

    /// The class of that name, which the program's own table must have.
    ///
    /// # Errors
    /// It has none.
    pub fn needed(&self, name: &str) -> Result<ClassId, Error> {
        self.class(name).ok_or_else(|| {
            Error::new(ErrorKind::Rule, format!("there is no class `{name}`, which the program needs"))
        })
    }

    /// What the values of a class mean, as its table says.
    pub fn kind(&self, class: ClassId) -> &str {
        self.classes.get(usize::from(class.0) - RESERVED).map_or("", |c| &c.kind)
    }

    pub(super) fn weight(&self, class: ClassId) -> u32 {
        self.classes.get(usize::from(class.0) - RESERVED).map_or(u32::MAX, |c| c.weight)
    }

    /// The classes of a word.
    #[inline]
    pub fn set(&self, term: Term) -> u128 {
        match self.places.number(term.0 as usize) {
            0 => 0,
            place => self.sets.get(usize::from(place)).copied().unwrap_or(0),
        }
    }

    /// The value of a word as a member of a class.
    pub fn value(&self, term: Term, class: ClassId) -> Option<i64> {
        self.values.get(&(term, class.0)).copied()
    }

    /// The classes of a number written in figures.
    pub(super) fn number_set(&self, digits: u32, value: i64) -> u128 {
        let fits = |n: &&NumberClass| {
            (n.digits.0..=n.digits.1).contains(&digits)
                && (n.values.0..=n.values.1).contains(&value)
                && value % n.step == 0
        };
        self.numbers.iter().filter(fits).fold(0, |set, n| set | n.class.bit())
    }

    /// The longest phrase that opens a run of tokens, as (class, value, number of terms).
    pub(super) fn phrase(&self, tokens: &[Token]) -> Option<(ClassId, i64, usize)> {
        let opens = |p: &&Phrase| {
            let there = tokens.get(..p.terms.len()).unwrap_or_default();
            !there.is_empty() && there.iter().zip(&p.terms).all(|(token, term)| token.term == *term)
        };
        let [first, second, ..] = tokens else { return None };
        self.phrases
            .get(&(first.term, second.term))?
            .iter()
            .find(opens)
            .map(|p| (p.class, p.value, p.terms.len()))
    }
}

/// The cells of a row that has `N`, without white space around them.
fn cells<const N: usize>(row: &str) -> Option<[&str; N]> {
    row.split(',').map(str::trim).collect::<Vec<_>>().try_into().ok()
}

/// `1-31`
fn span(text: &str) -> Option<(i64, i64)> {
    let (a, b) = text.split_once('-')?;
    Some((a.parse().ok()?, b.parse().ok()?))
}
