//! Patterns by lemma.

use super::pattern::Pattern;
use crate::text::Term;

/// Patterns sorted by lemma, found by one look-up in a table indexed by [`Term`].
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    patterns: Vec<Pattern>,
    /// Where the patterns of each term begin; one entry more than there are terms up to the highest lemma.
    starts: Vec<u32>,
}

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
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { patterns, starts }
    }

    /// The patterns of a lemma, most specific first. Complexity: constant.
    pub(super) fn of(&self, lemma: Term) -> &[Pattern] {
        let at = lemma.0 as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => self.patterns.get(*start as usize..*end as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// Two patterns between which no text could decide.
    pub(super) fn tie(&self) -> Option<(&Pattern, &Pattern)> {
        self.patterns.iter().enumerate().find_map(|(i, a)| {
            let later = self.patterns.iter().skip(i + 1).take_while(|b| b.lemma == a.lemma);
            later.map(|b| (a, b)).find(|(a, b)| a.ties_with(b))
        })
    }
}
