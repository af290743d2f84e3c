//! Links brought up to date at the cost of what changed.
//!
//! An article that comes, goes or changes moves rows of blocks in and out. Whether two mentions are compared depends on
//! who stands between them in a block, so only pairs near such a row can come to be compared or cease to be: these are
//! looked at, and nothing else. What comes out is what [`link_all`](crate::linking::link_all) finds for all articles.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use std::rc::Rc;

use redb::{Error, ReadableTable, Table, WriteTransaction};
use rustc_hash::FxHashMap;

use super::bytes::{Names, read, written};
use super::profile::Profile;
use super::rows::{BLOCKS, BOND, BONDS, ENDS, PROFILES, Row, both_ways, end_of, from};
use crate::linking::kept::{Place, Stories, judge, keys};
use crate::linking::{BlockKey, Bond, Features, MentionId, WINDOW};

/// A row that was there, or is there now.
#[derive(Clone, Copy)]
struct Change {
    row: Row,
    was: bool,
    is: bool,
}

/// Two mentions by their places, the lower first.
type Pair = (Place, Place);

/// The tables of a transaction and what was read of them.
pub(super) struct Linker<'t> {
    profiles: Table<'t, u64, &'static [u8]>,
    blocks: Table<'t, &'static [u8; Row::BYTES], ()>,
    bonds: Table<'t, &'static [u8; ENDS], &'static [u8; BOND]>,
    known: FxHashMap<u64, Rc<[Features]>>,
    names: Names,
    /// How many pairs were compared.
    pub compared: usize,
}

impl<'t> Linker<'t> {
    pub(super) fn new(transaction: &'t WriteTransaction) -> Result<Self, Error> {
        Ok(Self {
            profiles: transaction.open_table(PROFILES)?,
            blocks: transaction.open_table(BLOCKS)?,
            bonds: transaction.open_table(BONDS)?,
            known: FxHashMap::default(),
            names: Names::default(),
            compared: 0,
        })
    }

    /// Puts profiles in the place of those that there are, by the hashes of their articles; an empty one takes an
    /// article out. No article comes twice.
    pub(super) fn replace(&mut self, articles: Vec<(u64, Profile)>) -> Result<(), Error> {
        let mut rows: Vec<(Row, bool)> = Vec::new();
        for (article, profile) in articles {
            let old = self.features(article)?;
            rows.extend(old.iter().flat_map(rows_of).map(|row| (row, false)));
            old.iter().try_for_each(|f| self.forget(f.id))?;
            if profile.features.is_empty() {
                self.profiles.remove(article)?;
            } else {
                self.profiles.insert(article, &*written(&profile))?;
            }
            self.known.insert(article, profile.into_features(self.known.len() as u32).into());
            let new = self.features(article)?;
            rows.extend(new.iter().flat_map(rows_of).map(|row| (row, true)));
        }
        rows.sort_unstable();
        let changes = self.apply(&rows)?;
        self.relink(&changes)
    }

    /// The features of an article; none where it has none.
    fn features(&mut self, article: u64) -> Result<Rc<[Features]>, Error> {
        if let Some(known) = self.known.get(&article) {
            return Ok(Rc::clone(known));
        }
        let bytes = self.profiles.get(article)?;
        let profile: Option<Profile> = bytes.and_then(|bytes| read(bytes.value(), &mut self.names));
        let story = self.known.len() as u32;
        let features: Rc<[Features]> = profile.unwrap_or_default().into_features(story).into();
        self.known.insert(article, Rc::clone(&features));
        Ok(features)
    }

    /// Moves rows in and out; `rows` are sorted, each with whether it is there now.
    fn apply(&mut self, rows: &[(Row, bool)]) -> Result<Vec<Change>, Error> {
        let mut changes = Vec::with_capacity(rows.len());
        for same in rows.chunk_by(|(a, _), (b, _)| a == b) {
            let Some((row, _)) = same.first().copied() else { continue };
            let (was, is) = (same.iter().any(|(_, new)| !new), same.iter().any(|(_, new)| *new));
            if was && !is {
                self.blocks.remove(&row.bytes())?;
            } else if is && !was {
                self.blocks.insert(&row.bytes(), ())?;
            }
            changes.push(Change { row, was, is });
        }
        Ok(changes)
    }

    /// Takes the edges of a mention out.
    fn forget(&mut self, id: MentionId) -> Result<(), Error> {
        for other in self.partners(id)? {
            self.part(id, other)?;
        }
        Ok(())
    }

    fn part(&mut self, a: MentionId, b: MentionId) -> Result<(), Error> {
        self.bonds.remove(&super::rows::ends(a, b))?;
        self.bonds.remove(&super::rows::ends(b, a))?;
        Ok(())
    }

    /// To whom a mention has an edge.
    fn partners(&self, id: MentionId) -> Result<Vec<MentionId>, Error> {
        let (first, last) = from(id);
        let found = self.bonds.range::<&[u8; ENDS]>(&first..=&last)?;
        found.map(|entry| Ok(end_of(entry?.0.value()))).collect()
    }

    /// Finds the pairs whose standing to each other `changes` may have altered, and compares or parts them.
    fn relink(&mut self, changes: &[Change]) -> Result<(), Error> {
        let (mut gained, mut doubtful) = (Vec::new(), Vec::new());
        for block in changes.chunk_by(|a, b| a.row.key == b.row.key) {
            for change in block {
                self.look_around(*change, block, &mut gained, &mut doubtful)?;
            }
        }
        doubtful.sort_unstable();
        doubtful.dedup();
        for (a, b) in doubtful {
            if !self.are_compared(a, b)? {
                self.part(a.id, b.id)?;
            }
        }
        gained.sort_unstable();
        gained.dedup();
        self.compare(&gained)
    }

    /// Notes the pairs that one change of a block brings together, and those with an edge that it may push apart. `block`
    /// are all changes of the block.
    fn look_around(
        &mut self,
        change: Change,
        block: &[Change],
        gained: &mut Vec<Pair>,
        doubtful: &mut Vec<Pair>,
    ) -> Result<(), Error> {
        let row = change.row;
        let (before, after) = (self.before(row)?, self.after(row)?);
        if change.is {
            gained.extend(before.iter().map(|place| (*place, row.place)));
            gained.extend(after.iter().map(|place| (row.place, *place)));
        }
        match (change.was, change.is) {
            (true, false) => closed_up(&before, &after, block, gained),
            (false, true) if before.len() + after.len() >= WINDOW => {
                self.pushed_apart(row, &before, &after, doubtful)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Up to [`WINDOW`] places of the block before a row, the nearest first.
    fn before(&self, row: Row) -> Result<Vec<Place>, Error> {
        let (first, _) = Row::ends(row.key);
        let found = self.blocks.range::<&[u8; Row::BYTES]>(&first.bytes()..&row.bytes())?;
        found.rev().take(WINDOW).map(|entry| Ok(Row::read(entry?.0.value()).place)).collect()
    }

    /// Up to [`WINDOW`] places of the block after a row, the nearest first.
    fn after(&self, row: Row) -> Result<Vec<Place>, Error> {
        let (_, last) = Row::ends(row.key);
        let found = self.blocks.range::<&[u8; Row::BYTES]>(&row.bytes()..=&last.bytes())?;
        let places = found.map(|entry| Ok(Row::read(entry?.0.value()).place));
        places.filter(|place| !matches!(place, Ok(place) if *place == row.place)).take(WINDOW).collect()
    }

    /// Notes the edges across a new row that no longer hold by this block: from those before it to those after it that
    /// have the block's key and stand too far away now.
    fn pushed_apart(
        &mut self,
        row: Row,
        before: &[Place],
        after: &[Place],
        doubtful: &mut Vec<Pair>,
    ) -> Result<(), Error> {
        for (far, place) in (1..).zip(before) {
            for other in self.partners(place.id)? {
                let Some(theirs) = self.mention(other)? else { continue };
                let near = after.get(..WINDOW - far).unwrap_or(after);
                let end = Place::of(&theirs);
                if end > row.place && !near.contains(&end) && keys_of(&theirs).contains(&row.key) {
                    doubtful.push((*place, end));
                }
            }
        }
        Ok(())
    }

    fn mention(&mut self, id: MentionId) -> Result<Option<Features>, Error> {
        let features = self.features(id.article)?;
        let found = features.binary_search_by_key(&id, |f| f.id);
        Ok(found.ok().and_then(|at| features.get(at).cloned()))
    }

    /// True when two mentions, the lower place first, stand near each other in a block.
    fn are_compared(&mut self, a: Place, b: Place) -> Result<bool, Error> {
        let (Some(fa), Some(fb)) = (self.mention(a.id)?, self.mention(b.id)?) else { return Ok(false) };
        let theirs = keys_of(&fb);
        for key in keys_of(&fa).into_iter().filter(|key| theirs.binary_search(key).is_ok()) {
            if self.after(Row { key, place: a })?.contains(&b) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Compares pairs and writes the edges that are found.
    fn compare(&mut self, pairs: &[Pair]) -> Result<(), Error> {
        let stories = Stories::new(pairs.len());
        self.compared += pairs.len();
        for (a, b) in pairs {
            let (Some(fa), Some(fb)) = (self.mention(a.id)?, self.mention(b.id)?) else { continue };
            if let Some((kind, tally)) = judge(&fa, &fb, &stories) {
                let bond = Bond { a: a.id, b: b.id, kind, score: tally.points, reasons: tally.reasons };
                for (ends, value) in both_ways(&bond) {
                    self.bonds.insert(&ends, &value)?;
                }
            }
        }
        Ok(())
    }
}

/// Notes the pairs across a row that went away that stand near each other now and did not before.
fn closed_up(before: &[Place], after: &[Place], block: &[Change], gained: &mut Vec<Pair>) {
    let at = |place: &Place| block.partition_point(|change| change.row.place < *place);
    let is_new = |place: &Place| block.get(at(place)).is_some_and(|change| change.row.place == *place);
    for (i, a) in (1..).zip(before).filter(|(_, a)| !is_new(a)) {
        for (j, b) in (0..).zip(after).filter(|(_, b)| !is_new(b)) {
            let between = block.get(at(a)..at(b)).unwrap_or_default();
            let went = between.iter().filter(|change| change.was && !change.is).count();
            let came = between.iter().filter(|change| change.is && !change.was).count();
            let now: usize = i + j;
            if now <= WINDOW && now + went > WINDOW + came {
                gained.push((*a, *b));
            }
        }
    }
}

/// The keys of a mention, sorted, each once.
fn keys_of(f: &Features) -> Vec<BlockKey> {
    let mut found = Vec::with_capacity(32);
    keys(f, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// The rows of a mention.
pub(super) fn rows_of(f: &Features) -> impl Iterator<Item = Row> + use<> {
    let place = Place::of(f);
    keys_of(f).into_iter().map(move |key| Row { key, place })
}
