//! From edges to events: which mentions are one event, which event made which plan true, which may be one.
//!
//! Knows mentions and the edges between them, wherever these come from. Does not know what was compared.

use super::cluster::cluster;
use super::conflict::never;
use super::edge::{Edge, EdgeKind};
use super::features::{Features, Maker};
use super::mention::Mention;
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
    pub groups: Vec<Vec<usize>>,
    /// Which event made which announced event true.
    pub realised: Vec<Realisation>,
    /// Events that would be one, did they not count the same people differently; each pair once.
    pub rivals: Vec<(usize, usize)>,
}

/// Groups all mentions into events along the edges between them, by places in `mentions`.
///
/// Independent of the order of both (groups hold the same mentions). Complexity: O(n log n) in mentions and in edges.
pub fn group(mentions: &[Mention], edges: &[Edge]) -> Linked {
    let order = canonical(mentions);
    let mut number = vec![0u32; order.len()];
    for (new, old) in (0..).zip(&order) {
        number.get_mut(*old).into_iter().for_each(|slot| *slot = new);
    }
    let of = |place: u32| number.get(place as usize).copied();
    let edges: Vec<Edge> = edges
        .iter()
        .filter_map(|e| Some(Edge::between(of(e.a)?, of(e.b)?, e.kind, e.score, e.reasons)))
        .collect();
    let features = compared(mentions, &order, &edges);
    let stories = Stories::new(features.len());
    let groups = cluster(order.len(), &edges, |a, b| fit(&features, &stories, a, b));
    let (realised, rivals) = between_groups(&edges, &group_of(&groups, order.len()));
    let original = |at: &usize| order.get(*at).copied().unwrap_or(*at);
    let groups = groups.iter().map(|group| group.iter().map(original).collect()).collect();
    Linked { groups, realised, rivals }
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

/// The features of the mentions that may stand in one group with others.
fn compared(mentions: &[Mention], order: &[usize], edges: &[Edge]) -> Vec<Option<Features>> {
    let mut joined = vec![false; order.len()];
    for place in edges.iter().filter(|e| e.kind == EdgeKind::Same).flat_map(|e| [e.a, e.b]) {
        joined.get_mut(place as usize).into_iter().for_each(|flag| *flag = true);
    }
    let mut maker = Maker::default();
    let told = order.iter().map(|at| mentions.get(*at));
    told.zip(joined).map(|(m, joined)| m.filter(|_| joined).map(|m| maker.whole(m))).collect()
}

/// How well two mentions fit into one group; `None` when they must not stand in one although a chain of edges leads from
/// one to the other.
fn fit(features: &[Option<Features>], stories: &Stories, a: usize, b: usize) -> Option<f32> {
    let (a, b) = (features.get(a)?.as_ref()?, features.get(b)?.as_ref()?);
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
