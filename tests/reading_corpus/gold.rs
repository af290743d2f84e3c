//! What a reader takes from the articles, as written down before the program was run on them.
//!
//! A name stands for any that contains it, in the words of the article or as the program calls it; `a|b` is either,
//! and a final `?` says that it may also be left out.

use chrono::{Days, Months, NaiveDate};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub article: Vec<Article>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// The file's name without its extension.
    pub name: String,
    /// What could go wrong, written down with the article.
    pub traps: Vec<String>,
    pub events: Vec<Event>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Words that are in the article once; they begin with the trigger.
    pub at: String,
    /// The lemma of the action, or several.
    pub did: String,
    #[serde(default)]
    pub who: Vec<String>,
    #[serde(default)]
    pub whom: Vec<String>,
    /// A day, month, year, or `first/last`; `..` for an open end. Absent where a reader could not tell.
    pub when: Option<String>,
    /// Who says so.
    #[serde(default)]
    pub by: Vec<String>,
    /// How real, where it is not simply told as a fact.
    pub real: Option<Real>,
    /// True where a reader may take it for an event or not: it counts only when the program gets it wrong.
    #[serde(default)]
    pub may: bool,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Real {
    Negated,
    Denied,
    Planned,
    Possible,
    Requested,
    Hypothetical,
    /// Somebody claims it; the article does not take it for a fact.
    Claimed,
}

impl Event {
    /// True where `lemma` is one of the actions.
    pub fn does(&self, lemma: &str) -> bool {
        self.did.split('|').any(|did| did == lemma)
    }
}

/// True where `found` are the names that `wanted` asks for, no more and no less. Each found name comes in several forms.
pub fn same_names(wanted: &[String], found: &[Vec<String>]) -> bool {
    let names = |want: &String, forms: &Vec<String>| {
        let either = || want.split('|').map(|one| words(one.trim_end_matches('?')));
        forms.iter().any(|form| either().any(|one| words(form).contains(&one)))
    };
    let all_there =
        wanted.iter().all(|want| want.ends_with('?') || found.iter().any(|forms| names(want, forms)));
    all_there && found.iter().all(|forms| wanted.iter().any(|want| names(want, forms)))
}

/// The words in lower case, one space before and after each.
fn words(text: &str) -> String {
    let plain: String = text.to_lowercase().replace("'s", "").replace("’s", "");
    let mut words = String::from(" ");
    for word in
        plain.split(|c: char| !(c.is_alphanumeric() || "-'&".contains(c))).filter(|word| !word.is_empty())
    {
        words += word;
        words.push(' ');
    }
    words
}

/// The first and last day of `when`; `None` for an open end.
pub fn days(when: &str) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let (first, last) = when.split_once('/').unwrap_or((when, when));
    (unit(first).map(|days| days.0), unit(last).map(|days| days.1))
}

/// First and last day of a day, a month or a year.
fn unit(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let first = |text: String| text.parse::<NaiveDate>();
    match text.len() {
        4 => Some((first(format!("{text}-01-01")).ok()?, first(format!("{text}-12-31")).ok()?)),
        7 => {
            let start = first(format!("{text}-01")).ok()?;
            Some((start, start + Months::new(1) - Days::new(1)))
        }
        _ => first(text.to_owned()).ok().map(|day| (day, day)),
    }
}
