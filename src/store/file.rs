//! The file: one table of articles, one of facts about the file itself.
//!
//! Every change is one transaction: after a crash the file holds what was there before it or after it, never a part.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use redb::{Builder, Database, ReadableTable, ReadableTableMetadata, TableDefinition, WriteTransaction};
use rustc_hash::FxHashMap;

use super::bytes::{Names, read, written};
use super::record::Record;
use crate::document::Document;
use crate::linking::{Mention, StableHash};
use crate::{Error, ErrorKind};

/// The articles by id.
const ARTICLES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("articles");
/// Facts about the file.
const ABOUT: TableDefinition<'_, &str, u64> = TableDefinition::new("about");
/// The key of the format's number.
const FORMAT_KEY: &str = "format";
/// The format of the records. A file of another format is not read.
const FORMAT: u64 = 4;

/// Bytes of the file that are kept in memory: every record is read once a run.
const CACHE: usize = 32 << 20;

/// What was read in one article.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Read {
    /// The article's id: what is told under the same id again takes its place.
    pub id: String,
    /// What the article was and who read it; see [`fingerprint`].
    pub fingerprint: u64,
    /// Its mentions.
    pub mentions: Vec<Mention>,
}

/// A number that changes when the article changes, when `options` (whatever else decides how it is read) do, and with
/// the version of the program: an article with the fingerprint that the store has need not be read again.
pub fn fingerprint(document: &Document, options: &str) -> u64 {
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    let published = document.published.map(|day| day.to_string()).unwrap_or_default();
    let hash = StableHash::default().field(env!("CARGO_PKG_VERSION")).field(options).field(&document.text);
    let hash = hash.field(&of(&document.title)).field(&of(&document.publisher)).field(&of(&document.url));
    hash.field(&published).field(&format!("{:?}{:?}", document.dateline, document.headline)).finish()
}

/// A store that is open. Only one process has it at a time.
#[derive(Debug)]
pub struct Store {
    database: Database,
    path: PathBuf,
}

impl Store {
    /// Opens the store of this name, or makes one where there is none. After a crash the last whole state is found.
    ///
    /// # Errors
    /// The file cannot be read or made, another process has it, or it is no store of this format.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let database =
            Builder::new().set_cache_size(CACHE).create(path).map_err(|error| unopened(path, &error))?;
        let store = Self { database, path: path.to_owned() };
        store.check_format()?;
        Ok(store)
    }

    fn check_format(&self) -> Result<(), Error> {
        let found = self.change(|transaction| {
            let mut about = transaction.open_table(ABOUT)?;
            transaction.open_table(ARTICLES)?;
            let found = about.get(FORMAT_KEY)?.map(|format| format.value());
            if found.is_none() {
                about.insert(FORMAT_KEY, FORMAT)?;
            }
            Ok(found.unwrap_or(FORMAT))
        })?;
        if found == FORMAT {
            return Ok(());
        }
        Err(self
            .error(ErrorKind::Data, format!("this store has format {found}, not {FORMAT}"))
            .with_remedy("it was made by another version of dateline: put the articles into a new store"))
    }

    /// The fingerprints of all articles, by id. Complexity: linear in articles; nothing but ids and fingerprints is read.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn fingerprints(&self) -> Result<FxHashMap<String, u64>, Error> {
        let mut all = FxHashMap::default();
        self.each(|id, bytes| {
            all.insert(id.to_owned(), bytes.first_chunk().map_or(0, |first| u64::from_le_bytes(*first)));
            true
        })?;
        Ok(all)
    }

    /// The fingerprint of one article, where the store has it. Complexity: logarithmic.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn fingerprint(&self, id: &str) -> Result<Option<u64>, Error> {
        let found = || -> Result<Option<u64>, redb::Error> {
            let articles = self.database.begin_read()?.open_table(ARTICLES)?;
            let record = articles.get(id)?;
            Ok(record.and_then(|record| record.value().first_chunk().map(|first| u64::from_le_bytes(*first))))
        };
        found().map_err(|error| self.failed(&error))
    }

    /// Puts articles into the store, all or none; one whose id is there already takes the place of the other.
    /// When this returns, they are on the disk.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&self, articles: &[Read]) -> Result<(), Error> {
        self.change(|transaction| {
            let mut table = transaction.open_table(ARTICLES)?;
            for article in articles {
                table.insert(&*article.id, &*written(&article.record()))?;
            }
            Ok(())
        })
    }

    /// Takes articles out; gives the ids that the store does not have.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn remove<'a>(&self, ids: &[&'a str]) -> Result<Vec<&'a str>, Error> {
        self.change(|transaction| {
            let mut table = transaction.open_table(ARTICLES)?;
            let mut unknown = Vec::new();
            for id in ids {
                if table.remove(id)?.is_none() {
                    unknown.push(*id);
                }
            }
            Ok(unknown)
        })
    }

    /// How many articles there are.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn len(&self) -> Result<u64, Error> {
        let count =
            || -> Result<u64, redb::Error> { Ok(self.database.begin_read()?.open_table(ARTICLES)?.len()?) };
        count().map_err(|error| self.failed(&error))
    }

    /// Whether there is no article.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn is_empty(&self) -> Result<bool, Error> {
        self.len().map(|articles| articles == 0)
    }

    /// The mentions of all articles, in the order of their ids: what a run over all articles gives to
    /// [`Timeline::build`](crate::Timeline::build).
    ///
    /// # Errors
    /// The file cannot be read, or a record is damaged.
    pub fn mentions(&self) -> Result<Vec<Mention>, Error> {
        self.mentions_where(|_| true)
    }

    /// Those of [`mentions`](Self::mentions) that are `wanted`; the others are given up at once.
    ///
    /// # Errors
    /// As [`mentions`](Self::mentions).
    pub fn mentions_where(&self, wanted: impl Fn(&Mention) -> bool) -> Result<Vec<Mention>, Error> {
        let mut all = Vec::new();
        let mut damaged = None;
        let mut names = Names::default();
        self.each(|id, bytes| {
            match read::<Record>(bytes, &mut names) {
                Some(record) => all.extend(record.mentions().filter(&wanted)),
                None => damaged = Some(id.to_owned()),
            }
            damaged.is_none()
        })?;
        damaged.map_or(Ok(all), |id| {
            Err(self
                .error(ErrorKind::Data, format!("the record of the article {id} is damaged"))
                .with_remedy("remove the article and add it again"))
        })
    }

    /// Shows every record, in the order of the ids, until `show` gives false.
    fn each(&self, mut show: impl FnMut(&str, &[u8]) -> bool) -> Result<(), Error> {
        let mut walk = || -> Result<(), redb::Error> {
            let articles = self.database.begin_read()?.open_table(ARTICLES)?;
            for entry in articles.iter()? {
                let (id, record) = entry?;
                if !show(id.value(), record.value()) {
                    break;
                }
            }
            Ok(())
        };
        walk().map_err(|error| self.failed(&error))
    }

    /// One transaction. Its end is on the disk before this returns; a later opening after a crash is quick.
    fn change<T>(&self, work: impl FnOnce(&WriteTransaction) -> Result<T, redb::Error>) -> Result<T, Error> {
        let run = || -> Result<T, redb::Error> {
            let mut transaction = self.database.begin_write()?;
            transaction.set_quick_repair(true);
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        run().map_err(|error| self.failed(&error))
    }

    fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        Error::new(kind, message).in_file(self.path.display().to_string())
    }

    fn failed(&self, error: &redb::Error) -> Error {
        self.error(ErrorKind::Io, format!("the store cannot be used: {error}"))
    }
}

impl Read {
    fn record(&self) -> Record {
        let topic = self.mentions.first().map(|m| Arc::clone(&m.topic)).unwrap_or_default();
        Record { fingerprint: self.fingerprint, topic, mentions: self.mentions.clone() }
    }
}

fn unopened(path: &Path, error: &redb::DatabaseError) -> Error {
    use redb::{DatabaseError, StorageError};
    let told = |kind, message: String| Error::new(kind, message).in_file(path.display().to_string());
    match error {
        DatabaseError::DatabaseAlreadyOpen => told(ErrorKind::Io, "another process uses this store".into())
            .with_remedy("wait until it has finished"),
        DatabaseError::Storage(StorageError::Io(error))
            if error.kind() == std::io::ErrorKind::InvalidData =>
        {
            told(ErrorKind::Data, "this file is no store".into())
                .with_remedy("name a store, or a file that does not exist yet")
        }
        DatabaseError::Storage(StorageError::Corrupted(what)) => {
            told(ErrorKind::Data, format!("this store is damaged: {what}"))
                .with_remedy("put the articles into a new store")
        }
        _ => told(ErrorKind::Io, format!("the store cannot be opened: {error}"))
            .with_remedy("check the folder, its permissions and the disk"),
    }
}
