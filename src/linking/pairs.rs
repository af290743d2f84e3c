//! Comparing the mentions of a block, and of all blocks of a run.
//!
//! Knows who stands near whom. What two have in common, `score.rs` says.

use super::block::{BlockKey, Place, keys};
use super::blocks::{Blocks, Part};
use super::edge::{Edge, judge};
use super::features::Features;
use super::pool::Pool;
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
pub fn link(block: &impl Pool) -> Vec<Edge> {
    compare(block, Part::all(block.len()), |_, keys| keys.push(BlockKey(0))).sorted().edges
}

/// The edges between all mentions of a run: exactly those that [`link`] gives for each of their
/// [blocks](super::block_keys), each pair once.
///
/// Does not depend on the order of the mentions. Complexity: near-linear, at most about 50 keys a mention and 16
/// comparisons a key.
pub fn link_all(features: &impl Pool) -> Links {
    compare(features, Part::all(features.len()), keys).sorted()
}

impl Links {
    /// The same with the edges sorted, each once.
    pub(super) fn sorted(mut self) -> Self {
        self.edges.sort_unstable_by_key(|e| (e.a, e.b));
        self.edges.dedup_by_key(|e| (e.a, e.b));
        self
    }
}

/// Compares the pairs that stand near each other in a block, each once a part; the edges come in no order, and one that two
/// parts find comes twice. `keys` gives the blocks of a mention.
pub(super) fn compare(
    features: &impl Pool,
    parts: impl Iterator<Item = Part>,
    keys: impl Fn(&Features, &mut Vec<BlockKey>),
) -> Links {
    let order = by_time(features);
    let stories = Stories::new(features.len());
    let mut found = Links::default();
    for part in parts {
        let blocks = Blocks::of(features, &order, part, &keys);
        compare_blocks(features, &order, &blocks, &stories, &mut found);
    }
    found
}

/// The places of mentions in the order in which they stand in their blocks.
fn by_time(features: &impl Pool) -> Vec<u32> {
    let places = (0..features.len() as u32).filter_map(|at| Some((Place::of(&*features.get(at)?), at)));
    let mut order: Vec<(Place, u32)> = places.collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

fn compare_blocks(
    features: &impl Pool,
    order: &[u32],
    blocks: &Blocks,
    stories: &Stories,
    found: &mut Links,
) {
    found.hot_blocks += blocks.hot;
    let mut seen = vec![u32::MAX; order.len()];
    let at = |rank: u32| order.get(rank as usize).and_then(|at| Some((*at, features.get(*at)?)));
    for rank in 0..order.len() as u32 {
        let Some((a, fa)) = at(rank) else { continue };
        for other in blocks.neighbours(rank) {
            let Some(mark) = seen.get_mut(other as usize) else { continue };
            if std::mem::replace(mark, rank) == rank {
                continue;
            }
            found.compared += 1;
            if let Some((b, fb)) = at(other)
                && let Some((kind, tally)) = judge(&fa, &fb, stories)
            {
                found.edges.push(Edge::between(a, b, kind, tally.points, tally.reasons));
            }
        }
    }
}
