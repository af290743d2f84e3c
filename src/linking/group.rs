//! From mentions to events: which mentions are one event, which event made which plan true, which may be one.
//!
//! Knows that two mentions of different actions have nothing to do with each other, so that all is done for a few actions
//! at a time: what linking compares is taken out of its pool once, and edges are gone when groups are made of them.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::block::keys;
use super::blocks::Part;
use super::cluster::cluster;
use super::conflict::never;
use super::crew::{Alone, Crew};
use super::edge::{Edge, EdgeKind};
use super::features::Features;
use super::groups::Groups;
use super::pairs::compare;
use super::pool::{Pool, Taken};
use super::score::{Stories, TOLERABLE, UNFIT, score};
use super::shard::BUCKETS;

/// A planned event and the event that made it true, by their groups in [`Linked::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Realisation {
    /// What happened.
    pub fact: u32,
    /// What had been announced.
    pub plan: u32,
}

/// The events of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// The mentions of each event, by their places in the list, in canonical order.
    pub groups: Groups,
    /// Which event made which announced event true.
    pub realised: Vec<Realisation>,
    /// Events that would be one, did they not count the same people differently; each pair once.
    pub rivals: Vec<(u32, u32)>,
}

/// The events that the mentions of a run tell, which `crew` compares and groups; `order` is the canonical order of their places in
/// `features`. The same for any crew.
///
/// Complexity: that of [`link_all`](super::link_all) and O(n log n) in edges. Memory: beside the pool some 20 bytes a mention, and
/// features and edges of the mentions of one [`bucket`](super::bucket) or a few thousand for each part that the crew has at once.
pub fn events(features: &impl Pool, order: &[u32], crew: &impl Crew) -> Linked {
    by_action(features, order, crew, |_, taken| compare(taken, Part::all(taken.len()), keys).edges)
}

/// The same along edges that are known, by places in `features`.
///
/// Independent of the order of the edges. Complexity: O(n log n) in mentions and in edges.
pub fn group(features: &impl Pool, order: &[u32], mut edges: Vec<Edge>) -> Linked {
    let mut sorted = by_bucket(features, order);
    sorted.iter_mut().for_each(|number| *number = order.get(*number as usize).copied().unwrap_or_default());
    renumber(&mut edges, &numbers(&sorted));
    drop(sorted);
    edges.sort_unstable_by_key(|e| (e.a, e.b));
    by_action(features, order, &Alone, |range, _| {
        let start = edges.partition_point(|e| e.a < range.start);
        let end = edges.partition_point(|e| e.a < range.end);
        let own = edges.get(start..end).unwrap_or_default().iter().filter(|e| range.contains(&e.b));
        own.map(|e| Edge { a: e.a - range.start, b: e.b - range.start, ..*e }).collect()
    })
}

/// Those of the edges that decide: [`group`] makes of them alone what it makes of all. They are those that made one group of
/// two, and one for each two groups that are a plan and its fact, or rivals; fewer than one a mention, mostly.
///
/// The mentions must have no edge to any that is not among them. Arguments and complexity as for [`group`].
pub fn deciding(features: &impl Pool, order: &[u32], mut edges: Vec<Edge>) -> Vec<Edge> {
    renumber(&mut edges, &numbers(order));
    let fit = Fit::new(features.len(), &edges);
    let of = |at: usize| features.get(order.get(at).copied().unwrap_or_default());
    let together = |a, b| fit.of((a, &*of(a)?), (b, &*of(b)?));
    let mut decided = Vec::new();
    let firsts = cluster(order.len(), &mut edges, together, |edge| decided.push(*edge));
    let first = |at: u32| firsts.get(at as usize).copied().unwrap_or(at);
    let mut told = FxHashSet::default();
    let is_new = |e: &&Edge| e.kind != EdgeKind::Same && told.insert((e.kind, first(e.a), first(e.b)));
    decided.extend(edges.iter().filter(is_new));
    renumber(&mut decided, order);
    decided
}

/// The events along edges of which those that are `decided` need no look at what is compared: see [`deciding`]. The others are as for
/// [`group`]; the features of their mentions lie in `features`, in the order of `places`, which tell the places of these mentions in
/// `order`, sorted. No mention has edges of both kinds.
///
/// Complexity: as [`group`] in open edges, O(n log n) in decided ones.
pub fn regroup(
    order: &[u32],
    mut decided: Vec<Edge>,
    mut open: Vec<Edge>,
    features: &impl Pool,
    places: &[u32],
) -> Linked {
    let number = numbers(order);
    renumber(&mut decided, &number);
    let all: Vec<u32> = (0..order.len() as u32).collect();
    let mut found = Found::along(&all, decided, |_, _| Some(0.0));
    let own = |place: &u32| number.get(*place as usize).copied();
    let mut few: Vec<(u32, u32)> = places.iter().filter_map(own).zip(0..).collect();
    few.sort_unstable();
    let (few, of): (Vec<u32>, Vec<u32>) = few.into_iter().unzip();
    renumber(&mut open, &number);
    let rank = |number: u32| few.binary_search(&number).map_or(u32::MAX, |rank| rank as u32);
    open.iter_mut().for_each(|e| (e.a, e.b) = (rank(e.a), rank(e.b)));
    open.retain(|e| e.a.max(e.b) < u32::MAX);
    let fit = Fit::new(features.len(), &open);
    let of = |at: usize| features.get(*of.get(at)?);
    found.add(&few, Found::along(&few, open, |a, b| fit.of((a, &*of(a)?), (b, &*of(b)?))));
    found.linked(order)
}

/// For each place its number in this order.
fn numbers(order: &[u32]) -> Vec<u32> {
    let mut numbers = vec![0; order.len()];
    for (number, place) in (0..).zip(order) {
        numbers.get_mut(*place as usize).into_iter().for_each(|slot| *slot = number);
    }
    numbers
}

/// Calls the ends of edges by other numbers; edges with an end that has none go.
fn renumber(edges: &mut Vec<Edge>, numbers: &[u32]) {
    let of = |at: u32| numbers.get(at as usize).copied().unwrap_or_default();
    edges.retain(|e| (e.a.max(e.b) as usize) < numbers.len());
    edges.iter_mut().for_each(|e| *e = Edge::between(of(e.a), of(e.b), e.kind, e.score, e.reasons));
}

/// Mentions of few actions are taken together, up to so many.
const TOGETHER: usize = 1 << 12;

/// Groups the mentions of some actions after others. `edges` gives those between the mentions of a range of places in the order of
/// [`by_bucket`], which are taken out of the pool, by their places in that range.
fn by_action<P: Pool>(
    features: &P,
    order: &[u32],
    crew: &impl Crew,
    edges: impl Fn(Range<u32>, &Taken<'_, P>) -> Vec<Edge> + Sync,
) -> Linked {
    let sorted = by_bucket(features, order);
    let place = |number: &u32| order.get(*number as usize).copied().unwrap_or_default();
    let mut found = Found { leaders: vec![0; order.len()], ..Found::default() };
    let mut start = 0;
    for some in batches(features, order, &sorted).chunks(crew.at_once().max(1)) {
        let taken = some.iter().map(|numbers| {
            let taken = numbers.iter().filter_map(|number| features.get(place(number))).collect();
            let range = start..start + numbers.len() as u32;
            start = range.end;
            (*numbers, range, Taken::<P>(taken))
        });
        let grouped = crew.share(taken.collect(), |(numbers, range, taken)| {
            let edges = edges(range, &taken);
            (numbers, Found::of(numbers, &taken, edges))
        });
        grouped.into_iter().for_each(|(numbers, grouped)| found.add(numbers, grouped));
    }
    found.linked(order)
}

/// The numbers of all mentions in their canonical order, put in order of their buckets.
fn by_bucket(features: &impl Pool, order: &[u32]) -> Vec<u32> {
    let mut next = vec![0u32; BUCKETS + 1];
    for place in order {
        next.get_mut(features.bucket(*place) + 1).into_iter().for_each(|count| *count += 1);
    }
    let mut sum = 0;
    for start in &mut next {
        sum += *start;
        *start = sum;
    }
    let mut sorted = vec![0; order.len()];
    for (number, place) in (0..).zip(order) {
        let Some(free) = next.get_mut(features.bucket(*place)) else { continue };
        sorted.get_mut(*free as usize).into_iter().for_each(|slot| *slot = number);
        *free += 1;
    }
    sorted
}

/// Divides what [`by_bucket`] gives: whole buckets, small ones together.
fn batches<'s>(features: &impl Pool, order: &[u32], sorted: &'s [u32]) -> Vec<&'s [u32]> {
    let bucket = |number: &u32| order.get(*number as usize).map(|place| features.bucket(*place));
    let mut batches = Vec::new();
    let (mut rest, mut held) = (sorted, 0);
    for one in sorted.chunk_by(|a, b| bucket(a) == bucket(b)) {
        if held > 0 && held + one.len() > TOGETHER {
            let (batch, others) = rest.split_at(held);
            batches.push(batch);
            (rest, held) = (others, 0);
        }
        held += one.len();
    }
    batches.push(rest);
    batches
}

/// What is known of the mentions that were looked at, by their canonical numbers.
#[derive(Default)]
struct Found {
    /// Of each the first of its group.
    leaders: Vec<u32>,
    /// Facts and plans, by the first of their groups.
    realised: Vec<(u32, u32)>,
    /// See [`Linked::rivals`], by the first of their groups.
    rivals: Vec<(u32, u32)>,
}

impl Found {
    /// Groups some mentions of these numbers along the edges between their places among them; of each it has the first, in their
    /// order.
    fn of(numbers: &[u32], taken: &impl Pool, edges: Vec<Edge>) -> Self {
        let fit = Fit::new(taken.len(), &edges);
        let of = |at: usize| taken.get(at as u32);
        Self::along(numbers, edges, |a, b| fit.of((a, &*of(a)?), (b, &*of(b)?)))
    }

    /// The same, where `fit` says how well two fit; see [`cluster`].
    fn along(numbers: &[u32], mut edges: Vec<Edge>, fit: impl Fn(usize, usize) -> Option<f32>) -> Self {
        let firsts = cluster(numbers.len(), &mut edges, fit, |_| ());
        let leader = |at: u32| {
            let first = firsts.get(at as usize)?;
            numbers.get(*first as usize).copied()
        };
        let leaders = (0..).zip(numbers).map(|(at, number)| leader(at).unwrap_or(*number)).collect();
        let mut found = Self { leaders, ..Self::default() };
        for edge in edges {
            let Some((a, b)) = leader(edge.a).zip(leader(edge.b)) else { continue };
            match edge.kind {
                EdgeKind::Realises => found.realised.push((a, b)),
                EdgeKind::RealisedBy => found.realised.push((b, a)),
                // Rivals that other mentions have brought together are one event after all.
                EdgeKind::Rivals if a != b => found.rivals.push((a.min(b), a.max(b))),
                EdgeKind::Rivals | EdgeKind::Same => {}
            }
        }
        found
    }

    /// Takes over what is known of the mentions of these numbers.
    fn add(&mut self, numbers: &[u32], grouped: Self) {
        for (number, leader) in numbers.iter().zip(grouped.leaders) {
            self.leaders.get_mut(*number as usize).into_iter().for_each(|slot| *slot = leader);
        }
        self.realised.extend(grouped.realised);
        self.rivals.extend(grouped.rivals);
    }

    /// All of them, by their places.
    fn linked(self, order: &[u32]) -> Linked {
        let (groups, number_of) = Groups::led_by(&self.leaders);
        let number = |leader: u32| number_of.get(leader as usize).copied().unwrap_or_default();
        let pairs = |pairs: Vec<(u32, u32)>| {
            let mut pairs: Vec<_> = pairs.into_iter().map(|(a, b)| (number(a), number(b))).collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs
        };
        let realised = pairs(self.realised).into_iter().map(|(fact, plan)| Realisation { fact, plan });
        Linked {
            realised: realised.collect(),
            rivals: pairs(self.rivals),
            groups: groups.map(|number| order.get(number as usize).copied().unwrap_or(number)),
        }
    }
}

/// How well two mentions fit into one group.
struct Fit {
    /// The points of the pairs that are one event by themselves, the lower place first: they need not be scored again.
    known: FxHashMap<(u32, u32), f32>,
    stories: Stories,
}

impl Fit {
    /// Among so many mentions with these edges between their places.
    fn new(mentions: usize, edges: &[Edge]) -> Self {
        let same = edges.iter().filter(|edge| edge.kind == EdgeKind::Same);
        let known = same.map(|edge| ((edge.a.min(edge.b), edge.a.max(edge.b)), edge.score)).collect();
        Self { known, stories: Stories::new(mentions) }
    }

    /// Of two mentions with their places; `None` when they must not stand in one group although a chain of edges leads from one to
    /// the other.
    fn of(&self, (x, a): (usize, &Features), (y, b): (usize, &Features)) -> Option<f32> {
        if never(a, b) {
            return None;
        }
        let known = self.known.get(&(x.min(y) as u32, x.max(y) as u32)).copied();
        let scored = || score(a, b, TOLERABLE - UNFIT, &self.stories).map(|tally| tally.points);
        let points = known.or_else(scored).unwrap_or(TOLERABLE - UNFIT);
        Some((points - TOLERABLE).clamp(-UNFIT, UNFIT))
    }
}
