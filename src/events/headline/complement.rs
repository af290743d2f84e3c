//! The clause inside: what was said, decided, planned or begun.

use super::vocabulary::Kind;
use super::{DEEPEST, Detail, Line, Scene, Told, WIDEST_CONTENT, Writer, verb};
use crate::events::{ClauseKind, EventClass, Mood, Phrase, Predicate, Tense};
use crate::text::{Pos, Term, VerbForm, words};

/// Tokens of a phrase between an object and a gerund: `on suspicion`.
const SHORT: u32 = 3;

/// How far from a clause its condition is looked for, in tokens.
const FARTHEST_CONDITION: u32 = 100;

/// The longest quotation that is told as what somebody calls something, in tokens.
const WIDEST_QUOTED: u32 = 12;

impl Writer<'_, '_> {
    pub(super) fn child(&self, i: usize, depth: u32) -> Option<usize> {
        self.children.get(i).copied().flatten().filter(|_| depth < DEEPEST).map(|c| c as usize)
    }

    /// The complement of a verb: `to recognize ...`, `of attacking ...`, `that X recognized ...`.
    pub(super) fn complement(&self, child: usize, detail: Detail, depth: u32) -> Option<Line> {
        let (predicate, mention) = (self.predicates.get(child)?, self.mentions.get(child)?);
        if predicate.kind == ClauseKind::Content {
            if self.is_conditional(child, predicate) || self.hides_adjective(predicate) {
                return None;
            }
            let opener = predicate.subordinator.map_or(words::THAT, |token| self.text.term(token));
            let opener = match opener {
                words::WHETHER | words::IF => "whether",
                words::THAT => "that",
                // `asked how it felt`: the word belongs inside the clause.
                _ => return None,
            };
            // `an inquiry [into] whether it lied`
            let before = predicate.subordinator.and_then(|s| s.checked_sub(1));
            let into =
                before.filter(|t| self.text.tag(*t).pos == Pos::Preposition).map(|t| self.text.word(t));
            let mut line = Line::new(into.unwrap_or(opener), predicate.first);
            line.push(into.map_or("", |_| opener));
            line.append(&self.clause(child, detail, depth)?);
            return Some(line);
        }
        if self.belongs_further_in(predicate) {
            return None;
        }
        let mut line = match predicate.kind {
            ClauseKind::Infinitive | ClauseKind::Purpose => {
                let limits = |adverb: Term| self.vocabulary.is(adverb, Kind::Limiting);
                Line::new(&verb::infinitive(self.text, predicate, limits)?, 0)
            }
            _ => Line::new(&self.gerund(predicate)?, 0),
        };
        line.reach = predicate.end;
        let scene = Scene { predicate, mention, child: self.child(child, depth), detail, depth };
        let told = self.complete(&mut line, &scene)?;
        let said = || line.words.contains(" that ") || line.words.contains('"');
        match told {
            // `quoted him as saying of it`, and what was said stands elsewhere
            _ if predicate.lemma == words::SAY && !said() => None,
            // `to have him [treated]`
            _ if predicate.lemma == words::HAVE
                && self.text.tag(line.reach).form == VerbForm::PastParticiple =>
            {
                None
            }
            Told::Nothing => {
                let alone = predicate.passive || self.vocabulary.is(predicate.lemma, Kind::Alone);
                (alone || self.closes_clause(predicate.end)).then_some(line)
            }
            _ => Some(line),
        }
    }

    /// `replied that it was too early [to say]`: a clause without an event of its own stands between.
    fn belongs_further_in(&self, predicate: &Predicate) -> bool {
        let Some(parent) = predicate.parent.and_then(|p| self.predicates.get(p as usize)) else {
            return false;
        };
        let finite = |t: u32| matches!(self.text.tag(t).pos, Pos::Auxiliary | Pos::Modal);
        let first = predicate.first.min(predicate.token);
        let mut between = (parent.token + 1).max(first.saturating_sub(WIDEST_CONTENT))..first;
        between.clone().any(|t| self.text.is(t, words::THAT)) && between.any(finite)
    }

    /// `"I am not sure the door was shut," he said`: the adjective that the clause hangs on is not told.
    fn hides_adjective(&self, predicate: &Predicate) -> bool {
        let first = predicate.subject.as_ref().map_or(predicate.first, |s| s.first.min(predicate.first));
        let before = predicate.subordinator.unwrap_or(first).checked_sub(1);
        let adjective = before.filter(|t| self.text.tag(*t).pos == Pos::Adjective);
        let parent = predicate.parent.and_then(|p| self.predicates.get(p as usize));
        // `remains unclear whether`
        let told = |p: &Predicate| p.adjective == adjective || adjective == Some(p.end);
        adjective.is_some() && !parent.is_some_and(told)
    }

    /// `said that it would close branches if the merger failed`: without its condition that was not said.
    fn is_conditional(&self, child: usize, predicate: &Predicate) -> bool {
        let from = self.predicates.partition_point(|p| {
            p.sentence < predicate.sentence || p.token + FARTHEST_CONDITION < predicate.token
        });
        let near = self.predicates.iter().skip(from);
        let mut near = near.take_while(|p| {
            p.sentence == predicate.sentence && p.token <= predicate.token + FARTHEST_CONDITION
        });
        let open = matches!(predicate.mood, Mood::Would | Mood::Future | Mood::Possible);
        open && near.any(|p| {
            let before = p.token < predicate.token;
            p.kind == ClauseKind::Condition && (before || p.parent == Some(child as u32))
        })
    }

    pub(super) fn gerund(&self, predicate: &Predicate) -> Option<String> {
        let verb = verb::gerund(self.text, predicate)?;
        // `of "punishing" travellers`
        let first = predicate.first.checked_sub(1).filter(|b| self.text.is(*b, words::QUOTE));
        let before = first.unwrap_or(predicate.first).checked_sub(1);
        let before = before.filter(|b| self.text.tag(*b).pos == Pos::Preposition);
        Some(match before {
            Some(preposition) => format!("{} {verb}", self.text.word(preposition)),
            None => verb,
        })
    }

    /// The clause that a noun governs, where it follows the noun's phrase: `a decision [to leave]`, `laws
    /// [on ratifying the treaties]`.
    pub(super) fn governed(&self, end: u32, scene: &Scene<'_>) -> Option<Line> {
        if scene.depth + 1 >= DEEPEST {
            return None;
        }
        let from = self.predicates.partition_point(|p| p.token < end);
        let mut near = self.predicates.iter().enumerate().skip(from).take(2);
        let (index, _) = near.find(|(index, p)| {
            let infinitive = matches!(p.kind, ClauseKind::Infinitive | ClauseKind::Purpose);
            let begins = p.first == end || p.first == end + 1 && self.text.is(end, words::TO);
            let gerund = self.text.tag(p.token).form == VerbForm::Gerund && p.first == end + 1;
            let prepositional = gerund && self.text.tag(end).pos == Pos::Preposition;
            // `led Peter Holm to leave`: the phrase is its subject.
            // `called [for Peter Holm to leave]` tells both.
            let wanted = |s: &Phrase| s.first.checked_sub(1).is_some_and(|t| self.text.is(t, words::FOR));
            let own = p.subject.as_ref().is_some_and(|subject| subject.end == end && !wanted(subject));
            let other = scene.child != Some(*index) && !std::ptr::eq(*p, scene.predicate) && !own;
            (infinitive && begins || prepositional) && other
        })?;
        if !self.tells_phrases(scene) {
            return None;
        }
        self.complement(index, scene.detail, scene.depth + 1)
    }

    /// `to buy[, restore and sell] the castle`: infinitives in a row are told together, before the object of the last,
    /// which is theirs too. The last one comes back.
    pub(super) fn row_of_infinitives(&self, predicate: &Predicate) -> Option<&Predicate> {
        if predicate.tense != Tense::Infinitive || predicate.passive {
            return None;
        }
        let (mut next, mut last, mut joined) = (predicate.end, None, false);
        while !joined {
            next += u32::from(self.text.is(next, words::COMMA));
            joined = self.text.tag(next).pos == Pos::Conjunction;
            next += u32::from(joined);
            let tag = self.text.tag(next);
            if tag.pos != Pos::Verb || tag.form != VerbForm::Base {
                return None;
            }
            last = Some(next);
            next += 1;
        }
        let at = self.predicates.partition_point(|p| Some(p.token) < last);
        let last = self.predicates.get(at).filter(|p| Some(p.token) == last && p.end == next)?;
        let object = last.object.as_ref().filter(|o| o.first == next)?;
        predicate.object.as_ref().is_none_or(|own| own.first == object.first).then_some(last)
    }

    /// The words between those told and a gerund with its preposition: `arrested Jan Berg, a clerk, [on suspicion] of
    /// stealing`. Nothing comes back where they are no short phrase, without which the gerund says something else.
    pub(super) fn before_gerund(&self, line: &Line, gerund: &Predicate) -> Option<&str> {
        let before = gerund.first.saturating_sub(1);
        if gerund.kind == ClauseKind::GerundComplement && self.text.tag(before).pos == Pos::Conjunction {
            // `charges of assault [and] stealing a car`
            return (line.reach == before).then(|| self.text.word(before));
        }
        let preposition = gerund.first.checked_sub(1).filter(|p| self.text.tag(*p).pos == Pos::Preposition);
        let Some(end) = preposition.filter(|_| gerund.kind == ClauseKind::GerundComplement && line.reach > 0)
        else {
            return Some("");
        };
        // `accused him [on Monday] of stealing`
        let timex = self.timexes.get(self.timexes.partition_point(|t| t.end < end));
        let on = |first: u32| first == line.reach || first == line.reach + 1;
        if timex.is_some_and(|t| t.end == end && on(t.first)) {
            return Some("");
        }
        let noun = |t: &u32| matches!(self.text.tag(*t).pos, Pos::Noun | Pos::ProperNoun);
        if !(line.reach..end).any(|t| noun(&t)) {
            return Some("");
        }
        let opens = |t: &u32| self.text.tag(*t).pos == Pos::Preposition;
        let first = (end.saturating_sub(SHORT)..end).find(opens).filter(|first| *first >= line.reach)?;
        Some(self.text.words(first, end))
    }

    /// `declared the film ["incomprehensible"]`, `had shown ["great heart"]`: what it is called or what was done, in
    /// quotation marks. Nothing comes back where it does not end.
    pub(super) fn quoted_complement(
        &self,
        line: &mut Line,
        scene: &Scene<'_>,
        told: &mut Told,
    ) -> Option<()> {
        let predicate = scene.predicate;
        let calls = [Kind::Naming, Kind::Twofold].iter().any(|k| self.vocabulary.is(predicate.lemma, *k));
        let object = predicate.object.as_ref().filter(|_| calls && predicate.recipient.is_none());
        let thing = object.is_some_and(|o| o.end <= line.reach && !self.is_addressee(o, scene));
        let bare = predicate.object.is_none() && predicate.recipient.is_none() && !predicate.passive;
        let done = bare && *told == Told::Nothing && scene.mention.class != EventClass::Reporting;
        if !(thing || done) || scene.child.is_some() || !self.text.is(line.reach, words::QUOTE) {
            return Some(());
        }
        let sentence = self.text.sentences.get(predicate.sentence as usize)?;
        let first = line.reach + 1;
        let end =
            (first..sentence.end.min(first + WIDEST_QUOTED)).find(|t| self.text.is(*t, words::QUOTE))?;
        let words: Vec<&str> = self.text.words(first, end).split_whitespace().collect();
        let words = words.join(" ");
        line.push(&format!("\"{}\"", words.trim_end_matches([',', '.'])));
        (line.reach, *told) = (end + 1, Told::Matter);
        Some(())
    }

    /// True when nothing that could belong to the verb follows: the sentence or clause ends, or a date stands there.
    pub(super) fn closes_clause(&self, end: u32) -> bool {
        let next = self.text.tag(end).pos;
        let timed = self.timexes.get(self.timexes.partition_point(|t| t.end <= end));
        let ends = end as usize >= self.text.tokens.len()
            || next == Pos::Punctuation && !self.text.is(end, words::QUOTE);
        ends || timed.is_some_and(|t| t.first <= end + 1)
    }
}
