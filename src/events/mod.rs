//! Events: who did what to whom, who says so; and which date belongs to which event.
//!
//! Knows clauses, frames and sieves. Does not know other documents.

pub mod dating;
mod frame;
mod headline;
mod mention;
mod nominal;
mod predicate;

pub use frame::{FrameMatch, Frames, Slot, SlotSet};
pub use headline::headlines;
pub use mention::{
    Argument, Aspect, Attribution, EventClass, EventDate, EventMention, EventType, Modality, Place, Polarity,
    SlinkClass, Tense,
};
pub use nominal::{Nominals, extend_of, noun_phrase};
pub use predicate::{ClauseKind, Mood, Phrase, Predicate, Prepositional};
