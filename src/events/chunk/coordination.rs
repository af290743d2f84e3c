//! Joins coordinated noun phrases: `the DPR and the LPR`, `France, Germany and Italy`.
//!
//! Knows what stands between two phrases and whether they are alike. Does not know clauses.

use super::{Chunker, Item, Kind};
use crate::actors::{ActorKind, ActorMention, Cast, Reference};
use crate::events::Phrase;
use crate::events::governor::{Complement, Governors, Part};
use crate::events::verb_group::Finiteness;
use crate::text::{NounClass, Pos, Term, Text, VerbForm, words};

/// Conjuncts of one phrase at most.
const MOST: usize = 16;
/// Items that are looked back over for a verb.
const BACK: usize = 12;

/// Joins like phrases in place and notes of-phrases. Complexity: linear in the items (bounded windows).
pub(super) fn join(chunker: &Chunker, items: &mut Vec<Item>) {
    let (text, words) = (chunker.text, chunker.words);
    let (between, two_objects) = (words.between, words.two_objects.as_slice());
    let joiner = Joiner { text, cast: chunker.cast, between, two_objects, governors: chunker.governors };
    // What is read moves down over what was joined.
    let (mut read, mut written) = (0, 0);
    while read < items.len() {
        let mut next = read + 1;
        if let Some((item, after)) = joiner.list(items, next, written)
            && let Some(place) = items.get_mut(read)
        {
            *place = item;
            next = after;
        }
        if let Some((end, after)) = joiner.further(items, read, next, written)
            && let Some(place) = items.get_mut(read)
            && let Kind::Noun(phrase) = &mut place.kind
        {
            phrase.conjuncts.push((phrase.end + 1, end));
            (phrase.end, phrase.extent, place.end, next) = (end, end, end, after);
        }
        items.swap(written, read);
        written += 1;
        read = next;
    }
    items.truncate(written);
    extend_by_of(text, items);
}

struct Joiner<'a> {
    text: &'a Text<'a>,
    cast: &'a Cast,
    between: Term,
    two_objects: &'a [Term],
    governors: &'a Governors,
}

impl Joiner<'_> {
    /// The item before `next` with the conjuncts that follow it, and the next index to read; nothing when none follow.
    /// The first `written` items are those before it.
    fn list(&self, items: &[Item], next: usize, written: usize) -> Option<(Item, usize)> {
        let item = items.get(next.checked_sub(1)?)?;
        let phrase = item.phrase()?;
        let from = self.over_of(items, next);
        let last = self.last_conjunct(items, from)?;
        let tail = items.get(last)?;
        let before = items.get(..written).unwrap_or_default();
        let all_alike = items.get(from..=last).unwrap_or_default().iter().filter_map(Item::phrase);
        if !all_alike.clone().all(|other| self.alike(phrase, other)) {
            return None;
        }
        if self.two_roles(items, next)
            || self.named_crowd(items, next, last)
            || self.new_clause(items, last, before, item)
            || self.higher_fits(before, item, tail)
        {
            return None;
        }
        let mut whole = Phrase { end: tail.end, extent: tail.end, ..phrase.clone() };
        if self.one_person(phrase, tail) {
            whole.head = tail.phrase().map_or(whole.head, |p| p.head);
        } else {
            let all = all_alike.map(|other| (other.first, other.end));
            whole.conjuncts = std::iter::once((phrase.first, phrase.end)).chain(all).collect();
        }
        let kind = match &item.kind {
            Kind::Noun(_) => Kind::Noun(whole),
            _ => Kind::Preposition(Some(whole)),
        };
        Some((Item { kind, first: item.first, end: tail.end }, last + 1))
    }

    /// `Spanish and Greek bonds [and shares] fell`: the end of a phrase that a second `and` joins to a row, and the next index.
    fn further(&self, items: &[Item], read: usize, next: usize, written: usize) -> Option<(u32, usize)> {
        let (row, last) = (items.get(read)?, self.conjunct(items, next)?);
        let Kind::Noun(phrase) = &row.kind else { return None };
        let tail = items.get(last)?.phrase()?;
        let joined = phrase.conjuncts.len() > 1 && row.end + 1 == tail.first && self.alike(phrase, tail);
        let apart = self.new_clause(items, last, items.get(..written).unwrap_or_default(), row);
        (joined && !apart).then_some((tail.end, last + 1))
    }

    /// `Anna Lind, a poet and critic, said`: what follows the name are two roles of one person.
    fn two_roles(&self, items: &[Item], comma: usize) -> bool {
        let role = |i: usize| {
            let phrase = items.get(i).and_then(Item::phrase)?;
            let class = self.text.lexicon.entry(self.text.tag(phrase.head).lemma).noun_class;
            (self.pos(phrase.head) == Pos::Noun && class == NounClass::Person).then_some(phrase)
        };
        let comma_at = |i: usize| matches!(items.get(i).map(|i| &i.kind), Some(Kind::Comma));
        let (Some(one), Some(other)) = (role(comma + 1), role(comma + 3)) else { return false };
        let named = comma.checked_sub(1).and_then(|i| items.get(i)).and_then(Item::phrase);
        named.is_some_and(|n| self.is_name(n))
            && comma_at(comma)
            && self.is_conjunction(items, comma + 2)
            && comma_at(comma + 4)
            && matches!(self.term(one.first), words::A | words::AN)
            && self.pos(other.first) != Pos::Determiner
    }

    /// `The pilots, Ana Ruiz and Per Holm, died`: the names between commas are what those before are called, and no more people.
    fn named_crowd(&self, items: &[Item], comma: usize, last: usize) -> bool {
        let Some(crowd) = comma.checked_sub(1).and_then(|i| items.get(i)).and_then(Item::phrase) else {
            return false;
        };
        let class = self.text.lexicon.entry(self.text.tag(crowd.head).lemma).noun_class;
        let many = self.pos(crowd.head) == Pos::Noun
            && matches!(class, NounClass::Person | NounClass::Group)
            && self.text.lexicon.entry(self.term(crowd.head)).plural
            && matches!(self.pos(crowd.first), Pos::Determiner | Pos::Number);
        let is_comma = |i: usize| matches!(items.get(i).map(|i| &i.kind), Some(Kind::Comma));
        let mut names = items.get(comma..=last).unwrap_or_default().iter().filter_map(Item::phrase);
        let closed = items
            .get(last + 1)
            .is_none_or(|i| matches!(i.kind, Kind::Comma | Kind::Break) || self.term(i.first) == words::STOP);
        many && is_comma(comma) && closed && names.all(|p| self.is_name(p))
    }

    /// `businessman and blogger Andrew Hill`: two roles of one person.
    fn one_person(&self, phrase: &Phrase, tail: &Item) -> bool {
        let Some(other) = tail.phrase() else { return false };
        let entry = self.text.lexicon.entry(self.text.tag(phrase.head).lemma);
        let role = self.pos(phrase.head) == Pos::Noun
            && entry.noun_class == NounClass::Person
            && !self.text.lexicon.entry(self.term(phrase.head)).plural;
        let titled = matches!(self.pos(other.first), Pos::Noun | Pos::Adjective);
        role && titled && self.is_name(other)
    }

    /// The index after the of-phrases of a phrase, when its conjunct is like it and not like them.
    fn over_of(&self, items: &[Item], next: usize) -> usize {
        let Some(low) = items.get(next).filter(|i| self.term(i.first) == words::OF) else { return next };
        let (Some(low), Some(other)) = (low.phrase(), items.get(next + 2).and_then(Item::phrase)) else {
            return next;
        };
        let high = next.checked_sub(1).and_then(|i| items.get(i)).and_then(Item::phrase);
        let fits = self.is_name(low) != self.is_name(other)
            && high.is_some_and(|h| self.is_name(h) == self.is_name(other))
            && self.is_conjunction(items, next + 1);
        if fits { next + 1 } else { next }
    }

    /// The index of the last conjunct: `(, NP)* ,? and NP`.
    fn last_conjunct(&self, items: &[Item], next: usize) -> Option<usize> {
        let mut at = next;
        for _ in 0..MOST {
            match items.get(at).map(|i| &i.kind)? {
                Kind::Conjunction => return self.conjunct(items, at),
                Kind::Comma if self.is_conjunction(items, at + 1) => {
                    // Without a list before it, `X, and Y` opens a clause more often than it joins.
                    return if at > next { self.conjunct(items, at + 1) } else { None };
                }
                // `Joe Hale (D-Ohio) and Ann Pike`
                Kind::Other if at == next && self.is_bracketed(items, at) => at += 1,
                Kind::Comma => match items.get(at + 1).map(|i| &i.kind)? {
                    Kind::Noun(_) if self.apart(items, at) || self.acts_as_two(items, at) => {
                        return Some(at + 1);
                    }
                    Kind::Noun(_) => at += 2,
                    // `Ruth Pike, D-Ohio, and Joe Hale`
                    Kind::Other if self.is_party(items.get(at + 1)?.first) => at += 2,
                    _ => return None,
                },
                _ => return None,
            }
        }
        None
    }

    /// `Kenya, Somalia agree to ...`: two names at the start before a verb in the plural, as headlines have it.
    fn acts_as_two(&self, items: &[Item], comma: usize) -> bool {
        let name = |i: usize| items.get(i).and_then(Item::phrase).is_some_and(|p| self.is_name(p));
        let verb = items.get(comma + 2).filter(|i| matches!(i.kind, Kind::Verb(_))).map(|i| i.first);
        let many = |t: u32| self.text.tag(t).form == VerbForm::Base || self.pos(t) == Pos::To;
        comma == 1 && name(0) && name(2) && verb.is_some_and(many)
    }

    /// `the A and B Republics, the C and D Regions`: two names of several actors each, all different, are a list
    /// even without `and`; an apposition would name the same.
    fn apart(&self, items: &[Item], comma: usize) -> bool {
        let several =
            |i: Option<&Item>| i.and_then(Item::phrase).and_then(|p| self.actors(p)).filter(|a| a.len() > 1);
        let before = comma.checked_sub(1).and_then(|i| several(items.get(i)));
        let (Some(one), Some(other)) = (before, several(items.get(comma + 1))) else { return false };
        !one.iter().any(|a| other.contains(a))
            && !matches!(items.get(comma + 2).map(|i| &i.kind), Some(Kind::Comma))
    }

    /// The actors of the name that makes up a phrase.
    fn actors(&self, phrase: &Phrase) -> Option<&[u32]> {
        let from = self.cast.mentions.partition_point(|m| m.first < phrase.first);
        let here = self.cast.mentions.get(from..)?.iter().take_while(|m| m.first < phrase.end);
        here.filter(|m| m.first <= phrase.head && phrase.head < m.end).map(|m| m.actors.as_slice()).next()
    }

    /// Words in brackets after a name, before `and`.
    fn is_bracketed(&self, items: &[Item], at: usize) -> bool {
        let named = at.checked_sub(1).and_then(|i| items.get(i)).and_then(Item::phrase);
        items.get(at).is_some_and(|i| self.term(i.first) == words::OPEN_PAREN)
            && named.is_some_and(|p| self.is_name(p))
            && self.is_conjunction(items, at + 1)
    }

    /// The party and state of a lawmaker, which the chunker read as one.
    fn is_party(&self, first: u32) -> bool {
        self.text.word(first).len() == 1 && self.term(first + 1) == words::HYPHEN
    }

    fn is_conjunction(&self, items: &[Item], at: usize) -> bool {
        matches!(items.get(at).map(|i| &i.kind), Some(Kind::Conjunction))
    }

    fn conjunct(&self, items: &[Item], conjunction: usize) -> Option<usize> {
        let word = self.term(items.get(conjunction)?.first);
        let joins = word == words::AND || word == words::OR || word == words::NOR;
        let next = conjunction + 1;
        (joins && matches!(items.get(next)?.kind, Kind::Noun(_))).then_some(next)
    }

    /// `met the minister and Russia agreed`: the second phrase is the subject of a new clause.
    fn new_clause(&self, items: &[Item], last: usize, before: &[Item], item: &Item) -> bool {
        let after = items.get(last + 1..).unwrap_or_default().iter().take(BACK);
        let mut after = after;
        let follows = after
            .find(|i| !matches!(i.kind, Kind::Adverb | Kind::Time | Kind::Preposition(Some(_))))
            .is_some_and(|i| i.group().is_some_and(|g| g.finiteness == Finiteness::Finite));
        let parted = !follows && self.parted_verb(items, last);
        if !follows && !parted && !self.acts_on(items, last) {
            return false;
        }
        let back = before.iter().rev().take(BACK);
        let mut inside =
            back.take_while(|i| !matches!(i.kind, Kind::Comma | Kind::Subordinator | Kind::Relative));
        if self.term(item.first) == words::OF && self.opens_coordinate(before) {
            return false;
        }
        let governed = matches!(item.kind, Kind::Preposition(_));
        if self.term(item.first) == self.between {
            return false;
        }
        let verb = inside.find(|i| i.group().is_some());
        let group = verb.and_then(Item::group);
        if parted && group.is_some_and(|g| g.finiteness != Finiteness::Finite || self.takes_zero(g.lemma)) {
            return false;
        }
        match verb {
            Some(_) if governed => true,
            Some(verb) => verb.end != item.first || !verb.group().is_some_and(|g| self.takes_zero(g.lemma)),
            None => false,
        }
    }

    /// `fled the palace and the duke, [backed by Spain], became king`: what commas part from a finite verb is its subject, not one
    /// more of those before.
    fn parted_verb(&self, items: &[Item], last: usize) -> bool {
        let comma = |i: &Item| matches!(i.kind, Kind::Comma);
        let finite = |i: &Item| i.group().is_some_and(|g| g.finiteness == Finiteness::Finite);
        let rest = items.get(last + 1..).unwrap_or_default();
        let Some(insertion) = rest.get(1..).filter(|_| rest.first().is_some_and(comma)) else { return false };
        let Some(close) = insertion.iter().take(BACK).position(comma) else { return false };
        let (inside, after) = insertion.split_at(close);
        let relative = inside.first().is_some_and(|i| matches!(i.kind, Kind::Relative));
        let next = after.iter().skip(1).find(|i| !matches!(i.kind, Kind::Adverb | Kind::Time | Kind::Quote));
        let verb = next.filter(|i| finite(i)).and_then(Item::group);
        let clause = matches!(inside.first().map(|i| &i.kind), Some(Kind::Noun(_)))
            && inside.iter().any(|i| i.group().is_some());
        (relative || !clause && !inside.iter().any(finite))
            && verb.is_some_and(|g| self.governors.find(Part::Verb, g.lemma, Complement::ZERO).is_none())
    }

    /// `..., and the surrender of Oslo and Bergen followed`: after `and` stands a subject that waits for its verb.
    fn opens_coordinate(&self, before: &[Item]) -> bool {
        let phrase = |i: &&Item| matches!(i.kind, Kind::Noun(_) | Kind::Preposition(Some(_)));
        let chain = before.iter().rev().take_while(phrase).count();
        let opener = before.len().checked_sub(chain + 1).and_then(|at| before.get(at..));
        let Some([opener, first, ..]) = opener else { return false };
        matches!(opener.kind, Kind::Conjunction) && matches!(first.kind, Kind::Noun(_))
    }

    /// `scored six and Lars Holm [pulled down a rebound]`: right after a name a form that may be the past and has an object is
    /// no participle; verbs with two objects (`the man named head`) have participles with an object too.
    fn acts_on(&self, items: &[Item], last: usize) -> bool {
        let named = items.get(last).and_then(Item::phrase).is_some_and(|p| self.is_name(p));
        let Some(group) = items.get(last + 1).filter(|_| named).and_then(Item::group) else { return false };
        let words = group.end - group.first - u32::from(group.particle.is_some());
        let past = group.finiteness == Finiteness::Participle && words == 1;
        let object = match items.get(last + 2) {
            Some(next) if matches!(next.kind, Kind::Preposition(_)) => self.is_particle(next.first),
            next => matches!(next.map(|i| &i.kind), Some(Kind::Noun(_))),
        };
        past && object && !self.two_objects.contains(&group.lemma)
    }

    /// `pulled [down] a rebound`.
    fn is_particle(&self, at: u32) -> bool {
        matches!(self.text.word(at), "down" | "up" | "off" | "out")
    }

    /// `the head of X and the leader of Y`: the conjunct goes with the phrase before the of-phrase.
    fn higher_fits(&self, before: &[Item], item: &Item, tail: &Item) -> bool {
        if self.term(item.first) != words::OF || !matches!(item.kind, Kind::Preposition(_)) {
            return false;
        }
        let (Some(low), Some(other)) = (item.phrase(), tail.phrase()) else { return false };
        let high = before.last().and_then(Item::phrase);
        self.is_name(low) != self.is_name(other)
            && high.is_some_and(|h| self.is_name(h) == self.is_name(other))
    }

    fn takes_zero(&self, lemma: Term) -> bool {
        self.governors.find(Part::Verb, lemma, Complement::ZERO).is_some()
    }

    fn alike(&self, one: &Phrase, other: &Phrase) -> bool {
        let pronoun = |p: &Phrase| self.pos(p.head) == Pos::Pronoun;
        !(pronoun(one) || pronoun(other)) || one.end - one.first == 1
    }

    fn is_name(&self, phrase: &Phrase) -> bool {
        self.pos(phrase.head) == Pos::ProperNoun
    }

    fn pos(&self, at: u32) -> Pos {
        self.text.tags.get(at as usize).map(|t| t.pos).unwrap_or_default()
    }

    fn term(&self, at: u32) -> Term {
        self.text.tokens.get(at as usize).map(|t| t.term).unwrap_or_default()
    }
}

/// `A bakery in Toledo, Ohio was robbed`: the region that a town after a noun lies in belongs to it, and is not what the verb
/// is about.
pub(super) fn join_regions(chunker: &Chunker, items: &mut Vec<Item>) {
    let mut at = 0;
    while at + 4 < items.len() {
        if let Some(role) = is_seat_of_role(chunker, items, at) {
            items.drain(at + 1..at + 5);
            items.get_mut(at).into_iter().for_each(|i| *i = role.clone());
        }
        at += 1;
    }
    let mut at = 1;
    while at + 3 < items.len() {
        if is_region_of(chunker, items, at)
            && let Some(end) = items.get(at + 2).map(|i| i.end)
        {
            items.drain(at + 1..at + 3);
            items.get_mut(at).into_iter().for_each(|i| i.end = end);
        }
        at += 1;
    }
}

/// The items from `at` are a town after a preposition, a comma, a region, and a verb or another preposition.
fn is_region_of(chunker: &Chunker, items: &[Item], at: usize) -> bool {
    let from = at.saturating_sub(BACK);
    let governed = |i: &usize| matches!(items.get(*i).map(|i| &i.kind), Some(Kind::Preposition(Some(_))));
    let noun = (from..at).rev().find(|i| !governed(i));
    let after_noun = noun.is_some_and(|i| {
        let opens = |k: &Kind| !matches!(k, Kind::Verb(_) | Kind::Preposition(_) | Kind::Noun(_));
        let free = i.checked_sub(1).and_then(|b| items.get(b)).is_none_or(|b| opens(&b.kind));
        free && matches!(items.get(i).map(|i| &i.kind), Some(Kind::Noun(_)))
    });
    let Some([town, comma, region, next]) = items.get(at..at + 4) else { return false };
    let (Kind::Preposition(Some(named)), Kind::Comma, Kind::Noun(region)) =
        (&town.kind, &comma.kind, &region.kind)
    else {
        return false;
    };
    let goes_on = match &next.kind {
        Kind::Verb(group) => group.finiteness == Finiteness::Finite,
        Kind::Preposition(_) | Kind::Time => true,
        _ => false,
    };
    let located = matches!(chunker.text.word(town.first), "in" | "at" | "near" | "of" | "from");
    after_noun
        && located
        && goes_on
        && chunker.pos(named.head) == Pos::ProperNoun
        && is_place(chunker, region)
}

/// `the Harlan County, Ky., coroner`: the role after a place and the region that it lies in.
fn is_seat_of_role(chunker: &Chunker, items: &[Item], at: usize) -> Option<Item> {
    let [seat, first, region, second, role] = items.get(at..at + 5)? else { return None };
    let (Kind::Noun(place), Kind::Noun(inside), Kind::Noun(noun)) = (&seat.kind, &region.kind, &role.kind)
    else {
        return None;
    };
    let marks = matches!(first.kind, Kind::Comma) && matches!(second.kind, Kind::Comma);
    let named = chunker.pos(place.head) == Pos::ProperNoun && chunker.pos(place.first) == Pos::Determiner;
    let plain = chunker.pos(noun.head) == Pos::Noun
        && chunker.pos(noun.first) == Pos::Noun
        && noun.conjuncts.is_empty();
    let class = chunker.text.lexicon.entry(chunker.text.tag(noun.head).lemma).noun_class;
    let body = matches!(class, NounClass::Person | NounClass::Group);
    if !(marks && named && plain && body && is_place(chunker, inside)) {
        return None;
    }
    let whole = Phrase { first: place.first, ..noun.clone() };
    Some(Item { kind: Kind::Noun(whole), first: seat.first, end: role.end })
}

/// A state or place of the cast makes up the phrase.
fn is_place(chunker: &Chunker, phrase: &Phrase) -> bool {
    let start = chunker.cast.mentions.partition_point(|m| m.first < phrase.first);
    let mentions = chunker.cast.mentions.get(start..).unwrap_or_default();
    let place = |actor: &u32| {
        let kind = chunker.cast.actors.get(*actor as usize).map(|a| a.kind);
        matches!(kind, Some(ActorKind::Place | ActorKind::Territory | ActorKind::State))
    };
    let whole = |m: &&ActorMention| m.end <= phrase.end && phrase.head < m.end;
    let mut here = mentions.iter().take_while(|m| m.first == phrase.first).filter(whole);
    let named = |m: &ActorMention| matches!(m.reference, Reference::Name | Reference::Abbreviation);
    here.any(|m| named(m) && m.actors.len() == 1 && m.actors.iter().all(place))
}

/// Notes how far each phrase reaches with its of-phrases.
fn extend_by_of(text: &Text, items: &mut [Item]) {
    let is_of = |item: &Item| {
        matches!(item.kind, Kind::Preposition(Some(_)))
            && text.tokens.get(item.first as usize).is_some_and(|t| t.term == words::OF)
    };
    let mut reach = None;
    for item in items.iter_mut().rev() {
        let of = is_of(item);
        let end = item.end;
        let extent = reach.take();
        if let Kind::Noun(phrase) | Kind::Preposition(Some(phrase)) = &mut item.kind {
            phrase.extent = extent.unwrap_or(end);
            if of {
                reach = Some(phrase.extent);
            }
        }
    }
}
