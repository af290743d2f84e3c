//! How far an open end reaches, for formats that cannot leave an end open: to the edge of the timeline, never to a day
//! that the event would seem to have.

use chrono::{Days, NaiveDate};

use super::when::{Shape, When};
use crate::timeline::Timeline;

/// The least room between the outermost day of a timeline and its edge, in days.
const LEAST: u64 = 30;

/// The edges of a timeline: beyond its first and its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    first: NaiveDate,
    last: NaiveDate,
}

/// The days to draw of an event, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The first day, or the edge of the timeline.
    pub first: NaiveDate,
    /// The last day, or the edge of the timeline.
    pub last: NaiveDate,
    /// True where `first` is the edge.
    pub open_start: bool,
    /// True where `last` is the edge.
    pub open_end: bool,
}

impl Reach {
    /// The edges of `timeline`: a twentieth of its length away, and a month at least.
    pub fn of(timeline: &Timeline) -> Self {
        let dates = || timeline.events.iter().map(When::of);
        let first = dates().filter_map(|date| date.place()).min().unwrap_or_default();
        let last = dates().filter_map(|date| date.days().1.or(date.place())).max().unwrap_or_default();
        let span = u64::try_from(last.signed_duration_since(first).num_days()).unwrap_or(0);
        let room = Days::new((span / 20).max(LEAST));
        Self {
            first: first.checked_sub_days(room).unwrap_or(first),
            last: last.checked_add_days(room).unwrap_or(last),
        }
    }

    /// The days to draw of a date; nothing for one of which nothing is known.
    pub fn stretch(&self, when: &When) -> Option<Stretch> {
        let (first, last) = when.days();
        if when.shape == Shape::Unknown {
            return None;
        }
        Some(Stretch {
            first: first.unwrap_or(self.first),
            last: last.unwrap_or(self.last),
            open_start: first.is_none(),
            open_end: last.is_none(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn open_ends_reach_beyond_the_outermost_days() {
        let mut timeline = samples::timeline();
        timeline.events.remove(0);
        let reach = Reach::of(&timeline);
        assert_eq!((reach.first, reach.last), ("2018-09-27".parse().unwrap(), "2024-07-15".parse().unwrap()));
        let stretch = |event: &crate::timeline::Event| reach.stretch(&When::of(event));
        let by = stretch(&samples::bounded("", "2023-01-03")).expect("half a bound");
        assert_eq!((by.first, by.open_start, by.open_end), (reach.first, true, false));
        let from = stretch(&samples::bounded("2023-01-03", "")).expect("half a bound");
        assert_eq!((from.last, from.open_start, from.open_end), (reach.last, false, true));
        assert_eq!(stretch(&samples::bounded("", "")), None);
    }
}
