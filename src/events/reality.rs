//! Polarity and modality of every predicate: from its own helpers, its governing word and the clauses around it.
//!
//! Knows predicates only. A purpose, a condition, a denied or a failed action never comes out as an asserted
//! positive event.

use super::against::{Stance, stance};
use super::words::Words;
use super::{ClauseKind, Effect, Modality, Mood, Polarity, Predicate, SlinkClass, Tense};
use crate::text::{Text, words};

/// Clauses between an event and the main clause that are looked at.
const DEPTH: usize = 24;

/// How real one predicate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Reality {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
}

/// The reality of every predicate, by index. `reports` says which predicates are verbs of saying.
///
/// Complexity: linear in the number of predicates (chains are bounded).
pub(super) fn judge(text: &Text, words: &Words, predicates: &[Predicate], reports: &[bool]) -> Vec<Reality> {
    let mut judged = vec![None; predicates.len()];
    let judge = Judge { text, words, predicates, reports };
    for index in 0..predicates.len() {
        judge.at(index, &mut judged, 0);
    }
    judged.into_iter().map(Option::unwrap_or_default).collect()
}

struct Judge<'a> {
    text: &'a Text<'a>,
    words: &'a Words,
    predicates: &'a [Predicate],
    reports: &'a [bool],
}

impl Judge<'_> {
    fn at(&self, index: usize, judged: &mut Vec<Option<Reality>>, depth: usize) -> Reality {
        if let Some(Some(known)) = judged.get(index) {
            return *known;
        }
        let Some(predicate) = self.predicates.get(index) else { return Reality::default() };
        let parent = predicate.parent.map(|p| p as usize).filter(|p| depth < DEPTH && *p != index);
        let outer = parent.map(|p| self.at(p, judged, depth + 1));
        let found = self.combine(predicate, outer.unwrap_or_default());
        if let Some(place) = judged.get_mut(index) {
            *place = Some(found);
        }
        found
    }

    fn combine(&self, predicate: &Predicate, outer: Reality) -> Reality {
        let reported = self.is_reported(predicate);
        let mut negative = predicate.negated;
        let mut modality = self.own(predicate, reported);
        match predicate.effect {
            Effect::Denied | Effect::Failed => negative = !negative,
            Effect::Asserted => {}
            Effect::Planned => modality = weaker(modality, Modality::Planned),
            Effect::Future => modality = weaker(modality, Modality::Future),
            Effect::Requested => modality = weaker(modality, Modality::Requested),
            Effect::Possible => modality = weaker(modality, Modality::Possible),
            Effect::Hypothetical => modality = Modality::Hypothetical,
        }
        match stance(self.text, self.words, self.predicates, predicate) {
            Some(Stance::Undone) => negative = true,
            Some(Stance::Open) => modality = Modality::Hypothetical,
            None => {}
        }
        if self.is_unfulfilled(predicate) {
            modality = weaker(modality, Modality::Possible);
        }
        let implied = matches!(predicate.effect, Effect::Asserted | Effect::Failed);
        if self.follows(predicate, reported) {
            modality = weaker(modality, outer.modality);
            let same = matches!(
                predicate.kind,
                ClauseKind::Infinitive | ClauseKind::GerundComplement | ClauseKind::Nominal
            );
            negative ^= same && implied && outer.polarity == Polarity::Negative;
        }
        if predicate.kind == ClauseKind::Condition
            || (reported && self.is_said_wrongly(predicate))
            || (reported && outer.modality == Modality::Hypothetical)
        {
            modality = Modality::Hypothetical;
        }
        let polarity = if negative { Polarity::Negative } else { Polarity::Positive };
        Reality { polarity, modality }
    }

    /// What the verb group says by itself.
    fn own(&self, predicate: &Predicate, reported: bool) -> Modality {
        if predicate.kind == ClauseKind::Purpose {
            return Modality::Planned;
        }
        match predicate.mood {
            Mood::Future => Modality::Future,
            Mood::Would if reported => Modality::Planned,
            Mood::Would => Modality::Hypothetical,
            Mood::Possible => Modality::Possible,
            Mood::Obligation if predicate.tense == Tense::Past => Modality::Asserted,
            Mood::Obligation => Modality::Requested,
            Mood::Plain => self.by_time(predicate),
        }
    }

    /// `until X does A`, `when X arrives` under a future stay open; that comes from the clause around.
    fn by_time(&self, predicate: &Predicate) -> Modality {
        let present = predicate.tense == Tense::Present && predicate.kind == ClauseKind::Temporal;
        let opens = predicate.subordinator.is_some_and(|s| {
            self.text.is(s, words::UNTIL) || self.text.is(s, words::BEFORE) || self.text.is(s, words::ONCE)
        });
        if present && opens { Modality::Possible } else { Modality::Asserted }
    }

    /// The content of a verb of saying, thinking or promising.
    fn is_reported(&self, predicate: &Predicate) -> bool {
        let said = predicate.parent.and_then(|p| self.reports.get(p as usize)).copied().unwrap_or(false);
        let governed = matches!(
            predicate.link,
            Some(SlinkClass::Evidential | SlinkClass::NegEvidential | SlinkClass::Factive)
        );
        predicate.kind == ClauseKind::Content
            && (said || governed || predicate.link == Some(SlinkClass::Modal))
    }

    /// `falsely claimed that X did it`, `was wrongly told that it was over`: against the fact.
    fn is_said_wrongly(&self, predicate: &Predicate) -> bool {
        let Some(report) = predicate.parent.and_then(|p| self.predicates.get(p as usize)) else {
            return false;
        };
        let from = report.first.saturating_sub(1);
        (from..report.end).any(|t| self.words.wrongly.contains(&self.text.term(t)))
    }

    /// `promised to have the roof repaired`: the participle after the object of `have` is no more real than that.
    fn is_had_done(&self, predicate: &Predicate) -> bool {
        let Some(have) = predicate.parent.and_then(|p| self.predicates.get(p as usize)) else { return false };
        let object = have.object.as_ref().is_some_and(|object| object.end == predicate.first);
        object && have.lemma == words::HAVE && predicate.tense == Tense::PastParticiple
    }

    /// `had been expected to close`, `was meant to open`: told of what then came otherwise.
    fn is_unfulfilled(&self, predicate: &Predicate) -> bool {
        let Some(plan) = predicate.parent.and_then(|p| self.predicates.get(p as usize)) else { return false };
        let had = self.text.is(plan.first, words::HAD) && self.words.intents.contains(&plan.lemma);
        let meant = plan.passive && self.words.meant.contains(&plan.lemma) && plan.tense == Tense::Past;
        predicate.kind == ClauseKind::Infinitive && (had || meant)
    }

    /// True when the clause is no more real than the one around it.
    fn follows(&self, predicate: &Predicate, reported: bool) -> bool {
        match predicate.kind {
            ClauseKind::ReducedRelative => self.is_had_done(predicate),
            ClauseKind::Infinitive
            | ClauseKind::GerundComplement
            | ClauseKind::Purpose
            | ClauseKind::Participial
            | ClauseKind::Nominal => true,
            ClauseKind::Temporal => {
                // `Bank to cut jobs after merger fails`: title lines tell in the present what is over.
                let title =
                    || self.text.sentences.get(predicate.sentence as usize).is_some_and(|s| s.heading);
                let after = |s: u32| self.text.is(s, words::AFTER) || self.text.is(s, words::AS);
                predicate.tense == Tense::Present && !(predicate.subordinator.is_some_and(after) && title())
                    || predicate.tense == Tense::PresentParticiple
            }
            ClauseKind::Content => !reported,
            _ => false,
        }
    }
}

/// The weaker of two: a planned thing inside a hope is possible, a hope inside a condition hypothetical.
fn weaker(one: Modality, other: Modality) -> Modality {
    if rank(other) > rank(one) { other } else { one }
}

fn rank(modality: Modality) -> u8 {
    match modality {
        Modality::Asserted => 0,
        Modality::Future => 1,
        Modality::Planned => 2,
        Modality::Requested => 3,
        Modality::Possible => 4,
        Modality::Hypothetical => 5,
    }
}
