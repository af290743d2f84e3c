//! Orders between a statement or decision and what it is about.

use super::scene::Scene;
use super::sieve::{Proposal, Sieve};
use super::{Order, Other};
use crate::events::{Aspect, ClauseKind, EventClass, EventMention, Modality, SlinkClass, Tense};
use crate::temporal::DateBasis;

/// `said that talks were launched`: over when it was said. `announced that it would recognize`: not before.
/// `announced that it was severing ties`: at the same time.
pub(super) struct Content;

impl Sieve for Content {
    fn name(&self) -> &'static str {
        "order.content"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for (event, content) in scene.indexed() {
            let Some(governor) = content.governor else { continue };
            let Some(verb) = scene.event(governor) else { continue };
            if let Some(order) = order(verb, content) {
                out.push(Proposal::Ordered { event, order, other: Other::Event(governor) });
            }
        }
    }
}

/// How the content stands to the verb that governs it.
fn order(verb: &EventMention, content: &EventMention) -> Option<Order> {
    if matches!(content.modality, Modality::Future | Modality::Planned | Modality::Requested) {
        return (!told_later(verb, content)).then_some(Order::OnOrAfter);
    }
    let reported = verb.class == EventClass::Reporting || content.governor_class == Some(SlinkClass::Factive);
    let over =
        content.tense == Tense::Past || (content.tense == Tense::Present && is_perfect(content.aspect));
    let told = content.modality == Modality::Asserted && content.class != EventClass::State;
    let going_on = content.aspect == Aspect::Progressive;
    (reported && over && told).then_some(if going_on { Order::Same } else { Order::OnOrBefore })
}

/// True where the statement's day bounds no plan: `has decided to leave` was decided before the article that tells it, and
/// `it was a day to celebrate` is the purpose of something else than of saying so.
fn told_later(verb: &EventMention, content: &EventMention) -> bool {
    let guessed = verb.date.as_ref().is_none_or(|date| date.basis == DateBasis::Dct);
    let perfect = verb.tense == Tense::Present && is_perfect(verb.aspect);
    content.clause == ClauseKind::Purpose || (guessed && perfect)
}

fn is_perfect(aspect: Aspect) -> bool {
    aspect == Aspect::Perfective
}
