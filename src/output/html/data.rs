//! The data of the page: what its script draws. Times are days since 1970, ends exclusive, so that the script needs no
//! calendar but the civil one, also before our era.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::super::cells::{basis, day, representative, rounded};
use super::super::escape::address;
use super::super::json::articles;
use super::super::lanes::participants;
use super::super::links::{self, Relation};
use super::super::marks::{Mark, marks};
use super::super::tone::{Tone, status};
use super::super::when::{Shape, When};
use crate::graph::Extent;
use crate::linking::{Claim, Mention};
use crate::timeline::{Disagreement, Event, Timeline};

/// All that the page shows.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    title: &'a str,
    articles: Vec<Source<'a>>,
    events: Vec<Item<'a>>,
    links: Vec<(usize, usize, Relation)>,
    set_aside: Vec<SetAside<'a>>,
}

/// What an article says about the order and does not count: dates or surer statements contradict it.
#[derive(Serialize)]
struct SetAside<'a> {
    from: usize,
    to: usize,
    article: usize,
    sentence: &'a str,
}

#[derive(Serialize)]
struct Source<'a> {
    id: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    published: Option<String>,
    day: Option<i64>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    head: &'a str,
    edtf: &'a str,
    words: String,
    shape: &'static str,
    t0: Option<i64>,
    t1: Option<i64>,
    approx: bool,
    basis: &'static str,
    actors: Vec<&'a str>,
    targets: Vec<&'a str>,
    /// Who takes part: in their lanes the event stands.
    people: Vec<&'a str>,
    /// Whom what is said concerns besides.
    about: Vec<&'a str>,
    tone: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    status: &'static str,
    place: Option<&'a str>,
    sure: f64,
    claims: Vec<(&'a str, &'a str)>,
    conflicts: Vec<(&'static str, Vec<Side<'a>>)>,
    told: Vec<Telling<'a>>,
}

/// What some articles say of one field: the value, and their places.
type Side<'a> = (&'a str, Vec<usize>);

#[derive(Serialize)]
struct Telling<'a> {
    article: usize,
    sentence: &'a str,
    marks: Vec<Mark>,
    date: &'a str,
}

impl<'a> Data<'a> {
    /// What the page shows of `timeline`.
    pub(super) fn of(timeline: &'a Timeline, title: &'a str) -> Self {
        let all = articles(timeline);
        let places: BTreeMap<&str, usize> =
            all.iter().enumerate().map(|(place, article)| (article.id, place)).collect();
        let links =
            links::told(timeline).into_iter().map(|link| (link.from, link.to, link.relation)).collect();
        let events = timeline.events.iter().map(|event| item(event, &places)).collect();
        let published: BTreeMap<&str, NaiveDate> = timeline
            .events
            .iter()
            .flat_map(|event| &event.mentions)
            .filter_map(|mention| Some((&*mention.article, mention.published?)))
            .collect();
        let source = |article: super::super::json::Article<'a>| Source {
            id: article.id,
            title: article.title,
            publisher: article.publisher,
            day: published.get(article.id).copied().map(since_1970),
            published: published.get(article.id).map(|published| day(Some(*published))),
            url: article.url.and_then(address),
        };
        let set_aside = set_aside(timeline, &places);
        Self { title, articles: all.into_iter().map(source).collect(), events, links, set_aside }
    }
}

fn set_aside<'a>(timeline: &'a Timeline, places: &BTreeMap<&str, usize>) -> Vec<SetAside<'a>> {
    let pairs = links::ordered(timeline, Extent::Reduction).set_aside;
    let stated: BTreeMap<(usize, usize), links::Stated<'_>> =
        links::stated(timeline).into_iter().map(|stated| ((stated.from, stated.to), stated)).collect();
    let found = pairs.into_iter().filter_map(|(from, to)| {
        let stated = stated.get(&(from, to))?;
        let article = *places.get(stated.article)?;
        Some(SetAside { from, to, article, sentence: &stated.why.sentence })
    });
    found.collect()
}

/// What the articles disagree on, with the places of those who say each.
fn conflict<'a>(found: &'a Disagreement, places: &BTreeMap<&str, usize>) -> (&'static str, Vec<Side<'a>>) {
    let side = |(value, articles): &'a (String, Vec<String>)| {
        (value.as_str(), articles.iter().filter_map(|id| places.get(id.as_str()).copied()).collect())
    };
    (found.field, found.values.iter().map(side).collect())
}

fn item<'a>(event: &'a Event, places: &BTreeMap<&str, usize>) -> Item<'a> {
    let when = When::of(event);
    let (first, last) = when.days();
    let names = |list: &'a [crate::linking::Participant]| list.iter().map(|p| &*p.name).collect();
    let telling = |mention: &'a Mention| Telling {
        article: places.get(&*mention.article).copied().unwrap_or(0),
        sentence: &mention.sentence,
        marks: marks(mention),
        date: mention.date.as_ref().map_or("", |date| date.edtf.as_str()),
    };
    let first_told = representative(event);
    let claim = |claim: &'a Claim| (claim.source.as_str(), claim.verb.as_str());
    Item {
        id: &event.id,
        head: &event.headline,
        edtf: when.edtf,
        words: when.words(),
        shape: shape(when.shape),
        t0: first.map(since_1970),
        t1: last.map(|last| since_1970(last) + 1),
        approx: when.approximate || when.uncertain,
        basis: basis(event),
        actors: names(&event.actors),
        targets: names(&event.targets),
        people: participants(event),
        about: names(&event.about),
        tone: Tone::of(event).name(),
        kind: first_told.map(|mention| mention.event_type).unwrap_or_default().name(),
        status: status(event),
        place: event.place.as_deref(),
        sure: rounded(event.confidence),
        claims: event.claims.iter().map(claim).collect(),
        conflicts: event.disagreements.iter().map(|found| conflict(found, places)).collect(),
        told: event.mentions.iter().map(telling).collect(),
    }
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Days(first, last) if first == last => "day",
        Shape::Days(..) => "span",
        Shape::Since(_) => "since",
        Shape::Until(_) => "until",
        Shape::Between(..) => "between",
        Shape::NotBefore(_) => "after",
        Shape::NotAfter(_) => "before",
        Shape::Unknown => "none",
    }
}

fn since_1970(day: NaiveDate) -> i64 {
    day.signed_duration_since(NaiveDate::default()).num_days()
}

#[cfg(test)]
mod tests {
    use super::super::super::samples;
    use super::*;

    #[test]
    fn times_are_days_since_1970_also_before_our_era() {
        let timeline = samples::timeline();
        let data = Data::of(&timeline, "t");
        let times: Vec<(&str, Option<i64>, Option<i64>)> =
            data.events.iter().map(|event| (event.shape, event.t0, event.t1)).collect();
        assert_eq!(times[0], ("day", Some(-735_160), Some(-735_159)));
        assert_eq!(times[1], ("span", Some(17_897), Some(18_262)));
        assert_eq!((times[5].0, times[5].2), ("since", None));
        assert_eq!(times[7], ("before", None, Some(19_361)));
        assert_eq!(times[8], ("none", None, None));
    }

    #[test]
    fn a_disagreement_names_the_articles_of_each_side() {
        let mut timeline = samples::timeline();
        let both = vec![
            ("2023-02-06".to_owned(), vec!["a".to_owned()]),
            ("2023-02-07".to_owned(), vec!["</script><b>".to_owned()]),
        ];
        timeline.events[9].disagreements = vec![Disagreement { field: "date", values: both }];
        let data = Data::of(&timeline, "t");
        let id = |place: usize| data.articles[place].id;
        let [(field, sides)] = data.events[9].conflicts.as_slice() else { panic!("one disagreement") };
        let told: Vec<(&str, &str)> = sides.iter().map(|(value, of)| (*value, id(of[0]))).collect();
        assert_eq!((*field, told), ("date", vec![("2023-02-06", "a"), ("2023-02-07", "</script><b>")]));
    }
}
