//! Links between events: what comes before what, and which plan came true.

use serde::Serialize;

use crate::graph::{Place, order_edges};
use crate::timeline::{Event, Timeline};

/// How one event stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Relation {
    /// The first ends before the second begins.
    Before,
    /// The first made the second, a plan, come true.
    Realises,
}

/// A link, by places in the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// Place of the first event, from 0.
    pub from: usize,
    /// Place of the second event, from 0.
    pub to: usize,
    /// How they stand to each other.
    pub relation: Relation,
    /// True where an article says so, false where only the dates do.
    pub stated: bool,
}

/// All links: the order by as few as say it all, then the plans that came true.
pub(super) fn all(timeline: &Timeline) -> Vec<Link> {
    let place = |event: &Event| Place { earliest: event.earliest, latest: event.latest };
    let places: Vec<Place> = timeline.events.iter().map(place).collect();
    let order = order_edges(&places, &stated(timeline)).into_iter();
    let before = |edge: crate::graph::Edge| Link {
        from: edge.from,
        to: edge.to,
        relation: Relation::Before,
        stated: edge.stated,
    };
    order.map(before).chain(realised(timeline)).collect()
}

/// Links that an article tells.
pub(super) fn told(timeline: &Timeline) -> Vec<Link> {
    let before = |(from, to, _)| Link { from, to, relation: Relation::Before, stated: true };
    let mut links: Vec<Link> = stated(timeline).into_iter().map(before).collect();
    links.sort_unstable_by_key(|link| (link.from, link.to));
    links.dedup();
    links.extend(realised(timeline));
    links
}

fn realised(timeline: &Timeline) -> Vec<Link> {
    let mut places: Vec<(&str, usize)> =
        timeline.events.iter().enumerate().map(|(at, event)| (event.id.as_str(), at)).collect();
    places.sort_unstable();
    let place = |id: &str| {
        let found = places.binary_search_by_key(&id, |(id, _)| id).ok()?;
        places.get(found).map(|(_, at)| *at)
    };
    let link = |from, to| Link { from, to, relation: Relation::Realises, stated: true };
    let of = |(at, event): (usize, &Event)| {
        event.realises.iter().filter_map(|id| place(id)).map(|to| link(at, to)).collect::<Vec<_>>()
    };
    timeline.events.iter().enumerate().flat_map(of).collect()
}

/// What the articles themselves say about the order: pairs of events, with the confidence of the later mention.
pub(super) fn stated(timeline: &Timeline) -> Vec<(usize, usize, f32)> {
    let mut at: Vec<((&str, u32), usize)> = timeline
        .events
        .iter()
        .enumerate()
        .flat_map(|(number, event)| event.mentions.iter().map(move |m| ((&*m.article, m.index), number)))
        .collect();
    at.sort_unstable();
    let event_of = |article: &str, index: u32| {
        let found = at.binary_search_by(|(key, _)| key.cmp(&(article, index))).ok()?;
        at.get(found).map(|(_, number)| *number)
    };
    let mut pairs = Vec::new();
    for (number, event) in timeline.events.iter().enumerate() {
        for mention in &event.mentions {
            let earlier = mention.after.iter().filter_map(|index| event_of(&mention.article, *index));
            pairs.extend(
                earlier.filter(|from| *from != number).map(|from| (from, number, mention.confidence)),
            );
        }
    }
    pairs
}
