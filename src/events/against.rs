//! What stands around a clause and says that it did not come about, or leaves it open: `instead of closing it`, `scrapped a
//! plan to close it`, `no evidence that he closed it`.
//!
//! Knows predicates and the words before them. What governing words do by themselves is in the tables of `governor`.

use super::words::Words;
use super::{ClauseKind, Effect, Phrase, Predicate};
use crate::text::{Pos, Text, VerbForm, words};

/// How far before a noun its `no` is looked for, in tokens.
const WIDEST: u32 = 4;
/// How far after a clause it is looked for what the report of it is, in tokens.
const FARTHEST: u32 = 16;

/// What the words around a clause say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    /// It did not happen.
    Undone,
    /// Nobody says that it happened or will.
    Open,
}

/// What is said against `predicate`, if anything. Complexity: constant.
pub(super) fn stance(
    text: &Text<'_>,
    words: &Words,
    predicates: &[Predicate],
    predicate: &Predicate,
) -> Option<Stance> {
    let gerund = text.tag(predicate.token).form == VerbForm::Gerund;
    let by_preposition = if gerund { before_gerund(text, words, predicate) } else { None };
    let verb = predicate.parent.and_then(|p| predicates.get(p as usize));
    by_preposition.or_else(|| is_governed_away(text, words, verb, predicate).then_some(Stance::Open))
}

/// `instead of`, `far from`, `stopped short of`, `rather than`, `voted against`.
fn before_gerund(text: &Text<'_>, words: &Words, gerund: &Predicate) -> Option<Stance> {
    let before = gerund.first.checked_sub(1)?;
    let opener = before.checked_sub(1).map(|t| text.term(t))?;
    match text.term(before) {
        words::OF | words::FROM | words::THAN if words.in_place.contains(&opener) => Some(Stance::Undone),
        against if against == words.against && gerund.effect == Effect::Asserted => Some(Stance::Open),
        _ => None,
    }
}

/// The noun that governs the clause is what was dropped, is untrue, or is not there.
fn is_governed_away(text: &Text<'_>, words: &Words, verb: Option<&Predicate>, clause: &Predicate) -> bool {
    let Some(noun) = clause.governor_noun else { return false };
    let holds = |phrase: &Option<Phrase>| phrase.as_ref().is_some_and(|p| p.first <= noun && noun < p.end);
    let fact = clause.kind != ClauseKind::Content || words.sure.contains(&text.tag(noun).lemma);
    let missing = !fact && (has_no(text, noun) || verb.is_some_and(|v| v.negated && holds(&v.object)));
    let dropped = |verb: &Predicate| {
        let direct = if verb.passive { &verb.subject } else { &verb.object };
        words.drops.contains(&verb.lemma) && holds(direct)
    };
    missing
        || verb.is_some_and(dropped)
        || clause.kind == ClauseKind::Content && is_untrue(text, words, clause)
}

/// `reports [that it fell] are false`: right after the clause a form of `be` and such an adjective stand.
fn is_untrue(text: &Text<'_>, words: &Words, clause: &Predicate) -> bool {
    let untrue = |t: &u32| words.untrue.contains(&text.term(*t));
    let Some(adjective) = (clause.end..clause.end + FARTHEST).find(untrue) else { return false };
    let is = |t: u32| text.tag(t).pos == Pos::Auxiliary;
    let plain = |t: u32| text.tag(t).pos != Pos::Negation;
    adjective > clause.end && is(adjective - 1) && plain(adjective - 1)
}

/// `no hard evidence`: a `no` among the words before a noun.
fn has_no(text: &Text<'_>, noun: u32) -> bool {
    let mut before = (noun.saturating_sub(WIDEST)..noun).rev();
    let modifies = |t: &u32| matches!(text.tag(*t).pos, Pos::Noun | Pos::Adjective);
    before.find(|t| !modifies(t)).is_some_and(|t| text.is(t, words::NO))
}
