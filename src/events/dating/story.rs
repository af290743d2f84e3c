//! Sieves for stories of one day: what they leave undated happened on the day of nearly all that they date.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lead::{heading, other_day, standing};
use super::retrospective::Retrospective;
use super::scene::Scene;
use super::sieve::{Proposal, Sieve};
use crate::events::{Aspect, EventClass, EventMention, Modality, Tense};
use crate::temporal::{Granularity, Interval};

/// The least number of dated events from which the day of a story is taken.
const LEAST: usize = 4;

/// Of a hundred dated events, how many must lie on one day.
const NEARLY_ALL: usize = 86;

/// The same for what is quoted and what has happened: of those that tell it, few tell of another day.
const MOST: usize = 50;

/// What a story of one day leaves undated.
pub(super) struct OneDay;

impl Sieve for OneDay {
    fn name(&self) -> &'static str {
        "story.one-day"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        propose(scene, NEARLY_ALL, |_| true, out);
    }
}

/// `"They came through the back door," a neighbour said`; `has been arrested`; `the decision`: on the day of most of the
/// story.
pub(super) struct MainDay(pub(super) Arc<Retrospective>);

impl Sieve for MainDay {
    fn name(&self) -> &'static str {
        "story.main-day"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let perfect = |e: &EventMention| e.tense == Tense::Present && e.aspect == Aspect::Perfective;
        let act = |e: &EventMention| e.nominal && e.class == EventClass::IAction && !self.0.governs(scene, e);
        propose(scene, MOST, |e| e.quoted || perfect(e) || act(e), out);
    }
}

fn propose(scene: &Scene<'_>, share: usize, wanted: impl Fn(&EventMention) -> bool, out: &mut Vec<Proposal>) {
    let Some((on, day)) = day(scene, share) else { return };
    let Some(first) = day.first() else { return };
    let open = scene.indexed().filter(|(_, e)| e.date.is_none() && told(scene, e) && wanted(e));
    let open = open.filter(|(_, e)| !other_day(scene, e.sentence, first) && alone(scene, e, day));
    out.extend(open.map(|(event, _)| Proposal::Anchored { event, on }));
}

/// The day on which at least this share of the dated events lie, and the first of them.
fn day(scene: &Scene<'_>, share: usize) -> Option<(u32, Interval)> {
    let mut days: BTreeMap<Interval, (u32, usize)> = BTreeMap::new();
    let mut all = 0;
    for (index, event) in scene.indexed() {
        let Some(date) = event.date.as_ref().filter(|date| date.interval.first().is_some()) else { continue };
        all += 1;
        if date.precision <= Granularity::Day && date.interval.first() == date.interval.last() {
            days.entry(date.interval).or_insert((index, 0)).1 += 1;
        }
    }
    let (day, (first, count)) = days.into_iter().max_by_key(|(_, (_, count))| *count)?;
    (all >= LEAST && count * 100 >= share * all).then_some((first, day))
}

/// True for what is told as a fact, be it that it did not happen; not what lies further back or always holds.
fn told(scene: &Scene<'_>, event: &EventMention) -> bool {
    let back = event.tense == Tense::Past && event.aspect == Aspect::Perfective;
    let holds = standing(event) && !heading(scene, event.sentence);
    event.modality == Modality::Asserted && !back && !holds
}

/// False when the sentence dates other events, and not all on this day.
fn alone(scene: &Scene<'_>, event: &EventMention, day: Interval) -> bool {
    let dates = scene.around(event.sentence, event.token).filter_map(|(_, e)| e.date.as_ref());
    dates.map(|date| date.interval).all(|other| other == day)
}

#[cfg(test)]
mod tests {
    use super::super::notation::read;

    /// Four events on Monday, and then a paragraph of its own.
    fn story(rest: &str) -> String {
        let told = "They [broke past] in on/p {Monday=2022-07-18} and/c [stole past] and/c [burned past] and/c [fled past] . ¶";
        read(&format!("{told} {rest}")).split_off(4).join("; ")
    }

    #[test]
    fn what_a_story_of_one_day_leaves_undated_happened_that_day() {
        assert_eq!(story("A/d woman [hid past] ."), "hid 07-18 on Monday");
        assert_eq!(story("A/d woman [lives pres] there ."), "lives", "it always holds");
        assert_eq!(story("A/d woman [planned past perf] it ."), "planned", "it lies further back");
        assert_eq!(story("They [sell will] it ."), "sell");
        assert_eq!(
            story("In/p {2015=2015} it [opened past] . It [grew past] ."),
            "opened 2015 In 2015; grew"
        );
        let two =
            "In/p {May=2022-05-02} it [rose past] and/c [fell past] and/c [rose past] . ¶ She [hid past] .";
        assert!(story(two).ends_with("; hid"), "a story of two days");
    }

    #[test]
    fn what_is_quoted_or_has_happened_is_of_the_day_of_most() {
        let mixed = "In/p {May=2022-05-02} it [rose past] and/c [fell past] . ¶";
        let hid = |verb: &str| story(&format!("{mixed} He [hid {verb}] ."));
        assert!(hid("pres perf").ends_with("hid 07-18 on Monday"), "{}", hid("pres perf"));
        assert!(hid("past").ends_with("; hid"));
        let act = story(&format!("{mixed} The/d [decision noun iact] ."));
        assert!(act.ends_with("decision 07-18 on Monday"), "{act}");
    }
}
