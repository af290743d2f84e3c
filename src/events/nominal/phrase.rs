//! Noun phrases read forward from their first token, and how far their of-phrases reach.
//!
//! Knows tags only. Windows are bounded, so that a sentence of any length stays linear.

use crate::events::{Phrase, Prepositional};
use crate::text::{Pos, Text, VerbForm, words};

/// The longest simple noun phrase, in tokens.
const WIDEST: u32 = 24;
/// Tokens in which adjectives after a comma reach their noun.
const ADJECTIVES: u32 = 6;
/// The most conjuncts and nested of-phrases that are followed.
const MOST: u32 = 12;

/// The noun phrase that begins at `start`, with its conjuncts; post-modifiers are left out.
/// Complexity: bounded by a constant.
pub fn noun_phrase(text: &Text<'_>, start: u32) -> Option<Phrase> {
    let head = simple(text, start)?;
    let alone = Phrase { first: start, end: head + 1, head, ..Phrase::default() };
    let Some((next, mut last)) = conjunct(text, alone.end) else { return Some(alone) };
    let mut conjuncts = vec![(start, alone.end), (next, last)];
    while conjuncts.len() < MOST as usize
        && let Some((next, end)) = conjunct(text, last)
    {
        conjuncts.push((next, end));
        last = end;
    }
    // `Kenya, Uganda` without an `and` is an apposition rather than a list.
    let joined =
        conjuncts.last().is_some_and(|(first, _)| text.tag(first.saturating_sub(1)).pos == Pos::Conjunction);
    if !joined {
        return Some(alone);
    }
    Some(Phrase { first: start, end: last, head, conjuncts, ..Phrase::default() })
}

/// One past a noun phrase with the of-phrases that follow `end`: `the independence [of the republic]`.
/// Complexity: bounded by a constant.
pub fn extend_of(text: &Text<'_>, end: u32) -> u32 {
    let mut end = end;
    for _ in 0..MOST {
        let phrase = if text.is(end, words::OF) { noun_phrase(text, end + 1) } else { None };
        match phrase {
            Some(phrase) => end = phrase.end,
            None => break,
        }
    }
    end
}

/// The phrase of a preposition; after `between` both its halves, whatever the verb after them: `between A and B`.
pub fn pair(text: &Text<'_>, prepositional: &Prepositional) -> Phrase {
    let phrase = &prepositional.phrase;
    let both = text.is(phrase.end, words::AND) && text.reads(prepositional.preposition, "between");
    let second = if both && phrase.conjuncts.is_empty() { simple(text, phrase.end + 1) } else { None };
    match second {
        Some(head) => {
            let end = head + 1;
            let conjuncts = vec![(phrase.first, phrase.end), (phrase.end + 1, end)];
            Phrase { end, conjuncts, ..phrase.clone() }
        }
        None => phrase.clone(),
    }
}

/// The head, which is the last token, of the noun phrase without conjuncts that begins at `start`.
fn simple(text: &Text<'_>, start: u32) -> Option<u32> {
    let mut head = None;
    let mut token = start;
    // A title line has no mark at its end.
    let close = text.sentences.get(text.sentence_of(start) as usize).map_or(start, |s| s.end);
    while token < close.min(start + WIDEST) {
        let tag = text.tag(token);
        match tag.pos {
            Pos::Noun | Pos::ProperNoun => head = Some(token),
            Pos::Pronoun if head.is_none() && token == start => return Some(token),
            Pos::Determiner if head.is_some() || token != start && !opens(text, token - 1) => break,
            Pos::Determiner | Pos::Adjective | Pos::Possessive => {}
            Pos::Number => {
                // `Section 7`, `magnitude 6.1`
                let figure = |t: u32| text.tag(t).pos == Pos::Number || text.is(t, words::STOP);
                let plural = |h: u32| text.lexicon.entry(text.term(h)).plural;
                let numbered = head.is_some_and(|h| !plural(h) && (h + 1..token).all(figure));
                let decimal = token > start + 1 && joins(text, token - 1) && text.is(token - 1, words::STOP);
                if (head.is_none() || numbered) && (decimal || next_closes(text, token)) {
                    head = Some(token);
                }
            }
            Pos::Adverb if head.is_none() => {}
            // `the French and German ministers`: one phrase, whose noun follows the second adjective.
            Pos::Conjunction if head.is_none() && token > start && adjectives(text, token) => {}
            // `a planned visit`, `the ruling party`: a participle between determiner and noun.
            Pos::Verb
                if head.is_none() && token > start && participle(tag.form) && !next_closes(text, token) => {}
            _ if joins(text, token) => {}
            // `a small, remote village`
            Pos::Punctuation
                if head.is_none() && token > start && adjectives(text, token) && noun_near(text, token) => {}
            _ => break,
        }
        token += 1;
    }
    head
}

/// Adjectives alone stand between a comma and a noun.
fn noun_near(text: &Text<'_>, comma: u32) -> bool {
    let inner = |t: &u32| text.tag(*t).pos != Pos::Adjective && !text.is(*t, words::HYPHEN);
    let noun = (comma + 1..comma + ADJECTIVES).find(inner);
    text.is(comma, words::COMMA) && noun.is_some_and(|t| text.tag(t).pos == Pos::Noun)
}

fn adjectives(text: &Text<'_>, conjunction: u32) -> bool {
    [conjunction - 1, conjunction + 1].iter().all(|t| text.tag(*t).pos == Pos::Adjective)
}

fn opens(text: &Text<'_>, token: u32) -> bool {
    matches!(text.tag(token).pos, Pos::Determiner)
}

fn participle(form: VerbForm) -> bool {
    matches!(form, VerbForm::PastParticiple | VerbForm::Gerund | VerbForm::Past)
}

/// A hyphen, or the full stop of an abbreviation before a name, does not end a noun phrase.
fn joins(text: &Text<'_>, token: u32) -> bool {
    let spaced = |at: u32| text.tokens.get(at as usize).is_some_and(|t| t.spaced);
    let stop = text.is(token, words::STOP) && !spaced(token) && text.after(token).is_some();
    let named = || text.tag(token + 1).pos == Pos::ProperNoun && text.tag(token - 1).pos == Pos::ProperNoun;
    // `a magnitude of 5.6`
    let decimal = || {
        let number = |at: u32| text.tag(at).pos == Pos::Number;
        !spaced(token + 1) && number(token - 1) && number(token + 1)
    };
    let glued = !spaced(token + 1) && (text.is(token, words::HYPHEN) || text.is(token, words::AMPERSAND));
    glued || stop && (named() || decimal())
}

fn next_closes(text: &Text<'_>, token: u32) -> bool {
    let after = u32::from(text.tag(token + 1).pos == Pos::Adverb);
    let next = text.tag(token + 1 + after);
    if next.form == VerbForm::Past && next.pos == Pos::Verb {
        return true; // `a quake of 6.1 struck`
    }
    let next = next.pos;
    !matches!(next, Pos::Noun | Pos::ProperNoun | Pos::Adjective | Pos::Number | Pos::Verb)
        && !joins(text, token + 1)
}

/// The conjunct after `end`: `, B` or `and B` or `, and B`; not where `B` is the subject of a clause.
fn conjunct(text: &Text<'_>, end: u32) -> Option<(u32, u32)> {
    let comma = text.is(end, words::COMMA);
    let mut next = end + u32::from(comma);
    let conjunction = text.tag(next).pos == Pos::Conjunction && !text.is(next, words::BUT);
    next += u32::from(conjunction);
    if !comma && !conjunction {
        return None;
    }
    let end = simple(text, next)? + 1;
    (!starts_predicate(text, end)).then_some((next, end))
}

/// True when a finite verb group begins at `token`: what stands before it is its subject.
fn starts_predicate(text: &Text<'_>, token: u32) -> bool {
    let tag = text.tag(token);
    match tag.pos {
        Pos::Auxiliary | Pos::Modal => true,
        Pos::Verb => matches!(tag.form, VerbForm::Past | VerbForm::Present3),
        _ => false,
    }
}
