//! Actions made comparable: `acquisition`, `acquire`, `buy` and `takeover` are one.
//!
//! Knows three tables of `data/linking`. Does not know who acts.

use super::hash::StableHash;
pub(super) use super::lemmas::Action;
use super::lemmas::{Role, class, find, letters};
use super::words::singular;

impl Action {
    /// Looks a lemma up: its own class, else that of the verb that the noun is derived from, else itself.
    pub(super) fn of(lemma: &str) -> Self {
        let letters = letters(lemma);
        find(letters).unwrap_or(Self { class: class(letters), generic: false, role: Role::None })
    }

    /// The lemma with the word that follows its trigger, where the two together are in the tables: `passed away`. `after`
    /// is the sentence from the end of the trigger on.
    pub(super) fn with_particle(lemma: &str, after: &str) -> Option<Self> {
        let after = after.strip_prefix(' ')?;
        let end = after.bytes().position(|byte| !byte.is_ascii_lowercase()).unwrap_or(after.len());
        let particle = after.get(..end).filter(|word| !word.is_empty())?;
        let hash = letters(lemma).byte(b'-').bytes(particle.as_bytes());
        find(hash)
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
        let rows = include_str!("../../data/linking/actions.csv").lines().skip(1);
        let mut all: Vec<_> =
            rows.flat_map(|row| row.split([',', ' '])).filter(|word| !word.is_empty()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
