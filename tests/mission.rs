//! The articles that the product must get right, read by the real binary.
//!
//! `tests/articles/*.toml` say which rows a timeline of its articles must hold and which it must not. A row lists only what
//! it asks for; lists of names are compared as sets. The sets whose `folder` is not there are left out.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Expectation {
    /// Where the articles are, from the project's root.
    folder: String,
    /// Their file names; all files of the folder when empty.
    #[serde(default)]
    articles: Vec<String>,
    /// Rows that must be there, each exactly once.
    #[serde(default)]
    row: Vec<toml::Table>,
    /// Rows that must not be there.
    #[serde(default)]
    absent: Vec<toml::Table>,
}

fn expectations() -> Vec<(PathBuf, Expectation)> {
    let mut files: Vec<_> = std::fs::read_dir("tests/articles")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|f| (f.clone(), toml::from_str(&std::fs::read_to_string(&f).unwrap()).unwrap()))
        .collect()
}

fn timeline(expected: &Expectation) -> Option<Vec<Value>> {
    let folder = Path::new(&expected.folder);
    if !folder.is_dir() {
        return None;
    }
    let inputs: Vec<PathBuf> = match expected.articles.is_empty() {
        true => vec![folder.to_owned()],
        false => expected.articles.iter().map(|name| folder.join(name)).collect(),
    };
    let run = Command::cargo_bin("dateline")
        .unwrap()
        .arg("timeline")
        .args(inputs)
        .args(["--format", "jsonl"])
        .assert();
    let output = run.success().get_output().stdout.clone();
    let text = String::from_utf8(output).unwrap();
    let events = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    Some(events.filter(|event| event["listed"] == true).collect())
}

fn strings(value: &Value) -> BTreeSet<String> {
    let name = |v: &Value| {
        v.as_str().or_else(|| v["name"].as_str()).or_else(|| v["source"].as_str()).map(str::to_owned)
    };
    value.as_array().into_iter().flatten().filter_map(name).collect()
}

/// Does an event have what a row asks of it?
fn fits(event: &Value, row: &toml::Table) -> bool {
    row.iter().all(|(key, wanted)| match (key.as_str(), wanted) {
        ("why", _) => true,
        ("articles", toml::Value::Integer(n)) => {
            event["articles"].as_array().is_some_and(|a| a.len() as i64 == *n)
        }
        ("headline_has", toml::Value::String(words)) => {
            event["headline"].as_str().is_some_and(|h| h.contains(words))
        }
        ("sentence_has", toml::Value::String(words)) => event["mentions"]
            .as_array()
            .is_some_and(|m| m.iter().any(|m| m["sentence"].as_str().is_some_and(|s| s.contains(words)))),
        ("attribution_has", toml::Value::String(name)) => {
            strings(&event["attribution"]).iter().any(|s| s.contains(name))
        }
        (_, toml::Value::Array(names)) => {
            let wanted: BTreeSet<String> =
                names.iter().filter_map(|n| n.as_str().map(str::to_owned)).collect();
            strings(&event[key]) == wanted
        }
        (_, toml::Value::String(text)) => event[key].as_str().unwrap_or("") == text,
        (_, toml::Value::Boolean(yes)) => event[key].as_bool() == Some(*yes),
        _ => panic!("a row asks for `{key}`, which this test cannot compare"),
    })
}

fn show(events: &[Value]) -> String {
    let line = |e: &Value| {
        format!(
            "  {} [{}..{}] {} | {:?} {} {:?} {} {}",
            e["date"],
            e["earliest"],
            e["latest"],
            e["headline"],
            strings(&e["actors"]),
            e["action"],
            strings(&e["targets"]),
            e["modality"],
            e["articles"]
        )
    };
    events.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_expected_row_is_there_once_and_no_other() {
    let mut problems = String::new();
    for (file, expected) in expectations() {
        let Some(events) = timeline(&expected) else { continue };
        let mut wrong = Vec::new();
        for row in &expected.row {
            let n = events.iter().filter(|e| fits(e, row)).count();
            if n != 1 {
                wrong.push(format!("{n} rows fit {row}"));
            }
        }
        for row in &expected.absent {
            wrong.extend(
                events
                    .iter()
                    .filter(|e| fits(e, row))
                    .map(|e| format!("{} must not be there: {row}", e["headline"])),
            );
        }
        if !wrong.is_empty() {
            problems += &format!(
                "{}:\n- {}\nThe timeline was:\n{}\n",
                file.display(),
                wrong.join("\n- "),
                show(&events)
            );
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn no_headline_is_told_twice_on_one_day_and_each_reads_as_a_sentence() {
    for (file, expected) in expectations() {
        let Some(events) = timeline(&expected) else { continue };
        let mut seen = BTreeSet::new();
        for event in &events {
            let headline = event["headline"].as_str().unwrap();
            assert!(
                seen.insert((headline.to_owned(), event["date"].to_string())),
                "{}: twice: {headline}",
                file.display()
            );
            assert!(
                headline.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric()),
                "{headline}"
            );
            assert!(headline.split_whitespace().count() >= 2, "too short: {headline}");
            assert!(headline.chars().count() <= 200, "too long: {headline}");
            assert_eq!(
                headline.matches('“').count(),
                headline.matches('”').count(),
                "open quotation: {headline}"
            );
            assert_eq!(
                headline.matches('(').count(),
                headline.matches(')').count(),
                "open bracket: {headline}"
            );
        }
    }
}
