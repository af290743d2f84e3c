//! A short true sentence for each event, built from its own words and the actors' canonical names.
//!
//! Knows predicates, their phrases and the cast. Deliberately never cuts a sentence of the article: a headline is put
//! together place by place, and what does not fit is left out whole.

mod names;
mod phrase;
mod verb;

use crate::actors::Cast;
use crate::events::{
    ClauseKind, EventClass, EventMention, Modality, Phrase, Polarity, Predicate, SlinkClass, Tense,
};
use crate::temporal::Timex;
use crate::text::{Pos, Text, words};

use verb::{Number, VerbGroup};

/// The longest headline, in characters; and the length beyond which no further phrase is added.
const LONGEST: usize = 160;
const ENOUGH: usize = 105;
/// How many content clauses are told inside each other.
const DEEPEST: u32 = 3;

/// Fills the headline of every mention: capital first letter, no final stop, at most 160 characters. It stays empty
/// where the words give no sentence (nobody named, nothing said): such a mention is no line of a timeline.
///
/// `mentions` must be parallel to `predicates`. Complexity: linear in their number and length.
pub fn headlines(
    text: &Text<'_>,
    cast: &Cast,
    timexes: &[Timex],
    predicates: &[Predicate],
    mentions: &mut [EventMention],
) {
    let children = children(predicates);
    for i in 0..mentions.len() {
        let writer = Writer { text, cast, timexes, predicates, mentions, children: &children };
        let headline = writer.headline(i);
        if let Some(mention) = mentions.get_mut(i) {
            mention.headline = headline;
        }
    }
}

/// For each predicate its first complement: the content of a verb of saying, the infinitive of `decided to`.
fn children(predicates: &[Predicate]) -> Vec<Option<u32>> {
    let mut children: Vec<Option<u32>> = vec![None; predicates.len()];
    for (i, predicate) in predicates.iter().enumerate() {
        let complement = matches!(
            predicate.kind,
            ClauseKind::Content | ClauseKind::Infinitive | ClauseKind::GerundComplement
        );
        let parent = predicate.parent.filter(|_| complement).and_then(|p| children.get_mut(p as usize));
        if let Some(child) = parent {
            child.get_or_insert(i as u32);
        }
    }
    children
}

/// How much a sentence tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Everything that fits.
    Full,
    /// No prepositional phrases in clauses inside.
    Short,
    /// No prepositional phrases at all, names without conjuncts' of-phrases.
    Bare,
}

struct Writer<'a, 't> {
    text: &'a Text<'t>,
    cast: &'a Cast,
    timexes: &'a [Timex],
    predicates: &'a [Predicate],
    mentions: &'a [EventMention],
    children: &'a [Option<u32>],
}

impl Writer<'_, '_> {
    fn headline(&self, i: usize) -> String {
        let (Some(predicate), Some(mention)) = (self.predicates.get(i), self.mentions.get(i)) else {
            return String::new();
        };
        [Detail::Full, Detail::Short, Detail::Bare]
            .into_iter()
            .filter_map(|detail| {
                let core = match predicate.kind {
                    ClauseKind::Nominal => self.nominal(predicate, mention, detail),
                    _ => self.clause(i, detail, 0),
                }?;
                Some(finish(&hedged(core, mention)))
            })
            .find(|headline| headline.chars().count() <= LONGEST)
            .unwrap_or_default()
    }

    /// Subject, verb group, objects, complement, prepositional phrases, place.
    fn clause(&self, i: usize, detail: Detail, depth: u32) -> Option<String> {
        let (predicate, mention) = (self.predicates.get(i)?, self.mentions.get(i)?);
        if predicate.subject.is_none() && mention.actors.is_empty() {
            return self.without_subject(predicate, mention);
        }
        let (subject, number) = self.subject(predicate, mention)?;
        let mut group = VerbGroup::new(self.text, predicate, mention, number);
        if self.is_heading(predicate) && group.tense == Tense::Present {
            group.tense = Tense::Past;
        }
        let mut line = format!("{subject} {}", group.words()?);
        let told = self.complete(&mut line, i, detail, depth);
        if !told && mention.class == EventClass::Reporting {
            return self.statement(predicate, mention, &subject, &line);
        }
        Some(line)
    }

    /// Adds what follows the verb; false when nothing does.
    fn complete(&self, line: &mut String, i: usize, detail: Detail, depth: u32) -> bool {
        let Some((predicate, mention)) = self.predicates.get(i).zip(self.mentions.get(i)) else {
            return false;
        };
        let before = line.len();
        for phrase in predicate.recipient.iter().chain(predicate.object.iter()) {
            if let Some(words) = self.words_of(phrase, predicate) {
                push(line, &words);
            }
        }
        let child = self.children.get(i).copied().flatten().filter(|_| depth < DEEPEST);
        let inner = child.and_then(|child| self.complement(child as usize, detail, depth + 1));
        // What stands before the complement belongs to the verb: `told reporters in Geneva that ...`.
        let until = child.and_then(|c| self.predicates.get(c as usize)).map_or(u32::MAX, |c| c.first);
        if detail == Detail::Full || depth == 0 && detail == Detail::Short {
            self.prepositional(line, predicate, until);
        }
        if let Some(inner) = inner {
            push(line, &inner);
        }
        if detail == Detail::Full && depth == 0 {
            self.place(line, mention);
        }
        line.len() > before
    }

    /// The complement of a verb: `to recognize ...`, `of attacking ...`, `that X recognized ...`.
    fn complement(&self, child: usize, detail: Detail, depth: u32) -> Option<String> {
        let (predicate, mention) = (self.predicates.get(child)?, self.mentions.get(child)?);
        let mut line = match predicate.kind {
            ClauseKind::Content => return Some(format!("that {}", self.clause(child, detail, depth)?)),
            ClauseKind::Infinitive => verb::infinitive(self.text, predicate)?,
            _ => self.gerund(predicate)?,
        };
        let detail = if detail == Detail::Full { Detail::Full } else { Detail::Bare };
        let told = self.complete(&mut line, child, detail, depth);
        (told || mention.class != EventClass::Reporting).then_some(line)
    }

    fn gerund(&self, predicate: &Predicate) -> Option<String> {
        let verb = verb::gerund(self.text, predicate)?;
        let before = predicate.first.checked_sub(1).filter(|b| self.text.tag(*b).pos == Pos::Preposition);
        Some(match before {
            Some(preposition) => format!("{} {verb}", self.text.word(preposition)),
            None => verb,
        })
    }

    /// The subject in words and whether it is plural; nothing for a pronoun that was not resolved.
    fn subject(&self, predicate: &Predicate, mention: &EventMention) -> Option<(String, Number)> {
        match &predicate.subject {
            Some(phrase) => {
                let words = self.words_of(phrase, predicate)?;
                Some((words, self.number(phrase)))
            }
            None => {
                let names: Vec<String> =
                    mention.actors.iter().map(|a| names::with_article(&a.name)).collect();
                let number = if names.len() == 1 { Number::Singular } else { Number::Plural };
                (!names.is_empty()).then(|| (names::join(&names), number))
            }
        }
    }

    /// `Talks were launched`: nobody is named, the object takes the place of the subject.
    fn without_subject(&self, predicate: &Predicate, mention: &EventMention) -> Option<String> {
        let object = predicate.object.as_ref()?;
        let words = self.words_of(object, predicate)?;
        let mut group = VerbGroup::new(self.text, predicate, mention, self.number(object));
        group.passive = true;
        let mut line = format!("{words} {}", group.words()?);
        self.prepositional(&mut line, predicate, u32::MAX);
        self.place(&mut line, mention);
        Some(line)
    }

    /// A verb of saying whose content no predicate tells: its clause in its own words, else that it was said.
    fn statement(
        &self,
        predicate: &Predicate,
        mention: &EventMention,
        subject: &str,
        line: &str,
    ) -> Option<String> {
        if let Some(content) = self.content_words(predicate) {
            return Some(format!("{line} that {content}"));
        }
        let plain = mention.polarity == Polarity::Positive && mention.modality == Modality::Asserted;
        plain.then(|| format!("{subject} made a statement"))
    }

    /// The words of a that-clause up to its end, where it is short and has a verb of its own.
    fn content_words(&self, predicate: &Predicate) -> Option<String> {
        let sentence = self.text.sentences.get(predicate.sentence as usize)?;
        if !self.text.is(predicate.end, words::THAT) {
            return None;
        }
        let start = predicate.end + 1;
        let mut finite = false;
        let mut end = start;
        while end < sentence.end {
            let tag = self.text.tag(end);
            let closes = tag.pos == Pos::Punctuation && !self.text.is(end, words::HYPHEN);
            if closes && (finite || !self.text.is(end, words::COMMA)) {
                break;
            }
            finite |=
                matches!(tag.pos, Pos::Auxiliary | Pos::Modal) || tag.form == crate::text::VerbForm::Past;
            end += 1;
        }
        let content = self.words_between(start, end, predicate);
        (finite && content.chars().count() <= ENOUGH).then_some(content)
    }

    /// `Meeting of the Russian and North Korean leaders in Vladivostok`; `The attack took place` where nothing more
    /// is known.
    fn nominal(&self, predicate: &Predicate, mention: &EventMention, detail: Detail) -> Option<String> {
        let phrase =
            Phrase { first: predicate.first, end: predicate.end, head: predicate.token, ..Phrase::default() };
        let first = predicate.subject.as_ref().map_or(phrase.first, |s| s.first.min(phrase.first));
        let mut line = self.words_of(&Phrase { first, ..phrase.clone() }, predicate)?;
        let before = line.len();
        if detail != Detail::Bare {
            self.prepositional(&mut line, predicate, u32::MAX);
            self.place(&mut line, mention);
        }
        if line.len() > before || predicate.subject.is_some() {
            return Some(names::without_article(&line).to_owned());
        }
        let happened = mention.modality == Modality::Asserted && mention.polarity == Polarity::Positive;
        happened.then(|| format!("{line} took place"))
    }

    fn prepositional(&self, line: &mut String, predicate: &Predicate, until: u32) {
        let told = predicate.prepositional.iter().filter(|p| p.preposition < until);
        for phrase in told {
            if !self.is_told(phrase.preposition, &phrase.phrase, predicate) {
                continue;
            }
            let Some(words) = self.words_of(&phrase.phrase, predicate) else { continue };
            if line.chars().count() + words.chars().count() > ENOUGH && line.contains(' ') {
                return;
            }
            push(line, &self.text.word(phrase.preposition).to_lowercase());
            push(line, &words);
        }
    }

    /// Places, recipients and matters are told; dates stand in their own column, circumstances are left out.
    fn is_told(&self, preposition: u32, phrase: &Phrase, predicate: &Predicate) -> bool {
        let fronted = preposition < predicate.first;
        let next = self.timexes.partition_point(|t| t.end <= phrase.first);
        let dated = self.timexes.get(next).is_some_and(|t| t.first < phrase.end);
        let vague =
            self.text.tag(phrase.first).pos == Pos::Pronoun && self.mention_at(phrase.first).is_none();
        !fronted
            && !dated
            && !vague
            && names::is_told_preposition(&self.text.word(preposition).to_lowercase())
    }

    fn place(&self, line: &mut String, mention: &EventMention) {
        let place = mention.place.as_ref().filter(|p| !p.span.is_empty() && !line.contains(p.name.as_str()));
        if let Some(place) = place.filter(|p| line.chars().count() + p.name.chars().count() < ENOUGH) {
            push(line, "in");
            push(line, &names::with_article(&place.name));
        }
    }

    fn is_heading(&self, predicate: &Predicate) -> bool {
        self.text.sentences.get(predicate.sentence as usize).is_some_and(|s| s.heading)
    }
}

/// What only a source claims or denies is told as its claim.
fn hedged(core: String, mention: &EventMention) -> String {
    let Some(source) = mention.attribution.last().filter(|a| !a.source.is_empty()) else { return core };
    let name = names::with_article(&source.source);
    if source.class == SlinkClass::NegEvidential {
        return format!("{name} denied that {core}");
    }
    match source.verb.as_str() {
        "accuse" | "allege" | "claim" | "blame" => format!("{name} claimed that {core}"),
        _ => core,
    }
}

fn push(line: &mut String, words: &str) {
    if !words.is_empty() {
        line.push(' ');
        line.push_str(words);
    }
}

/// Capital first letter, no final stop.
fn finish(line: &str) -> String {
    let line = line.trim().trim_end_matches(['.', ',', ';', ':', '-']);
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
