//! What the tables share: days, lists, cells that no spreadsheet runs.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::names::Name;
use crate::linking::{Claim, Mention, Participant};
use crate::temporal::Interval;
use crate::temporal::edtf::iso_day;
use crate::timeline::Event;

/// A day as `2022-07-13`, nothing for none.
pub(super) fn day(day: Option<NaiveDate>) -> String {
    iso(day).unwrap_or_default()
}

/// The same where none is none.
pub(super) fn iso(day: Option<NaiveDate>) -> Option<String> {
    day.map(iso_day)
}

/// What is known of a time without a date: `[2022-07-13..2023-01-03]`, open ends empty.
pub(super) fn bounds(earliest: Option<NaiveDate>, latest: Option<NaiveDate>) -> String {
    match (earliest, latest) {
        (None, None) => "undated".to_owned(),
        _ => format!("[{}..{}]", day(earliest), day(latest)),
    }
}

/// The date of an event, or what is known of it.
pub(super) fn dated(event: &Event) -> String {
    match &event.date {
        Some(date) => date.edtf.clone(),
        None => bounds(event.earliest, event.latest),
    }
}

/// `5f0c1d2e3a4b  2022-07-13  Morava signed a treaty`.
pub(super) fn named(event: &Event) -> String {
    format!("{}  {}  {}", event.id, dated(event), event.headline)
}

/// The first and last day of an event's date.
pub(super) fn days(event: &Event) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let interval = event.date.as_ref().map_or(Interval::default(), |date| date.interval);
    (interval.first(), interval.last())
}

/// The unit of an event's date, `unknown` without one.
pub(super) fn precision(event: &Event) -> &'static str {
    event.date.as_ref().map_or("unknown", |date| date.precision.name())
}

/// Where an event's date comes from, `none` without one.
pub(super) fn basis(event: &Event) -> &'static str {
    event.date.as_ref().map_or("none", |date| date.basis.name())
}

/// A list in one cell.
pub(super) fn joined<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut cell = String::new();
    join(items, &mut cell);
    cell
}

/// The same at the end of a string.
pub(super) fn join<T: AsRef<str>>(items: impl IntoIterator<Item = T>, cell: &mut String) {
    for (number, item) in items.into_iter().enumerate() {
        cell.push_str(if number > 0 { "; " } else { "" });
        cell.push_str(item.as_ref());
    }
}

/// The names of participants.
pub(super) fn names(participants: &[Participant]) -> impl Iterator<Item = &str> {
    participants.iter().map(|participant| &*participant.name)
}

/// `Kim Song (say)`.
pub(super) fn claim(claim: &Claim) -> String {
    if claim.verb.is_empty() { claim.source.clone() } else { format!("{} ({})", claim.source, claim.verb) }
}

/// The ids of the articles that tell an event, each once, sorted.
pub(super) fn articles(event: &Event) -> Vec<&str> {
    let mut ids: Vec<&str> = event.mentions.iter().map(|mention| &*mention.article).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The rules that took part in any mention, in the order of the mentions, each once.
pub(super) fn rules(event: &Event) -> Vec<&str> {
    let mut rules: Vec<&str> = Vec::new();
    for rule in event.mentions.iter().flat_map(|mention| &mention.rules) {
        if !rules.contains(&&**rule) {
            rules.push(rule);
        }
    }
    rules
}

/// First and last day on which the event was reported.
pub(super) fn reported(event: &Event) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let days = || event.mentions.iter().filter_map(|mention| mention.published);
    (days().min(), days().max())
}

/// The mention that stands for the event.
pub(super) fn representative(event: &Event) -> Option<&Mention> {
    event.mentions.first()
}

/// A number between 0 and 1 with two decimals.
pub(super) fn confidence(value: f32) -> String {
    format!("{value:.2}")
}

/// The same rounding for JSON.
pub(super) fn rounded(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

/// A text cell that no spreadsheet takes for a formula: a leading `=`, `+`, `-`, `@`, tab or return (also in their
/// full-width forms) gets an apostrophe before it. Quotation marks would not help.
pub(super) fn safe(cell: &str) -> Cow<'_, str> {
    if is_risky(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// True for what a spreadsheet would take for a formula.
pub(super) fn is_risky(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// At most `width` characters, cut at a word.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let short: String = text.chars().take(width.saturating_sub(1)).collect();
    let at_word = short.rfind(' ').filter(|at| *at * 2 > short.len()).unwrap_or(short.len());
    format!("{}…", short.get(..at_word).unwrap_or("").trim_end_matches([' ', ',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless() {
        for risky in ["=1+1", "+49", "-3", "@sum", "\tx", "＝1"] {
            assert_eq!(safe(risky), format!("'{risky}"));
        }
        assert_eq!(safe("Oslo - Bergen"), "Oslo - Bergen");
    }

    #[test]
    fn headlines_are_cut_at_a_word() {
        assert_eq!(cut("Norway signs the treaty on fishing", 20), "Norway signs the…");
        assert_eq!(cut("Short", 20), "Short");
        assert_eq!(cut("Donaudampfschifffahrt", 10), "Donaudamp…");
    }
}
