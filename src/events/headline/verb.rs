//! Verb groups: what happened in the past tense, what was planned as `to recognize`, what was denied with `not`.
//!
//! Knows tense, voice and polarity. Does not know subjects or objects.

use crate::events::{Aspect, EventMention, Modality, Mood, Polarity, Predicate, SlinkClass, Tense};
use crate::text::{Pos, Term, Text, VerbForm, words};

/// Of the subject.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    Singular,
    Plural,
}

/// A verb group to be written.
pub(super) struct VerbGroup<'a, 't> {
    text: &'a Text<'t>,
    predicate: &'a Predicate,
    pub(super) tense: Tense,
    pub(super) passive: bool,
    pub(super) negated: bool,
    modality: Modality,
    number: Number,
    /// Inside another clause of the headline.
    pub(super) inside: bool,
    /// Before the verb, with a blank: `nearly `.
    adverb: String,
}

impl<'a, 't> VerbGroup<'a, 't> {
    pub(super) fn new(
        text: &'a Text<'t>,
        predicate: &'a Predicate,
        mention: &EventMention,
        number: Number,
    ) -> Self {
        Self {
            text,
            predicate,
            tense: predicate.tense,
            passive: predicate.passive || predicate.tense == Tense::PastParticiple,
            negated: if is_denied(mention) {
                predicate.negated
            } else {
                mention.polarity == Polarity::Negative
            },
            modality: mention.modality,
            number: written_number(text, predicate).unwrap_or(number),
            inside: false,
            adverb: String::new(),
        }
    }

    /// The adverb before the verb that `limits` it is told: `was nearly killed`.
    pub(super) fn limited(mut self, limits: impl Fn(Term) -> bool) -> Self {
        self.adverb = limit(self.text, self.predicate, limits);
        self.adverb.push_str(prefix(self.text, self.predicate.token));
        self
    }

    /// The group in words; nothing for a verb without known forms.
    pub(super) fn words(&self) -> Option<String> {
        if self.text.tag(self.predicate.token).pos != Pos::Verb {
            return Some(self.as_written());
        }
        let not = if self.negated { "not " } else { "" };
        let adverb = &self.adverb;
        if let Some(adjective) = self.predicate.adjective.filter(|a| *a < self.predicate.token) {
            // `was unable to come` denies without a `not`.
            let not = if has_not(self.text, self.predicate) { "not " } else { "" };
            let adjective = self.text.word(adjective);
            let be = match self.modal() {
                Some(modal) => format!("{modal} {not}be"),
                None => format!("{} {not}", self.be()).trim_end().to_owned(),
            };
            return Some(format!("{be} {adjective} to {}", self.base()?));
        }
        match self.auxiliary().or_else(|| self.quoted_modal()) {
            Some("to") => Some(format!("{not}to {}", self.base()?)),
            Some("can") if self.negated => Some(format!("cannot {adverb}{}{}", self.have_to(), self.base()?)),
            Some(modal) => Some(format!("{modal} {not}{adverb}{}{}", self.have_to(), self.base()?)),
            None => self.finite(not),
        }
    }

    /// The modal that tells what did not yet happen.
    fn auxiliary(&self) -> Option<&str> {
        let finite = matches!(self.tense, Tense::Past | Tense::Present | Tense::Future);
        match (self.predicate.mood, self.modality) {
            (Mood::Future, _) => Some("will"),
            (Mood::Would, _) => Some("would"),
            (Mood::Possible | Mood::Obligation, _) => Some(self.modal_as_written()),
            (_, Modality::Asserted) => None,
            // The governing verb says how sure it is: `asked whether it fell`.
            (_, Modality::Hypothetical | Modality::Possible) if self.inside && finite => None,
            (_, Modality::Hypothetical | Modality::Possible) => Some("could"),
            _ if finite && self.tense != Tense::Future => None,
            _ => Some("to"),
        }
    }

    /// `said it would "open a fresh inquiry"`: the quotation mark parts the modal from its verb.
    fn quoted_modal(&self) -> Option<&str> {
        let first = self.predicate.first;
        let modal = first.checked_sub(2).filter(|m| self.text.tag(*m).pos == Pos::Modal)?;
        let parted = self.text.is(first - 1, words::QUOTE) && self.text.tag(first).form == VerbForm::Base;
        parted.then(|| self.text.word(modal))
    }

    /// `would [have to] leave`: an obligation beside a modal.
    fn have_to(&self) -> &'static str {
        let mut group = self.predicate.first..self.predicate.token;
        let has = group.any(|t| self.text.is(t, words::HAVE) && self.text.tag(t + 1).pos == Pos::To);
        if has && self.modal().is_some() { "have to " } else { "" }
    }

    /// The modal of the group, unless it is a mere `'d`.
    fn modal(&self) -> Option<&str> {
        let mut group = self.predicate.first..self.predicate.token;
        let modal = group.find(|t| self.text.tag(*t).pos == Pos::Modal)?;
        match self.text.word(modal) {
            "ca" => Some("can"), // of `can't`
            "wo" => Some("will"),
            word => Some(word).filter(|word| !word.contains('\'')),
        }
    }

    fn modal_as_written(&self) -> &str {
        match (self.modal(), self.predicate.mood) {
            (Some(modal), _) => modal,
            (_, Mood::Obligation) if self.text.is(self.predicate.first, words::HAD) => "had to",
            (_, Mood::Obligation) => "must",
            _ => "could",
        }
    }

    fn finite(&self, not: &str) -> Option<String> {
        let subjunctive = self.inside && self.is_subjunctive();
        let be = if subjunctive { "be" } else { self.be() };
        let (present, adverb) = (self.is_present(), &self.adverb);
        if self.passive {
            return Some(format!("{be} {not}{adverb}{}", self.inflected(VerbForm::PastParticiple)?));
        }
        let finite = matches!(self.tense, Tense::Past | Tense::Present);
        if finite && matches!(self.predicate.aspect, Aspect::Progressive | Aspect::PerfectiveProgressive) {
            return Some(format!("{be} {not}{adverb}{}", self.inflected(VerbForm::Gerund)?));
        }
        match (present, self.negated, self.number) {
            (true, true, Number::Singular) => Some(format!("does not {}", self.base()?)),
            (true, true, Number::Plural) => Some(format!("do not {}", self.base()?)),
            (false, true, _) => Some(format!("did not {}", self.base()?)),
            (true, false, Number::Singular) if subjunctive => self.base(),
            (true, false, Number::Singular) => Some(adverb.clone() + &self.inflected(VerbForm::Present3)?),
            (true, false, Number::Plural) => Some(adverb.clone() + &self.inflected(VerbForm::Base)?),
            (false, false, _) => Some(adverb.clone() + &self.inflected(VerbForm::Past)?),
        }
    }

    /// `insisted that the firm [pay]`, `asked that he [be] freed`.
    fn is_subjunctive(&self) -> bool {
        let first = self.predicate.first;
        let base = self.text.tag(first).form == VerbForm::Base && self.predicate.subject.is_some();
        self.tense == Tense::Present
            && (self.text.is(first, words::BE) || base && first == self.predicate.token)
    }

    fn is_present(&self) -> bool {
        self.tense == Tense::Present && self.predicate.aspect != Aspect::Perfective
    }

    fn be(&self) -> &'static str {
        match (self.is_present(), self.number) {
            (true, Number::Singular) => "is",
            (true, Number::Plural) => "are",
            (false, Number::Singular) => "was",
            (false, Number::Plural) => "were",
        }
    }

    /// The form after a modal: `leave`, `be left`, `have been left`.
    fn base(&self) -> Option<String> {
        let mut group = self.predicate.first..self.predicate.token;
        let have = self.modal().is_some() && group.any(|t| self.text.is(t, words::HAVE));
        if have && self.predicate.aspect == Aspect::Perfective {
            let been = if self.passive { "been " } else { "" };
            return Some(format!("have {been}{}", self.inflected(VerbForm::PastParticiple)?));
        }
        base(self.text, self.predicate, self.passive)
    }

    fn inflected(&self, form: VerbForm) -> Option<String> {
        inflected(self.text, self.predicate, form)
    }

    fn as_written(&self) -> String {
        self.text.words(self.predicate.first, self.predicate.end).to_owned()
    }
}

/// The number that the verb group itself shows: `were`, `has`, `says`, `say`.
pub(super) fn written_number(text: &Text<'_>, predicate: &Predicate) -> Option<Number> {
    let first = text.term(predicate.first);
    match first {
        words::WAS | words::IS | words::HAS | words::DOES => return Some(Number::Singular),
        words::WERE | words::ARE | words::HAVE | words::DO => return Some(Number::Plural),
        _ => {}
    }
    let alone = predicate.first == predicate.token && predicate.mood == Mood::Plain;
    match text.tag(predicate.token).form {
        VerbForm::Present3 if alone => Some(Number::Singular),
        // `Police arrest two`
        VerbForm::Base if alone && predicate.tense == Tense::Present => Some(Number::Plural),
        _ => None,
    }
}

/// True for what a source denies: its own words are told without the denial, which the source's verb tells.
fn is_denied(mention: &EventMention) -> bool {
    mention.attribution.last().is_some_and(|a| a.class == SlinkClass::NegEvidential)
}

/// The prefix of a verb with its hyphen, which the tagger takes for an adverb: `re-` of `re-elected`.
fn prefix<'t>(text: &Text<'t>, verb: u32) -> &'t str {
    let hyphen =
        verb.checked_sub(1).filter(|h| text.is(*h, words::HYPHEN) && text.tag(*h).pos == Pos::Adverb);
    hyphen.map_or("", |hyphen| text.words(hyphen - 1, verb))
}

/// The adverb before a verb that `limits` it, with a blank after it; empty where there is none.
pub(super) fn limit(text: &Text<'_>, predicate: &Predicate, limits: impl Fn(Term) -> bool) -> String {
    let mut before = predicate.first.saturating_sub(1)..predicate.token;
    let adverb = before.rfind(|t| text.tag(*t).pos == Pos::Adverb && limits(text.term(*t)));
    adverb.map_or(String::new(), |adverb| text.word(adverb).to_lowercase() + " ")
}

/// `to recognize`, `to be recognized`, `not to recognize`, `to be less recognized`.
pub(super) fn infinitive(
    text: &Text<'_>,
    predicate: &Predicate,
    limits: impl Fn(Term) -> bool,
) -> Option<String> {
    let not = if has_not(text, predicate) { "not " } else { "" };
    let adverb = limit(text, predicate, limits);
    if predicate.passive {
        let participle = inflected(text, predicate, VerbForm::PastParticiple)?;
        return Some(format!("{not}to be {adverb}{participle}"));
    }
    Some(format!("{not}to {adverb}{}", inflected(text, predicate, VerbForm::Base)?))
}

/// `recognizing`, `being recognized`, `not recognizing`.
pub(super) fn gerund(text: &Text<'_>, predicate: &Predicate) -> Option<String> {
    let not = if has_not(text, predicate) { "not " } else { "" };
    if predicate.passive {
        return Some(format!("{not}being {}", inflected(text, predicate, VerbForm::PastParticiple)?));
    }
    Some(format!("{not}{}", inflected(text, predicate, VerbForm::Gerund)?))
}

/// A `not` of the group's own: what a governing word denies is told by that word.
fn has_not(text: &Text<'_>, predicate: &Predicate) -> bool {
    let before = predicate.first.saturating_sub(1);
    (before..predicate.token).any(|t| text.tag(t).pos == Pos::Negation)
}

fn base(text: &Text<'_>, predicate: &Predicate, passive: bool) -> Option<String> {
    if passive {
        return Some(format!("be {}", inflected(text, predicate, VerbForm::PastParticiple)?));
    }
    inflected(text, predicate, VerbForm::Base)
}

/// The verb in a form, with its particle.
fn inflected(text: &Text<'_>, predicate: &Predicate, form: VerbForm) -> Option<String> {
    let written = text.term(predicate.token);
    let past = matches!(form, VerbForm::Past | VerbForm::PastParticiple);
    let verb = match form {
        VerbForm::Base => text.lexicon.word(predicate.lemma),
        // `lied` and `lay`, `burned` and `burnt`: the form that was chosen.
        _ if past && text.lexicon.has_form(written, form) => text.lexicon.word(written),
        _ => text.lexicon.inflect(predicate.lemma, form)?,
    };
    if verb.is_empty() {
        return None;
    }
    let particle = predicate.particle.map(|p| text.word(p)).unwrap_or_default();
    Some(if particle.is_empty() { verb.to_owned() } else { format!("{verb} {particle}") })
}
