//! A simple temporal network: points in time and the least distances between them.
//!
//! Source: R. Dechter, I. Meiri, J. Pearl, Temporal Constraint Networks, Artificial Intelligence 49 (1991): such a
//! network is consistent exactly when it has no cycle of positive length, and the tightest bounds are longest paths.
//! The all-pairs closure of that paper is avoided: only the distance to the calendar is asked for. What texts state
//! is nearly free of cycles, so the graph is condensed into its strongly connected components, which are then passed
//! in topological order; only inside a component (events on the same day, contradictions) do rounds repeat.
//!
//! Complexity: O(points + edges) for the condensation and all single points, O(points × edges) within a component.
//! Knows numbers. Does not know events, words or dates.

use std::ops::{Add, Sub};

use super::component::{Components, Graph};

/// A place on the time line, or a distance: days first, then steps inside one day.
///
/// Steps have no length: a strict `before` costs one step, so that events of one day can be in order without any
/// clock, and a cycle of them is still found to be impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Offset {
    pub(super) days: i64,
    pub(super) steps: i64,
}

impl Offset {
    /// More steps than any text can state.
    pub(super) const MANY: i64 = 1 << 40;
    pub(super) const ZERO: Self = Self { days: 0, steps: 0 };
    pub(super) const STEP: Self = Self { days: 0, steps: 1 };
}

impl Add for Offset {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { days: self.days.saturating_add(other.days), steps: self.steps.saturating_add(other.steps) }
    }
}

impl Sub for Offset {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { days: self.days.saturating_sub(other.days), steps: self.steps.saturating_sub(other.steps) }
    }
}

/// Why a constraint holds: the number of the statement, or nothing for what holds by definition.
pub(super) type Reason = Option<u32>;

/// `to` lies at least `least` after `from`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) least: Offset,
    pub(super) reason: Reason,
}

/// A point lies not before, or not after, a place on the time line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub(super) point: u32,
    pub(super) place: Offset,
    pub(super) reason: Reason,
}

/// Points, and what is stated about them.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    pub(super) points: usize,
    pub(super) edges: Vec<Edge>,
    pub(super) lower: Vec<Limit>,
    pub(super) upper: Vec<Limit>,
}

/// The tightest bounds of each point, or the statements that cannot all hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Solved {
    pub(super) lower: Vec<Option<Offset>>,
    pub(super) upper: Vec<Option<Offset>>,
    /// Sets of statements that contradict each other; from each set none can be left out. Several at a time, but
    /// not all: solve again once one of each has been set aside.
    pub(super) contradictions: Vec<Vec<u32>>,
    /// How many constraints were looked at.
    #[cfg(test)]
    pub(super) work: usize,
}

impl Network {
    /// Bounds and contradictions.
    pub(super) fn solve(&self) -> Solved {
        let graph = self.graph();
        let components = Components::of(&graph);
        let cycles = self.cycles(&graph, &components);
        if !cycles.is_empty() {
            return Solved { contradictions: cycles, ..Solved::default() };
        }
        let lower = Reach::forward(self, &graph, &components);
        let upper = Reach::backward(self, &graph, &components);
        let contradictions = self.collisions(&lower, &upper);
        Solved {
            #[cfg(test)]
            work: lower.work + upper.work,
            lower: lower.places,
            upper: upper.places,
            contradictions,
        }
    }

    /// For each pair of a first and a last point, the statements behind the lower bound of the one and the upper bound of
    /// the other, each from the point towards the calendar. For a network without contradictions.
    pub(super) fn reasons(&self, ends: impl Iterator<Item = (u32, u32)>) -> Vec<(Vec<u32>, Vec<u32>)> {
        let graph = self.graph();
        let components = Components::of(&graph);
        let lower = Reach::forward(self, &graph, &components);
        let upper = Reach::backward(self, &graph, &components);
        let why = |reach: &Reach, point: u32| -> Vec<u32> {
            let mut stated: Vec<u32> =
                reach.path(point, self).iter().filter_map(|step| step.reason).collect();
            stated.dedup();
            stated
        };
        ends.map(|(first, last)| (why(&lower, first), why(&upper, last))).collect()
    }

    fn graph(&self) -> Graph {
        Graph::new(self.points, self.edges.iter().map(|edge| (edge.from, edge.to)))
    }

    fn edge(&self, number: u32) -> Option<&Edge> {
        self.edges.get(number as usize)
    }

    /// The statements of one cycle of positive length in each component that has any.
    fn cycles(&self, graph: &Graph, components: &Components) -> Vec<Vec<u32>> {
        let mut search = CycleSearch::new(self, graph);
        components.iter().filter_map(|component| search.cycle(component)).collect()
    }

    /// Points whose lower bound lies behind their upper bound, with the statements that led there.
    fn collisions(&self, lower: &Reach, upper: &Reach) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.edges.len() + self.lower.len() + self.upper.len()];
        let mut sets = Vec::new();
        for point in 0..self.points {
            let (Some(least), Some(most)) = (lower.place(point), upper.place(point)) else { continue };
            if least > most {
                sets.extend(self.collision(point as u32, lower, upper, &mut seen));
            }
        }
        sets
    }

    /// One collision, cut where the two paths first meet; nothing when it leans on what an earlier one used.
    fn collision(&self, point: u32, lower: &Reach, upper: &Reach, seen: &mut [bool]) -> Option<Vec<u32>> {
        let (down, up) = (lower.path(point, self), upper.path(point, self));
        // Where both paths share a point nearer to the calendar, the steps from there on are impossible by themselves.
        let meeting =
            |(i, step): (usize, &Step)| up.iter().position(|o| o.point == step.point).map(|j| (i, j));
        let (i, j) = down.iter().enumerate().rev().find_map(meeting).unwrap_or((0, 0));
        let steps: Vec<Step> = down.into_iter().skip(i).chain(up.into_iter().skip(j)).collect();
        let keys: Vec<usize> = steps.iter().map(|step| step.key).collect();
        if keys.iter().any(|key| seen.get(*key).copied().unwrap_or(false)) {
            return None;
        }
        for key in keys {
            if let Some(mark) = seen.get_mut(key) {
                *mark = true;
            }
        }
        Some(sorted(steps.iter().filter_map(|step| step.reason).collect()))
    }
}

fn sorted(mut reasons: Vec<u32>) -> Vec<u32> {
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

/// How a point came to its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Cause {
    #[default]
    Nothing,
    Limit(u32),
    Edge(u32),
}

/// One step of a path to the calendar: the point that it bounds, the constraint, its statement.
#[derive(Clone, Copy, Debug)]
struct Step {
    point: u32,
    key: usize,
    reason: Reason,
}

/// The longest way from the calendar to each point (`forward`), or from each point to it (`backward`).
struct Reach {
    places: Vec<Option<Offset>>,
    causes: Vec<Cause>,
    backward: bool,
    #[cfg(test)]
    work: usize,
}

impl Reach {
    fn forward(network: &Network, graph: &Graph, components: &Components) -> Self {
        let mut reach = Self::start(network, &network.lower, false);
        for component in components.iter() {
            reach.settle(network, graph, component);
        }
        reach
    }

    fn backward(network: &Network, graph: &Graph, components: &Components) -> Self {
        let mut reach = Self::start(network, &network.upper, true);
        for component in components.iter().rev() {
            reach.settle(network, graph, component);
        }
        reach
    }

    fn start(network: &Network, limits: &[Limit], backward: bool) -> Self {
        let mut reach = Self {
            places: vec![None; network.points],
            causes: vec![Cause::Nothing; network.points],
            backward,
            #[cfg(test)]
            work: 0,
        };
        for (number, limit) in limits.iter().enumerate() {
            reach.tighten(limit.point, limit.place, Cause::Limit(number as u32));
        }
        reach
    }

    fn place(&self, point: usize) -> Option<Offset> {
        self.places.get(point).copied().flatten()
    }

    /// Takes the bound if it is tighter than what is known.
    fn tighten(&mut self, point: u32, place: Offset, cause: Cause) -> bool {
        let Some(known) = self.places.get_mut(point as usize) else { return false };
        let tighter = known.is_none_or(|known| if self.backward { place < known } else { place > known });
        if tighter {
            *known = Some(place);
            if let Some(slot) = self.causes.get_mut(point as usize) {
                *slot = cause;
            }
        }
        tighter
    }

    /// Passes the bounds of a component's points on until nothing changes. Without cycles of positive length, which
    /// `cycles` has ruled out, that takes at most as many rounds as the component has points.
    fn settle(&mut self, network: &Network, graph: &Graph, component: &[u32]) {
        for _ in 0..component.len() {
            let mut changed = false;
            for point in component {
                changed |= self.pass_on(network, graph, *point);
            }
            if !changed || component.len() == 1 {
                return;
            }
        }
    }

    fn pass_on(&mut self, network: &Network, graph: &Graph, point: u32) -> bool {
        let Some(place) = self.place(point as usize) else { return false };
        let mut changed = false;
        let edges = if self.backward { graph.arriving(point) } else { graph.leaving(point) };
        for (_, number) in edges {
            let Some(edge) = network.edge(*number) else { continue };
            #[cfg(test)]
            {
                self.work += 1;
            }
            let cause = Cause::Edge(*number);
            changed |= if self.backward {
                self.tighten(edge.from, place - edge.least, cause)
            } else {
                self.tighten(edge.to, place + edge.least, cause)
            };
        }
        changed
    }

    /// The steps from a point to the calendar.
    fn path(&self, point: u32, network: &Network) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = point;
        while steps.len() <= network.points {
            match self.causes.get(at as usize).copied().unwrap_or_default() {
                Cause::Nothing => break,
                Cause::Limit(number) => {
                    steps.push(self.limit_step(at, number, network));
                    break;
                }
                Cause::Edge(number) => {
                    let Some(edge) = network.edge(number) else { break };
                    steps.push(Step { point: at, key: number as usize, reason: edge.reason });
                    at = if self.backward { edge.to } else { edge.from };
                }
            }
        }
        steps
    }

    fn limit_step(&self, point: u32, number: u32, network: &Network) -> Step {
        let (limits, base) =
            if self.backward { (&network.upper, network.lower.len()) } else { (&network.lower, 0) };
        let reason = limits.get(number as usize).and_then(|limit| limit.reason);
        Step { point, key: network.edges.len() + base + number as usize, reason }
    }
}

/// Looks for cycles of positive length inside components (Bellman and Ford, every point a start).
struct CycleSearch<'n> {
    network: &'n Network,
    graph: &'n Graph,
    home: Vec<u32>,
    height: Vec<Offset>,
    cause: Vec<Option<u32>>,
    components: u32,
}

impl<'n> CycleSearch<'n> {
    fn new(network: &'n Network, graph: &'n Graph) -> Self {
        let (home, height, cause) = (Vec::new(), Vec::new(), Vec::new());
        Self { network, graph, home, height, cause, components: 0 }
    }

    fn cycle(&mut self, component: &[u32]) -> Option<Vec<u32>> {
        let leads_to = |from: u32, to: u32| self.graph.leaving(from).iter().any(|(end, _)| *end == to);
        if component.len() == 1 && component.iter().all(|point| !leads_to(*point, *point)) {
            return None;
        }
        // Most texts have no cycle to look for.
        let points = self.network.points;
        self.home.resize(points, 0);
        self.height.resize(points, Offset::ZERO);
        self.cause.resize(points, None);
        self.components += 1;
        for point in component {
            if let Some(home) = self.home.get_mut(*point as usize) {
                *home = self.components;
            }
        }
        let mut last = None;
        for _ in 0..=component.len() {
            last = component.iter().fold(None, |last, point| self.raise(*point).or(last));
            last?;
        }
        last.map(|point| self.trace(point, component.len()))
    }

    /// Raises what lies after a point; the last point that rose.
    fn raise(&mut self, point: u32) -> Option<u32> {
        let mut raised = None;
        let from = self.height.get(point as usize).copied()?;
        for (target, number) in self.graph.leaving(point) {
            let target = *target as usize;
            let Some(edge) = self.network.edge(*number) else { continue };
            if self.home.get(target) != Some(&self.components) {
                continue;
            }
            let (Some(height), Some(cause)) = (self.height.get_mut(target), self.cause.get_mut(target))
            else {
                continue;
            };
            if from + edge.least > *height {
                *height = from + edge.least;
                *cause = Some(*number);
                raised = Some(edge.to);
            }
        }
        raised
    }

    /// The statements of the cycle that a still rising point hangs on.
    fn trace(&self, point: u32, size: usize) -> Vec<u32> {
        let before = |at: u32| {
            let number = self.cause.get(at as usize).copied().flatten();
            number.and_then(|number| self.network.edge(number))
        };
        // After as many steps back as the component has points, one stands on the cycle itself.
        let start = (0..size).fold(point, |at, _| before(at).map_or(at, |edge| edge.from));
        let mut reasons = Vec::new();
        let mut at = start;
        for _ in 0..=size {
            let Some(edge) = before(at) else { break };
            reasons.extend(edge.reason);
            at = edge.from;
            if at == start {
                break;
            }
        }
        sorted(reasons)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `days` days, each with three events in order, one of them lasting, and links over the next days.
    fn text(days: u32) -> Network {
        let mut network = Network { points: 4 * days as usize, ..Network::default() };
        let reason = Some(0);
        let mut after =
            |from: u32, to: u32, least: Offset| network.edges.push(Edge { from, to, least, reason });
        for first in (0..days).map(|day| 4 * day) {
            after(first, first + 1, Offset::ZERO);
            after(first + 1, first + 2, Offset::STEP);
            after(first + 2, first + 3, Offset { days: 0, steps: -Offset::MANY });
            after(first + 3, first + 2, Offset { days: 0, steps: -Offset::MANY });
            if first > 0 {
                after(first - 4, first, Offset::STEP);
                after(first - 2, first + 1, Offset::STEP);
            }
        }
        network.lower.push(Limit { point: 0, place: Offset { days: 7, steps: 0 }, reason });
        network.upper.push(Limit { point: 4 * days - 1, place: Offset { days: 9, steps: 0 }, reason });
        network
    }

    #[test]
    fn the_work_grows_with_the_text_and_no_faster() {
        let work = |days: u32| text(days).solve().work;
        let (short, long) = (work(500), work(5000));
        assert!(short > 0 && long <= 10 * short + 100, "{short} for 500 days, {long} for 5000");
        assert!(long <= 4 * text(5000).edges.len(), "{long}");
    }
}
