//! Direct quotations: which tokens stand between quotation marks.
//!
//! Knows marks and paragraphs. Does not know who speaks.

use super::{Quote, Sentence, Shape, Token, words};

/// The quotations of a text, in order, none inside another. Complexity: linear in the number of tokens.
///
/// A mark that never closes ends with its paragraph; so do quotations that reopen in each paragraph.
pub(super) fn find(source: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut rest = sentences;
    while let Some(sentence) = rest.first() {
        let length = rest.iter().take_while(|s| s.paragraph == sentence.paragraph).count();
        let end = rest.get(length - 1).map_or(sentence.end, |last| last.end);
        Reader { source, tokens, end, open: None, depth: 0 }.read(sentence.first, &mut quotes);
        rest = rest.get(length..).unwrap_or_default();
    }
    quotes
}

/// What a quotation mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    /// A straight mark between blanks, or between letters.
    Either,
}

struct Reader<'t> {
    source: &'t str,
    tokens: &'t [Token],
    end: u32,
    /// The first token inside the open quotation, and whether its marks are double.
    open: Option<(u32, bool)>,
    depth: u32,
}

impl Reader<'_> {
    fn read(mut self, first: u32, quotes: &mut Vec<Quote>) {
        for at in first..self.end {
            match self.tokens.get(at as usize).map(|t| t.term) {
                Some(words::QUOTE) => self.double(at, quotes),
                Some(words::APOSTROPHE) => self.single(at, quotes),
                _ => {}
            }
        }
        if let Some((start, true)) = self.open {
            push(quotes, start, self.end);
        }
    }

    fn double(&mut self, at: u32, quotes: &mut Vec<Quote>) {
        match (self.open, self.mark(at)) {
            (None | Some((_, false)), Mark::Opens | Mark::Either) => self.open = Some((at + 1, true)),
            (Some((_, true)), Mark::Opens) if self.is_curly(at) => self.depth += 1,
            (Some((_, true)), Mark::Closes) if self.depth > 0 && self.is_curly(at) => self.depth -= 1,
            (Some((start, true)), Mark::Closes | Mark::Either) => {
                push(quotes, start, at);
                (self.open, self.depth) = (None, 0);
            }
            _ => {}
        }
    }

    /// Single marks count only where no double ones are open, and only when they surely are not apostrophes.
    fn single(&mut self, at: u32, quotes: &mut Vec<Quote>) {
        match self.open {
            None if self.opens_single(at) => self.open = Some((at + 1, false)),
            Some((start, false)) if self.closes_single(at) => {
                push(quotes, start, at);
                self.open = None;
            }
            _ => {}
        }
    }

    fn opens_single(&self, at: u32) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.tokens.get(b as usize));
        let free = self.is_spaced(at) || before.is_some_and(|t| t.shape == Shape::Punctuation);
        let word =
            self.tokens.get(at as usize + 1).is_some_and(|t| !t.spaced && t.shape == Shape::Capitalized);
        let curly = self.text(at) == "‘";
        free && !self.is_spaced(at + 1) && (curly || word)
    }

    fn closes_single(&self, at: u32) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.tokens.get(b as usize));
        let after_mark = before.is_some_and(|t| t.shape == Shape::Punctuation);
        let plural = before.is_some_and(|t| t.span.of(self.source).ends_with('s'));
        let free = self.is_spaced(at + 1) || self.is_mark(at + 1);
        !self.is_spaced(at) && free && (after_mark || !plural || self.is_mark(at + 1))
    }

    fn mark(&self, at: u32) -> Mark {
        match self.text(at) {
            "“" | "„" | "«" | "``" => return Mark::Opens,
            "”" | "»" => return Mark::Closes,
            _ => {}
        }
        match (self.is_spaced(at), self.is_spaced(at + 1)) {
            (true, false) => Mark::Opens,
            (false, true) => Mark::Closes,
            (true, true) => Mark::Either,
            (false, false) if self.is_mark(at + 1) => Mark::Closes,
            (false, false) => Mark::Either,
        }
    }

    fn is_curly(&self, at: u32) -> bool {
        self.text(at) != "\""
    }

    fn text(&self, at: u32) -> &str {
        self.tokens.get(at as usize).map_or("", |t| t.span.of(self.source))
    }

    /// White space before a token; the end of the text counts.
    fn is_spaced(&self, at: u32) -> bool {
        self.tokens.get(at as usize).is_none_or(|t| t.spaced)
    }

    fn is_mark(&self, at: u32) -> bool {
        let token = self.tokens.get(at as usize);
        token.is_some_and(|t| {
            t.shape == Shape::Punctuation && !matches!(t.term, words::OPEN_PAREN | words::DOLLAR)
        })
    }
}

fn push(quotes: &mut Vec<Quote>, first: u32, end: u32) {
    if first < end {
        quotes.push(Quote { first, end });
    }
}
