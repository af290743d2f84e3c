//! The timeline as a drawing: the page's lanes, signs, links and colours, on a light ground, for print and slides.
//!
//! No script, no font, nothing from outside. A drawing cannot be zoomed into like the page: more signs than can be told
//! apart are shown as columns of counts, as the page shows them from afar.

mod axis;
mod glyph;
mod joins;
mod layout;
mod legend;

use std::io::Write;

use chrono::{Datelike, NaiveDate};

use super::cells::cut;
use super::escape::markup;
use super::loss::Losses;
use super::sink;
use super::tone::{Tone, status};
use super::when::in_words;
use crate::Error;
use crate::timeline::Timeline;
use layout::{Label, Lane, Layout, Place};

/// Width of the drawing, in pixels.
const WIDTH: f64 = 1200.0;
/// Width of the names of the lanes.
const GUTTER: f64 = 160.0;
/// Height of the title and of the axis below it.
const HEAD: f64 = 92.0;
/// Height of the words below the lanes.
const FOOT: f64 = 40.0;
/// Height of a row.
const ROW: f64 = 22.0;
/// Width of a column of counts.
const COLUMN: f64 = 6.0;
/// The ground.
const PAPER: &str = "#fbfaf6";
/// Words that stand back.
const QUIET: &str = "#5f5b54";

/// What is said of events that are not drawn one by one.
const COUNTED: &str = "drawn as columns of counts, too many to tell apart (--top makes fewer)";

const STYLE: &str = "text{font:12px system-ui,'Segoe UI','Noto Sans','DejaVu Sans',sans-serif;fill:#1d1c1a}\
.t{font:600 24px 'Iowan Old Style',Palatino,'Noto Serif','DejaVu Serif',Georgia,serif}.q{fill:#5f5b54}.n{font-weight:600}\
.h{paint-order:stroke;stroke:#fbfaf6;stroke-width:3px;stroke-linejoin:round}.x{text-decoration:line-through}\
.g{stroke:#e2ddd2}.l{fill:none;stroke-width:2.5;stroke-linecap:round}.o{stroke-dasharray:1 5}\
.j{fill:none;stroke:#5f5b54}.s{stroke-dasharray:1 3}.k{stroke-opacity:.35}";

/// Writes `timeline` under `title`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, title: &str, out: impl Write) -> Result<Losses, Error> {
    let mut losses = Losses::default();
    let layout = Layout::of(timeline, &mut losses);
    let mut drawing = head(title, &layout);
    bands(&mut drawing, &layout);
    grid(&mut drawing, &layout);
    if layout.dense {
        (0..layout.events).for_each(|_| losses.add(COUNTED));
        layout.lanes.iter().for_each(|lane| drawing.push_str(&density(lane)));
    } else {
        drawing.push_str(&joins::of(timeline, &layout));
        layout.lanes.iter().flat_map(|lane| &lane.places).for_each(|place| drawing.push_str(&mark(place)));
    }
    drawing.push_str(&legend::of(&layout, HEAD + layout.height + FOOT / 2.0));
    drawing.push_str("</svg>\n");
    sink::text(&drawing, out)?;
    Ok(losses)
}

fn head(title: &str, layout: &Layout<'_>) -> String {
    let height = HEAD + layout.height + FOOT;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         role=\"img\">\n<title>{}</title>\n<style>{STYLE}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"{PAPER}\"/>\n\
         <text class=\"t\" x=\"16\" y=\"36\">{}</text>\n<text class=\"q\" x=\"16\" y=\"56\">{}</text>\n{}",
        markup(title),
        markup(&cut(title, 60)),
        counted(layout),
        legend::tones(layout)
    )
}

/// `2 events · 3 May 2021 to 4 June 2022`.
fn counted(layout: &Layout<'_>) -> String {
    let events = format!("{} event{}", layout.events, if layout.events == 1 { "" } else { "s" });
    match layout.days {
        None => events,
        Some((first, last)) if first == last => format!("{events} · {}", in_words(first)),
        Some((first, last)) => format!("{events} · {} to {}", in_words(first), in_words(last)),
    }
}

/// The lanes with their names.
fn bands(drawing: &mut String, layout: &Layout<'_>) {
    for (number, lane) in layout.lanes.iter().enumerate() {
        let y = HEAD + lane.top;
        if number % 2 == 1 {
            drawing.push_str(&format!(
                "<rect x=\"0\" y=\"{y}\" width=\"{WIDTH}\" height=\"{}\" fill=\"#f4f1ea\"/>\n",
                lane.height
            ));
        }
        drawing.push_str(&format!(
            "<text class=\"n\" x=\"16\" y=\"{}\"><title>{}: {}</title>{}</text>\n",
            y + 20.0,
            markup(lane.name),
            lane.places.len(),
            markup(&cut(lane.name, 19))
        ));
    }
}

/// The axis with its lines through the lanes.
fn grid(drawing: &mut String, layout: &Layout<'_>) {
    let end = HEAD + layout.height;
    for tick in axis::ticks(layout.from, layout.to) {
        let x = layout.x(tick.day);
        drawing
            .push_str(&format!("<line class=\"g\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"74\" y2=\"{end:.1}\"/>"));
        if x < WIDTH - 40.0 {
            drawing.push_str(&format!(
                "<text class=\"q\" x=\"{:.1}\" y=\"84\">{}</text>\n",
                x + 3.0,
                tick.label
            ));
        }
    }
}

/// One event: its sign, its headline, and all of it as a title.
fn mark(place: &Place<'_>) -> String {
    let event = place.event;
    let y = HEAD + place.y;
    let headline = cut(&event.headline, place.letters);
    let (x, anchor) = match place.label {
        Label::Behind => (place.x1 + place.tail() + 3.0, ""),
        Label::Before => (place.x0 - place.lead(), " text-anchor=\"end\""),
        Label::Upon => (place.x0 + 10.0, ""),
    };
    // A bar that goes on between the words would strike them out.
    let ground = if place.label == Label::Upon { patch(&headline, x, y) } else { String::new() };
    let status = status(event);
    format!(
        "<g class=\"event\" data-event-id=\"{}\"><title>{}: {}</title>{}{ground}<text class=\"h{}\" x=\"{x:.1}\" y=\"{:.1}\"{anchor}>{}</text></g>\n",
        markup(&event.id),
        markup(&place.when.words()),
        markup(&event.headline),
        glyph::of(event, &place.when, place.x0, place.x1, y),
        if status == "denied" { " x" } else { "" },
        y + 4.0,
        markup(&headline)
    )
}

/// A ground for words that stand upon a bar.
fn patch(words: &str, x: f64, y: f64) -> String {
    let (left, top, width) = (x - 4.0, y - 8.0, layout::wide(words) + 8.0);
    format!(
        "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"16\" rx=\"3\" fill=\"{PAPER}\"/>"
    )
}

/// Too many to tell apart: how many there are, in columns.
fn density(lane: &Lane<'_>) -> String {
    let mut counts = vec![0_u32; ((WIDTH - GUTTER) / COLUMN) as usize + 1];
    for place in &lane.places {
        let column = counts.get_mut(((place.x0 - GUTTER) / COLUMN) as usize);
        column.into_iter().for_each(|count| *count += 1);
    }
    let most = f64::from(counts.iter().copied().max().unwrap_or(1).max(1));
    let mut columns = String::new();
    for (at, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        let tall = ((lane.height - 8.0) * (f64::from(count) / most).sqrt()).max(2.0);
        columns.push_str(&format!(
            "<rect class=\"count\" x=\"{:.1}\" y=\"{:.1}\" width=\"{}\" height=\"{tall:.1}\" fill=\"{}\" fill-opacity=\".75\">\
             <title>{count}</title></rect>\n",
            GUTTER + at as f64 * COLUMN,
            HEAD + lane.top + lane.height - 4.0 - tall,
            COLUMN - 1.0,
            Tone::Other.colour()
        ));
    }
    columns
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
    use crate::linking::Participant;

    #[test]
    fn every_dated_event_is_drawn_and_nothing_runs() {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), "a<b", &mut bytes).expect("memory");
        let drawing = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(UNDATED, 1)]);
        assert_eq!(drawing.matches("data-event-id").count(), 9);
        assert!(
            !drawing.contains("<script") && !drawing.contains("NaN") && !drawing.contains("inf"),
            "{drawing}"
        );
        assert!(drawing.contains("<title>a&lt;b</title>"));
    }

    #[test]
    fn one_event_in_two_lanes_and_two_linked_events_are_joined() {
        let mut timeline = samples::timeline();
        let other = Participant { name: "Chile".into(), ..Participant::default() };
        timeline.events[3].targets.push(other);
        timeline.events[4].realises = vec![timeline.events[3].id.clone()];
        let mut bytes = Vec::new();
        write(&timeline, "t", &mut bytes).expect("memory");
        let drawing = String::from_utf8(bytes).expect("UTF-8");
        let id = format!("data-event-id=\"{}\"", timeline.events[3].id);
        let lines = |class: &str| drawing.matches(class).count();
        assert_eq!((lines(&id), lines("class=\"j s\""), lines("class=\"j k\"")), (2, 1, 1));
    }

    #[test]
    fn five_thousand_events_are_counted_and_told() {
        let mut timeline = samples::timeline();
        timeline.events = (0..5000).map(|_| timeline.events[3].clone()).collect();
        let mut bytes = Vec::new();
        let losses = write(&timeline, "t", &mut bytes).expect("memory");
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(COUNTED, 5000)]);
        let drawing = String::from_utf8(bytes).expect("UTF-8");
        assert!(drawing.contains("<title>5000</title></rect>") && drawing.len() < 5000, "{drawing}");
    }

    #[test]
    fn an_empty_timeline_is_an_empty_drawing() {
        let mut bytes = Vec::new();
        write(&Timeline::default(), "t", &mut bytes).expect("memory");
        assert!(String::from_utf8_lossy(&bytes).contains("0 events"));
    }
}
