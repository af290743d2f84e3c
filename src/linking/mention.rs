//! A mention, flat: strings, numbers and lists only, so that it travels through any table format.
//!
//! Knows what was read of one event in one sentence. Does not know other mentions.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::actors::ActorKind;
use crate::events::{
    Aspect, ClauseKind, EventClass, EventDate, EventType, Modality, Polarity, SlinkClass, Tense,
};
use crate::rule::RuleId;

/// Who took part, by canonical name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Participant {
    /// Canonical name.
    pub name: Arc<str>,
    /// Stable id (ISO 3166-1 alpha-3 or our own), where there is one.
    pub id: Option<Arc<str>>,
    /// What it is.
    pub kind: ActorKind,
    /// The state it belongs to or is.
    pub state: Option<Arc<str>>,
    /// Its role.
    pub role: Option<Arc<str>>,
    /// Characters of the mention in the article, end exclusive; equal when there is none.
    pub start: u32,
    /// See `start`.
    pub end: u32,
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Claim {
    /// Name of the source.
    pub source: String,
    /// Lemma of the verb.
    pub verb: String,
    /// How the source stands to the content.
    pub class: SlinkClass,
    /// In quotation marks.
    pub quoted: bool,
}

/// An event of the same article that comes before, and what says so.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Earlier {
    /// Its number in the article.
    pub event: u32,
    /// The rule that read the order.
    pub rule: RuleId,
    /// The measured precision of the rule, 0 to 1.
    pub confidence: f32,
    /// The sentence that says so, white space folded.
    pub sentence: Arc<str>,
}

/// What one sentence of one article says about one event: the unit that is linked across articles.
///
/// What all mentions of a sentence or of an article have in common is shared.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Mention {
    /// The article's id.
    pub article: Arc<str>,
    /// Number of the event within the article, from 0.
    pub index: u32,
    /// Characters of the trigger, end exclusive.
    pub start: u32,
    /// See `start`.
    pub end: u32,
    /// The trigger as written.
    pub text: String,
    /// Characters of the sentence, end exclusive.
    pub sentence_start: u32,
    /// See `sentence_start`.
    pub sentence_end: u32,
    /// The sentence as written, white space folded.
    pub sentence: Arc<str>,
    /// Lemma of the trigger.
    pub lemma: String,
    /// Lemma of the action.
    pub action: String,
    /// True when the trigger is a noun.
    pub nominal: bool,
    /// TimeML class.
    pub class: EventClass,
    /// Tense of the verb group.
    pub tense: Tense,
    /// Aspect of the verb group.
    pub aspect: Aspect,
    /// How its clause hangs in the sentence.
    pub clause: ClauseKind,
    /// True in a title line: telegraphic prose, present tense for the past.
    pub heading: bool,
    /// The event whose content this is (`said` for the recognition in `said that Y recognized`), by number in the
    /// article.
    pub governor: Option<u32>,
    /// True when another event of the article is its content.
    pub governs: bool,
    /// The verb that takes its meaning from this noun (`held` for the referendum in `held a referendum`), by number
    /// in the article.
    pub absorbed_by: Option<u32>,
    /// Events of the same article that come before this one, where the article says so.
    pub after: Vec<Earlier>,
    /// PLOVER type.
    pub event_type: EventType,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Who did it.
    pub actors: Vec<Participant>,
    /// To whom.
    pub targets: Vec<Participant>,
    /// The non-actor object in words.
    pub object: Option<String>,
    /// Who else its content is about: the actors of what is said, decided or begun.
    pub about: Vec<Participant>,
    /// Where.
    pub place: Option<String>,
    /// Latitude and longitude of the place in degrees, where the program knows the city.
    pub coordinates: Option<(f32, f32)>,
    /// True when the place is only that of the dateline: shown to readers, no evidence for linking.
    pub place_from_dateline: bool,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How real.
    pub modality: Modality,
    /// Who says so, outermost first.
    pub claims: Vec<Claim>,
    /// In quotation marks.
    pub quoted: bool,
    /// When, where the sentence says it.
    pub date: Option<Box<EventDate>>,
    /// Earliest day, from the document's graph.
    pub earliest: Option<NaiveDate>,
    /// Latest day, from the document's graph.
    pub latest: Option<NaiveDate>,
    /// A short sentence for readers.
    pub headline: String,
    /// What the article is about: hashes of the names and rare words of its title and first lines, sorted
    /// (see [`topic`](super::topic)).
    pub topic: Arc<[u32]>,
    /// 0 to 1.
    pub confidence: f32,
    /// Every rule that took part.
    pub rules: Vec<RuleId>,
    /// Day of publication of the article.
    pub published: Option<NaiveDate>,
    /// Its publisher.
    pub publisher: Option<Arc<str>>,
    /// Its title.
    pub title: Option<Arc<str>>,
    /// Its address.
    pub url: Option<Arc<str>>,
}

impl Mention {
    /// What the sentence says before its trigger and after it; nothing of both where the trigger is not found, as in a
    /// sentence that was cut.
    pub(super) fn around(&self) -> (&str, &str) {
        let stated = self.start.checked_sub(self.sentence_start).and_then(|at| self.byte_of(at as usize));
        let is_there = |at: &usize| self.sentence.get(*at..).is_some_and(|rest| rest.starts_with(&self.text));
        let at = stated.filter(is_there).or_else(|| self.sentence.find(&self.text));
        let parts = at.map(|at| (self.sentence.get(..at), self.sentence.get(at + self.text.len()..)));
        parts.and_then(|(before, after)| before.zip(after)).unwrap_or_default()
    }

    /// The byte of a character of the sentence.
    fn byte_of(&self, character: usize) -> Option<usize> {
        if self.sentence.is_ascii() {
            return Some(character);
        }
        self.sentence.char_indices().nth(character).map(|(at, _)| at)
    }

    /// The promised order of mentions, in which every result of linking is independent of input order:
    /// publication (unknown last), article, place in the article.
    pub fn canonical_order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |m: &Self| (m.published.is_none(), m.published, m.start, m.end, m.index);
        let (a, b) = (key(self), key(other));
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| self.article.cmp(&other.article)).then_with(|| a.cmp(&b))
    }
}
