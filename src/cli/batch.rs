//! Articles in, results out, in the order of the input: batches of documents, worked on in parallel.

use std::cell::OnceCell;
use std::io::{self, IsTerminal};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use dateline::actors::UserActors;
use dateline::document::{Columns, Input, ReadOptions, ReadReport, Reader};
use dateline::output::check::{Finding, in_article};
use dateline::temporal::{Genre, Options, UserRules};
use dateline::{Document, Error, ErrorKind, Extraction, Extractor, Scope};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::args::Inputs;
use super::messages::Messages;
use super::{OK, SOME_FAILED, code_of, given};

/// Documents of a batch for each thread.
const DOCUMENTS: usize = 128;

/// Text that is read before threads would have been started, in bytes.
const SMALL: usize = 1 << 14;

/// Text of a batch for each thread, in bytes.
const BYTES: usize = 1 << 19;

/// Reads all inputs for events of a scope; `work` runs on each document, in parallel, and `take` gets its results in the order of the
/// input. Returns the exit code so far and the counts.
///
/// # Errors
/// The inputs cannot be named, the program's own data do not load, no article could be read, or `take` fails.
pub fn run<T: Send>(
    inputs: &Inputs,
    scope: Scope,
    messages: &mut Messages,
    work: impl Fn(&Document, Extraction) -> T + Sync,
    mut take: impl FnMut(Document, T) -> Result<(), Error>,
) -> Result<(u8, ReadReport), Error> {
    let each = |document, result: Option<T>| result.map_or(Ok(()), |result| take(document, result));
    run_new(inputs, scope, messages, |_| true, work, each)
}

/// The same, where only those documents are worked on that are `wanted`; `take` gets no result for the others.
///
/// While others work on a batch, this thread takes the results of the batch before and reads the next one; `wanted` is asked
/// before both.
///
/// # Errors
/// As [`run`].
pub fn run_new<T: Send>(
    inputs: &Inputs,
    scope: Scope,
    messages: &mut Messages,
    wanted: impl Fn(&Document) -> bool,
    work: impl Fn(&Document, Extraction) -> T + Sync,
    mut take: impl FnMut(Document, Option<T>) -> Result<(), Error>,
) -> Result<(u8, ReadReport), Error> {
    let crew = Crew::of(inputs);
    let mut feed = Feed { reader: open(inputs)?, worst: None, threads: crew.threads };
    let extractor = Extractor::with_actors(date_options(inputs)?, &own_actors(inputs)?)?.with_scope(scope);
    // Of many thousand pieces: the system takes them back at once when the program ends.
    let extractor = ManuallyDrop::new(extractor);
    let each = |(document, wanted): &(Document, bool)| {
        wanted.then(|| {
            let extraction = extractor.extract(document);
            (in_article(document, &extraction), work(document, extraction))
        })
    };
    let mut tell = |(document, result): (Document, Option<(Vec<Finding>, T)>), messages: &mut Messages| {
        let (doubts, result) = result.unzip();
        doubts.iter().flatten().for_each(|doubt| messages.doubt(&doubt.to_error()));
        take(document, result)
    };
    let asked = |document: Document| {
        let wanted = wanted(&document);
        (document, wanted)
    };
    let (mut batch, mut before) = (feed.next(messages), Vec::new());
    while !batch.is_empty() {
        let documents: Vec<(Document, bool)> = batch.into_iter().map(asked).collect();
        let meanwhile = || -> Result<Vec<Document>, Error> {
            before.drain(..).try_for_each(|one| tell(one, messages))?;
            Ok(feed.next(messages))
        };
        let (results, next) = crew.work(&documents, each, meanwhile)?;
        before.extend(documents.into_iter().map(|(document, _)| document).zip(results));
        batch = next?;
    }
    before.drain(..).try_for_each(|one| tell(one, messages))?;
    Ok((code(&feed.reader.report(), feed.worst)?, feed.reader.report()))
}

/// The threads, started when there is enough for them to do.
pub struct Crew {
    threads: usize,
    pool: OnceCell<ThreadPool>,
}

impl Crew {
    /// As many as the flags say, or as the machine runs at once.
    pub fn of(inputs: &Inputs) -> Self {
        Self { threads: inputs.jobs.map_or_else(processors, usize::from), pool: OnceCell::new() }
    }

    /// The threads.
    ///
    /// # Errors
    /// They cannot be started.
    fn pool(&self) -> Result<&ThreadPool, Error> {
        if let Some(started) = self.pool.get() {
            return Ok(started);
        }
        let started = ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build()
            .map_err(|error| Error::new(ErrorKind::Io, format!("the threads cannot be started: {error}")))?;
        Ok(self.pool.get_or_init(|| started))
    }

    /// What `each` gives for the documents, in order, and what this thread gives that does something else `meanwhile`: at the same
    /// time, or first where there is one thread or little to do.
    ///
    /// # Errors
    /// The threads cannot be started.
    fn work<R: Send, M>(
        &self,
        documents: &[(Document, bool)],
        each: impl Fn(&(Document, bool)) -> R + Sync,
        meanwhile: impl FnOnce() -> M,
    ) -> Result<(Vec<R>, M), Error> {
        let bytes: usize = documents.iter().map(|(document, _)| document.text.len()).sum();
        if self.threads == 1 || documents.len() == 1 || bytes < SMALL {
            let done = meanwhile();
            return Ok((documents.iter().map(each).collect(), done));
        }
        let mut results = Vec::new();
        let done = self.pool()?.in_place_scope(|scope| {
            scope.spawn(|_| results = documents.par_iter().map(&each).collect());
            meanwhile()
        });
        Ok((results, done))
    }
}

/// Where no threads can be started, the work is done by one.
impl dateline::linking::Crew for Crew {
    fn share<T: Send, R: Send>(&self, parts: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        match if self.threads == 1 || parts.len() < 2 { None } else { self.pool().ok() } {
            Some(pool) => pool.install(|| parts.into_par_iter().map(&work).collect()),
            None => parts.into_iter().map(work).collect(),
        }
    }

    fn at_once(&self) -> usize {
        16 * self.threads
    }
}

/// The documents, a batch at a time.
struct Feed {
    reader: Reader,
    /// The worst error so far.
    worst: Option<ErrorKind>,
    threads: usize,
}

impl Feed {
    /// The next documents, none at the end; errors between them are told, and how far the reading is.
    fn next(&mut self, messages: &mut Messages) -> Vec<Document> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < DOCUMENTS * self.threads && bytes < BYTES * self.threads {
            match self.reader.next() {
                Some(Ok(document)) => {
                    bytes += document.text.len();
                    batch.push(document);
                }
                Some(Err(error)) => {
                    let kind = error.kind();
                    self.worst = self.worst.filter(|kind| *kind == ErrorKind::Data).or(Some(kind));
                    messages.error(&error);
                }
                None => break,
            }
        }
        messages.notices(&mut self.reader);
        messages.progress(&self.reader);
        batch
    }
}

fn open(inputs: &Inputs) -> Result<Reader, Error> {
    let mut columns = Columns::default();
    for mapping in &inputs.map {
        columns.map(mapping)?;
    }
    let standard = Path::new("-").to_path_buf();
    let mut paths = inputs.inputs.clone();
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            let remedy = "name files or folders, or pipe articles in; --help shows examples";
            return Err(Error::new(ErrorKind::Usage, "there is nothing to read").with_remedy(remedy));
        }
        paths.push(standard.clone());
    }
    let input = |path| {
        if path == standard {
            Input::Stream("stdin".to_owned(), Box::new(io::stdin()))
        } else {
            Input::Path(path)
        }
    };
    let options = ReadOptions { columns, published: inputs.published };
    Ok(Reader::new(paths.into_iter().map(input).collect(), options))
}

/// What the flags say about dates.
///
/// # Errors
/// A file of rules cannot be read.
pub fn date_options(inputs: &Inputs) -> Result<Options, Error> {
    Ok(Options {
        genre: inputs.genre.map(Genre::from).unwrap_or_default(),
        region: inputs.region,
        day_first: inputs.day_first,
        rules: inputs.rules.iter().map(|path| own_rules(path)).collect::<Result<_, _>>()?,
    })
}

/// Reads a file of the user's own rules.
///
/// # Errors
/// The file cannot be read.
pub fn own_rules(path: &Path) -> Result<UserRules, Error> {
    Ok(UserRules { file: path.display().to_string(), text: given::text(path)? })
}

/// Reads the files of the user's own actors.
///
/// # Errors
/// A file cannot be read.
pub fn own_actors(inputs: &Inputs) -> Result<Vec<UserActors>, Error> {
    let read = |path: &PathBuf| Ok(UserActors { file: path.display().to_string(), text: given::text(path)? });
    inputs.actors.iter().map(read).collect()
}

/// How many threads this machine runs at once.
fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The exit code by what was read.
fn code(report: &ReadReport, worst: Option<ErrorKind>) -> Result<u8, Error> {
    match worst {
        Some(kind) if report.articles == 0 => Ok(code_of(kind)),
        None if report.articles == 0 => {
            let remedy = "every line or row of a file must hold an article";
            Err(Error::new(ErrorKind::Data, "there is no article in the input").with_remedy(remedy))
        }
        _ if report.failed + report.flawed > 0 => Ok(SOME_FAILED),
        _ => Ok(OK),
    }
}
