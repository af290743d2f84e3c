//! The timeline as one JSON document: events, links, articles. `docs/schema/timeline-1.schema.json` describes it; the
//! version counts changes that break readers, not new keys. It is the whole: what another format says stands here too.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::cells::{iso, rounded};
use super::graph::{self, Basis, Graph};
use super::jsonl::{self, Row};
use super::loss::Losses;
use super::sink;
use crate::Error;
use crate::graph::Extent;
use crate::linking::Mention;
use crate::timeline::Timeline;

/// The version of the schema.
pub const VERSION: u32 = 1;

/// Writes `timeline`. Nothing is lost.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, mut out: impl Write) -> Result<Losses, Error> {
    sink::line(&mut out, &Document::of(timeline))?;
    Ok(Losses::default())
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    generator: &'static str,
    articles: Vec<Article<'a>>,
    events: Vec<Row<'a>>,
    links: Vec<Arrow<'a>>,
    set_aside: Vec<Arrow<'a>>,
}

/// An article that tells at least one event.
#[derive(Serialize)]
pub(super) struct Article<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: Option<&'a str>,
    /// Its publisher.
    pub publisher: Option<&'a str>,
    /// Its day of publication.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<&'a str>,
    /// How many mentions of events it has.
    pub mentions: u32,
}

#[derive(Serialize)]
struct Arrow<'a> {
    from: &'a str,
    to: &'a str,
    relation: &'static str,
    stated: bool,
    basis: &'static str,
    rule: &'a str,
    confidence: f64,
    article: Option<&'a str>,
    sentence: Option<&'a str>,
}

impl<'a> From<&graph::Arrow<'a>> for Arrow<'a> {
    /// Of an edge by dates, the two events have the sentences already.
    fn from(arrow: &graph::Arrow<'a>) -> Self {
        Self {
            from: &arrow.from.id,
            to: &arrow.to.id,
            relation: arrow.relation(),
            stated: matches!(arrow.basis, Basis::Stated | Basis::Realises),
            basis: arrow.basis.name(),
            rule: arrow.rule,
            confidence: rounded(arrow.confidence),
            article: arrow.article,
            sentence: arrow.article.and_then(|_| arrow.sentences.first().copied()),
        }
    }
}

impl<'a> Document<'a> {
    fn of(timeline: &'a Timeline) -> Self {
        let graph = Graph::of(timeline, Extent::Reduction);
        Self {
            format: "dateline-timeline",
            version: VERSION,
            generator: concat!("dateline ", env!("CARGO_PKG_VERSION")),
            articles: articles(timeline),
            events: timeline.events.iter().map(jsonl::row).collect(),
            links: graph.arrows.iter().map(Arrow::from).collect(),
            set_aside: graph.set_aside.iter().map(Arrow::from).collect(),
        }
    }
}

/// The articles of a timeline, by publication, then id.
pub(super) fn articles(timeline: &Timeline) -> Vec<Article<'_>> {
    let mut known: BTreeMap<&str, (&Mention, u32)> = BTreeMap::new();
    for mention in timeline.events.iter().flat_map(|event| &event.mentions) {
        known.entry(&mention.article).or_insert((mention, 0)).1 += 1;
    }
    let mut articles: Vec<(&Mention, u32)> = known.into_values().collect();
    articles.sort_by_key(|(mention, _)| (mention.published.is_none(), mention.published));
    articles.into_iter().map(|(mention, mentions)| of(mention, mentions)).collect()
}

fn of(mention: &Mention, mentions: u32) -> Article<'_> {
    Article {
        id: &mention.article,
        title: mention.title.as_deref(),
        publisher: mention.publisher.as_deref(),
        published: iso(mention.published),
        url: mention.url.as_deref(),
        mentions,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::super::samples;
    use super::*;

    fn written() -> Value {
        let mut bytes = Vec::new();
        write(&samples::timeline(), &mut bytes).expect("memory");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    fn keys(value: &Value) -> BTreeSet<String> {
        value.as_object().expect("an object").keys().cloned().collect()
    }

    /// The keys of the document and of the schema are the same.
    #[test]
    fn the_schema_names_every_key_and_no_other() {
        let schema: Value =
            serde_json::from_str(include_str!("../../docs/schema/timeline-1.schema.json")).expect("JSON");
        let document = written();
        let event = &document["events"][3];
        let pairs = [
            (&document, "/properties"),
            (&document["articles"][0], "/$defs/article/properties"),
            (event, "/$defs/event/properties"),
            (&event["mentions"][0], "/$defs/mention/properties"),
            (&event["attribution"][0], "/$defs/claim/properties"),
            (&event["participants"][0], "/$defs/participant/properties"),
            (&document["links"][0], "/$defs/link/properties"),
        ];
        for (value, place) in pairs {
            assert_eq!(keys(value), keys(schema.pointer(place).expect(place)), "{place}");
        }
    }

    #[test]
    fn links_and_mentions_name_what_is_there() {
        let document = written();
        let ids = |list: &str, key: &str| -> BTreeSet<String> {
            let items = document[list].as_array().expect("a list").iter();
            items.map(|item| item[key].as_str().expect("an id").to_owned()).collect()
        };
        let (events, articles) = (ids("events", "event_id"), ids("articles", "id"));
        assert!(ids("links", "from").is_subset(&events) && ids("links", "to").is_subset(&events));
        assert_eq!(articles, BTreeSet::from(["a".to_owned(), "</script><b>".to_owned()]));
    }

    /// All texts, numbers and truths of a document.
    fn scalars(value: &Value, all: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| scalars(item, all)),
            Value::Object(items) => items.values().for_each(|item| scalars(item, all)),
            Value::String(text) => drop(all.insert(text.clone())),
            other => drop(all.insert(other.to_string())),
        }
    }

    /// What the tables say stands in the JSON too.
    #[test]
    fn no_table_says_more_than_the_json() {
        let timeline = samples::timeline();
        let graph = Graph::of(&timeline, Extent::Reduction);
        let (mut csv, mut links, mut nodes) = (Vec::new(), Vec::new(), Vec::new());
        super::super::csv::write(&timeline, None, false, &mut csv).expect("memory");
        graph::csv::write(&graph, &mut links).expect("memory");
        graph::csv::nodes(&graph, &mut nodes).expect("memory");
        let mut known = BTreeSet::new();
        scalars(&written(), &mut known);
        let counted = ["mentions", "articles"];
        for table in [csv, links, nodes] {
            let mut reader = ::csv::Reader::from_reader(table.as_slice());
            let header = reader.headers().expect("a header").clone();
            for row in reader.records().map(|row| row.expect("a row")) {
                for (name, cell) in header.iter().zip(&row).filter(|(name, _)| !counted.contains(name)) {
                    let known = |part: &str| {
                        let part = part.trim_start_matches('\'');
                        let number = part.parse::<f64>().map(|number| format!("{number:?}"));
                        let source = part.split_once(" (").map_or(part, |(source, _)| source);
                        part.is_empty()
                            || known.contains(part)
                            || known.contains(source)
                            || number.is_ok_and(|number| known.contains(&number))
                    };
                    let there = cell.split("; ").all(known) || cell.split(" | ").all(known);
                    assert!(there, "{name}: {cell}");
                }
            }
        }
    }
}
