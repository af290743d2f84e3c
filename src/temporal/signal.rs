//! The words around a time expression that relate events to it: `since`, `no later than`, `or earlier`.
//!
//! Knows prepositions and negations. Does not know what the expression means.

use super::Signal;
use crate::rule::{ClassId, Vocabulary};
use crate::text::{Pos, Text, words};

/// The words after an expression that open it: `1990 onwards`, `May or later`, `(2010-)`.
pub fn after(text: &Text, end: u32) -> Option<Signal> {
    let closes = |t: u32| text.is(t, words::CLOSE_PAREN);
    if text.reads(end, "onwards")
        || text.reads(end, "onward")
        || text.is(end, words::HYPHEN) && closes(end + 1)
    {
        return Some(Signal::Since);
    }
    if !(text.is(end, words::OR) || text.is(end, words::AND)) {
        return None;
    }
    let next = |word: &str| text.reads(end + 1, word);
    match (next("later") || next("after") || next("onwards"), next("earlier") || next("before")) {
        (true, _) => Some(Signal::Since),
        (_, true) => Some(Signal::Until),
        _ => None,
    }
}

/// The preposition that ends right before a token.
pub fn before(text: &Text, vocabulary: &Vocabulary, signal: ClassId, token: u32) -> Option<Signal> {
    let before = text.before(token)?;
    // `on or about 3 June`, `on or before 3 June`
    let either =
        before.checked_sub(2).is_some_and(|t| text.is(before - 1, words::OR) && text.is(t, words::ON));
    let code = |t: u32| vocabulary.value(text.term(t), signal);
    let term = text.term(before);
    if (term == words::OF || term == words::AT)
        && before.checked_sub(1).is_some_and(|t| text.is(t, words::AS))
    {
        return Some(Signal::AsOf);
    }
    if term == words::THAN
        && let Some(bound) = before.checked_sub(1)
    {
        let no =
            bound.checked_sub(1).is_some_and(|t| text.reads(t, "no") || text.tag(t).pos == Pos::Negation);
        return match (text.reads(bound, "later"), text.reads(bound, "earlier")) {
            (true, _) if no => Some(Signal::By),
            (true, _) => Some(Signal::After),
            (_, true) if no => Some(Signal::Since),
            (_, true) => Some(Signal::Before),
            _ => None,
        };
    }
    if term == words::TO && before.checked_sub(1).is_some_and(|t| text.reads(t, "prior")) {
        return Some(Signal::Before);
    }
    Some(match code(before)? {
        // `will not open before March`, `not until March`: from March on.
        2 | 5 if is_denied(text, before) => Signal::Since,
        2 if either => Signal::By,
        3 if either => Signal::Since,
        1 => Signal::At,
        2 => Signal::Before,
        3 => Signal::After,
        4 => Signal::Since,
        5 => Signal::Until,
        6 => Signal::By,
        8 => Signal::For,
        _ => return None,
    })
}

/// `shortly before`, `just after` the token.
pub fn is_close(text: &Text, vocabulary: &Vocabulary, close: ClassId, token: u32) -> bool {
    let adverb = token.checked_sub(2).filter(|t| text.sentence_of(*t) == text.sentence_of(token));
    let side = token.checked_sub(1).is_some_and(|t| text.is(t, words::BEFORE) || text.is(t, words::AFTER));
    side && adverb.is_some_and(|t| vocabulary.set(text.term(t)) & close.bit() != 0)
}

/// A negation stands before the verb of a preposition, or right before it: `not open until`, `not before`.
fn is_denied(text: &Text, preposition: u32) -> bool {
    let start = text.sentences.get(text.sentence_of(preposition) as usize).map_or(0, |s| s.first);
    let reach = start.max(preposition.saturating_sub(DENIED))..preposition;
    reach
        .rev()
        .take_while(|t| !matches!(text.tag(*t).pos, Pos::Punctuation | Pos::Conjunction))
        .any(|t| text.tag(t).pos == Pos::Negation)
}

/// Tokens between a negation and the preposition that it turns round.
const DENIED: u32 = 6;
