//! The one overlap policy.
//!
//! Knows places and priorities. Does not know what was matched.

/// A match that competes for its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Priority of its rule.
    pub priority: i32,
    /// Place of its rule in the files.
    pub order: u32,
}

/// The indices of the winners, in text order: higher priority, then longer, then further left, then earlier rule;
/// a winner bars everything that shares a token with it.
///
/// Complexity: n log n for the sort, and linear in the tokens from the first candidate to the last.
pub fn select(candidates: &[Candidate]) -> Vec<usize> {
    let mut order: Vec<(usize, &Candidate)> = candidates.iter().enumerate().collect();
    order.sort_by_key(|(_, c)| {
        (std::cmp::Reverse(c.priority), std::cmp::Reverse(c.end - c.first), c.first, c.order)
    });
    let start = candidates.iter().map(|c| c.first).min().unwrap_or(0);
    let end = candidates.iter().map(|c| c.end).max().unwrap_or(0);
    let mut taken = vec![false; (end - start) as usize];
    order.retain(|(_, c)| {
        let tokens = taken.get_mut((c.first - start) as usize..(c.end - start) as usize).unwrap_or_default();
        let is_free = !tokens.contains(&true);
        if is_free {
            tokens.fill(true);
        }
        is_free
    });
    order.sort_by_key(|(_, c)| c.first);
    order.into_iter().map(|(index, _)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn c(first: u32, end: u32, priority: i32, order: u32) -> Candidate {
        Candidate { first, end, priority, order }
    }

    #[test]
    fn priority_then_length_then_place_then_order() {
        assert_eq!(select(&[c(0, 2, 0, 0), c(1, 5, 0, 1)]), [1]);
        assert_eq!(select(&[c(0, 2, 1, 0), c(1, 5, 0, 1)]), [0]);
        assert_eq!(select(&[c(1, 3, 0, 1), c(0, 2, 0, 2)]), [1]);
        assert_eq!(select(&[c(0, 2, 0, 2), c(0, 2, 0, 1)]), [1]);
        assert_eq!(select(&[c(4, 6, 0, 0), c(0, 2, 0, 0), c(2, 4, 0, 0)]), [1, 2, 0]);
    }
}
