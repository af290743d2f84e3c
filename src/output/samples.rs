//! Events for the tests of the formats: a day, bounds, years before our era, words that break things.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::actors::ActorKind;
use crate::events::EventDate;
use crate::linking::{Claim, Mention, Participant};
use crate::temporal::{Granularity, Interval};
use crate::timeline::{Event, Timeline};

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn telling(article: &str, sentence: &str) -> Mention {
    Mention {
        article: article.into(),
        start: 7,
        end: 13,
        sentence_end: sentence.chars().count() as u32,
        text: "signed".to_owned(),
        sentence: sentence.into(),
        action: "sign".to_owned(),
        published: day("2022-07-14"),
        publisher: Some("Coast Daily".into()),
        title: Some(Arc::from("Treaty <signed>")),
        url: Some("https://example.org/a?b=1&c=2".into()),
        ..Mention::default()
    }
}

fn event(headline: &str) -> Event {
    let actor = Participant { name: "Norway".into(), kind: ActorKind::State, ..Participant::default() };
    Event {
        id: format!("{:012x}", headline.bytes().map(u64::from).sum::<u64>()),
        headline: headline.to_owned(),
        actors: vec![actor],
        claims: vec![Claim { source: "Ann Lee".to_owned(), verb: "say".to_owned(), ..Claim::default() }],
        place: Some("Oslo".to_owned()),
        confidence: 0.9,
        listed: true,
        mentions: vec![telling("a", "Norway signed it on that day.")],
        ..Event::default()
    }
}

/// An event with a date; an empty day is open.
pub(super) fn dated(edtf: &str, first: &str, last: &str, precision: Granularity) -> Event {
    let end = day(last).and_then(|last| last.succ_opt());
    let mut date =
        EventDate { edtf: edtf.to_owned(), text: "on that day".to_owned(), ..EventDate::default() };
    date.interval = Interval { start: day(first), end };
    date.precision = precision;
    date.qualifier.approximate = edtf.contains('~');
    let (earliest, latest) = (day(first), day(last));
    Event { date: Some(date), earliest, latest, ..event(&format!("Norway signs at {edtf}")) }
}

/// An event of which only bounds are known.
pub(super) fn bounded(earliest: &str, latest: &str) -> Event {
    let headline = format!("Norway signs between {earliest} and {latest}");
    Event { earliest: day(earliest), latest: day(latest), ..event(&headline) }
}

/// One event of each kind of date, the last two full of characters that mean something to some format.
pub(super) fn timeline() -> Timeline {
    let mut events = vec![
        dated("-0043-03-15", "-0043-03-15", "-0043-03-15", Granularity::Day),
        dated("2019", "2019-01-01", "2019-12-31", Granularity::Year),
        dated("2021-06~", "2021-06-01", "2021-06-30", Granularity::Month),
        dated("2022-07-13", "2022-07-13", "2022-07-13", Granularity::Day),
        dated("2022-09-23/2022-09-27", "2022-09-23", "2022-09-27", Granularity::Day),
        dated("2024-04-10/..", "2024-04-10", "", Granularity::Day),
        bounded("2022-07-13", "2023-01-03"),
        bounded("", "2023-01-03"),
        bounded("", ""),
    ];
    let hostile = "=1+1 <script>alert(\"x\")</script> 2004: a # b %% c; \\ d,\ne --> f";
    let mut last = dated("2023-02-06", "2023-02-06", "2023-02-06", Granularity::Day);
    last.headline = hostile.to_owned();
    last.mentions = vec![telling("</script><b>", hostile), telling("a", "Norway signed it again.")];
    events.push(last);
    for (number, event) in (1..).zip(&mut events) {
        event.ordinal = number;
    }
    Timeline { events, ..Timeline::default() }
}
