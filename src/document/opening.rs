//! The first lines of a text: address, title line, byline, line of the date, dateline.
//!
//! Knows what the lines of the page look like that stand before the story. Does not know metadata.

use chrono::NaiveDate;

use super::Dateline;
use super::dateline::prefix;
use super::day::{DayError, Found, day_at, is_weekday};
use super::lists::{BYLINE, DATE_LINE};
use crate::text::{Span, fold};

/// The longest title line, in bytes.
const LONGEST_TITLE: usize = 220;

/// The longest line that is but a day and its weekday, in bytes: `Wednesday, 30 September 2022:`.
const LONGEST_BARE_DAY: usize = 32;

/// A line of prose is longer, in bytes.
const SHORTEST_PROSE: usize = 8;

/// What stands before the story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Opening {
    /// The address, where the first line is one.
    pub url: Option<String>,
    /// The day of a date line or a dateline, where its year is written.
    pub day: Option<NaiveDate>,
    /// Byline, date line and dateline, as far as they stand together.
    pub dateline: Option<Dateline>,
    /// The title line.
    pub headline: Option<Span>,
}

/// A line of the text, without the white space around it.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
    /// A blank line, or nothing, follows.
    closed: bool,
}

/// Reads what stands before the story that begins at byte `start`.
pub(super) fn open(text: &str, start: usize, title: Option<&str>) -> Opening {
    let lines = first_lines(text, start);
    let mut opening = Opening::default();
    for (number, line) in lines.iter().enumerate() {
        let next = lines.get(number + 1);
        if number == 0 && is_address(line.text) {
            opening.url = Some(line.text.to_owned());
        } else if let Some(found) = date_line(line).filter(|_| next.is_some()) {
            if heads_section(text, line) {
                break;
            }
            opening.add(line, Some(found));
        } else if is_byline(line.text) && next.is_some() {
            opening.add(line, None);
        } else if opening.headline.is_none() && is_headline(line, next, title) {
            opening.headline = Some(Span::new(line.start, line.start + line.text.len()));
        } else {
            let known =
                opening.story(text, line.start) || opening.day.is_some() || opening.headline.is_none();
            if !known {
                opening.late_date(text, lines.get(number..).unwrap_or(&[]));
            }
            break;
        }
    }
    opening
}

impl Opening {
    /// Adds a byline or a date line.
    fn add(&mut self, line: &Line<'_>, date: Option<(usize, Found)>) {
        let span = Span::new(line.start, line.start + line.text.len());
        let dateline = self.joined(span);
        dateline.date = dateline.date.or(date.map(|(at, found)| Span::new(at, found.end)));
        self.day = self.day.or(date.and_then(|(_, found)| found.day.ok()));
    }

    /// Adds a date line that stands behind a second, longer title, one or two short lines after the first, or the day of
    /// the dateline that the story behind it begins with.
    fn late_date(&mut self, text: &str, lines: &[Line<'_>]) {
        let short = lines.iter().take_while(|line| line.text.len() <= LONGEST_TITLE).count();
        let last = lines.len().saturating_sub(1);
        for line in lines.iter().take(short.min(last).min(3)) {
            if let Some(found) = date_line(line) {
                if !heads_section(text, line) {
                    self.add(line, Some(found));
                }
                return;
            }
        }
        let dated = |line: &&Line<'_>| prefix(text, line.start).is_some_and(|found| found.day.is_some());
        if let Some(line) = lines.iter().skip(1).take(2).find(dated) {
            self.story(text, line.start);
        }
    }

    /// Adds the dateline that the first line of the story begins with; false where there is none.
    fn story(&mut self, text: &str, start: usize) -> bool {
        let Some(found) = prefix(text, start) else { return false };
        let dateline = self.joined(found.dateline.span);
        let date = dateline.date.or(found.dateline.date);
        *dateline = Dateline { span: dateline.span, date, ..found.dateline };
        self.day = self.day.or(found.day);
        true
    }

    /// The dateline, enlarged by `span`, or begun anew when the title line stands between.
    fn joined(&mut self, span: Span) -> &mut Dateline {
        let headline = self.headline.unwrap_or_default();
        let dateline = self.dateline.get_or_insert(Dateline { span, ..Dateline::default() });
        if headline.start < dateline.span.start || span.end <= headline.start || headline.is_empty() {
            dateline.span.end = span.end;
        } else {
            *dateline = Dateline { span, ..Dateline::default() };
        }
        dateline
    }
}

/// The first lines that are not blank.
fn first_lines(text: &str, start: usize) -> Vec<Line<'_>> {
    const MOST: usize = 8;
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(MOST);
    let mut at = start;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            if lines.len() == MOST {
                break;
            }
            let indent = line.len() - line.trim_start().len();
            lines.push(Line { start: at + indent, text: trimmed, closed: false });
        } else if let Some(last) = lines.last_mut() {
            last.closed = true;
        }
        at += line.len();
    }
    lines
}

fn is_address(line: &str) -> bool {
    (line.starts_with("http://") || line.starts_with("https://")) && !line.contains(char::is_whitespace)
}

/// A line that holds a date and little else: `March 01, 2008`, `Posted: 4 May 2021 at 17:50 GMT`.
fn date_line(line: &Line<'_>) -> Option<(usize, Found)> {
    const LONGEST: usize = 100;
    if line.text.len() > LONGEST {
        return None;
    }
    let mut found: Option<(usize, Found)> = None;
    let mut at = byline_before(line.text);
    while let Some(c) = line.text.get(at..).and_then(|rest| rest.chars().next()) {
        if let Some(day) = day_at(line.text, at) {
            let global = Found { end: line.start + day.end, day: day.day };
            found = found.or(Some((line.start + at, global)));
            at = day.end;
            continue;
        }
        let rest = line.text.get(at..).unwrap_or("");
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count().max(c.len_utf8());
        let token = rest.get(..length).unwrap_or("");
        if !goes_with_date(token) {
            let dated = found.is_some_and(|(_, found)| found.day.is_ok());
            let author = rest.strip_prefix("by ").or(rest.strip_prefix("By "));
            return found.filter(|_| dated && author.is_some_and(|names| is_byline(&format!("By {names}"))));
        }
        at += length;
    }
    found
}

/// True for a date above the first section of a chronology: further down another date stands alone on its line, with prose below.
fn heads_section(text: &str, line: &Line<'_>) -> bool {
    let Some(first) = bare_day(line.text) else { return false };
    let rest = text.get(line.start + line.text.len()..).unwrap_or("").lines();
    let mut lines = rest.map(str::trim).filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        let other = bare_day(line).is_some_and(|day| day != first);
        if other
            && lines
                .peek()
                .is_some_and(|below| below.len() > SHORTEST_PROSE && below.ends_with(['.', '!', '”', '"']))
        {
            return true;
        }
    }
    false
}

/// The day, or what is missing in it, of a line that says nothing else but perhaps its weekday: `Friday, 15 July 2022`, `1 September`.
fn bare_day(line: &str) -> Option<Result<NaiveDate, DayError>> {
    if line.len() > LONGEST_BARE_DAY {
        return None;
    }
    let at = line
        .find(|c: char| c.is_ascii_whitespace())
        .filter(|at| is_weekday(line[..*at].trim_end_matches(',')));
    let start = at.map_or(0, |at| at + 1);
    let found = day_at(line, start)?;
    let rest = line.get(found.end..).unwrap_or("");
    rest.chars().all(|c| !c.is_alphanumeric()).then_some(found.day)
}

/// The length of `By Ann Lee |`, behind which a date may stand.
fn byline_before(line: &str) -> usize {
    let stroke =
        line.find(['|', '•', '·']).filter(|at| line.get(..*at).is_some_and(|by| is_byline(by.trim())));
    stroke.unwrap_or(0)
}

/// Clock times, zones and the words of a date line.
fn goes_with_date(token: &str) -> bool {
    let lower = token.to_ascii_lowercase();
    let label = DATE_LINE.contains(&lower.as_str());
    let zone = (2..=5).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_uppercase());
    let clock = token.bytes().all(|b| b.is_ascii_digit()) && token.len() <= 4;
    let glued = lower
        .strip_suffix("am")
        .or(lower.strip_suffix("pm"))
        .is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let mark = token.chars().all(|c| !c.is_alphanumeric());
    label || zone || clock || glued || mark || is_weekday(token)
}

/// `By Ana Silva`, `By ANA SILVA and Jon Berg, Coast Daily`.
fn is_byline(line: &str) -> bool {
    let Some(names) = line.strip_prefix("By ").or(line.strip_prefix("BY ")) else { return false };
    let name = |word: &str| word.starts_with(char::is_uppercase) && !is_weekday(word.trim_end_matches(','));
    line.len() <= 100
        && !line.ends_with('.')
        && names.split_whitespace().count() <= 12
        && names.split_whitespace().all(|word| name(word) || BYLINE.contains(&word))
}

/// A title line: equal to the title, or short, without a final stop, and set apart from what follows.
fn is_headline(line: &Line<'_>, next: Option<&Line<'_>>, title: Option<&str>) -> bool {
    let Some(next) = next else { return false };
    if line.text.len() > LONGEST_TITLE {
        return false;
    }
    if title.is_some_and(|title| fold(title) == fold(line.text)) {
        return true;
    }
    let unfinished =
        line.text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', ',', ';', ':', '-', '…']);
    let words = line.text.split_whitespace().count();
    let begins = line.text.starts_with(|c: char| !c.is_lowercase() && !matches!(c, '-' | '*' | '•'));
    let set_apart =
        line.closed || date_line(next).is_some() || is_byline(next.text) || !is_wrapped(line.text, next.text);
    let alone = || line.closed && prefix(next.text, 0).is_some();
    (words >= 2 || alone()) && begins && !unfinished && set_apart
}

/// True when the second line seems to go on with the sentence of the first.
fn is_wrapped(line: &str, next: &str) -> bool {
    let goes_on = next.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')'));
    let (a, b) = (line.chars().count(), next.chars().take(200).count());
    goes_on
        || ((50..=100).contains(&a) && (30..=100).contains(&b) && !next.ends_with(['.', '!', '?', '"', '”']))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Headline, dateline span and day, as words.
    fn shown(text: &str) -> String {
        let opening = open(text, 0, None);
        let headline = opening.headline.map_or("", |span| span.of(text));
        let dateline = opening.dateline.map_or("", |dateline| dateline.span.of(text));
        let day = opening.day.map(|day| day.to_string()).unwrap_or_default();
        format!("{headline}|{}|{day}", fold(dateline))
    }

    #[test]
    fn what_stands_before_the_story_is_set_apart() {
        for (text, expected) in [
            (
                "Ferry sinks off Port Lys\n\nMay 04, 2021\n\nA ferry sank.",
                "Ferry sinks off Port Lys|May 04, 2021|2021-05-04",
            ),
            ("Ferry sinks\nMay 04, 2021\nA ferry sank.", "Ferry sinks|May 04, 2021|2021-05-04"),
            (
                "Ferry sinks\n\nBy Ana Silva, Coast Daily\n\nPORT LYS, May 4 (NPA) - A ferry sank.",
                "Ferry sinks|By Ana Silva, Coast Daily PORT LYS, May 4 (NPA) -|",
            ),
            (
                "https://a.example/x\nUpdated: May 4, 2021 20:09 IST\nFerry sinks\nA ferry sank.",
                "Ferry sinks|Updated: May 4, 2021 20:09 IST|2021-05-04",
            ),
            (
                "4 May 2021 Last updated at 17:50 GMT\nFerry sinks\nA ferry sank.",
                "Ferry sinks|4 May 2021 Last updated at 17:50 GMT|2021-05-04",
            ),
            (
                "Ferry sinks\nMAY 4, 2021 | 08:06AM PT\nA ferry sank.",
                "Ferry sinks|MAY 4, 2021 | 08:06AM PT|2021-05-04",
            ),
            (
                "Ferry sinks\nPosted on May 4, 2021 by the Coast Courier\nA ferry sank.",
                "Ferry sinks|Posted on May 4, 2021 by the Coast Courier|2021-05-04",
            ),
            (
                "Ferry sinks\nBy Ana Silva | 4 May 2021\nA ferry sank.",
                "Ferry sinks|By Ana Silva | 4 May 2021|2021-05-04",
            ),
            (
                "Posted on May 4, 2021 by a man who fled\nHe left.",
                "Posted on May 4, 2021 by a man who fled||",
            ),
            ("PORT LYS, May 4 (NPA) - A ferry sank.", "|PORT LYS, May 4 (NPA) -|"),
            (
                "Ferry sinks\nThe boat was old, and two people died in the cold water.\nPublished time: May 4, 2021 02:03\nA ferry sank.",
                "Ferry sinks|Published time: May 4, 2021 02:03|2021-05-04",
            ),
            (
                "FOR IMMEDIATE RELEASE\n\nSolvia names a chief\n\nPORT LYS, Norland - May 4, 2021 - Solvia, a maker of boats, today named Ana Silva as its chief executive officer, the first woman to lead the yard since it opened in 1911, after a search of nine months.",
                "FOR IMMEDIATE RELEASE|PORT LYS, Norland - May 4, 2021 -|2021-05-04",
            ),
            (
                "Shipwreck\n\nPORT LYS, May 4, 2021 - A ferry sank.",
                "Shipwreck|PORT LYS, May 4, 2021 -|2021-05-04",
            ),
            ("A ferry sank on May 4, 2021.\nTwo died.", "||"),
            ("3 days ago", "||"),
            ("May 4, 2021", "||"),
            ("", "||"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn the_days_of_a_chronology_are_no_day_of_publication() {
        let below = "The rebels shelled the town hall.";
        for days in [["13 July 2022", "14 July 2022"], ["Wednesday, July 13, 2022", "July 14"]] {
            let text = format!("The siege\n\n{}\n{below}\n\n{}\n{below}", days[0], days[1]);
            assert_eq!(shown(&text), "The siege||", "{text}");
        }
        // Other news at the foot of the page.
        let news = format!("The siege\n\n13 July 2022\n{below}\n\n14 July 2022\nTruce signed in Oslo");
        assert_eq!(shown(&news), "The siege|13 July 2022|2022-07-13");
    }

    #[test]
    fn wrapped_prose_has_no_headline() {
        let text = "The harbour council of Port Lys voted on Monday evening for the\nPier Fund, its chairman said, after a debate that had gone on for\nweeks.";
        assert_eq!(shown(text), "||");
    }
}
