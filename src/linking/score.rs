//! How likely two mentions tell one event: a sum of points, each with its reason.
//!
//! The points were set by hand and checked on development data; a pair's score depends on nothing but the pair.

use super::conflict::{strangers, symmetric, why_not};
use super::features::{Days, Features};
use super::identity::Identity;
use super::words::Weight;

/// Pairs that reach this many points are one event.
pub(super) const ENOUGH: f32 = 6.0;

/// A pair of one cluster that was never compared directly must reach this many points.
pub(super) const TOLERABLE: f32 = 3.5;

/// A score and what it is made of.
///
/// Made for every pair that is compared, so it allocates nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    pub points: f32,
    reasons: [&'static str; 12],
    count: usize,
    /// Something that ties the two together beyond the action and the subject of the articles.
    pub anchored: bool,
}

impl Tally {
    /// What earned or cost points, in the order of the checks.
    pub(super) fn reasons(&self) -> &[&'static str] {
        self.reasons.get(..self.count).unwrap_or_default()
    }

    fn add(&mut self, points: f32, reason: &'static str) {
        self.points += points;
        if let Some(slot) = self.reasons.get_mut(self.count) {
            *slot = reason;
            self.count += 1;
        }
    }

    fn anchor(&mut self, points: f32, reason: &'static str) {
        self.add(points, reason);
        self.anchored = true;
    }
}

/// The score of two mentions; `None` when they cannot be one event or their actions differ. Symmetric.
pub(super) fn score(a: &Features, b: &Features) -> Option<Tally> {
    if a.action != b.action || why_not(a, b).is_some() || says_something_else(a, b) {
        return None;
    }
    let mut tally = Tally::default();
    let say = a.say;
    match (say, a.generic || b.generic) {
        (true, _) | (_, true) => tally.add(1.0, "action"),
        _ => tally.add(3.0, "action"),
    }
    who(a, b, &mut tally);
    what(a, b, &mut tally);
    let same_day = when(a, b, &mut tally);
    let same_article = a.article == b.article;
    if !same_article && a.sketch.near(b.sketch) {
        tally.anchor(6.0, "same sentence");
    } else {
        words(a, b, &mut tally);
    }
    if same_article && !say {
        tally.anchor(2.0, "same article");
    } else if !same_article {
        subject(a, b, same_day, &mut tally);
    }
    if say && !tally.reasons().contains(&"actors") && !tally.reasons().contains(&"same sentence") {
        return None;
    }
    Some(tally)
}

/// How the participants of one role stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meeting {
    Apart,
    Open,
    Vague,
    Kin,
    Some,
    All,
}

fn meeting(a: &[Identity], b: &[Identity]) -> Meeting {
    if a.is_empty() || b.is_empty() {
        return Meeting::Open;
    }
    let same = |p: &Identity| b.iter().any(|q| p.same(*q));
    let shared = a.iter().filter(|p| same(p)).count();
    if shared == a.len() && a.len() == b.len() {
        return if a.iter().all(|p| p.vague) { Meeting::Vague } else { Meeting::All };
    }
    if a.iter().any(|p| same(p) && !p.vague) {
        return Meeting::Some;
    }
    if shared > 0 {
        return Meeting::Vague;
    }
    if a.iter().any(|p| b.iter().any(|q| p.kin(*q))) { Meeting::Kin } else { Meeting::Apart }
}

fn role(meeting: Meeting, reason: &'static str, tally: &mut Tally) {
    match meeting {
        Meeting::All => tally.anchor(2.5, reason),
        Meeting::Some => tally.anchor(2.0, reason),
        Meeting::Vague => tally.anchor(1.0, reason),
        Meeting::Kin => tally.anchor(0.8, "state of the actor"),
        Meeting::Open => {}
        Meeting::Apart => tally.add(-1.0, "other participants"),
    }
}

fn who(a: &Features, b: &Features, tally: &mut Tally) {
    let actors = meeting(&a.actors, &b.actors);
    let targets = meeting(&a.targets, &b.targets);
    let everyone = |f: &Features| -> Vec<Identity> { f.actors.iter().chain(&f.targets).copied().collect() };
    let crossed = symmetric(a.kind) || actors <= Meeting::Open && targets <= Meeting::Open;
    if crossed && !(actors == Meeting::Apart && targets == Meeting::Apart && !symmetric(a.kind)) {
        let (all_a, all_b) = (everyone(a), everyone(b));
        match meeting(&all_a, &all_b) {
            Meeting::Open => {}
            Meeting::Apart if strangers(&all_a, &all_b) => tally.add(-3.0, "other participants"),
            found => role(found, "participants", tally),
        }
        return;
    }
    role(actors, "actors", tally);
    role(targets, "targets", tally);
}

/// Twice the shared over the sum of both: 0 to 1.
fn dice(a: &[u32], b: &[u32]) -> f32 {
    let shared = a.iter().filter(|word| b.contains(word)).count();
    if a.is_empty() || b.is_empty() { 0.0 } else { 2.0 * shared as f32 / (a.len() + b.len()) as f32 }
}

fn what(a: &Features, b: &Features, tally: &mut Tally) {
    if !a.object.is_empty() && !b.object.is_empty() {
        let alike = dice(&a.object, &b.object);
        if alike > 0.0 { tally.anchor(0.5 + 2.0 * alike, "object") } else { tally.add(-1.5, "other object") }
    }
    if a.place.iter().any(|word| b.place.contains(word)) {
        tally.anchor(1.5, "place");
    }
    if a.figures.iter().any(|figure| b.figures.binary_search(figure).is_ok()) {
        tally.add(0.5, "figures");
    }
}

/// True when the two tellings agree on the day, so that it does not matter what else their articles are about.
fn when(a: &Features, b: &Features, tally: &mut Tally) -> bool {
    match (a.stated, b.stated) {
        (Some(x), Some(y)) if x == y && x.length() <= 31 => {
            let points = if x.length() <= 7 { 2.5 } else { 1.5 };
            if a.generic {
                tally.add(points / 2.0, "date")
            } else {
                tally.anchor(points, "date")
            }
            return x.length() <= 7;
        }
        (Some(x), Some(y)) if x.length().max(y.length()) <= 31 => tally.add(1.0, "date within"),
        (Some(_), Some(_)) => tally.add(0.3, "dates overlap"),
        (Some(x), None) | (None, Some(x)) => {
            let untold = if a.stated.is_some() { b } else { a };
            if x.length() <= 7 && is_news(x, untold) {
                tally.add(1.0, "reported in the week after");
                return true;
            }
            if untold.published.is_some_and(|day| day.saturating_sub(60) > x.last) {
                tally.add(-1.5, "told long after");
            }
        }
        (None, None) => reported(a, b, tally),
    }
    false
}

/// True when `days` lie in the week before the publication of `f`: what news tell without a date is mostly new.
fn is_news(days: Days, f: &Features) -> bool {
    f.published.is_some_and(|day| (days.first - 1..=days.last.saturating_add(7)).contains(&day))
}

fn reported(a: &Features, b: &Features, tally: &mut Tally) {
    match a.published.zip(b.published).map(|(a, b)| a.abs_diff(b)) {
        Some(0..=3) => tally.add(1.0, "reported together"),
        Some(4..=14) => tally.add(0.3, "reported together"),
        Some(15..=60) | None => {}
        Some(_) => tally.add(-2.0, "reported far apart"),
    }
}

fn words(a: &Features, b: &Features, tally: &mut Tally) {
    let (shared, alike) = shared_words(&a.words, &b.words);
    if a.say {
        tally.add(5.0 * alike.max(shared_words(&a.said, &b.said).1), "what is said");
    } else if shared > 0 {
        tally.add((0.08 * shared as f32).min(2.0) + alike, "words");
    }
    let others = foreign_names(&a.words, &b.words).min(foreign_names(&b.words, &a.words));
    if !a.say && a.article != b.article && others > 1 {
        tally.add((-0.4 * others as f32).max(-2.0), "other names");
    }
}

/// How many names of one sentence the other does not have. Both lists are sorted.
fn foreign_names(a: &[(u32, Weight)], b: &[(u32, Weight)]) -> usize {
    let known = |word: &u32| b.binary_search_by_key(word, |(other, _)| *other).is_ok();
    a.iter().filter(|(word, weight)| *weight == Weight::Name && !known(word)).count()
}

/// True when two statements have so little in common that they are two, whoever made them and however near in time.
fn says_something_else(a: &Features, b: &Features) -> bool {
    const ALIKE_AT_LEAST: f32 = 0.3;
    let alike = shared_words(&a.words, &b.words).1.max(shared_words(&a.said, &b.said).1);
    a.say && alike < ALIKE_AT_LEAST
}

/// Articles that open with the same words tell the same story. On development data one pair in ten is of one story
/// at a Dice coefficient of 0.1, half at 0.2, nineteen in twenty at 0.35: the points are the log odds.
///
/// Alone they tie two tellings together only when the sentences have something in common too.
fn subject(a: &Features, b: &Features, same_day: bool, tally: &mut Tally) {
    const FEW: usize = 5;
    const ALIKE_AT_LEAST: f32 = 0.2;
    if a.topic.len() < FEW || b.topic.len() < FEW {
        return;
    }
    let points = (20.0 * (dice_sorted(&a.topic, &b.topic) - 0.2)).clamp(-3.0, 4.0);
    if points >= 2.0 && !far_apart(a, b) && shared_words(&a.words, &b.words).1 >= ALIKE_AT_LEAST {
        tally.anchor(points, "subject");
    } else if points > 0.0 {
        tally.add(points, "subject");
    } else if !same_day {
        tally.add(points, "other subject");
    }
}

/// True for articles of different weeks: the same subject may have brought new events.
fn far_apart(a: &Features, b: &Features) -> bool {
    a.published.zip(b.published).is_some_and(|(a, b)| a.abs_diff(b) > 14)
}

/// [`dice`] of two sorted lists, in linear time.
fn dice_sorted(a: &[u32], b: &[u32]) -> f32 {
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    2.0 * shared as f32 / (a.len() + b.len()).max(1) as f32
}

/// The weight of the words that both have, and twice that over the weight of all words of both (0 to 1). Both lists
/// are sorted.
fn shared_words(a: &[(u32, Weight)], b: &[(u32, Weight)]) -> (u32, f32) {
    let total: u32 = a.iter().chain(b).map(|(_, weight)| *weight as u32).sum();
    let mut shared = 0;
    let mut others = b.iter().peekable();
    for (word, weight) in a {
        while others.next_if(|(other, _)| other < word).is_some() {}
        if let Some((other, theirs)) = others.peek()
            && other == word
        {
            shared += (*weight).min(*theirs) as u32;
        }
    }
    (shared, 2.0 * shared as f32 / total.max(1) as f32)
}

/// True when the pair is one event.
pub(super) fn is_enough(tally: &Tally) -> bool {
    tally.anchored && tally.points >= ENOUGH
}
