//! Escapes that several formats share.

/// Text that HTML and XML take as text, also between double quotation marks. Characters that XML forbids go.
pub(super) fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => push(&mut out, c),
        }
    }
    out
}

/// Text that an XML parser gives back as it is, line breaks included; characters that XML cannot hold become the
/// replacement character, so that places in the text stay.
pub(super) fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A parser would make a line feed of it.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => push(&mut out, c),
        }
    }
    out
}

/// A character, or what stands for it in HTML and XML.
fn push(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        c => out.push(c),
    }
}

/// Text on one line: line breaks and control characters become spaces, one between words.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// An address that a link may lead to: nothing but the web, no spaces or marks that end an address.
pub(super) fn address(url: &str) -> Option<&str> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let clean = !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'`\\".contains(c));
    (web && clean).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(markup("a<b>&\"c\"\u{0}\u{b}\n"), "a&lt;b&gt;&amp;&quot;c&quot; ");
        assert_eq!(verbatim("a<\r\n\t\u{1}\u{7f}"), "a&lt;&#13;\n\t\u{fffd}\u{7f}");
        assert_eq!(one_line(" a\r\n\tb\u{0}c "), "a b c");
    }

    #[test]
    fn links_lead_to_the_web_only() {
        assert_eq!(address("https://example.org/a?b=1&c=2"), Some("https://example.org/a?b=1&c=2"));
        for bad in ["javascript:alert(1)", "data:text/html,x", "http://x\" onclick=\"y", "ftp://x", ""] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
