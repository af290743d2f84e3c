//! What is put in comes out, whatever happened between.

use std::fs;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Read, Spill, Store, fingerprint};
use crate::linking::scenario::{With, name, state, told};
use crate::linking::{Features, Mention, Reasons, link_all, topic};
use crate::timeline::{Builder, Event, Options};
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
    let document = Document { published: day.parse().ok(), ..Document::new(id, text) };
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

/// Tables of the same name may have had other keys then.
#[test]
fn a_store_of_another_format_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let database = redb::Database::create(&path).unwrap();
    let transaction = database.begin_write().unwrap();
    let edges: redb::TableDefinition<'_, u64, &[u8]> = redb::TableDefinition::new("edges");
    transaction.open_table(edges).unwrap();
    let about: redb::TableDefinition<'_, &str, u64> = redb::TableDefinition::new("about");
    transaction.open_table(about).unwrap().insert("format", 8).unwrap();
    transaction.commit().unwrap();
    drop(database);
    let error = Store::open(&path).unwrap_err();
    assert!(error.kind() == ErrorKind::Data && error.to_string().contains("format 8"), "{error}");
}

/// The entries of these articles, of which so many mentions are held in memory.
fn spilled(articles: &[Read], held: usize, options: Options) -> Vec<Event> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut builder = Builder::new(Spill::new(folder.path(), held), options);
    articles.iter().for_each(|read| builder.add(read.mentions.clone()).expect("room"));
    let rows = builder.rows().expect("what was put away");
    let mut events: Vec<Event> = rows.map(|row| row.expect("a row")).collect();
    assert_eq!(fs::read_dir(folder.path()).map(Iterator::count).ok(), Some(0), "nothing is left");
    // What an article is about is no part of a row and does not lie in the file.
    let mentions = events.iter_mut().flat_map(|event| &mut event.mentions);
    mentions.for_each(|m| m.topic = std::sync::Arc::default());
    events
}

#[test]
fn where_mentions_lie_changes_no_row() {
    let extractor = Extractor::builtin().unwrap();
    let mut articles: Vec<Read> = (0..30).map(|number| article(number, 1)).collect();
    articles.extend(ARTICLES.map(|article| read(&extractor, article)));
    for unlisted in [false, true] {
        let options = Options { unlisted, ..Options::default() };
        let in_memory = spilled(&articles, usize::MAX, options);
        assert!(in_memory.len() > 20);
        for held in [0, 1, 50] {
            assert_eq!(spilled(&articles, held, options), in_memory);
        }
    }
}

#[test]
fn a_folder_that_takes_no_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut builder = Builder::new(Spill::new(&folder.path().join("none"), 1), Options::default());
    let error = builder.add(article(1, 1).mentions).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(error.to_string().contains("--spill"), "{error}");
}

/// A limit on the size of files stands in for a full disk; this very test runs again under it.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_nothing_is_left_on_it() {
    const LIMITED: &str = "DATELINE_TEST_DISK";
    if let Some(folder) = std::env::var_os(LIMITED) {
        let mut builder = Builder::new(Spill::new(std::path::Path::new(&folder), 10), Options::default());
        let full = (0..20_000).find_map(|number| builder.add(article(number, 1).mentions).err());
        println!("told: {}", full.map(|error| format!("{:?} {error}", error.kind())).unwrap_or_default());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let limited = "trap '' XFSZ; ulimit -f 100; exec \"$0\" --exact \
                   store::tests::a_full_disk_is_told_and_nothing_is_left_on_it --nocapture";
    let run = std::process::Command::new("sh")
        .args(["-c", limited])
        .arg(std::env::current_exe().unwrap())
        .env(LIMITED, folder.path())
        .output()
        .expect("a shell");
    let told = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && told.contains("told: Io ") && told.contains("--spill names"), "{told}");
    assert_eq!(fs::read_dir(folder.path()).map(Iterator::count).ok(), Some(0));
}

/// An article about one of few things that states do to each other, so that blocks hold more than are compared.
fn article(number: u32, version: u32) -> Read {
    let pick = |salt: u32, n: usize| (number.wrapping_mul(salt).wrapping_add(version * 7) % 97) as usize % n;
    let states = ["Zubrowka", "Ruritania", "Grand Fenwick"];
    let id = format!("article-{number}");
    let published = format!("2022-07-{:02}", 10 + pick(13, 9));
    let subject: std::sync::Arc<[u32]> =
        topic("", &format!("Arvo, Lind and {} of Morava", states[pick(19, 3)])).into();
    let one = |index: u32| {
        let (a, b) = (states[pick(3 + index, 3)], states[pick(11 + index, 3)]);
        let action = ["sign", "attack"][pick(5 * (index + 1), 2)];
        let victims = format!("{} villagers", 10 + pick(17, 3) * 20);
        let sentence = format!("{a} and {b} were said to {action} {victims} again near Arvo.");
        let m = told(&id, &published, action, &sentence)
            .of(&[state(a)])
            .to(&[name(&victims), state(b)])
            .number(index);
        let m = Mention { topic: subject.clone(), ..m };
        match pick(7 + index, 5) {
            0 => m,
            1 => m.planned(),
            day => m.on(&format!("2022-07-{:02}", 5 + day), &format!("2022-07-{:02}", 5 + day)),
        }
    };
    Read { id: id.clone(), fingerprint: u64::from(version), mentions: (0..3).map(one).collect() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn links_that_grew_are_those_of_one_run(
        steps in prop::collection::vec(prop::collection::vec((0u32..60, 0u32..3), 1..4), 1..8)
    ) {
        let store = Store::in_memory().unwrap();
        let mut held: BTreeMap<u32, Read> = (0..40).map(|n| (n, article(n, 1))).collect();
        store.add(&held.values().cloned().collect::<Vec<_>>()).unwrap();
        prop_assert_eq!(store.link().unwrap(), 0, "most are new");
        for step in steps {
            for (number, version) in step {
                if version == 0 {
                    store.remove(&[&format!("article-{number}")]).unwrap();
                    held.remove(&number);
                } else {
                    store.add(&[article(number, version)]).unwrap();
                    held.insert(number, article(number, version));
                }
            }
            prop_assert!(store.link_on().unwrap(), "what costs little is done");
            prop_assert_eq!(store.link().unwrap(), 0, "and nothing is left to do");
            let mentions: Vec<Mention> = held.values().flat_map(|read| read.mentions.clone()).collect();
            let features: Vec<Features> = mentions.iter().map(Features::of).collect();
            let ids: Vec<_> = features.iter().map(Features::id).collect();
            let mut whole = link_all(&features);
            prop_assert!(whole.hot_blocks > 0);
            whole.edges.iter_mut().for_each(|edge| edge.reasons = Reasons::default());
            let mut grown = store.edges(&ids).unwrap();
            grown.sort_by_key(|e| (e.a, e.b));
            prop_assert_eq!(&grown, &whole.edges);
            let options = Options { unlisted: true, ..Options::default() };
            prop_assert_eq!(store.timeline(&options).unwrap(), Timeline::build(mentions, &options));
        }
    }
}
