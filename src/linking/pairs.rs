//! Comparing the mentions of a block, and all blocks of a run.

use super::block::{BlockKey, keys};
use super::cluster::cluster;
use super::conflict::{never, realises};
use super::features::{Features, Maker};
use super::mention::Mention;
use super::score::{ENOUGH, Stories, TOLERABLE, UNFIT, is_enough, score, score_as_done};

/// In a block of more mentions than this, each is compared with the following so many only.
const WINDOW: usize = 32;

/// Two mentions of one event, by their places in the list that was linked.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The lower place.
    pub a: usize,
    /// The higher place.
    pub b: usize,
    /// The points it earned; more is surer, 5.5 is enough.
    pub score: f32,
    /// What earned them, in the order of the checks.
    pub reasons: Vec<&'static str>,
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
    let original = |at: usize| order.get(at).copied().unwrap_or(at);
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
/// 60 keys a mention and 32 comparisons a key.
pub fn link_all(mentions: &[Mention]) -> Linked {
    let order = canonical(mentions);
    let (features, found) = compare(mentions, &order, keys);
    let groups = cluster(features.len(), &found.edges, |a, b| fit(&features, &found.stories, a, b));
    let realised = realised(&groups, features.len(), &found.plans);
    let original = |at: &usize| order.get(*at).copied().unwrap_or(*at);
    let groups = groups.iter().map(|group| group.iter().map(original).collect()).collect();
    Linked { groups, realised, hot_blocks: found.hot, compared: found.compared }
}

#[derive(Default)]
struct Found {
    edges: Vec<Edge>,
    plans: Vec<(usize, usize)>,
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
fn by_time(features: &[Features]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..features.len()).collect();
    order.sort_by_cached_key(|at| (features.get(*at).map(|f| (f.bounds.last, f.bounds.first)), *at));
    order
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
    let table = shared_keys(&features, &order, keys);
    let blocks = Blocks::new(&table, features.len());
    for (rank, at) in (0..).zip(&order) {
        if let (true, Some(f), Some(m)) =
            (blocks.holds(rank), features.get_mut(*at), canonical.get(*at).and_then(|at| mentions.get(*at)))
        {
            f.complete(m);
        }
    }
    let found = compare_blocks(&features, &order, &blocks);
    (features, found)
}

fn compare_blocks(features: &[Features], order: &[usize], blocks: &Blocks<'_>) -> Found {
    let mut found = Found { hot: blocks.hot, ..Found::default() };
    let mut seen = vec![u32::MAX; order.len()];
    let place = |rank: u32| order.get(rank as usize).copied().unwrap_or(0);
    for rank in 0..order.len() as u32 {
        for other in blocks.neighbours(rank) {
            let Some(mark) = seen.get_mut(other as usize) else { continue };
            if std::mem::replace(mark, rank) == rank {
                continue;
            }
            let (a, b) = (place(rank).min(place(other)), place(rank).max(place(other)));
            if let (Some(fa), Some(fb)) = (features.get(a), features.get(b)) {
                consider(a, fa, b, fb, &mut found);
            }
        }
    }
    found
}

/// The keys that more than one mention has, with the places of these mentions in `order`, sorted. Keys are counted by
/// a few of their bits first: most of them nobody shares, and these need no sorting.
fn shared_keys(
    features: &[Features],
    order: &[usize],
    keys: impl Fn(&Features, &mut Vec<BlockKey>),
) -> Vec<(BlockKey, u32)> {
    let mut all: Vec<BlockKey> = Vec::with_capacity(features.len() * 24);
    let mut ends: Vec<usize> = Vec::with_capacity(order.len());
    for f in order.iter().filter_map(|at| features.get(*at)) {
        keys(f, &mut all);
        ends.push(all.len());
    }
    let mut counts = vec![0u8; (all.len() * 4).next_power_of_two()];
    let mask = counts.len() - 1;
    for key in &all {
        if let Some(count) = counts.get_mut(key.0 as usize & mask) {
            *count = count.saturating_add(1);
        }
    }
    let mut table = Vec::new();
    let mut start = 0;
    for (rank, end) in (0u32..).zip(ends) {
        let own = all.get(start..end).unwrap_or_default();
        let shared = |key: &&BlockKey| counts.get(key.0 as usize & mask).is_some_and(|count| *count > 1);
        table.extend(own.iter().filter(shared).map(|key| (*key, rank)));
        start = end;
    }
    table.sort_unstable();
    table.dedup();
    table
}

/// The sorted table of keys, and where each mention stands in it.
struct Blocks<'t> {
    table: &'t [(BlockKey, u32)],
    /// For each mention the range of its places in `places`; one more at the end.
    starts: Vec<u32>,
    places: Vec<u32>,
    /// Blocks of more mentions than are compared with each other.
    hot: usize,
}

impl<'t> Blocks<'t> {
    /// A counting sort of the table by mention: linear.
    fn new(table: &'t [(BlockKey, u32)], mentions: usize) -> Self {
        let hot = table.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > WINDOW).count();
        let mut starts = vec![0u32; mentions + 1];
        for (_, rank) in table {
            if let Some(count) = starts.get_mut(*rank as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut places = vec![0u32; table.len()];
        for (at, (_, rank)) in (0..).zip(table) {
            if let Some(slot) = next.get_mut(*rank as usize)
                && let Some(place) = places.get_mut(*slot as usize)
            {
                *place = at;
                *slot += 1;
            }
        }
        Self { table, starts, places, hot }
    }

    /// True for a mention that has a key at all.
    fn holds(&self, rank: u32) -> bool {
        self.starts.get(rank as usize) < self.starts.get(rank as usize + 1)
    }

    /// The mentions that follow this one in its blocks, up to [`WINDOW`] a block; one may come several times.
    fn neighbours(&self, rank: u32) -> impl Iterator<Item = u32> {
        let start = self.starts.get(rank as usize).copied().unwrap_or(0) as usize;
        let end = self.starts.get(rank as usize + 1).copied().unwrap_or(0) as usize;
        self.places.get(start..end).unwrap_or_default().iter().flat_map(|at| {
            let rest = self.table.get(*at as usize..).unwrap_or_default();
            let key = rest.first().map(|(key, _)| *key);
            rest.iter().skip(1).take(WINDOW).take_while(move |(k, _)| Some(*k) == key).map(|(_, rank)| *rank)
        })
    }
}

fn consider(a: usize, fa: &Features, b: usize, fb: &Features, found: &mut Found) {
    found.compared += 1;
    if fa.reality != fb.reality {
        if fa.action == fb.action && !fa.generic {
            plan(a, fa, b, fb, found);
        }
        return;
    }
    if let Some(tally) = score(fa, fb, ENOUGH, &found.stories).filter(is_enough) {
        found.edges.push(Edge { a, b, score: tally.points, reasons: tally.reasons().to_vec() });
    }
}

/// A fact and a plan of the same action between the same people.
fn plan(a: usize, fa: &Features, b: usize, fb: &Features, found: &mut Found) {
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

fn realised(groups: &[Vec<usize>], n: usize, plans: &[(usize, usize)]) -> Vec<Realisation> {
    let mut group_of = vec![0; n];
    for (number, group) in groups.iter().enumerate() {
        for member in group {
            if let Some(slot) = group_of.get_mut(*member) {
                *slot = number;
            }
        }
    }
    let of = |place: usize| group_of.get(place).copied().unwrap_or(0);
    let mut all: Vec<Realisation> =
        plans.iter().map(|(fact, plan)| Realisation { fact: of(*fact), plan: of(*plan) }).collect();
    all.sort_unstable();
    all.dedup();
    all
}
