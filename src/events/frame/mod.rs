//! Frames: what a verb or an event noun means, and which grammatical place holds whom.
//!
//! Knows lemmas, particles, prepositions and the sense of objects, all of it data under `data/frames`. Does not know
//! actors (it answers with grammatical places) and does not find clauses.

mod classes;
mod find;
mod index;
mod light;
mod load;
mod pattern;
mod senses;
mod slot;

use crate::error::Error;
use crate::events::{EventClass, EventType, Predicate};
use crate::image::stored;
use crate::rule::RuleId;
use crate::text::{Lexicon, Term, Text};

pub(super) use classes::CLASSES;
use classes::Classes;
use index::Index;
use light::LightVerbs;
use load::Loaded;
use pattern::Role;

pub use slot::{Slot, SlotSet};

/// The frame files shipped with the program: name and content.
const FILES: [(&str, &str); 14] = [
    ("data/frames/business.toml", include_str!("../../../data/frames/business.toml")),
    ("data/frames/crime.toml", include_str!("../../../data/frames/crime.toml")),
    ("data/frames/diplomacy.toml", include_str!("../../../data/frames/diplomacy.toml")),
    ("data/frames/disaster.toml", include_str!("../../../data/frames/disaster.toml")),
    ("data/frames/economy.toml", include_str!("../../../data/frames/economy.toml")),
    ("data/frames/election.toml", include_str!("../../../data/frames/election.toml")),
    ("data/frames/labour.toml", include_str!("../../../data/frames/labour.toml")),
    ("data/frames/law.toml", include_str!("../../../data/frames/law.toml")),
    ("data/frames/military.toml", include_str!("../../../data/frames/military.toml")),
    ("data/frames/politics.toml", include_str!("../../../data/frames/politics.toml")),
    ("data/frames/science.toml", include_str!("../../../data/frames/science.toml")),
    ("data/frames/sports.toml", include_str!("../../../data/frames/sports.toml")),
    ("data/frames/travel.toml", include_str!("../../../data/frames/travel.toml")),
    ("data/frames/statements.toml", include_str!("../../../data/frames/statements.toml")),
];
const SENSES: (&str, &str) = ("data/frames/senses.toml", include_str!("../../../data/frames/senses.toml"));

/// What an event is, whatever words tell it.
#[derive(Clone, Debug)]
struct Frame {
    id: RuleId,
    event_type: EventType,
    cameo: Option<Box<str>>,
    class: Option<EventClass>,
    /// Lemma of its verb; unknown for frames that only nouns tell.
    action: Term,
    /// Role of the verb's direct object, which a bare `of` after the noun takes over.
    direct: Option<Role>,
}

/// What a frame (or, without one, grammar alone) says about a predicate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrameMatch<'f> {
    /// The frame; absent for a lemma that none lists.
    pub id: Option<&'f RuleId>,
    /// PLOVER type.
    pub event_type: EventType,
    /// CAMEO code, where the frame is exact.
    pub cameo: Option<&'f str>,
    /// TimeML class.
    pub class: EventClass,
    /// Lemma of the action: `recognize` for `recognition`, `talk` for `held talks`.
    pub action: Term,
    /// Places of those who do it. The passive is already accounted for.
    pub actors: SlotSet,
    /// Places of those to whom it is done.
    pub targets: SlotSet,
    /// Place of the matter.
    pub object: Option<Slot>,
    /// Place of what tells where it takes place or leads to, where the frame knows: `flew to Oslo`.
    pub place: Option<Slot>,
}

/// All frames, classes and light verbs.
#[derive(Clone, Debug, Default)]
pub struct Frames {
    frames: Vec<Frame>,
    verbs: Index,
    nouns: Index,
    classes: Classes,
    light: LightVerbs,
    words: find::Words,
}

stored! { Frame { id, event_type, cameo, class, action, direct } }
stored! { Frames { frames, verbs, nouns, classes, light, words } }

impl Frames {
    /// The frames shipped with the program; their words are added to `lexicon`.
    ///
    /// # Errors
    /// When a data file does not check: the error names file, line, frame and column.
    pub fn builtin(lexicon: &mut Lexicon) -> Result<Self, Error> {
        let senses = load::senses(SENSES.0, SENSES.1, lexicon)?;
        let mut loaded = Loaded::default();
        for (file, source) in FILES {
            loaded.add(file, source, &senses, lexicon)?;
        }
        let (frames, verbs, nouns) = loaded.index()?;
        Ok(Self {
            frames,
            verbs,
            nouns,
            classes: Classes::builtin(lexicon)?,
            light: LightVerbs::builtin(lexicon)?,
            words: find::Words::new(lexicon)?,
        })
    }

    /// True when every frame of the verb has a direct object (`recognize`, `sign`) and no phrase that a frame lists
    /// stands in for it (`invested in rail`).
    pub fn needs_object(&self, text: &Text<'_>, predicate: &Predicate) -> bool {
        let patterns = self.verbs.of(predicate.lemma);
        let listed = |p: &pattern::Pattern| {
            let prepositions = predicate.prepositional.iter().map(|p| text.term(p.preposition));
            prepositions.into_iter().any(|term| p.slots.iter().any(|s| s.preposition == term))
        };
        !patterns.is_empty() && patterns.iter().all(|p| p.direct.is_some() && !listed(p))
    }

    /// True when a frame lists the noun lemma.
    pub fn has_noun(&self, lemma: Term) -> bool {
        !self.nouns.of(lemma).is_empty()
    }
}

/// A lemma by which a frame shows, and where it is written.
#[derive(Clone, Debug)]
pub(super) struct Lemma {
    pub(super) file: &'static str,
    pub(super) line: u64,
    pub(super) frame: RuleId,
    pub(super) term: Term,
    pub(super) noun: bool,
}

/// The lemmas of all shipped frames, for checking them.
///
/// # Errors
/// When a data file does not load.
pub(super) fn lemmas(lexicon: &mut Lexicon) -> Result<Vec<Lemma>, Error> {
    let senses = load::senses(SENSES.0, SENSES.1, lexicon)?;
    let mut lemmas = Vec::new();
    for (file, source) in FILES {
        let mut loaded = Loaded::default();
        loaded.add(file, source, &senses, lexicon)?;
        let nouns = loaded.nouns.iter().map(|p| (p, true));
        for (pattern, noun) in loaded.verbs.iter().map(|p| (p, false)).chain(nouns) {
            let Some(frame) = loaded.frames.get(pattern.frame as usize) else { continue };
            let key = frame.id.rsplit('.').next().unwrap_or_default();
            let line = load::line_of(source, key);
            lemmas.push(Lemma { file, line, frame: frame.id.clone(), term: pattern.lemma, noun });
        }
    }
    Ok(lemmas)
}

#[cfg(test)]
mod tests;
