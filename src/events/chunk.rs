//! A sentence as a row of items: noun phrases, prepositional phrases, verb groups, times, marks.
//!
//! Knows determiners, adjectives, names, nested possessives, numbers, hyphens, coordination of like phrases and
//! of-phrases. Takes actor mentions as ready-made names and time expressions as opaque. Does not know clauses.

mod aside;
mod coordination;
mod noun;
mod office;

use super::governor::{Complement, Governors, Part};
use super::verb_group::{self, Finiteness, VerbGroup};
use super::words::Words;
use super::{Phrase, Tense};
use crate::actors::Cast;
use crate::temporal::Timex;
use crate::text::{Pos, Sentence, Term, Text, VerbForm, words};

/// What an item is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A noun phrase that no preposition governs.
    Noun(Phrase),
    /// A preposition with its noun phrase, or without one before a gerund.
    Preposition(Option<Phrase>),
    /// A verb group.
    Verb(VerbGroup),
    /// A time expression with its preposition.
    Time,
    Comma,
    /// A semicolon or a dash: as strong as the end of a clause.
    Break,
    Colon,
    /// A double quotation mark.
    Quote,
    Conjunction,
    Subordinator,
    /// `who`, `which`, `that`, `whose`, `whom`.
    Relative,
    Adverb,
    /// An adjective outside a noun phrase.
    Adjective,
    /// Anything else, parentheses with their content among it.
    Other,
}

/// One piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// First token.
    pub(super) first: u32,
    /// One past the last token.
    pub(super) end: u32,
}

impl Item {
    /// The noun phrase of the item, under a preposition or not.
    pub(super) fn phrase(&self) -> Option<&Phrase> {
        match &self.kind {
            Kind::Noun(phrase) | Kind::Preposition(Some(phrase)) => Some(phrase),
            _ => None,
        }
    }

    /// The verb group of the item.
    pub(super) fn group(&self) -> Option<&VerbGroup> {
        match &self.kind {
            Kind::Verb(group) => Some(group),
            _ => None,
        }
    }
}

/// Items between a subject and its verb, where a helper stands before both.
const FAR: usize = 4;
/// Tokens inside parentheses that are passed over at most.
const PARENTHESIS: u32 = 24;
/// Tokens that a clause after `that` has at least; `announced that decision.` has fewer.
const SHORTEST: u32 = 5;

/// Cuts sentences into items; keeps its place in the tables of times and mentions.
pub(super) struct Chunker<'a> {
    text: &'a Text<'a>,
    words: &'a Words,
    governors: &'a Governors,
    timexes: &'a [Timex],
    cast: &'a Cast,
    next_time: usize,
    next_mention: usize,
    /// The first token of the sentence, and one past its last.
    start: u32,
    limit: u32,
}

impl<'a> Chunker<'a> {
    /// A chunker at the start of the text.
    pub(super) fn new(
        text: &'a Text<'a>,
        words: &'a Words,
        governors: &'a Governors,
        timexes: &'a [Timex],
        cast: &'a Cast,
    ) -> Self {
        Self { text, words, governors, timexes, cast, next_time: 0, next_mention: 0, start: 0, limit: 0 }
    }

    /// Fills `items` with the items of the next sentence. Complexity: linear in its tokens.
    pub(super) fn read(&mut self, sentence: &Sentence, items: &mut Vec<Item>) {
        items.clear();
        (self.start, self.limit) = (sentence.first, sentence.end);
        let mut at = sentence.first;
        while at < sentence.end {
            let item = self.item(at);
            at = item.end.max(at + 1);
            items.push(item);
        }
        self.set_off_insertions(items);
        coordination::join_regions(self, items);
        coordination::join(self, items);
        self.join_prepositions(items);
        self.undo_inversion(items);
    }

    /// `Only in 1972 did she visit Norway`, `Nor did it sign`: after such a word the helper stands before its subject, and the
    /// verb after that is the finite one.
    fn undo_inversion(&self, items: &mut [Item]) {
        let opener = self.term(self.start);
        let denies = [words::NEVER, words::NOR, self.words.neither].contains(&opener);
        let limits = denies || opener == self.words.only || opener == words::NOT;
        let asks = self.limit.checked_sub(1).is_some_and(|t| self.term(t) == words::QUESTION);
        let helper = |i: &Item| {
            matches!(self.term(i.first), words::DID | words::DOES | words::DO) && i.end == i.first + 1
        };
        let Some(at) = items.iter().position(helper).filter(|at| limits && !asks && *at > 0) else { return };
        let subject = matches!(items.get(at + 1).map(|i| &i.kind), Some(Kind::Noun(_)));
        let past = items.get(at).is_some_and(|i| self.term(i.first) == words::DID);
        let verb = items.iter_mut().skip(at + 2).take(FAR).find_map(|i| match &mut i.kind {
            Kind::Verb(group) => Some(group),
            _ => None,
        });
        let Some(group) = verb.filter(|group| subject && group.finiteness != Finiteness::Infinitive) else {
            return;
        };
        group.finiteness = Finiteness::Finite;
        group.tense = if past { Tense::Past } else { Tense::Present };
        group.negated ^= denies;
        if let Some(item) = items.get_mut(at) {
            item.kind = Kind::Adverb;
        }
    }

    /// `The first train since the flood crossed the bridge`: before the only finite verb of a sentence that has its
    /// subject, `since` is a preposition.
    fn join_prepositions(&self, items: &mut Vec<Item>) {
        let finite = |i: &Item| i.group().is_some_and(|g| g.finiteness == Finiteness::Finite);
        let mut verbs = items.iter().enumerate().filter(|(_, i)| finite(i)).map(|(at, _)| at);
        let (Some(verb), None) = (verbs.next(), verbs.next()) else { return };
        let joint = |at: &usize| {
            let phrase = |i: Option<&Item>| i.is_some_and(|i| i.phrase().is_some());
            let term = items.get(*at).map(|i| self.term(i.first)).unwrap_or_default();
            let temporal = [words::SINCE, words::AFTER, words::BEFORE, words::UNTIL].contains(&term);
            let open = matches!(items.get(*at).map(|i| &i.kind), Some(Kind::Subordinator));
            let noun = matches!(items.get(at + 1).map(|i| &i.kind), Some(Kind::Noun(_)));
            temporal && open && noun && *at > 0 && phrase(items.get(at - 1))
        };
        let Some(at) = (0..verb).find(joint) else { return };
        let noun = items.remove(at + 1);
        if let (Some(item), Kind::Noun(phrase)) = (items.get_mut(at), noun.kind) {
            item.end = noun.end;
            item.kind = Kind::Preposition(Some(phrase));
        }
    }

    fn item(&mut self, at: u32) -> Item {
        let time = self.time_at(at).filter(|end| !self.modifies(*end) && !self.measures(at, *end));
        if let Some(end) = time {
            return Item { kind: Kind::Time, first: at, end };
        }
        if self.term(at) == self.words.aged && self.pos(at + 1) == Pos::Number && at + 1 < self.limit {
            return Item { kind: Kind::Other, first: at, end: at + 2 };
        }
        if let Some(end) = self.party_at(at) {
            return Item { kind: Kind::Other, first: at, end };
        }
        if let Some(end) = self.score_at(at) {
            return Item { kind: Kind::Adverb, first: at, end };
        }
        if self.pos(at) == Pos::Noun && self.counts_time(at) {
            let end = if matches!(self.text.word(at + 1), "before" | "after") { at + 1 } else { at + 2 };
            return Item { kind: Kind::Adverb, first: at, end };
        }
        if self.is_age(at) {
            return self.one(Kind::Other, at);
        }
        if self.is_adverbial_first(at) {
            return self.one(Kind::Adverb, at);
        }
        let (pos, term) = (self.pos(at), self.term(at));
        if term == words::NO && self.term(at + 1) == self.words.longer {
            return Item { kind: Kind::Adverb, first: at, end: (at + 2).min(self.limit) };
        }
        if self.quantifier(at) > 0 {
            return self.noun_or_other(at);
        }
        if term == words::SINCE && self.term(at + 1) == words::THEN && at + 1 < self.limit {
            return Item { kind: Kind::Time, first: at, end: at + 2 };
        }
        let that = pos == Pos::Determiner && term == words::THAT;
        if that && self.after_report(at) || self.inverts(at) {
            return self.one(Kind::Subordinator, at);
        }
        match pos {
            Pos::Negation if term == words::NO => self.noun_or_other(at),
            Pos::Modal | Pos::Auxiliary | Pos::Verb | Pos::To | Pos::Negation => self.verb(at),
            Pos::Preposition => self.preposition(at),
            Pos::Particle => self.preposition(at),
            Pos::Punctuation => self.punctuation(at),
            Pos::Conjunction => self.one(Kind::Conjunction, at),
            Pos::Subordinator => self.one(Kind::Subordinator, at),
            Pos::Pronoun if self.is_relative(at) && !self.points(at) => self.one(Kind::Relative, at),
            Pos::Determiner if term == words::WHOSE => self.one(Kind::Relative, at),
            Pos::Adverb if self.is_prefix(at) => Item { first: at, ..self.verb(at + 2) },
            Pos::Adverb => self.adverb(at),
            _ => self.noun_or_other(at),
        }
    }

    /// `began [re-]building`: the tagger takes a prefix and its hyphen before a verb for adverbs.
    fn is_prefix(&self, at: u32) -> bool {
        self.term(at + 1) == words::HYPHEN && self.pos(at + 1) == Pos::Adverb && at + 2 < self.limit
    }

    /// `the phone first was shown`, `he last met her`: `first` or `last` before a verb.
    pub(super) fn is_adverbial_first(&self, at: u32) -> bool {
        let verbal = || matches!(self.pos(at + 1), Pos::Verb | Pos::Auxiliary | Pos::Modal);
        (self.term(at) == self.words.first || self.term(at) == words::LAST)
            && at > self.start
            && at + 1 < self.limit
            && verbal()
    }

    /// `announced that development of ...`: `that` just after a verb of saying opens a clause.
    fn after_report(&self, at: u32) -> bool {
        let Some(tag) = at.checked_sub(1).and_then(|t| self.text.tags.get(t as usize)) else { return false };
        let line = self.governors.find(Part::Verb, tag.lemma, Complement::THAT);
        tag.pos == Pos::Verb && line.is_some_and(|l| l.reporting) && at + SHORTEST < self.limit
    }

    /// `Had the court ordered ...`, `Were Spain to leave ...`, `Should talks fail ...`: a helper before its subject, at
    /// the start of a sentence or after a comma, opens a condition.
    fn inverts(&mut self, at: u32) -> bool {
        let helper = self.term(at);
        if !matches!(helper, words::HAD | words::WERE | words::SHOULD) || !self.starts_clause(at) {
            return false;
        }
        let Some(subject) = self.phrase(at + 1) else { return false };
        let Some(verb) = (subject.end..self.limit).find(|t| self.pos(*t) != Pos::Adverb) else {
            return false;
        };
        let tag = self.text.tag(verb);
        match helper {
            words::HAD => matches!(tag.form, VerbForm::Past | VerbForm::PastParticiple),
            words::WERE => tag.pos == Pos::To,
            _ => matches!(tag.pos, Pos::Verb | Pos::Auxiliary) && tag.form == VerbForm::Base,
        }
    }

    /// The first word of a sentence, or the word after a comma, a quotation mark or `that`.
    fn starts_clause(&self, at: u32) -> bool {
        let opens = |t: u32| {
            self.term(t) == words::COMMA || self.term(t) == words::THAT || is_quote(self.text.word(t))
        };
        at == self.start || at.checked_sub(1).is_some_and(opens)
    }

    fn one(&self, kind: Kind, at: u32) -> Item {
        Item { kind, first: at, end: at + 1 }
    }

    fn is_relative(&self, at: u32) -> bool {
        let term = self.term(at);
        term == words::WHO
            || term == words::WHICH
            || term == words::WHOM
            || term == words::THAT
            || term == words::WHOSE
    }

    /// `that` by itself: `for that,`.
    fn points(&self, at: u32) -> bool {
        self.term(at) == words::THAT && (at + 1 >= self.limit || self.pos(at + 1) == Pos::Punctuation)
    }

    fn verb(&mut self, at: u32) -> Item {
        let pos = self.pos(at);
        if pos == Pos::Verb
            && self.starts_name(at)
            && let Some(item) = self.noun(at)
        {
            return item;
        }
        match verb_group::read(self.text, self.words, self.timexes, at, self.limit) {
            Some(group) if self.ends_period(&group) => self.one(Kind::Other, at),
            Some(group) if self.is_made_public(&group) => {
                let (tense, finiteness) = (Tense::PastParticiple, Finiteness::Participle);
                let group = VerbGroup { tense, finiteness, ..group };
                Item { first: at, end: group.end, kind: Kind::Verb(group) }
            }
            Some(group) => Item { first: group.first.min(at), end: group.end, kind: Kind::Verb(group) },
            None if pos == Pos::To => self.preposition(at),
            None if pos == Pos::Negation => self.one(Kind::Adverb, at),
            None => self.one(Kind::Other, at),
        }
    }

    /// `a proposal made public last week`, not `made public a proposal`.
    fn is_made_public(&self, group: &VerbGroup) -> bool {
        let next = self.pos(group.end);
        let object =
            matches!(next, Pos::Determiner | Pos::Noun | Pos::ProperNoun | Pos::Adjective | Pos::Pronoun)
                && self.time_from(group.end).is_none();
        group.end == group.first + 2
            && self.text.word(group.first) == "made"
            && group.particle.is_some_and(|p| self.term(p) == self.words.public)
            && !object
    }

    /// `the quarter ended Sept. 30`: between the name of a period and a date.
    fn ends_period(&self, group: &VerbGroup) -> bool {
        let alone = group.end == group.first + 1;
        let before = self.timexes.partition_point(|t| t.end < group.first);
        let period = self.timexes.get(before).is_some_and(|t| t.end == group.first);
        let noun = || group.first.checked_sub(1).is_some_and(|t| self.words.periods.contains(&self.term(t)));
        let dated = |first: u32| self.time_from(first).is_some();
        let after = || dated(group.end) || self.pos(group.end) == Pos::Preposition && dated(group.end + 1);
        alone && self.term(group.first) == words::ENDED && (period || noun()) && after()
    }

    /// An adverb, or a noun phrase that begins with one: `nearly 200 houses`.
    fn adverb(&mut self, at: u32) -> Item {
        let next = self.pos(at + 1);
        if matches!(next, Pos::Number | Pos::Adjective | Pos::Determiner)
            && at + 1 < self.limit
            && let Some(item) = self.noun(at)
        {
            return item;
        }
        self.one(Kind::Adverb, at)
    }

    fn preposition(&mut self, at: u32) -> Item {
        let mut object = at + 1;
        if matches!(self.term(at), words::ACCORDING | words::DUE) && self.term(object) == words::TO {
            object += 1;
        }
        if self.term(object) == self.words.response && self.term(object + 1) == words::TO {
            object += 2;
        }
        if object >= self.limit {
            return self.one(Kind::Other, at);
        }
        if let Some(end) = self.time_at(object)
            && !self.modifies(end)
        {
            return Item { kind: Kind::Time, first: at, end };
        }
        match self.phrase(object) {
            Some(phrase) => Item { end: phrase.end, first: at, kind: Kind::Preposition(Some(phrase)) },
            None => self.one(Kind::Preposition(None), at),
        }
    }

    fn punctuation(&mut self, at: u32) -> Item {
        let term = self.term(at);
        let kind = match term {
            words::COMMA => Kind::Comma,
            words::COLON => Kind::Colon,
            words::SEMICOLON => Kind::Break,
            words::DASH => Kind::Break,
            words::HYPHEN if self.text.tokens.get(at as usize).is_some_and(|t| t.spaced) => Kind::Break,
            words::OPEN_PAREN => return self.parenthesis(at),
            _ if is_quote(self.text.word(at)) => Kind::Quote,
            _ if matches!(self.text.word(at), "$" | "€" | "£" | "¥" | "#") => {
                return self.noun_or_other(at);
            }
            _ => Kind::Other,
        };
        self.one(kind, at)
    }

    fn parenthesis(&self, at: u32) -> Item {
        let limit = (at + PARENTHESIS).min(self.limit);
        let close = (at + 1..limit).find(|i| self.term(*i) == words::CLOSE_PAREN);
        Item { kind: Kind::Other, first: at, end: close.map_or(at + 1, |c| c + 1) }
    }

    fn noun_or_other(&mut self, at: u32) -> Item {
        if !self.is_outcome(at)
            && let Some(item) = self.noun(at)
        {
            return item;
        }
        let kind = match self.pos(at) {
            Pos::Adjective => Kind::Adjective,
            Pos::Negation => Kind::Adverb,
            _ => Kind::Other,
        };
        self.one(kind, at)
    }

    fn noun(&mut self, at: u32) -> Option<Item> {
        let phrase = self.phrase(at)?;
        Some(Item { first: at, end: phrase.end, kind: Kind::Noun(phrase) })
    }

    /// One past the time expression that starts at a token.
    fn time_at(&mut self, at: u32) -> Option<u32> {
        while self.timexes.get(self.next_time).is_some_and(|t| t.first < at) {
            self.next_time += 1;
        }
        let time = self.timexes.get(self.next_time)?;
        (time.first == at && time.end > at && time.end <= self.limit).then_some(time.end)
    }

    /// The time expression before `end` is part of a noun phrase: `Wednesday's meeting`.
    fn modifies(&self, end: u32) -> bool {
        end < self.limit && self.pos(end) == Pos::Possessive
    }

    /// `nineteen years of war`: a length of time that only measures what follows.
    pub(super) fn measures(&self, at: u32, end: u32) -> bool {
        let number = self.pos(at) == Pos::Number || self.term(at) == words::A;
        number
            && end > at + 1
            && end + 1 < self.limit
            && self.term(end) == words::OF
            && self.time_from(end + 1).is_none()
    }

    /// The time expression that starts at a token after the place reached.
    fn time_from(&self, at: u32) -> Option<u32> {
        let rest = self.timexes.get(self.next_time..)?.iter().take(4);
        rest.take_while(|t| t.first <= at).find(|t| t.first == at).map(|t| t.end)
    }

    /// An actor mention with more than a pronoun starts here, whatever its first word looks like.
    fn starts_name(&mut self, at: u32) -> bool {
        self.mention_end(at).is_some()
    }

    /// One past the longest actor mention that starts at a token.
    fn mention_end(&mut self, at: u32) -> Option<u32> {
        while self.cast.mentions.get(self.next_mention).is_some_and(|m| m.first < at) {
            self.next_mention += 1;
        }
        let here = self.cast.mentions.get(self.next_mention..)?.iter().take_while(|m| m.first == at);
        here.map(|m| m.end).max().filter(|end| *end > at && *end <= self.limit)
    }

    fn pos(&self, at: u32) -> Pos {
        self.text.tags.get(at as usize).map(|t| t.pos).unwrap_or_default()
    }

    fn term(&self, at: u32) -> Term {
        self.text.tokens.get(at as usize).map(|t| t.term).unwrap_or_default()
    }
}

/// A double quotation mark, straight or curly.
pub(super) fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``")
}
