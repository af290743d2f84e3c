//! Runs the cases of `tests/corpus/actors.toml`: texts with brackets around mentions and whom they mean.

use serde::Deserialize;

use super::rules::IDS;
use super::{ActorReader, Aliases, Cast};
use crate::text::{Layout, Lexicon, Text};

#[derive(Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

/// `[...]` in the text marks a mention; `names` gives, in the order of the opening brackets, whom it means:
/// canonical names divided by `; `, nothing for a mention that must stay open, `-` for no mention at all.
#[derive(Deserialize)]
struct Case {
    rule: Option<String>,
    text: String,
    names: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

fn reader() -> (Lexicon, ActorReader) {
    let mut lexicon = Lexicon::builtin().expect("the shipped lexicon loads");
    let reader = ActorReader::builtin(&mut lexicon).expect("the shipped tables load");
    (lexicon, reader)
}

fn corpus() -> Corpus {
    toml::from_str(include_str!("../../tests/corpus/actors.toml")).expect("the corpus is TOML")
}

/// The text without brackets, and the byte ranges they marked, in the order of the opening brackets.
fn unmark(marked: &str) -> (String, Vec<(u32, u32)>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '[' => {
                open.push(spans.len());
                spans.push((text.len() as u32, 0));
            }
            ']' => spans[open.pop().expect("brackets are balanced")].1 = text.len() as u32,
            c => text.push(c),
        }
    }
    (text, spans)
}

fn names(cast: &Cast, actors: &[u32]) -> String {
    actors.iter().map(|a| cast.actors[*a as usize].name.as_str()).collect::<Vec<_>>().join("; ")
}

/// What is wrong with a case, if anything.
fn check(case: &Case, lexicon: &Lexicon, reader: &ActorReader) -> Vec<String> {
    let (source, spans) = unmark(&case.text);
    let text = Text::new(&source, lexicon, Layout::default());
    let cast = reader.read(&text, &[]);
    let mut wrong = Vec::new();
    assert_eq!(spans.len(), case.names.len(), "brackets and names of: {}", case.text);
    for (at, (span, wanted)) in spans.iter().zip(&case.names).enumerate() {
        let here = |m: &&super::ActorMention| (m.span.start, m.span.end) == *span;
        let found = cast.mentions.iter().find(here);
        let got = found.map_or("-".to_owned(), |m| names(&cast, &m.actors));
        if got != *wanted {
            wrong.push(format!("[{}] is {got:?}, not {wanted:?}", &source[span.0 as usize..span.1 as usize]));
        }
        let rule = found.and_then(|m| m.rule.as_deref());
        if at == 0 && wanted != "-" && case.rule.is_some() && rule != case.rule.as_deref() {
            wrong.push(format!("the first mention is by {rule:?}, not {:?}", case.rule));
        }
    }
    for name in &case.never {
        if cast.actors.iter().any(|actor| actor.name == *name) {
            wrong.push(format!("{name} must not appear"));
        }
    }
    wrong
}

#[test]
fn corpus_reads_as_written() {
    let (lexicon, reader) = reader();
    let corpus = corpus();
    let total = corpus.case.len();
    let mut failures = Vec::new();
    for case in &corpus.case {
        let wrong = check(case, &lexicon, &reader);
        if !wrong.is_empty() {
            failures.push(format!("{}\n    {}", case.text, wrong.join("\n    ")));
        }
    }
    assert!(failures.is_empty(), "{} of {total} cases:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_has_cases() {
    let corpus = corpus();
    let named: Vec<&str> = corpus.case.iter().filter_map(|case| case.rule.as_deref()).collect();
    for id in IDS {
        assert!(named.iter().filter(|rule| *rule == id).count() >= 2, "{id} has fewer than two cases");
    }
    for rule in named {
        assert!(IDS.contains(&rule), "no rule is called {rule}");
    }
}

#[test]
fn mentions_come_in_text_order_and_name_their_rule() {
    let (lexicon, reader) = reader();
    for case in corpus().case {
        let (source, _) = unmark(&case.text);
        let text = Text::new(&source, &lexicon, Layout::default());
        let cast = reader.read(&text, &[]);
        for pair in cast.mentions.windows(2) {
            let key = |m: &super::ActorMention| (m.first, std::cmp::Reverse(m.end));
            assert!(key(&pair[0]) <= key(&pair[1]), "{source}");
        }
        for mention in &cast.mentions {
            assert!(mention.rule.is_some() && mention.first < mention.end, "{source}");
            assert!(mention.actors.iter().all(|a| (*a as usize) < cast.actors.len()), "{source}");
        }
    }
}

#[test]
fn odd_texts_are_read_without_panic() {
    let (lexicon, reader) = reader();
    let long = "Mr ".repeat(20_000);
    let row = "the Russian and ".repeat(5_000);
    let nested = "of the President of the Republic ".repeat(3_000);
    let odd = [
        "",
        " ",
        "(",
        "The",
        "President of",
        "Mr.",
        "(DPR",
        "the",
        "'s",
        "e\u{301}\u{301} Café",
        &long,
        &row,
        &nested,
    ];
    for source in odd {
        let text = Text::new(source, &lexicon, Layout::default());
        reader.read(&text, &[]);
    }
}

#[test]
fn aliases_find_states_organs_and_persons() {
    let aliases = Aliases::builtin().expect("the shipped tables load");
    assert_eq!(aliases.canonical("the Kremlin"), Some(("Russia", "RUS")));
    assert_eq!(aliases.canonical("DPRK"), Some(("North Korea", "PRK")));
    assert_eq!(aliases.canonical("DPR"), Some(("Donetsk People's Republic", "x-dpr")));
    assert!(aliases.same("Moscow", "Russian"));
    assert!(aliases.same("Kiev", "Ukraine"));
    assert!(!aliases.same("DPR", "DPRK"));
    assert!(aliases.finds("Moscow", "Russia's Foreign Ministry", Some("Russia")));
    assert!(aliases.finds("Putin", "Vladimir Putin", Some("Russia")));
    assert!(!aliases.finds("Ukraine", "Russia", None));
}
