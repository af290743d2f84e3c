//! What a headline tells beside subject, verb and object: prepositional phrases and the place.
//!
//! A phrase is told when it surely hangs on words that are told; dates are not.

use super::vocabulary::Kind;
use super::{ENOUGH, LONGEST, Line, Scene, Told, WIDEST_CONTENT, Writer};
use crate::events::nominal::pair;
use crate::events::{EventMention, Phrase, Predicate, Prepositional};
use crate::temporal::{Timex, TimexType};
use crate::text::{Pos, words};

/// Words that a preposition has beyond its first: `in response to`.
const LONGEST_PREPOSITION: u32 = 2;

/// Tokens of a length that is told: `two and a half years`.
const LONGEST_LENGTH: u32 = 5;

impl Writer<'_, '_> {
    /// Adds the prepositional phrases of a predicate that stand before `until`.
    pub(super) fn prepositional(&self, line: &mut Line, scene: &Scene<'_>, until: u32) {
        let mut told = scene.predicate.prepositional.iter().filter(|p| p.preposition < until).peekable();
        let mut left_out = None;
        while let Some(phrase) = told.next() {
            if phrase.preposition < line.reach {
                continue;
            }
            if self.changes_clause(line.reach, phrase.preposition) {
                return;
            }
            // What hangs on words left out is left out with them: `[after a war] [with Georgia]`.
            let stray = self.text.is(phrase.preposition, words::OF) && line.reach != phrase.preposition;
            if stray
                || self.hangs_on_length(phrase.preposition)
                || self.leaves_gap(line.reach, phrase.preposition)
                || left_out == Some(phrase.preposition)
            {
                left_out = Some(phrase.phrase.end);
                continue;
            }
            if let Some((measure, end)) = self.measure_before(line.reach, phrase.preposition) {
                line.push(&measure);
                line.reach = end;
            }
            let Some(mut words) = self.prepositional_words(phrase, scene) else {
                left_out = Some(phrase.phrase.end).filter(|_| !self.is_dated(phrase));
                continue;
            };
            let complete = words.reach > phrase.phrase.end;
            if !complete && self.vocabulary.is(self.text.term(phrase.phrase.head), Kind::Hollow) {
                // `in accordance` says nothing without its `with ...`.
                let next = told.next_if(|next| next.preposition == phrase.phrase.end);
                let Some(rest) = next.and_then(|next| self.prepositional_words(next, scene)) else {
                    continue;
                };
                words.append(&rest);
            }
            if let Some(distance) = self.distance_before(line.reach, phrase.preposition) {
                line.push(distance);
                line.reach = phrase.preposition;
            }
            let most = if phrase.preposition == line.reach { LONGEST } else { ENOUGH };
            if line.words.chars().count() + words.words.chars().count() > most {
                return;
            }
            line.append(&words);
        }
    }

    /// True when words stand between those told and the next phrase that are neither a date nor mere particles: the
    /// phrase may belong to them.
    fn leaves_gap(&self, reach: u32, preposition: u32) -> bool {
        // `was put at 61%, up [from 54%]`
        let before = preposition.saturating_sub(1);
        let moved = self.text.is(before, words::UP) || self.text.is(before, words::DOWN);
        if reach > 0 && before >= reach && moved && self.text.is(preposition, words::FROM) {
            return true;
        }
        let from = reach.max(preposition.saturating_sub(WIDEST_CONTENT));
        let mut timex = self.timexes.iter().skip(self.timexes.partition_point(|t| t.end <= from)).peekable();
        (from..preposition).any(|token| {
            while timex.next_if(|t| t.end <= token).is_some() {}
            let dated = timex.peek().is_some_and(|t| t.first <= token);
            let pos = self.text.tag(token).pos;
            // `gems [valued] at a million`: the phrase hangs on the adjective.
            let adjective = pos == Pos::Adjective && token + 1 == preposition;
            let noun = adjective || matches!(pos, Pos::Noun | Pos::ProperNoun | Pos::Verb);
            // `returned [to normal] in the centre`, not `spoke [out] against the plan`
            let phrase = pos == Pos::Preposition
                && self.text.tag(token + 1).pos != Pos::Preposition
                && token + 1 < preposition
                && timex.peek().is_none_or(|t| t.first > token + 2);
            reach > 0 && (noun || phrase) && !dated
        })
    }

    /// A measure of time right before a phrase: `[to nine years] in prison`.
    fn measure_before(&self, reach: u32, preposition: u32) -> Option<(String, u32)> {
        let at = self.timexes.partition_point(|t| t.end < preposition);
        let timex = self.timexes.get(at).filter(|t| t.end == preposition && t.kind == TimexType::Duration)?;
        let to = timex.first.checked_sub(1).filter(|t| *t >= reach && self.text.is(*t, words::TO))?;
        Some((self.text.words(to, timex.end).to_owned(), timex.end))
    }

    /// Adds how long, and the prepositional phrases that stand before `until`.
    pub(super) fn circumstances(&self, line: &mut Line, scene: &Scene<'_>, until: u32, told: &mut Told) {
        if scene.depth == 0 {
            self.length(line);
        }
        if scene.predicate.prepositional.is_empty() || !self.tells_phrases(scene) {
            return;
        }
        let before = line.words.len();
        self.prepositional(line, scene, until);
        self.length(line);
        if line.words.len() > before && *told == Told::Nothing {
            *told = if self.tells_matter(scene.predicate) { Told::Matter } else { Told::Circumstance };
        }
    }

    /// Adds how long: `was jailed [for nine years]`, `was sentenced [to nine years]`.
    pub(super) fn length(&self, line: &mut Line) {
        let opens = self.text.is(line.reach, words::FOR) || self.text.is(line.reach, words::TO);
        let at = self.timexes.partition_point(|t| t.end <= line.reach);
        let timex = self.timexes.get(at).filter(|t| opens && line.reach > 0 && t.first == line.reach + 1);
        // `to eight years' imprisonment` is told as a phrase.
        let whole =
            |end: u32| !matches!(self.text.tag(end).pos, Pos::Possessive | Pos::Noun | Pos::Adjective);
        let short = |t: &Timex| t.end <= t.first + LONGEST_LENGTH && whole(t.end);
        let Some(timex) = timex.filter(|t| t.kind == TimexType::Duration && short(t)) else { return };
        line.push(self.text.words(line.reach, timex.end));
        line.reach = timex.end;
    }

    /// What a phrase says the opposite without: `was found [not far] from the river`.
    fn distance_before(&self, reach: u32, preposition: u32) -> Option<&str> {
        let from = reach.max(preposition.saturating_sub(LONGEST_PREPOSITION));
        let last = preposition.checked_sub(1).filter(|last| *last >= from)?;
        let far = self.vocabulary.is(self.text.term(last), Kind::Distance);
        let denied = last > from && self.text.tag(last - 1).pos == Pos::Negation;
        far.then(|| self.text.words(last - u32::from(denied), preposition))
    }

    /// True for `retired after 19 years [with the company]`.
    fn hangs_on_length(&self, preposition: u32) -> bool {
        let at = self.timexes.partition_point(|t| t.end < preposition);
        let length = self.timexes.get(at).filter(|t| t.end == preposition && t.kind == TimexType::Duration);
        length.and_then(|t| t.first.checked_sub(1)).is_some_and(|before| self.text.is(before, words::AFTER))
    }

    /// True when a conjunction stands between the words told and the next phrase, which then is another clause's.
    fn changes_clause(&self, reach: u32, preposition: u32) -> bool {
        let from = reach.max(preposition.saturating_sub(WIDEST_CONTENT));
        reach > 0 && (from..preposition).any(|t| self.text.tag(t).pos == Pos::Conjunction)
    }

    /// True when a date stands in the phrase; `to 25 years` is a measure rather than a date.
    fn is_dated(&self, phrase: &Prepositional) -> bool {
        let next = self.timexes.partition_point(|t| t.end <= phrase.phrase.first);
        let timex = self.timexes.get(next).filter(|t| t.first < phrase.phrase.end);
        let measure =
            self.text.is(phrase.preposition, words::TO) || self.text.is(phrase.preposition, words::OF);
        timex.is_some_and(|t| !(measure && t.kind == TimexType::Duration))
    }

    pub(super) fn prepositional_words(&self, phrase: &Prepositional, scene: &Scene<'_>) -> Option<Line> {
        if self.is_dated(phrase) || !self.is_told(phrase.preposition, &phrase.phrase, scene.predicate) {
            return None;
        }
        // `in response to`, `according to` are several words.
        let opener = phrase.preposition + 1;
        let last = phrase.phrase.first.clamp(opener, opener + LONGEST_PREPOSITION);
        let opener = self.text.words(phrase.preposition, last).to_lowercase();
        let mut line = Line::new(&opener, last);
        line.append(&self.words_of(&pair(self.text, phrase), scene)?);
        Some(line)
    }

    /// Places, recipients and matters are told; dates stand in their own column, circumstances and what comes before
    /// the verb are left out.
    fn is_told(&self, preposition: u32, phrase: &Phrase, predicate: &Predicate) -> bool {
        let fronted =
            preposition < predicate.first && predicate.subject.as_ref().is_none_or(|s| preposition < s.end);
        let vague =
            self.text.tag(phrase.first).pos == Pos::Pronoun && self.mention_at(phrase.first).is_none();
        // `from foreign makers, such [as Tupolev]`
        let example = self.text.is(preposition, words::AS)
            && preposition.checked_sub(1).is_some_and(|t| self.text.is(t, words::SUCH));
        // `spoke in [order] to calm them`
        let purpose = self.text.is(phrase.head, words::ORDER) && self.text.is(phrase.end, words::TO);
        // `won for the first time [since 1997]`, `lost for the second time [in two months]`
        let timex = self.timexes.get(self.timexes.partition_point(|t| t.first <= phrase.end));
        let dated = self.text.is(phrase.end, words::IN) && timex.is_some_and(|t| t.first <= phrase.end + 2);
        let first = self.text.is(preposition, words::FOR)
            && self.text.reads(phrase.head, "time")
            && (dated || self.text.is(phrase.end, words::SINCE));
        // `sold it for $9 million, [about half of what it cost]`
        let share = self.text.is(preposition, words::ABOUT)
            && (self.text.tag(phrase.head).pos == Pos::Number || self.text.reads(phrase.head, "half"));
        !fronted
            && !vague
            && !share
            && !first
            && !example
            && !purpose
            && self.vocabulary.is(self.text.term(preposition), Kind::Preposition)
    }

    pub(super) fn place(&self, line: &mut Line, mention: &EventMention) {
        // `Georgia (US state)` is `Georgia`
        let plain = |name: &str| name.split_once(" (").map_or(name.to_owned(), |(plain, _)| plain.to_owned());
        let place =
            mention.place.as_ref().filter(|p| !p.span.is_empty() && !line.words.contains(&plain(&p.name)));
        let at = place.map_or(0, |p| self.text.tokens.partition_point(|t| t.span.start < p.span.start));
        if self.changes_clause(line.reach, at as u32) {
            return;
        }
        if let Some(place) = place.filter(|p| line.words.chars().count() + p.name.chars().count() < ENOUGH) {
            line.push("in");
            line.push(&self.vocabulary.with_article(&plain(&place.name)));
        }
    }
}
