//! The lexicon that comes with the program.
//!
//! Knows where the words lie: in the image that `build.rs` made, in `build.rs` itself in the tables.

use super::Lexicon;
use crate::error::Error;
use crate::image::built;

impl Lexicon {
    /// The words that come with the program, those of the higher layers among them. Complexity: nearly constant, since
    /// what `build.rs` made is used where it lies. Load once, share among documents.
    ///
    /// # Errors
    /// The program was built from damaged files.
    pub fn builtin() -> Result<Self, Error> {
        match built!("lexicon.image") {
            Some(image) => Self::from_image(image),
            None => Self::from_tables(),
        }
    }

    /// True when the words were taken from the image of the program, so that terms in the images of higher layers are its
    /// terms; the words of users may have joined them.
    pub(crate) fn is_builtin(&self) -> bool {
        self.entries.is_built()
    }
}
