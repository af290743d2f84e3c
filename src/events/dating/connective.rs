//! Orders by words that point to the event before: `Following this`, `Subsequently`, `later`, `then`.

use rustc_hash::FxHashMap;

use super::scene::{Scene, finite};
use super::sieve::{Proposal, Sieve};
use super::{Order, Other};
use crate::error::Error;
use crate::events::table::Table;
use crate::events::{ClauseKind, EventClass, EventMention};
use crate::temporal::Granularity;

pub(super) const NAME: &str = "order.connective";
/// One connective a row; `head`: first in the sentence, `any`: also before or in the verb group.
const CONNECTIVES: Table = Table {
    file: "data/events/connectives.csv",
    text: include_str!("../../../data/events/connectives.csv"),
    row: "words,before|after|same,head|any",
};

/// How many sentences back the event may lie to which a connective points.
const WINDOW: u32 = 3;

/// The connectives of the table.
pub(super) struct Connectives {
    /// By the first byte: few words of a text begin like a connective.
    phrases: FxHashMap<u8, Vec<Phrase>>,
}

#[derive(Clone, Debug)]
struct Phrase {
    words: Vec<&'static str>,
    order: Order,
    inside: bool,
}

impl Connectives {
    /// Reads the embedded table.
    pub(super) fn builtin() -> Result<Self, Error> {
        let mut phrases: FxHashMap<u8, Vec<Phrase>> = FxHashMap::default();
        CONNECTIVES.read(|row| {
            let (initial, phrase) = phrase(row)?;
            phrases.entry(initial).or_default().push(phrase);
            Some(())
        })?;
        Ok(Self { phrases })
    }

    /// The order that the words at the head of a sentence, or at its verb, state.
    fn find(&self, scene: &Scene<'_>, verb: &EventMention) -> Option<Order> {
        let head = scene.sentence(verb.sentence)?.first;
        let lead = (0..2).map(|skip| head + skip).find_map(|at| self.at(scene, at, false));
        let near = verb.first.saturating_sub(1).max(head)..verb.token;
        lead.or_else(|| near.into_iter().find_map(|at| self.at(scene, at, true)))
    }

    fn at(&self, scene: &Scene<'_>, token: u32, inside: bool) -> Option<Order> {
        let opening = scene.given.text.word(token);
        let phrases = self.phrases.get(&opening.as_bytes().first()?.to_ascii_lowercase())?;
        let fits = |p: &&Phrase| {
            let opens = p.words.first().is_some_and(|word| opening.eq_ignore_ascii_case(word));
            opens
                && (p.inside || !inside)
                && (token..).zip(&p.words).skip(1).all(|(at, word)| scene.is(at, word))
        };
        let found = phrases.iter().filter(fits).max_by_key(|p| p.words.len())?;
        let end = token + found.words.len() as u32;
        let next = scene.given.timexes.partition_point(|t| t.end <= token);
        let in_date = scene.given.timexes.get(next).is_some_and(|t| t.first < end);
        (!in_date).then_some(found.order)
    }
}

/// The first byte of a row's words, and what the row says.
fn phrase(row: &'static str) -> Option<(u8, Phrase)> {
    let mut fields = row.split(',');
    let words: Vec<&str> = fields.next()?.split(' ').collect();
    let order = match fields.next()? {
        "after" => Order::After,
        "before" => Order::Before,
        "same" => Order::Same,
        _ => return None,
    };
    let inside = match fields.next()? {
        "head" => false,
        "any" => true,
        _ => return None,
    };
    let initial = *words.first()?.as_bytes().first()?;
    Some((initial, Phrase { words, order, inside }))
}

impl Sieve for Connectives {
    fn name(&self) -> &'static str {
        NAME
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for sentence in 1..scene.given.text.sentences.len() as u32 {
            let Some((event, verb)) = principal(scene, sentence) else { continue };
            let Some(order) = self.find(scene, verb) else { continue };
            if let Some(other) = before(scene, sentence) {
                out.push(Proposal::Ordered { event, order, other: Other::Event(other) });
            }
        }
    }
}

/// The verb that carries a sentence: the first finite one of a main clause.
fn principal<'a>(scene: &Scene<'a>, sentence: u32) -> Option<(u32, &'a EventMention)> {
    let mut verbs = scene.events_of(sentence).filter(|(_, e)| finite(e));
    let first = verbs.next()?;
    let mut all = std::iter::once(first).chain(verbs);
    Some(all.find(|(_, e)| e.clause == ClauseKind::Main).unwrap_or(first))
}

/// The event to which a connective at the head of a sentence points: the principal verb of the sentence before; where
/// that has no date and is a mere statement, the nearest dated one.
fn before(scene: &Scene<'_>, sentence: u32) -> Option<u32> {
    let previous = principal(scene, sentence.checked_sub(1)?);
    let plain = |(_, e): &(u32, &EventMention)| e.date.is_some() || e.class != EventClass::Reporting;
    if let Some((index, event)) = previous.filter(plain) {
        return (!vague(event)).then_some(index);
    }
    let earlier = (sentence.saturating_sub(WINDOW)..sentence).rev().filter_map(|s| principal(scene, s));
    earlier
        .filter(|(_, e)| e.date.is_some())
        .map(|(index, _)| index)
        .next()
        .or(previous.map(|(index, _)| index))
}

/// A year or more is background, to which no `later` of the story points.
fn vague(event: &EventMention) -> bool {
    event.date.as_ref().is_some_and(|date| date.precision > Granularity::Month)
}
