//! Questions and answers, as JSON.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use dateline::document::{Ids, Record, parse_day};
use dateline::output::html::Kept;
use dateline::output::{Losses, annotate, csv, html, json};
use dateline::timeline::Options;
use dateline::{Document, Error, Extractor, Mention, Timeline};
use serde::{Deserialize, Serialize};
use serde_json::Value;

thread_local! {
    /// Loaded at the first question; a browser has one thread.
    static EXTRACTOR: OnceCell<Extractor> = const { OnceCell::new() };
}

#[derive(Deserialize)]
struct Question {
    #[serde(default)]
    articles: Vec<Article>,
    /// The day of publication of articles that carry none.
    published: Option<String>,
    /// In what form the timeline is wanted.
    #[serde(default)]
    format: Format,
    #[serde(default = "usual_title")]
    title: String,
    /// What a page holds of the articles that it shows: the timeline is theirs and of the articles here.
    kept: Option<Kept>,
    /// This program as the page holds it, for another page that takes articles.
    reader: Option<String>,
    /// Ids of events of which it is asked what they are now.
    #[serde(default)]
    ids: Vec<String>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Json,
    Csv,
    /// A page.
    Html,
    /// What the script of a page draws, and what became of `ids`.
    Data,
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

/// What a page is told.
#[derive(Serialize)]
struct Drawn<'a> {
    data: Value,
    ids: Vec<Option<&'a str>>,
    /// What could not be used as it was given.
    doubts: Vec<String>,
}

fn usual_title() -> String {
    "Timeline".to_owned()
}

/// The timeline of a question's articles, and of those that a page shows.
///
/// # Errors
/// The question is none; in words for the user.
pub fn timeline(question: &[u8]) -> Result<Vec<u8>, String> {
    let question = asked(question)?;
    let mut mentions =
        question.kept.as_ref().map(Kept::mentions).transpose().map_err(told)?.unwrap_or_default();
    let (documents, mut doubts) = documents(&question, &mentions)?;
    let new = read(&documents, |extractor, document| extractor.extract(document).into_mentions(document))?;
    mentions.extend(new.into_iter().flatten());
    let (timeline, unfit) = match &question.kept {
        Some(kept) => kept.timeline(mentions).map_err(told)?,
        None => (Timeline::build(mentions, &Options::default()), Vec::new()),
    };
    doubts.extend(unfit.iter().map(Error::to_string));
    let mut out = Vec::new();
    let Question { title, .. } = &question;
    let _: Losses = match (question.format, &question.kept, &question.reader) {
        (Format::Json, ..) => json::write(&timeline, &mut out),
        (Format::Csv, ..) => csv::write(&timeline, None, false, &mut out),
        (Format::Html, Some(kept), Some(reader)) => {
            html::write_open(&timeline, title, kept, reader, &mut out)
        }
        (Format::Html, ..) => html::write(&timeline, title, &mut out),
        (Format::Data, ..) => {
            let data = html::data(&timeline, title).map_err(told)?;
            let data = serde_json::from_str(&data).map_err(|error| error.to_string())?;
            let drawn = Drawn { data, ids: timeline.ids_now(&question.ids), doubts };
            out = serde_json::to_vec(&drawn).map_err(|error| error.to_string())?;
            Ok(Losses::default())
        }
    }
    .map_err(told)?;
    Ok(out)
}

/// Everything that was read in a question's articles.
///
/// # Errors
/// As [`timeline`].
pub fn annotations(question: &[u8]) -> Result<Vec<u8>, String> {
    let (documents, _) = documents(&asked(question)?, &[])?;
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

fn told(error: Error) -> String {
    error.to_string()
}

fn asked(question: &[u8]) -> Result<Question, String> {
    serde_json::from_slice(question).map_err(|error| format!("this is no question: {error}"))
}

/// The articles; one without an id is named by its place, from 1, and a repeated id gets a new name. And what could not be used
/// of what is said about them. `known` are mentions of other articles.
fn documents(question: &Question, known: &[Mention]) -> Result<(Vec<Document>, Vec<String>), String> {
    let day = |value: &String| parse_day(value).map_err(|error| format!("the date `{value}` {error}"));
    let published = question.published.as_ref().map(day).transpose()?;
    let mut ids = Ids::default();
    known.iter().map(|mention| &*mention.article).collect::<BTreeSet<_>>().into_iter().for_each(|id| {
        ids.unique(id, "");
    });
    let (mut all, mut doubts) = (Vec::new(), Vec::new());
    for (place, article) in (1..).zip(&question.articles) {
        let text = article.text.clone().ok_or_else(|| format!("article {place} has no text"))?;
        let Article { id, title, date, source, url, .. } = article;
        let [id, title, date, publisher, url] = [id, title, date, source, url].map(String::clone);
        let (mut document, unused) = Record { text, id, title, date, publisher, url }.document(published);
        if document.id.is_empty() {
            document.id = format!("{place}");
        }
        if let Some(renamed) = ids.unique(&document.id, &document.text) {
            document.id = renamed;
        }
        doubts.extend(unused.into_iter().map(|doubt| format!("{}: {doubt}", document.id)));
        all.push(document);
    }
    Ok((all, doubts))
}
