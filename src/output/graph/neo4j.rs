//! A Cypher script for Neo4j: events, and what comes before what. It runs in the browser of Neo4j and in `cypher-shell`,
//! on a server or Aura, without an import folder; run again, it changes what is there instead of adding to it.

use std::io::Write;

use chrono::NaiveDate;

use super::super::cells::{confidence, dated, days};
use super::super::names::Name;
use super::super::sink;
use super::{Arrow, Graph, modality};
use crate::Error;
use crate::timeline::Event;

/// Rows of one statement.
const BATCH: usize = 500;

const HEAD: &str = "// Events and what comes before what. Run it in the Neo4j browser, or with: cypher-shell -f FILE\n\
CREATE CONSTRAINT dateline_event IF NOT EXISTS FOR (e:Event) REQUIRE e.id IS UNIQUE;\n";

/// Writes `graph`.
///
/// # Errors
/// The output cannot be written.
pub fn write(graph: &Graph<'_>, out: impl Write) -> Result<(), Error> {
    let mut script = String::from(HEAD);
    for events in graph.events.chunks(BATCH) {
        let rows: Vec<String> = events.iter().map(node).collect();
        script.push_str(&format!(
            "UNWIND [\n{}\n] AS row\nMERGE (e:Event {{id: row.id}})\nSET e += row;\n",
            rows.join(",\n")
        ));
    }
    for relation in ["before", "realises"] {
        let arrows: Vec<&Arrow<'_>> =
            graph.arrows.iter().filter(|arrow| arrow.relation() == relation).collect();
        for arrows in arrows.chunks(BATCH) {
            let rows: Vec<String> = arrows.iter().map(|arrow| edge(arrow)).collect();
            script.push_str(&format!(
                "UNWIND [\n{}\n] AS row\nMATCH (a:Event {{id: row.from}}), (b:Event {{id: row.to}})\n\
                 MERGE (a)-[r:{}]->(b)\nSET r += row.about;\n",
                rows.join(",\n"),
                relation.to_uppercase()
            ));
        }
    }
    sink::text(&script, out)
}

fn node(event: &Event) -> String {
    let (start, end) = days(event);
    let names = |list: &[crate::linking::Participant]| {
        list.iter().map(|one| quoted(&one.name)).collect::<Vec<_>>().join(", ")
    };
    format!(
        "{{id: {}, headline: {}, date_edtf: {}, start: {}, end: {}, actors: [{}], targets: [{}], modality: {}, confidence: {}}}",
        quoted(&event.id),
        quoted(&event.headline),
        quoted(&dated(event)),
        date(start),
        date(end),
        names(&event.actors),
        names(&event.targets),
        quoted(modality(event).name()),
        confidence(event.confidence)
    )
}

fn edge(arrow: &Arrow<'_>) -> String {
    format!(
        "{{from: {}, to: {}, about: {{basis: {}, rule: {}, confidence: {}, evidence: {}}}}}",
        quoted(&arrow.from.id),
        quoted(&arrow.to.id),
        quoted(arrow.basis.name()),
        quoted(arrow.rule),
        confidence(arrow.confidence),
        quoted(&arrow.evidence())
    )
}

fn date(day: Option<NaiveDate>) -> String {
    day.map_or("null".to_owned(), |day| format!("date(\"{day}\")"))
}

/// A string of Cypher. Control characters, which nobody reads, become spaces; a backslash is one before any letter too,
/// because Cypher reads `\u` escapes first.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::samples;
    use super::*;
    use crate::graph::Extent;

    #[test]
    fn every_event_is_a_row_and_no_text_ends_its_string() {
        let timeline = samples::timeline();
        let mut bytes = Vec::new();
        write(&Graph::of(&timeline, Extent::Reduction), &mut bytes).expect("memory");
        let script = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(script.matches("\n{id: ").count(), 10);
        assert!(
            script.contains("start: date(\"-0043-03-15\")") && script.contains("start: null"),
            "{script}"
        );
        assert!(script.contains("alert(\\\"x\\\")") && script.contains("\\\\ d, e"), "{script}");
        assert!(script.contains("MERGE (a)-[r:BEFORE]->(b)"), "{script}");
    }
}
