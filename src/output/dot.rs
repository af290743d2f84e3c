//! The timeline as a Graphviz graph: events, joined where one lies before another, by as few edges as say it all.

use std::io::Write;

use super::cells::day;
use super::links::stated;
use crate::events::Modality;
use crate::graph::{Place, order_edges};
use crate::timeline::{Event, Timeline};
use crate::{Error, ErrorKind};

/// Writes `timeline`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, mut out: impl Write) -> Result<(), Error> {
    out.write_all(text(timeline).as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Error::new(ErrorKind::Io, format!("the graph cannot be written: {error}")))
}

fn text(timeline: &Timeline) -> String {
    let mut dot = String::from(
        "digraph timeline {\n  graph [rankdir=TB];\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [color=gray40];\n",
    );
    for event in &timeline.events {
        dot.push_str(&node(event));
    }
    let places: Vec<Place> = timeline
        .events
        .iter()
        .map(|event| Place { earliest: event.earliest, latest: event.latest })
        .collect();
    for edge in order_edges(&places, &stated(timeline)) {
        let id = |index: usize| timeline.events.get(index).map_or(String::new(), |event| quoted(&event.id));
        let why = if edge.stated { " [label=\"stated\", color=black]" } else { "" };
        dot.push_str(&format!("  \"{}\" -> \"{}\"{why};\n", id(edge.from), id(edge.to)));
    }
    dot.push_str("}\n");
    dot
}

/// A box with the date and the headline; dashed where nobody says that it happened.
fn node(event: &Event) -> String {
    let asserted = event.mentions.first().is_none_or(|mention| mention.modality == Modality::Asserted);
    let style = if asserted { "" } else { ", style=dashed" };
    let label = format!("{}\\n{}", quoted(&when(event)), wrapped(&event.headline));
    format!("  \"{}\" [label=\"{label}\"{style}];\n", quoted(&event.id))
}

/// A headline in lines of about 40 characters.
fn wrapped(headline: &str) -> String {
    const WIDTH: usize = 40;
    let mut label = String::new();
    let mut column = 0;
    for word in headline.split_whitespace() {
        let length = word.chars().count();
        if column > 0 {
            let fits = column + length < WIDTH;
            label.push_str(if fits { " " } else { "\\n" });
            column = if fits { column + 1 } else { 0 };
        }
        label.push_str(&quoted(word));
        column += length;
    }
    label
}

/// The date, or what is known of it.
fn when(event: &Event) -> String {
    let known = event.date.as_ref().map(|date| date.edtf.clone());
    known.unwrap_or_else(|| match (day(event.earliest), day(event.latest)) {
        (earliest, latest) if earliest.is_empty() && latest.is_empty() => "undated".to_owned(),
        (earliest, latest) => format!("[{earliest}..{latest}]"),
    })
}

/// The inside of a quoted string: Graphviz refuses strings of 16 KB, so long ones are cut.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 2000;
    text.chars()
        .take(LONGEST)
        .flat_map(|c| match c {
            '"' => vec!['\\', '"'],
            '\\' => vec!['\\', '\\'],
            c if c.is_control() => vec![' '],
            c => vec![c],
        })
        .collect()
}
