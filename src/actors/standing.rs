//! How somebody stands to an office: `the former president`, `the deputy mayor`, `the president-elect`.
//!
//! Knows the words right before and after the name of an office. Does not know who it is.

use crate::text::{Term, words};

use super::directory::sort;
use super::scene::Scene;

/// Words of this kind before one office at most.
const MOST: usize = 3;

/// What stands beside the name of an office.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Standing {
    /// The first token of the words before the office, the office's own where there are none.
    pub first: u32,
    /// The words before it, as a name has them: `former `, `ex-`.
    pub before: String,
    /// What stands after it: `-elect`.
    pub after: String,
    /// The word that says that the office is another's: `former`.
    pub apart: Option<Term>,
}

impl Standing {
    /// The office as this person bears it: `former president`.
    pub fn of(&self, office: &str) -> String {
        format!("{}{office}{}", self.before, self.after)
    }
}

impl Scene<'_, '_> {
    /// The words beside an office whose name begins at `head` and ends before `end`, in a phrase that begins at `first`:
    /// `[former] Kenyan president`, `Kenya's [former] president`. Complexity: constant.
    pub fn standing(&self, head: u32, end: u32, first: u32) -> Standing {
        let mut standing = Standing { first: head, ..Standing::default() };
        if first < head {
            self.add_before(first, &mut standing);
        }
        self.add_before(head, &mut standing);
        let hyphen = end.checked_sub(2).filter(|at| *at > head && self.text.is(*at, words::HYPHEN));
        if let Some(hyphen) = hyphen {
            standing.after = self.text.words(hyphen, end).to_owned();
            standing.apart = standing.apart.or(Some(self.text.term(end - 1)));
        }
        standing
    }

    fn add_before(&self, head: u32, standing: &mut Standing) {
        let mut start = head;
        for _ in 0..MOST {
            let hyphen = start.checked_sub(1).filter(|at| self.text.is(*at, words::HYPHEN));
            let word = hyphen.unwrap_or(start).checked_sub(1);
            let Some(word) = word.filter(|at| self.is_standing(*at)) else { break };
            if self.directory.is(self.text.term(word), sort::APART) {
                standing.apart = Some(self.text.term(word));
            }
            start = word;
        }
        if start < head {
            let glued = self.text.tokens.get(head as usize).is_some_and(|t| !t.spaced);
            standing.before.push_str(&self.phrase(start, head).to_lowercase());
            standing.before.push_str(if glued { "" } else { " " });
            standing.first = standing.first.min(start);
        }
    }

    /// `former`, `ex`, `acting`: a word that says how somebody stands to an office.
    pub fn is_standing(&self, at: u32) -> bool {
        self.directory.is(self.text.term(at), sort::APART | sort::INCUMBENT)
    }
}
