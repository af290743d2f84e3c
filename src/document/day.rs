//! Days as metadata writes them: ISO 8601, RFC 2822, `13 July 2022`, `July 13, 2022`, `13.07.2022`, timestamps.
//!
//! Knows one day written in figures and month names. Does not know relative dates or prose: those belong to
//! `temporal`. The day is the one written; a clock time and its zone never shift it.

use std::fmt;

use chrono::{DateTime, NaiveDate};

use crate::text::ORDINAL_ENDINGS;

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayError {
    /// Nothing in it reads as a day.
    NotADay,
    /// The day is not on the calendar: `2022-02-30`.
    Impossible,
    /// Two days are meant with equal right: `03/04/2021`.
    Ambiguous,
    /// The year is not written: `July 13`.
    NoYear,
}

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotADay => "is not a day",
            Self::Impossible => "is not on the calendar",
            Self::Ambiguous => "could be two days",
            Self::NoYear => "has no year",
        })
    }
}

/// A day found at some place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// One past its last byte.
    pub end: usize,
    /// The day, or why there is none.
    pub day: Result<NaiveDate, DayError>,
}

/// The day that a metadata value names; the first one, where it names several.
///
/// # Errors
/// Says whether nothing reads as a day, the day does not exist, is ambiguous or lacks its year.
///
/// # Examples
/// ```
/// use dateline::document::parse_day;
/// assert_eq!(parse_day("Wed, 13 Jul 2022 09:30:00 +0200").unwrap().to_string(), "2022-07-13");
/// assert!(parse_day("2022-02-30").is_err());
/// ```
pub fn parse_day(value: &str) -> Result<NaiveDate, DayError> {
    const LONGEST: usize = 120;
    let value = value.trim();
    if value.len() > LONGEST {
        return Err(DayError::NotADay);
    }
    if value.bytes().all(|b| b.is_ascii_digit()) {
        return digits_only(value);
    }
    let mut worst = DayError::NotADay;
    let mut after_word = false;
    for (at, c) in value.char_indices() {
        if !after_word && let Some(found) = day_at(value, at) {
            match found.day {
                Ok(day) => return Ok(day),
                Err(error) => worst = if worst == DayError::NotADay { error } else { worst },
            }
        }
        after_word = c.is_alphanumeric();
    }
    Err(worst)
}

/// `20220713`, `20220713093000`, seconds or milliseconds since 1970.
fn digits_only(value: &str) -> Result<NaiveDate, DayError> {
    let compact = |v: &str| {
        let part = |range: std::ops::Range<usize>| v.get(range).and_then(|d| d.parse::<u32>().ok());
        match (part(0..4), part(4..6), part(6..8)) {
            (Some(year), Some(month), Some(day)) => calendar(year, month, day),
            _ => Err(DayError::NotADay),
        }
    };
    let seconds = |seconds: i64| DateTime::from_timestamp(seconds, 0).map(|time| time.date_naive());
    match value.len() {
        8 | 14 => compact(value),
        9 | 10 => value.parse().ok().and_then(seconds).ok_or(DayError::NotADay),
        12 | 13 => value.parse::<i64>().ok().and_then(|ms| seconds(ms / 1000)).ok_or(DayError::NotADay),
        _ => Err(DayError::NotADay),
    }
}

/// The day written at byte `at`, where one begins there.
///
/// `day := [weekday [","]] (iso | figures | word)`,
/// `iso := YYYY sep M sep D`, `figures := D sep M sep YYYY | M "/" D "/" YYYY`,
/// `word := D month [YYYY] | month D [YYYY] | YYYY month D`.
pub(super) fn day_at(text: &str, at: usize) -> Option<Found> {
    let mut cursor = Cursor { text, at };
    if cursor.weekday() {
        cursor.skip(" ,.", 3);
    }
    let start = cursor.at;
    [year_first, figures, day_first, month_first]
        .iter()
        .find_map(|read| read(&mut Cursor { text, at: start }))
}

/// `2022-07-13`, `2022/7/13`, `2022 July 13`.
fn year_first(cursor: &mut Cursor<'_>) -> Option<Found> {
    let year = cursor.number(4, 4)?;
    let separator = cursor.separator()?;
    let month = cursor.month().or_else(|| cursor.number(1, 2))?;
    (cursor.separator()? == separator).then_some(())?;
    let day = cursor.number(1, 2)?;
    Some(Found { end: cursor.at, day: calendar(year, month, day) })
}

/// `13.07.2022`, `07/13/2022`, `7/13/22`; with full stops the day comes first, with strokes only an impossible month decides.
fn figures(cursor: &mut Cursor<'_>) -> Option<Found> {
    let first = cursor.number(1, 2)?;
    let separator = cursor.separator().filter(|c| matches!(c, '.' | '/' | '-'))?;
    let second = cursor.number(1, 2)?;
    (cursor.separator()? == separator).then_some(())?;
    let year = cursor.number(4, 4).or_else(|| cursor.number(2, 2).map(century))?;
    let day = match (first, second) {
        (day, month) if separator == '.' || day > 12 || day == month => calendar(year, month, day),
        (month, day) if day > 12 => calendar(year, month, day),
        _ => Err(DayError::Ambiguous),
    };
    Some(Found { end: cursor.at, day })
}

/// The year that two figures mean, by the rule of POSIX: 69 to 99 are of the 20th century.
fn century(year: u32) -> u32 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

/// `13 July 2022`, `13th of July, 2022`, `13-Jul-2022`, `13 July`.
fn day_first(cursor: &mut Cursor<'_>) -> Option<Found> {
    let day = cursor.number(1, 2)?;
    cursor.ordinal();
    cursor.skip(" -.\u{a0}", 2);
    cursor.keyword("of ");
    let month = cursor.month()?;
    Some(cursor.with_year(month, day))
}

/// `July 13, 2022`, `Jul. 13th 2022`, `July 13`.
fn month_first(cursor: &mut Cursor<'_>) -> Option<Found> {
    let month = cursor.month()?;
    cursor.skip(" \u{a0}", 2);
    let day = cursor.number(1, 2)?;
    cursor.ordinal();
    Some(cursor.with_year(month, day))
}

fn calendar(year: u32, month: u32, day: u32) -> Result<NaiveDate, DayError> {
    i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or(DayError::Impossible)
}

/// True for the name of a weekday, whole or as its first letters (`Wed`, `Thurs`).
pub(super) fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && DAYS.iter().any(|day| abbreviates(word, day))
}

fn abbreviates(word: &str, name: &str) -> bool {
    name.get(..word.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(word))
}

/// The number of a month by its name, whole or as its first three or four letters.
pub(super) fn month_number(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let whole_or_short = |name: &str| matches!(word.len(), 3 | 4) || word.len() == name.len();
    let found = MONTHS.iter().position(|name| whole_or_short(name) && abbreviates(word, name))?;
    u32::try_from(found + 1).ok()
}

/// A place in a text from which figures and words are read one after another.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// A run of `least` to `most` figures with no figure after it.
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if length < least || length > most {
            return None;
        }
        self.at += length;
        rest.get(..length)?.parse().ok()
    }

    /// The letters from here on, without moving.
    fn peek_word(&self) -> &'t str {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        rest.get(..length).unwrap_or("")
    }

    fn weekday(&mut self) -> bool {
        let word = self.peek_word();
        let found = is_weekday(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// A month's name and the full stop of its abbreviation.
    fn month(&mut self) -> Option<u32> {
        let word = self.peek_word();
        let month = month_number(word)?;
        self.at += word.len();
        if word.len() < 5 {
            self.skip(".", 1);
        }
        Some(month)
    }

    /// Moves over at most `most` characters out of `set`.
    fn skip(&mut self, set: &str, most: usize) {
        let skipped = self.rest().chars().take(most).take_while(|c| set.contains(*c));
        self.at += skipped.map(char::len_utf8).sum::<usize>();
    }

    fn separator(&mut self) -> Option<char> {
        let c = self.rest().chars().next().filter(|c| matches!(c, '-' | '/' | '.' | ' '))?;
        self.at += 1;
        Some(c)
    }

    fn ordinal(&mut self) {
        if ORDINAL_ENDINGS.iter().any(|ending| self.peek_word().eq_ignore_ascii_case(ending)) {
            self.at += 2;
        }
    }

    fn keyword(&mut self, word: &str) {
        if self.rest().starts_with(word) {
            self.at += word.len();
        }
    }

    /// The year that may follow day and month; without one the words end at the day.
    fn with_year(&mut self, month: u32, day: u32) -> Found {
        let bare = self.at;
        self.skip(" ,-\u{a0}", 3);
        match self.number(4, 4) {
            Some(year) => Found { end: self.at, day: calendar(year, month, day) },
            None => {
                let leap_year = 2024;
                let day = calendar(leap_year, month, day).and(Err(DayError::NoYear));
                Found { end: bare, day }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(value: &str, expected: &str) {
        assert_eq!(parse_day(value).map(|d| d.to_string()), Ok(expected.to_owned()), "{value}");
    }

    #[test]
    fn usual_forms_are_read() {
        for value in [
            "2022-07-13",
            "2022-07-13T23:30:00-05:00",
            "2022-07-13 10:00",
            "2022/7/13",
            "20220713",
            "20220713093000",
            "Wed, 13 Jul 2022 10:00:00 +0000",
            "13 July 2022",
            "13th of July, 2022",
            "July 13, 2022",
            "Jul. 13th 2022",
            "JULY 13, 2022 | 08:06AM PT",
            "Wednesday, July 13, 2022",
            "13-Jul-2022",
            "13.07.2022",
            "13/07/2022",
            "7/13/22",
            "13.07.22",
            "07/13/2022 11:10 am EDT",
            "2022 July 13",
            "Posted: 13 July 2022 at 17:50",
            "1657670400",
            "1657670400000",
            "Last updated 17:50, 13 July 2022",
        ] {
            reads(value, "2022-07-13");
        }
    }

    #[test]
    fn what_is_no_day_says_why() {
        for (value, error) in [
            ("2022-02-30", DayError::Impossible),
            ("February 30", DayError::Impossible),
            ("30 February 2022", DayError::Impossible),
            ("2022-13-01", DayError::Impossible),
            ("03/04/2021", DayError::Ambiguous),
            ("03/04/21", DayError::Ambiguous),
            ("July 13", DayError::NoYear),
            ("2022", DayError::NotADay),
            ("yesterday", DayError::NotADay),
            ("", DayError::NotADay),
            ("Marching 13", DayError::NotADay),
            ("é 2022—07—13", DayError::NotADay),
        ] {
            assert_eq!(parse_day(value), Err(error), "{value}");
        }
    }
}
