//! The words of a sentence as numbers with a weight: what two sentences share says how likely they tell one event.
//!
//! Knows which words are rare (names, figures, words outside the common list). Does not know events.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::hash::StableHash;

/// Words of a sentence beyond this number are not looked at: no news sentence is longer, hostile input may be.
const WORDS_AT_MOST: usize = 160;

/// How much sharing a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// A word that every text uses.
    Common = 2,
    /// A word of its own subject.
    Plain = 4,
    /// A name, or a word in capitals.
    Name = 6,
}

/// One word of a text, folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Hash of the folded word; never 0.
    pub hash: u32,
    /// How much sharing it says; `None` for closed-class words.
    pub weight: Option<Weight>,
    /// True when it is a figure.
    pub figure: bool,
}

static WEIGHTS: LazyLock<FxHashMap<&'static str, Option<Weight>>> = LazyLock::new(|| {
    let common = include_str!("../../data/linking/common_words.csv").lines().skip(1);
    let stop = include_str!("../../data/linking/stop_words.csv").lines().skip(1);
    let common = common.map(|word| (word, Some(Weight::Common)));
    common.chain(stop.map(|word| (word, None))).collect()
});

/// The folded words of `text`, in order: lower case, no possessive, plural `s` dropped. Complexity: linear, bounded.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(24);
    let mut folded = String::with_capacity(16);
    let mut rest = text;
    while out.len() < WORDS_AT_MOST {
        let Some(start) = rest.find(char::is_alphanumeric) else { break };
        let from = rest.get(start..).unwrap_or("");
        let end = word_end(from);
        let (raw, after) = from.split_at(end);
        rest = after;
        if matches!(raw, "s" | "t") {
            continue;
        }
        out.push(fold(raw, out.is_empty(), &mut folded));
    }
    out
}

/// Where the word at the start of `text` ends; a comma or point between two digits belongs to a figure.
fn word_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for (at, c) in text.char_indices() {
        let inside_figure = matches!(c, ',' | '.') && at > 0 && digit(at - 1) && digit(at + 1);
        if !c.is_alphanumeric() && !inside_figure {
            return at;
        }
    }
    text.len()
}

fn fold(raw: &str, opens: bool, folded: &mut String) -> Word {
    folded.clear();
    folded.extend(raw.chars().filter(|c| *c != ',').take(40).flat_map(char::to_lowercase));
    let figure = raw.starts_with(|c: char| c.is_ascii_digit());
    let known = WEIGHTS.get(folded.as_str()).copied();
    let capital = raw.starts_with(char::is_uppercase);
    let stem = singular(folded);
    let weight = match known.or_else(|| WEIGHTS.get(stem).copied()) {
        Some(None) => None,
        Some(Some(_)) if capital && !opens => Some(Weight::Plain),
        Some(common) => common,
        None if capital && !opens => Some(Weight::Name),
        None => Some(Weight::Plain),
    };
    Word { hash: StableHash::default().field(stem).short(), weight, figure }
}

/// A word without its plural ending: good enough to compare, never shown.
pub(super) fn singular(word: &str) -> &str {
    let plural = word.len() > 3 && word.ends_with('s');
    let not_plural = ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    if plural && !not_plural { word.get(..word.len() - 1).unwrap_or(word) } else { word }
}

/// The hash of a whole name or phrase, folded word by word, closed-class words left out.
pub fn phrase(text: &str) -> u32 {
    let content = words(text).into_iter().filter(|w| w.weight.is_some());
    let hash = content.fold(StableHash::default(), |hash, word| hash.number(u64::from(word.hash)));
    if hash == StableHash::default() { 0 } else { hash.short() }
}

/// A small sketch by which near-identical sentences are recognised: agency copy, repeated background.
///
/// The eight smallest hashes of its runs of three words (bottom-k sketch, Broder 1997).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Sketch([u32; 8]);

impl Sketch {
    pub(super) fn of(words: &[Word]) -> Self {
        let mut shingles: Vec<u32> = words
            .windows(3)
            .map(|run| run.iter().fold(StableHash::default(), |h, w| h.number(u64::from(w.hash))).short())
            .collect();
        shingles.sort_unstable();
        shingles.dedup();
        let mut sketch = [0; 8];
        sketch.iter_mut().zip(shingles).for_each(|(slot, shingle)| *slot = shingle);
        Self(sketch)
    }

    /// The smallest shingle: near-identical sentences mostly share it. 0 for a sentence under three words.
    pub(super) fn least(self) -> u32 {
        let Self([least, ..]) = self;
        least
    }

    /// True when the two sentences are the same but for a few words.
    pub(super) fn near(self, other: Self) -> bool {
        let shared = self.0.iter().filter(|s| **s != 0 && other.0.contains(s)).count();
        let size =
            self.0.iter().filter(|s| **s != 0).count().max(other.0.iter().filter(|s| **s != 0).count());
        size >= 3 && shared * 4 >= size * 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> bool {
        Sketch::of(&words(a)).near(Sketch::of(&words(b)))
    }

    #[test]
    fn words_are_folded() {
        let a = words("The Ministers’ 1,200 letters");
        let b = words("the minister's 1200 letter");
        let hashes = |w: &[Word]| w.iter().map(|w| w.hash).collect::<Vec<_>>();
        assert_eq!(hashes(&a), hashes(&b));
        assert!(a[2].figure);
        assert_eq!(a[0].weight, None);
    }

    #[test]
    fn names_weigh_more_than_common_words() {
        let w = words("yesterday Zubrowka found people");
        assert_eq!(w[1].weight, Some(Weight::Name));
        assert_eq!(w[3].weight, Some(Weight::Common));
    }

    #[test]
    fn copied_sentences_are_near_and_others_are_not() {
        let copy =
            "The two ministers signed the border treaty in the old town hall of Arvo on Monday evening";
        assert!(near(copy, &copy.replace("evening", "night")));
        assert!(!near(
            copy,
            "The two presidents opened the new bridge over the river at Arvo on Tuesday morning"
        ));
        assert!(!near("", ""));
    }

    #[test]
    fn odd_text_is_harmless() {
        for text in ["", "\u{301}\u{301}", "1,", ".,.", "ééé 中文 ا", &"a ".repeat(100_000)] {
            assert!(words(text).len() <= WORDS_AT_MOST);
        }
    }
}
