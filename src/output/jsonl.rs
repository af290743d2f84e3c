//! The timeline as JSON lines: one event a line, with all its mentions; first the rows of the timeline, then what makes
//! no row.

use std::io::Write;

use serde::Serialize;

use super::cells::{articles, basis, days, iso, names, precision, reported, representative, rounded, rules};
use super::marks::{Mark, marks};
use super::names::Name;
use super::sink;
use super::when::When;
use crate::Error;
use crate::events::Attribution;
use crate::linking::{Claim, Mention, Participant};
use crate::timeline::{Disagreement, Event, Related, Timeline};

/// Writes `timeline`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, mut out: impl Write) -> Result<(), Error> {
    for event in timeline.events.iter().chain(&timeline.unlisted) {
        write_event(event, &mut out)?;
    }
    out.flush().map_err(|error| sink::failed(&error))
}

/// Writes the line of one event, for a timeline that is not held in memory.
///
/// # Errors
/// The output cannot be written.
pub fn write_event(event: &Event, mut out: impl Write) -> Result<(), Error> {
    sink::line(&mut out, &row(event))
}

/// An event for any format of serde: what [`write()`] writes of it.
pub fn record(event: &Event) -> impl Serialize + use<'_> {
    row(event)
}

/// What is written of an event.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    event_id: &'a str,
    ordinal: Option<u32>,
    listed: bool,
    date: Option<&'a str>,
    date_start: Option<String>,
    date_end: Option<String>,
    precision: &'a str,
    approximate: bool,
    uncertain: bool,
    date_words: String,
    earliest: Option<String>,
    latest: Option<String>,
    date_basis: &'a str,
    date_text: Option<&'a str>,
    headline: &'a str,
    actors: Vec<&'a str>,
    action: &'a str,
    targets: Vec<&'a str>,
    object: Option<&'a str>,
    about: Vec<&'a str>,
    event_type: &'a str,
    polarity: &'a str,
    modality: &'a str,
    attribution: Vec<Source<'a>>,
    quoted: bool,
    place: Option<&'a str>,
    coordinates: Option<(f32, f32)>,
    confidence: f64,
    first_reported: Option<String>,
    last_reported: Option<String>,
    publisher: Option<&'a str>,
    published: Option<String>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    sentence: &'a str,
    start: u32,
    end: u32,
    rules: Vec<&'a str>,
    participants: Vec<Member<'a>>,
    realises: Vec<&'a str>,
    related: Vec<Kin<'a>>,
    conflicts: Vec<Conflict<'a>>,
    mentions: Vec<Telling<'a>>,
    articles: Vec<&'a str>,
}

/// Who says so.
#[derive(Serialize)]
pub(super) struct Source<'a> {
    source: &'a str,
    verb: &'a str,
    class: &'a str,
    quoted: bool,
}

impl<'a> From<&'a Claim> for Source<'a> {
    fn from(claim: &'a Claim) -> Self {
        Self { source: &claim.source, verb: &claim.verb, class: claim.class.name(), quoted: claim.quoted }
    }
}

impl<'a> From<&'a Attribution> for Source<'a> {
    fn from(told: &'a Attribution) -> Self {
        Self { source: &told.source, verb: &told.verb, class: told.class.name(), quoted: told.quoted }
    }
}

/// Who takes part, and how.
#[derive(Serialize)]
struct Member<'a> {
    name: &'a str,
    role: &'static str,
    kind: &'a str,
    id: Option<&'a str>,
    state: Option<&'a str>,
    office: Option<&'a str>,
}

/// Actors, then targets.
fn members(event: &Event) -> Vec<Member<'_>> {
    let actors = event.actors.iter().map(|actor| of(actor, "actor"));
    actors.chain(event.targets.iter().map(|target| of(target, "target"))).collect()
}

fn of<'a>(participant: &'a Participant, role: &'static str) -> Member<'a> {
    let Participant { name, id, kind, state, role: office, .. } = participant;
    Member {
        name,
        role,
        kind: kind.name(),
        id: id.as_deref(),
        state: state.as_deref(),
        office: office.as_deref(),
    }
}

/// Another event to which this one led or of which it is a part.
#[derive(Serialize)]
struct Kin<'a> {
    kind: &'a str,
    event_id: &'a str,
}

impl<'a> From<&'a Related> for Kin<'a> {
    fn from(related: &'a Related) -> Self {
        Self { kind: related.kind.name(), event_id: &related.id }
    }
}

/// What articles disagree on.
#[derive(Serialize)]
struct Conflict<'a> {
    field: &'a str,
    values: Vec<Told<'a>>,
}

/// What some articles say.
#[derive(Serialize)]
struct Told<'a> {
    value: &'a str,
    articles: &'a [String],
}

impl<'a> From<&'a Disagreement> for Conflict<'a> {
    fn from(disagreement: &'a Disagreement) -> Self {
        let told = |(value, articles): &'a (String, Vec<String>)| Told { value, articles };
        Self { field: disagreement.field, values: disagreement.values.iter().map(told).collect() }
    }
}

#[derive(Serialize)]
struct Telling<'a> {
    article: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
    sentence: &'a str,
    date: Option<&'a str>,
    marks: Vec<Mark>,
}

impl<'a> From<&'a Mention> for Telling<'a> {
    fn from(mention: &'a Mention) -> Self {
        let Mention { article, start, end, text, sentence, .. } = mention;
        let date = mention.date.as_ref().map(|date| date.edtf.as_str()).filter(|edtf| !edtf.is_empty());
        Self { article, start: *start, end: *end, text, sentence, date, marks: marks(mention) }
    }
}

/// What is written of `event`.
pub(super) fn row(event: &Event) -> Row<'_> {
    let first = representative(event);
    let date = event.date.as_ref();
    let when = When::of(event);
    let (start, end) = days(event);
    let (first_reported, last_reported) = reported(event);
    Row {
        event_id: &event.id,
        ordinal: event.listed.then_some(event.ordinal),
        listed: event.listed,
        date: date.map(|date| date.edtf.as_str()),
        date_start: iso(start),
        date_end: iso(end),
        precision: precision(event),
        approximate: when.approximate,
        uncertain: when.uncertain,
        date_words: when.words(),
        earliest: iso(event.earliest),
        latest: iso(event.latest),
        date_basis: basis(event),
        date_text: date.map(|date| date.text.as_str()).filter(|text| !text.is_empty()),
        headline: &event.headline,
        actors: names(&event.actors).collect(),
        action: first.map_or("", |m| &m.action),
        targets: names(&event.targets).collect(),
        object: event.object.as_deref(),
        about: names(&event.about).collect(),
        event_type: first.map(|m| m.event_type).unwrap_or_default().name(),
        polarity: first.map(|m| m.polarity).unwrap_or_default().name(),
        modality: first.map(|m| m.modality).unwrap_or_default().name(),
        attribution: event.claims.iter().map(Source::from).collect(),
        quoted: first.is_some_and(|m| m.quoted),
        place: event.place.as_deref(),
        coordinates: event.coordinates,
        confidence: rounded(event.confidence),
        first_reported: iso(first_reported),
        last_reported: iso(last_reported),
        publisher: first.and_then(|m| m.publisher.as_deref()),
        published: iso(first.and_then(|m| m.published)),
        title: first.and_then(|m| m.title.as_deref()),
        url: first.and_then(|m| m.url.as_deref()),
        sentence: first.map_or("", |m| &m.sentence),
        start: first.map_or(0, |m| m.sentence_start),
        end: first.map_or(0, |m| m.sentence_end),
        rules: rules(event),
        participants: members(event),
        realises: event.realises.iter().map(String::as_str).collect(),
        related: event.related.iter().map(Kin::from).collect(),
        conflicts: event.disagreements.iter().map(Conflict::from).collect(),
        mentions: event.mentions.iter().map(Telling::from).collect(),
        articles: articles(event),
    }
}
