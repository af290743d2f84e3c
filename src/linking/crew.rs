//! Work that falls into parts which have nothing to do with each other.
//!
//! The library starts no threads: who calls it says who does the work. Knows nothing of what the work is.

/// Those who do the work.
pub trait Crew {
    /// What `work` gives for each part, in the order of the parts.
    fn share<T: Send, R: Send>(&self, parts: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R>;

    /// How many parts are worth getting ready at a time: with more the work is shared more evenly, with fewer less memory is
    /// needed.
    fn at_once(&self) -> usize;
}

/// One after another, by the caller.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Crew for Alone {
    fn share<T: Send, R: Send>(&self, parts: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        parts.into_iter().map(work).collect()
    }

    fn at_once(&self) -> usize {
        1
    }
}
