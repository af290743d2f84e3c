//! Which date belongs to which event.

mod link;

pub use link::{Link, Order, Other};
