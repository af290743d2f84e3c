//! Strongly connected components in flat lists: most points stand alone, and a list for each would cost more than
//! the search.
//!
//! Source: S. R. Kosaraju's algorithm as described in M. Sharir, A strong-connectivity algorithm and its applications
//! in data flow analysis, Computers & Mathematics with Applications 7 (1981). Knows graphs only.

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, DfsPostOrder, Reversed, VisitMap};

/// The components of a graph, in topological order.
pub(super) struct Components {
    /// The points of all components, the last component first.
    points: Vec<NodeIndex>,
    /// Where each component ends in `points`.
    ends: Vec<u32>,
}

impl Components {
    /// Finds them. Complexity: linear in points and edges.
    pub(super) fn of(graph: &DiGraph<(), u32>) -> Self {
        let finished = finished(graph);
        let mut search = Dfs::empty(graph);
        let mut found = Self { points: Vec::with_capacity(finished.len()), ends: Vec::new() };
        for point in finished.into_iter().rev() {
            if search.discovered.is_visited(&point) {
                continue;
            }
            search.move_to(point);
            while let Some(member) = search.next(graph) {
                found.points.push(member);
            }
            found.ends.push(found.points.len() as u32);
        }
        found
    }

    /// The components, each before those that its edges lead to.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &[NodeIndex]> {
        let range = |at: usize| {
            let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
            let end = self.ends.get(at).copied().unwrap_or(start);
            self.points.get(start as usize..end as usize).unwrap_or_default()
        };
        (0..self.ends.len()).rev().map(range)
    }
}

/// All points in the order in which a search against the edges leaves them.
fn finished(graph: &DiGraph<(), u32>) -> Vec<NodeIndex> {
    let mut search = DfsPostOrder::empty(Reversed(graph));
    let mut order = Vec::with_capacity(graph.node_count());
    for point in graph.node_indices() {
        if search.discovered.is_visited(&point) {
            continue;
        }
        search.move_to(point);
        while let Some(left) = search.next(Reversed(graph)) {
            order.push(left);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_petgraph() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (5, 0), (6, 6)];
        let mut graph = DiGraph::new();
        for _ in 0..8 {
            graph.add_node(());
        }
        for (a, b) in edges {
            graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), 0);
        }
        let mut expected = petgraph::algo::kosaraju_scc(&graph);
        expected.reverse();
        let found: Vec<Vec<NodeIndex>> = Components::of(&graph).iter().map(<[_]>::to_vec).collect();
        assert_eq!(found, expected);
    }
}
