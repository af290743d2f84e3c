//! A chronology as a Markdown table, for GitHub, wikis and notes.

use std::io::Write;

use super::cells::{claim, joined};
use super::escape::one_line;
use super::loss::Losses;
use super::sink;
use super::sources::{Source, sources};
use super::when::When;
use crate::Error;
use crate::timeline::{Event, Timeline};

/// Writes `timeline` under `title`. Nothing is lost but what the table has no column for.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, title: &str, out: impl Write) -> Result<Losses, Error> {
    let mut page =
        format!("# {}\n\n| Date | Event | Said by | Sources |\n|---|---|---|---|\n", escaped(title));
    for event in &timeline.events {
        let claims: Vec<String> = event.claims.iter().map(claim).collect();
        page.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            escaped(&When::of(event).words()),
            escaped(&event.headline),
            escaped(&joined(claims.iter().map(String::as_str))),
            linked(event)
        ));
    }
    sink::text(&page, out)?;
    Ok(Losses::default())
}

/// Every article that tells the event, with its link.
fn linked(event: &Event) -> String {
    let link = |source: &Source<'_>| {
        let name = escaped(source.publisher());
        match source.url {
            Some(url) => format!("[{name}](<{}>)", url.replace('|', "%7C")),
            None => name,
        }
    };
    sources(event).iter().map(link).collect::<Vec<_>>().join("; ")
}

/// Text in which nothing means anything to Markdown, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '>' | '!' | '$' | '@' => {
                out.push('\\');
                out.push(c);
            }
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
    fn one_row_an_event_whatever_it_says() {
        let mut bytes = Vec::new();
        write(&samples::timeline(), "A|B", &mut bytes).expect("memory");
        let page = String::from_utf8(bytes).expect("UTF-8");
        let rows: Vec<&str> = page.lines().skip(4).collect();
        assert_eq!(rows.len(), 10);
        for row in &rows {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
        }
        assert!(rows[6].starts_with("| between 13 July 2022 and 3 January 2023 |"), "{}", rows[6]);
        assert!(rows[0].contains("[Coast Daily](<https://example.org/a?b=1&c=2>)"), "{}", rows[0]);
        assert!(!page.contains("<script"));
    }
}
