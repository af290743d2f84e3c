//! Long values in a table whose pages hold 4 kB: in parts that fill a page each.
//!
//! The database gives a value of more than a page a room of 8, 16, 32 ... kB, and divides a full page of small ones in halves, which
//! nobody fills who writes in order: of either way a third of the file would be empty.
//!
//! Knows bytes. Does not know what the values mean.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use std::ops::RangeInclusive;

use redb::{Error, ReadableTable, Table, TableDefinition};

/// A table of long values by numbers below 2^32, each with the numbers of its parts.
pub(super) type Parts = TableDefinition<'static, u64, &'static [u8]>;

/// What a page of 4,096 bytes has room for beside its own numbers and the key.
const PART: usize = 4_080;

fn key(value: u32, part: u32) -> u64 {
    u64::from(value) << 32 | u64::from(part)
}

fn keys(value: u32) -> RangeInclusive<u64> {
    key(value, 0)..=key(value, u32::MAX)
}

/// Puts a value in the place of the one that there is; an empty one is none.
pub(super) fn put(table: &mut Table<'_, u64, &'static [u8]>, value: u32, bytes: &[u8]) -> Result<(), Error> {
    table.retain_in(keys(value), |_, _| false)?;
    for (part, bytes) in (0..).zip(bytes.chunks(PART)) {
        table.insert(key(value, part), bytes)?;
    }
    Ok(())
}

/// The bytes of a value; none where there is none.
pub(super) fn get(table: &impl ReadableTable<u64, &'static [u8]>, value: u32) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    for part in table.range(keys(value))? {
        bytes.extend(part?.1.value());
    }
    Ok(bytes)
}

/// The number of the last value.
pub(super) fn last(table: &impl ReadableTable<u64, &'static [u8]>) -> Result<Option<u32>, Error> {
    Ok(table.last()?.map(|(key, _)| (key.value() >> 32) as u32))
}

/// Shows every value in the order of the numbers, until `show` gives false.
pub(super) fn each(
    table: &impl ReadableTable<u64, &'static [u8]>,
    mut show: impl FnMut(u32, &[u8]) -> Result<bool, Error>,
) -> Result<(), Error> {
    let (mut number, mut bytes) = (0, Vec::new());
    for part in table.iter()? {
        let (key, part) = part?;
        let own = (key.value() >> 32) as u32;
        if own != number && !bytes.is_empty() && !show(number, &std::mem::take(&mut bytes))? {
            return Ok(());
        }
        number = own;
        bytes.extend(part.value());
    }
    if !bytes.is_empty() {
        show(number, &bytes)?;
    }
    Ok(())
}
