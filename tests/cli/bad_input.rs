//! Bad input: a clear message, the other articles still come out, the exit code says so, nothing is lost silently.

use std::fs;

use super::support::{Folder, Run, STORY, gzip};

/// Reads `bad` together with a good article: the good one must come out, the message must say all of `told`.
#[track_caller]
fn check(bad: &str, content: impl AsRef<[u8]>, told: &[&str]) -> Run {
    let folder = Folder::new();
    folder.file(bad, content);
    folder.file("good.txt", STORY);
    let run = folder.run(&["annotate", bad, "good.txt"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.strings("id").contains(&"good".to_owned()), "{}", run.err);
    for words in told {
        assert!(run.err.contains(words), "`{words}` is not said: {}", run.err);
    }
    let alone = folder.run(&["timeline", bad]);
    assert!(matches!(alone.code, 1 | 65), "{alone:?}");
    run
}

#[test]
fn missing_and_unreadable_files() {
    let folder = Folder::new();
    folder.file("good.txt", STORY);
    let run = folder.run(&["annotate", "none.txt", "good.txt"]);
    assert_eq!((run.code, run.lines().len()), (1, 1));
    assert!(run.err.contains("none.txt: there is no such file"), "{}", run.err);
    assert_eq!(folder.run(&["timeline", "none.txt"]).code, 74);
    fs::create_dir(folder.path("empty")).expect("a folder");
    let run = folder.run(&["timeline", "empty"]);
    assert_eq!(run.code, 65);
    assert!(run.err.contains("empty: there is no article in this folder"), "{}", run.err);
}

#[test]
fn empty_and_binary_files() {
    check("bad.txt", "", &["bad.txt: there is no text"]);
    check("bad.txt", " \n\n\t ", &["bad.txt: there is no text"]);
    check("bad.txt", b"abc\0\x01\x02", &["bad.txt: this is binary data"]);
    check("bad.txt", b"%PDF-1.4 ...", &["bad.txt: this is a PDF file", "export it as text"]);
    check("bad.jsonl", b"PK\x03\x04...", &["bad.jsonl: this is a ZIP archive"]);
    check("bad.csv", "", &["bad.csv:1: no column holds the text"]);
    check("bad.jsonl", "{\"text\": \"\"}\n", &["bad.jsonl:1: there is no text"]);
}

#[test]
fn a_hundred_million_bytes_on_one_line() {
    let line = format!("{{\"text\": \"{}\"}}\n", "The rain fell. ".repeat(6_700_000));
    let told =
        ["bad.jsonl:1: this article is over 100 million bytes long", "one record or file each", "1 failed"];
    check("bad.jsonl", line, &told);
}

#[test]
fn a_jsonl_file_without_articles_is_told() {
    let folder = Folder::new();
    folder.file("a.jsonl", "\n\n");
    let run = folder.run(&["timeline", "a.jsonl"]);
    assert_eq!(run.code, 65);
    assert!(run.err.contains("there is no article in the input"), "{}", run.err);
}

#[test]
fn broken_json_on_a_line() {
    let lines = "{\"text\": \"It rained.\"}\n{\"text\": \"It\nsnowed\n[1]\n{\"words\": 3}\n{\"text\": 3}\n{\"text\": \"It froze.\"}\n";
    let run = check(
        "bad.jsonl",
        lines,
        &[
            "bad.jsonl:2: this is not valid JSON",
            "bad.jsonl:3: ",
            "bad.jsonl:4: this is an array",
            "bad.jsonl:5: this article has no text (its keys are words",
            "bad.jsonl:6: the text of this article is no string",
            "5 failed",
        ],
    );
    assert_eq!(run.strings("id"), ["bad-1", "bad-7", "good"]);
}

#[test]
fn broken_json_in_an_array() {
    let array = "[\n{\"text\": \"It rained.\"},\n{\"text\": oops},\n{\"text\": \"It froze.\"}\n";
    let run =
        check("bad.json", array, &["bad.json:3: this is not valid JSON", "bad.json:5: the JSON ends before"]);
    assert_eq!(run.strings("text")[..2], ["It rained.", "It froze."]);
}

#[test]
fn tables_that_do_not_fit() {
    check(
        "bad.csv",
        "a,b\n1,2\n",
        &["bad.csv:1: no column holds the text (its columns are a, b", "--map text=COLUMN"],
    );
    let run = check(
        "bad.csv",
        "id,text\n1,It rained.\n2\n3,It froze,hard\n4,It thawed.\n",
        &["bad.csv:3: this row has 1 fields, the header has 2", "bad.csv:4: this row has 3 fields"],
    );
    assert_eq!(run.strings("id"), ["1", "4", "good"]);
    let folder = Folder::new();
    folder.file("a.csv", "id,text\n1,x\n");
    let run = folder.run(&["annotate", "a.csv", "--map", "date=day"]);
    assert_eq!(run.code, 65);
    assert!(run.err.contains("a.csv:1: the table has no column `day`"), "{}", run.err);
}

#[test]
fn bytes_that_are_not_utf8() {
    let run = check(
        "bad.txt",
        b"The caf\xc3\xa9 closed.\nIt was \xc3\x28 late.",
        &["bad.txt:2: this holds bytes that are not UTF-8"],
    );
    assert_eq!(run.strings("text")[0], "The caf\u{e9} closed.\nIt was \u{fffd}( late.");
    check(
        "bad.jsonl",
        b"{\"text\": \"It rained.\"}\n{\"text\": \"caf\xe9\"}\n",
        &["bad.jsonl:2: byte 14 of this line is not UTF-8"],
    );
}

#[test]
fn dates_that_do_not_exist() {
    for date in ["2022-02-30", "February 30, 2022"] {
        let run = check(
            "bad.jsonl",
            format!("{{\"text\": \"It rained.\", \"date\": \"{date}\"}}"),
            &["bad.jsonl:1: the date", date, "is not on the calendar"],
        );
        assert_eq!(run.strings("published")[0], "null");
    }
    check(
        "bad.txt",
        "Date: February 30\n\nIt rained.",
        &["bad.txt: the date `February 30` is not on the calendar"],
    );
    check(
        "bad.csv",
        "text,date\nIt rained.,03/04/2021\n",
        &["bad.csv:2: the date `03/04/2021` could be two days"],
    );
}

#[test]
fn dates_of_the_text_that_do_not_exist() {
    let folder = Folder::new();
    folder.file("a.txt", "It rained.\n\nNorway left the pact on February 30, 2021. Chile stayed.");
    let run = folder.run(&["annotate", "a.txt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("a:3: ") && run.err.contains("February 30"), "{}", run.err);
    let diagnostics = run.lines()[0]["diagnostics"].clone();
    assert_eq!(diagnostics[0]["kind"], "impossible_date", "{diagnostics}");
    assert_eq!((&diagnostics[0]["start"], &diagnostics[0]["end"]), (&36.into(), &53.into()), "{diagnostics}");
    assert!(
        run.lines()[0]["timexes"]
            .as_array()
            .expect("timexes")
            .iter()
            .all(|timex| timex["date_start"].is_null())
    );
}

#[test]
fn archives_that_are_broken_or_bombs() {
    let mut cut = gzip(STORY.repeat(50));
    cut.truncate(cut.len() / 2);
    check("bad.txt.gz", cut, &["bad.txt.gz: the compressed data break off"]);
    check(
        "bad.txt.gz",
        gzip(vec![b' '; 1 << 20]).repeat(70),
        &["bad.txt.gz: this cannot be unpacked", "bomb"],
    );
}

#[test]
fn wrong_usage() {
    let folder = Folder::new();
    folder.file("a.txt", STORY);
    for (arguments, told) in [
        (&["timeline", "a.txt", "--format", "xls"][..], "possible values: csv, jsonl"),
        (&["timeline", "a.txt", "--published", "2022-02-30"], "is not on the calendar"),
        (&["timeline", "a.txt", "--map", "colour=red"], "`colour` is not a field"),
        (&["timeline", "a.txt", "--min-confidence", "7"], "number from 0 to 1"),
        (&["timeline", "a.txt", "--from", "soon"], "is not a day"),
        (
            &["timeline", "a.txt", "--from", "2022", "--to", "2021"],
            "--from 2022-01-01 lies after --to 2021-12-31",
        ),
        (&["timeline", "a.txt", "-o", "a.docx"], "ndjson, png, svg"),
        (&["explain", "a.txt", "--event", "e999"], "there is no event `e999`"),
        (&["tmeline"], "timeline"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(told), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_very_long_line_comes_through() {
    let folder = Folder::new();
    let sentence = "Norway left the pact on 12 April 2021, and the mayor of Port Lys said that \u{201c}it rained\u{201d}; ";
    folder.file("long.txt", sentence.repeat((1 << 18) / sentence.len()));
    folder.file("good.txt", STORY);
    let run = folder.run(&["annotate", "long.txt", "good.txt"]);
    assert_eq!((run.code, run.strings("id")), (0, vec!["long".to_owned(), "good".to_owned()]), "{}", run.err);
}

#[test]
fn repeated_inputs_and_ids_are_told() {
    let folder = Folder::new();
    folder.file("a.txt", STORY);
    folder.file(
        "b.jsonl",
        "{\"id\": \"a\", \"text\": \"It rained.\"}\n{\"id\": \"a\", \"text\": \"It froze.\"}\n",
    );
    let run = folder.run(&["annotate", "a.txt", "b.jsonl", "./a.txt"]);
    let ids = run.strings("id");
    assert_eq!((run.code, ids.len()), (0, 3), "{}", run.err);
    assert!(ids[1].starts_with("a~") && ids[2].starts_with("a~") && ids[1] != ids[2], "{ids:?}");
    assert!(run.err.contains("given twice") && run.err.contains("has the id `a` as well"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.file("good.txt", STORY);
    let path = folder.file("closed.txt", STORY);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("a mode");
    if fs::File::open(&path).is_ok() {
        // An administrator may read everything.
        return;
    }
    let run = folder.run(&["annotate", "closed.txt", "good.txt"]);
    assert_eq!((run.code, run.strings("id")), (1, vec!["good".to_owned()]), "{}", run.err);
    assert!(run.err.contains("closed.txt: this may not be read"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_end() {
    let folder = Folder::new();
    folder.file("in/a.txt", STORY);
    std::os::unix::fs::symlink("..", folder.path("in/loop")).expect("a link");
    let run = folder.run(&["annotate", "in"]);
    assert!(run.strings("id").contains(&"a".to_owned()), "{}", run.err);
    assert!(run.code <= 1, "{}", run.err);
}
