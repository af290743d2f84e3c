//! Temporal awareness from raw text: `awareness EVENTS.jsonl TIMEXES.jsonl`, two files as `relations` reads them (they may
//! be the same one).
//!
//! The measure of TempEval-3 (N. UzZaman et al., SemEval-2013 Task 1; N. UzZaman and J. Allen, Temporal Evaluation, ACL
//! 2011): of our links without those that others imply, the share that follows from the annotators' links, and the other way
//! round. A link of ours in the annotated sentences of which an end is not annotated at all counts as wrong. What follows is
//! found by walking over end points (`<` and `<=`), to which the days that our times denote add an order.

mod gold;

use std::collections::HashMap;
use std::error::Error;

use dateline::Extractor;
use dateline::graph::{Node, Relation};
use dateline::text::CharOffsets;
use serde_json::Value;

use gold::{article, list, names, text};

/// A link between two nodes by name: from, how, to.
type Link = (String, Relation, String);

/// Two end points, each of the first (`true`) or the second node, its start or its end (`true`), and whether the second
/// point is later, or only not earlier.
type Demand = ((bool, bool), (bool, bool), bool);

/// Right and all.
type Share = (u32, u32);

fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::builtin()?;
    let (mut precise, mut decided, mut found): (Share, Share, Share) = Default::default();
    for (gold, times) in gold::documents("awareness")? {
        let told = links(&gold);
        let (ours, days, outside) = system(&extractor, &gold, &times);
        let (reference, mine) = (Net::of(&told, &[]), Net::of(&ours, &days));
        let reduced = mine.reduced(&ours);
        let count = |share: &mut Share, right: bool| *share = (share.0 + u32::from(right), share.1 + 1);
        for link in &reduced {
            count(&mut precise, reference.implies(link, &[]));
            if reference.implies(link, &[]) || reference.excludes(link) {
                count(&mut decided, reference.implies(link, &[]));
            }
        }
        precise.1 += outside;
        for link in reference.reduced(&told) {
            count(&mut found, mine.implies(&link, &[]));
        }
    }
    let share = |(right, all): Share| 100.0 * f64::from(right) / f64::from(all.max(1));
    let (p, r) = (share(precise), share(found));
    println!(
        "precision {p:.1} ({}/{}), of what the annotators decide {:.1} ({}/{})",
        precise.0,
        precise.1,
        share(decided),
        decided.0,
        decided.1
    );
    println!("recall {r:.1} ({}/{}), F1 {:.1}", found.0, found.1, 2.0 * p * r / (p + r));
    Ok(())
}

/// The annotators' links; names that are no TimeML's are read as the nearest one, vague ones left out.
fn links(gold: &Value) -> Vec<Link> {
    let read = |link: &Value| {
        let relation = match text(link, "rel") {
            "BEFORE" => Relation::Before,
            "AFTER" => Relation::After,
            "IBEFORE" => Relation::IBefore,
            "IAFTER" => Relation::IAfter,
            "INCLUDES" | "CONTAINS" => Relation::Includes,
            "IS_INCLUDED" => Relation::IsIncluded,
            "SIMULTANEOUS" => Relation::Simultaneous,
            "BEGINS" | "BEGINS_ON" => Relation::Begins,
            "BEGUN_BY" | "BEGUN_ON" => Relation::BegunBy,
            "ENDS" | "ENDS_ON" => Relation::Ends,
            "ENDED_BY" | "ENDED_ON" => Relation::EndedBy,
            _ => return None,
        };
        Some((text(link, "source").to_owned(), relation, text(link, "target").to_owned()))
    };
    list(gold, "tlinks").filter_map(read).collect()
}

/// Our links between what is annotated, the order of all our times by their days, and how many links in annotated sentences
/// have an end that is not annotated.
fn system(extractor: &Extractor, gold: &Value, times: &Value) -> (Vec<Link>, Vec<Link>, u32) {
    let source = text(gold, "text");
    let document = article(gold);
    let extraction = extractor.extract(&document);
    let names = names(&extraction, source, gold, times);
    let offsets = CharOffsets::new(source);
    let annotated = |start: u32| {
        let mut spans = list(gold, "sentences").filter(|s| s["in_eval"].as_bool().unwrap_or(true));
        let at = |s: &Value, key: &str| s[key].as_u64().unwrap_or(0);
        spans.any(|s| (at(s, "start")..at(s, "end")).contains(&u64::from(start)))
    };
    let place = |node: Node| match node {
        Node::Creation => None,
        Node::Timex(at) => extraction.timexes.get(at as usize).map(|timex| offsets.span(timex.span).0),
        Node::Event(at) => extraction.events.get(at as usize).map(|event| offsets.span(event.span).0),
    };
    let inside = |node: Node| place(node).is_none_or(annotated);
    let name = |node: Node| names.get(&node).cloned().unwrap_or_else(|| format!("{node:?}"));
    let (mut ours, mut outside) = (Vec::new(), 0);
    for link in extraction.tlinks.iter().filter(|link| inside(link.from) && inside(link.to)) {
        if names.contains_key(&link.from) && names.contains_key(&link.to) {
            ours.push((name(link.from), link.relation, name(link.to)));
        } else {
            outside += 1;
        }
    }
    let mut days: Vec<_> = (0..)
        .zip(&extraction.timexes)
        .filter_map(|(at, timex)| {
            Some((timex.interval?.first()?, timex.interval?.last()?, name(Node::Timex(at))))
        })
        .collect();
    days.extend(document.published.map(|day| (day, day, name(Node::Creation))));
    let mut order = Vec::new();
    for (first, last, a) in &days {
        for (from, to, b) in &days {
            if last < from {
                order.push((a.clone(), Relation::Before, b.clone()));
            } else if from <= first && last <= to && a != b {
                order.push((a.clone(), Relation::IsIncluded, b.clone()));
            }
        }
    }
    (ours, order, outside)
}

/// End points and what is stated about them: from each point to the ones that are not earlier.
#[derive(Default)]
struct Net {
    points: HashMap<(String, bool), usize>,
    later: Vec<Vec<(usize, bool, usize)>>,
}

impl Net {
    /// `more` holds as well, but is no link that could be left out.
    fn of(links: &[Link], more: &[Link]) -> Self {
        let mut net = Self::default();
        let numbered = links.iter().enumerate().chain(more.iter().map(|link| (usize::MAX, link)));
        for (number, (a, relation, b)) in numbered {
            for (from, to, strict) in demands(*relation) {
                let node = |left: bool| if left { a } else { b };
                let from = net.point(node(from.0), from.1);
                let to = net.point(node(to.0), to.1);
                net.later[from].push((to, strict, number));
            }
        }
        net
    }

    /// The start (`false`) or end of a node.
    fn point(&mut self, node: &str, end: bool) -> usize {
        if let Some(known) = self.points.get(&(node.to_owned(), end)) {
            return *known;
        }
        let start = self.later.len();
        self.later.extend([vec![(start + 1, false, usize::MAX)], Vec::new()]);
        self.points.insert((node.to_owned(), false), start);
        self.points.insert((node.to_owned(), true), start + 1);
        start + usize::from(end)
    }

    /// Whether `to` is later than `from` (`strict`), or not earlier, without the links that are `gone`.
    fn reaches(&self, from: usize, to: usize, strict: bool, gone: &[bool]) -> bool {
        let mut seen = vec![[false; 2]; self.later.len()];
        let mut waiting = vec![(from, false)];
        seen[from][0] = true;
        while let Some((at, later)) = waiting.pop() {
            if at == to && (later || !strict) {
                return true;
            }
            for &(next, step, number) in &self.later[at] {
                let later = later || step;
                if !gone.get(number).copied().unwrap_or(false)
                    && !std::mem::replace(&mut seen[next][usize::from(later)], true)
                {
                    waiting.push((next, later));
                }
            }
        }
        false
    }

    fn holds(&self, (a, relation, b): &Link, gone: &[bool]) -> bool {
        demands(*relation).into_iter().all(|(from, to, strict)| {
            let point = |(left, end): (bool, bool)| {
                self.points.get(&(if left { a.clone() } else { b.clone() }, end)).copied()
            };
            point(from).zip(point(to)).is_some_and(|(from, to)| self.reaches(from, to, strict, gone))
        })
    }

    /// True when a link follows. What is at the same time is not merely included.
    fn implies(&self, link: &Link, gone: &[bool]) -> bool {
        let part = matches!(link.1, Relation::IsIncluded | Relation::Includes);
        let same = (link.0.clone(), Relation::Simultaneous, link.2.clone());
        self.holds(link, gone) && !(part && self.holds(&same, gone))
    }

    /// True when a link cannot hold beside what is stated.
    fn excludes(&self, (a, relation, b): &Link) -> bool {
        demands(*relation).into_iter().any(|(from, to, strict)| {
            let point = |(left, end): (bool, bool)| {
                self.points.get(&(if left { a.clone() } else { b.clone() }, end)).copied()
            };
            point(from).zip(point(to)).is_some_and(|(from, to)| self.reaches(to, from, !strict, &[]))
        })
    }

    /// The links that the others do not imply: each that the rest implies is taken out, one after the other.
    fn reduced(&self, links: &[Link]) -> Vec<Link> {
        let mut gone = vec![false; links.len()];
        for (number, link) in links.iter().enumerate() {
            gone[number] = true;
            gone[number] = self.holds(link, &gone);
        }
        links.iter().zip(&gone).filter(|(_, gone)| !**gone).map(|(link, _)| link.clone()).collect()
    }
}

/// What a relation of a first and a second node demands: pairs of points (first node, end) of which the second is not earlier,
/// or later.
fn demands(relation: Relation) -> Vec<Demand> {
    const START: (bool, bool) = (true, false);
    const END: (bool, bool) = (true, true);
    const OTHER_START: (bool, bool) = (false, false);
    const OTHER_END: (bool, bool) = (false, true);
    let same = |a, b| vec![(a, b, false), (b, a, false)];
    let flip = |demands: Vec<Demand>| {
        let turn = |(left, end): (bool, bool)| (!left, end);
        demands.into_iter().map(|(a, b, strict)| (turn(a), turn(b), strict)).collect()
    };
    match relation {
        Relation::Before => vec![(END, OTHER_START, true)],
        Relation::IBefore => same(END, OTHER_START),
        Relation::IsIncluded | Relation::During => vec![(OTHER_START, START, false), (END, OTHER_END, false)],
        Relation::Simultaneous | Relation::Identity => {
            [same(START, OTHER_START), same(END, OTHER_END)].concat()
        }
        Relation::Begins => [same(START, OTHER_START), vec![(END, OTHER_END, false)]].concat(),
        Relation::Ends => [same(END, OTHER_END), vec![(OTHER_START, START, false)]].concat(),
        other => flip(demands(other.inverse())),
    }
}
