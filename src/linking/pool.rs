//! Where the features of a run lie: in a list, or packed where there are too many.
//!
//! Knows places. Does not know what is done with the features.

use std::ops::Deref;

use super::features::Features;
use super::shard::bucket;

/// The features of many mentions, by place.
pub trait Pool {
    /// Features that are held for a while.
    type Ref<'a>: Deref<Target = Features> + Send
    where
        Self: 'a;

    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Those of one place.
    fn get(&self, place: u32) -> Option<Self::Ref<'_>>;

    /// The [`bucket`] of those of one place; 0 where there are none.
    fn bucket(&self, place: u32) -> usize {
        self.get(place).map_or(0, |features| bucket(&features))
    }
}

/// A pool that is filled while articles are read.
pub trait Growing: Pool + Default {
    /// Adds one more: the first has place 0, the next place 1, and so on.
    fn push(&mut self, features: Features);
}

impl Pool for Vec<Features> {
    type Ref<'a> = &'a Features;

    fn len(&self) -> usize {
        Self::len(self)
    }

    fn get(&self, place: u32) -> Option<&Features> {
        self.as_slice().get(place as usize)
    }
}

impl Growing for Vec<Features> {
    fn push(&mut self, features: Features) {
        Self::push(self, features);
    }
}

/// Some features of a pool, each taken out of it once.
pub(super) struct Taken<'p, P: Pool + 'p>(pub Vec<P::Ref<'p>>);

impl<'p, P: Pool + 'p> Pool for Taken<'p, P> {
    type Ref<'a>
        = &'a Features
    where
        Self: 'a;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, place: u32) -> Option<&Features> {
        self.0.get(place as usize).map(|features| &**features)
    }
}
