//! The text of a page's elements, with a line break or a blank line where a browser shows one.
//!
//! Knows which elements begin lines. Does not know which of a page is its article.

use dom_query::NodeRef;

/// Stands between the cells of a row, and a term and what is said of it.
const CELL: char = '\t';

/// What is still to be written.
enum Step<'n> {
    Open(NodeRef<'n>),
    Close(String),
}

/// The text within `node`. Complexity: linear in it, however its elements nest.
pub(super) fn page_text(node: &NodeRef<'_>) -> String {
    let mut text = String::new();
    let mut steps: Vec<Step<'_>> = node.children_it(true).map(Step::Open).collect();
    while let Some(step) = steps.pop() {
        match step {
            Step::Open(node) if node.is_text() => push_words(&mut text, &node.text()),
            Step::Open(node) => {
                let Some(name) = node.node_name() else { continue };
                let name = name.to_string();
                if begins_paragraph(&name) && !text.is_empty() && !text.ends_with("\n\n") {
                    text.push('\n');
                }
                let verbatim = name == "pre";
                steps.push(Step::Close(name));
                if verbatim {
                    text.push_str(&node.text());
                } else {
                    steps.extend(node.children_it(true).map(Step::Open));
                }
            }
            Step::Close(name) => close(&mut text, &name),
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Text with one space between words, and one at its ends where there was white space.
fn push_words(text: &mut String, new: &str) {
    let follows_space = text.is_empty() || text.ends_with(['\n', ' ', CELL]);
    let mut words = new.split_whitespace().peekable();
    if words.peek().is_none() {
        if !follows_space && !new.is_empty() {
            text.push(' ');
        }
        return;
    }
    if !follows_space && new.starts_with(char::is_whitespace) {
        text.push(' ');
    }
    for (place, word) in words.enumerate() {
        if place > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
    if new.ends_with(char::is_whitespace) {
        text.push(' ');
    }
}

/// What stands after an element.
fn close(text: &mut String, name: &str) {
    if text.is_empty() || text.ends_with("\n\n") {
        return;
    }
    let end = match name {
        name if begins_paragraph(name) => "\n\n",
        "br" | "hr" | "li" | "tr" | "dd" => "\n",
        "td" | "th" | "dt" if !text.ends_with(['\n', CELL]) => {
            text.truncate(text.trim_end_matches(' ').len());
            text.push(CELL);
            return;
        }
        _ => return,
    };
    text.truncate(text.trim_end_matches([' ', CELL]).len());
    text.push_str(end);
}

fn begins_paragraph(name: &str) -> bool {
    matches!(
        name,
        "article"
            | "blockquote"
            | "section"
            | "div"
            | "p"
            | "pre"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "dl"
            | "table"
    )
}

#[cfg(test)]
mod tests {
    use dom_smoothie::Readability;

    use super::*;

    /// The text of a page's body, ours with blanks between cells and that of the parser's own function, which costs the square of a
    /// page's length.
    fn both(html: &str) -> (String, String) {
        let page = Readability::new(html, None, None).unwrap();
        let body = page.doc.body().unwrap();
        (page_text(&body).replace(CELL, " "), body.formatted_text().to_string())
    }

    #[test]
    fn lines_and_paragraphs_are_those_of_the_page() {
        let html = "<h1>Pier</h1><p>It <b>rained</b>. </p> <p>Twice<br> over.</p><ul><li>a </li><li>b</li></ul>\
            <table><tr><td>Peru</td><td>4 May </td></tr><tr><th>x</th></tr></table><pre>a\n  b</pre><div><div>c</div> d</div>";
        let text = "Pier\n\nIt rained.\n\nTwice\nover.\n\na\nb\n\n\nPeru 4 May\nx\n\n\na\n  b\n\nc\n\nd";
        assert_eq!(both(html), (text.to_owned(), text.to_owned()));
        for html in [
            "",
            " ",
            "a <!-- b --> c",
            "<p> </p><span> </span>x<i> y</i>",
            "<td>a<td>b",
            "x<hr>y<hr><hr>z",
            "<div>a<p>b</div>c",
        ] {
            let (own, theirs) = both(html);
            assert_eq!(own, theirs, "{html}");
        }
    }

    #[test]
    fn cells_and_terms_are_set_apart() {
        let page = "<table><tr><td>4 May</td><td>A <b>ferry</b> sank. </td></tr></table><dl><dt>5 May</dt><dd>Two died.</dd><dt>6 May</dt><dd>It rained.</dd></dl>";
        let page = Readability::new(page, None, None).unwrap();
        let text = page_text(&page.doc.body().unwrap());
        assert_eq!(text, "4 May\tA ferry sank.\n\n\n5 May\tTwo died.\n6 May\tIt rained.");
    }

    #[test]
    fn the_shipped_page_reads_as_before() {
        let (own, theirs) = both(include_str!("../../../examples/articles/quake.html"));
        assert!(own == theirs && own.len() > 500, "{own}");
    }
}
