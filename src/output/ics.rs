//! iCalendar (RFC 5545): all-day events, and journal entries for what has no place on a calendar.
//!
//! A year or bounds are no day: the event then spans all of it, is tentative, and says the date in words at the head of
//! its summary. What has one bound only, no date, a date before the year 1 or one coarser than wanted is a journal entry
//! (VJOURNAL), which needs no day: calendars keep it, most do not show it, and it is counted. The stamp is the day of the
//! newest article, not the clock, so that the same articles give the same bytes.

use std::io::Write;
use std::iter;

use chrono::{Datelike, NaiveDate};

use super::cells::{names, representative};
use super::links;
use super::loss::Losses;
use super::sink;
use super::sources::sources;
use super::when::{Shape, When};
use crate::Error;
use crate::temporal::Granularity;
use crate::timeline::{Event, Timeline};

/// The longest line, in bytes.
const LINE: usize = 75;

const HALF_BOUND: &str =
    "of which only the earliest or the latest day is known: a journal entry, which few calendars show";
const DATELESS: &str = "without any date: a journal entry, which few calendars show";
const BEFORE_OUR_ERA: &str = "before the year 1: a journal entry, which few calendars show";
const COARSE: &str = "with a date coarser than wanted: a journal entry, which few calendars show";

/// Writes `timeline` under `title`; dates coarser than `coarsest` become journal entries.
///
/// # Errors
/// The output cannot be written.
pub fn write(
    timeline: &Timeline,
    title: &str,
    coarsest: Granularity,
    out: impl Write,
) -> Result<Losses, Error> {
    let mut losses = Losses::default();
    let newest = timeline.events.iter().flat_map(|event| &event.mentions).filter_map(|m| m.published).max();
    let stamp = newest.map_or("19700101".to_owned(), basic);
    let mut links = links::told(timeline);
    links.sort_by_key(|link| link.to);
    let mut links = links.into_iter().peekable();
    let mut calendar = Calendar::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dateline//timeline//EN", "CALSCALE:GREGORIAN"] {
        calendar.line(line);
    }
    calendar.text("X-WR-CALNAME", title);
    for (place, event) in timeline.events.iter().enumerate() {
        let span = span(&When::of(event), coarsest);
        span.as_ref().err().into_iter().for_each(|loss| losses.add(loss));
        let here = iter::from_fn(|| links.next_if(|link| link.to == place));
        let before = here.filter_map(|link| timeline.events.get(link.from));
        calendar.event(event, span.ok(), &stamp, before);
    }
    calendar.line("END:VCALENDAR");
    sink::text(&calendar.text, out)?;
    Ok(losses)
}

/// First day and the day after the last, or why there are none.
fn span(when: &When, coarsest: Granularity) -> Result<(NaiveDate, NaiveDate), &'static str> {
    let (first, last) = match when.shape {
        Shape::Days(first, last) | Shape::Between(first, last) => (first, last),
        Shape::Since(first) => (first, first),
        Shape::Until(_) | Shape::NotBefore(_) | Shape::NotAfter(_) => return Err(HALF_BOUND),
        Shape::Unknown => return Err(DATELESS),
    };
    let end = last.succ_opt().unwrap_or(last);
    if first.year() < 1 || end.year() > 9999 {
        return Err(BEFORE_OUR_ERA);
    }
    if unit(when, first, last) > coarsest { Err(COARSE) } else { Ok((first, end)) }
}

/// How coarse a date is; bounds are as coarse as the unit that both share.
fn unit(when: &When, first: NaiveDate, last: NaiveDate) -> Granularity {
    match (first.year() == last.year(), first.month() == last.month()) {
        _ if first == last => Granularity::Day,
        _ if !when.is_bound() => when.precision,
        (true, true) => Granularity::Month,
        (true, false) => Granularity::Year,
        _ => Granularity::Century,
    }
}

/// `20220713`.
fn basic(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

#[derive(Default)]
struct Calendar {
    text: String,
}

impl Calendar {
    /// An event with its days, a journal entry without any.
    fn event<'a>(
        &mut self,
        event: &Event,
        span: Option<(NaiveDate, NaiveDate)>,
        stamp: &str,
        before: impl Iterator<Item = &'a Event>,
    ) {
        let when = When::of(event);
        let component = if span.is_some() { "VEVENT" } else { "VJOURNAL" };
        self.line(&format!("BEGIN:{component}"));
        self.line(&format!("UID:{}@dateline", event.id));
        self.line(&format!("DTSTAMP:{stamp}T000000Z"));
        let exact = span.is_some_and(|(first, end)| first.succ_opt() == Some(end)) && when.is_plain();
        let words = if exact { String::new() } else { format!("[{}] ", when.words()) };
        self.text("SUMMARY", &format!("{words}{}", event.headline));
        if let Some((first, end)) = span {
            self.line(&format!("DTSTART;VALUE=DATE:{}", basic(first)));
            self.line(&format!("DTEND;VALUE=DATE:{}", basic(end)));
            // A year must not make anyone busy for a year.
            self.line("TRANSP:TRANSPARENT");
            let tentative = when.is_bound() || when.approximate || when.uncertain;
            self.line(if tentative { "STATUS:TENTATIVE" } else { "STATUS:CONFIRMED" });
            event.place.iter().for_each(|place| self.text("LOCATION", place));
        }
        self.about(event);
        if !when.edtf.is_empty() {
            self.text("X-EDTF", when.edtf);
        }
        for earlier in before {
            self.line(&format!("RELATED-TO:{}@dateline", earlier.id));
        }
        self.line(&format!("END:{component}"));
    }

    /// The sentence, every source, who takes part.
    fn about(&mut self, event: &Event) {
        let mut told: Vec<String> =
            representative(event).map(|first| first.sentence.to_string()).into_iter().collect();
        let all = sources(event);
        for source in &all {
            let day = source.published.map(|day| format!(", {day}")).unwrap_or_default();
            let url = source.url.map(|url| format!(" {url}")).unwrap_or_default();
            told.push(format!("{}{day}{url}", source.publisher()));
        }
        self.text("DESCRIPTION", &told.join("\n"));
        if let Some(url) = all.iter().find_map(|source| source.url) {
            self.line(&format!("URL:{url}"));
        }
        let actors: Vec<String> = names(&event.actors).chain(names(&event.targets)).map(escaped).collect();
        if !actors.is_empty() {
            self.line(&format!("CATEGORIES:{}", actors.join(",")));
        }
    }

    fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    /// A line, folded before it is longer than allowed, never inside a character.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn written(coarsest: Granularity) -> (String, Losses) {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), "Ours, all", coarsest, &mut bytes).expect("memory");
        (String::from_utf8(bytes).expect("UTF-8"), losses)
    }

    #[test]
    fn lines_are_short_and_dates_whole() {
        let (text, losses) = written(Granularity::Century);
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(BEFORE_OUR_ERA, 1), (HALF_BOUND, 1), (DATELESS, 1)]);
        assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 7);
        assert!(text.lines().all(|line| line.len() <= LINE && !line.contains('\r')), "{text}");
        assert!(
            text.contains("SUMMARY:[2019] Norway signs at 2019\r\nDTSTART;VALUE=DATE:20190101\r\nDTEND;VALUE=DATE:20200101"),
            "{text}"
        );
        let bounds = "2023-01-03\r\nDTSTART;VALUE=DATE:20220713\r\nDTEND;VALUE=DATE:20230104\r\n";
        assert!(text.contains(bounds) && text.contains("SUMMARY:[between 13 July"), "{text}");
        assert!(text.contains("2004: a # b %% c\\; \\\\ d\\,\\ne"), "{text}");
        assert!(text.contains("X-WR-CALNAME:Ours\\, all\r\n"), "{text}");
    }

    #[test]
    fn what_has_no_day_is_a_journal_entry_without_one() {
        let (text, losses) = written(Granularity::Day);
        assert!(losses.iter().any(|loss| loss == (COARSE, 3)), "{losses:?}");
        let entries: Vec<&str> = text.split("BEGIN:VJOURNAL\r\n").skip(1).collect();
        assert_eq!(entries.len(), 6);
        for entry in entries {
            let entry = entry.split("END:VJOURNAL").next().expect("an entry");
            assert!(entry.contains("SUMMARY:[") && !entry.contains("DTSTART"), "{entry}");
        }
    }
}
