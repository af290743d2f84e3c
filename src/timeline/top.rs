//! The events that a short timeline must have.
//!
//! Knows how often and how long an event is told and what sort of event it is. Does not read its words.

use chrono::{Datelike, NaiveDate};

use super::order::number;
use super::{Event, Timeline};
use crate::events::EventType;

/// An event that articles tell so many days after it happened is one to remember.
const LATER: i64 = 14;

impl Timeline {
    /// The `n` events that matter most, in the same order, numbered anew from 1: told by most articles, told again
    /// later, dated, of a kind that changes things; spread over the time that the timeline covers. Complexity: O(n)
    /// passes over the events.
    #[must_use]
    pub fn top(mut self, n: usize) -> Self {
        if n < self.events.len() {
            let chosen = choose(&self.events, n);
            let mut chosen = chosen.iter();
            self.events.retain(|_| chosen.next().copied().unwrap_or(false));
            number(&mut self.events);
        }
        self.unlisted.clear();
        self
    }
}

/// Which events are among the `n`. Each choice makes its neighbours in time weigh less.
///
/// The factors here and in [`weight`] were set by hand.
fn choose(events: &[Event], n: usize) -> Vec<bool> {
    let days: Vec<Option<i64>> = events.iter().map(|e| day(e).map(|d| d.num_days_from_ce().into())).collect();
    let known = || days.iter().flatten().copied();
    let span = known().max().zip(known().min()).map_or(0, |(last, first)| last - first);
    let near = span / (2 * n.max(1) as i64) + 1;
    let mut weights: Vec<f32> = events.iter().map(weight).collect();
    let mut chosen = vec![false; events.len()];
    for _ in 0..n {
        let free = (0..events.len()).filter(|at| chosen.get(*at) == Some(&false));
        let of = |at: &usize| weights.get(*at).copied().unwrap_or(0.0);
        let best = free.max_by(|a, b| of(a).total_cmp(&of(b)).then_with(|| b.cmp(a)));
        let Some(best) = best else { break };
        if let Some(slot) = chosen.get_mut(best) {
            *slot = true;
        }
        let Some(Some(day)) = days.get(best).copied() else { continue };
        for (weight, other) in weights.iter_mut().zip(&days) {
            if other.is_some_and(|other| (other - day).abs() < near) {
                *weight *= 0.6;
            }
        }
    }
    chosen
}

fn day(event: &Event) -> Option<NaiveDate> {
    event.earliest.or(event.latest)
}

fn weight(event: &Event) -> f32 {
    let mut articles: Vec<&str> = event.mentions.iter().map(|m| &*m.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let later =
        |published: NaiveDate| event.latest.is_some_and(|latest| (published - latest).num_days() > LATER);
    let remembered = event.mentions.iter().filter_map(|m| m.published).any(later);
    let kind = event.mentions.first().map_or(EventType::Other, |m| m.event_type);
    let dated = f32::from(u8::from(event.earliest.is_some() && event.latest.is_some()));
    let strong = match kind {
        EventType::Statement | EventType::Consult => 0.4,
        EventType::Other => 0.7,
        EventType::Election | EventType::Assault | EventType::Agree | EventType::Sanction => 1.3,
        _ => 1.0,
    };
    let told = 1.0 + (articles.len() as f32).ln() * 1.5 + f32::from(u8::from(remembered));
    told * strong * (0.4 + 0.6 * dated) * event.confidence.max(0.1)
}
