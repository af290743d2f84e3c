//! The page that takes pasted articles.

use super::support::{Folder, STORY};

/// What a program for browsers of the same sources says of itself.
const THIS: &str = dateline::BUILD;

/// As much of the program for browsers as this program looks at.
fn module(version: &str) -> Vec<u8> {
    [b"\0asm\x01\0\0\0 dateline-reader ", version.as_bytes()].concat()
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("story.txt", STORY);
    folder.file("dateline.wasm", module(THIS));
    folder.file("old.wasm", module("0.0.0"));
    folder
}

#[test]
fn a_page_holds_the_reader_and_what_was_read() {
    let folder = folder();
    folder.file("decisions.csv", "decision,event_id,field,value\n");
    let make = |more: &[&str]| folder.run(&[&["timeline", "story.txt", "-f", "html"], more].concat());
    let run = make(&["--reader", "dateline.wasm", "--curation", "decisions.csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let kept = run.out.split("id=\"kept\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let kept: serde_json::Value = serde_json::from_str(kept.expect("what is kept")).expect("JSON");
    assert_eq!(kept["curation"], "decision,event_id,field,value\n");
    assert!(kept["mentions"].as_str().is_some_and(|packed| packed.len() > 500), "{kept}");
    assert!(run.out.contains("id=\"reader\">H4sI"), "gzip, as base 64");
    let plain = make(&[]);
    assert!(!plain.out.contains("id=\"reader\"") && !plain.out.contains("wasm-unsafe-eval"));
}

#[test]
fn what_cannot_take_articles_is_told() {
    let folder = folder();
    for (arguments, code, told) in [
        (["-f", "html", "--reader", "story.txt"], 65, "story.txt: this is no dateline-reader"),
        (["-f", "html", "--reader", "old.wasm"], 65, "bindings/wasm/build makes it"),
        (["-f", "html", "--reader", "none.wasm"], 74, "there is no such file"),
        (["-f", "csv", "--reader", "dateline.wasm"], 2, "--reader is for pages only"),
        (["--top=3", "-fhtml", "--reader", "dateline.wasm"], 2, "cannot be used with"),
    ] {
        let run = folder.run(&[&["timeline", "story.txt"], arguments.as_slice()].concat());
        assert!(run.code == code && run.err.contains(told), "{arguments:?}: {} {}", run.code, run.err);
        assert!(run.out.is_empty());
    }
}
