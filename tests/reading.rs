//! Reading ends, never panics, and loses nothing silently, whatever the bytes.

use std::io::Cursor;

use dateline::document::{Input, ReadOptions, Reader, parse_day};
use dateline::{Document, Error};
use proptest::prelude::*;

/// Names of every kind, and one that says nothing.
const NAMES: [&str; 9] = ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.txt.gz", "a"];

fn read(name: &str, bytes: Vec<u8>) -> Vec<Result<Document, Error>> {
    let input = Input::Stream(name.to_owned(), Box::new(Cursor::new(bytes)));
    Reader::new(vec![input], ReadOptions::default()).collect()
}

/// Every document has a text, an id, and spans that fit; every error names its file.
fn check(name: &str, bytes: Vec<u8>) {
    let size = bytes.len();
    let read = read(name, bytes);
    assert!(read.len() <= size + 1, "more articles than bytes");
    for article in read {
        match article {
            Ok(document) => {
                assert!(!document.text.trim().is_empty() && !document.id.is_empty());
                let dateline =
                    document.dateline.iter().flat_map(|dateline| [Some(dateline.span), dateline.date]);
                for span in dateline.chain([document.headline]).flatten() {
                    assert!(!span.of(&document.text).is_empty(), "{span:?} in {:?}", document.text);
                }
            }
            Err(error) => assert_eq!(error.file(), Some(name)),
        }
    }
}

/// Pieces out of which hostile files are made.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("{\"text\":\"It rained.\"}".to_owned()),
        Just("\"text\",\"date\"\n".to_owned()),
        Just("Title: x\nDate: 2021-05-04\n".to_owned()),
        Just("date 2021-05-04 OSLO, May 4. /NPA/. ".to_owned()),
        Just("OSLO, Norway, May 4, 2021 (NPA) -- ".to_owned()),
        Just("By Ana Silva\n".to_owned()),
        Just("May 4, 2021\n".to_owned()),
        Just("<p>It <b>rained".to_owned()),
        Just("<time datetime='2021-05-04'>".to_owned()),
        Just("---\ntitle: x\n---\n".to_owned()),
        Just("\u{301}\u{202e}\u{fffd}\u{1f9ea}".to_owned()),
        "[\\[\\]{},:\"'\\\\\\n\\r\\t .()/—-]{1,6}",
        "[A-Z][a-zé]{0,8}[ .,]?",
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_to_the_end(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0..NAMES.len()) {
        check(NAMES[kind], bytes);
    }

    #[test]
    fn hostile_texts_are_read_to_the_end(pieces in prop::collection::vec(piece(), 0..12), kind in 0..NAMES.len()) {
        check(NAMES[kind], pieces.concat().into_bytes());
    }

    #[test]
    fn days_never_panic_and_say_what_they_read(value in "[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ,]{1,2}[0-9]{1,4}.{0,8}") {
        let _ = parse_day(&value);
    }

    #[test]
    fn written_days_are_read_back(days in -300_000i64..700_000) {
        let epoch = chrono::NaiveDate::default();
        let day = epoch + chrono::TimeDelta::days(days);
        if (1000..=9999).contains(&chrono::Datelike::year(&day)) {
            prop_assert_eq!(parse_day(&day.format("%Y-%m-%d").to_string()), Ok(day));
            prop_assert_eq!(parse_day(&day.format("%A, %B %-d, %Y").to_string()), Ok(day));
            prop_assert_eq!(parse_day(&day.format("%-d %b %Y").to_string()), Ok(day));
            prop_assert_eq!(parse_day(&day.format("%d.%m.%Y").to_string()), Ok(day));
        }
    }
}

#[test]
fn stray_brackets_end() {
    for text in ["}", "]", "[]]", "[}", ",", "{]", "[[{\"text\":\"a\"}]]", "[{\"text\":\"a\"}] x"] {
        check("a.json", text.as_bytes().to_vec());
    }
    assert!(read("a.json", b"[{\"text\":\"a\"}] x".to_vec()).iter().any(Result::is_err));
}
