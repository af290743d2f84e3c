//! Links between events: what comes before what, and which plan came true.

use serde::Serialize;

use crate::graph::{Extent, Ordered, Place, order};
use crate::linking::Earlier;
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
}

/// The order of the events, by their dates and by what articles say.
pub(super) fn ordered(timeline: &Timeline, scope: Extent) -> Ordered {
    let place = |event: &Event| Place { earliest: event.earliest, latest: event.latest };
    let places: Vec<Place> = timeline.events.iter().map(place).collect();
    let pairs: Vec<(usize, usize, f32)> =
        stated(timeline).iter().map(|s| (s.from, s.to, s.why.confidence)).collect();
    order(&places, &pairs, scope)
}

/// Links that an article tells.
pub(super) fn told(timeline: &Timeline) -> Vec<Link> {
    let before = |s: &Stated<'_>| Link { from: s.from, to: s.to, relation: Relation::Before };
    let mut links: Vec<Link> = stated(timeline).iter().map(before).collect();
    links.sort_unstable_by_key(|link| (link.from, link.to));
    links.dedup();
    links.extend(realised(timeline));
    links
}

/// The place of an event in a timeline, by its id. Complexity: a sort for all, a binary search for each.
pub(super) fn places(events: &[Event]) -> impl Fn(&str) -> Option<usize> {
    let mut places: Vec<(&str, usize)> = events.iter().map(|event| event.id.as_str()).zip(0..).collect();
    places.sort_unstable();
    move |id| {
        let found = places.binary_search_by_key(&id, |(known, _)| known).ok()?;
        places.get(found).map(|(_, at)| *at)
    }
}

/// The plans that came true.
pub(super) fn realised(timeline: &Timeline) -> Vec<Link> {
    let place = places(&timeline.events);
    let link = |from, to| Link { from, to, relation: Relation::Realises };
    let of = |(at, event): (usize, &Event)| {
        event.realises.iter().filter_map(|id| place(id)).map(|to| link(at, to)).collect::<Vec<_>>()
    };
    timeline.events.iter().enumerate().flat_map(of).collect()
}

/// What an article says about the order of two events, by places in the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stated<'t> {
    /// Place of the earlier event, from 0.
    pub from: usize,
    /// Place of the later event, from 0.
    pub to: usize,
    /// The article.
    pub article: &'t str,
    /// The rule, its precision and the sentence.
    pub why: &'t Earlier,
}

/// What the articles themselves say about the order.
pub(super) fn stated(timeline: &Timeline) -> Vec<Stated<'_>> {
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
    let mut all = Vec::new();
    for (to, event) in timeline.events.iter().enumerate() {
        for mention in &event.mentions {
            let article = &*mention.article;
            let earlier = mention.after.iter().filter_map(|why| Some((event_of(article, why.event)?, why)));
            all.extend(earlier.filter(|(from, _)| *from != to).map(|(from, why)| Stated {
                from,
                to,
                article,
                why,
            }));
        }
    }
    all
}
