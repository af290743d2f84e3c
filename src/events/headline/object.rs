//! What stands around the object of a verb: particles, what the object is then, who is spoken to.
//!
//! Knows tags and the words of headlines. Does not know clauses inside.

use super::vocabulary::Kind;
use super::{Line, Scene, Told, WIDEST_CONTENT, Writer};
use crate::events::{Phrase, Predicate, Tense};
use crate::text::{NounClass, Pos, Term, VerbForm, words};

impl Writer<'_, '_> {
    /// True for `asked [for a return to] "full democracy"`: the object read belongs to a phrase that was not.
    pub(super) fn hides_preposition(&self, reach: u32, object: u32) -> bool {
        let from = reach.max(object.saturating_sub(WIDEST_CONTENT));
        let next = self.timexes.partition_point(|t| t.end <= from);
        let dated = self.timexes.get(next).is_some_and(|t| t.first < object);
        let preposition = |t: u32| self.text.tag(t).pos == Pos::Preposition;
        let least = |t: u32| self.text.is(t, words::AT) && t + 1 == object;
        reach > 0 && !dated && (from..object).any(|t| preposition(t) && !least(t))
    }

    /// `cut [short] his trip`, `tore [open] the door`.
    pub(super) fn before_object(&self, line: &mut Line, object: &Phrase) {
        let at = line.reach;
        if object.first == at + 1 && self.vocabulary.is(self.text.term(at), Kind::Particle) {
            line.push(self.text.word(at));
            line.reach += 1;
        }
    }

    /// What belongs to the verb after its object: `found the minister guilty`, `pulled the car over`.
    pub(super) fn after_object(&self, line: &mut Line, predicate: &Predicate, told: &mut Told) {
        let next = self.text.tag(line.reach).pos;
        let (object, twofold) =
            (predicate.object.is_some(), self.vocabulary.is(predicate.lemma, Kind::Twofold));
        let open = predicate.passive && self.vocabulary.is(predicate.lemma, Kind::Open);
        // `was kept [secret]`, `was made [possible]`
        let linking = self.vocabulary.is(predicate.lemma, Kind::Linking);
        // `remained undecided`
        let form = self.text.tag(line.reach).form;
        let state = linking && line.reach == predicate.end && form == VerbForm::PastParticiple;
        // `left 70 people injured`
        let hurt =
            twofold && object && form == VerbForm::PastParticiple && self.closes_clause(line.reach + 1);
        let adjective = state
            || hurt
            || next == Pos::Adjective && (twofold && (object || predicate.passive) || open || linking);
        // `went ahead with plans`
        let ends = matches!(
            self.text.tag(line.reach + 1).pos,
            Pos::Preposition | Pos::Conjunction | Pos::Punctuation | Pos::Other
        );
        let bare = line.reach == predicate.end && ends;
        let particle = (object || bare)
            && (matches!(next, Pos::Adverb | Pos::Particle | Pos::Adjective)
                || next == Pos::Preposition && self.text.tag(line.reach + 1).pos == Pos::Preposition)
            && self.vocabulary.is(self.text.term(line.reach), Kind::Particle);
        // `grew more complex`, `pleaded not guilty`, `was found not guilty`
        let degree = (linking || twofold && (object || predicate.passive))
            && matches!(next, Pos::Adverb | Pos::Negation)
            && self.text.tag(line.reach + 1).pos == Pos::Adjective;
        if degree {
            line.push(self.text.word(line.reach));
            line.reach += 1;
        }
        // `treated the death as suspicious`
        let taken = (object || predicate.passive)
            && self.text.is(line.reach, words::AS)
            && self.text.tag(line.reach + 1).pos == Pos::Adjective
            && self.closes_clause(line.reach + 2);
        if taken {
            line.push(self.text.words(line.reach, line.reach + 2));
            line.reach += 2;
            *told = Told::Matter;
            return;
        }
        // `swim faster`
        let modifies =
            matches!(self.text.tag(line.reach + 1).pos, Pos::Noun | Pos::ProperNoun | Pos::Adjective);
        let compared = !modifies && self.vocabulary.is(self.text.term(line.reach), Kind::Compared);
        if (adjective || particle || degree || compared) && !self.starts_time(line.reach) {
            line.push(self.text.word(line.reach));
            line.reach += 1;
            *told = Told::Matter;
        }
    }

    /// `sent letters [last Friday] to ...`: a time expression begins.
    fn starts_time(&self, token: u32) -> bool {
        let next = self.timexes.partition_point(|t| t.end <= token);
        self.timexes.get(next).is_some_and(|t| t.first == token)
    }

    /// True for `called the decision ["a mistake"]`, `named the comet [after him]`: what it is called was not told.
    pub(super) fn lacks_name(&self, line: &Line, predicate: &Predicate) -> bool {
        let opens = |w: &Term| self.text.is(line.reach, *w);
        let follows = [words::QUOTE, words::A, words::AN, words::AFTER].iter().any(opens);
        follows && predicate.object.is_some() && self.vocabulary.is(predicate.lemma, Kind::Naming)
    }

    /// True for `left hospitals [working with half their staff]`, `left the region [largely cut off]`: what became of them was not told.
    pub(super) fn lacks_state(&self, line: &Line, predicate: &Predicate) -> bool {
        let adverb = u32::from(self.text.tag(line.reach).pos == Pos::Adverb);
        let next = self.text.tag(line.reach + adverb);
        let form = next.form == VerbForm::Gerund || adverb > 0 && next.form == VerbForm::PastParticiple;
        let gerund = next.pos == Pos::Verb && form;
        let object = predicate.object.as_ref().is_some_and(|o| o.first == predicate.end);
        let keeps = self.vocabulary.is(predicate.lemma, Kind::Keeping);
        keeps && object && !predicate.passive && (gerund || self.finds_doing(predicate))
    }

    /// `found Hale, a father of three, [bleeding]`: after an apposition what the object was doing.
    fn finds_doing(&self, predicate: &Predicate) -> bool {
        let Some(object) = predicate.object.as_ref().filter(|o| self.text.is(o.end, words::COMMA)) else {
            return false;
        };
        let from = self.predicates.partition_point(|p| p.token <= predicate.token);
        let apposed = self.text.tag(object.end + 1).pos == Pos::Determiner;
        let closes = |p: &Predicate| p.first > object.end + 1 && self.text.is(p.first - 1, words::COMMA);
        let near = self.predicates.iter().skip(from).take_while(|p| p.sentence == predicate.sentence);
        near.take(2).any(|p| apposed && p.tense == Tense::PresentParticiple && closes(p))
    }

    /// True for `warned sailors [of storms]`: a phrase after the one who is spoken to that is no place.
    pub(super) fn tells_matter(&self, predicate: &Predicate) -> bool {
        let object = predicate.object.as_ref().or(predicate.recipient.as_ref());
        let after = object.and_then(|o| predicate.prepositional.iter().find(|p| p.preposition >= o.end));
        after.is_some_and(|p| !self.vocabulary.is(self.text.term(p.preposition), Kind::Loose))
    }

    /// True for who is spoken to, which is not what was said: `told the press`.
    pub(super) fn is_addressee(&self, phrase: &Phrase, scene: &Scene<'_>) -> bool {
        let class = |term: Term| self.text.lexicon.entry(term).noun_class;
        let audience = |term: Term| self.vocabulary.is(term, Kind::Audience);
        let hears =
            |term: Term| matches!(class(term), NounClass::Person | NounClass::Group) || audience(term);
        let person = hears(self.text.term(phrase.head)) || hears(self.text.tag(phrase.head).lemma);
        // `told Channel 5's Anna Holm`: the name ends the phrase.
        let ends = |t: u32| self.mention_at(t).is_some_and(|m| m.end == phrase.end);
        let named = || (phrase.first..phrase.end).any(ends);
        self.vocabulary.is(scene.predicate.lemma, Kind::Open) && (person || named())
    }
}
