//! Which words of a mention's sentence are the event, its date and its actors.

use serde::Serialize;

use crate::linking::Mention;

/// What a stretch of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Part {
    /// The trigger.
    Event,
    /// The words of the date.
    Date,
    /// Who did it, or to whom.
    Actor,
}

/// Characters of the sentence, end exclusive, and what they are. Written as `[start, end, part]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Mark(pub u32, pub u32, pub Part);

/// The marks of a mention's sentence in order, without overlap. What does not stand in this sentence (an actor known
/// from before, a date told before) has none.
pub(super) fn marks(mention: &Mention) -> Vec<Mark> {
    let length = mention.sentence.chars().count() as u32;
    // White space was folded: places in the article then say nothing about places in the sentence.
    let folded = mention.sentence_end.saturating_sub(mention.sentence_start) != length;
    let inside = |start: u32, end: u32, part: Part| {
        let start = start.checked_sub(mention.sentence_start)?;
        let end = end.checked_sub(mention.sentence_start)?;
        (!folded && start < end && end <= length).then_some(Mark(start, end, part))
    };
    let trigger = inside(mention.start, mention.end, Part::Event)
        .or_else(|| find(&mention.sentence, &mention.text, Part::Event));
    let date = mention.date.as_ref().and_then(|date| find(&mention.sentence, &date.text, Part::Date));
    let actors = mention.actors.iter().chain(&mention.targets);
    let actors = actors.filter_map(|actor| {
        inside(actor.start, actor.end, Part::Actor)
            .or_else(|| folded.then(|| find(&mention.sentence, &actor.name, Part::Actor)).flatten())
    });
    let mut found: Vec<Mark> = trigger.into_iter().chain(date).chain(actors).collect();
    found.sort_by_key(|mark| (mark.2, mark.0));
    apart(found)
}

/// Drops marks that overlap one before them, and sorts the rest by place.
fn apart(found: Vec<Mark>) -> Vec<Mark> {
    let mut kept: Vec<Mark> = Vec::with_capacity(found.len());
    for mark in found {
        if kept.iter().all(|other| mark.1 <= other.0 || other.1 <= mark.0) {
            kept.push(mark);
        }
    }
    kept.sort_by_key(|mark| mark.0);
    kept
}

/// The first place of `words` in `sentence`.
fn find(sentence: &str, words: &str, part: Part) -> Option<Mark> {
    let at = sentence.find(words).filter(|_| !words.is_empty())?;
    let start = sentence.get(..at)?.chars().count() as u32;
    Some(Mark(start, start + words.chars().count() as u32, part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::EventDate;
    use crate::linking::Participant;

    #[test]
    fn the_words_of_event_date_and_actor_are_found() {
        let actor = Participant { name: "Norway".into(), start: 100, end: 107, ..Participant::default() };
        let elsewhere = Participant { start: 3, end: 9, ..Participant::default() };
        let mut mention = Mention {
            sentence: "Norvège signed on July 13.".into(),
            sentence_start: 100,
            sentence_end: 126,
            start: 108,
            end: 114,
            text: "signed".to_owned(),
            actors: vec![actor],
            targets: vec![elsewhere],
            date: Some(EventDate { text: "on July 13".to_owned(), ..EventDate::default() }.into()),
            ..Mention::default()
        };
        let all = [Mark(0, 7, Part::Actor), Mark(8, 14, Part::Event), Mark(15, 25, Part::Date)];
        assert_eq!(marks(&mention), all);
        mention.sentence_end = 130;
        assert_eq!(marks(&mention), all[1..], "places of the article were used in a folded sentence");
    }
}
