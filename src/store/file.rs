//! The file: a table of articles, those of what linking found, one of facts about the file itself.
//!
//! Every change is one transaction: after a crash the file holds what was there before it or after it, never a part.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use std::path::{Path, PathBuf};

use redb::{Database, ReadableTable, ReadableTableMetadata, TableDefinition, WriteTransaction};
use rustc_hash::FxHashMap;

use super::blocks::{BLOCKS, HASHES};
use super::edges::{self, EDGES, Spot, Tie};
use super::links::{self, Changed};
use super::packs::{ARTICLES, Entry, HOLED, Held, Kept, MENTIONS, PROFILES, Packs, Whole, each_pack};
use super::profile::Profile;
use super::spill::{HELD, Spill};
use crate::document::Document;
use crate::linking::{Edge, Mention, MentionId, Reasons, StableHash};
use crate::timeline::{Builder, Options, Rows};
use crate::{Error, ErrorKind, Timeline};

/// Articles that were put in, changed or taken out since links were last brought up to date, by id: the number of what was linked.
const CHANGED: TableDefinition<'_, &str, u32> = TableDefinition::new("changed");
/// The number of an article that was not linked.
const UNLINKED: u32 = u32::MAX;
/// Facts about the file.
const ABOUT: TableDefinition<'_, &str, u64> = TableDefinition::new("about");
/// The key of the format's number.
const FORMAT_KEY: &str = "format";
/// The key of who made what linking compares, and the links: the hash of a build of the program.
const LINKED_BY: &str = "linked by";
/// The format of the records. A file of another format is not read.
const FORMAT: u64 = 9;

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
/// whatever the program reads by: an article with the fingerprint that the store has need not be read again.
pub fn fingerprint(document: &Document, options: &str) -> u64 {
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    let published = document.published.map(|day| day.to_string()).unwrap_or_default();
    let hash = StableHash::default().field(env!("DATELINE_FINGERPRINT")).field(options).field(&document.text);
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
        Self::of(redb::Builder::new().set_cache_size(CACHE).create(path), path)
    }

    /// A new store that waits for no disk.
    #[cfg(test)]
    pub(super) fn in_memory() -> Result<Self, Error> {
        let memory = redb::backends::InMemoryBackend::new();
        Self::of(redb::Builder::new().create_with_backend(memory), Path::new(""))
    }

    fn of(database: Result<Database, redb::DatabaseError>, path: &Path) -> Result<Self, Error> {
        let database = database.map_err(|error| unopened(path, &error))?;
        let store = Self { database, path: path.to_owned() };
        store.check_format()?;
        Ok(store)
    }

    fn check_format(&self) -> Result<(), Error> {
        match self.format()? {
            None => self.make(),
            Some(FORMAT) => Ok(()),
            Some(found) => Err(self
                .error(ErrorKind::Data, format!("this store has format {found}, not {FORMAT}"))
                .with_remedy(
                    "it was made by another version of dateline: put the articles into a new store",
                )),
        }
    }

    /// The format of the file; `None` where it is new.
    fn format(&self) -> Result<Option<u64>, Error> {
        let found = || -> Result<Option<u64>, redb::Error> {
            match self.database.begin_read()?.open_table(ABOUT) {
                Err(redb::TableError::TableDoesNotExist(_)) => Ok(None),
                about => Ok(about?.get(FORMAT_KEY)?.map(|format| format.value())),
            }
        };
        found().map_err(|error| self.failed(&error))
    }

    /// Makes the tables of a new store.
    fn make(&self) -> Result<(), Error> {
        self.change(|transaction| {
            transaction.open_table(ARTICLES)?;
            transaction.open_table(CHANGED)?;
            transaction.open_table(MENTIONS)?;
            transaction.open_table(PROFILES)?;
            transaction.open_table(HASHES)?;
            transaction.open_table(BLOCKS)?;
            transaction.open_table(EDGES)?;
            transaction.open_table(HOLED)?;
            let mut about = transaction.open_table(ABOUT)?;
            about.insert(FORMAT_KEY, FORMAT)?;
            about.insert(LINKED_BY, build())?;
            Ok(())
        })
    }

    /// The fingerprints of all articles, by id. Complexity: linear in articles; nothing but ids and fingerprints is read.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn fingerprints(&self) -> Result<FxHashMap<String, u64>, Error> {
        let found = || -> Result<FxHashMap<String, u64>, redb::Error> {
            let articles = self.database.begin_read()?.open_table(ARTICLES)?;
            let entry = |entry: Result<
                (redb::AccessGuard<'_, &str>, redb::AccessGuard<'_, &[u8; Entry::BYTES]>),
                _,
            >| {
                let (id, entry) = entry?;
                Ok((id.value().to_owned(), Entry::read(entry.value()).fingerprint))
            };
            articles.iter()?.map(entry).collect()
        };
        found().map_err(|error| self.failed(&error))
    }

    /// The fingerprint of one article, where the store has it. Complexity: logarithmic.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn fingerprint(&self, id: &str) -> Result<Option<u64>, Error> {
        let found = || -> Result<Option<u64>, redb::Error> {
            let articles = self.database.begin_read()?.open_table(ARTICLES)?;
            let entry = articles.get(id)?;
            Ok(entry.map(|entry| Entry::read(entry.value()).fingerprint))
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
            let mut about = transaction.open_table(ABOUT)?;
            let is_ours = about.get(LINKED_BY)?.is_some_and(|made| made.value() == build());
            if !is_ours {
                // What two builds compare cannot be told apart: the next links are made of what one makes anew.
                about.remove(LINKED_BY)?;
            }
            let mut packs = Packs::open(transaction)?;
            for article in articles {
                let before = packs.add(&article.id, article.fingerprint, &article.mentions)?;
                note_change(transaction, &article.id, before)?;
            }
            packs.close()
        })
    }

    /// Takes articles out; gives the ids that the store does not have.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn remove<'a>(&self, ids: &[&'a str]) -> Result<Vec<&'a str>, Error> {
        self.change(|transaction| {
            let mut packs = Packs::open(transaction)?;
            let mut unknown = Vec::new();
            for id in ids {
                match packs.remove(id)? {
                    None => unknown.push(*id),
                    before => note_change(transaction, id, before)?,
                }
            }
            packs.close()?;
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

    /// The mentions of all articles, in the order in which these came: what a run over all articles gives to
    /// [`Timeline::build`](crate::Timeline::build).
    ///
    /// # Errors
    /// The file cannot be read, or articles in it are damaged.
    pub fn mentions(&self) -> Result<Vec<Mention>, Error> {
        let mut all = Vec::new();
        self.each(|kept, profile| {
            all.extend(kept.about(&profile.common.topic));
            Ok(())
        })?;
        Ok(all)
    }

    /// Shows every article, in the order in which they came, with what linking compares of it.
    fn each(&self, mut show: impl FnMut(Kept, Profile) -> Result<(), Error>) -> Result<(), Error> {
        let mut result = Ok(());
        let mut walk = || -> Result<(), redb::Error> {
            let transaction = self.database.begin_read()?;
            let held = Held::of(&transaction.open_table(ARTICLES)?)?;
            let mentions = transaction.open_table(MENTIONS)?;
            each_pack(&mentions, &transaction.open_table(PROFILES)?, |pack, articles| {
                result = articles.ok_or_else(|| self.damaged(pack)).and_then(|articles: Vec<Whole>| {
                    held.of_pack(pack, articles).try_for_each(|(kept, profile)| show(kept, profile))
                });
                result.is_ok()
            })
        };
        walk().map_err(|error| self.failed(&error))?;
        result
    }

    fn damaged(&self, pack: u32) -> Error {
        self.error(ErrorKind::Data, format!("articles in this store are damaged (pack {pack})"))
            .with_remedy("put the articles into a new store")
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
        self.each(|kept, profile| {
            let topic = profile.common.topic.clone();
            let mentions = kept.mentions.into_iter().map(|m| Mention { topic: topic.clone(), ..m });
            builder.add_known(mentions, profile.into_features(0).collect())
        })
    }

    /// Brings the links up to date with the articles: those that were added, replaced or removed since are linked with
    /// their neighbours. Gives how many pairs were compared; 0 where more than one article in eight is new or another build of the
    /// program made the links, and all are made anew.
    ///
    /// Complexity: linear in what changed, each mention with its neighbours; near-linear in all where all are made anew.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn link(&self) -> Result<usize, Error> {
        let (is_ours, changed) = (self.is_linked_by_us()?, self.changed()?);
        if is_ours && self.are_few(&changed)? {
            return self.link_few(&changed);
        }
        self.change(|transaction| {
            Packs::tidy(transaction, !is_ours)?;
            links::link_anew(transaction)?;
            links_are_ours(transaction)
        })?;
        Ok(0)
    }

    /// Does what [`link`](Self::link) does where that costs little: unless all links were to be made anew, which is left to who asks
    /// for a timeline. Gives whether the links are up to date.
    ///
    /// # Errors
    /// As [`link`](Self::link).
    pub fn link_on(&self) -> Result<bool, Error> {
        let changed = self.changed()?;
        let costs_little = self.is_linked_by_us()? && self.are_few(&changed)?;
        if costs_little {
            self.link_few(&changed)?;
        }
        Ok(costs_little)
    }

    fn are_few(&self, changed: &Changed) -> Result<bool, Error> {
        Ok(changed.count() as u64 * FEW <= self.len()?)
    }

    fn link_few(&self, changed: &Changed) -> Result<usize, Error> {
        if changed.count() == 0 {
            return Ok(0);
        }
        self.change(|transaction| {
            let compared = links::link_changed(transaction, changed)?;
            Packs::tidy(transaction, false)?;
            links_are_ours(transaction)?;
            Ok(compared)
        })
    }

    /// The edges between these mentions, of those that [are linked](crate::timeline::is_linked), each once, by their places in the list, after
    /// [`link`](Self::link); for what reasons is not kept. Complexity: linear in all edges.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn edges(&self, mentions: &[MentionId]) -> Result<Vec<Edge>, Error> {
        let found = || -> Result<Vec<Edge>, redb::Error> {
            let transaction = self.database.begin_read()?;
            let held = Held::of(&transaction.open_table(ARTICLES)?)?;
            let places: FxHashMap<MentionId, u32> = mentions.iter().copied().zip(0..).collect();
            let place = |(article, index): Spot| {
                places.get(&MentionId { article: held.hash(article)?, index }).copied()
            };
            let mut found = Vec::new();
            let edge = |tie: &Tie| {
                Some(Edge::between(place(tie.a)?, place(tie.b)?, tie.kind, tie.score, Reasons::default()))
            };
            edges::each(&transaction.open_table(EDGES)?, |tie| found.extend(edge(tie)))?;
            Ok(found)
        };
        found().map_err(|error| self.failed(&error))
    }

    /// Whether this build of the program made the links.
    fn is_linked_by_us(&self) -> Result<bool, Error> {
        let found = || -> Result<bool, redb::Error> {
            let about = self.database.begin_read()?.open_table(ABOUT)?;
            Ok(about.get(LINKED_BY)?.is_some_and(|made| made.value() == build()))
        };
        found().map_err(|error| self.failed(&error))
    }

    /// The articles whose links are not up to date.
    fn changed(&self) -> Result<Changed, Error> {
        let found = || -> Result<Changed, redb::Error> {
            let transaction = self.database.begin_read()?;
            let articles = transaction.open_table(ARTICLES)?;
            let mut found = Changed::default();
            for entry in transaction.open_table(CHANGED)?.iter()? {
                let (id, linked) = entry?;
                found.went.extend(Some(linked.value()).filter(|linked| *linked != UNLINKED));
                found.came.extend(articles.get(id.value())?.map(|entry| Entry::read(entry.value()).number));
            }
            Ok(found)
        };
        found().map_err(|error| self.failed(&error))
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

/// This build of the program.
fn build() -> u64 {
    StableHash::default().field(env!("DATELINE_FINGERPRINT")).finish()
}

/// Notes that the links are up to date, and who made them.
fn links_are_ours(transaction: &WriteTransaction) -> Result<(), redb::Error> {
    transaction.delete_table(CHANGED)?;
    transaction.open_table(CHANGED)?;
    transaction.open_table(ABOUT)?.insert(LINKED_BY, build())?;
    Ok(())
}

/// Notes that links with an article are not up to date; `before` is its number of before.
fn note_change(transaction: &WriteTransaction, id: &str, before: Option<u32>) -> Result<(), redb::Error> {
    let mut changed = transaction.open_table(CHANGED)?;
    if changed.get(id)?.is_none() {
        changed.insert(id, before.unwrap_or(UNLINKED))?;
    }
    Ok(())
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
