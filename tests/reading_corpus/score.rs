//! Compares what was read in one article with what a reader takes from it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use dateline::actors::ActorKind;
use dateline::events::{
    Argument, Aspect, Attribution, ClauseKind, EventClass, EventMention, EventType, Modality, Polarity, Tense,
};
use dateline::{Document, Extraction};

use crate::gold::{Article, Event, Real, days, same_names};

/// Counts of one or more articles, and the lines that tell each error.
#[derive(Default)]
pub struct Score {
    pub counts: BTreeMap<&'static str, usize>,
    pub errors: Vec<String>,
}

impl Score {
    pub fn count(&self, what: &str) -> usize {
        self.counts.get(what).copied().unwrap_or(0)
    }

    /// Percent, 0 where there is nothing to divide by.
    pub fn percent(&self, part: &str, whole: &str) -> f64 {
        self.count(part) as f64 * 100.0 / (self.count(whole) as f64).max(1.0)
    }

    pub fn add(&mut self, other: &Self) {
        for (what, count) in &other.counts {
            *self.counts.entry(what).or_default() += count;
        }
        self.errors.extend(other.errors.iter().cloned());
    }

    fn note(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }
}

/// True for what the program tells its user as having happened: a sentence to print about something that neither holds as a
/// state or habit nor is denied or left open. A noun states something where it has a date and somebody took part; that
/// somebody spoke is no event, nor is what only introduces another event (`tried to mediate`), unless the reader takes
/// it for one.
fn is_stated(pair: &Pair, read: &Extraction) -> bool {
    let event = pair.found;
    let heading = read.sentences.get(event.sentence as usize).is_some_and(|s| s.heading);
    let told = event.modality == Modality::Asserted && event.polarity == Polarity::Positive;
    let side_remark = matches!(event.clause, ClauseKind::Purpose | ClauseKind::Condition);
    if heading || !told || side_remark || event.headline.is_empty() {
        return false;
    }
    let named = !event.actors.is_empty() || !event.targets.is_empty();
    let plain = matches!(event.event_type, EventType::Statement | EventType::Other);
    let index = read.events.iter().position(|other| std::ptr::eq(other, event));
    let introduces = read.events.iter().any(|other| other.governor.map(|g| g as usize) == index);
    let happens = match event.class {
        EventClass::State | EventClass::IState | EventClass::Perception => false,
        EventClass::IAction | EventClass::Aspectual => !introduces,
        EventClass::Reporting => !plain,
        EventClass::Occurrence => !event.nominal || event.date.is_some() && named,
    };
    let habit = event.tense == Tense::Present && matches!(event.aspect, Aspect::None | Aspect::Progressive);
    pair.is_listed() || happens && !habit
}

/// One event of the article as it was read, and the gold event at the same words.
struct Pair<'a> {
    found: &'a EventMention,
    wanted: Option<&'a Event>,
}

impl Pair<'_> {
    /// True where the reader takes it for a fact.
    fn is_listed(&self) -> bool {
        self.wanted.is_some_and(|wanted| wanted.real.is_none() && !wanted.may)
    }

    /// True where the program, too, only says that somebody claims it.
    fn is_claim(&self) -> bool {
        let told_by =
            |a: &Attribution| a.verb.get(..4).is_some_and(|verb| self.found.headline.contains(verb));
        self.wanted.is_some_and(|wanted| wanted.real == Some(Real::Claimed))
            && self.found.attribution.iter().any(told_by)
    }
}

pub fn score(article: &Article, document: &Document, read: &Extraction) -> Score {
    let mut score = Score::default();
    let text = &document.text;
    let places: Vec<usize> = article.events.iter().filter_map(|event| text.find(&event.at)).collect();
    assert_eq!(places.len(), article.events.len(), "{}: every event has its words", article.name);
    let at = |found: &EventMention| {
        let start = found.span.start as usize;
        let here = |(event, place): &(&Event, &usize)| {
            let first = event.at.split(' ').next().map_or(0, str::len);
            let reach =
                if event.does(&found.action) || event.does(&found.lemma) { event.at.len() } else { first };
            (**place..**place + reach).contains(&start)
        };
        article.events.iter().zip(&places).find(here).map(|(event, _)| event)
    };
    let pairs: Vec<Pair> = read.events.iter().map(|found| Pair { found, wanted: at(found) }).collect();
    for pair in pairs.iter().filter(|pair| is_stated(pair, read)) {
        stated(pair, document, read, &mut score);
    }
    for event in article.events.iter().filter(|event| event.real.is_none() && !event.may) {
        told(event, &pairs, document, read, &mut score);
    }
    score.errors.iter_mut().for_each(|line| line.insert_str(0, &format!("{}: ", article.name)));
    score
}

/// Counts what the program states: right or wrong.
fn stated(pair: &Pair, document: &Document, read: &Extraction, score: &mut Score) {
    let Pair { found, wanted } = pair;
    let fault = wanted.map_or(Some("no such event"), |wanted| fault(wanted, found, document, read));
    if wanted.is_some_and(|wanted| wanted.may) && fault.is_none() || pair.is_claim() {
        return;
    }
    score.note("stated");
    match fault {
        None => score.note("stated right"),
        Some(fault) => {
            let gold = wanted.map_or(String::new(), |w| format!(" | gold {:?} -> {:?}", w.who, w.whom));
            score.errors.push(format!("WRONG {fault}: {}{gold}", shown(found, document)));
        }
    }
    if let Some(wanted) = wanted {
        date(wanted, found, read, document, score);
    }
}

/// Counts what a reader takes for a fact: found or missed.
fn told(wanted: &Event, pairs: &[Pair], document: &Document, read: &Extraction, score: &mut Score) {
    score.note("gold");
    let at = |pair: &&Pair| pair.wanted.is_some_and(|event| std::ptr::eq(event, wanted));
    let right = |pair: &Pair| fault(wanted, pair.found, document, read).is_none();
    let there: Vec<&Pair> = pairs.iter().filter(at).collect();
    let stated = there.iter().find(|pair| is_stated(pair, read));
    if stated.is_some_and(|pair| right(pair)) {
        score.note("gold stated right");
    } else if stated.is_none() {
        let open = there.iter().map(|pair| shown(pair.found, document)).collect::<Vec<_>>().join("; ");
        score.errors.push(format!("MISSED {:?} {:?} -> {:?} | {open}", wanted.at, wanted.who, wanted.whom));
    }
    if there.iter().any(|pair| right(pair)) {
        score.note("gold found right");
    }
    if !wanted.by.is_empty() {
        score.note("sources");
        let named = |pair: &&&Pair| {
            let found = pair.found.attribution.iter().map(|a| vec![a.source.clone()]).collect::<Vec<_>>();
            wanted
                .by
                .iter()
                .all(|by| found.iter().any(|f| same_names(std::slice::from_ref(by), std::slice::from_ref(f))))
        };
        if there.iter().any(|pair| named(&pair)) {
            score.note("sources right");
        } else {
            score.errors.push(format!("SOURCE {:?} by {:?}", wanted.at, wanted.by));
        }
    }
}

/// The first thing that is wrong with a found event, if any.
fn fault(
    wanted: &Event,
    found: &EventMention,
    document: &Document,
    read: &Extraction,
) -> Option<&'static str> {
    if wanted.real.is_some() {
        return Some("not told as a fact");
    }
    if !(wanted.does(&found.action) || wanted.does(&found.lemma)) {
        return Some("action");
    }
    let mut targets: Vec<Vec<String>> = found.targets.iter().map(|t| forms(t, document, read)).collect();
    let mut actors: Vec<Vec<String>> = found.actors.iter().map(|a| forms(a, document, read)).collect();
    // `The bridge collapsed`: the object says what it happened to, whom the reader put down as who.
    let undergone = actors.is_empty() && targets.is_empty() && !found.passive && wanted.whom.is_empty();
    let side = if undergone { &mut actors } else { &mut targets };
    side.extend(found.object.iter().map(|object| vec![object.clone()]));
    match (same_names(&wanted.who, &actors), same_names(&wanted.whom, &targets)) {
        (true, true) => None,
        (false, _) => Some("actor"),
        (true, false) => Some("target"),
    }
}

/// The names of a participant: as the program calls it, as the article does, the state it belongs to.
fn forms(argument: &Argument, document: &Document, read: &Extraction) -> Vec<String> {
    let words = document.text.get(argument.span.start as usize..argument.span.end as usize).unwrap_or("");
    let actor = argument.actor.and_then(|a| read.cast.actors.get(a as usize));
    let state = actor.filter(|a| a.kind != ActorKind::Person).and_then(|a| a.state.clone());
    [Some(argument.name.clone()), Some(words.to_owned()), state].into_iter().flatten().collect()
}

/// Counts the day of a stated event: right, narrower than the text says, open, or wrong.
fn date(wanted: &Event, found: &EventMention, read: &Extraction, document: &Document, score: &mut Score) {
    let Some(when) = &wanted.when else { return };
    let (first, last) = days(when);
    let own = found.date.as_ref().and_then(|date| date.interval.first().zip(date.interval.last()));
    let bounds = read.events.iter().position(|e| std::ptr::eq(e, found)).and_then(|i| read.bounds.get(i));
    let open = |bound: Option<NaiveDate>, gold: Option<NaiveDate>, low: bool| match (bound, gold) {
        (Some(bound), Some(gold)) => {
            if low {
                bound <= gold
            } else {
                bound >= gold
            }
        }
        (bound, _) => bound.is_none(),
    };
    let what = match own {
        Some((a, b)) if Some(a) == first && Some(b) == last => "date right",
        Some((a, b)) if open(Some(a), first, true) && open(Some(b), last, false) => "date open",
        Some((a, b)) if first.is_none_or(|first| first <= a) && last.is_none_or(|last| b <= last) => {
            "date narrower"
        }
        Some(_) => "date wrong",
        None => match bounds {
            Some(bounds) if !(open(bounds.0, first, true) && open(bounds.1, last, false)) => "bounds wrong",
            _ => "date open",
        },
    };
    score.note("dates");
    score.note(what);
    if what.ends_with("wrong") {
        let date = found.date.as_ref().map_or(String::new(), |d| format!("{} by {:?}", d.edtf, d.sieve));
        score
            .errors
            .push(format!("DATE {what}: {} | {date} {bounds:?} | gold {when}", shown(found, document)));
    }
}

/// One line about an event as it was read.
fn shown(event: &EventMention, document: &Document) -> String {
    let names = |list: &[Argument]| list.iter().map(|a| a.name.clone()).collect::<Vec<_>>().join(" + ");
    let place = document.text.get(..event.span.start as usize).map_or(0, |t| t.matches('\n').count());
    format!(
        "{}@{place} [{}] -> [{}] ({}) {:?} {:?} «{}»",
        event.action,
        names(&event.actors),
        names(&event.targets),
        event.object.as_deref().unwrap_or(""),
        event.modality,
        event.clause,
        event.headline
    )
}
