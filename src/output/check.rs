//! What a person should look at before trusting a timeline: dates that cannot be, statements that contradict each other,
//! articles that disagree, events that may be one, decisions that fit nothing.
//!
//! Nothing here decides anything: what is reported was decided elsewhere, and why is said.

use std::io::Write;

use serde::Serialize;

use super::cells::named;
use super::graph::{Arrow, Graph};
use super::{links, sink};
use crate::document::Document;
use crate::graph::{Conflict, Extent};
use crate::pipeline::Extraction;
use crate::temporal::DiagnosticKind;
use crate::timeline::{Disagreement, Event, Kinship, Timeline};
use crate::{Error, ErrorKind};

/// The kind of a [`Finding`], in the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The calendar has no such day.
    ImpossibleDate,
    /// The weekday and the date contradict each other.
    WeekdayMismatch,
    /// The dateline and the day of publication contradict each other.
    DatelineMismatch,
    /// What one article says about time cannot all be true.
    Contradiction,
    /// What an article says about the order of two events is contradicted by their dates or by surer statements.
    Order,
    /// Articles tell one event differently.
    Disagreement,
    /// Two events that may be one, told with other numbers.
    PerhapsSame,
    /// A decision that fits no event.
    Decision,
}

impl Kind {
    /// A heading for the report.
    fn heading(self) -> &'static str {
        match self {
            Self::ImpossibleDate => "Days that the calendar does not have",
            Self::WeekdayMismatch => "Weekdays that do not fit their dates",
            Self::DatelineMismatch => "Datelines that do not fit the day of publication",
            Self::Contradiction => "What one article says about time and cannot all be true",
            Self::Order => {
                "What an article says about the order of events, against their dates or surer statements"
            }
            Self::Disagreement => "Events that articles tell differently",
            Self::PerhapsSame => "Events that may be one, told with other numbers",
            Self::Decision => "Decisions that fit no event",
        }
    }
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What sort of thing it is.
    pub kind: Kind,
    /// The article that it is in, where it is in one.
    pub article: Option<String>,
    /// The line of the article's text, from 1.
    pub line: Option<u64>,
    /// The event that it is about.
    pub event_id: Option<String>,
    /// The other event, where it is about two.
    pub other_id: Option<String>,
    /// The field on which articles disagree.
    pub field: Option<&'static str>,
    /// What is said, with the articles that say so.
    pub values: Vec<Value>,
    /// A full sentence about it.
    pub message: String,
}

/// What some articles say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// What is said.
    pub value: String,
    /// Ids of the articles that say so.
    pub articles: Vec<String>,
}

impl Finding {
    fn new(kind: Kind, message: String) -> Self {
        let (article, line, event_id, other_id, field) = (None, None, None, None, None);
        Self { kind, article, line, event_id, other_id, field, values: Vec::new(), message }
    }

    /// A decision that fits nothing, as [`Timeline::curate`] gives it.
    pub fn decision(error: &Error) -> Self {
        Self::new(Kind::Decision, error.to_string())
    }

    /// The finding as an error, for standard error.
    pub fn to_error(&self) -> Error {
        let error = Error::new(ErrorKind::Data, self.message.clone());
        let error = error.in_file(self.article.as_deref().unwrap_or_default());
        match self.line {
            Some(line) => error.at_line(line),
            None => error,
        }
    }
}

/// What is wrong with the dates of an article, and what it says about their order that cannot all hold.
pub fn in_article(document: &Document, extraction: &Extraction) -> Vec<Finding> {
    if extraction.diagnostics.is_empty() && extraction.conflicts.is_empty() {
        return Vec::new();
    }
    let lines = Lines::of(&document.text);
    let told = extraction.diagnostics.iter().map(|diagnostic| {
        let kind = match diagnostic.kind {
            DiagnosticKind::ImpossibleDate => Kind::ImpossibleDate,
            DiagnosticKind::WeekdayMismatch => Kind::WeekdayMismatch,
            DiagnosticKind::DatelineMismatch => Kind::DatelineMismatch,
        };
        let line = Some(lines.at(diagnostic.span.start));
        Finding { line, ..Finding::new(kind, diagnostic.message.clone()) }
    });
    let clashes = extraction.conflicts.iter().map(|conflict| contradiction(extraction, &lines, conflict));
    let article = Some(document.id.clone());
    told.chain(clashes).map(|finding| Finding { article: article.clone(), ..finding }).collect()
}

/// Where the lines of a text end, in bytes.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(memchr::memchr_iter(b'\n', text.as_bytes()).collect())
    }

    /// The number of the line that a byte stands in, from 1.
    fn at(&self, byte: u32) -> u64 {
        self.0.partition_point(|end| *end < byte as usize) as u64 + 1
    }
}

/// A contradiction: what is set aside, and the lines of the sentences that cannot all be true.
fn contradiction(extraction: &Extraction, lines: &Lines, conflict: &Conflict) -> Finding {
    let sentences = conflict.sentences.iter().filter_map(|number| extraction.sentences.get(*number as usize));
    let mut places: Vec<u64> = sentences.map(|sentence| lines.at(sentence.span.start)).collect();
    places.dedup();
    let shown: Vec<String> = places.iter().map(u64::to_string).collect();
    let rule = conflict.stated.get(conflict.set_aside).map_or("date", |link| &*link.rule);
    let (line, says) = if shown.len() > 1 { ("lines", "say") } else { ("line", "says") };
    let message = format!(
        "what {line} {} {says} about time cannot all be true; the least sure statement ({rule}) is set aside",
        shown.join(", "),
    );
    Finding { line: places.first().copied(), ..Finding::new(Kind::Contradiction, message) }
}

/// Where the articles of a timeline disagree, which events may be one, and what is said about the order in vain. Complexity:
/// that of [`Graph::of`].
pub fn in_timeline(timeline: &Timeline) -> Vec<Finding> {
    let graph = Graph::of(timeline, Extent::Reduction);
    let order = graph.set_aside.iter().map(out_of_order);
    let disagreements = timeline
        .events
        .iter()
        .flat_map(|event| event.disagreements.iter().map(move |disagreement| disagreed(event, disagreement)));
    order.chain(disagreements).chain(perhaps_same(&timeline.events)).collect()
}

fn out_of_order(arrow: &Arrow<'_>) -> Finding {
    let message = format!(
        "\"{}\" ({}) puts the first before the second: {} / {}",
        arrow.sentences.join(" | "),
        arrow.rule,
        named(arrow.from),
        named(arrow.to)
    );
    Finding {
        article: arrow.article.map(str::to_owned),
        event_id: Some(arrow.from.id.clone()),
        other_id: Some(arrow.to.id.clone()),
        ..Finding::new(Kind::Order, message)
    }
}

fn disagreed(event: &Event, disagreement: &Disagreement) -> Finding {
    let value = |(value, articles): &(String, Vec<String>)| Value {
        value: value.clone(),
        articles: articles.clone(),
    };
    Finding {
        event_id: Some(event.id.clone()),
        field: Some(disagreement.field),
        values: disagreement.values.iter().map(value).collect(),
        ..Finding::new(Kind::Disagreement, named(event))
    }
}

/// Each pair once, at the earlier event.
fn perhaps_same(events: &[Event]) -> Vec<Finding> {
    let place = links::places(events);
    let mut findings = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let rivals = event.related.iter().filter(|related| related.kind == Kinship::PerhapsSame);
        let later = rivals.filter_map(|related| place(&related.id)).filter(|other| *other > at);
        findings.extend(later.filter_map(|other| events.get(other)).map(|other| Finding {
            event_id: Some(event.id.clone()),
            other_id: Some(other.id.clone()),
            ..Finding::new(Kind::PerhapsSame, format!("{} / {}", named(event), named(other)))
        }));
    }
    findings
}

/// Writes the findings for a person, sorted by kind, under headings.
///
/// # Errors
/// The output cannot be written.
pub fn write_text(findings: &[Finding], mut out: impl Write) -> Result<(), Error> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.kind);
    let mut text = String::new();
    for kind in sorted.chunk_by(|a, b| a.kind == b.kind) {
        let heading = kind.first().map_or("", |finding| finding.kind.heading());
        text.push_str(&format!("{}{heading} ({})\n", if text.is_empty() { "" } else { "\n" }, kind.len()));
        kind.iter().for_each(|finding| tell(finding, &mut text));
    }
    if text.is_empty() {
        text.push_str("Nothing found.\n");
    }
    out.write_all(text.as_bytes()).map_err(|error| sink::failed(&error))
}

fn tell(finding: &Finding, text: &mut String) {
    let place = match (&finding.article, finding.line) {
        (Some(article), Some(line)) => format!("{article}:{line}: "),
        (Some(article), None) => format!("{article}: "),
        _ => String::new(),
    };
    text.push_str(&format!("  {place}{}\n", finding.message));
    if let Some(field) = finding.field {
        let told = |value: &Value| format!("{} ({})", value.value, value.articles.join(", "));
        let values: Vec<String> = finding.values.iter().map(told).collect();
        text.push_str(&format!("    {field}: {}\n", values.join(" or ")));
    }
    if let (Kind::PerhapsSame, Some(one), Some(other)) = (finding.kind, &finding.event_id, &finding.other_id)
    {
        text.push_str(&format!("    if they are one, decide: same,{one},,{other}\n"));
    }
}

/// Writes the findings as JSON lines, in the order in which they were found.
///
/// # Errors
/// The output cannot be written.
pub fn write_jsonl(findings: &[Finding], mut out: impl Write) -> Result<(), Error> {
    findings.iter().try_for_each(|finding| sink::line(&mut out, finding))
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::timeline::Related;

    fn text(findings: &[Finding]) -> String {
        let mut bytes = Vec::new();
        write_text(findings, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn each_kind_has_its_heading_and_each_pair_comes_once() {
        let mut timeline = samples::timeline();
        let ids: Vec<String> = timeline.events.iter().map(|event| event.id.clone()).collect();
        let rival = |id: &String| Related { kind: Kinship::PerhapsSame, id: id.clone() };
        timeline.events[3].related.push(rival(&ids[4]));
        timeline.events[4].related.push(rival(&ids[3]));
        let told = |value: &str, article: &str| (value.to_owned(), vec![article.to_owned()]);
        timeline.events[3].disagreements = vec![Disagreement {
            field: "date",
            values: vec![told("2022-07-13", "a"), told("2022-07-14", "b")],
        }];
        let findings = in_timeline(&timeline);
        let kinds: Vec<Kind> = findings.iter().map(|finding| finding.kind).collect();
        assert_eq!(kinds, [Kind::Disagreement, Kind::PerhapsSame]);
        let text = text(&findings);
        assert!(text.contains("    date: 2022-07-13 (a) or 2022-07-14 (b)\n"), "{text}");
        assert!(text.contains(&format!("same,{},,{}\n", ids[3], ids[4])), "{text}");
    }

    #[test]
    fn nothing_found_is_said() {
        assert_eq!(text(&[]), "Nothing found.\n");
    }
}
