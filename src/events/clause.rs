//! Clauses: from the items of a sentence to predicates with subjects, objects and their place in the sentence.
//!
//! One pass from left to right with a bounded stack of open clauses. Knows which clause opens where, who its
//! subject is and on what it depends. Does not know actors, frames or what a clause means for reality beyond
//! what its governing word says.

mod antecedent;
mod apposition;
mod coordinated;
mod embed;
mod finite;
mod nonfinite;
mod object;
mod parallel;
mod participle;
mod purpose;
mod report;
mod resume;
mod stack;

use super::chunk::{Chunker, Item, Kind};
use super::construction::Construction;
use super::governor::Governors;
use super::verb_group::{Finiteness, VerbGroup, is_not_only};
use super::words::Words;
use super::{ClauseKind, Phrase, Predicate, Prepositional, Slot, Tense};
use crate::actors::Cast;
use crate::temporal::Timex;
use crate::text::{NounClass, Pos, Term, Text, words};
use stack::{Frame, Opening, Stack};

/// Items that are looked back over at most, so that a sentence of any length is read in linear time.
const WINDOW: usize = 24;
/// A text has a verb for so many tokens, mostly more; and for so many verbs room is made at once.
const TOKENS: usize = 8;
const ROOM: usize = 1 << 12;
/// Predicates that wait for the verb of their clause at most.
const ORPHANS: usize = 32;

/// Reads all verbs of a text into predicates, in text order. Complexity: linear in the tokens.
pub(super) fn read(
    text: &Text,
    words: &Words,
    governors: &Governors,
    timexes: &[Timex],
    cast: &Cast,
) -> Vec<Predicate> {
    let mut chunker = Chunker::new(text, words, governors, timexes, cast);
    let mut items = Vec::new();
    let mut predicates = Vec::with_capacity((text.tokens.len() / TOKENS).min(ROOM));
    for (number, sentence) in text.sentences.iter().enumerate() {
        chunker.read(sentence, &mut items);
        let base = predicates.len();
        let mut parser = Parser {
            text,
            cast,
            words,
            governors,
            items: &items,
            base,
            predicates: &mut predicates,
            stack: Stack::new(),
            orphans: Vec::new(),
            finite_left: 0,
            inverted: None,
            sentence: number as u32,
            heading: sentence.heading,
        };
        parser.run();
        parallel::resolve(text, predicates.get_mut(base..).unwrap_or_default());
    }
    predicates
}

/// Adds a prepositional phrase to those of a clause, unless they are more than frames tell apart.
fn add(phrases: &mut Vec<Prepositional>, part: Prepositional) {
    if phrases.len() < Slot::PREPOSITIONAL {
        phrases.push(part);
    }
}

fn is_finite(item: &Item) -> bool {
    item.group().is_some_and(|g| g.finiteness == Finiteness::Finite)
}

/// The reader of one sentence.
struct Parser<'a> {
    text: &'a Text<'a>,
    cast: &'a Cast,
    words: &'a Words,
    governors: &'a Governors,
    items: &'a [Item],
    /// The first predicate of this sentence.
    base: usize,
    predicates: &'a mut Vec<Predicate>,
    stack: Stack,
    /// Predicates that stand before the verb of the clause they belong to, with its depth.
    orphans: Vec<(usize, u32)>,
    /// Finite verb groups from here to the end of the sentence.
    finite_left: usize,
    /// An inverted verb of saying that waits for its subject.
    inverted: Option<u32>,
    sentence: u32,
    heading: bool,
}

impl Parser<'_> {
    fn run(&mut self) {
        let counts = |i: &usize| self.items.get(*i).and_then(Item::group).is_some_and(|g| self.counts(*i, g));
        self.finite_left = (0..self.items.len()).filter(counts).count();
        for at in 0..self.items.len() {
            self.step(at);
        }
    }

    fn step(&mut self, at: usize) {
        let Some(item) = self.items.get(at) else { return };
        match &item.kind {
            Kind::Noun(phrase) => self.noun(at, phrase),
            Kind::Preposition(Some(phrase)) => self.prepositional(at, phrase),
            Kind::Verb(group) => self.verb(at, group),
            Kind::Subordinator => self.subordinator(at),
            Kind::Relative => self.relative(at),
            Kind::Colon => self.colon(),
            Kind::Quote => self.quotation(at),
            Kind::Break => self.stack.restart(),
            Kind::Adjective => self.adjective(at),
            _ => {}
        }
    }

    fn verb(&mut self, at: usize, group: &VerbGroup) {
        match group.finiteness {
            Finiteness::Finite => {
                self.finite_left = self.finite_left.saturating_sub(usize::from(self.counts(at, group)));
                if self.has_agent(at, group) || self.opens_without_subject(at, group) {
                    return self.participle(at, &group.as_participle());
                }
                let plain = group.tense == Tense::Past && self.may_be_participle(group);
                if plain && self.absolute(at, group) {
                    return;
                }
                self.finite(at, group);
            }
            Finiteness::Bare => self.bare(at, group),
            Finiteness::Infinitive => self.infinitive(at, group),
            Finiteness::Gerund => self.gerund(at, group),
            Finiteness::Participle => self.participle(at, group),
        }
    }

    /// A finite verb that some clause needs.
    fn counts(&self, at: usize, group: &VerbGroup) -> bool {
        group.finiteness == Finiteness::Finite && !self.has_agent(at, group)
    }

    /// `the trader killed by police`: a past form before an agent is a participle; `fell by a third` is not.
    fn has_agent(&self, at: usize, group: &VerbGroup) -> bool {
        let plain = group.tense == Tense::Past && group.end == group.first + 1 && !group.copula;
        if !plain || self.item_term(at + 1) != words::BY {
            return false;
        }
        let Some(agent) = self.items.get(at + 1).and_then(Item::phrase) else { return false };
        let class = self.noun_class(agent.head);
        let measure =
            (agent.first..agent.end).any(|t| self.pos(t) == Pos::Number) || class == NounClass::Time;
        !measure && matches!(self.pos(agent.head), Pos::Noun | Pos::ProperNoun)
    }

    /// `When asked whether ...`, `if arrested, ...`: a past form right after such a word is a participle.
    fn opens_without_subject(&self, at: usize, group: &VerbGroup) -> bool {
        let w = self.words;
        let openers = [words::WHEN, words::IF, words::ONCE, words::UNTIL, words::ALTHOUGH, words::WHILE];
        let plain = group.tense == Tense::Past && group.end == group.first + 1 && !group.copula;
        let opener = at.checked_sub(1).and_then(|before| self.items.get(before));
        let opens = |term: Term| openers.contains(&term) || term == w.unless || term == w.though;
        let opens = opener
            .is_some_and(|item| matches!(item.kind, Kind::Subordinator) && opens(self.term(item.first)));
        plain && opens && self.stack.top().subject.is_none()
    }

    /// A noun phrase: the subject of an open clause, an object, or an apposition.
    fn noun(&mut self, at: usize, phrase: &Phrase) {
        if let Some(report) = self.inverted.take()
            && let Some(predicate) = self.predicates.get_mut(report as usize)
        {
            predicate.subject = Some(phrase.clone());
            return;
        }
        if self.stack.top().verb.is_none() && self.is_reflexive(phrase) {
            return;
        }
        let after_mark = self.is_set_off(at) && !self.is_second(at, phrase);
        if self.contact(at, phrase) {
            return;
        }
        if after_mark && (self.names_subject_before(at, phrase) || self.follows_title(at, phrase)) {
            self.stack.top_mut().subject = Some(phrase.clone());
            return;
        }
        // `a ban on foreign "volunteers" took effect`: neither is told whole.
        let quote = |i: usize| matches!(self.kind(i), Some(Kind::Quote));
        let governed =
            at.checked_sub(2).is_some_and(|i| matches!(self.kind(i), Some(Kind::Preposition(Some(_)))));
        let quoted = governed && quote(at - 1) && quote(at + 1);
        let frame = self.stack.top_mut();
        match frame.verb {
            None if frame.subject.is_none() => frame.subject = Some(phrase.clone()),
            None if quoted => frame.subject = None,
            None if !after_mark => frame.subject = Some(phrase.clone()),
            Some(verb) if !after_mark => {
                let twin = frame.twin.take();
                self.object(verb, at, phrase);
                if let Some(twin) = twin.and_then(|t| self.predicates.get_mut(t as usize)) {
                    twin.object.get_or_insert_with(|| phrase.clone());
                }
            }
            _ => {}
        }
    }

    /// `itself`, `themselves`: goes with the phrase before.
    fn is_reflexive(&self, phrase: &Phrase) -> bool {
        let word = self.text.word(phrase.first);
        phrase.end == phrase.first + 1 && (word.ends_with("self") || word.ends_with("selves"))
    }

    /// A comma, a conjunction or the end of a quotation stands before; not after `supported, on the whole, X`.
    fn is_set_off(&self, at: usize) -> bool {
        let Some(mark) = self.before_index(at) else { return false };
        match self.kind(mark) {
            Some(Kind::Comma) => !self.closes_insertion(mark, at),
            Some(Kind::Conjunction | Kind::Other) => true,
            // `The sailors, among them two Finns, ...`
            Some(Kind::Preposition(Some(part))) if self.pos(part.head) == Pos::Pronoun => {
                matches!(self.before(mark), Some(Kind::Comma))
            }
            // `... this week, the third such suit`
            Some(Kind::Time) => matches!(self.before(mark), Some(Kind::Comma)),
            Some(Kind::Quote) => {
                let end = self.items.get(mark).map_or(0, |i| i.end);
                let opens = self.text.quotes.binary_search_by_key(&end, |q| q.first).is_ok();
                !opens || matches!(self.before(mark), Some(Kind::Comma))
            }
            _ => false,
        }
    }

    /// The comma closes an insertion between a verb and its object: `supported, on the whole, the plan`.
    fn closes_insertion(&self, comma: usize, at: usize) -> bool {
        let from = comma.saturating_sub(WINDOW / 2);
        let inside =
            |i: &usize| matches!(self.kind(*i), Some(Kind::Adverb | Kind::Time | Kind::Preposition(_)));
        let open = (from..comma).rev().find(|i| !inside(i));
        let Some(open) = open.filter(|o| matches!(self.kind(*o), Some(Kind::Comma)) && o + 1 < comma) else {
            return false;
        };
        let verb = open.checked_sub(1).and_then(|i| self.kind(i));
        let bare = self.latest_verb().is_some_and(|p| p.object.is_none());
        matches!(verb, Some(Kind::Verb(_))) && bare && !matches!(self.after(at), Some(Kind::Verb(_)))
    }

    /// `The deal the two firms signed collapsed`: the second phrase opens a relative clause about the first.
    fn contact(&mut self, at: usize, phrase: &Phrase) -> bool {
        let frame = self.stack.top();
        let adjacent =
            at.checked_sub(1).and_then(|i| self.kind(i)).is_some_and(|k| matches!(k, Kind::Noun(_)));
        let participle =
            matches!(self.kind(at + 1), Some(Kind::Verb(g)) if g.finiteness == Finiteness::Participle);
        let verbs = self.finite_left + usize::from(participle);
        let antecedent = frame.subject.clone().filter(|_| frame.verb.is_none() && adjacent && verbs > 1);
        let Some(antecedent) = antecedent else { return false };
        let opening = Opening {
            kind: ClauseKind::Relative,
            construction: Construction::ContactRelative,
            ..Opening::default()
        };
        let gap = Some(antecedent).filter(|a| !self.is_occasion(a));
        self.stack.push(Frame { opening, gap, subject: Some(phrase.clone()), ..Frame::default() });
        true
    }

    /// A prepositional phrase: of the verb before it, or of the clause that it opens.
    fn prepositional(&mut self, at: usize, phrase: &Phrase) {
        let Some(item) = self.items.get(at) else { return };
        let part = Prepositional { preposition: item.first, phrase: phrase.clone() };
        let frame = self.stack.top_mut();
        match frame.verb {
            Some(verb) => {
                if let Some(predicate) = self.predicates.get_mut(verb as usize) {
                    add(&mut predicate.prepositional, part);
                }
            }
            None if frame.subject.is_none() || self.text.is(item.first, words::ACCORDING) => {
                add(&mut frame.fronted, part);
            }
            None => {}
        }
    }

    /// An adjective after a copula belongs to it: `is ready`.
    fn adjective(&mut self, at: usize) {
        let Some(token) = self.items.get(at).map(|i| i.first) else { return };
        let Some(verb) = self.stack.top().verb else { return };
        if let Some(predicate) = self.predicates.get_mut(verb as usize)
            && predicate.copula
            && predicate.adjective.is_none()
        {
            predicate.adjective = Some(token);
        }
    }

    /// Makes a predicate of a verb group.
    fn predicate(&self, group: &VerbGroup, opening: &Opening, subject: Option<Phrase>) -> Predicate {
        let before = self.negated_before(group.first);
        let negated = (group.negated || before) ^ subject.as_ref().is_some_and(|s| self.denies(s));
        Predicate {
            token: group.head,
            first: group.first,
            end: group.end,
            sentence: self.sentence,
            lemma: group.lemma,
            particle: group.particle,
            kind: opening.kind,
            parent: opening.parent,
            link: opening.link,
            effect: opening.effect,
            governor_noun: opening.noun,
            subordinator: opening.subordinator,
            construction: opening.construction,
            tense: group.tense,
            aspect: group.aspect,
            mood: group.mood,
            passive: group.passive,
            copula: group.copula,
            adjective: group.adjective,
            negated,
            subject,
            ..Predicate::default()
        }
    }

    /// Adds a predicate and returns its index.
    fn push(&mut self, predicate: Predicate) -> u32 {
        self.predicates.push(predicate);
        self.predicates.len() as u32 - 1
    }

    /// `no troops`, not `No. 5 seed Upton`.
    fn says_no(&self, token: u32) -> bool {
        self.term(token) == words::NO && self.term(token + 1) != words::STOP
    }

    /// `no one`, `nobody`, `neither side`, `no troops`.
    fn denies(&self, phrase: &Phrase) -> bool {
        let w = self.words;
        let first = self.term(phrase.first);
        let before = phrase.first.checked_sub(1).map(|t| self.term(t));
        // `no one`, and `no - one` of a torn text
        let torn = || phrase.first > 1 && self.term(phrase.first - 2) == words::NO;
        let joined = before == Some(words::NO) || before == Some(words::HYPHEN) && torn();
        let no_one = first == words::ONE && joined;
        let denied = [w.nobody, w.none, w.neither, w.nothing].contains(&first);
        denied || self.says_no(phrase.first) || no_one || before == Some(w.neither)
    }

    /// A negation just before the verb group: `no longer recognizes`.
    fn negated_before(&self, first: u32) -> bool {
        let mut at = first;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1) else { return false };
            at = before;
            match self.pos(at) {
                Pos::Negation => return !is_not_only(self.text, at),
                Pos::Adverb if self.term(at) != self.words.longer => {}
                _ => return self.term(at) == self.words.longer && at > 0 && self.term(at - 1) == words::NO,
            }
        }
        false
    }

    /// Leaves a predicate for the verb to come.
    fn leave(&mut self, depth: usize, index: u32) {
        if self.orphans.len() < ORPHANS {
            self.orphans.push((depth, index));
        }
    }

    /// Hangs what stood before a verb, in clauses as deep as its own or deeper, on it.
    fn adopt_orphans(&mut self, depth: usize, verb: u32, subject: Option<&Phrase>) {
        let from = self.orphans.iter().position(|(d, _)| *d >= depth).unwrap_or(self.orphans.len());
        for (_, orphan) in self.orphans.drain(from..) {
            let Some(predicate) = self.predicates.get_mut(orphan as usize) else { continue };
            predicate.parent = Some(verb);
            let controlled = matches!(
                predicate.kind,
                ClauseKind::Participial | ClauseKind::Temporal | ClauseKind::Purpose | ClauseKind::Condition
            );
            if predicate.subject.is_none() && controlled {
                predicate.subject = subject.cloned();
            }
        }
    }

    fn get(&self, predicate: u32) -> Option<&Predicate> {
        self.predicates.get(predicate as usize)
    }

    /// The latest verb of the innermost open clause.
    fn latest_verb(&self) -> Option<&Predicate> {
        self.stack.top().verb.and_then(|verb| self.get(verb))
    }

    /// The latest verb of the open clause at a depth.
    fn verb_at(&self, depth: usize) -> Option<&Predicate> {
        self.stack.at(depth).verb.and_then(|verb| self.get(verb))
    }

    /// The noun phrase of an item.
    fn phrase(&self, at: usize) -> Option<&Phrase> {
        self.items.get(at).and_then(Item::phrase)
    }

    /// The items after one, as far as is looked.
    fn rest(&self, at: usize) -> impl Iterator<Item = &Item> + Clone {
        self.items.get(at + 1..).unwrap_or_default().iter().take(WINDOW)
    }

    fn kind(&self, at: usize) -> Option<&Kind> {
        self.items.get(at).map(|i| &i.kind)
    }

    /// What stands before an item, adverbs passed over.
    fn before(&self, at: usize) -> Option<&Kind> {
        self.before_index(at).and_then(|i| self.kind(i))
    }

    fn before_index(&self, at: usize) -> Option<usize> {
        let from = at.saturating_sub(WINDOW);
        (from..at).rev().find(|i| !matches!(self.kind(*i), Some(Kind::Adverb)))
    }

    /// What stands after an item, adverbs passed over.
    fn after(&self, at: usize) -> Option<&Kind> {
        let rest = self.items.get(at + 1..)?;
        rest.iter().take(WINDOW).map(|i| &i.kind).find(|k| !matches!(k, Kind::Adverb))
    }

    fn term(&self, token: u32) -> Term {
        self.text.tokens.get(token as usize).map(|t| t.term).unwrap_or_default()
    }

    fn item_term(&self, at: usize) -> Term {
        self.items.get(at).map(|i| self.term(i.first)).unwrap_or_default()
    }

    fn lemma(&self, token: u32) -> Term {
        self.text.tags.get(token as usize).map(|t| t.lemma).unwrap_or_default()
    }

    /// What kind of thing the noun at a token is.
    fn noun_class(&self, token: u32) -> NounClass {
        self.text.lexicon.entry(self.lemma(token)).noun_class
    }

    fn pos(&self, token: u32) -> Pos {
        self.text.tags.get(token as usize).map(|t| t.pos).unwrap_or_default()
    }
}
