//! Where each event stands: the page's lanes and span of time; rows in a lane, with room for the headline.
//!
//! The page decides places anew at each zoom and in at most six rows, which a person can pull apart; a drawing cannot be,
//! and takes as many rows as the headlines need.

use chrono::{Days, NaiveDate};

use super::super::lanes::{Lanes, participants};
use super::super::loss::{Losses, UNDATED};
use super::super::when::{Shape, When};
use super::glyph::is_ringed;
use super::{GUTTER, ROW, WIDTH, number};
use crate::timeline::{Event, Timeline};

/// Lanes beyond this number share one, as on the page.
const MOST_LANES: usize = 14;
/// More signs than these cannot be told apart: they are counted, as on the page.
const MOST_SIGNS: usize = 900;
/// The lane of events without any actor, as on the page.
const NOBODY: &str = "No named actor";
/// Rows of a lane in which events are counted.
const DENSE_ROWS: usize = 3;
/// Pixels between the lanes' edges and their rows.
const EDGE: f64 = 5.0;
/// Mean width of a letter; letters of East Asia are twice as wide.
const LETTER: f64 = 6.4;
/// Pixels of the dots before or behind a sign of which one end is open.
const DOTS: f64 = 36.0;

/// A lane.
pub(super) struct Lane<'a> {
    /// Its name.
    pub name: &'a str,
    /// Pixels from the first lane.
    pub top: f64,
    /// Pixels.
    pub height: f64,
    /// Its events, in the order of time.
    pub places: Vec<Place<'a>>,
}

/// An event in one of its lanes.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its place in the timeline.
    pub at: usize,
    /// Its date.
    pub when: When<'a>,
    /// Pixels of its first day.
    pub x0: f64,
    /// Pixels of the end of its sign: of the last day of what lasts, and far enough from the first to be seen.
    pub x1: f64,
    /// Pixels of its middle from the first lane.
    pub y: f64,
    /// How much of the headline has room.
    pub letters: usize,
    /// Where the headline stands.
    pub label: Label,
}

/// Where the headline of a sign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Where people look for it.
    Behind,
    /// Where there is no room behind.
    Before,
    /// Upon a bar that leaves no room on either side.
    Upon,
}

/// The drawing.
pub(super) struct Layout<'a> {
    /// First day of the axis.
    pub from: NaiveDate,
    /// Last day of the axis.
    pub to: NaiveDate,
    /// The first and last day of the events.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The lanes from top to bottom.
    pub lanes: Vec<Lane<'a>>,
    /// How many events are drawn, each in one lane or several.
    pub events: usize,
    /// True where events are counted, not drawn one by one.
    pub dense: bool,
    /// Height of all lanes.
    pub height: f64,
}

impl<'a> Layout<'a> {
    /// Puts the events into lanes and rows; those without any date are counted in `losses`.
    ///
    /// Complexity: O(events · lanes), and for at most 900 signs O(signs · rows of a lane).
    pub fn of(timeline: &'a Timeline, losses: &mut Losses) -> Self {
        let dated = timeline.events.iter().enumerate().map(|(at, event)| Dated::of(at, event));
        let mut dated = losses.sift(dated, UNDATED);
        dated.sort_by_key(|one| (one.first, one.event.ordinal));
        let keys: Vec<Vec<&str>> = dated.iter().map(|one| keys(one.event)).collect();
        let names = Lanes::of(&keys, MOST_LANES);
        let mut layout = Self::spanning(&dated);
        layout.lanes = names.names.iter().map(|name| Lane::of(name)).collect();
        for (number, one) in dated.iter().enumerate() {
            let place = layout.place(one);
            for lane in names.at(number) {
                let Some(lane) = layout.lanes.get_mut(*lane) else { continue };
                lane.places.push(place);
            }
        }
        layout.dense = layout.lanes.iter().map(|lane| lane.places.len()).sum::<usize>() > MOST_SIGNS;
        layout.stack();
        layout
    }

    /// The time to show: that of the events with a margin before, and one behind with room for headlines.
    fn spanning(dated: &[Dated<'_>]) -> Self {
        let first = dated.iter().map(|one| one.first).min();
        let last = dated.iter().map(|one| one.last).max();
        let days = first.zip(last);
        let (first, last) = days.unwrap_or_default();
        let span = last.signed_duration_since(first).num_days().unsigned_abs() + 1;
        let margin = |share: u64| Days::new((span.max(10) * share).div_ceil(100));
        let from = first.checked_sub_days(margin(3)).unwrap_or(first);
        let to = last.checked_add_days(margin(16)).unwrap_or(last);
        Self { from, to, days, lanes: Vec::new(), events: dated.len(), dense: false, height: 0.0 }
    }

    /// The place of a day across the drawing.
    pub(super) fn x(&self, day: NaiveDate) -> f64 {
        let share = (number(day) - number(self.from)) / (number(self.to) - number(self.from)).max(1.0);
        GUTTER + share * (WIDTH - GUTTER)
    }

    fn place(&self, one: &Dated<'a>) -> Place<'a> {
        let x0 = self.x(one.first);
        let bar = matches!(one.when.shape, Shape::Between(..)) || one.first != one.last;
        let end = if bar { self.x(one.last.succ_opt().unwrap_or(one.last)) } else { x0 };
        let Dated { event, at, when, .. } = *one;
        Place { event, at, when, x0, x1: end.max(x0 + 10.0), y: 0.0, letters: 0, label: Label::Behind }
    }

    /// Gives the lanes their rows and heights, from top to bottom.
    fn stack(&mut self) {
        let mut top = 0.0;
        for lane in &mut self.lanes {
            let rows = if self.dense { DENSE_ROWS } else { lane.rows(top) };
            (lane.top, lane.height) = (top, rows as f64 * ROW + 2.0 * EDGE);
            top += lane.height;
        }
        self.height = top;
    }
}

/// An event with a day.
struct Dated<'a> {
    event: &'a Event,
    at: usize,
    when: When<'a>,
    first: NaiveDate,
    last: NaiveDate,
}

impl<'a> Dated<'a> {
    /// Open ends are where the known end is.
    fn of(at: usize, event: &'a Event) -> Option<Self> {
        let when = When::of(event);
        let (first, last) = when.days();
        let (first, last) = (first.or(last)?, last.or(first)?);
        Some(Self { event, at, when, first, last })
    }
}

fn keys(event: &Event) -> Vec<&str> {
    let names = participants(event);
    if names.is_empty() { vec![NOBODY] } else { names }
}

impl<'a> Lane<'a> {
    fn of(name: &'a str) -> Self {
        Self { name, top: 0.0, height: 0.0, places: Vec::new() }
    }

    /// Puts the events of a lane that begins at `top` into rows, and says how many rows there are.
    fn rows(&mut self, top: f64) -> usize {
        let mut ends = Vec::new();
        for place in &mut self.places {
            let row = place.fit(&mut ends);
            place.y = top + EDGE + (row as f64 + 0.5) * ROW;
        }
        ends.len()
    }
}

impl Place<'_> {
    /// Takes the first row in which sign and headline have room, and gives its number.
    fn fit(&mut self, ends: &mut Vec<f64>) -> usize {
        let width = wide(&self.event.headline) + 12.0;
        let (lead, end) = (self.x0 - self.lead(), self.x1 + self.tail());
        self.label = match () {
            () if end + width < WIDTH - 8.0 => Label::Behind,
            () if lead - width > GUTTER => Label::Before,
            () if self.x1 - self.x0 > width + 8.0 => Label::Upon,
            () => Label::Behind,
        };
        let (start, full) = match self.label {
            Label::Behind => (lead, (end + width).min(WIDTH)),
            Label::Before => (lead - width, end + 8.0),
            Label::Upon => (lead, end + 8.0),
        };
        let room = if self.label == Label::Behind { WIDTH - 16.0 - end } else { f64::INFINITY };
        self.letters = letters(&self.event.headline, room);
        let row = ends.iter().position(|last| *last <= start).unwrap_or(ends.len());
        match ends.get_mut(row) {
            Some(last) => *last = full,
            None => ends.push(full),
        }
        row
    }

    /// Pixels that the sign takes before its first day: the dots of an open beginning.
    pub fn lead(&self) -> f64 {
        if matches!(self.when.shape, Shape::Until(_) | Shape::NotAfter(_)) {
            DOTS + 2.0
        } else {
            6.0 + self.ring()
        }
    }

    /// Pixels that the sign takes behind its last day: the dots of an open end.
    pub fn tail(&self) -> f64 {
        if matches!(self.when.shape, Shape::Since(_) | Shape::NotBefore(_)) {
            DOTS
        } else {
            3.0 + self.ring()
        }
    }

    /// Pixels that a ring takes.
    fn ring(&self) -> f64 {
        if is_ringed(self.event, self.when.shape) { 3.0 } else { 0.0 }
    }
}

/// How many letters of `text` have room.
fn letters(text: &str, room: f64) -> usize {
    let ends = text.chars().scan(0.0, |end, c| {
        *end += pixels(c);
        Some(*end)
    });
    ends.take_while(|end| *end < room).count()
}

/// Pixels that `text` takes.
pub(super) fn wide(text: &str) -> f64 {
    text.chars().map(pixels).sum()
}

fn pixels(c: char) -> f64 {
    if c >= '\u{1100}' { 2.0 * LETTER } else { LETTER }
}

#[cfg(test)]
mod tests {
    use super::super::super::samples;
    use super::*;
    use crate::linking::Participant;

    #[test]
    fn an_event_stands_in_the_lanes_of_all_who_take_part() {
        let mut timeline = samples::timeline();
        for event in timeline.events.iter_mut().take(2) {
            event.targets = vec![Participant { name: "Chile".into(), ..Participant::default() }];
        }
        timeline.events[2].actors.clear();
        let mut losses = Losses::default();
        let layout = Layout::of(&timeline, &mut losses);
        let lanes: Vec<(&str, usize)> =
            layout.lanes.iter().map(|lane| (lane.name, lane.places.len())).collect();
        assert_eq!(lanes, [("Norway", 8), ("Chile", 2), (NOBODY, 1)]);
        assert_eq!((layout.events, losses.iter().next()), (9, Some((UNDATED, 1))));
    }

    #[test]
    fn no_sign_and_no_headline_lies_upon_another() {
        let mut timeline = samples::timeline();
        timeline.events = (0..300).map(|n| timeline.events[n % 10].clone()).collect();
        let layout = Layout::of(&timeline, &mut Losses::default());
        let mut taken: Vec<(f64, f64, f64)> = Vec::new();
        for place in &layout.lanes[0].places {
            let text = wide(&place.event.headline.chars().take(place.letters).collect::<String>());
            let (start, end) = (place.x0 - place.lead(), place.x1 + place.tail());
            let span = match place.label {
                Label::Behind => (start, end + text),
                Label::Before => (start - text, end),
                Label::Upon => (start, end),
            };
            assert!(taken.iter().all(|(y, a, b)| *y != place.y || span.1 <= *a || *b <= span.0), "{span:?}");
            taken.push((place.y, span.0, span.1));
        }
    }

    #[test]
    fn a_bar_across_the_drawing_carries_its_headline() {
        let mut timeline = samples::timeline();
        timeline.events = vec![samples::bounded("2020-01-01", "2022-12-31")];
        let layout = Layout::of(&timeline, &mut Losses::default());
        let place = &layout.lanes[0].places[0];
        assert_eq!((place.label, place.letters), (Label::Upon, place.event.headline.chars().count()));
    }

    #[test]
    fn too_many_to_tell_apart_are_counted() {
        let mut timeline = samples::timeline();
        timeline.events = (0..MOST_SIGNS + 1).map(|_| timeline.events[3].clone()).collect();
        let layout = Layout::of(&timeline, &mut Losses::default());
        assert!(layout.dense && layout.height < 100.0, "{}", layout.height);
    }
}
