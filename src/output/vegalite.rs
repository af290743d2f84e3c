//! A Vega-Lite specification with its data inside, for notebooks and Observable.
//!
//! Days are points, what lasts is a bar, bounds are thin bars. Where one end is open, its column is null, and the day that
//! is known is a line with an arrow. Times are UTC, so that no reader's zone moves a day.

use std::io::Write;

use serde_json::{Value, json};

use super::cells::{articles, representative, rounded};
use super::lanes::{Lanes, leading};
use super::loss::{Losses, UNDATED};
use super::sink;
use super::vis::six_digits;
use super::when::{Shape, When};
use crate::Error;
use crate::timeline::{Event, Timeline};

/// Lanes beyond this number share one.
const MOST_LANES: usize = 20;

/// A line where the known end is, and an arrow to where nothing is known.
const FROM: &str = "M0,-1V1M0,0H3M2.2,-0.7L3,0L2.2,0.7";
const TO: &str = "M0,-1V1M0,0H-3M-2.2,-0.7L-3,0L-2.2,0.7";

/// Writes `timeline` under `title`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, title: &str, mut out: impl Write) -> Result<Losses, Error> {
    let keys: Vec<Vec<&str>> = timeline.events.iter().map(leading).collect();
    let lanes = Lanes::of(&keys, MOST_LANES);
    let mut losses = Losses::default();
    let rows = timeline.events.iter().enumerate().map(|(place, event)| row(event, lanes.first(place).1));
    let values = losses.sift(rows, UNDATED);
    sink::line(&mut out, &specification(title, &lanes.names, values))?;
    Ok(losses)
}

fn row(event: &Event, lane: &str) -> Option<Value> {
    let when = When::of(event);
    let kind = match when.shape {
        Shape::Days(first, last) if first == last => "day",
        Shape::Days(..) => "span",
        Shape::Between(..) => "bounds",
        Shape::Since(_) | Shape::NotBefore(_) => "from",
        Shape::Until(_) | Shape::NotAfter(_) => "to",
        Shape::Unknown => return None,
    };
    let (first, last) = when.days();
    let kind_of_event = representative(event).map(|first| first.event_type).unwrap_or_default().name();
    Some(json!({
        "id": event.id,
        "headline": event.headline,
        "date": when.words(),
        "start": first.map(six_digits),
        "end": last.map(|last| six_digits(last.succ_opt().unwrap_or(last))),
        "kind": kind,
        "approximate": when.approximate || when.uncertain,
        "lane": lane,
        "type": kind_of_event,
        "confidence": rounded(event.confidence),
        "articles": articles(event).len(),
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
    let mut ending = encoding.clone();
    ending["x"]["field"] = json!("end");
    let arrow =
        |shape| json!({"type": "point", "shape": shape, "filled": false, "strokeWidth": 1.5, "size": 130});
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
            {"transform": [{"filter": "datum.kind == 'from'"}], "mark": arrow(FROM), "encoding": encoding},
            {"transform": [{"filter": "datum.kind == 'to'"}], "mark": arrow(TO), "encoding": ending},
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
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(UNDATED, 1)]);
        let chart: Value = serde_json::from_slice(&bytes).expect("JSON");
        let rows = chart["data"]["values"].as_array().expect("rows");
        let kinds: Vec<&str> = rows.iter().map(|row| row["kind"].as_str().expect("a kind")).collect();
        assert_eq!(kinds, ["day", "span", "span", "day", "span", "from", "bounds", "to", "day"]);
        assert_eq!((&rows[5]["end"], &rows[7]["start"]), (&Value::Null, &Value::Null));
        assert_eq!(rows[7]["end"], "2023-01-04");
        assert_eq!(chart["layer"][0]["params"][0]["name"], "zoom");
        assert_eq!((&rows[0]["start"], &rows[1]["end"]), (&"-000043-03-15".into(), &"2020-01-01".into()));
    }
}
