//! Nouns that state an event: `the recognition of the republic`, `talks between A and B`.
//!
//! Knows noun lemmas, lexicon classes and the phrase around the noun. Does not know verbs' clauses; the caller says
//! which verb a noun belongs to.

mod objects;
mod phrase;

use crate::actors::{ActorMention, Cast, Reference};
use crate::error::Error;
use crate::events::table::Table;
use crate::events::{ClauseKind, Frames, Phrase, Predicate, Prepositional};
use crate::image::{Flat, stored};
use crate::temporal::Timex;
use crate::text::{Lexicon, NounClass, Pos, Sentence, Shape, Term, Text, words};

pub(super) use objects::NOUN_OBJECTS;
use objects::Objects;

pub use phrase::{extend_of, noun_phrase, pair};

/// One sort of nouns a row, beyond what frames and the lexicon's classes say.
pub(super) const EVENT_NOUNS: Table = Table {
    file: "data/events/event_nouns.csv",
    text: include_str!("../../../data/events/event_nouns.csv"),
    row: "event,lemmas",
};
/// How many prepositional phrases after a noun are read, and how far its modifiers reach to the left.
const MOST_PHRASES: usize = 5;
const MOST_MODIFIERS: u32 = 16;

/// Which nouns state events.
#[derive(Clone, Debug, Default)]
pub struct Nominals {
    /// What `event_nouns.csv` says about each term: the number of a [`Listed`], counted from 1.
    listed: Flat<1>,
    objects: Objects,
}

/// What the table says about a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    /// It states an event.
    Event,
    /// It does so only with a phrase after it: `an exchange of prisoners`, not `the stock exchange`.
    WithPhrase,
    /// It never does.
    Never,
    /// The last word of an event's name: `the Academy Awards`.
    Named,
    /// An adjective that tells a state after `is`: `two sailors are missing`.
    State,
    /// A happening of nature, which is nobody's doing: `the Iran earthquake`.
    Natural,
    /// A noun that leaves an event noun before it an event: `trial date`, `crash site`.
    Head,
}

impl Listed {
    /// In the order of their numbers.
    const ALL: [Self; 7] =
        [Self::Event, Self::WithPhrase, Self::Never, Self::Named, Self::State, Self::Natural, Self::Head];

    /// The sort as the table writes it.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "yes" => Self::Event,
            "phrase" => Self::WithPhrase,
            "no" => Self::Never,
            "named" => Self::Named,
            "state" => Self::State,
            "natural" => Self::Natural,
            "head" => Self::Head,
            _ => return None,
        })
    }
}

stored! { Nominals { listed, objects } }

impl Nominals {
    /// The nouns shipped with the program.
    ///
    /// # Errors
    /// When a row of the table does not read.
    pub fn builtin(lexicon: &mut Lexicon) -> Result<Self, Error> {
        let mut listed = Flat::default();
        EVENT_NOUNS.read(|row| {
            let (name, lemmas) = row.split_once(',')?;
            let sort = Listed::named(name)?;
            for lemma in lemmas.split_whitespace() {
                *listed.at_mut(lexicon.intern(lemma).0 as usize)? = [sort as u8 + 1];
            }
            Some(())
        })?;
        Ok(Self { listed, objects: Objects::builtin(lexicon)? })
    }

    /// The nouns that never state an event.
    pub(super) fn never(&self) -> Vec<Term> {
        let terms = (0..self.listed.len() as u32).map(Term);
        terms.filter(|term| self.listed(*term) == Some(Listed::Never)).collect()
    }

    /// What the table says about a word.
    #[inline]
    fn listed(&self, term: Term) -> Option<Listed> {
        let place = usize::from(self.listed.number(term.0 as usize)).checked_sub(1)?;
        Listed::ALL.get(place).copied()
    }

    /// The event nouns of all sentences as predicates with their possessor and prepositional phrases, in text order.
    /// `verbs` must be sorted by token; a noun inside a verb's phrase gets that verb as its parent.
    ///
    /// Complexity: linear in the number of tokens; windows around each noun are bounded.
    pub fn read(
        &self,
        text: &Text<'_>,
        cast: &Cast,
        timexes: &[Timex],
        frames: &Frames,
        verbs: &[Predicate],
    ) -> Vec<Predicate> {
        let mut found = Vec::new();
        let mut view = View { text, cast, timexes, verbs, mention: 0, timex: 0, verb: 0 };
        for (number, sentence) in text.sentences.iter().enumerate() {
            for token in sentence.first..sentence.end {
                // What most tokens are states nothing.
                if !matches!(text.tag(token).pos, Pos::Noun | Pos::ProperNoun | Pos::Adjective) {
                    continue;
                }
                if self.is_state(text, token) {
                    found.extend(view.state(token, number as u32));
                } else if self.is_named_event(text, token) && view.is_free(token)
                    || text.tag(token).pos == Pos::Noun
                        && self.states_event(text, frames, token)
                        && view.is_free(token)
                        && !view.in_name(token)
                {
                    let mut predicate = view.predicate(token, sentence, number as u32);
                    if self.listed(predicate.lemma) == Some(Listed::Natural) {
                        predicate.subject = None;
                    }
                    if let Some(verb) = predicate.parent.and_then(|p| verbs.get(p as usize)) {
                        predicate.effect = self.objects.effect(text, verb, token);
                    }
                    found.push(predicate);
                }
            }
        }
        found
    }

    /// True for the last word of an event's name: `the Olympic Games`.
    fn is_named_event(&self, text: &Text<'_>, token: u32) -> bool {
        let named = || self.listed(text.term(token)) == Some(Listed::Named);
        text.tag(token).pos == Pos::ProperNoun && named() && !is_modifier(text, token)
    }

    /// True for an adjective that the table lists as a state.
    fn is_state(&self, text: &Text<'_>, token: u32) -> bool {
        let tag = text.tag(token);
        let listed = |lemma: Term| self.listed(lemma) == Some(Listed::State);
        tag.pos == Pos::Adjective && (listed(tag.lemma) || listed(text.term(token)))
    }

    /// True when the noun at `token` names something that happens and is the head of its phrase, or stands before
    /// another such noun: `murder trial`.
    fn states_event(&self, text: &Text<'_>, frames: &Frames, token: u32) -> bool {
        let before = || {
            let next = text.tag(token + 1);
            next.pos == Pos::Noun
                && !is_modifier(text, token + 1)
                && (self.names_event(text, frames, token + 1) || self.is_head(text, token + 1))
        };
        self.names_event(text, frames, token)
            && (!is_modifier(text, token) || !is_glued(text, token) && before())
    }

    fn is_head(&self, text: &Text<'_>, token: u32) -> bool {
        self.listed(text.tag(token).lemma) == Some(Listed::Head)
    }

    fn names_event(&self, text: &Text<'_>, frames: &Frames, token: u32) -> bool {
        let lemma = text.tag(token).lemma;
        match self.listed(lemma) {
            Some(Listed::Event | Listed::Natural) => true,
            Some(Listed::WithPhrase) => text.tag(token + 1).pos == Pos::Preposition,
            Some(Listed::Never | Listed::State | Listed::Named | Listed::Head) => false,
            None => {
                let class = text.lexicon.entry(text.term(token)).noun_class;
                frames.has_noun(lemma) || matches!(class, NounClass::Event | NounClass::Phenomenon)
            }
        }
    }
}

/// True when a noun only qualifies the next one: `attack helicopter`; not before a day: `the trial Monday`.
fn is_modifier(text: &Text<'_>, token: u32) -> bool {
    let noun = matches!(text.tag(token + 1).pos, Pos::Noun | Pos::ProperNoun);
    is_glued(text, token) || noun && !text.lexicon.names_time(text.term(token + 1))
}

fn is_glued(text: &Text<'_>, token: u32) -> bool {
    let next = text.tokens.get(token as usize + 1);
    text.is(token + 1, words::HYPHEN) && next.is_some_and(|t| !t.spaced)
}

/// The other tables, read along with the tokens: each place only moves forward.
struct View<'a, 't> {
    text: &'a Text<'t>,
    cast: &'a Cast,
    timexes: &'a [Timex],
    verbs: &'a [Predicate],
    mention: usize,
    timex: usize,
    verb: usize,
}

impl View<'_, '_> {
    /// False inside a time expression or a verb group.
    fn is_free(&mut self, token: u32) -> bool {
        let span = self.text.span(token, token + 1);
        while self.timexes.get(self.timex).is_some_and(|t| t.span.end <= span.start) {
            self.timex += 1;
        }
        let timed = self.timexes.get(self.timex).is_some_and(|t| t.span.overlaps(span));
        while self.verbs.get(self.verb).is_some_and(|v| v.end <= token) {
            self.verb += 1;
        }
        let in_group = self.verbs.get(self.verb).is_some_and(|v| v.first <= token);
        !timed && !in_group
    }

    /// The state that a form of `be` or another verb ascribes: `are still missing`, `was found guilty`.
    fn state(&self, token: u32, number: u32) -> Option<Predicate> {
        let at = self.verbs.partition_point(|v| v.token < token);
        let near = self.verbs.get(at.saturating_sub(3)..)?.iter().take(4);
        let ascribes = |v: &&Predicate| {
            let group = v.first <= token && token < v.token;
            (v.copula || group) && v.adjective == Some(token) && v.sentence == number
        };
        // `became available`, `was found guilty`.
        let beside = || near.clone().rev().find(|v| v.end == token && v.object.is_none());
        let copula = near.clone().find(ascribes).or_else(beside);
        let plain = Predicate {
            token,
            first: token,
            end: token + 1,
            lemma: self.text.term(token),
            kind: ClauseKind::Nominal,
            adjective: Some(token),
            sentence: number,
            ..Predicate::default()
        };
        let Some(copula) = copula else {
            return self.is_predicative(token).then_some(plain);
        };
        // The group of `was unable to pay` is negative because of the adjective.
        let denied = (copula.first..token).any(|t| self.text.tag(t).pos == Pos::Negation);
        Some(Predicate {
            parent: copula.parent,
            effect: copula.effect,
            negated: copula.negated && (copula.copula || denied),
            tense: copula.tense,
            subject: copula.subject.clone(),
            ..plain
        })
    }

    /// True after a noun or verb and before no noun: `left two sailors dead`, `was found guilty`.
    fn is_predicative(&self, token: u32) -> bool {
        let Some(before) = token.checked_sub(1) else { return false };
        let before = self.text.tag(before).pos;
        let after = self.text.tag(token + 1).pos;
        matches!(before, Pos::Noun | Pos::ProperNoun | Pos::Verb | Pos::Number)
            && !matches!(after, Pos::Noun | Pos::ProperNoun | Pos::Adjective)
            && !is_glued(self.text, token)
    }

    fn in_name(&mut self, token: u32) -> bool {
        let capital = self.text.tokens.get(token as usize).is_some_and(|t| t.shape != Shape::Lower);
        capital
            && self.mentions_near(token).any(|m| {
                m.first <= token
                    && token < m.end
                    && matches!(m.reference, Reference::Name | Reference::Abbreviation)
            })
    }

    /// The mentions that begin at most a window before `token` or at most a window after it.
    fn mentions_near(&mut self, token: u32) -> impl Iterator<Item = &ActorMention> {
        let from = token.saturating_sub(MOST_MODIFIERS);
        while self.cast.mentions.get(self.mention).is_some_and(|m| m.first < from) {
            self.mention += 1;
        }
        let near = self.cast.mentions.iter().skip(self.mention);
        near.take_while(move |m| m.first < token + MOST_MODIFIERS)
    }

    fn predicate(&mut self, token: u32, sentence: &Sentence, number: u32) -> Predicate {
        let first = self.first_modifier(token, sentence.first);
        let prepositional = self.prepositional(token + 1, sentence.end);
        Predicate {
            token,
            first,
            end: token + 1,
            sentence: number,
            lemma: self.text.tag(token).lemma,
            kind: ClauseKind::Nominal,
            parent: self.parent(token),
            negated: self.text.is(first, words::NO),
            subject: self.possessor(first, token).filter(|_| !self.is_nobodys(token)),
            prepositional,
            ..Predicate::default()
        }
    }

    /// The first token of the phrase before the noun, a possessor included.
    fn first_modifier(&self, token: u32, sentence: u32) -> u32 {
        let limit = sentence.max(token.saturating_sub(MOST_MODIFIERS));
        let mut first = token;
        while first > limit && modifies(self.text, first - 1, first) {
            first -= 1;
        }
        first
    }

    /// An earthquake is nobody's doing, and in `the Kraft shooting suspect` the name does not say who shot.
    fn is_nobodys(&self, token: u32) -> bool {
        let class = self.text.lexicon.entry(self.text.tag(token).lemma).noun_class;
        class == NounClass::Phenomenon || is_modifier(self.text, token)
    }

    /// Who stands before the noun: a possessor (`Pyongyang's`, `its`), else a name or demonym (`Russian`).
    fn possessor(&mut self, first: u32, token: u32) -> Option<Phrase> {
        let text = self.text;
        let mark = (first..token).rev().find(|t| text.tag(*t).pos == Pos::Possessive);
        if let Some(mark) = mark {
            if self.timexes.iter().skip(self.timex.saturating_sub(1)).take(3).any(|t| t.end == mark) {
                return None; // `Tuesday's vote`
            }
            let begin = self.mentions_near(mark).filter(|m| m.end == mark).map(|m| m.first).min();
            let begin = begin.filter(|b| *b <= first).unwrap_or(first);
            return Some(Phrase { first: begin, end: mark, head: mark - 1, ..Phrase::default() });
        }
        if is_possessive_pronoun(text, first) {
            return Some(Phrase { first, end: first + 1, head: first, ..Phrase::default() });
        }
        let inside =
            self.mentions_near(token).filter(|m| first <= m.first && m.end <= token && !m.actors.is_empty());
        inside.last().map(|m| Phrase { first: m.first, end: m.end, head: m.end - 1, ..Phrase::default() })
    }

    fn prepositional(&self, start: u32, end: u32) -> Vec<Prepositional> {
        let mut found = Vec::new();
        let mut at = start;
        while at < end && found.len() < MOST_PHRASES && self.text.tag(at).pos == Pos::Preposition {
            if let Some(timex) = self.timex_from(at + 1) {
                at = timex.end;
                continue;
            }
            let Some(phrase) = self.phrase(at + 1).filter(|p| p.end <= end) else { break };
            // `of` after a later noun belongs to that noun: `on the status of the region`.
            let reach = extend_of(self.text, phrase.end);
            let prepositional = Prepositional { preposition: at, phrase };
            let phrase = pair(self.text, &prepositional);
            at = reach.max(phrase.end);
            found.push(Prepositional { phrase, ..prepositional });
        }
        found
    }

    /// The noun phrase at `start`; a name that goes further than its first noun is taken whole: `the Russian and
    /// North Korean leaders`.
    fn phrase(&self, start: u32) -> Option<Phrase> {
        let phrase = noun_phrase(self.text, start);
        let end = phrase.as_ref().map_or(start + 2, |p| p.end);
        let from = self.cast.mentions.partition_point(|m| m.first < start);
        let article = u32::from(self.text.tag(start).pos == Pos::Determiner);
        let near = self.cast.mentions.iter().skip(from).take_while(|m| m.first <= start + article);
        match near.map(|m| m.end).max() {
            Some(name) if name > end => {
                Some(Phrase { first: start, end: name, head: name - 1, extent: name, conjuncts: Vec::new() })
            }
            _ => phrase,
        }
    }

    /// The time expression that begins at `token` or after an article there: a date is nobody's participant.
    fn timex_from(&self, token: u32) -> Option<&Timex> {
        let near = self.timexes.iter().skip(self.timex).take_while(|t| t.first <= token + 1);
        near.filter(|t| t.end > token)
            .find(|t| t.first == token || self.text.tag(token).pos == Pos::Determiner)
    }

    /// The verb before or after the noun in one of whose phrases it stands.
    fn parent(&self, token: u32) -> Option<u32> {
        let from = self.verb.saturating_sub(4);
        let near = self.verbs.iter().enumerate().skip(from).take(8);
        let mut holding = near.filter(|(_, v)| phrases(v).any(|p| p.first <= token && token < p.end));
        holding.next_back().map(|(i, _)| i as u32)
    }
}

fn phrases(verb: &Predicate) -> impl Iterator<Item = &Phrase> {
    let direct = verb.subject.iter().chain(verb.object.iter()).chain(verb.recipient.iter());
    direct.chain(verb.prepositional.iter().map(|p| &p.phrase))
}

/// True when the token before a noun (phrase) belongs to it.
fn modifies(text: &Text<'_>, token: u32, next: u32) -> bool {
    // Nothing stands before a determiner but another: `all the talks`.
    if text.tag(next).pos == Pos::Determiner {
        return text.is(token, words::ALL);
    }
    match text.tag(token).pos {
        Pos::Determiner | Pos::Noun | Pos::ProperNoun | Pos::Adjective | Pos::Number | Pos::Possessive => {
            true
        }
        Pos::Punctuation => {
            text.is(token, words::HYPHEN) && text.tokens.get(next as usize).is_some_and(|t| !t.spaced)
        }
        _ => false,
    }
}

fn is_possessive_pronoun(text: &Text<'_>, token: u32) -> bool {
    [words::ITS, words::THEIR, words::HIS, words::HER].iter().any(|w| text.is(token, *w))
}

#[cfg(test)]
mod tests;
