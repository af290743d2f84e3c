//! Verb groups: a small state machine over tags, from the first helper to the particle.
//!
//! Knows modals, the chains of `be`, `have`, `do` and `get`, `going to`, `used to`, `is to`, `able to` and
//! negation inside the group. Does not know subjects or clauses.

use super::words::Words;
use super::{Aspect, Mood, Tense};
use crate::temporal::{Timex, TimexType};
use crate::text::{Pos, Tag, Term, Text, VerbForm, words};

/// What a verb group can be the centre of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Finiteness {
    /// A clause with a subject of its own.
    #[default]
    Finite,
    /// `to recognize`.
    Infinitive,
    /// `recognizing`, `having recognized`.
    Gerund,
    /// `recognized`, without helpers and not the past.
    Participle,
    /// `recognize`, without `to`, a helper or a certain subject.
    Bare,
}

/// A verb with its helpers.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct VerbGroup {
    /// First token.
    pub(super) first: u32,
    /// One past the last token, the particle included.
    pub(super) end: u32,
    /// The full verb; the last helper of a copula.
    pub(super) head: u32,
    /// The lemma of the head.
    pub(super) lemma: Term,
    /// The particle of a phrasal verb.
    pub(super) particle: Option<u32>,
    pub(super) finiteness: Finiteness,
    pub(super) tense: Tense,
    pub(super) aspect: Aspect,
    pub(super) mood: Mood,
    pub(super) passive: bool,
    pub(super) negated: bool,
    /// `be` with something other than a verb after it, or a helper alone.
    pub(super) copula: bool,
    /// The adjective between `be` and an infinitive: `is ready to support`.
    pub(super) adjective: Option<u32>,
}

impl VerbGroup {
    /// The passive participle that a form looks like which could also be the past tense.
    pub(super) fn as_participle(&self) -> Self {
        let (finiteness, tense) = (Finiteness::Participle, Tense::PastParticiple);
        Self { finiteness, tense, passive: true, ..self.clone() }
    }
}

/// Adverbs and negations that may stand between the parts of one group.
const GAP: u32 = 4;

/// Reads the verb group that starts at `at`, if one does; `limit` is one past the last token to look at.
///
/// Complexity: linear in the group, whose gaps are bounded.
pub(super) fn read(text: &Text, words: &Words, times: &[Timex], at: u32, limit: u32) -> Option<VerbGroup> {
    let group = VerbGroup { first: at, ..VerbGroup::default() };
    let mut machine = Machine { text, words, times, limit, group };
    machine.run(at).then_some(machine.group)
}

struct Machine<'a> {
    text: &'a Text<'a>,
    words: &'a Words,
    times: &'a [Timex],
    limit: u32,
    group: VerbGroup,
}

/// Where the machine is after a helper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Modal,
    Have,
    Be,
    Get,
    Do,
    To,
}

impl Machine<'_> {
    fn run(&mut self, at: u32) -> bool {
        let Some(tag) = self.tag(at) else { return false };
        match tag.pos {
            Pos::Negation => self.after_negation(at),
            Pos::To => {
                self.group.tense = Tense::Infinitive;
                self.group.finiteness = Finiteness::Infinitive;
                self.helper(at, After::To)
            }
            Pos::Modal => {
                self.modal(at);
                self.helper(at, After::Modal)
            }
            Pos::Auxiliary | Pos::Verb => {
                self.first_verb(at, tag);
                self.verb(at)
            }
            _ => false,
        }
    }

    /// `not to attack`, `never recognized`, `not recognizing`.
    fn after_negation(&mut self, at: u32) -> bool {
        let Some(next) = self.next_verbal(at + 1) else { return false };
        self.group.negated = !is_not_only(self.text, at);
        next > at && !self.is(next, Pos::Negation) && self.run(next)
    }

    fn modal(&mut self, at: u32) {
        let term = self.term(at);
        let (mood, tense) = match term {
            words::WILL | words::SHALL | words::CLITIC_LL => (Mood::Future, Tense::Future),
            words::WOULD | words::CLITIC_D => (Mood::Would, Tense::Past),
            words::COULD | words::MIGHT => (Mood::Possible, Tense::Past),
            words::MAY | words::CAN => (Mood::Possible, Tense::Present),
            words::USED => (Mood::Plain, Tense::Past),
            _ => match self.text.word(at) {
                "wo" | "Wo" | "sha" => (Mood::Future, Tense::Future),
                "ca" | "Ca" | "cannot" | "Cannot" => (Mood::Possible, Tense::Present),
                _ => (Mood::Obligation, Tense::Present),
            },
        };
        self.group.negated |= matches!(self.text.word(at), "cannot" | "Cannot");
        self.group.mood = mood;
        self.group.tense = tense;
    }

    /// Tense and finiteness by the first verb form.
    fn first_verb(&mut self, at: u32, tag: Tag) {
        let (finiteness, tense) = match tag.form {
            VerbForm::Past => (Finiteness::Finite, Tense::Past),
            VerbForm::Present3 => (Finiteness::Finite, Tense::Present),
            VerbForm::Gerund => (Finiteness::Gerund, Tense::PresentParticiple),
            VerbForm::PastParticiple => (Finiteness::Participle, Tense::PastParticiple),
            _ if tag.pos == Pos::Auxiliary && self.term(at) != words::BE => {
                (Finiteness::Finite, Tense::Present)
            }
            VerbForm::Base | VerbForm::None => (Finiteness::Bare, Tense::Present),
        };
        self.group.finiteness = finiteness;
        self.group.tense = tense;
        self.group.passive = finiteness == Finiteness::Participle;
    }

    /// A verb form that can be helper or head.
    fn verb(&mut self, at: u32) -> bool {
        let lemma = self.lemma(at);
        let helper = match lemma {
            l if l == words::BE && self.is_perfect(at) => After::Have,
            l if l == words::BE => After::Be,
            l if l == words::HAVE => After::Have,
            l if l == words::DO => After::Do,
            l if l == words::GET => After::Get,
            _ => return self.head(at),
        };
        self.helper(at, helper)
    }

    /// `he's talked to the press`, `she's asked the court`: the `'s` of a verb without objects, or with one after it, is `has`.
    fn is_perfect(&self, at: u32) -> bool {
        let participle = self.next_verbal(at + 1).filter(|_| self.term(at) == words::CLITIC_S);
        let Some((next, tag)) = participle.and_then(|next| Some((next, self.tag(next)?))) else {
            return false;
        };
        let done = tag.pos == Pos::Verb && matches!(tag.form, VerbForm::PastParticiple | VerbForm::Past);
        let object = self.is(next + 1, Pos::Determiner)
            || self.is(next + 1, Pos::Pronoun) && self.term(next + 1) != words::WHO;
        let entry = self.text.lexicon.entry(tag.lemma);
        done && (entry.intransitive || object && !self.words.two_objects.contains(&tag.lemma))
    }

    /// Goes on after the helper at `at`.
    fn helper(&mut self, at: u32, after: After) -> bool {
        let Some(next) = self.next_verbal(at + 1) else { return self.alone(at, after) };
        let negated = self.negation_between(at + 1, next);
        let tag = self.tag(next).unwrap_or_default();
        let known = match after {
            After::Modal | After::To => self.after_modal(next, tag),
            After::Do => tag.form == VerbForm::Base && tag.pos == Pos::Verb && self.head(next),
            After::Have => self.after_have(next, tag),
            After::Be => self.after_be(next, tag),
            After::Get => tag.form == VerbForm::PastParticiple && self.passive(next),
        };
        self.group.negated |= negated;
        known || self.alone(at, after)
    }

    fn after_modal(&mut self, next: u32, tag: Tag) -> bool {
        match tag.pos {
            Pos::To => self.helper(next, After::To), // `ought to`, `used to`
            Pos::Verb | Pos::Auxiliary
                if matches!(tag.form, VerbForm::Base | VerbForm::None) || self.lemma(next) == words::HAVE =>
            {
                self.verb(next)
            }
            _ => false,
        }
    }

    fn after_have(&mut self, next: u32, tag: Tag) -> bool {
        let verbal = matches!(tag.pos, Pos::Verb | Pos::Auxiliary);
        if verbal && matches!(tag.form, VerbForm::PastParticiple | VerbForm::Past) {
            self.group.aspect = Aspect::Perfective;
            return self.verb(next);
        }
        if tag.pos == Pos::To && self.helper(next, After::To) {
            let yet = self.term(next - 1) == self.words.yet; // `has yet to sign`
            self.group.mood = if yet { Mood::Plain } else { Mood::Obligation };
            self.group.negated |= yet;
            return true;
        }
        false
    }

    fn after_be(&mut self, next: u32, tag: Tag) -> bool {
        let verbal = matches!(tag.pos, Pos::Verb | Pos::Auxiliary);
        match tag.form {
            VerbForm::Gerund if verbal => {
                if self.term(next) == words::GOING && self.to_verb(next + 1) {
                    return self.future(next + 1);
                }
                self.group.aspect = match self.group.aspect {
                    Aspect::Perfective => Aspect::PerfectiveProgressive,
                    _ => Aspect::Progressive,
                };
                self.verb(next)
            }
            VerbForm::PastParticiple | VerbForm::Past if verbal => self.after_participle(next),
            _ if tag.pos == Pos::To => self.to_verb(next) && self.future(next),
            _ => self.adjective(next),
        }
    }

    /// `is set to leave` is a future; `was asked to leave` keeps its own verb.
    fn after_participle(&mut self, next: u32) -> bool {
        if self.term(next) == self.words.set && self.to_verb(next + 1) {
            return self.future(next + 1);
        }
        self.passive(next)
    }

    /// `is ready to support`, `was unable to come`, `is about to start`.
    fn adjective(&mut self, next: u32) -> bool {
        if !self.to_verb(next + 1) {
            return false;
        }
        let w = self.words;
        let term = self.term(next);
        let past = self.group.tense == Tense::Past;
        let mood = match term {
            t if t == words::ABOUT || t == words::DUE || t == w.set || t == w.bound => Mood::Future,
            t if t == w.able && past && self.group.mood == Mood::Plain => Mood::Plain,
            t if t == w.able || t == w.likely || t == w.ready || t == w.willing => Mood::Possible,
            t if t == w.unlikely || t == w.unable || t == w.reluctant || t == w.unwilling => Mood::Possible,
            _ => return false,
        };
        self.group.negated |= term == w.unable || term == w.unlikely || term == w.unwilling;
        self.group.adjective = Some(next);
        let tense = self.group.tense;
        let known = self.helper(next + 1, After::To);
        self.group.mood = mood;
        if mood != Mood::Future {
            self.group.tense = tense;
        }
        known
    }

    /// `going to`, `is to`: the `to` stands at `to`.
    fn future(&mut self, to: u32) -> bool {
        let known = self.helper(to, After::To);
        self.group.mood = if self.group.tense == Tense::Past { Mood::Would } else { Mood::Future };
        if self.group.mood == Mood::Future {
            self.group.tense = Tense::Future;
        }
        known
    }

    fn passive(&mut self, next: u32) -> bool {
        self.group.passive = true;
        self.head(next)
    }

    /// The full verb, with its particle.
    fn head(&mut self, at: u32) -> bool {
        self.group.head = at;
        self.group.lemma = self.lemma(at);
        self.group.end = at + 1;
        if self.is(at + 1, Pos::Particle) || self.hands_over(at) || self.makes_public(at) {
            self.group.particle = Some(at + 1);
            self.group.end = at + 2;
        }
        true
    }

    /// `handed over a note`, `took over the firm`, not `took over 40 minutes`: here `over` is never a path.
    fn hands_over(&self, at: u32) -> bool {
        self.term(at + 1) == words::OVER
            && self.words.takes_over.contains(&self.lemma(at))
            && self.is(at + 1, Pos::Preposition)
            && !self.is(at + 2, Pos::Number)
    }

    /// `was made public by the court`, `made public a report`; not `made public transport free`.
    fn makes_public(&self, at: u32) -> bool {
        let noun = [Pos::Noun, Pos::ProperNoun, Pos::Adjective].iter().any(|pos| self.is(at + 2, *pos));
        let dated = self.text.lexicon.names_time(self.term(at + 2));
        self.lemma(at) == words::MAKE && self.term(at + 1) == self.words.public && (!noun || dated)
    }

    /// A helper with no verb after it: `is the leader`, `has a plan`, `did`; `to` alone is no verb group.
    fn alone(&mut self, at: u32, after: After) -> bool {
        match after {
            After::To => return false,
            After::Be | After::Modal => self.group.copula = true,
            After::Do | After::Have | After::Get => self.group.copula = !self.has_object(at + 1),
        }
        self.head(at)
    }

    /// A noun phrase or particle follows, so that `have`, `do`, `get` are full verbs.
    fn has_object(&self, at: u32) -> bool {
        let after = if self.is(at, Pos::Adverb) { at + 1 } else { at };
        self.tag(after).is_some_and(|tag| {
            matches!(
                tag.pos,
                Pos::Noun
                    | Pos::ProperNoun
                    | Pos::Determiner
                    | Pos::Number
                    | Pos::Adjective
                    | Pos::Pronoun
                    | Pos::Particle
                    | Pos::Preposition
            )
        })
    }

    /// `to` (over adverbs) an infinitive stands at `at`.
    fn to_verb(&self, at: u32) -> bool {
        self.is(at, Pos::To)
    }

    /// The next token that is not an adverb or a negation, within the gap.
    fn next_verbal(&self, from: u32) -> Option<u32> {
        let next = self.next_word(from)?;
        Some(self.over_time(next).unwrap_or(next))
    }

    fn next_word(&self, from: u32) -> Option<u32> {
        (from..(from + GAP).min(self.limit)).find(|i| {
            !self.is(*i, Pos::Adverb)
                && !self.is(*i, Pos::Negation)
                && !self.floats(*i)
                && !self.opens_quotation(*i)
        })
    }

    /// `had on Monday dismissed`, `was last week charged`: the verb after a date between helper and verb.
    fn over_time(&self, at: u32) -> Option<u32> {
        let first = if self.is(at, Pos::Preposition) { at + 1 } else { at };
        let next = self.times.partition_point(|time| time.first < first);
        let time =
            self.times.get(next).filter(|time| time.first == first && time.kind != TimexType::Duration)?;
        let verb = self.next_word(time.end)?;
        let tag = self.tag(verb)?;
        (matches!(tag.pos, Pos::Verb | Pos::Auxiliary) && self.group.finiteness == Finiteness::Finite)
            .then_some(verb)
    }

    /// `promised to "help the poor"`: the quotation begins with the verb.
    fn opens_quotation(&self, at: u32) -> bool {
        let to = at.checked_sub(1).is_some_and(|to| self.is(to, Pos::To));
        let verb = self.tag(at + 1).filter(|tag| tag.pos == Pos::Verb && tag.form == VerbForm::Base);
        to && self.term(at) == words::QUOTE && verb.is_some()
    }

    /// `were all freed`, `have both left`: a quantifier between helper and verb.
    fn floats(&self, at: u32) -> bool {
        let quantifier = [words::ALL, words::BOTH].contains(&self.term(at));
        quantifier && self.is(at + 1, Pos::Verb)
    }

    fn negation_between(&self, from: u32, to: u32) -> bool {
        (from..to).any(|i| self.is(i, Pos::Negation) && !is_not_only(self.text, i))
    }

    fn tag(&self, at: u32) -> Option<Tag> {
        if at >= self.limit {
            return None;
        }
        self.text.tags.get(at as usize).copied()
    }

    fn is(&self, at: u32, pos: Pos) -> bool {
        self.tag(at).is_some_and(|tag| tag.pos == pos)
    }

    fn lemma(&self, at: u32) -> Term {
        self.tag(at).map(|tag| tag.lemma).unwrap_or_default()
    }

    fn term(&self, at: u32) -> Term {
        self.text.tokens.get(at as usize).map(|t| t.term).unwrap_or_default()
    }
}

/// `not only`, `not just`: no negation.
pub(super) fn is_not_only(text: &Text, not: u32) -> bool {
    matches!(text.word(not + 1), "only" | "just" | "merely" | "simply")
}

#[cfg(test)]
mod tests;
