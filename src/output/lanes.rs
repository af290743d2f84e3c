//! Lanes: one for each of the actors with most events, one for all others.

use std::collections::BTreeMap;

use crate::timeline::{Event, Timeline};

/// The lane of events of actors who have none of their own.
const OTHERS: &str = "Others";

/// The lanes of a timeline.
pub(super) struct Lanes<'a> {
    /// Their names, the one with most events first, that of the others last.
    pub names: Vec<&'a str>,
    /// The lane of each event, as an index into `names`.
    pub of: Vec<usize>,
}

impl<'a> Lanes<'a> {
    /// At most `most` lanes and one for the others. Actors of a single event get none when there are others.
    pub fn by_actor(timeline: &'a Timeline, most: usize) -> Self {
        let first = |event: &'a Event| event.actors.first().map(|actor| actor.name.as_str());
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        timeline.events.iter().filter_map(first).for_each(|name| *counts.entry(name).or_default() += 1);
        let all = counts.len();
        let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
        ranked.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        ranked.retain(|(_, count)| all <= most || *count > 1);
        ranked.truncate(most);
        let mut names: Vec<&str> = ranked.into_iter().map(|(name, _)| name).collect();
        let place = |event| first(event).and_then(|name| names.iter().position(|known| *known == name));
        let of: Vec<usize> =
            timeline.events.iter().map(|event| place(event).unwrap_or(names.len())).collect();
        if of.contains(&names.len()) {
            names.push(OTHERS);
        }
        Self { names, of }
    }

    /// The lane of the event at `place` and its name.
    pub fn of(&self, place: usize) -> (usize, &'a str) {
        let lane = self.of.get(place).copied().unwrap_or(0);
        (lane, self.names.get(lane).copied().unwrap_or(OTHERS))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn every_event_has_a_lane() {
        let mut timeline = samples::timeline();
        timeline.events[1].actors.clear();
        let lanes = Lanes::by_actor(&timeline, 5);
        assert_eq!(lanes.names, ["Norway", OTHERS]);
        assert_eq!((lanes.of(0), lanes.of(1)), ((0, "Norway"), (1, OTHERS)));
        let none = Lanes::by_actor(&timeline, 0);
        assert_eq!((none.names.as_slice(), none.of(0)), ([OTHERS].as_slice(), (0, OTHERS)));
    }
}
