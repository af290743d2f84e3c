//! A sieve for verbs that `and` joins, which share a date.
//!
//! Knows rows of verbs of one sentence and what stands between them. Does not know other sentences.

use super::counted;
use super::phrase::order;
use super::scene::Scene;
use super::sieve::{Proposal, Sieve};
use crate::events::EventMention;
use crate::text::Pos;

/// `signed the law and left on Monday`: verbs joined by `and`.
pub(super) struct Coordinated;

impl Sieve for Coordinated {
    fn name(&self) -> &'static str {
        "share.coordinated"
    }

    fn spreads(&self) -> bool {
        true
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let mut row = Vec::new();
        let long = scene.long();
        for sentence in 0..scene.given.text.sentences.len() as u32 {
            let verbs = scene
                .events_of(sentence)
                .filter(|(index, e)| !e.nominal && long.binary_search(index).is_err());
            row.clear();
            row.extend(verbs.map(|(index, verb)| InRow {
                index,
                verb,
                with: verb.date.is_some().then_some(index),
            }));
            if row.len() < 2 || row.iter().all(|link| link.with.is_none()) {
                continue;
            }
            drop_steps(scene, &mut row);
            for second in 1..row.len() {
                pass(scene, &mut row, second - 1, second);
            }
            // `joined at 18, rose in 1961 and quit in 1994`: steps of a life, each of its own day.
            if is_of_one_date(&row) {
                for second in (1..row.len()).rev() {
                    pass(scene, &mut row, second, second - 1);
                }
            }
            // `began in May and was to end by June`: the second is ordered by words of its own.
            let found = row.iter().filter(|link| link.verb.date.is_none());
            let found = found.filter_map(|link| Some((link.index, link.with?)));
            let found = found.filter(|(event, _)| !is_ordered(scene, *event));
            out.extend(found.map(|(event, with)| Proposal::Shared { event, with }));
        }
    }
}

/// True for an event that a date orders: `by June`, `until Monday`.
fn is_ordered(scene: &Scene<'_>, event: u32) -> bool {
    let Some(end) = scene.event(event).map(|e| e.end) else { return false };
    let from = scene.given.timexes.partition_point(|timex| timex.end < end);
    let dates = scene.given.timexes.iter().zip(scene.attachments).skip(from).take(DATES);
    let mut own = dates.filter(|(_, its)| its.is_some_and(|its| its.event == event));
    own.any(|(timex, _)| order(timex.signal).is_some())
}

/// How many dates after a verb may order it.
const DATES: usize = 4;

/// True when the verbs of a row that have dates have the same one.
fn is_of_one_date(row: &[InRow<'_>]) -> bool {
    let mut dates = row.iter().filter_map(|link| link.verb.date.as_ref()).map(|date| date.interval);
    let first = dates.next();
    dates.all(|date| Some(date) == first)
}

/// A verb of a row, and the verb whose date it has or takes.
struct InRow<'a> {
    index: u32,
    verb: &'a EventMention,
    with: Option<u32>,
}

/// `was burned in 1697, rebuilt in stone and taken in 1759`: what stands in a row between two days is of neither.
fn drop_steps(scene: &Scene<'_>, row: &mut Vec<InRow<'_>>) {
    if row.iter().filter(|link| link.with.is_some()).count() < 2 || row.len() < 3 {
        return;
    }
    let day = |link: &InRow<'_>| link.verb.date.as_ref().map(|date| date.interval);
    let ends = |at: usize| {
        let before = row.iter().take(at).rposition(|link| link.verb.date.is_some())?;
        let after = at + row.iter().skip(at).position(|link| link.verb.date.is_some())?;
        Some((before, after))
    };
    let step = |at: usize| {
        let Some((before, after)) = ends(at).filter(|(_, after)| *after > at) else { return false };
        let chain = row.get(before..=after).unwrap_or_default();
        let apart = chain.first().and_then(day) != chain.last().and_then(day);
        apart && chain.windows(2).all(|pair| matches!(pair, [a, b] if joined(scene, a.verb, b.verb)))
    };
    let steps: Vec<bool> = (0..row.len()).map(step).collect();
    let mut kept = steps.iter().map(|step| !step);
    row.retain(|_| kept.next().unwrap_or(true));
}

/// Passes a date from one verb to its neighbour, where `and` joins the two.
fn pass(scene: &Scene<'_>, row: &mut [InRow<'_>], from: usize, to: usize) {
    let (Some(giver), Some(taker)) = (row.get(from), row.get(to)) else { return };
    let (first, second) = if from < to { (giver, taker) } else { (taker, giver) };
    let with = giver.with;
    if taker.with.is_some() || with.is_none() || !joined(scene, first.verb, second.verb) {
        return;
    }
    if let Some(taker) = row.get_mut(to) {
        taker.with = with;
    }
}

/// True for two verbs of one clause with `and` right before the second, or in a row of verbs: `came, saw and won`.
fn joined(scene: &Scene<'_>, first: &EventMention, second: &EventMention) -> bool {
    // `lost, and then lied`
    let then = second.first.checked_sub(1).filter(|word| scene.is(*word, "then"));
    let before = then.unwrap_or(second.first).wrapping_sub(1);
    let word = scene.pos(before) == Pos::Conjunction || (scene.is(before, ",") && in_row(scene, second));
    let alike =
        first.clause == second.clause && first.tense == second.tense && first.governor == second.governor;
    // `was to take effect in June but was blocked`
    let alike = alike && first.modality == second.modality;
    // `was born in Oslo in 1968 and studied law`
    let born = first.passive && first.lemma == "bear";
    // `two were killed and nine others injured on Monday`
    let gapped = first.passive
        && second.passive
        && second.first == second.token
        && scene.pos(first.end) == Pos::Conjunction
        && second.first > first.end + 1;
    (word || gapped) && alike && before >= first.end && !born && !comes_later(scene, second)
}

/// `made her debut and [went on] to win awards`, `was arrested and [released] the next day`: the second is of another day.
fn comes_later(scene: &Scene<'_>, verb: &EventMention) -> bool {
    let on = scene.is(verb.token, "went") && scene.is(verb.token + 1, "on") && scene.is(verb.token + 2, "to");
    let next = scene.is(verb.end, "the") && scene.is_one_of(verb.end + 1, &["next", "following"]);
    let day_after = counted::counts(scene, verb.end + 2);
    on || next || day_after
}

/// True when another verb follows after `and`.
fn in_row(scene: &Scene<'_>, verb: &EventMention) -> bool {
    let later = scene.around(verb.sentence, verb.token).filter(|(_, e)| !e.nominal && e.first >= verb.end);
    let mut alike = later.filter(|(_, e)| e.clause == verb.clause && e.tense == verb.tense);
    alike.any(|(_, e)| scene.pos(e.first.wrapping_sub(1)) == Pos::Conjunction)
}
