//! TimelineJS 3: its CSV template and its JSON.
//!
//! Its dates are year, month and day apart. An event with bounds only gets the part that its bounds share and says the
//! bounds in words; no day is made up. Texts are HTML there, so the articles' words are escaped.

pub mod csv;
pub mod json;

use super::cells::{articles, representative};
use super::escape::{address, markup};
use super::when::When;
use crate::timeline::Event;

/// The date in words, where year, month and day cannot say it.
fn display(when: &When) -> String {
    if when.is_plain() { String::new() } else { when.words() }
}

/// The sentence, and the sources with their links, as HTML.
pub(super) fn body(event: &Event) -> String {
    let Some(first) = representative(event) else { return String::new() };
    let mut html = format!("<p>{}</p>", markup(&first.sentence));
    let mut sources: Vec<String> = Vec::new();
    for id in articles(event) {
        let Some(mention) = event.mentions.iter().find(|mention| *mention.article == *id) else { continue };
        let name = markup(mention.title.as_deref().or(mention.publisher.as_deref()).unwrap_or(id));
        sources.push(match mention.url.as_deref().and_then(address) {
            Some(url) => format!("<a href=\"{}\">{name}</a>", markup(url)),
            None => name,
        });
    }
    html.push_str(&format!("<p>{}</p>", sources.join("; ")));
    html
}
