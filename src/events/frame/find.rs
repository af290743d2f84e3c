//! Which frame a predicate shows, and which of its places holds whom.
//!
//! Knows the patterns of frames and the places of a predicate. Does not know who the participants are.

use super::pattern::{Pattern, Role};
use super::{Frame, FrameMatch, Frames, Slot};
use crate::error::Error;
use crate::events::lists::list;
use crate::events::nominal::noun_phrase;
use crate::events::{ClauseKind, EventClass, EventType, Phrase, Predicate};
use crate::image::stored;
use crate::rule::RuleId;
use crate::text::{Lexicon, NounClass, Pos, Term, Text, words};

/// How many words before a noun are looked at for its sense.
const MODIFIERS: u32 = 5;

/// The closed-class words that roles depend on.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    between: Term,
    among: Term,
    against: Term,
    becomes: Term,
    /// `a series of attacks`, `a round of talks`: the noun after `of` decides the sense.
    transparent: Vec<Term>,
}

stored! { Words { between, among, against, becomes, transparent } }

impl Words {
    pub(super) fn new(lexicon: &mut Lexicon) -> Result<Self, Error> {
        Ok(Self {
            between: lexicon.intern("between"),
            among: lexicon.intern("among"),
            against: lexicon.intern("against"),
            becomes: lexicon.intern("become"),
            transparent: list("transparent", lexicon)?,
        })
    }
}

/// The places of a verb in active terms.
#[derive(Clone, Copy, Default)]
struct Logical {
    subject: Option<Slot>,
    object: Option<Slot>,
    recipient: Option<Slot>,
}

impl Frames {
    /// The most specific frame of a predicate with the places of its roles; grammar alone where no frame lists the
    /// lemma. Between frames that ask for different prepositions, the one whose preposition stands first wins.
    ///
    /// Complexity: the number of frames of the lemma times the number of phrases.
    pub fn find(&self, text: &Text<'_>, predicate: &Predicate) -> FrameMatch<'_> {
        if predicate.kind == ClauseKind::Nominal {
            return self.find_noun(text, predicate);
        }
        let places = self.logical(text, predicate);
        let pattern = self.verb_pattern(text, predicate, places);
        let sensed =
            pattern.is_some_and(Pattern::asks_for_object) && !self.noun_knows_better(text, predicate, places);
        let light = if sensed { None } else { self.light_noun(text, predicate, places) };
        if let Some(token) = light {
            return self.light_match(text, predicate, places, token);
        }
        let mut found = match self.frame_of(pattern) {
            Some(frame) => self.of_frame(frame, predicate.lemma),
            None => self.generic(predicate.lemma),
        };
        if pattern.is_none() && self.tells_thing(text, predicate, places) {
            // `maintained the facility` is no statement.
            found.event_type = EventType::Other;
        }
        self.verb_roles(text, predicate, places, pattern, &mut found);
        found
    }

    /// For each predicate the light verb, by index, that takes its meaning: `talks` in `held talks` is not a second
    /// event. Complexity: linear in the number of predicates, which must be sorted by token.
    pub fn absorbed(&self, text: &Text<'_>, predicates: &[Predicate]) -> Vec<Option<u32>> {
        let mut absorbed = vec![None; predicates.len()];
        for (verb, predicate) in predicates.iter().enumerate() {
            if predicate.kind == ClauseKind::Nominal {
                continue;
            }
            let Some(noun) = self.takes_noun(text, predicate) else { continue };
            if let Ok(at) = predicates.binary_search_by_key(&noun, |p| p.token)
                && let Some(place) = absorbed.get_mut(at)
            {
                *place = Some(verb as u32);
            }
        }
        absorbed
    }

    /// The event noun that a verb with its object tells as one event: of a light verb (`held talks`) or of a frame
    /// that asks for this object (`signed a treaty`).
    fn takes_noun(&self, text: &Text<'_>, predicate: &Predicate) -> Option<u32> {
        let places = self.logical(text, predicate);
        let object = places.object?;
        let pattern = self.verb_pattern(text, predicate, places);
        if pattern.is_some_and(Pattern::asks_for_object) {
            return object.phrase(predicate).map(|p| self.sense_head(text, p));
        }
        self.light_noun(text, predicate, places)
    }

    fn logical(&self, text: &Text<'_>, predicate: &Predicate) -> Logical {
        let slot = |phrase: &Option<Phrase>, slot| phrase.as_ref().map(|_| slot);
        if !predicate.passive {
            return Logical {
                subject: slot(&predicate.subject, Slot::Subject),
                object: slot(&predicate.object, Slot::Object),
                recipient: slot(&predicate.recipient, Slot::Recipient),
            };
        }
        let by = predicate.prepositional.iter().position(|p| text.term(p.preposition) == words::BY);
        let subject = by.map(Slot::prepositional);
        match predicate.object {
            Some(_) => Logical {
                subject,
                object: Some(Slot::Object),
                recipient: slot(&predicate.subject, Slot::Subject),
            },
            None => Logical { subject, object: slot(&predicate.subject, Slot::Subject), recipient: None },
        }
    }

    fn verb_pattern(&self, text: &Text<'_>, predicate: &Predicate, places: Logical) -> Option<&Pattern> {
        let particle = predicate.particle.map(|t| text.term(t));
        let mut best: Option<(&Pattern, u32, usize)> = None;
        for pattern in self.verbs.of(predicate.lemma) {
            if best.is_some_and(|(_, weight, _)| weight > pattern.weight()) {
                break;
            }
            if let Some(at) = self.fits(text, predicate, places, particle, pattern)
                && best.is_none_or(|(_, _, first)| at < first)
            {
                best = Some((pattern, pattern.weight(), at));
            }
        }
        best.map(|(pattern, ..)| pattern)
    }

    /// Where the first preposition stands that the pattern asks for (0 when it asks for none), if it fits at all.
    fn fits(
        &self,
        text: &Text<'_>,
        predicate: &Predicate,
        places: Logical,
        particle: Option<Term>,
        pattern: &Pattern,
    ) -> Option<usize> {
        let head_in = |slot: Option<Slot>, sense: &[Term]| {
            let phrase = slot.and_then(|s| s.phrase(predicate));
            sense.is_empty()
                || phrase.is_some_and(|p| sense.contains(&noun_lemma(text, self.sense_head(text, p))))
        };
        if pattern.particle != particle || !head_in(places.subject, &pattern.subject_sense) {
            return None;
        }
        if let Some(direct) = &pattern.direct
            && (direct.required && places.object.is_none() || !head_in(places.object, &direct.sense))
        {
            return None;
        }
        let mut first = 0;
        for slot in pattern.slots.iter().filter(|s| s.filler.required) {
            let mut phrases = predicate.prepositional.iter();
            let at = phrases.position(|p| {
                let head = || noun_lemma(text, self.sense_head(text, &p.phrase));
                text.is(p.preposition, slot.preposition)
                    && (slot.filler.sense.is_empty() || slot.filler.sense.contains(&head()))
            })?;
            first = first.max(at + 1);
        }
        Some(first)
    }

    fn verb_roles(
        &self,
        text: &Text<'_>,
        predicate: &Predicate,
        places: Logical,
        pattern: Option<&Pattern>,
        found: &mut FrameMatch<'_>,
    ) {
        if let Some(slot) = places.subject {
            found.give(pattern.map_or(Role::Actor, |p| p.subject), slot);
        }
        // What follows `remained` or `came` is no object.
        let alone = pattern.is_none() && text.lexicon.entry(predicate.lemma).intransitive;
        if let Some(slot) = places.object.filter(|_| !alone) {
            let role = pattern.and_then(|p| p.direct.as_ref()).map_or(Role::Object, |d| d.role);
            // Without a frame nothing tells a person from a thing: the reader decides by the cast.
            let role = if pattern.is_some() { role } else { Role::Target };
            let made = places.recipient.is_some() || predicate.lemma == self.words.becomes;
            let office = made && self.is_office(text, predicate, slot);
            found.give(if office { Role::Object } else { role }, slot);
        }
        if let Some(slot) = places.recipient {
            found.give(Role::Target, slot);
        }
        for (i, phrase) in predicate.prepositional.iter().enumerate().take(Slot::PREPOSITIONAL) {
            let slot = Slot::prepositional(i);
            let preposition = text.term(phrase.preposition);
            let listed = pattern
                .and_then(|p| p.slots.iter().find(|s| s.preposition == preposition))
                .map(|s| s.filler.role);
            if preposition == words::OF && self.belongs_to_noun(predicate, i, pattern) {
                continue;
            }
            let generic = pattern.is_none() && phrase.preposition > predicate.token;
            // `celebrated the win with friends`: beside an object they are company.
            let generic = generic
                && (preposition == words::TO
                    || preposition == self.words.against
                    || preposition == words::WITH && places.object.is_none());
            // `recognized by Chad and by Niger`
            let again = predicate.passive
                && places.subject != Some(slot)
                && preposition == words::BY
                && listed.is_none();
            if again && phrase.preposition > 0 && text.is(phrase.preposition - 1, words::AND) {
                found.give(pattern.map_or(Role::Actor, |p| p.subject), slot);
            }
            if places.subject != Some(slot)
                && let Some(role) = listed.or(generic.then_some(Role::Target))
            {
                found.give(role, slot);
            }
        }
    }

    /// `elected Jan Lund mayor`, `was named premier`, `became king`: what somebody is made is nobody beside him.
    fn is_office(&self, text: &Text<'_>, predicate: &Predicate, slot: Slot) -> bool {
        let phrase = slot.phrase(predicate).filter(|p| p.conjuncts.is_empty());
        phrase.is_some_and(|p| {
            // `mayor of Larvik` may be one name.
            let of = (p.first..p.head).find(|t| text.is(*t, words::OF));
            let noun = of.map_or(p.head, |of| of.saturating_sub(1).max(p.first));
            text.lexicon.entry(text.tag(noun).lemma).noun_class == NounClass::Person
        })
    }

    /// `died at the age of 56`: an of-phrase just after another phrase is part of that phrase, unless the frame must
    /// have one.
    fn belongs_to_noun(&self, predicate: &Predicate, index: usize, pattern: Option<&Pattern>) -> bool {
        let required =
            pattern.is_some_and(|p| p.slots.iter().any(|s| s.filler.required && s.preposition == words::OF));
        let phrases = &predicate.prepositional;
        let Some(of) = phrases.get(index).filter(|_| !required) else { return false };
        phrases.iter().take(index).any(|p| p.phrase.end == of.preposition)
    }

    /// True when the object's modifiers say more than the verb: `launched a rescue operation`.
    fn noun_knows_better(&self, text: &Text<'_>, predicate: &Predicate, places: Logical) -> bool {
        let head = places.object.and_then(|s| s.phrase(predicate)).map(|p| self.sense_head(text, p));
        let pattern = head.and_then(|head| self.noun_pattern(text, head, noun_lemma(text, head)));
        pattern.is_some_and(|p| !p.subject_sense.is_empty())
    }

    /// True when what stands as the object of a verb of saying cannot be said.
    fn tells_thing(&self, text: &Text<'_>, predicate: &Predicate, places: Logical) -> bool {
        let head = places.object.and_then(|s| s.phrase(predicate)).map(|p| self.sense_head(text, p));
        head.is_some_and(|head| {
            let class = text.lexicon.entry(text.term(head)).noun_class;
            matches!(class, NounClass::Artifact | NounClass::Location | NounClass::Group | NounClass::Time)
        })
    }

    fn light_noun(&self, text: &Text<'_>, predicate: &Predicate, places: Logical) -> Option<u32> {
        if !self.light.knows(predicate.lemma) {
            return None;
        }
        let noun = self.sense_head(text, places.object?.phrase(predicate)?);
        let lemma = noun_lemma(text, noun);
        let particle = predicate.particle.map(|t| text.term(t));
        let event = self.has_noun(lemma) || text.lexicon.entry(lemma).noun_class == NounClass::Event;
        (event && self.light.is_light(predicate.lemma, particle, lemma)).then_some(noun)
    }

    fn light_match(
        &self,
        text: &Text<'_>,
        predicate: &Predicate,
        places: Logical,
        noun: u32,
    ) -> FrameMatch<'_> {
        let lemma = noun_lemma(text, noun);
        let pattern = self.noun_pattern(text, noun, lemma);
        let mut found = match self.frame_of(pattern) {
            Some(frame) => self.of_frame(frame, lemma),
            None => self.generic(lemma),
        };
        // `began an exercise` tells the exercise, as `held an exercise` does.
        found.class = EventClass::Occurrence;
        if let Some(slot) = places.subject {
            found.give(Role::Actor, slot);
        }
        if let Some(slot) = places.object {
            found.give(Role::Object, slot);
        }
        if let Some(slot) = places.recipient {
            found.give(Role::Target, slot);
        }
        self.noun_prepositions(text, predicate, pattern, &mut found);
        found
    }

    fn find_noun(&self, text: &Text<'_>, predicate: &Predicate) -> FrameMatch<'_> {
        let pattern = self.noun_pattern(text, predicate.token, predicate.lemma);
        let mut found = match self.frame_of(pattern) {
            Some(frame) => self.of_frame(frame, predicate.lemma),
            None => self.generic_noun(predicate.lemma),
        };
        if predicate.adjective == Some(predicate.token) {
            // `two sailors are missing`: whom it is said of does nothing.
            found.class = EventClass::State;
            found.give(Role::Target, Slot::Subject);
            return found;
        }
        self.noun_prepositions(text, predicate, pattern, &mut found);
        if predicate.subject.is_some() {
            let role = pattern.map_or(Role::Actor, |p| p.subject);
            let taken = role == Role::Target && !found.targets.is_empty();
            found.give(if taken { Role::Actor } else { role }, Slot::Subject);
        }
        found
    }

    /// The most specific pattern of a noun whose modifiers fit.
    fn noun_pattern(&self, text: &Text<'_>, token: u32, lemma: Term) -> Option<&Pattern> {
        self.nouns.of(lemma).iter().find(|p| noun_fits(text, token, p))
    }

    /// The frame that would have been shown had the one found not been there: of those whose conditions the predicate
    /// meets, the most specific other one. Complexity: as [`find`](Self::find).
    pub fn runner_up(&self, text: &Text<'_>, predicate: &Predicate) -> Option<&RuleId> {
        let best = self.find(text, predicate).id;
        let noun = predicate.kind == ClauseKind::Nominal;
        let places = self.logical(text, predicate);
        let particle = predicate.particle.map(|t| text.term(t));
        let patterns = if noun { self.nouns.of(predicate.lemma) } else { self.verbs.of(predicate.lemma) };
        let fits = |p: &&Pattern| match noun {
            true => noun_fits(text, predicate.token, p),
            false => self.fits(text, predicate, places, particle, p).is_some(),
        };
        let mut ids =
            patterns.iter().filter(fits).filter_map(|p| self.frames.get(p.frame as usize)).map(|f| &f.id);
        ids.find(|id| Some(*id) != best)
    }

    fn noun_prepositions(
        &self,
        text: &Text<'_>,
        predicate: &Predicate,
        pattern: Option<&Pattern>,
        found: &mut FrameMatch<'_>,
    ) {
        let direct = self.frame_of(pattern).and_then(|f| f.direct);
        for (i, phrase) in predicate.prepositional.iter().enumerate().take(Slot::PREPOSITIONAL) {
            let preposition = text.term(phrase.preposition);
            let listed = pattern
                .and_then(|p| p.slots.iter().find(|s| s.preposition == preposition))
                .map(|s| s.filler.role);
            let role = listed.or(match preposition {
                p if p == words::BY || p == self.words.between || p == self.words.among => Some(Role::Actor),
                p if p == words::OF && predicate.kind == ClauseKind::Nominal => {
                    Some(direct.unwrap_or(Role::Actor))
                }
                p if p == words::WITH || p == self.words.against => Some(Role::Target),
                _ => None,
            });
            if let Some(role) = role {
                found.give(role, Slot::prepositional(i));
            }
        }
    }

    /// The frame of a pattern.
    fn frame_of(&self, pattern: Option<&Pattern>) -> Option<&Frame> {
        self.frames.get(pattern?.frame as usize)
    }

    fn of_frame<'f>(&'f self, frame: &'f Frame, lemma: Term) -> FrameMatch<'f> {
        FrameMatch {
            id: Some(&frame.id),
            event_type: frame.event_type,
            cameo: frame.cameo.as_deref(),
            class: frame.class.unwrap_or_else(|| self.classes.of(lemma)),
            action: if frame.action == Term::UNKNOWN { lemma } else { frame.action },
            ..FrameMatch::default()
        }
    }

    fn generic(&self, lemma: Term) -> FrameMatch<'_> {
        let class = self.classes.of(lemma);
        let event_type = if class == EventClass::Reporting { EventType::Statement } else { EventType::Other };
        FrameMatch { event_type, class, action: lemma, ..FrameMatch::default() }
    }

    fn generic_noun(&self, lemma: Term) -> FrameMatch<'_> {
        FrameMatch { class: EventClass::Occurrence, event_type: EventType::Other, ..self.generic(lemma) }
    }

    /// The token whose lemma decides the sense of a phrase: its head, or after `a series of` the noun that follows.
    fn sense_head(&self, text: &Text<'_>, phrase: &Phrase) -> u32 {
        let lemma = noun_lemma(text, phrase.head);
        if !self.words.transparent.contains(&lemma) || text.term(phrase.head + 1) != words::OF {
            return phrase.head;
        }
        noun_phrase(text, phrase.head + 2).map_or(phrase.head, |p| p.head)
    }
}

impl FrameMatch<'_> {
    fn give(&mut self, role: Role, slot: Slot) {
        match role {
            Role::Actor => self.actors.insert(slot),
            Role::Target => self.targets.insert(slot),
            Role::Object => self.object = self.object.or(Some(slot)),
            Role::Place => self.place = self.place.or(Some(slot)),
        }
    }
}

/// The words before a noun meet the conditions of its pattern.
fn noun_fits(text: &Text<'_>, token: u32, pattern: &Pattern) -> bool {
    let before = (token.saturating_sub(MODIFIERS)..token).rev();
    let mut near = before.take_while(|t| is_modifier(text, *t));
    pattern.subject_sense.is_empty() || near.any(|t| pattern.subject_sense.contains(&text.term(t)))
}

fn is_modifier(text: &Text<'_>, token: u32) -> bool {
    matches!(text.tag(token).pos, Pos::Adjective | Pos::Noun | Pos::ProperNoun | Pos::Number)
}

/// The lemma of a token read as a noun, whatever the tagger made of it.
fn noun_lemma(text: &Text<'_>, token: u32) -> Term {
    let term = text.term(token);
    match (text.lexicon.entry(term).noun, text.tag(token).lemma) {
        (Term::UNKNOWN, Term::UNKNOWN) => term,
        (Term::UNKNOWN, lemma) | (lemma, _) => lemma,
    }
}
