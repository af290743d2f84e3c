//! Comparing the mentions of a block, and all blocks of a run.

use super::block::{BlockKey, keys};
use super::cluster::cluster;
use super::conflict::realises;
use super::features::Features;
use super::mention::Mention;
use super::score::{TOLERABLE, Tally, is_enough, score};
use super::words::{Sketch, words};

/// In a block of more mentions than this, each is compared with the following so many only.
const WINDOW: usize = 48;

/// Two mentions of one event, by their places in the list that was linked.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The lower place.
    pub a: usize,
    /// The higher place.
    pub b: usize,
    /// The points it earned; more is surer, 6 is enough.
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
}

/// The pairs of a block that are one event.
///
/// Pure; the set of pairs does not depend on the order of `block`. Hot blocks are cut deterministically: the mentions
/// are put in order of time and each is compared with the next 48. Complexity: O(n log n + 48 n).
pub fn link(block: &[Mention]) -> Vec<Edge> {
    let features: Vec<Features> = block.iter().map(Features::of).collect();
    let order = canonical(block);
    let places: Vec<usize> = (0..order.len()).collect();
    let sorted: Vec<&Features> = order.iter().filter_map(|at| features.get(*at)).collect();
    let mut found = Found::default();
    compare(&sorted, &places, &mut found);
    let original = |at: usize| order.get(at).copied().unwrap_or(at);
    let mut edges: Vec<Edge> = found.edges;
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
/// 60 keys a mention and 48 comparisons a key.
pub fn link_all(mentions: &[Mention]) -> Linked {
    let order = canonical(mentions);
    let features: Vec<Features> = order.iter().filter_map(|at| mentions.get(*at)).map(Features::of).collect();
    let sorted: Vec<&Features> = features.iter().collect();
    let mut found = Found::default();
    each_block(&features, |places| compare(&sorted, places, &mut found));
    found.edges.sort_by_key(|e| (e.a, e.b));
    found.edges.dedup_by_key(|e| (e.a, e.b));
    let groups = cluster(features.len(), &found.edges, |a, b| intolerable(&sorted, a, b));
    let realised = realised(&groups, features.len(), &mut found.plans);
    let original = |at: &usize| order.get(*at).copied().unwrap_or(*at);
    let groups = groups.iter().map(|group| group.iter().map(original).collect()).collect();
    Linked { groups, realised, hot_blocks: found.hot }
}

/// True when two sentences are the same but for a few words: they count once as evidence.
pub fn near_identical(a: &str, b: &str) -> bool {
    a == b || Sketch::of(&words(a)).near(Sketch::of(&words(b)))
}

#[derive(Default)]
struct Found {
    edges: Vec<Edge>,
    plans: Vec<(usize, usize)>,
    hot: usize,
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

/// Calls `visit` with the places in each block of two or more mentions.
fn each_block(features: &[Features], mut visit: impl FnMut(&[usize])) {
    let mut table: Vec<(BlockKey, usize)> = Vec::with_capacity(features.len() * 24);
    for (place, f) in features.iter().enumerate() {
        table.extend(keys(f).into_iter().map(|key| (key, place)));
    }
    table.sort_unstable();
    let mut places = Vec::new();
    for block in table.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1) {
        places.clear();
        places.extend(block.iter().map(|(_, place)| *place));
        visit(&places);
    }
}

/// Compares the mentions at `places`; in a hot block only neighbours in time.
fn compare(features: &[&Features], places: &[usize], found: &mut Found) {
    if places.len() <= WINDOW {
        return compare_near(features, places, found);
    }
    found.hot += 1;
    let mut by_time = places.to_vec();
    by_time.sort_by_key(|at| (features.get(*at).map(|f| (f.bounds.last, f.bounds.first)), *at));
    compare_near(features, &by_time, found);
}

fn compare_near(features: &[&Features], places: &[usize], found: &mut Found) {
    for (at, x) in places.iter().enumerate() {
        for y in places.iter().skip(at + 1).take(WINDOW) {
            let (a, b) = (*x.min(y), *x.max(y));
            let (Some(fa), Some(fb)) = (features.get(a), features.get(b)) else { continue };
            consider(a, fa, b, fb, found);
        }
    }
}

fn consider(a: usize, fa: &Features, b: usize, fb: &Features, found: &mut Found) {
    if fa.reality != fb.reality {
        if fa.action == fb.action && !fa.generic {
            plan(a, fa, b, fb, found);
        }
        return;
    }
    if let Some(Tally { points, reasons, .. }) = score(fa, fb).filter(is_enough) {
        found.edges.push(Edge { a, b, score: points, reasons });
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
    let as_done = Features { reality: ff.reality, bounds: ff.bounds, stated: None, ..fp.clone() };
    if score(ff, &as_done).is_some_and(|tally| is_enough(&tally)) {
        found.plans.push((fact, plan));
    }
}

/// True for a pair that must not stand in one group although a chain of edges leads from one to the other.
fn intolerable(features: &[&Features], a: usize, b: usize) -> bool {
    match (features.get(a), features.get(b)) {
        (Some(a), Some(b)) => score(a, b).is_none_or(|tally| tally.points < TOLERABLE),
        _ => true,
    }
}

fn realised(groups: &[Vec<usize>], n: usize, plans: &mut [(usize, usize)]) -> Vec<Realisation> {
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
