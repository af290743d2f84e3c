//! The commands under "From the shell" in the README, each run in a folder that holds what they name.

use std::fs;

use super::support::{Folder, RULES, STORY, gzip};

const LINE: &str =
    r#"{"id":"n1","date":"2023-04-05","text":"Norway signed a border treaty with Chile on Monday."}"#;
/// What the commands name.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("articles/a.txt", STORY);
    folder.file("articles/b.jsonl", LINE);
    folder
        .file("archive.csv", "Article,Day\nNorway signed a border treaty with Chile on Monday.,2023-04-05\n");
    folder.file("news.jsonl.gz", gzip(LINE));
    folder.file("decisions.csv", "decision,event_id,field,value\n");
    folder.file("court.toml", RULES);
    for name in ["news.jsonl", "today.jsonl"] {
        folder.file(name, LINE);
    }
    for name in ["story.txt", "ruling.txt"] {
        folder.file(name, STORY);
    }
    for name in ["yesterday.csv", "today.csv"] {
        let run = folder.run(&["timeline", "articles/", "-o", name]);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    folder
}

/// The words of a command, up to a comment or what another program does with the output.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = command.trim_start();
    while !rest.is_empty() && !rest.starts_with(['#', '|']) {
        let (word, more) = match rest.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'').expect("a closing quote"),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = more.trim_start();
    }
    words
}

#[test]
fn the_commands_of_the_readme_run() {
    let readme = fs::read_to_string("README.md").expect("the README");
    let shell = readme.split("## From the shell\n\n```sh\n").nth(1).and_then(|rest| rest.split("```").next());
    let folder = folder();
    let ids = folder.run(&["timeline", "articles/", "-f", "csv", "--columns", "event_id"]).out;
    let mut ids = ids.lines().skip(1);
    let mut ran = 0;
    for command in shell.expect("the commands").lines() {
        let words = words(command);
        let given =
            words.iter().skip(1).map(|word| if word == "ID" { ids.next().expect("an id") } else { word });
        let run = folder.run(&given.collect::<Vec<_>>());
        assert_eq!((words[0].as_str(), run.code), ("dateline", 0), "{command}\n{}", run.err);
        ran += 1;
    }
    assert!(ran > 10, "only {ran} commands were found");
}
