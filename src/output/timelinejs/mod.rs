//! TimelineJS 3: its CSV template and its JSON.
//!
//! Its dates are year, month and day apart. An event with bounds only gets the part that its bounds share and says the
//! bounds in words; no day is made up. Texts are HTML there, so the articles' words are escaped.

pub mod csv;
pub mod json;

use super::cells::representative;
use super::escape::markup;
use super::sources::linked;
use super::when::When;
use crate::timeline::Event;

/// The date in words, where year, month and day cannot say it.
fn display(when: &When) -> String {
    if when.is_plain() { String::new() } else { when.words() }
}

/// The sentence, and the sources with their links, as HTML.
pub(super) fn body(event: &Event) -> String {
    let Some(first) = representative(event) else { return String::new() };
    format!("<p>{}</p><p>{}</p>", markup(&first.sentence), linked(event))
}
