//! Patterns by lemma.

use super::pattern::Pattern;
use crate::image::{Flat, stored};
use crate::text::Term;

/// Patterns sorted by lemma, found by one look-up in a table indexed by [`Term`].
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    patterns: Vec<Pattern>,
    /// Where the patterns of each term begin; one entry more than there are terms up to the highest lemma.
    starts: Flat<4>,
}

stored! { Index { patterns, starts } }

impl Index {
    /// Sorts `patterns`. Complexity: n log n in their number, plus the size of the lexicon.
    pub(super) fn new(mut patterns: Vec<Pattern>) -> Self {
        patterns.sort_by_cached_key(|p| (p.lemma, std::cmp::Reverse(p.weight()), p.frame));
        let terms = patterns.last().map_or(0, |p| p.lemma.0 as usize + 1);
        let mut starts = vec![0; terms + 1];
        for pattern in &patterns {
            if let Some(count) = starts.get_mut(pattern.lemma.0 as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        let starts = starts.into_iter().map(|count: u32| {
            sum += count;
            sum.to_le_bytes()
        });
        Self { patterns, starts: starts.collect::<Vec<_>>().into() }
    }

    /// The patterns of a lemma, most specific first. Complexity: constant.
    pub(super) fn of(&self, lemma: Term) -> &[Pattern] {
        let at = lemma.0 as usize;
        // Past the end of the table both are 0 or the end lies before the start.
        let (start, end) = (self.starts.number(at), self.starts.number(at + 1));
        self.patterns.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// Two patterns between which no text could decide.
    pub(super) fn tie(&self) -> Option<(&Pattern, &Pattern)> {
        self.patterns.iter().enumerate().find_map(|(i, a)| {
            let later = self.patterns.iter().skip(i + 1).take_while(|b| b.lemma == a.lemma);
            later.map(|b| (a, b)).find(|(a, b)| a.ties_with(b))
        })
    }
}
