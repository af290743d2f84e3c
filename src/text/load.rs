//! The word tables become a [`Lexicon`].
//!
//! Knows the columns of `data/lexicon`. The files are described in `data/README.md`. `build.rs` runs this and embeds
//! the result; a running program reads only that.

use super::abbreviation::Before;
use super::cells::rows;
use super::content::Words;
use super::{Lexicon, Pos, Term, VerbForm};
use crate::error::Error;

const FUNCTION_WORDS: &str = include_str!("../../data/lexicon/function_words.csv");
const ABBREVIATIONS: &str = include_str!("../../data/lexicon/abbreviations.csv");
const WORDS: &str = include_str!("../../data/lexicon/words.tsv");
const EXTRA_WORDS: &str = include_str!("../../data/lexicon/extra_words.tsv");
const HABITS: &str = include_str!("../../data/lexicon/habits.csv");
const PRIORS: &str = include_str!("../../data/lexicon/priors.csv");

/// About as many forms as the tables give.
const FORMS: usize = 60_000;

impl Lexicon {
    /// The words of the tables under `data/lexicon`.
    ///
    /// Complexity: linear in the size of the tables, some ten milliseconds.
    ///
    /// # Errors
    /// A row that does not check, with file and line.
    pub fn from_tables() -> Result<Self, Error> {
        let mut lexicon = Self::with_capacity(FORMS);
        rows(FUNCTION_WORDS, "data/lexicon/function_words.csv", |row| function_word(&mut lexicon, row))?;
        rows(ABBREVIATIONS, "data/lexicon/abbreviations.csv", |row| abbreviation(&mut lexicon, row))?;
        let mut words = Words::new(&mut lexicon);
        rows(WORDS, "data/lexicon/words.tsv", |row| words.add(row))?;
        rows(EXTRA_WORDS, "data/lexicon/extra_words.tsv", |row| words.add(row))?;
        words.finish();
        rows(PRIORS, "data/lexicon/priors.csv", |row| prior(&mut lexicon, row))?;
        rows(HABITS, "data/lexicon/habits.csv", |row| habit(&mut lexicon, row))?;
        lexicon.seal();
        Ok(lexicon)
    }
}

/// word,parts,lemma,form
fn function_word(lexicon: &mut Lexicon, row: &str) -> Result<(), &'static str> {
    let mut cells = row.split(',');
    let mut cell = || cells.next().unwrap_or("");
    let (word, parts, lemma, forms) = (cell(), cell(), cell(), cell());
    let part_bits = bits(parts, Pos::parse, Pos::bit).ok_or("the part of speech is unknown")?;
    let form_bits = bits(forms, VerbForm::parse, |f| u32::from(f.bit())).ok_or("the verb form is unknown")?;
    let term = lexicon.intern(word);
    let verb = if lemma.is_empty() { Term::UNKNOWN } else { lexicon.intern(lemma) };
    lexicon.change(term, |entry| {
        entry.parts |= part_bits;
        entry.forms |= form_bits as u8;
        entry.verb = verb;
    });
    Ok(())
}

/// word,before
fn abbreviation(lexicon: &mut Lexicon, row: &str) -> Result<(), &'static str> {
    let (word, class) = row.split_once(',').ok_or("two columns are needed: word,before")?;
    let before =
        Before::parse(class).ok_or("the class is none of anything, name, digit, maybe, time_zone, reign")?;
    let term = lexicon.intern(word);
    lexicon.add_abbreviation(term, before);
    Ok(())
}

/// word,verb,adjective: how often (in percent) the form is each, the rest being a noun.
fn prior(lexicon: &mut Lexicon, row: &str) -> Result<(), &'static str> {
    let mut cells = row.split(',');
    let word = cells.next().unwrap_or("");
    let mut share = || cells.next().and_then(|c| c.parse::<u32>().ok()).filter(|n| *n <= 100);
    let (verb, adjective) = (share().ok_or("the verb's share is no percentage")?, share());
    let adjective = adjective.ok_or("the adjective's share is no percentage")?;
    let term = Some(lexicon.get(word)).filter(|term| *term != Term::UNKNOWN).ok_or("no such word")?;
    lexicon.change(term, |entry| {
        entry.verb_share = (verb * 255 / 100) as u8;
        entry.adjective_share = (adjective * 255 / 100) as u8;
    });
    Ok(())
}

/// word,habits
fn habit(lexicon: &mut Lexicon, row: &str) -> Result<(), &'static str> {
    let (verb, habits) = row.split_once(',').ok_or("two columns are needed: word,habits")?;
    let term = Some(lexicon.get(verb)).filter(|term| *term != Term::UNKNOWN).ok_or("no such word")?;
    let mut entry = lexicon.entry(term);
    for habit in habits.split(' ') {
        match habit {
            "zero_that" => entry.takes_clause = true,
            "intransitive" => entry.intransitive = true,
            "reports" => entry.reports = true,
            "leads_to" => entry.leads_to = true,
            "names" => entry.names = true,
            "attempts" => entry.attempts = true,
            "plural" => entry.plural = true,
            _ => {
                return Err(
                    "the habit is none of zero_that, intransitive, reports, leads_to, names, attempts, plural",
                );
            }
        }
    }
    lexicon.change(term, |held| *held = entry);
    Ok(())
}

/// The set of the names in a cell, divided by blanks; `None` when one is unknown.
fn bits<T>(cell: &str, parse: impl Fn(&str) -> Option<T>, bit: impl Fn(T) -> u32) -> Option<u32> {
    cell.split_ascii_whitespace().try_fold(0, |set, name| parse(name).map(|value| set | bit(value)))
}
