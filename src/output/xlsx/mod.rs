//! An Excel workbook: the timeline, its links, its sources, and what the columns mean.
//!
//! Texts are written as texts, so that nothing is a formula; days between 1900 and 9999 are dates that sort, all others
//! texts. The workbook is a zip of a few XML files (ECMA-376), written here: no time stamps, the same bytes every time.

mod sheet;
mod zip;

use std::io::Write;

use super::cells::{claim, joined, names, representative};
use super::escape::address;
use super::json::articles;
use super::links::{self, Relation};
use super::loss::Losses;
use super::names::Name;
use super::sink;
use super::when::When;
use crate::Error;
use crate::timeline::{Event, Timeline};
use sheet::{Cell, Sheet};
use zip::Zip;

/// Rows that a sheet has below its head.
const MOST_ROWS: usize = 1_048_575;

const TOO_MANY: &str = "beyond the rows that a sheet has left out";

const TYPES: &str = include_str!("../../../data/xlsx/content_types.xml");
const RELATIONS: &str = include_str!("../../../data/xlsx/relations.xml");
const BOOK: &str = include_str!("../../../data/xlsx/workbook.xml");
const BOOK_RELATIONS: &str = include_str!("../../../data/xlsx/workbook_relations.xml");
const STYLES: &str = include_str!("../../../data/xlsx/styles.xml");

/// What the columns of the first sheet mean.
const ABOUT: [(&str, &str); 12] = [
    ("Date", "in words; bounds are said, no day is made up"),
    ("EDTF", "ISO 8601-2; [a..b] is one day between the two"),
    ("First day, Last day", "civil days of the date, or its bounds"),
    ("Precision", "the unit of the article's words; unknown for bounds"),
    ("Event", "a short sentence built from canonical names"),
    ("Who, To whom", "actors and targets"),
    ("Type", "PLOVER, STATEMENT, ELECTION or OTHER"),
    ("How real", "asserted, future, planned, possible, hypothetical, requested"),
    ("Who says so", "sources with their verbs"),
    ("Certainty", "0 to 1, from the measured precision of the rules"),
    ("Articles", "how many tell it; the link leads to the first with an address"),
    ("Event id", "stays the same from run to run"),
];

/// Writes `timeline`. Events beyond the rows of a sheet are counted as lost; not counted are links and articles beyond them, what a
/// cell holds beyond its length, and where a link leads beyond the number that a sheet may have.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, out: impl Write) -> Result<Losses, Error> {
    let mut losses = Losses::default();
    timeline.events.iter().skip(MOST_ROWS).for_each(|_| losses.add(TOO_MANY));
    let fixed = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/styles.xml", STYLES),
    ];
    let mut zip = Zip::default();
    let mut add = |name: &str, content: &str| zip.add(name, content.as_bytes()).map_err(|e| sink::failed(&e));
    for (name, content) in fixed {
        add(name, content)?;
    }
    for (number, sheet) in (1..).zip([events(timeline), arrows(timeline), sources(timeline), about()]) {
        let (xml, relations) = sheet.finish();
        add(&format!("xl/worksheets/sheet{number}.xml"), &xml)?;
        add(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"), &relations)?;
    }
    sink::bytes(&zip.finish().map_err(|error| sink::failed(&error))?, out)?;
    Ok(losses)
}

fn events(timeline: &Timeline) -> Sheet {
    let columns = [
        ("Date", 26),
        ("EDTF", 24),
        ("First day", 12),
        ("Last day", 12),
        ("Precision", 10),
        ("Event", 60),
        ("Who", 24),
        ("To whom", 24),
        ("Place", 16),
        ("Type", 12),
        ("How real", 11),
        ("Who says so", 28),
        ("Certainty", 10),
        ("Articles", 9),
        ("Source", 36),
        ("Sentence", 80),
        ("Event id", 15),
    ];
    let mut sheet = Sheet::new(&columns);
    for event in timeline.events.iter().take(MOST_ROWS) {
        sheet.row(&row(event));
    }
    sheet
}

fn row(event: &Event) -> Vec<Cell> {
    let when = When::of(event);
    let (first, last) = when.days();
    let telling = representative(event);
    let claims: Vec<String> = event.claims.iter().map(claim).collect();
    let articles = super::sources::sources(event);
    let source = articles.iter().find(|article| article.url.is_some()).or(articles.first());
    vec![
        Cell::text(when.words()),
        Cell::text(when.edtf),
        Cell::day(first),
        Cell::day(last),
        Cell::text(super::cells::precision(event)),
        Cell::text(&*event.headline),
        Cell::text(joined(names(&event.actors))),
        Cell::text(joined(names(&event.targets))),
        Cell::text(event.place.as_deref().unwrap_or("")),
        Cell::text(telling.map(|m| m.event_type).unwrap_or_default().name()),
        Cell::text(telling.map(|m| m.modality).unwrap_or_default().name()),
        Cell::text(joined(claims.iter().map(String::as_str))),
        Cell::Number(super::cells::rounded(event.confidence)),
        Cell::Number(articles.len() as f64),
        Cell::link(source.map_or("", |article| article.title()), source.and_then(|article| article.url)),
        Cell::text(telling.map_or("", |m| &*m.sentence)),
        Cell::text(&*event.id),
    ]
}

fn arrows(timeline: &Timeline) -> Sheet {
    let mut sheet = Sheet::new(&[("From", 15), ("Event", 60), ("Link", 12), ("To", 15), ("Event", 60)]);
    for link in links::told(timeline).into_iter().take(MOST_ROWS) {
        let (Some(from), Some(to)) = (timeline.events.get(link.from), timeline.events.get(link.to)) else {
            continue;
        };
        let words = match link.relation {
            Relation::Before => "before",
            Relation::Realises => "makes true",
        };
        sheet.row(&[&*from.id, &from.headline, words, &to.id, &to.headline].map(Cell::text));
    }
    sheet
}

fn sources(timeline: &Timeline) -> Sheet {
    let mut sheet =
        Sheet::new(&[("Article", 30), ("Title", 60), ("Publisher", 24), ("Published", 12), ("Address", 50)]);
    for article in articles(timeline).into_iter().take(MOST_ROWS) {
        let url = article.url.unwrap_or("");
        sheet.row(&[
            Cell::text(article.id),
            Cell::text(article.title.unwrap_or("")),
            Cell::text(article.publisher.unwrap_or("")),
            Cell::day(article.published.and_then(|day| day.parse().ok())),
            Cell::link(url, address(url)),
        ]);
    }
    sheet
}

fn about() -> Sheet {
    let mut sheet = Sheet::new(&[("Column", 24), ("Meaning", 80)]);
    for (column, meaning) in ABOUT {
        sheet.row(&[Cell::text(column), Cell::text(meaning)]);
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn texts_are_texts_and_days_are_numbers() {
        let (sheet, relations) = events(&samples::timeline()).finish();
        assert_eq!(sheet.matches("<row ").count(), 11);
        assert!(!sheet.contains("<f>"), "a formula");
        assert!(sheet.contains("<c r=\"C5\" s=\"2\"><v>44755</v></c>"), "{sheet}");
        assert!(sheet.contains("<is><t xml:space=\"preserve\">-0043-03-15</t></is>"), "{sheet}");
        assert!(sheet.contains("=1+1 &lt;script&gt;"), "{sheet}");
        assert!(sheet.contains("<hyperlink ref=\"O2\" r:id=\"rId1\"/>"), "{sheet}");
        assert!(relations.contains("Target=\"https://example.org/a?b=1&amp;c=2\""), "{relations}");
    }

    #[test]
    fn a_link_has_the_words_of_the_article_to_which_it_leads() {
        let mut timeline = samples::timeline();
        let event = timeline.events.first_mut().expect("an event");
        let one = event.mentions.first().cloned().expect("a mention");
        let of = |article: &str, url: Option<&str>| crate::linking::Mention {
            article: article.into(),
            title: Some(format!("Title of {article}").into()),
            url: url.map(Into::into),
            ..one.clone()
        };
        event.mentions = vec![of("a", None), of("b", Some("https://b.example/"))];
        let (sheet, relations) = events(&timeline).finish();
        assert!(sheet.contains("Title of b") && !sheet.contains("Title of a"), "{sheet}");
        assert!(relations.contains("https://b.example/"), "{relations}");
    }

    #[test]
    fn the_same_timeline_is_the_same_bytes() {
        let book = || {
            let mut bytes = Vec::new();
            write(&samples::timeline(), &mut bytes).expect("memory");
            bytes
        };
        let bytes = book();
        assert!(bytes.starts_with(b"PK\x03\x04") && bytes == book());
    }
}
