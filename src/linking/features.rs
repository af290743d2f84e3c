//! A mention as numbers: everything that scoring two mentions needs, made once a mention.
//!
//! Knows how names, dates and figures are folded. Does not know what follows from sharing them.

use chrono::{Datelike, NaiveDate};

use super::action::{class_hash, is_generic, told_by};
use super::hash::StableHash;
use super::mention::{Mention, Participant};
use super::words::{Sketch, Weight, Word, phrase, singular, words};
use crate::actors::ActorKind;
use crate::events::{EventClass, EventType, Modality, Polarity};
use crate::temporal::{DateBasis, Granularity};

/// Participants of a mention beyond this number are not compared.
const PARTICIPANTS_AT_MOST: usize = 12;

/// The folded identity of a participant. 0 stands for "nothing known".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Identity {
    /// Hash of the id, else of the whole name.
    pub whole: u32,
    /// Hash of the last word of the name.
    pub last: u32,
    /// Hash of the state it is or belongs to.
    pub state: u32,
    /// True when the name has one word: a surname may be a fuller name elsewhere.
    pub single: bool,
    /// True for a state itself.
    pub is_state: bool,
    /// True for people by role or number and for plain nouns: sharing it says little.
    pub vague: bool,
}

impl Identity {
    fn of(p: &Participant) -> Option<Self> {
        let name = words(&p.name);
        let last = name.last().filter(|_| !is_pronoun(&p.name))?.hash;
        let whole = match &p.id {
            Some(id) => StableHash::default().field(id).short(),
            None => phrase(&p.name),
        };
        let is_state = p.kind == ActorKind::State;
        let state = p.state.as_deref().or(is_state.then_some(p.name.as_str())).map_or(0, phrase);
        let vague = match p.kind {
            ActorKind::People => true,
            ActorKind::Unknown => !p.name.chars().any(char::is_uppercase),
            _ => false,
        };
        let surname = matches!(p.kind, ActorKind::Person | ActorKind::Unknown | ActorKind::People);
        Some(Self {
            whole,
            last: if surname { last } else { 0 },
            state,
            single: name.len() == 1,
            is_state,
            vague,
        })
    }

    /// The number by which mentions are brought together: the surname where there is one, else the whole name.
    pub(super) fn key(self) -> u32 {
        if self.last != 0 { self.last } else { self.whole }
    }

    /// True when both are the same actor, by id, name or surname.
    pub(super) fn same(self, other: Self) -> bool {
        let surname =
            self.last != 0 && self.last == other.last && (self.single || other.single || self.vague);
        self.whole == other.whole || surname
    }

    /// True when one is the state that the other belongs to: a president or a ministry acts for its state, but not
    /// for another ministry.
    pub(super) fn kin(self, other: Self) -> bool {
        self.state != 0 && self.state == other.state && (self.is_state || other.is_state)
    }
}

fn is_pronoun(name: &str) -> bool {
    const PRONOUNS: [&str; 16] = [
        "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "who", "which", "that",
        "this", "its",
    ];
    PRONOUNS.iter().any(|p| name.eq_ignore_ascii_case(p))
}

/// True when two participants are the same actor, by id, name or surname; pronouns are nobody.
pub fn same_actor(a: &Participant, b: &Participant) -> bool {
    Identity::of(a).zip(Identity::of(b)).is_some_and(|(a, b)| a.same(b))
}

/// True for a participant with a name of its own, not `the protesters`, `two soldiers`, `they`.
pub fn is_named(participant: &Participant) -> bool {
    Identity::of(participant).is_some_and(|p| !p.vague)
}

/// The id of a participant, else its name folded: what event ids are made of.
pub fn actor_key(participant: &Participant) -> u32 {
    Identity::of(participant).map_or(0, |p| p.whole)
}

/// How many, of what: `at least 12 people`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    /// The least number that the words allow.
    pub least: u64,
    /// The greatest.
    pub most: u64,
    /// Hash of the last word.
    pub of: u32,
}

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

/// The numbers of people or things in targets, actors and object; also where the number stands in the sentence
/// before a participant's last word, outside its name (`23 Somali pirates`).
fn counts(m: &Mention) -> Vec<Count> {
    let names = || m.targets.iter().chain(&m.actors).filter(|p| p.id.is_none()).map(|p| p.name.as_str());
    let named: Vec<Count> =
        names().chain(m.object.as_deref()).take(PARTICIPANTS_AT_MOST).filter_map(count).collect();
    if !named.is_empty() || m.sentence.len() > 2000 {
        return named;
    }
    names().take(PARTICIPANTS_AT_MOST).filter_map(|name| count(numbered(&m.sentence, name)?)).collect()
}

/// The words of `sentence` up to the last word of `name`, from the two words before the nearest number on.
fn numbered<'s>(sentence: &'s str, name: &str) -> Option<&'s str> {
    let last = name.split_whitespace().next_back().filter(|w| w.len() > 2)?;
    let end = sentence.find(last)? + last.len();
    let before = sentence.get(..end)?;
    let at = before.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]).take(5).find(|at| {
        let word = before.get(*at..).unwrap_or("").split_whitespace().next().unwrap_or("");
        number(&word.to_lowercase()).is_some()
    })?;
    let start = before.get(..at)?.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]).nth(2).unwrap_or(0);
    before.get(start..)
}

/// Reads `[at least | more than | up to] NUMBER ... NOUN`.
fn count(text: &str) -> Option<Count> {
    let lower: String = text.chars().take(120).flat_map(char::to_lowercase).collect();
    let mut tokens = lower.split(|c: char| !c.is_alphanumeric() && c != ',').filter(|t| !t.is_empty());
    let before: Vec<&str> = tokens.by_ref().take_while(|t| number(t).is_none()).take(4).collect();
    let found = lower
        .split(|c: char| !c.is_alphanumeric() && c != ',')
        .filter(|t| !t.is_empty())
        .nth(before.len())
        .and_then(number)?;
    let noun = lower.split(|c: char| !c.is_alphanumeric()).rfind(|t| !t.is_empty())?;
    let says = |words: &[&str]| before.iter().any(|b| words.contains(b));
    let (least, most) = if says(&["least", "more", "over"]) {
        (found, u64::MAX)
    } else if says(&["up", "most", "under", "fewer", "less"]) {
        (0, found)
    } else if says(&["about", "around", "some", "nearly", "almost", "roughly", "approximately"]) {
        (found - found / 5, found.saturating_add(found / 5))
    } else {
        (found, found)
    };
    Some(Count { least, most, of: StableHash::default().field(singular(noun)).short() })
}

fn number(token: &str) -> Option<u64> {
    const SMALL: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if let Some(n) = SMALL.iter().position(|word| *word == token) {
        return Some(n as u64);
    }
    let digits: String = token.chars().filter(|c| *c != ',').collect();
    digits.parse().ok()
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

    fn person(name: &str, kind: ActorKind) -> Option<Identity> {
        Identity::of(&Participant { name: name.into(), kind, ..Participant::default() })
    }

    #[test]
    fn a_surname_meets_the_full_name_and_pronouns_meet_nobody() {
        let full = person("Jana Novak", ActorKind::Person).unwrap();
        assert!(full.same(person("Novak", ActorKind::Person).unwrap()));
        assert!(!full.same(person("Petr Novak", ActorKind::Person).unwrap()));
        assert_eq!(person("He", ActorKind::Person), None);
    }

    #[test]
    fn counts_know_their_bounds() {
        let of = |text| count(text).map(|c| (c.least, c.most));
        assert_eq!(of("12 soldiers"), Some((12, 12)));
        assert_eq!(of("at least 1,200 people"), Some((1200, u64::MAX)));
        assert_eq!(of("up to nine ships"), Some((0, 9)));
        assert_eq!(of("about 100 houses"), Some((80, 120)));
        assert_eq!(of("the soldiers"), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn a_number_before_a_name_counts() {
        let of = |sentence, name| numbered(sentence, name).and_then(count).map(|c| (c.least, c.most));
        assert_eq!(of("On Saturday the navy held 23 Morava pirates", "pirates"), Some((23, 23)));
        assert_eq!(of("The navy held at least 23 pirates", "pirates"), Some((23, u64::MAX)));
        assert_eq!(of("On May 4 the navy, said the ministry, held pirates", "pirates"), None);
        assert_eq!(of("", "pirates"), None);
    }

    #[test]
    fn a_topic_is_its_names() {
        let a = topic("Floods hit Arvo", "The river Lind burst its banks in Arvo on Monday.");
        let b = topic("", "Residents of Arvo fled as the Lind rose.");
        assert!(a.iter().filter(|w| b.contains(w)).count() >= 2);
    }
}
