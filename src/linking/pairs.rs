//! Comparing the mentions of a block, and of all blocks of a run.

use super::block::{BlockKey, Place, keys};
use super::blocks::{Blocks, Part};
use super::edge::{Edge, judge};
use super::features::{Features, Maker};
use super::mention::Mention;
use super::score::Stories;

/// What comparing found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// Mentions that belong together, by their places in the list, sorted, each pair once.
    pub edges: Vec<Edge>,
    /// Blocks that held more mentions than are compared with each other, so that pairs far apart in time may have
    /// been passed over.
    pub hot_blocks: usize,
    /// How many pairs were compared: the work that was done.
    pub compared: usize,
}

/// The edges between the mentions of one block.
///
/// Pure; the set of edges does not depend on the order of `block`, the features of its mentions. They are put in order of
/// time and each is compared with the next 16. Complexity: O(n log n + 16 n).
pub fn link(block: &[Features]) -> Vec<Edge> {
    compare(&mut block.to_vec(), Part::all(block.len()), |_, keys| keys.push(BlockKey(0)), |_, _| {}).edges
}

/// The edges between all mentions of a run: exactly those that [`link`] gives for each of their
/// [blocks](super::block_keys), each pair once.
///
/// Does not depend on the order of `mentions`. Complexity: near-linear, at most about 50 keys a mention and 16
/// comparisons a key.
pub fn link_all(mentions: &[Mention]) -> Links {
    compare_mentions(mentions, Part::all(mentions.len()), keys)
}

/// [`link_all`] of mentions whose features are known.
#[cfg(feature = "store")]
pub(crate) fn link_features(features: &mut [Features]) -> Links {
    compare(features, Part::all(features.len()), keys, |_, _| {})
}

/// Compares the pairs of `mentions` that stand near each other in a block. `keys` gives the blocks of a mention.
pub(super) fn compare_mentions(
    mentions: &[Mention],
    parts: impl Iterator<Item = Part>,
    keys: impl Fn(&Features, &mut Vec<BlockKey>),
) -> Links {
    let mut maker = Maker::default();
    let mut features: Vec<Features> = mentions.iter().map(|m| maker.features(m)).collect();
    compare(&mut features, parts, keys, |at, f| mentions.get(at).into_iter().for_each(|m| f.complete(m)))
}

/// Compares pairs, each once a part; `complete` is called for each mention that stands in a block with another one.
pub(super) fn compare(
    features: &mut [Features],
    parts: impl Iterator<Item = Part>,
    keys: impl Fn(&Features, &mut Vec<BlockKey>),
    complete: impl Fn(usize, &mut Features),
) -> Links {
    let order = by_time(features);
    let stories = Stories::new(features.len());
    let mut found = Links::default();
    for part in parts {
        let blocks = Blocks::of(features, &order, part, &keys);
        for (rank, at) in (0..).zip(&order) {
            let met = features.get_mut(*at as usize).filter(|_| blocks.holds(rank));
            met.into_iter().for_each(|f| complete(*at as usize, f));
        }
        compare_blocks(features, &order, &blocks, &stories, &mut found);
    }
    found.edges.sort_unstable_by_key(|e| (e.a, e.b));
    found.edges.dedup_by_key(|e| (e.a, e.b));
    found
}

/// The places of mentions in the order in which they stand in their blocks.
fn by_time(features: &[Features]) -> Vec<u32> {
    let mut order: Vec<(Place, u32)> = features.iter().map(Place::of).zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

fn compare_blocks(
    features: &[Features],
    order: &[u32],
    blocks: &Blocks,
    stories: &Stories,
    found: &mut Links,
) {
    found.hot_blocks += blocks.hot;
    let mut seen = vec![u32::MAX; order.len()];
    let at = |rank: u32| order.get(rank as usize).and_then(|at| Some((*at, features.get(*at as usize)?)));
    for rank in 0..order.len() as u32 {
        for other in blocks.neighbours(rank) {
            let Some(mark) = seen.get_mut(other as usize) else { continue };
            if std::mem::replace(mark, rank) == rank {
                continue;
            }
            found.compared += 1;
            if let (Some((a, fa)), Some((b, fb))) = (at(rank), at(other))
                && let Some((kind, tally)) = judge(fa, fb, stories)
            {
                found.edges.push(Edge::between(a, b, kind, tally.points, tally.reasons));
            }
        }
    }
}
