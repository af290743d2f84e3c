//! What comes before what: graphs, links beside a timeline, and why.

use std::process::Command;

use super::support::{Folder, STORY};

/// An order that only words tell, and one that they cannot mean.
const ORDERED: &str = "\
Title: Talks at the coast
Date: 2021-05-05

Norway rejected the treaty on April 12. Following this, Iceland recalled its ambassador from Oslo. Denmark signed the treaty on May 3.
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("a.txt", STORY);
    folder.file("b.txt", ORDERED);
    folder
}

#[test]
fn a_graph_has_an_edge_for_what_days_and_words_order() {
    let folder = folder();
    let run = folder.run(&["graph", "b.txt", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let links: Vec<_> = run.lines().into_iter().filter(|line| line["type"] == "link").collect();
    let by_words = links.iter().find(|link| link["basis"] == "stated").expect("Following this");
    assert_eq!(by_words["rule"], "order.connective");
    assert!(by_words["sentences"][0].as_str().expect("a sentence").starts_with("Following this"));
    let all = folder.run(&["graph", "a.txt", "b.txt", "--format", "jsonl", "--closure"]).lines().len();
    assert!(all > folder.run(&["graph", "a.txt", "b.txt", "--format", "jsonl"]).lines().len());
}

#[test]
fn the_ending_names_the_format() {
    let folder = folder();
    for (name, opening) in [
        ("g.dot", "digraph"),
        ("g.graphml", "<?xml"),
        ("g.gexf", "<?xml"),
        ("g_links.csv", "source,target,"),
        ("g_nodes.csv", "id,label,"),
    ] {
        let asked = if name.ends_with(".csv") { "g.csv" } else { name };
        assert_eq!(folder.run(&["graph", "a.txt", "-o", asked]).code, 0, "{name}");
        let written = std::fs::read_to_string(folder.path(name)).expect(name);
        assert!(written.starts_with(opening), "{name}: {written}");
    }
    let links = folder.run(&["graph", "a.txt", "--format", "csv"]);
    assert!(
        links.out.starts_with("source,target,") && links.err.contains("graph_nodes.csv"),
        "{}",
        links.err
    );
    let run = folder.run(&["graph", "a.txt", "-o", "g.png"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--format"), "{}", run.err);
}

#[test]
fn links_stand_beside_a_timeline() {
    let folder = folder();
    let run = folder.run(&["timeline", "a.txt", "b.txt", "--links", "links.csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let links = std::fs::read_to_string(folder.path("links.csv")).expect("links");
    assert!(links.starts_with("source,target,relation,basis,rule,"), "{links}");
    let ids: Vec<String> = run.rows().iter().skip(1).map(|row| row[1].clone()).collect();
    for link in links.lines().skip(1).filter(|line| line.contains(",before,")) {
        let mut cells = link.split(',');
        for id in [cells.next(), cells.next()] {
            assert!(ids.iter().any(|known| Some(known.as_str()) == id), "{link}");
        }
    }
}

#[test]
fn the_order_of_two_events_is_explained() {
    let folder = folder();
    let rows = folder.run(&["timeline", "b.txt"]).rows();
    let id = |words: &str| {
        let row = rows.iter().find(|row| row[10].contains(words));
        row.unwrap_or_else(|| panic!("{words}: {rows:?}"))[1].clone()
    };
    let (first, second) = (id("rejected"), id("recalled"));
    let run = folder.run(&["explain", "b.txt", "--why-before", &first, &second]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("stands before") && run.out.contains("\"Following this"), "{}", run.out);
    let turned = folder.run(&["explain", "b.txt", "--why-before", &second, &first]);
    assert!(turned.out.contains("stands AFTER"), "{}", turned.out);
    let lost = folder.run(&["explain", "b.txt", "--why-before", &first, "nothing"]);
    assert_eq!(lost.code, 2);
    assert!(lost.err.contains("`nothing`"), "{}", lost.err);
}

#[test]
fn bounds_are_explained_by_what_is_behind_them() {
    let run = folder().run(&["explain", "b.txt"]);
    let line = run.out.lines().find(|line| line.contains("not before 2021-04-12: "));
    let line = line.unwrap_or_else(|| panic!("{}", run.out));
    let steps = line.find("AFTER").zip(line.find("\"April 12\"")).expect(line);
    assert!(steps.0 < steps.1 && line.contains("order.connective"), "{line}");
    assert!(run.out.contains("not after 2021-05-05: ") && run.out.contains("publication"), "{}", run.out);
    assert!(run.out.contains("else: "), "what the next sieve would have said: {}", run.out);
}

#[test]
fn a_store_is_drawn_and_explained_like_its_articles() {
    let folder = folder();
    folder.run(&["store", "add", "s", "a.txt"]);
    let plain = folder.run(&["graph", "a.txt", "b.txt", "--format", "jsonl"]);
    let grown = folder.run(&["graph", "--store", "s", "b.txt", "--format", "jsonl"]);
    assert_eq!((grown.code, &grown.out), (0, &plain.out), "{}", grown.err);
    let again = folder.run(&["graph", "--store", "s", "--format", "jsonl"]);
    assert_eq!(again.out, plain.out, "without an article nothing is added");
    let rows = folder.run(&["timeline", "--store", "s", "--format", "csv"]).rows();
    let ids = [&rows[1][1], &rows.last().expect("rows")[1]];
    let run = folder.run(&["explain", "--store", "s", "--why-before", ids[0], ids[1]]);
    assert!(run.code == 0 && run.out.contains("stands before"), "{}{}", run.out, run.err);
    assert_eq!(folder.run(&["explain", "--store", "s"]).code, 2, "only with --why-before");
}

/// Graphviz, where there is one, finds nothing to complain about.
#[test]
fn graphviz_draws_the_graph() {
    let folder = folder();
    folder.run(&["graph", "a.txt", "b.txt", "-o", "g.dot"]);
    let Ok(output) = Command::new("dot").args(["-Tsvg"]).arg(folder.path("g.dot")).output() else { return };
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
