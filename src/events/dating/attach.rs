//! Where in its sentence a time expression stands, and which event that makes its own.
//!
//! Knows word order and clause boundaries. Does not know what kind of date it is or whether the event has one.

use super::aside;
use super::counted::counts;
use super::exact;
use super::scene::{PHRASE, Scene, finite, tells_part_of_day, usable};
use crate::events::lists::{PERIODS, TIME_PARTS, WRITINGS};
use crate::events::{ClauseKind, EventClass, EventMention, EventType, Modality, Tense};
use crate::temporal::{Granularity, Timex};
use crate::text::Pos;

/// How far back `of` is looked for, over determiners and other dates, in tokens.
const OF: usize = 6;

/// How many dates before it in its sentence a date is compared with.
const DATES: usize = 8;

/// From a date over a comma to the word after a length, at most: `, two and a half weeks after`.
const LENGTH: u32 = 7;

/// How many days before publication a verdict is news, at most.
const WEEK: i64 = 7;

/// How a time expression hangs on an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// Before a noun: `the April 2019 meeting`, `Monday's talks`.
    OfNoun,
    /// After a noun and its phrases: `a meeting in Vladivostok in April 2019`.
    AfterNoun,
    /// At the head of the clause: `On July 13, the envoy presented ...`.
    Fronted,
    /// Between subject and verb: `The envoy on Wednesday presented ...`.
    BeforeVerb,
    /// After the verb, in its own clause: `The envoy presented the note on Wednesday`.
    InClause,
}

/// A time expression and its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attachment {
    pub(super) position: Position,
    pub(super) event: u32,
    /// The noun between verb and date on which the date hangs as well: `met at a summit in Oslo on Monday`.
    pub(super) noun: Option<u32>,
    /// The first token of the phrase: its preposition, else its own first token.
    pub(super) start: u32,
}

/// The attachment of each time expression that can date an event. Complexity: linear.
pub(super) fn all(scene: &Scene<'_>) -> Vec<Option<Attachment>> {
    let timexes = scene.given.timexes;
    let history = scene.is_history();
    let open = |timex: &Timex| usable(timex) && !(history && tells_part_of_day(timex));
    let one = |timex| if open(timex) { attach(scene, timex) } else { None };
    let mut found: Vec<Option<Attachment>> = timexes.iter().map(one).collect();
    exact::yield_to_days(scene, &mut found);
    (1..timexes.len()).for_each(|second| exact::narrow(scene, &mut found, second));
    for second in 1..timexes.len() {
        let noun = elsewhere(scene, &found, second);
        if let Some((noun, slot)) = noun.zip(found.get_mut(second)) {
            *slot = noun;
        }
    }
    found
}

/// `today found him guilty of a rampage two years ago`: where the verb has another date already, the second one is that
/// of the noun before it.
fn elsewhere(scene: &Scene<'_>, found: &[Option<Attachment>], second: usize) -> Option<Option<Attachment>> {
    let attachment = found.get(second).copied().flatten().filter(|a| a.position == Position::InClause)?;
    let timex = scene.given.timexes.get(second)?;
    let days = |timex: &Timex| Some((timex.interval?.first()?, timex.interval?.last()?));
    let (first, last) = days(timex)?;
    // Cut first: pairs are taken from behind only by going over all that is left out.
    let (before, theirs) = (scene.given.timexes.get(..second)?, found.get(..second)?);
    let near = before.iter().zip(theirs).rev().take(DATES);
    let mut taken = near.filter(|(_, other)| other.is_some_and(|o| o.event == attachment.event));
    let (other, its) = taken.next()?;
    let apart = days(other).is_some_and(|(a, b)| b < first || last < a);
    if !apart || other.sentence != timex.sentence {
        return None;
    }
    let noun = scene
        .around(timex.sentence, attachment.start)
        .rfind(|(_, e)| e.nominal && e.token < attachment.start);
    let noun = noun.filter(|(_, n)| n.token >= other.end && reaches(scene, n.token + 1, attachment.start));
    // `In May he fell ill until he was cured in June`: the nearer one, unless a comma parts it from the verb.
    let fronted = its.is_some_and(|its| its.position == Position::Fronted);
    if noun.is_none() && fronted && !scene.is(attachment.start.wrapping_sub(1), ",") {
        return None;
    }
    let of_noun = |(event, _)| Attachment { position: Position::AfterNoun, event, noun: None, ..attachment };
    Some(noun.map(of_noun))
}

/// Attaches a time expression. Complexity: linear in the events within reach.
pub(super) fn attach(scene: &Scene<'_>, timex: &Timex) -> Option<Attachment> {
    let start = phrase_start(scene, timex);
    if let Some(head) = modified(scene, timex) {
        let of_noun = |event| Attachment { position: Position::OfNoun, event, noun: None, start };
        let event = noun_event(scene, timex.sentence, head.0, head.1);
        return event.map(of_noun).or_else(|| of_writing(scene, timex, head));
    }
    let other = aside::aimed_at(scene, timex, start)
        || aside::compared(scene, timex, start)
        || aside::effective(scene, timex)
        || aside::bracketed(scene, timex, start);
    if other || in_name(scene, timex, start) || aside::ends_period(scene, timex, start) {
        return None;
    }
    let found = outside(scene, timex, start)?;
    let event = scene.event(found.1)?;
    let noun = if found.0 == Position::InClause { setting(scene, timex, start, event) } else { None };
    scene.fits(event, timex).then_some(Attachment { position: found.0, event: found.1, noun, start })
}

/// `In a Jan. 5 letter, the agency ordered ...`: what was written was so on the day of the letter.
fn of_writing(scene: &Scene<'_>, timex: &Timex, (noun, end): (u32, u32)) -> Option<Attachment> {
    let opens = scene.sentence(timex.sentence)?.first;
    let written = (noun..end).any(|token| scene.is_one_of(token, &WRITINGS)) && scene.is(end, ",");
    let opening = scene.is(opens, "in") && timex.first == opens + 2;
    let mut right = scene.around(timex.sentence, end).filter(|(_, e)| e.first >= end && heads_clause(e));
    let (event, _) = right.next().filter(|_| written && opening)?;
    Some(Attachment { position: Position::Fronted, event, noun: None, start: opens })
}

/// `the World Cup 2010`: a year that follows a noun without preposition belongs to its name.
fn in_name(scene: &Scene<'_>, timex: &Timex, start: u32) -> bool {
    let bare = timex.granularity == Granularity::Year && start == timex.first && timex.end == timex.first + 1;
    bare && start > 0 && matches!(scene.pos(start - 1), Pos::Noun | Pos::ProperNoun | Pos::Possessive)
}

/// The preposition before a time expression, by index, else its first token.
pub(super) fn start_of(scene: &Scene<'_>, timex: u32) -> u32 {
    scene.given.timexes.get(timex as usize).map_or(0, |timex| phrase_start(scene, timex))
}

pub(super) fn phrase_start(scene: &Scene<'_>, timex: &Timex) -> u32 {
    let opens = scene.sentence(timex.sentence).map_or(0, |s| s.first);
    let first = part_of_time(scene, timex).map_or(timex.first, |noun| {
        let inside =
            |token: &u32| matches!(scene.pos(*token), Pos::Determiner | Pos::Adjective | Pos::Number);
        (opens..noun).rev().take_while(inside).last().unwrap_or(noun)
    });
    let before = first.wrapping_sub(1);
    if first <= opens {
        return first;
    }
    either(scene, opens, first)
        .or_else(|| as_early_as(scene, opens, before))
        .unwrap_or_else(|| if scene.pos(before) == Pos::Preposition { before } else { first })
}

/// The first word of `on or about 3 June`, `on or before 3 June`.
fn either(scene: &Scene<'_>, opens: u32, first: u32) -> Option<u32> {
    let or = (1..=2).filter_map(|back| first.checked_sub(back)).find(|token| scene.is(*token, "or"))?;
    let on = or.checked_sub(1).filter(|on| *on >= opens)?;
    (scene.pos(on) == Pos::Preposition && (or + 1..first).all(|t| scene.pos(t) == Pos::Preposition))
        .then_some(on)
}

/// The first word of `as early as 1936`, `as recently as May`.
fn as_early_as(scene: &Scene<'_>, opens: u32, last: u32) -> Option<u32> {
    let first = last.checked_sub(2).filter(|first| *first >= opens)?;
    let adverb = matches!(scene.pos(first + 1), Pos::Adverb | Pos::Adjective);
    (adverb && scene.is(first, "as") && scene.is(last, "as")).then_some(first)
}

/// The noun of `in the early hours of Sunday`: what is dated is not the hours.
fn part_of_time(scene: &Scene<'_>, timex: &Timex) -> Option<u32> {
    let before = timex.first.checked_sub(1)?;
    // `in the years 1978 to 1980`
    if scene.is(before, "years") {
        return Some(before);
    }
    let noun = scene.is(before, "of").then(|| before.checked_sub(1)).flatten()?;
    scene.is_one_of(noun, &TIME_PARTS).then_some(noun)
}

/// The tokens in which the noun stands that a time expression modifies; nothing when it modifies none.
fn modified(scene: &Scene<'_>, timex: &Timex) -> Option<(u32, u32)> {
    let end = scene.sentence(timex.sentence)?.end;
    let next = over_comma(scene, timex);
    if scene.pos(next) == Pos::Possessive && next < end {
        return Some((next + 1, phrase_end(scene, next + 1, end)));
    }
    let before = timex.first.checked_sub(1).map(|token| scene.pos(token));
    // `the 1940s actress`, but not `in the 1940s actresses ...`
    let decade = timex.granularity >= Granularity::Decade
        && scene.pos(timex.first) == Pos::Determiner
        && before.is_some_and(|pos| pos != Pos::Preposition);
    // `reported second-quarter earnings`
    let quarter = timex.granularity == Granularity::Quarter && before == Some(Pos::Verb);
    let determined = decade || quarter || matches!(before, Some(Pos::Determiner | Pos::Possessive));
    // `in the October-December quarter`
    let period = !timex.parts.is_empty() && scene.is_one_of(next, &PERIODS);
    let noun =
        next < end && matches!(scene.pos(next), Pos::Noun | Pos::Adjective | Pos::ProperNoun) && !period;
    (determined && noun).then(|| (next, phrase_end(scene, next, end)))
}

/// The token after a time expression; after `the May 3, 2019,` that after the comma, which belongs to the year.
fn over_comma(scene: &Scene<'_>, timex: &Timex) -> u32 {
    let comma = |token: u32| scene.is(token, ",");
    let before = timex.first.checked_sub(1).map(|token| scene.pos(token));
    let year = timex.granularity == Granularity::Day && (timex.first..timex.end).any(comma);
    let closed = year && before == Some(Pos::Determiner) && comma(timex.end);
    if closed { timex.end + 1 } else { timex.end }
}

fn phrase_end(scene: &Scene<'_>, from: u32, end: u32) -> u32 {
    let end = end.min(from.saturating_add(PHRASE as u32));
    let inside = |token: &u32| {
        let word = matches!(scene.pos(*token), Pos::Noun | Pos::ProperNoun | Pos::Adjective | Pos::Number);
        word || scene.is(*token, "-")
    };
    (from..end).find(|token| !inside(token)).unwrap_or(end)
}

fn noun_event(scene: &Scene<'_>, sentence: u32, from: u32, to: u32) -> Option<u32> {
    let inside = |e: &EventMention| e.nominal && e.token >= from && e.token < to;
    scene.around(sentence, from).rev().find(|(_, e)| inside(e)).map(|(i, _)| i)
}

/// The event of a time expression that modifies no noun after it.
fn outside(scene: &Scene<'_>, timex: &Timex, start: u32) -> Option<(Position, u32)> {
    // `X said, "Today is ..."`: no date reaches across a quotation mark.
    let quoted = scene.given.text.is_quoted(timex.first);
    let events = scene.around(timex.sentence, start).filter(move |(_, e)| e.quoted == quoted);
    // `had on Monday dismissed`
    if let Some((index, _)) =
        events.clone().find(|(_, e)| e.first < start && timex.end <= e.token && !e.nominal)
    {
        return Some((Position::BeforeVerb, index));
    }
    let left = events.clone().rfind(|(_, e)| !e.nominal && e.end <= start);
    let noun = events.clone().rfind(|(_, e)| e.nominal && e.token < start);
    let noun = noun.filter(|(_, n)| left.is_none_or(|(_, v)| v.token < n.token));
    if of_phrase(scene, timex) {
        let noun = noun.filter(|(_, n)| reaches(scene, n.token + 1, start));
        return noun.map(|(index, _)| (Position::AfterNoun, index));
    }
    let alone = left.is_none() && noun.is_none();
    if opens_clause(scene, timex, start)
        || cleft(scene, timex, start)
        || alone && closes_opening(scene, timex, start)
    {
        let right = events.clone().find(|(_, e)| e.first >= timex.end && heads_clause(e));
        return right.map(|(i, e)| (Position::Fronted, set_off(scene, timex, e).unwrap_or(i)));
    }
    let right = events.clone().find(|(_, e)| e.first >= timex.end && finite(e));
    if let Some((index, _)) =
        right.filter(|(_, verb)| follows(scene, timex, start, verb) && scene.fits(verb, timex))
    {
        return Some(before_verb(scene, start, left, noun).unwrap_or((Position::BeforeVerb, index)));
    }
    let copula = copula(scene, start);
    let noun = noun.filter(|(_, n)| reaches(scene, n.token + 1, copula.unwrap_or(start)));
    let left = left.filter(|(_, verb)| {
        !aside::apposed(scene, verb.end, start)
            && !aside::relative(scene, verb.end, start)
            && !aside::closed(scene, verb, start)
            && !aside::planned_for(scene, verb, start)
            && !aside::moved(verb, timex)
            && !(verb.end..start).any(|token| scene.is(token, ";"))
    });
    let own = |n: &EventMention| copula.is_some() || scene.lies_before(n) || scene.lies_after(n);
    match (left, noun) {
        // `fled after a fire in Oslo on Sunday`: the date next to the noun is its own.
        (Some((_, verb)), Some((index, n))) if !scene.fits(verb, timex) || own(n) => {
            Some((Position::AfterNoun, index))
        }
        (Some((index, verb)), _) => Some((Position::InClause, reached(scene, verb, timex).unwrap_or(index))),
        (None, Some((index, _))) => Some((Position::AfterNoun, index)),
        (None, None) => None,
    }
}

/// The first word of what is between a noun and its date: `The meeting [was] on Monday`, `[will be] on Monday`.
fn copula(scene: &Scene<'_>, start: u32) -> Option<u32> {
    let be = |token: &u32| scene.is_one_of(*token, &["is", "are", "was", "were", "be"]);
    let be = start.checked_sub(1).filter(be)?;
    let modal = be.checked_sub(1).filter(|token| scene.pos(*token) == Pos::Modal);
    Some(modal.unwrap_or(be))
}

/// `On Monday, two days after it fell, he left`, `On Monday, after it fell, he left`: the date is that of the clause around the one
/// that commas set off.
fn set_off(scene: &Scene<'_>, timex: &Timex, event: &EventMention) -> Option<u32> {
    let word = event.subordinator.filter(|_| event.clause == ClauseKind::Temporal)?;
    let next = word == timex.end + 1 && scene.is_one_of(word, &["after", "before", "once"]);
    let counted = word.saturating_sub(timex.end) <= LENGTH && counts(scene, word);
    event.parent.filter(|_| scene.is(timex.end, ",") && (next || counted))
}

/// `stopped him to keep the title on Saturday`, `voted to reject the offer on Saturday`: a purpose has no day of its own and what
/// was decided lies ahead, so that a day that is over is the day of the verb before it; not of `wanted to leave`.
fn reached(scene: &Scene<'_>, verb: &EventMention, timex: &Timex) -> Option<u32> {
    let acts = |parent: &u32| {
        scene.event(*parent).is_some_and(|p| matches!(p.class, EventClass::IAction | EventClass::Occurrence))
    };
    let decided = verb.clause == ClauseKind::Infinitive && verb.modality == Modality::Planned;
    // `fled, only to be caught in May`
    let result = (1..=2).any(|back| scene.is(verb.first.wrapping_sub(back), "only"));
    // `signed a bill banning bags on Friday`
    let reduced = verb.clause == ClauseKind::ReducedRelative && verb.tense == Tense::PresentParticiple;
    let describes = reduced && is_recent(scene, timex) && timex.granularity <= Granularity::Day;
    let ends = verb.clause == ClauseKind::Purpose && !result || describes;
    let parent = verb.parent.filter(|p| ends || decided && acts(p) || is_verdict(scene, verb, *p, timex))?;
    let published = scene.given.published?;
    let over = timex.interval.and_then(|days| days.last()).is_some_and(|last| last <= published);
    let main = scene.event(parent)?;
    // `called off before it was due to start on Saturday`: of another clause.
    if (main.end..verb.first).any(|token| scene.pos(token) == Pos::Subordinator) {
        return None;
    }
    (over && finite(main) && main.sentence == verb.sentence && main.end <= timex.first).then_some(parent)
}

/// `was convicted of stealing a van on Monday`: of this week is the verdict, not the deed; not of
/// `accused him of stealing it`.
fn is_verdict(scene: &Scene<'_>, deed: &EventMention, verdict: u32, timex: &Timex) -> bool {
    let Some(verdict) = scene.event(verdict) else { return false };
    let recent = is_recent(scene, timex);
    let governed = scene.pos(deed.first.wrapping_sub(1)) == Pos::Preposition;
    governed
        && deed.clause == ClauseKind::GerundComplement
        && timex.granularity <= Granularity::Day
        && verdict.event_type != EventType::Accuse
        && recent
}

/// The days are those of the week before publication.
fn is_recent(scene: &Scene<'_>, timex: &Timex) -> bool {
    let first = timex.interval.and_then(|days| days.first());
    let since = scene.given.published.zip(first).map(|(published, day)| (published - day).num_days());
    since.is_some_and(|days| days <= WEEK)
}

/// The noun between verb and date that tells where or at what something happened.
fn setting(scene: &Scene<'_>, timex: &Timex, start: u32, verb: &EventMention) -> Option<u32> {
    let between = |e: &EventMention| e.nominal && e.token < start && e.token >= verb.end;
    let (index, noun) = scene.around(timex.sentence, start).rfind(|(_, e)| between(e))?;
    let word = scene.preposition(noun)?;
    let at = ["at", "during", "in"].iter().any(|w| scene.is(word, w));
    (at && reaches(scene, noun.token + 1, start)).then_some(index)
}

/// True when a time expression stands at the head of a clause.
fn opens_clause(scene: &Scene<'_>, timex: &Timex, start: u32) -> bool {
    let first = scene.sentence(timex.sentence).map_or(0, |s| s.first);
    let Some(before) = start.checked_sub(1).filter(|before| *before >= first) else { return true };
    match scene.pos(before) {
        Pos::Conjunction => before == 0 || !in_timex(scene, before - 1),
        Pos::Subordinator => true,
        Pos::Punctuation if before == first => true,
        Pos::Punctuation => matches!(scene.given.text.word(before), ";" | ":" | "--" | "–" | "—"),
        Pos::Adverb | Pos::Other => before == first,
        _ => false,
    }
}

/// `It was in 1965 that she joined`, `It was not until 1965 that ...`.
fn cleft(scene: &Scene<'_>, timex: &Timex, start: u32) -> bool {
    let opens = scene.sentence(timex.sentence).map_or(0, |s| s.first);
    let light = |token: &u32| scene.is_one_of(*token, &["not", "until", "only", "in", "on"]);
    let Some(was) = (opens..start).rev().find(|token| !light(token)).filter(|was| *was > opens) else {
        return false;
    };
    scene.is(timex.end, "that") && scene.is_one_of(was, &["was", "is"]) && scene.is(was - 1, "it")
}

/// `In heavy trading yesterday, shares fell`: the date ends the phrase that opens the sentence.
fn closes_opening(scene: &Scene<'_>, timex: &Timex, start: u32) -> bool {
    let opens = scene.sentence(timex.sentence).map_or(0, |s| s.first);
    let preposition = scene.pos(opens) == Pos::Preposition;
    preposition
        && scene.is(timex.end, ",")
        && start.saturating_sub(opens) <= 2 * PHRASE as u32
        && !scene.cut(opens, start)
}

/// `the stars of the 1940s and 1950s`: a date after `of` belongs to a noun.
fn of_phrase(scene: &Scene<'_>, timex: &Timex) -> bool {
    if part_of_time(scene, timex).is_some() {
        return false;
    }
    let mut before = timex.first;
    for _ in 0..OF {
        let Some(token) = before.checked_sub(1) else { return false };
        let listed = matches!(scene.pos(token), Pos::Determiner | Pos::Conjunction) || in_timex(scene, token);
        if scene.is(token, "of") || !listed {
            return scene.is(token, "of");
        }
        before = token;
    }
    false
}

/// True for a token of a time expression.
fn in_timex(scene: &Scene<'_>, token: u32) -> bool {
    let next = scene.given.timexes.partition_point(|t| t.end <= token);
    scene.given.timexes.get(next).is_some_and(|t| t.first <= token)
}

/// False for verbs that a date at the head of the sentence passes by.
fn heads_clause(event: &EventMention) -> bool {
    let aside = matches!(
        event.clause,
        ClauseKind::Relative | ClauseKind::ReducedRelative | ClauseKind::Participial | ClauseKind::Purpose
    );
    finite(event) && !aside
}

/// True when nothing but adverbs and a comma stands between a time expression and a verb group. A comma after the date
/// belongs to one before it: `the envoy, on Monday, left`; else it closes what the date is part of.
fn follows(scene: &Scene<'_>, timex: &Timex, start: u32, verb: &EventMention) -> bool {
    let between = verb.first.saturating_sub(timex.end);
    let comma = |token: u32| scene.is(token, ",");
    let light = |token: u32| matches!(scene.pos(token), Pos::Adverb) || comma(token);
    let closes = (timex.end..verb.first).any(comma) && !comma(start.wrapping_sub(1));
    between <= 2 && (timex.end..verb.first).all(light) && !closes
}

/// `the treaty signed in 1990 was ...`, `the attack on Monday killed ...`: what stands right before belongs together.
fn before_verb(
    scene: &Scene<'_>,
    start: u32,
    left: Option<(u32, &EventMention)>,
    noun: Option<(u32, &EventMention)>,
) -> Option<(Position, u32)> {
    if let Some((index, noun)) = noun {
        return reaches(scene, noun.token + 1, start).then_some((Position::AfterNoun, index));
    }
    let (index, verb) = left?;
    let hanging =
        matches!(verb.clause, ClauseKind::Relative | ClauseKind::ReducedRelative | ClauseKind::Participial);
    (hanging && !scene.cut(verb.end, start)).then_some((Position::InClause, index))
}

/// True when only phrases that can hang on a noun stand in `first..end`: of-phrases, places, names.
fn reaches(scene: &Scene<'_>, first: u32, end: u32) -> bool {
    let hangs = |token: u32| {
        matches!(
            scene.pos(token),
            Pos::Preposition
                | Pos::Determiner
                | Pos::Noun
                | Pos::ProperNoun
                | Pos::Adjective
                | Pos::Possessive
                | Pos::Number
                | Pos::Conjunction
        )
    };
    // `the worst attack since the raid in May`
    if (first..end).any(|token| scene.is_one_of(token, &["since", "than"])) {
        return false;
    }
    // `a rampage exactly two years ago`
    let end = if end > first && scene.pos(end - 1) == Pos::Adverb { end - 1 } else { end };
    end.saturating_sub(first) <= 2 * PHRASE as u32 && (first..end).all(hangs)
}
