//! From what was read in one document to its flat mentions.
//!
//! Knows the types of the lower layers. What makes a row is for the timeline to say.

use std::sync::Arc;

use chrono::NaiveDate;

use super::features::topic;
use super::lists::EMPTY_OBJECTS;
use super::mention::{Claim, Earlier, Mention, Participant};
use crate::actors::Cast;
use crate::document::Document;
use crate::events::{Argument, Attribution, EventMention, Place};
use crate::graph::{Bounds, Node, Relation, Tlink};
use crate::rule::RuleId;
use crate::text::{CharOffsets, Sentence, Span};

/// How many bytes at the start of an article say what it is about.
const OPENING: usize = 700;
/// A sentence longer than this, in bytes, is shown and compared by its first part.
const SENTENCE_AT_MOST: usize = 4000;
/// The rule of a place that was taken from the dateline.
const DATELINE_PLACE: &str = "place.dateline";

/// What was read in one document, beside its events.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The article.
    pub document: &'a Document,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its actors.
    pub cast: &'a Cast,
    /// First and last day of each event, as the graph knows them; may be shorter than the events.
    pub bounds: &'a [Bounds],
    /// Its temporal links.
    pub tlinks: &'a [Tlink],
}

/// The mentions of those of a document's `events` that are `told`, in the same order. Complexity: linear in the
/// document.
pub fn mentions(
    reading: &Reading<'_>,
    events: Vec<EventMention>,
    told: impl Fn(&EventMention) -> bool,
) -> Vec<Mention> {
    let mut governs = vec![false; events.len()];
    for governor in events.iter().filter_map(|e| e.governor) {
        if let Some(flag) = governs.get_mut(governor as usize) {
            *flag = true;
        }
    }
    let mut maker = Maker::new(reading);
    let mut all = Vec::with_capacity(events.len());
    let events = (0..).zip(events).zip(governs).filter(|((_, event), _)| told(event));
    let made = events.map(|((index, event), governs)| Mention { governs, ..maker.mention(index, event) });
    all.extend(made);
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

/// Makes the mentions of a document one after another; what they have in common is made once.
struct Maker<'a> {
    reading: &'a Reading<'a>,
    offsets: CharOffsets<'a>,
    article: Arc<str>,
    topic: Arc<[u32]>,
    publisher: Option<Arc<str>>,
    title: Option<Arc<str>>,
    url: Option<Arc<str>>,
    sentence: Told,
    /// Beside the actors of the cast, those that were met.
    actors: Vec<Option<Participant>>,
}

/// The sentence that was shown last.
#[derive(Clone, Default)]
struct Told {
    number: Option<u32>,
    text: Arc<str>,
    start: u32,
    end: u32,
    heading: bool,
}

impl<'a> Maker<'a> {
    fn new(reading: &'a Reading<'a>) -> Self {
        let document = reading.document;
        let shared = |field: &Option<String>| field.as_deref().map(Arc::from);
        Self {
            reading,
            offsets: CharOffsets::new(&document.text),
            article: document.id.as_str().into(),
            topic: topic(document.title.as_deref().unwrap_or(""), opening(&document.text)).into(),
            publisher: shared(&document.publisher),
            title: shared(&document.title),
            url: shared(&document.url),
            sentence: Told::default(),
            actors: vec![None; reading.cast.actors.len()],
        }
    }

    fn mention(&mut self, index: u32, mut event: EventMention) -> Mention {
        let told = self.sentence(event.sentence);
        let (start, end) = self.offsets.span(event.span);
        let (earliest, latest) = bounds_of(self.reading, index);
        let rules = rules(&mut event);
        let place_from_dateline =
            event.place.as_ref().is_some_and(|p| p.rule.as_deref() == Some(DATELINE_PLACE));
        Mention {
            article: Arc::clone(&self.article),
            index,
            start,
            end,
            text: event.span.of(&self.reading.document.text).to_owned(),
            sentence_start: told.start,
            sentence_end: told.end,
            sentence: told.text,
            action: if event.action.is_empty() { event.lemma.clone() } else { event.action },
            lemma: event.lemma,
            nominal: event.nominal,
            class: event.class,
            tense: event.tense,
            aspect: event.aspect,
            clause: event.clause,
            heading: told.heading,
            governor: event.governor,
            governs: false,
            absorbed_by: event.absorbed_by,
            after: Vec::new(),
            event_type: event.event_type,
            cameo: event.cameo,
            actors: self.people(event.actors),
            targets: self.people(event.targets),
            object: event.object.filter(|object| !is_empty(object)),
            about: self.people(event.about),
            coordinates: event.place.as_ref().and_then(|p| p.coordinates),
            place: event.place.map(|p: Place| p.name),
            place_from_dateline,
            polarity: event.polarity,
            modality: event.modality,
            claims: event.attribution.into_iter().map(claim).collect(),
            quoted: event.quoted,
            date: event.date.map(Box::new),
            earliest,
            latest,
            headline: event.headline,
            topic: Arc::clone(&self.topic),
            confidence: event.confidence,
            rules,
            published: self.reading.document.published,
            publisher: self.publisher.clone(),
            title: self.title.clone(),
            url: self.url.clone(),
        }
    }

    /// The sentence of this number. Events come in text order, so the last one is mostly asked for again.
    fn sentence(&mut self, number: u32) -> Told {
        if self.sentence.number != Some(number) {
            let sentence = self.reading.sentences.get(number as usize);
            let span = sentence.map(|s| s.span).unwrap_or_default();
            let (start, end) = self.offsets.span(span);
            self.sentence = Told {
                number: Some(number),
                text: folded(span, &self.reading.document.text),
                start,
                end,
                heading: sentence.is_some_and(|s| s.heading),
            };
        }
        self.sentence.clone()
    }

    fn people(&mut self, arguments: Vec<Argument>) -> Vec<Participant> {
        let mut people = Vec::with_capacity(arguments.len());
        people.extend(arguments.into_iter().map(|argument| self.participant(argument)));
        people
    }

    fn participant(&mut self, argument: Argument) -> Participant {
        let (start, end) = self.offsets.span(argument.span);
        let actor = argument.actor.and_then(|at| self.actor(at as usize));
        let actor = actor.map_or_else(Participant::default, Participant::clone);
        let own = !argument.name.is_empty() && argument.name != *actor.name;
        let name = if own { argument.name.into() } else { actor.name };
        Participant { name, start, end, ..actor }
    }

    /// An actor of the cast as a participant: its texts are held once for all its mentions.
    fn actor(&mut self, at: usize) -> Option<&Participant> {
        let actor = self.reading.cast.actors.get(at)?;
        let shared = |text: &Option<String>| text.as_deref().map(Arc::from);
        let known = self.actors.get_mut(at)?;
        Some(known.get_or_insert_with(|| Participant {
            name: actor.name.as_str().into(),
            id: shared(&actor.id),
            kind: actor.kind,
            state: shared(&actor.state),
            role: shared(&actor.role),
            ..Participant::default()
        }))
    }
}

/// `it`, `them`: says nothing outside its sentence.
fn is_empty(object: &str) -> bool {
    EMPTY_OBJECTS.iter().any(|pronoun| object.eq_ignore_ascii_case(pronoun))
}

fn bounds_of(reading: &Reading<'_>, index: u32) -> (Option<NaiveDate>, Option<NaiveDate>) {
    reading.bounds.get(index as usize).copied().unwrap_or_default()
}

fn claim(attribution: Attribution) -> Claim {
    Claim {
        source: attribution.source,
        verb: attribution.verb,
        class: attribution.class,
        quoted: attribution.quoted,
    }
}

/// The sentence with its white space folded.
fn folded(span: Span, source: &str) -> Arc<str> {
    let text = span.of(source);
    let end = (0..=SENTENCE_AT_MOST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let text = text.get(..end).unwrap_or("");
    if is_folded(text.as_bytes()) && text == text.trim() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.into()
}

/// True for ASCII without white space but single blanks; what it says of the last byte does not matter. All bytes are looked at, without a
/// branch, many at a time.
fn is_folded(text: &[u8]) -> bool {
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    let odd = |byte: u8, next: u8| {
        (byte.wrapping_sub(b'\t') < 5) | (byte >= 0x80) | (byte == b' ') & (next == b' ')
    };
    !pairs.fold(false, |found, (byte, next)| found | odd(*byte, *next))
}

/// The rules of the event, its arguments, its date and its place, each once.
fn rules(event: &mut EventMention) -> Vec<RuleId> {
    let mut rules = std::mem::take(&mut event.rules);
    let arguments = event.actors.iter().chain(&event.targets).filter_map(|a| a.rule.as_ref());
    let date = event.date.iter().filter_map(|d| d.sieve.as_ref());
    let place = event.place.iter().filter_map(|p| p.rule.as_ref());
    for rule in arguments.chain(date).chain(place) {
        if !rules.contains(rule) {
            rules.push(rule.clone());
        }
    }
    rules
}

/// Notes at the later of two events that the other comes before it; a link is told by the sentence of its first event.
fn note_order(link: &Tlink, mentions: &mut [Mention]) {
    let (Node::Event(from), Node::Event(to)) = (link.from, link.to) else { return };
    let (earlier, later) = match link.relation {
        Relation::Before | Relation::IBefore => (from, to),
        Relation::After | Relation::IAfter => (to, from),
        _ => return,
    };
    let Some(sentence) = place_of(from, mentions).and_then(|at| mentions.get(at)).map(|m| m.sentence.clone())
    else {
        return;
    };
    if let Some(mention) = place_of(later, mentions).and_then(|at| mentions.get_mut(at))
        && !mention.after.iter().any(|known| known.event == earlier)
    {
        let (rule, confidence) = (link.rule.clone(), link.confidence);
        mention.after.push(Earlier { event: earlier, rule, confidence, sentence });
    }
}

/// Where an event of the article stands among its mentions.
fn place_of(event: u32, mentions: &[Mention]) -> Option<usize> {
    mentions.binary_search_by_key(&event, |m| m.index).ok()
}
