//! The graph of events and times: TLINKs, bounds, consistency, order.
//!
//! Knows end points and relations. Does not know words.

mod build;
mod component;
mod network;
mod order;
mod relation;
mod solve;
mod span;
#[cfg(test)]
mod tests;

pub use order::{Edge, Extent, Ordered, Place, chain, order};
pub use relation::{Node, Relation, Tlink};
pub use solve::{Because, Bounds, Conflict, Solution, TemporalGraph};
pub use span::bounded_date;
