//! From noun phrases to participants: the actors that a phrase means, or its words.
//!
//! Knows heads, conjuncts and the cast. Does not know which place of a frame a phrase fills.

use super::Phrase;
use super::mention::Argument;
use super::words::Words;
use crate::actors::{ActorKind, ActorMention, Cast, Reference};
use crate::rule::RuleId;
use crate::text::{NounClass, ORDINAL_ENDINGS, Pos, Shape, Span, Term, Text, one_line, words};

/// Words that a participant or object without a name may have at most.
const LONGEST: u32 = 14;

/// Reads phrases of one document.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) cast: &'a Cast,
    pub(super) words: &'a Words,
}

impl<'a> Phrases<'a> {
    /// The participants that a phrase names: actors of the cast, else people and names by their words.
    pub(super) fn participants(&self, phrase: &Phrase, rule: &RuleId, found: &mut Vec<Argument>) {
        if self.names_count(phrase) {
            found.push(self.words(phrase.first, phrase.extent.max(phrase.end), rule));
            return;
        }
        if phrase.conjuncts.is_empty() {
            let before = found.len();
            self.participant(phrase.first, phrase.end, phrase.head, rule, found);
            return self.senders(phrase, before, rule, found);
        }
        for (place, (first, end)) in phrase.conjuncts.iter().enumerate() {
            let head = self.head(*first, *end);
            if self.is_named_next(phrase, place) || self.is_first_adjective(phrase, place) {
                continue;
            }
            self.participant(*first, *end, head, rule, found);
        }
    }

    /// `the mayor, Ana Lind, and her deputy`: the first of three is what the second is called.
    fn is_named_next(&self, phrase: &Phrase, place: usize) -> bool {
        let (Some((first, end)), Some((next, name))) =
            (phrase.conjuncts.get(place), phrase.conjuncts.get(place + 1))
        else {
            return false;
        };
        let tag = self.text.tag(self.head(*first, *end));
        let entry = self.text.lexicon.entry(tag.lemma);
        let article = self.text.is(*first, words::A) || self.text.is(*first, words::AN);
        let definite = self.text.tag(*first).pos == Pos::Determiner && !article;
        let role = tag.pos == Pos::Noun && entry.noun_class == NounClass::Person && definite;
        let named = self.text.tag(self.head(*next, *name)).pos == Pos::ProperNoun;
        let comma = self.text.is(*end, words::COMMA) && phrase.conjuncts.len() > 2;
        let people = self.mention(*next, *name, self.head(*next, *name)).is_none_or(|m| {
            let kinds = m.actors.iter().filter_map(|a| self.cast.actors.get(*a as usize));
            kinds.map(|a| a.kind).all(|k| matches!(k, ActorKind::Person | ActorKind::Unknown))
        });
        role && named
            && comma
            && people
            && !self.text.lexicon.entry(self.text.term(self.head(*first, *end))).plural
    }

    /// `Polish and Czech bonds`: the first adjective of things, which do not act for the state as `Polish and Czech troops` do.
    fn is_first_adjective(&self, phrase: &Phrase, place: usize) -> bool {
        let (Some((first, end)), Some((next, last))) = (phrase.conjuncts.get(place), phrase.conjuncts.last())
        else {
            return false;
        };
        let head = self.head(*first, *end);
        let demonym = self.mention(*first, *end, head).is_some_and(|m| m.reference == Reference::Demonym);
        demonym && *first != *next && !self.is_agent(self.head(*next, *last))
    }

    /// `officials from Iran and Bahrain`: those who act for others are told by whom they act for.
    fn senders(&self, phrase: &Phrase, before: usize, rule: &RuleId, found: &mut Vec<Argument>) {
        let from = phrase.extent.max(phrase.end);
        let agents = found.len() == before + 1
            && self.text.is(from, words::FROM)
            && self.mention(phrase.first, phrase.end, phrase.head).is_some_and(|m| self.acts_for_others(m));
        if !agents {
            return;
        }
        let mut named = Vec::new();
        let mut end = from + 1;
        for mention in self.mentions(end, end + LONGEST) {
            let gap = mention.first.saturating_sub(end);
            let joined = (end..mention.first).all(|t| {
                self.text.is(t, words::AND) || self.text.is(t, words::COMMA) || self.text.is(t, words::THE)
            });
            if gap > 2 || !joined || !self.is_actor(mention) || mention.reference == Reference::Demonym {
                break;
            }
            self.actors(mention, rule, &mut named);
            end = mention.end;
        }
        if !named.is_empty() {
            found.truncate(before);
            found.extend(named);
        }
    }

    /// `officials`, `negotiators`: people who speak and act for a state or a body.
    fn acts_for_others(&self, mention: &ActorMention) -> bool {
        let word = self.text.term(mention.end.saturating_sub(1));
        let [actor] = mention.actors.as_slice() else { return false };
        let people = self.cast.actors.get(*actor as usize).is_some_and(|a| a.kind == ActorKind::People);
        people && self.words.delegates.contains(&word)
    }

    fn participant(&self, first: u32, end: u32, head: u32, rule: &RuleId, found: &mut Vec<Argument>) {
        // `[half] of the town`
        let part = self.counts(head) && self.text.is(end, words::OF);
        if part || self.text.tag(head).pos == Pos::Adverb {
            return;
        }
        match self.mention(first, end, head) {
            Some(mention) if self.counted(first, mention) => {
                let words = self.words(first, end, rule);
                found.push(Argument { actor: mention.actors.first().copied(), ..words });
            }
            Some(mention) if !mention.actors.is_empty() => self.actors(mention, rule, found),
            // `he`, `it` and `they` that point to nobody certain give no participant; `the minister` stays as written.
            Some(mention) if mention.reference == Reference::Pronoun => {}
            open if self.is_agent(head) && !self.is_manner(first, head)
                || open.is_some_and(|m| m.reference == Reference::Anaphor) && !self.is_ware(head) =>
            {
                let argument = self.words(first, end, rule);
                if !found.iter().any(|a| a.name == argument.name) {
                    found.push(argument);
                }
            }
            _ => {}
        }
    }

    /// `10 people`, `two soldiers`: people without a name are told with their number.
    fn counted(&self, first: u32, mention: &ActorMention) -> bool {
        let [actor] = mention.actors.as_slice() else { return false };
        let people = self
            .cast
            .actors
            .get(*actor as usize)
            .is_some_and(|a| a.kind == ActorKind::People && a.id.is_none());
        people && (first..mention.first).any(|t| self.text.tag(t).pos == Pos::Number)
    }

    /// The words of a thing that does something to another: `the storm destroyed the pier`.
    /// An inquiry or a vote can tell something (`reports`), but does nothing else.
    pub(super) fn thing(&self, phrase: &Phrase, reports: bool, rule: &RuleId, found: &mut Vec<Argument>) {
        let tag = self.text.tag(phrase.head);
        let class = self.text.lexicon.entry(tag.lemma).noun_class;
        let tells = reports && class == NounClass::Event;
        let happens = matches!(class, NounClass::Event | NounClass::State | NounClass::Time);
        if (tells || !happens) && tag.pos == Pos::Noun && phrase.conjuncts.is_empty() {
            found.push(self.words(phrase.first, phrase.end, rule));
        }
    }

    /// Adds the actors of a mention, each once.
    fn actors(&self, mention: &ActorMention, rule: &RuleId, found: &mut Vec<Argument>) {
        for index in &mention.actors {
            let Some(actor) = self.cast.actors.get(*index as usize) else { continue };
            if !found.iter().any(|a| a.actor == Some(*index)) {
                let name = actor.name.clone();
                found.push(Argument {
                    span: mention.span,
                    name,
                    actor: Some(*index),
                    rule: Some(rule.clone()),
                });
            }
        }
    }

    /// `unveiled the Corvo 4`: things with a name of their own, of which no more is known; persons are never only a matter.
    pub(super) fn named_things(&self, phrase: &Phrase, rule: &RuleId, found: &mut Vec<Argument>) {
        let alone = [(phrase.first, phrase.end)];
        let parts = if phrase.conjuncts.is_empty() { &alone[..] } else { &phrase.conjuncts };
        for (first, end) in parts {
            let head = if phrase.conjuncts.is_empty() { phrase.head } else { self.head(*first, *end) };
            let unknown = |m: &ActorMention| {
                let mut known = m.actors.iter().filter_map(|a| self.cast.actors.get(*a as usize));
                let named =
                    matches!(m.reference, Reference::Name | Reference::Abbreviation | Reference::Anaphor);
                named && known.all(|a| matches!(a.kind, ActorKind::Unknown | ActorKind::Person))
            };
            if let Some(mention) = self.mention(*first, *end, head).filter(|m| unknown(m)) {
                self.actors(mention, rule, found);
            }
        }
    }

    /// Actors in the possessor and the of-phrase of a phrase: `the independence of the republics`.
    pub(super) fn inner_actors(&self, phrase: &Phrase, rule: &RuleId, found: &mut Vec<Argument>) {
        let end = phrase.extent.max(phrase.end);
        let mut outer = 0;
        for mention in self.mentions(phrase.first, end) {
            if mention.end <= outer {
                continue; // `the Chilean and Peruvian presidents` are two, not four
            }
            outer = mention.end;
            let owner = mention.end < end && self.text.tag(mention.end).pos == Pos::Possessive;
            let demonym = mention.reference == Reference::Demonym;
            let of = mention.first > phrase.head && !demonym;
            let demonym = demonym && mention.end <= phrase.head && !self.is_ware(phrase.head);
            if (owner || demonym || of) && self.is_actor(mention) {
                self.actors(mention, rule, found);
            }
        }
    }

    /// `Israeli tanks`: what was made somewhere is not that state.
    fn is_ware(&self, head: u32) -> bool {
        let class = self.text.lexicon.entry(self.text.tag(head).lemma).noun_class;
        class == NounClass::Artifact
    }

    /// True when the head of a phrase is an actor of the cast.
    pub(super) fn names_actor(&self, phrase: &Phrase) -> bool {
        let head = match phrase.conjuncts.first() {
            Some((first, end)) => self.head(*first, *end),
            None => phrase.head,
        };
        self.mention(phrase.first, phrase.end, head).is_some_and(|m| self.is_actor(m))
    }

    /// True when a phrase is about people by what they are: `two miners`, `the founder of the firm`.
    pub(super) fn names_person(&self, phrase: &Phrase) -> bool {
        let tag = self.text.tag(phrase.head);
        let person = self.text.lexicon.entry(tag.lemma).noun_class == NounClass::Person;
        tag.pos == Pos::Noun && person && phrase.conjuncts.is_empty()
    }

    /// True when a phrase tells people by their number alone: `97 were arrested`, `one of them`.
    pub(super) fn names_count(&self, phrase: &Phrase) -> bool {
        let text = self.text;
        let number = |t: u32| text.tag(t).pos == Pos::Number;
        let measure = |t: u32| number(t) || text.tag(t).pos == Pos::Adverb || text.is(t, words::A);
        let of = text.is(phrase.end, words::OF) && phrase.extent > phrase.end + 1;
        if !of && !number(phrase.head) {
            return false;
        }
        let bare = (phrase.first..phrase.end).all(measure);
        let last = text.tag(phrase.extent.saturating_sub(1));
        let people =
            text.lexicon.entry(last.lemma).noun_class == NounClass::Person || self.is_people(last.lemma);
        if of
            && people
            && phrase.conjuncts.is_empty()
            && (number(phrase.head) && bare || self.counts(phrase.head))
        {
            return true;
        }
        let pronoun = of && text.tag(phrase.end + 1).pos == Pos::Pronoun;
        let alone = !of && !text.is(phrase.head, words::ONE) && !self.is_ordinal(phrase.head);
        number(phrase.head) && bare && phrase.conjuncts.is_empty() && (pronoun || alone)
    }

    /// `hundreds`, `dozens`.
    fn counts(&self, token: u32) -> bool {
        self.words.counts.contains(&self.text.term(token))
    }

    fn is_people(&self, lemma: Term) -> bool {
        self.text.lexicon.word(lemma) == "people"
    }

    /// True when a phrase is about some body of people without a name: `the firm`.
    pub(super) fn names_group(&self, phrase: &Phrase) -> bool {
        let tag = self.text.tag(phrase.head);
        let group = self.text.lexicon.entry(tag.lemma).noun_class == NounClass::Group;
        tag.pos == Pos::Noun && group && phrase.conjuncts.is_empty()
    }

    fn is_actor(&self, mention: &ActorMention) -> bool {
        let kinds = mention.actors.iter().filter_map(|a| self.cast.actors.get(*a as usize)).map(|a| a.kind);
        !mention.actors.is_empty() && kinds.clone().all(|k| k != ActorKind::Place)
    }

    /// The outermost mention that covers the head and lies within the phrase (or around it).
    pub(super) fn mention(&self, first: u32, end: u32, head: u32) -> Option<&'a ActorMention> {
        let covers = |m: &&ActorMention| m.first <= head && head < m.end;
        let near = self.mentions(first, end);
        let inside = near.clone().find(|m| covers(m) && m.reference != Reference::Demonym);
        inside.or_else(|| near.clone().find(covers)).or_else(|| self.name_after(near, end, head))
    }

    /// `its rival Brox`, `the rebel group Alba`: the name of a person or group, just after the word for it.
    fn name_after(
        &self,
        near: impl Iterator<Item = &'a ActorMention>,
        end: u32,
        head: u32,
    ) -> Option<&'a ActorMention> {
        let tag = self.text.tag(head);
        let class = || self.text.lexicon.entry(tag.lemma).noun_class;
        if tag.pos != Pos::Noun || !matches!(class(), NounClass::Person | NounClass::Group) {
            return None;
        }
        let mut named = near.filter(|m| m.first == head + 1 && m.end == end);
        named.find(|m| m.reference == Reference::Name && self.is_actor(m))
    }

    /// The mentions that start within a range of tokens (a title before the phrase included), in text order.
    pub(super) fn mentions(
        &self,
        first: u32,
        end: u32,
    ) -> impl Iterator<Item = &'a ActorMention> + Clone + use<'a> {
        let from = self.cast.mentions.partition_point(|m| m.first < first);
        let rest = self.cast.mentions.get(from..).unwrap_or_default();
        rest.iter().take_while(move |m| m.first < end)
    }

    /// The last noun of a range.
    fn head(&self, first: u32, end: u32) -> u32 {
        let noun = |i: &u32| {
            matches!(self.text.tag(*i).pos, Pos::Noun | Pos::ProperNoun | Pos::Pronoun | Pos::Number)
        };
        (first..end).rev().find(noun).unwrap_or_else(|| end.saturating_sub(1).max(first))
    }

    /// A name, a person or a group: something that can act though the cast does not hold it.
    fn is_agent(&self, head: u32) -> bool {
        let tag = self.text.tag(head);
        let class = self.text.lexicon.entry(tag.lemma).noun_class;
        match tag.pos {
            Pos::ProperNoun => true,
            Pos::Noun if class == NounClass::Other => self.is_capital(head),
            Pos::Noun => matches!(class, NounClass::Person | NounClass::Group),
            // `the Ohio native`
            Pos::Adjective => {
                class == NounClass::Person && head > 0 && self.text.tag(head - 1).pos == Pos::ProperNoun
            }
            _ => false,
        }
    }

    /// `built by order of the king`, `closed by vote of the members`: a bare noun before `of` tells how.
    pub(super) fn is_manner(&self, first: u32, head: u32) -> bool {
        let by = first.checked_sub(1).is_some_and(|t| self.text.is(t, words::BY));
        by && first == head && self.text.tag(head).pos == Pos::Noun && self.text.is(head + 1, words::OF)
    }

    fn is_capital(&self, token: u32) -> bool {
        self.text.tokens.get(token as usize).is_some_and(|t| !matches!(t.shape, Shape::Lower))
    }

    /// The words of a range without its article, as a participant.
    fn words(&self, first: u32, end: u32, rule: &RuleId) -> Argument {
        let first = self.after_article(first, end);
        Argument {
            span: self.text.span(first, end),
            name: self.plain(first, end),
            actor: None,
            rule: Some(rule.clone()),
        }
    }

    fn after_article(&self, first: u32, end: u32) -> u32 {
        let term = self.text.term(first);
        let article =
            matches!(term, words::THE | words::A | words::AN | words::BOTH) || term == self.words.neither;
        if article && first + 1 < end { first + 1 } else { first }
    }

    /// The words of a matter, its of-phrases included, on one line; a bare pronoun gives none.
    pub(super) fn object(&self, phrase: &Phrase) -> Option<String> {
        let long = phrase.extent.max(phrase.end);
        let end = if long - phrase.first <= LONGEST { long } else { phrase.end.min(phrase.first + LONGEST) };
        // `came second`, `broke open`, `came home`: no matter of anything.
        let one = phrase.end == phrase.first + 1;
        let bare = matches!(self.text.tag(phrase.head).pos, Pos::Pronoun | Pos::Adjective)
            || self.is_ordinal(phrase.head);
        let pronoun = one && (bare || self.text.is(phrase.head, self.words.home));
        if pronoun {
            return None;
        }
        Some(self.plain(phrase.first, end)).filter(|words| !words.is_empty())
    }

    /// `it`, `them`: a matter that is told by a pronoun only.
    pub(super) fn pronoun(&self, phrase: &Phrase) -> Option<String> {
        let told = [words::IT, words::THEM, words::HIM, words::HER, words::THIS, words::THEY];
        let one = phrase.end == phrase.first + 1 && told.contains(&self.text.term(phrase.head));
        one.then(|| self.plain(phrase.first, phrase.end))
    }

    fn is_ordinal(&self, token: u32) -> bool {
        let word = self.text.word(token);
        self.text.tag(token).pos == Pos::Number
            && word.ends_with(|c: char| c.is_ascii_lowercase())
            && ORDINAL_ENDINGS.iter().any(|end| word.ends_with(end))
            && !word.ends_with("thousand")
    }

    /// The characters of a range with white space made single.
    fn plain(&self, first: u32, end: u32) -> String {
        one_line(self.text.words(first, end))
    }

    /// The bytes of a phrase.
    pub(super) fn span(&self, phrase: &Phrase) -> Span {
        self.text.span(phrase.first, phrase.end)
    }
}
