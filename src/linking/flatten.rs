//! From what was read in one document to its flat mentions.
//!
//! Knows the types of the lower layers. Decides nothing: every event becomes a mention.

use chrono::NaiveDate;

use super::features::topic;
use super::mention::{Claim, Mention, Participant};
use crate::actors::Cast;
use crate::document::Document;
use crate::events::{Argument, Attribution, EventMention};
use crate::graph::{Bounds, Node, Relation, Tlink};
use crate::text::{CharOffsets, Sentence, Span};

/// How many bytes at the start of an article say what it is about.
const OPENING: usize = 700;
/// A sentence longer than this, in bytes, is shown and compared by its first part.
const SENTENCE_AT_MOST: usize = 4000;
/// The rule of a place that was taken from the dateline.
const DATELINE_PLACE: &str = "place.dateline";

/// Everything that was read in one document.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The article.
    pub document: &'a Document,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its actors.
    pub cast: &'a Cast,
    /// Its events, in text order.
    pub events: &'a [EventMention],
    /// First and last day of each event, as the graph knows them; may be shorter than `events`.
    pub bounds: &'a [Bounds],
    /// Its temporal links.
    pub tlinks: &'a [Tlink],
}

/// One mention for each event of a document, in the same order. Complexity: linear in the document.
pub fn mentions(reading: &Reading<'_>) -> Vec<Mention> {
    let document = reading.document;
    let offsets = CharOffsets::new(&document.text);
    let topic = topic(document.title.as_deref().unwrap_or(""), opening(&document.text));
    let mut all: Vec<Mention> = (0..)
        .zip(reading.events)
        .map(|(index, event)| Mention { topic: topic.clone(), ..mention(reading, &offsets, index, event) })
        .collect();
    for link in reading.tlinks {
        note_order(link, &mut all);
    }
    all
}

/// The start of a text, cut at a character.
fn opening(text: &str) -> &str {
    let end = (0..=OPENING.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or("")
}

fn mention(reading: &Reading<'_>, offsets: &CharOffsets<'_>, index: u32, event: &EventMention) -> Mention {
    let document = reading.document;
    let sentence = reading.sentences.get(event.sentence as usize);
    let span = sentence.map(|s| s.span).unwrap_or_default();
    let (start, end) = offsets.span(event.span);
    let (sentence_start, sentence_end) = offsets.span(span);
    let (earliest, latest) = bounds_of(reading, index);
    let people =
        |arguments: &[Argument]| arguments.iter().map(|a| participant(reading.cast, offsets, a)).collect();
    Mention {
        article: document.id.clone(),
        index,
        start,
        end,
        text: event.span.of(&document.text).to_owned(),
        sentence_start,
        sentence_end,
        sentence: folded(span, &document.text),
        lemma: event.lemma.clone(),
        action: if event.action.is_empty() { event.lemma.clone() } else { event.action.clone() },
        nominal: event.nominal,
        class: event.class,
        tense: event.tense,
        aspect: event.aspect,
        clause: event.clause,
        heading: sentence.is_some_and(|s| s.heading),
        governor: event.governor,
        absorbed_by: event.absorbed_by,
        after: Vec::new(),
        event_type: event.event_type,
        cameo: event.cameo.clone(),
        actors: people(&event.actors),
        targets: people(&event.targets),
        object: event.object.clone(),
        place: event.place.as_ref().map(|p| p.name.clone()),
        place_from_dateline: event.place.as_ref().is_some_and(|p| p.rule.as_deref() == Some(DATELINE_PLACE)),
        polarity: event.polarity,
        modality: event.modality,
        claims: event.attribution.iter().map(claim).collect(),
        quoted: event.quoted,
        date: event.date.clone(),
        earliest,
        latest,
        headline: event.headline.clone(),
        topic: Vec::new(),
        confidence: event.confidence,
        rules: rules(event),
        published: document.published,
        publisher: document.publisher.clone(),
        title: document.title.clone(),
        url: document.url.clone(),
    }
}

fn bounds_of(reading: &Reading<'_>, index: u32) -> (Option<NaiveDate>, Option<NaiveDate>) {
    reading.bounds.get(index as usize).copied().unwrap_or_default()
}

fn participant(cast: &Cast, offsets: &CharOffsets<'_>, argument: &Argument) -> Participant {
    let (start, end) = offsets.span(argument.span);
    let actor = argument.actor.and_then(|at| cast.actors.get(at as usize));
    match actor {
        Some(actor) => Participant {
            name: if argument.name.is_empty() { actor.name.clone() } else { argument.name.clone() },
            id: actor.id.clone(),
            kind: actor.kind,
            state: actor.state.clone(),
            role: actor.role.clone(),
            start,
            end,
        },
        None => Participant { name: argument.name.clone(), start, end, ..Participant::default() },
    }
}

fn claim(attribution: &Attribution) -> Claim {
    Claim {
        source: attribution.source.clone(),
        verb: attribution.verb.clone(),
        class: attribution.class,
        quoted: attribution.quoted,
    }
}

/// The sentence with its white space folded.
fn folded(span: Span, source: &str) -> String {
    let text = span.of(source);
    let end = (0..=SENTENCE_AT_MOST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let mut out = String::with_capacity(end);
    for word in text.get(..end).unwrap_or("").split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The rules of the event, its arguments, its date and its place, each once.
fn rules(event: &EventMention) -> Vec<String> {
    let arguments = event.actors.iter().chain(&event.targets).filter_map(|a| a.rule.as_deref());
    let date = event.date.iter().filter_map(|d| d.sieve.as_deref());
    let place = event.place.iter().filter_map(|p| p.rule.as_deref());
    let mut out: Vec<String> = Vec::new();
    for rule in event.rules.iter().map(AsRef::as_ref).chain(arguments).chain(date).chain(place) {
        if !out.iter().any(|known| known == rule) {
            out.push(rule.to_owned());
        }
    }
    out
}

/// Notes at the later of two events that the other comes before it.
fn note_order(link: &Tlink, mentions: &mut [Mention]) {
    let (Node::Event(from), Node::Event(to)) = (link.from, link.to) else { return };
    let (earlier, later) = match link.relation {
        Relation::Before | Relation::IBefore => (from, to),
        Relation::After | Relation::IAfter => (to, from),
        _ => return,
    };
    if let Some(mention) = mentions.get_mut(later as usize)
        && !mention.after.contains(&earlier)
    {
        mention.after.push(earlier);
    }
}
