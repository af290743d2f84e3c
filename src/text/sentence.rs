//! Where sentences and paragraphs end, and which lines are headings.
//!
//! Knows abbreviations, initials, quotation marks, line ends. Does not know parts of speech.

use super::abbreviation::Before;
use super::item::Opening;
use super::{Layout, Lexicon, Sentence, Shape, Span, Term, Token, words};

/// A heading has at most this many tokens.
const LONGEST_HEADING: usize = 24;

/// Lines are wrapped at a fixed width, so that their ends mean little, where more than one in so many goes on in lower case.
const WRAPPED_SHARE: usize = 4;

/// The sentences of a text, in order. Complexity: linear in the number of tokens and bytes.
pub(super) fn split(source: &str, tokens: &[Token], lexicon: &Lexicon, layout: Layout) -> Vec<Sentence> {
    let regions = [layout.headline, layout.dateline].into_iter().flatten();
    let region_end = regions.map(|region| region.end).max().unwrap_or(0);
    let (wrapped, cells) = (is_wrapped(source), has_cells(source));
    let splitter = Splitter { source, tokens, lexicon, layout, region_end, wrapped, cells };
    let mut sentences = splitter.sentences();
    splitter.mark_headings(&mut sentences);
    splitter.mark_entries(&mut sentences);
    sentences
}

/// The white space before a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// No line end.
    Inline,
    /// A tab: another cell of a table.
    Cell,
    /// One line end.
    Line,
    /// A blank line.
    Blank,
}

struct Splitter<'t> {
    source: &'t str,
    tokens: &'t [Token],
    lexicon: &'t Lexicon,
    layout: Layout,
    /// One past the last byte of headline and dateline.
    region_end: u32,
    wrapped: bool,
    /// Tabs part the cells of tables.
    cells: bool,
}

/// How a sentence starts: within a paragraph, or with a new one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    Sentence,
    Paragraph,
}

impl Splitter<'_> {
    fn sentences(&self) -> Vec<Sentence> {
        let mut sentences = Vec::with_capacity(self.tokens.len() / 20 + 1);
        let (mut first, mut paragraph) = (0, 0);
        for at in 1..self.tokens.len() {
            if let Some(kind) = self.break_before(first, at) {
                sentences.push(self.sentence(first, at, paragraph));
                paragraph += u32::from(kind == Break::Paragraph);
                first = at;
            }
        }
        if first < self.tokens.len() {
            sentences.push(self.sentence(first, self.tokens.len(), paragraph));
        }
        sentences
    }

    fn sentence(&self, first: usize, end: usize, paragraph: u32) -> Sentence {
        let first = self.after_mark(first, end);
        let start = self.token(first).map_or(0, |t| t.span.start);
        let stop = self.token(end.saturating_sub(1)).map_or(start, |t| t.span.end);
        let span = Span { start, end: stop };
        let within = |region: Option<Span>| region.is_some_and(|r| r.contains(span));
        Sentence {
            span,
            first: first as u32,
            end: end as u32,
            paragraph,
            heading: within(self.layout.headline),
            dateline: within(self.layout.dateline),
            entry: None,
        }
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn term(&self, at: usize) -> Term {
        self.token(at).map_or(Term::UNKNOWN, |t| t.term)
    }

    /// Whether a sentence that began at `first` ends before the token `at`, and how.
    #[inline]
    fn break_before(&self, first: usize, at: usize) -> Option<Break> {
        let (previous, next) = (self.token(at - 1)?, self.token(at)?);
        if let Some(forced) = self.region_break(previous, next) {
            return forced;
        }
        if previous.shape != Shape::Punctuation && (!next.spaced || self.is_plain_gap(previous, next)) {
            return None;
        }
        match self.gap(previous, next) {
            Gap::Blank => Some(Break::Paragraph),
            Gap::Line => self.line_break(first, at),
            Gap::Cell => self.cell_break(first, at),
            Gap::Inline => self.ends_sentence(first, at).then_some(Break::Sentence),
        }
    }

    /// One blank after a word that holds no full stop at its end: no sentence ends here.
    #[inline]
    fn is_plain_gap(&self, previous: &Token, next: &Token) -> bool {
        let end = previous.span.end as usize;
        next.span.start as usize == end + 1
            && matches!(
                self.source.as_bytes().get(end.wrapping_sub(1)..=end),
                Some([last, b' ']) if *last != b'.'
            )
    }

    /// The dateline and the headline are sentences of their own: cut at their edges, never inside.
    fn region_break(&self, previous: &Token, next: &Token) -> Option<Option<Break>> {
        let inside = |span: Option<Span>, token: &Token| span.is_some_and(|s| s.contains(token.span));
        if previous.span.start >= self.region_end {
            return None;
        }
        let (headline, dateline) = (self.layout.headline, self.layout.dateline);
        if inside(headline, previous) != inside(headline, next) {
            return Some(Some(Break::Paragraph));
        }
        if inside(dateline, previous) != inside(dateline, next) {
            return Some(Some(Break::Sentence));
        }
        (inside(headline, next) || inside(dateline, next)).then_some(None)
    }

    fn gap(&self, previous: &Token, next: &Token) -> Gap {
        if !next.spaced {
            return Gap::Inline;
        }
        let gap = self.source.as_bytes().get(previous.span.end as usize..next.span.start as usize);
        match gap.unwrap_or_default() {
            [b' '] => Gap::Inline,
            bytes => match bytes.iter().filter(|b| **b == b'\n').count() {
                0 if self.cells && bytes.contains(&b'\t') => Gap::Cell,
                0 => Gap::Inline,
                1 => Gap::Line,
                _ => Gap::Blank,
            },
        }
    }

    /// One line end: a new paragraph after a sentence, or before a capital unless lines are merely wrapped.
    fn line_break(&self, first: usize, at: usize) -> Option<Break> {
        let kind = if self.wrapped { Break::Sentence } else { Break::Paragraph };
        if self.ends_sentence(first, at) {
            return Some(kind);
        }
        let next = self.token(at)?;
        let item = || self.opening().after_mark(at, self.tokens.len()) > at;
        if self.opening().is_bullet(at) || !self.wrapped && item() {
            return Some(Break::Paragraph);
        }
        let starts = !matches!(next.shape, Shape::Lower | Shape::Punctuation) || next.term == words::QUOTE;
        let goes_on = matches!(self.term(at - 1), words::COMMA | words::HYPHEN);
        (starts && !self.wrapped && !goes_on).then_some(Break::Paragraph)
    }

    /// A sentence ends with its cell, but not after the date of an entry or the mark of an item.
    fn cell_break(&self, first: usize, at: usize) -> Option<Break> {
        let opening = self.opening();
        let entry = opening.body(first, at + 1) == Some(at as u32);
        (!entry && self.after_mark(first, at + 1) != at).then_some(Break::Sentence)
    }

    /// Past the mark of a list item that opens a line.
    fn after_mark(&self, first: usize, end: usize) -> usize {
        let opens = first.checked_sub(1).and_then(|before| self.token(before).zip(self.token(first)));
        if opens.is_some_and(|(before, token)| matches!(self.gap(before, token), Gap::Inline | Gap::Cell)) {
            return first;
        }
        self.opening().after_mark(first, end)
    }

    fn opening(&self) -> Opening<'_> {
        Opening { source: self.source, tokens: self.tokens, lexicon: self.lexicon }
    }

    /// Marks the sentences of dated entries.
    fn mark_entries(&self, sentences: &mut [Sentence]) {
        let (mut paragraph, mut entry) = (None, None);
        for sentence in sentences.iter_mut().filter(|s| !s.heading && !s.dateline) {
            if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
                entry = self.opening().body(sentence.first as usize, sentence.end as usize);
            }
            sentence.entry = entry;
        }
    }

    /// Whether the tokens before `at` end a sentence by punctuation.
    fn ends_sentence(&self, first: usize, at: usize) -> bool {
        let Some(stop) = self.final_mark(first, at) else { return false };
        let Some(next) = self.token(at) else { return true };
        let closed = stop + 1 < at;
        if !next.spaced && !self.is_run_on(stop, at) {
            return false;
        }
        match self.token(stop) {
            Some(token) if token.term == words::STOP => self.ends_at_stop(first, stop, at, closed),
            Some(token) if token.shape != Shape::Punctuation => self.abbreviation(token, at).unwrap_or(false),
            _ => next.shape != Shape::Lower && !is_closing(next, self.source),
        }
    }

    /// The `.`, `!`, `?` or `...` before `at`, closing quotation marks and brackets skipped.
    fn final_mark(&self, first: usize, at: usize) -> Option<usize> {
        let mut mark = at.checked_sub(1)?;
        for _ in 0..3 {
            let token = self.token(mark)?;
            match token.term {
                words::STOP | words::EXCLAMATION | words::QUESTION | words::ELLIPSIS => return Some(mark),
                _ if self.is_inner_abbreviation(token) => return Some(mark),
                words::QUOTE | words::APOSTROPHE | words::CLOSE_PAREN | words::CLOSE_BRACKET
                    if !token.spaced =>
                {
                    let width = if self.is_reference(mark) { 3 } else { 1 };
                    mark = mark.checked_sub(width).filter(|m| *m >= first)?;
                }
                _ => return None,
            }
        }
        None
    }

    /// A footnote sign, `[3]`, whose last token is `at`.
    fn is_reference(&self, at: usize) -> bool {
        let number = at.checked_sub(1).and_then(|n| self.token(n));
        self.term(at) == words::CLOSE_BRACKET
            && number.is_some_and(|t| t.shape == Shape::Digits)
            && at.checked_sub(2).is_some_and(|open| self.term(open) == words::OPEN_BRACKET)
    }

    /// `U.S.`, `p.m.`: tokens that hold their own full stop.
    fn is_inner_abbreviation(&self, token: &Token) -> bool {
        token.shape != Shape::Punctuation
            && self.source.as_bytes().get((token.span.end as usize).wrapping_sub(1)) == Some(&b'.')
    }

    /// `the town.The army`: a blank was forgotten.
    fn is_run_on(&self, stop: usize, at: usize) -> bool {
        let (Some(before), Some(next)) = (stop.checked_sub(1).and_then(|b| self.token(b)), self.token(at))
        else {
            return false;
        };
        let word = before.shape == Shape::Lower && before.span.end - before.span.start > 2;
        let start = matches!(next.shape, Shape::Capitalized) && next.span.end - next.span.start > 1;
        let quoted = stop + 1 < at && next.shape != Shape::Punctuation;
        (word && start) || quoted
    }

    fn ends_at_stop(&self, first: usize, stop: usize, at: usize, closed: bool) -> bool {
        let (Some(next), Some(before)) = (self.token(at), stop.checked_sub(1).and_then(|b| self.token(b)))
        else {
            return false;
        };
        if is_closing(next, self.source)
            || matches!(next.term, words::COMMA | words::COLON | words::SEMICOLON)
        {
            return false;
        }
        if closed {
            return next.shape != Shape::Lower;
        }
        let list_number = before.shape == Shape::Digits && stop == first + 1;
        if list_number || self.token(stop).is_some_and(|t| t.spaced) && next.shape == Shape::Lower {
            return false;
        }
        match self.abbreviation(before, at) {
            Some(ends) => ends,
            None => next.shape != Shape::Lower || self.is_plain_word(before),
        }
    }

    /// A word that is surely not an abbreviation.
    fn is_plain_word(&self, token: &Token) -> bool {
        token.shape == Shape::Lower && token.term != Term::UNKNOWN && token.span.end - token.span.start > 4
    }

    /// What the abbreviation before the stop says; `None` when it is none.
    fn abbreviation(&self, before: &Token, at: usize) -> Option<bool> {
        let next = self.token(at)?;
        let name = !matches!(next.shape, Shape::Lower | Shape::Digits | Shape::Punctuation);
        let opens = self.lexicon.opens_sentence(next.term);
        match self.lexicon.abbreviation(before.term) {
            Some(Before::Anything) => Some(false),
            Some(Before::Name) => Some(!(name || next.shape == Shape::Lower)),
            Some(Before::Digit) => {
                Some(next.shape != Shape::Digits && next.shape != Shape::Lower && !self.is_short_year(at))
            }
            Some(Before::Maybe) => Some(opens && name || next.term == words::QUOTE),
            Some(Before::TimeZone) => {
                let time = self.lexicon.names_time(next.term)
                    || self.is_abbreviated_date(at)
                    || self.term(at + 1) == words::TIME;
                Some((name && !time) || next.term == words::QUOTE)
            }
            Some(Before::Reign) if before.shape == Shape::Capitalized => {
                (next.shape == Shape::Digits || is_roman(next, self.source)).then_some(false)
            }
            Some(Before::Reign) => None,
            None if is_initial(before, self.source) => Some(!name || opens),
            // `3 a. m. Tuesday`, torn by another tokeniser.
            None if before.spaced
                && before.shape == Shape::Lower
                && before.span.end - before.span.start == 1 =>
            {
                Some(false)
            }
            None => None,
        }
    }

    /// The `'14` of `Oct. '14`.
    fn is_short_year(&self, at: usize) -> bool {
        let year = self.token(at + 1).filter(|t| t.shape == Shape::Digits && !t.spaced);
        self.term(at) == words::APOSTROPHE && year.is_some_and(|t| t.span.end - t.span.start == 2)
    }

    /// The `Dec. 12` of `at 8 a.m. Dec. 12`.
    fn is_abbreviated_date(&self, at: usize) -> bool {
        let number = if self.term(at + 1) == words::STOP { at + 2 } else { at + 1 };
        self.lexicon.abbreviation(self.term(at)) == Some(Before::Digit)
            && self.token(number).is_some_and(|t| t.shape == Shape::Digits)
    }

    /// Short lines without a final mark, followed by more text, are headings.
    fn mark_headings(&self, sentences: &mut [Sentence]) {
        let paragraphs: Vec<u32> = sentences.iter().map(|s| s.paragraph).collect();
        let last = paragraphs.last().copied().unwrap_or(0);
        let mut end = 0;
        for (at, sentence) in sentences.iter_mut().enumerate() {
            let alone = at.checked_sub(1).and_then(|b| paragraphs.get(b)) != Some(&sentence.paragraph)
                && paragraphs.get(at + 1) != Some(&sentence.paragraph);
            let item = std::mem::replace(&mut end, sentence.end) < sentence.first;
            if alone && !item && sentence.paragraph != last && !sentence.dateline {
                sentence.heading |= self.looks_like_heading(sentence);
            }
        }
    }

    fn looks_like_heading(&self, sentence: &Sentence) -> bool {
        let length = (sentence.end - sentence.first) as usize;
        let Some(last) = self.token(sentence.end as usize - 1) else { return false };
        let open = matches!(
            last.term,
            words::STOP | words::COLON | words::COMMA | words::SEMICOLON | words::ELLIPSIS | words::QUOTE
        );
        length <= LONGEST_HEADING && !open && !self.is_inner_abbreviation(last)
    }
}

/// `)`, `]` and other marks that end something cannot start a sentence.
fn is_closing(token: &Token, source: &str) -> bool {
    matches!(token.term, words::CLOSE_PAREN | words::CLOSE_BRACKET) || token.span.of(source) == "”"
}

/// The `K` of `J. K. Rowling`.
fn is_initial(token: &Token, source: &str) -> bool {
    token.shape == Shape::Capitalized && token.span.of(source).chars().nth(1).is_none()
}

/// The `VIII` of `14 Hen. VIII`.
fn is_roman(token: &Token, source: &str) -> bool {
    token.span.of(source).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// True where tabs part cells: there are far fewer of them than blanks, which they stand for in other texts.
fn has_cells(source: &str) -> bool {
    let tabs = memchr::memchr_iter(b'\t', source.as_bytes()).count();
    tabs > 0 && tabs * 3 < memchr::memchr_iter(b' ', source.as_bytes()).count()
}

/// True when lines are cut at a fixed width: many go on in lower case.
fn is_wrapped(source: &str) -> bool {
    let (mut breaks, mut going_on) = (0, 0);
    let mut rest = source.as_bytes();
    while let Some(at) = memchr::memchr(b'\n', rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        match rest.first() {
            Some(b'a'..=b'z') => going_on += 1,
            Some(b'\n' | b'\r') | None => continue,
            Some(_) => {}
        }
        breaks += 1;
    }
    going_on > 1 && going_on * WRAPPED_SHARE > breaks
}
