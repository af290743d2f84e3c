//! The graph as GEXF 1.3 with the span of each event: Gephi draws it over time.
//!
//! Readers of the format take full dates or numbers, not both, and no date before the year 1: one such event makes the
//! whole file count in years.

use std::io::Write;

use chrono::{Datelike, NaiveDate};

use super::super::cells::{confidence, dated};
use super::super::escape::markup;
use super::super::names::Name;
use super::super::sink;
use super::{Arrow, Graph, modality};
use crate::Error;
use crate::timeline::Event;

const NODE: [&str; 2] = ["date", "modality"];
const EDGE: [&str; 4] = ["basis", "rule", "article", "sentence"];

/// Writes `graph`. An open end of a span is left open.
///
/// # Errors
/// The output cannot be written.
pub fn write(graph: &Graph<'_>, out: impl Write) -> Result<(), Error> {
    let days = graph.events.iter().flat_map(|event| [event.earliest, event.latest]).flatten();
    let scale =
        if days.into_iter().all(|day| (1..=9999).contains(&day.year())) { Scale::Days } else { Scale::Years };
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n",
    );
    xml.push_str(&format!(
        "  <graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"{}\" timerepresentation=\"interval\">\n",
        scale.name()
    ));
    attributes("node", &NODE, &mut xml);
    attributes("edge", &EDGE, &mut xml);
    xml.push_str("    <nodes>\n");
    graph.events.iter().for_each(|event| node(event, scale, &mut xml));
    xml.push_str("    </nodes>\n    <edges>\n");
    (1..).zip(&graph.arrows).for_each(|(number, arrow)| edge(number, arrow, &mut xml));
    xml.push_str("    </edges>\n  </graph>\n</gexf>\n");
    sink::text(&xml, out)
}

/// How days are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scale {
    Days,
    Years,
}

impl Scale {
    fn name(self) -> &'static str {
        match self {
            Self::Days => "date",
            Self::Years => "double",
        }
    }

    fn write(self, day: NaiveDate) -> String {
        match self {
            Self::Days => day.to_string(),
            Self::Years => format!("{:.4}", f64::from(day.year()) + f64::from(day.ordinal0()) / 366.0),
        }
    }
}

fn attributes(of: &str, names: &[&str], xml: &mut String) {
    xml.push_str(&format!("    <attributes class=\"{of}\" mode=\"static\">\n"));
    for name in names {
        xml.push_str(&format!("      <attribute id=\"{name}\" title=\"{name}\" type=\"string\"/>\n"));
    }
    xml.push_str("    </attributes>\n");
}

fn values(names: &[&str], values: &[&str], xml: &mut String) {
    xml.push_str("<attvalues>");
    for (name, value) in names.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
        xml.push_str(&format!("<attvalue for=\"{name}\" value=\"{}\"/>", markup(value)));
    }
    xml.push_str("</attvalues>");
}

fn node(event: &Event, scale: Scale, xml: &mut String) {
    xml.push_str(&format!("      <node id=\"{}\" label=\"{}\"", markup(&event.id), markup(&event.headline)));
    for (name, day) in [("start", event.earliest), ("end", event.latest)] {
        if let Some(day) = day {
            xml.push_str(&format!(" {name}=\"{}\"", scale.write(day)));
        }
    }
    xml.push('>');
    values(&NODE, &[&dated(event), modality(event).name()], xml);
    xml.push_str("</node>\n");
}

fn edge(number: usize, arrow: &Arrow<'_>, xml: &mut String) {
    let (from, to) = (markup(&arrow.from.id), markup(&arrow.to.id));
    xml.push_str(&format!(
        "      <edge id=\"{number}\" source=\"{from}\" target=\"{to}\" kind=\"{}\" weight=\"{}\">",
        arrow.relation(),
        confidence(arrow.confidence)
    ));
    let article = arrow.article.unwrap_or("");
    values(&EDGE, &[arrow.basis.name(), arrow.rule, article, &arrow.evidence()], xml);
    xml.push_str("</edge>\n");
}
