//! Markdown to plain text: the marks go, headings stay as lines of their own.
//!
//! Knows the marks that occur in articles. Does not know tables or footnotes: their text stays as it is.

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

/// Emphasis, links, images and code marks inside a line.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['*', '_', '`', '[', '!', '\\', '<']) {
        out.push_str(rest.get(..at).unwrap_or(""));
        let found = rest.get(at..).unwrap_or("");
        let inside_word = out.ends_with(char::is_alphanumeric);
        rest = mark(&mut out, found, inside_word);
    }
    out.push_str(rest);
    out
}

/// Handles the mark that `found` begins with, and returns what follows.
fn mark<'t>(out: &mut String, found: &'t str, inside_word: bool) -> &'t str {
    let after = |count: usize| found.get(count..).unwrap_or("");
    let image = found.starts_with("![");
    if let Some((label, next)) = link(after(usize::from(image))) {
        if !image {
            out.push_str(&inline(label));
        }
        return next;
    }
    match found.chars().next() {
        Some('\\') if after(1).starts_with(|c: char| c.is_ascii_punctuation()) => {
            out.push_str(after(1).get(..1).unwrap_or(""));
            after(2)
        }
        Some('*' | '`') => after(1),
        Some('_') if !inside_word || !after(1).starts_with(char::is_alphanumeric) => after(1),
        Some('<') if after(1).starts_with("http") => after(1),
        Some(c) => {
            out.push(c);
            after(c.len_utf8())
        }
        None => "",
    }
}

/// `[label](target)` or `[label][name]` at the start of `text`: the label, and what follows.
fn link(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('[')?;
    let end = inner.find(']')?;
    let label = inner.get(..end)?;
    let rest = inner.get(end + 1..)?;
    let close = match rest.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let target_end = rest.find(close)?;
    Some((label, rest.get(target_end + 1..)?))
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
}
