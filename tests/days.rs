//! Runs `tests/corpus/days.toml`: the days of events, from the text to the date that a row shows.

use chrono::NaiveDate;
use dateline::{Document, Extractor};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// The day of publication.
    published: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    /// `word date`, of which the date is EDTF or `-` for none.
    days: Vec<String>,
}

/// The word and date of each event.
fn read(extractor: &Extractor, text: &str, published: NaiveDate) -> Vec<(String, String)> {
    let document = Document::new("case", text).published(published);
    let extraction = extractor.extract(&document);
    let day = |event: &dateline::events::EventMention| {
        event.date.as_ref().map_or_else(|| "-".to_owned(), |date| date.edtf.clone())
    };
    extraction.events.iter().map(|e| (e.span.of(&document.text).to_owned(), day(e))).collect()
}

#[test]
fn events_have_the_days_that_the_words_give_them() {
    let corpus = include_str!("corpus/days.toml");
    let file: File = toml::from_str(corpus).expect("the corpus parses");
    let extractor = Extractor::builtin().expect("the tables load");
    let published = file.published.parse().expect("a day");
    let mut wrong = Vec::new();
    for case in &file.case {
        let found = read(&extractor, &case.text, published);
        for wanted in &case.days {
            let (word, date) = wanted.rsplit_once(' ').expect("a word and a date");
            if !found.iter().any(|(other, day)| other == word && day == date) {
                wrong.push(format!("{}\n    wanted {wanted}, found {found:?}", case.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} days are wrong\n{}", wrong.len(), wrong.join("\n"));
}
