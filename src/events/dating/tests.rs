//! The sieves on clauses in the notation of `notation.rs`.

use super::notation::{Made, orders, read};
use super::{Dating, Order, Other};
use crate::events::Modality;
use crate::text::{Layout, Lexicon, Text};

#[test]
fn a_date_belongs_to_the_verb_of_its_own_clause() {
    let expected = ["said 07-18 on Monday", "opened 07-17 on Sunday"];
    assert_eq!(
        read(
            "Officials [said past rep] on/p {Monday=2022-07-18} that/s the/d road [opened past content g0] on/p {Sunday=2022-07-17} ."
        ),
        expected
    );
    assert_eq!(
        read(
            "The/d road [opened past content g1] on/p {Sunday=2022-07-17} , officials [said past rep] on/p {Monday=2022-07-18} ."
        ),
        ["opened 07-17 on Sunday", "said 07-18 on Monday"]
    );
}

#[test]
fn a_date_at_the_head_belongs_to_the_main_verb() {
    assert_eq!(
        read(
            "On/p {July 13=2022-07-13} , the/d envoy who/d [leads pres rel] the/d team [presented past] a/d note ."
        ),
        ["leads", "presented 07-13 On July 13"]
    );
    assert_eq!(
        read("He [said past rep] that/s on/p {July 13=2022-07-13} the/d envoy [left past content g0] ."),
        ["said 07-20", "left 07-13 on July 13"]
    );
}

#[test]
fn a_date_in_brackets_is_not_that_of_the_verb_before_them() {
    let jets = "On/p {July 13=2022-07-13} , jets [dropped past] bombs";
    assert_eq!(
        read(&format!("{jets} ( as/s they [did past temp g0] on/p {{July 11=2022-07-11}} ) .")),
        ["dropped 07-13 On July 13", "did"]
    );
    assert_eq!(read("Jets [dropped past] bombs ( {July 11=2022-07-11} ) ."), ["dropped 07-11 July 11"]);
}

#[test]
fn a_date_between_subject_and_verb_belongs_to_the_verb() {
    assert_eq!(
        read("The/d envoy , who/d [arrived past rel] early/v , on/p {Monday=2022-07-18} [signed past] it ."),
        ["arrived", "signed 07-18 on Monday"]
    );
    assert_eq!(
        read("The/d treaty [signed past reduced] on/p {Monday=2022-07-18} [angered past] many ."),
        ["signed 07-18 on Monday", "angered"]
    );
}

#[test]
fn a_noun_takes_its_own_date_only() {
    assert_eq!(
        read("The/d minister [praised past] {Monday=2022-07-18} 's/o [talks noun] ."),
        ["praised", "talks 07-18 Monday"]
    );
    assert_eq!(read("It [broke past] the/d {2015=2015} accord ."), ["broke"]);
    assert_eq!(
        read("A/d [meeting noun] in/p Oslo on/p {Monday=2022-07-18} [ended past] badly/v ."),
        ["meeting 07-18 on Monday", "ended 07-18 on Monday"]
    );
}

#[test]
fn the_setting_shares_the_date() {
    let notation = "They [met past] at/p a/d [summit noun] in/p Oslo on/p {Monday=2022-07-18} .";
    assert_eq!(read(notation), ["met 07-18 on Monday", "summit 07-18 on Monday"]);
    let behind = "They [fled past] after/p a/d [fire noun] in/p Oslo on/p {Monday=2022-07-18} .";
    assert_eq!(read(behind), ["fled", "fire 07-18 on Monday"]);
}

#[test]
fn a_hearing_that_opens_the_sentence_gives_its_day_to_the_verb() {
    let notation = "At/p a/d [hearing noun] on/p {Tuesday=2022-07-19} , he [spoke past] .";
    assert_eq!(read(notation), ["hearing 07-19 on Tuesday", "spoke 07-19 on Tuesday"]);
}

#[test]
fn nobody_has_left_on_a_day_that_is_over() {
    let notation = "The/d man who/d [fled past rel] {Monday=2022-07-18} [charged pres perf] .";
    assert_eq!(read(notation), ["fled 07-18 Monday", "charged"]);
}

#[test]
fn the_second_of_two_dates_opens_no_clause() {
    assert_eq!(read("Stars of/p the/d {1940s=1945} and/c {1950s=1955} [died past] ."), ["died"]);
}

#[test]
fn what_is_delayed_does_not_happen_that_day() {
    let notation = "The/d [launch noun] was [delay past] on/p {Monday=2022-07-18} .";
    assert_eq!(read(notation), ["launch", "delay 07-18 on Monday"]);
}

#[test]
fn a_purpose_leaves_the_day_to_its_verb_and_shares_it() {
    let notation = "He [beat past] him to [keep inf purpose p0] it on/p {Monday=2022-07-18} .";
    assert_eq!(read(notation), ["beat 07-18 on Monday", "keep 07-18 on Monday"]);
    let plan = "He [sails will] on/p {Friday=2022-07-29} to [keep inf purpose p0] it .";
    assert_eq!(read(plan), ["sails 07-29 on Friday", "keep"]);
    let outcome = "He [beat past] him on/p {Monday=2022-07-18} to [keep inf outcome p0] it .";
    assert_eq!(read(outcome), ["beat 07-18 on Monday", "keep 07-18 on Monday"]);
}

#[test]
fn what_describes_an_object_leaves_a_recent_day_to_the_verb() {
    let week = "He [signed past] a/d law [banning ing reduced p0] bags on/p {Monday=2022-07-18} .";
    assert_eq!(read(week)[0], "signed 07-18 on Monday");
    let long_ago = "It [shows past] a/d man [leaving ing reduced p0] in/p {March=2022-03-15} .";
    assert_eq!(read(long_ago)[1], "leaving 03-15 in March");
}

#[test]
fn a_result_keeps_its_day() {
    let result = "He [fled past] only to [fall inf purpose p0] in/p {March=2022-03-15} .";
    assert_eq!(read(result)[0], "fled");
}

#[test]
fn what_was_decided_leaves_a_day_that_is_over_to_the_decision() {
    let notation = "They [voted past iact] to [reject inf aim p0] it on/p {Monday=2022-07-18} .";
    assert_eq!(read(notation), ["voted 07-18 on Monday", "reject"]);
    let wanted = "They [wanted past istate] to [leave inf aim p0] on/p {Monday=2022-07-18} .";
    assert_eq!(read(wanted)[1], "leave 07-18 on Monday");
    let ahead = "They [voted past iact] to [meet inf aim p0] on/p {Friday=2022-07-29} .";
    assert_eq!(read(ahead)[1], "meet 07-29 on Friday");
}

#[test]
fn an_action_told_of_one_day_is_the_same_when_told_again() {
    let told =
        "The/d [fire noun] began {Monday=2022-07-18} . ¶ So . ¶ The/d [fire noun] . ¶ The/d [hunt noun] .";
    let marked = told.replace("began", "on/p");
    assert_eq!(read(&marked), ["fire 07-18 on Monday", "fire 07-18 on Monday", "hunt"]);
    let two = "A/d [fire noun] on/p {Monday=2022-07-18} . A/d [fire noun] on/p {Sunday=2022-07-17} . ¶ The/d [fire noun] .";
    assert_eq!(read(two)[2], "fire", "which of the two is not said");
    let other = "A/d [fire noun] on/p {Monday=2022-07-18} . ¶ The/d [fire noun] , he [closed past] it on/p {Sunday=2022-07-17} .";
    assert_eq!(read(other)[1], "fire", "its own sentence is about another day");
    let statement = "He [said past rep] on/p {Monday=2022-07-18} . ¶ He [said past rep content] .";
    assert_eq!(read(statement)[1], "said 07-20", "much is said on many days");
}

#[test]
fn a_noun_in_the_last_clause_shares_the_only_day() {
    let notation = "Police on/p {Monday=2022-07-18} [held past] him with/p a/d [raid noun] .";
    assert_eq!(read(notation), ["held 07-18 on Monday", "raid 07-18 on Monday"]);
    let behind = "Police on/p {Monday=2022-07-18} [held past] him after/p a/d [raid noun] .";
    assert_eq!(read(behind)[1], "raid", "it lies before");
    let inner = "Police on/p {Monday=2022-07-18} [held past] him over/p a/d [raid noun] that/s [shook past rel] all .";
    assert_eq!(read(inner)[1], "raid", "the clause after it may be of any day");
}

#[test]
fn what_was_done_before_a_capture_may_lie_days_back() {
    let notation = "They [caught past] him on/p {Monday=2022-07-18} after/s [fleeing ing temp p0 s5] .";
    assert_eq!(read(notation), ["caught 07-18 on Monday", "fleeing"]);
    let told = "They [caught past] him on/p {Monday=2022-07-18} after/s he [fled past temp p0 s5] .";
    assert_eq!(read(told), ["caught 07-18 on Monday", "fled 07-18 on Monday"]);
}

#[test]
fn a_year_in_a_name_is_no_date() {
    assert_eq!(read("They [opened past] the/d Games {2012=2012} ."), ["opened"]);
}

#[test]
fn nothing_told_in_the_past_lies_after_publication() {
    assert_eq!(
        read("He [announced past] a/d [summit noun] in/p Oslo on/p {Friday=2022-07-29} ."),
        ["announced", "summit 07-29 on Friday"]
    );
    let counted =
        "It [rose past] {a year=P1Y} after/s they [left past temp p0 s3] on/p {Monday=2022-07-18} .";
    assert_eq!(read(counted), ["rose", "left 07-18 on Monday"]);
}

#[test]
fn the_date_of_a_state_of_affairs_dates_no_event() {
    assert_eq!(
        read("They [recognized past] it within/p the/d borders as/p of/p {January 1=2014-01-01 asof} ."),
        ["recognized"]
    );
}

#[test]
fn verbs_joined_by_and_share_a_date() {
    assert_eq!(
        read("On/p {Monday=2022-07-18} the/d envoy [landed past] and/c [met past] aides ."),
        ["landed 07-18 On Monday", "met 07-18 On Monday"]
    );
    assert_eq!(
        read("The/d roof [fell past] on/p {Monday=2022-07-18} , [killing ing part p0] two ."),
        ["fell 07-18 on Monday", "killing 07-18 on Monday"]
    );
    assert_eq!(
        read("They [held past] [talks noun b0] on/p {Monday=2022-07-18} ."),
        ["held 07-18 on Monday", "talks 07-18 on Monday"]
    );
}

#[test]
fn before_and_after_a_date_are_orders() {
    let notation = "It [closed past] after/p {July 13=2022-07-13 after} .";
    assert_eq!(orders(notation), [(0, Order::After, Other::Timex(0))]);
    assert_eq!(read(notation), ["closed"]);
}

#[test]
fn content_is_ordered_against_its_statement_by_tense() {
    assert_eq!(
        orders("He [said past rep] it [began past content g0] ."),
        [(1, Order::OnOrBefore, Other::Event(0))]
    );
    assert_eq!(
        orders("He [said past rep] it [begin would content g0] ."),
        [(1, Order::OnOrAfter, Other::Event(0))]
    );
    assert_eq!(orders("He [said past rep] it [was past state content g0] ."), []);
    let going_on = "They [announced past rep] it [severing past prog content g0] ties .";
    assert_eq!(orders(going_on), [(1, Order::Same, Other::Event(0))]);
}

#[test]
fn connectives_point_to_the_sentence_before() {
    let after = [(1, Order::After, Other::Event(0))];
    assert_eq!(
        orders("They [signed past] on/p {Monday=2022-07-18} . Following/p this/d , it [cut past] ties ."),
        after
    );
    assert_eq!(orders("They [signed past] on/p {Monday=2022-07-18} . It later/v [cut past] ties ."), after);
    assert_eq!(orders("They [signed past] . It [cut past] the/d later/a part ."), []);
    let previous = "They [signed past] . Previously/v , it [cut past] ties .";
    assert_eq!(orders(previous), [(1, Order::Before, Other::Event(0))]);
}

#[test]
fn a_temporal_clause_orders_its_main_verb() {
    let expected = [(0, Order::After, Other::Event(1))];
    assert_eq!(orders("They [left past] after/s it [closed past temp p0 s2] ."), expected);
}

#[test]
fn the_runner_up_is_what_the_next_sieve_gives() {
    let mut made = Made::new("The/d road [opened past] on/p {Sunday=2022-07-17} .");
    let (source, timexes) = (made.source.clone(), made.timexes.clone());
    let (tokens, tags) = (made.tokens.clone(), made.tags.clone());
    made.paragraph = 0;
    let (events, links) = made.date("2022-07-20", true);
    let lexicon = Lexicon::default();
    let mut text = Text::new(&source, &lexicon, Layout::default());
    (text.tokens, text.tags) = (tokens, tags);
    text.sentences.iter_mut().for_each(|sentence| sentence.end = text.tokens.len() as u32);
    let dating = Dating::builtin().expect("the table reads");
    let seconds = dating.runners_up(&text, &timexes, &events, &links, "2022-07-20".parse().ok());
    let told = |date: &Option<crate::events::EventDate>| {
        date.as_ref().map(|date| (date.edtf.clone(), date.sieve.as_deref().map(str::to_owned)))
    };
    assert_eq!(told(&events[0].date), Some(("2022-07-17".into(), Some("date.in-clause".into()))));
    assert_eq!(told(&seconds[0]), Some(("2022-07-17".into(), Some("lead.story-day".into()))));
}

#[test]
fn a_statement_without_date_was_made_for_the_article_unless_the_paragraph_tells_of_the_past() {
    assert_eq!(read("He [said past rep] so ."), ["said 07-20"]);
    assert_eq!(read("He [said past rep perf] so ."), ["said"], "before something else");
    assert_eq!(
        read("He [spoke past] on/p {May 2=2022-05-02} . He [said past rep] so ."),
        ["spoke 05-02 on May 2", "said"]
    );
    assert_eq!(
        read("He [spoke past] on/p {May 2=2022-05-02} . ¶ He [said past rep] so ."),
        ["spoke 05-02 on May 2", "said 07-20"]
    );
    let life = "In/p {1=1891-01-01} , {2=1892-01-01} , {3=1893-01-01} , {4=1894-01-01} , {5=1895-01-01} . ¶ ";
    assert_eq!(read(&format!("{life} He [said past rep] so .")), ["said"], "a life is no news");
}

#[test]
fn the_lead_is_of_the_day_that_it_names_or_of_the_day_of_publication() {
    let dates = |notation: &str| -> Vec<String> {
        let (events, _) = Made::new(notation).date("2022-07-20", true);
        events
            .iter()
            .map(|e| e.date.as_ref().map_or(String::new(), |d| format!("{} {:?}", d.edtf, d.basis)))
            .collect()
    };
    let named = "The/d roof [fell past] on/p {Monday=2022-07-18} . Two [died past] . Many [left past] . So . So . So . He [ran past] .";
    assert_eq!(dates(named), ["2022-07-18 Explicit", "2022-07-18 Anchor", "2022-07-18 Anchor", ""]);
    assert_eq!(dates("A/d roof [fell past] . Two [left past perf] ."), ["2022-07-20 Dct", ""]);
    let old = "A/d roof [fell past] in/p {May=2022-05-01} . Two [died past] . ¶ It [burned past] .";
    assert_eq!(dates(old), ["2022-05-01 Explicit", "", "2022-07-20 Dct"], "the paragraph is about May");
    let life = "He [died past a1] . He [starred past a1] . She [wept past a2] .";
    let died = life.replacen("[died", "[die", 1);
    assert_eq!(dates(&died), ["2022-07-20 Dct", "", "2022-07-20 Dct"], "the dead act no more");
    let long_ago = "A/d roof [fell past] . He [built past] it in/p the/d style of/p {1901=1901-01-01} .";
    assert_eq!(dates(long_ago)[0], "2022-07-20 Dct");
    let fact =
        "Moscow [values pres] the/d [talks noun] . It [backs pres content g3] it , he [said past rep] .";
    assert_eq!(dates(fact)[2], "", "a standing fact");
    let then = "A/d roof [fell past] . Then/v it [burned past] .";
    assert_eq!(dates(then), ["2022-07-20 Dct", ""], "a connective orders it");
    assert_eq!(
        dates("It [closed past] after/p {July 13=2022-07-13 after} ."),
        [""],
        "its own words order it"
    );
}

#[test]
fn tense_bounds_what_has_no_date() {
    let (_, links) = Made::new("It [fell past] . It [falls will] .").date("2022-07-20", false);
    let found: Vec<_> = links.iter().map(|l| (l.event, l.order)).collect();
    assert_eq!(found, [(0, Order::OnOrBefore), (1, Order::OnOrAfter)]);
}

#[test]
fn the_present_tense_with_a_day_to_come_foretells() {
    let modality = |notation: &str| {
        let (events, _) = Made::new(notation).date("2022-07-20", false);
        events.first().map(|event| event.modality)
    };
    assert_eq!(modality("The/d law [takes pres] effect on/p {Monday=2022-08-01} ."), Some(Modality::Future));
    assert_eq!(
        modality("The/d law [takes pres] effect on/p {Monday=2022-07-18} ."),
        Some(Modality::Asserted)
    );
}
