//! Roles and organs: `Russian President Vladimir Putin`, `the Embassy of North Korea in Moscow`.
//!
//! Knows roles, organs and who stands beside them. Those that point back are left to `anaphora`.

use crate::text::{Pos, Shape, Term, words};

use super::compose::Part;
use super::directory::{Gender, How, Sense};
use super::scene::{Draft, Need, Owner, Scene};
use super::spot::{Item, What};
use super::standing::Standing;
use super::{Actor, ActorKind, Reference};

impl Scene<'_, '_> {
    /// A role with its owner before or after it, and the name that follows.
    pub fn role(
        &mut self,
        k: usize,
        item: Item,
        (role, many): (u16, bool),
        part: Option<&Part>,
        first: u32,
    ) -> Option<usize> {
        if self.is_hyphenated_on(item.first) || self.is_seat(item) {
            return None;
        }
        let (mut k, mut end) = self.stacked(k, item);
        let standing = self.standing(item.first, end, first);
        // `Former President X` is X; in `ex-President X` the first word is part of the name of the office.
        let direct = if standing.before.ends_with(' ') { first } else { first.min(standing.first) };
        let first = first.min(standing.first);
        let mut owner = part.map_or(Owner::Nobody, |part| part.owner.clone());
        if let Some((after, next)) = self.complement(k + 1, end) {
            if owner == Owner::Nobody && !self.text.is(end, words::TO) {
                owner = after.owner;
            }
            (k, end) = (next - 1, after.end);
            if many && let Some((next, last)) = self.more_owners(k + 1, end, &mut owner) {
                (k, end) = (next - 1, last);
            }
            if let Some((next, place_end)) = self.posted_in(k + 1, end) {
                (k, end) = (next - 1, place_end);
            }
        }
        if !many && let Some(next) = self.named_role(k + 1, (direct, first, end), (role, &standing), &owner) {
            return Some(next);
        }
        if !self.is_office_noun(item, end) {
            return None;
        }
        self.nameless(item, (role, many), owner, (first, end), standing);
        Some(k + 1)
    }

    /// `turned in his chair`: one sits on it.
    fn is_seat(&self, item: Item) -> bool {
        let owned =
            item.first.checked_sub(1).filter(|at| matches!(self.text.term(*at), words::HIS | words::HER));
        let within = owned
            .and_then(|at| self.text.before(at))
            .is_some_and(|at| matches!(self.text.word(at), "in" | "on" | "from" | "into" | "onto"));
        within && self.text.reads(item.first, "chair")
    }

    /// `the leaders of Greece, Turkey and Cyprus`: the owners after the first.
    fn more_owners(&mut self, k: usize, end: u32, owner: &mut Owner) -> Option<(usize, u32)> {
        let (mut k, mut end, mut found) = (k, end, None);
        for _ in 0..8 {
            let mut at = end;
            while at < end + 3 && matches!(self.text.term(at), words::AND | words::COMMA | words::THE) {
                at += 1;
            }
            let next = self.item_at(k, at).filter(|_| at > end);
            let item = next.and_then(|next| self.item(next)).filter(|item| {
                self.senses(*item)
                    .iter()
                    .any(|sense| matches!(sense, Sense::Entity(_, How::Name | How::Abbreviation)))
            });
            let (Some(next), Some(item), Owner::Actors(owners)) = (next, item, &mut *owner) else { break };
            let Some((actors, how)) = self.entity(item) else { break };
            owners.extend(actors.iter().copied());
            let part = self.named_part(item, actors, how);
            (k, end) = (self.skip_to(next + 1, part.end), part.end);
            found = Some((k, end));
        }
        found
    }

    /// `... to the UN Office in Geneva Jane Doe`: the place between a post and the name.
    fn posted_in(&mut self, k: usize, end: u32) -> Option<(usize, u32)> {
        let k = self.item_at(k, end + 1).filter(|_| self.text.is(end, words::IN))?;
        let (place, name) = (self.item(k)?, self.item(k + 1)?);
        if name.first != place.end || name.what != What::Name || !self.is_person_like(name) {
            return None;
        }
        let (actors, how) = self.entity(place)?;
        let part = self.named_part(place, actors, how);
        Some((self.skip_to(k + 1, part.end), part.end))
    }

    /// `chairman and chief executive`, `president-elect`: the last find and token of the roles.
    fn stacked(&self, mut k: usize, item: Item) -> (usize, u32) {
        let mut end = item.end;
        if self.text.is(end, words::AND)
            && let Some(next) = self.item_at(k + 1, end + 1)
            && let Some(other) = self.item(next)
            && self.senses(other).iter().any(|s| matches!(s, Sense::Role(_, false)))
        {
            (k, end) = (next, other.end);
        }
        if self.text.is(end, words::HYPHEN) && matches!(self.text.word(end + 1), "elect" | "designate") {
            end += 2;
        }
        (k, end)
    }

    /// `of the Donetsk People's Republic (DPR)`, `to Moscow`, `of these regions` after a role or organ.
    fn complement(&mut self, k: usize, end: u32) -> Option<(Part, usize)> {
        let preposition = self.text.term(end);
        if !matches!(preposition, words::OF | words::TO | words::FOR | words::AT) {
            return None;
        }
        let pointed = matches!(
            self.text.term(end + 1),
            words::THE | words::THIS | words::THESE | words::THOSE | words::BOTH
        );
        let at = if pointed { end + 2 } else { end + 1 };
        let k = self.item_at(k, at)?;
        let item = self.item(k)?;
        let before = self.drafts.len();
        let next = match item.what {
            What::Thing | What::Maybe | What::Title | What::Pronoun => return None,
            What::Name => self.shared_head(k).or_else(|| Some(self.plain_name(k, item)))?,
            What::Known(_) => {
                self.shared_head(k).or_else(|| self.complement_known(k, item, preposition == words::TO))?
            }
        };
        let widest = (before..self.drafts.len()).rev().max_by_key(|number| {
            self.drafts.get(*number).map(|draft| draft.mention.end - draft.mention.first)
        });
        let before = widest.unwrap_or(before);
        let draft = self.drafts.get(before)?;
        let owner = match &draft.need {
            Need::Nothing => Owner::Actors(draft.mention.actors.clone()),
            _ => Owner::Draft(before as u32),
        };
        let part = Part { first: draft.mention.first, end: draft.mention.end, owner };
        Some((part, next))
    }

    fn complement_known(&mut self, k: usize, item: Item, post: bool) -> Option<usize> {
        let senses = self.senses(item);
        if senses.iter().any(|s| matches!(s, Sense::Entity(..) | Sense::Group(_))) {
            let (actors, how) = match post {
                true => self.post(item).or_else(|| self.entity(item))?,
                false => self.entity(item)?,
            };
            let part = self.named_part(item, actors, how);
            let next = self.skip_to(k + 1, part.end);
            let organ = self.item(next).is_some_and(|item| {
                item.first == part.end
                    && self.senses(item).iter().any(|sense| matches!(sense, Sense::Organ(_)))
            });
            let whole = if organ { self.belonging(next, &part) } else { None };
            return Some(whole.unwrap_or(next));
        }
        if let Some(Sense::Organ(organ)) = senses.iter().find(|s| matches!(s, Sense::Organ(_))) {
            return self.organ(k, item, *organ, None, item.first);
        }
        self.pointing(k, item)
    }

    /// A role with the name after it, directly or between commas.
    fn named_role(
        &mut self,
        k: usize,
        (direct, first, end): (u32, u32, u32),
        (role, standing): (u16, &Standing),
        owner: &Owner,
    ) -> Option<usize> {
        let comma = self.text.is(end, words::COMMA);
        let at = if comma { end + 1 } else { end };
        let k = self.item_at(k, at)?;
        let name = self.item(k)?;
        let known_name = self.surnames.contains_key(self.text.words(name.first, name.end));
        match name.what {
            What::Title => {
                return self.titled_role(
                    k,
                    name,
                    (if comma { first } else { direct }, end),
                    comma,
                    (role, standing, owner),
                );
            }
            What::Name if self.is_person_like(name) => {}
            What::Known(_) if !comma && (known_name || self.bears_town(name, end)) => {}
            _ => return None,
        }
        if comma && (*owner == Owner::Nobody || !self.closes_apposition(name.end)) {
            return None;
        }
        let person = self.person(name.first, name.end);
        self.remember_town(name, person);
        let begin = if comma { name.first } else { direct };
        let rule = self.rules.role_name.clone();
        self.emit(begin, name.end, vec![person], (Reference::Name, &rule), Need::Nothing);
        if comma {
            self.emit(first, end, vec![person], (Reference::Role, &rule), Need::Nothing);
        }
        self.set_role(person, (role, standing), owner);
        Some(self.skip_to(k + 1, name.end))
    }

    /// `General [Washington]`: right after an office with a capital the name of a town is a person's.
    fn bears_town(&self, name: Item, office: u32) -> bool {
        let shape = |at: u32| self.text.tokens.get(at as usize).map(|t| t.shape);
        let town = |sense: &Sense| matches!(sense, Sense::Entity(_, How::City | How::Capital));
        name.end == name.first + 1
            && shape(office - 1) == Some(Shape::Capitalized)
            && shape(name.end) != Some(Shape::Capitalized)
            && !self.text.is(name.end, words::CLITIC_S)
            && self.senses(name).iter().all(town)
    }

    /// `Foreign Minister Sheikh Omar`, `the Prime Minister of X, Mr. Y,`
    fn titled_role(
        &mut self,
        k: usize,
        title: Item,
        (first, end): (u32, u32),
        comma: bool,
        (role, standing, owner): (u16, &Standing, &Owner),
    ) -> Option<usize> {
        if comma && *owner == Owner::Nobody {
            return None;
        }
        let next = self.titled(k, title, if comma { title.first } else { first });
        let person = self.drafts.last().and_then(|draft| draft.mention.actors.first().copied())?;
        self.set_role(person, (role, standing), owner);
        if comma {
            let rule = self.rules.role_name.clone();
            self.emit(first, end, vec![person], (Reference::Role, &rule), Need::Nothing);
        }
        Some(next)
    }

    fn closes_apposition(&self, at: u32) -> bool {
        matches!(self.text.term(at), words::COMMA | words::STOP) || self.text.tag(at).pos == Pos::Verb
    }

    /// Writes role, state and gender to a person; the first role told is kept as the name of the role.
    pub fn set_role(&mut self, person: u32, (role, standing): (u16, &Standing), owner: &Owner) {
        let Some(office) = self.directory.roles.get(usize::from(role)).copied() else { return };
        let holder = if let Owner::Actors(actors) = owner { actors.first().copied() } else { None };
        let state = holder.and_then(|holder| self.state(holder));
        if let Some(actor) = self.actors.get_mut(person as usize) {
            actor.kind = ActorKind::Person;
            actor.role.get_or_insert_with(|| standing.of(office.name));
            if actor.state.is_none() {
                actor.state = state;
            }
        }
        if let Some(facts) = self.facts.get_mut(person as usize) {
            if facts.role.is_none() {
                (facts.role, facts.apart) = (Some(role), standing.apart);
                self.officers.push(person);
            }
            facts.owner = facts.owner.or(holder);
            if office.gender != Gender::Unknown {
                facts.gender = office.gender;
            }
        }
    }

    /// The word is a noun here and the head of its phrase: not `general election`, not `to head`.
    fn is_office_noun(&self, item: Item, end: u32) -> bool {
        let pos = self.text.tag(item.end - 1).pos;
        let infinitive = self.text.before(item.first).is_some_and(|at| self.text.tag(at).pos == Pos::To);
        matches!(pos, Pos::Noun | Pos::ProperNoun | Pos::Other) && !infinitive && !self.is_modifying(end)
    }

    /// A role without a name: people, or somebody to be found.
    fn nameless(
        &mut self,
        item: Item,
        (role, many): (u16, bool),
        owner: Owner,
        (first, end): (u32, u32),
        standing: Standing,
    ) {
        let Some(office) = self.directory.roles.get(usize::from(role)).copied() else { return };
        let article = self.article(first);
        let pointed = matches!(article, words::THE | words::THIS | words::THAT);
        let owned = !matches!(owner, Owner::Nobody);
        let capital = self.text.tokens.get(item.first as usize).is_some_and(|t| t.shape != Shape::Lower);
        let told = owned || pointed || capital || self.text.before(first).is_none();
        let fits = match (many, office.general && !office.head) {
            (true, _) => owned && office.head,
            (false, true) => owned && pointed,
            (false, false) => true,
        };
        let definite = told && fits && !matches!(article, words::A | words::AN);
        if !definite && !owned && self.is_capital_inside(item.first) {
            return;
        }
        let rule = if definite { self.rules.role.clone() } else { self.rules.people.clone() };
        let need = Need::Role { role, many, owner, definite, standing };
        self.emit(first, end, Vec::new(), (Reference::Role, &rule), need);
    }

    /// The article before a phrase, adjectives apart.
    fn article(&self, first: u32) -> Term {
        let back = (1..=4).map_while(|back| first.checked_sub(back));
        let open = |at: &u32| {
            matches!(self.text.tag(*at).pos, Pos::Adjective | Pos::Adverb | Pos::Number | Pos::Determiner)
                || (at.saturating_sub(1)..at + 2).any(|near| self.text.is(near, words::HYPHEN))
        };
        let article =
            |term: &Term| matches!(*term, words::THE | words::THIS | words::THAT | words::A | words::AN);
        let nearest = first.checked_sub(1).map(|at| self.text.term(at)).filter(article);
        nearest
            .or_else(|| back.take_while(open).map(|at| self.text.term(at)).find(article))
            .unwrap_or(Term::UNKNOWN)
    }

    /// An organ with its owner before or after it; `None` when the word is no organ here.
    pub fn organ(
        &mut self,
        k: usize,
        item: Item,
        organ: u16,
        part: Option<&Part>,
        first: u32,
    ) -> Option<usize> {
        if self.is_modifying(item.end) && !self.office_follows(k + 1, item.end) {
            return None;
        }
        let (mut next, mut end) = (k + 1, item.end);
        let mut owner = part.map_or(Owner::Nobody, |part| part.owner.clone());
        if owner == Owner::Nobody
            && self.text.is(end, words::OF)
            && let Some((after, k)) = self.complement(next, end)
        {
            (owner, next, end) = (after.owner, k, after.end);
        }
        let (host, host_end) = self.host(&mut next, organ, end);
        let words = part.filter(|part| self.is_named_plainly(&part.owner)).map(|part| {
            let owns = if self.text.is(part.end, words::CLITIC_S) { "'s" } else { "" };
            let body = self.phrase(item.first, item.end).to_lowercase();
            format!("{}{owns} {body}", self.phrase(part.first, part.end))
        });
        let whole = self.organ_mention((first, host_end), organ, item, (owner, host, words));
        let draft = whole?;
        let owner = match self.drafts.get(draft as usize).map(|d| (&d.need, &d.mention.actors)) {
            Some((Need::Nothing, actors)) => Owner::Actors(actors.clone()),
            _ => Owner::Draft(draft),
        };
        let part = Part { first, end: host_end, owner };
        Some(self.belonging(next, &part).unwrap_or(next))
    }

    /// `Peru's Congress`: what one state calls by a name alone, another has as well.
    pub fn namesake_organ(&mut self, k: usize, item: Item, part: &Part) -> Option<usize> {
        let known = self.senses(item).iter().find_map(|sense| match sense {
            Sense::Entity(number, How::Name) => self.directory.entity(*number),
            _ => None,
        })?;
        let Owner::Actors(owners) = &part.owner else { return None };
        let holder =
            owners.first().copied().filter(|a| owners.len() == 1 && self.kind(*a) == ActorKind::State)?;
        let state = known.state.and_then(|state| self.directory.entity(state))?;
        if known.kind != ActorKind::Organ || self.name(holder) == state.name {
            return None;
        }
        let name = self.belonging_to(holder, &self.phrase(item.first, item.end));
        let state = self.state(holder);
        let actor = self.actor(Actor { name, kind: ActorKind::Organ, state, ..Actor::default() });
        let rule = self.rules.organ.clone();
        self.emit(part.first, item.end, vec![actor], (Reference::Name, &rule), Need::Nothing);
        Some(k + 1)
    }

    fn office_follows(&self, k: usize, at: u32) -> bool {
        self.item_at(k, at).and_then(|k| self.item(k)).is_some_and(|item| {
            self.senses(item).iter().any(|s| matches!(s, Sense::Role(..) | Sense::People(_)))
        })
    }

    /// Only organs of states have a canonical name; others are called as written, `Bush administration`.
    fn is_named_plainly(&self, owner: &Owner) -> bool {
        let state = |actor: &u32| matches!(self.kind(*actor), ActorKind::State | ActorKind::Territory);
        matches!(owner, Owner::Actors(actors) if !actors.iter().any(state))
    }

    /// `in Moscow` after an embassy.
    fn host(&mut self, next: &mut usize, organ: u16, end: u32) -> (Option<u32>, u32) {
        let seated = self.directory.organs.get(usize::from(organ)).is_some_and(|organ| organ.seated);
        if !seated || !self.text.is(end, words::IN) {
            return (None, end);
        }
        let Some(k) = self.item_at(*next, end + 1) else { return (None, end) };
        let Some((item, (actors, how))) = self.item(k).and_then(|item| Some((item, self.entity(item)?)))
        else {
            return (None, end);
        };
        let part = self.named_part(item, actors.clone(), how);
        *next = self.skip_to(k + 1, part.end);
        (actors.first().copied(), part.end)
    }

    fn organ_mention(
        &mut self,
        (first, end): (u32, u32),
        organ: u16,
        item: Item,
        (owner, host, words): (Owner, Option<u32>, Option<String>),
    ) -> Option<u32> {
        let known = self.directory.organs.get(usize::from(organ)).copied()?;
        let rule = self.rules.organ.clone();
        let how = (Reference::Name, &rule);
        let Owner::Actors(owners) = &owner else {
            return self.ownerless_organ((first, end), organ, item, owner);
        };
        let mut actors = Vec::new();
        for holder in owners {
            let base = match &words {
                Some(name) => name.clone(),
                None => self.belonging_to(*holder, known.name),
            };
            let name = match host {
                Some(host) => format!("{base} in {}", self.name(host)),
                None => base,
            };
            let state = self.state(*holder);
            let actor = self.actor(Actor { name, kind: ActorKind::Organ, state, ..Actor::default() });
            if let Some(facts) = self.facts.get_mut(actor as usize) {
                (facts.organ, facts.owner) = (Some(organ), Some(*holder));
            }
            self.organs.push(actor);
            actors.push(actor);
        }
        Some(self.emit(first, end, actors, how, Need::Nothing))
    }

    /// `the Foreign Ministry` points back; `police` and other plain words stand for themselves.
    fn ownerless_organ(
        &mut self,
        (first, end): (u32, u32),
        organ: u16,
        item: Item,
        owner: Owner,
    ) -> Option<u32> {
        let pos = self.text.tag(item.end - 1).pos;
        if owner == Owner::Nobody && !matches!(pos, Pos::Noun | Pos::ProperNoun | Pos::Other) {
            return None;
        }
        let indefinite =
            self.text.before(first).is_some_and(|at| matches!(self.text.term(at), words::A | words::AN));
        // `the Harding presidency`
        let person = |draft: &Draft| {
            draft.mention.end == first
                && draft.mention.actors.iter().any(|actor| self.kind(*actor) == ActorKind::Person)
        };
        if owner == Owner::Nobody && (indefinite || self.drafts.last().is_some_and(person)) {
            return None;
        }
        let rule = self.rules.organ.clone();
        Some(self.emit(first, end, Vec::new(), (Reference::Name, &rule), Need::Organ(organ, owner)))
    }
}
