//! How likely two mentions tell one event: a sum of points, each with its reason.
//!
//! The points were set by hand and checked on development data; a pair's score depends on nothing but the pair.
//!
//! Knows two mentions. Does not know what else is one event with them.

use std::cell::RefCell;

use super::conflict::{differ, numbers_clash, people_clash, symmetric, why_not};
use super::features::{Bag, Days, Features};
use super::identity::Identity;
use super::reason::{Reason, Reasons};
use super::words::Weight;

/// Pairs that reach this many points are one event.
pub(super) const ENOUGH: f32 = 5.5;

/// The pairs of two groups that become one must reach this many points on average.
pub(super) const TOLERABLE: f32 = 4.0;

/// By how much one pair of two groups counts for or against them at most: a pair that cannot be one event counts so
/// much against them.
pub(super) const UNFIT: f32 = 4.0;

/// The most points that words can earn, and the subject of the articles.
const WORDS_AT_MOST: f32 = 3.0;
/// See `WORDS_AT_MOST`.
const SUBJECT_AT_MOST: f32 = 4.0;
/// The most points that statements earn by saying the same.
const SAID_AT_MOST: f32 = 5.0;
/// One sentence in two articles, but for a few words.
const SAME_SENTENCE: f32 = 6.0;
/// Two tellings of one article.
const SAME_ARTICLE: f32 = 2.0;

/// Two mentions that stand far apart in one article.
const FAR_APART: f32 = -2.0;

/// Mentions of one article that are no further apart, counted in mentions, are near.
const NEAR: u32 = 60;

/// A day that only the story of one article gives, where the other states another.
const OTHER_DAY: f32 = -1.0;

/// More than sums of the same points in another order differ by.
const ROUNDING: f32 = 0.001;

/// Two statements less alike than this are two, whoever made them and however near in time.
const SAID_AT_LEAST: f32 = 0.3;

/// A score and what it is made of.
///
/// Made for every pair that is compared, so it allocates nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    pub points: f32,
    /// What earned or cost points.
    pub reasons: Reasons,
    /// Something that ties the two together beyond the action; two tellings of one article need it.
    pub anchored: bool,
}

impl Tally {
    fn add(&mut self, points: f32, reason: Reason) {
        self.points += points;
        self.reasons.add(reason);
    }

    fn anchor(&mut self, points: f32, reason: Reason) {
        self.add(points, reason);
        self.anchored = true;
    }
}

/// The score of two mentions where it reaches `floor`, and where that is [`ENOUGH`] something ties them; `None` when it does
/// not, when they cannot be one event, or when their actions differ. Symmetric.
///
/// The cheap checks come first: a pair that cannot reach the floor any more is given up before words are compared.
pub(super) fn score(a: &Features, b: &Features, floor: f32, stories: &Stories) -> Option<Tally> {
    let apart = a.action != b.action || differ(a, b).is_some() || numbers_clash(a, b);
    if apart { None } else { score_told(a, b, b.stated, floor, stories) }
}

/// The score of two mentions that would be one event, did they not count the same people differently.
pub(super) fn rivals(a: &Features, b: &Features, stories: &Stories) -> Option<Tally> {
    let may = a.action == b.action && people_clash(a, b) && differ(a, b).is_none();
    if may { score_told(a, b, b.stated, ENOUGH, stories).filter(is_enough) } else { None }
}

/// The score of a fact and a plan, as if the plan had been told as done.
pub(super) fn score_as_done(fact: &Features, plan: &Features, stories: &Stories) -> Option<Tally> {
    if numbers_clash(fact, plan) { None } else { score_told(fact, plan, None, ENOUGH, stories) }
}

/// `stated` are the days that `b` states.
fn score_told(
    a: &Features,
    b: &Features,
    stated: Option<Days>,
    floor: f32,
    stories: &Stories,
) -> Option<Tally> {
    let pair = Pair::of(a, b);
    let mut tally = Tally::default();
    tally.add(if a.say || a.generic || b.generic { 1.0 } else { 3.0 }, Reason::Action);
    let together = who(a, b, &mut tally);
    if a.say && !together && !pair.copied {
        return None;
    }
    what(a, b, &mut tally);
    let same_day = when(a, b, stated, &mut tally);
    // Nothing that comes ties two tellings of one article; who asks for enough asks for a tie too.
    if tally.points + (pair.wording_at_most() + pair.articles_at_most()) < floor
        || floor >= ENOUGH && !pair.is_tied(&tally)
        || why_not(a, b, stated).is_some()
    {
        return None;
    }
    // The subjects are known before words are compared, which takes longer; sums in another order differ by a rounding.
    let subject = if pair.same_article { None } else { subject(a, b, same_day, stories) };
    let at_most = |points: f32| tally.points + pair.wording_at_most() + points;
    if subject.is_some_and(|(points, _)| at_most(points) < floor - ROUNDING) {
        return None;
    }
    pair.wording(&mut tally)?;
    pair.articles(subject, floor, &mut tally);
    (tally.points >= floor).then_some(tally)
}

/// Two mentions that may be one event by what is quick to compare: what their sentences and their articles add.
struct Pair<'f> {
    a: &'f Features,
    b: &'f Features,
    same_article: bool,
    /// Two articles have one sentence, but for a few words.
    copied: bool,
}

impl<'f> Pair<'f> {
    fn of(a: &'f Features, b: &'f Features) -> Self {
        let same_article = a.id.article == b.id.article;
        let copied = !same_article && a.wording.sketch.near(b.wording.sketch);
        Self { a, b, same_article, copied }
    }

    /// The most points that [`wording`](Self::wording) can add.
    fn wording_at_most(&self) -> f32 {
        match (self.copied, self.a.say) {
            (true, _) => SAME_SENTENCE,
            (false, true) => SAID_AT_MOST,
            (false, false) => WORDS_AT_MOST,
        }
    }

    /// The most points that [`articles`](Self::articles) can add.
    fn articles_at_most(&self) -> f32 {
        match (self.same_article && !self.a.say, self.is_near()) {
            (true, true) => SAME_ARTICLE,
            (true, false) => FAR_APART,
            (false, _) => SUBJECT_AT_MOST,
        }
    }

    /// True where something ties the two, or may still do so.
    fn is_tied(&self, tally: &Tally) -> bool {
        let points_back = || !self.a.say && self.is_near() && self.later().definite;
        !self.same_article || tally.anchored || points_back()
    }

    /// What one article tells far apart is no more likely one event than what two articles tell: a history has many battles.
    fn is_near(&self) -> bool {
        self.a.id.index.abs_diff(self.b.id.index) <= NEAR
    }

    /// The one that the article tells later. One article tells several events of one kind (two penalties of a match): only what
    /// points back is the same event for no other reason.
    fn later(&self) -> &'f Features {
        if self.a.id.index > self.b.id.index { self.a } else { self.b }
    }

    /// Adds what the sentences have in common; `None` for two statements that say different things.
    fn wording(&self, tally: &mut Tally) -> Option<()> {
        let (a, b) = (self.a, self.b);
        let shared = Shared::of(&a.wording.words, &b.wording.words);
        let said = if a.say { shared.alike.max(Shared::of(&a.said, &b.said).alike) } else { 0.0 };
        if a.say && said < SAID_AT_LEAST {
            return None;
        }
        if self.copied {
            tally.anchor(SAME_SENTENCE, Reason::SameSentence);
        } else if a.say {
            tally.add(SAID_AT_MOST * said, Reason::WhatIsSaid);
        } else {
            words(&shared, self.same_article, tally);
        }
        Some(())
    }

    /// Adds what the articles have in common, of which `subject` tells; not where that reaches no `floor`.
    fn articles(&self, subject: Option<(f32, Reason)>, floor: f32, tally: &mut Tally) {
        if self.same_article && !self.a.say {
            if self.is_near() {
                tally.add(SAME_ARTICLE, Reason::SameArticle);
                tally.anchored |= self.later().definite;
            } else {
                tally.add(FAR_APART, Reason::FarApart);
            }
        } else if !self.same_article && tally.points + SUBJECT_AT_MOST >= floor {
            if let Some((points, reason)) = subject {
                tally.add(points, reason);
            }
            // Two articles that tell the same action alike in so many ways need no single tie.
            tally.anchored = true;
        }
    }
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
    let known = |p: &Identity, side: &[Identity]| side.iter().any(|q| p.same(*q));
    let shared = a.iter().filter(|p| known(p, b)).count();
    if shared == a.len() && a.len() == b.len() && b.iter().all(|q| known(q, a)) {
        let all_vague = |side: &[Identity]| side.iter().all(|p| p.vague);
        return if all_vague(a) || all_vague(b) { Meeting::Vague } else { Meeting::All };
    }
    if a.iter().any(|p| b.iter().any(|q| p.same(*q) && !p.vague && !q.vague)) {
        return Meeting::Some;
    }
    if shared > 0 {
        return Meeting::Vague;
    }
    if a.iter().any(|p| b.iter().any(|q| p.kin(*q))) { Meeting::Kin } else { Meeting::Apart }
}

fn role(meeting: Meeting, reason: Reason, tally: &mut Tally) {
    match meeting {
        Meeting::All => tally.anchor(2.5, reason),
        Meeting::Some => tally.anchor(2.0, reason),
        Meeting::Vague => tally.anchor(1.0, reason),
        Meeting::Kin => tally.anchor(0.8, Reason::StateOfActor),
        Meeting::Open => {}
        Meeting::Apart => tally.add(-1.0, Reason::OtherParticipants),
    }
}

/// True when the two have the same actors, however vaguely named.
fn who(a: &Features, b: &Features, tally: &mut Tally) -> bool {
    let actors = meeting(a.actors(), b.actors());
    let targets = meeting(a.targets(), b.targets());
    let crossed = symmetric(a.kind) || actors <= Meeting::Open && targets <= Meeting::Open;
    if crossed && !(actors == Meeting::Apart && targets == Meeting::Apart && !symmetric(a.kind)) {
        match meeting(a.people(), b.people()) {
            Meeting::Open => {}
            Meeting::Apart if Identity::strangers(a.people(), b.people()) => {
                tally.add(-3.0, Reason::OtherParticipants)
            }
            found => role(found, Reason::Participants, tally),
        }
        return false;
    }
    role(actors, Reason::Actors, tally);
    role(targets, Reason::Targets, tally);
    matches!(actors, Meeting::Vague | Meeting::Some | Meeting::All)
}

/// Twice the shared over the sum of both: 0 to 1.
fn dice(a: &[u32], b: &[u32]) -> f32 {
    let shared = a.iter().filter(|word| b.contains(word)).count();
    if a.is_empty() || b.is_empty() { 0.0 } else { 2.0 * shared as f32 / (a.len() + b.len()) as f32 }
}

fn what(a: &Features, b: &Features, tally: &mut Tally) {
    if !a.object.is_empty() && !b.object.is_empty() {
        let alike = dice(&a.object, &b.object);
        if alike > 0.0 {
            tally.anchor(0.5 + 2.0 * alike, Reason::Object)
        } else {
            tally.add(-1.5, Reason::OtherObject)
        }
    }
    if a.place.iter().any(|word| b.place.contains(word)) {
        tally.anchor(1.5, Reason::Place);
    }
    if a.wording.figures.iter().any(|figure| b.wording.figures.binary_search(figure).is_ok()) {
        tally.add(1.0, Reason::Figures);
    }
}

/// True when the two tellings agree on the day, so that it does not matter what else their articles are about.
fn when(a: &Features, b: &Features, stated: Option<Days>, tally: &mut Tally) -> bool {
    match (a.stated, stated) {
        (Some(x), Some(y)) if x == y && x.length() <= 31 => {
            let points = if x.length() <= 7 { 2.5 } else { 1.5 };
            if a.generic {
                tally.add(points / 2.0, Reason::Date)
            } else {
                tally.anchor(points, Reason::Date)
            }
            return x.length() <= 7;
        }
        (Some(x), Some(y)) if !x.overlaps(y) => tally.add(OTHER_DAY, Reason::OtherDay),
        (Some(x), Some(y)) if x.length().max(y.length()) <= 31 => tally.add(1.0, Reason::DateWithin),
        (Some(_), Some(_)) => tally.add(0.3, Reason::DatesOverlap),
        (Some(x), None) | (None, Some(x)) => {
            let untold = if a.stated.is_some() { b } else { a };
            if x.length() <= 7 && is_news(x, untold) {
                tally.add(1.0, Reason::WeekAfter);
                return true;
            }
            if untold.published.is_some_and(|day| day.saturating_sub(60) > x.last) {
                tally.add(-1.5, Reason::LongAfter);
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
        Some(0..=3) => tally.add(1.0, Reason::ReportedTogether),
        Some(4..=14) => tally.add(0.3, Reason::ReportedTogether),
        Some(15..=60) | None => {}
        Some(_) => tally.add(-2.0, Reason::ReportedFarApart),
    }
}

fn words(shared: &Shared, same_article: bool, tally: &mut Tally) {
    if shared.weight > 0 {
        tally.add((0.08 * shared.weight as f32).min(WORDS_AT_MOST - 1.0) + shared.alike, Reason::Words);
    }
    if !same_article && shared.foreign > 0 {
        tally.add((-1.2 * shared.foreign as f32).max(-4.0), Reason::OtherNames);
    }
}

/// Articles that open with the same words tell the same story. On development data one pair in ten is of one story
/// at a Dice coefficient of 0.1, half at 0.2, nineteen in twenty at 0.35: the points are the log odds.
fn subject(a: &Features, b: &Features, same_day: bool, stories: &Stories) -> Option<(f32, Reason)> {
    const FEW: usize = 5;
    if a.topic.len() < FEW || b.topic.len() < FEW {
        return None;
    }
    let points = (20.0 * (stories.alike(a, b) - 0.2)).clamp(-3.0, SUBJECT_AT_MOST);
    if points > 0.0 {
        Some((points, Reason::Subject))
    } else {
        (!same_day).then_some((points, Reason::OtherSubject))
    }
}

/// How alike the subjects of two articles are. Mostly the same two articles are asked for again soon: the last answers are
/// remembered, each in the one place that its articles have.
#[derive(Default)]
pub(crate) struct Stories(RefCell<Vec<(u32, u32, f32)>>);

impl Stories {
    /// The most answers that are remembered.
    const AT_MOST: usize = 1 << 12;

    /// For comparing so many mentions.
    pub(crate) fn new(mentions: usize) -> Self {
        let places = mentions.saturating_mul(16).next_power_of_two().min(Self::AT_MOST);
        Self(RefCell::new(vec![(u32::MAX, u32::MAX, 0.0); places]))
    }

    fn alike(&self, a: &Features, b: &Features) -> f32 {
        let (low, high) = (a.story.min(b.story), a.story.max(b.story));
        let place = low.wrapping_mul(0x9e37_79b9).rotate_left(16) ^ high.wrapping_mul(0x85eb_ca6b);
        let mut known = self.0.borrow_mut();
        let places = known.len().max(1);
        match known.get_mut((place >> 8) as usize % places) {
            Some((x, y, alike)) if (*x, *y) == (low, high) => *alike,
            slot => {
                let alike = dice_sorted(&a.topic, &b.topic);
                slot.into_iter().for_each(|slot| *slot = (low, high, alike));
                alike
            }
        }
    }
}

/// [`dice`] of two sorted lists in which each word stands once, in linear time.
fn dice_sorted(a: &[u32], b: &[u32]) -> f32 {
    2.0 * common(a, b) as f32 / (a.len() + b.len()).max(1) as f32
}

/// How many words stand in both of two sorted lists, each once in each.
///
/// Four words of one are compared with four of the other at once, without a branch; then those four are left behind that end
/// earlier (Schlegel, Willhalm and Lehner 2011).
fn common(mut a: &[u32], mut b: &[u32]) -> u32 {
    let mut sums = [0; 4];
    while let (Some((x, after_x)), Some((y, after_y))) =
        (a.split_first_chunk::<4>(), b.split_first_chunk::<4>())
    {
        for word in x {
            sums.iter_mut().zip(y).for_each(|(sum, other)| *sum += u32::from(word == other));
        }
        let ([.., last_x], [.., last_y]) = (x, y);
        (a, b) = (if last_x <= last_y { after_x } else { a }, if last_y <= last_x { after_y } else { b });
    }
    let mut shared = sums.iter().sum();
    let (mut left, mut right) = (0, 0);
    while let (Some(word), Some(other)) = (a.get(left), b.get(right)) {
        shared += u32::from(word == other);
        left += usize::from(word <= other);
        right += usize::from(other <= word);
    }
    shared
}

/// What two bags of words have in common.
struct Shared {
    /// The weight of the words that both have.
    weight: u32,
    /// Twice that over the weight of all words of both: 0 to 1.
    alike: f32,
    /// Names of each that the other does not have, on the side that has fewer of them.
    foreign: u32,
}

impl Shared {
    /// Complexity: linear in the shorter bag, and logarithmic in the longer one for each word of both.
    fn of(a: &Bag, b: &Bag) -> Self {
        let (few, many) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
        let (mut weight, mut known_few, mut known_many) = (0, 0, 0);
        for (word, ours) in &few.words {
            if let Some(theirs) = many.get(*word) {
                weight += (*ours).min(theirs) as u32;
                known_few += u32::from(*ours == Weight::Name);
                known_many += u32::from(theirs == Weight::Name);
            }
        }
        let foreign = few.names.saturating_sub(known_few).min(many.names.saturating_sub(known_many));
        Self { weight, alike: 2.0 * weight as f32 / (a.weight + b.weight).max(1) as f32, foreign }
    }
}

/// True when the pair is one event.
pub(super) fn is_enough(tally: &Tally) -> bool {
    tally.anchored && tally.points >= ENOUGH
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn identity() -> impl Strategy<Value = Identity> {
        let few = || 0u32..3;
        (few(), few(), few(), few(), any::<[bool; 3]>()).prop_map(|(whole, last, full, state, said)| {
            let [single, vague, is_state] = said;
            Identity { whole: whole + 1, last, full, state, single, vague, is_state, ..Identity::default() }
        })
    }

    proptest! {
        #[test]
        fn it_does_not_matter_who_meets_whom(
            a in prop::collection::vec(identity(), 0..4),
            b in prop::collection::vec(identity(), 0..4),
        ) {
            prop_assert!(meeting(&a, &b) == meeting(&b, &a));
            prop_assert_eq!(Identity::strangers(&a, &b), Identity::strangers(&b, &a));
            prop_assert_eq!(Identity::other_parties(&a, &b), Identity::other_parties(&b, &a));
        }

        #[test]
        fn words_of_both_are_counted_once(
            a in prop::collection::btree_set(0u32..90, 0..64),
            b in prop::collection::btree_set(0u32..90, 0..64),
        ) {
            let list = |set: &BTreeSet<u32>| set.iter().copied().collect::<Vec<u32>>();
            prop_assert_eq!(common(&list(&a), &list(&b)) as usize, a.intersection(&b).count());
        }
    }
}
