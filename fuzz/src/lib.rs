//! What the fuzz targets have in common: an extractor made once, articles out of bytes, and every format written.

use std::io::{self, Cursor};
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

/// The extractor that explains all it does: the longest way through the code.
///
/// # Panics
/// When the program's own tables do not load.
pub fn extractor() -> &'static Extractor {
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

/// Reads articles and writes their timeline and all that was read in every format.
///
/// # Panics
/// When a span lies outside of its text, or a format cannot be written.
pub fn whole_path(documents: &[Document]) {
    let mut mentions = Vec::new();
    for document in documents {
        let extraction = extractor().extract(document);
        spans_fit(document, &extraction);
        annotations(document, &extraction).expect("annotations are written");
        mentions.extend(extraction.into_mentions(document));
    }
    let timeline = Timeline::build(mentions, &Options { statements: true, unlisted: true });
    every_format(&timeline).expect("every format is written");
    let picked = timeline.top(3);
    every_format(&picked).expect("every format is written");
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

fn annotations(document: &Document, extraction: &Extraction) -> Result<(), Error> {
    let mut out = io::sink();
    annotate::write(document, extraction, &mut out)?;
    timeml::write(document, extraction, &mut out)?;
    check::in_article(document, extraction);
    for index in 0..extraction.events.len() {
        explain::write(document, extraction, index, &mut out)?;
    }
    Ok(())
}

/// Writes a timeline in every format.
///
/// # Errors
/// A format fails, which it must not.
pub fn every_format(timeline: &Timeline) -> Result<(), Error> {
    let mut out = io::sink();
    let title = "A <title> \"of\" -- ours";
    csv::write(timeline, None, true, &mut out)?;
    jsonl::write(timeline, &mut out)?;
    json::write(timeline, &mut out)?;
    html::write(timeline, title, &mut out)?;
    timelinejs::csv::write(timeline, false, &mut out)?;
    timelinejs::json::write(timeline, title, &mut out)?;
    vis::write(timeline, &mut out)?;
    mermaid::write(timeline, title, &mut out)?;
    markdown::write(timeline, title, &mut out)?;
    ics::write(timeline, title, Granularity::Day, &mut out)?;
    markwhen::write(timeline, title, &mut out)?;
    timesketch::write(timeline, &mut out)?;
    ftm::write(timeline, &mut out)?;
    vegalite::write(timeline, title, &mut out)?;
    jsonld::write(timeline, &mut out)?;
    xlsx::write(timeline, &mut out)?;
    svg::write(timeline, title, &mut out)?;
    table::write(timeline, table::Look { width: 80, colour: true, bar: true }, &mut out)?;
    check::write_text(&check::in_timeline(timeline), &mut out)?;
    graphs(timeline, &mut out)
}

fn graphs(timeline: &Timeline, mut out: impl io::Write) -> Result<(), Error> {
    for extent in [Extent::Reduction, Extent::Closure] {
        let order = graph::Graph::of(timeline, extent);
        graph::csv::write(&order, &mut out)?;
        graph::csv::nodes(&order, &mut out)?;
        graph::cytoscape::write(&order, &mut out)?;
        graph::dot::write(&order, &mut out)?;
        graph::gexf::write(&order, &mut out)?;
        graph::graphml::write(&order, &mut out)?;
        graph::jsonl::write(&order, &mut out)?;
        graph::neo4j::write(&order, &mut out)?;
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
