//! Articles in, results out, in the order of the input, worked on in parallel.

use std::io::{self, IsTerminal};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use dateline::actors::UserActors;
use dateline::document::{Columns, Input, ReadOptions, ReadReport, Reader};
use dateline::output::check::{Finding, in_article};
use dateline::temporal::{Genre, Options, UserRules};
use dateline::{Document, Error, ErrorKind, Extraction, Extractor, Scope};

use super::args::Inputs;
use super::crew::{Crew, Desk, Portion};
use super::messages::Messages;
use super::{OK, SOME_FAILED, code_of, given};

/// Documents of a portion, which one thread works on.
const DOCUMENTS: usize = 32;

/// Room of a portion, in bytes. Threads are started only for more than one.
const BYTES: usize = 1 << 14;

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
/// `wanted` and `take` are asked in this thread, and no more than a bounded part of the input lies between the two.
///
/// # Errors
/// As [`run`].
pub fn run_new<T: Send>(
    inputs: &Inputs,
    scope: Scope,
    messages: &mut Messages,
    wanted: impl Fn(&Document) -> bool,
    work: impl Fn(&Document, Extraction) -> T + Sync,
    take: impl FnMut(Document, Option<T>) -> Result<(), Error>,
) -> Result<(u8, ReadReport), Error> {
    let feed = Feed { reader: open(inputs)?, worst: None };
    let extractor = Extractor::with_actors(date_options(inputs)?, &own_actors(inputs)?)?.with_scope(scope);
    // Of many thousand pieces: the system takes them back at once when the program ends.
    let extractor = ManuallyDrop::new(extractor);
    let mut desk = Documents { feed, messages, wanted, take };
    Crew::of(inputs).work(&mut desk, |(document, wanted): (Document, bool)| {
        let result = wanted.then(|| {
            let extraction = extractor.extract(&document);
            (in_article(&document, &extraction), work(&document, extraction))
        });
        (document, result)
    })?;
    let report = desk.feed.reader.report();
    Ok((code(&report, desk.feed.worst)?, report))
}

/// Documents to work on, and who takes what was found in them.
struct Documents<'a, W, K> {
    feed: Feed,
    messages: &'a mut Messages,
    wanted: W,
    take: K,
}

/// A document, what is in doubt in it, and what was made of it, if it was wanted.
type Done<T> = (Document, Option<(Vec<Finding>, T)>);

impl<T, W, K> Desk<(Document, bool), Done<T>> for Documents<'_, W, K>
where
    W: Fn(&Document) -> bool,
    K: FnMut(Document, Option<T>) -> Result<(), Error>,
{
    fn next(&mut self) -> Portion<(Document, bool)> {
        let Portion { parts, bytes, last } = self.feed.next(self.messages);
        let asked = |document: Document| {
            let wanted = (self.wanted)(&document);
            (document, wanted)
        };
        Portion { parts: parts.into_iter().map(asked).collect(), bytes, last }
    }

    fn take(&mut self, (document, result): Done<T>) -> Result<(), Error> {
        let (doubts, result) = result.unzip();
        doubts.iter().flatten().for_each(|doubt| self.messages.doubt(&doubt.to_error()));
        (self.take)(document, result)
    }
}

/// The documents, a portion at a time.
struct Feed {
    reader: Reader,
    /// The worst error so far.
    worst: Option<ErrorKind>,
}

impl Feed {
    /// The next documents; errors between them are told, and how far the reading is.
    fn next(&mut self, messages: &mut Messages) -> Portion<Document> {
        let mut portion = Portion { parts: Vec::new(), bytes: 0, last: false };
        while portion.parts.len() < DOCUMENTS && portion.bytes < BYTES && !portion.last {
            match self.reader.next() {
                Some(Ok(document)) => {
                    portion.bytes += document.text.len() + size_of::<Document>();
                    portion.parts.push(document);
                }
                Some(Err(error)) => {
                    let kind = error.kind();
                    self.worst = self.worst.filter(|kind| *kind == ErrorKind::Data).or(Some(kind));
                    messages.error(&error);
                }
                None => portion.last = true,
            }
        }
        messages.notices(&mut self.reader);
        messages.progress(&self.reader);
        portion
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
