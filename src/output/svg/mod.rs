//! The timeline as a drawing: the page's lanes, signs and colours, on a light ground, for print and slides.
//!
//! No script, no font, nothing from outside. A drawing cannot be zoomed into like the page: it stays readable while the
//! timeline is short.

mod axis;
mod layout;

use std::io::Write;

use chrono::{Datelike, NaiveDate};

use super::cells::cut;
use super::escape::markup;
use super::loss::Losses;
use super::sink;
use super::when::{Shape, When};
use crate::Error;
use crate::events::{EventType, Modality, Polarity};
use crate::timeline::{Event, Timeline};
use layout::{Layout, Place, lead, tail};

/// Width of the drawing, in pixels.
const WIDTH: f64 = 1200.0;
/// Width of the names of the lanes.
const GUTTER: f64 = 160.0;
/// Height of the title and of the axis below it.
const HEAD: f64 = 88.0;
/// Height of a row.
const ROW: f64 = 20.0;
/// Length of the dots of an open end.
const DOTS: f64 = 36.0;
/// Mean width of a letter.
const LETTER: f64 = 6.3;

const STYLE: &str = "text{font:12px system-ui,'Segoe UI','Noto Sans','DejaVu Sans',sans-serif;fill:#1d1c1a}\
.t{font:600 24px 'Iowan Old Style',Palatino,'Noto Serif','DejaVu Serif',Georgia,serif}.q{fill:#5f5b54}.n{font-weight:600}\
.h{paint-order:stroke;stroke:#fbfaf6;stroke-width:3px}.g{stroke:#e2ddd2}.l{fill:none;stroke-width:2.5;stroke-linecap:round}\
.o{stroke-dasharray:1 5}.a{fill-opacity:.25;stroke-dasharray:3 2}.u{fill:#fbfaf6}";

/// Writes `timeline` under `title`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, title: &str, out: impl Write) -> Result<Losses, Error> {
    let mut losses = Losses::default();
    let layout = Layout::of(timeline, &mut losses);
    let height = HEAD + layout.height + 24.0;
    let mut drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         role=\"img\">\n<title>{title}</title>\n<style>{STYLE}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fbfaf6\"/>\n\
         <text class=\"t\" x=\"16\" y=\"36\">{title}</text>\n<text class=\"q\" x=\"16\" y=\"56\">{}</text>\n",
        counted(layout.places.len()),
        title = markup(title),
    );
    lanes(&mut drawing, &layout);
    for tick in axis::ticks(layout.from, layout.to) {
        let x = layout.x(tick.day);
        drawing.push_str(&format!(
            "<line class=\"g\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"72\" y2=\"{:.1}\"/><text class=\"q\" x=\"{:.1}\" y=\"82\">{}</text>\n",
            HEAD + layout.height,
            x + 3.0,
            tick.label
        ));
    }
    for place in &layout.places {
        drawing.push_str(&mark(place, &layout));
    }
    drawing.push_str("</svg>\n");
    sink::text(&drawing, out)?;
    Ok(losses)
}

/// `1 event`, `2 events`.
fn counted(events: usize) -> String {
    format!("{events} event{}", if events == 1 { "" } else { "s" })
}

fn lanes(drawing: &mut String, layout: &Layout) {
    for (number, lane) in layout.lanes.iter().enumerate() {
        let y = HEAD + lane.top;
        if number % 2 == 1 {
            drawing.push_str(&format!(
                "<rect x=\"0\" y=\"{y}\" width=\"{WIDTH}\" height=\"{}\" fill=\"#f4f1ea\"/>\n",
                lane.height
            ));
        }
        drawing.push_str(&format!(
            "<text class=\"n\" x=\"16\" y=\"{}\">{}</text>\n",
            y + 18.0,
            markup(&cut(lane.name, 22))
        ));
    }
}

/// One event: its sign, its headline, and all of it as a title.
fn mark(place: &Place, layout: &Layout) -> String {
    let event = place.event;
    let when = When::of(event);
    let (x0, x1) = (layout.x(place.first), layout.x(place.last).max(layout.x(place.first) + 10.0));
    let y = HEAD + place.top + ROW / 2.0;
    let headline = cut(&event.headline, place.letters);
    let (x, anchor) = if place.before {
        (x0 - lead(when.shape), " text-anchor=\"end\"")
    } else {
        (x1 + tail(when.shape) + 6.0, "")
    };
    format!(
        "<g opacity=\"{:.2}\"><title>{}: {}</title>{}<text class=\"h\" x=\"{x:.1}\" y=\"{:.1}\"{anchor}>{}</text></g>\n",
        0.5 + 0.5 * f64::from(event.confidence),
        markup(&when.words()),
        markup(&event.headline),
        sign(event, &when, x0, x1, y),
        y + 4.0,
        markup(&headline)
    )
}

/// A dot for a day, a bar for what lasts, a thin bar with ends for bounds, dots where an end is open.
fn sign(event: &Event, when: &When, x0: f64, x1: f64, y: f64) -> String {
    let color = color(event);
    let mut class = String::from(if when.approximate || when.uncertain { "a" } else { "" });
    if !happened(event) {
        class.push_str(" u");
    }
    let style = format!("class=\"{class}\" fill=\"{color}\" stroke=\"{color}\"");
    let line =
        |path: String, more: &str| format!("<path class=\"l{more}\" stroke=\"{color}\" d=\"{path}\"/>");
    match when.shape {
        Shape::Between(..) => {
            line(format!("M{x0:.1} {:.1}v10M{x0:.1} {y:.1}H{x1:.1}M{x1:.1} {:.1}v10", y - 5.0, y - 5.0), "")
        }
        Shape::Until(_) | Shape::NotAfter(_) => {
            line(format!("M{:.1} {y:.1}H{x1:.1}", x1 - DOTS), " o")
                + &line(format!("M{x1:.1} {:.1}v12", y - 6.0), "")
        }
        Shape::Since(_) | Shape::NotBefore(_) => {
            line(format!("M{x0:.1} {y:.1}h{DOTS}"), " o") + &line(format!("M{x0:.1} {:.1}v12", y - 6.0), "")
        }
        Shape::Days(first, last) if first != last => format!(
            "<rect {style} x=\"{x0:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"10\" rx=\"3\"/>",
            y - 5.0,
            x1 - x0
        ),
        _ => format!("<circle {style} cx=\"{:.1}\" cy=\"{y:.1}\" r=\"5\"/>", x0 + 5.0),
    }
}

fn happened(event: &Event) -> bool {
    let asserted = |m: &crate::Mention| m.modality == Modality::Asserted && m.polarity == Polarity::Positive;
    event.mentions.first().is_none_or(asserted)
}

/// The colour of an event's tone, as on the page.
fn color(event: &Event) -> &'static str {
    use EventType::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Request,
        Retreat, Sanction, Statement, Support, Threaten,
    };
    match event.mentions.first().map_or(EventType::Other, |mention| mention.event_type) {
        Agree | Consult | Support | Concede | Cooperate | Aid | Retreat => "#0b6b5d",
        Request | Accuse | Reject | Threaten | Protest | Sanction => "#a04a05",
        Mobilize | Coerce | Assault => "#b01e1e",
        Statement => "#5b6472",
        _ => "#3f4bb0",
    }
}

/// Days from the beginning of our era, to draw with.
fn number(day: NaiveDate) -> f64 {
    f64::from(day.num_days_from_ce())
}

#[cfg(test)]
mod tests {
    use super::super::loss::UNDATED;
    use super::super::samples;
    use super::*;

    #[test]
    fn every_dated_event_is_drawn_and_nothing_runs() {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), "a<b", &mut bytes).expect("memory");
        let drawing = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(UNDATED, 1)]);
        assert_eq!(drawing.matches("<g opacity").count(), 9);
        assert!(
            !drawing.contains("<script") && !drawing.contains("NaN") && !drawing.contains("inf"),
            "{drawing}"
        );
        assert!(drawing.contains("<title>a&lt;b</title>"));
    }

    #[test]
    fn an_empty_timeline_is_an_empty_drawing() {
        let mut bytes = Vec::new();
        write(&Timeline::default(), "t", &mut bytes).expect("memory");
        assert!(String::from_utf8_lossy(&bytes).contains("0 events"));
    }
}
