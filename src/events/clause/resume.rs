//! A clause that goes on after an insertion: `..., and her brother, who had fled, was held`.
//!
//! Knows the subject that commas part from its verb. A finite verb just after a comma, without a conjunction, has its
//! subject before the insertion that the comma closes.

use super::{Kind, Parser, VerbGroup, WINDOW};
use crate::events::Phrase;

impl Parser<'_> {
    /// Reads a verb whose subject stands before an insertion, in a clause that `and` or a comma opened.
    pub(super) fn after_inserted(&mut self, at: usize, group: &VerbGroup) -> bool {
        let Some((opener, subject)) = self.parted_subject(at) else { return false };
        let inner = self.stack.top().verb;
        self.new_coordinate(opener, subject, group);
        let main = self.stack.top().verb;
        if let Some(insertion) = inner.and_then(|v| self.predicates.get_mut(v as usize)) {
            insertion.parent = main;
        }
        true
    }

    /// The conjunction that opens the clause, and the phrase between it and the insertion.
    fn parted_subject(&self, at: usize) -> Option<(usize, Phrase)> {
        let close = at.checked_sub(1).filter(|i| matches!(self.kind(*i), Some(Kind::Comma)))?;
        let from = close.saturating_sub(WINDOW);
        let opens = |i: &usize| {
            let comma = matches!(self.kind(*i), Some(Kind::Comma));
            let noun = i.checked_sub(1).is_some_and(|n| matches!(self.kind(n), Some(Kind::Noun(_))));
            let joined = i.checked_sub(2).is_some_and(|c| matches!(self.kind(c), Some(Kind::Conjunction)));
            comma && noun && joined
        };
        let open = (from..close).rev().find(opens)?;
        let subject = self.items.get(open - 1)?.phrase()?.clone();
        Some((open - 2, subject))
    }
}
