//! Every format. Nothing below this layer is `Serialize`.
//!
//! Knows names, orders and escapes of formats. Does not know how anything was found.

pub mod annotate;
mod base64;
mod cells;
pub mod check;
pub mod columns;
pub mod csv;
mod escape;
pub mod explain;
pub mod ftm;
pub mod graph;
pub mod html;
pub mod ics;
pub mod json;
pub mod jsonl;
pub mod jsonld;
mod lanes;
mod links;
mod loss;
pub mod markdown;
mod marks;
pub mod markwhen;
pub mod mermaid;
mod names;
#[cfg(feature = "png")]
pub mod png;
mod reach;
mod row;
#[cfg(test)]
mod samples;
mod sink;
mod sources;
pub mod svg;
pub mod table;
pub mod timelinejs;
pub mod timeml;
pub mod timesketch;
mod tone;
pub mod vegalite;
pub mod vis;
mod when;
pub mod xlsx;

pub use loss::Losses;
