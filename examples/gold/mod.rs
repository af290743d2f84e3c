//! Annotated documents, one JSON object a line, and what their annotators call our events and times.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use dateline::graph::Node;
use dateline::text::{CharOffsets, Span};
use dateline::{Document, Extraction};
use serde_json::Value;

/// How far apart, in characters, two copies of a text may put the same words.
const DRIFT: u64 = 12;

/// The documents of the two files that `program` is given: each of the first with that of the second of the same id, or
/// nothing.
pub fn documents(program: &str) -> Result<Vec<(Value, Value)>, Box<dyn Error>> {
    let mut paths = std::env::args().skip(1);
    let usage = || format!("{program} EVENTS.jsonl TIMEXES.jsonl");
    let (events, timexes) = paths.next().zip(paths.next()).ok_or_else(usage)?;
    let mut timexes: HashMap<String, Value> =
        read(&timexes)?.into_iter().map(|gold| (text(&gold, "doc_id").to_owned(), gold)).collect();
    let with_times = |gold: Value| {
        let times = timexes.remove(text(&gold, "doc_id")).unwrap_or(Value::Null);
        (gold, times)
    };
    Ok(read(&events)?.into_iter().map(with_times).collect())
}

fn read(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    BufReader::new(File::open(path)?).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// A string of an object, empty where there is none.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The elements of a list of an object.
pub fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

/// The article of an annotated document.
pub fn article(gold: &Value) -> Document {
    let mut document = Document::new(text(gold, "doc_id"), text(gold, "text"));
    document.published = text(gold, "dct").parse().ok();
    document
}

/// The annotators' name of each of our events and times.
pub fn names(extraction: &Extraction, source: &str, gold: &Value, times: &Value) -> BTreeMap<Node, String> {
    let offsets = CharOffsets::new(source);
    let span = |span: Span| {
        let (start, end) = offsets.span(span);
        (u64::from(start), u64::from(end))
    };
    let place = |value: &Value, key: &str| value[key].as_u64().unwrap_or(u64::MAX);
    let mut names = BTreeMap::new();
    for (number, event) in (0..).zip(&extraction.events) {
        let (start, end) = span(event.span);
        let overlap = |e: &Value| end.min(place(e, "end")).saturating_sub(start.max(place(e, "start")));
        let best = list(gold, "events").filter(|e| overlap(e) > 0).max_by_key(|e| overlap(e));
        names.extend(best.map(|e| (Node::Event(number), text(e, "m_id").to_owned())));
    }
    let id = |timex: &Value| text(timex, "id").trim_start_matches('t').to_owned();
    for (number, timex) in (0..).zip(&extraction.timexes) {
        let (start, _) = span(timex.span);
        let words = timex.span.of(source);
        let same = |t: &&Value| {
            let alike = words.contains(text(t, "text")) || text(t, "text").contains(words);
            alike && place(t, "start").abs_diff(start) < DRIFT
        };
        names.extend(list(times, "timexes").find(same).map(|t| (Node::Timex(number), id(t))));
    }
    let created = list(times, "timexes").find(|t| text(t, "functionInDocument") == "CREATION_TIME");
    names.extend(created.map(|t| (Node::Creation, id(t))));
    names
}
