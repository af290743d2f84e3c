//! Finds become mentions: owner, role and name go together as one noun phrase.
//!
//! One walk over the finds of a sentence; each function reads one kind of phrase from a find on, emits its mentions
//! and returns the number of the find to go on with. Knows the grammar of names. Resolves nothing that points back.

use rustc_hash::FxHashMap;

use crate::rule::RuleId;
use crate::text::{Pos, Shape, words};

use super::directory::{How, Sense, sort};
use super::lists::{GOVERNMENTS, NUMBERS};
use super::scene::{Need, Owner, Scene};
use super::spot::{Item, What};
use super::{Actor, ActorKind, Reference, metonym};

/// The first part of a noun phrase, to which an office, people or a name may belong.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// First token.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// Who it is.
    pub owner: Owner,
}

impl Scene<'_, '_> {
    /// Reads the finds `range` of the current sentence.
    pub fn read(&mut self, range: std::ops::Range<usize>) {
        let mut k = range.start;
        while k < range.end {
            k = self.phrase_at(k).max(k + 1);
        }
    }

    fn phrase_at(&mut self, k: usize) -> usize {
        let Some(item) = self.item(k) else { return k + 1 };
        match item.what {
            What::Thing => k + 1,
            What::Maybe if self.is_learned_model(item) => self.read_name(k, item),
            What::Maybe if self.surnames.contains_key(self.text.word(item.first)) => self.read_name(k, item),
            What::Maybe => k + 1,
            What::Title => self.titled(k, item, item.first),
            What::Pronoun => self.pronoun(k, item),
            What::Name => self.shared_head(k).unwrap_or_else(|| self.read_name(k, item)),
            What::Known(_) => self.known(k, item),
        }
    }

    fn known(&mut self, k: usize, item: Item) -> usize {
        if let Some(next) = self.shared_head(k) {
            return next;
        }
        if self.is_surname(item) {
            return self.read_name(k, item);
        }
        let senses = self.senses(item);
        let named = senses.iter().any(|s| matches!(s, Sense::Entity(..) | Sense::Group(_)));
        if named && self.is_named(item) {
            return self.owner(k, item);
        }
        self.office(k, item, None, item.first).or_else(|| self.pointing(k, item)).unwrap_or(k + 1)
    }

    /// `King` alone after `Billy King`.
    fn is_surname(&self, item: Item) -> bool {
        let article = self.text.before(item.first).is_some_and(|at| self.text.is(at, words::THE));
        let known = self.surnames.get(self.text.words(item.first, item.end));
        let last = |person: &u32| self.name(*person).ends_with(self.text.words(item.first, item.end));
        // A club may be called by the capital it is from, `Rabat`, and nobody by the name of a people.
        let state = |sense: &Sense| match sense {
            Sense::Entity(number, how) => *how != How::Capital && self.is_state(*number),
            _ => false,
        };
        let named =
            |person: &u32| self.kind(*person) == ActorKind::Person || !self.senses(item).iter().any(state);
        item.end == item.first + 1 && !article && known.is_some_and(|one| last(one) && named(one))
    }

    /// Letter case says that the phrase is the name, not a plain word of the same letters.
    fn is_named(&self, item: Item) -> bool {
        let shape = |at: u32| self.text.tokens.get(at as usize).map_or(Shape::Lower, |t| t.shape);
        shape(item.first) != Shape::Lower || shape(item.end.saturating_sub(1)) != Shape::Lower
    }

    /// A state, organisation or place, and what belongs to it.
    fn owner(&mut self, k: usize, item: Item) -> usize {
        let Some((actors, how)) = self.entity(item) else { return k + 1 };
        let part = self.named_part(item, actors, how);
        let next = self.skip_to(k + 1, part.end);
        self.belonging(next, &part).unwrap_or(next)
    }

    /// `Greeks`, not `Swiss`, which may be an adjective.
    fn is_crowd(&self, item: Item) -> bool {
        self.text.word(item.end.saturating_sub(1)).ends_with('s')
            && self.text.tag(item.end.saturating_sub(1)).pos != Pos::Adjective
            && !self.is_modifying(item.end)
    }

    /// The people of a state are not the state: `Greeks threw stones`.
    fn people_of(&mut self, item: Item, holder: u32) -> u32 {
        let name = self.phrase(item.first, item.end);
        let state = self.state(holder);
        self.actor(Actor { name, kind: ActorKind::People, state, ..Actor::default() })
    }

    /// Emits the mention of a named part, with the abbreviation explained after it.
    pub fn named_part(&mut self, item: Item, actors: Vec<u32>, how: How) -> Part {
        let rule = self.rule_of(how, &actors);
        let crowd = actors.iter().all(|actor| self.kind(*actor) == ActorKind::People);
        let reference = match how {
            How::People if crowd => Reference::Role,
            How::Name | How::City => Reference::Name,
            How::Abbreviation => Reference::Abbreviation,
            How::Adjective | How::People => Reference::Demonym,
            How::Capital | How::Seat => Reference::Metonym,
        };
        let end = self.explained(item.end, &actors);
        self.emit(item.first, end, actors.clone(), (reference, &rule), Need::Nothing);
        Part { first: item.first, end, owner: Owner::Actors(actors) }
    }

    fn rule_of(&self, how: How, actors: &[u32]) -> RuleId {
        let kind = actors.first().map_or(ActorKind::Unknown, |actor| self.kind(*actor));
        let rules = self.rules;
        match how {
            _ if actors.len() > 1 => &rules.group,
            How::Abbreviation => &rules.abbreviation,
            How::Adjective => &rules.demonym,
            How::People => &rules.people_of_state,
            How::Capital | How::Seat => &rules.capital,
            How::City => &rules.place,
            How::Name => match kind {
                ActorKind::State | ActorKind::Territory => &rules.state_name,
                ActorKind::Place => &rules.place,
                _ => &rules.organisation,
            },
        }
        .clone()
    }

    /// Who is named by a find, and how.
    pub fn entity(&mut self, item: Item) -> Option<(Vec<u32>, How)> {
        if let Some(actor) = self.learned(item) {
            return Some((vec![actor], How::Abbreviation));
        }
        let senses = self.senses(item);
        let group = senses.iter().find_map(|s| if let Sense::Group(g) = s { Some(*g) } else { None });
        if let Some(group) = group {
            let members = self.directory.groups.get(usize::from(group))?.clone();
            return Some((members.into_iter().map(|m| self.entity_actor(m)).collect(), How::Name));
        }
        let (number, how) = self.choose(item, senses)?;
        let person = self.surnames.get(self.text.words(item.first, item.end)).copied();
        let last = |person: &u32| self.name(*person).ends_with(self.text.words(item.first, item.end));
        let state = self.is_state(number);
        let named = |person: &u32| !state || self.kind(*person) == ActorKind::Person;
        if let Some(person) =
            person.filter(last).filter(|_| matches!(how, How::Name | How::City)).filter(named)
        {
            return Some((vec![person], How::Name));
        }
        let actor = self.entity_actor(number);
        match how {
            How::People if self.is_crowd(item) => Some((vec![self.people_of(item, actor)], how)),
            How::People | How::Adjective if self.is_compatriot(item, how) => {
                let person = self.people_of(item, actor);
                self.facts.get_mut(person as usize).into_iter().for_each(|facts| facts.single = true);
                Some((vec![person], How::People))
            }
            _ => Some((vec![actor], how)),
        }
    }

    /// A capital as a post, `Ambassador to Moscow`: its government.
    pub fn post(&mut self, item: Item) -> Option<(Vec<u32>, How)> {
        let capital = self.senses(item).iter().find_map(|sense| match sense {
            Sense::Entity(number, How::Capital) => Some(*number),
            _ => None,
        })?;
        Some((vec![self.entity_actor(capital)], How::Capital))
    }

    /// Which of several entities of one name.
    fn choose(&self, item: Item, senses: &[Sense]) -> Option<(u32, How)> {
        let all = || {
            senses.iter().filter_map(|s| if let Sense::Entity(e, how) = s { Some((*e, *how)) } else { None })
        };
        let capital = all().find(|(_, how)| matches!(how, How::Capital));
        let place = capital.is_some_and(|(state, _)| self.is_followed_by(item.end, state));
        let government = || !place && metonym::is_government(self.text, self.directory, item.first, item.end);
        if let Some(seat) = capital.filter(|_| government()) {
            return Some(seat);
        }
        let count = |counts: &FxHashMap<u32, u32>, number: u32| counts.get(&number).copied().unwrap_or(0);
        let weight = |number: u32| match self.directory.entity(number).and_then(|e| e.state) {
            Some(state) => count(&self.weights, state),
            None => count(&self.weights, number) + count(&self.adjectives, number),
        };
        let upper = self.text.tokens.get(item.first as usize).is_some_and(|t| t.shape == Shape::Upper);
        let other = all().filter(|(_, how)| {
            !matches!(how, How::Capital) && (*how != How::Abbreviation || upper || item.end > item.first + 1)
        });
        if let Some(state) =
            other.clone().find(|(number, _)| self.is_state(*number) && self.governs(item.end))
        {
            return Some(state);
        }
        let best = other.reduce(|best, next| if weight(next.0) > weight(best.0) { next } else { best });
        best.or(capital)
    }

    fn is_state(&self, number: u32) -> bool {
        self.directory.entity(number).is_some_and(|entity| entity.kind == ActorKind::State)
    }

    /// `Georgia's parliament`, `Georgia's president`: only a state has such an organ or office.
    fn governs(&self, end: u32) -> bool {
        let next = self.items.partition_point(|item| item.first <= end);
        let Some(item) = self.item(next).filter(|item| item.first <= end + 2) else { return false };
        self.text.is(end, words::CLITIC_S)
            && self.senses(item).iter().any(|sense| match sense {
                Sense::Role(role, _) => self
                    .directory
                    .roles
                    .get(usize::from(*role))
                    .is_some_and(|role| role.head && !role.general),
                Sense::Organ(organ) => {
                    self.directory.organs.get(usize::from(*organ)).is_some_and(|organ| organ.national)
                }
                _ => false,
            })
    }

    /// `Bangkok, Thailand`
    fn is_followed_by(&self, end: u32, state: u32) -> bool {
        let next = self.items.partition_point(|item| item.first <= end);
        let item = self.item(next).filter(|item| self.text.is(end, words::COMMA) && item.first == end + 1);
        item.is_some_and(|item| self.senses(item).contains(&Sense::Entity(state, How::Name)))
    }

    /// What stands after an owner: an office, people, a name; `None` when nothing belongs to it.
    pub fn belonging(&mut self, k: usize, part: &Part) -> Option<usize> {
        let owns = self.text.is(part.end, words::CLITIC_S)
            || self.text.tag(part.end).pos == Pos::Possessive
            || (self.text.is(part.end, words::APOSTROPHE)
                && self.text.word(part.end.wrapping_sub(1)).ends_with('s'));
        let start = if owns { part.end + 1 } else { part.end };
        let at = self.skip_modifiers(start, if owns { 3 } else { 2 });
        let k = self.item_at(k, at)?;
        let item = self.item(k)?;
        let person = matches!(&part.owner, Owner::Actors(actors) if actors.iter().all(|actor| {
            self.kind(*actor) == ActorKind::Person
        }));
        match item.what {
            What::Known(_) if owns || !person || at == part.end && self.is_government(item) => self
                .office(k, item, Some(part), part.first)
                .or_else(|| if at == start { self.namesake_organ(k, item, part) } else { None }),
            _ => None,
        }
    }

    /// `the Obama administration`: called by the one who leads it.
    fn is_government(&self, item: Item) -> bool {
        let led = |sense: &Sense| match sense {
            Sense::Organ(organ) => {
                let organ = self.directory.organs.get(usize::from(*organ));
                organ.is_some_and(|organ| GOVERNMENTS.contains(&organ.name))
            }
            _ => false,
        };
        self.senses(item).iter().any(led)
    }

    /// Adjectives between an owner and what it owns: `former`, `deputy`, `powerful`.
    fn skip_modifiers(&self, start: u32, most: u32) -> u32 {
        let mut at = start;
        while at < start + most && self.is_modifier(at) {
            at += 1;
        }
        at
    }

    fn is_modifier(&self, at: u32) -> bool {
        if self.starts_office(at) {
            return false;
        }
        let term = self.text.term(at);
        let lower = self.text.tokens.get(at as usize).is_some_and(|t| t.shape == Shape::Lower);
        self.directory.is(term, sort::MODIFIER | sort::APART | sort::INCUMBENT)
            || (lower && self.text.tag(at).pos == Pos::Adjective)
    }

    fn starts_office(&self, at: u32) -> bool {
        let found = self.items.partition_point(|item| item.first < at);
        self.items.get(found).is_some_and(|item| item.first == at)
    }

    /// A role, organ or people word with or without its owner before it.
    pub fn office(&mut self, k: usize, item: Item, part: Option<&Part>, first: u32) -> Option<usize> {
        if self.goes_on_after_hyphen(item.end) {
            return None;
        }
        let senses = self.senses(item);
        let role =
            senses.iter().find_map(|s| if let Sense::Role(r, many) = s { Some((*r, *many)) } else { None });
        if let Some((role, many)) = role {
            return self.role(k, item, (role, many), part, first);
        }
        let organ = senses.iter().find_map(|s| if let Sense::Organ(o) = s { Some(*o) } else { None });
        if let Some(organ) = organ
            && let Some(next) = self.organ(k, item, organ, part, first)
        {
            return Some(next);
        }
        senses
            .iter()
            .any(|s| matches!(s, Sense::People(_)))
            .then(|| self.people(k, item, part, first))
            .flatten()
    }

    /// `Director-General of Finance`: the first half of another title.
    fn goes_on_after_hyphen(&self, end: u32) -> bool {
        let glued = |at: u32| self.text.tokens.get(at as usize).is_some_and(|t| !t.spaced);
        let capital = self.text.tokens.get(end as usize + 1).is_some_and(|t| t.shape == Shape::Capitalized);
        self.text.is(end, words::HYPHEN) && glued(end) && glued(end + 1) && capital
    }

    /// People by what they are: `Russian troops`, `protesters`.
    pub fn people(&mut self, k: usize, item: Item, part: Option<&Part>, first: u32) -> Option<usize> {
        let pos = self.text.tag(item.end - 1).pos;
        let noun = matches!(pos, Pos::Noun | Pos::ProperNoun | Pos::Other);
        let titled = part.is_none() && self.is_capital_inside(item.first);
        if !noun || titled || self.is_modifying(item.end) || self.is_hyphenated_on(item.first) {
            return None;
        }
        let standing = self.standing(item.first, item.first, first);
        let name = match part {
            Some(Part { owner: Owner::Actors(_), first, .. }) if standing.first < *first => {
                standing.before.clone() + &self.phrase(*first, item.end)
            }
            Some(Part { owner: Owner::Actors(_), first, .. }) => self.phrase(*first, item.end),
            _ => self.phrase(standing.first, item.end).to_lowercase(),
        };
        let first = first.min(standing.first);
        let state = part.and_then(|part| self.state_of(&part.owner));
        let actor = self.actor(Actor { name, kind: ActorKind::People, state, ..Actor::default() });
        let single = self.senses(item).contains(&Sense::People(false));
        if let Some(facts) = self.facts.get_mut(actor as usize) {
            facts.single = single;
        }
        let rule = self.rules.people.clone();
        self.emit(first, item.end, vec![actor], (Reference::Role, &rule), Need::Nothing);
        Some(k + 1)
    }

    /// A capital that no start of a sentence explains: part of a title or a name.
    pub fn is_capital_inside(&self, at: u32) -> bool {
        let lower = self.text.tokens.get(at as usize).is_some_and(|t| t.shape == Shape::Lower);
        let opens = self.text.before(at).is_none_or(|before| self.text.tag(before).pos == Pos::Punctuation);
        !lower && !opens
    }

    /// `non-comedian`, `best-actor`: the second half of a compound; `ex-president` is a role all the same.
    pub fn is_hyphenated_on(&self, at: u32) -> bool {
        let glued = self.text.tokens.get(at as usize).is_some_and(|t| !t.spaced);
        let hyphen = at > 1 && glued && self.text.is(at - 1, words::HYPHEN);
        hyphen && !self.is_standing(at - 2)
    }

    /// The word before `at` is no head: a plain noun follows in the same phrase.
    pub fn is_modifying(&self, at: u32) -> bool {
        let lower = self.text.tokens.get(at as usize).is_some_and(|t| t.shape == Shape::Lower && t.spaced);
        let hyphen =
            self.text.is(at, words::HYPHEN) && self.text.tokens.get(at as usize).is_some_and(|t| !t.spaced);
        hyphen || (lower && self.text.tag(at).pos == Pos::Noun)
    }

    /// The state of the one owner.
    pub fn state_of(&self, owner: &Owner) -> Option<String> {
        match owner {
            Owner::Actors(actors) => actors.first().and_then(|actor| self.state(*actor)),
            _ => None,
        }
    }

    /// `the republic`, `these regions`: only with a determiner that points back.
    pub fn pointing(&mut self, k: usize, item: Item) -> Option<usize> {
        let number =
            self.senses(item).iter().find_map(|s| if let Sense::Anaphor(n) = s { Some(*n) } else { None })?;
        let named = self.text.is(item.end, words::OF) && self.item_at(k + 1, item.end + 1).is_some();
        if named || !self.points_back(item) || self.is_modifying(item.end) {
            return None;
        }
        let rule = self.rules.anaphor.clone();
        let draft =
            self.emit(item.first, item.end, Vec::new(), (Reference::Anaphor, &rule), Need::Anaphor(number));
        let part = Part { first: item.first, end: item.end, owner: Owner::Draft(draft) };
        Some(self.belonging(k + 1, &part).unwrap_or(k + 1))
    }

    fn points_back(&self, item: Item) -> bool {
        let Some(mut before) = self.text.before(item.first) else { return false };
        let counted = counted(self.text.word(before)).is_some();
        if counted && let Some(article) = self.text.before(before) {
            before = article;
        }
        let pointed = matches!(
            self.text.term(before),
            words::THE | words::THIS | words::THESE | words::THOSE | words::THAT | words::BOTH
        );
        let many = self.senses(item).iter().any(|sense| match sense {
            Sense::Anaphor(n) => self.directory.anaphors.get(usize::from(*n)).is_some_and(|noun| noun.many),
            _ => false,
        });
        let pointed = pointed && (!many || counted || !self.text.is(before, words::THE));
        let pos = self.text.tag(item.first).pos;
        pointed && matches!(pos, Pos::Noun | Pos::ProperNoun | Pos::Other)
    }

    /// A pronoun, and what it owns.
    fn pronoun(&mut self, k: usize, item: Item) -> usize {
        let rule = self.rules.pronoun.clone();
        let draft = self.emit(item.first, item.end, Vec::new(), (Reference::Pronoun, &rule), Need::Pronoun);
        let owns = matches!(self.text.term(item.first), words::HIS | words::HER | words::ITS | words::THEIR);
        if !owns {
            return k + 1;
        }
        let at = self.skip_modifiers(item.end, 2);
        let part = Part { first: item.first, end: item.end, owner: Owner::Draft(draft) };
        let office = self.item_at(k + 1, at).and_then(|next| Some((next, self.item(next)?)));
        office
            .filter(|(_, item)| matches!(item.what, What::Known(_)))
            .and_then(|(next, office)| self.office(next, office, Some(&part), item.first))
            .unwrap_or(k + 1)
    }
}

/// The number that a word before a plural gives: `the two republics`.
pub(super) fn counted(word: &str) -> Option<usize> {
    let place = NUMBERS.iter().position(|number| *number == word);
    place.or_else(|| (word == "both").then_some(0)).map(|place| place + 2)
}
