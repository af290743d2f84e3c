//! Sieves for the title and the first sentences, which tell what is new: on the day that they name, else on the day of
//! publication.

use chrono::NaiveDate;

use super::scene::{Scene, finite, happened};
use super::sieve::{Proposal, Sieve};
use crate::events::{Aspect, ClauseKind, EventClass, EventMention, Tense};
use crate::temporal::{DateBasis, Granularity};

/// How many sentences of the prose make the lead.
const LEAD: usize = 2;

/// How many days before publication the news of a lead may have happened.
const NEWS: i64 = 7;

/// The title and the lead take the day that the lead names.
pub(super) struct NamedDay;

impl Sieve for NamedDay {
    fn name(&self) -> &'static str {
        "lead.named-day"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let lead = Lead::of(scene);
        let Some(on) = lead.named_day(scene) else { return };
        out.extend(lead.news(scene).map(|event| Proposal::Anchored { event, on }));
    }
}

/// Where the lead names no day, the title and the lead are of the day of publication.
pub(super) struct Published;

impl Sieve for Published {
    fn name(&self) -> &'static str {
        "lead.published"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let lead = Lead::of(scene);
        if lead.named_day(scene).is_none() {
            out.extend(lead.news(scene).map(|event| Proposal::Published { event }));
        }
    }
}

/// The sentences up to the end of the lead; the first of them that is prose.
struct Lead {
    body: u32,
    end: u32,
}

impl Lead {
    fn of(scene: &Scene<'_>) -> Self {
        let prose = scene.given.text.sentences.iter().enumerate().filter(|(_, s)| !s.heading && !s.dateline);
        let mut prose = prose.map(|(number, _)| number as u32).take(LEAD);
        let body = prose.next().unwrap_or(0);
        Self { body, end: prose.last().unwrap_or(body) + 1 }
    }

    fn events<'a>(&self, scene: &Scene<'a>) -> impl Iterator<Item = (u32, &'a EventMention)> + use<'a> {
        let end = self.end;
        let events = scene.events;
        events.iter().enumerate().map(|(i, e)| (i as u32, e)).take_while(move |(_, e)| e.sentence < end)
    }

    /// The first event of the lead whose words name a recent day.
    fn named_day(&self, scene: &Scene<'_>) -> Option<u32> {
        let published = scene.given.published?;
        let recent = |day: NaiveDate| (0..=NEWS).contains(&(published - day).num_days());
        let named = |e: &EventMention| {
            let date =
                e.date.as_ref().filter(|d| d.basis != DateBasis::Dct && d.precision <= Granularity::Day);
            date.and_then(|d| d.interval.first()).is_some_and(recent)
        };
        let mut events = self.events(scene).filter(|(_, e)| e.sentence >= self.body && named(e));
        events.next().map(|(index, _)| index)
    }

    /// What the title and the lead tell as news.
    fn news<'a>(&self, scene: &Scene<'a>) -> impl Iterator<Item = u32> + use<'a> {
        let body = self.body;
        self.events(scene).filter(move |(_, e)| is_news(e, e.sentence < body)).map(|(index, _)| index)
    }
}

/// True for an event without date that is told as having happened, in a main clause; titles tell it in the present.
fn is_news(event: &EventMention, title: bool) -> bool {
    let told = finite(event) && matches!(event.clause, ClauseKind::Main | ClauseKind::Content);
    let perfect = event.tense == Tense::Present && event.aspect == Aspect::Perfective;
    let tense = event.tense == Tense::Past && event.aspect != Aspect::Perfective || perfect || title;
    event.date.is_none() && happened(event) && told && tense && event.class != EventClass::State
}
