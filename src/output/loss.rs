//! What a format cannot hold, counted, so that nothing is lost silently.

/// Reasons and how many events they concern, in the order in which they first came up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses(Vec<(&'static str, usize)>);

impl Losses {
    /// One more event with this loss: a clause that ends the sentence `2 events ...`.
    pub(super) fn add(&mut self, what: &'static str) {
        match self.0.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += 1,
            None => self.0.push((what, 1)),
        }
    }

    /// Counts those of another part of the same output as well.
    pub fn join(&mut self, other: &Self) {
        for (what, count) in &other.0 {
            match self.0.iter_mut().find(|(known, _)| known == what) {
                Some((_, sum)) => *sum += count,
                None => self.0.push((what, *count)),
            }
        }
    }

    /// The items there are; each that is not there is one more event with this loss.
    pub(super) fn sift<T>(&mut self, items: impl Iterator<Item = Option<T>>, what: &'static str) -> Vec<T> {
        let (found, missing): (Vec<_>, Vec<_>) = items.partition(Option::is_some);
        missing.iter().for_each(|_| self.add(what));
        found.into_iter().flatten().collect()
    }

    /// Each reason with the number of events.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.0.iter().copied()
    }
}

/// The event has no date and no bound at all.
pub(super) const UNDATED: &str = "without any date left out";
/// The bounds of the event do not even share a year.
pub(super) const NO_SHARED_DATE: &str = "of which not even the year is certain left out";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_loss_is_counted() {
        let mut losses = Losses::default();
        [UNDATED, NO_SHARED_DATE, UNDATED].into_iter().for_each(|what| losses.add(what));
        assert_eq!(losses.iter().collect::<Vec<_>>(), [(UNDATED, 2), (NO_SHARED_DATE, 1)]);
        let mut others = Losses::default();
        others.add(NO_SHARED_DATE);
        others.join(&losses);
        assert_eq!(others.iter().collect::<Vec<_>>(), [(NO_SHARED_DATE, 2), (UNDATED, 2)]);
    }
}
