//! The graph of events and times: TLINKs, bounds, consistency, order.
//!
//! Knows end points and relations. Does not know words.

use crate::rule::RuleId;

/// The relations of a TimeML TLINK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are TimeML's own")]
pub enum Relation {
    Before,
    After,
    IBefore,
    IAfter,
    Includes,
    IsIncluded,
    During,
    DuringInv,
    Simultaneous,
    Identity,
    Begins,
    BegunBy,
    Ends,
    EndedBy,
}

/// What a TLINK joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// The document creation time, `t0`.
    Creation,
    /// A time expression of the document, by index.
    Timex(u32),
    /// An event of the document, by index.
    Event(u32),
}

/// A temporal link that a rule states.
#[derive(Clone, Debug, PartialEq)]
pub struct Tlink {
    /// From.
    pub from: Node,
    /// To.
    pub to: Node,
    /// How `from` stands to `to`.
    pub relation: Relation,
    /// The rule or sieve that says so.
    pub rule: RuleId,
    /// Its measured precision.
    pub confidence: f32,
    /// The sentence that says so.
    pub sentence: Option<u32>,
}
