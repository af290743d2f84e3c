//! What earns or costs a pair of mentions its points, by name.
//!
//! Knows the names. How many points each is worth, `score.rs` says.

use crate::image::named;

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

named! {
    Reason {
        Action = "action", Actors = "actors", Targets = "targets", Participants = "participants",
        StateOfActor = "state of the actor", OtherParticipants = "other participants", Object = "object",
        OtherObject = "other object", Place = "place", Figures = "figures", Date = "date",
        DateWithin = "date within", DatesOverlap = "dates overlap", OtherDay = "another day of the story",
        WeekAfter = "reported in the week after", LongAfter = "told long after",
        ReportedTogether = "reported together", ReportedFarApart = "reported far apart",
        SameSentence = "same sentence", WhatIsSaid = "what is said", Words = "words",
        OtherNames = "other names", SameArticle = "same article", FarApart = "far apart in the article",
        Subject = "subject", OtherSubject = "other subject",
    }
}

/// A set of reasons, a bit each: millions of pairs are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Reasons(pub(crate) u32);

impl Reasons {
    pub(super) fn add(&mut self, reason: Reason) {
        self.0 |= 1 << reason as u32;
    }

    /// The names of the reasons, in the order of the checks.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Reason::ALL
            .iter()
            .filter(move |reason| self.0 >> **reason as u32 & 1 == 1)
            .map(|reason| reason.name())
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
    }
}
