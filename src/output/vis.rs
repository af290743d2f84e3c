//! The groups and items of vis-timeline.
//!
//! Its ends are exclusive, and it reads `2019` as milliseconds: every date is written as full days. Bounds are ranges of
//! the class `bounds`; approximate dates have the class `approximate`, open ends `open`, so that a style can show them.

use std::io::Write;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::escape::markup;
use super::jsonl;
use super::lanes::Lanes;
use super::loss::{HALF_BOUND, Losses, UNDATED};
use super::timelinejs::body;
use super::when::{Shape, When};
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
}

/// Writes `timeline`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, mut out: impl Write) -> Result<Losses, Error> {
    let lanes = Lanes::by_actor(timeline, MOST_GROUPS);
    let mut losses = Losses::default();
    let mut items = Vec::with_capacity(timeline.events.len());
    for (place, event) in timeline.events.iter().enumerate() {
        match item(event, lanes.of(place).0) {
            Ok(item) => items.push(item),
            Err(loss) => losses.add(loss),
        }
    }
    let group = |(id, name): (usize, &&str)| Group { id, content: markup(name) };
    let groups = lanes.names.iter().enumerate().map(group).collect();
    jsonl::line(&mut out, &Data { groups, items })?;
    Ok(losses)
}

fn item(event: &Event, group: usize) -> Result<Item<'_>, &'static str> {
    let when = When::of(event);
    let (first, last) = match when.shape {
        Shape::Days(first, last) | Shape::Between(first, last) => (first, Some(last)),
        Shape::Since(first) => (first, None),
        Shape::Until(_) | Shape::NotBefore(_) | Shape::NotAfter(_) => return Err(HALF_BOUND),
        Shape::Unknown => return Err(UNDATED),
    };
    let last = last.filter(|last| *last != first);
    let mut class = String::from(if when.is_bound() { "bounds" } else { "dated" });
    let marks = [
        (when.approximate || when.uncertain, " approximate"),
        (matches!(when.shape, Shape::Since(_)), " open"),
    ];
    marks.iter().filter(|(holds, _)| *holds).for_each(|(_, mark)| class.push_str(mark));
    Ok(Item {
        id: &event.id,
        group,
        content: markup(&event.headline),
        title: format!("<p>{}</p>{}", markup(&when.words()), body(event)),
        start: six_digits(first),
        end: last.and_then(|last| last.succ_opt()).map(six_digits),
        kind: if last.is_some() { "range" } else { "box" },
        class,
    })
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
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(HALF_BOUND, 1), (UNDATED, 1)]);
        assert_eq!(items.len(), 8);
        assert_eq!(items[0]["start"], "-000043-03-15");
        assert_eq!((&items[1]["start"], &items[1]["end"]), (&"2019-01-01".into(), &"2020-01-01".into()));
        assert_eq!((&items[3]["type"], items[3].get("end")), (&"box".into(), None));
        assert_eq!(items[6]["className"], "bounds");
        let groups = data["groups"].as_array().expect("groups").len() as u64;
        assert!(items.iter().all(|item| item["group"].as_u64().is_some_and(|group| group < groups)));
        assert!(!String::from_utf8_lossy(&bytes).contains("<script"));
    }
}
