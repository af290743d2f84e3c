//! `dateline explain`.

use std::io::Write;

use dateline::output::explain;
use dateline::timeline::Options;
use dateline::{Document, Error, ErrorKind, Extraction, Mention, Scope, Timeline};

use super::args;
use super::batch;
use super::messages::Messages;
use super::output::{Output, unwritten};
use super::why;

/// An article and what was read in it.
type Read = (Document, Extraction);

/// Runs the command and gives its exit code. All articles are held: the id of an event depends on all of them.
///
/// # Errors
/// Nothing could be read, there is no such event, or the output cannot be written.
pub fn run(arguments: &args::Explain) -> Result<u8, Error> {
    if let Some(ids) = &arguments.why_before {
        return why::run(&arguments.inputs, arguments.store.as_deref(), ids);
    }
    let mut messages = Messages::new();
    let mut all: Vec<Read> = Vec::new();
    let take = |document, extraction| {
        all.push((document, extraction));
        Ok(())
    };
    let (code, report) =
        batch::run(&arguments.inputs, Scope::Explained, &mut messages, |_, extraction| extraction, take)?;
    let chosen = match &arguments.event {
        Some(id) => named(&all, id)?,
        None => every(&all),
    };
    let mut output = Output::open(None)?;
    let result = write(&all, &chosen, &mut output);
    output.finish(result)?;
    messages.summary(&report, "");
    Ok(code)
}

/// An event by the place of its article and its own.
type Place = (usize, usize);

fn every(all: &[Read]) -> Vec<Place> {
    let events =
        |(article, read): (usize, &Read)| (0..read.1.events.len()).map(move |event| (article, event));
    all.iter().enumerate().flat_map(events).collect()
}

/// The events that `id` names: `e3` of any article, `ARTICLE:e3`, or all mentions of an event of the timeline.
fn named(all: &[Read], id: &str) -> Result<Vec<Place>, Error> {
    let (article, local) = id.rsplit_once(':').map_or((None, id), |(article, local)| (Some(article), local));
    let number = local.strip_prefix('e').and_then(|digits| digits.parse::<usize>().ok());
    let found: Vec<Place> = match number.and_then(|number| number.checked_sub(1)) {
        Some(index) => every(all)
            .into_iter()
            .filter(|(at, event)| *event == index && article.is_none_or(|name| is_named(all, *at, name)))
            .collect(),
        None => of_timeline(all, id),
    };
    if found.is_empty() {
        let remedy = "take an event_id of the timeline, or e1, e2, ... of an article";
        return Err(Error::new(ErrorKind::Usage, format!("there is no event `{id}`")).with_remedy(remedy));
    }
    Ok(found)
}

fn is_named(all: &[Read], at: usize, name: &str) -> bool {
    all.get(at).is_some_and(|(document, _)| document.id == name)
}

fn of_timeline(all: &[Read], id: &str) -> Vec<Place> {
    let mentions = all.iter().flat_map(|(document, extraction)| extraction.mentions(document)).collect();
    let timeline = Timeline::build(mentions, &Options::default());
    let event = timeline.events.iter().find(|event| event.id == id);
    let place = |mention: &Mention| {
        let article = all.iter().position(|(document, _)| *document.id == *mention.article)?;
        Some((article, mention.index as usize))
    };
    event.map(|event| event.mentions.iter().filter_map(place).collect()).unwrap_or_default()
}

fn write(all: &[Read], chosen: &[Place], output: &mut Output) -> Result<(), Error> {
    for (article, event) in chosen {
        if let Some((document, extraction)) = all.get(*article) {
            explain::write(document, extraction, *event, &mut *output)?;
        }
    }
    output.write_all(explain::LEGEND.as_bytes()).map_err(|error| unwritten(&error))
}
