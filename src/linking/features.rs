//! A mention as numbers: everything that scoring two mentions needs, made once a mention.
//!
//! Knows how words, dates and figures are folded. Does not know what follows from sharing them.

use chrono::{Datelike, NaiveDate};

use super::action::{class_hash, is_generic, told_by};
use super::count::{Count, counts};
use super::hash::StableHash;
use super::identity::Identity;
use super::mention::{Mention, Participant};
use super::words::{Sketch, Weight, Word, words};
use crate::events::{EventClass, EventType, Modality, Polarity};
use crate::temporal::{DateBasis, Granularity};

/// Participants of a mention beyond this number are not compared.
const PARTICIPANTS_AT_MOST: usize = 12;

/// Whether it happened, may happen, or is wanted: mentions of different groups are never one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reality {
    Fact,
    Plan,
    Open,
}

/// Days since the common era, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub first: i32,
    pub last: i32,
}

impl Days {
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    pub(super) fn length(self) -> i64 {
        i64::from(self.last) - i64::from(self.first) + 1
    }

    fn meet(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }
}

/// Everything about a mention that linking compares.
#[derive(Clone, Debug)]
pub(super) struct Features {
    pub action: u32,
    pub generic: bool,
    /// Plain saying: what is said must decide.
    pub say: bool,
    pub kind: EventType,
    /// Reports speech: the class REPORTING.
    pub reporting: bool,
    pub polarity: Polarity,
    pub reality: Reality,
    pub article: u64,
    pub index: u32,
    pub governor: Option<u32>,
    pub actors: Vec<Identity>,
    pub targets: Vec<Identity>,
    pub object: Vec<u32>,
    pub counts: Vec<Count>,
    /// The words of the sentence that say something, sorted by hash.
    pub words: Vec<(u32, Weight)>,
    /// For plain saying, the words of the headline without the speaker: what is said, by canonical names.
    pub said: Vec<(u32, Weight)>,
    pub figures: Vec<u32>,
    pub topic: Vec<u32>,
    pub place: Vec<u32>,
    /// The days that the sentence states, where it does.
    pub stated: Option<Days>,
    /// The days within which it must lie; open where nothing is known.
    pub bounds: Days,
    pub published: Option<i32>,
    pub sketch: Sketch,
}

impl Features {
    /// Complexity: linear in the length of the mention's strings, which is bounded.
    pub(super) fn of(m: &Mention) -> Self {
        let sentence = words(&m.sentence);
        let stated = stated_days(m);
        let say = is_saying(m);
        Self {
            action: if say { class_hash("say") } else { action_of(m) },
            say,
            generic: is_generic(&m.action),
            kind: m.event_type,
            reporting: m.class == EventClass::Reporting,
            polarity: m.polarity,
            reality: reality(m.modality),
            article: StableHash::default().field(&m.article).finish(),
            index: m.index,
            governor: m.governor,
            actors: identities(&m.actors),
            targets: identities(&m.targets),
            object: object_words(m),
            counts: counts(m),
            words: content(&sentence),
            said: if say { said(m) } else { Vec::new() },
            figures: figures(&sentence),
            topic: m.topic.clone(),
            place: m.place.iter().filter(|_| !m.place_from_dateline).flat_map(|p| hashes(p)).collect(),
            stated,
            bounds: bounds(m, stated),
            published: m.published.map(day_number),
            sketch: Sketch::of(&sentence),
        }
    }
}

/// All plain verbs of saying are one action.
fn is_saying(m: &Mention) -> bool {
    let plain = matches!(m.event_type, EventType::Statement | EventType::Other);
    m.class == EventClass::Reporting && plain && m.action != "deny"
}

fn action_of(m: &Mention) -> u32 {
    let before = m.sentence.find(m.text.as_str()).and_then(|at| m.sentence.get(..at));
    told_by(&m.action, before.unwrap_or("")).unwrap_or_else(|| class_hash(&m.action))
}

fn reality(modality: Modality) -> Reality {
    match modality {
        Modality::Asserted => Reality::Fact,
        Modality::Future | Modality::Planned => Reality::Plan,
        Modality::Possible | Modality::Hypothetical | Modality::Requested => Reality::Open,
    }
}

fn identities(participants: &[Participant]) -> Vec<Identity> {
    let mut all: Vec<Identity> =
        participants.iter().take(PARTICIPANTS_AT_MOST).filter_map(Identity::of).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn hashes(text: &str) -> Vec<u32> {
    let mut all: Vec<u32> = words(text).iter().filter(|w| w.weight.is_some()).map(|w| w.hash).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The words of the object, without the action's own.
fn object_words(m: &Mention) -> Vec<u32> {
    m.object.iter().flat_map(|object| hashes(object)).collect()
}

fn content(sentence: &[Word]) -> Vec<(u32, Weight)> {
    let mut all: Vec<(u32, Weight)> = sentence.iter().filter_map(|w| Some((w.hash, w.weight?))).collect();
    all.sort_unstable();
    all.dedup_by_key(|(hash, _)| *hash);
    all
}

fn said(m: &Mention) -> Vec<(u32, Weight)> {
    if m.headline.ends_with(" a statement") {
        return Vec::new();
    }
    let speakers: Vec<u32> = m.actors.iter().flat_map(|p| hashes(&p.name)).collect();
    let mut said = content(&words(&m.headline));
    said.retain(|(word, _)| !speakers.contains(word));
    said
}

fn figures(sentence: &[Word]) -> Vec<u32> {
    let mut all: Vec<u32> = sentence.iter().filter(|w| w.figure).map(|w| w.hash).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Days since the common era.
pub(super) fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The days that the words state: not the publication day taken for want of a better one, not a bound.
fn stated_days(m: &Mention) -> Option<Days> {
    let date = m.date.as_ref()?;
    if matches!(date.basis, DateBasis::Dct | DateBasis::Connective | DateBasis::None) {
        return None;
    }
    let first = day_number(date.interval.first()?);
    let last = day_number(date.interval.last()?);
    let slack = if date.qualifier.approximate { approximate_slack(date.precision) } else { 0 };
    Some(Days { first: first.saturating_sub(slack), last: last.saturating_add(slack) })
}

/// By how many days `about` may miss.
fn approximate_slack(precision: Granularity) -> i32 {
    match precision {
        Granularity::Time | Granularity::Day => 3,
        Granularity::Week => 7,
        Granularity::Month => 31,
        _ => 366,
    }
}

fn bounds(m: &Mention, stated: Option<Days>) -> Days {
    let graph =
        Days { first: m.earliest.map_or(i32::MIN, day_number), last: m.latest.map_or(i32::MAX, day_number) };
    match (stated, &m.date) {
        (Some(days), _) => days,
        (None, Some(date)) => graph.meet(Days {
            first: date.interval.first().map_or(i32::MIN, day_number),
            last: date.interval.last().map_or(i32::MAX, day_number),
        }),
        (None, None) => graph,
    }
}

/// What an article is about: the names and rare words of its title and opening, sorted, at most 64 of them.
///
/// `opening` should be the first few hundred characters. Complexity: linear in the texts, which are bounded.
pub fn topic(title: &str, opening: &str) -> Vec<u32> {
    let mut all: Vec<(Weight, u32)> =
        [title, opening].iter().flat_map(|t| words(t)).filter_map(|w| Some((w.weight?, w.hash))).collect();
    all.retain(|(weight, _)| *weight > Weight::Common);
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup_by_key(|(_, hash)| *hash);
    let mut topic: Vec<u32> = all.into_iter().take(64).map(|(_, hash)| hash).collect();
    topic.sort_unstable();
    topic.dedup();
    topic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_its_names() {
        let a = topic("Floods hit Arvo", "The river Lind burst its banks in Arvo on Monday.");
        let b = topic("", "Residents of Arvo fled as the Lind rose.");
        assert!(a.iter().filter(|w| b.contains(w)).count() >= 2);
    }
}
