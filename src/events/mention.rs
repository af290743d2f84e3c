//! The result of this layer: what one sentence says about one event. Names follow TimeML and PLOVER.

use super::ClauseKind;
use crate::image::{named, stored_enum};
use crate::rule::RuleId;
use crate::temporal::{DateBasis, Granularity, Interval, Qualifier};
use crate::text::Span;

/// TimeML event class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum EventClass {
    /// Something that happens.
    #[default]
    Occurrence,
    /// Saying, announcing, explaining.
    Reporting,
    /// A circumstance that holds.
    State,
    /// An action that introduces another event: `try`, `delay`, `promise`.
    IAction,
    /// A state that introduces another event: `want`, `fear`, `plan`.
    IState,
    /// A phase of another event: `begin`, `end`, `continue`.
    Aspectual,
    /// `see`, `hear`.
    Perception,
}

named! {
    EventClass {
        Occurrence = "OCCURRENCE", Reporting = "REPORTING", State = "STATE", IAction = "I_ACTION", IState = "I_STATE",
        Aspectual = "ASPECTUAL", Perception = "PERCEPTION",
    }
}

/// TimeML tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Tense {
    /// No tense: nouns, adjectives, reduced clauses.
    #[default]
    None,
    /// Past.
    Past,
    /// Present.
    Present,
    /// Future, `will` and `going to`.
    Future,
    /// `to recognize`.
    Infinitive,
    /// `recognizing`.
    PresentParticiple,
    /// `recognized`, reduced.
    PastParticiple,
}

/// TimeML aspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Aspect {
    /// Neither.
    #[default]
    None,
    /// `has said`
    Perfective,
    /// `is saying`
    Progressive,
    /// `has been saying`
    PerfectiveProgressive,
}

/// Affirmed or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Polarity {
    /// It holds.
    #[default]
    Positive,
    /// It does not.
    Negative,
}

/// How real the event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Modality {
    /// Stated as a fact (by the article or by its source).
    #[default]
    Asserted,
    /// Will happen.
    Future,
    /// Decided, planned, agreed, a purpose.
    Planned,
    /// May or might.
    Possible,
    /// In a condition, or against the fact.
    Hypothetical,
    /// Asked for, ordered, demanded.
    Requested,
}

/// The 16 event types of PLOVER, and three of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[allow(missing_docs, reason = "the names are PLOVER's own; its manual defines them")]
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
    /// Something said about something.
    Statement,
    /// Elections, votes and referendums.
    Election,
    /// None of these.
    #[default]
    Other,
}

named! {
    EventType {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE", Cooperate = "COOPERATE",
        Aid = "AID", Retreat = "RETREAT", Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT",
        Threaten = "THREATEN", Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE",
        Assault = "ASSAULT", Statement = "STATEMENT", Election = "ELECTION", Other = "OTHER",
    }
}

/// TimeML SLINK class: how a source or a governing event stands to the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum SlinkClass {
    /// `said`
    #[default]
    Evidential,
    /// `denied`
    NegEvidential,
    /// `confirmed`, `managed`: it happened
    Factive,
    /// `failed`, `prevented`: it did not
    CounterFactive,
    /// `plans`, `wants`
    Modal,
    /// `if`
    Conditional,
}

stored_enum! {
    EventType {
        Agree, Consult, Support, Concede, Cooperate, Aid, Retreat, Request, Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault, Statement, Election, Other,
    }
}
stored_enum! { EventClass { Occurrence, Reporting, State, IAction, IState, Aspectual, Perception } }
stored_enum! { SlinkClass { Evidential, NegEvidential, Factive, CounterFactive, Modal, Conditional } }

/// A participant of an event.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Argument {
    /// Its bytes.
    pub span: Span,
    /// Name shown to readers: the actor's canonical name, else the words.
    pub name: String,
    /// The actor, as an index into the document's cast.
    pub actor: Option<u32>,
    /// The rule that gave it this role.
    pub rule: Option<RuleId>,
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Attribution {
    /// The source's name: `Kim Song`, `the Embassy of North Korea in Moscow`.
    pub source: String,
    /// The actor, as an index into the document's cast.
    pub actor: Option<u32>,
    /// Lemma of the verb: `confirm`.
    pub verb: String,
    /// How the source stands to the content.
    pub class: SlinkClass,
    /// True when the content stands in quotation marks.
    pub quoted: bool,
    /// The reporting event, as an index into the document's events.
    pub event: Option<u32>,
}

/// Where it happened.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Place {
    /// Canonical name.
    pub name: String,
    /// Its bytes, empty for a place taken from the dateline.
    pub span: Span,
    /// The rule: `place.in-np`, `place.dateline` (weak).
    pub rule: Option<RuleId>,
    /// Latitude and longitude in degrees, where the program knows the city.
    pub coordinates: Option<(f32, f32)>,
}

/// When it happened, and why we think so.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EventDate {
    /// EDTF.
    pub edtf: String,
    /// Its civil days.
    pub interval: Interval,
    /// The unit of the words.
    pub precision: Granularity,
    /// Approximate, uncertain.
    pub qualifier: Qualifier,
    /// Where it comes from.
    pub basis: DateBasis,
    /// The words: `On July 13`.
    pub text: String,
    /// The time expression, as an index into the document's timexes.
    pub timex: Option<u32>,
    /// The sieve that joined date and event.
    pub sieve: Option<RuleId>,
    /// The measured precision of that sieve, 0 to 1.
    pub confidence: f32,
}

impl EventDate {
    /// True where no words beside the event say when, but the story around it does: the title of a story of Monday.
    pub fn is_assumed(&self) -> bool {
        self.basis == DateBasis::Anchor
            && self.sieve.as_deref().is_some_and(|sieve| !sieve.starts_with("date"))
    }
}

/// What one sentence says about one event.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EventMention {
    /// The trigger's bytes: the head verb or noun.
    pub span: Span,
    /// The trigger's token.
    pub token: u32,
    /// First token of the verb group or noun phrase around the trigger.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// Number of its sentence.
    pub sentence: u32,
    /// Lemma of the trigger as written: `recognition`.
    pub lemma: String,
    /// Lemma of the action that it stands for: `recognize` for `recognition`, the noun's verb for a light verb.
    pub action: String,
    /// TimeML class.
    pub class: EventClass,
    /// Tense of the verb group.
    pub tense: Tense,
    /// Aspect of the verb group.
    pub aspect: Aspect,
    /// True for a passive verb group.
    pub passive: bool,
    /// True when the trigger is a noun.
    pub nominal: bool,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How real.
    pub modality: Modality,
    /// PLOVER type.
    pub event_type: EventType,
    /// CAMEO code, where the frame is exact.
    pub cameo: Option<String>,
    /// Who did it.
    pub actors: Vec<Argument>,
    /// To whom.
    pub targets: Vec<Argument>,
    /// The non-actor object in words: `the independence`.
    pub object: Option<String>,
    /// Who else its content is about: the actors of what is said, decided or begun.
    pub about: Vec<Argument>,
    /// Where.
    pub place: Option<Place>,
    /// Who says so, outermost first.
    pub attribution: Vec<Attribution>,
    /// The event whose content this is (`said` for the recognition in `said that Y recognized`), by index.
    pub governor: Option<u32>,
    /// How that event stands to this one.
    pub governor_class: Option<SlinkClass>,
    /// How its clause hangs in the sentence.
    pub clause: ClauseKind,
    /// The event on whose clause its own depends, by index: the main verb of a relative, temporal or purpose clause.
    pub parent: Option<u32>,
    /// The token of the subordinator that opens its clause: `after`, `while`, `that`.
    pub subordinator: Option<u32>,
    /// For a noun: the light verb that takes its meaning (`talks` in `held talks`), by index.
    pub absorbed_by: Option<u32>,
    /// True when the trigger stands in quotation marks.
    pub quoted: bool,
    /// A short sentence for readers.
    pub headline: String,
    /// When, once the sieves have run.
    pub date: Option<EventDate>,
    /// Product of the measured precisions of the rules used, 0 to 1.
    pub confidence: f32,
    /// Every rule that took part.
    pub rules: Vec<RuleId>,
}
