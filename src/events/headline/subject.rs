//! Who a headline is about: the subject in words, or the object in its place.

use super::verb::{Number, VerbGroup, written_number};
use super::{Line, Scene, Writer, names};
use crate::actors::ActorKind;
use crate::events::nominal::noun_phrase;
use crate::events::{ClauseKind, EventMention, EventType, Phrase, Predicate, Prepositional, Tense};
use crate::text::{NounClass, Pos, words};

impl Writer<'_, '_> {
    /// The subject in words and whether it is plural; nothing for a pronoun that was not resolved.
    pub(super) fn subject(&self, scene: &Scene<'_>) -> Option<(Line, Number)> {
        let Some(phrase) = &scene.predicate.subject else {
            let names: Vec<String> =
                scene.mention.actors.iter().map(|a| self.vocabulary.with_article(&a.name)).collect();
            let number = if names.len() == 1 { Number::Singular } else { Number::Plural };
            return (!names.is_empty()).then(|| (Line::of(names::join(names), 0), number));
        };
        if self.is_span_of_time(phrase) {
            return None;
        }
        let number = self.number(phrase);
        if scene.depth > 0 && [words::WE, words::I].iter().any(|w| self.text.is(phrase.head, *w)) {
            return None;
        }
        if let Some(name) = self.apposed_name(phrase, scene) {
            return Some((name, Number::Singular));
        }
        if let Some(happening) = self.happening(phrase, scene) {
            return Some((happening, Number::Singular));
        }
        if self.stays_pronoun(phrase, scene) {
            return Some((Line::new(&self.text.word(phrase.head).to_lowercase(), phrase.end), number));
        }
        let mut line = self.words_of(phrase, scene)?;
        self.subject_phrases(&mut line, scene);
        Some((line, number))
    }

    /// `Days before the war, he applied`: a bare plural of time is no subject.
    fn is_span_of_time(&self, phrase: &Phrase) -> bool {
        let entry = self.text.lexicon.entry(self.text.tag(phrase.head).lemma);
        let plural = self.text.lexicon.entry(self.text.term(phrase.head)).plural;
        phrase.end == phrase.first + 1 && plural && entry.noun_class == NounClass::Time
    }

    /// `Its founder, Edmund Vale, died`: the name says who, `its founder` does not.
    fn apposed_name(&self, phrase: &Phrase, scene: &Scene<'_>) -> Option<Line> {
        let owner = [words::ITS, words::HIS, words::HER, words::THEIR];
        let [actor] = scene.mention.actors.as_slice() else { return None };
        let kind = actor.actor.and_then(|a| self.cast.actors.get(a as usize)).map(|a| a.kind);
        let person = matches!(kind, Some(ActorKind::Person | ActorKind::Unknown));
        let own = actor.name.starts_with(self.text.word(phrase.first));
        let named = person && !own && actor.name.starts_with(char::is_uppercase);
        (named && owner.contains(&self.text.term(phrase.first))).then(|| Line::new(&actor.name, phrase.end))
    }

    /// `An earthquake struck Hatay. It killed six people`: what happened is the subject of both sentences.
    fn happening(&self, phrase: &Phrase, scene: &Scene<'_>) -> Option<Line> {
        let opens = self.text.sentences.get(scene.predicate.sentence as usize)?.first == phrase.first;
        if !opens || !self.text.is(phrase.head, words::IT) || !scene.mention.actors.is_empty() {
            return None;
        }
        let before = scene.predicate.sentence.checked_sub(1)?;
        let from = self.predicates.partition_point(|p| p.sentence < before);
        let mut sentence = self.predicates.iter().skip(from).take_while(|p| p.sentence == before);
        let main = sentence.find(|p| p.kind == ClauseKind::Main)?;
        let subject = main.subject.as_ref().filter(|s| s.conjuncts.is_empty())?;
        let entry = self.text.lexicon.entry(self.text.tag(subject.head).lemma);
        let happens = matches!(entry.noun_class, NounClass::Event | NounClass::Phenomenon);
        let one = !self.text.lexicon.entry(self.text.term(subject.head)).plural;
        let words = format!("the {}", self.text.word(subject.head).to_lowercase());
        (happens && one).then(|| Line::new(&words, phrase.end))
    }

    /// Phrases between the subject and its verb: `voters [in Switzerland] rejected`.
    fn subject_phrases(&self, line: &mut Line, scene: &Scene<'_>) {
        for _ in 0..2 {
            let preposition = line.reach;
            if preposition == 0 || self.text.tag(preposition).pos != Pos::Preposition {
                return;
            }
            let phrase = noun_phrase(self.text, preposition + 1).filter(|p| p.end <= scene.predicate.first);
            let Some(phrase) = phrase.filter(|_| self.tells_phrases(scene)) else { return };
            let from = self.predicates.partition_point(|p| p.token < preposition);
            let to = u32::from(self.text.is(phrase.end, words::TO));
            let mut inside = self.predicates.iter().skip(from).take_while(|p| p.first <= phrase.end + to);
            let verb = |t: u32| self.text.tag(t).pos == Pos::Verb;
            // `voters [in Oslo who moved]`, but not `days [tracking spies]`
            let cut = inside.any(|p| p.kind != ClauseKind::Nominal && p.first < scene.predicate.first);
            if cut || (phrase.first..phrase.end).any(verb) {
                return;
            }
            match self.prepositional_words(&Prepositional { preposition, phrase }, scene) {
                Some(words) => line.append(&words),
                None => return,
            }
        }
    }

    /// Inside a report `he` and `it` stay where they mean the speaker or were not resolved: `A said that it left`.
    fn stays_pronoun(&self, phrase: &Phrase, scene: &Scene<'_>) -> bool {
        if scene.depth == 0
            || phrase.end != phrase.first + 1
            || self.text.tag(phrase.head).pos != Pos::Pronoun
            || self.text.is(phrase.end, words::OF)
        {
            return false;
        }
        let parent = scene.predicate.parent.and_then(|p| self.mentions.get(p as usize));
        let actors = |mention: &EventMention| mention.actors.iter().map(|a| a.actor).collect::<Vec<_>>();
        let mention = self.mention_at(phrase.first);
        mention.is_none_or(|m| self.means_teller(m, scene))
            || parent.is_some_and(|p| actors(p) == actors(scene.mention))
    }

    /// `Talks were launched`: nobody is named, the object takes the place of the subject.
    pub(super) fn without_subject(&self, scene: &Scene<'_>) -> Option<Line> {
        let object = scene.predicate.object.as_ref()?;
        // A finite verb without a subject was misread rather than said without one.
        let finite = matches!(scene.predicate.tense, Tense::Past | Tense::Present | Tense::Future);
        if finite && scene.mention.event_type == EventType::Other {
            return None;
        }
        // `Sacked worker sues firm`: the participle qualifies its noun.
        let sentence = self.text.sentences.get(scene.predicate.sentence as usize);
        let participle = finite || scene.predicate.tense == Tense::PastParticiple;
        if participle && sentence.is_some_and(|s| s.first == scene.predicate.first) {
            return None;
        }
        let number = self.number(object);
        let differs = written_number(self.text, scene.predicate).is_some_and(|n| n != number);
        if differs && number == Number::Plural && self.text.tag(object.head).pos == Pos::Noun {
            return None; // `... carrying supporters was attacked`: the supporters were not
        }
        let mut line = self.words_of(object, scene)?;
        let mut group = VerbGroup::new(self.text, scene.predicate, scene.mention, number);
        group.passive = true;
        line.push(&group.words()?);
        // `urged users [to test the update]`
        if self.leaves_infinitive(&line, scene.predicate.lemma) {
            return None;
        }
        if self.tells_phrases(scene) {
            self.prepositional(&mut line, scene, u32::MAX);
            self.place(&mut line, scene.mention);
        }
        Some(line)
    }

    /// True where the words leave no doubt about the subject's number: one person by name, `a bank`, a plural noun. A team
    /// may be both, and so may `a number of boats`.
    pub(super) fn is_sure_of_number(&self, predicate: &Predicate, number: Number) -> bool {
        let Some(subject) = &predicate.subject else { return false };
        let named = self.named_from(subject.first, subject.end);
        let actors =
            || named.iter().flat_map(|m| &m.actors).filter_map(|a| self.cast.actors.get(*a as usize));
        let noun = self.text.tag(subject.head).pos == Pos::Noun;
        let entry = self.text.lexicon.entry(self.text.term(subject.head));
        // `Hale, of Leeds, and his brother [were] jailed`
        let row = || {
            let between = subject.end..predicate.first;
            let verb = |t: u32| matches!(self.text.tag(t).pos, Pos::Verb | Pos::Auxiliary | Pos::Modal);
            between.clone().any(|t| self.text.is(t, words::AND)) && !between.clone().any(verb)
        };
        if number == Number::Singular && subject.end <= predicate.first && row() {
            return true;
        }
        if number == Number::Plural {
            let people = entry.plural && actors().all(|a| a.kind == ActorKind::People);
            return noun && (named.is_none() || people);
        }
        let one = matches!(self.text.term(subject.first), words::A | words::AN)
            && noun
            && entry.noun_class != NounClass::Group
            && !self.text.is(subject.head + 1, words::OF);
        one || named.is_some_and(|m| m.actors.len() == 1) && actors().all(|a| a.kind == ActorKind::Person)
    }
}
