//! Who says so: the stack of sources of every event, and the speakers of direct quotations.
//!
//! Knows predicates, quotations and paragraphs. A source is the subject of a verb of saying (the `by` phrase of a
//! passive one), the owner of a noun of saying, the name after `according to`, or the speaker of the quotation.

use super::arguments::Phrases;
use super::governor::{Complement, Governors, Part};
use super::mention::{Argument, Attribution};
use super::{ClauseKind, Construction, Phrase, Predicate, Prepositional, SlinkClass, noun_phrase};
use crate::rule::RuleId;
use crate::text::{NounClass, Pos, Quote, Term, Text, words};

/// Sources in one stack at most.
const DEPTH: usize = 8;
/// Clauses above an event that are looked at.
const CLIMB: usize = 24;
/// Tokens before a noun in which its owner stands.
const OWNER: u32 = 8;
/// Tokens at the start of a sentence in which `X said` follows the quotation before.
const START: u32 = 6;
/// Tokens beside a quotation, and sentences before it, where its speaker is looked for.
const REACH: u32 = 64;

/// Finds the sources of the events of one document.
pub(super) struct Sources<'a> {
    text: &'a Text<'a>,
    phrases: Phrases<'a>,
    governors: &'a Governors,
    predicates: &'a [Predicate],
    /// The verb of saying that a quotation belongs to, for each quotation.
    speakers: Vec<Option<u32>>,
    rule: RuleId,
}

impl<'a> Sources<'a> {
    /// Looks up the speakers of all quotations. Complexity: linear in quotations and predicates.
    pub(super) fn new(
        phrases: Phrases<'a>,
        governors: &'a Governors,
        predicates: &'a [Predicate],
        rule: RuleId,
    ) -> Self {
        let text = phrases.text;
        let mut sources = Self { text, phrases, governors, predicates, speakers: Vec::new(), rule };
        sources.speakers = text.quotes.iter().map(|q| sources.speaker(q)).collect();
        sources
    }

    /// The stack of one event, outermost first. Event numbers are predicate numbers.
    pub(super) fn of(&self, index: usize) -> Vec<Attribution> {
        let mut stack: Vec<Attribution> = Vec::new();
        let Some(predicate) = self.predicates.get(index) else { return stack };
        let quoted = self.text.is_quoted(predicate.token);
        let mut at = index;
        for _ in 0..CLIMB {
            let Some(here) = self.predicates.get(at) else { break };
            self.according(here, quoted, &mut stack);
            self.noun_source(here, quoted, &mut stack);
            let Some(parent) = here.parent.map(|p| p as usize) else { break };
            if self.says(here, parent) {
                self.reported(parent, here, quoted, &mut stack);
            }
            at = parent;
        }
        self.quotation(index, &mut stack);
        if stack.is_empty() {
            self.before_colon(predicate, quoted, &mut stack);
        }
        stack.truncate(DEPTH);
        stack.reverse();
        stack
    }

    /// The clause is the content of its parent, a verb of saying.
    fn says(&self, predicate: &Predicate, parent: usize) -> bool {
        let content = matches!(
            predicate.kind,
            ClauseKind::Content | ClauseKind::GerundComplement | ClauseKind::Infinitive
        );
        let governor = self.predicates.get(parent);
        content
            && predicate.governor_noun.is_none()
            && predicate.link.is_some()
            && governor.is_some_and(|g| self.reports(predicate, g))
            && predicate.effect != super::Effect::Requested
    }

    /// The governor says the content, by the line of the tables that the clause was read with.
    fn reports(&self, predicate: &Predicate, governor: &Predicate) -> bool {
        match predicate.kind {
            ClauseKind::Infinitive => self.line(governor, Complement::TO),
            ClauseKind::GerundComplement => {
                predicate.link != Some(SlinkClass::Modal) && self.governors.is_reporting(governor.lemma)
            }
            _ if predicate.construction.is_report() => self.governors.quotes(governor.lemma),
            _ => self.line(governor, Complement::THAT) || self.line(governor, Complement::QUOTE),
        }
    }

    fn line(&self, governor: &Predicate, complement: Complement) -> bool {
        self.governors.find(Part::Verb, governor.lemma, complement).is_some_and(|line| line.reporting)
    }

    fn reported(&self, parent: usize, content: &Predicate, quoted: bool, stack: &mut Vec<Attribution>) {
        let Some(report) = self.predicates.get(parent) else { return };
        let class = content.link.unwrap_or_default();
        for source in self.sources(report) {
            stack.push(self.attribution(source, report.lemma, class, quoted, Some(parent as u32)));
        }
    }

    fn attribution(
        &self,
        source: Argument,
        word: Term,
        class: SlinkClass,
        quoted: bool,
        event: Option<u32>,
    ) -> Attribution {
        let verb = self.text.lexicon.word(word).to_owned();
        Attribution { source: source.name, actor: source.actor, verb, class, quoted, event }
    }

    /// Who says it: the subject, or the agent of a passive. Without a name the source stays empty.
    fn sources(&self, report: &Predicate) -> Vec<Argument> {
        let by = || {
            report.prepositional.iter().find(|p| self.text.is(p.preposition, words::BY)).map(|p| &p.phrase)
        };
        let phrase = if report.passive { by() } else { report.subject.as_ref() };
        let mut found = phrase.map_or(Vec::new(), |phrase| self.named(phrase));
        if found.is_empty() {
            found.push(Argument::default());
        }
        found
    }

    /// Whom a phrase names, else its words.
    fn named(&self, phrase: &Phrase) -> Vec<Argument> {
        let mut found = Vec::new();
        self.phrases.participants(phrase, &self.rule, &mut found);
        if found.is_empty() {
            let words = self.phrases.object(phrase);
            found.extend(words.map(|name| Argument { name, ..Argument::default() }));
        }
        found
    }

    /// `Lawyers: Witness Lied to Court` and `Witness Lied to Court: Lawyers`: the one beside the colon of a title line.
    fn before_colon(&self, predicate: &Predicate, quoted: bool, stack: &mut Vec<Attribution>) {
        let sentence = self.text.sentences.get(predicate.sentence as usize).filter(|s| s.heading);
        let Some(sentence) = sentence else { return };
        let colon = |t: &u32| self.text.is(*t, words::COLON);
        let Some(colon) = (sentence.first..sentence.end).find(colon) else { return };
        let (first, end) = match colon < predicate.first {
            true => (sentence.first, colon),
            false => (colon + 1, sentence.end),
        };
        let phrase = noun_phrase(self.text, first).filter(|p| p.end == end && end < first + OWNER);
        let hears = |p: &Phrase| {
            let class = self.text.lexicon.entry(self.text.tag(p.head).lemma).noun_class;
            matches!(class, NounClass::Person | NounClass::Group)
        };
        let mut found = Vec::new();
        if let Some(phrase) = phrase.filter(hears) {
            self.phrases.participants(&phrase, &self.rule, &mut found);
        }
        let told =
            found.into_iter().map(|s| self.attribution(s, words::SAY, SlinkClass::Evidential, quoted, None));
        stack.extend(told);
    }

    /// `according to X`.
    fn according(&self, predicate: &Predicate, quoted: bool, stack: &mut Vec<Attribution>) {
        let according = |p: &&Prepositional| self.text.is(p.preposition, words::ACCORDING);
        let own = predicate.prepositional.iter().find(according);
        let Some(part) = own.or_else(|| self.fronted_source(predicate).filter(according)) else { return };
        for source in self.named(&part.phrase) {
            let told = self.attribution(source, words::ACCORDING, SlinkClass::Evidential, quoted, None);
            if !stack.iter().any(|known| known.verb == told.verb && known.source == told.source) {
                stack.push(told);
            }
        }
    }

    /// The phrase that opens the sentence, which holds for all its main clauses: `According to X, A did this and B did
    /// that`.
    fn fronted_source(&self, predicate: &Predicate) -> Option<&Prepositional> {
        let sentence = self.text.sentences.get(predicate.sentence as usize)?;
        let opens = self.text.is(sentence.first, words::ACCORDING) && predicate.kind == ClauseKind::Main;
        if !opens {
            return None;
        }
        let from = self.predicates.partition_point(|p| p.token < sentence.first);
        let first = self.predicates.get(from)?;
        first.prepositional.iter().find(|p| p.preposition == sentence.first)
    }

    /// `X's claim that ...`: the owner of the noun.
    fn noun_source(&self, predicate: &Predicate, quoted: bool, stack: &mut Vec<Attribution>) {
        let Some(noun) = predicate.governor_noun else { return };
        let lemma = self.text.tag(noun).lemma;
        let complement =
            if predicate.kind == ClauseKind::Content { Complement::THAT } else { Complement::GERUND };
        let line = self.governors.find(Part::Noun, lemma, complement).filter(|line| line.reporting);
        let Some(line) = line else { return };
        let mut found = Vec::new();
        if let Some(owner) = self.owner(noun) {
            self.phrases.participants(&owner, &self.rule, &mut found);
        }
        let told = found.into_iter().map(|source| self.attribution(source, lemma, line.link, quoted, None));
        stack.extend(told);
    }

    /// The possessor before a noun.
    fn owner(&self, noun: u32) -> Option<Phrase> {
        let from = noun.saturating_sub(OWNER);
        let mark = (from..noun).rev().find(|i| self.text.tag(*i).pos == Pos::Possessive)?;
        let head = mark.checked_sub(1)?;
        let inside = |i: &u32| {
            matches!(self.text.tag(*i).pos, Pos::Noun | Pos::ProperNoun | Pos::Adjective | Pos::Determiner)
        };
        let first = (from..mark).rev().take_while(inside).last()?;
        Some(Phrase { first, end: mark, head, extent: mark, conjuncts: Vec::new() })
    }

    /// The speaker of the quotation around an event, unless the stack already names the one who speaks.
    fn quotation(&self, index: usize, stack: &mut Vec<Attribution>) {
        let Some(predicate) = self.predicates.get(index) else { return };
        let after = self.text.quotes.partition_point(|q| q.end <= predicate.token);
        let inside = self.text.quotes.get(after).is_some_and(|q| q.first <= predicate.token);
        let speaker = self.speakers.get(after).copied().flatten().filter(|_| inside);
        let Some(speaker) = speaker else { return };
        if stack.iter().any(|a| a.event == Some(speaker)) {
            return;
        }
        let Some(report) = self.predicates.get(speaker as usize) else { return };
        for source in self.sources(report).into_iter().filter(|s| !s.name.is_empty()) {
            stack.push(self.attribution(source, report.lemma, SlinkClass::Evidential, true, Some(speaker)));
        }
    }

    /// The verb of saying of a quotation: just after it, just before it, or the last one of the paragraph.
    fn speaker(&self, quote: &Quote) -> Option<u32> {
        let first = self.text.sentence_of(quote.first);
        let last = self.text.sentence_of(quote.end.saturating_sub(1));
        let whole = self.text.sentences.get(last as usize)?;
        let paragraph = whole.paragraph;
        let after = self.outside(quote.end, whole.end.clamp(quote.end, quote.end.saturating_add(REACH)));
        let begin = self.text.sentences.get(first as usize).map_or(quote.first, |s| s.first);
        let before = || self.outside(begin.max(quote.first.saturating_sub(REACH)), quote.first);
        let next = || {
            let sentence = self.text.sentences.get(last as usize + 1).filter(|s| s.paragraph == paragraph)?;
            (whole.end <= quote.end + 2).then(|| self.near_start(sentence.first, sentence.end)).flatten()
        };
        let earlier = || self.last_in_paragraph(first, paragraph, quote.first);
        after.or_else(before).or_else(next).or_else(earlier)
    }

    /// The first verb of saying outside quotations in a range of tokens.
    fn outside(&self, first: u32, end: u32) -> Option<u32> {
        let from = self.predicates.partition_point(|p| p.token < first);
        let rest = self.predicates.get(from..)?.iter().take_while(|p| p.token < end);
        let mut numbered = rest.enumerate().map(|(i, p)| ((from + i) as u32, p));
        numbered.find(|(_, p)| self.speaks(p)).map(|(i, _)| i)
    }

    /// A verb of saying at the very start of the next sentence: `"A." X said.`
    fn near_start(&self, first: u32, end: u32) -> Option<u32> {
        self.outside(first, end.min(first + START)).filter(|i| {
            self.predicates.get(*i as usize).is_some_and(|p| p.construction == Construction::Inverted)
        })
    }

    /// The last verb of saying before a token in the same paragraph.
    fn last_in_paragraph(&self, sentence: u32, paragraph: u32, before: u32) -> Option<u32> {
        let mut first = sentence;
        while first > 0
            && sentence - first < REACH
            && self.text.sentences.get(first as usize - 1).is_some_and(|s| s.paragraph == paragraph)
        {
            first -= 1;
        }
        let start = self.text.sentences.get(first as usize)?.first;
        let start = start.max(before.saturating_sub(8 * REACH));
        let from = self.predicates.partition_point(|p| p.token < start);
        let to = self.predicates.partition_point(|p| p.token < before);
        let range = self.predicates.get(from..to)?;
        range.iter().rposition(|p| self.speaks(p)).map(|i| (from + i) as u32)
    }

    /// A verb of saying outside quotation marks with a subject to name.
    fn speaks(&self, predicate: &Predicate) -> bool {
        predicate.kind != ClauseKind::Nominal
            && self.governors.is_reporting(predicate.lemma)
            && self.governors.quotes(predicate.lemma)
            && predicate.subject.is_some()
            && !predicate.passive
            && !predicate.copula
            && !self.text.is_quoted(predicate.token)
    }
}
