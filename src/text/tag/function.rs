//! Words with several grammatical uses: `that`, `to`, `her`, `as`, `have`, `'s` ...
//!
//! Each rule is one small function named after the word or family it decides. Knows the words to which the lexicon gives a closed
//! class; content words are decided in `content.rs`.

use super::super::{NounClass, Term, words};
use super::content::Decision;
use super::reading::Reading;
use super::tagger::{Awaits, Tagger};
use super::{Pos, VerbForm};

const NOUNS: u32 = Pos::Noun.bit() | Pos::ProperNoun.bit();

impl Tagger<'_> {
    /// Decides the words that the lexicon lists with a closed class; `None` leaves them to [`Tagger::content_word`].
    pub(super) fn function_word(&self, at: usize, reading: Reading) -> Option<Decision> {
        const OPEN: u32 = NOUNS | Pos::Verb.bit() | Pos::Adjective.bit() | Pos::Adverb.bit();
        let object = || matches!(self.term(at + 1), words::THE | words::A | words::AN);
        let owned = matches!(self.left.pos, Pos::Determiner | Pos::Possessive);
        match self.term(at) {
            // `two firms, which together own the port`
            words::OWN if !owned && object() => Some((Pos::Verb, VerbForm::Base)),
            _ if reading.parts & !OPEN == 0 => None,
            words::CLITIC_S => Some(self.clitic_s(at)),
            words::CLITIC_D => Some(self.clitic_d(at)),
            words::LIKE => self.like(),
            _ if reading.can(Pos::Auxiliary) => Some(self.auxiliary(at, reading)),
            _ if reading.can(Pos::Preposition) && reading.has(VerbForm::Gerund) => {
                Some(self.participial_preposition(at))
            }
            _ => {
                let pos = self.named_word(at).or_else(|| self.classed_word(at, reading))?;
                Some((pos, VerbForm::None))
            }
        }
    }

    /// Words with a rule of their own.
    fn named_word(&self, at: usize) -> Option<Pos> {
        let next = self.term(at + 1);
        Some(match self.term(at) {
            words::TO => self.to(at),
            words::THAT => self.that(at),
            words::HER | words::HIS => self.her(at),
            words::WHICH | words::WHO | words::WHOM | words::WHAT if self.is_relative_here(at) => {
                Pos::Pronoun
            }
            words::OWN if matches!(self.left.pos, Pos::Determiner | Pos::Possessive) => Pos::Adjective,
            words::SO if next == words::THAT => Pos::Subordinator,
            words::SO => Pos::Adverb,
            words::BUT => Pos::Conjunction,
            words::THERE => self.there(at),
            words::DUE if next == words::TO => Pos::Preposition,
            words::DUE => Pos::Adjective,
            words::MORE | words::MOST | words::MUCH | words::LESS | words::LEAST => self.degree(at),
            words::ONCE | words::AS | words::AFTER | words::BEFORE => self.connective(at),
            words::SINCE | words::UNTIL | words::TILL | words::THAN => self.connective(at),
            words::ONE if self.left.term == words::NO => Pos::Pronoun,
            _ => return None,
        })
    }

    /// The others, by the first class that fits.
    fn classed_word(&self, at: usize, reading: Reading) -> Option<Pos> {
        Some(match () {
            () if reading.can(Pos::Determiner) => self.determiner(at),
            () if reading.can(Pos::Particle) => return self.particle(at, reading),
            () if reading.can(Pos::Preposition) => self.preposition(at, reading),
            () if reading.can(Pos::Number) => self.number(at, reading),
            () if reading.can(Pos::Subordinator) => self.subordinator(at, reading),
            () if reading.can(Pos::Pronoun) => Pos::Pronoun,
            () if reading.can(Pos::Conjunction) && self.left.pos == Pos::Punctuation => Pos::Conjunction,
            () if reading.can(Pos::Conjunction) => Pos::Adverb,
            () => return None,
        })
    }

    /// Before a number: `at least`, `up to`, `more than`, `as many as`.
    pub(super) fn is_quantifier(&self, at: usize) -> bool {
        let number = |place: usize| self.reading(place).can(Pos::Number) || self.term(place) == words::DOLLAR;
        let before = |back: usize| at.checked_sub(back).map_or(Term::UNKNOWN, |place| self.term(place));
        match self.term(at) {
            words::AT => matches!(self.term(at + 1), words::LEAST | words::MOST) && number(at + 2),
            words::UP => self.term(at + 1) == words::TO && number(at + 2),
            words::TO => before(1) == words::UP && number(at + 1),
            words::THAN => matches!(before(1), words::MORE | words::LESS | words::FEWER) && number(at + 1),
            words::AS => self.term(at + 2) == words::AS || before(2) == words::AS && number(at + 1),
            _ => false,
        }
    }

    /// `which` before a verb or a whole noun phrase, not in `which side`.
    fn is_relative_here(&self, at: usize) -> bool {
        const PHRASE: u32 = Pos::Determiner.bit() | Pos::Pronoun.bit() | Pos::ProperNoun.bit();
        // `the volcano, which last erupted in 1982`
        let last = self.term(at + 1) == words::LAST && self.verb_starts(at + 2);
        last || self.verb_starts(at + 1) || self.reading(at + 1).parts & PHRASE != 0
    }

    /// The infinitive marker before a base form, adverbs passed over; otherwise a preposition.
    fn to(&self, at: usize) -> Pos {
        // `to "remedy the harm"`: inside quotation marks only a base form with its object is sure.
        let quoted = self.term(at + 1) == words::QUOTE;
        let mut next = at + 1 + usize::from(quoted);
        while next < at + 3 && (self.reading(next).only(Pos::Adverb) || self.reading(next).can(Pos::Negation))
        {
            next += 1;
        }
        let reading = self.reading(next);
        let verb = reading.has(VerbForm::Base) && (reading.can(Pos::Verb) || reading.can(Pos::Auxiliary));
        // `pleaded guilty to murder`
        if !verb || matches!(self.left.term, words::ACCORDING | words::DUE | words::GUILTY) {
            return Pos::Preposition;
        }
        let leads = self.lexicon.entry(self.lexicon.entry(self.left.term).noun).leads_to;
        if leads && reading.can(Pos::Noun) && !self.starts_np(next + 1) {
            return Pos::Preposition;
        }
        let mass_noun = reading.can(Pos::Noun) && (quoted || reading.verb < 40) && !self.starts_np(next + 1);
        if mass_noun { Pos::Preposition } else { Pos::To }
    }

    /// Complementizer, demonstrative or relative pronoun.
    fn that(&self, at: usize) -> Pos {
        let next = self.reading(at + 1);
        let verb_next = self.verb_starts(at + 1);
        let noun_next = next.parts & NOUNS != 0 && !verb_next;
        match self.left.pos {
            _ if at == 0 || self.left.pos == Pos::Preposition => {
                if noun_next || next.only(Pos::Adjective) {
                    Pos::Determiner
                } else {
                    Pos::Pronoun
                }
            }
            Pos::Noun | Pos::ProperNoun | Pos::Pronoun if verb_next => Pos::Pronoun,
            Pos::Noun if self.starts_np(at + 1) => self.that_after_noun(at),
            _ if self.left.term == words::SO => Pos::Subordinator,
            Pos::Conjunction if !self.starts_np(at + 1) => Pos::Pronoun,
            _ if verb_next
                || next.parts & Pos::Punctuation.bit() != 0 && self.term(at + 1) != words::QUOTE =>
            {
                Pos::Pronoun
            }
            Pos::Verb if next.only(Pos::Noun) && !next.plural && !self.clause_follows(at) => Pos::Determiner,
            _ => Pos::Subordinator,
        }
    }

    /// `the claim that he fled` against `the house that he left`.
    fn that_after_noun(&self, at: usize) -> Pos {
        let class = self.lexicon.entry(self.left.term).noun_class;
        let said = matches!(
            class,
            NounClass::Communication | NounClass::State | NounClass::Other | NounClass::Event
        );
        let pronoun = matches!(
            self.term(at + 1),
            words::HE | words::SHE | words::THEY | words::WE | words::I | words::IT
        );
        if said || !pronoun { Pos::Subordinator } else { Pos::Pronoun }
    }

    /// The next word is a verb or helper rather than the start of a noun phrase.
    pub(super) fn verb_starts(&self, at: usize) -> bool {
        let at = if self.reading(at).only(Pos::Adverb) { at + 1 } else { at };
        let reading = self.reading(at);
        let helper = reading.can(Pos::Modal) || reading.can(Pos::Auxiliary) || reading.can(Pos::Negation);
        let verb = reading.only(Pos::Verb) && !reading.has(VerbForm::Gerund);
        let past = reading.can(Pos::Verb) && reading.has(VerbForm::Past) && reading.verb > 100;
        let present = reading.can(Pos::Verb)
            && reading.has(VerbForm::Present3)
            && (reading.verb > 100 || self.starts_np(at + 1));
        helper || verb || past || present
    }

    /// Possessive before a noun phrase, pronoun otherwise.
    fn her(&self, at: usize) -> Pos {
        const PHRASE: u32 = NOUNS | Pos::Adjective.bit() | Pos::Number.bit();
        let next = self.reading(at + 1);
        let term = self.term(at + 1);
        let participle = next.has(VerbForm::PastParticiple) && self.reading(at + 2).can(Pos::Noun);
        let degree = matches!(term, words::OWN | words::MOST | words::MORE | words::LEAST);
        // `turned her back on the firm`
        let back = term == words::BACK && self.term(at + 2) == words::ON && self.left.pos == Pos::Verb;
        if back {
            return Pos::Determiner;
        }
        let phrase = next.parts & PHRASE != 0 && !next.can(Pos::Preposition) || participle || degree;
        let end =
            next.parts == 0 || next.can(Pos::Punctuation) && term != words::QUOTE || self.verb_starts(at + 1);
        let possessive = if self.term(at) == words::HIS { phrase || !end } else { phrase };
        if possessive { Pos::Determiner } else { Pos::Pronoun }
    }

    /// `it's`, `that's` have a verb; after nouns it is the possessive unless a predicate follows.
    fn clitic_s(&self, at: usize) -> Decision {
        let predicate =
            matches!(self.term(at + 1), words::NOT | words::A | words::BEEN | words::GOING | words::THE);
        let verb = match self.left.pos {
            Pos::Pronoun | Pos::Subordinator | Pos::Adverb => true,
            _ if self.left.term == words::LET => return (Pos::Pronoun, VerbForm::None),
            _ => predicate,
        };
        if verb { (Pos::Auxiliary, VerbForm::Present3) } else { (Pos::Possessive, VerbForm::None) }
    }

    /// `had` before a participle, `would` otherwise.
    fn clitic_d(&self, at: usize) -> Decision {
        let next = self.reading(at + 1);
        if next.has(VerbForm::PastParticiple) && !next.has(VerbForm::Base) {
            (Pos::Auxiliary, VerbForm::Past)
        } else {
            (Pos::Modal, VerbForm::None)
        }
    }

    fn like(&self) -> Option<Decision> {
        let subject = self.left.pos == Pos::Pronoun && !self.finite && !self.adverb;
        match self.awaits {
            Awaits::Base => Some((Pos::Verb, VerbForm::Base)),
            _ if subject => Some((Pos::Verb, VerbForm::Base)),
            _ => Some((Pos::Preposition, VerbForm::None)),
        }
    }

    fn there(&self, at: usize) -> Pos {
        let next = self.reading(at + 1);
        let exists = next.can(Pos::Auxiliary) || next.can(Pos::Modal) || self.term(at + 1) == words::CLITIC_S;
        if exists && self.left.pos != Pos::Verb || self.awaits == Awaits::Predicate {
            Pos::Pronoun
        } else {
            Pos::Adverb
        }
    }

    /// `more troops`, `more costly`, `most of the troops`.
    fn degree(&self, at: usize) -> Pos {
        let next = self.reading(at + 1);
        // `the most photographed people`
        let article = self.left.pos == Pos::Determiner && next.has(VerbForm::PastParticiple);
        // `more [rises] may follow`
        let noun = next.can(Pos::Noun) && self.reading(at + 2).only(Pos::Modal);
        match () {
            () if article && self.reading(at + 2).can(Pos::Noun) => Pos::Adverb,
            () if noun => Pos::Determiner,
            () if self.term(at + 1) == words::OF || self.verb_starts(at + 1) && !self.finite => Pos::Pronoun,
            () if next.can(Pos::Noun) && next.adjective < 128 && !next.can(Pos::Adverb) => Pos::Determiner,
            () => Pos::Adverb,
        }
    }

    /// `after`, `as`, `since` ...: a subordinator when a subject and a verb follow.
    fn connective(&self, at: usize) -> Pos {
        let reading = self.reading(at);
        if self.awaits == Awaits::Participle && reading.can(Pos::Adverb) {
            return Pos::Adverb;
        }
        if self.clause_follows(at) {
            return Pos::Subordinator;
        }
        let next = self.reading(at + 1);
        let alone = next.parts == 0 || next.only(Pos::Punctuation) && self.term(at + 1) != words::QUOTE;
        if reading.can(Pos::Adverb) && (alone || self.term(at) == words::ONCE && !next.can(Pos::Preposition))
        {
            return Pos::Adverb;
        }
        Pos::Preposition
    }

    /// `have`, `do`, `be`, `get`: helpers when a fitting verb form follows.
    fn auxiliary(&self, at: usize, reading: Reading) -> Decision {
        let form = self.auxiliary_form(at, reading);
        if !reading.can(Pos::Verb) {
            return (Pos::Auxiliary, form);
        }
        let next = self.helped(at);
        let follows = self.reading(next);
        let term = self.lexicon.entry(self.term(at)).verb;
        let negated = self.reading(at + 1).can(Pos::Negation);
        let helper = match term {
            words::HAVE => {
                follows.has(VerbForm::PastParticiple) && !self.is_object(next)
                    || self.term(next) == words::BEEN
                    || self.term(at + 1) == words::TO && self.to(at + 1) == Pos::To
            }
            words::DO if self.opens_question() && self.starts_subject(at + 1) => true,
            words::DO => {
                negated || follows.has(VerbForm::Base) && (next == at + 1 || self.left.pos != Pos::Noun)
            }
            _ => {
                next == at + 1
                    && follows.has(VerbForm::PastParticiple)
                    && follows.verb > 100
                    && !follows.can(Pos::Determiner)
            }
        };
        (if helper { Pos::Auxiliary } else { Pos::Verb }, form)
    }

    /// No subject stands before: `did the army`, `why did he`, `nor has it`.
    pub(super) fn opens_question(&self) -> bool {
        matches!(self.left.pos, Pos::Punctuation | Pos::Conjunction | Pos::Subordinator)
    }

    /// A word that could be a participle but is the object: `had cut flowers`, `has set rules`.
    fn is_object(&self, at: usize) -> bool {
        let reading = self.reading(at);
        reading.can(Pos::Noun) && reading.verb < 100
            || reading.can(Pos::Adjective) && reading.adjective > 200 && self.reading(at + 1).can(Pos::Noun)
    }

    /// The place of the verb that a helper at `at` would help: adverbs and one subject pronoun are passed over.
    fn helped(&self, at: usize) -> usize {
        let mut next = at + 1;
        for _ in 0..4 {
            let reading = self.reading(next);
            let light = reading.can(Pos::Adverb) && !reading.can(Pos::Verb)
                || reading.can(Pos::Negation)
                || reading.only(Pos::Pronoun) && next == at + 1;
            if !light {
                break;
            }
            next += 1;
        }
        next
    }

    /// Which form of `be`, `have` or `do` a token is.
    pub(super) fn auxiliary_form(&self, at: usize, reading: Reading) -> VerbForm {
        let past_and_participle = reading.has(VerbForm::Past) && reading.has(VerbForm::PastParticiple);
        match () {
            () if past_and_participle && self.awaits == Awaits::Participle => VerbForm::PastParticiple,
            () if past_and_participle => VerbForm::Past,
            () if matches!(self.term(at), words::ARE | words::AM | words::CLITIC_RE | words::CLITIC_M) => {
                VerbForm::Present3
            }
            () if reading.has(VerbForm::Base) && self.awaits != Awaits::Base && self.is_subject() => {
                VerbForm::Present3
            }
            () => VerbForm::from_bits(reading.forms),
        }
    }

    /// The word to the left can be the subject of a plural present: `they have left`.
    fn is_subject(&self) -> bool {
        !self.finite && matches!(self.left.pos, Pos::Noun | Pos::ProperNoun | Pos::Pronoun)
    }

    /// `this`, `all`, `some`, `no` ...: a determiner before a noun, a pronoun otherwise.
    fn determiner(&self, at: usize) -> Pos {
        let reading = self.reading(at);
        let next = self.reading(at + 1);
        let nominal = NOUNS | Pos::Adjective.bit() | Pos::Number.bit() | Pos::Determiner.bit();
        let mismatch = self.term(at) == words::THIS && next.can(Pos::Verb) && next.has(VerbForm::Present3);
        let participle = next.has(VerbForm::PastParticiple) || next.has(VerbForm::Gerund);
        let modifier =
            !reading.can(Pos::Pronoun) || self.reading(at + 2).can(Pos::Noun) && !self.starts_subject(at + 2);
        // `another so-called rule`
        let compound = self.opens_compound(at + 1);
        let article = next.parts & nominal != 0 || participle && modifier || compound;
        let sure = next.verb >= 200 && !next.has(VerbForm::PastParticiple) && !next.has(VerbForm::Gerund);
        let past =
            next.has(VerbForm::Past) && !next.can(Pos::Noun) && self.reading(at + 2).can(Pos::Determiner);
        let helper = next.only(Pos::Verb) || next.can(Pos::Auxiliary) || next.can(Pos::Modal);
        let verb = sure || past || self.verb_starts(at + 1) && helper;
        match () {
            () if reading.can(Pos::Pronoun)
                && (mismatch || !article || verb || self.term(at + 1) == words::OF) =>
            {
                Pos::Pronoun
            }
            () if reading.can(Pos::Conjunction) && !article => Pos::Conjunction,
            () if reading.can(Pos::Adverb) && (!article || next.can(Pos::Determiner)) => Pos::Adverb,
            () => Pos::Determiner,
        }
    }

    /// `carried out an attack`, `went on`: part of the verb to the left.
    fn particle(&self, at: usize, reading: Reading) -> Option<Pos> {
        let next = self.reading(at + 1);
        // `turned his back on the club`, `a first down and a goal`
        let owned = matches!(self.left.term, words::HIS | words::HER | words::ITS | words::THEIR);
        let counted = self.left.pos == Pos::Number && self.earlier.pos == Pos::Determiner;
        // `a former running back`
        let player = self.left.term == words::RUNNING && self.left.pos != Pos::Verb;
        if player && self.term(at) == words::BACK {
            return Some(Pos::Noun);
        }
        let body = owned && self.left.pos == Pos::Determiner && self.term(at) == words::BACK;
        let down = counted && self.term(at) == words::DOWN && self.ends_phrase(at);
        if body && !next.can(Pos::Noun) || down {
            return Some(Pos::Noun);
        }
        let pure = !reading.can(Pos::Preposition);
        if self.left.pos == Pos::Verb && !self.adverb {
            let open = next.parts == 0
                || next.only(Pos::Punctuation)
                || next.can(Pos::Preposition)
                || self.term(at + 1) == words::TO;
            let up = !matches!(self.term(at), words::IN | words::ON | words::ABOUT) && !self.is_path(at);
            if pure || open || up && self.term(at + 1) != words::OF {
                return Some(Pos::Particle);
            }
        }
        if reading.can(Pos::Verb) && self.awaits == Awaits::Base {
            return None;
        }
        match () {
            () if next.parts == 0
                || next.only(Pos::Punctuation)
                    && !matches!(self.term(at + 1), words::QUOTE | words::DOLLAR) =>
            {
                Some(Pos::Particle)
            }
            () if next.can(Pos::Number) && reading.can(Pos::Adverb) && reading.can(Pos::Preposition) => {
                Some(Pos::Adverb)
            }
            () if reading.can(Pos::Preposition) => Some(Pos::Preposition),
            () if reading.can(Pos::Adverb) => Some(Pos::Adverb),
            () => Some(Pos::Particle),
        }
    }

    /// Prepositions of direction whose noun phrase is their own: `walked over the bridge`, `sank off Malta`.
    fn is_path(&self, at: usize) -> bool {
        let term = self.term(at);
        matches!(term, words::AROUND | words::THROUGH | words::OVER | words::BEHIND | words::ALONG)
            || term == words::OFF && self.reading(at + 1).only(Pos::ProperNoun)
    }

    fn preposition(&self, at: usize, reading: Reading) -> Pos {
        let next = self.reading(at + 1);
        let alone = next.parts == 0
            || next.only(Pos::Punctuation) && !matches!(self.term(at + 1), words::QUOTE | words::DOLLAR);
        // `about 30 farmers`, `about a hundred farmers`
        let number =
            next.can(Pos::Number) || self.term(at + 1) == words::A && self.reading(at + 2).can(Pos::Number);
        match () {
            () if reading.can(Pos::Adverb) && (alone || self.term(at) == words::ABOUT && number) => {
                Pos::Adverb
            }
            () if reading.can(Pos::Adjective) && self.is_nominal_slot() => Pos::Adjective,
            // `by past leaders`
            () if reading.can(Pos::Adjective)
                && self.left.pos == Pos::Preposition
                && next.only(Pos::Noun)
                && next.plural =>
            {
                Pos::Adjective
            }
            () => Pos::Preposition,
        }
    }

    /// `following the talks`, `including women`: a verb only after `be`.
    fn participial_preposition(&self, at: usize) -> Decision {
        match () {
            () if self.awaits == Awaits::Predicate => (Pos::Verb, VerbForm::Gerund),
            () if self.is_nominal_slot() => (Pos::Adjective, VerbForm::None),
            () if self.reading(at + 1).only(Pos::Punctuation) => (Pos::Adverb, VerbForm::None),
            () => (Pos::Preposition, VerbForm::None),
        }
    }

    fn number(&self, at: usize, reading: Reading) -> Pos {
        let verb = self.verb_starts(at + 1) && !self.reading(at + 1).can(Pos::Auxiliary);
        if reading.can(Pos::Adverb) && verb && !self.is_nominal_slot() { Pos::Adverb } else { Pos::Number }
    }

    fn subordinator(&self, at: usize, reading: Reading) -> Pos {
        let next = self.reading(at + 1);
        let alone = next.parts == 0 || next.only(Pos::Punctuation);
        if reading.can(Pos::Adverb) && alone { Pos::Adverb } else { Pos::Subordinator }
    }
}
