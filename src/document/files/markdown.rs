//! Markdown to plain text: the marks go, headings stay as lines of their own.
//!
//! Knows the marks that occur in articles; the cells of a table are divided by tabs. Does not know footnotes: their text stays as
//! it is.

/// The text of a Markdown article, and its first heading of the first level.
pub(super) fn plain(markdown: &str) -> (String, Option<String>) {
    let mut text = String::with_capacity(markdown.len());
    let mut title = None;
    let mut fenced = false;
    for line in markdown.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        if fenced || is_rule(trimmed) {
            continue;
        }
        if let Some(cells) = row(trimmed) {
            if !cells.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) {
                let cells: Vec<String> = cells.split('|').map(|cell| inline(cell.trim())).collect();
                text.push_str(cells.join("\t").trim());
                text.push('\n');
            }
            continue;
        }
        let (level, content) = heading(trimmed);
        let content = inline(content.trim_start_matches("> "));
        if level > 0 {
            separate(&mut text);
            text.push_str(content.trim());
            text.push_str("\n\n");
        } else if !(trimmed.is_empty() && text.ends_with("\n\n")) {
            text.push_str(content.trim_end());
            text.push('\n');
        }
        if level == 1 && title.is_none() {
            title = Some(content.trim().to_owned());
        }
    }
    (text, title)
}

/// The level of a heading, 0 for other lines, and the line without its marks.
fn heading(line: &str) -> (usize, &str) {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    match line.get(level..) {
        Some(rest) if (1..=6).contains(&level) && rest.starts_with(' ') => {
            (level, rest.trim().trim_end_matches('#').trim_end())
        }
        _ => (0, line),
    }
}

/// The cells of a table row, `| a | b |`.
fn row(line: &str) -> Option<&str> {
    line.strip_prefix('|')?.strip_suffix('|')
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3 && ['-', '*', '_', '='].iter().any(|mark| line.chars().all(|c| c == *mark))
}

/// Ends the paragraph before a heading.
fn separate(text: &mut String) {
    let kept = text.trim_end().len();
    text.truncate(kept);
    if kept > 0 {
        text.push_str("\n\n");
    }
}

/// Emphasis, links, images and code marks inside a line. Complexity: linear.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut line =
        Line { text, at: 0, labels: Next::of(b']'), names: Next::of(b']'), targets: Next::of(b')') };
    while let Some(found) = line.rest().find(['*', '_', '`', '[', '!', '\\', '<']) {
        out.push_str(line.rest().get(..found).unwrap_or(""));
        line.at += found;
        line.mark(&mut out);
    }
    out.push_str(line.rest());
    out
}

/// A line that is gone over from left to right.
struct Line<'t> {
    text: &'t str,
    at: usize,
    /// Where labels, names and targets end.
    labels: Next,
    names: Next,
    targets: Next,
}

impl<'t> Line<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Handles the mark that stands here, and goes behind it.
    fn mark(&mut self, out: &mut String) {
        let inside_word = out.ends_with(char::is_alphanumeric);
        let found = self.rest();
        let after = found.get(1..).unwrap_or("");
        let image = found.starts_with("![");
        if let Some((label, next)) = self.link(self.at + usize::from(image)) {
            if !image {
                out.push_str(&inline(label));
            }
            self.at = next;
            return;
        }
        match found.chars().next() {
            Some('\\') if after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                out.push_str(after.get(..1).unwrap_or(""));
                self.at += 2;
            }
            Some('*' | '`') => self.at += 1,
            Some('_') if !inside_word || !after.starts_with(char::is_alphanumeric) => self.at += 1,
            Some('<') if after.starts_with("http") => self.at += 1,
            Some(c) => {
                out.push(c);
                self.at += c.len_utf8();
            }
            None => self.at = self.text.len(),
        }
    }

    /// `[label](target)` or `[label][name]` at `at`: the label, and the place of what follows.
    fn link(&mut self, at: usize) -> Option<(&'t str, usize)> {
        let inner = self.text.get(at..)?.strip_prefix('[')?;
        let end = self.labels.from(self.text, at)?;
        let label = inner.get(..end - at - 1)?;
        let close = match self.text.as_bytes().get(end + 1)? {
            b'(' => self.targets.from(self.text, end + 1)?,
            b'[' => self.names.from(self.text, end + 1)?,
            _ => return None,
        };
        Some((label, close + 1))
    }
}

/// Where a byte stands next. Asked for ever later places it goes over a text once, however often it is asked.
struct Next {
    byte: u8,
    /// The place found last; all places between `asked` and it hold other bytes.
    found: Option<usize>,
    asked: Option<usize>,
}

impl Next {
    fn of(byte: u8) -> Self {
        Self { byte, found: None, asked: None }
    }

    /// The first place from `place` on, if there is one.
    fn from(&mut self, text: &str, place: usize) -> Option<usize> {
        let known =
            self.asked.is_some_and(|asked| asked <= place) && self.found.is_none_or(|found| found >= place);
        if !known {
            let rest = text.as_bytes().get(place..).unwrap_or_default();
            self.found = memchr::memchr(self.byte, rest).map(|found| place + found);
            self.asked = Some(place);
        }
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_headings_stay() {
        let markdown = "# Ferry *sinks*\n\nThe **ferry** sank on [4 May](https://x.example/a_b), `it` said.\nTwo_words ![map](m.png)stay \\*.\n## Rescue\nBoats came.\n\n---\n";
        let (text, title) = plain(markdown);
        assert_eq!(title.as_deref(), Some("Ferry sinks"));
        assert_eq!(
            text,
            "Ferry sinks\n\nThe ferry sank on 4 May, it said.\nTwo_words stay *.\n\nRescue\n\nBoats came.\n\n"
        );
    }

    #[test]
    fn odd_marks_do_no_harm() {
        for odd in ["[", "![", "*", "[a](b", "\\", "<", "_", "####### x", "é*ü"] {
            assert!(plain(odd).0.ends_with('\n'), "{odd}");
        }
    }

    #[test]
    fn links_are_found_among_brackets_that_are_none() {
        for (line, expected) in [
            ("[[a](b) [c][d] ![e](f) [g] [h", "[a c  [g] [h"),
            ("[a] (b) [c](d", "[a] (b) [c](d"),
            ("[a][b [c](d)", "a(d)"),
            ("[*a* b](c)!", "a b!"),
        ] {
            assert_eq!(inline(line), expected, "{line}");
        }
    }
}
