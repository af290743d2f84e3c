//! What was read in each article, as JSON lines: sentences, time expressions, events, temporal links, and
//! dates that cannot be.
//!
//! Offsets count Unicode characters, end exclusive, in `text`, which is the input's text. `t0` is the creation time.

use std::io::Write;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::cells::iso;
use super::cells::rounded;
use super::jsonl::Source;
use super::names::{Name, timeml};
use super::sink::line;
use crate::actors::Cast;
use crate::document::Document;
use crate::events::{Argument, EventDate, EventMention};
use crate::graph::{Conflict, Node, Tlink};
use crate::pipeline::Extraction;
use crate::temporal::{Diagnostic, Timex, TimexPart, denoted};
use crate::text::{CharOffsets, Span};
use crate::{Error, rule::RuleId};

/// Writes one article and what was read in it.
///
/// # Errors
/// The output cannot be written.
pub fn write(document: &Document, extraction: &Extraction, mut out: impl Write) -> Result<(), Error> {
    line(&mut out, &record(document, extraction))
}

/// One article and what was read in it, for any format of serde: what [`write()`] writes. Each field is made when it is
/// written, so that a format that takes one field pays for one.
pub fn record<'a>(document: &'a Document, extraction: &'a Extraction) -> impl Serialize + use<'a> {
    Article { document, extraction, offsets: CharOffsets::new(&document.text) }
}

struct Article<'a> {
    document: &'a Document,
    extraction: &'a Extraction,
    offsets: CharOffsets<'a>,
}

impl Serialize for Article<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { document, extraction: read, offsets } = self;
        let mut fields = serializer.serialize_struct("Article", 10)?;
        fields.serialize_field("id", &document.id)?;
        fields.serialize_field("published", &iso(document.published))?;
        fields.serialize_field("title", &document.title)?;
        fields.serialize_field("text", &document.text)?;
        fields
            .serialize_field("sentences", &Listed(|| read.sentences.iter().map(|s| pair(offsets, s.span))))?;
        let timexes = || (1..).zip(&read.timexes).flat_map(|(n, timex)| times(document, offsets, n, timex));
        fields.serialize_field("timexes", &Listed(timexes))?;
        let events = || (1..).zip(&read.events).map(|(n, e)| event(document, read, offsets, n, e));
        fields.serialize_field("events", &Listed(events))?;
        fields.serialize_field("tlinks", &Listed(|| read.tlinks.iter().map(link)))?;
        let clashes = || read.conflicts.iter().map(|found| clash(read, offsets, found));
        fields.serialize_field("conflicts", &Listed(clashes))?;
        let warnings = || read.diagnostics.iter().map(|found| warning(offsets, found));
        fields.serialize_field("diagnostics", &Listed(warnings))?;
        fields.end()
    }
}

/// A list that is made while it is written.
struct Listed<F>(F);

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for Listed<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

fn pair(offsets: &CharOffsets<'_>, span: Span) -> [u32; 2] {
    let (start, end) = offsets.span(span);
    [start, end]
}

#[derive(Serialize)]
struct Time<'a> {
    id: String,
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<&'a str>,
    /// What the words denote in their place: with preposition and modifier; for the ends of a range, all of it.
    edtf: Option<String>,
    date_start: Option<String>,
    date_end: Option<String>,
    rule: Option<&'a str>,
    /// For the two ends of a range: the whole of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: u32,
    end: u32,
    date_start: Option<String>,
    date_end: Option<String>,
}

#[derive(Serialize)]
struct Event<'a> {
    id: String,
    start: u32,
    end: u32,
    text: &'a str,
    lemma: &'a str,
    class: &'a str,
    tense: &'a str,
    aspect: &'a str,
    polarity: &'a str,
    modality: &'a str,
    event_type: &'a str,
    actors: Vec<Participant<'a>>,
    targets: Vec<Participant<'a>>,
    object: Option<&'a str>,
    about: Vec<Participant<'a>>,
    place: Option<&'a str>,
    coordinates: Option<(f32, f32)>,
    date: Option<When<'a>>,
    /// What is known of an event whose date is not: null for a dated one, and where nothing bounds it.
    bounds: Option<Bounds>,
    attribution: Vec<Source<'a>>,
    confidence: f64,
    rules: Vec<&'a str>,
}

#[derive(Serialize)]
struct Participant<'a> {
    name: &'a str,
    id: Option<&'a str>,
    kind: Option<&'a str>,
    start: u32,
    end: u32,
    rule: Option<&'a str>,
}

#[derive(Serialize)]
struct When<'a> {
    edtf: &'a str,
    start: Option<String>,
    end: Option<String>,
    basis: &'a str,
    timex: Option<String>,
}

/// First and last possible day, both included; null where that end is open.
#[derive(Serialize)]
struct Bounds {
    earliest: Option<String>,
    latest: Option<String>,
}

/// Statements about time that cannot all hold.
#[derive(Serialize)]
struct Clash<'a> {
    sentences: Vec<[u32; 2]>,
    tlinks: Vec<Link<'a>>,
    /// Place in `tlinks` of the one that does not count; null where a date does not.
    set_aside: Option<usize>,
}

#[derive(Serialize)]
struct Link<'a> {
    from: String,
    to: String,
    #[serde(rename = "relType")]
    relation: &'a str,
    rule: &'a str,
    confidence: f64,
}

#[derive(Serialize)]
struct Warning<'a> {
    kind: &'a str,
    start: u32,
    end: u32,
    message: &'a str,
}

fn rule(rule: Option<&RuleId>) -> Option<&str> {
    rule.map(|rule| &**rule)
}

fn time<'a>(document: &'a Document, offsets: &CharOffsets<'_>, number: u32, timex: &'a Timex) -> Time<'a> {
    let (start, end) = offsets.span(timex.span);
    Time {
        id: format!("t{number}"),
        start,
        end,
        text: timex.span.of(&document.text),
        kind: timex.kind.name(),
        value: &timex.value,
        modifier: timex.modifier.map(Name::name),
        edtf: denoted(timex),
        date_start: iso(timex.interval.and_then(|days| days.first())),
        date_end: iso(timex.interval.and_then(|days| days.last())),
        rule: rule(timex.rule.as_ref()),
        range: None,
    }
}

/// A time expression; the two ends of a range are written as expressions of their own, `t3` and `t3-end`, as TimeML has
/// it, each with the whole range beside it.
fn times<'a>(
    document: &'a Document,
    offsets: &CharOffsets<'_>,
    number: u32,
    timex: &'a Timex,
) -> Vec<Time<'a>> {
    let whole = time(document, offsets, number, timex);
    let [from, to] = timex.parts.as_slice() else { return vec![whole] };
    let end = |part: &'a TimexPart, id: String| {
        let (start, end) = offsets.span(part.span);
        Time {
            id,
            start,
            end,
            text: part.span.of(&document.text),
            kind: part.kind.name(),
            value: &part.value,
            modifier: part.modifier.map(Name::name),
            edtf: whole.edtf.clone(),
            date_start: iso(part.interval.and_then(|days| days.first())),
            date_end: iso(part.interval.and_then(|days| days.last())),
            rule: whole.rule,
            range: Some(Range {
                start: whole.start,
                end: whole.end,
                date_start: whole.date_start.clone(),
                date_end: whole.date_end.clone(),
            }),
        }
    };
    vec![end(from, whole.id.clone()), end(to, format!("{}-end", whole.id))]
}

fn event<'a>(
    document: &'a Document,
    extraction: &'a Extraction,
    offsets: &CharOffsets<'_>,
    number: u32,
    event: &'a EventMention,
) -> Event<'a> {
    let (start, end) = offsets.span(event.span);
    let people = |arguments: &'a [Argument]| {
        arguments.iter().map(|argument| participant(&extraction.cast, offsets, argument)).collect()
    };
    Event {
        id: format!("e{number}"),
        start,
        end,
        text: event.span.of(&document.text),
        lemma: &event.lemma,
        class: event.class.name(),
        tense: event.tense.name(),
        aspect: event.aspect.name(),
        polarity: timeml(event.polarity),
        modality: event.modality.name(),
        event_type: event.event_type.name(),
        actors: people(&event.actors),
        targets: people(&event.targets),
        object: event.object.as_deref(),
        about: people(&event.about),
        place: event.place.as_ref().map(|place| place.name.as_str()),
        coordinates: event.place.as_ref().and_then(|place| place.coordinates),
        date: event.date.as_ref().map(when),
        bounds: bounds(extraction, number as usize - 1).filter(|_| event.date.is_none()),
        attribution: event.attribution.iter().map(Source::from).collect(),
        confidence: rounded(event.confidence),
        rules: event.rules.iter().map(|rule| &**rule).collect(),
    }
}

fn participant<'a>(cast: &'a Cast, offsets: &CharOffsets<'_>, argument: &'a Argument) -> Participant<'a> {
    let actor = argument.actor.and_then(|actor| cast.actors.get(actor as usize));
    let (start, end) = offsets.span(argument.span);
    Participant {
        name: &argument.name,
        id: actor.and_then(|actor| actor.id.as_deref()),
        kind: actor.map(|actor| actor.kind.name()),
        start,
        end,
        rule: rule(argument.rule.as_ref()),
    }
}

fn when(date: &EventDate) -> When<'_> {
    When {
        edtf: &date.edtf,
        start: iso(date.interval.first()),
        end: iso(date.interval.last()),
        basis: date.basis.name(),
        timex: date.timex.map(|timex| format!("t{}", timex + 1)),
    }
}

/// What the order of the events leaves for the one at `place`, from 0.
fn bounds(extraction: &Extraction, place: usize) -> Option<Bounds> {
    let (earliest, latest) = *extraction.bounds.get(place)?;
    let known = earliest.is_some() || latest.is_some();
    known.then(|| Bounds { earliest: iso(earliest), latest: iso(latest) })
}

fn clash<'a>(extraction: &'a Extraction, offsets: &CharOffsets<'_>, found: &'a Conflict) -> Clash<'a> {
    let sentences = found.sentences.iter().filter_map(|number| extraction.sentences.get(*number as usize));
    Clash {
        sentences: sentences.map(|s| pair(offsets, s.span)).collect(),
        tlinks: found.stated.iter().map(link).collect(),
        set_aside: found.stated.get(found.set_aside).map(|_| found.set_aside),
    }
}

fn link(link: &Tlink) -> Link<'_> {
    Link {
        from: node(link.from),
        to: node(link.to),
        relation: link.relation.name(),
        rule: &link.rule,
        confidence: rounded(link.confidence),
    }
}

fn warning<'a>(offsets: &CharOffsets<'_>, found: &'a Diagnostic) -> Warning<'a> {
    let (start, end) = offsets.span(found.span);
    Warning { kind: found.kind.name(), start, end, message: &found.message }
}

fn node(node: Node) -> String {
    match node {
        Node::Creation => "t0".to_owned(),
        Node::Timex(index) => format!("t{}", index + 1),
        Node::Event(index) => format!("e{}", index + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporal::Interval;
    use serde_json::Value;

    fn written(document: &Document, extraction: &Extraction) -> Value {
        let mut out = Vec::new();
        write(document, extraction, &mut out).expect("memory");
        serde_json::from_slice(&out).expect("JSON")
    }

    fn annotated() -> Value {
        let document = Document::new("a1", "Zürich — The envoy spoke on May 4.")
            .published("2021-05-05".parse().expect("day"));
        let at = |word: &str| {
            let start = document.text.find(word).expect("in the text");
            Span::new(start, start + word.len())
        };
        let day = Interval::day("2021-05-04".parse().expect("day"));
        let timex =
            Timex { span: at("May 4"), value: "2021-05-04".into(), interval: Some(day), ..Timex::default() };
        let date =
            EventDate { edtf: "2021-05-04".into(), interval: day, timex: Some(0), ..EventDate::default() };
        let event = EventMention { span: at("spoke"), date: Some(date), ..EventMention::default() };
        let extraction = Extraction { timexes: vec![timex], events: vec![event], ..Extraction::default() };
        written(&document, &extraction)
    }

    #[test]
    fn an_undated_event_has_its_bounds() {
        let document = Document::new("a1", "met left spoke");
        let (first, day) = ("2021-05-03".parse().ok(), "2021-05-04".parse().expect("day"));
        let dated = EventDate { interval: Interval::day(day), ..EventDate::default() };
        let event = |date| EventMention { span: Span::new(0, 3), date, ..EventMention::default() };
        let extraction = Extraction {
            events: vec![event(None), event(Some(dated)), event(None)],
            bounds: vec![(first, None), (Some(day), Some(day)), (None, None)],
            ..Extraction::default()
        };
        let json = written(&document, &extraction);
        let bounds = |place: usize| json["events"][place]["bounds"].clone();
        assert_eq!(bounds(0), serde_json::json!({ "earliest": "2021-05-03", "latest": null }));
        assert_eq!((bounds(1), bounds(2)), (Value::Null, Value::Null), "dated; nothing known");
    }

    #[test]
    fn offsets_count_characters() {
        let json = annotated();
        let text: Vec<char> = json["text"].as_str().expect("text").chars().collect();
        for item in [&json["timexes"][0], &json["events"][0]] {
            let range =
                item["start"].as_u64().expect("start") as usize..item["end"].as_u64().expect("end") as usize;
            assert_eq!(text[range].iter().collect::<String>(), item["text"].as_str().expect("text"));
        }
        assert_eq!(json["events"][0]["date"]["timex"], "t1");
        assert_eq!(json["events"][0]["polarity"], "POS");
    }
}
