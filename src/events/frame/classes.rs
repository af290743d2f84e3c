//! The TimeML class of verbs: `data/events/classes.csv`.

use super::load::event_class;
use crate::error::{Error, ErrorKind};
use crate::events::EventClass;
use crate::text::{Lexicon, Term};

/// The class of each listed lemma; other lemmas are [`EventClass::Occurrence`].
#[derive(Clone, Debug, Default)]
pub(super) struct Classes(Vec<EventClass>);

impl Classes {
    /// Reads lines `class,lemmas`, the lemmas separated by blanks.
    pub(super) fn load(file: &str, source: &str, lexicon: &mut Lexicon) -> Result<Self, Error> {
        let mut classes = Vec::new();
        for (number, line) in source.lines().enumerate().skip(1) {
            let located = |message: String| {
                Error::new(ErrorKind::Rule, message).in_file(file).at_line(number as u64 + 1)
            };
            let (class, lemmas) =
                line.split_once(',').ok_or_else(|| located("a line must be `class,lemmas`".into()))?;
            let class = event_class(class).map_err(located)?;
            for lemma in lemmas.split_whitespace() {
                let at = lexicon.intern(lemma).0 as usize;
                if classes.len() <= at {
                    classes.resize(at + 1, EventClass::Occurrence);
                }
                if let Some(place) = classes.get_mut(at) {
                    *place = class;
                }
            }
        }
        Ok(Self(classes))
    }

    /// The class of a lemma. Complexity: constant.
    pub(super) fn of(&self, lemma: Term) -> EventClass {
        self.0.get(lemma.0 as usize).copied().unwrap_or_default()
    }
}
