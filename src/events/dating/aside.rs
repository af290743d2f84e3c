//! Dates that a verb before them does not have: those of appositions, relative clauses and comparisons.
//!
//! Knows the words between a verb and a date. Does not know which event such a date belongs to, if any.

use super::scene::{PHRASE, Scene};
use crate::events::lists::{MOVED, PLANNED_FOR};
use crate::events::{ClauseKind, EventMention};
use crate::temporal::{Timex, TimexType};
use crate::text::Pos;

/// How far back is looked, in tokens.
const REACH: u32 = 40;

/// `paid 4 pounds a share, a premium of 28 percent to the price on 31 December`: the last comma before the date opens
/// a noun phrase that explains another.
pub(super) fn apposed(scene: &Scene<'_>, from: u32, start: u32) -> bool {
    let from = from.max(start.saturating_sub(REACH));
    let Some(comma) = (from..start).rev().find(|token| scene.is(*token, ",")) else { return false };
    let opens =
        scene.pos(comma + 1) == Pos::Determiner && !scene.is_one_of(comma + 1, &["this", "that", "last"]);
    // `guns, a tank and a boat on Monday` is a list; a date right after the comma is no apposition.
    let list = (comma + 1..start).any(|token| scene.pos(token) == Pos::Conjunction);
    opens && !list && start > comma + 2
}

/// `feared the inflation which peaked in December`: between verb and date a relative clause begins, and no comma ends it.
pub(super) fn relative(scene: &Scene<'_>, from: u32, start: u32) -> bool {
    let from = from.max(start.saturating_sub(REACH));
    let ended = start > from && scene.is(start - 1, ",");
    !ended && (from..start).any(|token| scene.is_one_of(token, &["which", "who", "whom", "whose"]))
}

/// `The side, who lost there in 2021, play on Sunday`: the comma after a relative clause ends it.
pub(super) fn closed(scene: &Scene<'_>, verb: &EventMention, start: u32) -> bool {
    let opens = verb.first.saturating_sub(REACH)..verb.first;
    let word = opens.rev().find(|token| scene.is_one_of(*token, &["who", "which"]));
    let set_off = word.and_then(|word| word.checked_sub(1)).is_some_and(|before| scene.is(before, ","));
    let direct = !scene.is(start.wrapping_sub(1), ",");
    verb.clause == ClauseKind::Relative
        && set_off
        && direct
        && (verb.end..start).any(|token| scene.is(token, ",") && !scene.is(token + 1, "("))
}

/// `rose to 5 percent, compared with 4 percent in March`, `more than in March`, `up from 4 percent in March`: the date of
/// what is compared with.
pub(super) fn compared(scene: &Scene<'_>, timex: &Timex, start: u32) -> bool {
    let opens = scene.sentence(timex.sentence).map_or(0, |s| s.first);
    if start > opens && scene.is_one_of(start - 1, &["than", "versus"]) {
        return true;
    }
    let earlier = scene.is_one_of(timex.end.wrapping_sub(1), &["earlier", "before", "ago"]);
    (scene.is(start, "from") && earlier) || after_figure(scene, opens, start)
}

/// `was listed for 11 January but adjourned`, `the match, set for Sunday`: the day of what is meant to be, not of the verb.
pub(super) fn aimed_at(scene: &Scene<'_>, timex: &Timex, start: u32) -> bool {
    start < timex.first && scene.is(start, "for") && timex.kind != TimexType::Duration
}

/// `was moved from June to November 2022`: from one date to another it was not moved.
pub(super) fn moved(verb: &EventMention, timex: &Timex) -> bool {
    !timex.parts.is_empty() && MOVED.contains(&verb.lemma.as_str())
}

/// `is slated for release on June 24`: the day of what is planned.
pub(super) fn planned_for(scene: &Scene<'_>, verb: &EventMention, start: u32) -> bool {
    PLANNED_FOR.contains(&verb.lemma.as_str()) && scene.is(verb.end, "for") && start > verb.end + 1
}

/// `named a successor, effective May 1`, `effective as of May 1`: from then on something holds, while it was done before.
pub(super) fn effective(scene: &Scene<'_>, timex: &Timex) -> bool {
    let opens = scene.sentence(timex.sentence).map_or(0, |s| s.first);
    let between = |token: &u32| scene.is_one_of(*token, &["from", "on", "as", "of", "since", "the"]);
    let word = (opens..timex.first).rev().take(PHRASE).find(|token| !between(token));
    word.is_some_and(|word| scene.is(word, "effective"))
}

/// `dropped bombs (as they had done a year earlier)`: with other words in brackets, a date is not that of the verb before.
pub(super) fn bracketed(scene: &Scene<'_>, timex: &Timex, start: u32) -> bool {
    let opens = scene.sentence(timex.sentence).map_or(0, |s| s.first).max(start.saturating_sub(REACH));
    let mark = (opens..start).rev().find(|token| scene.is_one_of(*token, &["(", ")"]));
    let Some(bracket) = mark.filter(|token| scene.is(*token, "(")) else { return false };
    (bracket + 1..start).any(|token| matches!(scene.pos(token), Pos::Verb | Pos::Auxiliary | Pos::Pronoun))
}

/// `for the quarter ended Sept. 30`: the last day of a period, where `ended` tells no event.
pub(super) fn ends_period(scene: &Scene<'_>, timex: &Timex, start: u32) -> bool {
    let Some(word) = start.checked_sub(1).filter(|word| scene.is_one_of(*word, &["ended", "ending"])) else {
        return false;
    };
    !scene.around(timex.sentence, word).any(|(_, e)| e.token == word)
}

/// True when only a figure stands between `compared with`, or `from`, and a date.
fn after_figure(scene: &Scene<'_>, opens: u32, start: u32) -> bool {
    let figure = |token: &u32| {
        let phrase = matches!(scene.pos(*token), Pos::Number | Pos::Noun | Pos::Determiner | Pos::Adjective);
        phrase || matches!(scene.pos(*token), Pos::Other | Pos::Adverb)
    };
    let first = (opens..start).rev().take(PHRASE).take_while(figure).last().unwrap_or(start);
    let Some(word) = first.checked_sub(1).filter(|word| *word >= opens) else { return false };
    let with = scene.is_one_of(word, &["with", "to"]) && scene.is(word.saturating_sub(1), "compared");
    let bare = scene.is(start, "with") && scene.is(start.saturating_sub(1), "compared");
    let numbered = (first..start).any(|token| scene.pos(token) == Pos::Number);
    with || bare || (scene.is(word, "from") && numbered)
}

#[cfg(test)]
mod tests {
    use super::super::notation::read;

    #[test]
    fn a_day_from_which_something_holds_is_not_that_of_the_verb() {
        assert_eq!(read("They [named past] him , effective/a {Monday=2022-07-18} ."), ["named"]);
        assert_eq!(read("They [named past] him , effective/a as/p of/p {Monday=2022-07-18} ."), ["named"]);
        assert_eq!(
            read("They [named past] an/d effective/a chief on/p {Monday=2022-07-18} ."),
            ["named 07-18 on Monday"]
        );
    }

    #[test]
    fn the_end_of_a_period_is_not_the_day_of_the_verb() {
        let period = "It [lost past] much in/p the/d quarter/n ended {June 30=2022-06-30} .";
        assert_eq!(read(period), ["lost"]);
        assert_eq!(read("The/d war/n [ended past] in/p {June=2022-06-15} ."), ["ended 06-15 in June"]);
    }

    #[test]
    fn the_date_of_an_apposition_is_not_that_of_the_verb() {
        let apposed = "It [paid past] much , a/d premium to/p the/d price on/p {Monday=2022-07-18} .";
        assert_eq!(read(apposed), ["paid"]);
        let list = "They [burned past] cars , a/d van and/c a/d boat on/p {Monday=2022-07-18} .";
        assert_eq!(read(list), ["burned 07-18 on Monday"]);
        let closed = "It [hit past] Leeds , a/d town , on/p {Monday=2022-07-18} .";
        assert_eq!(read(closed), ["hit 07-18 on Monday"]);
    }

    #[test]
    fn the_date_of_a_relative_clause_is_not_that_of_a_verb_outside() {
        let after = "Prices , which peaked in/p {June=2022-06-15} , [fell past] .";
        assert_eq!(read(after), ["fell"]);
        let before = "He [fears pres] prices which peaked in/p {June=2022-06-15} .";
        assert_eq!(read(before), ["fears"]);
        let own = "The/d envoy , on/p {Monday=2022-07-18} , [left past] .";
        assert_eq!(read(own), ["left 07-18 on Monday"]);
    }

    #[test]
    fn what_is_compared_with_is_of_another_day() {
        assert_eq!(read("Sales [rose past] more than/p in/p {March=2022-03-15} ."), ["rose"]);
        assert_eq!(read("Sales [rose past] compared with/p {March=2022-03-15} ."), ["rose"]);
        let earlier = "Sales [fell past] in/p {March=2022-03-15} from/p {a year earlier=2021-03-15} .";
        assert_eq!(read(earlier), ["fell 03-15 in March"]);
    }

    #[test]
    fn a_second_date_of_a_verb_is_that_of_the_noun_before_it() {
        let two = "A/d judge {today=2022-07-20} [convicted past] him of/p a/d [raid noun] exactly/v {two years ago=2020-07-20} .";
        assert_eq!(read(two), ["convicted 07-20 today", "raid 2020-07-20 two years ago"]);
        let hours = "It [burned past] in/p the/d early/a hours of/p {Sunday=2022-07-17} .";
        assert_eq!(read(hours), ["burned 07-17 in the early hours of Sunday"]);
    }
}
