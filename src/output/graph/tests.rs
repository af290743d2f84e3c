//! The formats of a graph on events of every kind of date, and on texts full of markup.

use std::sync::Arc;

use serde_json::Value;

use super::*;
use crate::linking::Earlier;
use crate::output::samples;

/// Sample events, of which the last but two is said to come after the first bounded one.
fn timeline() -> Timeline {
    let mut timeline = samples::timeline();
    let number = |at: usize| at as u32;
    for (at, event) in timeline.events.iter_mut().enumerate() {
        for mention in &mut event.mentions {
            mention.index = number(at);
        }
    }
    let why = Earlier {
        event: 6,
        rule: "order.connective".into(),
        confidence: 0.89,
        sentence: Arc::from("Following <this>, Norway signed \"it\"."),
    };
    timeline.events[7].mentions[0].after = vec![why];
    timeline
}

fn written(write: impl Fn(&Graph<'_>, &mut Vec<u8>) -> Result<(), crate::Error>) -> String {
    let timeline = timeline();
    let mut bytes = Vec::new();
    write(&Graph::of(&timeline, Extent::Reduction), &mut bytes).expect("memory");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn an_edge_tells_its_rule_and_its_sentence() {
    let timeline = timeline();
    let graph = Graph::of(&timeline, Extent::Reduction);
    let stated: Vec<&Arrow<'_>> = graph.arrows.iter().filter(|a| a.basis == Basis::Stated).collect();
    assert_eq!(stated.len(), 1);
    assert_eq!((stated[0].rule, stated[0].confidence), ("order.connective", 0.89));
    assert_eq!(stated[0].sentences, ["Following <this>, Norway signed \"it\"."]);
    assert!(graph.arrows.iter().all(|a| !a.sentences.is_empty()));
    let closure = Graph::of(&timeline, Extent::Closure);
    assert!(closure.arrows.len() > graph.arrows.len());
}

#[test]
fn json_lines_tell_events_and_links() {
    let lines = written(|graph, out| jsonl::write(graph, out));
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).count();
    assert_eq!(of("event"), timeline().events.len());
    assert!(of("link") > 5 && of("event") + of("link") == lines.len());
}

#[test]
fn markup_in_texts_stays_text() {
    for xml in [written(|g, out| graphml::write(g, out)), written(|g, out| gexf::write(g, out))] {
        assert!(!xml.contains("<script>") && xml.contains("&lt;script&gt;"), "{xml}");
        assert!(!xml.contains("<this>"));
    }
    let dot = written(|graph, out| dot::write(graph, out));
    assert!(dot.contains("signed \\\"it\\\""), "{dot}");
}

#[test]
fn a_year_before_our_era_makes_the_graph_count_in_years() {
    let gexf = written(|graph, out| gexf::write(graph, out));
    assert!(gexf.contains("timeformat=\"double\"") && gexf.contains("start=\"-42.8"), "{gexf}");
    let mut later = timeline();
    later.events.remove(0);
    let mut bytes = Vec::new();
    gexf::write(&Graph::of(&later, Extent::Reduction), &mut bytes).expect("memory");
    let gexf = String::from_utf8(bytes).expect("UTF-8");
    assert!(gexf.contains("timeformat=\"date\"") && gexf.contains("start=\"2019-01-01\" end=\"2019-12-31\""));
}

#[test]
fn links_are_a_table() {
    let table = written(|graph, out| csv::write(graph, out));
    let mut rows = ::csv::Reader::from_reader(table.as_bytes());
    assert_eq!(rows.headers().expect("a header").iter().collect::<Vec<_>>(), csv::HEADER);
    let rows: Vec<::csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    assert!(rows.iter().any(|row| &row[3] == "stated" && &row[4] == "order.connective" && &row[5] == "0.89"));
    assert!(rows.iter().all(|row| !row[7].is_empty() && !row[9].starts_with('=')));
}

#[test]
fn the_reason_for_an_order_is_told_step_by_step() {
    let timeline = timeline();
    let told = why::text(&timeline, 1, 4);
    assert!(told.contains("stands before") && told.contains("is over before"), "{told}");
    assert!(why::text(&timeline, 4, 1).contains("stands AFTER"));
    assert!(why::text(&timeline, 6, 7).contains("order.connective"));
    assert!(why::text(&timeline, 3, 6).contains("not ordered"), "{}", why::text(&timeline, 3, 6));
}
