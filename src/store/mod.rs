//! A growing collection of articles: what was read in each of them, in one file that survives a crash at any moment.
//!
//! The one place above `document` that touches the file system. Knows how mentions are written as bytes and which
//! articles are there already, and keeps what linking found: an article that comes or goes is linked with its neighbours alone.
//! A timeline from the store is the same as that of one run over all articles.

#[cfg(feature = "store")]
mod apart;
#[cfg(feature = "store")]
mod blocks;
mod bytes;
#[cfg(feature = "store")]
mod edges;
#[cfg(feature = "store")]
mod file;
#[cfg(feature = "store")]
mod links;
mod packed;
#[cfg(feature = "store")]
mod packs;
#[cfg(feature = "store")]
mod pages;
#[cfg(feature = "store")]
mod parts;
#[cfg(feature = "store")]
mod pool;
mod profile;
mod record;
mod slices;
#[cfg(feature = "store")]
mod spill;
#[cfg(test)]
#[cfg(feature = "store")]
mod tests;
mod timeline;

#[cfg(feature = "store")]
pub use file::{Read, Store, fingerprint};
pub use packed::{pack, unpack};
pub use slices::{divide_features, pack_features, unpack_features};
#[cfg(feature = "store")]
pub use spill::{HELD, Spill};
pub use timeline::{pack_timeline, unpack_timeline};
