//! What points back: roles without a name, `the ministry`, `the republic`, `he`, `it`, `they`.
//!
//! Looks back two sentences, agrees in kind, number and gender, prefers the subject, and leaves a mention without
//! actors where two remain: a wrong resolution is worse than none.

mod neighbour;
mod office;
mod protagonist;
mod several;
mod speech;

use std::borrow::Cow;

use crate::text::{Pos, Term, VerbForm, words};

use super::compose::counted;
use super::directory::{Anaphor, Gender, sort};
use super::lists::{FEMALE, MALE};
use super::scene::{Need, Owner, Scene};
use super::{ActorKind, ActorMention, Reference};
use office::Office;

/// Sentences to look back.
const WINDOW: u32 = 2;

/// Mentions to look back, whatever the sentences.
const NEAREST: usize = 60;

/// The part of a pronoun in its clause, where its form tells it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// `him`.
    Object,
    /// `he`, `his`; `her` may be either.
    Any,
}

/// A mention that may be meant: its place in the order, its actors, whether it is a subject.
struct Candidate<'c> {
    sentence: u32,
    first: u32,
    end: u32,
    actors: Cow<'c, [u32]>,
    subject: bool,
    /// An adjective or demonym.
    adjective: bool,
}

/// Resolves the drafts of a scene in text order.
pub(super) struct Resolver<'s, 'a, 't> {
    scene: &'s mut Scene<'a, 't>,
    /// Draft numbers in text order.
    order: &'s [u32],
    done: Vec<bool>,
    /// For each actor whether it has a last name, as people have.
    surnamed: Vec<bool>,
    /// Whom the document is about, if it is about one person.
    protagonist: Option<u32>,
}

impl<'s, 'a, 't> Resolver<'s, 'a, 't> {
    /// A resolver of `scene`, whose drafts stand in the text in this order.
    pub fn new(scene: &'s mut Scene<'a, 't>, order: &'s [u32]) -> Self {
        let done = scene.drafts.iter().map(|draft| draft.need == Need::Nothing).collect();
        let teams = scene.teams();
        let protagonist = protagonist::of(scene, order, &teams);
        if let Some(hero) = protagonist.and_then(|hero| scene.actors.get_mut(hero as usize)) {
            hero.kind = ActorKind::Person;
        }
        let mut surnamed = scene.surnamed();
        for actor in &teams {
            surnamed.get_mut(*actor as usize).into_iter().for_each(|known| *known = false);
        }
        Self { scene, order, done, surnamed, protagonist }
    }

    /// Resolves everything that can be.
    pub fn run(mut self) {
        for place in 0..self.order.len() {
            self.resolve(place);
        }
    }

    fn resolve(&mut self, place: usize) {
        let Some(&number) = self.order.get(place) else { return };
        if self.done.get(number as usize).copied().unwrap_or(true) {
            return;
        }
        if let Some(done) = self.done.get_mut(number as usize) {
            *done = true;
        }
        let Some(draft) = self.scene.drafts.get(number as usize).cloned() else { return };
        let actors = match draft.need {
            Need::Nothing => return,
            Need::Role { role, many, owner, definite, standing } => {
                let owners = self.owners(place, &owner);
                let office = Office { role, many, definite, standing };
                self.role(place, &draft.mention, &office, (owner, owners))
            }
            Need::Organ(organ, owner) => {
                let owners = self.owners(place, &owner);
                self.organ(place, &draft.mention, organ, (owner, owners))
            }
            Need::Anaphor(noun) => self.anaphor(place, &draft.mention, noun),
            Need::Pronoun => self.pronoun(place, &draft.mention),
        };
        if let Some(draft) = self.scene.drafts.get_mut(number as usize) {
            draft.mention.actors = actors;
        }
    }

    fn owners(&mut self, place: usize, owner: &Owner) -> Vec<u32> {
        match owner {
            Owner::Nobody => Vec::new(),
            Owner::Actors(actors) => actors.clone(),
            Owner::Draft(number) => {
                // The owner stands inside this mention, so a few places later in the order.
                let near = self.order.iter().skip(place).take(12).position(|n| n == number);
                if let Some(ahead) = near {
                    self.resolve(place + ahead);
                }
                self.scene.drafts.get(*number as usize).map_or(Vec::new(), |d| d.mention.actors.clone())
            }
        }
    }

    fn mention(&self, place: usize) -> Option<&ActorMention> {
        let number = self.order.get(place)?;
        self.scene.drafts.get(*number as usize).map(|draft| &draft.mention)
    }

    /// The mentions before `place` that lie within the window, nearest first.
    fn before(&self, place: usize) -> Vec<Candidate<'_>> {
        let Some(here) = self.mention(place) else { return Vec::new() };
        let oldest = here.sentence.saturating_sub(WINDOW);
        let nearest = place.saturating_sub(NEAREST);
        let earlier = (nearest..place).rev().filter_map(|at| self.mention(at));
        earlier
            .take_while(|mention| mention.sentence >= oldest)
            .filter(|mention| mention.end <= here.first && !mention.actors.is_empty())
            .map(|mention| Candidate {
                sentence: mention.sentence,
                first: mention.first,
                end: mention.end,
                actors: Cow::Borrowed(&mention.actors),
                subject: self.is_subject(mention),
                adjective: mention.reference == Reference::Demonym,
            })
            .collect()
    }

    /// The one actor of the nearest sentence that fits; the subject where several do.
    fn nearest(&self, place: usize, fits: impl Fn(u32) -> bool) -> Vec<u32> {
        nearest_of(&self.before(place), fits)
    }

    /// The actors of the nearest row that fits; else all that fit in the nearest sentence with two at least.
    fn several(&self, place: usize, fits: impl Fn(u32) -> bool) -> Vec<u32> {
        let rows = self.rows(place);
        let all = |row: &&Candidate| row.actors.iter().all(|actor| fits(*actor));
        if let Some(row) = rows.iter().find(|row| row.actors.len() > 1 && all(row)) {
            return row.actors.to_vec();
        }
        let Some(sentence) = rows.iter().find(all).map(|row| row.sentence) else { return Vec::new() };
        let mut found: Vec<u32> = Vec::new();
        for row in rows.iter().rev().filter(|row| row.sentence == sentence).filter(all) {
            found.extend(
                row.actors.iter().filter(|actor| !found.contains(actor)).copied().collect::<Vec<_>>(),
            );
        }
        if found.len() > 1 { found } else { Vec::new() }
    }

    /// A finite verb follows the mention, or it opens its sentence.
    fn is_subject(&self, mention: &ActorMention) -> bool {
        let text = self.scene.text;
        if mention.reference == Reference::Demonym {
            return false;
        }
        let mut before = text.before(mention.first);
        if before
            .is_some_and(|at| matches!(text.term(at), words::THE | words::THIS | words::THESE | words::QUOTE))
        {
            before = before.and_then(|at| text.before(at));
        }
        if before.is_some_and(|at| text.tag(at).pos == Pos::Preposition) {
            return false;
        }
        let opens = before.is_none();
        let apposed =
            before.is_some_and(|at| text.is(at, words::COMMA)) && text.is(mention.end, words::COMMA);
        opens && !text.is(mention.end, words::CLITIC_S)
            || self.finite(mention.end)
            || self.finite(self.whole_end(mention.end))
            || (apposed && self.finite(mention.end + 1))
    }

    /// `the manager [of the shop]`: one past the plain words that `of` adds.
    fn whole_end(&self, end: u32) -> u32 {
        let text = self.scene.text;
        if !text.is(end, words::OF) {
            return end;
        }
        let part = |at: &u32| {
            matches!(text.tag(*at).pos, Pos::Determiner | Pos::Adjective | Pos::Noun | Pos::ProperNoun)
        };
        (end + 1..end + 6).take_while(part).last().map_or(end, |last| last + 1)
    }

    fn finite(&self, end: u32) -> bool {
        let text = self.scene.text;
        let mut at = end;
        while at < end + 3 && text.tag(at).pos == Pos::Adverb {
            at += 1;
        }
        match text.tag(at) {
            tag if matches!(tag.pos, Pos::Modal | Pos::Auxiliary) => true,
            tag => {
                tag.pos == Pos::Verb
                    && matches!(tag.form, VerbForm::Past | VerbForm::Present3 | VerbForm::Base)
            }
        }
    }

    fn pronoun(&mut self, place: usize, mention: &ActorMention) -> Vec<u32> {
        let term = self.scene.text.term(mention.first);
        match term {
            words::HIM => self.person(place, Gender::Male, Part::Object),
            words::HER if self.scene.text.tag(mention.first).pos == Pos::Pronoun => {
                self.person(place, Gender::Female, Part::Object)
            }
            words::HE | words::HIS => self.person(place, Gender::Male, Part::Any),
            words::SHE | words::HER => self.person(place, Gender::Female, Part::Any),
            words::IT | words::ITS => self.thing(place, mention, term),
            _ => self.they(place),
        }
    }

    /// Whom `he` or `she` means: the person of the nearest sentence, its subject where several fit; the protagonist
    /// where they leave it open; a name of unknown kind when there is nobody else.
    fn person(&mut self, place: usize, gender: Gender, part: Part) -> Vec<u32> {
        let fits = |actor: u32| self.may_be(actor, gender);
        let is_person = |actor: u32| self.scene.kind(actor) != ActorKind::Unknown && fits(actor);
        let mut candidates = self.before(place);
        candidates.retain(|c| !self.is_office_given(c) && !self.is_modifier(c));
        let mut dropped = match part {
            Part::Object => self.drop_subject(place, &mut candidates),
            Part::Any => self.drop_apposed(place, &mut candidates),
        };
        candidates.retain(|c| !self.has_article(c));
        dropped.extend(self.drop_inserted(place, &mut candidates));
        dropped.extend(self.drop_quoted(place, &mut candidates));
        dropped.extend(self.drop_object(place, &mut candidates));
        if let Some(speaker) = self.speaker(place).filter(|_| part == Part::Any) {
            return speaker.filter(|one| fits(*one)).into_iter().collect();
        }
        let patient = if part == Part::Object { self.patient(&candidates, fits) } else { None };
        let hero = self.protagonist.filter(|hero| !dropped.contains(hero) && fits(*hero));
        let found = patient.or_else(|| self.sure(&candidates, is_person));
        let found = found.filter(|one| hero.is_none() || is_subject(&candidates, *one)).or(hero);
        let found = found.or_else(|| self.sure(&candidates, fits));
        let found = found.filter(|one| {
            !self.has_neighbour(place, &candidates, *one, fits)
                && !self.is_told_of_another(place, &candidates, *one)
                && !self.has_kin(place, &candidates, *one, gender)
        });
        if let Some(facts) = found.and_then(|one| self.scene.facts.get_mut(one as usize)) {
            facts.gender = gender;
        }
        found.into_iter().collect()
    }

    /// `the Old Rose Garden`: no name of a person.
    fn has_article(&self, c: &Candidate) -> bool {
        let the = self.scene.text.before(c.first).is_some_and(|at| self.scene.text.is(at, words::THE));
        the && c.actors.iter().all(|actor| self.scene.kind(*actor) == ActorKind::Unknown)
    }

    /// The nearest that fits, unless another would do as well.
    fn sure(&self, candidates: &[Candidate], fits: impl Fn(u32) -> bool) -> Option<u32> {
        let one = nearest_of(candidates, &fits).first().copied()?;
        (!self.has_rival(candidates, one, fits)).then_some(one)
    }

    /// A person of this gender, as far as is known.
    fn may_be(&self, actor: u32, gender: Gender) -> bool {
        let facts = self.scene.fact(actor);
        let person = match self.scene.kind(actor) {
            ActorKind::Person => true,
            ActorKind::People => facts.is_some_and(|f| f.single),
            ActorKind::Unknown => self.surnamed.get(actor as usize) == Some(&true),
            _ => false,
        };
        let mut told = facts.map_or(Gender::Unknown, |f| f.gender);
        if told == Gender::Unknown && self.scene.kind(actor) == ActorKind::People {
            told = gender_of_word(self.scene.name(actor));
        }
        person && (told == gender || told == Gender::Unknown)
    }

    /// `An idle student, he ...`: what the pronoun is said to be is not whom it means.
    fn drop_apposed(&self, place: usize, candidates: &mut Vec<Candidate>) -> Vec<u32> {
        let Some(here) = self.mention(place) else { return Vec::new() };
        let text = self.scene.text;
        if !text.before(here.first).is_some_and(|at| text.is(at, words::COMMA)) {
            return Vec::new();
        }
        let verb = |c: &Candidate| (c.end..here.first).any(|at| text.tag(at).pos == Pos::Verb);
        let nobody = |c: &Candidate| c.actors.iter().all(|a| self.scene.kind(*a) == ActorKind::People);
        let (apposed, others): (Vec<_>, Vec<_>) = std::mem::take(candidates)
            .into_iter()
            .partition(|c| c.sentence == here.sentence && nobody(c) && !verb(c));
        *candidates = others;
        apposed.into_iter().flat_map(|c| c.actors.into_owned()).collect()
    }

    /// `then she shot Brown`: not the one who is named as the object of the same verb.
    fn drop_object(&self, place: usize, candidates: &mut Vec<Candidate>) -> Vec<u32> {
        let text = self.scene.text;
        let Some(first) = self.mention(place).map(|m| m.end) else { return Vec::new() };
        let light = |at: &u32| matches!(text.tag(*at).pos, Pos::Adverb | Pos::Auxiliary);
        let Some(verb) = (first..first + 4).find(|at| !light(at)) else { return Vec::new() };
        let light = |at: u32| matches!(text.tag(at).pos, Pos::Determiner | Pos::Adjective | Pos::Noun);
        let beside =
            |m: &&ActorMention| m.first > verb && m.first < verb + 4 && (verb + 1..m.first).all(light);
        let object = (place + 1..place + 4).filter_map(|p| self.mention(p)).find(beside);
        let object = object.filter(|m| text.tag(verb).pos == Pos::Verb && !text.is(m.end, words::CLITIC_S));
        let named =
            object.filter(|m| m.reference == Reference::Name).map_or(Vec::new(), |m| m.actors.clone());
        candidates.retain(|c| !c.actors.iter().any(|actor| named.contains(actor)));
        named
    }

    /// `Omar Diaz called her`: nobody who is the subject of the same clause.
    fn drop_subject(&self, place: usize, candidates: &mut Vec<Candidate>) -> Vec<u32> {
        let here = self.mention(place).map(|m| m.sentence);
        // `His mother called him Kalle`: the owner is not the subject.
        let owner = |c: &Candidate| matches!(self.scene.text.term(c.first), words::HIS | words::HER);
        let subject = candidates.iter().find(|c| Some(c.sentence) == here && c.subject && !owner(c));
        let subject = subject.map_or(Vec::new(), |c| c.actors.to_vec());
        candidates.retain(|c| !c.actors.iter().any(|actor| subject.contains(actor)));
        subject
    }

    /// `A judge sentenced X ... police arrested him`: beside people without a name, the one named person of the
    /// nearest sentence to whom something was done.
    fn patient(&self, candidates: &[Candidate], fits: impl Fn(u32) -> bool) -> Option<u32> {
        let person = |c: &&Candidate| {
            let owner = self.scene.text.is(c.end, words::CLITIC_S);
            !owner && c.actors.len() == 1 && c.actors.iter().all(|actor| fits(*actor))
        };
        let sentence = candidates.iter().find(person).map(|c| c.sentence)?;
        let near = candidates.iter().filter(|c| c.sentence == sentence).filter(person);
        let mut named = near.filter(|c| c.actors.iter().all(|a| self.scene.kind(*a) != ActorKind::People));
        let one = named.next()?;
        let actor = one.actors.first().copied()?;
        (!one.subject && named.all(|c| !c.subject && c.actors.contains(&actor))).then_some(actor)
    }

    /// Another person who fits stands in the same sentence, and no word told the gender of the one.
    fn has_rival(&self, candidates: &[Candidate], person: u32, fits: impl Fn(u32) -> bool) -> bool {
        let Some(at) = candidates.iter().find(|c| c.actors.contains(&person)).map(|c| c.sentence) else {
            return false;
        };
        let told = self.scene.fact(person).is_some_and(|facts| facts.gender != Gender::Unknown);
        let mut near = candidates.iter().filter(|c| c.sentence == at);
        !told && near.any(|c| c.actors.iter().any(|other| *other != person && fits(*other)))
    }

    /// `it`: only the subject before it, and never where the verb needs no one: `it is clear`.
    fn thing(&mut self, place: usize, mention: &ActorMention, term: Term) -> Vec<u32> {
        let text = self.scene.text;
        if term == words::IT && !self.finite(mention.end) || self.is_empty_it(mention.end) {
            return Vec::new();
        }
        let harm = self.does_harm(mention.end);
        let fits = |actor: u32| {
            let kind = self.scene.kind(actor);
            kind.is_body() && !(harm && matches!(kind, ActorKind::State | ActorKind::Territory))
        };
        let candidates = self.before(place);
        let opens = text.before(mention.first).is_none();
        let wanted = if opens { mention.sentence.checked_sub(1) } else { Some(mention.sentence) };
        let nearest = candidates.iter().find(|c| Some(c.sentence) == wanted && c.subject && !c.adjective);
        match nearest {
            Some(c) if self.has_other_subject(c.end, mention.first) => Vec::new(),
            Some(c) if c.actors.len() == 1 && c.actors.iter().all(|actor| fits(*actor)) => c.actors.to_vec(),
            _ => Vec::new(),
        }
    }

    /// `police came to the bank where [the bomb was] found, and it exploded`: a thing with a verb of its own stands between,
    /// which `it` may mean as well.
    fn has_other_subject(&self, from: u32, to: u32) -> bool {
        let text = self.scene.text;
        let mut between = from + 1..to.min(from + 60);
        between.any(|at| {
            let noun = matches!(text.tag(at).pos, Pos::Noun | Pos::ProperNoun);
            noun && !text.lexicon.entry(text.term(at)).plural && self.finite(at + 1)
        })
    }

    /// `it is clear that`, `it was the first`, `it seems`.
    fn is_empty_it(&self, end: u32) -> bool {
        let text = self.scene.text;
        let copula =
            matches!(text.term(end), words::IS | words::WAS | words::BE | words::BEEN | words::CLITIC_S);
        let after = text.tag(end + 1);
        let verb = after.pos == Pos::Verb && matches!(after.form, VerbForm::Gerund);
        copula && !verb
    }

    /// `It killed 612 people`: said of an earthquake, hardly ever of the state that was named before.
    fn does_harm(&self, end: u32) -> bool {
        self.scene.directory.is(self.scene.text.tag(end).lemma, sort::HARM)
    }

    fn is_people(&self, actor: u32) -> bool {
        let single = self.scene.fact(actor).is_some_and(|facts| facts.single);
        self.scene.kind(actor) == ActorKind::People && !single
    }

    fn anaphor(&mut self, place: usize, mention: &ActorMention, noun: u16) -> Vec<u32> {
        let directory = self.scene.directory;
        let Some(noun) = directory.anaphors.get(usize::from(noun)) else { return Vec::new() };
        let fits = |actor: u32| {
            let model = self.scene.fact(actor).and_then(|facts| facts.model);
            let is_model = model.is_some_and(|sort| noun.models.contains(&sort));
            is_model || noun.kinds.iter().any(|kind| self.is_kind(actor, kind))
        };
        if noun.many {
            let before = self.scene.text.before(mention.first).map_or("", |at| self.scene.text.word(at));
            let found = self.several(place, fits);
            let number = counted(before).unwrap_or(found.len());
            return if found.len() == number { found } else { Vec::new() };
        }
        let found = self.nearest(place, fits);
        if !found.is_empty() || !is_of_republics(noun) {
            return found;
        }
        self.nearest(place, |actor| matches!(self.scene.kind(actor), ActorKind::State | ActorKind::Territory))
    }

    fn is_kind(&self, actor: u32, kind: &str) -> bool {
        let is = self.scene.kind(actor);
        let name = self.scene.name(actor);
        let organ = self.scene.fact(actor).and_then(|facts| facts.organ);
        let organ = organ.and_then(|organ| self.scene.directory.organs.get(usize::from(organ)));
        match kind {
            "region" => is == ActorKind::Territory && !name.ends_with("Republic"),
            "republic" => name.ends_with("Republic") && matches!(is, ActorKind::State | ActorKind::Territory),
            "ministry" => name.contains("Ministry") || organ.is_some_and(|o| o.name == "ministry"),
            "embassy" => organ.is_some_and(|o| o.seated),
            "court" => name.contains("court") || name.contains("Court"),
            "bank" => name.contains("Bank") || name.contains("bank"),
            _ => is.name() == kind,
        }
    }
}

/// `girl`, `policeman`: what the last word of a name for one of the people tells.
fn gender_of_word(name: &str) -> Gender {
    let word = name.rsplit([' ', '-']).next().unwrap_or(name);
    if FEMALE.contains(&word) || word.ends_with("woman") {
        Gender::Female
    } else if MALE.contains(&word) || word.ends_with("man") {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

fn is_of_republics(noun: &Anaphor) -> bool {
    noun.word == "republic"
}

/// A subject where it was last mentioned.
fn is_subject(candidates: &[Candidate], actor: u32) -> bool {
    let Some(last) = candidates.iter().find(|c| c.actors.contains(&actor)) else { return false };
    candidates.iter().any(|c| c.sentence == last.sentence && c.subject && c.actors.contains(&actor))
}

/// The one actor of the nearest sentence that fits; the subject where several do.
fn nearest_of(candidates: &[Candidate], fits: impl Fn(u32) -> bool) -> Vec<u32> {
    let one = |c: &&Candidate| c.actors.len() == 1 && c.actors.iter().all(|actor| fits(*actor));
    let Some(first) = candidates.iter().find(one) else { return Vec::new() };
    let near = || candidates.iter().filter(|c| c.sentence == first.sentence).filter(one);
    if near().all(|c| c.actors == first.actors) {
        return first.actors.to_vec();
    }
    let mut subjects: Vec<u32> = near().filter(|c| c.subject).flat_map(|c| c.actors.to_vec()).collect();
    subjects.dedup();
    if subjects.len() == 1 { subjects } else { Vec::new() }
}
