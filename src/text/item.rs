//! What stands at the head of a paragraph before its words: the mark of a list item, the date of an entry.
//!
//! Knows the look of marks, and of dates only that they consist of figures and names of times. Which day is meant, a higher
//! layer says.

use super::abbreviation::Before;
use super::{Lexicon, ORDINAL_ENDINGS, Shape, Term, Token, words};

/// The number of a paragraph has at most this many digits: with four it is a year.
const DIGITS_OF_ITEM: u32 = 3;

/// The number of a section, `3.2.1`, has fewer tokens.
const LONGEST_NUMBER: usize = 8;

/// The date of an entry has at most this many tokens.
const LONGEST_DATE: usize = 14;

/// The first tokens of a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Opening<'t> {
    pub source: &'t str,
    pub tokens: &'t [Token],
    pub lexicon: &'t Lexicon,
}

impl<'t> Opening<'t> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn term(&self, at: usize) -> Term {
        self.token(at).map_or(Term::UNKNOWN, |t| t.term)
    }

    fn is_spaced(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.spaced)
    }

    /// Where the words of a list item begin whose mark is at `first`: `4.`, `(b)`, `[12]`, a bullet. Elsewhere `first` itself.
    pub(super) fn after_mark(self, first: usize, end: usize) -> usize {
        let Some(mark) = self.token(first) else { return first };
        let letter = mark.span.end == mark.span.start + 1;
        if !letter && !matches!(mark.shape, Shape::Punctuation | Shape::Digits) {
            return first;
        }
        let after = if self.is_bullet(first) { Some(first + 1) } else { self.after_number(first) };
        after.filter(|after| *after < end && self.is_spaced(*after)).unwrap_or(first)
    }

    /// A bullet or dash that opens a line.
    pub(super) fn is_bullet(self, at: usize) -> bool {
        let mark = matches!(self.term(at), words::BULLET | words::ASTERISK | words::HYPHEN | words::DASH);
        mark && self.is_spaced(at + 1)
    }

    /// Past the `4.` or `24/034` of a numbered paragraph, or the `4)`, `(b)`, `[12]` of a list.
    fn after_number(self, first: usize) -> Option<usize> {
        if let Some(after) = self.after_section_number(first) {
            return Some(after);
        }
        let close = match self.term(first) {
            words::OPEN_PAREN => Some(words::CLOSE_PAREN),
            words::OPEN_BRACKET => Some(words::CLOSE_BRACKET),
            _ => None,
        };
        let label = self.token(first + usize::from(close.is_some()))?;
        let length = label.span.end - label.span.start;
        let number = label.shape == Shape::Digits && length <= DIGITS_OF_ITEM;
        let letter = label.shape != Shape::Punctuation && length == 1;
        let at = first + 1 + usize::from(close.is_some());
        let mark = self.token(at).filter(|mark| !mark.spaced)?.term;
        let ends = match close {
            Some(close) => (number || letter) && mark == close,
            None => number && mark == words::STOP || (number || letter) && mark == words::CLOSE_PAREN,
        };
        ends.then_some(at + 1)
    }

    /// Past the `3.2.1` or `24/034` before a capital; `9/11` and `2.5` are none.
    fn after_section_number(self, first: usize) -> Option<usize> {
        let number = self.token(first).filter(|t| t.shape == Shape::Digits || self.figures(t).is_some())?;
        let after = (first + 1..first + LONGEST_NUMBER).find(|at| self.is_spaced(*at))?;
        let last = self
            .token(after - 1)
            .filter(|_| self.token(after).is_some_and(|t| t.shape == Shape::Capitalized))?;
        let written = self.source.get(number.span.start as usize..last.span.end as usize)?;
        let written = written.trim_end_matches('.');
        let parts =
            |mark: char| written.split(mark).all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
        let levels = written.matches('.').count() >= 2 && parts('.');
        let minute = written.split_once('/').is_some_and(|(_, number)| number.len() >= 3) && parts('/');
        (levels || minute).then_some(after)
    }

    /// The first token after the colon, dash or cell that holds the date of an entry: `4 March 2019 – Workers walk out`, `1887: ...`,
    /// `Late April – ...`, `7 – 9 March: ...`. None where the paragraph begins otherwise.
    pub(super) fn body(self, first: usize, end: usize) -> Option<u32> {
        let (mut dated, mut body) = (false, None);
        for at in first..end.min(first + LONGEST_DATE) {
            if dated && self.opens_cell(at) {
                return Some(at as u32);
            }
            if dated && self.ends_date(at) && at + 1 < end {
                // `3 March – 2 April: ...`: the last one, where more of a date follows the first.
                body = Some(at as u32 + 1);
                if self.term(at) == words::COLON {
                    break;
                }
            } else if !self.is_of_date(at) {
                break;
            }
            dated |= self.tells_date(at);
        }
        body
    }

    /// True for the first token of another cell of a table.
    pub(super) fn opens_cell(self, at: usize) -> bool {
        let Some((before, token)) = at.checked_sub(1).and_then(|b| self.token(b)).zip(self.token(at)) else {
            return false;
        };
        let gap = self
            .source
            .as_bytes()
            .get(before.span.end as usize..token.span.start as usize)
            .unwrap_or_default();
        token.spaced && gap.contains(&b'\t') && !gap.contains(&b'\n')
    }

    /// A colon, or a dash or stroke between blanks.
    fn ends_date(self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|_| self.is_spaced(at + 1)) else { return false };
        let parts = matches!(token.term, words::HYPHEN | words::DASH) || token.span.of(self.source) == "|";
        token.term == words::COLON || parts && token.spaced
    }

    /// A month or weekday, or a year.
    fn tells_date(self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let year = token.shape == Shape::Digits && token.span.end - token.span.start == 4;
        year || self.names_time(token) || self.figures(token).is_some_and(|figures| figures.len() > 7)
    }

    fn names_time(self, token: &Token) -> bool {
        let month = matches!(token.term, words::MARCH | words::MAY)
            || self.lexicon.names_time(token.term)
            || self.lexicon.abbreviation(token.term) == Some(Before::Digit);
        month && token.shape != Shape::Lower
    }

    /// The letters of a token that begins with a digit and holds but digits, the signs of dates or the end of an ordinal.
    fn figures(self, token: &Token) -> Option<&'t str> {
        let written = token.span.of(self.source);
        let rest = ORDINAL_ENDINGS.iter().find_map(|ending| written.strip_suffix(ending)).unwrap_or(written);
        let sign = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ':');
        (rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().all(sign)).then_some(rest)
    }

    /// What the date of an entry consists of.
    fn is_of_date(self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let small = matches!(
            token.term,
            words::COMMA
                | words::HYPHEN
                | words::DASH
                | words::SLASH
                | words::AND
                | words::TO
                | words::EARLY
                | words::LATE
                | words::MID
                | words::OPEN_PAREN
                | words::CLOSE_PAREN
                | words::OPEN_BRACKET
                | words::CLOSE_BRACKET
        );
        let abbreviated = token.term == words::STOP && !token.spaced;
        small || abbreviated || self.names_time(token) || self.figures(token).is_some()
    }
}
