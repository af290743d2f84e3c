//! Orders by `after`, `before`, `when`, `while`, `since`, `until` with a clause.

use super::scene::{Scene, finite};
use super::sieve::{Proposal, Sieve};
use super::{Order, Other};
use crate::events::{ClauseKind, EventMention};

/// `left after the vote was held`: the main verb is ordered against the verb of the clause.
pub(super) struct Subordinate;

impl Sieve for Subordinate {
    fn name(&self) -> &'static str {
        "order.subordinate"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for (clause, mention) in scene.indexed().filter(|(_, e)| e.clause == ClauseKind::Temporal) {
            let (Some(event), Some(word)) = (mention.parent, mention.subordinator) else { continue };
            if let Some(order) = order(scene, word, mention) {
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
