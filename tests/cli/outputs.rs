//! Formats, files, order, threads.

use std::fs;

use super::support::{Folder, STORY};

const HEADER: &str = "ordinal,event_id,date,date_start,date_end,precision,earliest,latest,date_basis,date_text,headline,actors,action,targets,object,event_type,polarity,modality,attribution,quoted,place,confidence,mentions,articles,first_reported,last_reported,publisher,published,title,url,sentence,article_ids,start,end,rules";

fn story() -> Folder {
    let folder = Folder::new();
    folder.file("story.txt", STORY);
    folder
}

#[test]
fn csv_has_the_promised_header_and_full_rows() {
    let run = story().run(&["timeline", "story.txt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with(&format!("{HEADER}\r\n")), "{}", run.out);
    let rows = run.rows();
    assert!(rows.len() > 2, "{}", run.out);
    assert!(rows.iter().all(|row| row.len() == 35));
    let dated = rows.iter().find(|row| row[2] == "2021-04-12").expect("the recognition on April 12");
    assert_eq!(
        (dated[3].as_str(), dated[4].as_str(), dated[5].as_str()),
        ("2021-04-12", "2021-04-12", "day")
    );
    assert!(dated[30].starts_with("Iceland recognized the new border"), "{}", dated[30]);
}

#[test]
fn a_byte_order_mark_on_request_only() {
    let folder = story();
    assert!(folder.run(&["timeline", "story.txt", "--bom"]).out.starts_with("\u{feff}ordinal,"));
    assert!(folder.run(&["timeline", "story.txt"]).out.starts_with("ordinal,"));
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_harmless() {
    let folder = Folder::new();
    let text = "Norway recognized the new border on April 12.";
    let line =
        serde_json::json!({"id": "=HYPERLINK(\"x\")", "text": text, "title": "+1", "date": "2021-05-05"});
    folder.file("a.jsonl", line.to_string());
    let run = folder.run(&["timeline", "a.jsonl"]);
    let rows = run.rows();
    assert!(rows.len() > 1, "{}", run.err);
    for row in &rows[1..] {
        assert_eq!((row[28].as_str(), row[31].as_str()), ("'+1", "'=HYPERLINK(\"x\")"));
    }
}

#[test]
fn jsonl_has_the_promised_keys() {
    let run = story().run(&["timeline", "story.txt", "--format", "jsonl"]);
    let lines = run.lines();
    assert!(!lines.is_empty(), "{}", run.err);
    for line in &lines {
        for key in [
            "event_id",
            "ordinal",
            "listed",
            "date",
            "date_start",
            "date_end",
            "precision",
            "earliest",
            "latest",
            "date_basis",
            "headline",
            "actors",
            "action",
            "targets",
            "event_type",
            "polarity",
            "modality",
            "attribution",
            "place",
            "confidence",
            "mentions",
            "articles",
        ] {
            assert!(line.get(key).is_some(), "{key} is missing: {line}");
        }
        let mention: Vec<&String> = line["mentions"][0].as_object().expect("a mention").keys().collect();
        assert_eq!(mention, ["article", "date", "end", "marks", "sentence", "start", "text"]);
    }
}

#[test]
fn annotations_have_the_promised_keys() {
    let run = story().run(&["annotate", "story.txt"]);
    let line = run.lines().remove(0);
    let keys =
        |value: &serde_json::Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        keys(&line),
        [
            "conflicts",
            "diagnostics",
            "events",
            "id",
            "published",
            "sentences",
            "text",
            "timexes",
            "title",
            "tlinks"
        ]
    );
    assert_eq!(
        keys(&line["timexes"][0]),
        ["date_end", "date_start", "edtf", "end", "id", "mod", "rule", "start", "text", "type", "value"]
    );
    for key in [
        "id",
        "start",
        "end",
        "text",
        "lemma",
        "class",
        "tense",
        "aspect",
        "polarity",
        "modality",
        "event_type",
        "actors",
        "targets",
        "place",
        "date",
        "bounds",
        "attribution",
        "confidence",
        "rules",
    ] {
        assert!(line["events"][0].get(key).is_some(), "{key}");
    }
}

#[test]
fn timelinejs_has_its_columns_and_no_made_up_day() {
    let run = story().run(&["timeline", "story.txt", "--format", "timelinejs"]);
    let rows = run.rows();
    assert_eq!(rows[0][..3], ["Year", "Month", "Day"]);
    assert!(rows.iter().skip(1).all(|row| row[0].parse::<i32>().is_ok()), "{}", run.out);
    assert!(rows.iter().any(|row| row[..3] == ["2021", "4", "12"]), "{}", run.out);
}

#[test]
fn dot_names_every_event() {
    let folder = story();
    let run = folder.run(&["timeline", "story.txt", "--format", "dot"]);
    assert!(run.out.starts_with("digraph timeline {") && run.out.ends_with("}\n"), "{}", run.out);
    for id in folder.run(&["timeline", "story.txt", "--format", "jsonl"]).strings("event_id") {
        assert!(run.out.contains(&format!("\"{id}\" [label=")), "{id}");
    }
}

#[test]
fn explain_shows_words_and_rules() {
    let folder = story();
    let run = folder.run(&["explain", "story.txt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("EEEEEEEEEE") && run.out.contains("DDDDDDDD"), "{}", run.out);
    let id = folder.run(&["timeline", "story.txt", "--format", "jsonl"]).strings("event_id").remove(0);
    let one = folder.run(&["explain", "story.txt", "--event", &id]);
    assert!(one.code == 0 && one.out.len() < run.out.len(), "{one:?}");
    assert_eq!(folder.run(&["explain", "story.txt", "--event", "story:e1"]).code, 0);
}

#[test]
fn a_file_appears_complete_or_not_at_all() {
    let folder = story();
    let run = folder.run(&["timeline", "story.txt", "-o", "out.csv"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    let written = fs::read_to_string(folder.path("out.csv")).expect("the file");
    assert_eq!(written, folder.run(&["timeline", "story.txt", "--format", "csv"]).out);
    folder.run(&["timeline", "story.txt", "-o", "out.jsonl"]);
    assert!(fs::read_to_string(folder.path("out.jsonl")).expect("the file").starts_with("{\"event_id\""));
    assert_eq!(folder.run(&["timeline", "story.txt", "-o", "no/such/folder.csv"]).code, 74);
    assert_eq!(folder.run(&["timeline", "none.txt", "-o", "new.csv"]).code, 74);
    let left: Vec<_> = fs::read_dir(folder.path(""))
        .expect("the folder")
        .map(|e| e.expect("an entry").file_name())
        .collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn several_files_are_written_from_one_reading_each_by_its_name() {
    let folder = story();
    let files =
        ["a.csv", "a.json", "a.html", "a.md", "a.mmd", "a.ics", "a.mw", "a.jsonld", "a.xlsx", "a.svg"];
    let named = [
        "a.vis.json",
        "a.vegalite.json",
        "a.timelinejs.json",
        "a.timelinejs.csv",
        "a.ftm",
        "a.timesketch.csv",
    ];
    let mut arguments = vec!["timeline", "story.txt", "--title", "Our title"];
    files.iter().chain(&named).for_each(|name| arguments.extend(["-o", name]));
    let run = folder.run(&arguments);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let text = |name: &str| String::from_utf8_lossy(&fs::read(folder.path(name)).expect(name)).into_owned();
    let beginnings = [
        ("a.json", "{\"format\":\"dateline-timeline\",\"version\":1,"),
        ("a.html", "<!DOCTYPE html>"),
        ("a.md", "# Our title"),
        ("a.mmd", "timeline\n    title Our title"),
        ("a.ics", "BEGIN:VCALENDAR"),
        ("a.svg", "<svg"),
        ("a.xlsx", "PK"),
        ("a.vis.json", "{\"groups\":"),
        ("a.timelinejs.json", "{\"title\":"),
        ("a.timelinejs.csv", "Year,Month,Day"),
        ("a.timesketch.csv", "message,datetime,timestamp_desc"),
    ];
    for (name, beginning) in beginnings {
        assert!(
            text(name).starts_with(beginning),
            "{name}: {}",
            text(name).chars().take(80).collect::<String>()
        );
    }
    assert_eq!(folder.run(&["timeline", "story.txt", "-o", "a.docx"]).code, 2);
    assert_eq!(folder.run(&["timeline", "story.txt", "-f", "csv", "-o", "a.csv", "-o", "b.csv"]).code, 2);
}

#[test]
fn what_a_format_cannot_hold_is_counted() {
    let folder = Folder::new();
    folder.file(
        "a.txt",
        "Date: 2021-05-05\n\nRome attacked Carthage in 149 BC. Norway left the pact on April 12.",
    );
    let run = folder.run(&["timeline", "a.txt", "-f", "ics"]);
    assert_eq!(run.out.matches("BEGIN:VEVENT").count(), 1, "{}", run.out);
    assert!(run.err.contains("1 event before the year 1: a journal entry"), "{}", run.err);
}

#[test]
fn columns_are_picked_and_renamed() {
    let folder = story();
    let run = folder.run(&["timeline", "story.txt", "-f", "csv", "--columns", "headline=What,date"]);
    assert!(run.out.starts_with("What,date\r\n"), "{}", run.out);
    assert!(
        folder
            .run(&["timeline", "story.txt", "-f", "csv", "--columns", "flourish"])
            .out
            .starts_with("Start time,")
    );
    let wrong = folder.run(&["timeline", "story.txt", "--columns", "headlin"]);
    assert!(wrong.code == 2 && wrong.err.contains("there is no column `headlin`"), "{}", wrong.err);
}

#[test]
fn filters_pick_events() {
    let folder = story();
    let count = |more: &[&str]| {
        let run = folder.run(&[&["timeline", "story.txt", "--format", "jsonl"], more].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.lines().len()
    };
    let all = count(&[]);
    assert!(count(&["--from", "2021-05"]) < all);
    assert!(count(&["--to", "2021-04-30"]) < all);
    assert_eq!(count(&["--from", "1990", "--to", "1991"]), 0);
    assert_eq!(count(&["--min-confidence", "1"]), 0);
    assert!((1..all).contains(&count(&["--actor", "Iceland"])));
    assert_eq!(count(&["--actor", "Zanzibar"]), 0);
}

#[test]
fn help_completions_and_manual_are_there() {
    let folder = Folder::new();
    for command in ["timeline", "annotate", "explain"] {
        let run = folder.run(&[command, "--help"]);
        assert!(run.code == 0 && run.out.contains("Examples:"), "{command}");
    }
    assert!(folder.run(&["--help"]).out.contains("Exit codes:"));
    for shell in ["bash", "zsh", "fish"] {
        let run = folder.run(&["completions", shell]);
        assert!(run.code == 0 && run.out.contains("timeline"), "{shell}");
    }
    let run = folder.run(&["man", "man1"]);
    let page = |name: &str| fs::read_to_string(folder.path("man1").join(name)).unwrap_or_default();
    assert!(run.code == 0 && page("dateline.1").contains("dateline\\-timeline(1)"), "{}", run.err);
    assert!(page("dateline-store-add.1").contains(".SH OPTIONS"));
    assert!(page("dateline-timeline.1").contains("curation"));
}

/// A limit on the size of files stands in for a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_leaves_no_half_file() {
    let folder = story();
    let full = folder.run(&["timeline", "story.txt", "--format", "csv", "-o", "/dev/full"]);
    assert!(full.code == 74 && full.err.contains("cannot be written"), "{}", full.err);
    fs::write(folder.path("page.html"), "the page of yesterday").expect("a file");
    let limited = format!(
        "trap '' XFSZ; ulimit -f 8; '{}' timeline story.txt -o page.html",
        env!("CARGO_BIN_EXE_dateline")
    );
    let run = std::process::Command::new("sh").args(["-c", &limited]).current_dir(folder.path("")).output();
    let run = run.expect("a shell");
    assert_eq!(run.status.code(), Some(74), "{}", String::from_utf8_lossy(&run.stderr));
    let left: Vec<_> = fs::read_dir(folder.path("")).expect("the folder").collect();
    assert_eq!(left.len(), 2, "{left:?}");
    let page = fs::read_to_string(folder.path("page.html")).expect("the page");
    assert_eq!(page, "the page of yesterday");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_silent() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Command, Stdio};
    let folder = Folder::new();
    let lines: String = (0..400)
        .map(|n| format!("{{\"id\": \"{n}\", \"text\": \"Norway left the pact on 12 April 2021.\"}}\n"))
        .collect();
    folder.file("a.jsonl", lines);
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["annotate", "a.jsonl"])
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut first = String::new();
    BufReader::with_capacity(64, child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
    let mut err = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("UTF-8");
    assert_eq!((child.wait().expect("an end").code(), err.contains("error")), (Some(0), false), "{err}");
    assert!(first.starts_with("{\"id\":\"0\""));
}
