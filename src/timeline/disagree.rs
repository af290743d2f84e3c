//! Where the tellings of one event disagree: other days, other actors, other numbers. The event keeps all, the better attested first.
//!
//! Knows what excludes what. Does not know who is right.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::standing::is_dated;
use crate::events::EventDate;
use crate::linking::{Identity, Mention, Numbers, Participant, is_named};

/// Tellings beyond this number are not compared.
const COMPARED_AT_MOST: usize = 64;

/// A field on which sources disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// `date`, `actors`, `targets` or `numbers`.
    pub field: &'static str,
    /// What is said, with the articles that say so, the better attested first.
    pub values: Vec<(String, Vec<String>)>,
}

impl Disagreement {
    /// What [`field`](Self::field) can be.
    pub(crate) const FIELDS: [&str; 4] = ["date", "actors", "targets", "numbers"];
}

/// The disagreements among the mentions of one event. Complexity: quadratic in mentions, of which 64 are looked at.
pub(super) fn disagreements(mentions: &[Mention]) -> Vec<Disagreement> {
    let first = mentions.first().map(|m| &m.article);
    if mentions.iter().all(|m| Some(&m.article) == first) {
        return Vec::new();
    }
    let told = mentions.get(..COMPARED_AT_MOST).unwrap_or(mentions);
    let found = [
        dates(told),
        people(told, "actors", |m| &m.actors),
        people(told, "targets", |m| &m.targets),
        numbers(told),
    ];
    found.into_iter().flatten().collect()
}

/// Days that sentences state and that exclude each other.
fn dates(mentions: &[Mention]) -> Option<Disagreement> {
    let dated = mentions.iter().filter(|m| is_dated(m));
    let stated =
        || dated.clone().filter_map(|m| Some((m, m.date.as_deref()?))).filter(|(_, d)| !d.is_assumed());
    let clash = stated().any(|(_, day)| stated().any(|(_, other)| are_apart(day, other)));
    clash.then(|| ranked("date", stated().map(|(m, date)| (date.edtf.clone(), m))))
}

/// True for dates that exclude each other.
fn are_apart(a: &EventDate, b: &EventDate) -> bool {
    let (a, b) = (a.interval, b.interval);
    a.end.zip(b.start).is_some_and(|(end, start)| end <= start)
        || b.end.zip(a.start).is_some_and(|(end, start)| end <= start)
}

/// Named participants of one role of whom none can be any of another telling's.
fn people<'m>(
    mentions: &'m [Mention],
    field: &'static str,
    role: impl Fn(&'m Mention) -> &'m Vec<Participant>,
) -> Option<Disagreement> {
    let named: Vec<(&Mention, Vec<Identity>)> = mentions
        .iter()
        .filter(|m| !role(m).is_empty() && role(m).iter().all(is_named))
        .map(|m| (m, role(m).iter().filter_map(Identity::of).collect()))
        .collect();
    let namesakes = |a: &[Identity], b: &[Identity]| a.iter().any(|p| b.iter().any(|q| p.namesakes(*q)));
    let apart = |a: &[Identity], b: &[Identity]| Identity::strangers(a, b) && !namesakes(a, b);
    let clash =
        named.iter().any(|(m, a)| named.iter().any(|(other, b)| m.article != other.article && apart(a, b)));
    let names = |m: &'m Mention| role(m).iter().map(|p| &*p.name).collect::<Vec<_>>().join("; ");
    clash.then(|| ranked(field, named.iter().map(|(m, _)| (names(m), *m))))
}

/// Numbers of the same people or things that cannot both hold.
fn numbers(mentions: &[Mention]) -> Option<Disagreement> {
    let told: Vec<(&Mention, Numbers<'_>)> = mentions.iter().map(|m| (m, Numbers::of(m))).collect();
    let others = |article: &Arc<str>| {
        let article = Arc::clone(article);
        told.iter().filter(move |(other, _)| other.article != article)
    };
    let clashing: Vec<(String, &Mention)> = told
        .iter()
        .filter_map(|(m, own)| {
            Some((others(&m.article).find_map(|(_, theirs)| own.apart(theirs))?.0.to_owned(), *m))
        })
        .collect();
    (!clashing.is_empty()).then(|| ranked("numbers", clashing.into_iter()))
}

fn ranked<'m>(field: &'static str, told: impl Iterator<Item = (String, &'m Mention)>) -> Disagreement {
    let mut articles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (value, m) in told {
        let list = articles.entry(value).or_default();
        if !list.iter().any(|known| **known == *m.article) {
            list.push(m.article.to_string());
        }
    }
    let mut values: Vec<(String, Vec<String>)> = articles.into_iter().collect();
    values.iter_mut().for_each(|(_, list)| list.sort_unstable());
    values.sort_by_key(|(_, list)| std::cmp::Reverse(list.len()));
    Disagreement { field, values }
}
