//! Actors of the user's own.

use super::support::Folder;

const STORY: &str =
    "Date: 2021-05-05\n\nNorway signed a treaty with Nordpakt on May 3. Rotweiss beat Chad on May 4.\n";

#[test]
fn own_actors_are_read_under_one_name_and_found_by_all() {
    let folder = Folder::new();
    folder.file("a.txt", STORY);
    folder.file(
        "own.csv",
        "name,id,kind,aliases,state\nNorthern Pact,x-np,organisation,Nordpakt|NP,Norway\nRed and White,,person,Rotweiss,\n",
    );
    for (query, events) in [("NP", 1), ("Northern Pact", 1), ("rotweiss", 1), ("Norway", 1), ("Peru", 0)] {
        let run = folder.run(&[
            "timeline",
            "--format",
            "csv",
            "--columns",
            "headline,actors,targets",
            "--actors",
            "own.csv",
            "--actor",
            query,
            "a.txt",
        ]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(run.out.lines().count(), events + 1, "{query}: {}", run.out);
        assert!(
            events == 0 || run.out.contains("Northern Pact") || run.out.contains("Red and White"),
            "{}",
            run.out
        );
    }
}

#[test]
fn a_statement_is_found_by_those_it_is_about() {
    let folder = Folder::new();
    let story = "Date: 2021-05-09\n\nNorway announced on May 5 that it was severing relations with Peru. On May 6 Chad's \
                 parliament decided to recall an envoy from Ghana. Fiji signed a treaty with Malta on May 7.\n";
    folder.file("a.txt", story);
    for (query, headline) in [("Peru", "Norway announced"), ("Ghana", "parliament decided")] {
        let run = folder.run(&["timeline", "--format", "jsonl", "--actor", query, "a.txt"]);
        let listed: Vec<&str> = run.out.lines().filter(|line| line.contains("\"listed\":true")).collect();
        assert_eq!(listed.len(), 1, "{query}: {}", run.out);
        assert!(listed[0].contains(headline), "{query}: {}", run.out);
        assert!(listed[0].contains(&format!("\"about\":[\"{query}\"]")), "{query}: {}", run.out);
    }
}

#[test]
fn mistakes_name_file_line_and_remedy() {
    let folder = Folder::new();
    folder.file("a.txt", STORY);
    for (table, line, remedy) in [
        ("name,kind\nBlues,club\n", "own.csv:2", "write state"),
        ("name,state\nBlues,Atlantis\n", "own.csv:2", "ISO code"),
        ("name\nBlues\nblues\n", "own.csv:3", "one actor"),
        ("title\nBlues\n", "own.csv:1", "name,id,kind,aliases,state"),
    ] {
        folder.file("own.csv", table);
        let run = folder.run(&["timeline", "--actors", "own.csv", "a.txt"]);
        assert_eq!(run.code, 65, "{}", run.err);
        assert!(run.err.contains(line) && run.err.contains(remedy), "{}", run.err);
    }
    let run = folder.run(&["timeline", "--actors", "none.csv", "a.txt"]);
    assert!(run.code == 74 && run.err.contains("none.csv"), "{}", run.err);
}
