//! Which mentions are worth a row of their own, which only support another, and which say nothing that happened.
//!
//! Users forgive a missing event, not an invented one: a plain state of affairs makes no row, and what is denied, only
//! possible or a purpose is not even a telling of one.
//!
//! Knows one mention. What others of its event add, `fold.rs` says.

use super::outline::{Outline, is_ahead, is_stated};
use crate::events::{EventClass, EventType, Tense};
use crate::linking::{Mention, is_named};

/// What a mention can do in a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It neither makes a row nor tells what another one does.
    Never,
    /// It counts as one more telling of an event that stands without it, or that several articles tell.
    Supporting,
    /// It makes a row.
    Row,
}

/// True when the sentence itself says when: not the day of publication, not a bound.
pub(super) fn is_dated(m: &Mention) -> bool {
    m.date.as_deref().is_some_and(is_stated)
}

/// True when the words of the date belong to the event's own phrase or clause, not to the story around it.
pub(super) fn has_own_date(m: &Mention) -> bool {
    let sieve = m.date.as_ref().and_then(|d| d.sieve.as_deref()).unwrap_or("date");
    sieve.starts_with("date")
        || sieve.starts_with("share.light-verb")
        || sieve.starts_with("share.subject-noun")
}

/// True for a noun that has its date from the verb whose subject it is, `talks` in `talks collapsed on Monday`, or
/// whose setting: `meeting` in `was agreed at a meeting in Oslo on Monday`.
pub(super) fn is_dated_by_verb(m: &Mention) -> bool {
    let sieve = m.date.as_ref().and_then(|d| d.sieve.as_deref());
    m.nominal && sieve.is_some_and(|sieve| sieve.starts_with("share.subject-noun") || sieve == "date.setting")
}

/// True for plain saying: what is said is the point, not that it was said.
pub(super) fn is_statement(m: &Mention) -> bool {
    m.class == EventClass::Reporting && matches!(m.event_type, EventType::Statement | EventType::Other)
}

/// The standing of a mention by itself. Read from top to bottom: the first answer counts.
pub(super) fn standing(m: &Mention) -> Standing {
    let outline = Outline::of(m);
    if outline.says_nothing() {
        return Standing::Never;
    }
    if headline(m).is_none() {
        return Standing::Supporting;
    }
    if m.class == EventClass::Reporting {
        return reporting(m);
    }
    if outline.rides_along() {
        return Standing::Supporting;
    }
    if is_plan(m) || is_circumstance(m) {
        // `The bridge will close on Monday` says what it happens to.
        let told = has_substance(m) || m.tense == Tense::Future && m.object.is_some();
        return if is_dated(m) && told && m.tense != Tense::Present {
            Standing::Row
        } else {
            Standing::Supporting
        };
    }
    occurrence(m)
}

/// True for an event that is planned, decided or foretold.
pub(super) fn is_plan(m: &Mention) -> bool {
    is_ahead(m.modality)
}

/// What a newspaper could print; `None` where there is nothing of that kind.
pub(super) fn headline(m: &Mention) -> Option<&str> {
    Some(m.headline.as_str()).filter(|headline| !headline.is_empty())
}

/// A statement needs a speaker, and a clause of its own; `noting that ...` continues another statement.
fn reporting(m: &Mention) -> Standing {
    let own_clause = !m.nominal && !matches!(m.tense, Tense::PresentParticiple | Tense::Infinitive);
    let speaker = m.actors.iter().any(is_named) || !m.claims.is_empty() && !m.actors.is_empty();
    let empty =
        is_statement(m) && ["a statement", " said", " spoke"].iter().any(|end| m.headline.ends_with(end));
    if own_clause && speaker && !empty { Standing::Row } else { Standing::Supporting }
}

/// States, wants and perceptions, and what holds in general.
pub(super) fn is_circumstance(m: &Mention) -> bool {
    let class = matches!(m.class, EventClass::State | EventClass::IState | EventClass::Perception);
    class || Outline::of(m).is_habit()
}

/// Somebody took part, or the frame says what it was.
fn has_substance(m: &Mention) -> bool {
    m.event_type != EventType::Other || m.actors.iter().chain(&m.targets).any(|p| !p.name.is_empty())
}

fn occurrence(m: &Mention) -> Standing {
    let named = m.actors.iter().chain(&m.targets).any(is_named);
    let typed = m.event_type != EventType::Other;
    let row = match (is_dated(m), m.nominal) {
        (true, true) => typed && named && has_own_date(m),
        (true, false) => has_substance(m) || Outline::of(m).is_past(),
        (false, true) => false,
        (false, false) => typed && named && m.class != EventClass::Aspectual,
    };
    if row { Standing::Row } else { Standing::Supporting }
}
