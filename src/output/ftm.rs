//! FollowTheMoney entities, one JSON object a line, for Aleph and OpenAleph: events, who took part, the articles.
//!
//! It takes `2019` and `2021-06` as they are, and knows no years before the year 1, no approximate dates and no bounds:
//! those stand in the event's notes, in words. Links between events have no place there.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::Datelike;
use serde::Serialize;

use super::cells::{articles, representative};
use super::escape::{address, one_line};
use super::json::{self, Article};
use super::loss::Losses;
use super::sink;
use super::when::{Partial, Shape, When};
use crate::Error;
use crate::actors::ActorKind;
use crate::linking::{Participant, StableHash};
use crate::temporal::Granularity;
use crate::timeline::{Event, Timeline};

const WORDS_ONLY: &str = "before the year 1 with their date in words alone";

#[derive(Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    fn new(id: String, schema: &'static str) -> Self {
        Self { id, schema, properties: BTreeMap::new() }
    }

    /// One more value of a property; empty ones are not values.
    fn add(&mut self, property: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.properties.entry(property).or_default().push(value);
        }
    }
}

/// Writes `timeline`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, mut out: impl Write) -> Result<Losses, Error> {
    let mut losses = Losses::default();
    for article in json::articles(timeline) {
        sink::line(&mut out, &source(&article))?;
    }
    let mut known: BTreeMap<String, &Participant> = BTreeMap::new();
    for participant in timeline.events.iter().flat_map(|event| event.actors.iter().chain(&event.targets)) {
        known.entry(actor_id(participant)).or_insert(participant);
    }
    for (id, participant) in known {
        sink::line(&mut out, &actor(id, participant))?;
    }
    for event in &timeline.events {
        if When::of(event).days().0.is_some_and(|day| day.year() < 1) {
            losses.add(WORDS_ONLY);
        }
        sink::line(&mut out, &happening(event))?;
    }
    out.flush().map_err(|error| sink::failed(&error))?;
    Ok(losses)
}

fn source(article: &Article) -> Entity {
    let mut entity = Entity::new(article_id(article.id), "Article");
    entity.add("title", one_line(article.title.unwrap_or(article.id)));
    entity.add("publisher", one_line(article.publisher.unwrap_or("")));
    entity.add("publishedAt", article.published.clone().unwrap_or_default());
    entity.add("sourceUrl", article.url.and_then(address).unwrap_or(""));
    entity
}

fn actor(id: String, participant: &Participant) -> Entity {
    let schema = match participant.kind {
        ActorKind::Person => "Person",
        ActorKind::Organisation => "Organization",
        ActorKind::Organ => "PublicBody",
        ActorKind::Company => "Company",
        _ => "LegalEntity",
    };
    let mut entity = Entity::new(id, schema);
    entity.add("name", one_line(&participant.name));
    if let (ActorKind::Person, Some(role)) = (participant.kind, &participant.role) {
        entity.add("position", one_line(role));
    }
    entity
}

fn happening(event: &Event) -> Entity {
    let when = When::of(event);
    let mut entity = Entity::new(format!("dateline-event-{}", event.id), "Event");
    entity.add("name", one_line(&event.headline));
    for (property, part) in dates(&when) {
        entity.add(property, part.iso());
    }
    if !when.is_plain() {
        entity.add("notes", format!("Date: {}", when.words()));
    }
    if let Some(first) = representative(event) {
        entity.add("summary", one_line(&first.sentence));
    }
    entity.add("location", one_line(event.place.as_deref().unwrap_or("")));
    let mut involved: Vec<String> = event.actors.iter().chain(&event.targets).map(actor_id).collect();
    involved.sort_unstable();
    involved.dedup();
    involved.into_iter().for_each(|id| entity.add("involved", id));
    articles(event).into_iter().for_each(|id| entity.add("proof", article_id(id)));
    entity
}

/// The dates that the format can hold: none before the year 1.
fn dates(when: &When) -> Vec<(&'static str, Partial)> {
    use Granularity::{Day, Month, Time, Year};
    let dates = match (when.shape, when.shared()) {
        (Shape::Days(first, last), Some(part)) => match when.end_part() {
            None if matches!(when.precision, Time | Day | Month | Year) => vec![("date", part)],
            Some(end) if matches!(when.precision, Month | Year) => {
                vec![("startDate", part), ("endDate", end)]
            }
            _ => vec![("startDate", Partial::day(first)), ("endDate", Partial::day(last))],
        },
        (Shape::Since(first), _) => vec![("startDate", Partial::day(first))],
        (Shape::Until(last), _) => vec![("endDate", Partial::day(last))],
        (_, shared) => shared.map(|part| ("date", part)).into_iter().collect(),
    };
    dates.into_iter().filter(|(_, part)| part.year > 0).collect()
}

fn article_id(id: &str) -> String {
    format!("dateline-article-{:016x}", StableHash::default().field(id).finish())
}

fn actor_id(participant: &Participant) -> String {
    let key = participant.id.as_deref().unwrap_or(&participant.name);
    format!("dateline-actor-{:016x}", StableHash::default().field(key).finish())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::samples;
    use super::*;

    #[test]
    fn dates_are_prefixes_and_references_lead_somewhere() {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), &mut bytes).expect("memory");
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(WORDS_ONLY, 1)]);
        let text = String::from_utf8(bytes).expect("UTF-8");
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let ids: Vec<&Value> = lines.iter().map(|line| &line["id"]).collect();
        let events: Vec<&Value> =
            lines.iter().filter(|line| line["schema"] == "Event").map(|line| &line["properties"]).collect();
        assert_eq!((events.len(), lines.len()), (10, 13));
        for event in &events {
            let references = ["involved", "proof"].map(|key| event[key].as_array().expect(key));
            assert!(references.iter().flat_map(|list| list.iter()).all(|id| ids.contains(&id)), "{event}");
        }
        assert_eq!((&events[0]["date"], &events[1]["date"][0]), (&Value::Null, &"2019".into()));
        assert_eq!(
            (&events[2]["date"][0], &events[2]["notes"][0]),
            (&"2021-06".into(), &"Date: about June 2021".into())
        );
        assert_eq!((&events[6]["date"], &events[6]["startDate"]), (&Value::Null, &Value::Null));
    }
}
