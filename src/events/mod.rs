//! Events: who did what to whom, who says so; and which date belongs to which event.
//!
//! Knows clauses, frames and sieves. Does not know other documents.

mod about;
mod against;
mod arguments;
mod attribution;
mod cataphora;
mod check;
mod chunk;
mod clause;
mod construction;
pub mod dating;
mod frame;
mod governor;
mod headline;
mod lists;
mod mention;
mod nominal;
mod predicate;
mod reader;
mod reality;
#[cfg(test)]
mod stack;
mod table;
mod verb_group;
mod words;

pub use check::check;
pub use construction::Construction;
pub use frame::{FrameMatch, Frames, Slot, SlotSet};
pub use governor::Effect;
pub use headline::Headlines;
pub use mention::{
    Argument, Aspect, Attribution, EventClass, EventDate, EventMention, EventType, Modality, Place, Polarity,
    SlinkClass, Tense,
};
pub use nominal::{Nominals, extend_of, noun_phrase};
pub use predicate::{ClauseKind, Mood, Phrase, Predicate, Prepositional};
pub use reader::EventReader;
