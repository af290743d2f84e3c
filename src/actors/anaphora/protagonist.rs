//! Whom a document is about: the one person named first and most often.
//!
//! Knows how often names stand in the text and where first. Does not know pronouns, which it helps to resolve.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::actors::scene::{Need, Scene};
use crate::actors::{ActorKind, Reference};
use crate::text::{Term, words};

/// Sentences within which the protagonist is first named.
const OPENING: u32 = 3;

/// Times that a protagonist is named at least.
const OFTEN: usize = 4;

/// A name that stands after `in` more often than once in so many times is a place.
const LOCATED: usize = 20;

/// The person who is named in the opening, often, and as often as all other persons together. A name of unknown kind
/// is a person's where `he` or `she` stands half as often, if nobody else is named two thirds as often.
///
/// Nobody who is a team by its name (`teams`). Complexity: linear in the mentions.
pub(super) fn of(scene: &Scene, order: &[u32], teams: &[u32]) -> Option<u32> {
    let drafts = || order.iter().filter_map(|number| scene.drafts.get(*number as usize));
    // Times named, and the sentence where first.
    let mut names: FxHashMap<u32, (usize, u32)> = FxHashMap::default();
    for draft in drafts().filter(|draft| draft.need == Need::Nothing) {
        if let [actor] = draft.mention.actors.as_slice()
            && draft.mention.reference == Reference::Name
            && matches!(scene.kind(*actor), ActorKind::Person | ActorKind::Unknown)
        {
            names.entry(*actor).or_insert((0, draft.mention.sentence)).0 += 1;
        }
    }
    for actor in teams.iter().filter(|actor| scene.kind(**actor) == ActorKind::Unknown) {
        names.remove(actor);
    }
    let is_person = |actor: u32| scene.kind(actor) == ActorKind::Person;
    let persons = || names.iter().filter(|(actor, _)| is_person(**actor)).map(|(_, (times, _))| *times);
    let opening = names.iter().filter(|(_, (_, first))| *first < OPENING);
    let (hero, (times, _)) = opening.max_by_key(|(actor, (times, _))| (*times, Reverse(**actor)))?;
    let personal = || drafts().filter(|draft| is_personal(scene.text.term(draft.mention.first))).count();
    let foremost = if is_person(*hero) {
        times * 2 >= persons().sum()
    } else {
        times * 2 >= persons().max().unwrap_or(0) * 3 && personal() * 2 >= *times
    };
    let place = || {
        let within =
            drafts().filter(|d| d.mention.actors.contains(hero) && is_within(scene, d.mention.first));
        within.count() * LOCATED > *times
    };
    (*times >= OFTEN && foremost && (is_person(*hero) || !place())).then_some(*hero)
}

/// `in Persia`, `into Persia`: a name after such a word is a place.
fn is_within(scene: &Scene, first: u32) -> bool {
    let before = scene.text.before(first).map(|at| scene.text.word(at));
    matches!(before, Some("in" | "into" | "across" | "throughout"))
}

fn is_personal(term: Term) -> bool {
    matches!(term, words::HE | words::SHE | words::HIS | words::HER | words::HIM)
}
