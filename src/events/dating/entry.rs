//! Sieves for chronologies: the date that begins an entry, or stands above a section, is that of what is told there.
//!
//! Knows how such texts are laid out. Does not know which day a date means.

use super::attach::start_of;
use super::scene::{Scene, finite, usable};
use super::sieve::{Proposal, Sieve};
use crate::events::{Aspect, ClauseKind, EventMention, Modality, Tense};
use crate::temporal::{Granularity, Timex};
use crate::text::{Pos, Sentence};

/// The sieve of [`Entry`].
const ENTRY: &str = "date.entry";
/// The sieve of [`Section`].
const SECTION: &str = "date.section";

/// Lines of nothing but a date that a chronology has at least: a single one may be the day on which the text was put out.
const LINES: usize = 2;

/// Marks around the date of such a line, at most.
const MARKS: u32 = 4;

/// True for the sieves of chronologies, in which the plain present tells what happened.
pub fn is_of_chronology(sieve: &str) -> bool {
    matches!(sieve, ENTRY | SECTION)
}

/// `4 March – Workers walk out. The mediator resigns.`: the date before the dash.
pub(super) struct Entry;

impl Sieve for Entry {
    fn name(&self) -> &'static str {
        ENTRY
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let mut entry = None;
        for (number, sentence) in (0..).zip(&scene.given.text.sentences) {
            let Some(body) = sentence.entry else { continue };
            if body > sentence.first && body <= sentence.end {
                entry = date_within(scene, number, body);
                if let Some(timex) = entry {
                    date(scene, (number, body), timex, |_| true, out);
                }
            } else if let Some(timex) = entry.filter(|_| tells_no_other(scene, number)) {
                date(scene, (number, sentence.first), timex, |_| true, out);
            }
        }
    }
}

/// A line of nothing but a date: the date of what stands below it, up to the next heading.
pub(super) struct Section;

impl Sieve for Section {
    fn name(&self) -> &'static str {
        SECTION
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let lines = date_lines(scene);
        if lines.len() < LINES {
            return;
        }
        let (mut lines, mut above) = (lines.into_iter().peekable(), None);
        for (number, sentence) in (0..).zip(&scene.given.text.sentences) {
            if let Some((_, timex)) = lines.next_if(|(line, _)| *line == number) {
                above = timex.or(above);
            } else if sentence.heading {
                above = None;
            } else if let Some(timex) = above.filter(|_| tells_no_other(scene, number)) {
                let day = granularity(scene, timex) <= Some(Granularity::Day);
                date(scene, (number, sentence.first), timex, |e| day || e.tense == Tense::Past, out);
            }
        }
    }
}

/// The sentences that are nothing but a date, each with its time expression; with none where it is a time of day.
fn date_lines(scene: &Scene<'_>) -> Vec<(u32, Option<u32>)> {
    let timexes = (0..).zip(scene.given.timexes).filter(|(_, timex)| !timex.creation);
    let alone = timexes.filter(|(_, timex)| {
        let around = |s: &Sentence| {
            s.end - s.first <= timex.end - timex.first + MARKS
                && (s.first..timex.first).chain(timex.end..s.end).all(|t| scene.pos(t) == Pos::Punctuation)
        };
        timex.interval.is_some() && scene.sentence(timex.sentence).is_some_and(around)
    });
    let line = |(index, timex): (u32, &Timex)| {
        let date = timex.granularity != Granularity::Time && timex.granularity <= Granularity::Year;
        (timex.sentence, (date && usable(timex)).then_some(index))
    };
    alone.map(line).collect()
}

/// The date within the words before `body`.
fn date_within(scene: &Scene<'_>, sentence: u32, body: u32) -> Option<u32> {
    let timexes = scene.given.timexes;
    let from = timexes.partition_point(|timex| timex.sentence < sentence);
    let own = timexes.iter().enumerate().skip(from).take_while(|(_, timex)| timex.end <= body);
    own.filter(|(_, timex)| usable(timex) && timex.interval.is_some()).map(|(index, _)| index as u32).next()
}

/// True for a sentence without a date of its own.
fn tells_no_other(scene: &Scene<'_>, sentence: u32) -> bool {
    let timexes = scene.given.timexes;
    let from = timexes.partition_point(|timex| timex.sentence < sentence);
    let mut own = timexes.iter().skip(from).take_while(|timex| timex.sentence == sentence);
    !own.any(|timex| usable(timex) && timex.interval.is_some())
}

fn granularity(scene: &Scene<'_>, timex: u32) -> Option<Granularity> {
    scene.given.timexes.get(timex as usize).map(|timex| timex.granularity)
}

/// Proposes the date for what a sentence tells from a token on.
fn date(
    scene: &Scene<'_>,
    (sentence, from): (u32, u32),
    timex: u32,
    wanted: impl Fn(&EventMention) -> bool,
    out: &mut Vec<Proposal>,
) {
    let told = scene.events_of(sentence).filter(|(_, e)| e.first >= from && is_told(e) && wanted(e));
    let start = start_of(scene, timex);
    out.extend(told.map(|(event, _)| Proposal::Date { event, timex, start }));
}

/// What a main clause tells as done, in the past or the plain present; not what lies further back.
fn is_told(event: &EventMention) -> bool {
    let further_back = event.tense == Tense::Past && event.aspect == Aspect::Perfective;
    let done = matches!(event.tense, Tense::Past | Tense::Present) && !further_back;
    event.clause == ClauseKind::Main
        && event.modality == Modality::Asserted
        && finite(event)
        && done
        && !event.quoted
}
