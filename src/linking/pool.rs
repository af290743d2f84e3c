//! Where the features of a run lie: in a list, or packed where there are too many.

use std::ops::Deref;

use super::features::Features;

/// The features of many mentions, by place.
pub trait Pool: Default {
    /// Features that are held for a while.
    type Ref<'a>: Deref<Target = Features>
    where
        Self: 'a;

    /// Adds one more: the first has place 0, the next place 1, and so on.
    fn push(&mut self, features: Features);

    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Those of one place.
    fn get(&self, place: u32) -> Option<Self::Ref<'_>>;
}

impl Pool for Vec<Features> {
    type Ref<'a> = &'a Features;

    fn push(&mut self, features: Features) {
        Self::push(self, features);
    }

    fn len(&self) -> usize {
        Self::len(self)
    }

    fn get(&self, place: u32) -> Option<&Features> {
        self.as_slice().get(place as usize)
    }
}
