//! What is put in comes out, whatever happened between.

use std::fs;

use super::{Read, Store, fingerprint};
use crate::linking::Mention;
use crate::timeline::Options;
use crate::{Document, ErrorKind, Extractor, Timeline};

/// Short articles of our own with everything a mention can have.
const ARTICLES: [(&str, &str, &str); 3] = [
    (
        "a",
        "2022-07-14",
        "ARVO, July 14. /ZNA/. The Morava Republic signed a border treaty with Peru on July 12, the Foreign Ministry \
         said. \"We will open an embassy in Lima in October,\" Minister Ivo Lind announced on Wednesday.",
    ),
    (
        "b",
        "2022-07-15",
        "Peru and the Morava Republic signed the border treaty in Lima on July 12. Following this, two parties \
         rejected the treaty. The talks had lasted about three weeks; Chile did not take part.",
    ),
    ("c", "2023-02-01", "Norway recognized the new border last Tuesday. Rebels may attack the port in 2024."),
];

fn read(extractor: &Extractor, (id, day, text): (&str, &str, &str)) -> Read {
    let document = Document::new(id, text).published(day.parse().unwrap());
    let mentions = extractor.extract(&document).mentions(&document);
    assert!(!mentions.is_empty(), "{id}");
    Read { id: id.to_owned(), fingerprint: fingerprint(&document, ""), mentions }
}

fn by_place(mut mentions: Vec<Mention>) -> Vec<Mention> {
    mentions.sort_by(|a, b| a.canonical_order(b));
    mentions
}

#[test]
fn a_timeline_from_the_store_is_that_of_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let extractor = Extractor::builtin().unwrap();
    let [a, b, c] = ARTICLES.map(|article| read(&extractor, article));
    let all: Vec<Mention> = [&a, &b, &c].into_iter().flat_map(|r| r.mentions.clone()).collect();
    let path = folder.path().join("store");
    Store::open(&path).unwrap().add(&[c.clone(), a.clone()]).unwrap();
    let store = Store::open(&path).unwrap();
    store.add(std::slice::from_ref(&b)).unwrap();
    store.add(std::slice::from_ref(&a)).unwrap();
    assert_eq!(store.len().unwrap(), 3);
    assert_eq!(store.fingerprint("b").unwrap(), Some(b.fingerprint));
    assert_eq!(store.fingerprints().unwrap().len(), 3);
    assert_eq!(by_place(store.mentions().unwrap()), by_place(all.clone()));
    let timeline = |mentions| Timeline::build(mentions, &Options { unlisted: true, ..Options::default() });
    assert_eq!(timeline(store.mentions().unwrap()), timeline(all));

    assert_eq!(store.remove(&["b", "z"]).unwrap(), ["z"]);
    let left = by_place([a, c].into_iter().flat_map(|r| r.mentions).collect());
    assert_eq!(by_place(store.mentions().unwrap()), left);
}

#[test]
fn a_changed_article_has_another_fingerprint() {
    let document = Document::new("a", "Peru signed the treaty.");
    let day = "2022-07-14".parse().unwrap();
    let same = |a: &Document, b: &Document| fingerprint(a, "") == fingerprint(b, "");
    assert!(same(&document, &document.clone()));
    assert!(!same(&document, &document.clone().published(day)));
    assert!(!same(&document, &Document::new("a", "Peru signed a treaty.")));
    assert_ne!(fingerprint(&document, ""), fingerprint(&document, "region=us"));
}

#[test]
fn what_is_no_store_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.txt");
    fs::write(&path, "Peru signed the treaty. ".repeat(200)).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Data, "{error}");
    let open = Store::open(&folder.path().join("store")).unwrap();
    let error = Store::open(&folder.path().join("store")).unwrap_err();
    assert!(error.to_string().contains("another process"), "{error}");
    drop(open);
    assert_eq!(Store::open(&folder.path().join("none/store")).unwrap_err().kind(), ErrorKind::Io);
}
