//! Clauses: own news sentences with the events that they tell (`tests/corpus/clauses.toml`).

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot load")]

use std::fmt::Write;

use dateline::actors::{ActorReader, Cast};
use dateline::events::{EventMention, EventReader, Modality, Polarity, SlinkClass};
use dateline::temporal::{Context, Tagger};
use dateline::text::{Layout, Lexicon, Span, Text};
use serde::Deserialize;

#[derive(Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    #[serde(default)]
    heading: bool,
    #[serde(default)]
    events: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

struct Readers {
    lexicon: Lexicon,
    tagger: Tagger,
    actors: ActorReader,
    events: EventReader,
}

#[test]
fn every_case_reads_as_written() {
    let source = include_str!("corpus/clauses.toml");
    let corpus: Corpus = toml::from_str(source).unwrap();
    let readers = readers();
    let mut report = String::new();
    let failed = corpus.case.iter().filter(|case| !check(&readers, case, &mut report)).count();
    assert!(failed == 0, "{failed} of {} cases read otherwise:\n{report}", corpus.case.len());
}

fn readers() -> Readers {
    let mut lexicon = Lexicon::builtin().unwrap();
    let tagger = Tagger::builtin(&mut lexicon).unwrap();
    let actors = ActorReader::builtin(&mut lexicon).unwrap();
    let events = EventReader::builtin(&mut lexicon).unwrap();
    Readers { lexicon, tagger, actors, events }
}

fn check(readers: &Readers, case: &Case, report: &mut String) -> bool {
    let headline = case.heading.then(|| Span::new(0, case.text.len()));
    let text = Text::new(&case.text, &readers.lexicon, Layout { headline, dateline: None });
    let (timexes, _) = readers.tagger.tag(&text, &Context::default());
    let cast = readers.actors.read(&text, &timexes);
    let predicates = readers.events.predicates(&text, &timexes, &cast);
    let found = readers.events.read(&text, &cast, &predicates);
    let shown: Vec<String> = found.iter().map(show).collect();
    let missing = case.events.iter().filter(|want| !shown.iter().any(|got| matches(want, got)));
    let wrong: Vec<&String> = missing.collect();
    let extra: Vec<&String> = case.no.iter().filter(|no| found.iter().any(|m| &m.lemma == *no)).collect();
    if wrong.is_empty() && extra.is_empty() {
        return true;
    }
    let _ = writeln!(report, "{}\n  want {wrong:?} without {extra:?}\n  got  {shown:#?}", case.text);
    false
}

/// An event in the notation of the cases.
fn show(mention: &EventMention) -> String {
    let names = |list: &[dateline::events::Argument]| {
        list.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(" & ")
    };
    let mut shown = format!(
        "{}({}; {}; {})",
        mention.lemma,
        names(&mention.actors),
        names(&mention.targets),
        mention.object.as_deref().unwrap_or("")
    );
    if mention.modality != Modality::Asserted {
        let _ = write!(shown, " {}", format!("{:?}", mention.modality).to_lowercase());
    }
    if mention.polarity == Polarity::Negative {
        shown.push_str(" not");
    }
    for source in &mention.attribution {
        let denies = if source.class == SlinkClass::NegEvidential { "~" } else { "" };
        let mark = if source.quoted { "\"" } else { "" };
        let _ = write!(shown, " <- {denies}{mark}{}{mark}", source.source);
    }
    shown
}

/// Compares part by part; `_` fits anything.
fn matches(want: &str, got: &str) -> bool {
    let (want, got) = (parts(want), parts(got));
    want.len() == got.len() && want.iter().zip(&got).all(|(w, g)| w == "_" || w == g)
}

/// Lemma, actors, targets, matter, what follows the bracket, and each source.
fn parts(event: &str) -> Vec<String> {
    let (head, tail) = event.split_once('(').unwrap_or((event, ""));
    let (inside, after) = tail.rsplit_once(')').unwrap_or((tail, ""));
    let mut parts = vec![head.to_owned()];
    parts.extend(inside.splitn(3, ';').map(|p| p.trim().to_owned()));
    parts.extend(after.split("<-").map(|p| p.trim().to_owned()));
    parts
}

/// Keeps the import honest: an empty cast is a valid input.
#[test]
fn an_empty_text_and_an_empty_cast_give_no_events() {
    let readers = readers();
    for source in ["", " ", "\"", "(((", "said said said", "to to to not to"] {
        let text = Text::new(source, &readers.lexicon, Layout::default());
        let _ = bare_events(&readers, &text);
    }
    let text = Text::new("", &readers.lexicon, Layout::default());
    assert!(bare_events(&readers, &text).is_empty());
}

/// The events of a text of which neither dates nor actors are known.
fn bare_events(readers: &Readers, text: &Text<'_>) -> Vec<EventMention> {
    let cast = Cast::default();
    let predicates = readers.events.predicates(text, &[], &cast);
    readers.events.read(text, &cast, &predicates)
}
