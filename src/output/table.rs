//! The timeline as a table on a terminal: number, day, headline, sources.

use std::io::Write;

use chrono::NaiveDate;

use super::cells::{articles, cut, day, representative};
use super::sink;
use super::when::When;
use crate::Error;
use crate::events::{EventType, Modality, Polarity};
use crate::timeline::{Event, Timeline};

/// The narrowest headline column, in characters.
const NARROWEST: usize = 24;

/// The widest column of sources, in characters.
const WIDEST_SOURCE: usize = 24;

/// Characters of the time bar.
const BAR: usize = 16;

/// The narrowest table that has room for a time bar.
const NARROWEST_WITH_BAR: usize = 90;

/// How the table is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Most characters of a line.
    pub width: usize,
    /// With the colours of a terminal.
    pub colour: bool,
    /// With a bar that shows where each event lies between the first and the last.
    pub bar: bool,
}

/// Writes `timeline` as `look` says.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, look: Look, out: impl Write) -> Result<(), Error> {
    sink::text(&text(timeline, look), out)
}

fn text(timeline: &Timeline, look: Look) -> String {
    let dates: Vec<String> = timeline.events.iter().map(when).collect();
    let sources: Vec<String> = timeline.events.iter().map(source).collect();
    let widest = |cells: &[String], title: &str| {
        cells.iter().map(|cell| cell.chars().count()).chain([title.len()]).max().unwrap_or(0)
    };
    let number = timeline.events.len().to_string().len().max(1);
    let (date, by) = (widest(&dates, "date"), widest(&sources, "sources").min(WIDEST_SOURCE));
    let bar = Bar::of(timeline).filter(|_| look.bar && look.width >= NARROWEST_WITH_BAR);
    let gap = if bar.is_some() { BAR + 2 } else { 0 };
    let headline = look.width.saturating_sub(number + date + by + 8 + gap).max(NARROWEST);
    let paint = Paint { on: look.colour };
    let head = format!("{:>number$}  {:<date$}  {:gap$}  {:<headline$}  sources", "#", "date", "", "event");
    let mut table = paint.dim(&head) + "\n";
    let mut marks = Vec::new();
    for ((event, when), by_whom) in timeline.events.iter().zip(&dates).zip(&sources) {
        let mark = mark(event);
        marks.extend(mark.filter(|mark| !marks.contains(mark)));
        let sign = mark.map_or(' ', |(sign, _)| sign);
        let place = bar.as_ref().map_or_else(String::new, |bar| bar.cell(event, paint) + "  ");
        let title = format!("{:<headline$}", cut(&event.headline, headline));
        let line = format!(
            "{:>number$}  {}  {place}{} {}  {}",
            event.ordinal,
            paint.date(&format!("{when:<date$}")),
            paint.sign(sign),
            paint.headline(&title, event),
            paint.dim(&cut(by_whom, by))
        );
        table.push_str(line.trim_end());
        table.push('\n');
    }
    if !marks.is_empty() {
        marks.sort_unstable();
        let legend: Vec<String> = marks.iter().map(|(sign, meaning)| format!("{sign} {meaning}")).collect();
        table.push_str(&format!("\n{}\n", legend.join("   ")));
    }
    table
}

/// The colours of a terminal, where they are wanted.
#[derive(Clone, Copy)]
struct Paint {
    on: bool,
}

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        if self.on && !text.trim().is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    fn date(self, text: &str) -> String {
        self.with("36", text)
    }

    fn sign(self, sign: char) -> String {
        self.with("33", &sign.to_string())
    }

    /// What did not simply happen is slanted; force is red.
    fn headline(self, text: &str, event: &Event) -> String {
        let kind = representative(event).map(|mention| mention.event_type);
        match (mark(event), kind) {
            (Some(('"', _)), _) => text.to_owned(),
            (Some(_), _) => self.with("3", text),
            (None, Some(EventType::Assault | EventType::Coerce | EventType::Mobilize)) => {
                self.with("31", text)
            }
            _ => text.to_owned(),
        }
    }
}

/// The stretch of time of the whole table.
struct Bar {
    first: NaiveDate,
    days: i64,
}

impl Bar {
    /// The bar of a timeline that has more than one day.
    fn of(timeline: &Timeline) -> Option<Self> {
        let days = || timeline.events.iter().filter_map(|event| When::of(event).place());
        let first = days().min()?;
        let days = days().max()?.signed_duration_since(first).num_days();
        (days > 0).then_some(Self { first, days })
    }

    /// A dot where the event lies; none for an event without a date.
    fn cell(&self, event: &Event, paint: Paint) -> String {
        let Some(day) = When::of(event).place() else { return " ".repeat(BAR) };
        let share = day.signed_duration_since(self.first).num_days() as f64 / self.days as f64;
        let at = ((share * (BAR - 1) as f64).round() as usize).min(BAR - 1);
        let dots = |count: usize| paint.dim(&"·".repeat(count));
        dots(at) + &paint.with("33", "●") + &dots(BAR - 1 - at)
    }
}

/// The date as people read it: bounds as `by 2022-07-13`.
fn when(event: &Event) -> String {
    let edtf = event.date.as_ref().map_or("", |date| date.edtf.as_str());
    let inner = edtf.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    match inner.and_then(|inner| inner.split_once("..")) {
        Some((earliest, latest)) => bounds(earliest, latest),
        None if edtf.is_empty() => bounds(&day(event.earliest), &day(event.latest)),
        None => edtf.to_owned(),
    }
}

fn bounds(earliest: &str, latest: &str) -> String {
    match (earliest, latest) {
        ("", "") => "undated".to_owned(),
        ("", latest) => format!("by {latest}"),
        (earliest, "") => format!("from {earliest}"),
        (earliest, latest) => format!("{earliest}..{latest}"),
    }
}

/// One source by the name of its publisher or article, several by their number.
fn source(event: &Event) -> String {
    let publisher = representative(event).and_then(|mention| mention.publisher.as_deref());
    match articles(event).as_slice() {
        [one] => publisher.unwrap_or(one).to_owned(),
        several => format!("{} articles", several.len()),
    }
}

/// A sign for what did not simply happen.
fn mark(event: &Event) -> Option<(char, &'static str)> {
    let first = representative(event)?;
    match first.modality {
        _ if first.polarity == Polarity::Negative => Some(('-', "did not happen")),
        Modality::Future | Modality::Planned => Some(('>', "planned")),
        Modality::Possible | Modality::Hypothetical => Some(('?', "possible")),
        Modality::Requested => Some(('!', "asked for")),
        Modality::Asserted => (first.event_type == EventType::Statement).then_some(('"', "said")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn a_bar_shows_where_events_lie_and_colours_are_asked_for() {
        let timeline = samples::timeline();
        let plain = text(&timeline, Look { width: 120, ..Look::default() });
        assert!(!plain.contains('●') && !plain.contains('\u{1b}'), "{plain}");
        let bars = text(&timeline, Look { width: 120, bar: true, colour: false });
        let rows: Vec<&str> = bars.lines().filter(|line| line.contains('●')).collect();
        assert_eq!(rows.len(), 9, "{bars}");
        assert!(rows[0].contains("●···············") && rows[5].contains("···············●"), "{bars}");
        assert!(bars.lines().all(|line| line.chars().count() <= 120), "{bars}");
        assert!(
            text(&timeline, Look { width: 120, bar: true, colour: true }).contains("\u{1b}[36m2022-07-13")
        );
    }
}
