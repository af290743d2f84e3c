//! What earns or costs a pair of mentions its points, by name.
//!
//! Knows the names. How many points each is worth, `score.rs` says.

/// One reason; the order is that of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Action,
    Actors,
    Targets,
    Participants,
    StateOfActor,
    OtherParticipants,
    Object,
    OtherObject,
    Place,
    Figures,
    Date,
    DateWithin,
    DatesOverlap,
    OtherDay,
    WeekAfter,
    LongAfter,
    ReportedTogether,
    ReportedFarApart,
    SameSentence,
    WhatIsSaid,
    Words,
    OtherNames,
    SameArticle,
    FarApart,
    Subject,
    OtherSubject,
}

/// The name of each [`Reason`], in its place.
const NAMES: [&str; 26] = [
    "action",
    "actors",
    "targets",
    "participants",
    "state of the actor",
    "other participants",
    "object",
    "other object",
    "place",
    "figures",
    "date",
    "date within",
    "dates overlap",
    "another day of the story",
    "reported in the week after",
    "told long after",
    "reported together",
    "reported far apart",
    "same sentence",
    "what is said",
    "words",
    "other names",
    "same article",
    "far apart in the article",
    "subject",
    "other subject",
];

/// A set of reasons, a bit each: millions of pairs are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Reasons(pub(crate) u32);

impl Reasons {
    pub(super) fn add(&mut self, reason: Reason) {
        self.0 |= 1 << reason as u32;
    }

    /// The names of the reasons, in the order of the checks.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        (0u32..).zip(NAMES).filter(move |(bit, _)| self.0 >> bit & 1 == 1).map(|(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_name() {
        let mut reasons = Reasons::default();
        reasons.add(Reason::OtherSubject);
        reasons.add(Reason::StateOfActor);
        assert_eq!(reasons.names().collect::<Vec<_>>(), ["state of the actor", "other subject"]);
        assert_eq!(NAMES.len(), Reason::OtherSubject as usize + 1);
    }
}
