//! Bounds and conflicts, against hand-made texts and against brute force.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Node, Relation, TemporalGraph};
use crate::events::dating::{Link, Order, Other};
use crate::events::{EventDate, EventMention};
use crate::temporal::{DateBasis, Granularity, Interval, Qualifier, Timex};

const DAY_0: i32 = 738_000;

fn day(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(DAY_0 + number).unwrap_or_default()
}

fn number(day: NaiveDate) -> i32 {
    (day - self::day(0)).num_days() as i32
}

fn timex(first: i32, last: i32) -> Timex {
    Timex {
        interval: Some(Interval::days(day(first), day(last))),
        granularity: Granularity::Day,
        ..Timex::default()
    }
}

fn link(event: u32, order: Order, other: Other) -> Link {
    Link { event, order, other, sieve: "test.sieve".into(), confidence: 0.9, sentence: event }
}

fn dated(first: i32, last: i32, confidence: f32) -> EventMention {
    let date =
        EventDate { interval: Interval::days(day(first), day(last)), confidence, ..EventDate::default() };
    EventMention { date: Some(date), ..EventMention::default() }
}

fn bounds(
    timexes: &[Timex],
    events: &[EventMention],
    links: &[Link],
    published: i32,
) -> Vec<(Option<i32>, Option<i32>)> {
    let solution = TemporalGraph::build(timexes, events, links, Some(day(published))).solve();
    assert!(solution.conflicts.is_empty(), "{:?}", solution.conflicts);
    solution.bounds.iter().map(|(a, b)| (a.map(number), b.map(number))).collect()
}

#[test]
fn what_follows_a_dated_event_lies_between_it_and_publication() {
    let events = [dated(5, 5, 0.9), EventMention::default()];
    let links = [link(1, Order::After, Other::Event(0)), link(1, Order::OnOrBefore, Other::Creation)];
    assert_eq!(bounds(&[], &events, &links, 30), [(Some(5), Some(5)), (Some(5), Some(30))]);
}

#[test]
fn bounds_travel_along_a_chain_in_both_directions() {
    let events =
        [EventMention::default(), EventMention::default(), dated(9, 9, 0.9), EventMention::default()];
    let links = [
        link(1, Order::After, Other::Event(0)),
        link(1, Order::Before, Other::Event(2)),
        link(3, Order::Days(2), Other::Event(2)),
        link(0, Order::OnOrAfter, Other::Timex(0)),
    ];
    let expected = [(Some(3), Some(9)), (Some(3), Some(9)), (Some(9), Some(9)), (Some(11), Some(11))];
    assert_eq!(bounds(&[timex(3, 3)], &events, &links, 30), expected);
}

#[test]
fn after_a_date_is_another_day_but_after_an_event_may_be_the_same() {
    let events = [EventMention::default()];
    let after = [link(0, Order::After, Other::Timex(0))];
    assert_eq!(bounds(&[timex(3, 4)], &events, &after, 9), [(Some(5), None)]);
    let before = [link(0, Order::Before, Other::Timex(0))];
    assert_eq!(bounds(&[timex(3, 4)], &events, &before, 9), [(None, Some(2))]);
}

#[test]
fn about_a_day_is_some_days_wide() {
    let about = Timex { qualifier: Qualifier { approximate: true, uncertain: false }, ..timex(10, 10) };
    let events = [EventMention::default()];
    let within = [link(0, Order::Within, Other::Timex(0))];
    assert_eq!(bounds(std::slice::from_ref(&about), &events, &within, 30), [(Some(7), Some(13))]);
    let year = Timex { granularity: Granularity::Year, ..about };
    assert_eq!(bounds(&[year], &events, &within, 30), [(Some(10 - 731), Some(10 + 731))]);
}

#[test]
fn the_statements_behind_a_bound_are_told_from_the_event_on() {
    let events = [dated(5, 5, 0.9), EventMention::default(), EventMention::default()];
    let links = [link(1, Order::After, Other::Event(0)), link(2, Order::After, Other::Event(1))];
    let because = TemporalGraph::build(&[], &events, &links, None).because();
    let ends: Vec<_> = because[2].earliest.iter().map(|link| (link.from, link.to)).collect();
    let event = Node::Event;
    assert_eq!(ends, [(event(2), event(1)), (event(1), event(0)), (event(0), event(0))]);
    assert!(because[2].latest.is_empty(), "nothing bounds it");
}

#[test]
fn of_a_contradiction_the_least_confident_statement_is_set_aside_and_told() {
    let events = [dated(5, 5, 0.95), dated(8, 8, 0.95)];
    let wrong = Link { confidence: 0.6, ..link(1, Order::Before, Other::Event(0)) };
    let solution = TemporalGraph::build(&[], &events, &[wrong], None).solve();
    assert_eq!(solution.conflicts.len(), 1);
    let conflict = &solution.conflicts[0];
    assert_eq!(conflict.stated[conflict.set_aside].relation, Relation::Before);
    assert_eq!(conflict.sentences, [0, 1]);
    assert!(solution.tlinks.is_empty());
    assert_eq!(solution.bounds[0].0.map(number), Some(5));
}

#[test]
fn a_cycle_without_any_date_is_a_contradiction_too() {
    let events = vec![EventMention::default(); 4];
    let confidence = [0.9, 0.7, 0.8];
    let links: Vec<Link> = (0..3u32)
        .map(|i| Link {
            confidence: confidence[i as usize],
            ..link(i, Order::Before, Other::Event((i + 1) % 3))
        })
        .collect();
    let solution = TemporalGraph::build(&[], &events, &links, None).solve();
    assert_eq!(solution.conflicts.len(), 1);
    assert_eq!(solution.conflicts[0].stated.len(), 3);
    assert_eq!(solution.tlinks.len(), 2);
    assert!(solution.tlinks.iter().all(|link| link.from != Node::Event(1)));
}

#[test]
fn an_event_has_one_link_to_the_creation_time() {
    let published = 30;
    let guess = dated(published, published, 0.8);
    let guess =
        EventMention { date: guess.date.map(|date| EventDate { basis: DateBasis::Dct, ..date }), ..guess };
    let today = dated(published, published, 0.9);
    let today = EventMention { date: today.date.map(|date| EventDate { timex: Some(0), ..date }), ..today };
    let events = [guess.clone(), today, guess];
    let over = |event| link(event, Order::OnOrBefore, Other::Creation);
    let timexes = [timex(published, published)];
    let solution = TemporalGraph::build(&timexes, &events, &[over(0), over(1)], Some(day(published))).solve();
    let told: Vec<_> = solution.tlinks.iter().map(|l| (l.from, l.to, l.relation)).collect();
    let expected = [
        (Node::Event(0), Node::Creation, Relation::Before),
        (Node::Event(1), Node::Timex(0), Relation::IsIncluded),
        (Node::Event(2), Node::Creation, Relation::IsIncluded),
    ];
    assert!(told.len() == 3 && expected.iter().all(|link| told.contains(link)), "{told:?}");
}

#[test]
fn a_long_chain_is_solved_without_recursion() {
    let count = 100_000;
    let mut events = vec![EventMention::default(); count];
    events[0] = dated(1, 1, 0.9);
    let links: Vec<Link> = (1..count as u32).map(|i| link(i, Order::After, Other::Event(i - 1))).collect();
    let solution = TemporalGraph::build(&[], &events, &links, None).solve();
    assert_eq!(solution.bounds[count - 1].0.map(number), Some(1));
}

#[test]
fn links_to_nowhere_and_no_events_at_all_do_no_harm() {
    let lost = [link(7, Order::Before, Other::Event(9)), link(0, Order::Within, Other::Timex(4))];
    let solution = TemporalGraph::build(&[], &[EventMention::default()], &lost, None).solve();
    assert_eq!(solution.bounds, [(None, None)]);
    assert_eq!(TemporalGraph::build(&[], &[], &[], None).solve().bounds, []);
}

fn orders() -> impl Strategy<Value = Order> {
    prop_oneof![
        Just(Order::Before),
        Just(Order::After),
        Just(Order::OnOrBefore),
        Just(Order::OnOrAfter),
        Just(Order::Within),
        Just(Order::Same),
        (-2i32..3).prop_map(Order::Days),
    ]
}

/// Does `order` hold between days (events of one day, so that order inside the day stays open)?
fn holds(order: Order, a: i32, b: (i32, i32), of_days: bool) -> bool {
    match order {
        Order::Before => {
            if of_days {
                a < b.0
            } else {
                a <= b.0
            }
        }
        Order::After => {
            if of_days {
                a > b.1
            } else {
                a >= b.1
            }
        }
        Order::OnOrBefore => a <= b.1,
        Order::OnOrAfter => a >= b.0,
        Order::Within => b.0 <= a && a <= b.1,
        Order::Same | Order::Around => a == b.0 && a == b.1,
        Order::Days(days) => a == b.0 + days,
    }
}

fn holds_in(link: &Link, days: [i32; 3], timexes: [(i32, i32); 2]) -> bool {
    let a = days[link.event as usize];
    match link.other {
        Other::Event(other) => holds(link.order, a, (days[other as usize], days[other as usize]), false),
        Other::Timex(timex) => holds(link.order, a, timexes[timex as usize], true),
        Other::Creation => holds(link.order, a, (6, 6), false),
    }
}

fn statements() -> impl Strategy<Value = Vec<Link>> {
    let other = prop_oneof![
        (0u32..3).prop_map(Other::Event),
        (0u32..2).prop_map(Other::Timex),
        Just(Other::Creation)
    ];
    let one = (0u32..3, orders(), other, 0.1f32..1.0)
        .prop_map(|(event, order, other, confidence)| Link { confidence, ..link(event, order, other) });
    prop::collection::vec(one, 0..6)
        .prop_map(|links| links.into_iter().filter(|l| l.other != Other::Event(l.event)).collect())
}

proptest! {
    #[test]
    fn bounds_never_exclude_a_consistent_solution(links in statements()) {
        let spans = [(2, 3), (4, 4)];
        let timexes = spans.map(|(first, last)| timex(first, last));
        let events = vec![EventMention::default(); 3];
        let solution = TemporalGraph::build(&timexes, &events, &links, Some(day(6))).solve();
        let mut consistent = false;
        for code in 0..13i32.pow(3) {
            let days = [code % 13 - 2, code / 13 % 13 - 2, code / 169 - 2];
            if !links.iter().all(|link| holds_in(link, days, spans)) {
                continue;
            }
            consistent = true;
            // Brute force knows no order inside a day, so a conflict may still be found there; without one, nothing
            // that is possible may be excluded.
            if solution.conflicts.is_empty() {
                for (event, (earliest, latest)) in solution.bounds.iter().enumerate() {
                    prop_assert!(earliest.is_none_or(|first| number(first) <= days[event]));
                    prop_assert!(latest.is_none_or(|last| number(last) >= days[event]));
                }
            }
        }
        let days_only = links.iter().all(|l| matches!(l.other, Other::Timex(_)));
        prop_assert!(consistent || !solution.conflicts.is_empty() || !days_only);
        prop_assert!(!(consistent && days_only) || solution.conflicts.is_empty());
    }

    #[test]
    fn the_order_of_statements_changes_nothing(links in statements(), seed in 0usize..720) {
        let timexes = [timex(2, 3), timex(4, 4)];
        let events = vec![EventMention::default(); 3];
        let mut shuffled = links.clone();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, seed % (at + 1));
        }
        let first = TemporalGraph::build(&timexes, &events, &links, Some(day(6))).solve();
        let second = TemporalGraph::build(&timexes, &events, &shuffled, Some(day(6))).solve();
        prop_assert_eq!(first, second);
    }

    #[test]
    fn what_remains_after_conflicts_can_hold(links in statements()) {
        let timexes = [timex(2, 3), timex(4, 4)];
        let events = vec![EventMention::default(); 3];
        let solution = TemporalGraph::build(&timexes, &events, &links, Some(day(6))).solve();
        for (earliest, latest) in solution.bounds {
            prop_assert!(earliest.is_none() || latest.is_none() || earliest <= latest);
        }
    }
}
