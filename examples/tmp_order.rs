#![allow(clippy::unwrap_used, missing_docs)]
use chrono::NaiveDate;
use dateline::actors::Cast;
use dateline::events::{EventReader, dating::Dating};
use dateline::graph::{Node, TemporalGraph};
use dateline::temporal::*;
use dateline::text::*;
use serde_json::{Value, json};
use std::io::BufRead;

fn main() {
    let mut lexicon = Lexicon::builtin().unwrap();
    let reader = EventReader::builtin(&mut lexicon).unwrap();
    let dating = Dating::builtin().unwrap();
    for line in std::io::stdin().lock().lines() {
        let d: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let source = d["text"].as_str().unwrap();
        let text = Text::new(source, &lexicon, Layout::default());
        let offsets = CharOffsets::new(source);
        let published: Option<NaiveDate> = d["dct"].as_str().and_then(|s| s.parse().ok());
        let mut bytes: Vec<usize> = source.char_indices().map(|(i, _)| i).collect();
        bytes.push(source.len());
        let mut timexes = vec![];
        let mut gold: Vec<&Value> = d["timexes"].as_array().map(|a| a.iter().collect()).unwrap_or_default();
        gold.sort_by_key(|t| t["start"].as_u64());
        for t in gold {
            let (Some(a), Some(b)) = (t["start"].as_u64(), t["end"].as_u64()) else { continue };
            let span = Span::new(bytes[a as usize], bytes[b as usize]);
            let mut first = text.tokens.partition_point(|k| k.span.end <= span.start) as u32;
            let end = text.tokens.partition_point(|k| k.span.start < span.end) as u32;
            if first >= end {
                continue;
            }
            if matches!(
                text.word(first).to_lowercase().as_str(),
                "on" | "in" | "at" | "since" | "by" | "until" | "after" | "before" | "from"
            ) && first + 1 < end
            {
                first += 1;
            }
            let value = t["value"].as_str().unwrap_or("");
            let kind = match t["type"].as_str().unwrap_or("") {
                "TIME" => TimexType::Time,
                "DURATION" => TimexType::Duration,
                "SET" => TimexType::Set,
                _ => TimexType::Date,
            };
            let day = value.get(..10).and_then(|v| v.parse::<NaiveDate>().ok());
            let mut edtf = None;
            let mut interval = None;
            let mut granularity = Granularity::Unknown;
            if let Some(day) = day {
                edtf = Some(day.to_string());
                interval = Some(Interval::day(day));
                granularity = if value.len() > 10 { Granularity::Time } else { Granularity::Day };
            } else if let (Some(y), 7) = (value.get(..4).and_then(|v| v.parse::<i32>().ok()), value.len()) {
                if let Some(m) = value.get(5..7).and_then(|v| v.parse::<u32>().ok()) {
                    if let Some(s) = NaiveDate::from_ymd_opt(y, m, 1) {
                        edtf = Some(value.to_owned());
                        interval = Some(Interval {
                            start: Some(s),
                            end: s.checked_add_months(chrono::Months::new(1)),
                        });
                        granularity = Granularity::Month;
                    }
                }
            } else if let (Ok(y), 4) = (value.parse::<i32>(), value.len()) {
                let s = NaiveDate::from_ymd_opt(y, 1, 1).unwrap();
                edtf = Some(value.to_owned());
                interval = Some(Interval { start: Some(s), end: NaiveDate::from_ymd_opt(y + 1, 1, 1) });
                granularity = Granularity::Year;
            }
            let creation = t["functionInDocument"] == "CREATION_TIME"
                || (text
                    .sentences
                    .get(text.sentence_of(first) as usize)
                    .is_some_and(|s| s.end - s.first <= end - first + 1));
            let prev = if first > 0 { text.word(first - 1).to_lowercase() } else { String::new() };
            let signal = match prev.as_str() {
                "after" => Some(Signal::After),
                "before" => Some(Signal::Before),
                "since" => Some(Signal::Since),
                "until" => Some(Signal::Until),
                "by" => Some(Signal::By),
                "on" | "in" | "at" => Some(Signal::At),
                "for" => Some(Signal::For),
                _ => None,
            };
            timexes.push(Timex {
                span,
                first,
                end,
                sentence: text.sentence_of(first),
                kind,
                value: value.to_owned(),
                edtf,
                interval,
                granularity,
                signal,
                creation,
                basis: DateBasis::Explicit,
                ..Timex::default()
            });
        }
        let cast = Cast::default();
        let mut events = reader.read(&text, &timexes, &cast);
        let links = dating.date(&text, &timexes, &mut events, published);
        let solution = TemporalGraph::build(&timexes, &events, &links, published).solve();
        let out: Vec<Value> = events.iter().zip(&solution.bounds).map(|(e, b)| { let (s, t) = offsets.span(e.span);
            json!({"start": s, "end": t, "text": e.span.of(source), "tense": format!("{:?}", e.tense), "clause": format!("{:?}", e.clause), "class": format!("{:?}", e.class), "modality": format!("{:?}", e.modality), "nominal": e.nominal, "quoted": e.quoted, "governor": e.governor, "parent": e.parent,
                   "bounds": [b.0.map(|d| d.to_string()), b.1.map(|d| d.to_string())],
                   "date": e.date.as_ref().map(|x| json!({"edtf": x.edtf, "start": x.interval.first().map(|d| d.to_string()), "end": x.interval.last().map(|d| d.to_string()), "basis": format!("{:?} {}", x.basis, x.sieve.as_deref().unwrap_or("")), "sieve": x.sieve.as_deref(), "timex": x.text}))}) }).collect();
        let tl: Vec<Value> = solution
            .tlinks
            .iter()
            .map(|l| {
                let n = |n: Node| match n {
                    Node::Creation => "t0".to_owned(),
                    Node::Timex(i) => format!("t{}", i + 1),
                    Node::Event(i) => format!("e{}", i + 1),
                };
                json!([n(l.from), n(l.to), l.relation.name(), &*l.rule])
            })
            .collect();
        println!(
            "{}",
            json!({"id": d["doc_id"], "published": d["dct"], "events": out, "tlinks": tl, "conflicts": solution.conflicts.len(), "sentences": text.sentences.iter().map(|s| { let (a, b) = offsets.span(s.span); json!([a, b, s.heading, s.paragraph]) }).collect::<Vec<_>>() })
        );
    }
}
