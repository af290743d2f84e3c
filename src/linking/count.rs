//! Numbers of people and things, and magnitudes: `at least 12 people` and `40 people` may hold together, `12` and `40` cannot.
//!
//! Knows figures, number words and what is counted. Does not know which number is right.

use std::sync::LazyLock;

use memchr::memchr_iter;
use memchr::memmem::Finder;

use super::hash::StableHash;
use super::lists::{ABOUT, AT_LEAST, AT_MOST, NUMBERS};
use super::mention::{Mention, Participant};
use super::words::{singular, words};
use crate::actors::ActorKind;

/// Participants of a mention beyond this number are not counted.
const PARTICIPANTS_AT_MOST: usize = 12;

/// How many, of what: `at least 12 people`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// The least number that the words allow.
    pub least: u64,
    /// The greatest.
    pub most: u64,
    /// Hash of the last word.
    pub of: u32,
    /// True for people who take part, false for things and points.
    pub people: bool,
}

/// The numbers of people or things in targets, actors and object; also where the number stands in the sentence
/// before a participant's last word, outside its name (`23 Somali pirates`).
pub(super) fn counts(m: &Mention, has_number: bool) -> Vec<Count> {
    let told = if has_number { told(m) } else { Vec::new() };
    let mut counts: Vec<Count> = told.into_iter().map(|(count, _)| count).collect();
    if counts.is_empty() && m.targets.iter().any(|p| is_one(&m.sentence, p)) {
        let of = StableHash::default().field("people").short();
        counts.push(Count { least: 1, most: 1, of, people: true });
    }
    counts
}

/// True for one whom the sentence does not name, `a commander`: nobody tells `12 people` of that deed.
fn is_one(sentence: &str, target: &Participant) -> bool {
    let nameless = target.id.is_none() && target.name.starts_with(char::is_lowercase);
    let at = || sentence.find(&*target.name).and_then(|at| sentence.get(..at));
    let article =
        || at().is_some_and(|before| [" a ", " an ", "A ", "An "].iter().any(|a| before.ends_with(a)));
    nameless && target.kind == ActorKind::People && article()
}

/// The same, with the words.
fn told(m: &Mention) -> Vec<(Count, &str)> {
    let people = |p: &Participant| p.kind == ActorKind::People;
    let names = || m.targets.iter().chain(&m.actors).filter(|p| p.id.is_none());
    let names = || names().map(|p| (&*p.name, people(p))).take(PARTICIPANTS_AT_MOST);
    let counted = |words, people| Some((Count { people, ..count(words)? }, words));
    let object = m.object.as_deref().map(|object| (object, false));
    let mut told: Vec<(Count, &str)> =
        names().chain(object).filter_map(|(words, people)| counted(words, people)).collect();
    if m.sentence.len() > 2000 {
        return told;
    }
    if told.is_empty() {
        let before = names().filter_map(|(name, people)| Some((numbered(&m.sentence, name)?, people)));
        told.extend(before.filter_map(|(words, people)| counted(words, people)));
    }
    told.extend(magnitude(&m.sentence));
    told
}

/// What a mention counts, for comparing it with others.
#[derive(Clone, Debug)]
pub struct Numbers<'m>(Vec<(Count, &'m str)>);

impl<'m> Numbers<'m> {
    /// The numbers of people and things that take part.
    pub fn of(mention: &'m Mention) -> Self {
        Self(told(mention))
    }

    /// The words of two numbers that count the same sort of thing and cannot both hold; `None` when there are none.
    pub fn apart<'o>(&self, other: &Numbers<'o>) -> Option<(&'m str, &'o str)> {
        let pairs = self.0.iter().flat_map(|a| other.0.iter().map(move |b| (a, b)));
        pairs.filter(|(a, b)| a.0.excludes(b.0)).map(|(a, b)| (a.1, b.1)).next()
    }
}

impl Count {
    /// True when both count the same sort of thing and no number satisfies both.
    pub(super) fn excludes(self, other: Self) -> bool {
        self.of == other.of && (self.most < other.least || other.most < self.least)
    }
}

/// The magnitude of an earthquake, give or take a tenth, where the sentence tells one only: all that it tells is of that
/// earthquake.
fn magnitude(sentence: &str) -> Option<(Count, &str)> {
    static SCALES: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
        include_str!("../../data/linking/scales.csv").lines().skip(1).map(Finder::new).collect()
    });
    if !SCALES.iter().any(|scale| scale.find(sentence.as_bytes()).is_some()) {
        return None;
    }
    let figures =
        sentence.split(|c: char| !c.is_ascii_digit() && c != '.').map(|part| part.trim_matches('.'));
    let mut tenths = figures.filter_map(|figure| Some((tenths(figure)?, figure)));
    let (found, words) = tenths.next()?;
    let of = StableHash::default().field("magnitude").short();
    let count = Count { least: found.saturating_sub(1), most: found + 1, of, people: false };
    tenths.all(|(other, _)| other == found).then_some((count, words))
}

/// `5.9` as 59.
fn tenths(figure: &str) -> Option<u64> {
    match figure.as_bytes() {
        [whole @ b'0'..=b'9', b'.', part @ b'0'..=b'9'] => {
            Some(u64::from(whole - b'0') * 10 + u64::from(part - b'0'))
        }
        _ => None,
    }
}

/// The words of `sentence` up to the last word of `name`, from the two words before the nearest number on.
fn numbered<'s>(sentence: &'s str, name: &str) -> Option<&'s str> {
    let last = name.split_whitespace().next_back().filter(|w| w.len() > 2)?;
    let (first, bytes) = (*last.as_bytes().first()?, sentence.as_bytes());
    let is_name = |at: &usize| bytes.get(*at..).is_some_and(|rest| rest.starts_with(last.as_bytes()));
    let end = memchr_iter(first, bytes).find(is_name)? + last.len();
    let before = sentence.get(..end)?;
    let at = starts_back(before).take(5).find(|at| {
        let rest = before.get(*at..).unwrap_or("");
        may_count(rest)
            && words(rest.split_whitespace().next().unwrap_or("")).next().is_some_and(|word| word.number)
    })?;
    let start = starts_back(before.get(..at)?).nth(2).unwrap_or(0);
    before.get(start..)
}

/// Where the words of a text begin, from the last back.
fn starts_back(text: &str) -> impl Iterator<Item = usize> {
    let blanks = text.bytes().enumerate().rev().filter(|(_, byte)| *byte == b' ');
    blanks.map(|(at, _)| at + 1).chain([0])
}

/// The first two letters of each small number.
const OPENINGS: [[u8; 2]; NUMBERS.len()] = {
    let mut openings = [[0; 2]; NUMBERS.len()];
    let mut at = 0;
    while at < openings.len() {
        let word = NUMBERS[at].as_bytes();
        openings[at] = [word[0], word[1]];
        at += 1;
    }
    openings
};

/// False where the text begins with two letters with which no number begins: most words, told apart at a glance.
fn may_count(text: &str) -> bool {
    match text.as_bytes() {
        [b't' | b'T', b'h', b'e', ..] => false,
        [first, second, ..] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
            OPENINGS.contains(&[*first | 0x20, *second | 0x20])
        }
        _ => true,
    }
}

/// False for words of which none can be a number.
fn may_tell_number(text: &str) -> bool {
    let mut before = b' ';
    text.bytes().enumerate().any(|(at, byte)| {
        let inside = std::mem::replace(&mut before, byte).is_ascii_alphanumeric();
        let starts = !inside && (byte.is_ascii_alphanumeric() || !byte.is_ascii());
        starts && text.get(at..).is_none_or(may_count)
    })
}

/// Reads `[at least | more than | up to] NUMBER ... NOUN`.
fn count(text: &str) -> Option<Count> {
    if !may_tell_number(text) || !words(text).any(|word| word.number) {
        return None;
    }
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
    let (least, most) = if says(&AT_LEAST) {
        (found, u64::MAX)
    } else if says(&AT_MOST) {
        (0, found)
    } else if says(&ABOUT) {
        (found - found / 5, found.saturating_add(found / 5))
    } else {
        (found, found)
    };
    Some(Count { least, most, of: StableHash::default().field(singular(noun)).short(), people: false })
}

fn number(token: &str) -> Option<u64> {
    if let Some(n) = NUMBERS.iter().position(|word| *word == token) {
        return Some(n as u64);
    }
    if !token.starts_with(|c: char| c.is_ascii_digit() || c == ',') {
        return None;
    }
    let digits: String = token.chars().filter(|c| *c != ',').collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_sentence_has_one_magnitude_or_none() {
        let of = |sentence| magnitude(sentence).map(|(c, words)| (c.least, c.most, words));
        assert_eq!(of("A 5.9-magnitude quake shook Arvo."), Some((58, 60, "5.9")));
        assert_eq!(of("The quake measured 6.0 on the Richter scale."), Some((59, 61, "6.0")));
        assert_eq!(of("After a quake of magnitude 6.1, one of 5.2 followed."), None);
        assert_eq!(of("Prices rose by 5.9 percent."), None);
    }

    #[test]
    fn what_may_be_a_number_is_looked_at() {
        for text in ["12 men", "Two men", "the four", "(three)", "ten-man", "a 3rd", "é one", "of 1,200"] {
            assert!(may_tell_number(text), "{text}");
        }
        for text in ["the men", "North Korea", "Arvo", "", "old boats", "The Arvo Post"] {
            assert!(!may_tell_number(text), "{text}");
        }
    }

    #[test]
    fn a_man_is_not_twelve_people() {
        let target =
            |name: &str| Participant { name: name.into(), kind: ActorKind::People, ..Participant::default() };
        let one = |sentence, name| is_one(sentence, &target(name));
        assert!(one("Troops shot a captain of the guard.", "captain of the guard"));
        assert!(one("A nurse was shot on Monday.", "nurse"));
        assert!(!one("Troops shot the guards.", "guards"));
        assert!(!one("Troops shot a Ruritanian.", "Ruritanian"));
        let told = |name: &str, sentence: &str| Mention {
            targets: vec![target(name)],
            sentence: sentence.into(),
            ..Mention::default()
        };
        let nurse = counts(&told("nurse", "A nurse was shot on Monday."), false);
        let twelve = counts(&told("12 people", "On Monday 12 people were shot."), true);
        assert!(nurse.iter().any(|one| twelve.iter().any(|many| one.excludes(*many))));
    }

    #[test]
    fn a_number_before_a_name_counts() {
        let of = |sentence, name| numbered(sentence, name).and_then(count).map(|c| (c.least, c.most));
        assert_eq!(of("On Saturday the navy held 23 Morava pirates", "pirates"), Some((23, 23)));
        assert_eq!(of("The navy held at least 23 pirates", "pirates"), Some((23, u64::MAX)));
        assert_eq!(of("On May 4 the navy, said the ministry, held pirates", "pirates"), None);
        assert_eq!(of("", "pirates"), None);
    }
}
