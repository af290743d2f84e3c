//! From pairs to groups: the best pairs first, two groups become one when their members fit on average and none are
//! known to be apart.
//!
//! Knows numbers only. Average linkage: a chain of good pairs does not bring strangers together, and one badly read
//! member does not keep two tellings apart.

use super::Edge;

/// Groups up to this size are checked member by member, larger ones by a sample of this size.
const CHECKED: usize = 16;

/// Groups `0..n` along `edges`, the best edge first, then by the lower numbers. `fit` says how well two fit, above 0 when
/// they rather belong together; `None` when they never do: a group never holds two such members. Groups and members
/// come sorted; every number is in exactly one group.
///
/// The result depends on the set of edges only, not on their order. Edges with a member outside `0..n` are ignored.
/// Complexity: O(e log e) for the order and O(256) calls of `fit` an edge between two groups. In groups of more than 16
/// members the first 16, which came by the best edges, stand for all.
pub fn cluster(n: usize, edges: &[Edge], fit: impl Fn(usize, usize) -> Option<f32>) -> Vec<Vec<usize>> {
    let mut order: Vec<&Edge> = edges.iter().filter(|e| e.a < n && e.b < n && e.a != e.b).collect();
    order.sort_by(|x, y| y.score.total_cmp(&x.score).then_with(|| ends(x).cmp(&ends(y))));
    let mut group: Vec<usize> = (0..n).collect();
    let mut members: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    for edge in order {
        let (Some(&a), Some(&b)) = (group.get(edge.a), group.get(edge.b)) else { continue };
        if a != b && belong(&members, a, b, &fit) {
            join(&mut group, &mut members, a, b);
        }
    }
    members.retain(|m| !m.is_empty());
    members.iter_mut().for_each(|m| m.sort_unstable());
    members.sort_unstable();
    members
}

fn ends(edge: &Edge) -> (usize, usize) {
    (edge.a.min(edge.b), edge.a.max(edge.b))
}

/// True when the members of two groups fit on average and no two of them never do.
fn belong(members: &[Vec<usize>], a: usize, b: usize, fit: &impl Fn(usize, usize) -> Option<f32>) -> bool {
    let sample = |g: usize| members.get(g).into_iter().flatten().take(CHECKED);
    let mut sum = 0.0;
    for x in sample(a) {
        for y in sample(b) {
            match fit(*x, *y) {
                Some(points) => sum += points,
                None => return false,
            }
        }
    }
    sum >= 0.0
}

/// Moves the smaller group into the larger one; among equals the one with the lower number stays. Each member moves
/// O(log n) times in all.
fn join(group: &mut [usize], members: &mut [Vec<usize>], a: usize, b: usize) {
    let size = |g: usize| members.get(g).map_or(0, Vec::len);
    let (stays, goes) = if (size(a), b) >= (size(b), a) { (a, b) } else { (b, a) };
    let moved = members.get_mut(goes).map(std::mem::take).unwrap_or_default();
    for member in &moved {
        if let Some(slot) = group.get_mut(*member) {
            *slot = stays;
        }
    }
    if let Some(rest) = members.get_mut(stays) {
        rest.extend(moved);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edge(a: usize, b: usize, score: f32) -> Edge {
        Edge { a, b, score, reasons: Vec::new() }
    }

    #[test]
    fn the_better_edge_wins_where_not_all_can_be_together() {
        let edges = [edge(0, 1, 7.0), edge(1, 2, 9.0)];
        let groups = cluster(4, &edges, |a, b| ((a.min(b), a.max(b)) != (0, 2)).then_some(1.0));
        assert_eq!(groups, [vec![0], vec![1, 2], vec![3]]);
    }

    #[test]
    fn a_bad_pair_is_outweighed_and_a_stranger_is_not() {
        let edges = [edge(0, 1, 9.0), edge(2, 3, 9.0), edge(1, 2, 7.0)];
        let with = |bad: f32| cluster(4, &edges, |a, b| Some(if (a, b) == (0, 3) { bad } else { 1.0 }));
        assert_eq!(with(-2.0), [vec![0, 1, 2, 3]]);
        assert_eq!(with(-4.0), [vec![0, 1], vec![2, 3]]);
    }

    proptest! {
        #[test]
        fn groups_are_a_partition_without_enemies_whatever_the_order(
            edges in prop::collection::vec((0usize..20, 0usize..20, 0u8..10), 0..60),
            enemies in prop::collection::btree_set((0usize..20, 0usize..20), 0..20),
            seed in 0usize..60,
        ) {
            let edges: Vec<Edge> = edges.iter().map(|(a, b, s)| edge(*a, *b, f32::from(*s))).collect();
            let enemy = |a: usize, b: usize| enemies.contains(&(a, b)) || enemies.contains(&(b, a));
            let fit = |a: usize, b: usize| (!enemy(a, b)).then_some(1.0);
            let groups = cluster(20, &edges, fit);
            let mut turned = edges.clone();
            turned.rotate_left(seed.min(edges.len()));
            turned.reverse();
            prop_assert_eq!(&groups, &cluster(20, &turned, fit));
            let mut all: Vec<usize> = groups.iter().flatten().copied().collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..20).collect::<Vec<_>>());
            for group in groups.iter().filter(|g| g.len() <= CHECKED) {
                prop_assert!(group.iter().all(|a| group.iter().all(|b| a == b || !enemy(*a, *b))));
            }
        }
    }
}
