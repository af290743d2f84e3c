//! The file: a table of articles, those of what linking found, one of facts about the file itself.
//!
//! Every change is one transaction: after a crash the file holds what was there before it or after it, never a part.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use redb::{Database, ReadableTable, ReadableTableMetadata, TableDefinition, WriteTransaction};
use rustc_hash::FxHashMap;

use super::bytes::{Names, read, written};
use super::links::Linker;
use super::profile::Profile;
use super::record::Record;
use super::rows::{BONDS, CHANGED, PROFILES};
use super::spill::{HELD, Spill};
use super::{bulk, rows};
use crate::document::Document;
use crate::linking::kept::article_hash;
use crate::linking::{Edge, Mention, MentionId, StableHash, edges_among};
use crate::timeline::{Builder, Options, Rows};
use crate::{Error, ErrorKind, Timeline};

/// The articles by id.
pub(super) const ARTICLES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("articles");
/// Facts about the file.
const ABOUT: TableDefinition<'_, &str, u64> = TableDefinition::new("about");
/// The key of the format's number.
const FORMAT_KEY: &str = "format";
/// The key of who made the links: the hash of a version of the program.
const LINKED_BY: &str = "linked by";
/// The format of the records. A file of another format is not read.
const FORMAT: u64 = 7;

/// Changed articles of which the links are made in one transaction.
const TOGETHER: usize = 256;
/// When more than one article in so many has changed, all links are made anew.
const FEW: u64 = 8;

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
        let database = redb::Builder::new()
            .set_cache_size(CACHE)
            .create(path)
            .map_err(|error| unopened(path, &error))?;
        let store = Self { database, path: path.to_owned() };
        store.check_format()?;
        Ok(store)
    }

    fn check_format(&self) -> Result<(), Error> {
        let found = self.change(|transaction| {
            let mut about = transaction.open_table(ABOUT)?;
            transaction.open_table(ARTICLES)?;
            transaction.open_table(CHANGED)?;
            transaction.open_table(BONDS)?;
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
            let mut changed = transaction.open_table(CHANGED)?;
            for article in articles {
                table.insert(&*article.id, &*written(&article.record()))?;
                changed.insert(&*article.id, ())?;
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
            let mut changed = transaction.open_table(CHANGED)?;
            let mut unknown = Vec::new();
            for id in ids {
                if table.remove(id)?.is_none() {
                    unknown.push(*id);
                } else {
                    changed.insert(id, ())?;
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
        let mut all = Vec::new();
        let mut damaged = None;
        let mut names = Names::default();
        self.each(|id, bytes| {
            match read::<Record>(bytes, &mut names) {
                Some(record) => all.extend(record.mentions()),
                None => damaged = Some(self.damaged(id)),
            }
            damaged.is_none()
        })?;
        damaged.map_or(Ok(all), Err)
    }

    fn damaged(&self, id: &str) -> Error {
        self.error(ErrorKind::Data, format!("the record of the article {id} is damaged"))
            .with_remedy("remove the article and add it again")
    }

    /// The timeline of all articles: the same as that of one run over them; see [`rows`](Self::rows).
    ///
    /// # Errors
    /// As [`rows`](Self::rows).
    pub fn timeline(&self, options: &Options) -> Result<Timeline, Error> {
        Timeline::of(self.rows(options, Spill::new(&std::env::temp_dir(), HELD))?)
    }

    /// The rows of the timeline of all articles; mentions that are too many for memory lie on `shelf`. Nothing is compared but
    /// what was not linked yet and, where [`Options::unlisted`] asks for it, what makes no row.
    ///
    /// # Errors
    /// The file cannot be read or written, a record is damaged, or the shelf has no room.
    pub fn rows(&self, options: &Options, shelf: Spill) -> Result<Rows<Spill>, Error> {
        self.link()?;
        let mut builder = Builder::new(shelf, *options);
        self.put_all(&mut builder)?;
        let mut failed = None;
        let rows = builder.rows_linked(|told| {
            self.edges(told).unwrap_or_else(|error| {
                failed = Some(error);
                Vec::new()
            })
        })?;
        failed.map_or(Ok(rows), Err)
    }

    /// Gives the builder the mentions of all articles, with what linking compares of them.
    fn put_all(&self, builder: &mut Builder<Spill>) -> Result<(), Error> {
        let profiles = || -> Result<_, redb::Error> { Ok(self.database.begin_read()?.open_table(PROFILES)?) };
        let profiles = profiles().map_err(|error| self.failed(&error))?;
        let (mut names, mut hashes) = (Names::default(), Names::default());
        let mut result = Ok(());
        self.each(|id, bytes| {
            let record = read::<Record>(bytes, &mut names).ok_or_else(|| self.damaged(id));
            let profile = profiles.get(article_hash(id)).map_err(|error| self.failed(&error.into()));
            result = record.and_then(|record| {
                let known = profile?.and_then(|bytes| read::<Profile>(bytes.value(), &mut hashes));
                let known = known.map(|profile| profile.into_features(0)).unwrap_or_default();
                builder.add_known(record.mentions(), known)
            });
            result.is_ok()
        })?;
        result
    }

    /// Brings the links up to date with the articles: those that were added, replaced or removed since are linked with
    /// their neighbours, in steps that each leave the store whole. Gives how many pairs were compared; 0 where most
    /// articles are new or another version of the program made the links, and all are made anew.
    ///
    /// Complexity: linear in the articles that changed, logarithmic in all.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn link(&self) -> Result<usize, Error> {
        let version = StableHash::default().field(env!("CARGO_PKG_VERSION")).finish();
        let changed = self.changed()?;
        if self.linked_by()? != Some(version) || changed.len() as u64 * FEW > self.len()? {
            self.change(|transaction| {
                bulk::link(transaction)?;
                transaction.delete_table(CHANGED)?;
                transaction.open_table(CHANGED)?;
                transaction.open_table(ABOUT)?.insert(LINKED_BY, version)?;
                Ok(())
            })?;
            return Ok(0);
        }
        let mut compared = 0;
        for ids in changed.chunks(TOGETHER) {
            compared += self.change(|transaction| link_changed(transaction, ids))?;
        }
        Ok(compared)
    }

    /// The edges between these mentions, of those that [are linked](crate::timeline::is_linked), each once, by their places in the list, after
    /// [`link`](Self::link). Complexity: linear in all edges.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn edges(&self, mentions: &[MentionId]) -> Result<Vec<Edge>, Error> {
        let found = || -> Result<Vec<Edge>, redb::Error> {
            let table = self.database.begin_read()?.open_table(BONDS)?;
            let mut failed = None;
            let bonds = table.iter()?.map_while(|entry| match entry {
                Ok((ends, value)) => Some(rows::bond(ends.value(), value.value())),
                Err(error) => {
                    failed = Some(error);
                    None
                }
            });
            let edges = edges_among(bonds.flatten().filter(|bond| bond.a < bond.b), mentions);
            failed.map_or(Ok(edges), |error| Err(error.into()))
        };
        found().map_err(|error| self.failed(&error))
    }

    /// Which version of the program made the links.
    fn linked_by(&self) -> Result<Option<u64>, Error> {
        let found = || -> Result<Option<u64>, redb::Error> {
            let about = self.database.begin_read()?.open_table(ABOUT)?;
            Ok(about.get(LINKED_BY)?.map(|version| version.value()))
        };
        found().map_err(|error| self.failed(&error))
    }

    /// The ids of the articles whose links are not up to date.
    fn changed(&self) -> Result<Vec<String>, Error> {
        let found = || -> Result<Vec<String>, redb::Error> {
            let changed = self.database.begin_read()?.open_table(CHANGED)?;
            changed.iter()?.map(|entry| Ok(entry?.0.value().to_owned())).collect()
        };
        found().map_err(|error| self.failed(&error))
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

/// Links those articles with their neighbours; gives how many pairs were compared.
fn link_changed(transaction: &WriteTransaction, ids: &[String]) -> Result<usize, redb::Error> {
    let articles = transaction.open_table(ARTICLES)?;
    let mut changed = transaction.open_table(CHANGED)?;
    let mut linker = Linker::new(transaction)?;
    let mut names = Names::default();
    let mut profiles = Vec::with_capacity(ids.len());
    for id in ids {
        let bytes = articles.get(&**id)?;
        let record: Option<Record> = bytes.and_then(|bytes| read(bytes.value(), &mut names));
        profiles.push((article_hash(id), record.map(|r| Profile::of(r.mentions())).unwrap_or_default()));
        changed.remove(&**id)?;
    }
    linker.replace(profiles)?;
    Ok(linker.compared)
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
