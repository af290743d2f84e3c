//! A Vega-Lite specification with its data inside, for notebooks and Observable.
//!
//! Days are points, what lasts is a bar, bounds are thin bars. Times are UTC, so that no reader's zone moves a day.

use std::io::Write;

use serde_json::{Value, json};

use super::jsonl;
use super::lanes::Lanes;
use super::loss::{HALF_BOUND, Losses, UNDATED};
use super::names::Name;
use super::vis::six_digits;
use super::when::{Shape, When};
use crate::Error;
use crate::timeline::{Event, Timeline};

/// Lanes beyond this number share one.
const MOST_LANES: usize = 20;

/// Writes `timeline` under `title`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, title: &str, mut out: impl Write) -> Result<Losses, Error> {
    let lanes = Lanes::by_actor(timeline, MOST_LANES);
    let mut losses = Losses::default();
    let mut values = Vec::with_capacity(timeline.events.len());
    for (place, event) in timeline.events.iter().enumerate() {
        match row(event, lanes.of(place).1) {
            Ok(row) => values.push(row),
            Err(loss) => losses.add(loss),
        }
    }
    jsonl::line(&mut out, &specification(title, &lanes.names, values))?;
    Ok(losses)
}

fn row(event: &Event, lane: &str) -> Result<Value, &'static str> {
    let when = When::of(event);
    let (kind, first, last) = match when.shape {
        Shape::Days(first, last) if first == last => ("day", first, last),
        Shape::Days(first, last) => ("span", first, last),
        Shape::Between(first, last) => ("bounds", first, last),
        Shape::Since(first) => ("open", first, first),
        Shape::Until(_) | Shape::NotBefore(_) | Shape::NotAfter(_) => return Err(HALF_BOUND),
        Shape::Unknown => return Err(UNDATED),
    };
    let kind_of_event = event.mentions.first().map_or("OTHER", |mention| mention.event_type.name());
    Ok(json!({
        "id": event.id,
        "headline": event.headline,
        "date": when.words(),
        "start": six_digits(first),
        "end": six_digits(last.succ_opt().unwrap_or(last)),
        "kind": kind,
        "approximate": when.approximate || when.uncertain,
        "lane": lane,
        "type": kind_of_event,
        "confidence": super::cells::rounded(event.confidence),
        "articles": super::cells::articles(event).len(),
    }))
}

fn specification(title: &str, lanes: &[&str], values: Vec<Value>) -> Value {
    let x = json!({"field": "start", "type": "temporal", "scale": {"type": "utc"}, "title": null});
    let y = json!({"field": "lane", "type": "nominal", "sort": lanes, "title": null});
    let opacity = json!({"field": "confidence", "type": "quantitative", "scale": {"domain": [0, 1], "range": [0.3, 1]}, "legend": null});
    let color = json!({"field": "type", "type": "nominal", "title": "type"});
    let tooltip =
        json!([{"field": "headline"}, {"field": "date"}, {"field": "articles"}, {"field": "confidence"}]);
    let encoding = json!({"x": x, "y": y, "color": color, "opacity": opacity, "tooltip": tooltip});
    // A selection belongs to one layer; its scales are those of all.
    let zoom =
        json!([{"name": "zoom", "select": {"type": "interval", "encodings": ["x"]}, "bind": "scales"}]);
    let mut ranged = encoding.clone();
    ranged["x2"] = json!({"field": "end"});
    json!({
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": title,
        "width": 900,
        "height": {"step": 28},
        "data": {"values": values},
        "layer": [
            {"params": zoom, "transform": [{"filter": "datum.kind == 'bounds'"}], "mark": {"type": "bar", "height": 4}, "encoding": ranged},
            {"transform": [{"filter": "datum.kind == 'span'"}], "mark": {"type": "bar", "height": 12, "cornerRadius": 3}, "encoding": ranged},
            {"transform": [{"filter": "datum.kind == 'day'"}], "mark": {"type": "point", "shape": "circle", "filled": true, "size": 80}, "encoding": encoding},
            {"transform": [{"filter": "datum.kind == 'open'"}], "mark": {"type": "point", "shape": "triangle-right", "filled": true, "size": 110}, "encoding": encoding},
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn bounds_are_bars_and_years_have_six_digits() {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), "t", &mut bytes).expect("memory");
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(HALF_BOUND, 1), (UNDATED, 1)]);
        let chart: Value = serde_json::from_slice(&bytes).expect("JSON");
        let rows = chart["data"]["values"].as_array().expect("rows");
        let kinds: Vec<&str> = rows.iter().map(|row| row["kind"].as_str().expect("a kind")).collect();
        assert_eq!(kinds, ["day", "span", "span", "day", "span", "open", "bounds", "day"]);
        assert_eq!(chart["layer"][0]["params"][0]["name"], "zoom");
        assert_eq!((&rows[0]["start"], &rows[1]["end"]), (&"-000043-03-15".into(), &"2020-01-01".into()));
    }
}
