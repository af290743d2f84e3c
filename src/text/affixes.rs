//! Prefixes that leave a word what it is, `re-open`, `unclear`, endings that tell what an unknown word is, and endings of
//! addresses: `data/lexicon/affixes.csv`, cut while the program is compiled.
//!
//! Knows the table. Does not know words.

use super::{Pos, VerbForm};
use crate::image::constant::{count, words};

const TABLE: &str = include_str!("../../data/lexicon/affixes.csv");

/// With a hyphen after them.
pub(super) const HYPHENATED: [&str; count(TABLE, "hyphenated")] = words(TABLE, "hyphenated");
/// Without.
pub(super) const JOINED: [&str; count(TABLE, "joined")] = words(TABLE, "joined");

/// Of addresses without `http` or `www`, after their last full stop.
pub(super) const DOMAINS: [&str; count(TABLE, "domain")] = words(TABLE, "domain");

/// Endings, the part of speech that they tell, and the form of verbs. None ends in another one.
pub(super) const ENDINGS: [(&[&str], Pos, VerbForm); 7] = [
    (&ADVERB, Pos::Adverb, VerbForm::None),
    (&GERUND, Pos::Verb, VerbForm::Gerund),
    (&PAST, Pos::Verb, VerbForm::Past),
    (&NOUN, Pos::Noun, VerbForm::None),
    (&ADJECTIVE, Pos::Adjective, VerbForm::None),
    (&BASE, Pos::Verb, VerbForm::Base),
    (&PRESENT, Pos::Verb, VerbForm::Present3),
];

const ADVERB: [&str; count(TABLE, "adverb")] = words(TABLE, "adverb");
const GERUND: [&str; count(TABLE, "gerund")] = words(TABLE, "gerund");
const PAST: [&str; count(TABLE, "past")] = words(TABLE, "past");
const NOUN: [&str; count(TABLE, "noun")] = words(TABLE, "noun");
const ADJECTIVE: [&str; count(TABLE, "adjective")] = words(TABLE, "adjective");
const BASE: [&str; count(TABLE, "base")] = words(TABLE, "base");
const PRESENT: [&str; count(TABLE, "present")] = words(TABLE, "present");
