//! Questions and answers, as JSON.

use std::cell::OnceCell;

use dateline::document::{Ids, Record, parse_day};
use dateline::output::{annotate, json};
use dateline::timeline::Options;
use dateline::{Document, Extractor, Timeline};
use serde::Deserialize;

thread_local! {
    /// Loaded at the first question; a browser has one thread.
    static EXTRACTOR: OnceCell<Extractor> = const { OnceCell::new() };
}

#[derive(Deserialize)]
struct Question {
    articles: Vec<Article>,
    /// The day of publication of articles that carry none.
    published: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Article {
    text: Option<String>,
    id: String,
    title: String,
    date: String,
    source: String,
    url: String,
}

/// The timeline of a question's articles.
///
/// # Errors
/// The question is none; in words for the user.
pub fn timeline(question: &[u8]) -> Result<Vec<u8>, String> {
    let documents = documents(question)?;
    let mentions =
        read(&documents, |extractor, document| extractor.extract(document).into_mentions(document))?;
    let timeline = Timeline::build(mentions.into_iter().flatten().collect(), &Options::default());
    let mut out = Vec::new();
    json::write(&timeline, &mut out).map_err(|error| error.to_string())?;
    Ok(out)
}

/// Everything that was read in a question's articles.
///
/// # Errors
/// As [`timeline`].
pub fn annotations(question: &[u8]) -> Result<Vec<u8>, String> {
    let documents = documents(question)?;
    let mut out = Vec::new();
    for (document, extraction) in documents.iter().zip(read(&documents, Extractor::extract)?) {
        annotate::write(document, &extraction, &mut out).map_err(|error| error.to_string())?;
    }
    Ok(out)
}

fn read<T>(documents: &[Document], work: impl Fn(&Extractor, &Document) -> T) -> Result<Vec<T>, String> {
    EXTRACTOR.with(|cell| {
        if cell.get().is_none() {
            let extractor = Extractor::builtin().map_err(|error| error.to_string())?;
            // Nobody else can have set it meanwhile.
            let _ = cell.set(extractor);
        }
        let extractor = cell.get();
        Ok(documents.iter().filter_map(|document| extractor.map(|e| work(e, document))).collect())
    })
}

/// The articles; one without an id is named by its place, from 1, and a repeated id gets a new name.
fn documents(question: &[u8]) -> Result<Vec<Document>, String> {
    let question: Question =
        serde_json::from_slice(question).map_err(|error| format!("this is no question: {error}"))?;
    let day = |value: String| parse_day(&value).map_err(|error| format!("the date `{value}` {error}"));
    let published = question.published.map(day).transpose()?;
    let mut ids = Ids::default();
    let mut all = Vec::new();
    for (place, article) in (1..).zip(question.articles) {
        let Article { text, id, title, date, source, url } = article;
        let text = text.ok_or_else(|| format!("article {place} has no text"))?;
        let (mut document, _) = Record { text, id, title, date, publisher: source, url }.document(published);
        if document.id.is_empty() {
            document.id = format!("{place}");
        }
        if let Some(renamed) = ids.unique(&document.id, &document.text) {
            document.id = renamed;
        }
        all.push(document);
    }
    Ok(all)
}
