//! What was said, where no clause of its own was read, and who only claims it.

use super::vocabulary::Kind;
use super::{Detail, ENOUGH, Line, Scene, WIDEST_CONTENT, Writer};
use crate::events::{Attribution, ClauseKind, Construction, EventMention, SlinkClass};
use crate::text::{Pos, Term, VerbForm, words};

impl Writer<'_, '_> {
    /// A verb of saying whose content no predicate tells: its clause in its own words, else nothing worth a line.
    pub(super) fn statement(&self, scene: &Scene<'_>, mut line: Line) -> Option<Line> {
        let predicate = scene.predicate;
        if predicate.object.is_some() && !self.vocabulary.is(predicate.lemma, Kind::Twofold) {
            // `said the mayor`: who spoke, misread as what was said.
            return None;
        }
        if self.is_heading(predicate) && predicate.lemma == words::TELL {
            return None; // `Mayor Took Bribes, Court Told`
        }
        if let Some(content) = self.content_words(scene).filter(|c| !self.speaks_of_self(c)) {
            line.push("that");
            line.push(&content);
            return Some(line);
        }
        None
    }

    /// `Kyiv stays calm, the mayor said`: the words up to the comma, where they could be a clause.
    fn content_before(&self, first: u32, scene: &Scene<'_>) -> Option<String> {
        let predicate = scene.predicate;
        let subject = predicate.subject.as_ref().map_or(predicate.first, |s| s.first.min(predicate.first));
        if subject > first + 2 * WIDEST_CONTENT {
            return None;
        }
        let last = (first..subject).rev().find(|t| self.text.is(*t, words::COMMA))?;
        let first = (first..last).find(|t| self.text.tag(*t).pos != Pos::Punctuation)?;
        let opens = matches!(self.text.tag(first).pos, Pos::ProperNoun | Pos::Determiner);
        let verb = |t: u32| self.text.lexicon.entry(self.text.term(t)).verb != Term::UNKNOWN;
        let plain = !(first..last).any(|t| self.text.tag(t).pos == Pos::Punctuation);
        if !opens || !plain || last > first + WIDEST_CONTENT || !(first + 1..last).any(verb) {
            return None;
        }
        let content = self.words_between(first, last, scene);
        (content.chars().count() <= ENOUGH).then_some(content)
    }

    /// The words of a clause after a verb of saying up to its end, where it is short and has a verb of its own.
    fn content_words(&self, scene: &Scene<'_>) -> Option<String> {
        let predicate = scene.predicate;
        let sentence = self.text.sentences.get(predicate.sentence as usize)?;
        if matches!(predicate.construction, Construction::ReportTail | Construction::Inverted) {
            return self.content_before(sentence.first, scene);
        }
        // `said Tuesday that ...`, but not `said Tuesday, adding that ...`
        let time = self.text.lexicon.names_time(self.text.term(predicate.end));
        let from = predicate.end + u32::from(time);
        let that = self.text.is(from, words::THAT);
        let opens = matches!(self.text.tag(from).pos, Pos::Pronoun | Pos::Determiner | Pos::ProperNoun);
        if !that && !opens {
            return None;
        }
        let start = from + u32::from(that);
        if [words::IF, words::HAD, words::SHOULD, words::WERE].iter().any(|w| self.text.is(start, *w)) {
            return None;
        }
        if predicate.object.as_ref().or(predicate.recipient.as_ref()).is_some_and(|o| o.end > start) {
            return None;
        }
        let mut finite = false;
        let mut end = start;
        while end < sentence.end.min(start + WIDEST_CONTENT) {
            let tag = self.text.tag(end);
            let closes = tag.pos == Pos::Punctuation && !self.text.is(end, words::HYPHEN);
            if closes && (finite || !self.text.is(end, words::COMMA)) {
                break;
            }
            finite |= matches!(tag.pos, Pos::Auxiliary | Pos::Modal) || tag.form == VerbForm::Past;
            end += 1;
        }
        let timex = self.timexes.get(self.timexes.partition_point(|t| t.end <= end));
        if let Some(timex) = timex.filter(|t| t.first < end && t.first > start) {
            // `would be back by Dec[. 31]`: a date is not cut in two.
            let preposition = self.text.tag(timex.first - 1).pos == Pos::Preposition;
            end = timex.first - u32::from(preposition);
        }
        // `warned that "the factors of delay, [among them rain, may grow]"`
        let quotes = (start..=end).filter(|t| self.text.is(*t, words::QUOTE)).count();
        if self.text.is(start, words::QUOTE) && quotes < 2 {
            return None;
        }
        let content = self.words_between(start, end, scene);
        let short = end < start + WIDEST_CONTENT && content.chars().count() <= ENOUGH;
        (finite && short).then_some(content)
    }

    /// What only a source claims or denies is told as its claim; nothing where nobody is named.
    pub(super) fn hedged(&self, core: String, mention: &EventMention) -> Option<String> {
        let Some(source) = mention.attribution.last().filter(|a| self.is_open(a)) else { return Some(core) };
        if mention.nominal || mention.clause == ClauseKind::ReducedRelative {
            return None; // `claimed that it beats the phone sold by X` claims nothing about the sale
        }
        let name = Some(self.vocabulary.with_article(&source.source)).filter(|name| !name.is_empty())?;
        let verb = if source.class == SlinkClass::NegEvidential { "denied" } else { "claimed" };
        Some(format!("{name} {verb} that {core}"))
    }

    /// The clause of who claims or denies it, which tells both: `Police accused the trader of hiding the money`.
    pub(super) fn claim(&self, mention: &EventMention, detail: Detail) -> Option<Line> {
        let source = mention.attribution.last().filter(|a| self.is_open(a))?;
        let event = source.event.filter(|event| mention.parent == Some(*event))?;
        self.clause(event as usize, detail, 0)
    }

    /// True for what a source claims without the article taking it for a fact.
    fn is_open(&self, source: &Attribution) -> bool {
        let claims = || self.vocabulary.is(self.text.lexicon.get(&source.verb), Kind::Claiming);
        source.class == SlinkClass::NegEvidential
            || (source.event.is_some() || !source.source.is_empty()) && claims()
    }

    /// True for words that only their speaker could print.
    pub(super) fn speaks_of_self(&self, words: &str) -> bool {
        words.split_ascii_whitespace().any(|w| {
            w.len() <= 5
                && matches!(w.as_bytes().first(), Some(b'I' | b'm' | b'o' | b'O' | b'u' | b'w' | b'W' | b'y'))
                && matches!(
                    w.trim_end_matches(','),
                    "I" | "me" | "my" | "our" | "Our" | "us" | "we" | "We" | "you" | "your"
                )
        })
    }
}
