//! Ties the layers together, with no logic of its own.

use crate::actors::Cast;
use crate::events::EventMention;
use crate::graph::Tlink;
use crate::temporal::Timex;
use crate::text::Span;

/// Everything the program knows, loaded once; reading documents changes nothing in it.
#[derive(Clone, Debug, Default)]
pub struct Extractor {}

/// What was read in one document.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Extraction {
    /// Sentence spans.
    pub sentences: Vec<Span>,
    /// Time expressions, in text order.
    pub timexes: Vec<Timex>,
    /// Actors and their mentions.
    pub cast: Cast,
    /// Events, in text order.
    pub events: Vec<EventMention>,
    /// Temporal links, stated and by grammar.
    pub tlinks: Vec<Tlink>,
}
