//! Sieves for statements without a date of their own: the speech of the sentence before, else the day of publication.

use super::scene::{Scene, finite, happened};
use super::sieve::{Proposal, Sieve};
use crate::events::{Aspect, ClauseKind, EventClass, EventMention, Tense};
use crate::temporal::DateBasis;

/// How many events a sieve looks back.
const WINDOW: usize = 24;

/// Tokens after a statement among which `at the time` belongs to it.
const NEAR: u32 = 5;

/// `X said in an address on February 24 that ... He stressed that ...`: one speaker, one speech.
pub(super) struct SameSpeech;

impl Sieve for SameSpeech {
    fn name(&self) -> &'static str {
        "statement.same-speech"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for (event, mention) in scene.indexed().filter(|(_, e)| is_statement(e)) {
            if let Some(on) = earlier_speech(scene, event, mention) {
                out.push(Proposal::Anchored { event, on });
            }
        }
    }
}

pub(super) fn is_statement(event: &EventMention) -> bool {
    event.date.is_none() && event.class == EventClass::Reporting && finite(event) && happened(event)
}

/// The dated statement of the same speaker in this paragraph, within two sentences.
fn earlier_speech(scene: &Scene<'_>, event: u32, mention: &EventMention) -> Option<u32> {
    let paragraph = scene.sentence(mention.sentence)?.paragraph;
    let before = scene.events.get(..event as usize)?;
    let near = before.iter().enumerate().rev().take(WINDOW);
    let mut near =
        near.take_while(|(_, e)| e.sentence + 2 >= mention.sentence && in_paragraph(scene, e, paragraph));
    let (index, earlier) =
        near.find(|(_, e)| e.class == EventClass::Reporting && finite(e) && e.sentence < mention.sentence)?;
    let explicit = earlier.date.as_ref().is_some_and(|date| date.basis != DateBasis::Dct);
    (explicit && same_speaker(earlier, mention)).then_some(index as u32)
}

fn in_paragraph(scene: &Scene<'_>, event: &EventMention, paragraph: u32) -> bool {
    scene.sentence(event.sentence).is_some_and(|s| s.paragraph == paragraph)
}

fn same_speaker(a: &EventMention, b: &EventMention) -> bool {
    let actor = |e: &EventMention| e.actors.first().and_then(|argument| argument.actor);
    actor(a).is_some() && actor(a) == actor(b)
}

/// A statement without any other date was made for this article: the day of publication.
pub(super) struct Published;

impl Sieve for Published {
    fn name(&self) -> &'static str {
        "statement.published"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        if scene.given.published.is_none() || scene.is_history() {
            return;
        }
        for (event, mention) in scene.indexed().filter(|(_, e)| is_statement(e)) {
            let main = matches!(mention.clause, ClauseKind::Main | ClauseKind::Content);
            // `had said`: before something else that the article tells.
            let back = mention.tense == Tense::Past && mention.aspect == Aspect::Perfective;
            if main
                && !back
                && !mention.quoted
                && mention.governor.is_none()
                && !in_the_past(scene, event, mention)
            {
                out.push(Proposal::Published { event });
            }
        }
    }
}

/// `said at the time that`: when something else happened that the article recalls.
pub(super) fn at_the_time(scene: &Scene<'_>, mention: &EventMention) -> bool {
    let near = mention.end..mention.end.saturating_add(NEAR);
    near.into_iter().any(|t| {
        scene.is(t, "at")
            && scene.is_one_of(t + 1, &["the", "that"])
            && scene.is(t + 2, "time")
            && !scene.is(t + 3, "of")
    })
}

/// True when the paragraph before the event, or its own sentence, tells of another day: the statement may belong there.
fn in_the_past(scene: &Scene<'_>, event: u32, mention: &EventMention) -> bool {
    let Some(paragraph) = scene.sentence(mention.sentence).map(|s| s.paragraph) else { return false };
    let before = scene.events.get(..event as usize).unwrap_or_default();
    let near = before.iter().rev().take(WINDOW).take_while(|e| in_paragraph(scene, e, paragraph));
    // `denied it, and seethed in the summer of 1972`
    let after = scene.around(mention.sentence, mention.token).map(|(_, e)| e);
    let after = after.filter(|e| e.first >= mention.end && e.governor.is_none() && e.parent.is_none());
    near.chain(after).any(|e| {
        let main = e.clause == ClauseKind::Main && finite(e) && !e.quoted;
        let old = |day: chrono::NaiveDate| {
            scene.given.published.is_some_and(|published| (published - day).num_days() > 2)
        };
        main && e.date.as_ref().and_then(|date| date.interval.last()).is_some_and(old)
    })
}
