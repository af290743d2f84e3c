//! A growing timeline: the same as one run over all articles, whatever happened on the way.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::support::Folder;

/// Short articles about treaties, each of its own day.
fn articles(numbers: std::ops::Range<u32>) -> String {
    let states = ["Norway", "Peru", "Chile", "Finland", "Kenya", "Japan", "Ghana"];
    let line = |n: u32| {
        let of = |n: u32| states[n as usize % states.len()];
        let (day, other) = (n % 27 + 1, of(n / 7 + 1));
        let text = format!("{} and {other} signed a treaty on fishing on March {day}.", of(n));
        serde_json::json!({"id": format!("n{n:04}"), "date": "2022-04-01", "text": text}).to_string()
    };
    numbers.map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn adding_in_parts_is_adding_all_at_once() {
    let folder = Folder::new();
    folder.file("all.jsonl", articles(0..40));
    folder.file("early.jsonl", articles(0..25));
    folder.file("late.jsonl", articles(20..40));
    let add = |file: &str| folder.run(&["store", "add", "s", file]);
    let first = add("late.jsonl");
    assert!(
        first.code == 0 && first.err.contains("20 new or changed, 0 known; 20 articles"),
        "{}",
        first.err
    );
    let again = add("late.jsonl");
    assert!(again.err.contains("0 new or changed, 20 known; 20 articles"), "{}", again.err);
    for format in ["csv", "jsonl"] {
        let grown = folder.run(&["timeline", "--store", "s", "early.jsonl", "--format", format]);
        let whole = folder.run(&["timeline", "all.jsonl", "--format", format]);
        assert!(grown.code == 0 && grown.out == whole.out, "{format}: {}", grown.err);
    }
    folder.file("kept.jsonl", articles(2..40));
    assert_eq!(folder.run(&["store", "remove", "s", "n0000", "n0001"]).code, 0);
    let left = folder.run(&["timeline", "--store", "s", "--format", "csv"]);
    assert_eq!(left.out, folder.run(&["timeline", "kept.jsonl", "--format", "csv"]).out);
    let list = folder.run(&["store", "list", "s"]);
    assert_eq!((list.out.lines().count(), list.out.lines().next()), (38, Some("n0002")));
}

#[test]
fn a_changed_article_takes_the_place_of_the_old_one() {
    let folder = Folder::new();
    let article = |verb: &str| {
        let text = format!("Norway {verb} the treaty with Peru on March 3.");
        serde_json::json!({"id": "a", "date": "2022-04-01", "text": text}).to_string()
    };
    folder.file("a.jsonl", article("signed"));
    folder.run(&["store", "add", "s", "a.jsonl"]);
    folder.file("a.jsonl", article("ratified"));
    let run = folder.run(&["timeline", "--store", "s", "a.jsonl", "--format", "jsonl"]);
    assert!(run.err.contains("1 new or changed, 0 known; 1 article in the store"), "{}", run.err);
    assert!(run.out.contains("ratified") && !run.out.contains("signed"), "{}", run.out);
}

#[test]
fn errors_of_stores_name_the_file() {
    let folder = Folder::new();
    folder.file("a.txt", "Peru signed the treaty on March 3, 2022. ".repeat(200));
    let run = folder.run(&["timeline", "--store", "a.txt"]);
    assert!(run.code == 65 && run.err.contains("a.txt: this file is no store"), "{} {}", run.code, run.err);
    let run = folder.run(&["store", "remove", "none", "a"]);
    assert!(run.code == 74 && run.err.contains("none: there is no such store"), "{}", run.err);
    folder.run(&["store", "add", "s", "a.txt"]);
    let run = folder.run(&["store", "remove", "s", "zebra"]);
    assert!(run.code == 1 && run.err.contains("no article zebra"), "{}", run.err);
}

/// Killed at many moments, the store always opens, holds what was reported stored, and is completed by the next run.
#[test]
fn a_killed_run_loses_nothing_that_was_stored() {
    let folder = Folder::new();
    folder.file("first.jsonl", articles(0..30));
    folder.file("all.jsonl", articles(0..400));
    assert_eq!(folder.run(&["store", "add", "s", "first.jsonl"]).code, 0);
    let mut held = 30;
    for wait in [5, 40, 90, 130, 170, 210, 260, 320, 400, 550] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["store", "add", "s", "all.jsonl", "--jobs", "1"])
            .current_dir(folder.path(""))
            .stderr(Stdio::null())
            .spawn()
            .expect("a run");
        sleep(Duration::from_millis(wait));
        run.kill().expect("the run ends by force");
        run.wait().expect("the run has ended");
        let list = folder.run(&["store", "list", "s"]);
        let now = list.out.lines().count();
        assert!(list.code == 0 && now >= held, "{held} articles, then {now}: {}", list.err);
        held = now;
    }
    let completed = folder.run(&["timeline", "--store", "s", "all.jsonl", "--format", "csv"]);
    assert!(completed.err.contains("400 articles in the store"), "{}", completed.err);
    assert_eq!(completed.out, folder.run(&["timeline", "all.jsonl", "--format", "csv"]).out);
}

/// A limit on the size of files stands in for a full disk: what was stored before it was full stays, and the next run goes on.
#[cfg(target_os = "linux")]
#[test]
fn a_store_on_a_full_disk_is_told_and_goes_on_with_more_room() {
    let folder = Folder::new();
    folder.file("all.jsonl", articles(0..1500));
    let mut stopped = 0;
    for blocks in [100, 3_000, 4_500, 6_000] {
        let program = env!("CARGO_BIN_EXE_dateline");
        let limited =
            format!("trap '' XFSZ; ulimit -f {blocks}; exec '{program}' store add s all.jsonl --jobs 1");
        let run = Command::new("sh").args(["-c", &limited]).current_dir(folder.path("")).output();
        let run = run.expect("a shell");
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(matches!(run.status.code(), Some(0 | 74)), "{blocks}: {:?} {told}", run.status);
        assert!(run.status.success() || told.contains("store"), "{blocks}: {told}");
        stopped += u32::from(!run.status.success());
    }
    assert!(stopped > 1, "the limits are too wide");
    let completed = folder.run(&["timeline", "--store", "s", "all.jsonl", "--format", "csv"]);
    assert!(completed.err.contains("1500 articles in the store"), "{}", completed.err);
    assert_eq!(completed.out, folder.run(&["timeline", "all.jsonl", "--format", "csv"]).out);
}

/// Decisions and differences go by ids that stay.
#[test]
fn decisions_and_differences_go_by_stable_ids() {
    let folder = Folder::new();
    folder.file("all.jsonl", articles(0..6));
    let first = folder.run(&["timeline", "all.jsonl", "-o", "old.csv"]);
    assert_eq!(first.code, 0, "{}", first.err);
    let ids = folder.run(&["timeline", "all.jsonl", "--format", "jsonl"]).strings("event_id");
    let (edited, gone) = (&ids[0], &ids[1]);
    folder.file(
        "decisions.csv",
        format!("decision,event_id,field,value,why\nedit,{edited},place,Arvo,seen\nreject,{gone},,,wrong\naccept,000,,,\n"),
    );
    let run = folder.run(&["timeline", "all.jsonl", "--curation", "decisions.csv", "-o", "new.csv"]);
    assert!(run.err.contains("decisions.csv:4: this decision fits no event: 000"), "{}", run.err);
    let diff = folder.run(&["diff", "old.csv", "new.csv"]);
    assert!(diff.err.contains("0 new, 1 changed, 1 gone"), "{}", diff.err);
    let rows = diff.rows();
    let find = |id: &String| rows.iter().find(|row| row[1] == *id).expect("a row");
    assert_eq!(find(gone)[0], "gone");
    assert_eq!((find(edited)[4].as_str(), find(edited)[6].as_str()), ("place", "Arvo"));
    let run = folder.run(&["diff", "all.jsonl", "new.csv"]);
    assert!(run.code == 65 && run.err.contains("all.jsonl:1: this is no timeline"), "{}", run.err);
}

#[test]
fn the_top_and_the_topic_are_picked() {
    let folder = Folder::new();
    folder.file("all.jsonl", articles(0..12));
    let count = |more: &[&str]| {
        folder
            .run(&[&["timeline", "all.jsonl", "--format", "jsonl"], more].concat())
            .strings("event_id")
            .len()
    };
    let all = count(&[]);
    assert_eq!(count(&["--top", "3"]), 3);
    assert_eq!(count(&["--top", "100"]), all);
    assert!((1..all).contains(&count(&["--about", "kenya TREATY"])));
    assert_eq!(count(&["--about", "kenya zebra"]), 0);
}
