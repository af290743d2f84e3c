//! One entry from all tellings of one event.
//!
//! Knows the tellings of one event. Does not know other entries.

use std::cell::OnceCell;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Event;
use super::disagree::disagreements;
use super::standing::{Standing, headline as printable, is_dated, standing};
use crate::events::EventDate;
use crate::graph::bounded_date;
use crate::linking::{Claim, Identity, Mention, Participant, Sketch, is_named};
use crate::temporal::DateBasis;

/// No combination of rules is surer than this.
const CONFIDENCE_AT_MOST: f32 = 0.99;
/// Whom the headline's own telling does not name takes part when so many tellings name him, one in so many of those that name
/// anybody, and one of them beside whom the headline names: one telling may be of something else.
const TOLD_AT_LEAST: usize = 2;
const SHARE_AT_LEAST: usize = 2;
/// Participants of tellings beyond this number are not looked at: each is compared with all that were found, and whom so
/// many tellings do not name belongs to a few only.
const LOOKED_AT: usize = 256;
/// Tellings beyond this number are not compared with each other for being copies; the rest count as copies.
const COMPARED_AT_MOST: usize = 64;

/// The entry of a group of mentions in canonical order. Id and ordinal are still to be given, and whether it is listed.
pub(super) fn entry(mentions: Vec<Mention>) -> Event {
    let event = outlined(mentions);
    let told = &event.mentions;
    let (place, coordinates) = place(told).unzip();
    Event {
        headline: best_headline(told),
        about: about(told, &event.actors, &event.targets),
        place,
        coordinates: coordinates.flatten(),
        claims: claims(told),
        disagreements: disagreements(told),
        confidence: confidence(told),
        ..event
    }
}

/// The entry as far as a [`Row`](super::row::Row) asks: when, who, and the mentions, the one that stands for the event in front.
pub(super) fn outlined(mut mentions: Vec<Mention>) -> Event {
    let date = best_date(&mentions);
    let (earliest, latest) = bounds(&mentions, date.as_ref());
    let published = mentions.first().and_then(|m| m.published);
    let date = date
        .or_else(|| bounded_date((earliest, latest), published))
        .or_else(|| mentions.iter().find_map(|m| m.date.as_deref().cloned()));
    if mentions.len() > 1 {
        best_first(&mut mentions, date.as_ref());
    }
    let (actors, targets) = participants(&mentions);
    let object = mentions.first().and_then(|m| m.object.clone());
    Event { date, earliest, latest, actors, targets, object, mentions, ..Event::default() }
}

/// Moves the mention that stands for the event to the front.
fn best_first(mentions: &mut [Mention], date: Option<&EventDate>) {
    let rank = |at: &usize| (mentions.get(*at).map(|m| rank(m, date)), std::cmp::Reverse(*at));
    let best = (0..mentions.len()).max_by_key(rank).unwrap_or(0);
    mentions.get_mut(..=best).unwrap_or_default().rotate_right(1);
}

/// The most precise date that a sentence states; among equals the better attested, the surer, the earlier told. A day that
/// only the story around a telling gives counts where no sentence belies it.
/// Where no sentence states one, the publication day of the statement itself. Complexity: linear.
fn best_date(mentions: &[Mention]) -> Option<EventDate> {
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for date in mentions.iter().filter_map(|m| m.date.as_deref()).filter(|_| mentions.len() > 1) {
        *times.entry(&date.edtf).or_default() += 1;
    }
    let attested = |date: &EventDate| times.get(date.edtf.as_str()).copied();
    let dated = || mentions.iter().filter(|m| is_dated(m)).filter_map(|m| m.date.as_deref());
    let belied = belied(dated());
    let best = dated().filter(|date| !belied(date)).reduce(|best, date| {
        let order = date.precision.cmp(&best.precision).then_with(|| attested(best).cmp(&attested(date)));
        let order = order.then_with(|| date.is_assumed().cmp(&best.is_assumed()));
        if order.then_with(|| best.confidence.total_cmp(&date.confidence)).is_lt() { date } else { best }
    });
    let said = || mentions.iter().filter_map(|m| m.date.as_deref()).find(|d| d.basis == DateBasis::Dct);
    best.or_else(said).cloned()
}

/// Tells of a day that only a story gives whether one of the stated dates excludes it.
fn belied<'d>(dates: impl Iterator<Item = &'d EventDate> + Clone) -> impl Fn(&EventDate) -> bool {
    let told = dates.filter(|date| !date.is_assumed()).map(|date| date.interval);
    let (end, start) = (told.clone().filter_map(|i| i.end).min(), told.filter_map(|i| i.start).max());
    move |day| {
        let after = day.interval.start.zip(end).is_some_and(|(day, end)| end <= day);
        let before = day.interval.end.zip(start).is_some_and(|(day, start)| day <= start);
        day.is_assumed() && (after || before)
    }
}

/// First and last day: what all tellings allow, as far as they agree with the chosen date.
fn bounds(mentions: &[Mention], date: Option<&EventDate>) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let own = date.map(|d| (d.interval.first(), d.interval.last())).unwrap_or_default();
    mentions
        .iter()
        .filter(|m| date.is_none() || !is_dated(m))
        .fold(own, |known, m| meet(known, (m.earliest, m.latest)))
}

type Bounds = (Option<NaiveDate>, Option<NaiveDate>);

/// The tighter bounds, unless they exclude each other: then the first.
fn meet(a: Bounds, b: Bounds) -> Bounds {
    let first = a.0.max(b.0);
    let last = match (a.1, b.1) {
        (Some(x), Some(y)) => Some(x.min(y)),
        (x, y) => x.or(y),
    };
    if first.zip(last).is_some_and(|(first, last)| first > last) { a } else { (first, last) }
}

/// How well a mention stands for the event: it makes a row, has the date, is prose, a verb, complete, sure.
fn rank(m: &Mention, date: Option<&EventDate>) -> (Standing, bool, bool, bool, bool, usize, u32) {
    let has_date = is_dated(m) && m.date.as_ref().map(|d| &d.edtf) == date.map(|d| &d.edtf);
    let complete = m.actors.iter().chain(&m.targets).filter(|p| is_named(p)).count().min(4)
        + usize::from(m.object.is_some());
    let sure = (m.confidence.clamp(0.0, 1.0) * 1000.0) as u32;
    (standing(m), printable(m).is_some(), has_date, !m.heading, !m.nominal, complete, sure)
}

fn best_headline(mentions: &[Mention]) -> String {
    mentions.iter().find_map(printable).unwrap_or_default().to_owned()
}

/// The place that a sentence names, else that of a dateline.
fn place(mentions: &[Mention]) -> Option<(String, Option<(f32, f32)>)> {
    let of = |m: &Mention| m.place.clone().map(|place| (place, m.coordinates));
    let named = mentions.iter().filter(|m| !m.place_from_dateline).find_map(of);
    named.or_else(|| mentions.iter().find_map(of))
}

/// Actors and targets. A single telling is taken at its word.
fn participants(mentions: &[Mention]) -> (Vec<Participant>, Vec<Participant>) {
    let Some(first) = mentions.first() else { return Default::default() };
    if mentions.len() == 1 {
        return (first.actors.clone(), first.targets.clone());
    }
    let actors = union(mentions, &first.actors, &first.targets, |m| &m.actors);
    let targets = union(mentions, &first.targets, &actors, |m| &m.targets);
    (actors, targets)
}

/// Who the contents are about beside those who take part, each once, in the order of the mentions.
fn about(mentions: &[Mention], actors: &[Participant], targets: &[Participant]) -> Vec<Participant> {
    let mut found: Vec<Participant> = Vec::new();
    for p in mentions.iter().flat_map(|m| &m.about).take(LOOKED_AT) {
        let identity = Identity::of(p);
        let same = |known: &Participant| {
            known.name == p.name
                || identity.zip(Identity::of(known)).is_some_and(|(one, other)| one.same(other))
        };
        if !actors.iter().chain(targets).chain(&found).any(same) {
            found.push(p.clone());
        }
    }
    found
}

/// A participant, who it is, how often it is told, and whether once beside whom the headline's own telling names.
struct Counted {
    participant: Participant,
    identity: Option<Identity>,
    count: usize,
    joint: bool,
}

impl Counted {
    fn new(participant: &Participant, identity: Option<Identity>, count: usize) -> Self {
        Self { participant: participant.clone(), identity, count, joint: false }
    }

    /// One more telling; the fuller name of one not otherwise known is the better one, but not another form of a full name.
    fn add(&mut self, p: &Participant) {
        self.count += 1;
        let short = short(self.identity, Identity::of(p));
        let known = &mut self.participant;
        if p.name.len() > known.name.len() && known.id.is_none() && p.kind == known.kind && !short {
            known.name.clone_from(&p.name);
            self.identity = Identity::of(known);
        }
    }
}

/// The tellings whose participants are looked at, the first one in any case.
fn looked_at<'m>(
    mentions: &'m [Mention],
    role: impl Fn(&'m Mention) -> &'m Vec<Participant>,
) -> &'m [Mention] {
    let mut named = 0;
    let beyond = mentions.iter().position(|m| {
        named += role(m).len();
        named > LOOKED_AT
    });
    beyond.and_then(|end| mentions.get(..end.max(1))).unwrap_or(mentions)
}

fn same(a: Option<Identity>, b: Option<Identity>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.same(b))
}

fn short(a: Option<Identity>, b: Option<Identity>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.is_short_for(b))
}

/// Where somebody is among those who were found: by name, or as `Ed Lind` of `Edward Lind` where one telling does not name both.
fn known_as(found: &[Counted], identity: Option<Identity>, told: &[Participant]) -> Option<usize> {
    let beside = |known: &Counted| told.iter().any(|p| same(known.identity, Identity::of(p)));
    let by_name = found.iter().position(|known| same(known.identity, identity));
    by_name.or_else(|| found.iter().position(|known| short(known.identity, identity) && !beside(known)))
}

/// The participants of one role over all mentions, each once, the better attested first. Who has the other role in
/// the representative mention is left there; plain nouns give way to names.
fn union<'m>(
    mentions: &'m [Mention],
    own: &'m [Participant],
    other: &[Participant],
    role: impl Fn(&'m Mention) -> &'m Vec<Participant>,
) -> Vec<Participant> {
    let others: Vec<Option<Identity>> = other.iter().map(Identity::of).collect();
    let mut found: Vec<Counted> = own.iter().map(|p| Counted::new(p, Identity::of(p), 0)).collect();
    let mentions = looked_at(mentions, &role);
    for told in mentions.iter().map(&role) {
        for p in told {
            let identity = Identity::of(p);
            match known_as(&found, identity, told).and_then(|at| found.get_mut(at)) {
                Some(known) => known.add(p),
                None if !is_named(p) || others.iter().any(|o| same(*o, identity) || short(*o, identity)) => {}
                None => found.push(Counted::new(p, identity, 1)),
            }
        }
        let joint = own.iter().any(|p| told.iter().any(|q| same(Identity::of(p), Identity::of(q))));
        let here = |known: &Counted| told.iter().any(|p| same(known.identity, Identity::of(p)));
        found.iter_mut().skip(own.len()).for_each(|known| known.joint |= joint && here(known));
    }
    let told = mentions.iter().filter(|m| role(m).iter().any(is_named)).count();
    let alone = own.iter().any(is_named);
    let attested = |known: &Counted| {
        known.count >= TOLD_AT_LEAST && known.count * SHARE_AT_LEAST >= told && (known.joint || !alone)
    };
    let mut at = 0;
    found.retain(|known| {
        at += 1;
        at <= own.len() || attested(known)
    });
    if found.iter().any(|known| is_named(&known.participant)) {
        found.retain(|known| is_named(&known.participant));
    }
    found.sort_by_key(|known| std::cmp::Reverse(known.count));
    found.into_iter().map(|known| known.participant).collect()
}

/// Who says so, each source and verb once, in the order of the mentions.
fn claims(mentions: &[Mention]) -> Vec<Claim> {
    let mut known: FxHashSet<(&str, &str)> = FxHashSet::default();
    let all = mentions.iter().flat_map(|m| &m.claims);
    all.filter(|claim| known.insert((&claim.source, &claim.verb))).cloned().collect()
}

/// A mention and, once somebody asked, the sketch of its sentence.
struct Telling<'m> {
    mention: &'m Mention,
    sketch: OnceCell<Sketch>,
}

impl Telling<'_> {
    fn is_copy(&self, other: &Self) -> bool {
        self.mention.article == other.mention.article
            || self.mention.sentence == other.mention.sentence
            || self.sketch().near(other.sketch())
    }

    fn sketch(&self) -> Sketch {
        *self.sketch.get_or_init(|| Sketch::of_text(&self.mention.sentence))
    }
}

/// One minus the product of the doubts: the surest telling of each article, copies counted once.
fn confidence(mentions: &[Mention]) -> f32 {
    let surest = mentions.iter().map(|m| m.confidence.clamp(0.0, CONFIDENCE_AT_MOST)).fold(0.0, f32::max);
    if mentions.iter().all(|m| mentions.first().is_some_and(|first| first.article == m.article)) {
        return surest;
    }
    let mut told: Vec<Telling<'_>> = Vec::new();
    for m in mentions.iter().take(COMPARED_AT_MOST) {
        let telling = Telling { mention: m, sketch: OnceCell::new() };
        match told.iter_mut().find(|known| known.is_copy(&telling)) {
            Some(known) if known.mention.confidence < m.confidence => *known = telling,
            Some(_) => {}
            None => told.push(telling),
        }
    }
    let doubt: f32 = told.iter().map(|t| 1.0 - t.mention.confidence.clamp(0.0, 1.0)).product();
    (1.0 - doubt).clamp(0.0, CONFIDENCE_AT_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_most_of_many_tellings_name_takes_part() {
        let person = |name: &str| Participant { name: name.into(), ..Participant::default() };
        let first = Mention { actors: vec![person("Anna Berg")], ..Mention::default() };
        let both = || Mention { actors: vec![person("Anna Berg"), person("Jan Lund")], ..Mention::default() };
        let mentions: Vec<Mention> = std::iter::once(first).chain((0..1000).map(|_| both())).collect();
        let (actors, _) = participants(&mentions);
        assert_eq!(actors.iter().map(|p| p.name.to_string()).collect::<Vec<_>>(), ["Anna Berg", "Jan Lund"]);
    }

    fn told_by(names: &[&str]) -> Mention {
        let person = |name: &&str| Participant {
            name: (*name).into(),
            kind: crate::actors::ActorKind::Person,
            ..Participant::default()
        };
        Mention { actors: names.iter().map(person).collect(), ..Mention::default() }
    }

    fn actors_of(tellings: &[&[&str]]) -> Vec<String> {
        let mentions: Vec<Mention> = tellings.iter().map(|names| told_by(names)).collect();
        participants(&mentions).0.iter().map(|p| p.name.to_string()).collect()
    }

    #[test]
    fn whom_one_telling_alone_names_is_left_out() {
        assert_eq!(actors_of(&[&["Anna Berg"], &["Jan Lund"]]), ["Anna Berg"]);
        assert_eq!(actors_of(&[&[], &["Jan Lund"]]), [""; 0]);
        assert_eq!(actors_of(&[&[], &["Jan Lund"], &["Jan Lund"]]), ["Jan Lund"]);
        assert_eq!(actors_of(&[&["Anna Berg"], &["Jan Lund"], &["Jan Lund"]]), ["Anna Berg"]);
        assert_eq!(
            actors_of(&[&[], &["Jan Lund"], &["Jan Lund"], &["Ada Orr"], &["Bo Hill"], &["Cy Moe"]]),
            [""; 0]
        );
    }

    #[test]
    fn one_person_has_one_name() {
        assert_eq!(actors_of(&[&["Ed Lind"], &["Edward C. Lind"]]), ["Ed Lind"]);
        assert_eq!(actors_of(&[&["Ed Lind", "Emma Lind"], &["Ed Lind"]]), ["Ed Lind", "Emma Lind"]);
        assert_eq!(actors_of(&[&["Anna Lind"], &["Bo Lind"]]), ["Anna Lind"]);
    }

    #[test]
    fn no_source_of_many_is_lost() {
        let told = |source: u32| Mention {
            claims: vec![Claim { source: source.to_string(), verb: "say".to_owned(), ..Claim::default() }],
            ..Mention::default()
        };
        let mentions: Vec<Mention> = (0..300).chain([0]).map(told).collect();
        let sources: Vec<String> = claims(&mentions).into_iter().map(|claim| claim.source).collect();
        assert_eq!(sources, (0..300).map(|source| source.to_string()).collect::<Vec<_>>());
    }
}
