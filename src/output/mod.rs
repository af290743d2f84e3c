//! Every format. Nothing below this layer is `Serialize`.
//!
//! Knows names, orders and escapes of formats. Does not know how anything was found.

pub mod annotate;
mod cells;
pub mod csv;
pub mod dot;
pub mod explain;
pub mod jsonl;
mod names;
pub mod table;
pub mod timelinejs;
