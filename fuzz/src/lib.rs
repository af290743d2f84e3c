//! What the fuzz targets have in common: an extractor made once, articles out of bytes, and every format written.

use std::io::{self, Cursor, Sink};
use std::sync::OnceLock;

use chrono::NaiveDate;
use dateline::document::{Input, ReadOptions, Reader};
use dateline::graph::Extent;
use dateline::output::{
    annotate, check, csv, explain, ftm, graph, html, ics, json, jsonl, jsonld, markdown, markwhen, mermaid,
    svg, table, timelinejs, timeml, timesketch, vegalite, vis, xlsx,
};
use dateline::temporal::Granularity;
use dateline::timeline::Options;
use dateline::{Document, Error, Extraction, Extractor, Scope, Timeline};

/// The extractor of a timeline, made once.
///
/// # Panics
/// When the program's own tables do not load.
pub fn extractor() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::builtin().expect("the tables load"))
}

/// The extractor that explains all it does, made once.
fn explaining() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::builtin().expect("the tables load").with_scope(Scope::Explained))
}

/// A day of publication: the first two bytes count days from 1900.
pub fn day(bytes: &[u8]) -> Option<NaiveDate> {
    let number = u16::from_le_bytes([*bytes.first()?, *bytes.get(1)?]);
    NaiveDate::from_ymd_opt(1900, 1, 1)?.checked_add_days(chrono::Days::new(u64::from(number)))
}

/// Articles out of bytes: divided at the byte 0x1e, each with its day of publication in the first two bytes.
pub fn articles(bytes: &[u8]) -> Vec<Document> {
    let article = |(number, part): (usize, &[u8])| {
        let text = String::from_utf8_lossy(part.get(2..)?);
        let document = Document::new(format!("a{number}"), text);
        Some(match day(part) {
            Some(day) if !part[1].is_multiple_of(8) => document.published(day),
            _ => document,
        })
    };
    bytes.split(|byte| *byte == 0x1e).take(4).enumerate().filter_map(article).collect()
}

/// Reads articles; `choice` says what is then written: what was read in each of them, or their timeline in one of its formats.
/// All of them at each turn would take a hundred times as long as the reading.
///
/// # Panics
/// When a span lies outside of its text, or a format cannot be written.
pub fn whole_path(choice: u8, documents: &[Document]) {
    if choice.is_multiple_of(8) {
        for document in documents {
            let extraction = explaining().extract(document);
            spans_fit(document, &extraction);
            annotations(choice / 8, document, &extraction).expect("annotations are written");
        }
        return;
    }
    let mut mentions = Vec::new();
    for document in documents {
        let extraction = extractor().extract(document);
        spans_fit(document, &extraction);
        mentions.extend(extraction.into_mentions(document));
    }
    let timeline = Timeline::build(mentions, &Options { statements: true, unlisted: true });
    one_format(choice, &timeline).expect("every format is written");
}

fn spans_fit(document: &Document, extraction: &Extraction) {
    let sentences = extraction.sentences.iter().map(|sentence| sentence.span);
    let events = extraction.events.iter().map(|event| event.span);
    let timexes = extraction.timexes.iter().map(|timex| timex.span);
    for span in sentences.chain(events).chain(timexes) {
        assert!(
            document.text.get(span.start as usize..span.end as usize).is_some(),
            "{span:?} is outside of the text"
        );
    }
}

fn annotations(choice: u8, document: &Document, extraction: &Extraction) -> Result<(), Error> {
    let mut out = io::sink();
    match choice % 4 {
        0 => annotate::write(document, extraction, &mut out)?,
        1 => timeml::write(document, extraction, &mut out).map(drop)?,
        2 => check::write_text(&check::in_article(document, extraction), &mut out)?,
        _ => {
            for index in 0..extraction.events.len().min(8) {
                explain::write(document, extraction, index, &mut out)?;
            }
        }
    }
    Ok(())
}

/// Writes one format.
type Write = fn(&Timeline, &mut Sink) -> Result<(), Error>;

const TITLE: &str = "A <title> \"of\" -- ours";

/// Every format of a timeline.
const FORMATS: [Write; 20] = [
    |timeline, out| csv::write(timeline, None, true, out).map(drop),
    |timeline, out| jsonl::write(timeline, out),
    |timeline, out| json::write(timeline, out).map(drop),
    |timeline, out| html::write(timeline, TITLE, out).map(drop),
    |timeline, out| timelinejs::csv::write(timeline, false, out).map(drop),
    |timeline, out| timelinejs::json::write(timeline, TITLE, out).map(drop),
    |timeline, out| vis::write(timeline, out).map(drop),
    |timeline, out| mermaid::write(timeline, TITLE, out).map(drop),
    |timeline, out| markdown::write(timeline, TITLE, out).map(drop),
    |timeline, out| ics::write(timeline, TITLE, Granularity::Day, out).map(drop),
    |timeline, out| markwhen::write(timeline, TITLE, out).map(drop),
    |timeline, out| timesketch::write(timeline, out).map(drop),
    |timeline, out| ftm::write(timeline, out).map(drop),
    |timeline, out| vegalite::write(timeline, TITLE, out).map(drop),
    |timeline, out| jsonld::write(timeline, out).map(drop),
    |timeline, out| xlsx::write(timeline, out).map(drop),
    |timeline, out| svg::write(timeline, TITLE, out).map(drop),
    |timeline, out| table::write(timeline, table::Look { width: 80, colour: true, bar: true }, out),
    |timeline, out| check::write_text(&check::in_timeline(timeline), out),
    graphs,
];

/// Writes a timeline, or the best of it, in the format that `choice` names.
///
/// # Errors
/// The format fails, which it must not.
pub fn one_format(choice: u8, timeline: &Timeline) -> Result<(), Error> {
    let write = FORMATS[usize::from(choice) % FORMATS.len()];
    if choice >= 200 { write(&timeline.clone().top(3), &mut io::sink()) } else { write(timeline, &mut io::sink()) }
}

fn graphs(timeline: &Timeline, out: &mut Sink) -> Result<(), Error> {
    for extent in [Extent::Reduction, Extent::Closure] {
        let order = graph::Graph::of(timeline, extent);
        graph::csv::write(&order, &mut *out)?;
        graph::csv::nodes(&order, &mut *out)?;
        graph::cytoscape::write(&order, &mut *out)?;
        graph::dot::write(&order, &mut *out)?;
        graph::gexf::write(&order, &mut *out)?;
        graph::graphml::write(&order, &mut *out)?;
        graph::jsonl::write(&order, &mut *out)?;
        graph::neo4j::write(&order, &mut *out)?;
    }
    Ok(())
}

/// Reads bytes as a file of this name, to the end.
///
/// # Panics
/// When an article has no text or no id, a span lies outside, an error names no file, or the counts do not add up.
pub fn read(name: &str, bytes: &[u8]) {
    let input = Input::Stream(name.to_owned(), Box::new(Cursor::new(bytes.to_vec())));
    let mut reader = Reader::new(vec![input], ReadOptions::default());
    let (mut articles, mut failed) = (0, 0);
    for article in reader.by_ref() {
        match article {
            Ok(document) => {
                articles += 1;
                assert!(!document.text.trim().is_empty() && !document.id.is_empty());
                let dateline = document.dateline.iter().flat_map(|d| [Some(d.span), d.date]);
                for span in dateline.chain([document.headline]).flatten() {
                    assert!(!span.of(&document.text).is_empty(), "{span:?}");
                }
            }
            Err(error) => {
                failed += 1;
                assert!(error.file().is_some(), "{error}");
            }
        }
    }
    assert_eq!((reader.report().articles, reader.report().failed), (articles, failed));
}
