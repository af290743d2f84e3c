//! The events and what comes before what, for programs that draw and measure graphs.
//!
//! Each edge tells the rule, the sentences and how sure it is. Knows the timeline and its order; the formats are in
//! modules of their own.

pub mod csv;
pub mod cytoscape;
pub mod dot;
pub mod gexf;
pub mod graphml;
pub mod jsonl;
pub mod neo4j;
#[cfg(test)]
mod tests;
pub mod why;

use std::collections::BTreeMap;

use super::cells::representative;
use super::links::{self, Stated};
use crate::events::Modality;
use crate::graph::{Edge, Extent};
use crate::image::named;
use crate::timeline::{Event, Timeline};

/// Why one event stands before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Their days do not overlap.
    Dates,
    /// An article says so.
    Stated,
    /// It follows from other edges (in a closure only).
    Implied,
    /// The first made the second, a plan, come true.
    Realises,
}

named! {
    Basis {
        Dates = "dates", Stated = "stated", Implied = "implied", Realises = "realises",
    }
}

/// An edge of the graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow<'t> {
    /// The first event.
    pub from: &'t Event,
    /// The second event.
    pub to: &'t Event,
    /// Why.
    pub basis: Basis,
    /// The rule: a sieve for what an article says, else one that reads like the basis.
    pub rule: &'t str,
    /// How sure it is, 0 to 1: the precision of the rule, or the product for the two dates that it rests on.
    pub confidence: f32,
    /// The article that says so; nothing where the edge rests on two dates.
    pub article: Option<&'t str>,
    /// The sentence that says so, or the two that give the dates.
    pub sentences: Vec<&'t str>,
}

impl Arrow<'_> {
    /// `before`, or `realises` for a plan that came true.
    pub fn relation(&self) -> &'static str {
        if self.basis == Basis::Realises { "realises" } else { "before" }
    }

    /// The sentences in one cell.
    fn evidence(&self) -> String {
        self.sentences.join(" | ")
    }
}

/// A timeline as a graph.
#[derive(Clone, Debug)]
pub struct Graph<'t> {
    /// Its events, in order.
    pub events: &'t [Event],
    /// Its edges: the order, then the plans that came true.
    pub arrows: Vec<Arrow<'t>>,
    /// What articles say about the order and does not count, because dates or surer statements contradict it.
    pub set_aside: Vec<Arrow<'t>>,
}

impl<'t> Graph<'t> {
    /// The graph of a timeline. Complexity: that of [`order`](crate::graph::order).
    pub fn of(timeline: &'t Timeline, scope: Extent) -> Self {
        let mut told: BTreeMap<(usize, usize), Stated<'_>> = BTreeMap::new();
        for stated in links::stated(timeline) {
            let known = told.entry((stated.from, stated.to)).or_insert(stated);
            if stated.why.confidence > known.why.confidence {
                *known = stated;
            }
        }
        let ordered = links::ordered(timeline, scope);
        let maker = Maker { events: &timeline.events, told };
        let order = ordered.edges.iter().filter_map(|edge| maker.arrow(edge));
        let realised = links::realised(timeline);
        let realised = realised.iter().filter_map(|link| maker.realises(link.from, link.to));
        Self {
            events: &timeline.events,
            arrows: order.chain(realised).collect(),
            set_aside: ordered.set_aside.iter().filter_map(|(from, to)| maker.stated(*from, *to)).collect(),
        }
    }
}

struct Maker<'t> {
    events: &'t [Event],
    told: BTreeMap<(usize, usize), Stated<'t>>,
}

impl<'t> Maker<'t> {
    fn arrow(&self, edge: &Edge) -> Option<Arrow<'t>> {
        if edge.stated {
            return self
                .stated(edge.from, edge.to)
                .or_else(|| self.by_dates(edge, Basis::Implied, "order.implied"));
        }
        self.by_dates(edge, Basis::Dates, "order.dates")
    }

    fn stated(&self, from: usize, to: usize) -> Option<Arrow<'t>> {
        let stated = self.told.get(&(from, to))?;
        Some(Arrow {
            from: self.events.get(from)?,
            to: self.events.get(to)?,
            basis: Basis::Stated,
            rule: &stated.why.rule,
            confidence: stated.why.confidence,
            article: Some(stated.article),
            sentences: vec![&stated.why.sentence],
        })
    }

    fn by_dates(&self, edge: &Edge, basis: Basis, rule: &'static str) -> Option<Arrow<'t>> {
        let (from, to) = (self.events.get(edge.from)?, self.events.get(edge.to)?);
        let mut sentences: Vec<&str> = [from, to].into_iter().filter_map(sentence).collect();
        sentences.dedup();
        let confidence = sureness(from) * sureness(to);
        Some(Arrow { from, to, basis, rule, confidence, article: None, sentences })
    }

    fn realises(&self, from: usize, to: usize) -> Option<Arrow<'t>> {
        let edge = Edge { from, to, stated: false };
        self.by_dates(&edge, Basis::Realises, "link.realises")
    }
}

fn sentence(event: &Event) -> Option<&str> {
    representative(event).map(|mention| &*mention.sentence)
}

/// How sure the day of an event is: the precision of the sieve that dated it, else that of the event itself.
fn sureness(event: &Event) -> f32 {
    let dated = event.date.as_ref().map(|date| date.confidence).filter(|confidence| *confidence > 0.0);
    dated.unwrap_or(event.confidence)
}

/// How real the event is.
fn modality(event: &Event) -> Modality {
    representative(event).map_or(Modality::Asserted, |mention| mention.modality)
}
