//! From edges to events: which mentions are one event, which event made which plan true, which may be one.
//!
//! Knows mentions and the edges between them, wherever these come from. Does not know what was compared.

use super::cluster::cluster;
use super::conflict::never;
use super::edge::{Edge, EdgeKind};
use super::features::Features;
use super::pool::Pool;
use super::score::{Stories, TOLERABLE, UNFIT, score};

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
    pub groups: Vec<Vec<u32>>,
    /// Which event made which announced event true.
    pub realised: Vec<Realisation>,
    /// Events that would be one, did they not count the same people differently; each pair once.
    pub rivals: Vec<(usize, usize)>,
}

/// Groups all mentions into events along the edges between them, by places in `features`, whose canonical order is
/// `order`.
///
/// Independent of the order of the edges. Complexity: O(n log n) in mentions and in edges.
pub fn group(features: &impl Pool, order: &[u32], mut edges: Vec<Edge>) -> Linked {
    let mut number = vec![0u32; order.len()];
    for (new, old) in (0..).zip(order) {
        number.get_mut(*old as usize).into_iter().for_each(|slot| *slot = new);
    }
    edges.retain(|e| (e.a.max(e.b) as usize) < number.len());
    let of = |place: u32| number.get(place as usize).copied().unwrap_or_default();
    edges.iter_mut().for_each(|e| *e = Edge::between(of(e.a), of(e.b), e.kind, e.score, e.reasons));
    drop(number);
    let stories = Stories::new(features.len());
    let original = |at: usize| order.get(at).copied().unwrap_or(at as u32);
    let of = |at: usize| features.get(original(at));
    let groups = cluster(order.len(), &mut edges, |a, b| fit(&*of(a)?, &*of(b)?, &stories));
    let (realised, rivals) = between_groups(&edges, &group_of(&groups, order.len()));
    let groups = groups.iter().map(|group| group.iter().map(|at| original(*at)).collect()).collect();
    Linked { groups, realised, rivals }
}

/// How well two mentions fit into one group; `None` when they must not stand in one although a chain of edges leads from
/// one to the other.
fn fit(a: &Features, b: &Features, stories: &Stories) -> Option<f32> {
    if never(a, b) {
        return None;
    }
    let points = score(a, b, TOLERABLE - UNFIT, stories).map_or(TOLERABLE - UNFIT, |tally| tally.points);
    Some((points - TOLERABLE).clamp(-UNFIT, UNFIT))
}

/// The group of each member.
fn group_of(groups: &[Vec<usize>], n: usize) -> Vec<usize> {
    let mut group_of = vec![0; n];
    for (number, group) in groups.iter().enumerate() {
        for member in group {
            group_of.get_mut(*member).into_iter().for_each(|slot| *slot = number);
        }
    }
    group_of
}

/// What the edges say about different groups. Rivals that other mentions have brought together are one event after all.
fn between_groups(edges: &[Edge], group_of: &[usize]) -> (Vec<Realisation>, Vec<(usize, usize)>) {
    let of = |place: u32| group_of.get(place as usize).copied().unwrap_or(0);
    let (mut realised, mut rivals) = (Vec::new(), Vec::new());
    for edge in edges {
        let (a, b) = (of(edge.a), of(edge.b));
        match edge.kind {
            EdgeKind::Realises => realised.push(Realisation { fact: a, plan: b }),
            EdgeKind::RealisedBy => realised.push(Realisation { fact: b, plan: a }),
            EdgeKind::Rivals if a != b => rivals.push((a.min(b), a.max(b))),
            EdgeKind::Rivals | EdgeKind::Same => {}
        }
    }
    realised.sort_unstable();
    realised.dedup();
    rivals.sort_unstable();
    rivals.dedup();
    (realised, rivals)
}
