//! Dates whose year or side hangs on the sentences around them: judgments, contracts, histories, what is planned.

#![expect(clippy::expect_used, reason = "a test that cannot be set up must stop")]

mod dates;

use chrono::NaiveDate;
use dateline::temporal::denoted;
use dates::Program;

/// The values of a passage, and the same with their prepositions.
fn read(program: &Program, published: Option<&str>, text: &str) -> Vec<(String, String)> {
    let published = published.map(|day| day.parse::<NaiveDate>().expect("a day"));
    let timexes = program.read(text, published);
    timexes.iter().map(|timex| (timex.value.clone(), denoted(timex).unwrap_or_default())).collect()
}

#[track_caller]
fn holds(program: &Program, published: Option<&str>, text: &str, values: &[&str]) {
    let found = read(program, published, text);
    let found: Vec<&str> = found.iter().map(|(value, _)| value.as_str()).collect();
    assert_eq!(found, values, "{text}");
}

#[test]
fn a_judgment_recites_its_dates_one_after_another() {
    let program = Program::new();
    let judgment = "The Claimant, hereinafter the Lessor, let the mill by a lease dated 12 February 2018. The term \
        thereof began on 1 March and was to expire on 28 February 2021. By a notice served on 5 June the Lessee \
        exercised the break clause therein. Proceedings were issued on 14 January 2019. The Lessee filed its defence on \
        30 January. The respondent-appellant relies on the letter annexed hereto. Costs shall be paid by 30 November.";
    holds(
        &program,
        Some("2023-11-02"),
        judgment,
        &["2018-02-12", "2018-03-01", "2021-02-28", "2018-06-05", "2019-01-14", "2019-01-30", "2023-11-30"],
    );
}

#[test]
fn a_look_back_does_not_take_the_story_with_it() {
    let program = Program::new();
    for (text, values) in [
        (
            "The siege began in March 1644. Troops who had landed there in late 1642 were sent north. By June the town \
             was starving.",
            ["1644-03", "1642", "1644-06"],
        ),
        (
            "The bank opened in May 1931. It kept what it had earned during the previous year. In July it closed.",
            ["1931-05", "1930", "1931-07"],
        ),
    ] {
        holds(&program, None, text, &values);
    }
}

#[test]
fn what_happens_every_year_has_no_year() {
    let program = Program::new();
    let guide = "The fort was built in May 1612. The monsoon occurs in July and brings floods.";
    let found = read(&program, None, guide);
    assert_eq!(found.get(1).map(|(value, _)| value.as_str()), Some("XXXX-07"));
}

#[test]
fn what_is_denied_until_a_day_opens_then() {
    let program = Program::new();
    for (text, edtf) in [
        ("The bridge will not open until March 2024.", "2024-03/.."),
        ("The bridge will not open before March 2024.", "2024-03/.."),
        ("The bridge will open no earlier than March 2024.", "2024-03/.."),
        ("The bridge will open not later than March 2024.", "../2024-03"),
        ("The bridge was shut until March 2024.", "../2024-03"),
        ("Output fell from late 2019 to early 2020.", "2019-09/2020-04"),
        ("The mill stood idle from the early 1920s to the mid-1930s.", "1920/1936"),
        ("Prices doubled in the early-to-mid 1990s.", "1990/1996"),
    ] {
        let found = read(&program, Some("2022-11-02"), text);
        assert_eq!(found.first().map(|(_, edtf)| edtf.as_str()), Some(edtf), "{text}");
    }
}

#[test]
fn a_bare_day_lies_in_the_month_that_was_told() {
    let program = Program::new();
    for (published, text, value) in [
        (
            Some("2011-10-22"),
            "The strike began on 3 May 2011. The union called it off on the 15th.",
            "2011-05-15",
        ),
        (Some("2011-10-22"), "The strike began on 30 May. It ended on the 2nd.", "2011-06-02"),
        (Some("2011-10-24"), "The strike began on 24 October. Talks had begun on the 2nd.", "2011-10-02"),
        (None, "The siege began on 20 June 1812. The relief came on the 28th.", "1812-06-28"),
        (None, "He ruled until 1815. The town fell on the 3rd.", "XXXX-XX-03"),
    ] {
        let found = read(&program, published, text);
        assert_eq!(found.get(1).map(|(found, _)| found.as_str()), Some(value), "{text}");
    }
}

#[test]
fn a_year_told_is_handed_on_from_date_to_date() {
    let program = Program::new();
    let mill = "The mill opened in June 1925. On 22 July the owner shut it. It burned down on 3 August.";
    holds(&program, Some("2023-11-02"), mill, &["1925-06", "1925-07-22", "1925-08-03"]);
    let refusal = "Permission was refused on 3 March 2022 but granted on 11 May.";
    holds(&program, Some("2023-11-02"), refusal, &["2022-03-03", "2022-05-11"]);
}

#[test]
fn what_is_put_off_lies_ahead_and_what_was_once_planned_near() {
    let program = Program::new();
    for (text, values) in [
        ("The court on Monday adjourned the hearing till November 28.", &["2023-11-13", "2023-11-28"][..]),
        ("A magistrate remanded him in custody until December 13.", &["2023-12-13"]),
        ("The vote was brought forward to 21 January.", &["2024-01-21"]),
        ("The hearing was moved from November 20 to December 4.", &["2023-11-20", "2023-12-04"]),
        (
            "The meeting, originally scheduled for November 5, was postponed to November 19.",
            &["2023-11-05", "2023-11-19"],
        ),
        ("The exhibition runs until 14 January.", &["2024-01-14"]),
        ("The exhibition ran until 1 October.", &["2023-10-01"]),
        ("A hearing was scheduled for Friday.", &["2023-11-17"]),
        ("The launch, originally scheduled for June 29, was called off.", &["2023-06-29"]),
        ("The hearing was moved from March 5 to June 20.", &["2023-03-05", "2023-06-20"]),
        ("Rovers won to set up a semi-final against Albion on November 26.", &["2023-11-26"]),
        ("They met to discuss the raid of October 5.", &["2023-10-05"]),
        ("They met to discuss the raid of March 5.", &["2023-03-05"]),
        ("The board named a new chief, effective April 1.", &["2024-04-01"]),
        ("The board named a new chief, effective October 1.", &["2023-10-01"]),
        ("The court will on Monday hear the appeal.", &["2023-11-20"]),
    ] {
        let found = program.read(text, "2023-11-15".parse().ok());
        let parts = |timex: &dateline::temporal::Timex| match timex.parts.as_slice() {
            [] => vec![timex.value.clone()],
            ends => ends.iter().map(|end| end.value.clone()).collect(),
        };
        let found: Vec<String> = found.iter().flat_map(parts).collect();
        assert_eq!(found, values, "{text}");
    }
}

#[test]
fn the_plain_present_of_a_timetable_lies_ahead() {
    let program = Program::new();
    for (text, value) in [
        ("Voters go to the polls on Sunday.", "2023-11-19"),
        ("Rovers face Albion on Saturday.", "2023-11-18"),
        ("Saturday marks the 100th anniversary of the rising.", "2023-11-18"),
        ("A man walks past a shop in Hamburg on Monday.", "2023-11-13"),
        ("Rovers won on penalties to reach Saturday's final.", "2023-11-18"),
        ("The mayor spoke of Saturday's match.", "2023-11-11"),
        ("Voters went to the polls on Sunday.", "2023-11-12"),
        ("The Senate votes on Friday.", "2023-11-17"),
        ("The mayor denied the votes on Friday.", "2023-11-10"),
        ("The union set a November 20 deadline.", "2023-11-20"),
        (
            "The boy fell under the van of a hit - and - run driver on the night of November 8.",
            "2023-11-08TNI",
        ),
    ] {
        assert_eq!(read(&program, Some("2023-11-15"), text)[0].0, value, "{text}");
    }
}

#[test]
fn tense_tells_the_day_from_the_month() {
    let program = Program::new();
    for (text, value) in [
        ("He died on 11/02/2024.", "2024-02-11"),
        ("He died on 02/11/2024.", "2024-02-11"),
        ("He will be buried on 05/04/2024.", "2024-05-04"),
        ("He will be buried on 01/04/2024.", "2024-04-01"),
    ] {
        assert_eq!(read(&program, Some("2024-03-14"), text)[0].0, value, "{text}");
    }
}

#[test]
fn the_ends_of_a_night_share_its_day() {
    let program = Program::new();
    for (text, days) in [
        ("Thieves broke in between 2 a.m. and 4 a.m. on Sunday.", ["2024-03-10", "2024-03-10"]),
        ("Thieves broke in between 11 p.m. and 2 a.m. on Sunday.", ["2024-03-09", "2024-03-10"]),
        ("Thieves broke in between 11.30pm on Friday and 1am on Saturday.", ["2024-03-08", "2024-03-09"]),
    ] {
        let found = program.read(text, "2024-03-14".parse().ok());
        let ends: Vec<String> = found[0].parts.iter().map(|end| end.value[..10].to_owned()).collect();
        assert_eq!(ends, days, "{text}");
    }
}

#[test]
fn what_came_later_than_nothing_is_open() {
    let program = Program::new();
    for (text, value) in [
        ("The following year he won the prize.", "XXXX"),
        ("Two weeks later, the board dismissed her.", "XXXX-WXX"),
        ("Two weeks later, the board will meet.", "2024-W13"),
    ] {
        assert_eq!(read(&program, Some("2024-03-14"), text)[0].0, value, "{text}");
    }
}

#[test]
fn a_weekday_needs_a_week() {
    let program = Program::new();
    let mill = "The mill was built in 2016. Its owner fled on Friday.";
    holds(&program, None, mill, &["2016", "XXXX-WXX-5"]);
    let told = "The mill burned down on 5 May 2016. Its owner fled on Friday.";
    holds(&program, None, told, &["2016-05-05", "2016-05-06"]);
}

#[test]
fn a_date_beside_a_count_says_from_where_it_counts() {
    let program = Program::new();
    let wreck =
        "The ship sank in 1738 and was forgotten by 1750. Some 258 years later, in 1996, a diver found it.";
    holds(&program, None, wreck, &["1738", "1750", "1996", "1996"]);
    let found =
        "The ship sank in 1738 and was forgotten by 1750. Some 258 years later a diver found it, in 1996.";
    holds(&program, None, found, &["1738", "1750", "2008", "1996"]);
}

#[test]
fn the_end_of_the_month_is_that_of_the_month_told() {
    let program = Program::new();
    let landing = "On 6 June 1944 the army landed. By the end of the month it had taken the port. The town fell on 9 July.";
    holds(&program, Some("2020-06-15"), landing, &["1944-06-06", "1944-06", "1944-07-09"]);
    let plan = "On 6 June 1944 the army landed. The museum will open by the end of the month.";
    holds(&program, Some("2020-06-15"), plan, &["1944-06-06", "2020-06"]);
}

#[test]
fn days_before_months_in_words_stand_before_them_in_figures() {
    let program = Program::new();
    let lease = "The lease of 3 May 2019 ran until 04/06/2021.";
    holds(&program, Some("2023-03-14"), lease, &["2019-05-03", "2021-06-04"]);
    let deed = "The lease of May 3, 2019 ran until 04/06/2021.";
    holds(&program, Some("2023-03-14"), deed, &["2019-05-03", "2021-04-06"]);
}

#[test]
fn what_is_past_counts_from_no_day_ahead() {
    let program = Program::new();
    let caps = "The caps will stay until July 1. The court opened a case earlier in the month.";
    holds(&program, Some("2022-04-26"), caps, &["2022-07-01", "2022-04"]);
    let plan = "The fair opens on July 1. It will close later in the month.";
    holds(&program, Some("2022-04-26"), plan, &["2022-07-01", "2022-07"]);
}

/// Found by fuzzing: the days of `the second to March` ended before they began.
#[test]
fn less_than_a_day_before_a_date_has_no_days() {
    let program = Program::new();
    let found =
        read(&program, Some("2020-06-15"), "Sales fell in the hour to 3 March, and in the month to 3 March.");
    let expected = [("PT1H", ""), ("P1M", "2020-02-04/2020-03-03")];
    assert_eq!(found, expected.map(|(value, days)| (value.to_owned(), days.to_owned())));
}
