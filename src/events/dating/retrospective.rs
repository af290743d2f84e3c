//! Verbs beside which a noun has another day than the verb: `charged with the murder`, `condemned the attack` (the noun
//! lies behind), `the launch was delayed` (it lies ahead).

use std::collections::BTreeSet;

use super::scene::{PHRASE, Scene, finite};
use crate::error::Error;
use crate::events::EventMention;
use crate::events::table::Table;

const VERBS: Table = Table {
    file: "data/events/retrospective.csv",
    text: include_str!("../../../data/events/retrospective.csv"),
    row: "verb,noun",
};

/// The verbs of `data/events/retrospective.csv`.
pub(super) struct Retrospective {
    objects: BTreeSet<&'static str>,
    subjects: BTreeSet<&'static str>,
}

impl Retrospective {
    /// Reads the embedded table. Load once, share among sieves.
    pub(super) fn builtin() -> Result<Self, Error> {
        let mut verbs = Self { objects: BTreeSet::new(), subjects: BTreeSet::new() };
        VERBS.read(|row| {
            let (verb, noun) = row.split_once(',')?;
            let set = match noun {
                "object" => &mut verbs.objects,
                "subject" => &mut verbs.subjects,
                _ => return None,
            };
            set.insert(verb);
            Some(())
        })?;
        Ok(verbs)
    }

    /// True when an event without tense hangs on such a verb, or on `after`, `following`, `since`.
    pub(super) fn governs(&self, scene: &Scene<'_>, event: &EventMention) -> bool {
        if finite(event) {
            return false;
        }
        let verbs = || scene.around(event.sentence, event.token).map(|(_, e)| e).filter(|e| !e.nominal);
        let left = verbs().rfind(|e| e.end <= event.token);
        let near = left.filter(|verb| event.token - verb.end <= PHRASE as u32);
        let right = verbs().find(|e| e.first > event.token);
        near.is_some_and(|verb| self.objects.contains(verb.lemma.as_str()))
            || right.is_some_and(|verb| event.nominal && self.sets_aside(verb))
            || scene.lies_before(event)
    }

    /// `was delayed`, `is planned`: the subject of the verb is still to come.
    pub(super) fn sets_aside(&self, verb: &EventMention) -> bool {
        self.subjects.contains(verb.lemma.as_str())
    }
}
