//! From characters to tokens, sentences, quotations and parts of speech.
//!
//! Knows letters, words and the lexicon. Does not know dates, actors or events; higher layers add their own
//! tables, which refer to tokens by index.

mod lexicon;
mod span;
mod tag;
mod token;

pub use lexicon::{Entry, Lexicon, NounClass, Term};
pub use span::{CharOffsets, Span};
pub use tag::{Pos, Tag, VerbForm};
pub use token::{Shape, Token};

/// A sentence (or headline, or list item): a run of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes in the source, without surrounding white space.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Paragraph number, from 0.
    pub paragraph: u32,
    /// True for title lines and section headings: telegraphic prose, present tense for the past.
    pub heading: bool,
}

/// A direct quotation: the tokens between two quotation marks, the marks left out. It may span sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// First token inside.
    pub first: u32,
    /// One past the last token inside.
    pub end: u32,
}

/// A text and everything this layer knows about it.
#[derive(Clone, Debug)]
pub struct Text<'t> {
    /// The characters, to which every span refers.
    pub source: &'t str,
    /// The words and punctuation marks.
    pub tokens: Vec<Token>,
    /// Part of speech and lemma of each token.
    pub tags: Vec<Tag>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The direct quotations, in order.
    pub quotes: Vec<Quote>,
    /// The words known to the lexicon.
    pub lexicon: &'t Lexicon,
}

impl<'t> Text<'t> {
    /// The characters of a token as written.
    pub fn word(&self, token: u32) -> &'t str {
        self.tokens.get(token as usize).map_or("", |t| t.span.of(self.source))
    }

    /// The characters from the first to the last token of a range, `end` exclusive.
    pub fn words(&self, first: u32, end: u32) -> &'t str {
        self.span(first, end).of(self.source)
    }

    /// The bytes from the first to the last token of a range, `end` exclusive.
    pub fn span(&self, first: u32, end: u32) -> Span {
        match (self.tokens.get(first as usize), self.tokens.get(end.saturating_sub(1) as usize)) {
            (Some(a), Some(b)) if first < end => Span { start: a.span.start, end: b.span.end },
            _ => Span::default(),
        }
    }

    /// The number of the sentence that holds a token. Complexity: logarithmic in the number of sentences.
    pub fn sentence_of(&self, token: u32) -> u32 {
        self.sentences.partition_point(|s| s.end <= token) as u32
    }

    /// True when a token stands inside a direct quotation.
    pub fn is_quoted(&self, token: u32) -> bool {
        let after = self.quotes.partition_point(|q| q.end <= token);
        self.quotes.get(after).is_some_and(|q| q.first <= token)
    }
}
