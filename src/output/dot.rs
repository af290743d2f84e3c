//! The timeline as a Graphviz graph: events, joined where one lies before another, by as few edges as say it all.

use std::io::Write;

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
        "digraph timeline {\n  graph [rankdir=LR];\n  node [shape=box, fontname=\"sans-serif\"];\n",
    );
    for event in &timeline.events {
        let label = format!("{}\\n{}", quoted(&when(event)), quoted(&event.headline));
        dot.push_str(&format!("  \"{}\" [label=\"{label}\"];\n", quoted(&event.id)));
    }
    let places: Vec<Place> = timeline
        .events
        .iter()
        .map(|event| Place { earliest: event.earliest, latest: event.latest })
        .collect();
    for edge in order_edges(&places, &stated(timeline)) {
        let id = |index: usize| timeline.events.get(index).map_or(String::new(), |event| quoted(&event.id));
        let label = if edge.stated { "before (stated)" } else { "before" };
        dot.push_str(&format!("  \"{}\" -> \"{}\" [label=\"{label}\"];\n", id(edge.from), id(edge.to)));
    }
    dot.push_str("}\n");
    dot
}

fn when(event: &Event) -> String {
    event.date.as_ref().map_or_else(|| "undated".to_owned(), |date| date.edtf.clone())
}

/// What the articles themselves say about the order: pairs of events, with the confidence of the later mention.
fn stated(timeline: &Timeline) -> Vec<(usize, usize, f32)> {
    let mut at: Vec<((&str, u32), usize)> = timeline
        .events
        .iter()
        .enumerate()
        .flat_map(|(number, event)| {
            event.mentions.iter().map(move |m| ((m.article.as_str(), m.index), number))
        })
        .collect();
    at.sort_unstable();
    let event_of = |article: &str, index: u32| {
        let found = at.binary_search_by(|(key, _)| key.cmp(&(article, index))).ok()?;
        at.get(found).map(|(_, number)| *number)
    };
    let mut pairs = Vec::new();
    for (number, event) in timeline.events.iter().enumerate() {
        for mention in &event.mentions {
            let earlier = mention.after.iter().filter_map(|index| event_of(&mention.article, *index));
            pairs.extend(
                earlier.filter(|from| *from != number).map(|from| (from, number, mention.confidence)),
            );
        }
    }
    pairs
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
