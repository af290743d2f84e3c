//! Rows of `data/lexicon/words.tsv`: content words, their forms, and how often each form is what.
//!
//! A row reads `lemma TAB verb TAB noun TAB adjective TAB adverb`; empty cells say that the lemma is none.
//! verb := count [':' past ',' participle ',' gerund ',' present]; noun := count class [':' plural | ':='];
//! adjective := count ['^' | ':+' | ':' comparative ',' superlative], '^' for those written with a capital;
//! adverb := count. Forms left out are regular; spellings are divided by '/'. Knows this notation. Does not know texts.

use super::cells::{Cells, divide};
use super::{Lexicon, NounClass, Pos, Term, VerbForm, inflect};

/// How often a verb shows each form, a noun each number: rough shares in news, in percent.
const BASE: u32 = 40;
const PRESENT: u32 = 10;
const PAST: u32 = 35;
const GERUND: u32 = 15;
const SINGULAR: u32 = 70;
const PLURAL: u32 = 30;

/// What is gathered about a form until all rows are read.
#[derive(Clone, Copy, Default)]
struct Weights {
    verb: u32,
    noun: u32,
    adjective: u32,
    /// Count of the lemma that `Entry::verb` names at present.
    verb_lemma: u32,
    noun_lemma: u32,
    /// Taken from the table of function words: only the parts listed there hold.
    closed: u32,
}

/// Adds content words to a lexicon.
pub(super) struct Words<'l> {
    lexicon: &'l mut Lexicon,
    weights: Vec<Weights>,
    buffer: String,
}

impl<'l> Words<'l> {
    /// Function words must be in the lexicon by now; they keep their parts of speech.
    pub(super) fn new(lexicon: &'l mut Lexicon) -> Self {
        let closed = |term| lexicon.entry(Term(term)).parts;
        let weights = (0..lexicon.len() as u32).map(|t| Weights { closed: closed(t), ..Weights::default() });
        Self { weights: weights.collect(), lexicon, buffer: String::new() }
    }

    /// Adds one row.
    pub(super) fn add(&mut self, row: &str) -> Result<(), &'static str> {
        let mut cells = Cells::new(row, b'\t');
        let mut cell = || cells.next().unwrap_or("");
        let (word, verb, noun, adjective, adverb) = (cell(), cell(), cell(), cell(), cell());
        if word.is_empty() || !word.is_ascii() {
            return Err("a lemma is needed, in ASCII letters");
        }
        let lemma = self.lexicon.intern(word);
        if !verb.is_empty() {
            self.verb(word, lemma, verb)?;
        }
        if !noun.is_empty() {
            self.noun(word, lemma, noun)?;
        }
        if !adjective.is_empty() {
            self.adjective(word, lemma, adjective)?;
        }
        if !adverb.is_empty() {
            self.part(lemma, Pos::Adverb);
        }
        Ok(())
    }

    /// Turns the gathered weights into shares.
    pub(super) fn finish(self) {
        for (index, weights) in self.weights.iter().enumerate() {
            let all = (weights.verb + weights.noun + weights.adjective).max(1);
            self.lexicon.change(Term(index as u32), |entry| {
                entry.verb_share = (weights.verb * 255 / all) as u8;
                entry.adjective_share = (weights.adjective * 255 / all) as u8;
            });
        }
    }

    fn verb(&mut self, word: &str, lemma: Term, cell: &str) -> Result<(), &'static str> {
        let (count, irregular) = divide(cell, b':');
        let count: u32 = count.parse().map_err(|_| "the verb's count is no number")?;
        let mut irregular = Cells::new(irregular, b',');
        let mut spelled = || irregular.next().unwrap_or("");
        let (past, participle, gerund, present) = (spelled(), spelled(), spelled(), spelled());
        let participle = if participle.is_empty() { past } else { participle };
        self.verb_form(lemma, lemma, VerbForm::Base, count, BASE);
        let forms = [
            self.verb_forms(word, lemma, past, VerbForm::Past, (count, PAST)),
            self.verb_forms(word, lemma, participle, VerbForm::PastParticiple, (count, PAST)),
            self.verb_forms(word, lemma, gerund, VerbForm::Gerund, (count, GERUND)),
            self.verb_forms(word, lemma, present, VerbForm::Present3, (count, PRESENT)),
        ];
        self.lexicon.add_inflections(lemma, forms);
        Ok(())
    }

    /// Adds all spellings of one form and returns the first.
    fn verb_forms(
        &mut self,
        word: &str,
        lemma: Term,
        spelled: &str,
        form: VerbForm,
        weight: (u32, u32),
    ) -> Term {
        if spelled.is_empty() {
            inflect::regular(word, form, &mut self.buffer);
            let term = self.lexicon.intern(&self.buffer);
            self.verb_form(term, lemma, form, weight.0, weight.1);
            return term;
        }
        let mut first = Term::UNKNOWN;
        for spelling in Cells::new(spelled, b'/') {
            let term = self.lexicon.intern(spelling);
            self.verb_form(term, lemma, form, weight.0, weight.1);
            first = if first == Term::UNKNOWN { term } else { first };
        }
        first
    }

    fn verb_form(&mut self, term: Term, lemma: Term, form: VerbForm, count: u32, share: u32) {
        if !self.part(term, Pos::Verb) {
            return;
        }
        let weights = self.weights_mut(term);
        weights.verb = weights.verb.max((2 * count + 1) * share);
        // `found` is a form of `find` and a lemma of its own: the inflected reading is kept here, because the
        // base form is its own lemma anyhow.
        let rank = if form == VerbForm::Base { 1 } else { count + 2 };
        let better = rank > weights.verb_lemma;
        if better {
            weights.verb_lemma = rank;
        }
        self.lexicon.change(term, |entry| {
            entry.forms |= form.bit();
            entry.verb = if better { lemma } else { entry.verb };
        });
    }

    fn noun(&mut self, word: &str, lemma: Term, cell: &str) -> Result<(), &'static str> {
        let (head, plural) = divide(cell, b':');
        let (digits, letter) = head.split_at_checked(head.len().saturating_sub(1)).unwrap_or_default();
        let class = noun_class(letter).ok_or("the noun's class is unknown")?;
        let count: u32 = digits.parse().map_err(|_| "the noun's count is no number")?;
        self.noun_form(lemma, lemma, class, count, false);
        match plural {
            "=" => {}
            "" => {
                inflect::regular(word, VerbForm::Present3, &mut self.buffer);
                let term = self.lexicon.intern(&self.buffer);
                self.noun_form(term, lemma, class, count, true);
            }
            spelled => {
                for spelling in Cells::new(spelled, b'/') {
                    let term = self.lexicon.intern(spelling);
                    self.noun_form(term, lemma, class, count, true);
                }
            }
        }
        Ok(())
    }

    fn noun_form(&mut self, term: Term, lemma: Term, class: NounClass, count: u32, plural: bool) {
        if !self.part(term, Pos::Noun) {
            return;
        }
        let weights = self.weights_mut(term);
        weights.noun = weights.noun.max((2 * count + 1) * if plural { PLURAL } else { SINGULAR });
        if count < weights.noun_lemma {
            return;
        }
        weights.noun_lemma = count + 1;
        self.lexicon.change(term, |entry| {
            (entry.noun, entry.plural, entry.noun_class) = (lemma, plural, class);
        });
    }

    fn adjective(&mut self, word: &str, lemma: Term, cell: &str) -> Result<(), &'static str> {
        if cell.ends_with('^') {
            self.lexicon.change(lemma, |entry| entry.demonym = true);
            return Ok(());
        }
        let (count, grades) = divide(cell, b':');
        let count: u32 = count.parse().map_err(|_| "the adjective's count is no number")?;
        self.adjective_form(lemma, count);
        for (place, ending) in ["er", "est"].iter().enumerate().take_while(|_| !grades.is_empty()) {
            match grades.split(',').nth(place).filter(|g| !g.is_empty() && *g != "+") {
                Some(spelled) => Cells::new(spelled, b'/').for_each(|s| {
                    let term = self.lexicon.intern(s);
                    self.adjective_form(term, count);
                }),
                None => {
                    self.buffer.clear();
                    self.buffer.push_str(word);
                    inflect::add_with_e(&mut self.buffer, ending);
                    let term = self.lexicon.intern(&self.buffer);
                    self.adjective_form(term, count);
                }
            }
        }
        Ok(())
    }

    fn adjective_form(&mut self, term: Term, count: u32) {
        if self.part(term, Pos::Adjective) {
            self.weights_mut(term).adjective = (2 * count + 1) * 100;
        }
    }

    /// Notes that a form can be `pos`; false for function words of which the table does not say so.
    fn part(&mut self, term: Term, pos: Pos) -> bool {
        let closed = self.weights_mut(term).closed;
        let open = closed == 0 || closed & pos.bit() != 0;
        if open {
            self.lexicon.change(term, |entry| entry.parts |= pos.bit());
        }
        open
    }

    fn weights_mut(&mut self, term: Term) -> &mut Weights {
        let index = term.0 as usize;
        if index >= self.weights.len() {
            self.weights.resize(index + 1, Weights::default());
        }
        &mut self.weights[index]
    }
}

fn noun_class(letter: &str) -> Option<NounClass> {
    Some(match letter {
        "e" => NounClass::Event,
        "c" => NounClass::Communication,
        "s" => NounClass::State,
        "p" => NounClass::Phenomenon,
        "h" => NounClass::Person,
        "g" => NounClass::Group,
        "l" => NounClass::Location,
        "t" => NounClass::Time,
        "a" => NounClass::Artifact,
        "o" => NounClass::Other,
        _ => return None,
    })
}
