//! `dateline store`, and the store of `dateline timeline --store`.

use std::env::temp_dir;
use std::io::Write;
use std::path::Path;

use dateline::document::ReadReport;
use dateline::store::{HELD, Read, Spill, Store, fingerprint};
use dateline::timeline::{Builder, Options, Rows};
use dateline::{Document, Error, ErrorKind, Extraction, Scope, Timeline};

use super::args::{self, Inputs};
use super::crew::Crew;
use super::messages::{Messages, counted};
use super::output::{Output, unwritten};
use super::{OK, SOME_FAILED, batch};

/// Articles of a transaction: what a crash can cost is read again in a moment.
const TOGETHER: usize = 128;

/// What is told while events are linked and put in order.
const PUTTING_TOGETHER: &str = "putting together what was read";

/// Runs the command and gives its exit code.
///
/// # Errors
/// The store cannot be used, nothing could be read, or the output cannot be written.
pub fn run(command: &args::Store) -> Result<u8, Error> {
    match command {
        args::Store::Add { store, inputs } => {
            let mut messages = Messages::new();
            let store = Store::open(store)?;
            let (code, report, told) = add(&store, inputs, &mut messages)?;
            store.link_on()?;
            messages.summary(&report, &told);
            Ok(code)
        }
        args::Store::Remove { store, ids } => remove(store, ids),
        args::Store::List { store } => list(store),
    }
}

/// What was read.
pub struct Found<T> {
    /// The exit code so far.
    pub code: u8,
    /// The counts.
    pub report: ReadReport,
    /// The timeline, whole or as rows.
    pub timeline: T,
    /// What the summary says besides.
    pub told: String,
}

/// The timeline of a store to which the inputs are added; without a store, that of the inputs.
///
/// # Errors
/// As [`run`].
pub fn found(
    store: Option<&Path>,
    inputs: &Inputs,
    options: &Options,
    messages: &mut Messages,
) -> Result<Found<Timeline>, Error> {
    let Found { code, report, timeline: rows, told } =
        rows(store, inputs, options, Spill::new(&temp_dir(), HELD), messages)?;
    Ok(Found { code, report, timeline: Timeline::of(rows)?, told })
}

/// The rows of that timeline; mentions that are too many for memory lie on `shelf`.
///
/// # Errors
/// As [`run`], and the shelf has no room.
pub fn rows(
    store: Option<&Path>,
    inputs: &Inputs,
    options: &Options,
    shelf: Spill,
    messages: &mut Messages,
) -> Result<Found<Rows<Spill>>, Error> {
    if let Some(path) = store {
        return stored(path, inputs, options, shelf, messages);
    }
    let mut builder = Builder::new(shelf, *options);
    let work = |document: &Document, extraction: Extraction| extraction.into_mentions(document);
    let (code, report) =
        batch::run(inputs, scope(options), messages, work, |_, mentions| builder.add(mentions))?;
    messages.working(PUTTING_TOGETHER);
    Ok(Found { code, report, timeline: builder.rows_by(&Crew::of(inputs))?, told: String::new() })
}

/// The events of which a timeline needs mentions.
pub fn scope(options: &Options) -> Scope {
    if options.unlisted { Scope::All } else { Scope::Rows }
}

/// Adds the inputs, where there are any, and gives the rows of the store.
///
/// # Errors
/// As [`rows`].
fn stored(
    path: &Path,
    inputs: &Inputs,
    options: &Options,
    shelf: Spill,
    messages: &mut Messages,
) -> Result<Found<Rows<Spill>>, Error> {
    let store = Store::open(path)?;
    let (code, report, told) = if inputs.inputs.is_empty() {
        (OK, ReadReport::default(), all(&store)?)
    } else {
        add(&store, inputs, messages)?
    };
    messages.working(PUTTING_TOGETHER);
    Ok(Found { code, report, timeline: store.rows(options, shelf)?, told })
}

/// `; 120 articles in the store`.
fn all(store: &Store) -> Result<String, Error> {
    Ok(format!("; {} in the store", counted(store.len()?, "article", "")))
}

fn add(store: &Store, inputs: &Inputs, messages: &mut Messages) -> Result<(u8, ReadReport, String), Error> {
    let options = format!("{:?}", (batch::date_options(inputs)?, batch::own_actors(inputs)?));
    let mut waiting: Vec<Read> = Vec::new();
    let (mut known, mut new) = (0, 0);
    let (code, report) = batch::run_new(
        inputs,
        Scope::All,
        messages,
        // An article of which the store does not tell is read: reading it again does no harm.
        |document| store.fingerprint(&document.id).ok().flatten() != Some(fingerprint(document, &options)),
        |document, extraction| Read {
            id: document.id.clone(),
            fingerprint: fingerprint(document, &options),
            mentions: extraction.into_mentions(document),
        },
        |_, read| {
            known += u64::from(read.is_none());
            new += u64::from(read.is_some());
            waiting.extend(read);
            if waiting.len() >= TOGETHER { store.add(&std::mem::take(&mut waiting)) } else { Ok(()) }
        },
    )?;
    store.add(&waiting)?;
    let told = format!("; {new} new or changed, {known} known{}", all(store)?);
    Ok((code, report, told))
}

fn remove(path: &Path, ids: &[String]) -> Result<u8, Error> {
    let store = existing(path)?;
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let unknown = store.remove(&ids)?;
    store.link_on()?;
    for id in &unknown {
        super::messages::note(&format!("the store has no article {id}"));
    }
    Ok(if unknown.is_empty() { OK } else { SOME_FAILED })
}

fn list(path: &Path) -> Result<u8, Error> {
    let mut ids: Vec<String> = existing(path)?.fingerprints()?.into_keys().collect();
    ids.sort_unstable();
    let mut output = Output::open(None)?;
    let written = ids.iter().try_for_each(|id| writeln!(output, "{id}"));
    output.finish(written.map_err(|error| unwritten(&error)))?;
    Ok(OK)
}

/// The store of this name, which must be there.
fn existing(path: &Path) -> Result<Store, Error> {
    if path.exists() {
        return Store::open(path);
    }
    Err(Error::new(ErrorKind::Io, "there is no such store")
        .in_file(path.display().to_string())
        .with_remedy("dateline store add makes one"))
}
