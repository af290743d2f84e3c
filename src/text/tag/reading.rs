//! What each token of a sentence can be, before its neighbours are asked: lexicon, letter case, endings.
//!
//! Knows single words. Does not know word order.

use rustc_hash::FxHashMap;

use super::super::{Lexicon, NounClass, Sentence, Shape, Term, Token, affixes, words};
use super::{Pos, VerbForm};

/// What one token can be.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Reading {
    /// Parts of speech, as `Pos` bits.
    pub parts: u32,
    /// Verb forms, as `VerbForm` bits.
    pub forms: u8,
    /// How often a verb, 0 to 255.
    pub verb: u8,
    /// How often an adjective, 0 to 255.
    pub adjective: u8,
    /// A plural noun.
    pub plural: bool,
}

impl Reading {
    pub(super) fn can(self, pos: Pos) -> bool {
        self.parts & pos.bit() != 0
    }

    pub(super) fn only(self, pos: Pos) -> bool {
        self.parts == pos.bit()
    }

    pub(super) fn has(self, form: VerbForm) -> bool {
        self.forms & form.bit() != 0
    }

    fn one(pos: Pos) -> Self {
        Self { parts: pos.bit(), ..Self::default() }
    }
}

/// Words that a text writes with a capital inside sentences: names, although the lexicon knows them as words.
#[derive(Default)]
pub(super) struct Names {
    seen: FxHashMap<Term, (u16, u16)>,
    /// One of 64 bits for each word seen: most others are told apart without a look at the map.
    filter: u64,
}

/// The bit of a word in a filter of 64.
#[inline]
fn filter_bit(term: Term) -> u64 {
    1 << (term.0 % 64)
}

impl Names {
    /// Counts capitals and small letters of the words that stand inside sentences. Complexity: linear.
    pub(super) fn gather(tokens: &[Token], sentences: &[Sentence], lexicon: &Lexicon) -> Self {
        let mut names = Self::default();
        for sentence in sentences.iter().filter(|s| !s.heading && !s.dateline) {
            let inside = tokens.get(sentence.first as usize + 1..sentence.end as usize).unwrap_or_default();
            let mut free = false;
            for token in inside {
                let word = token.shape == Shape::Capitalized && token.term != Term::UNKNOWN;
                if word && free && lexicon.reading(token.term).parts != 0 {
                    names.seen.entry(token.term).or_default().0 += 1;
                    names.filter |= filter_bit(token.term);
                }
                free = matches!(token.shape, Shape::Lower | Shape::Capitalized) || token.term == words::COMMA;
            }
        }
        if !names.seen.is_empty() {
            let filter = names.filter;
            let may = |t: &&Token| t.shape == Shape::Lower && filter_bit(t.term) & filter != 0;
            for token in tokens.iter().filter(may) {
                if let Some(count) = names.seen.get_mut(&token.term) {
                    count.1 = count.1.saturating_add(1);
                }
            }
        }
        names
    }

    fn holds(&self, term: Term) -> bool {
        self.seen.get(&term).is_some_and(|(capital, small)| capital > small)
    }
}

/// How far back a single quotation mark is looked for.
const QUOTED: usize = 30;

/// Reads the tokens of one sentence.
pub(super) struct Reader<'t> {
    pub source: &'t str,
    pub lexicon: &'t Lexicon,
    pub names: &'t Names,
    pub tokens: &'t [Token],
}

impl Reader<'_> {
    /// Fills `out` with one reading for each token of the sentence.
    pub(super) fn read(&self, heading: bool, out: &mut Vec<Reading>) {
        out.clear();
        let titled = heading || self.is_titled();
        let lead = self.capital_lead();
        let mut initial = true;
        out.reserve(self.tokens.len());
        for (at, token) in self.tokens.iter().enumerate() {
            let known = self.lexicon.reading(token.term);
            // What most words are; `lower` says the same after asking more.
            let plain = token.shape == Shape::Lower && token.spaced && known.parts != 0;
            out.push(if plain { known } else { self.reading(at, token, initial, titled || at < lead) });
            initial = match token.shape {
                Shape::Punctuation => {
                    initial
                        || matches!(
                            token.term,
                            words::QUOTE | words::COLON | words::BULLET | words::APOSTROPHE
                        )
                }
                Shape::Digits => initial && matches!(self.term(at + 1), words::STOP | words::CLOSE_BRACKET),
                _ => false,
            };
        }
    }

    /// True for title case and for capitals throughout: case says nothing there.
    fn is_titled(&self) -> bool {
        let (mut capital, mut small) = (0, 0);
        for token in self.tokens {
            let long = token.span.end - token.span.start > 3;
            match token.shape {
                Shape::Lower if long => small += 1,
                Shape::Capitalized | Shape::Upper if long => capital += 1,
                _ => {}
            }
        }
        capital > 3 && capital > small * 3
    }

    /// How many words at the start are written in capitals, as some papers open a story: `A FIRE has ...`. A name in
    /// capitals alone is no such opening.
    fn capital_lead(&self) -> usize {
        let capital = |t: &&Token| {
            t.shape == Shape::Upper || t.shape == Shape::Capitalized && t.span.end - t.span.start == 1
        };
        let lead = self.tokens.iter().take_while(capital).count();
        if lead < 2 || lead == self.tokens.len() {
            return 0;
        }
        let long = |t: &&Token| t.span.end - t.span.start > 3;
        let known = |t: &&Token| self.known(t.term).is_some();
        let words = self.tokens.iter().take(lead).filter(known);
        let article = matches!(self.term(0), words::A | words::AN | words::THE);
        let sure = if article { words.filter(long).count() > 0 } else { words.count() > 1 && lead > 2 };
        if sure { lead } else { 0 }
    }

    fn term(&self, at: usize) -> Term {
        self.tokens.get(at).map_or(Term::UNKNOWN, |t| t.term)
    }

    fn reading(&self, at: usize, token: &Token, initial: bool, titled: bool) -> Reading {
        match token.shape {
            Shape::Punctuation if self.is_owner_mark(at) => Reading::one(Pos::Possessive),
            Shape::Punctuation => Reading::one(Pos::Punctuation),
            Shape::Digits if self.is_designation(at) => Reading::one(Pos::ProperNoun),
            Shape::Digits => Reading::one(Pos::Number),
            Shape::Address => Reading::one(Pos::ProperNoun),
            Shape::Lower => self.lower(at, token),
            Shape::Capitalized => self.capital(at, token, initial, titled),
            Shape::Upper | Shape::Mixed => self.upper(token, titled),
        }
    }

    /// The figures of `A380` and `F-16`: joined to the capitals before them.
    fn is_designation(&self, at: usize) -> bool {
        let joined = |at: usize| self.tokens.get(at).is_some_and(|t| !t.spaced);
        let letters = match at.checked_sub(1) {
            Some(before) if self.term(before) == words::HYPHEN && joined(before) => before.checked_sub(1),
            before => before,
        };
        let capitals = |t: &Token| matches!(t.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed);
        joined(at) && letters.and_then(|at| self.tokens.get(at)).is_some_and(capitals)
    }

    /// `Damascus' offer`, `the miners' union`: a bare apostrophe after an s, with a noun to come and no mark that opened.
    fn is_owner_mark(&self, at: usize) -> bool {
        if self.term(at) != words::APOSTROPHE {
            return false;
        }
        let (Some(mark), Some(next)) = (self.tokens.get(at), self.tokens.get(at + 1)) else { return false };
        let owner = at.checked_sub(1).and_then(|b| self.tokens.get(b));
        let plural = owner.is_some_and(|t| t.span.of(self.source).ends_with(['s', 'S']));
        // `the miners' 16 demands`
        let counted = next.shape == Shape::Digits;
        if mark.spaced || !next.spaced || !plural || !(counted || next.shape == Shape::Lower) {
            return false;
        }
        let opened =
            self.tokens.iter().take(at).rev().take(QUOTED).any(|t| t.term == words::APOSTROPHE && t.spaced);
        let noun = if counted { at + 2 } else { at + 1 };
        let Some(next) = self.tokens.get(noun).filter(|t| t.shape == Shape::Lower) else { return false };
        let reading = self.lower(noun, next);
        !opened && (reading.can(Pos::Noun) || reading.can(Pos::Adjective)) && !reading.can(Pos::Conjunction)
    }

    fn lower(&self, at: usize, token: &Token) -> Reading {
        let after_digits =
            || at.checked_sub(1).and_then(|b| self.tokens.get(b)).is_some_and(|t| t.shape == Shape::Digits);
        if !token.spaced && token.span.end - token.span.start <= 4 && after_digits() {
            let part = if at > 0 && self.is_designation(at - 1) { Pos::ProperNoun } else { Pos::Number };
            if part == Pos::ProperNoun || token.span.end - token.span.start <= 2 {
                return Reading::one(part);
            }
        }
        if !token.spaced && self.is_name_part(at) {
            return Reading::one(Pos::ProperNoun);
        }
        let word = token.span.of(self.source);
        self.known(token.term).or_else(|| self.prefixed(word)).unwrap_or_else(|| guess(word))
    }

    /// `unclear`, `overcharged`: a prefix before a known verb or adjective.
    fn prefixed(&self, word: &str) -> Option<Reading> {
        let stem = affixes::JOINED
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix))
            .filter(|stem| stem.len() > 3)?;
        let known = self.known(self.lexicon.get(stem))?;
        if self.is_adverb(word) {
            return None; // `really` is no `re-ally`
        }
        (known.parts & (Pos::Verb.bit() | Pos::Adjective.bit()) != 0 && !is_closed(known)).then_some(known)
    }

    /// `Reportedly`, `Simply`: an ending in `ly` after a known word; not `Italy`.
    fn is_adverb(&self, word: &str) -> bool {
        let Some(stem) = word.strip_suffix("ly").filter(|stem| stem.len() > 2) else { return false };
        let mut lower = stem.to_ascii_lowercase();
        let held = |stem: &str| self.known(self.lexicon.get(stem)).is_some();
        if held(&lower) {
            return true;
        }
        match lower.pop() {
            Some('i') => lower.push('y'),
            Some(last) => lower.extend([last, 'l', 'e']),
            None => return false,
        }
        held(&lower)
    }

    /// The `chol` of `Hong-chol`: an unknown word joined to a name.
    fn is_name_part(&self, at: usize) -> bool {
        let before = at.checked_sub(2).and_then(|b| self.tokens.get(b));
        let joined = at.checked_sub(1).is_some_and(|b| self.term(b) == words::HYPHEN);
        joined
            && self.known(self.term(at)).is_none()
            && before.is_some_and(|t| {
                t.shape == Shape::Capitalized
                    && !self.tokens.get(at - 1).is_some_and(|h| h.spaced)
                    && self.known(t.term).is_none()
            })
    }

    /// What the lexicon says; `None` when it says nothing.
    fn known(&self, term: Term) -> Option<Reading> {
        Some(self.lexicon.reading(term)).filter(|reading| reading.parts != 0)
    }

    fn capital(&self, at: usize, token: &Token, initial: bool, titled: bool) -> Reading {
        if self.lexicon.entry(token.term).demonym {
            return self.demonym(at);
        }
        let name = Reading::one(Pos::ProperNoun);
        let Some(known) = self.known(token.term) else {
            let adverb = (initial || titled) && self.is_adverb(token.span.of(self.source));
            return if adverb { Reading::one(Pos::Adverb) } else { name };
        };
        if self.tokens.get(at + 1).is_some_and(|t| t.shape == Shape::Digits && !t.spaced) {
            return name;
        }
        if known.can(Pos::Modal) {
            return if self.is_modal(at, initial) { known } else { name };
        }
        if is_closed(known) {
            return if !initial && !titled && self.opens_name(at) { name } else { known };
        }
        if !initial && !titled || self.names.holds(token.term) {
            return name;
        }
        let single = known.only(Pos::Adjective) || known.only(Pos::Verb);
        let said = known.can(Pos::Adjective) && !known.plural && self.term(at + 1) == words::SAID;
        let subject = initial && (said || single && self.is_finite_helper(at + 1));
        if subject {
            return name;
        }
        let before_name = self.is_capital(at + 1) && !titled;
        if before_name && known.can(Pos::Noun) && !known.plural {
            return name;
        }
        known
    }

    /// `Russian forces` has an adjective, `the Russians`, `a Russian` have not.
    fn demonym(&self, at: usize) -> Reading {
        let next = self.tokens.get(at + 1).filter(|t| t.spaced);
        let nominal = next.is_some_and(|t| match t.shape {
            Shape::Capitalized | Shape::Upper | Shape::Mixed => true,
            Shape::Lower => self.known(t.term).is_none_or(|r| r.can(Pos::Noun) || r.can(Pos::Adjective)),
            _ => false,
        });
        let joined = matches!(self.term(at + 1), words::AND | words::HYPHEN | words::OR);
        let nominal = nominal && !self.acts(at);
        Reading::one(if nominal || joined { Pos::Adjective } else { Pos::ProperNoun })
    }

    /// `the French left Algeria`, `the Japanese occupied the camps`: a people by its adjective, before a past tense with an
    /// object.
    fn acts(&self, at: usize) -> bool {
        let past = |r: Reading| r.has(VerbForm::Past) || r.has(VerbForm::PastParticiple);
        let the = at.checked_sub(1).is_some_and(|before| self.term(before) == words::THE);
        let verb =
            self.tokens.get(at + 1).filter(|t| t.shape == Shape::Lower).and_then(|t| self.known(t.term));
        let object = self.is_capital(at + 2)
            || self.known(self.term(at + 2)).is_some_and(|r| r.can(Pos::Determiner) || r.can(Pos::Pronoun));
        the && verb.is_some_and(past) && object
    }

    /// `Minister Per Holm`, `elected To Lam`: a small word with a capital inside a sentence, after a word without one or a title,
    /// before a word that is nothing but a name.
    fn opens_name(&self, at: usize) -> bool {
        let unknown = |at: usize| self.is_capital(at) && self.known(self.term(at)).is_none();
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let Some(before) = before.filter(|_| !matches!(self.term(at), words::THE | words::A)) else {
            return false;
        };
        let title = || self.lexicon.entry(before.term).noun_class == NounClass::Person;
        let inside = before.shape == Shape::Lower || before.shape == Shape::Capitalized && title();
        inside && (unknown(at + 1) || self.is_capital(at + 1) && unknown(at + 2))
    }

    /// `May` opens a question rather than names a month or a person.
    fn is_modal(&self, at: usize, initial: bool) -> bool {
        let next = self.known(self.term(at + 1));
        initial
            && next.is_some_and(|r| r.can(Pos::Pronoun) || r.can(Pos::Determiner))
            && !self.is_capital(at + 1)
    }

    /// `White said`: a verb right after an adjective or verb that opens the sentence makes it a name.
    fn is_finite_helper(&self, at: usize) -> bool {
        matches!(self.term(at), words::SAID | words::SAYS | words::WAS | words::IS | words::HAD | words::HAS)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| matches!(t.shape, Shape::Capitalized | Shape::Mixed))
    }

    /// `NATO`, `US`, `IT` and `WHO` are names unless all is written in capitals.
    fn upper(&self, token: &Token, titled: bool) -> Reading {
        let shouted = titled && token.shape == Shape::Upper && !self.names.holds(token.term);
        match self.known(token.term).filter(|_| shouted) {
            Some(known) => known,
            None => Reading::one(Pos::ProperNoun),
        }
    }
}

fn is_closed(reading: Reading) -> bool {
    const OPEN: u32 = Pos::Noun.bit() | Pos::Verb.bit() | Pos::Adjective.bit() | Pos::Adverb.bit();
    reading.parts & !OPEN != 0
}

/// What the ending of an unknown word in small letters tells.
fn guess(word: &str) -> Reading {
    let fits = |ending: &&str| word.len() > ending.len() + 2 && word.ends_with(*ending);
    match affixes::ENDINGS.iter().find(|(endings, _, _)| endings.iter().any(fits)) {
        Some((_, Pos::Verb, VerbForm::Past)) => {
            let forms = VerbForm::Past.bit() | VerbForm::PastParticiple.bit();
            Reading { forms, verb: 255, ..Reading::one(Pos::Verb) }
        }
        Some((_, Pos::Verb, form)) => Reading { forms: form.bit(), verb: 255, ..Reading::one(Pos::Verb) },
        Some((_, pos, _)) => Reading::one(*pos),
        None => Reading { plural: word.ends_with('s') && !word.ends_with("ss"), ..Reading::one(Pos::Noun) },
    }
}
