//! The graph for Graphviz: events, joined where one lies before another; the sentence is the edge's tooltip.

use std::io::Write;

use super::super::cells::dated;
use super::super::sink;
use super::{Arrow, Basis, Graph, modality};
use crate::Error;
use crate::events::Modality;
use crate::timeline::Event;

/// Writes `graph`.
///
/// # Errors
/// The output cannot be written.
pub fn write(graph: &Graph<'_>, out: impl Write) -> Result<(), Error> {
    let mut dot = String::from(
        "digraph timeline {\n  graph [rankdir=TB];\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [color=gray40];\n",
    );
    graph.events.iter().for_each(|event| dot.push_str(&node(event)));
    graph.arrows.iter().for_each(|arrow| dot.push_str(&edge(arrow)));
    dot.push_str("}\n");
    sink::text(&dot, out)
}

fn edge(arrow: &Arrow<'_>) -> String {
    let style = match arrow.basis {
        Basis::Dates => "",
        Basis::Stated => "label=\"stated\", color=black, ",
        Basis::Implied => "style=dotted, ",
        Basis::Realises => "label=\"realises\", style=dashed, constraint=false, ",
    };
    let why = format!("{} ({:.2}): {}", arrow.rule, arrow.confidence, arrow.evidence());
    let (from, to, why) = (quoted(&arrow.from.id), quoted(&arrow.to.id), quoted(&why));
    format!("  \"{from}\" -> \"{to}\" [{style}tooltip=\"{why}\"];\n")
}

/// A box with the date and the headline; dashed where nobody says that it happened.
fn node(event: &Event) -> String {
    let style = if modality(event) == Modality::Asserted { "" } else { ", style=dashed" };
    let label = format!("{}\\n{}", quoted(&dated(event)), wrapped(&event.headline));
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
