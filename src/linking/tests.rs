//! What becomes one event and what must not, in scenarios of our own.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::block::{BlockKey, keys};
use super::blocks::Part;
use super::pairs::compare;
use super::scenario::{With, name, person, state, told};
use super::{
    BUCKETS, Bond, Bonds, Edge, FeatureMaker, Features, HotBlock, Linked, Links, Mention, MentionId, Shard,
    WINDOW, block_keys, block_place, bucket, canonical, deciding, edges_among, group, plan, regroup, route,
};
use crate::events::{EventType, Polarity};

fn block_of(mention: &Mention) -> Vec<BlockKey> {
    block_keys(&Features::of(mention))
}

fn link(block: &[Mention]) -> Vec<Edge> {
    super::link(&features(block))
}

fn link_all(mentions: &[Mention]) -> Links {
    super::link_all(&features(mentions))
}

fn features(mentions: &[Mention]) -> Vec<Features> {
    let mut maker = FeatureMaker::default();
    mentions.iter().map(|m| maker.features(m)).collect()
}

fn canonical_order(mentions: &[Mention]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..mentions.len() as u32).collect();
    order.sort_by(|a, b| mentions[*a as usize].canonical_order(&mentions[*b as usize]));
    order
}

fn events(mentions: &[Mention]) -> Linked {
    let (features, order) = (features(mentions), canonical_order(mentions));
    let linked = super::events(&features, &order, &super::Alone);
    assert_eq!(linked, group(&features, &order, super::link_all(&features).edges));
    linked
}

/// True when the two are compared and become one event.
fn one_event(a: &Mention, b: &Mention) -> bool {
    let linked = events(&[a.clone(), b.clone()]);
    let swapped = events(&[b.clone(), a.clone()]);
    assert_eq!(linked.groups.len(), swapped.groups.len());
    linked.groups.len() == 1
}

fn recognition(article: &str, published: &str, sentence: &str) -> Mention {
    told(article, published, "recognize", sentence)
        .of(&[state("Zubrowka")])
        .to(&[name("Republic of Arvo"), name("Republic of Lind")])
        .typed(EventType::Support)
}

fn dated() -> Mention {
    recognition("b", "2023-01-03", "On July 13, 2022, Zubrowka recognized the independence of Arvo and Lind.")
        .on("2022-07-13", "2022-07-13")
        .object("independence")
}

fn undated() -> Mention {
    recognition(
        "a",
        "2022-07-13",
        "The embassy confirmed that Zubrowka recognized both republics' sovereignty.",
    )
}

#[test]
fn a_bounded_telling_joins_the_dated_one() {
    assert!(one_event(&undated(), &dated()));
}

#[test]
fn a_noun_joins_its_verb() {
    let noun = Mention { action: "recognition".into(), ..undated().noun() };
    assert!(one_event(&noun, &dated()));
}

#[test]
fn a_month_joins_a_day_inside_it() {
    assert!(one_event(&dated(), &undated().on("2022-07-01", "2022-07-31")));
}

#[test]
fn a_day_that_only_the_story_gives_yields_to_a_stated_one_shortly_before() {
    let days_later = |day: &str| undated().on(day, day).assumed();
    assert!(one_event(&dated(), &days_later("2022-07-15")));
    assert!(!one_event(&dated(), &undated().on("2022-07-15", "2022-07-15")));
    assert!(!one_event(&dated(), &days_later("2022-07-20")), "a week later");
    assert!(!one_event(&dated(), &days_later("2022-07-12")), "before");
}

#[test]
fn what_cannot_be_one_event_stays_apart() {
    let base = dated();
    let cases = [
        ("another day", undated().on("2022-07-12", "2022-07-12")),
        ("denied", Mention { polarity: Polarity::Negative, ..undated() }),
        ("planned", undated().planned()),
        ("bounds before", Mention { latest: Some(super::scenario::day("2022-07-10")), ..undated() }),
        ("other actor", undated().of(&[state("Ruritania")])),
        ("other target", undated().to(&[name("Republic of Morava")])),
        ("another action", Mention { action: "condemn".into(), ..undated() }),
    ];
    for (what, other) in cases {
        assert!(!one_event(&base, &other), "{what}");
    }
    assert!(!one_event(&dated().at("Arvo City"), &undated().at("Lindport")), "other place");
}

#[test]
fn a_statement_is_not_its_content() {
    let said =
        told("a", "2022-07-13", "recognize", "The ministry confirmed the recognition.").saying().number(1);
    let content = undated().number(2).within(1);
    assert!(!one_event(&said, &content));
}

#[test]
fn numbers_of_victims_that_cannot_both_hold() {
    let of = |article: &str, victims: &str| {
        let sentence = format!("A landslide above Arvo killed {victims} on Tuesday night.");
        told(article, "2022-07-13", "kill", &sentence)
            .of(&[name("landslide")])
            .to(&[name(victims)])
            .on("2022-07-12", "2022-07-12")
    };
    assert!(one_event(&of("a", "12 villagers"), &of("b", "twelve villagers")));
    assert!(one_event(&of("a", "12 villagers"), &of("b", "at least 10 villagers")));
    assert!(!one_event(&of("a", "12 villagers"), &of("b", "40 villagers")));
}

#[test]
fn president_and_state_may_be_one_but_two_ministers_never() {
    let signed = |article: &str, who| {
        told(article, "2022-07-13", "sign", "The border treaty with Ruritania was signed in Arvo on Tuesday.")
            .of(&[who])
            .to(&[state("Ruritania")])
            .object("border treaty")
            .typed(EventType::Support)
            .on("2022-07-12", "2022-07-12")
    };
    assert!(one_event(&signed("a", state("Zubrowka")), &signed("b", person("Ivo Lind", "Zubrowka"))));
    assert!(one_event(
        &signed("a", person("Lind", "Zubrowka")),
        &signed("b", person("Ivo Lind", "Zubrowka"))
    ));
    assert!(!one_event(
        &signed("a", person("Ana Dorn", "Zubrowka")),
        &signed("b", person("Ivo Lind", "Zubrowka"))
    ));
}

#[test]
fn who_fires_somebody_dismisses_him() {
    let told = |article, action: &str, sentence: &str| {
        told(article, "2022-07-13", action, sentence)
            .of(&[name("Acme")])
            .to(&[person("Jana Novak", "Zubrowka")])
    };
    let fired = told("a", "fire", "Acme fired its chief executive Jana Novak on Monday.");
    assert!(one_event(&fired, &told("b", "dismiss", "Jana Novak was dismissed by Acme as chief executive.")));
    let shot = Mention { event_type: EventType::Assault, ..fired };
    assert!(!one_event(&shot, &told("b", "dismiss", "Jana Novak was dismissed by Acme as chief executive.")));
}

#[test]
fn agreements_with_different_parties_are_different() {
    let deal = |article, other: &str| {
        told(article, "2022-07-13", "agree", "Acme reached an agreement on the sale of trams.")
            .of(&[name("Acme")])
            .to(&[name(other)])
            .typed(EventType::Agree)
            .object("agreement")
    };
    assert!(one_event(&deal("a", "Norwind"), &deal("b", "Norwind")));
    assert!(!one_event(&deal("a", "Norwind"), &deal("b", "Tramco")));
    let both = Mention { targets: vec![name("Norwind"), name("Tramco")], ..deal("a", "Norwind") };
    assert!(one_event(&both, &deal("b", "Tramco")), "one of two may be left out");
}

#[test]
fn statements_join_by_speaker_and_content() {
    let said = |article: &str, sentence: &str| {
        told(article, "2022-07-13", "say", sentence).saying().of(&[person("Ivo Lind", "Zubrowka")])
    };
    let a = said(
        "a",
        "Zubrowka fully supports the stance of Ruritania on the canal, Ivo Lind said at the assembly.",
    );
    let b = said(
        "b",
        "\"The government is ready to support the stance of Ruritania on the canal,\" Lind told the assembly.",
    );
    let c = said("b", "Lind said that wheat exports would double by spring.");
    assert!(one_event(&a, &b));
    assert!(!one_event(&a, &c));
}

#[test]
fn agency_copy_is_one_event_even_without_names() {
    let copy = "Three hikers were found dead near the summit hut after the storm, the rescue service of the valley said.";
    let of = |article: &str| told(article, "2022-07-13", "find", copy);
    assert!(one_event(&of("a"), &of("b")));
}

#[test]
fn what_a_history_tells_far_apart_is_mostly_two_events() {
    let withdrew = |index: u32, sentence: &str| {
        told("a", "2022-07-13", "withdraw", sentence).of(&[state("Zubrowka")]).number(index)
    };
    let first = withdrew(4, "Zubrowka withdrew from the fort at Arvo after a siege of three months.");
    let near = withdrew(9, "Zubrowka withdrew with its guns and left the wounded behind at Arvo.");
    let far = withdrew(400, "Zubrowka withdrew over the river with its guns and left the wounded behind.");
    assert!(one_event(&first, &near) && !one_event(&first, &far));
    let told_again = far.clone().to(&[name("Arvo Garrison")]);
    assert!(one_event(&first.to(&[name("Arvo Garrison")]), &told_again), "whom it was done to as well");
}

#[test]
fn a_plea_and_its_opposite_are_two() {
    let plea = |article: &str, what: &str| {
        let sentence = format!("Ole Berg pleaded {what} in the district court of Arvo on Monday.");
        told(article, "2022-07-13", "plead", &sentence).of(&[person("Ole Berg", "Zubrowka")])
    };
    assert!(one_event(&plea("a", "guilty"), &plea("b", "guilty")));
    assert!(!one_event(&plea("a", "guilty"), &plea("b", "not guilty")));
}

#[test]
fn in_one_article_a_noun_must_point_back() {
    let penalty =
        |index: u32, sentence: &str| told("a", "2022-07-13", "penalty", sentence).noun().number(index);
    let first = penalty(1, "Arvo took the lead through a penalty in the first half of the match.");
    let second = penalty(2, "A second penalty was saved by the keeper late in the match.");
    let same = penalty(2, "The penalty was given for a foul late in the first half of the match.");
    assert!(!one_event(&first, &second));
    assert!(one_event(&first, &same));
}

#[test]
fn earthquakes_of_other_magnitudes_are_others() {
    let quake = |article: &str, magnitude: &str| {
        let sentence = format!("An earthquake of magnitude {magnitude} shook the island of Arvo on Sunday.");
        told(article, "2022-07-13", "earthquake", &sentence).noun().at("Arvo")
    };
    assert!(one_event(&quake("a", "5.9"), &quake("b", "6.0")));
    assert!(!one_event(&quake("a", "5.9"), &quake("b", "5.2")));
}

#[test]
fn a_plan_is_realised_not_merged() {
    let plan = undated().planned();
    let linked = events(&[plan, dated()]);
    assert_eq!(linked.groups.len(), 2);
    assert_eq!(linked.realised.len(), 1);
}

#[test]
fn a_block_of_pairs_gives_the_edges_of_the_whole_run() {
    let edges = link(&[dated(), undated()]);
    assert_eq!(edges.len(), 1);
    assert_eq!((edges[0].a, edges[0].b), (0, 1));
    assert!(edges[0].reasons.names().any(|name| name == "actors"));
    let keys = block_of(&dated());
    assert!(keys.is_sorted() && block_of(&undated()).iter().any(|key| keys.contains(key)));
}

#[test]
fn empty_mentions_are_harmless() {
    assert_eq!(events(&[]).groups.len(), 0);
    assert_eq!(events(&[Mention::default(), Mention::default()]).groups.len(), 2);
}

/// A few dozen mentions of a few events, from a seed.
fn crowd(seed: u64) -> Vec<Mention> {
    let actors = ["Zubrowka", "Ruritania", "Grand Fenwick"];
    let actions = ["recognize", "sign", "attack", "visit"];
    let days = ["2022-07-12", "2022-07-13", "2022-07-20"];
    let pick = |i: u64, n: usize| (seed.wrapping_mul(i * 2 + 1).wrapping_add(i * i) % n as u64) as usize;
    (0..30u64)
        .map(|i| {
            let (a, b) = (actors[pick(i, 3)], actors[pick(i + 7, 3)]);
            let action = actions[pick(i + 3, 4)];
            let sentence = format!("{a} and {b} were said to {action} again near Arvo.");
            let m = told(&format!("article-{}", i % 11), "2022-07-21", action, &sentence)
                .of(&[state(a)])
                .to(&[state(b)])
                .number(i as u32);
            if i % 3 == 0 { m } else { m.on(days[pick(i + 5, 3)], days[pick(i + 5, 3)]) }
        })
        .collect()
}

/// The groups by article and number, sorted.
fn named_groups(mentions: &[Mention]) -> Vec<Vec<(std::sync::Arc<str>, u32)>> {
    let name = |at: &u32| (mentions[*at as usize].article.clone(), mentions[*at as usize].index);
    let mut groups: Vec<Vec<_>> =
        events(mentions).groups.iter().map(|group| group.iter().map(name).collect()).collect();
    groups.sort();
    groups
}

/// Many tellings of a few events, so that most blocks hold more than are compared with each other.
fn throng(seed: u64) -> Vec<Mention> {
    let one = |(i, m): (u64, Mention)| Mention {
        article: format!("article-{}-{}", i / 30, m.article).into(),
        published: m.published.map(|day| day + chrono::Days::new(i / 30 * 5 % 7)),
        modality: if i % 9 == 4 { crate::events::Modality::Planned } else { m.modality },
        ..m
    };
    (0..).zip((0..4).flat_map(|turn| crowd(seed / 2 + turn % 2))).map(one).collect()
}

/// The edges of each block by itself, each once.
fn edges_of_blocks(mentions: &[Mention]) -> Vec<Edge> {
    let mut blocks = std::collections::BTreeMap::<BlockKey, Vec<u32>>::new();
    for (at, m) in (0..).zip(mentions) {
        block_of(m).into_iter().for_each(|key| blocks.entry(key).or_default().push(at));
    }
    let mut edges = Vec::new();
    for places in blocks.values() {
        let block: Vec<Mention> = places.iter().map(|at| mentions[*at as usize].clone()).collect();
        let place = |at: u32| places[at as usize];
        edges.extend(link(&block).iter().map(|e| Edge { a: place(e.a), b: place(e.b), ..*e }));
    }
    edges.sort_by_key(|e| (e.a, e.b));
    edges.dedup();
    edges
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn blocks_by_themselves_give_the_edges_of_the_whole_run(seed in any::<u64>(), parts in 0u32..4) {
        let mentions = throng(seed);
        let whole = link_all(&mentions);
        prop_assert!(whole.hot_blocks > 0);
        prop_assert_eq!(&whole.edges, &edges_of_blocks(&mentions));
        prop_assert_eq!(&whole.edges, &compare(&features(&mentions), Part::split(parts), keys).sorted().edges);
    }

    #[test]
    fn shards_by_themselves_give_the_events_of_the_whole_run(seed in any::<u64>(), shards in 1usize..40, hot in 5usize..18) {
        let mentions = throng(seed);
        let (features, order) = (features(&mentions), canonical_order(&mentions));
        let edges = link_all(&mentions).edges;
        let events = group(&features, &order, edges.clone());
        let all = bonds(&mentions, edges.clone());
        let decided = deciding(&features, &order, edges);
        let mut decided = bonds(&mentions, decided);
        decided.sort_by_key(|bond| (bond.a, bond.b));
        prop_assert!(decided.len() < all.len());
        let blocks = stretches(&features, hot);
        prop_assert!(!blocks.is_empty());
        for (whole, blocks) in [(0, Vec::new()), (40, blocks), (u64::MAX, Vec::new())] {
            let Bonds { decided: closed, open } = sharded(&mentions, shards, whole, &blocks);
            let found = [closed.as_slice(), &open].concat();
            prop_assert!(found.iter().all(|bond| all.contains(bond)));
            prop_assert!(whole < u64::MAX || closed == decided && open.is_empty());
            let edges = |bonds: &[Bond]| edges_among(bonds, &ids(&features));
            prop_assert_eq!(&events, &group(&features, &order, edges(&found)));
            let (closed, open) = (edges(&closed), edges(&open));
            let places: BTreeSet<u32> = open.iter().flat_map(|edge| [edge.a, edge.b]).collect();
            let places: Vec<u32> = places.into_iter().collect();
            let few: Vec<Features> = places.iter().map(|at| features[*at as usize].clone()).collect();
            prop_assert_eq!(&events, &regroup(&order, closed, open, &few, &places));
        }
    }
}

fn ids(features: &[Features]) -> Vec<MentionId> {
    features.iter().map(Features::id).collect()
}

/// Edges by the ids of their mentions, the lesser first.
fn bonds(mentions: &[Mention], edges: Vec<Edge>) -> Vec<Bond> {
    let id = |at: u32| {
        let m = &mentions[at as usize];
        MentionId::new(&m.article, m.index)
    };
    let bond = |e: Edge| {
        let (a, b) = (id(e.a), id(e.b));
        let (a, b, kind) = if a <= b { (a, b, e.kind) } else { (b, a, e.kind.turned()) };
        Bond { a, b, kind, score: e.score, reasons: e.reasons }
    };
    edges.into_iter().map(bond).collect()
}

/// The blocks of more mentions than `hot`, in stretches of `hot`.
fn stretches(features: &[Features], hot: usize) -> Vec<HotBlock> {
    let mut blocks = std::collections::BTreeMap::<u64, Vec<_>>::new();
    for f in features {
        block_keys(f).into_iter().for_each(|key| blocks.entry(key.0).or_default().push(block_place(f)));
    }
    let cut = |(key, mut places): (u64, Vec<[u8; 20]>)| {
        places.sort_unstable();
        let last = |from: usize| places[(from + hot + WINDOW - 1).min(places.len() - 1)];
        let stretches = (0..places.len()).step_by(hot).map(|from| (places[from], last(from))).collect();
        HotBlock { key, stretches }
    };
    blocks.into_iter().filter(|(_, places)| places.len() > hot).map(cut).collect()
}

/// The edges of all shards of a plan, each once.
fn sharded(mentions: &[Mention], shards: usize, whole: u64, hot: &[HotBlock]) -> Bonds {
    let mut mentions = mentions.to_vec();
    mentions.sort_by_key(|m| (m.article.clone(), m.start, m.end, m.index));
    let features = features(&mentions);
    let mut weights = vec![0; BUCKETS];
    features.iter().for_each(|f| weights[bucket(f)] += 1);
    let plan = plan(&weights, shards, whole, hot);
    let ways = route(&features, &plan);
    let of = |(number, shard): (u32, &Shard)| {
        let own = || ways.iter().filter(|(to, _)| *to == number).map(|(_, at)| *at as usize);
        let articles: Vec<&str> = own().rev().map(|at| &*mentions[at].article).collect();
        let own: Vec<Features> = own().map(|at| features[at].clone()).collect();
        shard.link(&own, &canonical(&own, &articles))
    };
    let found: Vec<Bonds> = (0..).zip(&plan).map(of).collect();
    let each = |bonds: fn(&Bonds) -> &Vec<Bond>| {
        let mut bonds: Vec<Bond> = found.iter().flat_map(bonds).copied().collect();
        bonds.sort_by_key(|bond| (bond.a, bond.b));
        bonds.dedup();
        bonds
    };
    Bonds { decided: each(|bonds| &bonds.decided), open: each(|bonds| &bonds.open) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_result_does_not_depend_on_input_order(seed in any::<u64>(), turn in 0usize..30) {
        let mentions = crowd(seed);
        let mut turned = mentions.clone();
        turned.rotate_left(turn);
        turned.swap(0, 17);
        prop_assert_eq!(named_groups(&mentions), named_groups(&turned));
    }
}

/// So many articles of which every tenth is told twice, none like another.
fn distinct(articles: usize) -> Vec<Mention> {
    let one = |i: usize| {
        let (event, copy) = (i / 10 * 10 + (i % 10).min(8), i % 10 == 9);
        let (who, whom) =
            (format!("Person{} Name{}", event % 977, event % 3001), format!("Town{}", event % 401));
        let action = ["sign", "visit", "attack", "elect", "fire"][event % 5];
        let sentence =
            format!("{who} chose to {action} {whom} in matter {event}, paper {}.", event * 7 % 1009);
        let date = format!("20{:02}-{:02}-{:02}", event % 23, 1 + event % 12, 1 + event % 28);
        told(&format!("{i}{}", if copy { "b" } else { "" }), "2023-07-21", action, &sentence)
            .of(&[name(&who)])
            .to(&[name(&whom)])
            .on(&date, &date)
    };
    (0..articles).map(one).collect()
}

#[test]
fn work_grows_with_the_number_of_mentions_not_with_its_square() {
    let (few, many) = (distinct(500), distinct(5000));
    assert_eq!((events(&few).groups.len(), events(&many).groups.len()), (450, 4500));
    let (few, many) = (link_all(&few), link_all(&many));
    assert!(many.compared < few.compared * 25, "{} {}", few.compared, many.compared);
}
