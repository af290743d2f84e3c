//! What is wrong with frames and the word lists beside them: words that no text can show, words that stand twice.
//!
//! Knows the tables as they are written and what the lexicon holds. Frames between which no text could decide do not
//! even load.

use std::collections::BTreeMap;

use super::frame::{self, CLASSES, Lemma};
use super::nominal::{EVENT_NOUNS, NOUN_OBJECTS, Nominals};
use super::table::Table;
use crate::error::Error;
use crate::temporal::{Finding, FindingKind};
use crate::text::{Lexicon, Term};

/// Tables of one cell and then lemmas.
const LISTS: [Table; 3] = [CLASSES, EVENT_NOUNS, NOUN_OBJECTS];

/// Checks frames and word lists; gives what is wrong in the order of the files. Words that only they hold are added
/// to `lexicon`. Complexity: linear in their size.
///
/// # Errors
/// A table that does not load at all, with file and line.
pub fn check(lexicon: &mut Lexicon) -> Result<Vec<Finding>, Error> {
    let lemmas = frame::lemmas(lexicon)?;
    let never = Nominals::builtin(lexicon)?.never();
    let mut findings = Vec::new();
    for lemma in &lemmas {
        if let Some(message) = complaint(lemma, &never, lexicon) {
            findings.push(Finding {
                file: lemma.file.to_owned(),
                line: lemma.line,
                rule: lemma.frame.to_string(),
                column: 1,
                kind: FindingKind::Dead,
                message,
            });
        }
    }
    for Table { file, text, .. } in LISTS {
        repeated(file, text, &mut findings);
    }
    Ok(findings)
}

/// Why no text can show a lemma of a frame.
fn complaint(lemma: &Lemma, never: &[Term], lexicon: &Lexicon) -> Option<String> {
    let dead = lemma.noun && never.contains(&lemma.term);
    let word = lexicon.word(lemma.term);
    dead.then(|| format!("data/events/event_nouns.csv says that `{word}` never states an event"))
}

/// A word that two rows list contradicts itself; one that stands twice in a row is shadowed.
fn repeated(file: &str, text: &str, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
    for (at, line) in text.lines().enumerate().skip(1) {
        let line_number = at as u64 + 1;
        let Some((group, words)) = line.split_once(',') else { continue };
        for word in words.split_whitespace() {
            let (kind, message) = match seen.insert(word, (group, line_number)) {
                None => continue,
                Some((before, _)) if before == group => {
                    (FindingKind::Shadowed, format!("`{word}` stands twice under `{group}`"))
                }
                Some((before, other)) => (
                    FindingKind::Contradicting,
                    format!("`{word}` stands under `{before}` in line {other} too"),
                ),
            };
            let (file, rule) = (file.to_owned(), group.to_owned());
            findings.push(Finding { file, line: line_number, rule, column: 1, kind, message });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_frames_and_lists_have_no_faults() {
        let findings = check(&mut Lexicon::builtin().unwrap()).unwrap();
        let told: Vec<String> =
            findings.iter().map(|f| format!("{}:{} {}", f.file, f.line, f.message)).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }

    #[test]
    fn what_stands_twice_is_told() {
        let mut findings = Vec::new();
        repeated("t.csv", "group,words\na,one two one\nb,two\n", &mut findings);
        let told: Vec<(u64, FindingKind)> = findings.iter().map(|f| (f.line, f.kind)).collect();
        assert_eq!(told, [(2, FindingKind::Shadowed), (3, FindingKind::Contradicting)]);
    }
}
