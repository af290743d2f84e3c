//! The tagger: one pass over each sentence from left to right; what is decided helps to decide what follows.
//!
//! Knows word classes and word order. Does not know what words mean, beyond the habits of a few verbs.

use super::super::{Lexicon, Term, Token, affixes, words};
use super::content::{ADJECTIVE, Decision, NOUN};
use super::reading::Reading;
use super::{Pos, Tag, VerbForm};

/// What bears on the state of its clause; these alone have verb forms.
const CLAUSAL: u32 = Pos::Verb.bit()
    | Pos::Auxiliary.bit()
    | Pos::Modal.bit()
    | Pos::To.bit()
    | Pos::Pronoun.bit()
    | Pos::Adverb.bit()
    | Pos::Negation.bit()
    | Pos::Conjunction.bit()
    | Pos::Subordinator.bit();

/// What a subject consists of, beside pronouns.
const SUBJECT: u32 = Pos::Noun.bit()
    | Pos::ProperNoun.bit()
    | Pos::Determiner.bit()
    | Pos::Adjective.bit()
    | Pos::Possessive.bit()
    | Pos::Number.bit();

/// Words of closed classes that are the first part of an adjective: `all-time`.
const CLOSED_MODIFIER: u32 = Pos::Determiner.bit() | Pos::Pronoun.bit();

/// What leaves two nouns joined by `and` joined.
const JOINED: u32 = Pos::Noun.bit()
    | Pos::ProperNoun.bit()
    | Pos::Adjective.bit()
    | Pos::Determiner.bit()
    | Pos::Conjunction.bit();

/// What a helper verb makes the next verb be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaits {
    /// No helper stands open.
    Nothing,
    /// `will`, `to`, `did`: the base form.
    Base,
    /// `has`: the past participle.
    Participle,
    /// `was`, `got`: participle, gerund, adjective or noun.
    Predicate,
}

/// The word to the left that counts: adverbs, quotation marks and brackets are passed over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left {
    pub pos: Pos,
    pub term: Term,
    pub plural: bool,
}

impl Left {
    const START: Self = Self { pos: Pos::Punctuation, term: Term::UNKNOWN, plural: false };
}

/// The state within one sentence.
pub(super) struct Tagger<'t> {
    pub source: &'t str,
    pub tokens: &'t [Token],
    pub readings: &'t [Reading],
    pub lexicon: &'t Lexicon,
    pub heading: bool,
    tags: &'t mut Vec<Tag>,
    base: usize,
    pub awaits: Awaits,
    pub left: Left,
    /// The clause has its finite verb.
    pub finite: bool,
    /// The verb before the last conjunction or comma.
    pub conjunct: VerbForm,
    /// An adverb or negation stands between `left` and the token.
    pub adverb: bool,
    /// Two nouns were joined by `and`: a plural subject.
    joined: bool,
    /// The helper stands before its subject, as in questions: `did the army ...`.
    pub inverted: bool,
    /// The noun before the last preposition is a plural: `voters in Quebec`.
    plural_head: bool,
    /// A preposition was passed since the head of the subject.
    in_modifier: bool,
    /// The clause was opened by a subordinator or relative pronoun: its verb must come.
    pub subordinate: bool,
    /// A verb was passed since the last comma or connective: what follows is its object.
    pub after_verb: bool,
    /// The last preposition.
    pub preposition: Term,
    /// A subordinate clause opened the sentence; its comma gives way to the main clause.
    fronted: bool,
    /// The subject before a comma, which waits for its verb: `the treaty, signed in 1991, expired`.
    held: Option<Left>,
    /// The clause has a noun outside prepositional phrases.
    has_head: bool,
    /// What `left` was one word ago.
    pub earlier: Left,
    bracket: Option<Left>,
}

impl<'t> Tagger<'t> {
    pub(super) fn new(
        (source, tokens): (&'t str, &'t [Token]),
        readings: &'t [Reading],
        lexicon: &'t Lexicon,
        heading: bool,
        tags: &'t mut Vec<Tag>,
    ) -> Self {
        let base = tags.len();
        let (awaits, left, conjunct) = (Awaits::Nothing, Left::START, VerbForm::None);
        Self {
            source,
            tokens,
            readings,
            lexicon,
            heading,
            tags,
            base,
            awaits,
            left,
            finite: false,
            conjunct,
            adverb: false,
            joined: false,
            inverted: false,
            plural_head: false,
            in_modifier: false,
            subordinate: false,
            after_verb: false,
            fronted: false,
            held: None,
            has_head: false,
            preposition: Term::UNKNOWN,
            earlier: Left::START,
            bracket: None,
        }
    }

    pub(super) fn run(mut self) {
        for at in 0..self.tokens.len() {
            let (pos, form) = self.decide(at);
            let lemma = self.lemma(at, pos, form);
            self.tags.push(Tag { pos, form, lemma });
            if pos == Pos::Verb {
                self.join_prefix(at);
            }
            self.advance(at, pos, form);
        }
    }

    pub(super) fn reading(&self, at: usize) -> Reading {
        self.readings.get(at).copied().unwrap_or_default()
    }

    pub(super) fn term(&self, at: usize) -> Term {
        self.tokens.get(at).map_or(Term::UNKNOWN, |t| t.term)
    }

    /// The tag already given to a token of this sentence.
    pub(super) fn tagged(&self, at: usize) -> Tag {
        self.tags.get(self.base + at).copied().unwrap_or_default()
    }

    /// No white space before the token.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| !t.spaced)
    }

    fn decide(&self, at: usize) -> Decision {
        let reading = self.reading(at);
        if words::is_fixed(self.term(at)) && self.is_quantifier(at) {
            return (Pos::Adverb, VerbForm::None);
        }
        if reading.parts & CLOSED_MODIFIER != 0 && self.opens_compound(at) {
            return ADJECTIVE;
        }
        // `a Q&A in the hall`
        if at > 0
            && self.term(at - 1) == words::AMPERSAND
            && self.is_glued(at)
            && reading.can(Pos::Determiner)
        {
            return NOUN;
        }
        if reading.parts.is_power_of_two() && !reading.can(Pos::Verb) {
            return self.single(at, reading);
        }
        if let Some(decided) = self.function_word(at, reading) {
            return decided;
        }
        self.content_word(at, reading)
    }

    fn single(&self, at: usize, reading: Reading) -> Decision {
        let pos = Pos::from_bits(reading.parts);
        match pos {
            Pos::Auxiliary => (pos, self.auxiliary_form(at, reading)),
            // `nine others`
            Pos::Pronoun if self.term(at) == words::OTHERS && self.left.pos == Pos::Number => NOUN,
            // `the last will`; but `users worldwide may have seen it`
            Pos::Modal if self.is_nominal_slot() && !self.adverb && !self.helps(at) => NOUN,
            // `90 per cent of voters`
            Pos::Preposition
                if self.term(at) == words::PER
                    && self.term(at + 1) == words::CENT
                    && self.left.pos == Pos::Number =>
            {
                NOUN
            }
            // `a trash can at the station`
            Pos::Modal
                if self.term(at) == words::CAN
                    && self.left.pos == Pos::Noun
                    && matches!(self.earlier.term, words::A | words::AN | words::THE)
                    && self.reading(at + 1).only(Pos::Preposition) =>
            {
                NOUN
            }
            _ => (pos, VerbForm::None),
        }
    }

    /// `has in the past [will] only gain`: a helper or, after an adverb, a base form follows.
    fn helps(&self, at: usize) -> bool {
        let next = self.reading(at + 1);
        let verb = |reading: Reading| reading.can(Pos::Verb) && reading.has(VerbForm::Base);
        next.can(Pos::Auxiliary)
            || next.only(Pos::Adverb) && verb(self.reading(at + 2))
            || verb(next) && next.verb > 200 && self.left.pos == Pos::Adjective
    }

    /// `the [all]-time record`, `a [no]-fly zone`: the first part of a word with a hyphen.
    pub(super) fn opens_compound(&self, at: usize) -> bool {
        self.term(at + 1) == words::HYPHEN && self.is_glued(at + 1) && self.is_glued(at + 2)
    }

    /// An article, adjective or possessive stands before: a noun must follow.
    pub(super) fn is_nominal_slot(&self) -> bool {
        matches!(self.left.pos, Pos::Determiner | Pos::Possessive | Pos::Adjective)
    }

    fn lemma(&self, at: usize, pos: Pos, form: VerbForm) -> Term {
        let term = self.term(at);
        let entry = || self.lexicon.entry(term);
        let lemma = match pos {
            // `found` is a form of `find`, but as a base form its own lemma.
            Pos::Verb if form == VerbForm::Base && self.reading(at).has(VerbForm::Base) => term,
            Pos::Verb | Pos::Auxiliary | Pos::Modal | Pos::Negation => entry().verb,
            Pos::Noun => entry().noun,
            _ => term,
        };
        if lemma == Term::UNKNOWN { term } else { lemma }
    }

    /// Brings the state past the token just tagged.
    fn advance(&mut self, at: usize, pos: Pos, form: VerbForm) {
        match pos {
            Pos::Punctuation => return self.pass_mark(at),
            Pos::Adverb | Pos::Negation => {
                self.adverb = true;
                if self.left.pos != Pos::Preposition {
                    return;
                }
            }
            _ => {}
        }
        if pos.bit() & CLAUSAL != 0 || form != VerbForm::None {
            self.pass_clausal(at, pos, form);
        } else {
            self.subordinate &= !self.finite;
            // Between an inverted helper and its verb stands the subject.
            if !self.inverted || pos.bit() & SUBJECT == 0 {
                self.awaits = Awaits::Nothing;
            }
        }
        let plural = self.is_plural(at, pos);
        self.note_head(pos, self.term(at), plural);
        self.joined &= pos.bit() & JOINED != 0;
        self.joined |= pos == Pos::Conjunction && matches!(self.left.pos, Pos::Noun | Pos::ProperNoun);
        self.earlier = self.left;
        self.left = Left { pos, term: self.term(at), plural };
        self.adverb = false;
    }

    /// What a verb, helper, pronoun, adverb or connective does to the state of the clause.
    fn pass_clausal(&mut self, at: usize, pos: Pos, form: VerbForm) {
        match pos {
            Pos::Conjunction | Pos::Subordinator => self.pass_connective(at, pos),
            Pos::Pronoun if is_relative(self.term(at)) => (self.finite, self.subordinate) = (false, true),
            Pos::Pronoun if is_nominative(self.term(at)) => self.finite = false,
            _ => {}
        }
        // In headlines an infinitive is the verb of its clause: `Court to hear appeal`.
        let plain_present = form == VerbForm::Base && (self.heading || self.awaits != Awaits::Base);
        self.finite |= pos == Pos::Modal || is_finite(pos, form) || plain_present;
        self.subordinate &= !self.finite;
        self.after_verb = match pos {
            Pos::Verb => true,
            Pos::Conjunction | Pos::Subordinator => false,
            Pos::Pronoun if is_relative(self.term(at)) => false,
            _ => self.after_verb,
        };
        self.awaits = self.next_awaits(at, pos);
        if pos == Pos::Verb {
            self.conjunct = form;
            self.finite &= !self.opens_clause(at);
        }
        self.inverted = match pos {
            Pos::Auxiliary | Pos::Modal => self.opens_question() && self.starts_subject(at + 1),
            Pos::Verb => false,
            _ => self.inverted,
        };
    }

    fn note_head(&mut self, pos: Pos, term: Term, plural: bool) {
        match pos {
            Pos::Preposition => (self.in_modifier, self.preposition) = (true, term),
            Pos::Noun | Pos::ProperNoun if !self.in_modifier => {
                (self.plural_head, self.has_head) = (plural, true);
            }
            Pos::Verb | Pos::Subordinator => (self.in_modifier, self.plural_head) = (false, false),
            // `in May the army`: a second phrase.
            Pos::Determiner if matches!(self.left.pos, Pos::Noun | Pos::ProperNoun | Pos::Number) => {
                self.in_modifier = false;
            }
            _ => {}
        }
    }

    /// A prefix before a glued hyphen leaves the word after it what it is: `re-opened`, `co-operate`.
    fn is_prefix(&self, at: usize) -> bool {
        let token = at.checked_sub(1).and_then(|b| self.tokens.get(b));
        let word = token.map_or("", |t| t.span.of(self.source));
        affixes::HYPHENATED.iter().any(|prefix| prefix.eq_ignore_ascii_case(word))
    }

    /// `voters [re-]elected her`: prefix and hyphen before a verb belong to it as an adverb does.
    fn join_prefix(&mut self, at: usize) {
        let Some(hyphen) = at.checked_sub(1).filter(|h| self.term(*h) == words::HYPHEN) else { return };
        if self.is_glued(at) && self.is_glued(hyphen) && self.is_prefix(hyphen) {
            let before = self.tags.iter_mut().rev().skip(1).take(2);
            before.for_each(|tag| (tag.pos, tag.form) = (Pos::Adverb, VerbForm::None));
        }
    }

    /// A prepositional phrase is open.
    pub(super) fn in_modifier(&self) -> bool {
        self.in_modifier
    }

    /// A prepositional phrase with `with` is open: `with his hands tied to a post`.
    pub(super) fn in_with_phrase(&self) -> bool {
        self.in_modifier && self.preposition == words::WITH
    }

    /// The noun that a verb here would agree with is a plural.
    pub(super) fn subject_is_plural(&self) -> bool {
        if self.in_modifier { self.plural_head } else { self.left.plural }
    }

    fn is_plural(&self, at: usize, pos: Pos) -> bool {
        match pos {
            Pos::Noun | Pos::ProperNoun => self.reading(at).plural || self.joined,
            Pos::Pronoun => matches!(
                self.term(at),
                words::THEY | words::WE | words::YOU | words::I | words::THESE | words::THOSE
            ),
            _ => false,
        }
    }

    fn next_awaits(&self, at: usize, pos: Pos) -> Awaits {
        match pos {
            Pos::Modal | Pos::To => Awaits::Base,
            Pos::Auxiliary => match self.lexicon.entry(self.term(at)).verb {
                words::HAVE => Awaits::Participle,
                words::DO => Awaits::Base,
                _ if self.term(at) == words::CLITIC_D => Awaits::Base,
                _ => Awaits::Predicate,
            },
            // A question or an inversion: `did he go`, `only then did the army move`.
            Pos::Pronoun | Pos::Adverb | Pos::Negation
                if self.left.pos == Pos::Auxiliary || self.left.pos == Pos::Modal =>
            {
                self.awaits
            }
            _ => Awaits::Nothing,
        }
    }

    fn pass_mark(&mut self, at: usize) {
        match self.term(at) {
            words::QUOTE if self.left.term == words::COMMA => self.finite = false,
            words::QUOTE | words::APOSTROPHE | words::PERCENT | words::DOLLAR => {}
            words::OPEN_PAREN | words::OPEN_BRACKET => self.bracket = Some(self.left),
            words::CLOSE_PAREN | words::CLOSE_BRACKET => self.left = self.bracket.take().unwrap_or(self.left),
            words::HYPHEN if self.is_glued(at) && self.is_prefix(at) => self.left = self.earlier,
            words::HYPHEN | words::SLASH if self.is_glued(at) => {
                self.left = Left { pos: Pos::Other, ..self.left };
            }
            words::COMMA => self.pass_comma(at),
            words::HYPHEN | words::DASH if self.sets_off(at) => self.pass_comma(at),
            _ => {
                (self.finite, self.after_verb) = (false, false);
                (self.held, self.has_head) = (None, false);
                self.awaits = Awaits::Nothing;
                self.left = Left::START;
            }
        }
    }

    /// One of two dashes around an insertion: `The deal - the largest so far - was signed`.
    fn sets_off(&self, at: usize) -> bool {
        const WIDEST: usize = 24;
        let dash =
            |place: usize| matches!(self.term(place), words::HYPHEN | words::DASH) && !self.is_glued(place);
        let opens = || {
            (at + 2..at + WIDEST).find(|place| dash(*place)).is_some_and(|close| self.is_verbal(close + 1))
        };
        let closes = || (at.saturating_sub(WIDEST)..at).any(dash) && self.is_verbal(at + 1);
        dash(at) && (self.held.is_some() && closes() || opens())
    }

    /// A comma may open an insertion after the subject or close one: then the subject waits for its verb again.
    fn pass_comma(&mut self, at: usize) {
        (self.after_verb, self.awaits) = (false, Awaits::Nothing);
        if let Some(subject) = self.held.filter(|_| self.is_verbal(at + 1)) {
            (self.left, self.held) = (subject, None);
            (self.finite, self.subordinate, self.in_modifier) = (false, false, false);
            return;
        }
        let nominal = matches!(self.left.pos, Pos::Noun | Pos::ProperNoun);
        if nominal && !self.finite && self.has_head && self.held.is_none() {
            self.held = Some(Left { plural: self.subject_is_plural(), ..self.left });
        }
        let main = self.fronted && self.starts_subject(at + 1);
        self.fronted &= !main;
        self.finite &= !main && !self.finite_soon(at);
        self.left = Left { term: words::COMMA, pos: Pos::Punctuation, ..self.left };
    }

    /// A helper or a finite form of a verb may stand here, adverbs passed over.
    fn is_verbal(&self, at: usize) -> bool {
        let at = if self.reading(at).only(Pos::Adverb) { at + 1 } else { at };
        let reading = self.reading(at);
        let finite = reading.can(Pos::Verb) && !reading.has(VerbForm::Gerund);
        finite || reading.only(Pos::Modal) || reading.can(Pos::Auxiliary)
    }

    /// `and` before a new subject opens a new clause; so does every subordinator.
    fn pass_connective(&mut self, at: usize, pos: Pos) {
        if pos == Pos::Subordinator {
            (self.finite, self.subordinate) = (false, true);
            self.fronted |= self.left.term == Term::UNKNOWN && self.left.pos == Pos::Punctuation;
            self.conjunct = VerbForm::None;
        } else {
            self.finite &= !self.finite_soon(at);
        }
    }

    /// A new subject with a verb that is surely finite follows.
    fn finite_soon(&self, at: usize) -> bool {
        self.starts_subject(at + 1) && self.finite_ahead(at, true)
    }

    /// `said the talks failed`: a clause follows although nothing says so.
    fn opens_clause(&self, at: usize) -> bool {
        let lemma = self.tagged(at).lemma;
        self.lexicon.entry(lemma).takes_clause && self.starts_subject(at + 1)
    }
}

/// True for the forms that can be the one verb of a clause.
pub(super) fn is_finite(pos: Pos, form: VerbForm) -> bool {
    matches!(pos, Pos::Verb | Pos::Auxiliary) && matches!(form, VerbForm::Present3 | VerbForm::Past)
}

/// Pronouns that can only be subjects.
fn is_nominative(term: Term) -> bool {
    matches!(term, words::HE | words::SHE | words::THEY | words::WE | words::I)
}

/// `who`, `which`, `that` and `whom` as pronouns.
pub(super) fn is_relative(term: Term) -> bool {
    matches!(term, words::WHO | words::WHICH | words::THAT | words::WHOM | words::WHAT)
}
