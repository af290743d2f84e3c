//! Where each event stands: lanes by actor, rows in a lane, room for the headline.

use chrono::{Days, NaiveDate};

use super::super::lanes::Lanes;
use super::super::loss::{Losses, UNDATED};
use super::super::when::{Shape, When};
use super::{DOTS, GUTTER, LETTER, ROW, WIDTH, number};
use crate::timeline::{Event, Timeline};

/// Lanes beyond this number share one.
const MOST_LANES: usize = 14;

/// A lane.
pub(super) struct Lane<'a> {
    /// Its name.
    pub name: &'a str,
    /// Pixels from the first lane.
    pub top: f64,
    /// Pixels.
    pub height: f64,
}

/// An event in its place.
pub(super) struct Place<'a> {
    /// The event.
    pub event: &'a Event,
    /// First day drawn.
    pub first: NaiveDate,
    /// The day after the last.
    pub last: NaiveDate,
    /// Pixels from the first lane.
    pub top: f64,
    /// How much of the headline has room.
    pub letters: usize,
    /// True where the headline stands before the sign.
    pub before: bool,
    lane: usize,
    row: usize,
}

/// The drawing.
pub(super) struct Layout<'a> {
    /// First day of the axis.
    pub from: NaiveDate,
    /// Last day of the axis.
    pub to: NaiveDate,
    /// The lanes from top to bottom.
    pub lanes: Vec<Lane<'a>>,
    /// The events.
    pub places: Vec<Place<'a>>,
    /// Height of all lanes.
    pub height: f64,
}

impl<'a> Layout<'a> {
    /// Puts the events into lanes and rows; those without any date are counted in `losses`.
    ///
    /// Complexity: O(events · rows of a lane).
    pub fn of(timeline: &'a Timeline, losses: &mut Losses) -> Self {
        let names = Lanes::by_actor(timeline, MOST_LANES);
        let mut places = Vec::new();
        for (at, event) in timeline.events.iter().enumerate() {
            let days = When::of(event).days();
            let Some(first) = days.0.or(days.1) else {
                losses.add(UNDATED);
                continue;
            };
            let last = days.1.unwrap_or(first);
            let last = last.succ_opt().unwrap_or(last);
            places.push(Place {
                event,
                first,
                last,
                top: 0.0,
                letters: 0,
                before: false,
                lane: names.of(at).0,
                row: 0,
            });
        }
        let from = places.iter().map(|place| place.first).min().unwrap_or_default();
        let to = places.iter().map(|place| place.last).max().unwrap_or_default();
        let to = to.max(from.checked_add_days(Days::new(7)).unwrap_or(from));
        places.sort_by_key(|place| (place.first, place.event.ordinal));
        let mut layout = Self { from, to, lanes: Vec::new(), places, height: 0.0 };
        layout.rows(&names.names);
        layout
    }

    /// The place of a day across the drawing. A margin is kept at the right.
    pub fn x(&self, day: NaiveDate) -> f64 {
        let share = (number(day) - number(self.from)) / (number(self.to) - number(self.from)).max(1.0);
        GUTTER + 44.0 + share * (WIDTH - GUTTER - 44.0 - 60.0)
    }

    fn rows(&mut self, names: &[&'a str]) {
        let mut ends: Vec<Vec<f64>> = vec![Vec::new(); names.len()];
        let spans: Vec<(f64, f64)> = self.places.iter().map(|p| (self.x(p.first), self.x(p.last))).collect();
        for (place, (x0, x1)) in self.places.iter_mut().zip(spans) {
            let Some(rows) = ends.get_mut(place.lane) else { continue };
            place.fit(rows, x0, x1.max(x0 + 10.0));
        }
        let mut top = 0.0;
        for (name, rows) in names.iter().zip(&ends) {
            let height = rows.len().max(1) as f64 * ROW + 10.0;
            self.lanes.push(Lane { name, top, height });
            top += height;
        }
        for place in &mut self.places {
            let lane = self.lanes.get(place.lane).map_or(0.0, |lane| lane.top);
            place.top = lane + 5.0 + place.row as f64 * ROW;
        }
        self.height = top;
    }
}

/// Pixels that a sign takes before the day: the dots of an open beginning.
pub(super) fn lead(shape: Shape) -> f64 {
    if matches!(shape, Shape::Until(_) | Shape::NotAfter(_)) { DOTS } else { 6.0 }
}

/// Pixels that a sign takes behind the day: the dots of an open end.
pub(super) fn tail(shape: Shape) -> f64 {
    if matches!(shape, Shape::Since(_) | Shape::NotBefore(_)) { DOTS - 8.0 } else { 0.0 }
}

impl Place<'_> {
    /// Takes the first row in which sign and headline have room: behind the sign, else before it.
    fn fit(&mut self, rows: &mut Vec<f64>, x0: f64, x1: f64) {
        let letters = self.event.headline.chars().count();
        let width = letters as f64 * LETTER + 12.0;
        let shape = When::of(self.event).shape;
        let (lead, x1) = (lead(shape), x1 + tail(shape));
        let fits = x1 + width < WIDTH - 8.0;
        self.before = !fits && x0 - width - lead > GUTTER;
        let start = if self.before { x0 - width - lead } else { x0 - lead };
        let end = if self.before { x1 + 8.0 } else { (x1 + width).min(WIDTH) };
        let room = (WIDTH - 8.0 - x1) / LETTER;
        self.letters = if fits || self.before { letters } else { (room.max(4.0)) as usize };
        self.row = rows.iter().position(|last| *last <= start).unwrap_or(rows.len());
        match rows.get_mut(self.row) {
            Some(row) => *row = end,
            None => rows.push(end),
        }
    }
}
