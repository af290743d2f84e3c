//! Every kind of input gives the same article.

use super::support::{Folder, STORY, gzip};

const TEXT: &str = "Norway left the pact on 12 April 2021.";

/// Text, publication day and title of the only article in `name`.
#[track_caller]
fn check(name: &str, content: impl AsRef<[u8]>, expected: (&str, &str, &str)) {
    let folder = Folder::new();
    folder.file(name, content);
    let run = folder.run(&["annotate", name]);
    let (text, published, title) = expected;
    assert_eq!(
        run.strings("text").iter().map(|t| t.trim()).collect::<Vec<_>>(),
        [text],
        "{name}: {}",
        run.err
    );
    assert_eq!(run.strings("published"), [published], "{name}");
    assert_eq!(run.strings("title"), [title], "{name}");
    assert_eq!(run.code, 0, "{name}: {}", run.err);
}

#[test]
fn text_with_every_kind_of_header() {
    check("a.txt", TEXT, (TEXT, "null", "null"));
    check("a.txt", format!(" date 2021-04-13 {TEXT}"), (TEXT, "2021-04-13", "null"));
    check("a.txt", format!("Title: Pact\nDate: 13 April 2021\n\n{TEXT}"), (TEXT, "2021-04-13", "Pact"));
    check("2021-04-13-pact.txt", TEXT, (TEXT, "2021-04-13", "null"));
    check("a", TEXT, (TEXT, "null", "null"));
}

#[test]
fn markdown_with_front_matter() {
    let markdown = "---\ntitle: \"Pact\"\ndate: 2021-04-13\n---\nNorway **left** the [pact](https://x.example) on 12 April 2021.\n";
    check("a.md", markdown, (TEXT, "2021-04-13", "Pact"));
}

#[test]
fn json_of_every_shape() {
    let object =
        format!(r#"{{"body": "{TEXT}", "publishedAt": "2021-04-13T08:00:00Z", "headline": "Pact"}}"#);
    let expected = (TEXT, "2021-04-13", "Pact");
    check("a.jsonl", format!("{object}\n"), expected);
    check("a.json", format!("[{object}]"), expected);
    check("a.json", format!("{{\"status\": \"ok\", \"articles\": [{object}]}}"), expected);
    check("a.json", object.replace(", ", ",\n  "), expected);
    check("a.ndjson.gz", gzip(&object), expected);
}

#[test]
fn tables_with_every_separator() {
    let expected = (TEXT, "2021-04-13", "Pact");
    for separator in [",", ";", "\t"] {
        let table =
            format!("Title{separator}Date{separator}Text\r\nPact{separator}2021-04-13{separator}{TEXT}\r\n");
        check("a.csv", &table, expected);
        check("a.csv", format!("\u{feff}{table}"), expected);
    }
    check("a.tsv", format!("title\tdate\tcontent\nPact\t2021-04-13\t{TEXT}\n"), expected);
}

#[test]
fn columns_are_mapped() {
    let folder = Folder::new();
    folder.file("a.csv", format!("Artikel,Tag\n{TEXT},13.04.2021\n"));
    folder.file("a.jsonl", format!(r#"{{"Artikel": "{TEXT}", "Tag": "13.04.2021"}}"#));
    for name in ["a.csv", "a.jsonl"] {
        let run = folder.run(&["annotate", name, "--map", "text=Artikel", "--map", "date=Tag"]);
        assert_eq!(
            (run.code, run.strings("published")),
            (0, vec!["2021-04-13".to_owned()]),
            "{name}: {}",
            run.err
        );
    }
}

#[test]
fn html_with_metadata() {
    let html = format!(
        r#"<!DOCTYPE html><html><head><title>Pact | Coast Daily</title>
        <script type="application/ld+json">{{"@type":"NewsArticle","headline":"Pact","datePublished":"2021-04-13T08:00:00+02:00"}}</script>
        </head><body><nav><a href="/">Home</a></nav><article><p>{TEXT}</p></article></body></html>"#
    );
    check("a.html", &html, (TEXT, "2021-04-13", "Pact"));
    check("a.htm.gz", gzip(&html), (TEXT, "2021-04-13", "Pact"));
}

#[test]
fn encodings_are_found() {
    let text = "Z\u{fc}rich \u{2013} the caf\u{e9} owners of S\u{e3}o Jo\u{e3}o left on 12 April 2021.";
    let latin: Vec<u8> = text.chars().map(|c| if c == '\u{2013}' { 0x96 } else { c as u8 }).collect();
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    check("a.txt", text, (text, "null", "null"));
    check("a.txt", latin, (text, "null", "null"));
    check("a.txt", utf16, (text, "null", "null"));
}

#[test]
fn standard_input_is_recognised_by_its_content() {
    let folder = Folder::new();
    for stdin in [TEXT.to_owned(), format!(r#"{{"text": "{TEXT}"}}"#), format!("id,text,date\n1,{TEXT},\n")] {
        for arguments in [&["annotate", "-"][..], &["annotate"]] {
            let run = folder.feed(arguments, stdin.clone());
            assert_eq!((run.code, run.strings("text")), (0, vec![TEXT.to_owned()]), "{}", run.err);
        }
    }
}

#[test]
fn folders_are_read_in_order_and_ids_stay_apart() {
    let folder = Folder::new();
    folder.file("in/b.txt", TEXT);
    folder.file("in/a/b.txt", TEXT);
    folder.file("in/a/c.md", TEXT);
    folder.file("in/photo.png", b"\x89PNG");
    let run = folder.run(&["annotate", "in"]);
    assert_eq!((run.code, run.strings("id")), (0, vec!["in/a/b.txt".into(), "c".into(), "in/b.txt".into()]));
    assert!(run.err.contains("in/photo.png") && run.err.contains("1 left out"), "{}", run.err);
}

#[test]
fn precedence_of_dates() {
    let folder = Folder::new();
    folder.file(
        "a.jsonl",
        format!("{{\"text\": \"{TEXT}\", \"date\": \"2021-04-13\"}}\n{{\"text\": \"{TEXT}\"}}\n"),
    );
    let run = folder.run(&["annotate", "a.jsonl", "--published", "14 April 2021"]);
    assert_eq!(run.strings("published"), ["2021-04-13", "2021-04-14"]);
    let run = folder.run(&["annotate", "a.jsonl"]);
    assert_eq!(run.strings("published"), ["2021-04-13", "null"]);
    assert!(run.err.contains("1 without a date of publication"), "{}", run.err);
}

#[test]
fn the_text_of_json_stays_verbatim() {
    let folder = Folder::new();
    let text = " date 2021-05-05 OSLO, May 5. /NPA/. Norway signed it.\r\n\r\n\u{a0}Z\u{fc}rich too. ";
    folder.file("a.jsonl", serde_json::json!({ "text": text }).to_string());
    let run = folder.run(&["annotate", "a.jsonl"]);
    assert_eq!(
        (run.strings("text"), run.strings("published")),
        (vec![text.to_owned()], vec!["2021-05-05".to_owned()])
    );
}

#[test]
fn a_story_is_read_whole() {
    let folder = Folder::new();
    folder.file("story.txt", STORY);
    let run = folder.run(&["annotate", "story.txt"]);
    let line = run.lines().remove(0);
    assert_eq!(
        (line["published"].as_str(), line["title"].as_str()),
        (Some("2021-05-05"), Some("Harbour treaty signed"))
    );
    let text: Vec<char> = line["text"].as_str().expect("text").chars().collect();
    let timexes = line["timexes"].as_array().expect("timexes");
    assert!(timexes.len() >= 3, "{timexes:?}");
    for item in timexes.iter().chain(line["events"].as_array().expect("events")) {
        let at = |key: &str| item[key].as_u64().expect("an offset") as usize;
        assert_eq!(
            text[at("start")..at("end")].iter().collect::<String>(),
            item["text"].as_str().expect("text")
        );
    }
}
