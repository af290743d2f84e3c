//! Sieves for the title and the first sentences, which tell what is new: on the day that they name, else on the day of
//! publication.

use chrono::NaiveDate;

use super::scene::{Scene, happened, usable};
use super::sieve::{Proposal, Sieve};
use crate::events::{Aspect, ClauseKind, EventClass, EventMention, Tense};
use crate::temporal::{Granularity, Timex};

/// How many sentences of the prose make the lead.
const LEAD: usize = 4;

/// How many days before publication the news of a lead may have happened.
const NEWS: i64 = 7;

/// The title and the lead take the story's day: the first recent day that the text names.
pub(super) struct StoryDay;

impl Sieve for StoryDay {
    fn name(&self) -> &'static str {
        "lead.story-day"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let lead = Lead::of(scene);
        let Some((timex, day)) = lead.story_day(scene) else { return };
        let told = lead.news(scene).filter(|(_, e)| !other_day(scene, e.sentence, day));
        out.extend(told.map(|(event, _)| Proposal::OnDay { event, timex }));
    }
}

/// Where the text names no recent day, the title and the lead are of the day of publication.
pub(super) struct Published;

impl Sieve for Published {
    fn name(&self) -> &'static str {
        "lead.published"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let lead = Lead::of(scene);
        let Some(day) = scene.given.published.filter(|_| lead.story_day(scene).is_none()) else { return };
        let told = lead.news(scene).filter(|(_, e)| !other_day(scene, e.sentence, day));
        out.extend(told.map(|(event, _)| Proposal::Published { event }));
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

    /// The first time expression of the lead that names a recent day.
    fn story_day(&self, scene: &Scene<'_>) -> Option<(u32, NaiveDate)> {
        let published = scene.given.published?;
        let recent = |day: NaiveDate| (0..=NEWS).contains(&(published - day).num_days());
        let day = |t: &Timex| {
            let named = usable(t) && t.granularity <= Granularity::Day;
            t.interval.and_then(|i| i.first()).filter(|day| named && recent(*day))
        };
        let lead = scene.given.timexes.iter().take_while(|t| t.sentence < self.end);
        lead.enumerate().find_map(|(index, t)| Some((index as u32, day(t)?)))
    }

    /// What the title and the lead tell as news.
    fn news<'a>(&self, scene: &Scene<'a>) -> impl Iterator<Item = (u32, &'a EventMention)> + use<'a> {
        let (body, end) = (self.body, self.end);
        let events = scene.events.iter().enumerate().take_while(move |(_, e)| e.sentence < end);
        let news = events.filter(move |(_, e)| is_news(e, e.sentence < body));
        news.map(|(index, event)| (index as u32, event))
    }
}

/// True when a sentence names another day than this one: what it leaves undated may belong there.
fn other_day(scene: &Scene<'_>, sentence: u32, day: NaiveDate) -> bool {
    let timexes = scene.given.timexes;
    let from = timexes.partition_point(|t| t.sentence < sentence);
    let own = timexes.iter().skip(from).take_while(|t| t.sentence == sentence);
    own.filter(|t| usable(t)).any(|t| t.interval.and_then(|i| i.first()) != Some(day))
}

/// True for an event without date that is told as having happened, not long before; titles tell it in the present.
fn is_news(event: &EventMention, title: bool) -> bool {
    let told = event.nominal || title || recent_tense(event);
    event.date.is_none() && happened(event) && told && !event.quoted && event.class != EventClass::State
}

/// Past, present perfect, and the participles that go with them; not `had left`, which lies further back.
fn recent_tense(event: &EventMention) -> bool {
    match event.tense {
        Tense::Past => event.aspect != Aspect::Perfective,
        Tense::Present => event.aspect == Aspect::Perfective,
        Tense::PresentParticiple => event.clause == ClauseKind::Participial,
        _ => false,
    }
}
