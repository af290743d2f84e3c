//! Where mentions lie from the moment an article is read until a row is made of them.
//!
//! Knows places. Does not know what mentions say.

use std::convert::Infallible;

use crate::linking::{Features, Growing, Mention};

/// A place for mentions: memory, or a file where there are too many.
pub trait Shelf {
    /// What can go wrong.
    type Error;
    /// Where what linking compares of the mentions lies.
    type Pool: Growing;

    /// Puts a mention away: the first is number 0, the next number 1, and so on.
    ///
    /// # Errors
    /// There is no room.
    fn put(&mut self, mention: Mention) -> Result<(), Self::Error>;

    /// Adds the mentions of these numbers to `found`, in this order.
    ///
    /// # Errors
    /// They cannot be read.
    fn take(&mut self, numbers: &[u32], found: &mut Vec<Mention>) -> Result<(), Self::Error>;

    /// Whether what was taken can be taken again.
    fn keeps(&self) -> bool;
}

/// Mentions in memory. What was taken is gone.
///
/// They lie in chunks, so that none moves when there are more.
#[derive(Debug, Default)]
pub struct Memory(Vec<Vec<Option<Mention>>>);

/// Mentions of a chunk.
const TOGETHER: usize = 256;

impl Shelf for Memory {
    type Error = Infallible;
    type Pool = Vec<Features>;

    fn put(&mut self, mention: Mention) -> Result<(), Infallible> {
        match self.0.last_mut().filter(|chunk| chunk.len() < TOGETHER) {
            Some(chunk) => chunk.push(Some(mention)),
            None => {
                let mut chunk = Vec::with_capacity(TOGETHER);
                chunk.push(Some(mention));
                self.0.push(chunk);
            }
        }
        Ok(())
    }

    fn take(&mut self, numbers: &[u32], found: &mut Vec<Mention>) -> Result<(), Infallible> {
        let chunks = &mut self.0;
        found.extend(numbers.iter().filter_map(|number| {
            let at = *number as usize;
            chunks.get_mut(at / TOGETHER)?.get_mut(at % TOGETHER)?.take()
        }));
        Ok(())
    }

    fn keeps(&self) -> bool {
        false
    }
}

impl Memory {
    /// The mentions that were not taken, in their order.
    pub fn into_mentions(self) -> impl Iterator<Item = Mention> {
        self.0.into_iter().flatten().flatten()
    }
}
