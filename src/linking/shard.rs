//! Linking divided among machines: which blocks each of them compares.
//!
//! Knows keys, places and how many mentions there are of which action. Does not know machines.
//!
//! All keys of a mention begin with the same bits, those of its action, so that a range of keys holds mentions whole: of a mention
//! goes one copy to one shard, but for actions of so many mentions that they fill several. And a shard that holds all mentions of an
//! action knows which of them are one event, so that few of their edges need to leave it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::block::{BlockKey, Place, article_hash, keys};
use super::blocks::Part;
use super::edge::{Bond, Bonds};
use super::features::Features;
use super::group::deciding;
use super::pairs::compare;
use super::pool::Pool;

/// What one machine compares: the blocks of a range of keys, and of these the mentions of a range of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// The keys, the end left out.
    pub keys: Range<u64>,
    /// The first place in a block; see [`block_place`](super::block_place).
    pub first: [u8; Place::BYTES],
    /// The last place in a block.
    pub last: [u8; Place::BYTES],
}

/// A block of very many mentions and the stretches in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HotBlock {
    /// Its key.
    pub key: u64,
    /// First and last place of each stretch; each holds the first [`WINDOW`](super::WINDOW) mentions of the next as well.
    pub stretches: Vec<([u8; Place::BYTES], [u8; Place::BYTES])>,
}

/// How many actions [`bucket`] tells apart.
pub const BUCKETS: usize = 1 << BlockKey::ACTION_BITS;
/// Keys of one bucket.
const KEYS: u64 = 1 << (BlockKey::BITS - BlockKey::ACTION_BITS);

/// The first bits of all keys of a mention: less than [`BUCKETS`].
pub fn bucket(features: &Features) -> usize {
    (BlockKey::of_action(features.action) / KEYS) as usize
}

/// Divides the linking of all mentions into about `shards` shards of like size, sorted. `weights` tells how many mentions each
/// [`bucket`] has; one of `whole` or fewer is not divided, so that its shard can [decide](Shard::link) on it. Hot blocks are
/// shards of their own.
///
/// The edges of all shards give the events of one run over all mentions, whatever the number of shards.
pub fn plan(weights: &[u64], shards: usize, whole: u64, hot: &[HotBlock]) -> Vec<Shard> {
    let mut cuts = ends(weights, shards, whole);
    cuts.extend(hot.iter().flat_map(|block| [block.key, block.key + 1]));
    cuts.extend([0, KEYS * BUCKETS as u64]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut planned = Vec::with_capacity(cuts.len());
    for (low, high) in cuts.iter().zip(cuts.iter().skip(1)) {
        let of = |(first, last)| Shard { keys: *low..*high, first, last };
        match hot.iter().find(|block| block.key == *low) {
            Some(block) => planned.extend(block.stretches.iter().copied().map(of)),
            None => planned.push(of(([0; Place::BYTES], [u8::MAX; Place::BYTES]))),
        }
    }
    planned.sort_unstable_by_key(|task| (task.keys.start, task.first));
    planned
}

/// Keys at which shards begin, so that each has about its share of the mentions; within a bucket keys are even.
fn ends(weights: &[u64], shards: usize, whole: u64) -> Vec<u64> {
    let share = weights.iter().sum::<u64>().div_ceil(shards.max(1) as u64).max(1);
    let (mut ends, mut held) = (Vec::new(), 0);
    for (bucket, weight) in (0..).zip(weights.iter().take(BUCKETS)) {
        let start = bucket * KEYS;
        if held > 0 && held + weight > share {
            ends.push(start);
            held = 0;
        }
        let pieces = weight.div_ceil(share.max(whole));
        ends.extend((1..pieces).map(|piece| start + KEYS / pieces * piece));
        held += weight / pieces.max(1);
    }
    ends
}

/// For each bucket the shard that holds all its mentions, by its place in the list; none where they are divided among several.
pub fn whole_buckets(shards: &[Shard]) -> Vec<Option<u32>> {
    let holder =
        |bucket| (0..).zip(shards).find(|(_, shard)| shard.is_whole(bucket)).map(|(number, _)| number);
    (0..BUCKETS as u64).map(holder).collect()
}

/// To which shards each mention goes: pairs of shard and mention by their places in the lists, sorted, each once.
/// `shards` are sorted, as [`plan`] gives them.
pub fn route(features: &[Features], shards: &[Shard]) -> Vec<(u32, u32)> {
    let mut ways = Vec::new();
    let mut own = Vec::new();
    for (at, f) in (0..).zip(features) {
        own.clear();
        keys(f, &mut own);
        let place = Place::of(f).bytes();
        for BlockKey(key) in &own {
            let from = shards.partition_point(|shard| shard.keys.end <= *key);
            let holding = (from as u32..).zip(shards.get(from..).unwrap_or_default());
            let holding = holding.take_while(|(_, shard)| shard.keys.start <= *key);
            let there = holding.filter(|(_, shard)| shard.first <= place && place <= shard.last);
            ways.extend(there.map(|(number, _)| (number, at)));
        }
    }
    ways.sort_unstable();
    ways.dedup();
    ways
}

impl Shard {
    /// The edges between the mentions of this shard, each pair once, by the ids of the mentions, of which `order` is the
    /// canonical order. A pair that meets in several shards has the same edge in each. Where the shard holds all mentions of a
    /// bucket, it decides on them: of the edges between them it gives those that [did](deciding).
    ///
    /// Complexity: near-linear in mentions, as [`link_all`](super::link_all) and [`group`](super::group).
    pub fn link(&self, features: &impl Pool, order: &[u32]) -> Bonds {
        let own = |f: &Features, found: &mut Vec<BlockKey>| {
            keys(f, found);
            found.retain(|key| self.keys.contains(&key.0));
        };
        let found = compare(features, Part::all(features.len()), own).sorted().edges;
        let is_whole = |e: &super::Edge| features.get(e.a).is_some_and(|f| self.is_whole(bucket(&f) as u64));
        let (whole, open): (Vec<_>, Vec<_>) = found.into_iter().partition(is_whole);
        let id = |place: u32| features.get(place).map(|f| f.id).unwrap_or_default();
        let bond = |e: super::Edge| {
            let (a, b) = (id(e.a), id(e.b));
            let (a, b, kind) = if a <= b { (a, b, e.kind) } else { (b, a, e.kind.turned()) };
            Bond { a, b, kind, score: e.score, reasons: e.reasons }
        };
        let bonds = |edges: Vec<super::Edge>| edges.into_iter().map(bond).collect();
        Bonds { decided: bonds(deciding(features, order, whole)), open: bonds(open) }
    }

    /// True where all mentions of the bucket are in this shard, with all their keys.
    fn is_whole(&self, bucket: u64) -> bool {
        let all = self.first == [0; Place::BYTES] && self.last == [u8::MAX; Place::BYTES];
        all && self.keys.start <= bucket * KEYS && (bucket + 1) * KEYS <= self.keys.end
    }
}

/// The canonical order of mentions of which only this is known. `articles` are the ids of their articles; the mentions of one
/// article follow each other as they stand in it.
pub fn canonical(features: &[Features], articles: &[&str]) -> Vec<u32> {
    let ids: FxHashMap<u64, &str> = articles.iter().map(|id| (article_hash(id), *id)).collect();
    let mut keys: Vec<_> = (0..)
        .zip(features)
        .map(|(at, f)| (f.published.is_none(), f.published, ids.get(&f.id.article), at))
        .collect();
    keys.sort_unstable();
    keys.into_iter().map(|(.., at)| at).collect()
}
