//! A Mermaid `timeline`, for GitHub, GitLab, Obsidian and Notion.
//!
//! Periods are labels: the order is that of the file and dates are words, so nothing is made up. Hosts refuse texts of
//! more than 50,000 characters: what does not fit is left out and counted.

use std::io::Write;

use chrono::Datelike;

use super::escape::one_line;
use super::loss::Losses;
use super::sink;
use super::when::{When, era};
use crate::Error;
use crate::timeline::Timeline;

/// What hosts accept, in bytes, with some room.
const MOST: usize = 49_000;

const TOO_LONG: &str =
    "beyond the 50,000 characters that Mermaid takes left out (--top or --from make it shorter)";

/// Writes `timeline` under `title`.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, title: &str, out: impl Write) -> Result<Losses, Error> {
    let mut losses = Losses::default();
    let mut diagram = format!("timeline\n    title {}\n", escaped(title));
    let (mut section, mut period) = (String::new(), String::new());
    for event in &timeline.events {
        let when = When::of(event);
        let year = when.days().0.or(when.days().1).map_or("Undated".to_owned(), |day| era(day.year()));
        let words = escaped(&when.words());
        let text = escaped(&event.headline);
        let mut lines = String::new();
        if year != section {
            lines.push_str(&format!("    section {year}\n"));
        }
        if year != section || words != period {
            lines.push_str(&format!("        {words} : {text}\n"));
        } else {
            lines.push_str(&format!("            : {text}\n"));
        }
        if diagram.len() + lines.len() > MOST {
            losses.add(TOO_LONG);
            continue;
        }
        diagram.push_str(&lines);
        (section, period) = (year, words);
    }
    sink::text(&diagram, out)?;
    Ok(losses)
}

/// Text in which nothing means anything to Mermaid. An empty text would be an error.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            ':' => out.push_str("#58;"),
            '#' => out.push_str("#35;"),
            '%' => out.push_str("#37;"),
            '<' => out.push_str("#60;"),
            '>' => out.push_str("#62;"),
            c => out.push(c),
        }
    }
    if out.is_empty() { "-".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn written(timeline: &Timeline) -> (String, Losses) {
        let mut bytes = Vec::new();
        let losses = write(timeline, "A: #1", &mut bytes).expect("memory");
        (String::from_utf8(bytes).expect("UTF-8"), losses)
    }

    #[test]
    fn one_line_an_event_and_no_stray_colon() {
        let (diagram, losses) = written(&samples::timeline());
        assert_eq!(losses.iter().count(), 0);
        assert!(diagram.starts_with("timeline\n    title A#58; #35;1\n    section 44 BCE\n"), "{diagram}");
        assert_eq!(diagram.matches(": ").count(), 10, "{diagram}");
        assert!(diagram.contains("\n        about June 2021 : Norway signs"), "{diagram}");
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let mut timeline = samples::timeline();
        timeline.events = std::iter::repeat_n(timeline.events[0].clone(), 3000).collect();
        let (diagram, losses) = written(&timeline);
        let left_out = losses.iter().next().expect("a loss").1;
        assert!(diagram.len() <= 50_000 && diagram.matches(": ").count() + left_out == 3000);
    }
}
