//! The edges as CSV, for `links.csv` beside a timeline: one edge a row, the events by id and in words.

use std::io::Write;

use super::super::cells::{confidence, safe};
use super::super::sink::{failed, table};
use super::{Arrow, Graph};
use crate::Error;

/// The columns, in order.
pub const HEADER: [&str; 10] = [
    "from_id",
    "to_id",
    "relation",
    "basis",
    "rule",
    "confidence",
    "article_id",
    "sentence",
    "from_headline",
    "to_headline",
];

/// Writes the edges of `graph`; of an edge by dates, both sentences with ` | ` between them.
///
/// # Errors
/// The output cannot be written.
pub fn write(graph: &Graph<'_>, out: impl Write) -> Result<(), Error> {
    let mut rows = table(false, out)?;
    rows.write_record(HEADER).map_err(|error| failed(&error))?;
    for arrow in &graph.arrows {
        rows.write_record(row(arrow)).map_err(|error| failed(&error))?;
    }
    rows.flush().map_err(|error| failed(&error))
}

fn row(arrow: &Arrow<'_>) -> [String; 10] {
    let text = |value: &str| safe(value).into_owned();
    [
        arrow.from.id.clone(),
        arrow.to.id.clone(),
        arrow.relation().to_owned(),
        arrow.basis.name().to_owned(),
        arrow.rule.to_owned(),
        confidence(arrow.confidence),
        text(arrow.article.unwrap_or("")),
        text(&arrow.evidence()),
        text(&arrow.from.headline),
        text(&arrow.to.headline),
    ]
}
