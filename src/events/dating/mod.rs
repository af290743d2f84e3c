//! Which date belongs to which event: sieves, from the most to the least precise, never overwriting.
//!
//! A sieve is a small module with a name and a precision measured on development data (`data/sieves.csv`, whose order
//! is the order in which they run). It proposes a date, or an order where the text gives no date. Source of the
//! design: N. Chambers, T. Cassidy, B. McDowell, S. Bethard, Dense Event Ordering with a Multi-Pass Architecture,
//! TACL 2 (2014).

mod aside;
mod attach;
mod connective;
mod content;
mod coordinated;
mod counted;
mod creation;
mod entry;
mod exact;
mod lead;
mod link;
#[cfg(test)]
mod notation;
mod phrase;
mod registry;
mod retrospective;
mod same_action;
mod same_event;
mod scene;
mod share;
mod sieve;
mod statement;
mod story;
mod subordinate;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use entry::is_of_chronology;
pub use link::{Link, Order, Other};
use registry::{Entry, registry};
use scene::Scene;
use sieve::Given;

use crate::error::Error;
use crate::events::{EventDate, EventMention, Modality, Tense};
use crate::temporal::{DateBasis, Timex};
use crate::text::Text;

/// The sieves in their order.
pub struct Dating {
    sieves: Vec<Entry>,
}

impl std::fmt::Debug for Dating {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.sieves.iter().map(|entry| &entry.measured)).finish()
    }
}

impl Dating {
    /// The sieves of `data/sieves.csv`.
    ///
    /// # Errors
    /// When the table names a sieve that does not exist, or a precision that is no number.
    pub fn builtin() -> Result<Self, Error> {
        Ok(Self { sieves: registry()? })
    }

    /// Gives events their dates, and returns the orders that hold between them, the dates and the day of publication.
    ///
    /// `events` are in text order. Complexity: linear; every sieve looks at a window.
    pub fn date(
        &self,
        text: &Text<'_>,
        timexes: &[Timex],
        events: &mut [EventMention],
        published: Option<NaiveDate>,
    ) -> Vec<Link> {
        let first_events = scene::first_events(text, events);
        let given = Given { text, timexes, first_events: &first_events, undated: &[], published };
        let undated = exact::undated(&Scene { given, events, attachments: &[] });
        let given = Given { undated: &undated, ..given };
        let mut links: Vec<Link> = Vec::new();
        let mut proposals = Vec::new();
        // Events whose own words order them, against a date or by a connective.
        let bare = Scene { given, events, attachments: &[] };
        let mut ordered = bare.ordered();
        let attachments = attach::all(&bare);
        let again = self.sieves.iter().filter(|entry| entry.sieve.spreads());
        for Entry { sieve, measured } in self.sieves.iter().chain(again) {
            sieve.propose(&Scene { given, events, attachments: &attachments }, &mut proposals);
            for proposal in proposals.drain(..) {
                links.extend(sieve::apply(proposal, measured, &given, events, &ordered));
            }
            mark(&links, &mut ordered);
        }
        events.iter_mut().for_each(|event| foretell(event, published));
        links
    }

    /// For each event the date that the next sieve would have given it, for those who ask why. `events` and `links` are as
    /// [`date`](Self::date) left them. Complexity: linear for each sieve that gave a date.
    pub fn runners_up(
        &self,
        text: &Text<'_>,
        timexes: &[Timex],
        events: &[EventMention],
        links: &[Link],
        published: Option<NaiveDate>,
    ) -> Vec<Option<EventDate>> {
        let first_events = scene::first_events(text, events);
        let given = Given { text, timexes, first_events: &first_events, undated: &[], published };
        let undated = exact::undated(&Scene { given, events, attachments: &[] });
        let given = Given { undated: &undated, ..given };
        let bare = Scene { given, events, attachments: &[] };
        let mut ordered = bare.ordered();
        mark(links, &mut ordered);
        let attachments = attach::all(&bare);
        let mut seconds: Vec<Option<EventDate>> = vec![None; events.len()];
        for (number, first) in self.sieves.iter().enumerate() {
            let its = |event: &EventMention| {
                event.date.as_ref().is_some_and(|date| date.sieve.as_ref() == Some(&first.measured.id))
            };
            if !events.iter().any(its) {
                continue;
            }
            let mut open = events.to_vec();
            open.iter_mut().filter(|event| its(event)).for_each(|event| event.date = None);
            let mut proposals = Vec::new();
            for Entry { sieve, measured } in self.sieves.iter().skip(number + 1) {
                sieve.propose(&Scene { given, events: &open, attachments: &attachments }, &mut proposals);
                for proposal in proposals.drain(..) {
                    sieve::apply(proposal, measured, &given, &mut open, &ordered);
                }
            }
            let found = seconds.iter_mut().zip(events).zip(open);
            for ((second, _), open) in found.filter(|((_, event), _)| its(event)) {
                *second = open.date;
            }
        }
        seconds
    }
}

/// `The law takes effect on August 1`, published in June: the present tense tells what is to come. What was done lies before,
/// whatever was counted from another event.
fn foretell(event: &mut EventMention, published: Option<NaiveDate>) {
    let starts = event.date.as_ref().and_then(|date| date.interval.first());
    let ahead = starts.zip(published).is_some_and(|(first, published)| first > published);
    if ahead && event.tense == Tense::Present && event.modality == Modality::Asserted {
        event.modality = Modality::Future;
    }
    let counted = event.date.as_ref().is_some_and(|date| date.basis == DateBasis::Anchor);
    let done = !event.nominal && event.tense == Tense::Past && event.modality == Modality::Asserted;
    if ahead && counted && done {
        event.date = None;
    }
}

fn mark(links: &[Link], ordered: &mut [bool]) {
    let own = |link: &&Link| matches!(link.other, Other::Timex(_)) || &*link.sieve == connective::NAME;
    for link in links.iter().filter(own) {
        if let Some(mark) = ordered.get_mut(link.event as usize) {
            *mark = true;
        }
    }
}
