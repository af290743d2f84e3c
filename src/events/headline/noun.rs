//! Headlines of nouns: a phrase with all that belongs to it.

use super::vocabulary::Kind;
use super::{Detail, Line, Scene, Writer, names};
use crate::events::{ClauseKind, EventClass, EventType, Modality, Phrase, Polarity, Predicate, Tense};
use crate::text::Pos;

impl Writer<'_, '_> {
    /// `Meeting of the Russian and North Korean leaders in Vladivostok`; `The attack took place` where nothing more
    /// is known.
    pub(super) fn nominal(&self, i: usize, detail: Detail) -> Option<Line> {
        let (predicate, mention) = (self.predicates.get(i)?, self.mentions.get(i)?);
        let parent = predicate.parent.and_then(|p| self.predicates.get(p as usize));
        // `only to be caught at a pass`
        let aimed = parent.is_some_and(|p| p.kind == ClauseKind::Purpose);
        let asked = aimed || matches!(mention.modality, Modality::Requested | Modality::Hypothetical);
        if asked || mention.polarity == Polarity::Negative {
            // A noun cannot say that it did not happen; the verb beside it does.
            return None;
        }
        let start = predicate.subject.as_ref().map_or(predicate.first, |s| s.first.min(predicate.first));
        // `said any victory was hollow`
        if self.is_told_by_verb(predicate) || matches!(self.text.word(start), "any" | "Any" | "much" | "Much")
        {
            return None;
        }
        let scene = Scene { predicate, mention, child: None, detail, depth: 0 };
        let first = predicate.subject.as_ref().map_or(predicate.first, |s| s.first.min(predicate.first));
        // `the Monday shootings`: the row has its date.
        let dated = self.timexes.get(self.timexes.partition_point(|t| t.end <= first));
        let first = dated.filter(|t| t.first <= first && t.end < predicate.end).map_or(first, |t| t.end);
        let phrase = Phrase { first, end: predicate.end, head: predicate.token, ..Phrase::default() };
        let mut line = Line::of(self.words_between(first, phrase.end, &scene), phrase.end);
        let before = line.words.len();
        self.varies.set(true);
        if detail != Detail::Bare {
            // Beside a verb `in` and `at` may as well belong to the verb.
            let mut told = predicate.prepositional.iter();
            let beside = predicate.parent.is_some() && !self.in_phrase_of_verb(predicate);
            let loose =
                told.find(|p| beside && self.vocabulary.is(self.text.term(p.preposition), Kind::Loose));
            self.prepositional(&mut line, &scene, loose.map_or(u32::MAX, |p| p.preposition));
            if predicate.parent.is_none() {
                self.place(&mut line, mention);
            }
        }
        if line.words.len() > before || self.is_named(predicate) {
            line.words = names::without_article(&line.words).to_owned();
            return Some(line);
        }
        let happens = matches!(
            mention.event_type,
            EventType::Consult
                | EventType::Assault
                | EventType::Protest
                | EventType::Election
                | EventType::Mobilize
        ) || mention.rules.iter().any(|r| r.starts_with("frame.disaster."));
        let happened = mention.modality == Modality::Asserted && mention.polarity == Polarity::Positive;
        (happens
            && happened
            && predicate.parent.is_none()
            && self.text.tag(predicate.first).pos == Pos::Determiner)
            .then(|| {
                line.push("took place");
                line
            })
    }

    /// True in a prepositional phrase of its verb: what follows then belongs to the noun rather than to the verb.
    fn in_phrase_of_verb(&self, predicate: &Predicate) -> bool {
        let verb = predicate.parent.and_then(|p| self.predicates.get(p as usize));
        verb.is_some_and(|v| v.prepositional.iter().any(|p| p.phrase.head == predicate.token))
    }

    /// True for the subject of a verb that has a headline, which tells both: `Talks with the union collapsed`.
    fn is_told_by_verb(&self, predicate: &Predicate) -> bool {
        let Some(verb) = predicate.parent.and_then(|p| self.predicates.get(p as usize)) else { return false };
        let mention = predicate.parent.and_then(|p| self.mentions.get(p as usize));
        let subject = verb.subject.as_ref().is_some_and(|s| s.head == predicate.token);
        let past = verb.tense == Tense::Past && verb.kind == ClauseKind::Main;
        let real = mention.is_some_and(|m| {
            m.modality == Modality::Asserted
                && m.polarity == Polarity::Positive
                && m.class == EventClass::Occurrence
        });
        subject && past && real && predicate.subject.is_none()
    }

    /// True when a name or resolved possessor stands before the noun.
    fn is_named(&self, predicate: &Predicate) -> bool {
        predicate.subject.as_ref().is_some_and(|s| {
            (s.first..s.end).any(|t| self.mention_at(t).is_some() || self.text.tag(t).pos == Pos::ProperNoun)
        })
    }
}
