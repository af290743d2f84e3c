//! How many of the temporal links that we state annotators state as well: `relations EVENTS.jsonl TIMEXES.jsonl`.
//!
//! Both files hold one JSON object a line with `doc_id`, `text` and `dct`; the first `events` (`m_id`, `start`, `end` in
//! characters) and `tlinks` (`source`, `target`, `rel`), the second `timexes` (`id`, `start`, `text`,
//! `functionInDocument`). Counted are our links whose two ends are annotated and joined by an annotated link.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use dateline::graph::Node;
use dateline::text::{CharOffsets, Span};
use dateline::{Document, Extraction, Extractor};
use serde_json::Value;

/// How far apart, in characters, two copies of a text may put the same words.
const DRIFT: u64 = 12;

/// Right and all links of each rule.
type Counts = BTreeMap<String, (u32, u32)>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1);
    let (events, timexes) = paths.next().zip(paths.next()).ok_or("relations EVENTS.jsonl TIMEXES.jsonl")?;
    let timexes: HashMap<String, Value> =
        read(&timexes)?.into_iter().map(|gold| (text(&gold, "doc_id").to_owned(), gold)).collect();
    let extractor = Extractor::builtin()?;
    let mut counts = Counts::new();
    for gold in read(&events)? {
        let times = timexes.get(text(&gold, "doc_id")).unwrap_or(&Value::Null);
        measure(&extractor, &gold, times, &mut counts);
    }
    let (right, all) = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    counts.insert("all".to_owned(), (right, all));
    for (rule, (right, all)) in counts {
        println!("{rule:<24}{right:>6}{all:>6}{:>8.1}", 100.0 * f64::from(right) / f64::from(all));
    }
    Ok(())
}

fn read(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    BufReader::new(File::open(path)?).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

fn measure(extractor: &Extractor, gold: &Value, times: &Value, counts: &mut Counts) {
    let mut document = Document::new(text(gold, "doc_id"), text(gold, "text"));
    document.published = text(gold, "dct").parse().ok();
    let extraction = extractor.extract(&document);
    let names = names(&extraction, text(gold, "text"), gold, times);
    let stated: HashMap<(&str, &str), &str> = list(gold, "tlinks")
        .map(|link| ((text(link, "source"), text(link, "target")), text(link, "rel")))
        .collect();
    for link in &extraction.tlinks {
        let (Some(from), Some(to)) = (names.get(&link.from), names.get(&link.to)) else { continue };
        let told = stated.get(&(from.as_str(), to.as_str())).copied();
        let turned = stated.get(&(to.as_str(), from.as_str())).copied();
        if told.or(turned).is_none_or(|name| name == "MEASURE") {
            continue;
        }
        let right = told == Some(link.relation.name()) || turned == Some(link.relation.inverse().name());
        let count = counts.entry(link.rule.to_string()).or_default();
        count.0 += u32::from(right);
        count.1 += 1;
    }
}

/// The annotators' name of each of our events and times.
fn names(extraction: &Extraction, source: &str, gold: &Value, times: &Value) -> BTreeMap<Node, String> {
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
