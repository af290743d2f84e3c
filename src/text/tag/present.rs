//! The present tense: whether a form that may as well be a noun is the verb of its clause, `talks`, `plan`.
//!
//! Knows subjects and objects by their word classes. Past forms and gerunds are decided in `content.rs`.

use super::super::abbreviation::Before;
use super::super::{Entry, NounClass, Term, words};
use super::reading::Reading;
use super::tagger::Tagger;
use super::{Pos, VerbForm};

impl Tagger<'_> {
    /// A form in `-s`: `talks`, `plans`, `visits`.
    pub(super) fn is_present(&self, at: usize, reading: Reading) -> bool {
        if reading.only(Pos::Verb) {
            return true;
        }
        if reading.verb == 0 {
            return false; // `ministers` is no verb in the news
        }
        // `signalled that more [rises] may follow`
        if reading.can(Pos::Noun) && self.reading(at + 1).only(Pos::Modal) {
            return false;
        }
        let object =
            (self.starts_np(at + 1) || self.term(at + 1) == words::THAT) && !self.verb_and_object(at + 1);
        // `Mayor [Vetoes] Pay Rise`
        let acts = self.heading && !self.finite && self.left_is_person() && reading.verb > 40;
        if !object && !acts && self.precedes_verb(at, reading) {
            return false;
        }
        match self.left.pos {
            Pos::Pronoun if self.left.plural => false,
            Pos::Pronoun => !self.finite || object && reading.verb > 100,
            Pos::ProperNoun | Pos::Noun if self.left.plural || self.finite => false,
            Pos::ProperNoun | Pos::Noun => self.agrees_with_noun(at, reading, object),
            Pos::Conjunction if self.reading(at + 1).only(Pos::Determiner) && reading.verb > 160 => true,
            Pos::Conjunction => self.conjunct == VerbForm::Present3 && (object || reading.verb > 128),
            Pos::Punctuation if self.left.term == words::COMMA => {
                at > 2 && (self.goes_on_after_comma(at, reading, object) || self.is_inverted(at))
            }
            _ => false,
        }
    }

    /// `the harsh [measures] left nothing`: of two verbs side by side the first is a noun.
    fn precedes_verb(&self, at: usize, reading: Reading) -> bool {
        let next = self.reading(at + 1);
        // `budget [cuts] hit the schools`, `[cuts] hit schools`
        let opens = self.reading(at + 2).only(Pos::Determiner) || self.bare_plural_follows(at + 1);
        let article = next.verb > 100 && opens;
        let past =
            reading.can(Pos::Noun) && next.has(VerbForm::Past) && (next.verb >= reading.verb || article);
        let base = next.has(VerbForm::Base) && next.verb > reading.verb && !next.can(Pos::Preposition);
        next.can(Pos::Verb) && (past || base)
    }

    /// `the minister [visits] Oslo`, `demand [falls]`: the verb of the noun to the left, which waits for one.
    fn agrees_with_noun(&self, at: usize, reading: Reading, object: bool) -> bool {
        if self.surely_finite(at + 1, false) || self.term(at + 1) == words::OF {
            return false;
        }
        let likely = || {
            self.term(at + 1) == words::TO
                || self.bare_plural_follows(at) && reading.verb > 60
                || self.adverb
                || self.heading
                || self.subordinate
                || reading.verb > 90
                || self.left_is_person() && reading.verb > 40
        };
        object || !self.finite_ahead(at, false) && !self.after_verb && likely()
    }

    /// `the party, which lost, [wants] a vote`, in headlines also `Court hears appeal, [sets] date`.
    fn goes_on_after_comma(&self, at: usize, reading: Reading, object: bool) -> bool {
        let to = self.term(at + 1) == words::TO;
        let inserted = !self.finite && (object || to) && reading.verb > 60;
        let second = object || self.conjunct == VerbForm::Present3 && reading.verb > 60;
        inserted || self.heading && second
    }

    /// The subject names a person, who does something rather than has it named after him.
    fn left_is_person(&self) -> bool {
        self.lexicon.entry(self.left.term).noun_class == NounClass::Person
    }

    /// The lexicon's entry of the verb that a token may be a form of.
    pub(super) fn verb_entry(&self, at: usize) -> Entry {
        self.verb_of(self.term(at))
    }

    pub(super) fn verb_of(&self, form: Term) -> Entry {
        self.lexicon.entry(self.lexicon.entry(form).verb)
    }

    /// `the labels lower their prices`: the next word is the verb.
    fn verb_and_object(&self, at: usize) -> bool {
        let next = self.reading(at);
        let object = self.reading(at + 1);
        next.has(VerbForm::Base)
            && next.can(Pos::Verb)
            && (object.only(Pos::Determiner) || object.can(Pos::Pronoun))
    }

    /// `..., reports the agency`: a verb of saying before its subject.
    fn is_inverted(&self, at: usize) -> bool {
        let verb = self.verb_entry(at);
        let subject = self.reading(at + 1);
        (verb.takes_clause || verb.reports) && (subject.can(Pos::ProperNoun) || subject.can(Pos::Determiner))
    }

    /// `in Oslo's Sept. 20 [win]`: the number before is the day of a month.
    pub(super) fn ends_date(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).map_or(Term::UNKNOWN, |m| self.term(m));
        let short = before(2) == words::STOP && self.lexicon.abbreviation(before(3)) == Some(Before::Digit);
        self.left.pos == Pos::Number && (self.lexicon.names_time(before(2)) || short)
    }

    /// A base form as finite verb: `they plan`, `ministers plan to`.
    pub(super) fn is_plural_present(&self, at: usize, reading: Reading) -> bool {
        if reading.only(Pos::Verb) || self.is_bare_verb(reading) {
            return true;
        }
        let object = self.starts_np(at + 1) || self.term(at + 1) == words::THAT;
        let to = self.term(at + 1) == words::TO;
        match self.left.pos {
            Pos::Pronoun => {
                let subject = self.left.plural || reading.verb >= 200;
                subject && !self.finite || is_who(self.left.term) && reading.verb > 60
            }
            Pos::Noun | Pos::ProperNoun if self.subject_is_plural() && !self.finite => {
                let next = self.reading(at + 1);
                let near = self.left.plural || reading.verb > 128;
                let bare_object = next.can(Pos::Noun) && next.plural && reading.verb > 60;
                let open = object || bare_object || to || self.heading || next.can(Pos::Preposition);
                let clause = object && self.verb_entry(at).takes_clause;
                let due = self.subordinate && reading.verb > 128;
                (clause || due || !self.finite_ahead(at, false))
                    && near
                    && (open || reading.verb > 90)
                    && self.term(at + 1) != words::OF
            }
            Pos::Number => !self.finite && reading.verb > 150 && self.ends_phrase(at),
            // The subjunctive: `insisted that the state pay the debt`.
            Pos::Noun | Pos::ProperNoun if self.subordinate => object && reading.verb > 128,
            Pos::Punctuation if self.left.term == words::COMMA && self.conjunct == VerbForm::Base => {
                (object || to) && reading.verb > 90
            }
            Pos::Conjunction => self.conjunct == VerbForm::Base && (object || reading.verb > 90),
            Pos::Punctuation if at == 0 => object && reading.verb > 170,
            Pos::Verb if self.left.term == words::HELP || self.left.term == words::LET => true,
            // `helped save the park`, `helped save and restore it`
            Pos::Verb if self.lexicon.entry(self.left.term).verb == words::HELP => reading.verb > 100,
            Pos::Punctuation | Pos::Subordinator | Pos::Other => reading.verb > 200 && object,
            _ => false,
        }
    }
}

fn is_who(term: Term) -> bool {
    matches!(term, words::WHO | words::WHICH | words::THAT)
}
