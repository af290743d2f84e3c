//! The lexicon that comes with the program.

use super::Lexicon;
use crate::error::Error;

/// What `build.rs` made of the tables under `data/lexicon`.
const IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.image"));

impl Lexicon {
    /// The words that come with the program. Complexity: linear, less than a millisecond. Load once, share among
    /// documents.
    ///
    /// # Errors
    /// The program was built from damaged files.
    pub fn builtin() -> Result<Self, Error> {
        Self::from_image(IMAGE)
    }
}
