//! What was said, where no clause of its own was read, and who only claims it.

use super::{ENOUGH, Line, Scene, WIDEST_CONTENT, Writer};
use crate::events::{EventMention, SlinkClass};
use crate::text::{Pos, VerbForm, words};

impl Writer<'_, '_> {
    /// A verb of saying whose content no predicate tells: its clause in its own words, else nothing worth a line.
    pub(super) fn statement(&self, scene: &Scene<'_>, mut line: Line) -> Option<Line> {
        if let Some(content) = self.content_words(scene).filter(|c| !self.speaks_of_self(c)) {
            line.push("that");
            line.push(&content);
            return Some(line);
        }
        None
    }

    /// The words of a clause after a verb of saying up to its end, where it is short and has a verb of its own.
    pub(super) fn content_words(&self, scene: &Scene<'_>) -> Option<String> {
        let predicate = scene.predicate;
        let sentence = self.text.sentences.get(predicate.sentence as usize)?;
        let that = self.text.is(predicate.end, words::THAT);
        let opens =
            matches!(self.text.tag(predicate.end).pos, Pos::Pronoun | Pos::Determiner | Pos::ProperNoun);
        if !that && !opens {
            return None;
        }
        let start = predicate.end + u32::from(that);
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
        let content = self.words_between(start, end, scene);
        let short = end < start + WIDEST_CONTENT && content.chars().count() <= ENOUGH;
        (finite && short).then_some(content)
    }

    /// What only a source claims or denies is told as its claim.
    pub(super) fn hedged(&self, core: String, mention: &EventMention) -> String {
        let Some(source) = mention.attribution.last().filter(|a| !a.source.is_empty()) else { return core };
        let name = self.vocabulary.with_article(&source.source);
        if source.class == SlinkClass::NegEvidential {
            return format!("{name} denied that {core}");
        }
        match source.verb.as_str() {
            "accuse" | "allege" | "claim" | "blame" => format!("{name} claimed that {core}"),
            _ => core,
        }
    }

    /// True for words that only their speaker could print.
    pub(super) fn speaks_of_self(&self, words: &str) -> bool {
        words.split_ascii_whitespace().any(|w| {
            w.len() <= 5
                && matches!(
                    w.trim_end_matches(','),
                    "I" | "me" | "my" | "our" | "Our" | "us" | "we" | "We" | "you" | "your"
                )
        })
    }
}
