//! The grammatical places of a predicate that a frame gives roles to.

use crate::events::{Phrase, Predicate};

/// A grammatical place in a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Its subject; for nouns the possessor or the name before it.
    Subject,
    /// Its direct object.
    Object,
    /// Its indirect object.
    Recipient,
    /// One of its prepositional phrases, by index.
    Prepositional(u8),
}

impl Slot {
    /// So many prepositional phrases are told apart: a set of places has 32 bits, and three are taken.
    pub(crate) const PREPOSITIONAL: usize = 29;

    /// The place of the prepositional phrase with this index; the last one for those that are not told apart.
    pub(crate) fn prepositional(index: usize) -> Self {
        Self::Prepositional(index.min(Self::PREPOSITIONAL - 1) as u8)
    }

    /// The phrase in that place.
    pub fn phrase(self, predicate: &Predicate) -> Option<&Phrase> {
        match self {
            Self::Subject => predicate.subject.as_ref(),
            Self::Object => predicate.object.as_ref(),
            Self::Recipient => predicate.recipient.as_ref(),
            Self::Prepositional(i) => predicate.prepositional.get(usize::from(i)).map(|p| &p.phrase),
        }
    }

    fn of_bit(number: u32) -> Self {
        match number {
            0 => Self::Subject,
            1 => Self::Object,
            2 => Self::Recipient,
            bit => Self::Prepositional((bit - 3) as u8),
        }
    }

    fn bit(self) -> u32 {
        match self {
            Self::Subject => 1,
            Self::Object => 1 << 1,
            Self::Recipient => 1 << 2,
            Self::Prepositional(i) => 1 << (3 + u32::from(i).min(Self::PREPOSITIONAL as u32 - 1)),
        }
    }
}

/// Places, without order; prepositional phrases from the 29th on are not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SlotSet(u32);

impl SlotSet {
    /// Adds a place.
    pub fn insert(&mut self, slot: Slot) {
        self.0 |= slot.bit();
    }

    /// True when the place is in it.
    pub fn contains(self, slot: Slot) -> bool {
        self.0 & slot.bit() != 0
    }

    /// True when no place is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The places: subject, object, recipient, then the prepositional phrases in text order.
    pub fn iter(self) -> impl Iterator<Item = Slot> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros();
            left &= left.checked_sub(1)?;
            Some(Slot::of_bit(bit))
        })
    }
}
