//! Actions made comparable: `acquisition`, `acquire`, `buy` and `takeover` are one.
//!
//! Knows three tables of `data/linking`. Does not know who acts.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::hash::StableHash;
use super::words::singular;

struct Tables {
    /// A lemma and the name of its class.
    classes: FxHashMap<&'static str, &'static str>,
    /// An event noun and its verb.
    nominals: FxHashMap<&'static str, &'static str>,
    /// Lemmas that tell next to nothing without their object.
    generic: FxHashSet<&'static str>,
    /// Nouns of natural and other happenings, `earthquake`, and the verbs by which these are told, `strike`.
    phenomena: FxHashMap<&'static str, &'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    classes: include_str!("../../data/linking/actions.csv").lines().skip(1).flat_map(class_row).collect(),
    nominals: include_str!("../../data/linking/nominals.csv")
        .lines()
        .skip(1)
        .filter_map(|row| row.split_once(','))
        .collect(),
    generic: include_str!("../../data/linking/generic.csv").lines().skip(1).collect(),
    phenomena: include_str!("../../data/linking/phenomena.csv")
        .lines()
        .skip(1)
        .filter_map(|row| row.split_once(','))
        .collect(),
});

fn class_row(row: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let (class, words) = row.split_once(',').unwrap_or((row, ""));
    std::iter::once(class).chain(words.split(' ')).map(move |word| (word, class))
}

/// The name of the class of an action: of the lemma itself, else of the verb that the noun is derived from.
fn class(action: &str) -> &str {
    if let Some(class) = TABLES.classes.get(action) {
        return class;
    }
    let verb = TABLES.nominals.get(action).copied().unwrap_or(action);
    TABLES.classes.get(verb).copied().unwrap_or(verb)
}

/// The number of the class of an action; never 0.
pub fn class_hash(action: &str) -> u32 {
    let joined;
    let action = if action.contains([' ', '_']) {
        joined = action.replace([' ', '_'], "-");
        joined.as_str()
    } else {
        action
    };
    StableHash::default().field(class(action)).short()
}

/// The class of the happening that a verb tells: of `earthquake` in `a strong earthquake struck the coast`.
///
/// `before` is the sentence up to the verb; only its last words are looked at.
pub(super) fn told_by(action: &str, before: &str) -> Option<u32> {
    const WORDS_BACK: usize = 5;
    let is = |word: &str, kind: &str| TABLES.phenomena.get(word).is_some_and(|k| *k == kind);
    if !is(action, "carrier") {
        return None;
    }
    let nouns = before.split_whitespace().rev().take(WORDS_BACK).map(str::to_lowercase);
    let found = nouns.map(|word| singular(&word).to_owned()).find(|word| is(word, "phenomenon"))?;
    Some(class_hash(&found))
}

/// True for an action that tells next to nothing without its object: `make`, `continue`, `include`.
pub fn is_generic(action: &str) -> bool {
    TABLES.generic.contains(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_meet_their_verbs_and_their_synonyms() {
        for (a, b) in [
            ("recognition", "recognize"),
            ("purchase", "acquisition"),
            ("death", "die"),
            ("quake", "earthquake"),
            ("infliction", "inflict"),
            ("step down", "resignation"),
        ] {
            assert_eq!(class_hash(a), class_hash(b), "{a} {b}");
        }
        assert_ne!(class_hash("sign"), class_hash("ratify"));
        assert!(is_generic("make") && !is_generic("sign"));
    }

    #[test]
    fn a_happening_is_told_by_its_verb() {
        assert_eq!(told_by("strike", "On Monday a strong earthquake "), Some(class_hash("quake")));
        assert_eq!(told_by("strike", "On Monday the miners "), None);
        assert_eq!(told_by("recognize", "After the earthquake the state "), None);
    }

    #[test]
    fn tables_are_sorted_and_each_word_has_one_class() {
        for table in [
            include_str!("../../data/linking/actions.csv"),
            include_str!("../../data/linking/nominals.csv"),
            include_str!("../../data/linking/generic.csv"),
            include_str!("../../data/linking/phenomena.csv"),
            include_str!("../../data/linking/common_words.csv"),
            include_str!("../../data/linking/stop_words.csv"),
        ] {
            let rows: Vec<&str> =
                table.lines().skip(1).map(|row| row.split_once(',').map_or(row, |(key, _)| key)).collect();
            assert!(rows.is_sorted_by(|a, b| a < b), "not sorted: {:?}", rows.first());
        }
        let all: Vec<_> =
            include_str!("../../data/linking/actions.csv").lines().skip(1).flat_map(class_row).collect();
        assert_eq!(all.len(), TABLES.classes.len());
    }
}
