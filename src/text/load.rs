//! The embedded word tables become a [`Lexicon`].
//!
//! Knows the columns of `data/lexicon`. The files are described in `data/README.md`.

use super::abbreviation::Before;
use super::{Lexicon, Pos, VerbForm};
use crate::error::{Error, ErrorKind};

const FUNCTION_WORDS: &str = include_str!("../../data/lexicon/function_words.csv");
const ABBREVIATIONS: &str = include_str!("../../data/lexicon/abbreviations.csv");

impl Lexicon {
    /// The words that come with the program. Errors name file and line; the shipped tables have none.
    pub fn builtin() -> Result<Self, Error> {
        let mut lexicon = Self::with_capacity(ABBREVIATIONS.len());
        rows(FUNCTION_WORDS, "data/lexicon/function_words.csv", |row| function_word(&mut lexicon, row))?;
        rows(ABBREVIATIONS, "data/lexicon/abbreviations.csv", |row| abbreviation(&mut lexicon, row))?;
        Ok(lexicon)
    }
}

/// Calls `read` with the lines after the header; `Err` is a message, to which file and line are added.
fn rows(
    table: &str,
    file: &str,
    mut read: impl FnMut(&str) -> Result<(), &'static str>,
) -> Result<(), Error> {
    for (number, line) in table.lines().enumerate().skip(1) {
        read(line).map_err(|message| {
            Error::new(ErrorKind::Rule, message).in_file(file).at_line(number as u64 + 1)
        })?;
    }
    Ok(())
}

/// word,parts,lemma,form
fn function_word(lexicon: &mut Lexicon, row: &str) -> Result<(), &'static str> {
    let mut cells = row.split(',');
    let mut cell = || cells.next().unwrap_or("");
    let (word, parts, lemma, forms) = (cell(), cell(), cell(), cell());
    let part_bits = bits(parts, Pos::parse, Pos::bit).ok_or("the part of speech is unknown")?;
    let form_bits = bits(forms, VerbForm::parse, |f| u32::from(f.bit())).ok_or("the verb form is unknown")?;
    let term = lexicon.intern(word);
    let verb = if lemma.is_empty() { super::Term::UNKNOWN } else { lexicon.intern(lemma) };
    let entry = lexicon.entry_mut(term).ok_or("the word cannot be held")?;
    entry.parts |= part_bits;
    entry.forms |= form_bits as u8;
    entry.verb = verb;
    Ok(())
}

/// word,before
fn abbreviation(lexicon: &mut Lexicon, row: &str) -> Result<(), &'static str> {
    let (word, class) = row.split_once(',').ok_or("two columns are needed: word,before")?;
    let before =
        Before::parse(class).ok_or("the class is none of anything, name, digit, maybe, time_zone")?;
    let term = lexicon.intern(word);
    lexicon.add_abbreviation(term, before);
    Ok(())
}

/// The set of the names in a cell, divided by blanks; `None` when one is unknown.
fn bits<T>(cell: &str, parse: impl Fn(&str) -> Option<T>, bit: impl Fn(T) -> u32) -> Option<u32> {
    cell.split_ascii_whitespace().map(|name| parse(name).map(&bit)).sum()
}
