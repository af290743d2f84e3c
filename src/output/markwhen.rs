//! Markwhen: a timeline as text that a person can edit.
//!
//! Its dates may be years and months. It knows no approximate dates and no bounds: those carry a tag (`#approximate`,
//! `#bounds`) and the words. Before our era it knows years only.

use std::io::Write;

use chrono::NaiveDate;

use super::cells::articles;
use super::escape::one_line;
use super::loss::{HALF_BOUND, Losses, UNDATED};
use super::sink;
use super::when::{Partial, Shape, When};
use crate::Error;
use crate::temporal::Granularity;
use crate::timeline::{Event, Timeline};

const YEAR_ONLY: &str = "before the year 1 with their year alone";

/// Writes `timeline` under `title`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, title: &str, out: impl Write) -> Result<Losses, Error> {
    let mut losses = Losses::default();
    let mut text = format!("---\ntitle: {}\n---\n\n", quoted(title));
    for event in &timeline.events {
        let when = When::of(event);
        match date(&when) {
            Ok(date) => text.push_str(&entry(event, &when, &date)),
            Err(loss) => losses.add(loss),
        }
        if when.days().0.is_some_and(|day| Partial::day(day).year < 1) {
            losses.add(YEAR_ONLY);
        }
    }
    sink::text(&text, out)?;
    Ok(losses)
}

fn entry(event: &Event, when: &When, date: &str) -> String {
    let headline = one_line(&event.headline).replace('#', "＃");
    let mut entry = format!("{date}: {headline}");
    for (holds, tag) in [(when.is_bound(), " #bounds"), (when.approximate || when.uncertain, " #approximate")]
    {
        entry.push_str(if holds { tag } else { "" });
    }
    entry.push_str(&format!("\nid: {}\n", quoted(&event.id)));
    if !when.is_plain() {
        entry.push_str(&format!("> {}\n", when.words()));
    }
    if let Some(first) = event.mentions.first() {
        entry.push_str(&format!("> {}\n", one_line(&first.sentence)));
    }
    for id in articles(event) {
        let Some(mention) = event.mentions.iter().find(|mention| *mention.article == *id) else { continue };
        let name = mention.publisher.as_deref().or(mention.title.as_deref()).unwrap_or(id);
        entry.push_str(&format!("> {} {}\n", one_line(name), one_line(mention.url.as_deref().unwrap_or(""))));
    }
    entry.push('\n');
    entry
}

fn date(when: &When) -> Result<String, &'static str> {
    match when.shape {
        Shape::Days(first, last) => Ok(days(when, first, last)),
        Shape::Between(first, last) => Ok(range(Partial::day(first), Partial::day(last))),
        Shape::Since(first) => Ok(format!("{}/now", shown(Partial::day(first)))),
        Shape::Until(_) | Shape::NotBefore(_) | Shape::NotAfter(_) => Err(HALF_BOUND),
        Shape::Unknown => Err(UNDATED),
    }
}

/// Years, months and days as they are; other units from their first to their last day.
fn days(when: &When, first: NaiveDate, last: NaiveDate) -> String {
    use Granularity::{Day, Month, Time, Year};
    match (when.part(), when.end_part()) {
        (Some(part), None) if matches!(when.precision, Time | Day | Month | Year) => shown(part),
        (Some(part), Some(end)) if matches!(when.precision, Month | Year) => range(part, end),
        _ => range(Partial::day(first), Partial::day(last)),
    }
}

fn range(first: Partial, last: Partial) -> String {
    match (first.year < 1, last.year < 1) {
        _ if first == last => shown(first),
        (true, _) | (_, true) => format!("{} - {}", shown(first), shown(last)),
        _ => format!("{}/{}", shown(first), shown(last)),
    }
}

fn shown(part: Partial) -> String {
    if part.year < 1 { format!("{} BCE", 1 - part.year) } else { part.iso() }
}

/// A string of YAML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", one_line(text).replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn every_line_is_a_date_a_property_or_quoted() {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), "Our \"title\"", &mut bytes).expect("memory");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(YEAR_ONLY, 1), (HALF_BOUND, 1), (UNDATED, 1)]);
        for start in ["44 BCE: ", "2019: ", "2021-06: ", "2022-09-23/2022-09-27: ", "2024-04-10/now: "] {
            assert!(text.contains(&format!("\n\n{start}Norway")), "{start}: {text}");
        }
        assert!(
            text.contains("2022-07-13/2023-01-03: Norway signs between 2022-07-13 and 2023-01-03 #bounds\n")
        );
        let body = text.split("---\n").nth(2).expect("a body");
        let dated = body
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with(['>']) && !line.starts_with("id: "));
        assert_eq!(dated.count(), 8);
    }
}
