//! Timelines of hand-made mentions: what becomes a row, what a row says, in which order.

use proptest::prelude::*;

use super::{Event, Filter, Options, Timeline};
use crate::events::{EventClass, EventType, Tense};
use crate::linking::scenario::{With, day, name, person, state, told};
use crate::linking::{Claim, Earlier, Mention, Participant};

fn timeline(mentions: &[Mention]) -> Timeline {
    Timeline::build(mentions.to_vec(), &Options::default())
}

/// `date: headline` of each row.
fn rows(timeline: &Timeline) -> Vec<String> {
    let date = |e: &Event| e.date.as_ref().map_or("?".to_owned(), |d| d.edtf.clone());
    timeline.events.iter().map(|e| format!("{}: {}", date(e), e.headline)).collect()
}

fn said(article: &str, published: &str, who: Participant, sentence: &str) -> Mention {
    told(article, published, "say", sentence).of(&[who]).saying()
}

fn lind() -> Participant {
    person("Ivo Lind", "Zubrowka")
}

/// Whom one telling in many names, and not the one that is read, is left to it.
#[test]
fn who_is_named_by_few_is_no_participant() {
    let one = |article: &str, who: &[Participant]| {
        told(article, "2022-07-13", "arrest", "Police arrested them on Monday").to(who)
    };
    let mut mentions: Vec<Mention> = (0..6).map(|at| one(&format!("a{at}"), &[lind()])).collect();
    mentions.push(Mention { heading: true, ..one("b", &[lind(), person("Una Berg", "Arvo")]) });
    let targets = super::entry::entry(mentions).targets;
    assert_eq!(targets.iter().map(|p| &*p.name).collect::<Vec<_>>(), ["Ivo Lind"]);
}

/// Two articles about one recognition, with the traps of announcements and confirmations.
fn two_articles() -> Vec<Mention> {
    let arvo = [name("Republic of Arvo")];
    let july = "2022-07-13";
    let late = "2023-01-03";
    vec![
        Mention {
            governs: true,
            ..said("a", july, lind(), "Lind announced on July 1 that Zubrowka would recognize Arvo")
                .on("2022-07-01", "2022-07-01")
                .number(0)
        },
        told("a", july, "recognize", "Lind announced on July 1 that Zubrowka would recognize Arvo")
            .of(&[state("Zubrowka")])
            .to(&arvo)
            .typed(EventType::Support)
            .planned()
            .within(0)
            .number(1),
        said("a", july, name("Embassy of Zubrowka"), "The embassy confirmed that Zubrowka recognized Arvo")
            .number(2),
        Mention {
            claims: vec![Claim {
                source: "Embassy of Zubrowka".into(),
                verb: "confirm".into(),
                ..Claim::default()
            }],
            ..told("a", july, "recognize", "The embassy confirmed that Zubrowka recognized Arvo")
                .of(&[state("Zubrowka")])
                .to(&arvo)
                .typed(EventType::Support)
                .within(2)
                .number(3)
        },
        told("b", late, "recognize", "On July 13, 2022, Zubrowka recognized the independence of Arvo")
            .of(&[state("Zubrowka")])
            .to(&arvo)
            .object("independence")
            .typed(EventType::Support)
            .on("2022-07-13", "2022-07-13")
            .number(0),
        Mention {
            earliest: Some(day("2022-07-13")),
            after: vec![Earlier::default()],
            ..told("b", late, "sever", "Following this, Ruritania severed relations with Zubrowka")
                .of(&[state("Ruritania")])
                .to(&[state("Zubrowka")])
                .object("relations")
                .typed(EventType::Sanction)
                .number(1)
        },
    ]
}

#[test]
fn two_articles_make_one_timeline() {
    let timeline = timeline(&two_articles());
    assert_eq!(
        rows(&timeline),
        [
            "2022-07-01: Lind announced on July 1 that Zubrowka would recognize Arvo",
            "2022-07-13: On July 13, 2022, Zubrowka recognized the independence of Arvo",
            "[2022-07-13..2023-01-03]: Following this, Ruritania severed relations with Zubrowka",
        ]
    );
    let recognition = &timeline.events[1];
    assert_eq!(recognition.mentions.len(), 2);
    assert_eq!(&*recognition.mentions[0].article, "b", "the dated telling stands for the event");
    assert_eq!(recognition.claims[0].source, "Embassy of Zubrowka");
    assert!(recognition.confidence > 0.95 && recognition.confidence <= 0.99);
    assert_eq!(timeline.events.iter().map(|e| e.ordinal).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(timeline.events.iter().all(|e| e.id.len() == 12));
}

#[test]
fn without_statements_contents_stand_for_themselves() {
    let talks = "Lind said on July 12 that Zubrowka opened talks with Ruritania";
    let mentions = [
        said("a", "2022-07-13", lind(), talks).on("2022-07-12", "2022-07-12").number(0),
        told("a", "2022-07-13", "talk", talks)
            .of(&[state("Zubrowka")])
            .to(&[state("Ruritania")])
            .typed(EventType::Consult)
            .within(0)
            .number(1),
    ];
    let with = timeline(&mentions);
    assert_eq!(with.events.len(), 1, "the dated statement is the row");
    assert_eq!(with.events[0].mentions[0].action, "say");
    let all = Timeline::build(mentions.to_vec(), &Options { unlisted: true, ..Options::default() });
    assert_eq!(all.events, with.events, "what makes no row changes no row");
    let unlisted: Vec<_> = all.unlisted.iter().map(|e| (e.mentions[0].action.as_str(), e.ordinal)).collect();
    assert_eq!(unlisted, [("talk", 0)]);
    let without = Timeline::build(mentions.to_vec(), &Options { statements: false, unlisted: false });
    assert_eq!(without.events.len(), 1);
    assert_eq!(without.events[0].mentions[0].action, "talk");
}

#[test]
fn a_statement_without_own_date_gives_way_to_its_content() {
    let sentence = "Police said that raiders robbed the Arvo bank on Monday";
    let rows = timeline(&[
        said("a", "2022-07-13", name("Police"), sentence).number(0),
        told("a", "2022-07-13", "rob", sentence)
            .of(&[name("raiders")])
            .to(&[name("Arvo Bank")])
            .on("2022-07-11", "2022-07-11")
            .within(0)
            .number(1),
    ]);
    assert_eq!(rows.events.len(), 1);
    assert_eq!(rows.events[0].mentions[0].action, "rob");
}

#[test]
fn what_did_not_happen_makes_no_row() {
    let base = || {
        told("a", "2022-07-13", "attack", "Zubrowka attacked Arvo on Monday")
            .of(&[state("Zubrowka")])
            .to(&[name("Arvo")])
            .typed(EventType::Assault)
            .on("2022-07-11", "2022-07-11")
    };
    assert_eq!(timeline(&[base()]).events.len(), 1);
    let nothing = [
        ("the noun of a light verb", Mention { absorbed_by: Some(3), ..base() }),
        ("a state", Mention { class: EventClass::State, tense: Tense::Present, date: None, ..base() }),
        (
            "saying nothing",
            Mention { object: None, ..said("a", "2022-07-13", lind(), "Lind said on Monday") },
        ),
        ("generic", Mention { action: "include".into(), event_type: EventType::Other, date: None, ..base() }),
        ("nothing to print", Mention { headline: String::new(), ..base() }),
    ];
    for (what, mention) in nothing {
        assert_eq!(timeline(&[mention]).events.len(), 0, "{what}");
    }
}

#[test]
fn copies_are_counted_once() {
    let copy = "Raiders robbed the old bank of Arvo on Monday and fled over the border in a blue van";
    let of = |article: &str, sentence: &str| {
        told(article, "2022-07-13", "rob", sentence)
            .of(&[name("Red Gang")])
            .to(&[name("Arvo Bank")])
            .on("2022-07-11", "2022-07-11")
    };
    let copied = timeline(&[of("a", copy), of("b", copy)]);
    let told_twice = timeline(&[of("a", copy), of("b", "The Red Gang robbed the Arvo Bank, officers said.")]);
    assert_eq!((copied.events.len(), told_twice.events.len()), (1, 1));
    assert!((copied.events[0].confidence - 0.8).abs() < 1e-6);
    assert!((told_twice.events[0].confidence - 0.96).abs() < 1e-6);
}

#[test]
fn the_more_precise_date_wins_and_bounds_follow_it() {
    let of = |article: &str, first: &str, last: &str| {
        told(article, "2022-09-13", "sign", "Zubrowka signed the canal treaty with Ruritania")
            .of(&[state("Zubrowka")])
            .to(&[state("Ruritania")])
            .object("canal treaty")
            .typed(EventType::Agree)
            .on(first, last)
    };
    let timeline = timeline(&[of("a", "2022-07-01", "2022-07-31"), of("b", "2022-07-13", "2022-07-13")]);
    assert_eq!(rows(&timeline), ["2022-07-13: Zubrowka signed the canal treaty with Ruritania"]);
    assert_eq!(timeline.events[0].earliest, timeline.events[0].latest);
}

#[test]
fn what_an_article_says_about_order_counts_within_a_day() {
    let of = |index: u32, action: &str, after: &[u32]| Mention {
        after: after.iter().map(|event| Earlier { event: *event, ..Earlier::default() }).collect(),
        ..told("a", "2022-07-13", action, action)
            .of(&[state("Zubrowka")])
            .typed(EventType::Agree)
            .on("2022-07-12", "2022-07-12")
            .number(index)
    };
    let timeline = timeline(&[of(0, "sign", &[2]), of(1, "ratify", &[0]), of(2, "negotiate", &[])]);
    let actions: Vec<&str> = timeline.events.iter().map(|e| e.mentions[0].action.as_str()).collect();
    assert_eq!(actions, ["negotiate", "sign", "ratify"]);
}

#[test]
fn filters_keep_what_is_asked_for() {
    let all = timeline(&two_articles());
    let is_ruritania = |p: &Participant| &*p.name == "Ruritania";
    let by_actor = all.clone().select(&Filter { actor: Some(&is_ruritania), ..Filter::default() });
    assert_eq!(by_actor.events.len(), 1);
    assert_eq!(by_actor.events[0].ordinal, 1);
    let from = Filter { from: Some(day("2022-07-14")), ..Filter::default() };
    assert_eq!(all.clone().select(&from).events.len(), 1, "bounds that reach the day fit");
    let to = Filter { to: Some(day("2022-07-05")), ..Filter::default() };
    assert_eq!(all.clone().select(&to).events.len(), 1);
    assert_eq!(all.select(&Filter { min_confidence: 0.9, ..Filter::default() }).events.len(), 1);
}

#[test]
fn no_mention_no_row() {
    assert_eq!(timeline(&[]), Timeline::default());
    assert_eq!(timeline(&[Mention::default(), Mention::default()]).events.len(), 0);
}

fn many(seed: u64) -> Vec<Mention> {
    let names = ["Zubrowka", "Ruritania", "Fenwick", "Morava"];
    let actions = ["recognize", "sign", "attack", "visit", "expel"];
    let pick = |i: u64, n: u64| (seed.wrapping_mul(2 * i + 1).wrapping_add(i * i * 7) >> 3) % n;
    (0..40u64)
        .map(|i| {
            let (a, b) = (names[pick(i, 4) as usize], names[pick(i + 50, 4) as usize]);
            let action = actions[pick(i + 9, 5) as usize];
            let date = format!("2022-07-{:02}", 1 + pick(i + 3, 9));
            let m =
                told(&format!("n{}", i % 13), "2022-07-13", action, &format!("{a} chose to {action} {b}"))
                    .of(&[state(a)])
                    .to(&[state(b)])
                    .typed(EventType::Assault)
                    .number(i as u32);
            if pick(i + 20, 3) == 0 { m } else { m.on(&date, &date) }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn input_order_changes_nothing(seed in any::<u64>(), turn in 0usize..40) {
        let mentions = many(seed);
        let mut turned = mentions.clone();
        turned.rotate_left(turn);
        turned.swap(1, 30);
        prop_assert_eq!(timeline(&mentions), timeline(&turned));
    }

    #[test]
    fn a_later_article_changes_no_id(seed in any::<u64>()) {
        let mut mentions = many(seed);
        let ids = |t: &Timeline| t.events.iter().map(|e| e.id.clone()).collect::<Vec<_>>();
        let before = ids(&timeline(&mentions));
        mentions.push(
            told("new", "2022-08-01", "bombard", "Fenwick bombarded Morava on July 20")
                .of(&[state("Fenwick")])
                .to(&[state("Morava")])
                .typed(EventType::Assault)
                .on("2022-07-20", "2022-07-20"),
        );
        let after = ids(&timeline(&mentions));
        prop_assert_eq!(after.len(), before.len() + 1);
        prop_assert!(before.iter().all(|id| after.contains(id)));
    }
}

#[test]
fn the_noun_of_a_light_verb_is_one_more_mention_but_no_more_evidence() {
    let sentence = "Zubrowka held a referendum on July 12";
    let held = told("a", "2022-07-13", "referendum", sentence)
        .of(&[state("Zubrowka")])
        .typed(EventType::Election)
        .on("2022-07-12", "2022-07-12")
        .number(1);
    let noun = Mention { absorbed_by: Some(1), ..held.clone().noun().number(2) };
    let elsewhere = Mention { absorbed_by: Some(9), ..held.clone().noun().number(3) };
    let alone = timeline(std::slice::from_ref(&held));
    let both = timeline(&[noun, elsewhere, held]);
    assert_eq!((both.events.len(), both.events[0].mentions.len()), (1, 2));
    assert!(!both.events[0].mentions[0].nominal);
    assert!((both.events[0].confidence - alone.events[0].confidence).abs() < 1e-6);
}

#[test]
fn a_happening_is_the_row_of_its_verb_whichever_is_used() {
    let struck = Mention {
        text: "struck".into(),
        ..told("a", "2022-07-13", "strike", "A strong earthquake struck the coast of Morava on Monday.")
            .to(&[state("Morava")])
            .on("2022-07-11", "2022-07-11")
    };
    let jolted = Mention {
        text: "jolted".into(),
        ..told("c", "2022-07-12", "jolt", "The quake jolted Morava on Monday.")
            .to(&[state("Morava")])
            .on("2022-07-11", "2022-07-11")
    };
    let quake = told("b", "2022-07-14", "quake", "After the quake of Monday Morava asked for tents.")
        .to(&[state("Morava")])
        .on("2022-07-11", "2022-07-11")
        .noun();
    let timeline = timeline(&[struck, jolted, quake]);
    assert_eq!(timeline.events.len(), 1);
    assert_eq!(timeline.events[0].mentions.len(), 2);
}

#[test]
fn a_dated_past_with_an_actor_is_a_row_whatever_its_verb() {
    let of = |sentence: &str, action: &str| {
        told("a", "2022-07-13", action, sentence).on("2022-07-11", "2022-07-11")
    };
    assert_eq!(timeline(&[of("Ivo Lind took office on Monday", "take").of(&[lind()])]).events.len(), 1);
    assert_eq!(timeline(&[of("The vote took place on Monday", "take")]).events.len(), 0);
    assert_eq!(timeline(&[of("The first convoy crossed the Lind on Monday", "cross")]).events.len(), 1);
}

#[test]
fn what_is_only_announced_is_read_in_the_announcement() {
    let sentence = "Lind said on July 12 that parliament will vote in October";
    let statement =
        Mention { governs: true, ..said("a", "2022-07-13", lind(), sentence).on("2022-07-12", "2022-07-12") };
    let vote = told("a", "2022-07-13", "vote", sentence)
        .of(&[name("Parliament of Arvo")])
        .typed(EventType::Election)
        .planned()
        .on("2022-10-01", "2022-10-31")
        .within(0)
        .number(1);
    let timeline = timeline(&[statement, vote]);
    assert_eq!(rows(&timeline), [format!("2022-07-12: {sentence}")]);
}

#[test]
fn a_stated_day_stands_before_those_of_stories() {
    let death = |article: &str, published: &str, sentence: &str| {
        told(article, published, "die", sentence).of(&[name("Mia Holm")]).at("Oslo")
    };
    let told_late = |article: &str| {
        let sentence = "The actress Mia Holm died in Oslo";
        death(article, "2013-06-08", sentence).on("2013-06-08", "2013-06-08").assumed()
    };
    let stated = death("c", "2013-06-08", "The actress Mia Holm died on Thursday in Oslo");
    let timeline = timeline(&[told_late("a"), told_late("b"), stated.on("2013-06-06", "2013-06-06")]);
    assert_eq!(rows(&timeline), ["2013-06-06: The actress Mia Holm died on Thursday in Oslo"]);
    assert!(timeline.events[0].disagreements.is_empty(), "only one article states a day");
}
