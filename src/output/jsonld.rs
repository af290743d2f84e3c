//! JSON-LD with the words of schema.org, and EDTF under an own term where schema.org has none.
//!
//! `startDate` may be a year or a month there. Bounds are no date: they stand under `tl:date` (EDTF) and in words.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::cells::{articles, representative};
use super::escape::address;
use super::json;
use super::links::{self, Relation};
use super::loss::Losses;
use super::sink;
use super::when::{Shape, When};
use crate::Error;
use crate::actors::ActorKind;
use crate::linking::Participant;
use crate::timeline::{Event, Timeline};

/// Writes `timeline`. Nothing is lost.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, mut out: impl Write) -> Result<Losses, Error> {
    let mut graph: Vec<Value> = json::articles(timeline).iter().map(article).collect();
    let mut events: Vec<Map<String, Value>> = timeline.events.iter().map(happening).collect();
    for link in links::told(timeline) {
        let Some(to) = timeline.events.get(link.to) else { continue };
        let term = match link.relation {
            Relation::Before => "tl:before",
            Relation::Realises => "tl:realises",
        };
        if let Some(from) = events.get_mut(link.from)
            && let Value::Array(list) = from.entry(term).or_insert_with(|| json!([]))
        {
            list.push(json!({"@id": event_iri(&to.id)}));
        }
    }
    graph.extend(events.into_iter().map(Value::Object));
    let context = json!(["https://schema.org", {
        "tl": "urn:dateline:term:",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
    }]);
    sink::line(&mut out, &json!({"@context": context, "@graph": graph}))?;
    Ok(Losses::default())
}

fn event_iri(id: &str) -> String {
    format!("urn:dateline:event:{id}")
}

/// An article's name: every byte that a name may not have is written as `%20`.
fn article_iri(id: &str) -> String {
    let mut iri = String::from("urn:dateline:article:");
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => iri.push(char::from(byte)),
            byte => iri.push_str(&format!("%{byte:02X}")),
        }
    }
    iri
}

fn article(article: &json::Article) -> Value {
    object([
        ("@id", Some(article_iri(article.id).into())),
        ("@type", Some("NewsArticle".into())),
        ("headline", Some(article.title.unwrap_or(article.id).into())),
        ("datePublished", article.published.clone().map(Value::from)),
        ("publisher", article.publisher.map(|name| json!({"@type": "Organization", "name": name}))),
        ("url", article.url.and_then(address).map(Value::from)),
    ])
    .into()
}

fn happening(event: &Event) -> Map<String, Value> {
    let when = When::of(event);
    let (start, end) = match when.shape {
        Shape::Days(..) => (when.part(), when.end_part()),
        Shape::Since(_) => (when.part(), None),
        _ => (None, None),
    };
    let about: Vec<Value> = event.actors.iter().chain(&event.targets).map(actor).collect();
    let told: Vec<Value> = articles(event).into_iter().map(|id| json!({"@id": article_iri(id)})).collect();
    let sentence = representative(event).map(|first| Value::from(&*first.sentence));
    object([
        ("@id", Some(event_iri(&event.id).into())),
        ("@type", Some("Event".into())),
        ("name", Some(event.headline.as_str().into())),
        ("description", sentence),
        ("startDate", start.map(|part| part.iso().into())),
        ("endDate", end.map(|part| part.iso().into())),
        ("tl:date", (!when.edtf.is_empty()).then(|| json!({"@type": "edtf:EDTF", "@value": when.edtf}))),
        ("tl:dateInWords", Some(when.words().into())),
        ("location", event.place.as_deref().map(|name| json!({"@type": "Place", "name": name}))),
        ("about", (!about.is_empty()).then_some(about.into())),
        ("subjectOf", Some(told.into())),
    ])
}

fn actor(participant: &Participant) -> Value {
    let kind = match participant.kind {
        ActorKind::Person => "Person",
        ActorKind::State | ActorKind::Territory => "AdministrativeArea",
        ActorKind::Company => "Corporation",
        ActorKind::Organ | ActorKind::Organisation => "Organization",
        _ => "Thing",
    };
    json!({"@type": kind, "name": &*participant.name})
}

/// The keys that have a value.
fn object<const N: usize>(pairs: [(&str, Option<Value>); N]) -> Map<String, Value> {
    pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn only_what_is_known_has_a_start() {
        let mut bytes = Vec::new();
        write(&samples::timeline(), &mut bytes).expect("memory");
        let document: Value = serde_json::from_slice(&bytes).expect("JSON");
        let graph = document["@graph"].as_array().expect("a graph");
        let events: Vec<&Value> = graph.iter().filter(|node| node["@type"] == "Event").collect();
        assert_eq!((graph.len(), events.len()), (12, 10));
        let starts: Vec<&str> =
            events.iter().map(|event| event["startDate"].as_str().unwrap_or("")).collect();
        let expected =
            ["-0043-03-15", "2019", "2021-06", "2022-07-13", "2022-09-23", "2024-04-10", "", "", ""];
        assert_eq!(starts[..9], expected);
        assert_eq!(events[2]["tl:date"]["@value"], "2021-06~");
        assert!(graph.iter().any(|node| node["@id"] == "urn:dateline:article:%3C%2Fscript%3E%3Cb%3E"));
    }
}
