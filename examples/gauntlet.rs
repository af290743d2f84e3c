//! The precision of every sieve, on development data with dated events: `gauntlet GOLD.jsonl [GOLD.jsonl ...]`.
//!
//! Reads one JSON object a line: `text`, `dct` (day of publication), `events` with `start`, `end` (characters) and
//! `event_date` or `instance_time`. Prints the table from which the precisions in `data/sieves.csv` are taken. A date is right when its days are the gold days; an order
//! is right when the gold days of both sides allow it. Gold mentions and ours are paired by overlap of their triggers.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

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

fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::builtin()?;
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for path in std::env::args().skip(1) {
        for line in BufReader::new(File::open(path)?).lines() {
            let gold: Value = serde_json::from_str(&line?)?;
            measure(&extractor, &gold, &mut counts);
        }
    }
    println!("{:<24}{:>8}{:>8}{:>8}{:>11}", "sieve", "right", "wrong", "no gold", "precision");
    for (sieve, count) in counts {
        let all = f64::from(count.right + count.wrong);
        let share = 100.0 * f64::from(count.right) / all;
        println!("{sieve:<24}{:>8}{:>8}{:>8}{share:>11.1}", count.right, count.wrong, count.uncounted);
    }
    Ok(())
}

fn measure(extractor: &Extractor, gold: &Value, counts: &mut BTreeMap<String, Count>) {
    let text = gold["text"].as_str().unwrap_or_default();
    let published = gold["dct"].as_str().and_then(|day| day.parse().ok());
    let mut document = Document::new(gold["doc_id"].as_str().unwrap_or("?"), text);
    document.published = published;
    let extraction = extractor.extract(&document);
    let days = gold_days(gold, text, &extraction);
    dates(&extraction, &days, counts);
    orders(&extraction, &days, published, counts);
}

fn dates(extraction: &Extraction, days: &[Option<Days>], counts: &mut BTreeMap<String, Count>) {
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

fn orders(
    extraction: &Extraction,
    days: &[Option<Days>],
    published: Option<NaiveDate>,
    counts: &mut BTreeMap<String, Count>,
) {
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
