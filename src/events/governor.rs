//! What a governing word does to its complement: who is understood as its subject, and how real it is.
//!
//! Knows `data/events/reporting.csv` and `data/events/control.csv`: one line a lemma and set of complements,
//! `lemma,pos,complements,controller,link,effect`. A complement is `that`, `zero` (a clause without `that`),
//! `quote`, `wh`, `to`, `bare` (infinitives), `gerund`, or `of-gerund` with its preposition. Does not know texts.

use rustc_hash::FxHashMap;

use super::SlinkClass;
use super::table::Table;
use crate::Error;
use crate::image::{stored, stored_enum};
use crate::text::{Lexicon, Term};

const ROW: &str = "lemma,pos,complements,controller,link,effect";
/// Words of saying, whose subject is a source.
const REPORTING: Table = Table {
    file: "data/events/reporting.csv",
    text: include_str!("../../data/events/reporting.csv"),
    row: ROW,
};
/// All other governing words.
const CONTROL: Table =
    Table { file: "data/events/control.csv", text: include_str!("../../data/events/control.csv"), row: ROW };

/// The part of speech of a governing word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    Verb,
    Noun,
    Adjective,
}

/// The shape of a complement, as a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Complement(u8);

impl Complement {
    pub(super) const THAT: Self = Self(1);
    pub(super) const ZERO: Self = Self(2);
    pub(super) const QUOTE: Self = Self(4);
    pub(super) const WH: Self = Self(8);
    pub(super) const TO: Self = Self(16);
    pub(super) const BARE: Self = Self(32);
    pub(super) const GERUND: Self = Self(64);
    pub(super) const PREPOSITION: Self = Self(128);

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "that" => Self::THAT,
            "zero" => Self::ZERO,
            "quote" => Self::QUOTE,
            "wh" => Self::WH,
            "to" => Self::TO,
            "bare" => Self::BARE,
            "gerund" => Self::GERUND,
            _ => return None,
        })
    }
}

/// Who is the understood subject of a complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Controller {
    /// Nobody that the sentence names.
    #[default]
    None,
    /// The governor's subject.
    Subject,
    /// The governor's object; its subject where there is no object, or where it is passive.
    Object,
    /// Whoever has the noun: its possessor, else the subject of the clause.
    Owner,
}

/// What the governor says about the reality of its complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Effect {
    /// It leaves it as it is: `said`, `managed`, `began`.
    #[default]
    Asserted,
    /// Decided, planned, promised.
    Planned,
    /// Expected, forecast, scheduled.
    Future,
    /// Ordered, asked for, proposed.
    Requested,
    /// Hoped, feared, tried, allowed.
    Possible,
    /// In a condition.
    Hypothetical,
    /// Said not to be so: `denied`.
    Denied,
    /// Did not come about: `failed`, `refused`, `prevented`.
    Failed,
}

/// One line of the tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Governance {
    complements: u8,
    preposition: Term,
    /// The understood subject of the complement.
    pub(super) controller: Controller,
    /// How the governor stands to it.
    pub(super) link: SlinkClass,
    /// What becomes of its reality.
    pub(super) effect: Effect,
    /// True for a word of saying: its subject is a source.
    pub(super) reporting: bool,
}

impl Governance {
    /// What an adjective outside the tables does: `eager to`, `free to`.
    pub(super) fn possible() -> Self {
        Self {
            complements: Complement::TO.0,
            preposition: Term::UNKNOWN,
            controller: Controller::Subject,
            link: SlinkClass::Modal,
            effect: Effect::Possible,
            reporting: false,
        }
    }

    /// The same, of which nothing is known to come about.
    pub(super) fn left_open(self) -> Self {
        Self { effect: Effect::Possible, ..self }
    }
}

/// The governing words, by part of speech and lemma.
#[derive(Clone, Debug)]
pub(super) struct Governors {
    lines: FxHashMap<(Part, Term), Vec<Governance>>,
}

stored_enum! { Part { Verb, Noun, Adjective } }
stored_enum! { Controller { None, Subject, Object, Owner } }
stored_enum! { Effect { Asserted, Planned, Future, Requested, Possible, Hypothetical, Denied, Failed } }
stored! { Governance { complements, preposition, controller, link, effect, reporting } }
stored! { Governors { lines } }

impl Governors {
    /// Reads the embedded tables. Complexity: linear in their size.
    pub(super) fn builtin(lexicon: &mut Lexicon) -> Result<Self, Error> {
        let mut lines: FxHashMap<(Part, Term), Vec<Governance>> = FxHashMap::default();
        lines.reserve(512);
        for (table, reporting) in [(REPORTING, true), (CONTROL, false)] {
            table.read(|row| {
                let (key, found) = parse(row, reporting, lexicon)?;
                lines.entry(key).or_default().extend(found);
                Some(())
            })?;
        }
        Ok(Self { lines })
    }

    /// What a word does to a complement of this shape.
    pub(super) fn find(&self, part: Part, lemma: Term, complement: Complement) -> Option<Governance> {
        let lines = self.lines.get(&(part, lemma))?;
        lines.iter().find(|line| line.complements & complement.0 != 0).copied()
    }

    /// What a word does to a gerund after this preposition (`accused of taking`).
    pub(super) fn find_gerund(&self, part: Part, lemma: Term, preposition: Term) -> Option<Governance> {
        let lines = self.lines.get(&(part, lemma))?;
        lines
            .iter()
            .find(|line| line.preposition == preposition && line.preposition != Term::UNKNOWN)
            .copied()
    }

    /// True for a verb of saying, which can name the source of a quotation or a clause.
    pub(super) fn is_reporting(&self, lemma: Term) -> bool {
        self.lines.get(&(Part::Verb, lemma)).is_some_and(|lines| lines.iter().any(|line| line.reporting))
    }

    /// True for a verb that can stand beside a quotation: `"...", she promised`.
    pub(super) fn quotes(&self, lemma: Term) -> bool {
        self.find(Part::Verb, lemma, Complement::QUOTE).is_some()
    }
}

type Lines = Vec<Governance>;

/// One line; a preposition of its own for each `X-gerund`. Grammar: `lemma,pos,complements,controller,link,effect`.
fn parse(line: &str, reporting: bool, lexicon: &mut Lexicon) -> Option<((Part, Term), Lines)> {
    let mut cells = line.split(',');
    let lemma = lexicon.intern(cells.next()?);
    let part = match cells.next()? {
        "v" => Part::Verb,
        "n" => Part::Noun,
        "a" => Part::Adjective,
        _ => return None,
    };
    let names = cells.next()?;
    let controller = controller(cells.next()?)?;
    let link = link(cells.next()?)?;
    let effect = effect(cells.next()?)?;
    let plain =
        Governance { complements: 0, preposition: Term::UNKNOWN, controller, link, effect, reporting };
    Some(((part, lemma), complements(names, plain, lexicon)?))
}

fn complements(names: &str, plain: Governance, lexicon: &mut Lexicon) -> Option<Lines> {
    let mut lines = Vec::with_capacity(1);
    let mut bits = 0;
    for name in names.split(' ') {
        match name.strip_suffix("-gerund") {
            Some(preposition) => lines.push(Governance {
                complements: Complement::PREPOSITION.0,
                preposition: lexicon.intern(preposition),
                ..plain
            }),
            None => bits |= Complement::named(name)?.0,
        }
    }
    if bits != 0 {
        lines.insert(0, Governance { complements: bits, ..plain });
    }
    Some(lines)
}

fn controller(name: &str) -> Option<Controller> {
    Some(match name {
        "none" => Controller::None,
        "subject" => Controller::Subject,
        "object" => Controller::Object,
        "owner" => Controller::Owner,
        _ => return None,
    })
}

fn link(name: &str) -> Option<SlinkClass> {
    Some(match name {
        "evidential" => SlinkClass::Evidential,
        "neg_evidential" => SlinkClass::NegEvidential,
        "factive" => SlinkClass::Factive,
        "counter_factive" => SlinkClass::CounterFactive,
        "modal" => SlinkClass::Modal,
        "conditional" => SlinkClass::Conditional,
        _ => return None,
    })
}

fn effect(name: &str) -> Option<Effect> {
    Some(match name {
        "asserted" => Effect::Asserted,
        "planned" => Effect::Planned,
        "future" => Effect::Future,
        "requested" => Effect::Requested,
        "possible" => Effect::Possible,
        "hypothetical" => Effect::Hypothetical,
        "denied" => Effect::Denied,
        "failed" => Effect::Failed,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_load_and_answer() {
        let mut lexicon = Lexicon::default();
        let governors = Governors::builtin(&mut lexicon).unwrap();
        let deny = governors.find(Part::Verb, lexicon.get("deny"), Complement::ZERO).unwrap();
        assert_eq!((deny.link, deny.effect), (SlinkClass::NegEvidential, Effect::Denied));
        let accuse = governors.find_gerund(Part::Verb, lexicon.get("accuse"), lexicon.get("of")).unwrap();
        assert_eq!(accuse.controller, Controller::Object);
        assert!(governors.find(Part::Verb, lexicon.get("decide"), Complement::ZERO).is_none());
        assert!(!governors.is_reporting(lexicon.get("decide")));
    }

    #[test]
    fn tables_are_sorted_and_without_repeats() {
        for Table { file, text, .. } in [REPORTING, CONTROL] {
            let keys: Vec<_> =
                text.lines().skip(1).map(|l| l.split(',').take(3).collect::<Vec<_>>()).collect();
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{file}: {:?} stands before {:?}", pair[0], pair[1]);
            }
        }
    }
}
