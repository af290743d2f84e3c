//! The reader of events: predicates, frames, participants, sources, reality, in one record per mention.
//!
//! Knows all parts of this layer but dates. Does not decide what belongs on a timeline: class, modality, polarity
//! and attribution say enough for that.

use super::arguments::Phrases;
use super::attribution::Sources;
use super::governor::Governors;
use super::mention::{Argument, EventMention, Place};
use super::reality::{self, Reality};
use super::words::Words;
use super::{
    ClauseKind, Construction, EventClass, FrameMatch, Frames, Headlines, Nominals, Phrase, Predicate,
    Prepositional, Slot, SlotSet, about, cataphora, clause,
};
use crate::Error;
use crate::actors::{ActorKind, Cast, Reference};
use crate::image::{self, built, stored};
use crate::rule::RuleId;
use crate::temporal::Timex;
use crate::text::{Lexicon, Pos, Text, words};

/// Copulas between a clause and the verb on which it hangs; more stand only in noise.
const COPULAS: usize = 8;

/// Reads events from texts; loaded once, used for any number of documents.
#[derive(Clone, Debug)]
pub struct EventReader {
    words: Words,
    governors: Governors,
    frames: Frames,
    nominals: Nominals,
    headlines: Headlines,
    rules: Rules,
}

/// Rule ids that events carry, shared between them.
#[derive(Clone, Debug)]
struct Rules {
    constructions: Vec<RuleId>,
    subject: RuleId,
    object: RuleId,
    recipient: RuleId,
    preposition: RuleId,
    owner: RuleId,
    source: RuleId,
    speaker: RuleId,
    ahead: RuleId,
    place: RuleId,
}

impl Rules {
    fn new() -> Self {
        Self {
            constructions: Construction::ALL.iter().map(|c| RuleId::from(c.id())).collect(),
            subject: "argument.subject".into(),
            object: "argument.object".into(),
            recipient: "argument.recipient".into(),
            preposition: "argument.preposition".into(),
            owner: "argument.owner-or-of-phrase".into(),
            source: "attribution.source".into(),
            speaker: "argument.quoted-speaker".into(),
            ahead: "argument.pronoun-before-name".into(),
            place: "place.in-np".into(),
        }
    }

    fn construction(&self, construction: Construction) -> Option<&RuleId> {
        let index = Construction::ALL.iter().position(|c| *c == construction)?;
        self.constructions.get(index)
    }

    fn slot(&self, slot: Slot) -> &RuleId {
        match slot {
            Slot::Subject => &self.subject,
            Slot::Object => &self.object,
            Slot::Recipient => &self.recipient,
            Slot::Prepositional(_) => &self.preposition,
        }
    }
}

stored! { EventReader { words, governors, frames, nominals, headlines } and { rules: Rules::new() } }

impl EventReader {
    /// The reader with the tables shipped with the program; their words are added to `lexicon`.
    ///
    /// # Errors
    /// When a table does not check: the error names file and line.
    pub fn builtin(lexicon: &mut Lexicon) -> Result<Self, Error> {
        match built!("events.image").filter(|_| lexicon.is_builtin()) {
            Some(image) => image::read(image),
            None => Self::from_tables(lexicon),
        }
    }

    fn from_tables(lexicon: &mut Lexicon) -> Result<Self, Error> {
        Ok(Self {
            words: Words::new(lexicon)?,
            governors: Governors::builtin(lexicon)?,
            frames: Frames::builtin(lexicon)?,
            nominals: Nominals::builtin(lexicon)?,
            headlines: Headlines::builtin(lexicon)?,
            rules: Rules::new(),
        })
    }

    /// The frames that the reader uses.
    pub fn frames(&self) -> &Frames {
        &self.frames
    }

    /// The predicates of a text, verbs and event nouns, in text order; parents are indices into the list.
    ///
    /// Complexity: linear in the number of tokens.
    pub fn predicates(&self, text: &Text, timexes: &[Timex], cast: &Cast) -> Vec<Predicate> {
        let verbs = clause::read(text, &self.words, &self.governors, timexes, cast);
        let nouns = self.nominals.read(text, cast, timexes, &self.frames, &verbs);
        merge(verbs, nouns)
    }

    /// For each predicate the frame that came second, if another one fits.
    pub fn runners_up(&self, text: &Text, predicates: &[Predicate]) -> Vec<Option<RuleId>> {
        predicates.iter().map(|p| self.frames.runner_up(text, p).cloned()).collect()
    }

    /// Writes the headlines of those `events` that are `wanted`; `predicates` are those that the events were read from.
    pub fn write_headlines(
        &self,
        text: &Text,
        timexes: &[Timex],
        cast: &Cast,
        predicates: &[Predicate],
        events: &mut [EventMention],
        wanted: impl Fn(&EventMention) -> bool,
    ) {
        self.headlines.fill(text, cast, timexes, &self.frames, predicates, events, wanted);
    }

    /// The events of a text, one for each of its [`predicates`](Self::predicates), in the same order; without dates and
    /// headlines. Never fails; complexity: linear in the number of tokens.
    pub fn read(&self, text: &Text, cast: &Cast, predicates: &[Predicate]) -> Vec<EventMention> {
        let phrases = Phrases { text, cast, words: &self.words };
        let reports: Vec<bool> = predicates.iter().map(|p| self.governors.is_reporting(p.lemma)).collect();
        let realities = reality::judge(text, &self.words, predicates, &reports);
        let sources = Sources::new(phrases, &self.governors, predicates, self.rules.source.clone());
        let absorbed = self.frames.absorbed(text, predicates);
        let builder = Builder { reader: self, phrases };
        let facts = realities.into_iter().zip(absorbed);
        let mut mentions = Vec::with_capacity(predicates.len());
        for (index, (predicate, (reality, absorbed_by))) in predicates.iter().zip(facts).enumerate() {
            let mut mention = builder.mention(predicate, reality);
            mention.attribution = sources.of(index);
            builder.speaker(predicate, &mut mention);
            mention.absorbed_by = absorbed_by;
            mentions.push(mention);
        }
        cataphora::resolve(phrases, predicates, &mut mentions, &self.rules.ahead);
        about::fill(cast, &mut mentions);
        mentions
    }
}

/// Verbs and nouns in text order, with parents renumbered; copulas that state no event are left out, and what hung
/// on them hangs on their own parent.
fn merge(mut verbs: Vec<Predicate>, mut nouns: Vec<Predicate>) -> Vec<Predicate> {
    let mut order: Vec<(u32, bool, usize)> = Vec::with_capacity(verbs.len() + nouns.len());
    order.extend(verbs.iter().enumerate().filter(|(_, p)| !p.copula).map(|(i, p)| (p.token, false, i)));
    order.extend(nouns.iter().enumerate().map(|(i, p)| (p.token, true, i)));
    order.sort_unstable();
    let mut number = vec![None; verbs.len()];
    for (new, (_, noun, old)) in order.iter().enumerate() {
        if !noun && let Some(place) = number.get_mut(*old) {
            *place = Some(new as u32);
        }
    }
    let parents: Vec<Option<u32>> = verbs.iter().map(|p| p.parent).collect();
    let resolve = |parent: Option<u32>| {
        let mut at = parent;
        for _ in 0..COPULAS {
            let old = at? as usize;
            if let Some(Some(new)) = number.get(old) {
                return Some(*new);
            }
            at = parents.get(old).copied().flatten();
        }
        None
    };
    let mut merged = Vec::with_capacity(order.len());
    for (_, noun, old) in order {
        let list = if noun { &mut nouns } else { &mut verbs };
        if let Some(mut predicate) = list.get_mut(old).map(std::mem::take) {
            predicate.parent = resolve(predicate.parent);
            merged.push(predicate);
        }
    }
    merged
}

/// The action that a predicate tells: of a verb with a particle and no object that no frame knows, both together, `go-down`.
fn action(text: &Text, predicate: &Predicate, found: &FrameMatch) -> String {
    let lemma = text.lexicon.word(found.action);
    let bare = predicate.object.is_none() && !predicate.passive && found.id.is_none();
    let particle = predicate.particle.filter(|_| bare && predicate.kind != ClauseKind::Nominal);
    particle.map_or_else(|| lemma.to_owned(), |p| format!("{lemma}-{}", text.word(p).to_lowercase()))
}

/// Makes mentions of one document.
struct Builder<'a> {
    reader: &'a EventReader,
    phrases: Phrases<'a>,
}

impl Builder<'_> {
    fn mention(&self, predicate: &Predicate, reality: Reality) -> EventMention {
        let text = self.phrases.text;
        let found = self.reader.frames.find(text, predicate);
        let mut mention = EventMention {
            span: text.span(predicate.token, predicate.token + 1),
            token: predicate.token,
            first: predicate.first,
            end: predicate.end,
            sentence: predicate.sentence,
            lemma: text.lexicon.word(predicate.lemma).to_owned(),
            action: action(text, predicate, &found),
            class: found.class,
            tense: predicate.tense,
            aspect: predicate.aspect,
            passive: predicate.passive,
            nominal: predicate.kind == ClauseKind::Nominal,
            polarity: reality.polarity,
            modality: reality.modality,
            event_type: found.event_type,
            cameo: found.cameo.map(str::to_owned),
            governor: predicate.link.and(predicate.parent),
            governor_class: predicate.link,
            clause: predicate.kind,
            parent: predicate.parent,
            subordinator: predicate.subordinator,
            quoted: text.is_quoted(predicate.token),
            ..EventMention::default()
        };
        mention.place = self.place(predicate, &found);
        self.participants(predicate, &found, &mut mention);
        self.evidence(predicate, &found, &mut mention);
        mention
    }

    /// Actors, targets and matter by the places that the frame gives.
    fn participants(&self, predicate: &Predicate, found: &FrameMatch, mention: &mut EventMention) {
        let governs = self.reports(predicate)
            || matches!(found.class, EventClass::Reporting | EventClass::Aspectual | EventClass::IAction);
        self.actors(predicate, found, governs, mention);
        let mut matter = self.targets(predicate, found, mention);
        self.reached(predicate, found, mention);
        let open = matter.is_none() && !predicate.passive && !governs && mention.targets.is_empty();
        if open && mention.actors.is_empty() {
            matter = predicate.subject.as_ref().filter(|_| self.undergoes(predicate));
        }
        if let Some(phrase) = matter {
            mention.object = self.phrases.object(phrase).or_else(|| self.phrases.pronoun(phrase));
            self.phrases.named_things(phrase, &self.reader.rules.object, &mut mention.targets);
        }
        not_both(&mut mention.targets, &mention.actors);
    }

    fn reports(&self, predicate: &Predicate) -> bool {
        self.reader.governors.is_reporting(predicate.lemma)
    }

    /// Who does it; where nobody is named, the thing that does it to another or says it.
    fn actors(&self, predicate: &Predicate, found: &FrameMatch, governs: bool, mention: &mut EventMention) {
        for (slot, phrase) in slots(found.actors, predicate) {
            self.phrases.participants(phrase, self.reader.rules.slot(slot), &mut mention.actors);
        }
        let direct = !predicate.passive && (predicate.object.is_some() || governs);
        if let Some(subject) = predicate.subject.as_ref().filter(|_| direct && mention.actors.is_empty())
            && found.actors.contains(Slot::Subject)
        {
            let (reports, rule) = (self.reports(predicate), &self.reader.rules.subject);
            self.phrases.thing(subject, reports, rule, &mut mention.actors);
        }
        self.storm(predicate, found, mention);
    }

    /// To whom it is done; gives the phrase of the matter, which one that names nobody is as well.
    fn targets<'p>(
        &self,
        predicate: &'p Predicate,
        found: &FrameMatch,
        mention: &mut EventMention,
    ) -> Option<&'p Phrase> {
        let mut matter = found.object.and_then(|slot| slot.phrase(predicate));
        for (slot, phrase) in slots(found.targets, predicate) {
            let acts = self.phrases.names_actor(phrase)
                || self.phrases.names_person(phrase)
                || found.id.is_some()
                    && (self.phrases.names_group(phrase) || self.phrases.names_count(phrase));
            if acts || matter.is_some() {
                self.phrases.participants(phrase, self.reader.rules.slot(slot), &mut mention.targets);
            } else {
                matter = Some(phrase);
                self.phrases.inner_actors(phrase, &self.reader.rules.owner, &mut mention.targets);
            }
        }
        matter
    }

    /// `returned to the Bulls`: whom a journey leads to when it is no place.
    fn reached(&self, predicate: &Predicate, found: &FrameMatch, mention: &mut EventMention) {
        let to = found.place.filter(|_| mention.place.is_none());
        let to = to.and_then(|slot| Some((slot, slot.phrase(predicate)?)));
        if let Some((slot, phrase)) = to.filter(|(_, phrase)| self.phrases.names_actor(phrase)) {
            self.phrases.participants(phrase, self.reader.rules.slot(slot), &mut mention.targets);
        }
    }

    /// `Sales fell`, `the bridge collapsed`: what an event without an object happens to.
    fn undergoes(&self, predicate: &Predicate) -> bool {
        let alone = predicate.object.is_none() && predicate.recipient.is_none() && !predicate.copula;
        let thing = |s: &Phrase| self.phrases.text.tag(s.head).pos == Pos::Noun;
        alone && predicate.subject.as_ref().is_some_and(thing)
    }

    /// `destroyed by a storm`: the agent of a passive that is a thing.
    fn storm(&self, predicate: &Predicate, found: &FrameMatch, mention: &mut EventMention) {
        let by = |(slot, phrase): (Slot, &'_ Phrase)| {
            let Slot::Prepositional(at) = slot else { return None };
            let part = predicate.prepositional.get(at as usize)?;
            self.phrases.text.is(part.preposition, words::BY).then(|| phrase.clone())
        };
        if predicate.passive
            && mention.actors.is_empty()
            && let Some(phrase) = slots(found.actors, predicate).find_map(by)
            && !self.phrases.is_manner(phrase.first, phrase.head)
        {
            self.phrases.thing(&phrase, false, &self.reader.rules.preposition, &mut mention.actors);
        }
    }

    /// `I` and `we` in a quotation are the one who is quoted, or those he speaks for.
    fn speaker(&self, predicate: &Predicate, mention: &mut EventMention) {
        let text = self.phrases.text;
        let speaks_of_himself = |s: &Phrase| text.is(s.head, words::I) || text.is(s.head, words::WE);
        let Some(subject) = predicate.subject.as_ref().filter(|s| speaks_of_himself(s)) else { return };
        let Some(source) = mention.attribution.iter().rev().find(|a| a.quoted && !a.source.is_empty()) else {
            return;
        };
        let argument = Argument {
            span: self.phrases.span(subject),
            name: source.source.clone(),
            actor: source.actor,
            rule: Some(self.reader.rules.speaker.clone()),
        };
        let place = if predicate.passive { &mut mention.targets } else { &mut mention.actors };
        if place.is_empty() {
            place.push(argument);
        }
    }

    /// Where: `in`, `at`, `near` a place or a state that takes no part.
    fn place(&self, predicate: &Predicate, found: &FrameMatch) -> Option<Place> {
        if let Some(place) = found.place.and_then(|slot| self.located(slot.phrase(predicate)?)) {
            return Some(place);
        }
        predicate.prepositional.iter().enumerate().rev().find_map(|(index, part)| {
            let slot = Slot::prepositional(index);
            let role = found.actors.contains(slot) || found.targets.contains(slot);
            if role { None } else { self.place_of(part) }
        })
    }

    fn place_of(&self, part: &Prepositional) -> Option<Place> {
        let text = self.phrases.text;
        let term = text.term(part.preposition);
        let w = &self.reader.words;
        let local = [
            words::IN,
            words::AT,
            w.near,
            w.outside,
            w.inside,
            w.across,
            w.throughout,
            words::AROUND,
            w.within,
        ];
        if !local.contains(&term) {
            return None;
        }
        self.located(&part.phrase)
    }

    /// A phrase that names a place or a state.
    fn located(&self, phrase: &Phrase) -> Option<Place> {
        let mention = self.phrases.mention(phrase.first, phrase.end, phrase.head)?;
        // `written in French` tells no place.
        if mention.reference == Reference::Demonym {
            return None;
        }
        let actor = mention.actors.first().and_then(|a| self.phrases.cast.actors.get(*a as usize))?;
        let located = matches!(actor.kind, ActorKind::Place | ActorKind::State | ActorKind::Territory);
        let rule = Some(self.reader.rules.place.clone());
        let coordinates = actor.coordinates;
        located.then(|| Place { name: actor.name.clone(), span: mention.span, rule, coordinates })
    }

    /// The rules that took part and how sure they are together.
    fn evidence(&self, predicate: &Predicate, found: &FrameMatch, mention: &mut EventMention) {
        let construction = predicate.construction;
        let EventMention { actors, targets, rules, .. } = mention;
        rules.reserve(4);
        rules.extend(self.reader.rules.construction(construction).cloned());
        rules.extend(found.id.cloned());
        for rule in actors.iter().chain(&*targets).filter_map(|a| a.rule.as_ref()) {
            if !rules.contains(rule) {
                rules.push(rule.clone());
            }
        }
        let framed = if found.id.is_some() { 0.95 } else { 0.85 };
        let acted = if mention.actors.is_empty() && mention.class != EventClass::State { 0.9 } else { 1.0 };
        mention.confidence = construction.precision() * framed * acted;
    }
}

/// The phrases of a set of places.
fn slots(set: SlotSet, predicate: &Predicate) -> impl Iterator<Item = (Slot, &Phrase)> {
    set.iter().filter_map(move |slot| slot.phrase(predicate).map(|phrase| (slot, phrase)))
}

/// Nobody is target of what he does himself, unless both were named apart.
fn not_both(targets: &mut Vec<Argument>, actors: &[Argument]) {
    targets.retain(|t| t.actor.is_none() || !actors.iter().any(|a| a.actor == t.actor));
}
