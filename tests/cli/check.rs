//! The report of what a person should look at.

use super::support::Folder;

fn article(id: &str, day: &str, text: &str) -> String {
    serde_json::json!({"id": id, "date": day, "text": text}).to_string()
}

/// Two articles that disagree on the day, two on the number of victims, one with days that cannot be.
fn disputed() -> String {
    [
        article("a", "2022-07-15", "Norway recognized the Arvo Republic on July 12."),
        article("b", "2022-07-15", "Norway recognized the Arvo Republic on July 13."),
        article("c", "2022-03-02", "A landslide killed 12 villagers in Kenya on March 1."),
        article("d", "2022-03-02", "A landslide killed 40 villagers in Kenya on March 1."),
        article(
            "e",
            "2022-05-02",
            "First line.\nPeru signed a treaty with Chile on February 30. Peru left on Monday, April 30.",
        ),
    ]
    .join("\n")
}

#[test]
fn days_that_cannot_be_and_numbers_that_exclude_each_other_are_told() {
    let folder = Folder::new();
    folder.file("all.jsonl", disputed());
    let text = folder.run(&["check", "all.jsonl"]);
    assert_eq!(text.code, 0, "{}", text.err);
    assert!(text.out.contains("  e:2: The calendar has no \"February 30\""), "{}", text.out);
    assert!(text.out.contains("if they are one, decide: same,"), "{}", text.out);
    assert!(!text.err.contains("February 30"), "told once: {}", text.err);
    let lines = folder.run(&["check", "all.jsonl", "--format", "jsonl"]).lines();
    let of = |kind: &str| lines.iter().filter(|line| line["kind"] == kind).count();
    assert_eq!((of("impossible_date"), of("weekday_mismatch"), of("perhaps_same")), (1, 1, 1), "{lines:?}");
}

#[test]
fn events_put_together_show_where_their_articles_disagree_and_vain_decisions_are_told() {
    let folder = Folder::new();
    folder.file("all.jsonl", disputed());
    let ids =
        folder.run(&["timeline", "all.jsonl", "--about", "Norway", "--format", "jsonl"]).strings("event_id");
    let decisions = format!("decision,event_id,field,value\nsame,{},,{}\nreject,000,,\n", ids[0], ids[1]);
    folder.file("decisions.csv", decisions);
    let text = folder.run(&["check", "all.jsonl", "--curation", "decisions.csv"]);
    assert!(text.out.contains("    date: 2022-07-12 (a) or 2022-07-13 (b)\n"), "{}", text.out);
    assert!(text.out.contains("decisions.csv:3: this decision fits no event: 000"), "{}", text.out);
    let calm = folder.file("calm.txt", "Date: 2022-07-15\n\nNorway recognized the Arvo Republic on July 12.");
    let calm = folder.run(&["check", calm.to_str().expect("a path")]);
    assert_eq!(calm.out, "Nothing found.\n", "{}", calm.err);
}

#[test]
fn a_store_is_checked_too() {
    let folder = Folder::new();
    folder.file("all.jsonl", disputed());
    folder.run(&["store", "add", "s", "all.jsonl"]);
    let run = folder.run(&["check", "--store", "s", "--format", "jsonl", "-o", "report.jsonl"]);
    let report = std::fs::read_to_string(folder.path("report.jsonl")).expect("a report");
    assert!(run.code == 0 && report.contains("\"perhaps_same\""), "{} {report}", run.err);
}
