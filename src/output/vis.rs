//! The groups and items of vis-timeline.
//!
//! Its ends are exclusive, and it reads `2019` as milliseconds: every date is written as full days. Bounds are ranges of
//! the class `bounds`; approximate dates have the class `approximate`. It has no open ends: such a range goes to the edge
//! of the timeline, has the class `open-start` or `open-end`, and no border there.

use std::io::Write;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::escape::markup;
use super::lanes::{Lanes, leading};
use super::loss::{Losses, UNDATED};
use super::reach::{Reach, Stretch};
use super::sink;
use super::timelinejs::body;
use super::when::When;
use crate::Error;
use crate::timeline::{Event, Timeline};

/// Groups beyond this number share one.
const MOST_GROUPS: usize = 20;

#[derive(Serialize)]
struct Data<'a> {
    groups: Vec<Group>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Group {
    id: usize,
    content: String,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    group: usize,
    content: String,
    title: String,
    start: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "className")]
    class: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    style: &'static str,
}

/// Writes `timeline`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, mut out: impl Write) -> Result<Losses, Error> {
    let keys: Vec<Vec<&str>> = timeline.events.iter().map(leading).collect();
    let lanes = Lanes::of(&keys, MOST_GROUPS);
    let reach = Reach::of(timeline);
    let mut losses = Losses::default();
    let drawn = timeline.events.iter().enumerate();
    let drawn = drawn.map(|(place, event)| item(event, lanes.first(place).0, &reach));
    let items = losses.sift(drawn, UNDATED);
    let group = |(id, name): (usize, &&str)| Group { id, content: markup(name) };
    let groups = lanes.names.iter().enumerate().map(group).collect();
    sink::line(&mut out, &Data { groups, items })?;
    Ok(losses)
}

fn item<'a>(event: &'a Event, group: usize, reach: &Reach) -> Option<Item<'a>> {
    let when = When::of(event);
    let stretch = reach.stretch(&when)?;
    let Stretch { first, last, open_start, open_end } = stretch;
    let ranged = first != last;
    let mut class = String::from(if when.is_bound() { "bounds" } else { "dated" });
    let marks = [
        (when.approximate || when.uncertain, " approximate"),
        (open_start, " open-start"),
        (open_end, " open-end"),
    ];
    marks.iter().filter(|(holds, _)| *holds).for_each(|(_, mark)| class.push_str(mark));
    Some(Item {
        id: &event.id,
        group,
        content: markup(&event.headline),
        title: format!("<p>{}</p>{}", markup(&when.words()), body(event)),
        start: six_digits(first),
        end: last.succ_opt().filter(|_| ranged).map(six_digits),
        kind: if ranged { "range" } else { "box" },
        class,
        style: style(&when, &stretch),
    })
}

/// What shows without any style sheet that a date is no more than bounds, or has an open end.
fn style(when: &When, stretch: &Stretch) -> &'static str {
    match (stretch.open_start, stretch.open_end) {
        (true, _) => "border-style:dashed;border-left-style:none;background-color:transparent",
        (_, true) => "border-style:dashed;border-right-style:none;background-color:transparent",
        _ if when.is_bound() => "border-style:dashed;background-color:transparent",
        _ if when.approximate || when.uncertain => "border-style:dashed",
        _ => "",
    }
}

/// A day as JavaScript reads it: years before our era have a sign and six digits.
pub(super) fn six_digits(day: NaiveDate) -> String {
    let year = day.year();
    if year >= 0 {
        day.to_string()
    } else {
        format!("-{:06}-{:02}-{:02}", year.unsigned_abs(), day.month(), day.day())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::samples;
    use super::*;

    #[test]
    fn ends_are_exclusive_and_every_item_has_its_group() {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), &mut bytes).expect("memory");
        let data: Value = serde_json::from_slice(&bytes).expect("JSON");
        let items = data["items"].as_array().expect("items");
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(UNDATED, 1)]);
        assert_eq!(items.len(), 9);
        assert_eq!(items[0]["start"], "-000043-03-15");
        assert_eq!((&items[1]["start"], &items[1]["end"]), (&"2019-01-01".into(), &"2020-01-01".into()));
        assert_eq!((&items[3]["type"], items[3].get("end")), (&"box".into(), None));
        assert_eq!(items[5]["className"], "dated open-end");
        assert_eq!((&items[6]["className"], &items[6]["start"]), (&"bounds".into(), &"2022-07-13".into()));
        assert_eq!(
            (&items[7]["className"], &items[7]["end"]),
            (&"bounds open-start".into(), &"2023-01-04".into())
        );
        assert_eq!(items[7]["start"], "-000147-11-06");
        let groups = data["groups"].as_array().expect("groups").len() as u64;
        assert!(items.iter().all(|item| item["group"].as_u64().is_some_and(|group| group < groups)));
        assert!(!String::from_utf8_lossy(&bytes).contains("<script"));
    }
}
