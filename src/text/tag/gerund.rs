//! Forms in `-ing`, and what else stands inside compounds: `after weeks of soul searching`, `a bank shot`.
//!
//! Knows the words to the left as tagged and those to the right as the lexicon has them.

use super::super::{NounClass, words};
use super::reading::Reading;
use super::tagger::Tagger;
use super::{Pos, VerbForm};

impl Tagger<'_> {
    /// A form in `-ing` is the verb of a clause here, rather than a noun or adjective.
    pub(super) fn is_gerund(&self, at: usize, reading: Reading) -> bool {
        if self.opens_phrase(at) {
            return false;
        }
        // `the fifth Saints [running] back`
        if self.term(at) == words::RUNNING
            && self.term(at + 1) == words::BACK
            && self.left.pos == Pos::ProperNoun
        {
            return false;
        }
        if self.left.pos == Pos::Punctuation && reading.can(Pos::Noun) && self.opens_predicate(at + 1) {
            return false;
        }
        if !reading.can(Pos::Noun) && !reading.can(Pos::Adjective) {
            return !self.follows_measure(at) && !self.is_inside_compound(at, reading);
        }
        let next = self.term(at + 1);
        // not in `quoted him as [saying] of her`
        if next == words::OF && reading.can(Pos::Noun) && self.left.term != words::AS {
            return false;
        }
        if self.adverb && !self.noun_follows(at) {
            return true;
        }
        // `at an office [building] Monday`
        let dated = self.is_date(at + 1);
        let object = self.starts_np(at + 1) && !dated && !self.reading(at + 1).only(Pos::Noun)
            || next == words::THAT
            || next == words::TO
            || self.is_quantified(at + 1);
        match self.left.pos {
            _ if reading.can(Pos::Adjective) && reading.adjective > 128 && self.noun_follows(at) => false,
            // `a 3-1 victory over visiting Larkville`
            Pos::Preposition
                if self.left.term == words::OVER && self.reading(at + 1).only(Pos::ProperNoun) =>
            {
                false
            }
            Pos::Preposition => object || reading.verb > 128 && !self.reading(at + 1).only(Pos::Punctuation),
            Pos::Noun if self.is_inside_compound(at, reading) || self.ends_compound(at) => false,
            // `the Watergate bugging incident`
            Pos::ProperNoun
                if (self.earlier.term == words::THE || self.earlier.pos == Pos::Adjective)
                    && self.is_inside_compound(at, reading) =>
            {
                false
            }
            // `was taken in last month suffering from flu`
            Pos::Noun if self.finite && self.after_span() => true,
            Pos::Noun | Pos::ProperNoun => object || reading.verb > 140,
            Pos::Punctuation | Pos::Conjunction => object || reading.verb > 140,
            _ => reading.verb > 100 || object,
        }
    }

    /// `after hours of intense soul [searching]`, `with a bank [shot]`: after the noun of a prepositional phrase that names nobody, where
    /// nothing follows that the verb could have.
    pub(super) fn ends_compound(&self, at: usize) -> bool {
        let class = self.lexicon.entry(self.left.term).noun_class;
        let acts = matches!(
            class,
            NounClass::Person | NounClass::Group | NounClass::Phenomenon | NounClass::Time | NounClass::Event
        );
        let qualified = matches!(self.earlier.pos, Pos::Adjective | Pos::Determiner | Pos::Possessive);
        let indefinite = !matches!(self.earlier.term, words::THE | words::THIS | words::THAT);
        let next = self.reading(at + 1);
        let open = next.parts == 0 || next.only(Pos::Punctuation) && self.term(at + 1) != words::QUOTE;
        self.finite
            && self.in_modifier()
            && !self.left.plural
            && !acts
            && qualified
            && indefinite
            && open
            && !self.adverb
    }

    /// `her school's career [scoring] record`, `a security [engineering] team`: an activity between two nouns of one phrase, of which the
    /// first is no plural and nobody who could act.
    fn is_inside_compound(&self, at: usize, reading: Reading) -> bool {
        const PHRASE: u32 =
            Pos::Determiner.bit() | Pos::Possessive.bit() | Pos::Adjective.bit() | Pos::Noun.bit();
        const BARE: u32 = Pos::Noun.bit() | Pos::Verb.bit() | Pos::Adjective.bit();
        let next = self.reading(at + 1);
        // `the march taking place in Oslo`
        let bare = self.term(at + 1) != words::PLACE && next.can(Pos::Noun) && next.parts & !BARE == 0;
        let group = self.lexicon.entry(self.left.term).noun_class;
        let acts = matches!(group, NounClass::Person | NounClass::Group | NounClass::Time);
        // `a business [consulting] firm`: one body or person without an article is no object.
        let class = self.lexicon.entry(self.term(at + 1)).noun_class;
        let body = matches!(class, NounClass::Person | NounClass::Group);
        let body = body && !next.plural && !self.heading && self.finite;
        let acts = acts && !body;
        // `an all-time [scoring] record`, `security [engineering] teams`
        let hyphen = at > 1 && self.term(at - 2) == words::HYPHEN && self.is_glued(at - 1);
        let inside = self.earlier.pos.bit() & PHRASE != 0 || hyphen || reading.verb < 64 || body;
        // `Government [spending] cuts hit schools`: without an article one body does nothing.
        let bare_body =
            at == 1 && group == NounClass::Group && next.plural && self.reading(at + 2).can(Pos::Verb);
        if bare_body && bare && reading.can(Pos::Noun) && !self.left.plural && !self.heading {
            return true;
        }
        let modifies = reading.can(Pos::Noun) || hyphen && reading.can(Pos::Adjective) || body;
        modifies && bare && !self.left.plural && (hyphen || !acts) && inside && !self.finite_ahead(at, true)
    }

    /// `a three-game [losing] streak`: a bare noun follows, a number and its unit with a hyphen stand before.
    fn follows_measure(&self, at: usize) -> bool {
        let hyphen = at > 2 && self.term(at - 2) == words::HYPHEN && self.is_glued(at - 1);
        let next = self.reading(at + 1);
        hyphen && self.reading(at - 3).can(Pos::Number) && next.can(Pos::Noun) && !next.plural
    }

    /// `Flooding [has killed] 12`, `Shelling [killed] 12`: a finite verb with its object right after what could be a gerund.
    fn opens_predicate(&self, at: usize) -> bool {
        let helper = self.surely_finite(at, true);
        helper || self.reading(at).has(VerbForm::Past) && self.has_bare_object(at)
    }

    /// `[Reigning] champion Ida Holm has won`: a verb without objects right before a noun, at the start of a sentence.
    fn opens_phrase(&self, at: usize) -> bool {
        at == 0
            && self.noun_follows(at)
            && (self.verb_entry(at).intransitive && self.finite_ahead(at, false)
                || self.qualifies_subject(at))
    }

    /// `[Borrowing] costs rose`, `[Driving] rain stopped play`: a bare noun and its past tense, which is not that of `Killing seals
    /// was banned`.
    fn qualifies_subject(&self, at: usize) -> bool {
        let (noun, verb) = (self.reading(at + 1), self.reading(at + 2));
        let finite = self.surely_finite(at + 2, false) || verb.verb > 100;
        let past = verb.has(VerbForm::Past) && !matches!(self.term(at + 2), words::WAS | words::HAD);
        noun.can(Pos::Noun) && past && finite
    }

    /// `last month`, `this week` stands before.
    fn after_span(&self) -> bool {
        matches!(self.earlier.term, words::LAST | words::THIS)
            && self.lexicon.entry(self.left.term).noun_class == NounClass::Time
    }

    /// `[at least] 19`, `[up to] 30`: words that only say how exact a number is.
    fn is_quantified(&self, at: usize) -> bool {
        let second = self.term(at + 1);
        let exact = match self.term(at) {
            words::AT => matches!(second, words::LEAST | words::MOST),
            words::UP => second == words::TO,
            words::MORE | words::LESS | words::FEWER => second == words::THAN,
            _ => false,
        };
        exact && self.reading(at + 2).can(Pos::Number)
    }
}
