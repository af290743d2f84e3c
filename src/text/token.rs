//! Tokens: words, numbers, punctuation marks.
//!
//! Knows what a token is. How it is found, the lexer says.

use super::{Span, Term};

/// What the characters of a token look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Shape {
    /// `word`
    #[default]
    Lower,
    /// `Word`
    Capitalized,
    /// `WORD`, at least two letters, or with full stops, `U.S.`
    Upper,
    /// `iPhone`, `McDonald`
    Mixed,
    /// `1984`, `1,000`
    Digits,
    /// A punctuation mark or symbol. Typographic variants share the term of the plain mark: curly quotes `"`,
    /// any apostrophe `'`, en dash and minus `-`; the em dash is `--`, the ellipsis `...`.
    Punctuation,
    /// A web or e-mail address, a `@name`.
    Address,
}

/// A word, a number or a punctuation mark. Letters and digits are cut from each other (`1960` + `s`, `5` + `th`),
/// hyphens stand alone (`three` `-` `year`), as do decimal points (`3` `.` `5`), a possessive or contraction is its own token (`Korea` + `'s`,
/// `did` + `n't`), abbreviations with inner full stops are one (`U.S.`, `p.m.`), as are names such as `O'Brien`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// Its lower-cased word in the lexicon, [`Term::UNKNOWN`] when it is not there.
    pub term: Term,
    /// What it looks like.
    pub shape: Shape,
    /// White space (or the start of the text) stands before it.
    pub spaced: bool,
}
