//! Sieves for a date in words that hangs on the event itself: five positions, and the word before the date.

use super::attach::Position;
use super::scene::Scene;
use super::sieve::{Proposal, Sieve};
use super::{Order, Other};
use crate::temporal::Signal;

/// A date at one position in the sentence.
pub(super) struct AtPosition {
    pub(super) name: &'static str,
    pub(super) position: Position,
}

impl Sieve for AtPosition {
    fn name(&self) -> &'static str {
        self.name
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for (index, attachment) in scene.attachments.iter().enumerate() {
            let Some(found) = attachment.filter(|a| a.position == self.position) else { continue };
            let signal = scene.given.timexes.get(index).and_then(|timex| timex.signal);
            let timex = index as u32;
            out.push(match order(signal) {
                Some(order) => Proposal::Ordered { event: found.event, order, other: Other::Timex(timex) },
                None => Proposal::Date { event: found.event, timex, start: found.start },
            });
        }
    }
}

/// `met at a summit in Oslo on Monday`: the noun between verb and date.
pub(super) struct Setting;

impl Sieve for Setting {
    fn name(&self) -> &'static str {
        "date.setting"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for attachment in scene.attachments.iter().flatten() {
            if let Some(event) = attachment.noun {
                out.push(Proposal::Shared { event, with: attachment.event });
            }
        }
    }
}

/// What the word before a date makes of it: an order, or the date itself.
pub(super) fn order(signal: Option<Signal>) -> Option<Order> {
    match signal? {
        Signal::Before => Some(Order::Before),
        Signal::After => Some(Order::After),
        Signal::Since => Some(Order::OnOrAfter),
        Signal::Until | Signal::By => Some(Order::OnOrBefore),
        Signal::At | Signal::For | Signal::AsOf => None,
    }
}
