//! A mention as numbers: everything that scoring two mentions needs, made once a mention.
//!
//! Knows how words, dates and figures are folded. Does not know what follows from sharing them.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::action::{Action, class_hash};
use super::block::{MentionId, article_hash};
use super::count::{Count, counts};
use super::identity::{Identity, Known};
use super::lists::{POINTERS, SENSES};
use super::mention::{Mention, Participant};
use super::words::{Sketch, Weight, Word, words};
use crate::events::{EventClass, EventType, Modality, Polarity};
use crate::temporal::{DateBasis, Granularity};

/// Participants of a mention beyond this number are not compared.
const PARTICIPANTS_AT_MOST: usize = 12;

/// As many words as a headline has, or fewer.
const USUAL: usize = 16;

/// Whether it happened, may happen, or is wanted: mentions of different groups are never one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reality {
    Fact,
    Plan,
    Open,
}

/// Days since the common era, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
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

/// What the words of a sentence say, made once for all its mentions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording {
    /// The words that say something, sorted by hash.
    pub words: Bag,
    /// Hashes of its figures, sorted.
    pub figures: Vec<u32>,
    pub sketch: Sketch,
    /// Whether there is any number, in figures or words.
    pub has_number: bool,
}

/// Words sorted by hash, with their weight in all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    pub words: Vec<(u32, Weight)>,
    pub weight: u32,
    pub names: u32,
    /// Where the words stand among 256 places, one bit each: most words of others are seen to be none of these at a glance.
    places: [u64; 4],
}

impl Bag {
    /// Of words that are at most so many, mostly.
    fn of(words: impl Iterator<Item = Word>, many: usize) -> Self {
        // Hash and weight as one number: quicker to sort than two.
        let mut packed: Vec<u64> = Vec::with_capacity(many);
        packed.extend(words.filter_map(|w| Some(u64::from(w.hash) << 8 | w.weight? as u64)));
        packed.sort_unstable();
        packed.dedup_by_key(|word| *word >> 8);
        Self::weighed(packed.into_iter().map(|word| ((word >> 8) as u32, Weight::of(word as u8))).collect())
    }

    /// Of words that are sorted by hash, each once.
    pub(crate) fn weighed(words: Vec<(u32, Weight)>) -> Self {
        let (mut weight, mut names, mut places) = (0, 0, [0; 4]);
        for (word, own) in &words {
            weight += *own as u32;
            names += u32::from(*own == Weight::Name);
            let (at, bit) = Self::place(*word);
            places[at] |= bit;
        }
        Self { words, weight, names, places }
    }

    #[inline]
    fn place(word: u32) -> (usize, u64) {
        ((word >> 6) as usize % 4, 1 << (word % 64))
    }

    /// The weight of a word; `None` where it is not among these.
    #[inline]
    pub(super) fn get(&self, word: u32) -> Option<Weight> {
        let (at, bit) = Self::place(word);
        if self.places[at] & bit == 0 {
            return None;
        }
        let at = self.words.binary_search_by_key(&word, |(known, _)| *known).ok()?;
        self.words.get(at).map(|(_, weight)| *weight)
    }
}

/// Everything about a mention that linking compares, and nothing else of it: numbers, a tenth of its bytes.
#[derive(Clone, Debug)]
pub struct Features {
    pub(crate) action: u32,
    pub(crate) generic: bool,
    /// Plain saying: what is said must decide.
    pub(crate) say: bool,
    pub(crate) kind: EventType,
    /// Reports speech: the class REPORTING.
    pub(crate) reporting: bool,
    pub(crate) polarity: Polarity,
    pub(crate) reality: Reality,
    pub(crate) id: MentionId,
    pub(crate) governor: Option<u32>,
    /// Actors, then targets.
    pub(crate) people: Vec<Identity>,
    /// How many of `people` are actors.
    pub(crate) actors: u32,
    pub(crate) object: Vec<u32>,
    pub(crate) counts: Vec<Count>,
    pub(crate) wording: Arc<Wording>,
    /// For plain saying, the words of the headline without the speaker: what is said, by canonical names.
    pub(crate) said: Bag,
    pub(crate) topic: Arc<[u32]>,
    /// The same for mentions of one topic that one maker made one after another.
    pub(crate) story: u32,
    pub(crate) place: Vec<u32>,
    /// The days that the sentence states, where it does.
    pub(crate) stated: Option<Days>,
    /// The stated days are those of the article's story, taken for want of a date in the sentence.
    pub(crate) assumed: bool,
    /// The days within which it must lie; open where nothing is known.
    pub(crate) bounds: Days,
    pub(crate) published: Option<i32>,
    /// A noun that points back or means the one there is: `the trial`, `its request`.
    pub(crate) definite: bool,
}

/// Makes features of mentions one after another; mentions of one sentence that follow each other share its wording.
#[derive(Debug, Default)]
pub struct FeatureMaker {
    buffer: Vec<Word>,
    sentence: Arc<str>,
    wording: Arc<Wording>,
    article: Option<(Arc<str>, u64)>,
    topic: Arc<[u32]>,
    stories: u32,
    people: Known,
}

impl FeatureMaker {
    /// All features of a mention. Complexity: linear in the length of the mention's strings, which is bounded.
    pub fn features(&mut self, m: &Mention) -> Features {
        let stated = stated_days(m);
        let assumed = m.date.as_ref().is_some_and(|date| date.is_assumed());
        let say = is_saying(m);
        let (before, after) = m.around();
        let action = action(m, after);
        let (mut people, mut targets) = (self.identities(&m.actors), self.identities(&m.targets));
        if action.is_undergone() {
            targets.append(&mut people);
        }
        let actors = people.len() as u32;
        people.append(&mut targets);
        let wording = self.wording(&m.sentence);
        Features {
            action: if say { class_hash("say") } else { action.told_by(before).unwrap_or(action.class) },
            say,
            generic: action.generic,
            kind: m.event_type,
            reporting: m.class == EventClass::Reporting,
            polarity: polarity(m),
            reality: reality(m.modality),
            id: MentionId { article: self.article(&m.article), index: m.index },
            governor: m.governor,
            people,
            actors,
            object: m.object.as_deref().map(hashes).unwrap_or_default(),
            counts: counts(m, wording.has_number),
            wording,
            said: if say { said(m) } else { Bag::default() },
            story: self.story(&m.topic),
            topic: Arc::clone(&m.topic),
            place: m.place.as_deref().filter(|_| !m.place_from_dateline).map(hashes).unwrap_or_default(),
            stated,
            assumed,
            bounds: bounds(m, stated, assumed),
            published: m.published.map(day_number),
            definite: m.nominal && is_definite(before),
        }
    }

    /// Features of this mention that were made before, among those that are made now.
    pub(crate) fn known(&mut self, features: Features, m: &Mention) -> Features {
        Features { story: self.story(&m.topic), topic: Arc::clone(&m.topic), ..features }
    }

    /// Who takes part, each once, sorted.
    fn identities(&mut self, participants: &[Participant]) -> Vec<Identity> {
        let mut all = Vec::with_capacity(participants.len().min(PARTICIPANTS_AT_MOST));
        all.extend(participants.iter().take(PARTICIPANTS_AT_MOST).filter_map(|p| self.people.identity(p)));
        all.sort_unstable();
        all.dedup();
        all
    }

    fn article(&mut self, article: &Arc<str>) -> u64 {
        match &self.article {
            Some((known, hash)) if known == article => *hash,
            _ => {
                let hash = article_hash(article);
                self.article = Some((Arc::clone(article), hash));
                hash
            }
        }
    }

    fn story(&mut self, topic: &Arc<[u32]>) -> u32 {
        if !Arc::ptr_eq(&self.topic, topic) && self.topic != *topic {
            self.topic = Arc::clone(topic);
            self.stories += 1;
        }
        self.stories
    }

    fn wording(&mut self, sentence: &Arc<str>) -> Arc<Wording> {
        if !Arc::ptr_eq(&self.sentence, sentence) && self.sentence != *sentence {
            self.buffer.clear();
            self.buffer.extend(words(sentence));
            self.sentence = Arc::clone(sentence);
            self.wording = Arc::new(Wording {
                words: Bag::of(self.buffer.iter().copied(), self.buffer.len()),
                figures: figures(&self.buffer),
                sketch: Sketch::of(self.buffer.iter().copied()),
                has_number: self.buffer.iter().any(|w| w.number),
            });
        }
        Arc::clone(&self.wording)
    }
}

impl Features {
    /// All features of one mention. Complexity: linear in the mention's strings, which are bounded.
    pub fn of(m: &Mention) -> Self {
        FeatureMaker::default().features(m)
    }

    /// Which mention it is.
    pub fn id(&self) -> MentionId {
        self.id
    }

    pub(super) fn actors(&self) -> &[Identity] {
        self.people.get(..self.actors as usize).unwrap_or_default()
    }

    pub(super) fn targets(&self) -> &[Identity] {
        self.people.get(self.actors as usize..).unwrap_or_default()
    }

    /// Actors and targets.
    pub(super) fn people(&self) -> &[Identity] {
        &self.people
    }
}

/// True when one of the last three words before the trigger says that the noun is known.
fn is_definite(before: &str) -> bool {
    let points = |word: &str| POINTERS.iter().any(|pointer| pointer.eq_ignore_ascii_case(word));
    before.split_whitespace().rev().take(3).any(points)
}

/// What a mention tells; whoever `fires` shoots or dismisses, a `fire` burns.
fn action(m: &Mention, after: &str) -> Action {
    if let Some(sense) = SENSES.iter().find(|sense| sense.verb == m.action && !m.nominal) {
        return Action::of(if m.event_type == EventType::Assault { sense.assault } else { sense.other });
    }
    let phrasal = if m.nominal { None } else { Action::with_particle(&m.action, after) };
    phrasal.unwrap_or_else(|| Action::of(&m.action))
}

/// All plain verbs of saying are one action.
fn is_saying(m: &Mention) -> bool {
    let plain = matches!(m.event_type, EventType::Statement | EventType::Other);
    m.class == EventClass::Reporting && plain && m.action != "deny"
}

/// A denial inside what is told, `pleaded not guilty`, makes it the opposite as well; what somebody says may deny anything.
fn polarity(m: &Mention) -> Polarity {
    let denies = m.class != EventClass::Reporting && m.headline.contains(" not ");
    if denies { Polarity::Negative } else { m.polarity }
}

fn reality(modality: Modality) -> Reality {
    match modality {
        Modality::Asserted => Reality::Fact,
        Modality::Future | Modality::Planned => Reality::Plan,
        Modality::Possible | Modality::Hypothetical | Modality::Requested => Reality::Open,
    }
}

fn hashes(text: &str) -> Vec<u32> {
    let mut all: Vec<u32> = words(text).filter(|w| w.weight.is_some()).map(|w| w.hash).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn said(m: &Mention) -> Bag {
    if m.headline.ends_with(" a statement") {
        return Bag::default();
    }
    let speakers: Vec<u32> = m.actors.iter().flat_map(|p| words(&p.name)).map(|w| w.hash).collect();
    Bag::of(words(&m.headline).filter(|word| !speakers.contains(&word.hash)), USUAL)
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

/// What is told with the day of publication alone may be so many days old.
const NEWS_LASTS: i32 = 3;

/// `stated` are the days that the words state, or that are `assumed`.
fn bounds(m: &Mention, stated: Option<Days>, assumed: bool) -> Days {
    let graph =
        Days { first: m.earliest.map_or(i32::MIN, day_number), last: m.latest.map_or(i32::MAX, day_number) };
    match (stated, &m.date) {
        (Some(days), _) if assumed => Days { first: days.first.saturating_sub(NEWS_LASTS), ..days },
        (Some(days), _) => days,
        (None, Some(date)) if date.basis == DateBasis::Dct && m.class != EventClass::Reporting => {
            Days { first: graph.first.saturating_sub(NEWS_LASTS), ..graph }
        }
        (None, Some(date)) => graph.meet(Days {
            first: date.interval.first().map_or(i32::MIN, day_number),
            last: date.interval.last().map_or(i32::MAX, day_number),
        }),
        (None, None) => graph,
    }
}

/// Words of a topic at most.
const TOPIC: usize = 64;

/// What an article is about: the names and rare words of its title and opening, sorted, at most 64 of them.
///
/// `opening` should be the first few hundred characters. Complexity: linear in the texts, which are bounded.
pub fn topic(title: &str, opening: &str) -> Vec<u32> {
    let rare = |w: Word| Some((w.weight.filter(|weight| *weight > Weight::Common)?, w.hash));
    let mut all: Vec<u64> = Vec::with_capacity(2 * TOPIC);
    let found = [title, opening].into_iter().flat_map(words).filter_map(rare);
    // Weight and hash as one number: quicker to sort than two.
    all.extend(found.map(|(weight, hash)| (weight as u64) << 32 | u64::from(hash)));
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup_by_key(|word| *word as u32);
    let mut topic: Vec<u32> = all.into_iter().take(TOPIC).map(|word| word as u32).collect();
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
