//! Which mentions are worth comparing: those that share a block key and stand near each other in that block.
//!
//! Knows features only. A pair without a common key is never compared, so each mention has several keys, each made of
//! the action and one or two more things that two tellings of one event tend to share. Keys and places in a block depend
//! on the mention alone, so that whether two are compared depends on nothing but what stands between them in a block.

use super::features::Features;
use super::hash::StableHash;
use super::words::Weight;

/// The number of a block, of [`BlockKey::BITS`] bits; the same on every machine and in every run.
///
/// Two blocks of one number (of one action: one pair in four thousand million) are one block, everywhere alike, which costs
/// comparisons and decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockKey(pub u64);

impl BlockKey {
    /// How many bits of the number are used.
    pub const BITS: u32 = 40;
    /// How many of them, the first, are those of the action: a range of keys holds what is compared of few actions.
    pub(super) const ACTION_BITS: u32 = 8;

    /// The least key that a mention of this action can have.
    pub(super) fn of_action(action: u32) -> u64 {
        u64::from(action >> (u32::BITS - Self::ACTION_BITS)) << (Self::BITS - Self::ACTION_BITS)
    }
}

/// Which mention of which article: the same on every machine and in every run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct MentionId {
    /// The hash of the article's id.
    pub article: u64,
    /// Number of the event within the article.
    pub index: u32,
}

impl MentionId {
    /// The id of the mention that has this number in this article.
    pub fn new(article: &str, index: u32) -> Self {
        Self { article: article_hash(article), index }
    }

    /// How many [`bytes`](Self::bytes) there are.
    pub(crate) const BYTES: usize = 12;

    /// Bytes that sort as ids do.
    pub(crate) fn bytes(self) -> [u8; Self::BYTES] {
        let [a0, a1, a2, a3, a4, a5, a6, a7] = self.article.to_be_bytes();
        let [i0, i1, i2, i3] = self.index.to_be_bytes();
        [a0, a1, a2, a3, a4, a5, a6, a7, i0, i1, i2, i3]
    }
}

/// The hash by which an article is known, of its id.
pub(crate) fn article_hash(id: &str) -> u64 {
    StableHash::default().field(id).finish()
}

/// Where a mention stands in each of its blocks: by the last day that its event can have been, as far as the day of
/// publication tells it, by the first day, then by the mention's own name, so that no two stand in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    /// Days since the common era.
    pub last: i32,
    /// See `last`.
    pub first: i32,
    /// Which mention it is.
    pub id: MentionId,
}

impl Place {
    pub(crate) fn of(f: &Features) -> Self {
        /// News of a day tell of the days around it.
        const AHEAD: i32 = 3;
        let told = f.published.unwrap_or(i32::MAX).saturating_add(AHEAD);
        let last = f.stated.map_or(f.bounds.last.min(told), |days| days.last);
        Self { last, first: f.bounds.first, id: f.id }
    }

    /// How many [`bytes`](Self::bytes) there are.
    pub(crate) const BYTES: usize = 8 + MentionId::BYTES;

    /// Bytes that sort as places do.
    pub(crate) fn bytes(self) -> [u8; Self::BYTES] {
        let [l0, l1, l2, l3] = day_bytes(self.last);
        let [f0, f1, f2, f3] = day_bytes(self.first);
        let [a0, a1, a2, a3, a4, a5, a6, a7, i0, i1, i2, i3] = self.id.bytes();
        [l0, l1, l2, l3, f0, f1, f2, f3, a0, a1, a2, a3, a4, a5, a6, a7, i0, i1, i2, i3]
    }
}

/// The bytes of a day; negative days sort before positive ones.
fn day_bytes(day: i32) -> [u8; 4] {
    (day.cast_unsigned() ^ 1 << 31).to_be_bytes()
}

/// How many participants, object words, names and topic words make keys.
const EACH_AT_MOST: usize = 6;

/// The blocks in which a mention may meet another mention of its event, sorted, at most about 50 of them.
///
/// Two mentions may be compared when they share a key: the action with a participant, name, place or object word, with
/// two of them, with a rare word of the article's subject, or with a near-identical sentence. Complexity: linear in the
/// keys.
pub fn block_keys(features: &Features) -> Vec<BlockKey> {
    let mut found = Vec::with_capacity(32);
    keys(features, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// Where the mention stands in each of its blocks: bytes that sort as [`link`](super::link) orders a block, by which an
/// engine cuts a block that is too large for one machine.
pub fn block_place(features: &Features) -> [u8; Place::BYTES] {
    Place::of(features).bytes()
}

/// Adds the keys of a mention; one may come twice.
pub(super) fn keys(f: &Features, keys: &mut Vec<BlockKey>) {
    let (alone, together) = (Kind::new(1, f.action), Kind::new(2, f.action));
    let who = participants(f);
    let what = who.iter().chain(f.object.iter().take(EACH_AT_MOST)).chain(f.place.iter().take(2));
    keys.extend(what.map(|key| alone.key(*key, 0)));
    pairs(f, &who, together, keys);
    if !f.say && !f.generic {
        let names =
            f.wording.words.words.iter().filter(|(_, weight)| *weight == Weight::Name).take(EACH_AT_MOST);
        keys.extend(names.map(|(name, _)| alone.key(*name, 0)));
        let topic = Kind::new(3, f.action);
        keys.extend(f.topic.iter().take(EACH_AT_MOST).map(|word| topic.key(*word, 0)));
    }
    if f.wording.sketch.least() != 0 {
        keys.push(Kind::new(4, f.action).key(f.wording.sketch.least(), 0));
    }
}

/// What the keys of one kind of one action have in common.
#[derive(Clone, Copy)]
struct Kind {
    action: u64,
    hash: StableHash,
}

impl Kind {
    fn new(kind: u64, action: u32) -> Self {
        let hash = StableHash::default().number(kind).number(u64::from(action));
        Self { action: BlockKey::of_action(action), hash }
    }

    #[inline]
    fn key(self, a: u32, b: u32) -> BlockKey {
        let hash = self.hash.number(u64::from(a) << 32 | u64::from(b)).finish();
        BlockKey(self.action | hash >> (u64::BITS - BlockKey::BITS + BlockKey::ACTION_BITS))
    }
}

/// The participants by name, and the states behind them.
fn participants(f: &Features) -> Vec<u32> {
    let mut who: Vec<u32> = Vec::with_capacity(2 * f.people().len());
    who.extend(f.people().iter().flat_map(|p| [p.key(), p.state]).filter(|key| *key != 0));
    who.sort_unstable();
    who.dedup();
    who.truncate(EACH_AT_MOST);
    who
}

fn pairs(f: &Features, who: &[u32], together: Kind, keys: &mut Vec<BlockKey>) {
    for (at, a) in who.iter().enumerate() {
        let others = who.iter().skip(at + 1).chain(f.object.iter().take(EACH_AT_MOST));
        keys.extend(others.map(|b| together.key(*a.min(b), *a.max(b))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linking::Mention;

    fn place(mention: &Mention) -> [u8; Place::BYTES] {
        block_place(&Features::of(mention))
    }

    /// Days before and after the common era, the same day, an open end.
    #[test]
    fn places_sort_as_blocks_do() {
        let day = |text: &str| Some(text.parse().expect("a day"));
        let days = [day("-0043-03-15"), day("1999-12-31"), day("2021-05-04"), None];
        let mut mentions = Vec::new();
        for (earliest, latest) in days.into_iter().flat_map(|first| days.map(|last| (first, last))) {
            mentions.extend([("a", 0), ("a", 300), ("b", 7)].map(|(article, index)| Mention {
                article: article.into(),
                index,
                earliest,
                latest,
                ..Mention::default()
            }));
        }
        for a in &mentions {
            for b in &mentions {
                let places = Place::of(&Features::of(a)).cmp(&Place::of(&Features::of(b)));
                assert_eq!(place(a).cmp(&place(b)), places, "{a:?} {b:?}");
            }
        }
    }
}
