//! The order that tense gives against the day of publication.

use super::scene::{Scene, finite};
use super::sieve::{Proposal, Sieve};
use super::{Order, Other};
use crate::events::{Aspect, EventClass, EventMention, Modality, Tense};

/// What is told in the past was over on the day of publication; what is told with `will` was still to come.
pub(super) struct Creation;

impl Sieve for Creation {
    fn name(&self) -> &'static str {
        "order.creation"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for (event, mention) in scene.indexed() {
            if let Some(order) = order(scene, mention) {
                out.push(Proposal::Ordered { event, order, other: Other::Creation });
            }
        }
    }
}

fn order(scene: &Scene<'_>, event: &EventMention) -> Option<Order> {
    if event.tense == Tense::Future && event.modality != Modality::Hypothetical {
        return Some(Order::OnOrAfter);
    }
    let over = event.modality == Modality::Asserted && event.class != EventClass::State && is_over(event);
    (over || told_by_its_verb(scene, event)).then_some(Order::OnOrBefore)
}

fn is_over(event: &EventMention) -> bool {
    let perfect = event.aspect == Aspect::Perfective;
    finite(event) && (event.tense == Tense::Past || (event.tense == Tense::Present && perfect))
}

/// Participles and nouns have no tense; they are over when the verb on which they hang is, unless they are its plan.
fn told_by_its_verb(scene: &Scene<'_>, event: &EventMention) -> bool {
    let participle = event.tense == Tense::PresentParticiple && event.modality == Modality::Asserted;
    let parent = event.parent.and_then(|parent| scene.event(parent));
    participle && parent.is_some_and(|p| is_over(p) && p.modality == Modality::Asserted)
}
