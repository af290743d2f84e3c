//! What this layer promises, on sentences of our own.

mod data;
mod lexer;
mod lexicon;
mod quote;
mod sentence;
mod tag;

use std::sync::LazyLock;

use super::{Layout, Lexicon, Text};

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::builtin().expect("the shipped tables are sound"));

/// Reads `source` with the shipped lexicon and hands the text to `check`.
fn read(source: &str, check: impl FnOnce(&Text)) {
    check(&Text::new(source, &LEXICON, Layout::default()));
}
