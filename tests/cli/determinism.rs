//! The same bytes for any number of threads and any order of the input.

use std::path::Path;

use super::support::Folder;
use super::vary::Maker;

/// The articles in several files, and the files of the same articles in another order.
fn files(folder: &Folder) -> [Vec<String>; 3] {
    const ARTICLES: usize = 160;
    let maker = Maker::new(Path::new(env!("CARGO_MANIFEST_DIR")));
    let lines: Vec<String> = (0..ARTICLES).map(|number| maker.line(number)).collect();
    let write = |order: &str, lines: &[String]| -> Vec<String> {
        let parts = lines.chunks(45).enumerate();
        parts
            .map(|(part, lines)| {
                let name = format!("{order}{part}.jsonl");
                folder.file(&name, lines.join("\n"));
                name
            })
            .collect()
    };
    let back: Vec<String> = lines.iter().rev().cloned().collect();
    let mixed: Vec<String> = (0..ARTICLES).map(|n| lines[n * 101 % ARTICLES].clone()).collect();
    [write("a", &lines), write("b", &back), write("c", &mixed)]
}

#[test]
fn threads_and_order_change_no_byte() {
    let folder = Folder::new();
    let run = |files: &[String], jobs: &str| {
        let mut arguments = vec![
            "timeline", "--jobs", jobs, "-o", "t.csv", "-o", "t.jsonl", "-o", "t.dot", "--links", "l.csv",
        ];
        arguments.extend(files.iter().map(String::as_str));
        let run = folder.run(&arguments);
        assert!(run.code == 0 && run.err.contains("160 articles read"), "{}", run.err);
        ["t.csv", "t.jsonl", "t.dot", "l.csv"].map(|name| std::fs::read(folder.path(name)).expect("written"))
    };
    let [given, back, mixed] = files(&folder);
    let first = run(&given, "1");
    assert!(first.iter().all(|bytes| bytes.iter().filter(|b| **b == b'\n').count() > 100));
    for (files, jobs) in [(&back, "8"), (&mixed, "2")] {
        let other = run(files, jobs);
        assert!(other == first, "{files:?} with {jobs} threads gave other bytes");
    }
    let read = |jobs: &str| folder.run(&["annotate", "--jobs", jobs, &given[0]]).out;
    assert!(read("1") == read("8"), "threads change the annotations");
}
