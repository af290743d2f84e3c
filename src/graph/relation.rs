//! The relations of TimeML and what they join.
//!
//! Knows names and inverses. What follows from several links, `solve.rs` finds.

use crate::image::named;
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

named! {
    Relation {
        Before = "BEFORE", After = "AFTER", IBefore = "IBEFORE", IAfter = "IAFTER", Includes = "INCLUDES",
        IsIncluded = "IS_INCLUDED", During = "DURING", DuringInv = "DURING_INV",
        Simultaneous = "SIMULTANEOUS", Identity = "IDENTITY", Begins = "BEGINS", BegunBy = "BEGUN_BY",
        Ends = "ENDS", EndedBy = "ENDED_BY",
    }
}

impl Relation {
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
