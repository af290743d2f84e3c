//! The precision of every sieve, on development data with dated events: `gauntlet [--write] GOLD.jsonl [GOLD.jsonl ...]`.
//!
//! Reads one JSON object a line: `text`, `dct` (day of publication), `events` with `start`, `end` (characters) and
//! `event_date` or `instance_time`. Prints what was counted for each file; with `--write`, writes it to `data/sieves.csv`.
//! A date is right when its days are the gold days; an order is right when the gold days of both sides allow it. Gold mentions and ours are paired by overlap of their triggers.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use chrono::NaiveDate;
use dateline::graph::{Node, Relation};
use dateline::text::CharOffsets;
use dateline::{Document, Extraction, Extractor};
use serde_json::Value;

/// What was counted about one sieve.
#[derive(Default)]
struct Count {
    right: u32,
    wrong: u32,
    uncounted: u32,
}

type Days = (NaiveDate, NaiveDate);

type Counts = BTreeMap<String, Count>;

fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::builtin()?;
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let table = arguments.iter().position(|argument| argument == "--write").map(|at| {
        arguments.remove(at);
        concat!(env!("CARGO_MANIFEST_DIR"), "/data/sieves.csv")
    });
    let mut measured: Vec<(String, Counts)> = Vec::new();
    for path in arguments {
        let mut counts = Counts::new();
        for line in BufReader::new(File::open(&path)?).lines() {
            let gold: Value = serde_json::from_str(&line?)?;
            measure(&extractor, &gold, &mut counts);
        }
        let name = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        measured.push((name, counts));
    }
    print(&measured);
    if let Some(table) = table {
        std::fs::write(table, rewritten(&std::fs::read_to_string(table)?, &measured))?;
    }
    Ok(())
}

fn print(measured: &[(String, Counts)]) {
    for (name, counts) in measured {
        println!("{name:<24}{:>8}{:>8}{:>8}{:>11}", "right", "wrong", "no gold", "precision");
        for (sieve, count) in counts {
            let all = f64::from(count.right + count.wrong);
            let share = 100.0 * f64::from(count.right) / all;
            println!("{sieve:<24}{:>8}{:>8}{:>8}{share:>11.1}", count.right, count.wrong, count.uncounted);
        }
    }
}

/// The table with new counts, in its order. A sieve that did not run keeps its row.
fn rewritten(table: &str, measured: &[(String, Counts)]) -> String {
    let mut out = String::from("sieve,precision,right,wrong,measured,reads\n");
    for row in table.lines().skip(1) {
        let fields: Vec<&str> = row.split(',').collect();
        let (Some(name), Some(reads)) = (fields.first(), fields.last()) else { continue };
        let of = |counts: &Counts| counts.get(*name).map_or((0, 0), |count| (count.right, count.wrong));
        let parts: Vec<(u32, u32)> = measured.iter().map(|(_, counts)| of(counts)).collect();
        let right: u32 = parts.iter().map(|part| part.0).sum();
        let wrong: u32 = parts.iter().map(|part| part.1).sum();
        if !measured.iter().any(|(_, counts)| counts.contains_key(*name)) {
            out.push_str(&format!("{row}\n"));
            continue;
        }
        let precision = (f64::from(right) + 8.5) / (f64::from(right + wrong) + 10.0);
        let corpora = measured.iter().zip(&parts);
        let shown: Vec<String> = corpora
            .map(|((corpus, _), (right, wrong))| format!("{corpus} {right}/{}", right + wrong))
            .collect();
        out.push_str(&format!("{name},{precision:.2},{right},{wrong},{},{reads}\n", shown.join("; ")));
    }
    out
}

fn measure(extractor: &Extractor, gold: &Value, counts: &mut Counts) {
    let text = gold["text"].as_str().unwrap_or_default();
    let published = gold["dct"].as_str().and_then(|day| day.parse().ok());
    let mut document = Document::new(gold["doc_id"].as_str().unwrap_or("?"), text);
    document.published = published;
    let extraction = extractor.extract(&document);
    let days = gold_days(gold, text, &extraction);
    dates(&extraction, &days, counts);
    orders(&extraction, &days, published, counts);
}

fn dates(extraction: &Extraction, days: &[Option<Days>], counts: &mut Counts) {
    for (event, gold) in extraction.events.iter().zip(days) {
        let Some(date) = &event.date else { continue };
        let Some(sieve) = &date.sieve else { continue };
        let count = counts.entry(sieve.to_string()).or_default();
        let ours = date.interval.first().zip(date.interval.last());
        match gold {
            None => count.uncounted += 1,
            Some(_) if ours == *gold => count.right += 1,
            Some(_) => count.wrong += 1,
        }
    }
}

fn orders(extraction: &Extraction, days: &[Option<Days>], published: Option<NaiveDate>, counts: &mut Counts) {
    let of = |node: Node| match node {
        Node::Creation => published.map(|day| (day, day)),
        Node::Timex(timex) => {
            let interval = extraction.timexes.get(timex as usize)?.interval?;
            interval.first().zip(interval.last())
        }
        Node::Event(event) => days.get(event as usize).copied().flatten(),
    };
    for link in extraction.tlinks.iter().filter(|link| link.rule.starts_with("order.")) {
        let count = counts.entry(link.rule.to_string()).or_default();
        let (Some(a), Some(b)) = (of(link.from), of(link.to)) else {
            count.uncounted += 1;
            continue;
        };
        let right = match link.relation {
            Relation::Before => a.0 <= b.1,
            Relation::After => a.1 >= b.0,
            _ => a.0 <= b.1 && b.0 <= a.1,
        };
        if right { count.right += 1 } else { count.wrong += 1 }
    }
}

/// The gold days of each of our events.
fn gold_days(gold: &Value, text: &str, extraction: &Extraction) -> Vec<Option<Days>> {
    let offsets = CharOffsets::new(text);
    let none = Vec::new();
    let mentions = gold["events"].as_array().unwrap_or(&none);
    let day = |event: &Value| {
        let value = event.get("event_date").or(event.get("instance_time"))?.as_str()?;
        value.parse::<NaiveDate>().ok().map(|day| (day, day))
    };
    let span = |event: &Value| Some((event["start"].as_u64()? as u32, event["end"].as_u64()? as u32));
    let gold: Vec<_> = mentions.iter().filter_map(|event| Some((span(event)?, day(event)?))).collect();
    extraction
        .events
        .iter()
        .map(|event| {
            let (start, end) = offsets.span(event.span);
            let overlap = |other: (u32, u32)| end.min(other.1).saturating_sub(start.max(other.0));
            let best =
                gold.iter().filter(|(span, _)| overlap(*span) > 0).max_by_key(|(span, _)| overlap(*span));
            best.map(|(_, days)| *days)
        })
        .collect()
}
