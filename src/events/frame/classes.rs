//! The TimeML class of verbs: `data/events/classes.csv`.

use crate::error::Error;
use crate::events::EventClass;
use crate::events::table::Table;
use crate::image::{Flat, stored};
use crate::text::{Lexicon, Term};

/// One class a row.
pub(in crate::events) const CLASSES: Table = Table {
    file: "data/events/classes.csv",
    text: include_str!("../../../data/events/classes.csv"),
    row: "class,lemmas",
};

/// The class of each listed lemma; other lemmas are [`EventClass::Occurrence`].
#[derive(Clone, Debug, Default)]
pub(super) struct Classes(Flat<1>);

stored! { Classes { 0 } }

impl Classes {
    /// Reads the embedded table.
    pub(super) fn builtin(lexicon: &mut Lexicon) -> Result<Self, Error> {
        let mut classes = Flat::default();
        CLASSES.read(|row| {
            let (class, lemmas) = row.split_once(',')?;
            let class = EventClass::named(class)?;
            for lemma in lemmas.split_whitespace() {
                *classes.at_mut(lexicon.intern(lemma).0 as usize)? = [class as u8];
            }
            Some(())
        })?;
        Ok(Self(classes))
    }

    /// The class of a lemma. Complexity: constant.
    pub(super) fn of(&self, lemma: Term) -> EventClass {
        let number = self.0.number(lemma.0 as usize);
        EventClass::ALL.get(usize::from(number)).copied().unwrap_or_default()
    }
}
