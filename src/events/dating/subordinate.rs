//! Orders by `after`, `before`, `when`, `while`, `since`, `until` with a clause.

use super::scene::{Scene, finite};
use super::sieve::{Proposal, Sieve};
use super::{Order, Other};
use crate::events::{ClauseKind, EventMention, Tense};

/// `left after the vote was held`: the main verb is ordered against the verb of the clause.
pub(super) struct Subordinate;

impl Sieve for Subordinate {
    fn name(&self) -> &'static str {
        "order.subordinate"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for (clause, mention) in scene.indexed().filter(|(_, e)| e.clause == ClauseKind::Temporal) {
            let (Some(event), Some(word)) = (mention.parent, mention.subordinator) else { continue };
            let past = |e: &EventMention| e.tense == Tense::Past;
            let alike = scene.event(event).is_some_and(|main| past(main) == past(mention));
            if let Some(order) = order(scene, word, mention).filter(|order| alike || *order != Order::Same) {
                out.push(Proposal::Ordered { event, order, other: Other::Event(clause) });
            }
        }
    }
}

fn order(scene: &Scene<'_>, word: u32, clause: &EventMention) -> Option<Order> {
    let is = |name: &str| scene.is(word, name);
    if is("after") || is("once") || is("since") {
        return Some(Order::After);
    }
    if is("before") || is("until") || is("till") {
        return Some(Order::OnOrBefore);
    }
    // `when` and `while` give the same day for what happens at once, but not for what goes on.
    (finite(clause) && is("when")).then_some(Order::Same)
}

/// `closed after the vote`, `spoke during the summit`: a verb is ordered against the noun after its preposition.
pub(super) struct NounPhrase;

impl Sieve for NounPhrase {
    fn name(&self) -> &'static str {
        "order.noun-phrase"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for (noun, mention) in scene.indexed().filter(|(_, e)| e.nominal) {
            let Some(word) = scene.preposition(mention) else { continue };
            let Some(order) = by_preposition(scene, word) else { continue };
            let verbs = scene.around(mention.sentence, mention.token).filter(|(_, e)| !e.nominal);
            let left = verbs.clone().rfind(|(_, e)| e.end <= word);
            let right = || verbs.clone().find(|(_, e)| e.first > mention.token && finite(e));
            if let Some((event, _)) = left.or_else(right) {
                out.push(Proposal::Ordered { event, order, other: Other::Event(noun) });
            }
        }
    }
}

fn by_preposition(scene: &Scene<'_>, word: u32) -> Option<Order> {
    let is = |name: &str| scene.is(word, name);
    if is("after") || is("following") || is("since") {
        return Some(Order::After);
    }
    if is("before") || is("until") {
        return Some(Order::OnOrBefore);
    }
    is("during").then_some(Order::Within)
}
