//! The reading corpus: sixty articles of our own wording, about everything that news are about, with what a reader
//! takes from each, written down before the program was run on them.
//!
//! `tests/articles/reading/*.txt` are the articles, the tables beside them their events (`gold.rs` explains the notation).
//! Errors are looked at and mended only in articles of even number; the others are read by the program alone, so that
//! their figures say what may be expected elsewhere. `cargo test --test reading_corpus -- --nocapture` tells every error
//! of the even ones.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod gold;
mod score;

use std::path::Path;

use dateline::Extractor;
use dateline::document::{Input, ReadOptions, Reader};
use gold::{Article, File};
use score::Score;

const FOLDER: &str = "tests/articles/reading";

/// The lowest figures that may be, in percent, for articles that are read for errors and for those that are not: all
/// right of what is stated, stated right of what is told.
const FLOORS: [(&str, f64, f64); 2] = [("even", 87.0, 76.5), ("odd", 76.5, 71.0)];

fn articles() -> Vec<Article> {
    let mut files: Vec<_> = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let read = |path: &Path| -> File {
        let text = std::fs::read_to_string(path).unwrap();
        toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    let mut articles: Vec<Article> = files.iter().flat_map(|path| read(path).article).collect();
    articles.sort_by(|a, b| a.name.cmp(&b.name));
    articles
}

fn score_of(article: &Article, extractor: &Extractor) -> Score {
    let input = Input::Path(format!("{FOLDER}/{}.txt", article.name).into());
    let document = Reader::new(vec![input], ReadOptions::default()).next().unwrap().unwrap();
    score::score(article, &document, &extractor.extract(&document))
}

fn is_even(article: &Article) -> bool {
    article.name[..2].parse::<u32>().unwrap() % 2 == 0
}

#[test]
fn what_is_stated_is_right_and_little_is_missed() {
    let (articles, extractor) = (articles(), Extractor::builtin().unwrap());
    let mut below = Vec::new();
    for (half, precision, recall) in FLOORS {
        let mut sum = Score::default();
        for article in articles.iter().filter(|article| is_even(article) == (half == "even")) {
            sum.add(&score_of(article, &extractor));
        }
        let stated = sum.percent("stated right", "stated");
        let told = sum.percent("gold stated right", "gold");
        if half == "even" {
            println!("{}", sum.errors.join("\n"));
        }
        println!("{half}: stated all right {stated:.1}, told and stated right {told:.1}\n{:?}", sum.counts);
        if stated < precision || told < recall {
            below.push(half);
        }
    }
    assert!(below.is_empty(), "below the floor: {below:?}");
}

#[test]
fn every_article_has_its_traps_and_events() {
    let articles = articles();
    let texts = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let texts = texts.filter(|path| path.extension().is_some_and(|e| e == "txt")).count();
    assert_eq!((articles.len(), texts), (60, 60));
    for article in &articles {
        assert!(article.traps.len() >= 10 && article.events.len() >= 10, "{}", article.name);
        let text = std::fs::read_to_string(format!("{FOLDER}/{}.txt", article.name)).unwrap();
        for event in &article.events {
            assert_eq!(text.matches(&event.at).count(), 1, "{}: {:?} is there once", article.name, event.at);
        }
    }
}
