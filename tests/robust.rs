//! Extraction never fails and never panics, whatever the text; what it finds lies within the text.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must stop")]

mod robust {
    pub mod growth;
    pub mod odd;
}

use std::sync::OnceLock;

use dateline::timeline::Options;
use dateline::{Document, Extraction, Extractor, Timeline};
use proptest::prelude::*;

fn extractor() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::builtin().unwrap())
}

/// Reads a text through the whole path and checks every span and index.
fn check(text: &str) {
    let document = Document::new("a", text).published("2021-05-05".parse().unwrap());
    let read: Extraction = extractor().extract(&document);
    let fits = |span: dateline::text::Span| text.get(span.start as usize..span.end as usize).is_some();
    assert!(read.sentences.iter().all(|sentence| fits(sentence.span)));
    assert!(
        read.timexes.iter().all(|timex| fits(timex.span) && (timex.sentence as usize) < read.sentences.len())
    );
    assert!(
        read.events.iter().all(|event| fits(event.span) && (event.sentence as usize) < read.sentences.len())
    );
    assert!(
        read.cast
            .mentions
            .iter()
            .flat_map(|m| &m.actors)
            .all(|actor| (*actor as usize) < read.cast.actors.len())
    );
    let mentions = read.mentions(&document);
    // What is denied, only possible or a purpose becomes no mention.
    assert!(mentions.len() <= read.events.len());
    let characters = text.chars().count() as u32;
    assert!(mentions.iter().all(|m| m.start < m.end && m.end <= characters && m.sentence_end <= characters));
    let timeline = Timeline::build(mentions, &Options { statements: true, unlisted: true });
    assert!((1..).zip(&timeline.events).all(|(number, event)| event.ordinal == number));
}

/// Words and marks out of which odd news is made.
const PIECES: &[&str] = &[
    "Norway",
    "the Foreign Ministry",
    "President Anna Berg",
    "said",
    "that",
    "recognized",
    "had been",
    "signed",
    "the treaty",
    "on Monday",
    "on July 13",
    "2021",
    "in April 2019",
    "two days ago",
    "later in the day",
    "the",
    "following this",
    "which",
    "it",
    "he",
    "will",
    "not",
    "to",
    "launch",
    "talks",
    "and",
    "or",
    "as of",
    "\"",
    "\u{201c}",
    "\u{201d}",
    "'s",
    ",",
    ".",
    ";",
    "\n",
    "\n\n",
    "-",
    "\u{2014}",
    "(",
    ")",
    "DPR",
    "U.S.",
    "Jan.",
    "February 30",
    "0000-00-00",
    "99999999999999999999 years ago",
    "two million million million million twenty",
    "in 9999999 BC",
    "13/13/13",
    "the 99th century",
    "\u{301}",
    "\u{202e}",
    "\u{0}",
    "\u{1f9ea}",
    "\u{feff}",
    "...",
    "O'Brien",
    "1960s",
    "24:61",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(|word| format!("{word} ")),
        1 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn odd_news_is_read(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&pieces.concat());
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text);
    }
}
