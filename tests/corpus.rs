//! Runs the cases of `tests/corpus/dates/*.toml`: every rule wins where its case says, with the value it says.
//!
//! A file has a creation time, `dct`, and cases: `rule`, `value` (one for each marked span, or one for all), `text`
//! (sentences with the expected spans in brackets; what is not in brackets may hold other expressions), `none`
//! (sentences in which the rule must find nothing, for a rule `not.*` nothing may be found at all).

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up must stop")]

mod dates;

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDate;
use dateline::temporal::Timex;
use dateline::text::Span;
use dates::Program;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    dct: Option<toml::value::Datetime>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    rule: String,
    dct: Option<toml::value::Datetime>,
    value: Option<Values>,
    #[serde(default)]
    text: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Values {
    One(String),
    Many(Vec<String>),
}

impl Values {
    fn get(&self, i: usize) -> &str {
        match self {
            Self::One(value) => value,
            Self::Many(values) => values.get(i).map_or("", String::as_str),
        }
    }
}

fn day(date: toml::value::Datetime) -> Option<NaiveDate> {
    date.to_string().parse().ok()
}

fn files() -> Vec<(String, File)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/dates");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|e| e.expect("readable").path())
        .collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let read = |p: PathBuf| {
        let text = std::fs::read_to_string(&p).expect("readable");
        let name = p.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        (name.clone(), toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}")))
    };
    paths.into_iter().map(read).collect()
}

/// The plain sentence and the spans that were in brackets.
fn unmark(marked: &str) -> (String, Vec<Span>) {
    let (mut plain, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' => start = plain.len(),
            ']' => spans.push(Span::new(start, plain.len())),
            _ => plain.push(c),
        }
    }
    (plain, spans)
}

impl Program {
    /// What is wrong with a case; empty when it holds.
    fn check(&self, case: &Case, file_dct: Option<NaiveDate>) -> Vec<String> {
        let dct = case.dct.and_then(day).or(file_dct);
        let mut wrong = Vec::new();
        for marked in &case.text {
            let (plain, spans) = unmark(marked);
            let timexes = self.read(&plain, dct);
            for (i, span) in spans.iter().enumerate() {
                let value = case.value.as_ref().map_or("", |v| v.get(i));
                let fits = |t: &&Timex| {
                    t.span == *span && t.rule.as_deref() == Some(case.rule.as_str()) && t.value == value
                };
                if !timexes.iter().any(|t| fits(&t)) {
                    wrong.push(format!(
                        "{}: want {value} in {marked}\n      got {}",
                        case.rule,
                        show(&timexes, &plain)
                    ));
                }
            }
        }
        for plain in &case.none {
            let timexes = self.read(plain, dct);
            let bars_all = case.rule.starts_with("not.");
            if timexes.iter().any(|t| bars_all || t.rule.as_deref() == Some(case.rule.as_str())) {
                wrong.push(format!(
                    "{}: want nothing in {plain}\n      got {}",
                    case.rule,
                    show(&timexes, plain)
                ));
            }
        }
        wrong
    }
}

fn show(timexes: &[Timex], source: &str) -> String {
    let one = |t: &Timex| format!("[{}]={} {}", t.span.of(source), t.value, t.rule.as_deref().unwrap_or(""));
    timexes.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn every_case_holds() {
    let program = Program::new();
    let mut wrong = Vec::new();
    for (name, file) in files() {
        let dct = file.dct.and_then(day);
        wrong.extend(file.case.iter().flat_map(|c| program.check(c, dct)).map(|w| format!("{name}: {w}")));
    }
    assert!(wrong.is_empty(), "{} cases fail\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    let program = Program::new();
    let rules: BTreeSet<String> = program.tagger.rule_ids().map(|id| id.to_string()).collect();
    let cases: BTreeSet<String> = files().into_iter().flat_map(|(_, f)| f.case).map(|c| c.rule).collect();
    let untested: Vec<&String> = rules.difference(&cases).collect();
    let dead: Vec<&String> = cases.difference(&rules).collect();
    assert!(
        untested.is_empty() && dead.is_empty(),
        "rules without a case: {untested:?}; cases without a rule: {dead:?}"
    );
}
