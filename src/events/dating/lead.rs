//! Sieves for the title and the first sentences, which tell what is new: on the day that they name, else on the day of
//! publication.
//!
//! Knows the title, the first sentences and the days before publication. Does not know dates that hang on the event itself.

use std::sync::Arc;

use chrono::NaiveDate;

use super::attach::{Position, start_of};
use super::retrospective::Retrospective;
use super::scene::{Scene, finite, happened, usable};
use super::sieve::{Proposal, Sieve};
use crate::events::{Aspect, ClauseKind, EventClass, EventMention, Tense};
use crate::temporal::{DateBasis, Granularity, Timex};

/// How many sentences of the prose make the lead.
const LEAD: usize = 5;

/// How many sentences back a day of the same paragraph still governs.
const PARAGRAPH: u32 = 3;

/// How many dates of a sentence are looked at.
const DATES: usize = 16;

/// How many days before the story a date belongs to its background.
const LONG_BEFORE: i64 = 90;

/// How many days before publication the news of a lead may have happened.
const NEWS: i64 = 7;

/// The title and the lead take the story's day: the first recent day that the lead names.
pub(super) struct StoryDay(pub(super) Arc<Retrospective>);

impl Sieve for StoryDay {
    fn name(&self) -> &'static str {
        "lead.story-day"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let lead = Lead::of(scene);
        let Some((timex, day)) = lead.story_day(scene).filter(|_| !scene.is_history()) else { return };
        out.extend(lead.news(scene, day, &self.0).map(|(event, _)| Proposal::OnDay {
            event,
            timex,
            start: start_of(scene, timex),
        }));
    }
}

/// Where the lead names no recent day at all, it is of the day of publication, as is the title.
pub(super) struct Published(pub(super) Arc<Retrospective>);

impl Sieve for Published {
    fn name(&self) -> &'static str {
        "lead.published"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let lead = Lead::of(scene);
        let Some(day) = scene.given.published.filter(|_| !lead.names_a_day(scene) && !scene.is_history())
        else {
            return;
        };
        out.extend(lead.news(scene, day, &self.0).map(|(event, _)| Proposal::Published { event }));
    }
}

/// What the lead tells in passing, or where its days are those of the background: its first recent day all the same.
pub(super) struct InPassing(pub(super) Arc<Retrospective>);

impl Sieve for InPassing {
    fn name(&self) -> &'static str {
        "lead.in-passing"
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let lead = Lead::of(scene);
        let Some(published) = scene.given.published.filter(|_| !scene.is_history()) else { return };
        let named = lead.story_day(scene).or_else(|| lead.recent_days(scene).next());
        let day = named.map_or(published, |(_, day)| day);
        // Beside the news of an earlier day, a plain past is as often of yet another day.
        let doubtful = |e: &EventMention| {
            day < published && e.tense == Tense::Past || aside(e) && recalls(scene, e.sentence, day)
        };
        let told = lead.told(scene, day);
        let told = told.filter(|(_, e)| !self.0.governs(scene, e) && !doubtful(e) && !overtaken(scene, e));
        for (event, _) in told {
            out.push(match named {
                Some((timex, _)) => Proposal::OnDay { event, timex, start: start_of(scene, timex) },
                None => Proposal::Published { event },
            });
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
        let end = prose.last().unwrap_or(body) + 1;
        Self { body, end: background(scene).map_or(end, |from| from.min(end)) }
    }

    /// Its time expressions with their indices.
    fn timexes<'a>(&self, scene: &Scene<'a>) -> impl Iterator<Item = (u32, &'a Timex)> + use<'a> {
        let end = self.end;
        scene.given.timexes.iter().take_while(move |t| t.sentence < end).zip(0..).map(|(t, index)| (index, t))
    }

    /// True when it names a recent day, be it that of a background event.
    fn names_a_day(&self, scene: &Scene<'_>) -> bool {
        self.timexes(scene).any(|(_, timex)| recent_day(scene, timex).is_some())
    }

    /// The first recent day on which it says that something happened; none where the first sentence names another one
    /// beside its verb (`The ferry that sank on Monday had been sold, ...`).
    fn story_day(&self, scene: &Scene<'_>) -> Option<(u32, NaiveDate)> {
        let found = self.recent_days(scene).find(|(index, _)| carries(scene, *index))?;
        let (index, first) = self.recent_days(scene).next()?;
        let opening = scene.given.timexes.get(index as usize).is_some_and(|t| t.sentence == self.body);
        let later = scene.given.timexes.get(found.0 as usize).is_some_and(|t| t.sentence > self.body);
        (!(opening && later && first != found.1)).then_some(found)
    }

    /// The recent days that its prose names.
    fn recent_days<'a>(&self, scene: &Scene<'a>) -> impl Iterator<Item = (u32, NaiveDate)> {
        let body = self.timexes(scene).filter(|(_, timex)| !heading(scene, timex.sentence));
        body.filter_map(|(index, timex)| Some((index, recent_day(scene, timex)?)))
    }

    /// Whom the title and the lead tell to be dead.
    fn dead(&self, scene: &Scene<'_>) -> Vec<Death> {
        let events = scene.events.iter().take_while(|e| e.sentence < self.end);
        let deaths = events.filter(|e| tells_death(e) && happened(e));
        let people =
            deaths.flat_map(|e| e.actors.iter().chain(&e.targets).map(|who| (who.actor, e.sentence)));
        people.filter_map(|(actor, sentence)| Some(Death { actor: actor?, sentence })).collect()
    }

    /// What the title and the lead tell as done, be it in passing, where the sentence names no other day.
    fn told<'a>(&self, scene: &Scene<'a>, day: NaiveDate) -> impl Iterator<Item = (u32, &'a EventMention)> {
        let (opening, end, dead) = (self.body + 1, self.end, self.dead(scene));
        let events = scene.events.iter().take_while(move |e| e.sentence < end).zip(0..);
        let told = events.filter(move |(e, _)| is_told(e) && !other_day(scene, e.sentence, day));
        let told = told.filter(move |(e, _)| {
            !reported(scene, e) && !scene.is_since(e) && tells(scene, e, e.sentence <= opening)
        });
        let told = told.filter(move |(e, _)| e.sentence < opening || !looks_back(scene, e, day, &dead));
        told.map(|(event, index)| (index, event))
    }

    /// What the title and the lead tell as news of `day`.
    fn news<'a>(
        &self,
        scene: &Scene<'a>,
        day: NaiveDate,
        retrospective: &Retrospective,
    ) -> impl Iterator<Item = (u32, &'a EventMention)> {
        let events = scene.events.iter().take_while(|e| e.sentence < self.end).zip(0..);
        let news = events.filter(|(e, _)| is_news(e, heading(scene, e.sentence)) && !reported(scene, e));
        let news = news.filter(|(e, _)| tells(scene, e, e.sentence <= self.body + 1));
        let news = news.filter(move |(e, _)| !scene.is_since(e) && !other_day(scene, e.sentence, day));
        let news =
            news.filter(move |(e, _)| !(retrospective.sets_aside(e) && planned(scene, e.sentence, day)));
        let news = news.filter(move |(e, _)| !looks_ahead(scene, e.sentence, day));
        let (body, dead) = (self.body, self.dead(scene));
        let news = news.filter(move |(e, _)| e.sentence <= body || !looks_back(scene, e, day, &dead));
        news.filter(|(e, _)| !retrospective.governs(scene, e)).map(|(event, index)| (index, event))
    }
}

/// The first sentence that turns to what happened longer ago.
fn background(scene: &Scene<'_>) -> Option<u32> {
    let published = scene.given.published?;
    let old = |timex: &Timex| {
        let last = timex.interval.and_then(|i| i.last());
        last.is_some_and(|day| (published - day).num_days() > NEWS)
            && !scene.given.text.is_quoted(timex.first)
    };
    let fronted = |index: usize| {
        let attachment = scene.attachments.get(index).copied().flatten();
        attachment.is_some_and(|a| a.position == Position::Fronted)
    };
    let mut timexes = scene.given.timexes.iter().enumerate();
    timexes.find(|(index, timex)| old(timex) && fronted(*index)).map(|(_, timex)| timex.sentence)
}

/// The day that a time expression names, when it lies in the week before publication.
fn recent_day(scene: &Scene<'_>, timex: &Timex) -> Option<NaiveDate> {
    let published = scene.given.published?;
    let day = timex.interval.and_then(|i| i.first())?;
    let recent = (0..=NEWS).contains(&(published - day).num_days());
    // The day of publication written out is that of a byline; a time after a time is no day.
    let stamp = timex.basis == DateBasis::Explicit && day == published;
    let plain = timex.granularity <= Granularity::Day && timex.basis != DateBasis::Anchor;
    let named = plain && usable(timex) && !scene.given.text.is_quoted(timex.first);
    (recent && named && !stamp).then_some(day)
}

/// True for the date of what a sentence is about; the date of a relative clause or of a noun may lie further back.
fn carries(scene: &Scene<'_>, timex: u32) -> bool {
    let attachment = scene.attachments.get(timex as usize).copied().flatten();
    let main = |e: &EventMention| {
        let aside =
            matches!(e.clause, ClauseKind::Relative | ClauseKind::ReducedRelative | ClauseKind::Temporal);
        happened(e) && (e.nominal || recent_tense(e)) && !aside && !scene.lies_before(e)
    };
    attachment.and_then(|a| scene.event(a.event)).is_some_and(main)
}

/// True when a sentence, or the nearest one before it in its paragraph that names a day, names another day than this
/// one: what the sentence leaves undated may belong there.
pub(super) fn other_day(scene: &Scene<'_>, sentence: u32, day: NaiveDate) -> bool {
    let own = dating_days(scene, sentence);
    if !own.is_empty() {
        return own.iter().any(|other| *other != Some(day));
    }
    let paragraph = |number: u32| scene.sentence(number).map(|s| s.paragraph);
    let before = (sentence.saturating_sub(PARAGRAPH)..sentence).rev();
    let mut before = before.take_while(|number| paragraph(*number) == paragraph(sentence));
    let named = before.find_map(|number| dating_days(scene, number).last().copied());
    named.is_some_and(|other| other != Some(day))
}

/// `was planned for February but was delayed`: a sentence that names another day tells on which day a thing was to be, and
/// leaves open when it was put off.
fn planned(scene: &Scene<'_>, sentence: u32, day: NaiveDate) -> bool {
    named(scene, sentence).filter_map(|(_, t)| t.interval?.first()).any(|other| other != day)
}

/// The first days of the dates that date an event of a sentence.
fn dating_days(scene: &Scene<'_>, sentence: u32) -> Vec<Option<NaiveDate>> {
    let dates = |index: usize| scene.attachments.get(index).is_some_and(Option::is_some);
    let dating = named(scene, sentence).filter(|(index, _)| dates(*index));
    dating.map(|(_, t)| t.interval.and_then(|i| i.first())).collect()
}

/// The first time expressions of a sentence with their indices. Complexity: logarithmic, and linear in what is taken.
fn named<'a>(scene: &Scene<'a>, sentence: u32) -> impl Iterator<Item = (usize, &'a Timex)> + use<'a> {
    let from = scene.given.timexes.partition_point(|t| t.sentence < sentence);
    let own = scene.given.timexes.iter().enumerate().skip(from).take(DATES);
    own.take_while(move |(_, t)| t.sentence == sentence)
}

/// `said on Monday that talks were launched`: the content may be older than the day on which it was told.
fn reported(scene: &Scene<'_>, event: &EventMention) -> bool {
    let verb = event.governor.and_then(|governor| scene.event(governor));
    verb.and_then(|verb| verb.date.as_ref()).is_some_and(|date| date.basis != DateBasis::Dct)
}

/// True for what a clause tells of something else in its sentence.
fn aside(event: &EventMention) -> bool {
    matches!(event.clause, ClauseKind::Relative | ClauseKind::ReducedRelative | ClauseKind::Temporal)
}

/// `Rules adopted by the old council are being reviewed`: what was done to that of which something else is the news now.
fn overtaken(scene: &Scene<'_>, event: &EventMention) -> bool {
    let main = |v: &EventMention| {
        finite(v) && v.clause == ClauseKind::Main && matches!(v.tense, Tense::Present | Tense::Past)
    };
    event.clause == ClauseKind::ReducedRelative
        && event.tense == Tense::PastParticiple
        && !heading(scene, event.sentence)
        && scene.around(event.sentence, event.token).any(|(_, v)| main(v) && v.token > event.token)
}

/// True for a sentence with a date of long before a day, whatever it dates.
fn recalls(scene: &Scene<'_>, sentence: u32, day: NaiveDate) -> bool {
    let old = |last: NaiveDate| (day - last).num_days() > LONG_BEFORE;
    named(scene, sentence).any(|(_, t)| t.interval.and_then(|i| i.last()).is_some_and(old))
}

/// A plain past in a sentence that names a time of long ago, `He starred in many films of the 1950s`, or of somebody who is
/// dead by then.
fn looks_back(scene: &Scene<'_>, event: &EventMention, day: NaiveDate, dead: &[Death]) -> bool {
    let late = |death: &Death| {
        death.sentence < event.sentence && event.actors.iter().any(|actor| actor.actor == Some(death.actor))
    };
    let plain = event.tense == Tense::Past && event.aspect == Aspect::None;
    plain && (recalls(scene, event.sentence, day) || !tells_death(event) && dead.iter().any(late))
}

/// Somebody who has died, and the sentence that says so.
struct Death {
    actor: u32,
    sentence: u32,
}

fn tells_death(event: &EventMention) -> bool {
    matches!(event.lemma.as_str(), "die" | "death" | "dead")
}

/// True for a title with a date that lies ahead: `Cables resolved next week`.
fn looks_ahead(scene: &Scene<'_>, sentence: u32, day: NaiveDate) -> bool {
    let ahead = |first: NaiveDate| first > day;
    heading(scene, sentence)
        && named(scene, sentence).any(|(_, t)| t.interval.and_then(|i| i.first()).is_some_and(ahead))
}

/// True for an event without date that is told as having happened, not long before; titles tell it in the present.
fn is_news(event: &EventMention, title: bool) -> bool {
    let told = event.nominal || title || recent_tense(event);
    let verb = finite(event) && matches!(event.clause, ClauseKind::Main | ClauseKind::Content);
    let aside = match event.class {
        EventClass::State | EventClass::IState => true,
        EventClass::IAction => !verb,
        _ => {
            matches!(event.clause, ClauseKind::Relative | ClauseKind::ReducedRelative | ClauseKind::Adverbial)
        }
    };
    event.date.is_none() && happened(event) && told && !event.quoted && !aside && event.absorbed_by.is_none()
}

/// True for an event without date that is told as done, in whatever clause; not what accusers say was done.
fn is_told(event: &EventMention) -> bool {
    let aside = matches!(event.class, EventClass::State | EventClass::IAction | EventClass::IState)
        || event.tense == Tense::Infinitive
        || (event.tense == Tense::Past && event.aspect == Aspect::Perfective)
        || is_before(event)
        || matches!(event.clause, ClauseKind::Relative | ClauseKind::GerundComplement)
        || (event.clause == ClauseKind::Participial && event.tense == Tense::PastParticiple);
    event.date.is_none() && happened(event) && !event.quoted && !aside && event.absorbed_by.is_none()
}

/// False for what a sentence gives as a standing fact: the plain present, unless it opens the story as in a title
/// (`Four men ram a car into a shop`), and nouns and participles beside it.
fn tells(scene: &Scene<'_>, event: &EventMention, opening: bool) -> bool {
    if heading(scene, event.sentence) {
        return true;
    }
    if finite(event) {
        return !standing(event) || (opening && opens(event));
    }
    let verbs = scene.around(event.sentence, event.token).filter(|(_, e)| finite(e));
    let plain = verbs.filter(|(_, e)| e.class != EventClass::Reporting).map(|(_, e)| e);
    let nearest = plain.min_by_key(|e| e.token.abs_diff(event.token));
    nearest.is_none_or(|verb| opening && opens(verb) || !standing(verb) && !reported(scene, verb))
}

pub(super) fn heading(scene: &Scene<'_>, sentence: u32) -> bool {
    scene.sentence(sentence).is_some_and(|s| s.heading)
}

fn opens(verb: &EventMention) -> bool {
    verb.governor.is_none() && verb.clause == ClauseKind::Main
}

pub(super) fn standing(event: &EventMention) -> bool {
    matches!(event.tense, Tense::Present | Tense::Future) && event.aspect != Aspect::Perfective
}

/// Past, present perfect, and the participles that go with them; not `had left`, which lies further back.
fn recent_tense(event: &EventMention) -> bool {
    match event.tense {
        Tense::Past => event.aspect != Aspect::Perfective,
        Tense::Present => event.aspect == Aspect::Perfective,
        Tense::PresentParticiple => event.clause == ClauseKind::Participial && !is_before(event),
        _ => false,
    }
}

/// `having been arrested three times`: before what the sentence tells.
fn is_before(event: &EventMention) -> bool {
    event.tense == Tense::PresentParticiple && event.aspect == Aspect::Perfective
}

#[cfg(test)]
mod tests {
    use super::super::notation::read;

    #[test]
    fn what_has_gone_on_since_is_no_news() {
        let lead = |word: &str| {
            read(&format!(
                "On/p {{Monday=2022-07-18}} they [left past] {word}/s it [closed past temp p0 s4] ."
            ))
        };
        assert_eq!(lead("since").last().map(String::as_str), Some("closed"));
        assert_eq!(lead("after").last().map(String::as_str), Some("closed 07-18 On Monday"));
    }
}
