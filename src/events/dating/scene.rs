//! What the sieves look at: one document's events and time expressions, found by sentence.
//!
//! Knows where things stand. Gives no event its date.

use chrono::Datelike;

use super::attach::Attachment;
use super::sieve::Given;
use crate::events::{Aspect, ClauseKind, EventMention, Modality, Polarity, Tense};
use crate::temporal::{Anchor, DateBasis, Granularity, Signal, Timex, TimexType};
use crate::text::{Pos, Sentence, Text, words};

/// The longest noun phrase that is searched, in tokens.
pub(super) const PHRASE: usize = 8;

/// How far a date or a noun can be from its verb, in tokens.
const REACH: u32 = 120;

/// Old dates that a history has at least.
const OLD_DATES: u32 = 5;

/// How far from its verb `since then` can stand, in tokens.
const SINCE_THEN: u32 = 12;

/// Days before publication that a report of news names.
const RECENT: i64 = 31;

/// A document as the sieves see it; they read it and propose, and change nothing.
pub(super) struct Scene<'a> {
    pub(super) given: Given<'a>,
    pub(super) events: &'a [EventMention],
    /// The attachment of each time expression, by index.
    pub(super) attachments: &'a [Option<Attachment>],
}

impl<'a> Scene<'a> {
    /// The events of a sentence with their indices, in text order. Complexity: constant.
    pub(super) fn events_of(
        &self,
        sentence: u32,
    ) -> impl DoubleEndedIterator<Item = (u32, &'a EventMention)> + Clone {
        let (from, range) = self.events_from(sentence);
        range.iter().enumerate().map(move |(i, event)| ((from + i) as u32, event))
    }

    /// The index of a sentence's first event, and its events.
    fn events_from(&self, sentence: u32) -> (usize, &'a [EventMention]) {
        let first = |at: usize| self.given.first_events.get(at).map_or(0, |first| *first as usize);
        let from = first(sentence as usize);
        (from, self.events.get(from..first(sentence as usize + 1)).unwrap_or_default())
    }

    /// The events of a sentence within reach of a token. Complexity: logarithmic; sentences may be of any length.
    pub(super) fn around(
        &self,
        sentence: u32,
        token: u32,
    ) -> impl DoubleEndedIterator<Item = (u32, &'a EventMention)> + Clone + use<'a> {
        let (start, own) = self.events_from(sentence);
        let from = own.partition_point(|e| e.token.saturating_add(REACH) < token);
        let to = own.partition_point(|e| e.token <= token.saturating_add(REACH));
        let range = own.get(from..to).unwrap_or_default();
        range.iter().enumerate().map(move |(i, event)| ((start + from + i) as u32, event))
    }

    /// True where the dates that are written out mostly lie years before publication and no recent day is named but
    /// `today`: a life or a history, of which nothing happened on the day that it was put out. Complexity: linear.
    pub(super) fn is_history(&self) -> bool {
        let Some(published) = self.given.published else { return false };
        let (mut old, mut explicit) = (0, 0);
        for timex in self.given.timexes {
            let Some(last) = timex.interval.and_then(|interval| interval.last()) else { continue };
            let days = (published - last).num_days();
            if timex.basis == DateBasis::Explicit {
                explicit += 1;
                old += u32::from(last.year() + 1 < published.year());
            } else if ((1..=RECENT).contains(&days) || days == 0 && names_weekday(timex))
                && timex.granularity <= Granularity::Day
            {
                return false;
            }
        }
        old >= OLD_DATES && old * 10 >= explicit * 7
    }

    /// The event with an index.
    pub(super) fn event(&self, index: u32) -> Option<&'a EventMention> {
        self.events.get(index as usize)
    }

    /// All events with their indices.
    pub(super) fn indexed(&self) -> impl Iterator<Item = (u32, &'a EventMention)> {
        self.events.iter().enumerate().map(|(i, event)| (i as u32, event))
    }

    /// The sentence with a number.
    pub(super) fn sentence(&self, number: u32) -> Option<&'a Sentence> {
        self.given.text.sentences.get(number as usize)
    }

    /// The part of speech of a token.
    pub(super) fn pos(&self, token: u32) -> Pos {
        self.given.text.tags.get(token as usize).map_or(Pos::Other, |tag| tag.pos)
    }

    /// True when a token is this word, whatever its case.
    pub(super) fn is(&self, token: u32, word: &str) -> bool {
        self.given.text.word(token).eq_ignore_ascii_case(word)
    }

    /// True when a token is one of these words, whatever its case.
    pub(super) fn is_one_of(&self, token: u32, words: &[&str]) -> bool {
        let written = self.given.text.word(token);
        words.iter().any(|word| written.eq_ignore_ascii_case(word))
    }

    /// The preposition before the noun phrase of an event noun.
    pub(super) fn preposition(&self, noun: &EventMention) -> Option<u32> {
        let opens = self.sentence(noun.sentence)?.first;
        let phrase = |token: &u32| {
            matches!(
                self.pos(*token),
                Pos::Determiner
                    | Pos::Adjective
                    | Pos::Noun
                    | Pos::ProperNoun
                    | Pos::Number
                    | Pos::Possessive
            )
        };
        let before = (opens..noun.token).rev().take(PHRASE).find(|token| !phrase(token))?;
        matches!(self.pos(before), Pos::Preposition | Pos::Subordinator).then_some(before)
    }

    /// `fled after a fire in Oslo`: the noun lies before its verb.
    pub(super) fn lies_before(&self, noun: &EventMention) -> bool {
        let word = if noun.nominal { self.preposition(noun) } else { None };
        word.is_some_and(|word| self.is_one_of(word, &["after", "following", "since"]))
    }

    /// `resigned before the vote in May`, `ahead of the vote`: the noun lies after its verb.
    pub(super) fn lies_after(&self, noun: &EventMention) -> bool {
        let word = if noun.nominal { self.preposition(noun) } else { None };
        let ahead = |of: u32| self.is(of, "of") && of > 0 && self.is(of - 1, "ahead");
        word.is_some_and(|word| self.is_one_of(word, &["before", "until", "till"]) || ahead(word))
    }

    /// For each event whether its own words order it, so that no guess from elsewhere may date it.
    pub(super) fn ordered(&self) -> Vec<bool> {
        let mut ordered: Vec<bool> = self.events.iter().map(|e| self.goes_on_since_then(e)).collect();
        for index in self.long() {
            ordered.get_mut(index as usize).into_iter().for_each(|own| *own = true);
        }
        ordered
    }

    /// The events that went on for weeks or longer, in order.
    pub(super) fn long(&self) -> Vec<u32> {
        let lengths = self.given.timexes.iter().filter(|timex| lasts(timex));
        let mut long: Vec<u32> = lengths.flat_map(|timex| self.for_so_long(timex)).collect();
        long.sort_unstable();
        long
    }

    /// `avoided jail for decades by feigning illness`: the verb before the length, and what hangs on it.
    fn for_so_long(&self, timex: &Timex) -> impl Iterator<Item = u32> {
        let before = timex.first.checked_sub(1).filter(|word| self.is(*word, "for"));
        let near = self.around(timex.sentence, timex.first);
        let verb = near.clone().rfind(|(_, e)| !e.nominal && e.end <= timex.first);
        let verb = verb.filter(|(_, e)| before.is_some_and(|word| e.end <= word && !self.cut(e.end, word)));
        let verb = verb.map(|(index, _)| index);
        let hangs = near.filter(move |(_, e)| verb.is_some() && e.parent == verb && !finite(e));
        verb.into_iter().chain(hangs.map(|(index, _)| index))
    }

    /// `Since then 900 people have been killed`: from an earlier day on.
    fn goes_on_since_then(&self, event: &EventMention) -> bool {
        let text = self.given.text;
        let near = event.first.saturating_sub(SINCE_THEN)..event.end.saturating_add(SINCE_THEN);
        let mut since = near.filter(|t| text.is(*t, words::SINCE));
        since.any(|t| text.is(t + 1, words::THEN))
    }

    /// `has lost a tenth since prices fell`: what has gone on since a clause is of now, not the clause.
    pub(super) fn is_since(&self, clause: &EventMention) -> bool {
        clause.clause == ClauseKind::Temporal
            && clause.subordinator.is_some_and(|word| self.is(word, "since"))
    }

    /// True when one of the tokens `first..end` is a comma, semicolon, colon, dash or bracket.
    pub(super) fn cut(&self, first: u32, end: u32) -> bool {
        (first..end).any(|token| {
            self.pos(token) == Pos::Punctuation
                && matches!(self.given.text.word(token), "," | ";" | ":" | "(" | ")" | "--" | "–" | "—")
        })
    }
}

/// For each sentence of a text its first event, by index, and one past the last event at the end. `events` are in text
/// order. Complexity: linear.
pub(super) fn first_events(text: &Text<'_>, events: &[EventMention]) -> Vec<u32> {
    let mut first = Vec::with_capacity(text.sentences.len() + 1);
    for (index, event) in (0..).zip(events) {
        first.resize(first.len().max(event.sentence as usize + 1), index);
    }
    first.resize(first.len().max(text.sentences.len() + 1), events.len() as u32);
    first
}

/// True for a time expression that can be the date of an event: on the calendar, and not the date of a dateline, of a
/// state of affairs (`as of`), a length without days or a habit.
pub(super) fn usable(timex: &Timex) -> bool {
    let calendar = covers_days(timex) || matches!(timex.kind, TimexType::Date | TimexType::Time);
    let given = timex.edtf.is_some() && timex.signal != Some(Signal::AsOf) && !is_prehistoric(timex);
    calendar && given && !timex.creation && !assumes_its_day(timex) && !is_in_name(timex)
}

/// `the nine months ended June 30`, `the first half of 2022`: a stretch of the calendar; not `the last two weeks`, which often
/// only count something.
fn covers_days(timex: &Timex) -> bool {
    let calendar = |rule: &str| {
        rule.starts_with("period.") || rule.ends_with("-ended-date") || rule.ends_with("-starting-date")
    };
    let named = timex.rule.as_ref().is_some_and(|rule| calendar(rule));
    timex.kind == TimexType::Duration && timex.interval.is_some() && named
}

/// The month of the October Revolution.
fn is_in_name(timex: &Timex) -> bool {
    timex.rule.as_ref().is_some_and(|rule| &**rule == "date.month-of-history")
}

/// `66 million years ago`: nobody means that year.
fn is_prehistoric(timex: &Timex) -> bool {
    timex.edtf.as_ref().is_some_and(|edtf| edtf.starts_with('Y'))
}

/// `every Friday`, `on the first Monday of each month`: on no one day.
fn recurs(timex: &Timex) -> bool {
    let many = |rule: &str| ["set.every", "set.nth", "set.weekday"].iter().any(|set| rule.starts_with(set));
    timex.kind == TimexType::Set && timex.rule.as_ref().is_some_and(|rule| many(rule))
}

/// `two years later` of what is not known, `some years ago`, `66 million years ago`: on no day that the text tells.
pub(super) fn undatable(timex: &Timex) -> bool {
    let next_morning = timex.value.starts_with("XXXX-XX-XXT") && timex.kind == TimexType::Time;
    let long = timex.granularity >= Granularity::Day;
    let ago = |rule: &str| {
        rule.starts_with("combine.length") || matches!(rule, "relative.units-earlier" | "relative.long-ago")
    };
    let past = timex.value == "PAST_REF" && timex.rule.as_ref().is_some_and(|rule| ago(rule));
    let open = timex.value.starts_with('X') && timex.interval.is_none() && long;
    let first_months = timex.rule.as_ref().is_some_and(|rule| &**rule == "duration.first-units");
    recurs(timex)
        || first_months
        || next_morning
        || timex.kind == TimexType::Date && (past || open || is_prehistoric(timex))
}

/// `on Tuesday`, be it the day of publication.
fn names_weekday(timex: &Timex) -> bool {
    timex
        .rule
        .as_ref()
        .is_some_and(|rule| matches!(&**rule, "date.weekday" | "time.weekday-part" | "clock.time-on-date"))
}

/// A length of weeks at least: what goes on so long is of no one day.
fn lasts(timex: &Timex) -> bool {
    let length = timex.value.strip_prefix('P').filter(|_| timex.kind == TimexType::Duration);
    length.is_some_and(|length| !length.starts_with('T') && !length.ends_with('D'))
}

/// `at 7:15` without a day: the resolver took the day of publication, which is a guess.
fn assumes_its_day(timex: &Timex) -> bool {
    let named = |rule: &str| rule.starts_with("time.hour") || rule.starts_with("time.military");
    let clock = timex.rule.as_ref().is_some_and(|rule| named(rule));
    clock && timex.anchor == Some(Anchor::Creation)
}

/// `fled at night`, `left in the morning` in a history: of a day that is told elsewhere, if at all.
pub(super) fn tells_part_of_day(timex: &Timex) -> bool {
    let part = |rule: &str| matches!(rule, "time.at-night" | "time.in-the-part");
    timex.anchor == Some(Anchor::Creation) && timex.rule.as_ref().is_some_and(|rule| part(rule))
}

/// True for an event that the text gives as having happened, in whatever tense of the past.
pub(super) fn happened(event: &EventMention) -> bool {
    event.modality == Modality::Asserted && event.polarity == Polarity::Positive
}

/// True for a verb with a tense of its own.
pub(super) fn finite(event: &EventMention) -> bool {
    !event.nominal && matches!(event.tense, Tense::Past | Tense::Present | Tense::Future)
}

impl Scene<'_> {
    /// False when tense and date exclude each other: nothing told in the past lies after publication, nothing with
    /// `will` before it, and nobody `has left` on a day that is over.
    pub(super) fn fits(&self, event: &EventMention, timex: &Timex) -> bool {
        let (Some(published), Some(days)) = (self.given.published, timex.interval) else { return true };
        let perfect = event.aspect == Aspect::Perfective && timex.granularity <= Granularity::Day;
        match event.tense {
            Tense::Past if event.modality == Modality::Asserted => {
                days.first().is_none_or(|first| first <= published)
            }
            Tense::Present if perfect && timex.signal != Some(Signal::Since) => {
                days.last().is_none_or(|last| last >= published)
            }
            Tense::Future => days.last().is_none_or(|last| last >= published),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::notation::read;

    #[test]
    fn what_went_on_for_years_is_of_no_one_day() {
        let story = "He [died past] on/p {Monday=2022-07-18} . He [hid past] for/p";
        let dated = read(&format!("{story} {{a decade=P10Y}} ."));
        assert_eq!(dated.last().map(String::as_str), Some("hid"), "{dated:?}");
        let died =
            read("He [ran past perf] it for/p {48 years=P48Y} and/c [died past] in/p {May=2022-05-02} .");
        assert_eq!(died.first().map(String::as_str), Some("ran"), "{died:?}");
    }
}
