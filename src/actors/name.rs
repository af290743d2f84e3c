//! Names that the directory does not hold: persons, parties, companies, abbreviations that the article explains.
//!
//! Knows letter case, heads of names and the words beside them. Names of the directory are read in `compose.rs`.

use crate::rule::RuleId;
use crate::text::{Pos, Shape, Term, words};

use super::compose::Part;
use super::directory::{Gender, How, Sense, sort};
use super::scene::{Need, Owner, Scene};
use super::spot::{Item, name_suffix, suffix_kind};
use super::{Actor, ActorKind, Reference};

impl Scene<'_, '_> {
    /// A capitalised name and what belongs to it.
    pub fn read_name(&mut self, k: usize, item: Item) -> usize {
        let before = self.drafts.len();
        let next = self.plain_name(k, item);
        let Some(mention) = self.drafts.get(before).map(|draft| &draft.mention) else { return next };
        let owner = Owner::Actors(mention.actors.clone());
        let part = Part { first: mention.first, end: mention.end, owner };
        self.belonging(next, &part).unwrap_or(next)
    }

    /// A capitalised name alone.
    pub fn plain_name(&mut self, k: usize, item: Item) -> usize {
        let text = self.text.words(item.first, item.end);
        let learned = self.learned(item);
        let known = learned.or_else(|| self.surnames.get(text).copied()).or_else(|| self.named(text));
        let (actor, rule) = match known {
            Some(actor) => (actor, self.rule_of_kind(actor)),
            None => self.new_name(item),
        };
        let reference = if learned.is_some() { Reference::Abbreviation } else { Reference::Name };
        let described = self.described_end(k, item.end, actor);
        let end = self.explained(described, &[actor]);
        self.emit(item.first, end, vec![actor], (reference, &rule), Need::Nothing);
        self.skip_to(k + 1, end)
    }

    fn rule_of_kind(&self, actor: u32) -> RuleId {
        match self.kind(actor) {
            ActorKind::Person => self.rules.person.clone(),
            ActorKind::Unknown => self.rules.unknown.clone(),
            _ => self.rules.suffix.clone(),
        }
    }

    fn new_name(&mut self, item: Item) -> (u32, RuleId) {
        let (kind, rule) = self.classify(item);
        if kind == ActorKind::Person {
            return (self.person(item.first, item.end), rule);
        }
        let name = self.model_name(item);
        let actor = self.actor(Actor { name, kind, ..Actor::default() });
        if kind == ActorKind::Unknown && self.names_model(item) {
            self.remember_model(item, actor);
            let sort = self.directory.sort_of_model(self.text.term(item.first));
            self.facts.get_mut(actor as usize).into_iter().for_each(|facts| facts.model = Some(sort));
        }
        if kind == ActorKind::Unknown && self.is_person_like(item) {
            self.remember(item.first, item.end, actor);
        }
        (actor, rule)
    }

    fn classify(&self, item: Item) -> (ActorKind, RuleId) {
        let rules = self.rules;
        let suffix = suffix_kind(name_suffix(self.text, self.directory, item.first, item.end));
        if let Some(kind) = suffix {
            return (kind, rules.suffix.clone());
        }
        let upper = self.text.tokens.get(item.first as usize).is_some_and(|t| t.shape == Shape::Upper);
        if upper && item.end == item.first + 1 {
            return (ActorKind::Organisation, rules.unknown.clone());
        }
        if self.is_place_here(item) || self.is_part_of_place(item) {
            return (ActorKind::Place, rules.place.clone());
        }
        if self.is_person_like(item) && (self.is_speaker(item) || self.has_given_name(item)) {
            return (ActorKind::Person, rules.person.clone());
        }
        (ActorKind::Unknown, rules.unknown.clone())
    }

    fn is_place_here(&self, item: Item) -> bool {
        let before = self.text.before(item.first).map_or(Term::UNKNOWN, |at| self.text.term(at));
        let near = matches!(before, words::IN | words::AT) && !self.text.is(item.end, words::CLITIC_S);
        near && item.end <= item.first + 2
    }

    /// `Northern Iraq`: a part of what the directory knows as a place, and nobody whom a last name would mean.
    fn is_part_of_place(&self, item: Item) -> bool {
        let placed = |kind| matches!(kind, ActorKind::State | ActorKind::Territory | ActorKind::Place);
        let is_place = |sense: &Sense| match sense {
            Sense::Entity(number, How::Name | How::Capital | How::City) => {
                self.directory.entity(*number).is_some_and(|entity| placed(entity.kind))
            }
            _ => false,
        };
        let rest = (item.first + 1..item.end).map(|at| self.text.term(at));
        self.directory.is(self.text.term(item.first), sort::PART)
            && self.directory.phrases.get(rest).iter().any(is_place)
    }

    /// A word of saying follows the name, which has two words at least: companies speak too.
    fn is_speaker(&self, item: Item) -> bool {
        let speaks = self.text.tag(item.end).pos == Pos::Verb
            && self.directory.token_is(self.text, item.end, sort::SPEECH);
        let the = self.text.before(item.first).is_some_and(|at| self.text.is(at, words::THE));
        speaks && !the && item.end > item.first + 1
    }

    /// Two words and more of which the first is a given name; or that the lexicon and the directory do not hold,
    /// small but for their first letters: `Mary Field`, `Jelena Marovic`.
    fn has_given_name(&self, item: Item) -> bool {
        let new = |at: u32| {
            let term = self.text.term(at);
            let shape = self.text.tokens.get(at as usize).map_or(Shape::Lower, |t| t.shape);
            let known = self.text.lexicon.entry(term).parts != 0 && !self.directory.is(term, sort::PARTICLE);
            let initial = self.text.word(at).len() == 1;
            !known
                && (shape != Shape::Upper || initial)
                && (at > item.first || !self.directory.phrases.starts(term))
        };
        let the = self.text.before(item.first).is_some_and(|at| self.text.is(at, words::THE));
        let given = self.directory.is(self.text.term(item.first), sort::GIVEN);
        let unknown = || (item.first..item.end).all(|at| new(at) || self.is_mark(at));
        item.end > item.first + 1 && !the && (given || unknown())
    }

    /// What the given name of a full name tells.
    fn given_gender(&self, first: u32, end: u32) -> Gender {
        let is = |sort| end > first + 1 && self.directory.is(self.text.term(first), sort);
        match (is(sort::MALE), is(sort::FEMALE)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }

    /// `J.K.`, `JD`: before a last name.
    fn is_initials(&self, at: u32) -> bool {
        let next = self.text.tokens.get(at as usize + 1).map_or(Shape::Lower, |t| t.shape);
        self.text.word(at).len() <= 5 && next == Shape::Capitalized
    }

    fn is_mark(&self, at: u32) -> bool {
        matches!(self.text.term(at), words::HYPHEN | words::STOP)
    }

    /// At most six tokens, capitals, particles and initials only, no word that ends names of organisations.
    pub fn is_person_like(&self, item: Item) -> bool {
        let tokens = item.end - item.first;
        let number = |at: u32| self.text.tokens.get(at as usize).is_some_and(|t| t.shape == Shape::Digits);
        let odd = (item.first..item.end)
            .any(|at| matches!(self.text.term(at), words::OF | words::AMPERSAND) || number(at));
        let upper = self.text.tokens.get(item.first as usize).is_some_and(|t| t.shape == Shape::Upper);
        let suffix = name_suffix(self.text, self.directory, item.first, item.end);
        let small = self.text.word(item.first).starts_with(char::is_lowercase);
        tokens <= 7 && !odd && suffix.is_none() && !small && (!upper || self.is_initials(item.first))
    }

    /// A title and the name after it. The mention starts at `first`.
    pub fn titled(&mut self, k: usize, title: Item, first: u32) -> usize {
        let Some(k) = self.item_at(k + 1, title.end) else { return k + 1 };
        let Some(name) = self.item(k) else { return k };
        let known = self.directory.mark(self.text.term(title.first)).title;
        let person = match known.filter(|title| title.kept) {
            Some(_) if name.end == name.first + 1 => self.royal(title, name),
            _ => self.person(name.first, name.end),
        };
        self.remember_town(name, person);
        if let Some(known) = known {
            self.learn_title(person, known.gender, known.role);
        }
        let rule = self.rules.title_name.clone();
        self.emit(first, name.end, vec![person], (Reference::Name, &rule), Need::Nothing);
        self.skip_to(k + 1, name.end)
    }

    /// `King Abdullah`: a name of one word keeps its title.
    fn royal(&mut self, title: Item, name: Item) -> u32 {
        let word = self.text.word(name.first);
        if let Some(known) = self.surnames.get(word) {
            return *known;
        }
        let called = self.phrase(title.first, name.end);
        let person = self.actor(Actor { name: called, kind: ActorKind::Person, ..Actor::default() });
        self.surnames.insert(word, person);
        person
    }

    fn learn_title(&mut self, person: u32, gender: Gender, role: &'static str) {
        if let Some(facts) = self.facts.get_mut(person as usize)
            && gender != Gender::Unknown
        {
            facts.gender = gender;
        }
        if let Some(actor) = self.actors.get_mut(person as usize)
            && !role.is_empty()
        {
            actor.role.get_or_insert_with(|| role.to_owned());
        }
    }

    /// The person of a name, made when new; a last name alone means the person who bears it.
    pub fn person(&mut self, first: u32, end: u32) -> u32 {
        let text = self.text.words(first, end);
        let known = self.surnames.get(text).copied().or_else(|| self.named(text));
        if let Some(person) = known {
            if let Some(actor) = self.actors.get_mut(person as usize)
                && matches!(actor.kind, ActorKind::Unknown | ActorKind::Person)
            {
                actor.kind = ActorKind::Person;
            }
            return person;
        }
        let name = self.phrase(first, end);
        let gender = self.given_gender(first, end);
        let person = self.actor(Actor { name, kind: ActorKind::Person, ..Actor::default() });
        if let Some(facts) = self.facts.get_mut(person as usize).filter(|f| f.gender == Gender::Unknown) {
            facts.gender = gender;
        }
        self.remember(first, end, person);
        person
    }

    /// `General Washington` is meant by `Washington` from now on.
    pub fn remember_town(&mut self, name: Item, person: u32) {
        let named = |sense: &Sense| matches!(sense, Sense::Entity(..));
        if name.end == name.first + 1 && self.senses(name).iter().any(named) {
            self.surnames.entry(self.text.word(name.first)).or_insert(person);
        }
    }

    /// The last and the first word of a name stand for it from now on.
    fn remember(&mut self, first: u32, end: u32, actor: u32) {
        if end < first + 2 {
            return;
        }
        let family_first = self.is_family_name_first(first, end);
        let last = self.text.word(if family_first { first } else { end - 1 });
        // Who bears the name first in a text is who it is about: `Lee` stays Ann Lee after `her brother Tom Lee`.
        self.surnames.entry(last).or_insert(actor);
        if self.text.is(end - 2, words::HYPHEN) && end >= first + 4 {
            let double = self.text.words(end - 3, end);
            self.surnames.insert(double, actor);
        }
        let other = if family_first { end - 1 } else { first };
        let word = self.text.word(other);
        // `KMT`, which was told of by itself, is none of the names that `KMT Youth` has, nor `RB` one of `RB Pierre Thomas`.
        let letters = self.text.tokens.get(other as usize).is_some_and(|t| t.shape == Shape::Upper);
        let own = self.named(word).is_none() && !(letters && end > first + 2);
        if self.text.lexicon.entry(self.text.term(other)).parts == 0 && own {
            self.surnames.entry(word).or_insert(actor);
        }
    }

    /// `Sin Hong-chol`: a hyphenated given name in small letters after the family name.
    fn is_family_name_first(&self, first: u32, end: u32) -> bool {
        end == first + 4
            && self.text.is(first + 2, words::HYPHEN)
            && self.text.tokens.get(first as usize + 3).is_some_and(|t| t.shape == Shape::Lower)
    }

    /// Reads `(DPR)` or `(DPR and LPR respectively)` after a name and learns it; the end of the mention.
    pub fn explained(&mut self, end: u32, actors: &[u32]) -> u32 {
        if !self.text.is(end, words::OPEN_PAREN) {
            return end;
        }
        let mut found: Vec<u32> = Vec::new();
        let mut at = end + 1;
        while at < end + 12 {
            match self.text.term(at) {
                words::CLOSE_PAREN => break,
                words::AND | words::COMMA | words::QUOTE => {}
                _ if self.text.reads(at, "respectively") => {}
                _ if self.is_abbreviation(at) => found.push(at),
                _ => return end,
            }
            at += 1;
        }
        if found.len() != actors.len() || !self.text.is(at, words::CLOSE_PAREN) {
            return end;
        }
        let pairs: Vec<(u32, u32)> = found.into_iter().zip(actors.iter().copied()).collect();
        if !pairs.iter().all(|(token, actor)| self.abbreviates(*token, *actor)) {
            return end;
        }
        for (token, actor) in pairs {
            self.learned.insert(self.text.word(token), actor);
        }
        at + 1
    }

    fn is_abbreviation(&self, at: u32) -> bool {
        let shape = self.text.tokens.get(at as usize).map_or(Shape::Lower, |t| t.shape);
        matches!(shape, Shape::Upper | Shape::Mixed) && self.text.word(at).len() <= 10
    }

    /// The letters may stand for the name: the first opens one of its words, and no other name is so abbreviated.
    fn abbreviates(&self, token: u32, actor: u32) -> bool {
        let word = self.text.word(token);
        let same = self.abbreviated_entity(token);
        if let Some(entity) = same {
            return self.fact(actor).and_then(|f| f.entity) == Some(entity)
                || initials(self.name(actor)) == word;
        }
        let first = word.chars().next();
        self.name(actor).split([' ', '-']).any(|part| part.chars().next() == first)
    }

    fn abbreviated_entity(&self, token: u32) -> Option<u32> {
        let mut found = None;
        self.directory.phrases.matches(self.text, token, token + 1, |_, range| {
            let senses = self.directory.phrases.values(range);
            found = senses.iter().find_map(|sense| match sense {
                Sense::Entity(number, How::Abbreviation) => Some(*number),
                _ => None,
            });
        });
        found
    }
}

/// `Democratic Workers' Party` gives `DWP`.
fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}
