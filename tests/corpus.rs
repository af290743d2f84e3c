//! Runs the cases of `tests/corpus/dates/*.toml`: every rule wins where its case says, with the value it says, none is
//! dead or shadowed, and no two contradict each other.
//!
//! A file has a creation time, `dct`, and cases: `rule`, `value` (one for each marked span, or one for all), `text`
//! (sentences with the expected spans in brackets; what is not in brackets may hold other expressions), `none`
//! (sentences in which the rule must find nothing, for a rule `not.*` nothing may be found at all).

#![expect(clippy::expect_used, reason = "a test that cannot be set up must stop")]

use std::fs;
use std::path::PathBuf;

use dateline::temporal::{Finding, Tagger, UserRules, check};
use dateline::text::Lexicon;

fn cases() -> Vec<UserRules> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/dates");
    let paths = fs::read_dir(folder).expect("the folder is there").map(|e| e.expect("readable").path());
    let mut files: Vec<UserRules> = paths
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(|path| UserRules {
            file: path.file_name().expect("a name").to_string_lossy().into_owned(),
            text: fs::read_to_string(&path).expect("readable"),
        })
        .collect();
    files.sort_by(|a, b| a.file.cmp(&b.file));
    files
}

#[test]
fn every_rule_holds_in_its_cases() {
    let mut lexicon = Lexicon::builtin().expect("the lexicon loads");
    let tagger = Tagger::builtin(&mut lexicon).expect("the rules load");
    let files: Vec<UserRules> = Tagger::builtin_rules().into_iter().chain(cases()).collect();
    let findings = check(&tagger, &lexicon, &files).expect("the cases parse");
    let show = |f: &Finding| format!("{}:{}: {} {}: {}", f.file, f.line, f.rule, f.kind, f.message);
    let all: Vec<String> = findings.iter().map(show).collect();
    assert!(all.is_empty(), "{} things are wrong\n{}", all.len(), all.join("\n"));
}
