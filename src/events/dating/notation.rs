//! Hand-made clauses for tests of sieves, so that what is tested is the joining of date and event and nothing else.
//!
//! Notation: `word` (a noun), `word/p` (p preposition, d determiner, v adverb, c conjunction, s subordinator, o
//! possessive, a adjective), punctuation as itself, `{words=2022-07-13}` a date, `{words=2022-07-13 after}` with its
//! signal, `{a day=P1D}` a length, `[word past rep g0]` an event: tense, class, clause, g governor, p parent, s subordinator token, a actor, ¶ a new
//! paragraph. A full stop ends the sentence.

use chrono::NaiveDate;

use super::{Dating, Link, Order, Other};
use crate::events::{
    Argument, Aspect, ClauseKind, Construction, EventClass, EventMention, Modality, SlinkClass, Tense,
};
use crate::temporal::{DateBasis, Granularity, Interval, Signal, Timex, TimexType};
use crate::text::{Layout, Lexicon, Pos, Shape, Span, Tag, Term, Text, Token};

#[derive(Default)]
pub(super) struct Made {
    pub(super) source: String,
    pub(super) tokens: Vec<Token>,
    pub(super) tags: Vec<Tag>,
    ends: Vec<(u32, u32)>,
    pub(super) timexes: Vec<Timex>,
    events: Vec<EventMention>,
    pub(super) paragraph: u32,
}

impl Made {
    pub(super) fn new(notation: &str) -> Self {
        let mut made = Self::default();
        let mut rest = notation.trim();
        while let Some(first) = rest.chars().next() {
            let close = match first {
                '{' => '}',
                '[' => ']',
                _ => ' ',
            };
            let end = rest.find(close).map_or(rest.len(), |at| at + usize::from(close != ' '));
            made.item(&rest[..end]);
            rest = rest[end..].trim_start();
        }
        made
    }

    fn item(&mut self, item: &str) {
        match item.chars().next() {
            Some('{') => self.timex(item.trim_matches(['{', '}'])),
            Some('[') => self.event(item.trim_matches(['[', ']'])),
            Some('¶') => self.paragraph += 1,
            _ => {
                let (word, code) = item.split_once('/').unwrap_or((item, ""));
                self.token(word, pos(word, code));
                if word == "." {
                    self.ends.push((self.tokens.len() as u32, self.paragraph));
                }
            }
        }
    }

    fn token(&mut self, word: &str, pos: Pos) -> u32 {
        if !self.source.is_empty() {
            self.source.push(' ');
        }
        let span = Span::new(self.source.len(), self.source.len() + word.len());
        self.source.push_str(word);
        self.tokens.push(Token { span, term: Term::UNKNOWN, shape: Shape::Lower, spaced: true });
        self.tags.push(Tag { pos, ..Tag::default() });
        self.tokens.len() as u32 - 1
    }

    fn timex(&mut self, body: &str) {
        let (words, value) = body.split_once('=').expect("words=date");
        let (day, signal) = value.split_once(' ').unwrap_or((value, ""));
        let first = self.tokens.len() as u32;
        for word in words.split(' ') {
            self.token(word, Pos::Noun);
        }
        let length = day.starts_with('P');
        self.timexes.push(Timex {
            kind: if length { TimexType::Duration } else { TimexType::Date },
            value: day.to_owned(),
            first,
            end: self.tokens.len() as u32,
            sentence: self.ends.len() as u32,
            edtf: (!length).then(|| day.to_owned()),
            interval: day.parse().ok().map(Interval::day),
            granularity: match day.len() {
                4 if !length => Granularity::Year,
                _ if day.starts_with("PT") => Granularity::Time,
                _ => Granularity::Day,
            },
            basis: DateBasis::Explicit,
            signal: match signal {
                "after" => Some(Signal::After),
                "before" => Some(Signal::Before),
                "asof" => Some(Signal::AsOf),
                _ => None,
            },
            ..Timex::default()
        });
    }

    fn event(&mut self, body: &str) {
        let mut words = body.split(' ');
        let word = words.next().expect("a word");
        let nominal = body.contains(" noun");
        let token = self.token(word, if nominal { Pos::Noun } else { Pos::Verb });
        let mut event = EventMention {
            token,
            first: token,
            end: token + 1,
            sentence: self.ends.len() as u32,
            lemma: word.to_owned(),
            nominal,
            ..EventMention::default()
        };
        words.for_each(|attribute| set(&mut event, attribute));
        self.events.push(event);
    }

    pub(super) fn date(mut self, published: &str, lead: bool) -> (Vec<EventMention>, Vec<Link>) {
        let lexicon = Lexicon::default();
        let mut text = Text::new(&self.source, &lexicon, Layout::default());
        let mut first = 0;
        text.sentences = self
            .ends
            .iter()
            .map(|&(end, paragraph)| {
                let sentence = crate::text::Sentence {
                    first,
                    end,
                    paragraph,
                    ..text.sentences.first().cloned().expect("a sentence")
                };
                first = end;
                sentence
            })
            .collect();
        (text.tokens, text.tags) = (self.tokens, self.tags);
        let published: Option<NaiveDate> = published.parse().ok();
        let mut dating = Dating::builtin().expect("the table reads");
        // A text of one sentence is all lead, whose sieves have tests of their own.
        dating.sieves.retain(|entry| lead || !entry.measured.id.starts_with("lead."));
        let links = dating.date(&text, &self.timexes, &mut self.events, published);
        (self.events, links)
    }
}

fn pos(word: &str, code: &str) -> Pos {
    match code {
        "p" => Pos::Preposition,
        "d" => Pos::Determiner,
        "v" => Pos::Adverb,
        "c" => Pos::Conjunction,
        "s" => Pos::Subordinator,
        "o" => Pos::Possessive,
        "a" => Pos::Adjective,
        _ if word.chars().all(|c| c.is_ascii_punctuation()) => Pos::Punctuation,
        _ => Pos::Noun,
    }
}

fn set(event: &mut EventMention, attribute: &str) {
    let index = || attribute[1..].parse().ok();
    match attribute {
        "past" => event.tense = Tense::Past,
        "pres" => event.tense = Tense::Present,
        "will" => (event.tense, event.modality) = (Tense::Future, Modality::Future),
        "would" => (event.tense, event.modality) = (Tense::Past, Modality::Planned),
        "inf" => event.tense = Tense::Infinitive,
        "ing" => event.tense = Tense::PresentParticiple,
        "done" => event.tense = Tense::PastParticiple,
        "perf" => event.aspect = Aspect::Perfective,
        "prog" => event.aspect = Aspect::Progressive,
        "rep" => event.class = EventClass::Reporting,
        "state" => event.class = EventClass::State,
        "iact" => event.class = EventClass::IAction,
        "content" => event.clause = ClauseKind::Content,
        "rel" => event.clause = ClauseKind::Relative,
        "reduced" => event.clause = ClauseKind::ReducedRelative,
        "part" => event.clause = ClauseKind::Participial,
        "istate" => event.class = EventClass::IState,
        "purpose" => event.clause = ClauseKind::Purpose,
        "aim" => (event.clause, event.modality) = (ClauseKind::Infinitive, Modality::Planned),
        "outcome" => {
            event.clause = ClauseKind::Infinitive;
            event.rules.push(Construction::Outcome.id().into());
        }
        "temp" => event.clause = ClauseKind::Temporal,
        "noun" => event.clause = ClauseKind::Nominal,
        _ if attribute.starts_with('g') => {
            (event.governor, event.governor_class) = (index(), Some(SlinkClass::Evidential));
        }
        _ if attribute.starts_with('p') => event.parent = index(),
        _ if attribute.starts_with('s') => event.subordinator = index(),
        _ if attribute.starts_with('b') => event.absorbed_by = index(),
        _ if attribute.starts_with('a') => {
            event.actors.push(Argument { actor: index(), ..Argument::default() })
        }
        _ => panic!("{attribute}?"),
    }
}

/// `presented 07-13 On July 13` for each event: lemma, day in 2022, words of the date.
pub(super) fn read(notation: &str) -> Vec<String> {
    let (events, _) = Made::new(notation).date("2022-07-20", false);
    events
        .iter()
        .map(|event| match &event.date {
            Some(date) => format!("{} {} {}", event.lemma, date.edtf.replace("2022-", ""), date.text)
                .trim_end()
                .to_owned(),
            None => event.lemma.clone(),
        })
        .collect()
}

pub(super) fn orders(notation: &str) -> Vec<(u32, Order, Other)> {
    let (_, links) = Made::new(notation).date("2022-07-20", false);
    links.into_iter().filter(|l| l.other != Other::Creation).map(|l| (l.event, l.order, l.other)).collect()
}
