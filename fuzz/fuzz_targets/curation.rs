//! Bytes as a file of decisions on a timeline of two articles, written in the format that the
//! first byte tells. `$0` to `$9` stand for its event ids.

#![no_main]

use std::sync::OnceLock;

use dateline::timeline::{Curation, Options};
use dateline::{Document, Timeline};

const TEXTS: [&str; 2] = [
    "OSLO, May 5 - Norway and Iceland signed a treaty on fishing on Tuesday. Denmark rejected it, its minister said.",
    "Iceland signed a fishing treaty with Norway on May 4. Following this, Peru opened an embassy in Oslo.",
];

fn timeline() -> &'static Timeline {
    static TIMELINE: OnceLock<Timeline> = OnceLock::new();
    TIMELINE.get_or_init(|| {
        let day = chrono::NaiveDate::from_ymd_opt(2021, 5, 5).expect("a day");
        let documents = TEXTS.map(|text| Document::new(text[..4].to_owned(), text).published(day));
        let read = |document| dateline_fuzz::extractor().extract(document).into_mentions(document);
        let mentions = documents.iter().flat_map(read).collect();
        Timeline::build(mentions, &Options { statements: true, unlisted: true })
    })
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else { return };
    let mut csv = String::from_utf8_lossy(text).into_owned();
    for (number, event) in timeline().events.iter().enumerate().take(10) {
        csv = csv.replace(&format!("${number}"), &event.id);
    }
    if let Ok(curation) = Curation::read(csv.as_bytes(), "decisions.csv") {
        let (timeline, _) = timeline().clone().curate(&curation);
        dateline_fuzz::one_format(*first, &timeline).expect("every format is written");
    }
});
