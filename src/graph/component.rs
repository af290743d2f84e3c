//! Directed graphs and their strongly connected components in flat lists: most points stand alone, and a list for each
//! would cost more than the search.
//!
//! Source: S. R. Kosaraju's algorithm as described in M. Sharir, A strong-connectivity algorithm and its applications
//! in data flow analysis, Computers & Mathematics with Applications 7 (1981). Knows graphs only.

/// Which edges leave each point, or arrive at it, and the points at their other ends; of each point the edge that was
/// added last comes first.
struct Side {
    /// Where the edges of each point begin in `edges`; one past the last edge at the end.
    starts: Vec<u32>,
    /// The other point, and the number of the edge.
    edges: Vec<(u32, u32)>,
}

impl Side {
    /// `ends` are the pairs (point, other point) of all edges in order.
    fn new(points: usize, ends: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0; points + 1];
        let mut count = 0;
        for (point, _) in ends.clone() {
            if let Some(start) = starts.get_mut(point as usize) {
                *start += 1;
            }
            count += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut edges = vec![(0, 0); count];
        for (number, (point, other)) in (0..).zip(ends) {
            let Some(start) = starts.get_mut(point as usize) else { continue };
            *start -= 1;
            if let Some(edge) = edges.get_mut(*start as usize) {
                *edge = (other, number);
            }
        }
        Self { starts, edges }
    }

    fn of(&self, point: u32) -> &[(u32, u32)] {
        let start = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        self.edges.get(start(point as usize)..start(point as usize + 1)).unwrap_or_default()
    }
}

/// A directed graph; points and edges are numbers.
pub(super) struct Graph {
    points: u32,
    outgoing: Side,
    incoming: Side,
}

impl Graph {
    /// The graph of `points` points with these edges from the first to the second of each pair. Complexity: linear.
    pub(super) fn new(points: usize, edges: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let incoming = Side::new(points, edges.clone().map(|(from, to)| (to, from)));
        Self { points: points as u32, outgoing: Side::new(points, edges), incoming }
    }

    /// The edges that leave a point: the other point, and the number of the edge. What was added last comes first.
    pub(super) fn leaving(&self, point: u32) -> &[(u32, u32)] {
        self.outgoing.of(point)
    }

    /// The edges that arrive at a point, likewise.
    pub(super) fn arriving(&self, point: u32) -> &[(u32, u32)] {
        self.incoming.of(point)
    }
}

/// The components of a graph, in topological order.
pub(super) struct Components {
    /// The points of all components, the last component first.
    points: Vec<u32>,
    /// Where each component ends in `points`.
    ends: Vec<u32>,
}

impl Components {
    /// Finds them. Complexity: linear in points and edges.
    pub(super) fn of(graph: &Graph) -> Self {
        let finished = finished(graph);
        let mut found = Self { points: Vec::with_capacity(finished.len()), ends: Vec::new() };
        found.ends.reserve(finished.len());
        let mut seen = vec![false; finished.len()];
        let mut open = Vec::new();
        for start in finished.into_iter().rev() {
            open.push(start);
            let before = found.points.len();
            while let Some(point) = open.pop() {
                if visit(&mut seen, point) {
                    found.points.push(point);
                    open.extend(unseen(&seen, graph.leaving(point)));
                }
            }
            if found.points.len() > before {
                found.ends.push(found.points.len() as u32);
            }
        }
        found
    }

    /// The components, each before those that its edges lead to.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &[u32]> {
        let range = |at: usize| {
            let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
            let end = self.ends.get(at).copied().unwrap_or(start);
            self.points.get(start as usize..end as usize).unwrap_or_default()
        };
        (0..self.ends.len()).rev().map(range)
    }
}

/// All points in the order in which a depth-first search against the edges leaves them.
fn finished(graph: &Graph) -> Vec<u32> {
    let mut order = Vec::with_capacity(graph.points as usize);
    let mut seen = vec![false; graph.points as usize];
    let mut left = seen.clone();
    let mut open = Vec::new();
    for start in 0..graph.points {
        open.push(start);
        while let Some(&point) = open.last() {
            if visit(&mut seen, point) {
                open.extend(unseen(&seen, graph.arriving(point)));
                continue;
            }
            open.pop();
            if visit(&mut left, point) {
                order.push(point);
            }
        }
    }
    order
}

/// Marks a point; true when it was not marked yet.
fn visit(marks: &mut [bool], point: u32) -> bool {
    marks.get_mut(point as usize).is_some_and(|mark| !std::mem::replace(mark, true))
}

/// The points at the other ends of edges that are not marked.
fn unseen(marks: &[bool], edges: &[(u32, u32)]) -> impl Iterator<Item = u32> {
    edges.iter().map(|(point, _)| *point).filter(|point| marks.get(*point as usize) == Some(&false))
}

#[cfg(test)]
mod tests {
    use petgraph::graph::{DiGraph, NodeIndex};

    use super::*;

    #[test]
    fn agrees_with_petgraph() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (5, 0), (6, 6)];
        let mut graph = DiGraph::new();
        for _ in 0..8 {
            graph.add_node(());
        }
        for (a, b) in edges {
            graph.add_edge(NodeIndex::new(a as usize), NodeIndex::new(b as usize), 0);
        }
        let mut expected: Vec<Vec<u32>> = Vec::new();
        for component in petgraph::algo::kosaraju_scc(&graph).into_iter().rev() {
            expected.push(component.into_iter().map(|point| point.index() as u32).collect());
        }
        let graph = Graph::new(8, edges.into_iter());
        let found: Vec<Vec<u32>> = Components::of(&graph).iter().map(<[_]>::to_vec).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_edge_that_was_added_last_comes_first() {
        let graph = Graph::new(3, [(0, 1), (2, 1), (0, 2), (0, 0)].into_iter());
        assert_eq!(graph.leaving(0), [(0, 3), (2, 2), (1, 0)]);
        assert_eq!(graph.arriving(1), [(2, 1), (0, 0)]);
        assert!(graph.leaving(1).is_empty());
    }
}
