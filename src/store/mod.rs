//! A growing collection of articles: what was read in each of them, in one file that survives a crash at any moment.
//!
//! The one place above `document` that touches the file system. Knows how mentions are written as bytes and which
//! articles are there already. Does not know how events come out of mentions: a timeline from the store is what
//! [`Timeline::build`](crate::Timeline::build) makes of all its mentions, the same as in one run over all articles.

mod bytes;
#[cfg(feature = "store")]
mod file;
mod packed;
mod record;
#[cfg(all(test, feature = "store"))]
mod tests;

#[cfg(feature = "store")]
pub use file::{Read, Store, fingerprint};
pub use packed::{pack, unpack};
