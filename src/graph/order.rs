//! Which event comes before which, over a whole timeline: by as few edges as say it all, or by all.
//!
//! Knows days and stated orders. Does not know words.

use std::collections::{BTreeMap, VecDeque};

use chrono::NaiveDate;
use petgraph::algo::kosaraju_scc;
use petgraph::algo::tred::{dag_to_toposorted_adjacency_list, dag_transitive_reduction_closure};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

/// When an event can have been: first and last possible day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// First possible day.
    pub earliest: Option<NaiveDate>,
    /// Last possible day.
    pub latest: Option<NaiveDate>,
}

/// One event lies before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    /// The earlier event, by index.
    pub from: usize,
    /// The later event, by index.
    pub to: usize,
    /// True when a text says so and the dates alone do not.
    pub stated: bool,
}

/// Above this many events the edges that texts state are drawn even where others imply them: the reduction needs
/// room for all pairs, and nobody reads such a drawing edge by edge.
const REDUCED: usize = 4096;

/// Which edges are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Extent {
    /// The transitive reduction: no edge that others imply.
    #[default]
    Reduction,
    /// The transitive closure: an edge for every two events of which one comes before the other.
    Closure,
}

/// The order of a timeline's events.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Ordered {
    /// The edges, sorted.
    pub edges: Vec<Edge>,
    /// Statements, earlier event first, that dates or surer statements contradict and that do not count, sorted.
    pub set_aside: Vec<(usize, usize)>,
}

/// The order by dates, and as `stated`, each with the indices of the earlier and the later event and a confidence. A
/// statement against the dates is set aside; of a cycle, its least confident statement.
///
/// Complexity: O(n log n + edges) by dates alone, where events of one day are joined to those of the next day that has
/// any; with statements the reduction of `petgraph` (O(n · edges)) up to 4096 events; the closure is O(n · edges).
pub fn order(places: &[Place], stated: &[(usize, usize, f32)], extent: Extent) -> Ordered {
    let mut edges = by_dates(places);
    let mut set_aside: Vec<(usize, usize)> =
        stated.iter().map(|s| (s.0, s.1)).filter(|(from, to)| against(places, *from, *to)).collect();
    let new = stated.iter().copied().filter(|(from, to, _)| adds(places, *from, *to));
    let mut new: Vec<(usize, usize, f32)> = new.collect();
    if !new.is_empty() {
        new.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        new.dedup_by_key(|edge| (edge.0, edge.1));
        edges = with_statements(places.len(), &edges, &new, &mut set_aside);
    }
    if extent == Extent::Closure {
        edges = closure(places, &edges);
    }
    edges.sort_unstable();
    set_aside.sort_unstable();
    set_aside.dedup();
    Ordered { edges, set_aside }
}

/// The shortest chain of edges from one event to another; nothing when there is none. Of several, the one by the
/// smallest indices. `edges` are sorted, as [`order`] gives them. Complexity: linear in edges.
pub fn chain(edges: &[Edge], from: usize, to: usize) -> Option<Vec<Edge>> {
    let mut before: BTreeMap<usize, Edge> = BTreeMap::new();
    let mut waiting = VecDeque::from([from]);
    while let Some(at) = waiting.pop_front() {
        let start = edges.partition_point(|edge| edge.from < at);
        for edge in edges.iter().skip(start).take_while(|edge| edge.from == at) {
            if edge.to == from || before.contains_key(&edge.to) {
                continue;
            }
            before.insert(edge.to, *edge);
            waiting.push_back(edge.to);
        }
        if before.contains_key(&to) {
            break;
        }
    }
    let mut steps = vec![*before.get(&to)?];
    while let Some(edge) = steps.last().filter(|edge| edge.from != from) {
        steps.push(*before.get(&edge.from)?);
    }
    steps.reverse();
    Some(steps)
}

/// Every pair that a chain of edges joins.
fn closure(places: &[Place], edges: &[Edge]) -> Vec<Edge> {
    let mut later: Vec<Vec<usize>> = vec![Vec::new(); places.len()];
    for edge in edges {
        if let Some(list) = later.get_mut(edge.from) {
            list.push(edge.to);
        }
    }
    let mut all = Vec::new();
    let mut seen = vec![usize::MAX; places.len()];
    for from in 0..places.len() {
        let mut waiting = vec![from];
        while let Some(at) = waiting.pop() {
            for &to in later.get(at).into_iter().flatten() {
                let Some(mark) = seen.get_mut(to).filter(|mark| **mark != from) else { continue };
                *mark = from;
                waiting.push(to);
                all.push(Edge { from, to, stated: !precedes(places.get(from), places.get(to)) });
            }
        }
    }
    all
}

fn precedes(a: Option<&Place>, b: Option<&Place>) -> bool {
    matches!((a.and_then(|p| p.latest), b.and_then(|p| p.earliest)), (Some(last), Some(first)) if last < first)
}

/// True when a statement says the opposite of the dates.
fn against(places: &[Place], from: usize, to: usize) -> bool {
    precedes(places.get(to), places.get(from))
}

/// True when a statement says something that the dates neither imply nor exclude.
fn adds(places: &[Place], from: usize, to: usize) -> bool {
    let (a, b) = (places.get(from), places.get(to));
    from != to && a.is_some() && b.is_some() && !precedes(a, b) && !precedes(b, a)
}

/// The reduction of the order by dates. Between an event and its direct successors no other fits: those are the ones
/// that start after its last day, but not after the first of them to end.
fn by_dates(places: &[Place]) -> Vec<Edge> {
    let mut starts: Vec<(NaiveDate, usize)> =
        places.iter().enumerate().filter_map(|(i, place)| Some((place.earliest?, i))).collect();
    starts.sort_unstable();
    let last = |i: usize| places.get(i).and_then(|p| p.latest).unwrap_or(NaiveDate::MAX);
    // The first day on which one of the events from here on has ended.
    let mut first_end = vec![NaiveDate::MAX; starts.len() + 1];
    for (at, &(_, event)) in starts.iter().enumerate().rev() {
        let later = first_end.get(at + 1).copied().unwrap_or(NaiveDate::MAX);
        if let Some(slot) = first_end.get_mut(at) {
            *slot = later.min(last(event));
        }
    }
    let mut edges = Vec::new();
    for (from, place) in places.iter().enumerate() {
        let Some(latest) = place.latest else { continue };
        let at = starts.partition_point(|(start, _)| *start <= latest);
        let limit = first_end.get(at).copied().unwrap_or(NaiveDate::MAX);
        let next = starts.iter().skip(at).take_while(|(start, _)| *start <= limit);
        edges.extend(next.map(|&(_, to)| Edge { from, to, stated: false }));
    }
    edges
}

/// Adds statements, breaks cycles, and reduces again.
fn with_statements(
    count: usize,
    dated: &[Edge],
    stated: &[(usize, usize, f32)],
    set_aside: &mut Vec<(usize, usize)>,
) -> Vec<Edge> {
    let mut graph: DiGraph<(), Option<f32>> = DiGraph::with_capacity(count, dated.len() + stated.len());
    for _ in 0..count {
        graph.add_node(());
    }
    for edge in dated {
        graph.add_edge(NodeIndex::new(edge.from), NodeIndex::new(edge.to), None);
    }
    for &(from, to, confidence) in stated {
        graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), Some(confidence));
    }
    break_cycles(&mut graph, set_aside);
    if count <= REDUCED { reduce(&graph) } else { edges_of(&graph) }
}

fn edges_of(graph: &DiGraph<(), Option<f32>>) -> Vec<Edge> {
    let edge = |e: petgraph::graph::EdgeReference<'_, Option<f32>>| Edge {
        from: e.source().index(),
        to: e.target().index(),
        stated: e.weight().is_some(),
    };
    graph.edge_references().map(edge).collect()
}

/// Takes the least confident statement out of each cycle until none is left. Dates alone make no cycle.
fn break_cycles(graph: &mut DiGraph<(), Option<f32>>, set_aside: &mut Vec<(usize, usize)>) {
    loop {
        let mut home = vec![usize::MAX; graph.node_count()];
        for (number, component) in kosaraju_scc(&*graph).iter().enumerate().filter(|(_, c)| c.len() > 1) {
            for node in component {
                if let Some(slot) = home.get_mut(node.index()) {
                    *slot = number;
                }
            }
        }
        let Some(weakest) = weakest_inside(graph, &home) else { return };
        // From the highest index down, so that removal, which moves the last edge, leaves the others in place.
        for edge in weakest {
            set_aside.extend(graph.edge_endpoints(edge).map(|(from, to)| (from.index(), to.index())));
            graph.remove_edge(edge);
        }
    }
}

/// The least confident statement of each component, highest edge index first; nothing when there is no component.
fn weakest_inside(graph: &DiGraph<(), Option<f32>>, home: &[usize]) -> Option<Vec<EdgeIndex>> {
    let mut weakest: BTreeMap<usize, (f32, EdgeIndex)> = BTreeMap::new();
    for edge in graph.edge_references() {
        let (from, to) = (home.get(edge.source().index()), home.get(edge.target().index()));
        let (Some(&component), Some(&confidence)) = (from, edge.weight().as_ref()) else { continue };
        if component == usize::MAX || from != to {
            continue;
        }
        let entry = weakest.entry(component).or_insert((confidence, edge.id()));
        if confidence < entry.0 {
            *entry = (confidence, edge.id());
        }
    }
    let mut edges: Vec<EdgeIndex> = weakest.into_values().map(|(_, edge)| edge).collect();
    edges.sort_unstable_by(|a, b| b.cmp(a));
    (!edges.is_empty()).then_some(edges)
}

/// Transitive reduction; an edge that both dates and a statement give counts as given by dates.
fn reduce(graph: &DiGraph<(), Option<f32>>) -> Vec<Edge> {
    let Ok(sorted) = petgraph::algo::toposort(graph, None) else { return edges_of(graph) };
    let (list, place) = dag_to_toposorted_adjacency_list::<_, u32>(graph, &sorted);
    let (reduction, _) = dag_transitive_reduction_closure(&list);
    let place = |node: NodeIndex| place.get(node.index()).copied();
    let kept = |edge: &Edge| {
        let ends = place(NodeIndex::new(edge.from)).zip(place(NodeIndex::new(edge.to)));
        ends.is_some_and(|(from, to)| reduction.contains_edge(from, to))
    };
    edges_of(graph).into_iter().filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(first: i32, last: i32) -> Place {
        let day = NaiveDate::from_num_days_from_ce_opt;
        Place { earliest: day(738_000 + first), latest: day(738_000 + last) }
    }

    fn pairs(edges: &[Edge]) -> Vec<(usize, usize)> {
        edges.iter().map(|edge| (edge.from, edge.to)).collect()
    }

    fn order_edges(places: &[Place], stated: &[(usize, usize, f32)]) -> Vec<Edge> {
        order(places, stated, Extent::Reduction).edges
    }

    #[test]
    fn an_edge_that_others_imply_is_not_drawn() {
        let places = [place(1, 1), place(3, 3), place(2, 2), place(2, 9)];
        assert_eq!(pairs(&order_edges(&places, &[])), [(0, 2), (0, 3), (2, 1)]);
    }

    #[test]
    fn a_statement_orders_what_dates_leave_open() {
        let places = [place(1, 5), place(1, 5), place(7, 7)];
        let edges = order_edges(&places, &[(0, 1, 0.9)]);
        assert_eq!(pairs(&edges), [(0, 1), (1, 2)]);
        assert!(edges.iter().any(|e| e.stated && e.from == 0));
    }

    #[test]
    fn of_a_cycle_the_least_confident_statement_goes() {
        let places = [place(1, 5), place(1, 5), place(1, 5)];
        let edges = order_edges(&places, &[(0, 1, 0.9), (1, 2, 0.5), (2, 0, 0.8)]);
        assert_eq!(pairs(&edges), [(0, 1), (2, 0)]);
        let set_aside = order(&places, &[(0, 1, 0.9), (1, 2, 0.5), (2, 0, 0.8)], Extent::Reduction).set_aside;
        assert_eq!(set_aside, [(1, 2)]);
    }

    #[test]
    fn a_statement_against_the_dates_is_left_out() {
        let found = order(&[place(1, 1), place(2, 2)], &[(1, 0, 1.0)], Extent::Reduction);
        assert_eq!((pairs(&found.edges), found.set_aside), (vec![(0, 1)], vec![(1, 0)]));
    }

    #[test]
    fn a_chain_is_the_shortest_that_there_is() {
        let places = [place(1, 1), place(2, 2), place(2, 9), place(9, 9)];
        let edges = order_edges(&places, &[(2, 3, 0.9)]);
        assert_eq!(chain(&edges, 0, 3).map(|steps| pairs(&steps)), Some(vec![(0, 1), (1, 3)]));
        assert_eq!(chain(&edges, 3, 0), None);
        assert_eq!(chain(&edges, 1, 2), None);
    }

    fn reachable(count: usize, edges: &[(usize, usize)]) -> Vec<bool> {
        let mut reach = vec![false; count * count];
        for (a, b) in edges {
            reach[a * count + b] = true;
        }
        for k in 0..count {
            for a in 0..count {
                for b in 0..count {
                    reach[a * count + b] |= reach[a * count + k] && reach[k * count + b];
                }
            }
        }
        reach
    }

    proptest! {
        #[test]
        fn the_reduction_says_the_same_with_the_fewest_edges(
            days in prop::collection::vec((0i32..12, 0i32..4), 1..9),
            stated in prop::collection::vec((0usize..9, 0usize..9, 0.0f32..1.0), 0..6),
        ) {
            let places: Vec<Place> = days.iter().map(|(first, long)| place(*first, first + long)).collect();
            let count = places.len();
            let edges = pairs(&order_edges(&places, &stated));
            let reach = reachable(count, &edges);
            for a in 0..count {
                prop_assert!(!reach[a * count + a], "no cycle survives");
                for b in 0..count {
                    let dated = places[a].latest < places[b].earliest;
                    prop_assert!(!dated || reach[a * count + b], "{a} lies before {b} by their dates");
                }
            }
            let all = pairs(&order(&places, &stated, Extent::Closure).edges);
            let expected: Vec<_> =
                (0..count * count).filter(|at| reach[*at]).map(|at| (at / count, at % count)).collect();
            prop_assert_eq!(all, expected, "the closure is what the reduction implies");
            let mut turned = stated.clone();
            turned.reverse();
            for extent in [Extent::Reduction, Extent::Closure] {
                prop_assert_eq!(order(&places, &turned, extent), order(&places, &stated, extent), "in any order");
            }
            for skip in 0..edges.len() {
                let rest: Vec<_> = edges.iter().enumerate().filter(|(i, _)| *i != skip).map(|(_, e)| *e).collect();
                prop_assert!(reachable(count, &rest) != reach, "every edge is needed");
            }
        }
    }
}
