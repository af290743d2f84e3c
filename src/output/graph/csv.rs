//! The graph as two tables, as Gephi, Cytoscape and spreadsheets take them: the events by `id`, the edges by `source` and
//! `target`. The edges alone are the `links.csv` beside a timeline.

use std::io::Write;

use super::super::cells::{articles, confidence, day, days, joined, names, safe};
use super::super::names::Name;
use super::super::sink;
use super::super::when::When;
use super::{Arrow, Graph, modality};
use crate::Error;
use crate::timeline::Event;

/// The columns of the edges, in order.
pub const HEADER: [&str; 10] = [
    "source",
    "target",
    "relation",
    "basis",
    "rule",
    "confidence",
    "article_id",
    "sentence",
    "source_headline",
    "target_headline",
];

/// The columns of the events, in order.
pub const NODES: [&str; 13] = [
    "id",
    "label",
    "date",
    "date_start",
    "date_end",
    "earliest",
    "latest",
    "date_words",
    "actors",
    "targets",
    "modality",
    "confidence",
    "article_ids",
];

/// Writes the edges of `graph`; of an edge by dates, both sentences with ` | ` between them.
///
/// # Errors
/// The output cannot be written.
pub fn write(graph: &Graph<'_>, out: impl Write) -> Result<(), Error> {
    sink::rows(&HEADER, graph.arrows.iter().map(link), false, out)
}

/// Writes the events of `graph`.
///
/// # Errors
/// The output cannot be written.
pub fn nodes(graph: &Graph<'_>, out: impl Write) -> Result<(), Error> {
    sink::rows(&NODES, graph.events.iter().map(node), false, out)
}

fn text(value: &str) -> String {
    safe(value).into_owned()
}

fn link(arrow: &Arrow<'_>) -> [String; 10] {
    [
        arrow.from.id.clone(),
        arrow.to.id.clone(),
        arrow.relation().to_owned(),
        arrow.basis.name().to_owned(),
        arrow.rule.to_owned(),
        confidence(arrow.confidence),
        text(arrow.article.unwrap_or("")),
        text(&arrow.evidence()),
        text(&arrow.from.headline),
        text(&arrow.to.headline),
    ]
}

fn node(event: &Event) -> [String; 13] {
    let (start, end) = days(event);
    let when = When::of(event);
    [
        event.id.clone(),
        text(&event.headline),
        when.edtf.to_owned(),
        day(start),
        day(end),
        day(event.earliest),
        day(event.latest),
        when.words(),
        text(&joined(names(&event.actors))),
        text(&joined(names(&event.targets))),
        modality(event).name().to_owned(),
        confidence(event.confidence),
        text(&joined(articles(event))),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::super::samples;
    use super::*;
    use crate::graph::Extent;

    fn read(write: impl Fn(&mut Vec<u8>) -> Result<(), Error>) -> Vec<Vec<String>> {
        let mut bytes = Vec::new();
        write(&mut bytes).expect("memory");
        let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
        let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
        rows.collect()
    }

    #[test]
    fn every_edge_joins_two_rows_of_the_other_table() {
        let timeline = samples::timeline();
        let graph = Graph::of(&timeline, Extent::Reduction);
        let (nodes, links) = (read(|out| nodes(&graph, out)), read(|out| write(&graph, out)));
        let ids: BTreeSet<&String> = nodes.iter().map(|row| &row[0]).collect();
        assert_eq!((nodes.len(), ids.len()), (10, 10));
        assert!(!links.is_empty() && links.iter().all(|row| ids.contains(&row[0]) && ids.contains(&row[1])));
        assert!(nodes.iter().any(|row| row[1].starts_with("'=1+1")), "{nodes:?}");
    }
}
