//! The timeline as a table on a terminal: number, day, headline, sources.

use std::io::Write;

use super::cells::{articles, day};
use crate::events::{EventType, Modality, Polarity};
use crate::timeline::{Event, Timeline};
use crate::{Error, ErrorKind};

/// The narrowest headline column, in characters.
const NARROWEST: usize = 24;

/// The widest column of sources, in characters.
const WIDEST_SOURCE: usize = 24;

/// Writes `timeline` in lines of at most `width` characters.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, width: usize, mut out: impl Write) -> Result<(), Error> {
    out.write_all(text(timeline, width).as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Error::new(ErrorKind::Io, format!("the table cannot be written: {error}")))
}

fn text(timeline: &Timeline, width: usize) -> String {
    let dates: Vec<String> = timeline.events.iter().map(when).collect();
    let sources: Vec<String> = timeline.events.iter().map(source).collect();
    let widest = |cells: &[String], title: &str| {
        cells.iter().map(|cell| cell.chars().count()).chain([title.len()]).max().unwrap_or(0)
    };
    let number = timeline.events.len().to_string().len().max(1);
    let (date, by) = (widest(&dates, "date"), widest(&sources, "sources").min(WIDEST_SOURCE));
    let headline = width.saturating_sub(number + date + by + 8).max(NARROWEST);
    let mut table = format!("{:>number$}  {:<date$}    {:<headline$}  sources\n", "#", "date", "event");
    let mut marks = Vec::new();
    for ((event, when), by_whom) in timeline.events.iter().zip(&dates).zip(&sources) {
        let mark = mark(event);
        marks.extend(mark.filter(|mark| !marks.contains(mark)));
        let sign = mark.map_or(' ', |(sign, _)| sign);
        let title = cut(&event.headline, headline);
        let line = format!(
            "{:>number$}  {when:<date$}  {sign} {title:<headline$}  {}",
            event.ordinal,
            cut(by_whom, by)
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
    let publisher = event.mentions.first().and_then(|mention| mention.publisher.as_deref());
    match articles(event).as_slice() {
        [one] => publisher.unwrap_or(one).to_owned(),
        several => format!("{} articles", several.len()),
    }
}

/// A sign for what did not simply happen.
fn mark(event: &Event) -> Option<(char, &'static str)> {
    let first = event.mentions.first()?;
    match first.modality {
        _ if first.polarity == Polarity::Negative => Some(('-', "did not happen")),
        Modality::Future | Modality::Planned => Some(('>', "planned")),
        Modality::Possible | Modality::Hypothetical => Some(('?', "possible")),
        Modality::Requested => Some(('!', "asked for")),
        Modality::Asserted => (first.event_type == EventType::Statement).then_some(('"', "said")),
    }
}

/// At most `width` characters, cut at a word.
fn cut(text: &str, width: usize) -> String {
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
    fn headlines_are_cut_at_a_word() {
        assert_eq!(cut("Norway signs the treaty on fishing", 20), "Norway signs the…");
        assert_eq!(cut("Short", 20), "Short");
        assert_eq!(cut("Donaudampfschifffahrt", 10), "Donaudamp…");
    }
}
