//! Decisions that people made about events, applied at every run after extraction.
//!
//! Knows the table of decisions and what each does to a timeline. An event is meant by its id, or by the id that one
//! of its mentions would give it alone, so that a decision holds on when events grow together.

use std::collections::BTreeMap;
use std::mem::take;

use chrono::{Months, NaiveDate};

use super::entry::entry;
use super::id::alone;
use super::order::{day, number};
use super::standing::{Standing, standing};
use super::{Event, Timeline};
use crate::events::EventDate;
use crate::linking::{Mention, Participant};
use crate::temporal::{DateBasis, Granularity, Interval};
use crate::{Error, ErrorKind};

/// What can be decided.
const DECISIONS: &str = "accept, reject, edit, merge, same, split, not-same";
/// What can be edited.
const FIELDS: &str = "date, headline, actors, targets, object, place";

/// The decisions of a file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Curation {
    file: String,
    decisions: Vec<Decision>,
}

#[derive(Clone, Debug, PartialEq)]
struct Decision {
    line: u64,
    event: String,
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Accept,
    Reject,
    Headline(String),
    Date(Box<EventDate>),
    Actors(Vec<Participant>),
    Targets(Vec<Participant>),
    Object(Option<String>),
    Place(Option<String>),
    /// One event with this one.
    Same(String),
    /// Another event than this one.
    NotSame(String),
    /// Each article tells an event of its own, or this article does.
    Split(Option<String>),
}

impl What {
    /// True where mentions may stand in another event afterwards.
    fn moves_mentions(&self) -> bool {
        matches!(self, Self::Same(_) | Self::NotSame(_) | Self::Split(_))
    }
}

impl Curation {
    /// Reads a CSV with the columns `decision`, `event_id`, `field` and `value` in any order; others are notes.
    ///
    /// # Errors
    /// A column is missing, or a row is no decision; file and line are named.
    pub fn read(csv: &[u8], file: &str) -> Result<Self, Error> {
        let wrong =
            |line: u64, message: String| Error::new(ErrorKind::Data, message).in_file(file).at_line(line);
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(csv);
        let header = reader.headers().map_err(|error| wrong(1, error.to_string()))?.clone();
        let column = |name: &str| header.iter().position(|cell| cell.trim_start_matches('\u{feff}') == name);
        let (Some(decision), Some(event)) = (column("decision"), column("event_id")) else {
            let remedy = "the first line must read decision,event_id,field,value";
            return Err(
                wrong(1, "the columns decision and event_id are not there".into()).with_remedy(remedy)
            );
        };
        let (field, value) = (column("field"), column("value"));
        let mut decisions = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                wrong(line, format!("this row cannot be read: {error}"))
            })?;
            let line = row.position().map_or(0, csv::Position::line);
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or("");
            let what = what(cell(Some(decision)), cell(field), plain(cell(value)))
                .map_err(|told| wrong(line, told))?;
            decisions.push(Decision { line, event: cell(Some(event)).to_owned(), what });
        }
        Ok(Self { file: file.to_owned(), decisions })
    }

    /// How many decisions there are.
    pub fn len(&self) -> usize {
        self.decisions.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }
}

/// The value without the apostrophe that keeps spreadsheets from running it.
fn plain(value: &str) -> &str {
    value
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']))
        .unwrap_or(value)
}

fn what(decision: &str, field: &str, value: &str) -> Result<What, String> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let event = || some(value).ok_or_else(|| format!("{decision} needs the other event's id as value"));
    Ok(match (decision, field) {
        ("accept", _) => What::Accept,
        ("reject", _) => What::Reject,
        ("merge" | "same", _) => What::Same(event()?),
        ("not-same", _) => What::NotSame(event()?),
        ("split", _) => What::Split(some(value)),
        ("edit", "headline") => What::Headline(value.to_owned()),
        ("edit", "date") => What::Date(Box::new(date(value)?)),
        ("edit", "actors") => What::Actors(people(value)),
        ("edit", "targets") => What::Targets(people(value)),
        ("edit", "object") => What::Object(some(value)),
        ("edit", "place") => What::Place(some(value)),
        ("edit", other) => return Err(format!("\"{other}\" is no field that can be edited: {FIELDS}")),
        (other, _) => return Err(format!("\"{other}\" is no decision: {DECISIONS}")),
    })
}

/// Names between semicolons, as tables write them.
fn people(value: &str) -> Vec<Participant> {
    let names = value.split(';').map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| Participant { name: name.into(), ..Participant::default() }).collect()
}

/// `2022`, `2022-07`, `2022-07-13`, or two of them with a slash between.
fn date(value: &str) -> Result<EventDate, String> {
    let wrong =
        || format!("\"{value}\" is no date: write YYYY, YYYY-MM, YYYY-MM-DD or two with a slash between");
    let (first, last) = value.split_once('/').unwrap_or((value, value));
    let ((start, _, a), (_, end, b)) = (days(first).ok_or_else(wrong)?, days(last).ok_or_else(wrong)?);
    if start > end {
        return Err(wrong());
    }
    Ok(EventDate {
        edtf: value.to_owned(),
        interval: Interval::days(start, end),
        precision: a.max(b),
        basis: DateBasis::Explicit,
        confidence: 1.0,
        ..EventDate::default()
    })
}

fn days(text: &str) -> Option<(NaiveDate, NaiveDate, Granularity)> {
    let (padded, months, unit) = match text.len() {
        4 => (format!("{text}-01-01"), 12, Granularity::Year),
        7 => (format!("{text}-01"), 1, Granularity::Month),
        _ => (text.to_owned(), 0, Granularity::Day),
    };
    let first: NaiveDate = padded.parse().ok()?;
    let last = if months == 0 { first } else { first.checked_add_months(Months::new(months))?.pred_opt()? };
    Some((first, last, unit))
}

impl Timeline {
    /// The timeline after the decisions, taken in the order of the file, and an error for each that fits no event.
    ///
    /// Build the timeline with [`Options::unlisted`](super::Options::unlisted), so that what makes no row can be
    /// accepted. Complexity: linear in mentions, once more for each decision that moves mentions from event to event.
    #[must_use]
    pub fn curate(mut self, curation: &Curation) -> (Self, Vec<Error>) {
        let mut events = take(&mut self.events);
        events.append(&mut self.unlisted);
        let mut places = Places::of(&events);
        let mut unfit = Vec::new();
        for decision in &curation.decisions {
            if decide(&mut events, decision, &places) {
                if decision.what.moves_mentions() {
                    places = Places::of(&events);
                }
            } else {
                let told = format!("this decision fits no event: {}", decision.event);
                unfit.push(Error::new(ErrorKind::Data, told).in_file(&curation.file).at_line(decision.line));
            }
        }
        events.sort_by_key(|event| day(event.listed, event.earliest, event.latest));
        let mut unlisted = events.split_off(events.partition_point(|event| event.listed));
        number(&mut events);
        unlisted.iter_mut().for_each(|event| event.ordinal = 0);
        (Self { events, unlisted }, unfit)
    }
}

impl Timeline {
    /// Where [decisions](Self::curate) on these ids would go: the ids of the events that have a mention which alone would have
    /// given that id. `None` where there is none. Complexity: linear in mentions.
    pub fn ids_now(&self, ids: &[String]) -> Vec<Option<&str>> {
        let places = Places::of(&self.events);
        let now = |id: &String| self.events.get(places.get(id)?).map(|event| event.id.as_str());
        ids.iter().map(now).collect()
    }
}

/// Where the events are.
struct Places {
    by_id: BTreeMap<String, usize>,
    by_mention: BTreeMap<String, usize>,
}

impl Places {
    fn of(events: &[Event]) -> Self {
        let by_id = events.iter().enumerate().map(|(at, event)| (event.id.clone(), at)).collect();
        let mentions =
            events.iter().enumerate().flat_map(|(at, e)| e.mentions.iter().map(move |m| (alone(m), at)));
        Self { by_id, by_mention: mentions.collect() }
    }

    fn get(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).or_else(|| self.by_mention.get(id)).copied()
    }
}

/// Applies a decision; false when it fits nothing.
fn decide(events: &mut Vec<Event>, decision: &Decision, places: &Places) -> bool {
    let Some(at) = places.get(&decision.event) else { return false };
    match &decision.what {
        What::Same(other) => places.get(other).is_some_and(|other| {
            merge(events, at, other);
            true
        }),
        What::NotSame(other) => places.get(other).is_some_and(|there| {
            if there == at {
                let article =
                    events.get(at).and_then(|event| event.mentions.iter().find(|m| alone(m) == *other));
                if let Some(article) = article.map(|m| m.article.to_string()) {
                    split(events, at, Some(&article));
                }
            }
            true
        }),
        What::Split(article) => split(events, at, article.as_deref()),
        what => events.get_mut(at).is_some_and(|event| {
            edit(event, what);
            true
        }),
    }
}

fn edit(event: &mut Event, what: &What) {
    match what {
        What::Accept => (event.listed, event.confidence) = (true, 1.0),
        What::Reject => event.listed = false,
        What::Headline(headline) => event.headline.clone_from(headline),
        What::Actors(actors) => event.actors.clone_from(actors),
        What::Targets(targets) => event.targets.clone_from(targets),
        What::Object(object) => event.object.clone_from(object),
        What::Place(place) => event.place.clone_from(place),
        What::Date(date) => {
            (event.earliest, event.latest) = (date.interval.first(), date.interval.last());
            event.date = Some(EventDate::clone(date));
        }
        What::Same(_) | What::NotSame(_) | What::Split(_) => {}
    }
}

/// Puts the mentions of `other` into the event at `at`, which keeps its id.
fn merge(events: &mut Vec<Event>, at: usize, other: usize) {
    if at == other {
        return;
    }
    let gone = events.remove(other);
    let at = if other < at { at - 1 } else { at };
    if let Some(event) = events.get_mut(at) {
        let mut mentions = take(&mut event.mentions);
        mentions.extend(gone.mentions);
        *event = Event { listed: event.listed || gone.listed, ..remade(mentions, event) };
    }
    let Some(id) = events.get(at).map(|event| event.id.clone()) else { return };
    for event in events.iter_mut() {
        let related = event.related.iter_mut().map(|related| &mut related.id);
        event.realises.iter_mut().chain(related).filter(|known| **known == gone.id).for_each(|known| {
            known.clone_from(&id);
        });
        event.related.retain(|related| related.id != event.id);
    }
}

/// Takes the mentions of one article out of an event, or gives each article its own; the first keeps the id. False
/// when there is nothing to take apart.
fn split(events: &mut Vec<Event>, at: usize, article: Option<&str>) -> bool {
    let Some(event) = events.get_mut(at) else { return false };
    let first = event.mentions.iter().min_by(|a, b| a.canonical_order(b)).map(|m| m.article.clone());
    let mut parts: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for m in take(&mut event.mentions) {
        let stays = match article {
            Some(article) => *m.article != *article,
            None => Some(&m.article) == first.as_ref(),
        };
        parts.entry(if stays { String::new() } else { m.article.to_string() }).or_default().push(m);
    }
    if parts.len() < 2 {
        event.mentions = parts.into_values().flatten().collect();
        return false;
    }
    if let Some(stays) = parts.remove("") {
        *event = remade(stays, event);
    }
    let taken: Vec<String> = events.iter().map(|event| event.id.clone()).collect();
    for mentions in parts.into_values() {
        let listed = mentions.iter().any(|m| standing(m) == Standing::Row);
        let id = mentions.iter().min_by(|a, b| a.canonical_order(b)).map(alone).unwrap_or_default();
        let id = if taken.contains(&id) { format!("{id}~") } else { id };
        events.push(Event { listed, ..remade(mentions, &Event { id, ..Event::default() }) });
    }
    true
}

/// The event of these mentions under the name of `old`.
fn remade(mut mentions: Vec<Mention>, old: &Event) -> Event {
    mentions.sort_by(Mention::canonical_order);
    let (id, realises, related) = (old.id.clone(), old.realises.clone(), old.related.clone());
    Event { id, realises, related, listed: old.listed, ..entry(mentions) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linking::scenario::{With, state, told};
    use crate::timeline::Options;

    /// Two treaties, the second told by two articles.
    fn timeline() -> Timeline {
        let signed = |article: &str, who: &str, day: &str| {
            let sentence = format!("{who} signed the border treaty with Ruritania in Arvo");
            told(article, "2022-07-20", "sign", &sentence).of(&[state(who)]).on(day, day)
        };
        let mentions = vec![
            signed("a", "Morava", "2022-07-11"),
            signed("b", "Zubrowka", "2022-07-13"),
            signed("c", "Zubrowka", "2022-07-13"),
        ];
        Timeline::build(mentions, &Options { unlisted: true, ..Options::default() })
    }

    fn curated(decisions: &str) -> (Timeline, Vec<Error>) {
        let before = timeline();
        let id = |at: usize| before.events[at].id.clone();
        let rows = decisions.replace("FIRST", &id(0)).replace("SECOND", &id(1));
        let csv = format!("decision,event_id,field,value\n{rows}\n");
        before.curate(&Curation::read(csv.as_bytes(), "d.csv").unwrap())
    }

    fn rows(timeline: &Timeline) -> Vec<(String, usize)> {
        let date = |e: &Event| e.date.as_ref().map_or(String::new(), |d| d.edtf.clone());
        timeline.events.iter().map(|e| (date(e), e.mentions.len())).collect()
    }

    fn row(date: &str, mentions: usize) -> (String, usize) {
        (date.to_owned(), mentions)
    }

    #[test]
    fn a_row_that_cannot_be_read_is_named_by_its_line() {
        let error = Curation::read(b"decision,event_id\naccept,a\naccept,\xff\n", "d.csv").unwrap_err();
        assert_eq!(error.line(), Some(3), "{error}");
    }

    #[test]
    fn events_are_edited_rejected_and_accepted_again() {
        assert_eq!(rows(&timeline()), [row("2022-07-11", 1), row("2022-07-13", 2)]);
        let (edited, unfit) = curated("edit,FIRST,date,2022-08\nedit,FIRST,headline,Morava signed");
        assert!(unfit.is_empty());
        assert_eq!(rows(&edited), [row("2022-07-13", 2), row("2022-08", 1)]);
        assert_eq!((edited.events[1].headline.as_str(), edited.events[1].ordinal), ("Morava signed", 2));
        let (rejected, _) = curated("reject,FIRST,,");
        assert_eq!((rows(&rejected), rejected.unlisted.len()), (vec![row("2022-07-13", 2)], 1));
        assert_eq!(rows(&curated("reject,FIRST,,\naccept,FIRST,,").0).len(), 2);
    }

    #[test]
    fn events_are_put_together_and_taken_apart() {
        let (merged, _) = curated("same,FIRST,,SECOND");
        assert_eq!(merged.events.len(), 1);
        assert_eq!(
            (merged.events[0].id.clone(), merged.events[0].mentions.len()),
            (timeline().events[0].id.clone(), 3)
        );
        let days = merged.events[0].disagreements.iter().find(|d| d.field == "date").unwrap();
        assert_eq!(days.values[0], ("2022-07-13".to_owned(), vec!["b".to_owned(), "c".to_owned()]));
        assert_eq!(
            rows(&curated("same,FIRST,,SECOND\nnot-same,FIRST,,SECOND").0).len(),
            2,
            "the last word holds"
        );
        let (named, _) = curated("edit,FIRST,headline,'-5 degrees in May");
        assert_eq!(
            named.events[0].headline, "-5 degrees in May",
            "the apostrophe against formulas is none of the text"
        );
        let (parts, _) = curated("split,SECOND,,c");
        assert_eq!(rows(&parts), [row("2022-07-11", 1), row("2022-07-13", 1), row("2022-07-13", 1)]);
        assert_ne!(parts.events[1].id, parts.events[2].id);
    }

    #[test]
    fn what_fits_nothing_is_told_with_its_line() {
        let (same, unfit) = curated("accept,0123456789ab,,\nsplit,FIRST,,\nmerge,FIRST,,0123456789ab");
        assert_eq!(rows(&same), rows(&timeline()));
        let lines: Vec<_> = unfit.iter().map(|error| error.line()).collect();
        assert_eq!(lines, [Some(2), Some(3), Some(4)]);
        for (csv, told) in [
            ("a,b\n", "columns"),
            ("decision,event_id\nkeep,x\n", "no decision"),
            ("decision,event_id,field,value\nedit,x,date,May\n", "no date"),
            ("decision,event_id,field,value\nedit,x,colour,red\n", "no field"),
            ("decision,event_id,field,value\nmerge,x,,\n", "other event"),
        ] {
            let error = Curation::read(csv.as_bytes(), "d.csv").unwrap_err().to_string();
            assert!(error.contains(told) && error.starts_with("d.csv:"), "{error}");
        }
    }
}
