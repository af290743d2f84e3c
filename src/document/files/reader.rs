//! The reader: inputs in, documents out, one after another.
//!
//! Knows the order of inputs and the names of articles. Formats are in their own files.

use std::collections::VecDeque;
use std::io::{BufRead, Cursor, Read};

use chrono::NaiveDate;

use super::decode::{Remark, binary_kind, decode};
use super::kind::Kind;
#[cfg(feature = "parquet")]
use super::parquet;
use super::report::{Notice, NoticeKind, Progress, ReadReport};
use super::source::{Input, Place, Source, Sources};
use super::{feed, html, json, markdown, open, table, tar, warc};
use crate::document::Document;
use crate::document::columns::Columns;
use crate::document::draft::{BadDate, Draft};
use crate::document::ids::Ids;
use crate::{Error, ErrorKind};

/// The most bytes of text that are one article; longer ones are archives that nobody has cut. A bound on memory, too.
const LONGEST: usize = 32_000_000;
/// Archives inside one another that are read.
const DEEPEST: usize = 2;

/// What the user says about the inputs.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Which column or key holds what.
    pub columns: Columns,
    /// The day of publication of articles that carry none.
    pub published: Option<NaiveDate>,
}

/// Reads inputs of every supported kind; an iterator of documents and of the errors between them.
///
/// Files come in the order given, folders sorted by path. One article is held at a time (a JSON array and a
/// single text are held whole); an error never ends the iteration.
///
/// # Examples
/// ```
/// use dateline::document::{Input, ReadOptions, Reader};
///
/// let lines = "{\"text\": \"It rained.\", \"date\": \"2021-05-04\"}\n{broken\n";
/// let input = Input::Stream("news.jsonl".to_owned(), Box::new(lines.as_bytes()));
/// let mut reader = Reader::new(vec![input], ReadOptions::default());
/// let article = reader.next().unwrap().unwrap();
/// assert_eq!(article.published.unwrap().to_string(), "2021-05-04");
/// let error = reader.next().unwrap().unwrap_err();
/// assert!(error.to_string().starts_with("news.jsonl:2: this is not valid JSON"));
/// assert_eq!((reader.report().articles, reader.report().failed), (1, 1));
/// ```
pub struct Reader {
    sources: Sources,
    options: ReadOptions,
    /// The source that is read, below it the archive in which it stands.
    current: Vec<(Source, Articles)>,
    ids: Ids,
    report: ReadReport,
    notices: VecDeque<Notice>,
}

/// The articles of one source.
enum Articles {
    One(Option<Box<Draft>>),
    Lines(json::Lines),
    Elements(json::Elements),
    Rows(Box<table::Rows>),
    Entries(std::vec::IntoIter<Result<Draft, Error>>, u64),
    Pages(Box<warc::Pages>),
    Files(Box<tar::Files>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Rows>),
}

impl Reader {
    /// A reader of `inputs`.
    pub fn new(inputs: Vec<Input>, options: ReadOptions) -> Self {
        Self {
            sources: Sources::new(inputs),
            options,
            current: Vec::new(),
            ids: Ids::default(),
            report: ReadReport::default(),
            notices: VecDeque::new(),
        }
    }

    /// The counts so far.
    pub fn report(&self) -> ReadReport {
        ReadReport { skipped: self.report.skipped + self.sources.skipped, ..self.report }
    }

    /// The remarks since the last call.
    pub fn notices(&mut self) -> impl Iterator<Item = Notice> + '_ {
        self.sources.notices.drain(..).chain(self.notices.drain(..))
    }

    /// How many files and bytes there are to read, and how many were read.
    pub fn progress(&self) -> Progress {
        self.sources.progress()
    }

    fn fail(&mut self, error: Error, name: &str) -> Error {
        self.report.failed += 1;
        if error.file().is_some() { error } else { error.in_file(name) }
    }

    fn notice(&mut self, kind: NoticeKind, error: Error) {
        self.notices.push_back(Notice { kind, error });
    }

    /// Opens a source and finds out what it holds.
    fn open(&mut self, source: &mut Source) -> Result<Articles, Error> {
        let mut input = source.open()?;
        let head = input.fill_buf().map_err(|error| open::io_error(&error))?;
        let kind = source.kind.unwrap_or_else(|| Kind::of_content(head, &self.options.columns));
        match kind {
            Kind::JsonLines => Ok(Articles::Lines(json::Lines::new(plain_stream(input)?))),
            Kind::Table { separator } => {
                let rows = table::Rows::new(plain_stream(input)?, separator, &self.options.columns)?;
                Ok(Articles::Rows(Box::new(rows)))
            }
            Kind::Json => Ok(Articles::Elements(json::Elements::new(plain_stream(input)?)?)),
            Kind::Feed => {
                let entries = feed::entries(&self.whole(input, &source.name)?);
                if entries.is_empty() {
                    return Err(Error::new(ErrorKind::Data, "there is no entry in this feed")
                        .with_remedy("check that the download is complete"));
                }
                Ok(Articles::Entries(entries.into_iter(), 0))
            }
            Kind::Warc => Ok(Articles::Pages(Box::new(warc::Pages::new(input)))),
            Kind::Tar if self.current.len() < DEEPEST => {
                Ok(Articles::Files(Box::new(tar::Files::new(input))))
            }
            Kind::Tar => Err(Error::new(ErrorKind::Data, "this is an archive in an archive in an archive")
                .with_remedy("unpack it first")),
            Kind::Parquet => columnar(input),
            Kind::Text | Kind::Markdown | Kind::Html => {
                // Four bytes a character are the most of any encoding: what is longer is refused before it is held.
                let text = self.whole(input.take(4 * LONGEST as u64 + 1), &source.name)?;
                if text.len() > LONGEST {
                    return Err(too_long(text.len()));
                }
                Ok(Articles::One(Some(Box::new(single(kind, text, &self.options.columns)?))))
            }
        }
    }

    /// A whole text, decoded; what had to be guessed or repaired is noted.
    fn whole(&mut self, input: impl BufRead, name: &str) -> Result<String, Error> {
        let bytes = open::whole(input)?;
        let decoded = decode(&bytes)?;
        if let Some(remark) = &decoded.remark {
            self.encoding(remark, name);
        }
        Ok(decoded.text.into_owned())
    }

    /// Opens a source and puts it on top; the error where that fails.
    fn begin(&mut self, mut source: Source) -> Option<Error> {
        match self.open(&mut source) {
            Ok(articles) => {
                self.current.push((source, articles));
                None
            }
            Err(error) => Some(self.fail(error, &source.name)),
        }
    }

    /// The next article of a source, which stays on top as long as it may hold more.
    fn advance(&mut self, source: Source, mut articles: Articles) -> Option<Result<Document, Error>> {
        if let Articles::Files(files) = articles {
            return self.file(source, files);
        }
        let draft = articles.next(&self.options.columns);
        if let Some(remark) = articles.remark() {
            self.encoding(&remark, &source.name);
        }
        let Some(draft) = draft else {
            self.others(&source, &articles);
            return None;
        };
        let number = articles.number(&draft);
        let result = match draft {
            Ok(draft) => self.finish(draft, &source, number),
            Err(error) => Some(Err(self.fail(error, &source.name))),
        };
        self.current.push((source, articles));
        result
    }

    /// The next file of an archive is put on top of it; files that are no articles by their names are counted.
    fn file(&mut self, source: Source, mut files: Box<tar::Files>) -> Option<Result<Document, Error>> {
        let file = match files.next()? {
            Ok(file) => file,
            Err(error) => return Some(Err(self.fail(error, &source.name))),
        };
        if Kind::of_name(&file.name).is_none() {
            self.report.skipped += 1;
            self.current.push((source, Articles::Files(files)));
            return None;
        }
        let read = files.bytes(&file).map(|bytes| Source::inside(&source, &file.name, bytes));
        let archive = source.name.clone();
        self.current.push((source, Articles::Files(files)));
        match read {
            Ok(inner) => self.begin(inner).map(Err),
            Err(error) => Some(Err(self.fail(error, &format!("{archive}: {}", file.name)))),
        }
    }

    /// What a web archive holds besides pages is told once.
    fn others(&mut self, source: &Source, articles: &Articles) {
        let Articles::Pages(pages) = articles else { return };
        if pages.others > 0 {
            self.report.skipped += pages.others;
            let message =
                format!("{} of {} records hold no page and are left out", pages.others, pages.count);
            self.notice(NoticeKind::Remark, Error::new(ErrorKind::Data, message).in_file(&source.name));
        }
    }

    fn encoding(&mut self, remark: &Remark, name: &str) {
        match remark {
            Remark::Legacy(encoding) => {
                let message = format!("this is not UTF-8; it was read as {encoding}");
                let remedy = "convert it to UTF-8 if names look wrong";
                self.notice(
                    NoticeKind::Remark,
                    Error::new(ErrorKind::Data, message).in_file(name).with_remedy(remedy),
                );
            }
            Remark::Damaged(line) => {
                let error =
                    Error::new(ErrorKind::Data, "this holds bytes that are not UTF-8; they were replaced")
                        .in_file(name)
                        .at_line(*line)
                        .with_remedy("convert the file to UTF-8, for example with iconv");
                self.report.flawed += 1;
                self.notice(NoticeKind::Flaw, error);
            }
        }
    }

    /// Turns a draft into a document: metadata weighed, a unique id.
    fn finish(
        &mut self,
        draft: Draft,
        source: &Source,
        number: Option<u64>,
    ) -> Option<Result<Document, Error>> {
        let (line, has_line) = (draft.line, draft.line > 0);
        let (mut document, bad) = draft.finish(&self.options.columns, self.options.published, &source.stem);
        let place = |error: Error| {
            if has_line { error.in_file(&source.name).at_line(line) } else { error.in_file(&source.name) }
        };
        if document.text.trim().is_empty() {
            let error = Error::new(ErrorKind::Data, "there is no text in this article")
                .with_remedy("check that it is what you meant to give");
            return Some(Err(self.fail(place(error), &source.name)));
        }
        if document.text.len() > LONGEST {
            let error = too_long(document.text.len());
            return Some(Err(self.fail(place(error), &source.name)));
        }
        self.bad_dates(&bad, place);
        if document.id.is_empty() {
            document.id =
                number.map_or_else(|| source.id.clone(), |number| format!("{}-{number}", source.id));
        }
        if let Some(renamed) = self.ids.unique(&document.id, &document.text) {
            let message = format!(
                "another article has the id `{}` as well; this one is called `{renamed}`",
                document.id
            );
            self.notice(NoticeKind::Remark, place(Error::new(ErrorKind::Data, message)));
            document.id = renamed;
        }
        self.report.articles += 1;
        self.report.undated += u64::from(document.published.is_none());
        Some(Ok(document))
    }

    fn bad_dates(&mut self, bad: &[BadDate], place: impl Fn(Error) -> Error) {
        for date in bad {
            self.notice(NoticeKind::Flaw, place(date.told()));
        }
        self.report.flawed += u64::from(!bad.is_empty());
    }
}

impl Iterator for Reader {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((source, articles)) = self.current.pop() {
                if let Some(result) = self.advance(source, articles) {
                    return Some(result);
                }
                continue;
            }
            let source = match self.sources.next()? {
                Place::Source(source) => source,
                Place::Error(error) => {
                    let name = error.file().unwrap_or("").to_owned();
                    return Some(Err(self.fail(error, &name)));
                }
            };
            if let Some(error) = self.begin(source) {
                return Some(Err(error));
            }
        }
    }
}

impl Articles {
    /// What was noticed about the encoding since the last call.
    fn remark(&mut self) -> Option<Remark> {
        match self {
            Self::Rows(rows) => rows.remark.take(),
            Self::Elements(elements) => elements.remark.take(),
            _ => None,
        }
    }

    fn next(&mut self, columns: &Columns) -> Option<Result<Draft, Error>> {
        match self {
            Self::One(draft) => draft.take().map(|draft| Ok(*draft)),
            Self::Lines(lines) => lines.next(columns),
            Self::Elements(elements) => elements.next(columns),
            Self::Rows(rows) => rows.next(),
            Self::Entries(entries, count) => {
                *count += 1;
                entries.next()
            }
            Self::Pages(pages) => pages.next().map(|page| page.and_then(|page| of_page(&page))),
            Self::Files(_) => None,
            #[cfg(feature = "parquet")]
            Self::Parquet(rows) => rows.next(columns),
        }
    }

    /// The number of a record that has no id of its own: its line.
    fn number(&self, draft: &Result<Draft, Error>) -> Option<u64> {
        match self {
            Self::One(_) | Self::Files(_) => None,
            Self::Entries(_, count) => Some(*count),
            Self::Pages(pages) => Some(pages.count),
            #[cfg(feature = "parquet")]
            Self::Parquet(_) => draft.as_ref().ok().map(|draft| draft.line),
            Self::Elements(elements) if elements.is_single() => None,
            Self::Elements(elements) => Some(elements.count),
            Self::Lines(_) | Self::Rows(_) => draft.as_ref().ok().map(|draft| draft.line),
        }
    }
}

/// An article that is longer than any, and the remedy.
fn too_long(bytes: usize) -> Error {
    let (millions, most) = (bytes / 1_000_000, LONGEST / 1_000_000);
    let message =
        format!("this article is over {millions} million bytes long; at most {most} million are read as one");
    Error::new(ErrorKind::Data, message).with_remedy("cut it into its articles, one record or file each")
}

/// The article of a page in a web archive.
fn of_page(page: &warc::Page) -> Result<Draft, Error> {
    let decoded = decode(&page.bytes).map_err(|error| error.with_remedy("the page is left out"))?;
    let draft = if page.html {
        html::draft(&decoded.text)?
    } else {
        Draft { text: decoded.text.into_owned(), ..Draft::default() }
    };
    Ok(Draft { url: draft.url.or_else(|| Some(page.url.clone()).filter(|url| !url.is_empty())), ..draft })
}

/// The rows of a Parquet table.
#[cfg(feature = "parquet")]
fn columnar(input: Box<dyn BufRead + Send>) -> Result<Articles, Error> {
    Ok(Articles::Parquet(Box::new(parquet::Rows::new(open::whole(input)?)?)))
}

/// This program was built without Parquet.
#[cfg(not(feature = "parquet"))]
fn columnar(_: Box<dyn BufRead + Send>) -> Result<Articles, Error> {
    let remedy =
        "build with `cargo build --release --features parquet`, or export the table as CSV or JSON lines";
    Err(Error::new(ErrorKind::Data, "this program was built without Parquet").with_remedy(remedy))
}

fn single(kind: Kind, text: String, columns: &Columns) -> Result<Draft, Error> {
    match kind {
        Kind::Html => html::draft(&text),
        Kind::Markdown => {
            let mut draft = Draft::front_matter(&text, columns);
            let (plain, heading) = markdown::plain(&draft.text);
            draft.title = draft.title.or(heading);
            draft.text = plain;
            Ok(draft)
        }
        _ => Ok(Draft { text, ..Draft::default() }),
    }
}

/// A stream of UTF-8: UTF-16 is decoded first, binary data are refused.
fn plain_stream(mut input: Box<dyn BufRead + Send>) -> Result<Box<dyn BufRead + Send>, Error> {
    let head = input.fill_buf().map_err(|error| open::io_error(&error))?;
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        let bytes = open::whole(input)?;
        let text = decode(&bytes)?.text.into_owned();
        return Ok(Box::new(Cursor::new(text.into_bytes())));
    }
    match binary_kind(head) {
        Some(kind) => Err(Error::new(ErrorKind::Data, format!("this is {kind}, not text"))
            .with_remedy("export it as text, Markdown, HTML, JSON lines or CSV first")),
        None => Ok(input),
    }
}
