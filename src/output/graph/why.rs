//! For a person: why one event stands before another, step by step, each with the sentence that says so.

use super::super::cells::{named, representative};
use super::super::links;
use super::{Arrow, Basis, Graph};
use crate::graph::{Edge, Extent, chain};
use crate::timeline::{Event, Timeline};

/// Why the event at place `first` stands before the one at place `second`; the other way round when it does not, and
/// what decided where nothing orders the two.
pub fn text(timeline: &Timeline, first: usize, second: usize) -> String {
    let graph = Graph::of(timeline, Extent::Reduction);
    let place = links::places(&timeline.events);
    let edges = graph.arrows.iter().filter(|arrow| arrow.basis != Basis::Realises);
    let mut edges: Vec<Edge> = edges
        .filter_map(|arrow| {
            let stated = arrow.basis == Basis::Stated;
            Some(Edge { from: place(&arrow.from.id)?, to: place(&arrow.to.id)?, stated })
        })
        .collect();
    edges.sort_unstable();
    let (Some(a), Some(b)) = (timeline.events.get(first), timeline.events.get(second)) else {
        return String::new();
    };
    if let Some(steps) = chain(&edges, first, second) {
        return format!("{}\n{}", headed(a, "stands before", b), told(timeline, &graph, &steps));
    }
    if let Some(steps) = chain(&edges, second, first) {
        return format!("{}\n{}", headed(a, "stands AFTER", b), told(timeline, &graph, &steps));
    }
    format!("{}\n{}", headed(a, "is not ordered against", b), open(a, b))
}

fn headed(a: &Event, how: &str, b: &Event) -> String {
    format!("{}\n  {how}\n{}\n", named(a), named(b))
}

/// Each step with its reason.
fn told(timeline: &Timeline, graph: &Graph<'_>, steps: &[Edge]) -> String {
    let id = |at: usize| timeline.events.get(at).map_or("", |event| event.id.as_str());
    let arrow = |edge: &Edge| {
        graph
            .arrows
            .iter()
            .find(|a| a.basis != Basis::Realises && a.from.id == id(edge.from) && a.to.id == id(edge.to))
    };
    steps.iter().filter_map(arrow).map(step).collect()
}

fn step(arrow: &Arrow<'_>) -> String {
    let why = match arrow.basis {
        Basis::Dates => format!(
            "{} is over before {} begins",
            arrow.from.latest.map(|day| day.to_string()).unwrap_or_default(),
            arrow.to.earliest.map(|day| day.to_string()).unwrap_or_default()
        ),
        _ => format!("{} says so", arrow.article.unwrap_or("an article")),
    };
    let mut text = format!("{}\n  before {}\n", named(arrow.from), named(arrow.to));
    text.push_str(&format!("    {why}: {} ({:.2})\n", arrow.rule, arrow.confidence));
    for sentence in &arrow.sentences {
        text.push_str(&format!("    \"{sentence}\"\n"));
    }
    text
}

/// What decided the order of rows where neither days nor articles do.
fn open(a: &Event, b: &Event) -> String {
    let (first, second) = if a.ordinal < b.ordinal { (a, b) } else { (b, a) };
    let day = |event: &Event| event.earliest.or(event.latest);
    let published = |event: &Event| representative(event).and_then(|mention| mention.published);
    let reason = if day(first) != day(second) {
        "by its earliest day, or its latest where no earliest is known"
    } else if first.latest != second.latest {
        "by its latest day"
    } else if published(first) != published(second) {
        "by the day on which it was published"
    } else {
        "by its place in the text"
    };
    format!("Their days overlap, and no article orders them; {} is listed first {reason}.\n", first.id)
}
