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

/// A tar archive of these files.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        builder.append_data(&mut header, name, *content).expect("memory");
    }
    builder.into_inner().expect("memory")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn archives_are_read_as_they_are() {
    let lines = b"{\"id\":\"l1\",\"text\":\"Norway left the pact on April 12.\",\"date\":\"2021-05-05\"}\n"
        .as_slice();
    let story = b"Date: 2021-05-05\n\nNorway left the pact on April 12.".as_slice();
    let packed = gzip(story);
    let archive = tar(&[
        ("in/story.txt", story),
        ("in/photo.jpg", b"\xff\xd8\xff"),
        ("in/packed.txt.gz", &packed),
        ("lines.jsonl", lines),
    ]);
    let folder = Folder::new();
    folder.file("a.jsonl.zst", zstd(lines));
    folder.file("b.tar", &archive);
    folder.file("c.tgz", gzip(&archive));
    folder.file("d.tar.zst", zstd(&archive));
    let ids = |name: &str| {
        let run = folder.run(&["annotate", name]);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        run.strings("id")
    };
    assert_eq!(ids("a.jsonl.zst"), ["l1"]);
    for name in ["b.tar", "c.tgz", "d.tar.zst"] {
        assert_eq!(ids(name), ["in/story", "in/packed", "l1"], "{name}");
    }
    let all = folder.run(&["timeline", ".", "--format", "csv"]);
    assert!(all.err.contains("10 articles read") && all.err.contains("3 left out"), "{}", all.err);
}

#[test]
fn what_is_wrong_in_an_archive_is_told_with_its_place() {
    let folder = Folder::new();
    folder.file(
        "a.tar",
        tar(&[("x/bad.jsonl", b"{broken\n"), ("x/good.txt", b"Norway left the pact on 12 April 2021.")]),
    );
    let run = folder.run(&["annotate", "a.tar"]);
    assert_eq!((run.code, run.strings("id")), (1, vec!["x/good".to_owned()]), "{}", run.err);
    assert!(run.err.contains("a.tar: x/bad.jsonl:1: this is not valid JSON"), "{}", run.err);
    let mut cut = zstd(b"Norway left the pact on 12 April 2021. It rained. ".repeat(99).as_slice());
    cut.truncate(cut.len() / 2);
    folder.file("cut.txt.zst", cut);
    let run = folder.run(&["annotate", "cut.txt.zst"]);
    assert_eq!(run.code, 65, "{}", run.err);
    assert!(
        run.err.contains("cut.txt.zst: this cannot be unpacked") && run.err.contains("download"),
        "{}",
        run.err
    );
    folder.file("bomb.txt.zst", zstd(&vec![b' '; 1 << 20]).repeat(80));
    let run = folder.run(&["annotate", "bomb.txt.zst"]);
    assert!(run.code == 65 && run.err.contains("as in a bomb"), "{}", run.err);
    folder.file("a.parquet", b"PAR1 and nothing more PAR1");
    let run = folder.run(&["annotate", "a.parquet"]);
    assert!(run.code == 65 && run.err.contains("arquet"), "{}", run.err);
}

#[test]
fn feeds_and_web_archives_are_read() {
    let paragraph =
        "<p>Norway left the pact on April 12, the foreign ministry said in the evening in Oslo.</p>";
    let page = format!(
        "<html><head><meta property=\"article:published_time\" content=\"2021-05-05\"></head><body><article>{}</article></body></html>",
        paragraph.repeat(5)
    );
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let record = |kind: &str, body: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/pact\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    };
    let folder = Folder::new();
    folder.file(
        "crawl.warc.gz",
        [gzip(record("warcinfo", "x: y").as_bytes()), gzip(record("response", &http).as_bytes())].concat(),
    );
    let run = folder.run(&["annotate", "crawl.warc.gz"]);
    assert_eq!((run.code, run.strings("published")), (0, vec!["2021-05-05".to_owned()]), "{}", run.err);
    assert!(run.err.contains("1 of 2 records hold no page"), "{}", run.err);
    let feed = format!(
        "<?xml version=\"1.0\"?><rss><channel><title>Coast Daily</title><item><guid>g1</guid><title>Pact</title>\
         <pubDate>Wed, 05 May 2021 10:00:00 GMT</pubDate><description><![CDATA[{paragraph}]]></description></item></channel></rss>"
    );
    folder.file("news.xml", &feed);
    let run = folder.run(&["annotate", "news.xml"]);
    assert_eq!(
        (run.strings("id"), run.strings("published")),
        (vec!["g1".to_owned()], vec!["2021-05-05".to_owned()]),
        "{}",
        run.err
    );
    let run = folder.run(&["timeline", "news.xml", "--format", "csv"]);
    assert!(run.out.contains("2021-04-12") && run.out.contains("Coast Daily"), "{}", run.out);
}
