//! The blocks of all mentions that are linked, in pages: who stands near whom is found by reading there alone.
//!
//! A row is a mention in one of its blocks. The hash of its article, which is a part of its place, is kept once an article.
//!
//! Knows rows and the order in which blocks have them. Does not know what is compared.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use redb::{Error, ReadableTable, TableDefinition, WriteTransaction};

use super::bytes::{Code, Reader, Writer, put_number, take_number};
use super::packs::PACK;
use super::pages::{self, Book, Page, Pages};
use crate::linking::kept::Place;
use crate::linking::{BlockKey, Features, MentionId, WINDOW, block_keys, bucket};

/// The rows.
pub(super) const BLOCKS: Pages = Pages::new("blocks");
/// The hashes of the ids of the articles of each pack.
pub(super) const HASHES: TableDefinition<'_, u32, &[u8]> = TableDefinition::new("hashes");

/// A mention in a block; rows sort as blocks do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub key: BlockKey,
    pub place: Place,
    /// The number of its article.
    pub article: u32,
}

impl Row {
    /// The rows of a mention of the article of this number, each once.
    pub(super) fn of(f: &Features, article: u32) -> impl Iterator<Item = Self> + use<> {
        let place = Place::of(f);
        block_keys(f).into_iter().map(move |key| Self { key, place, article })
    }
}

/// The hashes of all articles that ever came, by number: eight bytes an article are read at once.
pub(super) struct Hashes(Vec<u64>);

impl Hashes {
    fn of(table: &impl ReadableTable<u32, &'static [u8]>) -> Result<Self, Error> {
        let mut hashes = Vec::new();
        for entry in table.iter()? {
            let (pack, bytes) = entry?;
            hashes.resize((pack.value() * PACK) as usize, 0);
            hashes.extend(bytes.value().as_chunks().0.iter().map(|hash| u64::from_le_bytes(*hash)));
        }
        Ok(Self(hashes))
    }

    fn get(&self, article: u32) -> Option<u64> {
        self.0.get(article as usize).copied()
    }
}

/// Bytes of a [`pages::Row::Key`].
const KEY: usize = 5 + Place::BYTES + 4;

/// How the first day of a row is told.
const SAME_DAY: u64 = 0;
const OPEN: u64 = 1;
const TOLD: u64 = 2;

/// The sign in the lowest bit.
fn folded(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn unfolded(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

impl pages::Row for Row {
    type Key = [u8; KEY];
    type With = Hashes;

    fn key(&self) -> [u8; KEY] {
        let mut key = [0; KEY];
        let [_, _, _, block @ ..] = self.key.0.to_be_bytes();
        let parts = block.into_iter().chain(self.place.bytes()).chain(self.article.to_be_bytes());
        key.iter_mut().zip(parts).for_each(|(slot, byte)| *slot = byte);
        key
    }

    fn put(&self, before: Option<&Self>, out: &mut Writer) {
        let Place { last, first, id } = self.place;
        let (key, day) = before.map_or((0, 0), |before| (before.key.0, before.place.last));
        let how = match first {
            _ if first == last => SAME_DAY,
            i32::MIN => OPEN,
            _ => TOLD,
        };
        put_number((self.key.0 - key) << 2 | how, out);
        put_number(folded(i64::from(last) - i64::from(day)), out);
        if how == TOLD {
            put_number(folded(i64::from(last) - i64::from(first)), out);
        }
        (self.article, id.index).put(out);
    }

    fn take(before: Option<&Self>, from: &mut Reader<'_>, hashes: &Hashes) -> Option<Self> {
        let (key, day) = before.map_or((0, 0), |before| (before.key.0, before.place.last));
        let number = take_number(from)?;
        let last = i32::try_from(unfolded(take_number(from)?).checked_add(i64::from(day))?).ok()?;
        let first = match number & 3 {
            SAME_DAY => last,
            OPEN => i32::MIN,
            _ => i32::try_from(i64::from(last).checked_sub(unfolded(take_number(from)?))?).ok()?,
        };
        let (article, index): (u32, u32) = Code::take(from)?;
        let id = MentionId { article: hashes.get(article)?, index };
        Some(Self {
            key: BlockKey((number >> 2).checked_add(key)?),
            place: Place { last, first, id },
            article,
        })
    }
}

/// The rows, read and written.
pub(super) struct Blocks<'t>(Book<'t, Row>);

impl<'t> Blocks<'t> {
    pub(super) fn open(transaction: &'t WriteTransaction) -> Result<Self, Error> {
        Ok(Self(Book::open(transaction, BLOCKS, Hashes::of(&transaction.open_table(HASHES)?)?)?))
    }

    /// Writes the rows of all mentions; `numbers` are those of their articles. There must be no rows yet.
    pub(super) fn make(&mut self, features: &[Features], numbers: &[u32]) -> Result<(), Error> {
        let mut mentions: Vec<(usize, &Features, u32)> =
            features.iter().zip(numbers).map(|(f, number)| (bucket(f), f, *number)).collect();
        mentions.sort_unstable_by_key(|(bucket, f, number)| (*bucket, Place::of(f), *number));
        for some in mentions.chunk_by(|(a, _, _), (b, _, _)| a == b) {
            // Mentions are in the order of their places: keys and numbers are quicker to sort than rows.
            let keys = (0u32..)
                .zip(some)
                .flat_map(|(at, (_, f, _))| block_keys(f).into_iter().map(move |key| (key, at)));
            let mut keys: Vec<(BlockKey, u32)> = keys.collect();
            keys.sort_unstable();
            let row = |(key, at): (BlockKey, u32)| {
                let (_, f, article) = *some.get(at as usize)?;
                Some(Row { key, place: Place::of(f), article })
            };
            self.0.append(keys.into_iter().filter_map(row))?;
        }
        Ok(())
    }

    /// Takes rows out and puts rows in.
    pub(super) fn edit(&mut self, gone: &[Row], new: &[Row]) -> Result<(), Error> {
        let gone = gone.iter().map(|row| (pages::Row::key(row), None));
        let new = new.iter().map(|row| (pages::Row::key(row), Some(*row)));
        self.0.edit(gone.chain(new).collect())
    }

    /// The rows of the block before this row, up to [`WINDOW`] that are `wanted`, in their order.
    pub(super) fn before(&self, row: &Row, wanted: impl Fn(&Row) -> bool) -> Result<Vec<Row>, Error> {
        let mut found = Vec::with_capacity(WINDOW);
        let mut page = self.0.holding(&pages::Row::key(row))?;
        while let Some(Page { name, rows }) = page {
            let end = rows.partition_point(|other| other < row);
            if !take(rows.get(..end).unwrap_or_default().iter().rev(), row.key, &wanted, &mut found) {
                break;
            }
            page = self.0.before(&name)?;
        }
        found.reverse();
        Ok(found)
    }

    /// The same of the rows after it.
    pub(super) fn after(&self, row: &Row, wanted: impl Fn(&Row) -> bool) -> Result<Vec<Row>, Error> {
        let mut found = Vec::with_capacity(WINDOW);
        let key = pages::Row::key(row);
        let mut page = self.0.holding(&key)?;
        if page.is_none() {
            page = self.0.after(&key)?;
        }
        while let Some(Page { name, rows }) = page {
            let start = rows.partition_point(|other| other <= row);
            if !take(rows.get(start..).unwrap_or_default().iter(), row.key, &wanted, &mut found) {
                break;
            }
            page = self.0.after(&name)?;
        }
        Ok(found)
    }
}

/// Adds those of the rows that are of this block and wanted; false where there are enough, or the block has ended.
fn take<'r>(
    rows: impl Iterator<Item = &'r Row>,
    block: BlockKey,
    wanted: impl Fn(&Row) -> bool,
    found: &mut Vec<Row>,
) -> bool {
    for row in rows {
        if row.key != block || found.len() >= WINDOW {
            return false;
        }
        found.extend(Some(*row).filter(&wanted));
    }
    found.len() < WINDOW
}

#[cfg(test)]
mod tests {
    use super::*;
    use pages::Row as _;

    /// Open ends and years before the common era among them.
    #[test]
    fn rows_are_read_as_they_were_written_and_their_keys_sort_as_they_do() {
        let hashes = Hashes(vec![7, u64::MAX, 3]);
        let days = [i32::MIN, -4_000, 0, 738_000, i32::MAX];
        let mut rows = Vec::new();
        for (last, first) in days.into_iter().flat_map(|last| days.map(|first| (last, first))) {
            for (key, article) in [(0, 0), (3 << 35, 1), ((1 << 40) - 1, 2)] {
                let id = MentionId { article: hashes.get(article).unwrap(), index: 300 * article };
                rows.push(Row { key: BlockKey(key), place: Place { last, first, id }, article });
            }
        }
        rows.sort_unstable();
        assert!(rows.is_sorted_by_key(Row::key));
        let again: Vec<Row> = pages::rows(&pages::written(&rows), &hashes).unwrap();
        assert_eq!(again, rows);
    }
}
