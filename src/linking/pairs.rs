//! Comparing the mentions of a block, and all blocks of a run.

use super::block::{BlockKey, keys};
use super::blocks::Blocks;
use super::cluster::cluster;
use super::conflict::{never, realises};
use super::features::{Features, Maker};
use super::mention::Mention;
use super::reason::Reasons;
use super::score::{ENOUGH, Stories, TOLERABLE, UNFIT, are_rivals, is_enough, score, score_as_done};

/// A mention is compared with so many others that follow it in time, those of its smallest blocks first.
const COMPARED_AT_MOST: usize = 128;

/// Two mentions of one event, by their places in the list that was linked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The lower place.
    pub a: u32,
    /// The higher place.
    pub b: u32,
    /// The points it earned; more is surer, 5.5 is enough.
    pub score: f32,
    /// What earned or cost points.
    pub reasons: Reasons,
}

/// A planned event and the event that made it true, by their groups in [`Linked::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Realisation {
    /// What happened.
    pub fact: usize,
    /// What had been announced.
    pub plan: usize,
}

/// The events of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// The mentions of each event, by their places in the list, in canonical order.
    pub groups: Vec<Vec<usize>>,
    /// Which event made which announced event true.
    pub realised: Vec<Realisation>,
    /// Events that would be one, did they not count the same people differently; each pair once.
    pub rivals: Vec<(usize, usize)>,
    /// Blocks that held more mentions than are compared with each other, so that pairs far apart in time may have
    /// been passed over.
    pub hot_blocks: usize,
    /// How many pairs were compared: the work that was done.
    pub compared: usize,
}

/// The pairs of a block that are one event.
///
/// Pure; the set of pairs does not depend on the order of `block`. Hot blocks are cut deterministically: the mentions
/// are put in order of time and each is compared with the next 32. Complexity: O(n log n + 32 n).
pub fn link(block: &[Mention]) -> Vec<Edge> {
    let order = canonical(block);
    let mut edges = compare(block, &order, |_, keys| keys.push(BlockKey(0))).1.edges;
    let original = |at: u32| order.get(at as usize).map_or(at, |at| *at as u32);
    for edge in &mut edges {
        let (a, b) = (original(edge.a), original(edge.b));
        (edge.a, edge.b) = (a.min(b), a.max(b));
    }
    edges.sort_by_key(|e| (e.a, e.b));
    edges
}

/// Groups all mentions into events: [`block_keys`](super::block_keys), [`link`] in each block, [`cluster`].
///
/// Independent of the order of `mentions` (groups hold the same mentions). Complexity: near-linear, at most about
/// 60 keys and 128 comparisons a mention.
pub fn link_all(mentions: &[Mention]) -> Linked {
    let order = canonical(mentions);
    let (features, found) = compare(mentions, &order, keys);
    let groups = cluster(features.len(), &found.edges, |a, b| fit(&features, &found.stories, a, b));
    let of = group_of(&groups, features.len());
    let (realised, rivals) = (realised(&found.plans, &of), rivals(&found.rivals, &of));
    let original = |at: &usize| order.get(*at).copied().unwrap_or(*at);
    let groups = groups.iter().map(|group| group.iter().map(original).collect()).collect();
    Linked { groups, realised, rivals, hot_blocks: found.hot, compared: found.compared }
}

#[derive(Default)]
struct Found {
    edges: Vec<Edge>,
    plans: Vec<(u32, u32)>,
    rivals: Vec<(u32, u32)>,
    hot: usize,
    compared: usize,
    stories: Stories,
}

/// The places of the mentions in canonical order.
fn canonical(mentions: &[Mention]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by(|a, b| match (mentions.get(*a), mentions.get(*b)) {
        (Some(x), Some(y)) => x.canonical_order(y),
        _ => a.cmp(b),
    });
    order
}

/// The places of mentions in order of time: in a hot block only neighbours in time are compared.
fn by_time(features: &[Features]) -> Vec<u32> {
    let bounds = features.iter().map(|f| (f.bounds.last, f.bounds.first));
    let mut order: Vec<((i32, i32), u32)> = bounds.zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

/// Compares all pairs of `mentions`, taken in `canonical` order, that share a block key, each pair once. `keys` gives
/// the blocks of a mention. Returns the features and what was found, by places in that order.
fn compare(
    mentions: &[Mention],
    canonical: &[usize],
    keys: impl Fn(&Features, &mut Vec<BlockKey>),
) -> (Vec<Features>, Found) {
    let mut maker = Maker::default();
    let told = || canonical.iter().filter_map(|at| mentions.get(*at));
    let mut features: Vec<Features> = told().map(|m| maker.features(m)).collect();
    let order = by_time(&features);
    let blocks = Blocks::of(&features, &order, keys);
    for (rank, at) in (0..).zip(&order) {
        let at = *at as usize;
        if let (true, Some(f), Some(m)) =
            (blocks.holds(rank), features.get_mut(at), canonical.get(at).and_then(|at| mentions.get(*at)))
        {
            f.complete(m);
        }
    }
    let found = compare_blocks(&features, &order, &blocks);
    (features, found)
}

fn compare_blocks(features: &[Features], order: &[u32], blocks: &Blocks) -> Found {
    let stories = Stories::new(features.len());
    let mut found = Found { hot: blocks.hot, stories, ..Found::default() };
    let mut seen = vec![u32::MAX; order.len()];
    let place = |rank: u32| order.get(rank as usize).copied().unwrap_or(0);
    for rank in 0..order.len() as u32 {
        let mut left = COMPARED_AT_MOST;
        for other in blocks.neighbours(rank) {
            let Some(mark) = seen.get_mut(other as usize) else { continue };
            if std::mem::replace(mark, rank) == rank {
                continue;
            }
            let (a, b) = (place(rank).min(place(other)), place(rank).max(place(other)));
            if let (Some(fa), Some(fb)) = (features.get(a as usize), features.get(b as usize)) {
                consider(a, fa, b, fb, &mut found);
            }
            left -= 1;
            if left == 0 {
                break;
            }
        }
    }
    found
}

fn consider(a: u32, fa: &Features, b: u32, fb: &Features, found: &mut Found) {
    found.compared += 1;
    if fa.reality != fb.reality {
        if fa.action == fb.action && !fa.generic {
            plan(a, fa, b, fb, found);
        }
        return;
    }
    if let Some(tally) = score(fa, fb, ENOUGH, &found.stories).filter(is_enough) {
        found.edges.push(Edge { a, b, score: tally.points, reasons: tally.reasons });
    } else if fa.article != fb.article && are_rivals(fa, fb, &found.stories) {
        found.rivals.push((a, b));
    }
}

/// A fact and a plan of the same action between the same people.
fn plan(a: u32, fa: &Features, b: u32, fb: &Features, found: &mut Found) {
    let (fact, ff, plan, fp) = if realises(fa, fb) {
        (a, fa, b, fb)
    } else if realises(fb, fa) {
        (b, fb, a, fa)
    } else {
        return;
    };
    if score_as_done(ff, fp, &found.stories).is_some_and(|tally| is_enough(&tally)) {
        found.plans.push((fact, plan));
    }
}

/// How well two mentions fit into one group; `None` when they must not stand in one although a chain of edges leads from
/// one to the other.
fn fit(features: &[Features], stories: &Stories, a: usize, b: usize) -> Option<f32> {
    let (a, b) = features.get(a).zip(features.get(b))?;
    if never(a, b) {
        return None;
    }
    let points = score(a, b, TOLERABLE - UNFIT, stories).map_or(TOLERABLE - UNFIT, |tally| tally.points);
    Some((points - TOLERABLE).clamp(-UNFIT, UNFIT))
}

/// The group of each member.
fn group_of(groups: &[Vec<usize>], n: usize) -> impl Fn(u32) -> usize {
    let mut group_of = vec![0; n];
    for (number, group) in groups.iter().enumerate() {
        for member in group {
            if let Some(slot) = group_of.get_mut(*member) {
                *slot = number;
            }
        }
    }
    move |place| group_of.get(place as usize).copied().unwrap_or(0)
}

fn realised(plans: &[(u32, u32)], of: impl Fn(u32) -> usize) -> Vec<Realisation> {
    let mut all: Vec<Realisation> =
        plans.iter().map(|(fact, plan)| Realisation { fact: of(*fact), plan: of(*plan) }).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Pairs of groups that differ in numbers only. Those that other mentions have brought together are one event after all.
fn rivals(pairs: &[(u32, u32)], of: impl Fn(u32) -> usize) -> Vec<(usize, usize)> {
    let sorted = |(a, b): &(u32, u32)| (of(*a).min(of(*b)), of(*a).max(of(*b)));
    let mut all: Vec<(usize, usize)> = pairs.iter().map(sorted).filter(|(a, b)| a != b).collect();
    all.sort_unstable();
    all.dedup();
    all
}
