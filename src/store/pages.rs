//! Sorted rows in pages of the size that the database has: a few of many are found, put in and taken out at the cost of few.
//!
//! Knows nothing of what the rows mean. A page is named by its first row; a row is told by how it differs from the one before.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use std::cell::RefCell;
use std::ops::Bound;
use std::rc::Rc;

use redb::{AccessGuard, Error, ReadableTable, Table, TableDefinition, WriteTransaction};
use rustc_hash::FxHashMap;

use super::bytes::{Names, Reader, Writer};

/// A table of pages by the keys of their first rows.
pub(super) type Pages = TableDefinition<'static, &'static [u8], &'static [u8]>;

/// The most bytes of a page: what 4,096 have room for beside the key and the database's own numbers. In tests few rows fill a page.
const MOST: usize = if cfg!(test) { 120 } else { 4_040 };
/// So far a page is filled, so that a few more rows do not divide it.
const FILL: usize = MOST / 8 * 7;
/// Pages that are remembered.
const REMEMBERED: usize = 1_000;

/// What can stand in a page.
pub(super) trait Row: Copy {
    /// Bytes that sort as rows do; no two rows have the same.
    type Key: AsRef<[u8]> + Ord + Copy;
    /// What reading a row asks besides.
    type With;

    /// See [`Key`](Self::Key).
    fn key(&self) -> Self::Key;
    /// Writes the row that comes after another.
    fn put(&self, before: Option<&Self>, out: &mut Writer);
    /// Reads a row; `None` where there is none.
    fn take(before: Option<&Self>, from: &mut Reader<'_>, with: &Self::With) -> Option<Self>;
}

/// The rows of a page.
pub(super) fn rows<R: Row>(bytes: &[u8], with: &R::With) -> Result<Vec<R>, Error> {
    let mut no_names = Names::default();
    let mut from = Reader::new(bytes, &mut no_names);
    let mut rows: Vec<R> = Vec::with_capacity(bytes.len() / 4);
    while from.left() > 0 {
        let row = R::take(rows.last(), &mut from, with);
        rows.push(row.ok_or_else(|| Error::Corrupted("a page of what was linked is damaged".into()))?);
    }
    Ok(rows)
}

/// Shows the rows of all pages in their order.
pub(super) fn each<R: Row>(
    table: &impl ReadableTable<&'static [u8], &'static [u8]>,
    with: &R::With,
    mut show: impl FnMut(&R),
) -> Result<(), Error> {
    for page in table.iter()? {
        rows(page?.1.value(), with)?.iter().for_each(&mut show);
    }
    Ok(())
}

/// Pages that are read and written.
pub(super) struct Book<'t, R: Row> {
    table: Table<'t, &'static [u8], &'static [u8]>,
    with: R::With,
    known: RefCell<FxHashMap<Vec<u8>, Rc<Vec<R>>>>,
}

/// A page, and its name.
pub(super) struct Page<R> {
    pub name: Vec<u8>,
    pub rows: Rc<Vec<R>>,
}

/// A row that is put in, or taken out.
pub(super) type Change<R> = (<R as Row>::Key, Option<R>);

type Found<'a> = Result<(AccessGuard<'a, &'static [u8]>, AccessGuard<'a, &'static [u8]>), redb::StorageError>;

impl<'t, R: Row> Book<'t, R> {
    pub(super) fn open(
        transaction: &'t WriteTransaction,
        pages: Pages,
        with: R::With,
    ) -> Result<Self, Error> {
        Ok(Self { table: transaction.open_table(pages)?, with, known: RefCell::default() })
    }

    /// The page in which a row of this key stands, if there is one: none where all come after it.
    pub(super) fn holding(&self, key: &[u8]) -> Result<Option<Page<R>>, Error> {
        self.page(self.table.range::<&[u8]>(..=key)?.next_back())
    }

    /// The page after that of this name.
    pub(super) fn after(&self, name: &[u8]) -> Result<Option<Page<R>>, Error> {
        self.page(self.table.range::<&[u8]>((Bound::Excluded(name), Bound::Unbounded))?.next())
    }

    /// The page before that of this name.
    pub(super) fn before(&self, name: &[u8]) -> Result<Option<Page<R>>, Error> {
        self.page(self.table.range::<&[u8]>(..name)?.next_back())
    }

    /// The row of this key.
    pub(super) fn get(&self, key: R::Key) -> Result<Option<R>, Error> {
        let page = self.holding(key.as_ref())?;
        let rows = page.as_ref().map_or(&[][..], |page| &page.rows);
        Ok(rows.get(rows.partition_point(|row| row.key() < key)).copied().filter(|row| row.key() == key))
    }

    fn page(&self, found: Option<Found<'_>>) -> Result<Option<Page<R>>, Error> {
        let Some(found) = found else { return Ok(None) };
        let (name, bytes) = found?;
        let name = name.value().to_vec();
        let mut known = self.known.borrow_mut();
        if let Some(rows) = known.get(&name) {
            return Ok(Some(Page { name, rows: Rc::clone(rows) }));
        }
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let rows: Rc<Vec<R>> = rows(bytes.value(), &self.with)?.into();
        known.insert(name.clone(), Rc::clone(&rows));
        Ok(Some(Page { name, rows }))
    }

    /// Puts rows in, of which each takes the place of one of the same key, and takes rows out.
    ///
    /// Complexity: near-linear in changes and in the rows of the pages where they fall.
    pub(super) fn edit(&mut self, mut changes: Vec<Change<R>>) -> Result<(), Error> {
        changes.sort_unstable_by_key(|(key, _)| *key);
        let mut rest = changes.as_slice();
        while let Some((first, _)) = rest.first() {
            let page = match self.holding(first.as_ref())? {
                None => self.page(self.table.first()?.map(Ok))?,
                page => page,
            };
            let next = page.as_ref().map_or(Ok(None), |page| self.after(&page.name))?;
            let is_own =
                |(key, _): &Change<R>| next.as_ref().is_none_or(|next| key.as_ref() < next.name.as_slice());
            let (own, later) = rest.split_at(rest.partition_point(is_own));
            rest = later;
            let rows = merged(page.as_ref().map_or(&[][..], |page| &page.rows), own);
            page.map_or(Ok(()), |page| self.take_out(&page))?;
            let bytes = written(&rows).len();
            let is_less = own.iter().any(|(_, new)| new.is_none());
            if is_less && (1..=FILL / 2).contains(&bytes) {
                self.write_joined(rows, next)?;
            } else {
                self.write(&rows, bytes, next.is_none())?;
            }
        }
        Ok(())
    }

    fn take_out(&mut self, page: &Page<R>) -> Result<(), Error> {
        self.known.get_mut().remove(&page.name);
        self.table.remove(page.name.as_slice())?;
        Ok(())
    }

    /// Writes rows that fall between two pages and take less than half of one: with those of the page after or before, or both, where
    /// that fits one page.
    fn write_joined(&mut self, mut rows: Vec<R>, next: Option<Page<R>>) -> Result<(), Error> {
        let before = rows.first().map_or(Ok(None), |first| self.before(first.key().as_ref()))?;
        for (page, is_before) in [(next, false), (before, true)] {
            let Some(page) = page else { continue };
            let joined = if is_before { [&page.rows[..], &rows] } else { [&rows[..], &page.rows] }.concat();
            if written(&joined).len() <= FILL {
                self.take_out(&page)?;
                rows = joined;
            }
        }
        self.fill(rows.into_iter(), MOST)
    }

    /// Writes rows that fall between two pages and take so many `bytes`. What comes at the end goes on there: its pages are filled.
    fn write(&mut self, rows: &[R], bytes: usize, at_end: bool) -> Result<(), Error> {
        // The first row of a page takes some bytes more, which shall not make a page of their own.
        const MORE: usize = 30;
        let limit = match bytes {
            ..=MOST => MOST,
            _ if at_end => FILL,
            _ => bytes.div_ceil(bytes.div_ceil(FILL)) + MORE,
        };
        self.fill(rows.iter().copied(), limit)
    }

    /// Writes sorted rows that come after all others.
    pub(super) fn append(&mut self, rows: impl Iterator<Item = R>) -> Result<(), Error> {
        self.fill(rows, FILL)
    }

    fn fill(&mut self, rows: impl Iterator<Item = R>, limit: usize) -> Result<(), Error> {
        let mut open: Option<(R::Key, R, Writer)> = None;
        for row in rows {
            let (name, before, mut out) = match open.take() {
                Some((name, before, out)) => (name, Some(before), out),
                None => (row.key(), None, Writer::default()),
            };
            row.put(before.as_ref(), &mut out);
            if out.len() as usize >= limit {
                self.table.insert(name.as_ref(), out.into_bytes().as_slice())?;
            } else {
                open = Some((name, row, out));
            }
        }
        if let Some((name, _, out)) = open {
            self.table.insert(name.as_ref(), out.into_bytes().as_slice())?;
        }
        Ok(())
    }
}

/// Rows as one page holds them.
pub(super) fn written<R: Row>(rows: &[R]) -> Vec<u8> {
    let mut out = Writer::default();
    rows.iter().fold(None, |before, row| {
        row.put(before, &mut out);
        Some(row)
    });
    out.into_bytes()
}

/// Sorted rows after sorted changes, which are few.
fn merged<R: Row>(rows: &[R], changes: &[Change<R>]) -> Vec<R> {
    let mut merged = Vec::with_capacity(rows.len() + changes.len());
    let mut rest = rows;
    for (key, new) in changes {
        let (before, after) = rest.split_at(rest.partition_point(|row| row.key() < *key));
        merged.extend_from_slice(before);
        merged.extend(*new);
        rest =
            after.split_first().filter(|(first, _)| first.key() == *key).map_or(after, |(_, others)| others);
    }
    merged.extend_from_slice(rest);
    merged
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::store::bytes::Code;

    const PAGES: Pages = Pages::new("pages");

    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Told(u32, u32);

    impl Row for Told {
        type Key = [u8; 4];
        type With = ();

        fn key(&self) -> [u8; 4] {
            self.0.to_be_bytes()
        }

        fn put(&self, before: Option<&Self>, out: &mut Writer) {
            (self.0 - before.map_or(0, |before| before.0), self.1).put(out);
        }

        fn take(before: Option<&Self>, from: &mut Reader<'_>, (): &()) -> Option<Self> {
            let (further, value): (u32, u32) = Code::take(from)?;
            Some(Self(before.map_or(0, |before| before.0).checked_add(further)?, value))
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        /// Against a map.
        #[test]
        fn pages_hold_what_was_put_in_and_not_taken_out(
            first in prop::collection::btree_map(0u32..3_000, any::<u32>(), 0..300),
            steps in prop::collection::vec(prop::collection::btree_map(0u32..3_000, prop::option::of(0u32..200), 0..200), 0..5),
        ) {
            let memory = redb::backends::InMemoryBackend::new();
            let database = redb::Database::builder().create_with_backend(memory).unwrap();
            let transaction = database.begin_write().unwrap();
            let mut book: Book<'_, Told> = Book::open(&transaction, PAGES, ()).unwrap();
            book.append(first.iter().map(|(key, value)| Told(*key, *value))).unwrap();
            let mut wanted: BTreeMap<u32, u32> = first;
            for step in steps {
                for (key, value) in &step {
                    match value {
                        Some(value) => wanted.insert(*key, *value),
                        None => wanted.remove(key),
                    };
                }
                let change = |(key, value): (u32, Option<u32>)| (key.to_be_bytes(), value.map(|value| Told(key, value)));
                book.edit(step.into_iter().map(change).collect()).unwrap();
            }
            let mut held = Vec::new();
            each(&book.table, &(), |row: &Told| held.push(*row)).unwrap();
            let wanted: Vec<Told> = wanted.into_iter().map(|(key, value)| Told(key, value)).collect();
            prop_assert_eq!(&held, &wanted);
            for told in &wanted {
                prop_assert_eq!(book.get(told.key()).unwrap(), Some(*told));
            }
            prop_assert_eq!(book.get(5_000u32.to_be_bytes()).unwrap(), None);
            let mut page = book.page(book.table.first().unwrap().map(Ok)).unwrap();
            while let Some(here) = page {
                prop_assert!(!here.rows.is_empty() && here.name == here.rows[0].key());
                page = book.after(&here.name).unwrap();
                if let Some(next) = &page {
                    prop_assert_eq!(&book.before(&next.name).unwrap().unwrap().name, &here.name);
                }
            }
        }
    }

    /// A few rows at a time, of all pages.
    #[test]
    fn pages_from_which_rows_are_taken_are_joined() {
        let memory = redb::backends::InMemoryBackend::new();
        let database = redb::Database::builder().create_with_backend(memory).unwrap();
        let transaction = database.begin_write().unwrap();
        let mut book: Book<'_, Told> = Book::open(&transaction, PAGES, ()).unwrap();
        book.append((0..3_000).map(|key| Told(key, 7))).unwrap();
        let pages = |book: &Book<'_, Told>| book.table.iter().unwrap().count();
        let full = pages(&book);
        for gone in 1..10u32 {
            book.edit((0..300).map(|ten| ((10 * ten + gone).to_be_bytes(), None)).collect()).unwrap();
        }
        let mut held = Vec::new();
        each(&book.table, &(), |row: &Told| held.push(*row)).unwrap();
        assert_eq!(held, (0..300).map(|ten| Told(10 * ten, 7)).collect::<Vec<_>>());
        assert!(pages(&book) * 5 < full, "{} of {full} pages are left for a tenth of the rows", pages(&book));
    }

    #[test]
    fn a_damaged_page_is_told() {
        assert!(matches!(rows::<Told>(&[0x80], &()), Err(Error::Corrupted(_))));
    }
}
