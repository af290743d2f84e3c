//! iCalendar (RFC 5545): all-day events.
//!
//! A year or a bound is no day: the event then spans all of it, is tentative, and says the date in words at the head of
//! its summary. Calendars have no years before the year 1. The stamp is the day of the newest article, not the clock,
//! so that the same articles give the same bytes.

use std::io::Write;

use chrono::{Datelike, NaiveDate};

use super::cells::{names, representative};
use super::escape::address;
use super::links::{self, Link};
use super::loss::{BEFORE_OUR_ERA, HALF_BOUND, Losses, UNDATED};
use super::sink;
use super::when::{Shape, When};
use crate::Error;
use crate::timeline::{Event, Timeline};

/// The longest line, in bytes.
const LINE: usize = 75;

/// Writes `timeline`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, out: impl Write) -> Result<Losses, Error> {
    let mut losses = Losses::default();
    let newest = timeline.events.iter().flat_map(|event| &event.mentions).filter_map(|m| m.published).max();
    let stamp = newest.map_or("19700101".to_owned(), basic);
    let spans: Vec<Result<(NaiveDate, NaiveDate), &'static str>> =
        timeline.events.iter().map(|event| span(&When::of(event))).collect();
    let links = links::told(timeline);
    let mut calendar = Calendar::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dateline//timeline//EN", "CALSCALE:GREGORIAN"] {
        calendar.line(line);
    }
    for (place, (event, span)) in timeline.events.iter().zip(&spans).enumerate() {
        match span {
            Ok(span) => {
                let shown = |link: &&Link| link.to == place && matches!(spans.get(link.from), Some(Ok(_)));
                let before = links.iter().filter(shown).filter_map(|link| timeline.events.get(link.from));
                calendar.event(event, *span, &stamp, before);
            }
            Err(loss) => losses.add(loss),
        }
    }
    calendar.line("END:VCALENDAR");
    sink::text(&calendar.text, out)?;
    Ok(losses)
}

/// First day and the day after the last.
fn span(when: &When) -> Result<(NaiveDate, NaiveDate), &'static str> {
    let (first, last) = match when.shape {
        Shape::Days(first, last) | Shape::Between(first, last) => (first, last),
        Shape::Since(first) => (first, first),
        Shape::Until(_) | Shape::NotBefore(_) | Shape::NotAfter(_) => return Err(HALF_BOUND),
        Shape::Unknown => return Err(UNDATED),
    };
    let end = last.succ_opt().unwrap_or(last);
    if first.year() < 1 || end.year() > 9999 { Err(BEFORE_OUR_ERA) } else { Ok((first, end)) }
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
    fn event<'a>(
        &mut self,
        event: &Event,
        (first, end): (NaiveDate, NaiveDate),
        stamp: &str,
        before: impl Iterator<Item = &'a Event>,
    ) {
        let when = When::of(event);
        let exact = first.succ_opt() == Some(end) && when.is_plain();
        let headline =
            if exact { event.headline.clone() } else { format!("[{}] {}", when.words(), event.headline) };
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{}@dateline", event.id));
        self.line(&format!("DTSTAMP:{stamp}T000000Z"));
        self.line(&format!("DTSTART;VALUE=DATE:{}", basic(first)));
        self.line(&format!("DTEND;VALUE=DATE:{}", basic(end)));
        self.text("SUMMARY", &headline);
        if let Some(first) = representative(event) {
            self.text("DESCRIPTION", &first.sentence);
            if let Some(url) = first.url.as_deref().and_then(address) {
                self.line(&format!("URL:{url}"));
            }
        }
        if let Some(place) = &event.place {
            self.text("LOCATION", place);
        }
        let actors: Vec<String> = names(&event.actors).chain(names(&event.targets)).map(escaped).collect();
        if !actors.is_empty() {
            self.line(&format!("CATEGORIES:{}", actors.join(",")));
        }
        let tentative = when.is_bound() || when.approximate || when.uncertain;
        self.line(if tentative { "STATUS:TENTATIVE" } else { "STATUS:CONFIRMED" });
        self.line("TRANSP:TRANSPARENT");
        if !when.edtf.is_empty() {
            self.text("X-EDTF", when.edtf);
        }
        for earlier in before {
            self.line(&format!("RELATED-TO:{}@dateline", earlier.id));
        }
        self.line("END:VEVENT");
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

    #[test]
    fn lines_are_short_and_dates_whole() {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), &mut bytes).expect("memory");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(BEFORE_OUR_ERA, 1), (HALF_BOUND, 1), (UNDATED, 1)]);
        assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 7);
        assert!(text.lines().all(|line| line.len() <= LINE && !line.contains('\r')), "{text}");
        assert!(
            text.contains("DTSTART;VALUE=DATE:20190101\r\nDTEND;VALUE=DATE:20200101\r\nSUMMARY:[2019] "),
            "{text}"
        );
        let bounds = "DTSTART;VALUE=DATE:20220713\r\nDTEND;VALUE=DATE:20230104\r\nSUMMARY:[between 13 July";
        assert!(text.contains(bounds), "{text}");
        assert!(text.contains("2004: a # b %% c\\; \\\\ d\\,\\ne"), "{text}");
    }
}
