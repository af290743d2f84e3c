//! Actions made comparable: `acquisition`, `acquire`, `buy` and `takeover` are one.
//!
//! Knows three tables of `data/linking`. Does not know who acts.

use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::hash::StableHash;
use super::words::singular;
use crate::text::{Cells, lines};

/// What is known of a lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Action {
    /// Number of its class; never 0.
    pub class: u32,
    /// True when it tells next to nothing without its object.
    pub generic: bool,
    /// What part it has in telling of natural and other happenings.
    role: Role,
}

/// `earthquake` is a phenomenon, `strike` carries it; who `dies` undergoes what others do with `kill`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    None,
    Phenomenon,
    Carrier,
    Undergone,
}

/// Every lemma of the tables, by the hash of its letters.
static LEMMAS: LazyLock<FxHashMap<StableHash, Action>> = LazyLock::new(|| {
    let mut lemmas = FxHashMap::with_capacity_and_hasher(WORDS, FxBuildHasher);
    for (word, class) in table(include_str!("../../data/linking/actions.csv")).flat_map(class_row) {
        lemmas.insert(letters(word), plain(class));
    }
    for (noun, verb) in table(include_str!("../../data/linking/nominals.csv")).filter_map(pair) {
        let verb = lemmas.get(&letters(verb)).copied().unwrap_or_else(|| plain(verb));
        lemmas.entry(letters(noun)).or_insert(verb);
    }
    for (word, kind) in table(include_str!("../../data/linking/phenomena.csv")).filter_map(pair) {
        let role = match kind {
            "carrier" => Role::Carrier,
            "undergone" => Role::Undergone,
            _ => Role::Phenomenon,
        };
        lemmas.entry(letters(word)).or_insert_with(|| plain(word)).role = role;
    }
    for word in table(include_str!("../../data/linking/generic.csv")) {
        lemmas.entry(letters(word)).or_insert_with(|| plain(word)).generic = true;
    }
    lemmas
});

/// About as many words as the tables have.
const WORDS: usize = 4_000;

fn table(csv: &'static str) -> impl Iterator<Item = &'static str> {
    lines(csv).skip(1)
}

fn pair(row: &'static str) -> Option<(&'static str, &'static str)> {
    let mut cells = Cells::new(row, b',');
    cells.next().zip(cells.next())
}

fn class_row(row: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let (class, words) = pair(row).unwrap_or((row, ""));
    std::iter::once(class).chain(Cells::new(words, b' ')).map(move |word| (word, class))
}

fn plain(class: &str) -> Action {
    of_letters(letters(class))
}

fn of_letters(letters: StableHash) -> Action {
    Action { class: letters.byte(0xff).short(), generic: false, role: Role::None }
}

/// The hash of the letters of a lemma; blanks and low lines count as hyphens.
fn letters(lemma: &str) -> StableHash {
    lemma.bytes().fold(StableHash::default(), |hash, byte| match byte {
        b' ' | b'_' => hash.byte(b'-'),
        _ => hash.byte(byte),
    })
}

impl Action {
    /// Looks a lemma up: its own class, else that of the verb that the noun is derived from, else itself.
    pub(super) fn of(lemma: &str) -> Self {
        let letters = letters(lemma);
        LEMMAS.get(&letters).copied().unwrap_or_else(|| of_letters(letters))
    }

    /// The lemma with the word that follows its trigger, where the two together are in the tables: `passed away`. `after`
    /// is the sentence from the end of the trigger on.
    pub(super) fn with_particle(lemma: &str, after: &str) -> Option<Self> {
        let after = after.strip_prefix(' ')?;
        let end = after.bytes().position(|byte| !byte.is_ascii_lowercase()).unwrap_or(after.len());
        let particle = after.get(..end).filter(|word| !word.is_empty())?;
        let hash = letters(lemma).byte(b'-').bytes(particle.as_bytes());
        LEMMAS.get(&hash).copied()
    }

    /// True for an action whose subject undergoes it: the one who `died` is whom another `killed`.
    pub(super) fn is_undergone(self) -> bool {
        self.role == Role::Undergone
    }

    /// The class of the happening that a verb tells: `strike` of an earthquake in `a strong earthquake hit the coast`,
    /// whichever carrier is used, apart from the noun and from other happenings.
    ///
    /// `before` is the sentence up to the trigger; only its last words are looked at.
    pub(super) fn told_by(self, before: &str) -> Option<u32> {
        const WORDS_BACK: usize = 5;
        if self.role != Role::Carrier {
            return None;
        }
        let nouns = before.split_whitespace().rev().take(WORDS_BACK).map(str::to_lowercase);
        let told = nouns.map(|noun| Self::of(singular(&noun))).find(|a| a.role == Role::Phenomenon)?;
        Some(StableHash::default().field("carried").number(u64::from(told.class)).short())
    }
}

/// The number of the class of an action; never 0.
pub fn class_hash(action: &str) -> u32 {
    Action::of(action).class
}

/// True for an action that tells next to nothing without its object: `make`, `continue`, `include`.
pub fn is_generic(action: &str) -> bool {
    Action::of(action).generic
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
            ("beat", "victory"),
            ("let go", "dismissal"),
        ] {
            assert_eq!(class_hash(a), class_hash(b), "{a} {b}");
        }
        assert_ne!(class_hash("sign"), class_hash("ratify"));
        assert!(is_generic("make") && !is_generic("sign"));
    }

    #[test]
    fn a_happening_is_told_by_its_verb() {
        let told_by = |verb, sentence| Action::of(verb).told_by(sentence);
        let quake = told_by("strike", "On Monday a strong earthquake ");
        assert_eq!(quake, told_by("jolt", "Two quakes "));
        assert!(quake.is_some() && quake != Some(class_hash("quake")), "the noun alone is not its verb");
        assert_ne!(quake, told_by("strike", "On Monday a cyclone "));
        assert_eq!(told_by("strike", "On Monday the miners "), None);
        assert_eq!(told_by("recognize", "After the earthquake the state "), None);
    }

    #[test]
    fn a_particle_makes_another_verb() {
        let with = |after| Action::with_particle("pass", after).map(|a| a.class);
        assert_eq!(with(" away in May"), Some(class_hash("die")));
        assert_eq!(with(" the bill"), None);
        assert_eq!(with(""), None);
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
        let mut all: Vec<_> =
            table(include_str!("../../data/linking/actions.csv")).flat_map(class_row).collect();
        let rows = all.len();
        all.sort_unstable();
        all.dedup_by_key(|(word, _)| *word);
        assert_eq!(all.len(), rows);
    }
}
