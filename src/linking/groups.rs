//! Lists of numbers, one after another in little memory.
//!
//! Knows numbers, not what they stand for.

/// Groups of numbers: each number in one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    members: Vec<u32>,
    /// Where each group ends.
    ends: Vec<u32>,
}

impl Groups {
    /// The groups of `0..leaders.len()`: of each number `leaders` tells the least one of its group. Groups come by their least numbers,
    /// members from the least up. Also gives, for each least number, which group it leads. Complexity: linear.
    pub(super) fn led_by(leaders: &[u32]) -> (Self, Vec<u32>) {
        let mut sizes = vec![0u32; leaders.len()];
        for leader in leaders {
            sizes.get_mut(*leader as usize).into_iter().for_each(|size| *size += 1);
        }
        let (mut number_of, mut next) = (vec![0; leaders.len()], Vec::new());
        let mut sum = 0;
        for (number, size) in number_of.iter_mut().zip(&sizes).filter(|(_, size)| **size > 0) {
            *number = next.len() as u32;
            next.push(sum);
            sum += size;
        }
        drop(sizes);
        let mut members = vec![0; sum as usize];
        for (at, leader) in (0..).zip(leaders) {
            let number = number_of.get(*leader as usize).copied().unwrap_or_default();
            let Some(free) = next.get_mut(number as usize) else { continue };
            members.get_mut(*free as usize).into_iter().for_each(|slot| *slot = at);
            *free += 1;
        }
        (Self { members, ends: next }, number_of)
    }

    /// The same groups of other numbers.
    #[must_use]
    pub fn map(mut self, other: impl Fn(u32) -> u32) -> Self {
        self.members.iter_mut().for_each(|member| *member = other(*member));
        self
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The members of a group; of one beyond the last, nobody.
    pub fn get(&self, group: usize) -> &[u32] {
        let end = |group: usize| self.ends.get(group).copied().unwrap_or_default() as usize;
        self.members.get(group.checked_sub(1).map_or(0, end)..end(group)).unwrap_or_default()
    }

    /// The members of each group.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|group| self.get(group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_come_by_their_least_members() {
        let (groups, number_of) = Groups::led_by(&[0, 1, 0, 3, 1, 0]);
        assert_eq!(groups.iter().collect::<Vec<_>>(), [&[0, 2, 5][..], &[1, 4], &[3]]);
        assert_eq!([number_of[0], number_of[1], number_of[3]], [0, 1, 2]);
        assert_eq!(groups.map(|at| at * 10).get(1), [10, 40]);
        assert!(Groups::led_by(&[]).0.is_empty());
        assert!(Groups::default().get(3).is_empty());
    }
}
