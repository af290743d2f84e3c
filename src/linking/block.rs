//! Which mentions are worth comparing: those that share a block key.
//!
//! Knows features only. A pair without a common key is never compared, so each mention has several keys, each made of
//! the action and one or two more things that two tellings of one event tend to share.

use super::features::{Days, Features};
use super::hash::StableHash;
use super::mention::Mention;
use super::words::Weight;

/// The number of a block; the same on every machine and in every run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockKey(pub u64);

/// Days in a time bucket.
const BUCKET: i32 = 64;
/// A mention stands in no more than so many time buckets; vaguer ones meet by keys without time.
const BUCKETS_AT_MOST: usize = 3;
/// How many participants, object words, names and topic words make keys.
const EACH_AT_MOST: usize = 6;

/// The blocks in which a mention may meet another mention of its event, sorted, at most about 60 of them.
///
/// Two mentions are compared when they share a key: the action with a participant, name, place or object word in the
/// same two months, the action with two of them at any time, the action with a rare word of the article's subject,
/// or a near-identical sentence. Complexity: linear in the mention's strings.
pub fn block_keys(mention: &Mention) -> Vec<BlockKey> {
    let mut found = Vec::with_capacity(32);
    keys(&Features::of(mention), &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// Adds the keys of a mention; one may come twice.
pub(super) fn keys(f: &Features, keys: &mut Vec<BlockKey>) {
    let who = participants(f);
    let buckets = buckets(f);
    for key in who.iter().chain(f.object.iter().take(EACH_AT_MOST)).chain(f.place.iter().take(2)) {
        keys.extend(buckets.iter().map(|b| make(1, f.action, *key, *b)));
    }
    pairs(f, &who, keys);
    if !f.say && !f.generic {
        let names =
            f.wording.words.words.iter().filter(|(_, weight)| *weight == Weight::Name).take(EACH_AT_MOST);
        for (name, _) in names {
            keys.extend(buckets.iter().map(|b| make(1, f.action, *name, *b)));
        }
        keys.extend(f.topic.iter().take(EACH_AT_MOST).map(|word| make(3, f.action, *word, 0)));
    }
    if f.wording.sketch.least() != 0 {
        keys.push(make(4, f.action, f.wording.sketch.least(), 0));
    }
}

fn make(kind: u64, action: u32, a: u32, b: u32) -> BlockKey {
    let key = StableHash::default().number(kind).number(u64::from(action));
    BlockKey(key.number(u64::from(a) << 32 | u64::from(b)).finish())
}

/// The participants by name, and the states behind them.
fn participants(f: &Features) -> Vec<u32> {
    let mut who: Vec<u32> =
        f.people().iter().flat_map(|p| [p.key(), p.state]).filter(|key| *key != 0).collect();
    who.sort_unstable();
    who.dedup();
    who.truncate(EACH_AT_MOST);
    who
}

fn pairs(f: &Features, who: &[u32], keys: &mut Vec<BlockKey>) {
    for (at, a) in who.iter().enumerate() {
        let others = who.iter().skip(at + 1).chain(f.object.iter().take(EACH_AT_MOST));
        keys.extend(others.map(|b| make(2, f.action, *a.min(b), *a.max(b))));
    }
}

/// The two-month buckets in which the event may lie; news tell mostly what happened in the two months before.
fn buckets(f: &Features) -> Vec<u32> {
    let known = f.bounds.last.min(f.published.unwrap_or(i32::MAX).saturating_add(3));
    let days = match f.stated {
        Some(days) => Days { first: days.first.saturating_sub(3), last: days.last.saturating_add(3) },
        None if known == i32::MAX => return vec![0],
        None => Days { first: f.bounds.first.max(known.saturating_sub(BUCKET)).min(known), last: known },
    };
    let (first, last) = (days.first.div_euclid(BUCKET), days.last.div_euclid(BUCKET));
    (first..=last).take(BUCKETS_AT_MOST).map(|bucket| bucket as u32).collect()
}
