//! For a person: the sentence with its spans marked under the words, and for each field the rule, the words it
//! came from, and what else the sentence offered.

use std::io::Write;

use chrono::NaiveDate;

use super::cells::bounds;
use super::names::Name;
use super::sink;
use crate::Error;
use crate::actors::Cast;
use crate::document::Document;
use crate::events::{Argument, EventMention};
use crate::graph::{Node, Tlink};
use crate::pipeline::Extraction;
use crate::rule::RuleId;
use crate::temporal::Timex;
use crate::text::Span;

/// The widest line of a marked sentence, in characters.
const WIDTH: usize = 96;

/// A sentence longer than this, in bytes, is shown around the event only.
const LONGEST: usize = 2000;

/// Writes why event `index` of a document reads as it does.
///
/// # Errors
/// The output cannot be written.
pub fn write(
    document: &Document,
    extraction: &Extraction,
    index: usize,
    mut out: impl Write,
) -> Result<(), Error> {
    let Some(event) = extraction.events.get(index) else { return Ok(()) };
    let page = Page { document, extraction, event, index };
    out.write_all(page.text().as_bytes()).map_err(|error| sink::failed(&error))
}

/// One event and all that it refers to.
struct Page<'a> {
    document: &'a Document,
    extraction: &'a Extraction,
    event: &'a EventMention,
    index: usize,
}

impl Page<'_> {
    fn text(&self) -> String {
        let event = self.event;
        let (earliest, latest) = self.bounds();
        let date = event.date.as_ref().map_or_else(|| bounds(earliest, latest), |date| date.edtf.clone());
        let mut text = format!("{} e{}  {date}  {}\n\n", self.document.id, self.index + 1, event.headline);
        let sentence = self.sentence();
        text.push_str(&marked(&self.document.text, sentence, &self.marks()));
        text.push('\n');
        for (field, value, why) in self.fields() {
            text.push_str(&format!("  {field:<11}{value}\n"));
            for reason in why.iter().filter(|reason| !reason.is_empty()) {
                text.push_str(&format!("  {:<11}  {reason}\n", ""));
            }
        }
        text.push('\n');
        text
    }

    /// What the graph knows of the time of an event without a date.
    fn bounds(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        self.extraction.bounds.get(self.index).copied().unwrap_or_default()
    }

    /// The sentence, or the part of a very long one around the event.
    fn sentence(&self) -> Span {
        let whole =
            self.extraction.sentences.get(self.event.sentence as usize).map_or(self.event.span, |s| s.span);
        if (whole.end - whole.start) as usize <= LONGEST {
            return whole;
        }
        let text = &self.document.text;
        let near =
            |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let start = (self.event.span.start as usize).saturating_sub(LONGEST / 2).max(whole.start as usize);
        let end = (self.event.span.end as usize + LONGEST / 2).min(whole.end as usize);
        Span::new(near(start), near(end))
    }

    /// What is marked under the sentence, and with which letter.
    fn marks(&self) -> Vec<(Span, char)> {
        let event = self.event;
        let mut marks = vec![(event.span, 'E')];
        marks.extend(event.actors.iter().map(|argument| (argument.span, 'A')));
        marks.extend(event.targets.iter().map(|argument| (argument.span, 'T')));
        marks.extend(event.place.iter().map(|place| (place.span, 'P')));
        marks.extend(self.timex().map(|timex| (timex.span, 'D')));
        let sources = event.attribution.iter().filter_map(|source| source.event);
        let sources = sources.filter_map(|event| self.extraction.events.get(event as usize));
        marks.extend(sources.map(|source| (source.span, 'S')));
        marks
    }

    fn timex(&self) -> Option<&Timex> {
        let index = self.event.date.as_ref()?.timex?;
        self.extraction.timexes.get(index as usize)
    }

    /// Each field: its name, its value, and the reasons.
    fn fields(&self) -> Vec<(&'static str, String, Vec<String>)> {
        let event = self.event;
        let mut fields = vec![self.date()];
        let words = event.span.of(&self.document.text);
        let grammar = format!("{} {} {}", event.class.name(), event.tense.name(), event.aspect.name());
        fields.push(("event", event.action.clone(), vec![format!("\"{words}\": {grammar}")]));
        fields.extend(self.participants("actors", &event.actors, self.nearest_name(true)));
        fields.extend(self.participants("targets", &event.targets, self.nearest_name(false)));
        fields.extend(event.object.iter().map(|object| ("object", object.clone(), Vec::new())));
        fields.extend(event.place.iter().map(|place| {
            let words = place.span.of(&self.document.text);
            let words =
                if words.is_empty() { "from the dateline".to_owned() } else { format!("\"{words}\"") };
            ("place", place.name.clone(), vec![because(&words, place.rule.as_ref())])
        }));
        let second = self.extraction.runners_up.get(self.index).and_then(Option::as_ref);
        let second = second.map_or_else(String::new, |id| format!("next: {id}"));
        fields.push(("type", event.event_type.name().to_owned(), vec![second]));
        let reality = format!("{}, {}", event.modality.name(), event.polarity.name());
        fields.push(("reality", reality, Vec::new()));
        fields.extend(event.attribution.iter().map(|source| {
            let quoted = if source.quoted { ", quoted" } else { "" };
            (
                "said by",
                format!("{} ({}, {}{quoted})", source.source, source.verb, source.class.name()),
                Vec::new(),
            )
        }));
        fields.push(("not taken", self.others().join("; "), Vec::new()));
        fields.push(("confidence", format!("{:.2}", event.confidence), Vec::new()));
        fields.push((
            "rules",
            event.rules.iter().map(|rule| &**rule).collect::<Vec<_>>().join(", "),
            Vec::new(),
        ));
        fields.retain(|(_, value, _)| !value.is_empty());
        fields
    }

    fn date(&self) -> (&'static str, String, Vec<String>) {
        let Some(date) = &self.event.date else {
            let mut reasons = vec!["no date in the sentence belongs to this event".to_owned()];
            if let Some(because) = self.extraction.because.get(self.index) {
                let (earliest, latest) = self.bounds();
                reasons.push(self.chain("not before", earliest, &because.earliest));
                reasons.push(self.chain("not after", latest, &because.latest));
            }
            return ("date", "none".to_owned(), reasons);
        };
        let words = if date.text.is_empty() { String::new() } else { format!("\"{}\"", date.text) };
        let join = because(&format!("{words} ({})", date.basis.name()), date.sieve.as_ref());
        let read = self.timex().map(|timex| {
            because(
                &format!("\"{}\" is {}", timex.span.of(&self.document.text), timex.value),
                timex.rule.as_ref(),
            )
        });
        let next = self
            .nearest_date()
            .map(|timex| format!("next: \"{}\" ({})", timex.span.of(&self.document.text), timex.value));
        let second = self.extraction.second_dates.get(self.index).and_then(Option::as_ref);
        let second = second.map(|second| because(&format!("else: {}", second.edtf), second.sieve.as_ref()));
        ("date", date.edtf.clone(), [Some(join), read, next, second].into_iter().flatten().collect())
    }

    /// `not before 2024-05-02: after e27 "killed" (order.subordinate), e27 lies on "2 May" (date.in-clause)`.
    fn chain(&self, side: &str, bound: Option<NaiveDate>, stated: &[Tlink]) -> String {
        let Some(day) = bound else { return String::new() };
        let steps: Vec<String> = stated.iter().map(|link| self.stated(link)).collect();
        format!("{side} {day}: {}", steps.join("; "))
    }

    fn stated(&self, link: &Tlink) -> String {
        let (from, to) = (self.node(link.from), self.node(link.to));
        let told = if link.from == link.to {
            let date = match link.from {
                Node::Event(event) => {
                    self.extraction.events.get(event as usize).and_then(|e| e.date.as_ref())
                }
                _ => None,
            };
            format!("{from} is dated {}", date.map_or("", |date| date.edtf.as_str()))
        } else {
            format!("{from} {} {to}", link.relation.name())
        };
        format!("{told} ({} {:.2})", link.rule, link.confidence)
    }

    /// An event or time as it is written, with its number.
    fn node(&self, node: Node) -> String {
        let words = |span: Span| span.of(&self.document.text);
        match node {
            Node::Creation => "publication".to_owned(),
            Node::Timex(at) => {
                let timex = self.extraction.timexes.get(at as usize);
                format!("\"{}\"", timex.map_or("", |timex| words(timex.span)))
            }
            Node::Event(at) => {
                let event = self.extraction.events.get(at as usize);
                format!("e{} \"{}\"", at + 1, event.map_or("", |event| words(event.span)))
            }
        }
    }

    fn participants(
        &self,
        field: &'static str,
        arguments: &[Argument],
        next: Option<Span>,
    ) -> Vec<(&'static str, String, Vec<String>)> {
        let cast = &self.extraction.cast;
        let text = &self.document.text;
        let one = |argument: &Argument| {
            let words = format!("\"{}\"", argument.span.of(text));
            let how = how(cast, argument).map(|how| format!(", by {how}")).unwrap_or_default();
            (field, argument.name.clone(), vec![because(&format!("{words}{how}"), argument.rule.as_ref())])
        };
        let mut fields: Vec<_> = arguments.iter().map(one).collect();
        if let (Some((_, _, why)), Some(next)) = (fields.last_mut(), next) {
            why.push(format!("next: \"{}\"", next.of(text)));
        }
        fields
    }

    /// The dates of the sentence that the event did not take.
    fn free_dates(&self) -> impl Iterator<Item = &Timex> {
        let taken = self.event.date.as_ref().and_then(|date| date.timex);
        let times = (0u32..).zip(&self.extraction.timexes);
        let free = times.filter(move |(at, t)| t.sentence == self.event.sentence && Some(*at) != taken);
        free.map(|(_, timex)| timex)
    }

    /// The names of the sentence that are no participants of the event.
    fn free_names(&self) -> impl Iterator<Item = Span> {
        let event = self.event;
        let used = |span: Span| event.actors.iter().chain(&event.targets).any(|a| a.span.overlaps(span));
        let mentions = self.extraction.cast.mentions.iter().filter(|m| m.sentence == event.sentence);
        mentions.map(|mention| mention.span).filter(move |span| !used(*span))
    }

    /// The date nearest to the event that it did not take: the runner-up.
    fn nearest_date(&self) -> Option<&Timex> {
        self.free_dates().min_by_key(|timex| distance(timex.span, self.event.span))
    }

    /// The name nearest to the event, before it or after it, that is no participant of it: the runner-up.
    fn nearest_name(&self, before: bool) -> Option<Span> {
        let event = self.event.span;
        let is_there = |span: &Span| if before { span.end <= event.start } else { span.start >= event.end };
        self.free_names().filter(is_there).min_by_key(|span| distance(*span, event))
    }

    /// The dates and names of the sentence that no field of the event took; each name once.
    fn others(&self) -> Vec<String> {
        let text = &self.document.text;
        let date = |timex: &Timex| format!("\"{}\" ({})", timex.span.of(text), timex.value);
        let mut others: Vec<String> = self.free_dates().map(date).collect();
        for span in self.free_names() {
            let name = format!("\"{}\"", span.of(text));
            if !others.contains(&name) {
                others.push(name);
            }
        }
        others
    }
}

/// Bytes between two spans.
fn distance(a: Span, b: Span) -> u32 {
    a.start.max(b.start).saturating_sub(a.end.min(b.end))
}

/// How the words refer to the actor.
fn how(cast: &Cast, argument: &Argument) -> Option<&'static str> {
    let mention = cast.mentions.iter().find(|mention| mention.span == argument.span)?;
    Some(mention.reference.name())
}

fn because(words: &str, rule: Option<&RuleId>) -> String {
    match rule {
        Some(rule) => format!("{words}: {rule}"),
        None => words.to_owned(),
    }
}

/// The words of `span` in lines, with a letter under each marked character.
fn marked(text: &str, span: Span, marks: &[(Span, char)]) -> String {
    let mut out = String::new();
    let (mut words, mut signs) = (String::new(), String::new());
    let mut at = span.start;
    for word in span.of(text).split_inclusive(char::is_whitespace) {
        if words.chars().count() + word.chars().count() > WIDTH && !words.is_empty() {
            flush(&mut out, &mut words, &mut signs);
        }
        for c in word.chars() {
            let place = at;
            at += c.len_utf8() as u32;
            let sign = marks
                .iter()
                .find(|(span, _)| span.start <= place && place < span.end)
                .map_or(' ', |(_, s)| *s);
            words.push(if c.is_whitespace() || c.is_control() { ' ' } else { c });
            signs.push(sign);
        }
    }
    flush(&mut out, &mut words, &mut signs);
    out
}

fn flush(out: &mut String, words: &mut String, signs: &mut String) {
    for line in [words, signs] {
        let kept = line.trim_end();
        if !kept.is_empty() {
            out.push_str(&format!("    {kept}\n"));
        }
        line.clear();
    }
}

/// What the letters under a sentence mean.
pub const LEGEND: &str = "E event  A actor  T target  P place  D date  S source\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_under_their_words() {
        let text = "Zürich: Norway left.";
        let start = text.find("Norway").expect("there");
        let marks = [(Span::new(start, start + 6), 'A'), (Span::new(start + 7, start + 11), 'E')];
        assert_eq!(
            marked(text, Span::new(0, text.len()), &marks),
            "    Zürich: Norway left.\n            AAAAAA EEEE\n"
        );
    }

    #[test]
    fn long_sentences_are_wrapped() {
        let text = "word ".repeat(60);
        let lines = marked(&text, Span::new(0, text.len()), &[]);
        assert!(lines.lines().count() > 2 && lines.lines().all(|line| line.chars().count() <= WIDTH + 4));
    }
}
