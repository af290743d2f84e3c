//! The JSON of TimelineJS 3.

use std::io::Write;

use serde::Serialize;

use super::super::escape::markup;
use super::super::loss::{Losses, UNDATED};
use super::super::sink;
use super::super::when::{Partial, When};
use super::{body, display};
use crate::Error;
use crate::timeline::{Event, Timeline};

#[derive(Serialize)]
struct Story<'a> {
    title: Slide,
    events: Vec<Happening<'a>>,
}

#[derive(Serialize)]
struct Slide {
    text: Text,
}

#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

#[derive(Serialize)]
struct Happening<'a> {
    unique_id: &'a str,
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "String::is_empty")]
    display_date: String,
    text: Text,
}

/// Every part is there, empty where it is not known: TimelineJS compares a start and an end only in the parts that
/// the start has, and drops ends that look the same.
#[derive(Serialize)]
struct Date {
    year: String,
    month: String,
    day: String,
}

impl From<Partial> for Date {
    fn from(part: Partial) -> Self {
        let number = |part: Option<u32>| part.map(|part| part.to_string()).unwrap_or_default();
        Self { year: part.historical_year().to_string(), month: number(part.month), day: number(part.day) }
    }
}

/// Writes `timeline` under `title`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, title: &str, mut out: impl Write) -> Result<Losses, Error> {
    let mut losses = Losses::default();
    let events = losses.sift(timeline.events.iter().map(happening), UNDATED);
    let text = Text { headline: markup(title), text: String::new() };
    sink::line(&mut out, &Story { title: Slide { text }, events })?;
    Ok(losses)
}

fn happening(event: &Event) -> Option<Happening<'_>> {
    let when = When::of(event);
    Some(Happening {
        unique_id: &event.id,
        start_date: when.part()?.into(),
        end_date: when.end_part().map(Date::from),
        display_date: display(&when),
        text: Text { headline: markup(&event.headline), text: body(event) },
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::super::samples;
    use super::*;

    #[test]
    fn dates_are_as_precise_as_known_and_texts_are_harmless() {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), "<b>", &mut bytes).expect("memory");
        let story: Value = serde_json::from_slice(&bytes).expect("JSON");
        let events = story["events"].as_array().expect("events");
        assert_eq!((events.len(), losses.iter().next()), (9, Some((UNDATED, 1))));
        assert_eq!(events[0]["start_date"]["year"], "-44");
        assert_eq!(events[1]["start_date"], serde_json::json!({"year": "2019", "month": "", "day": ""}));
        assert_eq!(events[2]["display_date"], "about June 2021");
        assert_eq!((&events[4]["end_date"]["day"], events[3].get("end_date")), (&"27".into(), None));
        assert_eq!(events[6]["display_date"], "between 13 July 2022 and 3 January 2023");
        assert!(!String::from_utf8_lossy(&bytes).contains("<script"));
    }
}
