//! A headline while it is written, and its last touches.
//!
//! Knows letters and blanks. Does not know what the words tell.

use std::borrow::Cow;

use super::USUAL;

/// Words written so far, and one past the last token that they tell: what lies before is not told twice.
pub(super) struct Line {
    pub(super) words: String,
    pub(super) reach: u32,
}

impl Line {
    pub(super) fn new(words: &str, reach: u32) -> Self {
        let mut line = String::with_capacity(words.len() + USUAL);
        line.push_str(words);
        Self::of(line, reach)
    }

    pub(super) fn of(words: String, reach: u32) -> Self {
        Self { words, reach }
    }

    pub(super) fn push(&mut self, words: &str) {
        if !words.is_empty() {
            self.words.push(' ');
            self.words.push_str(words);
        }
    }

    pub(super) fn append(&mut self, other: &Self) {
        self.push(&other.words);
        self.reach = self.reach.max(other.reach);
    }
}

/// Without the mark that ends it; the last one of `D.C.` stays.
fn without_stop(line: &str) -> &str {
    let bare = line.trim_end_matches(['.', ',', ';', ':', '-']);
    let word = bare.rfind(' ').map_or(bare, |blank| bare.get(blank + 1..).unwrap_or(bare));
    let abbreviates = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    let stop = line.get(bare.len()..).is_some_and(|rest| rest.starts_with('.'));
    if abbreviates && stop { line.get(..=bare.len()).unwrap_or(bare) } else { bare }
}

/// Capital first letter (`iPod` stays), no final stop.
pub(super) fn finish(line: &str) -> String {
    let line = if line.contains('’') { Cow::from(line.replace('’', "'")) } else { Cow::from(line) };
    let line = without_stop(line.trim());
    if line.starts_with(|c: char| c.is_ascii_uppercase()) {
        return line.to_owned();
    }
    let first = line.split(' ').next().unwrap_or("");
    // `ex-Minister` is no brand.
    let brand = !first.contains('-') && first.chars().skip(1).any(char::is_uppercase);
    let mut headline = String::with_capacity(line.len() + 2);
    let mut rest = line.chars();
    if let Some(first) = rest.next().filter(|_| !brand) {
        headline.extend(first.to_uppercase());
        headline.push_str(rest.as_str());
    } else {
        headline.push_str(line);
    }
    headline
}
