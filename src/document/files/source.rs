//! Files, folders and streams, in a fixed order.
//!
//! Knows paths. Does not know what files hold, beyond what their names tell.

use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};
use walkdir::WalkDir;

use super::kind::{Kind, unpacked_name};
use super::open;
use super::report::{Notice, NoticeKind, Progress};
use super::unpack::unpacked;
use crate::{Error, ErrorKind};

/// Something to read.
pub enum Input {
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
    /// A stream, and the name by which messages call it.
    Stream(String, Box<dyn Read + Send>),
}

/// A file or stream to be opened.
pub(super) struct Source {
    /// What messages call it.
    pub name: String,
    /// The file's name without its extension.
    pub stem: String,
    /// The id of its article: the stem, or the path where stems repeat.
    pub id: String,
    /// The kind, where the name tells it.
    pub kind: Option<Kind>,
    content: Content,
}

enum Content {
    /// A file, and where its bytes are counted.
    File(PathBuf, Arc<AtomicU64>),
    Bytes(Vec<u8>),
    Stream(Option<Box<dyn Read + Send>>),
}

impl Source {
    /// A file in an archive; its id is its path there.
    pub fn inside(archive: &Self, path: &str, bytes: Vec<u8>) -> Self {
        let name = format!("{}: {path}", archive.name);
        let kind = Kind::of_name(path);
        Self { name, stem: stem_of(Path::new(path)), id: stemmed(path), kind, content: Content::Bytes(bytes) }
    }

    /// The bytes.
    pub fn open(&mut self) -> Result<Box<dyn BufRead + Send>, Error> {
        match &mut self.content {
            Content::File(path, taken) => open::file(path, Arc::clone(taken)),
            Content::Bytes(bytes) => {
                unpacked(std::io::Cursor::new(std::mem::take(bytes))).map_err(|error| open::io_error(&error))
            }
            Content::Stream(stream) => {
                let stream = stream.take().unwrap_or_else(|| Box::new(std::io::empty()));
                unpacked(stream).map_err(|error| open::io_error(&error))
            }
        }
    }
}

/// A source, or why there is none.
pub(super) enum Place {
    Source(Source),
    Error(Error),
}

/// All sources, in order.
#[derive(Default)]
pub(super) struct Sources {
    places: VecDeque<Place>,
    total: usize,
    /// Bytes of all files, and how many of them were read.
    bytes: u64,
    taken: Arc<AtomicU64>,
    /// Files left out.
    pub skipped: u64,
    /// Remarks about files left out.
    pub notices: VecDeque<Notice>,
}

impl Sources {
    /// Lists `inputs`: files and streams as given, folders recursively and sorted by path.
    pub fn new(inputs: Vec<Input>) -> Self {
        let mut sources = Self::default();
        let mut listed = Listed::default();
        for input in inputs {
            match input {
                Input::Stream(name, stream) => sources.stream(name, stream),
                Input::Path(path) if path.is_dir() => sources.folder(&path, &mut listed),
                Input::Path(path) => sources.file(path, &mut listed),
            }
        }
        sources.name_by_path();
        sources.total = sources.places.len();
        sources
    }

    pub fn next(&mut self) -> Option<Place> {
        self.places.pop_front()
    }

    /// How far the reading is.
    pub fn progress(&self) -> Progress {
        Progress {
            begun: self.total - self.places.len(),
            files: self.total,
            read: self.taken.load(Ordering::Relaxed),
            bytes: self.bytes,
        }
    }

    fn stream(&mut self, name: String, stream: Box<dyn Read + Send>) {
        let content = Content::Stream(Some(stream));
        let source =
            Source { stem: name.clone(), id: name.clone(), kind: Kind::of_name(&name), name, content };
        self.places.push_back(Place::Source(source));
    }

    fn file(&mut self, path: PathBuf, listed: &mut Listed) {
        let name = shown(&path);
        if !listed.add(&path) {
            self.skip("this file was given twice; it is read once", &name);
            return;
        }
        let stem = stem_of(&path);
        self.bytes += fs::metadata(&path).map_or(0, |about| about.len());
        let content = Content::File(path, Arc::clone(&self.taken));
        let source = Source { id: stem.clone(), stem, kind: Kind::of_name(&name), name, content };
        self.places.push_back(Place::Source(source));
    }

    fn folder(&mut self, folder: &Path, listed: &mut Listed) {
        let before = self.places.len();
        let mut others = Vec::new();
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if is_article(entry.path()) => self.file(entry.into_path(), listed),
                Ok(entry) => others.push(shown(entry.path())),
                Err(error) => {
                    let path = error.path().map(shown).unwrap_or_default();
                    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    let message = format!("this file or folder cannot be read: {why}");
                    let error = Error::new(ErrorKind::Io, message).in_file(path);
                    self.places.push_back(Place::Error(
                        error.with_remedy("check its permissions, and where it leads if it is a link"),
                    ));
                }
            }
        }
        self.leave_out(folder, &others);
        if self.places.len() == before {
            let error =
                Error::new(ErrorKind::Data, "there is no article in this folder").in_file(shown(folder));
            let remedy = "articles are .txt, .md, .html, .json, .jsonl, .csv, .tsv, .rss, .atom, .warc and .tar files, also with .gz or .zst";
            self.places.push_back(Place::Error(error.with_remedy(remedy)));
        }
    }

    /// Files of a folder whose names are not those of articles.
    fn leave_out(&mut self, folder: &Path, others: &[String]) {
        const NAMED: usize = 3;
        let named: Vec<&str> = others.iter().take(NAMED).map(String::as_str).collect();
        let more = match others.len() {
            0 => return,
            count if count > NAMED => format!(" and {} more", count - NAMED),
            _ => String::new(),
        };
        let message = format!("no articles by their names, left out: {}{more}", named.join(", "));
        self.skip(&message, &shown(folder));
        self.skipped += others.len() as u64 - 1;
    }

    fn skip(&mut self, message: &str, name: &str) {
        self.skipped += 1;
        let error = Error::new(ErrorKind::Data, message).in_file(name);
        self.notices.push_back(Notice { kind: NoticeKind::Remark, error });
    }

    /// Where several files have the same stem, all of them are called by their paths.
    fn name_by_path(&mut self) {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for place in &self.places {
            if let Place::Source(source) = place {
                *counts.entry(source.stem.clone()).or_default() += 1;
            }
        }
        for place in &mut self.places {
            if let Place::Source(source) = place
                && counts.get(&source.stem).is_some_and(|count| *count > 1)
            {
                source.id.clone_from(&source.name);
            }
        }
    }
}

/// The files listed so far, to notice repeated ones.
#[derive(Default)]
struct Listed {
    paths: FxHashSet<PathBuf>,
}

impl Listed {
    fn add(&mut self, path: &Path) -> bool {
        fs::canonicalize(path).map_or(true, |path| self.paths.insert(path))
    }
}

fn is_article(path: &Path) -> bool {
    Kind::of_name(&shown(path)).is_some()
}

/// A path without the endings of packing and kind.
fn stemmed(path: &str) -> String {
    let name = unpacked_name(path);
    let stem = name.rsplit_once('.').map(|(stem, _)| stem);
    stem.filter(|stem| !stem.is_empty() && !stem.ends_with('/')).unwrap_or(name).to_owned()
}

/// A path as messages and ids show it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The file's name without the endings of packing and kind.
fn stem_of(path: &Path) -> String {
    path.file_name().map(|name| stemmed(&name.to_string_lossy())).unwrap_or_default()
}
