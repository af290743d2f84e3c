//! A capital for its government, or as a place: decided by the words around it.
//!
//! A capital is a government only where it acts, owns, is spoken to, or is the other side of a relation; after a
//! preposition of place, as the goal of a movement, or before the name of a street it is a place.
//!
//! Knows the words beside the name. Whether it is a capital, the directory says.

use crate::text::{Pos, Shape, Text, VerbForm, words};

use super::directory::{Directory, sort};

/// Helpers and adverbs before a verb at most: `has since been retaken`.
const HELPERS: u32 = 4;

/// True when the capital at tokens `first..end` stands for its government.
pub(super) fn is_government(text: &Text, directory: &Directory, first: u32, end: u32) -> bool {
    if is_taken(text, directory, end) {
        return false;
    }
    let Some(before) = text.before(first) else { return subject_or_owner(text, directory, end) };
    let term = text.term(before);
    match term {
        words::IN | words::AT => possessor(text, directory, end),
        words::TO => possessor(text, directory, end) || after_to(text, directory, before),
        words::FROM | words::ON => {
            possessor(text, directory, end) || noun_is(text, directory, before, sort::GIFT)
        }
        words::OF => after_of(text, directory, before, end),
        _ if directory.is(term, sort::RELATION) => !precedes_noun(text, end),
        words::AND | words::OR | words::COMMA => coordinated(text, directory, before, end),
        _ if text.tag(before).pos == Pos::Preposition => possessor(text, directory, end),
        _ => other(text, directory, before, end),
    }
}

/// `Rome was liberated`, `Saigon fell`: what such a verb happens to is the town.
fn is_taken(text: &Text, directory: &Directory, end: u32) -> bool {
    let helps = |at: &u32| matches!(text.tag(*at).pos, Pos::Auxiliary | Pos::Modal | Pos::Adverb);
    let verb = (end..end + HELPERS).find(|at| !helps(at)).unwrap_or(end);
    if text.tag(verb).pos != Pos::Verb || !directory.token_is(text, verb, sort::SEAT) {
        return false;
    }
    let passive = verb > end && (end..verb).any(|at| text.tag(at).lemma == words::BE);
    passive && text.tag(verb).form != VerbForm::Gerund
        || text.lexicon.entry(text.tag(verb).lemma).intransitive
}

/// `visited Kyiv` against `urged Kyiv`; otherwise by what follows.
fn other(text: &Text, directory: &Directory, before: u32, end: u32) -> bool {
    if matches!(text.tag(before).pos, Pos::Verb) {
        return !directory.token_is(text, before, sort::SEAT | sort::MOTION) && !precedes_noun(text, end);
    }
    if matches!(text.tag(before).pos, Pos::Adjective | Pos::Noun | Pos::Determiner | Pos::ProperNoun) {
        return possessor(text, directory, end)
            || (finite_follows(text, end) && text.tag(before).pos != Pos::ProperNoun);
    }
    subject_or_owner(text, directory, end)
}

fn subject_or_owner(text: &Text, directory: &Directory, end: u32) -> bool {
    possessor(text, directory, end) || finite_follows(text, end) || joined_subject(text, end)
}

/// `Moscow's stance`, not `Moscow's streets` or `Moscow's Red Square`.
fn possessor(text: &Text, directory: &Directory, end: u32) -> bool {
    if text.tag(end).pos != Pos::Possessive && !text.is(end, words::CLITIC_S) {
        return false;
    }
    let next = end + 1;
    let capital = text.tokens.get(next as usize).is_some_and(|t| t.shape == Shape::Capitalized);
    let locale = (next..next + 3).any(|at| directory.is(text.term(at), sort::LOCALE));
    !locale && (!capital || text.tag(next).pos != Pos::ProperNoun)
}

/// A finite verb follows, adverbs apart.
fn finite_follows(text: &Text, end: u32) -> bool {
    let mut at = end;
    while at < end + 3 && text.tag(at).pos == Pos::Adverb {
        at += 1;
    }
    let tag = text.tag(at);
    match tag.pos {
        Pos::Modal | Pos::Auxiliary => true,
        Pos::Verb => matches!(tag.form, VerbForm::Past | VerbForm::Present3 | VerbForm::Base),
        _ => false,
    }
}

/// `Moscow and Minsk agreed`: a finite verb follows the other member.
fn joined_subject(text: &Text, end: u32) -> bool {
    let joins = text.is(end, words::AND) || text.is(end, words::OR);
    joins && (end + 2..end + 5).any(|at| finite_follows(text, at))
}

/// The word after stands in the same noun phrase: `the Moscow court`, `Moscow-based`.
fn precedes_noun(text: &Text, end: u32) -> bool {
    let spaced = text.tokens.get(end as usize).is_some_and(|t| t.spaced);
    let hyphen = text.is(end, words::HYPHEN) && !spaced;
    hyphen || matches!(text.tag(end).pos, Pos::Noun) && text.tag(end).form == VerbForm::None
}

/// `Ambassador to Moscow`, `aid to Kyiv`; a place after words of movement and by default.
fn after_to(text: &Text, directory: &Directory, to: u32) -> bool {
    (1..=4).map_while(|back| to.checked_sub(back)).find_map(|at| {
        if directory.token_is(text, at, sort::POST | sort::GIFT) {
            return Some(true);
        }
        let stops = directory.token_is(text, at, sort::MOTION) || text.tag(at).pos == Pos::Punctuation;
        stops.then_some(false)
    }) == Some(true)
}

fn noun_is(text: &Text, directory: &Directory, before: u32, sorts: u16) -> bool {
    before.checked_sub(1).is_some_and(|at| directory.token_is(text, at, sorts))
}

/// `the government of Moscow`, not `the outskirts of Moscow`; a place by default.
fn after_of(text: &Text, directory: &Directory, of: u32, end: u32) -> bool {
    possessor(text, directory, end)
        || (noun_is(text, directory, of, sort::GIFT) && !noun_is(text, directory, of, sort::LOCALE))
}

/// After `and` or a comma: as the member before, where that is a name after `between` or `with`; else by what follows.
fn coordinated(text: &Text, directory: &Directory, joint: u32, end: u32) -> bool {
    let near = || (1..=4).map_while(|back| joint.checked_sub(back)).map(|at| text.term(at));
    let relation = near().any(|term| directory.is(term, sort::RELATION));
    let place = near().any(|term| matches!(term, words::IN | words::AT | words::FROM | words::TO));
    possessor(text, directory, end) || !place && (relation || subject_or_owner(text, directory, end))
}
