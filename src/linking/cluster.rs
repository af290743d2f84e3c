//! From pairs to groups: the best pairs first, two groups become one when their members fit on average and none are
//! known to be apart.
//!
//! Knows numbers only. Average linkage: a chain of good pairs does not bring strangers together, and one badly read
//! member does not keep two tellings apart.

use rustc_hash::FxHashMap;

use super::edge::{Edge, EdgeKind};

/// Groups up to this size are checked member by member, larger ones by a sample of this size.
const CHECKED: usize = 16;

/// Groups `0..n` along `edges`, the best edge first, then by the lower numbers. `fit` says how well two fit, above 0 when
/// they rather belong together; `None` when they never do: a group never holds two such members. `joined` is told of each edge
/// that made one group of two. Gives for each number the least one of its group.
///
/// The result depends on the set of edges only, not on their order; they are put in the order in which they are taken. Edges with a member outside `0..n` are ignored.
/// Complexity: O(e log e) for the order and O(256) calls of `fit` for two groups that have edges, again when one of them has grown. In
/// groups of more than 16 members the first 16, which came by the best edges, stand for all.
pub(super) fn cluster(
    n: usize,
    edges: &mut [Edge],
    fit: impl Fn(usize, usize) -> Option<f32>,
    mut joined: impl FnMut(&Edge),
) -> Vec<u32> {
    edges.sort_by_cached_key(rank);
    let mut groups = Chains::alone(n);
    let mut apart = Apart::default();
    for edge in edges.iter().filter(|e| e.kind == EdgeKind::Same && e.a != e.b) {
        let (Some(a), Some(b)) = (groups.of(edge.a), groups.of(edge.b)) else { continue };
        let (a, b) = (a.min(b), a.max(b));
        if a == b || apart.holds(&groups, a, b) {
            continue;
        }
        if groups.belong(a, b, &fit) {
            groups.join(a, b);
            joined(edge);
        } else {
            apart.note(&groups, a, b);
        }
    }
    groups.into_leaders()
}

/// A number that sorts edges by kind, then from the best on, then by their ends: one comparison for each two edges.
fn rank(edge: &Edge) -> u128 {
    // As `total_cmp` does: the bits of negative numbers count down.
    let bits = edge.score.to_bits();
    let rising = if bits >> 31 == 0 { bits | 1 << 31 } else { !bits };
    let ends = u128::from(edge.a.min(edge.b)) << 32 | u128::from(edge.a.max(edge.b));
    (edge.kind as u128) << 96 | u128::from(!rising) << 64 | ends
}

/// A number and its place among the members of a group.
#[derive(Clone, Copy)]
struct Member {
    /// The group, by the number of its first member.
    group: u32,
    /// The member after this one; `END` after the last.
    next: u32,
    /// The last member of the group, kept at its first.
    last: u32,
    /// How many members the group has, kept at its first.
    size: u32,
}

const END: u32 = u32::MAX;

/// Groups that were found not to belong together: two groups mostly have many edges, and nothing changes from one to the next.
#[derive(Default)]
struct Apart(FxHashMap<(u32, u32), (u32, u32)>);

impl Apart {
    /// True where the same members of the two were looked at before.
    fn holds(&self, groups: &Chains, a: u32, b: u32) -> bool {
        let (pair, looked) = Self::look(groups, a, b);
        self.0.get(&pair) == Some(&looked)
    }

    fn note(&mut self, groups: &Chains, a: u32, b: u32) {
        let (pair, looked) = Self::look(groups, a, b);
        self.0.insert(pair, looked);
    }

    /// The two, and how many of their members are looked at.
    fn look(groups: &Chains, a: u32, b: u32) -> ((u32, u32), (u32, u32)) {
        let checked = |group| groups.size(group).min(CHECKED as u32);
        ((a, b), (checked(a), checked(b)))
    }
}

/// Groups as chains of their members, in the order in which these came.
struct Chains(Vec<Member>);

impl Chains {
    fn alone(n: usize) -> Self {
        Self((0..n as u32).map(|number| Member { group: number, next: END, last: number, size: 1 }).collect())
    }

    fn of(&self, number: u32) -> Option<u32> {
        self.0.get(number as usize).map(|member| member.group)
    }

    fn size(&self, group: u32) -> u32 {
        self.0.get(group as usize).map_or(0, |first| first.size)
    }

    fn members(&self, group: u32) -> impl Iterator<Item = usize> {
        let after = |number: &u32| self.0.get(*number as usize).map(|m| m.next).filter(|next| *next != END);
        std::iter::successors(Some(group), after).map(|number| number as usize)
    }

    /// True when the members of two groups fit on average and no two of them never do.
    fn belong(&self, a: u32, b: u32, fit: &impl Fn(usize, usize) -> Option<f32>) -> bool {
        let mut sum = 0.0;
        for x in self.members(a).take(CHECKED) {
            for y in self.members(b).take(CHECKED) {
                match fit(x, y) {
                    Some(points) => sum += points,
                    None => return false,
                }
            }
        }
        sum >= 0.0
    }

    /// Moves the smaller group into the larger one; among equals the one with the lower number stays. Each member moves
    /// O(log n) times in all.
    fn join(&mut self, a: u32, b: u32) {
        let (stays, goes) = if (self.size(a), b) >= (self.size(b), a) { (a, b) } else { (b, a) };
        let total = self.size(a) + self.size(b);
        let moved: Vec<usize> = self.members(goes).collect();
        for member in &moved {
            self.0.get_mut(*member).into_iter().for_each(|member| member.group = stays);
        }
        let end = moved.last().map_or(goes, |last| *last as u32);
        let before = self.0.get_mut(stays as usize).map(|first| {
            first.size = total;
            std::mem::replace(&mut first.last, end)
        });
        let before = before.and_then(|last| self.0.get_mut(last as usize));
        before.into_iter().for_each(|last| last.next = goes);
    }

    /// For each number the least one of its group.
    fn into_leaders(self) -> Vec<u32> {
        let mut least = vec![END; self.0.len()];
        let mut leaders = Vec::with_capacity(self.0.len());
        for (at, member) in (0..).zip(&self.0) {
            let Some(first) = least.get_mut(member.group as usize) else { continue };
            *first = at.min(*first);
            leaders.push(*first);
        }
        leaders
    }
}

#[cfg(test)]
mod tests {
    use super::super::reason::Reasons;
    use super::*;
    use proptest::prelude::*;

    fn edge(a: u32, b: u32, score: f32) -> Edge {
        Edge { a, b, kind: EdgeKind::Same, score, reasons: Reasons::default() }
    }

    #[test]
    fn the_better_edge_wins_where_not_all_can_be_together() {
        let edges = [edge(0, 1, 7.0), edge(1, 2, 9.0)];
        let fit = |a: usize, b: usize| ((a.min(b), a.max(b)) != (0, 2)).then_some(1.0);
        let groups = cluster(4, &mut edges.clone(), fit, |_| ());
        assert_eq!(groups, [0, 1, 1, 3]);
    }

    #[test]
    fn a_bad_pair_is_outweighed_and_a_stranger_is_not() {
        let edges = [edge(0, 1, 9.0), edge(2, 3, 9.0), edge(1, 2, 7.0)];
        let fit = |bad: f32| move |a, b| Some(if (a, b) == (0, 3) { bad } else { 1.0 });
        let with = |bad: f32| cluster(4, &mut edges.clone(), fit(bad), |_| ());
        assert_eq!(with(-2.0), [0, 0, 0, 0]);
        assert_eq!(with(-4.0), [0, 0, 2, 2]);
    }

    #[test]
    fn two_groups_are_looked_at_again_only_when_one_has_grown() {
        let all = |ours: std::ops::Range<u32>, score| {
            ours.clone().flat_map(move |a| (10..20).map(move |b| edge(a, b, score)))
        };
        let within = |some: std::ops::Range<u32>| some.clone().skip(1).map(move |b| edge(some.start, b, 9.0));
        let mut edges: Vec<Edge> = within(0..10).chain(within(10..20)).chain(all(0..10, 7.0)).collect();
        let looks = std::cell::Cell::new(0);
        let fit = |a: usize, b: usize| {
            looks.set(looks.get() + 1);
            Some(if (a < 10) == (b < 10) { 1.0 } else { -1.0 })
        };
        let groups = cluster(20, &mut edges, fit, |_| ());
        assert_eq!(groups, [[0; 10], [10; 10]].concat());
        // Each new member is looked at beside all before it, then the two groups once for all their edges.
        assert_eq!(looks.get(), 2 * (1..10).sum::<i32>() + 100);
    }

    proptest! {
        #[test]
        fn groups_are_a_partition_without_enemies_whatever_the_order(
            edges in prop::collection::vec((0u32..20, 0u32..20, 0u8..10), 0..60),
            enemies in prop::collection::btree_set((0usize..20, 0usize..20), 0..20),
            seed in 0usize..60,
        ) {
            let edges: Vec<Edge> = edges.iter().map(|(a, b, s)| edge(*a, *b, f32::from(*s))).collect();
            let enemy = |a: usize, b: usize| enemies.contains(&(a, b)) || enemies.contains(&(b, a));
            let fit = |a: usize, b: usize| (!enemy(a, b)).then_some(1.0);
            let mut joined = Vec::new();
            let groups = &cluster(20, &mut edges.clone(), fit, |edge| joined.push(*edge));
            let mut turned = edges.clone();
            turned.rotate_left(seed.min(edges.len()));
            turned.reverse();
            prop_assert_eq!(groups, &cluster(20, &mut turned, fit, |_| ()));
            joined.reverse();
            prop_assert_eq!(groups, &cluster(20, &mut joined, fit, |_| ()), "what joined them is enough");
            let members = |leader: u32| (0..20).filter(move |at| groups[*at] == leader);
            for leader in 0..20 {
                prop_assert!(members(leader).next().is_none_or(|least| least == leader as usize));
                let small = members(leader).count() <= CHECKED;
                prop_assert!(!small || members(leader).all(|a| members(leader).all(|b| a == b || !enemy(a, b))));
            }
        }
    }
}
