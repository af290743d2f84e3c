//! The JSON of Cytoscape and Cytoscape.js. Nodes carry a position, time across, so that the layout `preset` is a
//! timeline at once; `name` and `value` are there for networkx, which asks for them.

use std::io::Write;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::super::cells::{dated, rounded};
use super::super::names::Name;
use super::super::sink::line;
use super::super::when::When;
use super::{Arrow, Graph, modality};
use crate::Error;
use crate::timeline::Event;

/// Pixels across for each event: a long timeline gets a wide drawing.
const ACROSS: f64 = 90.0;
/// Rows on which neighbours stand.
const ROWS: usize = 8;
/// Pixels between rows.
const DOWN: f64 = 70.0;

/// Writes `graph`.
///
/// # Errors
/// The output cannot be written.
pub fn write(graph: &Graph<'_>, mut out: impl Write) -> Result<(), Error> {
    let days: Vec<Option<NaiveDate>> = graph.events.iter().map(|event| When::of(event).place()).collect();
    let first = days.iter().flatten().min().copied().unwrap_or_default();
    let span = days.iter().flatten().max().map_or(0, |last| last.signed_duration_since(first).num_days());
    let scale = graph.events.len() as f64 * ACROSS / span.max(1) as f64;
    let mut x = 0.0;
    let mut nodes = Vec::with_capacity(graph.events.len());
    for (at, (event, day)) in graph.events.iter().zip(days).enumerate() {
        // What has no day stands by the one before it.
        x = day.map_or(x, |day| day.signed_duration_since(first).num_days() as f64 * scale);
        nodes.push(node(event, x.round(), (at % ROWS) as f64 * DOWN));
    }
    let edges: Vec<Value> = graph.arrows.iter().enumerate().map(|(at, arrow)| edge(at, arrow)).collect();
    let elements = json!({"nodes": nodes, "edges": edges});
    let document = json!({"format_version": "1.0", "data": {"name": "timeline"}, "directed": true, "elements": elements});
    line(&mut out, &document)
}

fn node(event: &Event, x: f64, y: f64) -> Value {
    let data = json!({
        "id": event.id,
        "name": event.headline,
        "value": event.id,
        "label": format!("{}\n{}", dated(event), event.headline),
        "date": dated(event),
        "date_words": When::of(event).words(),
        "modality": modality(event).name(),
        "confidence": rounded(event.confidence),
    });
    json!({"data": data, "position": {"x": x, "y": y}})
}

fn edge(at: usize, arrow: &Arrow<'_>) -> Value {
    json!({"data": {
        "id": format!("link{at}"),
        "source": arrow.from.id,
        "target": arrow.to.id,
        "interaction": arrow.relation(),
        "basis": arrow.basis.name(),
        "rule": arrow.rule,
        "confidence": rounded(arrow.confidence),
        "evidence": arrow.evidence(),
    }})
}

#[cfg(test)]
mod tests {
    use super::super::super::samples;
    use super::*;
    use crate::graph::Extent;

    #[test]
    fn later_events_stand_further_right_and_edges_name_nodes() {
        let timeline = samples::timeline();
        let mut bytes = Vec::new();
        write(&Graph::of(&timeline, Extent::Reduction), &mut bytes).expect("memory");
        let document: Value = serde_json::from_slice(&bytes).expect("JSON");
        let nodes = document["elements"]["nodes"].as_array().expect("nodes");
        let x = |at: usize| nodes[at]["position"]["x"].as_f64().expect("a number");
        assert!(nodes.len() == 10 && x(0) < x(1) && x(1) < x(3));
        let ids: Vec<&Value> = nodes.iter().map(|node| &node["data"]["id"]).collect();
        let edges = document["elements"]["edges"].as_array().expect("edges");
        assert!(!edges.is_empty());
        assert!(
            edges
                .iter()
                .all(|edge| ids.contains(&&edge["data"]["source"]) && ids.contains(&&edge["data"]["target"]))
        );
    }
}
