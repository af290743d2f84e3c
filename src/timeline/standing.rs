//! Which mentions are worth a row of their own, which only support another, and which say nothing that happened.
//!
//! Users forgive a missing event, not an invented one: what is denied, only possible, a purpose or a plain state of
//! affairs makes no row.

use crate::events::{Aspect, ClauseKind, EventClass, EventType, Modality, Polarity, Tense};
use crate::linking::{Mention, is_generic, is_named};
use crate::temporal::DateBasis;

/// What a mention can do in a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It is left out.
    Never,
    /// It counts as one more telling of an event that stands without it, or that several articles tell.
    Supporting,
    /// It makes a row.
    Row,
}

/// True when the sentence itself says when: not the day of publication, not a bound.
pub(super) fn is_dated(m: &Mention) -> bool {
    m.date.as_ref().is_some_and(|d| {
        matches!(
            d.basis,
            DateBasis::Explicit | DateBasis::Relative | DateBasis::YearInferred | DateBasis::Anchor
        )
    })
}

/// True for plain saying: what is said is the point, not that it was said.
pub(super) fn is_statement(m: &Mention) -> bool {
    m.class == EventClass::Reporting && matches!(m.event_type, EventType::Statement | EventType::Other)
}

/// The standing of a mention by itself. Read from top to bottom: the first answer counts.
pub(super) fn standing(m: &Mention) -> Standing {
    if !may_have_happened(m) {
        return Standing::Never;
    }
    if m.class == EventClass::Reporting {
        return reporting(m);
    }
    if m.event_type == EventType::Other && is_generic(&m.action) {
        return Standing::Never;
    }
    if is_plan(m) || is_circumstance(m) {
        return if is_dated(m) && has_substance(m) && m.tense != Tense::Present {
            Standing::Row
        } else {
            Standing::Supporting
        };
    }
    occurrence(m)
}

/// True for an event that is planned, decided or foretold.
pub(super) fn is_plan(m: &Mention) -> bool {
    matches!(m.modality, Modality::Future | Modality::Planned)
}

fn may_have_happened(m: &Mention) -> bool {
    let real = matches!(m.modality, Modality::Asserted | Modality::Future | Modality::Planned);
    let side_remark = matches!(m.clause, ClauseKind::Purpose | ClauseKind::Condition);
    m.absorbed_by.is_none() && m.polarity == Polarity::Positive && real && !side_remark
}

/// A statement needs a speaker, and a clause of its own; `noting that ...` continues another statement.
fn reporting(m: &Mention) -> Standing {
    let own_clause = !m.nominal && !matches!(m.tense, Tense::PresentParticiple | Tense::Infinitive);
    let speaker = m.actors.iter().any(is_named) || !m.claims.is_empty() && !m.actors.is_empty();
    if is_plan(m) || m.aspect == Aspect::Progressive && m.tense == Tense::Present {
        return Standing::Never;
    }
    if own_clause && speaker { Standing::Row } else { Standing::Supporting }
}

/// States, wants and perceptions, and what holds in general.
fn is_circumstance(m: &Mention) -> bool {
    let class = matches!(m.class, EventClass::State | EventClass::IState | EventClass::Perception);
    let general = m.tense == Tense::Present
        && matches!(m.aspect, Aspect::None | Aspect::Progressive)
        && !m.heading
        && !m.nominal;
    class || general
}

/// Somebody took part, or the frame says what it was.
fn has_substance(m: &Mention) -> bool {
    m.event_type != EventType::Other || m.actors.iter().chain(&m.targets).any(|p| !p.name.is_empty())
}

fn occurrence(m: &Mention) -> Standing {
    let named = m.actors.iter().chain(&m.targets).any(is_named);
    let typed = m.event_type != EventType::Other;
    let row = match (is_dated(m), m.nominal) {
        (true, true) => typed || named,
        (true, false) => has_substance(m),
        (false, true) => false,
        (false, false) => typed && named && m.class != EventClass::Aspectual,
    };
    if row { Standing::Row } else { Standing::Supporting }
}
