//! Properties of the temporal layer that hold for every text.

#![expect(clippy::expect_used, reason = "a test that cannot be set up must stop")]

mod dates;

use chrono::{Datelike, Days, NaiveDate};
use dateline::temporal::{DateBasis, DiagnosticKind, Timex};
use dates::Program;
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "on", "the", "end", "of", "early", "in", "May", "3", "31", "2016", "-", "to", "from", "between", "and",
    "1999", "Monday", "last", "next", "week", "weeks", "two", "ago", "later", "30th", "February", "quarter",
    "century", "BC", "5", "p.m.", ":", "/", "10", "12", "nineteen", "ninety", "first", "day", "every",
    "half", "a", "year", "'", "s", ",", ".", "at", "noon", "Easter",
];

fn any_words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|w| w.join(" "))
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..60_000)
        .prop_filter_map("a day", |n| NaiveDate::from_ymd_opt(1900, 1, 1)?.checked_add_days(Days::new(n)))
}

#[test]
fn no_text_is_too_odd() {
    let program = Program::new();
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) }, |(words in any_words(), noise in "\\PC{0,60}", day in any_day())| {
        for source in [words.as_str(), noise.as_str()] {
            let timexes = program.read(source, Some(day));
            prop_assert!(timexes.windows(2).all(|w| w[0].span.end <= w[1].span.start), "in order, apart");
            for t in &timexes {
                prop_assert!(!t.span.is_empty() && !t.value.is_empty());
                if let Some(i) = t.interval {
                    prop_assert!(i.first() <= i.last(), "{} ends before it begins", t.value);
                }
                prop_assert!(t.edtf.as_deref().is_none_or(edtf_core::is_valid), "{:?} is no EDTF", t.edtf);
            }
        }
    });
}

#[test]
fn weeks_move_with_the_creation_time() {
    let program = Program::new();
    let source = "He left on Monday. She left last week. They met yesterday, three days ago and last Friday.";
    proptest!(ProptestConfig::with_cases(100), |(day in any_day(), weeks in 1u64..200)| {
        let later = day.checked_add_days(Days::new(7 * weeks)).expect("a day");
        let (a, b) = (program.read(source, Some(day)), program.read(source, Some(later)));
        prop_assert_eq!(a.len(), 5);
        for (x, y) in a.iter().zip(&b) {
            let moved = x.interval.and_then(|i| i.first()).and_then(|d| d.checked_add_days(Days::new(7 * weeks)));
            prop_assert_eq!(moved, y.interval.and_then(|i| i.first()));
        }
    });
}

#[test]
fn a_date_of_the_past_is_never_after_publication() {
    let program = Program::new();
    proptest!(ProptestConfig::with_cases(200), |(day in any_day(), month in 0usize..12, number in 1u32..29)| {
        let name = ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December", "May"][month];
        let source = format!("The troops left on {name} {number}.");
        for t in program.read(&source, Some(day)) {
            prop_assert_eq!(t.basis, DateBasis::YearInferred);
            prop_assert!(t.interval.and_then(|i| i.last()).is_some_and(|last| last <= day), "{} after {day}", t.value);
        }
    });
}

#[test]
fn an_untimed_paragraph_before_changes_only_offsets() {
    let program = Program::new();
    let day = NaiveDate::from_ymd_opt(2016, 11, 7).expect("a day");
    let source = "The mayor quit on 3 March 2015. Two days later he was charged. The trial begins next week.";
    let (a, b) = (
        program.read(source, Some(day)),
        program.read(&format!("The town is quiet.\n\n{source}"), Some(day)),
    );
    assert_eq!(a.len(), 3);
    assert!(a.iter().zip(&b).all(|(x, y)| x.value == y.value && x.rule == y.rule));
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The only expression of a sentence, read without a creation time.
fn only(program: &Program, source: &str) -> Timex {
    let mut timexes = program.read(source, None);
    assert_eq!(timexes.len(), 1, "{source}: {timexes:?}");
    timexes.remove(0)
}

#[test]
fn values_round_trip() {
    let program = Program::new();
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) }, |(day in any_day())| {
        let (y, m, d) = (day.year(), day.month(), day.day());
        let name = MONTHS[m as usize - 1];
        let weekday = day.format("%A");
        let month = format!("{y}-{m:02}");
        let iso = day.to_string();
        let quarter = (m - 1) / 3 + 1;
        for (words, value) in [
            (format!("{d} {name} {y}"), iso.clone()),
            (format!("{name} {d}, {y}"), iso.clone()),
            (format!("{weekday}, {name} {d}, {y}"), iso.clone()),
            (iso.clone(), iso.clone()),
            (format!("{y}/{m:02}/{d:02}"), iso.clone()),
            (format!("{m}/{d}/{y}"), iso),
            (format!("{name} {y}"), month),
            (format!("Q{quarter} {y}"), format!("{y}-Q{quarter}")),
            (format!("the year {y}"), y.to_string()),
            (format!("the {}s", y / 10 * 10), if y / 10 * 10 == 1900 { "19".into() } else { (y / 10).to_string() }),
        ] {
            let timex = only(&program, &format!("The mill closed in {words}."));
            prop_assert_eq!(&timex.value, &value, "{}", words);
            // Read again, the value of a day is the value.
            if value.len() == 10 {
                prop_assert_eq!(&only(&program, &value).value, &value);
            }
        }
    });
}

#[test]
fn intervals_nest_with_precision() {
    let program = Program::new();
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) }, |(day in any_day())| {
        let (y, m, d) = (day.year(), day.month(), day.day());
        let (name, half, quarter) = (MONTHS[m as usize - 1], (m - 1) / 6 + 1, (m - 1) / 3 + 1);
        let chain = [
            format!("{d} {name} {y}"),
            format!("{name} {y}"),
            format!("Q{quarter} {y}"),
            format!("H{half} {y}"),
            format!("the year {y}"),
            format!("the {}s", y / 10 * 10),
        ];
        let read = |words: &String| only(&program, &format!("The mill closed in {words}."));
        let timexes: Vec<Timex> = chain.iter().map(read).collect();
        for pair in timexes.windows(2) {
            let (inner, outer) = (pair[0].interval.expect("days"), pair[1].interval.expect("days"));
            prop_assert!(outer.first() <= inner.first() && inner.last() <= outer.last(), "{:?}", pair);
            prop_assert!(pair[0].granularity <= pair[1].granularity, "{:?}", pair);
        }
    });
}

#[test]
fn no_expression_resolves_to_an_impossible_date() {
    let program = Program::new();
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) }, |(y in 1000i32..2400, m in 1u32..13, d in 1u32..32)| {
        let source = format!("The mill closed on {d} {} {y}, they said.", MONTHS[m as usize - 1]);
        let (timexes, doubts) = program.read_with_doubts(&source, None);
        match NaiveDate::from_ymd_opt(y, m, d) {
            Some(day) => {
                prop_assert_eq!(timexes[0].interval.and_then(|i| i.first()), Some(day));
                prop_assert!(doubts.is_empty());
            }
            None => {
                prop_assert!(timexes.is_empty(), "{:?}", timexes);
                prop_assert_eq!(doubts.len(), 1);
                prop_assert_eq!(doubts[0].kind, DiagnosticKind::ImpossibleDate);
            }
        }
    });
}
