//! Allen's thirteen relations between two intervals, by their end points.
//!
//! Source: J. F. Allen, Maintaining Knowledge about Temporal Intervals, CACM 26 (1983). Instead of copying his
//! table, a relation is what it says about the four pairs of end points, and composition follows from
//! `<` after `<` is `<`. Knows intervals with a start before their end. Does not know days.

use std::cmp::Ordering;

/// How one interval stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Allen {
    /// Ends before the other starts.
    Before,
    /// Ends where the other starts.
    Meets,
    /// Starts first, ends inside.
    Overlaps,
    /// Same start, ends first.
    Starts,
    /// Inside, with neither end shared.
    During,
    /// Starts inside, same end.
    Finishes,
    /// The same.
    Equals,
    /// Inverse of [`Allen::Finishes`].
    FinishedBy,
    /// Inverse of [`Allen::During`].
    Contains,
    /// Inverse of [`Allen::Starts`].
    StartedBy,
    /// Inverse of [`Allen::Overlaps`].
    OverlappedBy,
    /// Inverse of [`Allen::Meets`].
    MetBy,
    /// Inverse of [`Allen::Before`].
    After,
}

impl Allen {
    /// All thirteen.
    pub const ALL: [Self; 13] = [
        Self::Before,
        Self::Meets,
        Self::Overlaps,
        Self::Starts,
        Self::During,
        Self::Finishes,
        Self::Equals,
        Self::FinishedBy,
        Self::Contains,
        Self::StartedBy,
        Self::OverlappedBy,
        Self::MetBy,
        Self::After,
    ];

    /// The relation of `a` to `b`, each (start, end) with its start before its end. Exactly one holds.
    pub fn between<T: Ord>(a: (T, T), b: (T, T)) -> Self {
        use Ordering::{Equal, Greater, Less};
        match (a.0.cmp(&b.0), a.1.cmp(&b.1)) {
            (Equal, Equal) => Self::Equals,
            (Equal, Less) => Self::Starts,
            (Equal, Greater) => Self::StartedBy,
            (Greater, Equal) => Self::Finishes,
            (Less, Equal) => Self::FinishedBy,
            (Greater, Less) => Self::During,
            (Less, Greater) => Self::Contains,
            (Less, Less) => match a.1.cmp(&b.0) {
                Less => Self::Before,
                Equal => Self::Meets,
                Greater => Self::Overlaps,
            },
            (Greater, Greater) => match a.0.cmp(&b.1) {
                Less => Self::OverlappedBy,
                Equal => Self::MetBy,
                Greater => Self::After,
            },
        }
    }

    /// How the end points stand: `ends()[i][j]` orders end `i` of the first interval (0 start, 1 end) against end
    /// `j` of the second.
    pub fn ends(self) -> [[Ordering; 2]; 2] {
        use Ordering::{Equal, Greater, Less};
        match self {
            Self::Before => [[Less, Less], [Less, Less]],
            Self::Meets => [[Less, Less], [Equal, Less]],
            Self::Overlaps => [[Less, Less], [Greater, Less]],
            Self::Starts => [[Equal, Less], [Greater, Less]],
            Self::During => [[Greater, Less], [Greater, Less]],
            Self::Finishes => [[Greater, Less], [Greater, Equal]],
            Self::Equals => [[Equal, Less], [Greater, Equal]],
            Self::FinishedBy => [[Less, Less], [Greater, Equal]],
            Self::Contains => [[Less, Less], [Greater, Greater]],
            Self::StartedBy => [[Equal, Less], [Greater, Greater]],
            Self::OverlappedBy => [[Greater, Less], [Greater, Greater]],
            Self::MetBy => [[Greater, Equal], [Greater, Greater]],
            Self::After => [[Greater, Greater], [Greater, Greater]],
        }
    }

    /// How the second interval stands to the first.
    #[must_use]
    pub fn inverse(self) -> Self {
        // `ALL` reads the same from both ends, up to inversion: the first is the inverse of the last.
        Self::ALL.iter().rev().nth(self as usize).copied().unwrap_or(self)
    }

    /// What `a` to `c` can be when `a` stands to `b` as `self`, and `b` to `c` as `other`.
    ///
    /// Complexity: constant, 13 candidates with 4 pairs of ends.
    pub fn then(self, other: Self) -> AllenSet {
        let (first, second) = (self.ends(), other.ends());
        let allowed = |i: usize, j: usize, order: Ordering| {
            (0..2).all(|k| chained(first[i][k], second[k][j]).is_none_or(|known| known == order))
        };
        let fits = |candidate: &Allen| {
            let ends = candidate.ends();
            (0..2).all(|i| (0..2).all(|j| allowed(i, j, ends[i][j])))
        };
        Self::ALL.iter().copied().filter(fits).collect()
    }
}

/// How `a` stands to `c` by way of `b`; nothing when the two steps point apart.
fn chained(a_to_b: Ordering, b_to_c: Ordering) -> Option<Ordering> {
    match (a_to_b, b_to_c) {
        (Ordering::Equal, other) | (other, Ordering::Equal) => Some(other),
        (first, second) if first == second => Some(first),
        _ => None,
    }
}

/// A set of relations: what is still possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct AllenSet(u16);

impl AllenSet {
    /// Any relation.
    pub const ANY: Self = Self((1 << 13) - 1);

    /// True when nothing is possible: a contradiction.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The number of relations in it.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// True when `relation` is possible.
    pub fn contains(self, relation: Allen) -> bool {
        self.0 & (1 << relation as u16) != 0
    }

    /// What both allow.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Its relations, in the order of [`Allen::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Allen> {
        Allen::ALL.into_iter().filter(move |relation| self.contains(*relation))
    }

    /// How the second interval can stand to the first.
    #[must_use]
    pub fn inverse(self) -> Self {
        self.iter().map(Allen::inverse).collect()
    }

    /// What `a` to `c` can be when `a` to `b` is one of these and `b` to `c` one of `other`.
    #[must_use]
    pub fn then(self, other: Self) -> Self {
        let mut all = Self::default();
        for first in self.iter() {
            for second in other.iter() {
                all.0 |= first.then(second).0;
            }
        }
        all
    }
}

impl FromIterator<Allen> for AllenSet {
    fn from_iter<I: IntoIterator<Item = Allen>>(relations: I) -> Self {
        Self(relations.into_iter().fold(0, |set, relation| set | 1 << relation as u16))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All intervals with ends in 0..6: three intervals never need more than six different points.
    fn intervals() -> Vec<(u8, u8)> {
        (0..6).flat_map(|start| (start + 1..6).map(move |end| (start, end))).collect()
    }

    #[test]
    fn composition_is_what_brute_force_finds() {
        let mut found = vec![AllenSet::default(); 13 * 13];
        let all = intervals();
        for &a in &all {
            for &b in &all {
                for &c in &all {
                    let cell = Allen::between(a, b) as usize * 13 + Allen::between(b, c) as usize;
                    found[cell].0 |= 1 << Allen::between(a, c) as u16;
                }
            }
        }
        for first in Allen::ALL {
            for second in Allen::ALL {
                assert_eq!(
                    first.then(second),
                    found[first as usize * 13 + second as usize],
                    "{first:?} {second:?}"
                );
            }
        }
    }

    #[test]
    fn the_inverse_turns_the_ends_around() {
        for &a in &intervals() {
            for &b in &intervals() {
                let relation = Allen::between(a, b);
                assert_eq!(relation.inverse(), Allen::between(b, a));
                let ends = relation.ends();
                assert_eq!(ends, [[a.0.cmp(&b.0), a.0.cmp(&b.1)], [a.1.cmp(&b.0), a.1.cmp(&b.1)]]);
            }
        }
    }

    proptest! {
        #[test]
        fn relations_exclude_each_other_and_leave_nothing_out(a in (-9i32..9, 1i32..9), b in (-9i32..9, 1i32..9)) {
            let (a, b) = ((a.0, a.0 + a.1), (b.0, b.0 + b.1));
            let ends = [[a.0.cmp(&b.0), a.0.cmp(&b.1)], [a.1.cmp(&b.0), a.1.cmp(&b.1)]];
            let holding = Allen::ALL.iter().filter(|r| r.ends() == ends).count();
            prop_assert_eq!(holding, 1);
            prop_assert_eq!(Allen::between(a, b).ends(), ends);
        }

        #[test]
        fn composing_sets_never_loses_a_case(a in (0i32..9, 1i32..9), b in (0i32..9, 1i32..9), c in (0i32..9, 1i32..9)) {
            let (a, b, c) = ((a.0, a.0 + a.1), (b.0, b.0 + b.1), (c.0, c.0 + c.1));
            let first = AllenSet::from_iter([Allen::between(a, b), Allen::Meets]);
            let second = AllenSet::from_iter([Allen::between(b, c), Allen::During]);
            prop_assert!(first.then(second).contains(Allen::between(a, c)));
            prop_assert_eq!(AllenSet::ANY.then(second).len(), 13);
        }
    }
}
