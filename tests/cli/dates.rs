//! What a user decides about dates: genre, region, order of numbers, own rules; TimeML; dates in doubt.

use std::fs;

use super::support::{Folder, RULES, Run, STORY};

/// The values of the dates in `text`, read with `flags`.
fn values(text: &str, flags: &[&str]) -> Vec<String> {
    let folder = Folder::new();
    folder.file("a.txt", text);
    let run = folder.run(&[&["annotate", "a.txt"], flags].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let timexes = run.lines()[0]["timexes"].as_array().expect("a list").clone();
    timexes.iter().map(|timex| timex["value"].as_str().expect("a value").to_owned()).collect()
}

#[test]
fn regions_have_their_own_holidays_and_order_of_numbers() {
    let text = "Date: 2016-11-07\n\nThanksgiving fills the shops. The lease of 03/09/2007 runs on.";
    assert_eq!(values(text, &[]), ["2016-11-24", "2007-03-09"]);
    assert_eq!(values(text, &["--region", "ca"]), ["2016-10-10", "2007-03-09"]);
    assert_eq!(values(text, &["--region", "GB"])[1], "2007-09-03");
    assert_eq!(values(text, &["--day-first"])[1], "2007-09-03");
    let told = "Date: 2016-11-07\n\nThe lease of 03/09/2007 replaced that of 12/25/1999.";
    assert_eq!(values(told, &["--day-first"]), ["2007-03-09", "1999-12-25"]);
    let folder = Folder::new();
    let run = folder.run(&["annotate", "a.txt", "--region", "XX"]);
    assert!(run.code == 2 && run.err.contains("US, GB"), "{}", run.err);
}

#[test]
fn the_genre_decides_where_years_come_from() {
    let text =
        "Date: 2016-11-07\n\nThe lessor signed on 3 May 2009. The term began on 1 June. It ended last year.";
    assert_eq!(values(text, &["--genre", "news"])[2], "2015");
    assert_eq!(values(text, &["--genre", "legal"]), ["2009-05-03", "2009-06-01", "2015"]);
    assert_eq!(values(text, &["--genre", "narrative"])[2], "2008");
}

#[test]
fn own_rules_are_added_and_checked() {
    let text = "Date: 2016-11-07\n\nHe spoke on the eve of poll.";
    let folder = Folder::new();
    folder.file("own.toml", RULES);
    folder.file("a.txt", text);
    let run = folder.run(&["annotate", "a.txt", "--rules", "own.toml"]);
    assert_eq!(run.lines()[0]["timexes"][0]["rule"], "my.eve-of-poll");
    assert_eq!(folder.run(&["check-rules", "own.toml"]).code, 0);
    folder.file("wrong.toml", RULES.replace("2016-11-06", "2016-11-05"));
    let run = folder.run(&["check-rules", "wrong.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("wrong.toml:7: rule `my.eve-of-poll`, column 13: failing: "), "{}", run.out);
    folder.file("broken.toml", RULES.replace("'eve'", "eve"));
    let run = folder.run(&["annotate", "a.txt", "--rules", "broken.toml"]);
    assert_eq!(run.code, 65);
    assert!(run.err.contains("broken.toml:3: rule `my.eve-of-poll`, pattern, column 7"), "{}", run.err);
    let run = folder.run(&["check-rules", "none.toml"]);
    assert!(run.code == 74 && run.err.contains("none.toml: there is no such file (check the path)"));
    folder.file("keys.toml", RULES.replace("pattern", "patern"));
    let run = folder.run(&["check-rules", "keys.toml"]);
    assert!(run.err.contains("`patern` has no place in a rule, where id, pattern, value"), "{}", run.err);
    folder.file("value.toml", RULES.replace("value = \"", "value = \"no_"));
    let run = folder.run(&["check-rules", "value.toml"]);
    assert!(run.err.contains("value.toml:3: rule `my.eve-of-poll`, value, column 1"), "{}", run.err);
}

#[test]
fn the_programs_own_rules_are_sound() {
    let run = Folder::new().run(&["check-rules"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
}

#[test]
fn timeml_is_one_file_an_article() {
    let folder = Folder::new();
    folder.file("a.txt", STORY);
    folder.file("b.txt", STORY.replace("Oslo", "Bergen"));
    let run = folder.run(&["annotate", "a.txt", "b.txt", "--format", "timeml", "-o", "out/tml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for name in ["out/tml/a.tml", "out/tml/b.tml"] {
        let xml = fs::read_to_string(folder.path(name)).expect("a file");
        assert!(xml.contains("functionInDocument=\"CREATION_TIME\">2021-05-05</TIMEX3></DCT>"), "{xml}");
        assert!(xml.contains("value=\"2021-04-12\"") && xml.contains("<TLINK lid=\"l1\""), "{xml}");
    }
    let stream = folder.run(&["annotate", "a.txt", "--format", "timeml"]);
    assert!(
        stream.out.starts_with("<?xml") && stream.out.trim_end().ends_with("</TimeML>"),
        "{}",
        stream.out
    );
}

#[test]
fn dates_in_doubt_are_told_and_counted() {
    let folder = Folder::new();
    let text = STORY
        .replace("OSLO, May 5", "OSLO, March 5")
        .replace("April 12", "April 31")
        .replace("May 3,", "Sunday, May 3,");
    folder.file("a.txt", text);
    let run: Run = folder.run(&["annotate", "a.txt"]);
    let found = run.lines()[0]["diagnostics"].as_array().expect("a list").clone();
    let kinds: Vec<&str> = found.iter().filter_map(|one| one["kind"].as_str()).collect();
    assert_eq!(kinds, ["dateline_mismatch", "impossible_date", "weekday_mismatch"]);
    assert!(run.err.contains("1 article read, 3 dates in doubt"), "{}", run.err);
}
