//! The graph as JSON lines: events, then edges, then what was set aside; `type` tells them apart.

use std::io::Write;

use serde::Serialize;

use super::super::cells::{dated, days, iso, rounded};
use super::super::names::Name;
use super::super::sink::{failed, line};
use super::{Arrow, Graph, modality};
use crate::Error;
use crate::timeline::Event;

/// Writes `graph`.
///
/// # Errors
/// The output cannot be written.
pub fn write(graph: &Graph<'_>, mut out: impl Write) -> Result<(), Error> {
    for event in graph.events {
        line(&mut out, &node(event))?;
    }
    for arrow in &graph.arrows {
        line(&mut out, &edge("link", arrow))?;
    }
    for arrow in &graph.set_aside {
        line(&mut out, &edge("set_aside", arrow))?;
    }
    out.flush().map_err(|error| failed(&error))
}

#[derive(Serialize)]
struct Node<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    date: String,
    date_start: Option<String>,
    date_end: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    headline: &'a str,
    modality: &'static str,
    confidence: f64,
}

fn node(event: &Event) -> Node<'_> {
    let (start, end) = days(event);
    Node {
        kind: "event",
        id: &event.id,
        date: dated(event),
        date_start: iso(start),
        date_end: iso(end),
        earliest: iso(event.earliest),
        latest: iso(event.latest),
        headline: &event.headline,
        modality: modality(event).name(),
        confidence: rounded(event.confidence),
    }
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    from: &'a str,
    to: &'a str,
    relation: &'static str,
    basis: &'static str,
    rule: &'a str,
    confidence: f64,
    article: Option<&'a str>,
    sentences: &'a [&'a str],
}

fn edge<'a>(kind: &'static str, arrow: &'a Arrow<'a>) -> Line<'a> {
    Line {
        kind,
        from: &arrow.from.id,
        to: &arrow.to.id,
        relation: arrow.relation(),
        basis: arrow.basis.name(),
        rule: arrow.rule,
        confidence: rounded(arrow.confidence),
        article: arrow.article,
        sentences: &arrow.sentences,
    }
}
