//! Lanes: one for each of those who take part in most events, one for all others.

use std::collections::BTreeMap;

use crate::timeline::Event;

/// The lane of events of which nobody has a lane.
const OTHERS: &str = "Others";

/// Who takes part in an event, each once: the actors, then the targets. In the lanes of each of them it is drawn.
pub(super) fn participants(event: &Event) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::with_capacity(event.actors.len() + event.targets.len());
    for participant in event.actors.iter().chain(&event.targets) {
        if !names.contains(&&*participant.name) {
            names.push(&participant.name);
        }
    }
    names
}

/// The first actor of an event, for programs in which an item has one group.
pub(super) fn leading(event: &Event) -> Vec<&str> {
    event.actors.first().map(|actor| &*actor.name).into_iter().collect()
}

/// The lanes of a timeline.
pub(super) struct Lanes<'a> {
    /// Their names, the one with most events first, that of the others last.
    pub names: Vec<&'a str>,
    /// The lanes of each event, as indices into `names`, from top to bottom; never empty.
    of: Vec<Vec<usize>>,
}

impl<'a> Lanes<'a> {
    /// At most `most` lanes and one for the others, of events with these `keys`. Keys of a single event get none when
    /// there are others. Complexity: O(keys · log keys).
    pub fn of(keys: &[Vec<&'a str>], most: usize) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        keys.iter().flatten().for_each(|name| *counts.entry(name).or_default() += 1);
        let all = counts.len();
        let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
        ranked.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        ranked.retain(|(_, count)| all <= most || *count > 1);
        ranked.truncate(most);
        let mut names: Vec<&str> = ranked.into_iter().map(|(name, _)| name).collect();
        let places: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
        let own = |keys: &Vec<&str>| {
            let mut own: Vec<usize> = keys.iter().filter_map(|name| places.get(name).copied()).collect();
            own.sort_unstable();
            if own.is_empty() { vec![places.len()] } else { own }
        };
        let of: Vec<Vec<usize>> = keys.iter().map(own).collect();
        if of.iter().any(|own| own.contains(&names.len())) {
            names.push(OTHERS);
        }
        Self { names, of }
    }

    /// The lanes of the event at `place`.
    pub fn at(&self, place: usize) -> &[usize] {
        self.of.get(place).map_or(&[], Vec::as_slice)
    }

    /// The first lane of the event at `place`, and its name.
    pub fn first(&self, place: usize) -> (usize, &'a str) {
        let lane = self.at(place).first().copied().unwrap_or(0);
        (lane, self.names.get(lane).copied().unwrap_or(OTHERS))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::linking::Participant;

    #[test]
    fn every_event_has_a_lane() {
        let mut timeline = samples::timeline();
        timeline.events[1].actors.clear();
        let keys: Vec<Vec<&str>> = timeline.events.iter().map(leading).collect();
        let lanes = Lanes::of(&keys, 5);
        assert_eq!(lanes.names, ["Norway", OTHERS]);
        assert_eq!((lanes.first(0), lanes.first(1)), ((0, "Norway"), (1, OTHERS)));
        let none = Lanes::of(&keys, 0);
        assert_eq!((none.names.as_slice(), none.first(0)), ([OTHERS].as_slice(), (0, OTHERS)));
    }

    #[test]
    fn an_event_of_two_stands_in_the_lanes_of_both() {
        let mut timeline = samples::timeline();
        let who = |name: &str| Participant { name: name.into(), ..Participant::default() };
        timeline.events[2].targets = vec![who("Chile"), who("Norway")];
        let keys: Vec<Vec<&str>> = timeline.events.iter().map(participants).collect();
        let lanes = Lanes::of(&keys, 5);
        assert_eq!(
            (lanes.names.as_slice(), lanes.at(2)),
            (["Norway", "Chile"].as_slice(), [0, 1].as_slice())
        );
    }
}
