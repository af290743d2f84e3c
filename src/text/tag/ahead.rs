//! What follows a token, judged by what the words can be: noun phrases, subjects, finite verbs, clauses.
//!
//! Every look ahead is bounded, so that a sentence of any length costs linear time.
//!
//! Knows what each token can be. Decides nothing: the rules of the other files do.

use super::super::{NounClass, words};
use super::reading::Reading;
use super::tagger::{Tagger, is_relative};
use super::{Pos, VerbForm};

/// How far a rule looks ahead, in tokens.
const WINDOW: usize = 20;

/// A word that is so often a verb (of 255) that other readings do not count: `won`, `met`.
const SURE: u8 = 245;

impl Tagger<'_> {
    /// A noun phrase may start here.
    pub(super) fn starts_np(&self, at: usize) -> bool {
        if self.term(at) == words::SUCH {
            return false;
        }
        let reading = self.reading(at);
        let opens = Pos::Determiner.bit() | Pos::Pronoun.bit() | Pos::ProperNoun.bit() | Pos::Number.bit();
        if reading.parts & opens != 0 {
            return true;
        }
        let content = Pos::Noun.bit() | Pos::Adjective.bit();
        let verbal = Pos::Verb.bit() | Pos::Adverb.bit() | Pos::Preposition.bit();
        reading.parts & content != 0
            && (reading.parts & verbal == 0 || reading.verb < 64 && !reading.can(Pos::Adverb))
            || matches!(self.term(at), words::DOLLAR | words::QUOTE) && !self.is_glued(at)
    }

    /// The same for subjects: no object pronouns, no relative pronouns.
    pub(super) fn starts_subject(&self, at: usize) -> bool {
        let term = self.term(at);
        self.starts_np(at) && !is_relative(term) && !matches!(term, words::HIM | words::THEM | words::QUOTE)
    }

    /// The token can only be a finite verb; `strict` leaves out past forms that may be participles.
    pub(super) fn surely_finite(&self, at: usize, strict: bool) -> bool {
        let reading = self.reading(at);
        let term = self.term(at);
        if reading.only(Pos::Modal)
            || matches!(term, words::SAID | words::SAYS | words::HAS | words::HAD | words::DID | words::DOES)
        {
            return true;
        }
        if reading.only(Pos::Auxiliary) {
            return !matches!(term, words::BE | words::BEEN | words::BEING);
        }
        let nearly_only = reading.verb >= SURE && reading.has(VerbForm::Past);
        if !reading.only(Pos::Verb) && !nearly_only {
            return !strict && self.is_transitive_past(at, reading);
        }
        let participle = reading.has(VerbForm::PastParticiple);
        let past = reading.has(VerbForm::Past) && (!participle || !strict && !self.in_phrase(at));
        past || reading.has(VerbForm::Present3)
    }

    /// `angered unions`: also listed as an adjective, but an object follows.
    fn is_transitive_past(&self, at: usize, reading: Reading) -> bool {
        let adjective = reading.parts == Pos::Verb.bit() | Pos::Adjective.bit();
        adjective
            && reading.has(VerbForm::Past)
            && reading.verb > 25
            && (self.starts_np(at + 1) || self.reading(at + 1).can(Pos::Noun))
            && !self.in_phrase(at)
    }

    /// An article, a number or a pronoun right after a past form, whose object it opens: `killed 12`.
    pub(super) fn has_bare_object(&self, at: usize) -> bool {
        const OPENERS: u32 = Pos::Determiner.bit() | Pos::Number.bit();
        let reading = self.reading(at);
        let object = self.reading(at + 1).parts;
        reading.verb > 60 && object != 0 && object & !OPENERS == 0 && self.left.pos != Pos::Pronoun
    }

    /// `knocked [out] the phones`: nothing but a verb has a particle.
    pub(super) fn has_particle(&self, at: usize) -> bool {
        let next = self.reading(at + 1);
        self.reading(at).only(Pos::Verb) && next.can(Pos::Particle) && !next.can(Pos::Noun)
    }

    /// Right after an article, adjective or preposition, where a past form is a participle.
    fn in_phrase(&self, at: usize) -> bool {
        const OPENERS: u32 =
            Pos::Determiner.bit() | Pos::Preposition.bit() | Pos::Adjective.bit() | Pos::To.bit();
        let before = at.checked_sub(1).map(|b| self.reading(b)).unwrap_or_default();
        before.parts != 0 && before.parts & !OPENERS == 0
    }

    /// A finite verb follows in the same stretch of clause, before any mark, connective or new subject.
    pub(super) fn finite_ahead(&self, at: usize, strict: bool) -> bool {
        for ahead in at + 1..(at + WINDOW).min(self.tokens.len()) {
            if self.surely_finite(ahead, strict) {
                return true;
            }
            if self.ends_stretch(ahead) && ahead > at + 1 {
                return false;
            }
        }
        false
    }

    /// `Koll, [seeded] fourth, was knocked out`: the next comma is followed by the verb of the sentence.
    pub(super) fn is_inserted(&self, at: usize) -> bool {
        const LONGEST: usize = 8;
        let comma = |place: usize| self.term(place) == words::COMMA;
        let close = (at + 1..at + LONGEST).find(|place| comma(*place));
        at > 1
            && comma(at - 1)
            && !self.finite
            && close.is_some_and(|comma| self.surely_finite(comma + 1, true))
    }

    fn ends_stretch(&self, at: usize) -> bool {
        let (term, reading) = (self.term(at), self.reading(at));
        if reading.only(Pos::Punctuation) {
            let passed = matches!(
                term,
                words::QUOTE
                    | words::APOSTROPHE
                    | words::HYPHEN
                    | words::SLASH
                    | words::DOLLAR
                    | words::PERCENT
                    | words::OPEN_PAREN
                    | words::CLOSE_PAREN
            ) || self.is_glued(at + 1);
            return !passed;
        }
        reading.can(Pos::Subordinator) && (reading.only(Pos::Subordinator) || self.clause_follows(at))
            || reading.only(Pos::Conjunction)
            || matches!(term, words::WHO | words::WHICH | words::THAT | words::BUT)
            || matches!(term, words::HE | words::SHE | words::THEY | words::WE | words::I)
    }

    /// A noun phrase and a finite verb follow: `after the army attacked`.
    pub(super) fn clause_follows(&self, at: usize) -> bool {
        let next = self.term(at + 1);
        if matches!(
            next,
            words::HE | words::SHE | words::THEY | words::WE | words::I | words::THERE | words::YOU
        ) || next == words::IT && self.verb_starts(at + 2)
        {
            return true;
        }
        if matches!(next, words::HIM | words::THEM) {
            return false;
        }
        (self.starts_np(at + 1) || self.reading(at + 1).can(Pos::Noun)) && self.subject_and_verb(at)
    }

    /// Passes over one noun phrase (with `of` and the like) and asks whether a verb comes then.
    fn subject_and_verb(&self, at: usize) -> bool {
        for ahead in at + 2..(at + 12).min(self.tokens.len()) {
            let finite = self.surely_finite(ahead, false) && !self.is_participial(ahead);
            if finite || self.is_open_verb(ahead) {
                return !self.is_joined(ahead);
            }
            if !self.continues_subject(ahead) || self.opens_next_phrase(ahead) {
                return false;
            }
        }
        false
    }

    /// `shut the pumps after the flood and [opened] the gates`: the verb goes on with a clause before the phrase.
    fn is_joined(&self, at: usize) -> bool {
        let adverb = usize::from(self.reading(at - 1).only(Pos::Adverb));
        self.term(at - 1 - adverb) == words::AND
    }

    /// The token may belong to the noun phrase before it.
    fn continues_subject(&self, at: usize) -> bool {
        const NOMINAL: u32 = Pos::Determiner.bit()
            | Pos::Adjective.bit()
            | Pos::Noun.bit()
            | Pos::ProperNoun.bit()
            | Pos::Number.bit()
            | Pos::Possessive.bit()
            | Pos::Pronoun.bit();
        let reading = self.reading(at);
        let joins = matches!(
            self.term(at),
            words::OF | words::IN | words::AND | words::HYPHEN | words::QUOTE | words::APOSTROPHE
        ) || matches!(self.term(at), words::OPEN_PAREN | words::CLOSE_PAREN | words::CLITIC_S);
        reading.parts & NOMINAL != 0 || joins || reading.only(Pos::Adverb)
    }

    /// A subject pronoun or an article right after a noun: another phrase begins, `since 2004 the party`.
    fn opens_next_phrase(&self, at: usize) -> bool {
        const HEADS: u32 = Pos::Noun.bit() | Pos::Number.bit() | Pos::ProperNoun.bit();
        let article = self.reading(at).only(Pos::Determiner) && self.reading(at - 1).parts & HEADS != 0;
        let term = self.term(at);
        article || matches!(term, words::HE | words::SHE | words::THEY | words::WE | words::I | words::IT)
    }

    /// A word that is more often a verb, after a noun and before what follows verbs: `as demand falls`.
    fn is_open_verb(&self, at: usize) -> bool {
        let reading = self.reading(at);
        let next = self.reading(at + 1);
        let end = next.parts == 0 || next.only(Pos::Punctuation) || next.only(Pos::Adverb);
        let open = end || next.can(Pos::Preposition) || reading.verb > 128 && self.starts_np(at + 1);
        let form = reading.has(VerbForm::Past) && !reading.can(Pos::Noun)
            || reading.has(VerbForm::Present3) && !self.reading(at - 1).plural;
        let after_noun = self.reading(at - 1).parts & (Pos::Noun.bit() | Pos::ProperNoun.bit()) != 0;
        // `after a lorry [hit] it`
        let form =
            form || reading.has(VerbForm::Past) && next.only(Pos::Pronoun) && !is_relative(self.term(at + 1));
        let open = open || next.only(Pos::Pronoun);
        reading.can(Pos::Verb)
            && form
            && reading.verb > 60
            && open
            && after_noun
            && self.term(at + 1) != words::OF
    }

    /// `Kent last visited Japan`: between a subject and a past form.
    pub(super) fn is_last_time(&self, at: usize) -> bool {
        let past = self.reading(at + 1);
        let subject = matches!(self.left.pos, Pos::ProperNoun | Pos::Pronoun | Pos::Noun);
        subject && self.term(at) == words::LAST && past.has(VerbForm::Past) && !past.can(Pos::Adverb)
    }

    /// A day or month name or the like, which is no object: `signed Monday`, `launched last week`.
    pub(super) fn is_date(&self, at: usize) -> bool {
        let unit = self.lexicon.entry(self.term(at + 1)).noun_class == NounClass::Time;
        let reading = self.reading(at);
        let points = matches!(self.term(at), words::THIS | words::LAST | words::NEXT);
        self.lexicon.names_time(self.term(at)) || unit && (points || reading.only(Pos::Adjective))
    }

    /// `was arrested and released [the next day]`, `[two weeks later]`: a time that is no object, but of `spent`.
    pub(super) fn is_later(&self, at: usize) -> bool {
        let unit = |place: usize| self.lexicon.entry(self.term(place)).noun_class == NounClass::Time;
        let next = matches!(self.term(at + 1), words::NEXT | words::SAME)
            || self.reading(at + 1).has(VerbForm::Gerund);
        let named = self.term(at) == words::THE && next && unit(at + 2);
        let counted = (self.term(at) == words::A || self.reading(at).can(Pos::Number))
            && unit(at + 1)
            && self.reading(at + 2).can(Pos::Adverb);
        (named || counted) && at.checked_sub(1).is_some_and(|verb| self.term(verb) != words::SPENT)
    }

    /// `seized the town, moved on and burnt the bridge`: `and` and another past form follow.
    pub(super) fn list_of_verbs(&self, at: usize) -> bool {
        let past =
            |place: usize| self.reading(place).has(VerbForm::Past) && !self.reading(place).can(Pos::Noun);
        let joins = |place: usize| self.term(place) == words::AND && (past(place + 1) || past(place + 2));
        (at + 1..at + 14).any(joins)
    }

    /// A past form right before a noun (`the planned visit`) or before `by`.
    fn is_participial(&self, at: usize) -> bool {
        let reading = self.reading(at);
        let before = self.reading(at - 1);
        reading.has(VerbForm::PastParticiple)
            && (self.term(at + 1) == words::BY || before.can(Pos::Determiner) || before.only(Pos::Adjective))
            && self.term(at) != words::SAID
    }
}
