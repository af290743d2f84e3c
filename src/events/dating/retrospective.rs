//! Verbs whose object lies behind them: `charged with the murder`, `condemned the attack`. What they name is no news.

use std::collections::BTreeSet;

use super::scene::{PHRASE, Scene, finite};
use crate::events::EventMention;

const TABLE: &str = include_str!("../../../data/events/retrospective.csv");

/// The verbs of `data/events/retrospective.csv`.
pub(super) struct Retrospective {
    verbs: BTreeSet<&'static str>,
}

impl Retrospective {
    pub(super) fn builtin() -> Self {
        Self { verbs: TABLE.lines().skip(1).filter(|verb| !verb.is_empty()).collect() }
    }

    /// True when an event without tense hangs on such a verb, or on `after`, `following`, `since`.
    pub(super) fn governs(&self, scene: &Scene<'_>, event: &EventMention) -> bool {
        if finite(event) {
            return false;
        }
        let verbs =
            scene.around(event.sentence, event.token).filter(|(_, e)| !e.nominal && e.end <= event.token);
        let nearest = verbs.map(|(_, e)| e).next_back();
        let near = nearest.filter(|verb| event.token - verb.end <= PHRASE as u32);
        near.is_some_and(|verb| self.verbs.contains(verb.lemma.as_str())) || scene.lies_before(event)
    }
}
