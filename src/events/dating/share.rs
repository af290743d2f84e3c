//! Sieves for events that share the date of another in their sentence.
//!
//! Knows two events of one sentence and what stands between them. Does not know other sentences.

use std::sync::Arc;

use super::counted;
use super::retrospective::Retrospective;
use super::scene::{Scene, finite, happened, usable};
use super::sieve::{Proposal, Sieve};
use crate::events::{Aspect, ClauseKind, Construction, EventClass, EventMention, Tense};
use crate::temporal::{DateBasis, Granularity};
use crate::text::Pos;

/// `..., killing two`, `Addressing the meeting, he ...`: participles and the verb on which they hang share a date.
pub(super) struct Participle;

impl Sieve for Participle {
    fn name(&self) -> &'static str {
        "share.participle"
    }

    fn spreads(&self) -> bool {
        true
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for (participle, mention) in scene.indexed().filter(|(_, e)| hangs(e)) {
            let Some(main) = mention.parent else { continue };
            let Some(verb) = scene.event(main).filter(|verb| finite(verb)) else { continue };
            match (verb.date.is_some(), mention.date.is_some()) {
                (true, false) if !lies_behind(mention, verb) => {
                    out.push(Proposal::Shared { event: participle, with: main });
                }
                // `The plan, drawn up in 2015, was dropped`: what was done to the subject before is of another day;
                // `studied law, graduating in 1949`: a month or year is that of the last step.
                (false, true) if mention.tense == Tense::PresentParticiple && is_on_a_day(mention) => {
                    out.push(Proposal::Shared { event: main, with: participle });
                }
                _ => {}
            }
        }
    }
}

/// `The law, signed by Cole, bans ivory`: what was done to the subject came before what it does now.
fn lies_behind(participle: &EventMention, main: &EventMention) -> bool {
    participle.tense == Tense::PastParticiple && participle.end <= main.first
}

fn is_on_a_day(event: &EventMention) -> bool {
    event.date.as_ref().is_some_and(|date| date.precision <= Granularity::Day)
}

fn hangs(event: &EventMention) -> bool {
    let participle = matches!(event.tense, Tense::PresentParticiple | Tense::PastParticiple);
    // `having lost, he left on Monday`: he lost before.
    let before = event.tense == Tense::PresentParticiple && event.aspect == Aspect::Perfective;
    event.clause == ClauseKind::Participial && participle && !before
}

/// `was shot on Friday when a gunman opened fire`: what comes right before, during or after shares the day.
pub(super) struct TemporalClause;

impl Sieve for TemporalClause {
    fn name(&self) -> &'static str {
        "share.temporal-clause"
    }

    fn spreads(&self) -> bool {
        true
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let clauses = scene.indexed().filter(|(_, e)| e.clause == ClauseKind::Temporal && happened(e));
        for (event, mention) in clauses {
            let (Some(with), Some(word)) = (mention.parent, mention.subordinator) else { continue };
            if counted::counts(scene, word) {
                continue;
            }
            if let Some(timex) = date_before_when(scene, mention.sentence, word) {
                let start = scene.given.timexes.get(timex as usize).map_or(word, |timex| timex.first);
                out.push(Proposal::Date { event, timex, start });
                continue;
            }
            if mention.date.is_some() {
                // `Two died when a bomb exploded on Friday`
                let at_once = scene.is_one_of(word, &["as", "when"]) && finite(mention);
                let main = scene.event(with).filter(|e| e.date.is_none() && happened(e) && finite(e));
                if at_once && main.is_some() && is_on_a_day(mention) && in_own_words(mention) {
                    out.push(Proposal::Shared { event: with, with: event });
                }
                continue;
            }
            let near = scene.is_one_of(word, &["as", "before", "when", "while"])
                // `captured on Monday after breaking out`: what came before may lie days back.
                || finite(mention) && scene.is(word, "after");
            if near && scene.event(with).is_some_and(is_on_a_day) {
                out.push(Proposal::Shared { event, with });
            }
        }
    }
}

/// `held it until 2003, when she resigned`, `since Friday, when shelling resumed`: the date that `when` explains, whatever stands
/// before it.
fn date_before_when(scene: &Scene<'_>, sentence: u32, word: u32) -> Option<u32> {
    let comma = word.checked_sub(1).filter(|before| scene.is(word, "when") && scene.is(*before, ","))?;
    let timexes = scene.given.timexes;
    let at = timexes.partition_point(|timex| timex.end < comma);
    let timex = timexes.get(at).filter(|timex| timex.end == comma && timex.sentence == sentence)?;
    (usable(timex) && timex.interval.is_some()).then_some(at as u32)
}

/// `The earthquake struck on Sunday`: the noun that is the subject of a dated verb is the same happening.
pub(super) struct SubjectNoun(pub(super) Arc<Retrospective>);

impl Sieve for SubjectNoun {
    fn name(&self) -> &'static str {
        "share.subject-noun"
    }

    fn spreads(&self) -> bool {
        true
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for sentence in 0..scene.given.text.sentences.len() as u32 {
            let events = || scene.events_of(sentence);
            for ((noun, first), (verb, second)) in events().zip(events().skip(1)) {
                let apart = first.date.is_some() == second.date.is_some()
                    || !first.nominal
                    || second.nominal
                    || self.0.sets_aside(second);
                if apart || !subject(scene, first, second) {
                    continue;
                }
                match (first.date.is_some(), second.date.is_some()) {
                    (false, true) => out.push(Proposal::Shared { event: noun, with: verb }),
                    (true, false) if in_own_words(first) => {
                        out.push(Proposal::Shared { event: verb, with: noun });
                    }
                    _ => {}
                }
            }
        }
    }
}

/// True for a date that the sentence names; a noun that has it from elsewhere passes it to no verb.
fn in_own_words(event: &EventMention) -> bool {
    event.date.as_ref().is_some_and(|date| !matches!(date.basis, DateBasis::Anchor | DateBasis::Dct))
}

/// True when nothing but what hangs on the noun stands between it and the verb.
fn subject(scene: &Scene<'_>, noun: &EventMention, verb: &EventMention) -> bool {
    let happening = verb.class == EventClass::Occurrence;
    // Of `ties of friendship that grew`, the noun after `of` need not be the antecedent.
    let inner = scene.preposition(noun).is_some_and(|word| scene.is(word, "of"));
    let doubtful = verb.clause == ClauseKind::Relative && inner;
    // `made her debut and went on`: right after `and` stands no subject.
    let joined = scene.pos(verb.first.wrapping_sub(1)) == Pos::Conjunction;
    finite(verb)
        && happening
        && !doubtful
        && !joined
        && verb.first.saturating_sub(noun.end) <= 8
        && !scene.cut(noun.end, before_relative(scene, verb))
}

/// The end of what stands before a verb, without the comma of `the riots of May[, which] broke out`.
fn before_relative(scene: &Scene<'_>, verb: &EventMention) -> u32 {
    let pronoun = verb.first.checked_sub(2).filter(|comma| {
        verb.clause == ClauseKind::Relative
            && scene.is(*comma, ",")
            && scene.is_one_of(comma + 1, &["which", "that"])
    });
    pronoun.unwrap_or(verb.first)
}

/// `At a hearing on Tuesday, the prosecutor described ...`: the main verb takes place at the noun before it.
pub(super) struct Opening;

impl Sieve for Opening {
    fn name(&self) -> &'static str {
        "share.opening"
    }

    fn spreads(&self) -> bool {
        true
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for sentence in 0..scene.given.text.sentences.len() as u32 {
            let mut events = scene.events_of(sentence);
            let Some((with, noun)) = events.next().filter(|(_, e)| e.nominal && e.date.is_some()) else {
                continue;
            };
            let at = |word: u32| scene.is_one_of(word, &["at", "during", "in"]);
            let first = scene.sentence(sentence).map(|s| s.first);
            if !scene.preposition(noun).is_some_and(|word| at(word) && Some(word) == first) {
                continue;
            }
            let mut verbs = events.filter(|(_, e)| finite(e));
            if let Some((event, _)) = verbs.find(|(_, e)| e.clause == ClauseKind::Main && e.date.is_none()) {
                out.push(Proposal::Shared { event, with });
            }
        }
    }
}

/// `held talks on Monday`: the noun whose verb only says that it happened.
pub(super) struct LightVerb;

impl Sieve for LightVerb {
    fn name(&self) -> &'static str {
        "share.light-verb"
    }

    fn spreads(&self) -> bool {
        true
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        for (event, noun) in scene.indexed().filter(|(_, e)| e.nominal && e.date.is_none()) {
            let Some(with) = noun.absorbed_by else { continue };
            if scene.event(with).is_some_and(|verb| verb.date.is_some()) {
                out.push(Proposal::Shared { event, with });
            }
        }
    }
}

/// `While opening the fair on Monday ..., hinting at a sequel`: participles of a sentence that gives one day.
pub(super) struct OnlyDay;

impl Sieve for OnlyDay {
    fn name(&self) -> &'static str {
        "share.only-day"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let open = |e: &EventMention| {
            let clause = matches!(e.clause, ClauseKind::Participial | ClauseKind::Temporal);
            e.date.is_none() && e.tense == Tense::PresentParticiple && clause && happened(e)
        };
        for (event, mention) in scene.indexed().filter(|(_, e)| open(e)) {
            let before = |word: u32| scene.is_one_of(word, &["after", "since", "before", "until"]);
            if mention.subordinator.is_some_and(before) {
                continue;
            }
            let around = || scene.around(mention.sentence, mention.token);
            let day = |e: &EventMention| e.date.as_ref().map(|date| date.interval);
            let Some((on, dated)) = around().find(|(_, e)| e.date.is_some()) else { continue };
            let one = day(dated).is_some_and(|days| days.first() == days.last() && days.first().is_some());
            if one && around().all(|(_, e)| e.date.is_none() || day(e) == day(dated)) {
                out.push(Proposal::Anchored { event, on });
            }
        }
    }
}

/// `stopped the challenger on Saturday to keep the title`: what was done for a purpose, or came of it, is of the same day.
pub(super) struct Purpose;

impl Sieve for Purpose {
    fn name(&self) -> &'static str {
        "share.purpose"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let ends = |e: &EventMention| e.clause == ClauseKind::Purpose || is_outcome(e);
        let purposes = scene.indexed().filter(|(_, e)| e.date.is_none() && ends(e));
        for (event, mention) in purposes {
            let Some(with) = mention.parent.or(mention.governor) else { continue };
            let done = |verb: &EventMention| {
                verb.date.is_some() && happened(verb) && finite(verb) && verb.class == EventClass::Occurrence
            };
            if scene.event(with).is_some_and(done) {
                out.push(Proposal::Shared { event, with });
            }
        }
    }
}

fn is_outcome(event: &EventMention) -> bool {
    event.clause == ClauseKind::Infinitive
        && event.rules.iter().any(|rule| **rule == *Construction::Outcome.id())
}

/// `Police arrested him on Monday after a chase`: a noun in the last clause of a sentence that gives one day.
pub(super) struct LastClause(pub(super) Arc<Retrospective>);

impl Sieve for LastClause {
    fn name(&self) -> &'static str {
        "share.last-clause"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let nouns = scene.indexed().filter(|(_, e)| e.nominal && e.date.is_none() && happened(e));
        for (event, noun) in nouns.filter(|(_, e)| !e.quoted) {
            let around = scene.around(noun.sentence, noun.token);
            if around.clone().any(|(_, e)| !e.nominal && e.first > noun.token) || self.0.governs(scene, noun)
            {
                continue;
            }
            let Some((with, dated)) = around.clone().find(|(_, e)| e.date.is_some()) else { continue };
            // What somebody said on Monday lies before: only what hangs on the statement itself shares its day.
            let verb = around.clone().rfind(|(_, e)| !e.nominal);
            if dated.class == EventClass::Reporting && verb.is_some_and(|(_, e)| e.date.is_none()) {
                continue;
            }
            let day = |e: &EventMention| e.date.as_ref().map(|date| date.interval);
            let one = day(dated).is_some_and(|days| days.first() == days.last());
            if one && around.clone().all(|(_, e)| e.date.is_none() || day(e) == day(dated)) {
                out.push(Proposal::Anchored { event, on: with });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::notation::read;

    #[test]
    fn a_row_of_verbs_shares_one_date() {
        let row = "They [came past] , [saw past] and/c [won past] on/p {Monday=2022-07-18} .";
        assert_eq!(read(row), ["came 07-18 on Monday", "saw 07-18 on Monday", "won 07-18 on Monday"]);
        let two = "Those who [won past] on/p {Monday=2022-07-18} , [left past] .";
        assert_eq!(read(two), ["won 07-18 on Monday", "left"], "a comma alone joins no two verbs");
    }

    #[test]
    fn what_comes_after_a_first_step_is_of_another_day() {
        let on = "She [made past] her/d [debut noun] in/p {1964=1964-07-01} and/c [went past] on to win .";
        assert_eq!(read(on)[2], "went");
        let next = "It was/n [raised past] in/p {1964=1964-07-01} and/c [razed past] the/d next/a year .";
        assert_eq!(read(next)[1], "razed");
    }

    #[test]
    fn a_row_of_steps_shares_no_date() {
        let row = "It was/n [burned past] in/p {1697=1697-07-01} , [rebuilt past] and/c [taken past] in/p {1759=1759-07-01} .";
        assert_eq!(read(row), ["burned 1697-07-01 in 1697", "rebuilt", "taken 1759-07-01 in 1759"]);
    }

    #[test]
    fn a_relative_clause_after_a_comma_has_the_date_of_its_noun() {
        let riots =
            "It [recalled past] the/d [riots noun] of/p {June=2022-06-15} , which [spread past rel] .";
        assert_eq!(read(riots)[1..], ["riots 06-15 of June", "spread 06-15 of June"]);
    }

    #[test]
    fn what_was_done_to_the_subject_before_is_of_another_day() {
        let begun = "A/d plan , [begun done part p1] {two years ago=2020-07-20} , has [dropped pres] .";
        assert_eq!(read(begun), ["begun 2020-07-20 two years ago", "dropped"]);
    }

    #[test]
    fn what_happens_when_something_dated_does_has_its_day() {
        let read_with = |word: &str| {
            read(&format!("Two [died past] {word}/s it [fell past temp p0 s2] on/p {{Friday=2022-07-15}} ."))
        };
        assert_eq!(read_with("when")[0], "died 07-15 on Friday");
        assert_eq!(read_with("before")[0], "died");
    }

    #[test]
    fn what_was_done_to_the_subject_lies_behind() {
        let inserted =
            "The/d law , [signed done part p1] by/p him , [banned past] it on/p {Monday=2022-07-18} .";
        assert_eq!(read(inserted), ["signed", "banned 07-18 on Monday"]);
        let after = "He [left past] on/p {Monday=2022-07-18} , [followed done part p0] by/p two .";
        assert_eq!(read(after)[1], "followed 07-18 on Monday");
    }

    #[test]
    fn participles_share_the_only_day_of_their_sentence() {
        let one =
            "She [smiled past] on/p {Monday=2022-07-18} , [said past] so , [hinting ing part] at/p more .";
        assert_eq!(read(one)[2], "hinting 07-18 on Monday");
        let two = "She [smiled past] on/p {Monday=2022-07-18} but/c [left past] on/p {Tuesday=2022-07-19} , [hinting ing part] .";
        assert_eq!(read(two)[2], "hinting");
    }
}
