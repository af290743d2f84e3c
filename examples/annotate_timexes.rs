//! Reads documents as JSON lines (`id`, `text`, `published`) and prints their time expressions as JSON lines.
//!
//! `cargo run --release --example annotate_timexes < in.jsonl > out.jsonl`

use std::io::{BufRead, Write};

use chrono::NaiveDate;
use dateline::temporal::{Context, Tagger, Timex, TimexPart, TimexType, modifier_name};
use dateline::text::{CharOffsets, Layout, Lexicon, Text};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut lexicon = Lexicon::builtin()?;
    let tagger = Tagger::builtin(&mut lexicon)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let document: Value = serde_json::from_str(&line?)?;
        let source = document.get("text").and_then(Value::as_str).unwrap_or_default();
        let published = document
            .get("published")
            .and_then(Value::as_str)
            .and_then(|d| d.get(..10)?.parse::<NaiveDate>().ok());
        let text = Text::new(source, &lexicon, Layout::default());
        let (timexes, diagnostics) = tagger.tag(&text, &Context { published, ..Context::default() });
        let offsets = CharOffsets::new(source);
        let rows: Vec<Value> = timexes.iter().flat_map(|t| rows(t, &offsets)).collect();
        let messages: Vec<&str> = diagnostics.iter().map(|d| d.message.as_str()).collect();
        serde_json::to_writer(
            &mut out,
            &json!({"id": document.get("id"), "timexes": rows, "diagnostics": messages}),
        )?;
        writeln!(out)?;
    }
    Ok(())
}

/// A range of two dates that stand alone is written as its two ends, as TimeML has it.
fn rows(timex: &Timex, offsets: &CharOffsets) -> Vec<Value> {
    if timex.parts.len() == 2 && std::env::var_os("WHOLE_RANGES").is_none() {
        let end = |part: &TimexPart| Timex {
            span: part.span,
            value: part.value.clone(),
            kind: part.kind,
            interval: part.interval,
            edtf: None,
            parts: Vec::new(),
            ..timex.clone()
        };
        return timex.parts.iter().map(|p| row(&end(p), offsets)).collect();
    }
    vec![row(timex, offsets)]
}

fn row(timex: &Timex, offsets: &CharOffsets) -> Value {
    let (start, end) = offsets.span(timex.span);
    let kind = match timex.kind {
        TimexType::Date => "DATE",
        TimexType::Time => "TIME",
        TimexType::Duration => "DURATION",
        TimexType::Set => "SET",
    };
    json!({
        "start": start, "end": end, "type": kind, "value": timex.value,
        "mod": timex.modifier.map(modifier_name), "edtf": timex.edtf, "rule": timex.rule.as_deref(),
        "date_start": timex.interval.and_then(|i| i.first()).map(|d| d.to_string()),
        "date_end": timex.interval.and_then(|i| i.last()).map(|d| d.to_string()),
        "basis": format!("{:?}", timex.basis), "signal": timex.signal.map(|s| format!("{s:?}")),
    })
}
