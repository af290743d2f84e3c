//! One event, many articles: mentions of the same event found by blocking, scoring and clustering.
//!
//! The first layer that sees several documents. Its three functions are pure: `block_keys(mention)`,
//! `link(mentions of one block)`, `cluster(edges)`; a distributed engine calls the very same.

mod mention;

pub use mention::{Claim, Mention, Participant};
