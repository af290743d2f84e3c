//! Markwhen: a timeline as text that a person can edit.
//!
//! Its dates may be years and months, and an end may be `now`. It knows no approximate dates, no bounds and no open
//! beginning: those carry a tag (`#approximate`, `#bounds`, `#open`) and the words, and an open beginning is the edge of
//! the timeline. Before our era it knows years only.

use std::io::Write;

use chrono::NaiveDate;

use super::cells::representative;
use super::escape::one_line;
use super::loss::{Losses, UNDATED};
use super::reach::{Reach, Stretch};
use super::sink;
use super::sources::sources;
use super::when::{Partial, Shape, When, era};
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
    let reach = Reach::of(timeline);
    let mut text = format!("---\ntitle: {}\n---\n\n", quoted(title));
    for event in &timeline.events {
        let when = When::of(event);
        match reach.stretch(&when) {
            Some(stretch) => text.push_str(&entry(event, &when, &date(&when, &stretch))),
            None => losses.add(UNDATED),
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
    let open = when.days().0.is_none() || when.days().1.is_none();
    let tags = [
        (when.is_bound(), " #bounds"),
        (open, " #open"),
        (when.approximate || when.uncertain, " #approximate"),
    ];
    tags.iter().filter(|(holds, _)| *holds).for_each(|(_, tag)| entry.push_str(tag));
    entry.push_str(&format!("\nid: {}\n", quoted(&event.id)));
    if !when.is_plain() {
        entry.push_str(&format!("> {}\n", when.words()));
    }
    if let Some(first) = representative(event) {
        entry.push_str(&format!("> {}\n", one_line(&first.sentence)));
    }
    for source in sources(event) {
        let line = format!("{} {}", one_line(source.publisher()), source.url.unwrap_or(""));
        entry.push_str(&format!("> {}\n", line.trim_end()));
    }
    entry.push('\n');
    entry
}

fn date(when: &When, stretch: &Stretch) -> String {
    match when.shape {
        Shape::Days(first, last) => days(when, first, last),
        _ if stretch.open_end => format!("{}/now", shown(Partial::day(stretch.first))),
        _ => range(Partial::day(stretch.first), Partial::day(stretch.last)),
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
    if part.year < 1 { era(part.year) } else { part.iso() }
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
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(YEAR_ONLY, 1), (UNDATED, 1)]);
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
        assert_eq!(dated.count(), 9);
        assert!(
            text.contains("148 BCE - 2023-01-03: Norway signs between and 2023-01-03 #bounds #open\n"),
            "{text}"
        );
    }
}
