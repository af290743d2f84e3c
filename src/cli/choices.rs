//! The values of flags that are chosen from a list: formats, genres, precision.

use clap::ValueEnum;
use dateline::temporal::{Genre, Granularity};

/// The genres that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GenreName {
    /// From the day of publication
    News,
    /// From the dates of the text itself, as in histories
    Narrative,
    /// Years from the dates of the text, all else from the day of publication, as in contracts and judgments
    Legal,
}

impl From<GenreName> for Genre {
    fn from(name: GenreName) -> Self {
        match name {
            GenreName::News => Self::News,
            GenreName::Narrative => Self::Narrative,
            GenreName::Legal => Self::Legal,
        }
    }
}

/// The forms of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma separated values, one event a row
    Csv,
    /// JSON lines, one event a line with all its mentions
    Jsonl,
    /// One JSON document: events, links, articles (docs/schema)
    Json,
    /// A page of its own: opens from disk, zooms, searches, shows every source
    Html,
    /// The CSV template of TimelineJS 3
    Timelinejs,
    /// The JSON of TimelineJS 3
    TimelinejsJson,
    /// Groups and items of vis-timeline
    Vis,
    /// A Mermaid timeline
    Mermaid,
    /// A Markdown table
    Markdown,
    /// iCalendar, all-day events
    Ics,
    /// Markwhen
    Markwhen,
    /// The CSV of Timesketch
    Timesketch,
    /// FollowTheMoney entities, for Aleph
    Ftm,
    /// A Vega-Lite specification with its data
    Vegalite,
    /// JSON-LD with the words of schema.org
    Jsonld,
    /// An Excel workbook: timeline, links, sources
    Xlsx,
    /// A drawing
    Svg,
    /// A picture of the drawing; needs a program built with --features png
    Png,
    /// A graph for Graphviz
    Dot,
    /// A table for reading on a terminal
    Table,
}

/// How precise a date must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Precision {
    /// A day, or a stretch of days
    Day,
    /// A month, or more precise
    Month,
    /// A year, or more precise
    Year,
    /// Anything
    Any,
}

impl From<Precision> for Granularity {
    fn from(precision: Precision) -> Self {
        match precision {
            Precision::Day => Self::Day,
            Precision::Month => Self::Month,
            Precision::Year => Self::Year,
            Precision::Any => Self::Unknown,
        }
    }
}

/// The forms of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// For Graphviz
    Dot,
    /// For networkx, igraph, Gephi, yEd, Cytoscape
    Graphml,
    /// For Gephi, over time
    Gexf,
    /// For Cytoscape and Cytoscape.js, with positions
    Cytoscape,
    /// A Cypher script for Neo4j
    Neo4j,
    /// JSON lines: events, links, and what was set aside
    Jsonl,
    /// Two tables: -o NAME.csv writes NAME_nodes.csv and NAME_links.csv; on standard output the links alone
    Csv,
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a person
    Text,
    /// JSON lines, one finding a line
    Jsonl,
}

/// The forms of annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnnotationFormat {
    /// JSON lines, one article a line
    Jsonl,
    /// TimeML as in TempEval-3, one file an article in the folder of --output
    Timeml,
}
