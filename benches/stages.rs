//! Bytes per second of each stage over the project's own articles, repeated.
//!
//! `cargo bench --bench stages`; compare ratios, not seconds: machines differ and are shared.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use aho_corasick::AhoCorasick;
use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::temporal::{Context, Tagger};
use dateline::text::{Layout, Lexicon, Text};
use dateline::timeline::Options;
use dateline::{Document, Extractor, Timeline};

/// The plain texts among the articles, each as a document of its own.
fn articles() -> Vec<Document> {
    let published = NaiveDate::from_ymd_opt(2019, 1, 3);
    let mut paths: Vec<_> = ["examples/articles", "tests/articles"]
        .iter()
        .flat_map(|folder| fs::read_dir(Path::new(folder)).into_iter().flatten())
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "md"))
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok().map(|text| (path.display().to_string(), text)))
        .map(|(name, text)| Document { published, ..Document::new(name, text) })
        .collect()
}

const NAMES: &str = "january february march april may june july august september october november december \
    monday tuesday wednesday thursday friday saturday sunday";

fn stages(criterion: &mut Criterion) {
    let documents = articles();
    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    let (Ok(extractor), Ok(mut lexicon)) = (Extractor::builtin(), Lexicon::builtin()) else { return };
    let Ok(tagger) = Tagger::builtin(&mut lexicon) else { return };
    let context = Context { published: NaiveDate::from_ymd_opt(2019, 1, 3), ..Context::default() };

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("scan: newlines", |b| {
        b.iter(|| {
            documents.iter().map(|d| memchr::memchr_iter(b'\n', d.text.as_bytes()).count()).sum::<usize>()
        });
    });
    // One set of literals in any letter case, as the quickest search for dates would begin.
    let Ok(names) = AhoCorasick::builder().ascii_case_insensitive(true).build(NAMES.split(' ')) else {
        return;
    };
    group.bench_function("scan: names of months and weekdays in any letter case", |b| {
        b.iter(|| documents.iter().map(|d| names.find_iter(&d.text).count()).sum::<usize>());
    });
    group.bench_function("text: tokens, sentences, parts of speech", |b| {
        b.iter(|| documents.iter().map(|d| text(d, &lexicon).tokens.len()).sum::<usize>());
    });
    group.bench_function("temporal: text and dates", |b| {
        b.iter(|| documents.iter().map(|d| tagger.tag(&text(d, &lexicon), &context).0.len()).sum::<usize>());
    });
    group.bench_function("extract: everything in one article", |b| {
        b.iter(|| documents.iter().map(|d| extractor.extract(d).events.len()).sum::<usize>());
    });
    group.bench_function("timeline: extract, link, order", |b| {
        b.iter(|| {
            let mentions = documents.iter().flat_map(|d| extractor.extract(d).mentions(d)).collect();
            black_box(Timeline::build(mentions, &Options::default()).events.len())
        });
    });
    group.finish();

    criterion.bench_function("start: load rules, words, names, frames", |b| {
        b.iter(|| Extractor::builtin().is_ok())
    });
}

fn text<'t>(document: &'t Document, lexicon: &'t Lexicon) -> Text<'t> {
    Text::new(&document.text, lexicon, Layout::default())
}

criterion_group!(benches, stages);
criterion_main!(benches);
