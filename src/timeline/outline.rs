//! What says nothing that happened, whoever tells it: seen early, so that no more work is done for it.
//!
//! Knows verbs and dates of one event, as the reader of events left it or as a flat mention. Does not know other events.

use crate::events::dating::is_of_chronology;
use crate::events::{
    Aspect, ClauseKind, EventClass, EventDate, EventMention, EventType, Modality, Polarity, Tense,
};
use crate::linking::{Mention, is_generic};
use crate::rule::RuleId;
use crate::temporal::DateBasis;

/// The rule of `on ratifying`, `of establishing`.
const PREPOSITION_GERUND: &str = "clause.preposition-gerund";

/// The parts of an event that decide whether it says anything.
pub(super) struct Outline<'a> {
    class: EventClass,
    event_type: EventType,
    action: &'a str,
    tense: Tense,
    aspect: Aspect,
    clause: ClauseKind,
    modality: Modality,
    polarity: Polarity,
    nominal: bool,
    heading: bool,
    governed: bool,
    /// Somebody named does it.
    acted: bool,
    /// It is done to somebody named.
    undergone: bool,
    dated: bool,
    /// In the present tense of a chronology, which tells what happened.
    entered: bool,
    rules: &'a [RuleId],
}

/// True when the event may make a row of a timeline or support one. `heading`: it stands in a title line. Its date must
/// be known already.
///
/// False for what is denied, only possible, a purpose or a condition, for plain verbs without a day (`made`), for what is
/// done in general, and for announcements of statements.
pub fn says_something(event: &EventMention, heading: bool) -> bool {
    let outline = Outline {
        class: event.class,
        event_type: event.event_type,
        action: if event.action.is_empty() { &event.lemma } else { &event.action },
        tense: event.tense,
        aspect: event.aspect,
        clause: event.clause,
        modality: event.modality,
        polarity: event.polarity,
        nominal: event.nominal,
        heading,
        governed: event.governor.is_some(),
        acted: event.actors.iter().any(|a| !a.name.is_empty()),
        undergone: event.targets.iter().any(|a| !a.name.is_empty()),
        dated: event.date.as_ref().is_some_and(is_stated),
        entered: event.tense == Tense::Present && event.date.as_ref().is_some_and(is_entered),
        rules: &event.rules,
    };
    let absorbed = event.absorbed_by.is_some() && outline.is_real();
    absorbed || !outline.says_nothing()
}

/// True for a date that the sentence itself tells: not the day of publication, not a bound.
pub(super) fn is_stated(date: &EventDate) -> bool {
    matches!(
        date.basis,
        DateBasis::Explicit | DateBasis::Relative | DateBasis::YearInferred | DateBasis::Anchor
    )
}

/// True for the date of an entry of a chronology.
fn is_entered(date: &EventDate) -> bool {
    date.sieve.as_deref().is_some_and(is_of_chronology)
}

/// True for what is planned, decided or foretold.
pub(super) fn is_ahead(modality: Modality) -> bool {
    matches!(modality, Modality::Future | Modality::Planned)
}

impl<'a> Outline<'a> {
    pub(super) fn of(m: &'a Mention) -> Self {
        Self {
            class: m.class,
            event_type: m.event_type,
            action: &m.action,
            tense: m.tense,
            aspect: m.aspect,
            clause: m.clause,
            modality: m.modality,
            polarity: m.polarity,
            nominal: m.nominal,
            heading: m.heading,
            governed: m.governor.is_some(),
            acted: m.actors.iter().any(|p| !p.name.is_empty()),
            undergone: m.targets.iter().any(|p| !p.name.is_empty()),
            dated: m.date.as_deref().is_some_and(is_stated),
            entered: m.tense == Tense::Present && m.date.as_deref().is_some_and(is_entered),
            rules: &m.rules,
        }
    }

    /// False for what is denied, only possible, wanted, a purpose or a condition.
    pub(super) fn is_real(&self) -> bool {
        let real = matches!(self.modality, Modality::Asserted | Modality::Future | Modality::Planned);
        let side_remark = matches!(self.clause, ClauseKind::Purpose | ClauseKind::Condition);
        self.polarity == Polarity::Positive && real && !side_remark
    }

    pub(super) fn says_nothing(&self) -> bool {
        if !self.is_real() {
            return true;
        }
        if self.class == EventClass::Reporting {
            let going_on = self.aspect == Aspect::Progressive && self.tense == Tense::Present;
            return is_ahead(self.modality) || going_on;
        }
        let empty = || self.event_type == EventType::Other && is_generic(self.action);
        let habit = self.is_habit() && !self.dated && !self.rides_along();
        habit || !self.is_told_outright() && empty()
    }

    /// What is done in general or goes on: the plain present outside title lines and chronologies.
    pub(super) fn is_habit(&self) -> bool {
        let present =
            self.tense == Tense::Present && matches!(self.aspect, Aspect::None | Aspect::Progressive);
        present && !self.heading && !self.entered && !self.nominal
    }

    /// Read in another row's headline: `signed laws on ratifying`, `..., addressing the assembly`, `announced that it was
    /// withdrawing`.
    pub(super) fn rides_along(&self) -> bool {
        let plain = matches!(self.event_type, EventType::Other | EventType::Statement);
        let under_way = matches!(self.aspect, Aspect::Progressive | Aspect::PerfectiveProgressive);
        match self.clause {
            ClauseKind::GerundComplement => true,
            _ if self.rules.iter().any(|rule| **rule == *PREPOSITION_GERUND) => true,
            ClauseKind::Participial | ClauseKind::ReducedRelative => plain,
            _ => self.tense == Tense::PresentParticiple || under_way && self.governed,
        }
    }

    /// A dated finite past or future with a named actor, or one to whom it is done: `The minister took office in May`, `The envoy
    /// was called to the palace on Monday` tell an event whatever their verb is.
    fn is_told_outright(&self) -> bool {
        let ahead = self.tense == Tense::Future && !self.nominal;
        let done = self.undergone && matches!(self.class, EventClass::Occurrence | EventClass::IAction);
        self.dated && (self.acted || done) && (self.is_past() || ahead)
    }

    /// A finite verb in the past, simple or perfect, or in the present of a chronology.
    pub(super) fn is_past(&self) -> bool {
        let past = self.tense == Tense::Past || self.entered;
        !self.nominal && past && matches!(self.aspect, Aspect::None | Aspect::Perfective)
    }
}
