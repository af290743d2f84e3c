//! Header lines of a text file: front matter, `Title:` lines, `date 2022-07-13 ...` on the line of the text.
//!
//! Knows where the header ends. Does not know datelines: those belong to the story.

use super::columns::{Columns, Field};
use super::lists::HEADER_KEYS;

/// What the header of a text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// The title.
    pub title: Option<String>,
    /// The day of publication as written.
    pub date: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub id: Option<String>,
    /// Byte at which the text itself begins.
    pub body: usize,
}

/// The header at the start of `text`; empty, with `body` at 0, where there is none.
pub(super) fn read(text: &str, columns: &Columns) -> Header {
    let indent = text.len() - text.trim_start().len();
    let start = text.get(indent..).unwrap_or("");
    let mut header = Header::default();
    let length = fence(&mut header, columns, start)
        .or_else(|| date_word(&mut header, start))
        .or_else(|| lines(&mut header, columns, start));
    header.body = length.map_or(0, |length| indent + length);
    header
}

/// YAML (`---`) or TOML (`+++`) front matter; only plain `key: value` lines are read.
fn fence(header: &mut Header, columns: &Columns, text: &str) -> Option<usize> {
    let mark = text.get(..3).filter(|mark| matches!(*mark, "---" | "+++"))?;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if number > 0 && line.trim_end() == mark {
            return Some(at);
        }
        let separator = if mark == "---" { ':' } else { '=' };
        if let Some((key, value)) = line.split_once(separator) {
            set(header, columns, key, value);
        } else if number == 0 && line.trim_end() != mark {
            return None;
        }
    }
    *header = Header::default();
    None
}

/// `date 2022-07-13 MOSCOW, July 13. ...`: the word, an ISO day, and the story on the same line.
fn date_word(header: &mut Header, text: &str) -> Option<usize> {
    let word = text.get(..4).filter(|word| word.eq_ignore_ascii_case("date"))?;
    let after = text.get(word.len()..)?;
    let value_at = after.find(|c: char| !c.is_whitespace()).filter(|at| *at > 0)?;
    let value = after.get(value_at..value_at + "2022-07-13".len())?;
    super::day::parse_day(value).ok()?;
    header.date = Some(value.to_owned());
    Some(word.len() + value_at + value.len())
}

/// `Title: ...`, `Date: ...`, up to the first line that is none of them.
fn lines(header: &mut Header, columns: &Columns, text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let known = line
            .split_once(':')
            .is_some_and(|(key, value)| key.len() < 24 && set(header, columns, key, value));
        if !known {
            break;
        }
        at += line.len();
    }
    (at > 0).then_some(at)
}

/// Keeps the value of a known key; false for any other.
fn set(header: &mut Header, columns: &Columns, key: &str, value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']);
    let slot = match columns.usual(key) {
        Some((_, Field::Date)) => &mut header.date,
        Some((_, Field::Title)) => &mut header.title,
        Some((_, Field::Url)) => &mut header.url,
        Some((_, Field::Source)) => &mut header.publisher,
        Some((_, Field::Id)) => &mut header.id,
        Some((_, Field::Text)) | None => {
            return HEADER_KEYS.contains(&key.trim().to_ascii_lowercase().as_str());
        }
    };
    if slot.is_none() && !value.is_empty() {
        *slot = Some(value.to_owned());
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> (Header, &str) {
        let header = read(text, &Columns::default());
        let body = text.get(header.body..).unwrap_or("").trim();
        (header, body)
    }

    #[test]
    fn the_word_date_before_the_story() {
        let (header, body) = header(" date 2021-05-04 OSLO, May 4. /NPA/. The king signed the law.");
        assert_eq!(header.date.as_deref(), Some("2021-05-04"));
        assert_eq!(body, "OSLO, May 4. /NPA/. The king signed the law.");
    }

    #[test]
    fn header_lines_end_at_the_first_other_line() {
        let text = "Title: Ferry sinks\nDate: 4 May 2021\nSource: Coast Daily\nURL: https://coast.example/a\n\nA ferry sank: two died.";
        let (header, body) = header(text);
        assert_eq!(header.title.as_deref(), Some("Ferry sinks"));
        assert_eq!(header.date.as_deref(), Some("4 May 2021"));
        assert_eq!(header.publisher.as_deref(), Some("Coast Daily"));
        assert_eq!(header.url.as_deref(), Some("https://coast.example/a"));
        assert_eq!(body, "A ferry sank: two died.");
    }

    #[test]
    fn a_letter_is_of_the_day_on_which_it_was_sent() {
        let text = "From: Ann Lee <ann@quay.example>\nSent: Tuesday, 4 May 2021 09:14\nTo: Board\nCc: Jon Berg\nSubject: The ferry\n\nIt sank.";
        let (header, body) = header(text);
        assert_eq!(header.title.as_deref(), Some("The ferry"));
        assert_eq!(header.date.as_deref(), Some("Tuesday, 4 May 2021 09:14"));
        assert_eq!((header.publisher, body), (None, "It sank."));
    }

    #[test]
    fn front_matter_of_both_kinds() {
        for text in [
            "---\ntitle: \"Ferry sinks\"\ndate: 2021-05-04\ntags: [sea]\n---\nA ferry sank.",
            "+++\ntitle = 'Ferry sinks'\ndate = 2021-05-04\n+++\nA ferry sank.",
        ] {
            let (header, body) = header(text);
            assert_eq!(
                (header.title.as_deref(), header.date.as_deref()),
                (Some("Ferry sinks"), Some("2021-05-04"))
            );
            assert_eq!(body, "A ferry sank.");
        }
    }

    #[test]
    fn prose_is_no_header() {
        for text in [
            "",
            "Date palms grow there.",
            "The minister said: no.",
            "--- \nno end",
            "date: é",
            "dateé 2020",
            "Dates 2020-01-01 follow",
        ] {
            let (header, _) = header(text);
            assert_eq!((header.title, header.publisher, header.url), (None, None, None), "{text}");
        }
        assert_eq!(header("Date palms grow there.").0.body, 0);
    }
}
