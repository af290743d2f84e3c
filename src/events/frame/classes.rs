//! The TimeML class of verbs: `data/events/classes.csv`.

use super::load::event_class;
use crate::error::{Error, ErrorKind};
use crate::events::EventClass;
use crate::image::{Flat, stored};
use crate::text::{Lexicon, Term};

/// The class of each listed lemma; other lemmas are [`EventClass::Occurrence`].
#[derive(Clone, Debug, Default)]
pub(super) struct Classes(Flat<1>);

stored! { Classes { 0 } }

impl Classes {
    /// Reads lines `class,lemmas`, the lemmas separated by blanks.
    pub(super) fn load(file: &str, source: &str, lexicon: &mut Lexicon) -> Result<Self, Error> {
        let mut classes = Flat::default();
        for (number, line) in source.lines().enumerate().skip(1) {
            let located = |message: String| {
                Error::new(ErrorKind::Rule, message).in_file(file).at_line(number as u64 + 1)
            };
            let (class, lemmas) =
                line.split_once(',').ok_or_else(|| located("a line must be `class,lemmas`".into()))?;
            let class = event_class(class).map_err(located)?;
            for lemma in lemmas.split_whitespace() {
                if let Some(place) = classes.at_mut(lexicon.intern(lemma).0 as usize) {
                    *place = [class as u8];
                }
            }
        }
        Ok(Self(classes))
    }

    /// The class of a lemma. Complexity: constant.
    pub(super) fn of(&self, lemma: Term) -> EventClass {
        let number = self.0.number(lemma.0 as usize);
        EventClass::ALL.get(usize::from(number)).copied().unwrap_or_default()
    }
}
