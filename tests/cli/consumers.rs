//! What other programs make of the output: Python's csv module, which knows nothing of ours.

use std::process::Command;

use super::support::Folder;

const READ_CSV: &str = "
import csv, json, sys
with open(sys.argv[1], newline='', encoding='utf-8') as table:
    json.dump(list(csv.reader(table, strict=True)), sys.stdout)
";

/// The rows as Python reads them; nothing where there is no Python.
fn python_rows(folder: &Folder, file: &str) -> Option<Vec<Vec<String>>> {
    let output = Command::new("python3").args(["-c", READ_CSV]).arg(folder.path(file)).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

/// Two articles full of what breaks tables: quotation marks, commas, semicolons, line breaks, formulas.
fn hostile() -> Folder {
    let folder = Folder::new();
    let articles = [
        serde_json::json!({
            "id": "=cmd|' /C calc'!A0", "date": "2021-05-05", "source": "-2+3", "url": "+http://x",
            "title": "@SUM(1)*\"x\", y\nz",
            "text": "=1+1, \"said\" the; clerk.\n\nNorway recognized\r\nthe \"new\" border, on April 12.\tPeru left.",
        }),
        serde_json::json!({
            "id": "b;c\u{301}", "date": "2021-05-06", "source": "Coast, \"Daily\"", "title": "\t=1+1",
            "text": "-Denmark rejected the treaty on May 3, \u{201c}firmly\u{201d}. Rebels attacked the port in 2019.",
        }),
    ];
    folder.file("a.jsonl", articles.map(|article| article.to_string()).join("\n"));
    folder
}

#[test]
fn python_reads_the_rows_that_were_written() {
    let folder = hostile();
    let run = folder.run(&["timeline", "a.jsonl", "--format", "csv"]);
    folder.file("a.csv", &run.out);
    let events = folder.run(&["timeline", "a.jsonl", "--format", "jsonl"]).strings("event_id").len();
    let Some(rows) = python_rows(&folder, "a.csv") else { return };
    assert_eq!(rows, run.rows());
    assert!(events > 2 && rows.len() == events + 1, "{events} events, {} rows", rows.len());
    for row in &rows[1..] {
        assert_eq!(row.len(), 35);
        let runs = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert_eq!(row.iter().find(runs), None);
    }
}

#[test]
fn python_reads_the_columns_of_timelinejs() {
    let folder = hostile();
    folder.run(&["timeline", "a.jsonl", "--format", "timelinejs", "-o", "a.csv"]);
    let Some(rows) = python_rows(&folder, "a.csv") else { return };
    let columns = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,\
        Media Caption,Media Thumbnail,Alt Text,Type,Group,Background";
    assert_eq!(rows[0].join(","), columns);
    assert!(rows.len() > 2 && rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
}
