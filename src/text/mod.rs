//! From characters to tokens, sentences, quotations and parts of speech.
//!
//! Knows letters, words and the lexicon. Does not know dates, actors or events; higher layers add their own
//! tables, which refer to tokens by index.

mod abbreviation;
mod affixes;
mod builtin;
mod cells;
mod class;
mod content;
mod image;
mod inflect;
mod item;
mod lexer;
mod lexicon;
mod line;
mod load;
mod quote;
mod sentence;
mod span;
mod table;
mod tag;
mod token;
pub mod words;

pub(crate) use cells::{Cells, rows};
pub use lexicon::{Entry, Lexicon, NounClass, Term};
pub(crate) use line::{fold, one_line};
pub use span::{CharOffsets, Span};
pub use tag::{Pos, Tag, VerbForm};
pub use token::{Shape, Token};

/// What stands behind the figures of an ordinal.
pub(crate) const ORDINAL_ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];

/// A sentence (or headline, or list item without its mark): a run of tokens.
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
    /// True for the dateline, `MOSCOW, Jan. 3 (AP) --`: no prose.
    pub dateline: bool,
    /// In a paragraph that begins with a date, a dash or a colon, `4 March – Workers walk out`: the first token after these. Telegraphic
    /// prose, mostly, in which the present tense tells what happened.
    pub entry: Option<u32>,
}

/// The regions of a text that are no running prose, as the document layer found them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Layout {
    /// The title line: becomes a heading of its own. Other headings are recognised by their look.
    pub headline: Option<Span>,
    /// The dateline: becomes a sentence of its own, [`Sentence::dateline`].
    pub dateline: Option<Span>,
}

/// A direct quotation: the tokens between two quotation marks, the marks left out. It may span sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// First token inside.
    pub first: u32,
    /// One past the last token inside.
    pub end: u32,
}

/// Where the words and marks of a phrase stand, cut as a text is cut.
pub(crate) fn cut(phrase: &str, lexicon: &Lexicon) -> Vec<Span> {
    lexer::lex(phrase, lexicon).iter().map(|token| token.span).collect()
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
    /// The number of the sentence that holds every [`STRIDE`]th token.
    strides: Vec<u32>,
}

/// Tokens between two whose sentences are noted.
const STRIDE: usize = 16;

/// The number of the sentence that holds every [`STRIDE`]th token.
fn strides(tokens: usize, sentences: &[Sentence]) -> Vec<u32> {
    let mut sentence = 0;
    let noted = (0..tokens).step_by(STRIDE).map(|token| {
        while sentences.get(sentence).is_some_and(|s| s.end as usize <= token) {
            sentence += 1;
        }
        sentence as u32
    });
    noted.collect()
}

impl<'t> Text<'t> {
    /// Reads a text: tokens, sentences, quotations, parts of speech.
    ///
    /// Never fails, whatever the characters. Complexity: linear in the length of `source`. Spans count bytes in
    /// 32 bits; the document layer keeps longer texts away.
    pub fn new(source: &'t str, lexicon: &'t Lexicon, layout: Layout) -> Self {
        let tokens = lexer::lex(source, lexicon);
        let sentences = sentence::split(source, &tokens, lexicon, layout);
        let quotes = quote::find(source, &tokens, &sentences);
        let tags = tag::tag(source, &tokens, &sentences, lexicon);
        let strides = strides(tokens.len(), &sentences);
        Self { source, tokens, tags, sentences, quotes, lexicon, strides }
    }

    /// The term of a token, [`Term::UNKNOWN`] past the end.
    #[inline]
    pub fn term(&self, token: u32) -> Term {
        self.tokens.get(token as usize).map_or(Term::UNKNOWN, |t| t.term)
    }

    /// The tag of a token, the empty one past the end.
    #[inline]
    pub fn tag(&self, token: u32) -> Tag {
        self.tags.get(token as usize).copied().unwrap_or_default()
    }

    /// True when the token is this word; compare with the constants of [`words`] or with a term interned at load.
    #[inline]
    pub fn is(&self, token: u32, term: Term) -> bool {
        term != Term::UNKNOWN && self.term(token) == term
    }

    /// True when the token is written so, letter case apart. For tests and rare looks; rules compare terms.
    pub fn reads(&self, token: u32, word: &str) -> bool {
        self.word(token).eq_ignore_ascii_case(word)
    }

    /// The token before, where it belongs to the same sentence.
    #[inline]
    pub fn before(&self, token: u32) -> Option<u32> {
        let sentence = self.sentences.get(self.sentence_of(token) as usize)?;
        token.checked_sub(1).filter(|before| *before >= sentence.first)
    }

    /// The token after, where it belongs to the same sentence.
    #[inline]
    pub fn after(&self, token: u32) -> Option<u32> {
        let sentence = self.sentences.get(self.sentence_of(token) as usize)?;
        Some(token + 1).filter(|after| *after < sentence.end)
    }

    /// The characters of a token as written.
    #[inline]
    pub fn word(&self, token: u32) -> &'t str {
        self.tokens.get(token as usize).map_or("", |t| t.span.of(self.source))
    }

    /// The characters from the first to the last token of a range, `end` exclusive.
    #[inline]
    pub fn words(&self, first: u32, end: u32) -> &'t str {
        self.span(first, end).of(self.source)
    }

    /// The bytes from the first to the last token of a range, `end` exclusive.
    #[inline]
    pub fn span(&self, first: u32, end: u32) -> Span {
        match (self.tokens.get(first as usize), self.tokens.get(end.saturating_sub(1) as usize)) {
            (Some(a), Some(b)) if first < end => Span { start: a.span.start, end: b.span.end },
            _ => Span::default(),
        }
    }

    /// The number of the sentence that holds a token; how many there are for a token past the end. Complexity: constant.
    #[inline]
    pub fn sentence_of(&self, token: u32) -> u32 {
        let Some(noted) = self.strides.get(token as usize / STRIDE) else {
            return self.sentences.len() as u32;
        };
        let mut sentence = *noted;
        while self.sentences.get(sentence as usize).is_some_and(|s| s.end <= token) {
            sentence += 1;
        }
        sentence
    }

    /// True when a token stands inside a direct quotation.
    #[inline]
    pub fn is_quoted(&self, token: u32) -> bool {
        let after = self.quotes.partition_point(|q| q.end <= token);
        self.quotes.get(after).is_some_and(|q| q.first <= token)
    }
}

#[cfg(test)]
mod tests;
