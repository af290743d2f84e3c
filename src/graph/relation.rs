//! The relations of TimeML and what they join.
//!
//! Knows names and inverses. What follows from several links, `solve.rs` finds.

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

impl Relation {
    /// The name as TimeML writes it: `IS_INCLUDED`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::IBefore => "IBEFORE",
            Self::IAfter => "IAFTER",
            Self::Includes => "INCLUDES",
            Self::IsIncluded => "IS_INCLUDED",
            Self::During => "DURING",
            Self::DuringInv => "DURING_INV",
            Self::Simultaneous => "SIMULTANEOUS",
            Self::Identity => "IDENTITY",
            Self::Begins => "BEGINS",
            Self::BegunBy => "BEGUN_BY",
            Self::Ends => "ENDS",
            Self::EndedBy => "ENDED_BY",
        }
    }

    /// How the second stands to the first.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
            Self::IBefore => Self::IAfter,
            Self::IAfter => Self::IBefore,
            Self::Includes => Self::IsIncluded,
            Self::IsIncluded => Self::Includes,
            Self::During => Self::DuringInv,
            Self::DuringInv => Self::During,
            Self::Simultaneous => Self::Simultaneous,
            Self::Identity => Self::Identity,
            Self::Begins => Self::BegunBy,
            Self::BegunBy => Self::Begins,
            Self::Ends => Self::EndedBy,
            Self::EndedBy => Self::Ends,
        }
    }
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
