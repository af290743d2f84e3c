//! What this layer promises, on sentences of our own.

mod lexer;
mod lexicon;
mod quote;
mod sentence;
mod tag;

use super::{Layout, Lexicon, Text};

/// Reads `source` with the shipped lexicon and hands the text to `check`.
fn read(source: &str, check: impl FnOnce(&Text)) {
    let lexicon = Lexicon::builtin().expect("the shipped tables are sound");
    check(&Text::new(source, &lexicon, Layout::default()));
}
