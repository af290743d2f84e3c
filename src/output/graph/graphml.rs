//! The graph as GraphML 1.0: networkx, igraph, Gephi, yEd and Cytoscape read it. GraphML knows no dates; days are text.

use std::io::Write;

use super::super::cells::{confidence, dated, day};
use super::super::escape::markup;
use super::super::names::Name;
use super::super::sink;
use super::{Arrow, Graph, modality};
use crate::Error;
use crate::timeline::Event;

/// The attributes: of what, name, type.
const KEYS: [(&str, &str, &str); 12] = [
    ("node", "label", "string"),
    ("node", "date", "string"),
    ("node", "earliest", "string"),
    ("node", "latest", "string"),
    ("node", "modality", "string"),
    ("node", "confidence", "double"),
    ("edge", "relation", "string"),
    ("edge", "basis", "string"),
    ("edge", "rule", "string"),
    ("edge", "weight", "double"),
    ("edge", "article", "string"),
    ("edge", "sentence", "string"),
];

/// Writes `graph`.
///
/// # Errors
/// The output cannot be written.
pub fn write(graph: &Graph<'_>, out: impl Write) -> Result<(), Error> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (of, name, kind) in KEYS {
        let id = key(of, name);
        xml.push_str(&format!(
            "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"
        ));
    }
    xml.push_str("  <graph id=\"timeline\" edgedefault=\"directed\">\n");
    graph.events.iter().for_each(|event| node(event, &mut xml));
    (1..).zip(&graph.arrows).for_each(|(number, arrow)| edge(number, arrow, &mut xml));
    xml.push_str("  </graph>\n</graphml>\n");
    sink::text(&xml, out)
}

/// The id of an attribute: `n-label`, `e-rule`.
fn key(of: &str, name: &str) -> String {
    format!("{}-{name}", of.get(..1).unwrap_or(of))
}

/// One attribute; an empty one is left out.
fn data(of: &str, name: &str, value: &str, xml: &mut String) {
    if !value.is_empty() {
        xml.push_str(&format!("<data key=\"{}\">{}</data>", key(of, name), markup(value)));
    }
}

fn node(event: &Event, xml: &mut String) {
    xml.push_str(&format!("    <node id=\"{}\">", markup(&event.id)));
    let values = [
        ("label", event.headline.clone()),
        ("date", dated(event)),
        ("earliest", day(event.earliest)),
        ("latest", day(event.latest)),
        ("modality", modality(event).name().to_owned()),
        ("confidence", confidence(event.confidence)),
    ];
    values.iter().for_each(|(name, value)| data("node", name, value, xml));
    xml.push_str("</node>\n");
}

fn edge(number: usize, arrow: &Arrow<'_>, xml: &mut String) {
    let (from, to) = (markup(&arrow.from.id), markup(&arrow.to.id));
    xml.push_str(&format!("    <edge id=\"l{number}\" source=\"{from}\" target=\"{to}\">"));
    let values = [
        ("relation", arrow.relation().to_owned()),
        ("basis", arrow.basis.name().to_owned()),
        ("rule", arrow.rule.to_owned()),
        ("weight", confidence(arrow.confidence)),
        ("article", arrow.article.unwrap_or("").to_owned()),
        ("sentence", arrow.evidence()),
    ];
    values.iter().for_each(|(name, value)| data("edge", name, value, xml));
    xml.push_str("</edge>\n");
}
