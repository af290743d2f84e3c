//! All links of a store made anew: quicker than one article after another when most of them are new.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use redb::{Error, ReadableTable, WriteTransaction};

use super::bytes::{Names, read, written};
use super::file::ARTICLES;
use super::links::rows_of;
use super::profile::Profile;
use super::record::Record;
use super::rows::{BLOCKS, BONDS, PROFILES, Row, both_ways};
use crate::linking::kept::article_hash;
use crate::linking::{BlockKey, Bond, Edge, Features, Links, MentionId, link_all};

/// About so many rows are put in order at a time.
const ROWS: usize = 1 << 21;
/// A mention has about so many rows.
const ROWS_OF_MENTION: usize = 16;

/// Links all articles as one run over them does. A record that is damaged is left out.
pub(super) fn link(transaction: &WriteTransaction) -> Result<(), Error> {
    transaction.delete_table(PROFILES)?;
    transaction.delete_table(BLOCKS)?;
    transaction.delete_table(BONDS)?;
    let features = profiles(transaction)?;
    rows(transaction, &features)?;
    let links = link_all(&features);
    bonds(transaction, &features, &links)
}

/// Writes the profile of each article; gives the features of all.
fn profiles(transaction: &WriteTransaction) -> Result<Vec<Features>, Error> {
    let articles = transaction.open_table(ARTICLES)?;
    let mut table = transaction.open_table(PROFILES)?;
    let mut names = Names::default();
    let mut features = Vec::new();
    for (story, entry) in (0..).zip(articles.iter()?) {
        let (id, bytes) = entry?;
        let Some(record) = read::<Record>(bytes.value(), &mut names) else { continue };
        let profile = Profile::of(record.mentions());
        if !profile.features.is_empty() {
            table.insert(article_hash(id.value()), &*written(&profile))?;
            features.extend(profile.into_features(story));
        }
    }
    Ok(features)
}

/// Writes the rows of all blocks in their order, some blocks after others.
fn rows(transaction: &WriteTransaction, features: &[Features]) -> Result<(), Error> {
    let mut table = transaction.open_table(BLOCKS)?;
    let parts = (features.len() * ROWS_OF_MENTION / ROWS + 1).next_power_of_two();
    let shift = BlockKey::BITS - parts.trailing_zeros();
    for part in 0..parts as u64 {
        let mut rows: Vec<Row> =
            features.iter().flat_map(rows_of).filter(|row| row.key.0 >> shift == part).collect();
        rows.sort_unstable();
        for row in rows {
            table.insert(&row.bytes(), ())?;
        }
    }
    Ok(())
}

/// Writes the edges in the order of their keys, those that begin at some articles after others.
fn bonds(transaction: &WriteTransaction, features: &[Features], links: &Links) -> Result<(), Error> {
    let mut table = transaction.open_table(BONDS)?;
    let id = |place: u32| features.get(place as usize).map(|f| f.id).unwrap_or_default();
    let bond = |e: &Edge| Bond { a: id(e.a), b: id(e.b), kind: e.kind, score: e.score, reasons: e.reasons };
    let parts = (links.edges.len() * 2 / ROWS + 1).next_power_of_two();
    let part_of = |end: MentionId| end.article.checked_shr(u64::BITS - parts.trailing_zeros()).unwrap_or(0);
    for part in 0..parts as u64 {
        let bonds = links.edges.iter().map(bond);
        let own = bonds.filter(|bond| part_of(bond.a) == part || part_of(bond.b) == part);
        let both = own.flat_map(|bond| [bond.a, bond.b].into_iter().zip(both_ways(&bond)));
        let mut both: Vec<_> = both.filter(|(from, _)| part_of(*from) == part).map(|(_, row)| row).collect();
        both.sort_unstable();
        for (ends, value) in both {
            table.insert(&ends, &value)?;
        }
    }
    Ok(())
}
