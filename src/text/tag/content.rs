//! Nouns, verbs, adjectives: which one a word is here, and which form of the verb.
//!
//! Knows the readings of the words around and the state of the clause. Closed classes are decided in `function.rs`.

use super::super::{Entry, NounClass, words};
use super::reading::Reading;
use super::tagger::{Awaits, Tagger};
use super::{Pos, VerbForm};

/// What a word is here: its part of speech, and the form of a verb.
pub(super) type Decision = (Pos, VerbForm);

pub(super) const NOUN: Decision = (Pos::Noun, VerbForm::None);
pub(super) const ADJECTIVE: Decision = (Pos::Adjective, VerbForm::None);
/// The share of participles that `data/lexicon/priors.csv` declares to be states.
const ALWAYS: u8 = 250;

impl Tagger<'_> {
    /// Decides a word of the open classes. Rules are tried from the surest to the prior of the lexicon.
    pub(super) fn content_word(&self, at: usize, reading: Reading) -> Decision {
        if let Some(decided) = self.after_helper(at, reading) {
            return decided;
        }
        if self.is_compound_part(at) {
            return self.compound(reading);
        }
        // `sold two million cars last year`
        if self.term(at) == words::LAST && self.is_date(at) {
            return ADJECTIVE;
        }
        if self.is_last_time(at) {
            return (Pos::Adverb, VerbForm::None);
        }
        if let Some(decided) = self.after_count(at, reading) {
            return decided;
        }
        if self.in_noun_phrase(at) {
            return self.nominal(at, reading);
        }
        if !reading.can(Pos::Verb) {
            return self.other(at, reading);
        }
        if self.describes_object(at, reading) || self.describes_subject(at, reading) {
            return ADJECTIVE;
        }
        match self.form_here(at, reading) {
            Some(form) => (Pos::Verb, form),
            None => self.other(at, reading),
        }
    }

    /// `said [masked] men had ...`, `disliked [mulled] wine`: two finite verbs do not stand side by side.
    fn describes_object(&self, at: usize, reading: Reading) -> bool {
        // `may harm [endangered] birds`, `kept on protecting [threatened] birds`
        let base = at > 0 && matches!(self.tagged(at - 1).form, VerbForm::Base | VerbForm::Gerund);
        self.left.pos == Pos::Verb
            && (base || matches!(self.conjunct, VerbForm::Past | VerbForm::Present3))
            && reading.has(VerbForm::PastParticiple)
            && (self.reading(at + 1).can(Pos::Noun) && self.noun_follows(at) || base && self.opens_pair(at))
    }

    /// `may harm [threatened] or endangered birds`: two participles before one noun.
    fn opens_pair(&self, at: usize) -> bool {
        let second = self.reading(at + 2);
        matches!(self.term(at + 1), words::AND | words::OR)
            && self.reading(at).can(Pos::Adjective)
            && second.can(Pos::Adjective)
            && second.has(VerbForm::PastParticiple)
            && self.noun_follows(at + 2)
    }

    /// `workers marched and [masked] youths clashed`: `and`, a participle, a plural and a finite verb.
    fn describes_subject(&self, at: usize, reading: Reading) -> bool {
        let plural = self.reading(at + 1).plural && self.reading(at + 1).can(Pos::Noun);
        self.left.term == words::AND
            && reading.has(VerbForm::PastParticiple)
            && plural
            && self.surely_finite(at + 2, false)
    }

    /// `will strike`, `has struck`, `was struck`, `is striking`.
    fn after_helper(&self, at: usize, reading: Reading) -> Option<Decision> {
        if self.inverted && self.is_nominal_slot() {
            return None;
        }
        let form = match self.awaits {
            Awaits::Nothing => return None,
            Awaits::Base => VerbForm::Base,
            Awaits::Participle => VerbForm::PastParticiple,
            Awaits::Predicate if reading.has(VerbForm::PastParticiple) => {
                if self.is_state(at, reading) {
                    return Some(ADJECTIVE);
                }
                VerbForm::PastParticiple
            }
            Awaits::Predicate if reading.has(VerbForm::Gerund) => {
                if reading.can(Pos::Adjective) && reading.adjective > 170 {
                    return Some(ADJECTIVE);
                }
                VerbForm::Gerund
            }
            Awaits::Predicate => return None,
        };
        let compound = self.is_glued(at) && self.left.pos == Pos::Other;
        (reading.has(form) && !compound).then_some((Pos::Verb, form))
    }

    /// `was united`, `are interested`: a state rather than a passive.
    fn is_state(&self, at: usize, reading: Reading) -> bool {
        reading.can(Pos::Adjective) && reading.adjective >= ALWAYS && self.term(at + 1) != words::BY
    }

    /// Words to the left leave no room for a finite verb.
    fn in_noun_phrase(&self, at: usize) -> bool {
        let reading = self.reading(at);
        match self.left.pos {
            Pos::Determiner | Pos::Possessive => true,
            Pos::Preposition => !reading.has(VerbForm::Gerund) && !self.expected(reading),
            // `the wounded [said]`
            Pos::Adjective => !(self.adverb && reading.can(Pos::Verb)) && self.term(at) != words::SAID,
            Pos::Number => !self.number_is_subject(at),
            Pos::Noun => self.ends_measure(at) && reading.can(Pos::Noun) && !reading.has(VerbForm::Gerund),
            _ => false,
        }
    }

    /// `a two-yard [run]`: a determiner, a number and its unit with a hyphen stand before.
    fn ends_measure(&self, at: usize) -> bool {
        const OPENERS: u32 = Pos::Determiner.bit() | Pos::Possessive.bit() | Pos::Adjective.bit();
        at > 3
            && self.term(at - 2) == words::HYPHEN
            && self.is_glued(at - 1)
            && self.is_glued(at - 2)
            && self.reading(at - 3).can(Pos::Number)
            && self.tagged(at - 4).pos.bit() & OPENERS != 0
            && !self.left.plural
    }

    /// `two died`: the number stands for people.
    fn number_is_subject(&self, at: usize) -> bool {
        let reading = self.reading(at);
        if reading.can(Pos::Noun) && self.ends_date(at) {
            return false;
        }
        if reading.has(VerbForm::Past) && reading.verb > 128 && self.is_decimal(at) {
            return true;
        }
        if reading.has(VerbForm::Past) && !reading.has(VerbForm::PastParticiple) && reading.verb >= 200 {
            return true;
        }
        if self.qualifies_count(at, reading) {
            return false;
        }
        let verb = reading.only(Pos::Verb) && (reading.has(VerbForm::Past) || reading.has(VerbForm::Base));
        verb && !self.reading(at + 1).can(Pos::Noun)
            || reading.can(Pos::Verb) && reading.verb > 150 && !self.finite
    }

    /// `a quake of magnitude 6.1 [struck]`: things are seldom counted in tenths.
    fn is_decimal(&self, at: usize) -> bool {
        let stop = at.checked_sub(2).filter(|stop| self.term(*stop) == words::STOP);
        stop.is_some_and(|stop| self.is_glued(stop) && self.is_glued(stop + 1))
    }

    pub(super) fn noun_follows(&self, at: usize) -> bool {
        let next = self.reading(at + 1);
        let glued = self.term(at + 1) == words::HYPHEN && self.is_glued(at + 1);
        let noun = next.can(Pos::Noun) && (next.verb < 200 || next.plural) || next.can(Pos::ProperNoun);
        let modifier =
            next.only(Pos::Adjective) || next.can(Pos::Adjective) && self.reading(at + 2).can(Pos::Noun);
        !glued && (noun || modifier) && !self.surely_finite(at + 1, false)
    }

    /// A word inside a noun phrase: adjective, noun, or gerund.
    fn nominal(&self, at: usize, reading: Reading) -> Decision {
        let noun_share = 255u32.saturating_sub(u32::from(reading.verb) + u32::from(reading.adjective));
        let follows = self.noun_follows(at);
        let participle = reading.has(VerbForm::PastParticiple) || reading.has(VerbForm::Gerund);
        if reading.can(Pos::Adverb) && !reading.can(Pos::Noun) && !follows {
            return (
                if reading.can(Pos::Adjective) && self.left.pos == Pos::Determiner {
                    Pos::Adjective
                } else {
                    Pos::Adverb
                },
                VerbForm::None,
            );
        }
        match () {
            () if follows
                && reading.can(Pos::Adjective)
                && u32::from(reading.adjective) >= noun_share / 2 =>
            {
                ADJECTIVE
            }
            () if follows && participle && (!reading.can(Pos::Noun) || noun_share < 60) => ADJECTIVE,
            () if reading.can(Pos::Noun) && (!reading.can(Pos::Adjective) || !self.goes_on(at)) => NOUN,
            () if reading.can(Pos::Adjective)
                && (!reading.can(Pos::Noun) || u32::from(reading.adjective) > 2 * noun_share) =>
            {
                ADJECTIVE
            }
            () if reading.can(Pos::Noun) => NOUN,
            () if reading.can(Pos::Adverb) => (Pos::Adverb, VerbForm::None),
            () if reading.has(VerbForm::Gerund) => NOUN,
            () if reading.has(VerbForm::PastParticiple) => self.participle_in_phrase(at, reading),
            () if reading.can(Pos::Verb) => (Pos::Verb, self.some_form(reading)),
            () => self.other(at, reading),
        }
    }

    /// A second adjective follows an adjective: `a short, sharp war`.
    fn goes_on(&self, at: usize) -> bool {
        let joined = matches!(self.term(at + 1), words::COMMA | words::AND | words::BUT);
        let next = self.reading(at + 2);
        let second = next.can(Pos::Adjective) || next.has(VerbForm::Gerund) && self.noun_follows(at + 2);
        joined && self.reading(at).adjective > 150 && second
    }

    /// `the injured`, `a so called`, and numbers or pronouns mistaken for determiners: `the two sides agreed`.
    fn participle_in_phrase(&self, at: usize, reading: Reading) -> Decision {
        let end = !self.noun_follows(at) && !self.starts_np(at + 1);
        match self.left.pos {
            Pos::Determiner | Pos::Possessive if end || self.after_article() => ADJECTIVE,
            Pos::Adjective if !self.finite => (Pos::Verb, self.past_form(at, reading)),
            Pos::Preposition => (Pos::Verb, VerbForm::PastParticiple),
            _ => (Pos::Verb, self.past_form(at, reading)),
        }
    }

    /// One side of a glued hyphen: `Russian-backed`, `long-haul`; not after a prefix, `re-open`.
    fn is_compound_part(&self, at: usize) -> bool {
        let hyphen = |place: usize| self.term(place) == words::HYPHEN && self.is_glued(place);
        let first = hyphen(at + 1) && self.is_glued(at + 2);
        let second = at > 0 && hyphen(at - 1) && self.is_glued(at) && self.left.pos == Pos::Other;
        first || second
    }

    /// Parts of compounds are never finite verbs.
    fn compound(&self, reading: Reading) -> Decision {
        let participle = reading.has(VerbForm::PastParticiple) || reading.has(VerbForm::Gerund);
        match () {
            () if participle && !(reading.can(Pos::Noun) && reading.verb < 100) => ADJECTIVE,
            () if reading.can(Pos::Adjective) && reading.adjective > 100 => ADJECTIVE,
            () if reading.can(Pos::Noun) => NOUN,
            () if reading.can(Pos::Adverb) => (Pos::Adverb, VerbForm::None),
            () if reading.can(Pos::Adjective) => ADJECTIVE,
            () => NOUN,
        }
    }

    /// The verb form of a word that may be a verb here; `None` when it is none.
    fn form_here(&self, at: usize, reading: Reading) -> Option<VerbForm> {
        if self.expected(reading) {
            return Some(VerbForm::PastParticiple);
        }
        // `will close two plants and [cut] 900 jobs`
        let either = reading.has(VerbForm::Base) && reading.has(VerbForm::Past);
        let shares = self.left.pos == Pos::Conjunction && self.conjunct == VerbForm::Base;
        if either && shares && self.starts_np(at + 1) {
            return Some(VerbForm::Base);
        }
        if reading.has(VerbForm::Gerund) {
            return self.is_gerund(at, reading).then_some(VerbForm::Gerund);
        }
        let past = reading.has(VerbForm::Past) || reading.has(VerbForm::PastParticiple);
        if past {
            return self.is_past(at, reading).then(|| self.past_form(at, reading));
        }
        if reading.has(VerbForm::Present3) {
            return self.is_present(at, reading).then_some(VerbForm::Present3);
        }
        self.is_plural_present(at, reading).then_some(VerbForm::Base)
    }

    /// `than expected`, `as planned`.
    fn expected(&self, reading: Reading) -> bool {
        matches!(self.left.term, words::THAN | words::AS) && reading.has(VerbForm::PastParticiple)
    }

    /// A past form or participle that is also a noun or adjective: `cut`, `set`, `left`, `united`.
    fn is_past(&self, at: usize, reading: Reading) -> bool {
        if reading.only(Pos::Verb) || self.has_plain_object(at, reading) {
            return true;
        }
        if reading.verb == 0 {
            return false; // `stove` is no verb in the news
        }
        let noun = || {
            let past = self.reading(at + 1).has(VerbForm::Past) && self.left.pos == Pos::Noun;
            // `a fibre [cut] knocked out the phones`
            past && (self.has_bare_object(at + 1) || self.has_particle(at + 1))
        };
        if reading.can(Pos::Noun) && (self.surely_finite(at + 1, true) || self.ends_compound(at) || noun()) {
            return false;
        }
        let object = self.starts_np(at + 1);
        let subject = matches!(self.left.pos, Pos::Noun | Pos::ProperNoun | Pos::Pronoun);
        let describes = self.left.pos == Pos::Conjunction && self.follows_adjective(at)
            || reading.adjective > reading.verb && !subject;
        if reading.can(Pos::Adjective) && describes && self.noun_follows(at) {
            return false;
        }
        match self.left.pos {
            _ if subject && !self.finite => {
                let open =
                    self.reading(at + 1).can(Pos::Preposition) && reading.has(VerbForm::PastParticiple);
                object || open || reading.verb > 128 || reading.verb > 60 && !self.finite_ahead(at, true)
            }
            Pos::Verb => {
                reading.verb > 200 || self.lexicon.entry(self.lexicon.entry(self.left.term).verb).takes_clause
            }
            _ => {
                reading.verb > 100
                    && (!reading.can(Pos::Adjective) || reading.adjective < 128 || !self.noun_follows(at))
            }
        }
    }

    /// `to [threatened] or endangered species`: an adjective that opens its phrase stands before the word to the left.
    fn follows_adjective(&self, at: usize) -> bool {
        at > 2
            && self.tagged(at - 2).pos == Pos::Adjective
            && !self.reading(at - 2).can(Pos::Noun)
            && matches!(
                self.tagged(at - 3).pos,
                Pos::Preposition | Pos::Determiner | Pos::Possessive | Pos::Verb
            )
    }

    /// Past or past participle.
    fn past_form(&self, at: usize, reading: Reading) -> VerbForm {
        if !reading.has(VerbForm::PastParticiple) {
            return VerbForm::Past;
        }
        if !reading.has(VerbForm::Past) || self.is_reduced(at) || self.is_comparison(at) {
            return VerbForm::PastParticiple;
        }
        VerbForm::Past
    }

    /// `the law signed on Monday took effect`, `a letter written by`: a participle that modifies the noun before it.
    fn is_reduced(&self, at: usize) -> bool {
        let verb = self.verb_entry(at);
        let next = self.reading(at + 1);
        let agent = self.term(at + 1) == words::BY && !self.reading(at + 2).can(Pos::Number);
        if self.gives_name(at, verb) || !verb.intransitive && self.is_inserted(at) {
            return true;
        }
        if self.is_surely_past(at, verb, agent) {
            return false;
        }
        let loose = next.can(Pos::Preposition)
            || next.can(Pos::Adverb)
            || self.is_date(at + 1)
            || self.term(at + 1) == words::TO;
        // `the longest pact ever [drafted]`
        let ever = at > 0 && self.term(at - 1) == words::EVER;
        match self.left.pos {
            Pos::Adjective | Pos::Noun if ever => true,
            Pos::Noun if self.in_with_phrase() && loose => true,
            Pos::ProperNoun if self.finite && self.is_joined_name(at) => agent,
            Pos::Noun | Pos::ProperNoun if self.finite => {
                let end = next.parts == 0 || self.term(at + 1) == words::STOP;
                agent || loose || self.after_verb && end
            }
            Pos::Noun | Pos::ProperNoun | Pos::Number if self.heading => {
                agent || loose || next.parts == 0 || verb.names
            }
            Pos::Noun | Pos::ProperNoun => {
                (agent || loose) && (self.finite_ahead(at, false) || self.in_apposition(at))
            }
            Pos::Punctuation if self.left.term == words::COMMA && at > 2 => {
                agent || loose && (!self.finite || !self.list_of_verbs(at))
            }
            Pos::Punctuation => agent || loose,
            Pos::Conjunction => self.conjunct == VerbForm::PastParticiple,
            Pos::Verb => agent || !self.verb_of(self.left.term).takes_clause,
            Pos::Subordinator => loose,
            _ => false,
        }
    }

    /// `saw a movie [called] Dawn`: what follows is the name of the noun before, whose clause has or gets its verb elsewhere.
    fn gives_name(&self, at: usize, verb: Entry) -> bool {
        verb.names
            && (self.finite || self.finite_ahead(at, false))
            && self.left.pos == Pos::Noun
            && self.reading(at + 1).can(Pos::ProperNoun)
    }

    /// What stands beside a form that is past or participle leaves only the past: an object, a clause, `then`.
    fn is_surely_past(&self, at: usize, verb: Entry, agent: bool) -> bool {
        let comma = self.left.pos == Pos::Punctuation;
        if comma && !agent && at > 1 && self.term(at - 1) == words::THEN {
            return true; // `waited for the tide, then sailed to Oslo`
        }
        let next = self.term(at + 1);
        let main = || comma && !self.finite && !self.finite_ahead(at, false);
        if verb.takes_clause && !matches!(next, words::TO | words::BY) && main() {
            return true;
        }
        // `and dockers tried to storm the gate`
        if verb.attempts && next == words::TO && self.reading(at + 2).has(VerbForm::Base) {
            return true;
        }
        let object = self.starts_np(at + 1) && !self.is_date(at + 1) && !self.is_later(at + 1);
        // `Teen Held in Raid`, `Holm Named New Coach`: headlines tell in the present what somebody does.
        let headline = self.heading && !self.finite;
        let told = verb.takes_clause && !(headline && self.reading(at + 1).only(Pos::Preposition));
        let named = headline && verb.names;
        verb.intransitive || told && next != words::BY && !comma || object && !named
    }

    /// `lost to Hamar and [Texas Southern] moved to ...`: `and` stands before the name; names have few participles after them.
    fn is_joined_name(&self, at: usize) -> bool {
        let capital = |place: &usize| self.reading(*place).can(Pos::ProperNoun);
        let first = (at.saturating_sub(4)..at).rev().take_while(capital).last();
        first.and_then(|first| first.checked_sub(1)).is_some_and(|before| self.term(before) == words::AND)
    }

    /// `Hill, one of the sailors [questioned] at the harbour, said`: between two commas, before the verb of the sentence.
    fn in_apposition(&self, at: usize) -> bool {
        let comma = |place: &usize| self.term(*place) == words::COMMA;
        let open = (at.saturating_sub(7)..at).rev().find(comma);
        let opens = |c: usize| matches!(self.term(c + 1), words::ONE | words::A | words::AN | words::THE);
        let close = (at + 1..at + 10).find(comma);
        open.is_some_and(opens) && close.is_some_and(|c| self.surely_finite(c + 1, false))
    }

    /// Any form of a verb that stands where none was expected.
    fn some_form(&self, reading: Reading) -> VerbForm {
        let order =
            [VerbForm::Base, VerbForm::Present3, VerbForm::Past, VerbForm::Gerund, VerbForm::PastParticiple];
        order.into_iter().find(|form| reading.has(*form)).unwrap_or(VerbForm::Base)
    }

    /// `the Harlow Mills [complex]`: a determiner stands before the name, so that a noun must follow.
    fn ends_name(&self, at: usize) -> bool {
        const LONGEST_NAME: usize = 5;
        let name = |place: &usize| self.tagged(*place).pos == Pos::ProperNoun;
        let first = (at.saturating_sub(LONGEST_NAME)..at).rev().take_while(name).last();
        let before = first.and_then(|first| first.checked_sub(1)).map(|before| self.tagged(before).pos);
        self.left.pos == Pos::ProperNoun
            && self.in_modifier()
            && matches!(before, Some(Pos::Determiner | Pos::Possessive))
    }

    /// Neither verb nor closed class.
    fn other(&self, at: usize, reading: Reading) -> Decision {
        let noun_share = 255u32.saturating_sub(u32::from(reading.verb) + u32::from(reading.adjective));
        let before_noun = self.noun_follows(at) && !self.is_date(at + 1);
        let most = match self.left.pos {
            Pos::Verb => 160,
            Pos::Noun => 128,
            _ => 0,
        };
        let object = !before_noun && reading.adjective < most;
        let adjective = reading.can(Pos::Adjective)
            && (!reading.can(Pos::Noun) || !object && u32::from(reading.adjective) >= noun_share);
        // `a security [advisory] on`: an adjective does not follow the noun of an indefinite article.
        // `its career [high] of 30 points`
        let owned = self.term(at + 1) == words::OF
            && (self.earlier.pos == Pos::Possessive
                || matches!(self.earlier.term, words::ITS | words::HIS | words::HER | words::THEIR));
        let ends = self.left.pos == Pos::Noun
            && (matches!(self.earlier.term, words::A | words::AN) || owned)
            && !self.left.plural
            && self.lexicon.entry(self.left.term).noun_class != NounClass::Time
            || self.ends_name(at);
        // `[Half] of the villagers fled`
        let share = self.left.pos == Pos::Punctuation && self.term(at + 1) == words::OF && noun_share > 100;
        match () {
            () if share && reading.can(Pos::Noun) => NOUN,
            () if ends && !before_noun && reading.can(Pos::Noun) && !self.goes_on(at) => NOUN,
            () if reading.can(Pos::Adverb) && !reading.can(Pos::Noun) => {
                let joined = matches!(self.left.pos, Pos::Conjunction | Pos::Adjective)
                    && !self.reading(at + 1).can(Pos::Verb);
                let predicate = self.awaits == Awaits::Predicate || joined;
                let modifies = reading.can(Pos::Adjective) && (before_noun || predicate || self.goes_on(at));
                (if modifies { Pos::Adjective } else { Pos::Adverb }, VerbForm::None)
            }
            () if adjective
                || reading.can(Pos::Adjective)
                    && before_noun
                    && u32::from(reading.adjective) * 2 >= noun_share =>
            {
                ADJECTIVE
            }
            () if reading.can(Pos::Noun) => NOUN,
            () if reading.can(Pos::Adjective) => ADJECTIVE,
            () if reading.can(Pos::Adverb) => (Pos::Adverb, VerbForm::None),
            () if reading.has(VerbForm::Gerund) => NOUN,
            () if reading.can(Pos::Verb) => (Pos::Verb, self.some_form(reading)),
            () => (Pos::from_bits(reading.parts), VerbForm::None),
        }
    }
}
