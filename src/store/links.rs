//! Edges brought up to date: pairs are compared where something changed, and nowhere else.
//!
//! An article that comes, goes or changes moves places in and out of blocks. Whether two mentions are compared depends on who stands
//! between them in a block, so only pairs near such a place can come to be compared or cease to be. Blocks are made of the profiles,
//! which are all read for that: a small part of the time that a timeline of all articles takes, where blocks that lay in the file would
//! be its larger part. What comes out is what [`link_all`] finds for all articles.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use redb::{Error, WriteTransaction};
use rustc_hash::{FxHashMap, FxHashSet};

use super::edges::{self, EDGES, Spot, Tie};
use super::packs::{ARTICLES, Held, PACK, PROFILES, each_profile};
use crate::linking::kept::{Place, Stories, judge, keys};
use crate::linking::{BlockKey, Features, WINDOW, block_keys, link_all};

/// The numbers of articles that went and that came.
#[derive(Debug, Default)]
pub(super) struct Changed {
    pub went: FxHashSet<u32>,
    pub came: FxHashSet<u32>,
}

/// A place in a block, of a mention of the article of this number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    key: BlockKey,
    place: Place,
    article: u32,
    was: bool,
    is: bool,
}

impl Row {
    fn spot(&self) -> Spot {
        (self.article, self.place.id.index)
    }
}

/// Two mentions, the one that is first in their blocks before the other.
type Pair = (Spot, Spot);

/// Links all articles as one run over them does.
pub(super) fn link_anew(transaction: &WriteTransaction) -> Result<(), Error> {
    let held = Held::of(&transaction.open_table(ARTICLES)?)?;
    let (mut features, mut numbers) = (Vec::new(), Vec::new());
    each_profile(
        &transaction.open_table(PROFILES)?,
        |_| true,
        |number, profile| {
            if held.hash(number).is_some() {
                features.extend(profile.into_features(number));
                numbers.resize(features.len(), number);
            }
        },
    )?;
    let links = link_all(&features);
    let spot = |at: u32| Some((*numbers.get(at as usize)?, features.get(at as usize)?.id.index));
    let tie = |e: &crate::linking::Edge| Some(Tie::between(spot(e.a)?, spot(e.b)?, e.kind, e.score));
    transaction.delete_table(EDGES)?;
    let mut table = transaction.open_table(EDGES)?;
    // Edges are sorted by their first mentions, and these by their articles.
    let pack = |e: &crate::linking::Edge| numbers.get(e.a as usize).map_or(0, |number| number / PACK);
    for some in links.edges.chunk_by(|a, b| pack(a) == pack(b)) {
        let number = some.first().map_or(0, pack);
        edges::put(&mut table, number, some.iter().filter_map(tie).collect())?;
    }
    Ok(())
}

/// Brings the edges up to date with what changed since they were made; gives how many pairs were compared.
///
/// Complexity: beside one or two looks at all profiles and one at all edges, linear in what changed.
pub(super) fn link_changed(transaction: &WriteTransaction, changed: &Changed) -> Result<usize, Error> {
    let reader = Looking { transaction, held: Held::of(&transaction.open_table(ARTICLES)?)?, changed };
    let rows = reader.rows_about_changes()?;
    let (gained, doubtful) = turned(&rows);
    let mut parted: FxHashSet<Pair> = doubtful.into_iter().collect();
    let known = reader.those_with_edges(&parted)?;
    let wanted = gained.iter().chain(&known).flat_map(|(a, b)| [*a, *b]).collect();
    let features = reader.features(&wanted)?;
    let still = reader.still_compared(&known, &features, &rows)?;
    parted.retain(|pair| !still.contains(pair));
    let stories = Stories::new(gained.len());
    let found = gained.iter().filter_map(|(a, b)| {
        let (kind, tally) = judge(features.get(a)?, features.get(b)?, &stories)?;
        Some(Tie::between(*a, *b, kind, tally.points))
    });
    reader.write(&parted, found.collect())?;
    Ok(gained.len())
}

/// What is read of the store while edges are brought up to date.
struct Looking<'t> {
    transaction: &'t WriteTransaction,
    held: Held,
    changed: &'t Changed,
}

impl Looking<'_> {
    /// Whether an article went, came, or neither; `None` for one that nobody asks for.
    fn state(&self, article: u32) -> Option<(bool, bool)> {
        let (went, came) = (self.changed.went.contains(&article), self.changed.came.contains(&article));
        let stayed = !went && !came && self.held.hash(article).is_some();
        (went || came || stayed).then_some((went || stayed, came || stayed))
    }

    /// The places of all mentions in the blocks in which something changed, sorted.
    fn rows_about_changes(&self) -> Result<Vec<Row>, Error> {
        let Changed { went, came } = self.changed;
        let packs: FxHashSet<u32> = went.iter().chain(came).map(|article| article / PACK).collect();
        let mut touched = FxHashSet::default();
        let profiles = self.transaction.open_table(PROFILES)?;
        each_profile(
            &profiles,
            |pack| packs.contains(&pack),
            |article, profile| {
                if went.contains(&article) || came.contains(&article) {
                    profile.into_features(article).for_each(|f| touched.extend(block_keys(&f)));
                }
            },
        )?;
        drop(profiles);
        self.rows(&touched)
    }

    /// The places of all mentions in some blocks, sorted.
    fn rows(&self, blocks: &FxHashSet<BlockKey>) -> Result<Vec<Row>, Error> {
        let (mut rows, mut own) = (Vec::new(), Vec::new());
        if blocks.is_empty() {
            return Ok(rows);
        }
        each_profile(
            &self.transaction.open_table(PROFILES)?,
            |_| true,
            |article, profile| {
                let Some((was, is)) = self.state(article) else { return };
                for f in profile.into_features(article) {
                    own.clear();
                    keys(&f, &mut own);
                    let place = Place::of(&f);
                    let there = own.iter().filter(|key| blocks.contains(key));
                    rows.extend(there.map(|key| Row { key: *key, place, article, was, is }));
                }
            },
        )?;
        rows.sort_unstable();
        rows.dedup();
        Ok(rows)
    }

    /// Which of these pairs have an edge.
    fn those_with_edges(&self, pairs: &FxHashSet<Pair>) -> Result<Vec<Pair>, Error> {
        let mut known = Vec::new();
        if pairs.is_empty() {
            return Ok(known);
        }
        edges::each(&self.transaction.open_table(EDGES)?, |_, ties| {
            let ends = ties.iter().flat_map(|tie| [(tie.a, tie.b), (tie.b, tie.a)]);
            known.extend(ends.filter(|pair| pairs.contains(pair)));
        })?;
        Ok(known)
    }

    /// The features of these mentions.
    fn features(&self, wanted: &FxHashSet<Spot>) -> Result<FxHashMap<Spot, Features>, Error> {
        let packs: FxHashSet<u32> = wanted.iter().map(|(article, _)| article / PACK).collect();
        let mut found = FxHashMap::default();
        let profiles = self.transaction.open_table(PROFILES)?;
        each_profile(
            &profiles,
            |pack| packs.contains(&pack),
            |article, profile| {
                let own = profile.into_features(article).map(|f| ((article, f.id.index), f));
                found.extend(own.filter(|(spot, _)| wanted.contains(spot)));
            },
        )?;
        Ok(found)
    }

    /// Those of the pairs that stand near each other in any block; `rows` are the places in some blocks.
    fn still_compared(
        &self,
        pairs: &[Pair],
        features: &FxHashMap<Spot, Features>,
        rows: &[Row],
    ) -> Result<FxHashSet<Pair>, Error> {
        let shared = |pair: &Pair| -> Option<Vec<Row>> {
            let (a, b) = (features.get(&pair.0)?, features.get(&pair.1)?);
            let theirs = block_keys(b);
            let shared = block_keys(a).into_iter().filter(|key| theirs.binary_search(key).is_ok());
            let row = |key| Row { key, place: Place::of(a), article: pair.0.0, was: true, is: true };
            Some(shared.map(row).collect())
        };
        let all: Vec<(Pair, Vec<Row>)> =
            pairs.iter().filter_map(|pair| Some((*pair, shared(pair)?))).collect();
        let is_known = |key: BlockKey| rows.binary_search_by_key(&key, |row| row.key).is_ok();
        let unknown = all.iter().flat_map(|(_, shared)| shared).map(|row| row.key);
        let others = self.rows(&unknown.filter(|key| !is_known(*key)).collect())?;
        let near = |row: &Row, other: Spot| {
            let rows = if is_known(row.key) { rows } else { &others };
            let after = rows.get(rows.partition_point(|known| known <= row)..).unwrap_or_default();
            let block = after.iter().take_while(|known| known.key == row.key).filter(|known| known.is);
            block.take(WINDOW).any(|known| known.spot() == other)
        };
        let compared = all.iter().filter(|(pair, shared)| shared.iter().any(|row| near(row, pair.1)));
        Ok(compared.map(|(pair, _)| *pair).collect())
    }

    /// Takes out the edges of articles that went and of pairs that are no longer compared, and puts in those that were found.
    fn write(&self, parted: &FxHashSet<Pair>, found: Vec<Tie>) -> Result<(), Error> {
        let mut more: FxHashMap<u32, Vec<Tie>> = FxHashMap::default();
        found.into_iter().for_each(|tie| more.entry(tie.a.0 / PACK).or_default().push(tie));
        let mut table = self.transaction.open_table(EDGES)?;
        let went = |spot: Spot| self.changed.went.contains(&spot.0);
        edges::each(&table, |pack, ties| {
            let stays = |tie: &Tie| {
                !went(tie.a)
                    && !went(tie.b)
                    && !parted.contains(&(tie.a, tie.b))
                    && !parted.contains(&(tie.b, tie.a))
            };
            let whole = ties.len();
            let left: Vec<Tie> = ties.into_iter().filter(stays).collect();
            if left.len() < whole || more.contains_key(&pack) {
                more.entry(pack).or_default().extend(left);
            }
        })?;
        more.into_iter().try_for_each(|(pack, ties)| edges::put(&mut table, pack, ties))
    }
}

/// The pairs that are compared now and were not, and those of mentions that stayed that were and are not in the same block; each
/// once, sorted.
fn turned(rows: &[Row]) -> (Vec<Pair>, Vec<Pair>) {
    let (mut gained, mut lost) = (Vec::new(), Vec::new());
    for block in rows.chunk_by(|a, b| a.key == b.key) {
        turned_in(block, &mut gained, &mut lost);
    }
    for pairs in [&mut gained, &mut lost] {
        pairs.sort_unstable();
        pairs.dedup();
    }
    (gained, lost)
}

/// The same in one block. Of each pair the first change in it, or at its ends, tells.
fn turned_in(block: &[Row], gained: &mut Vec<Pair>, lost: &mut Vec<Pair>) {
    let is_change = |row: &Row| row.was != row.is;
    let mut from = 0;
    for (at, change) in block.iter().enumerate().filter(|(_, row)| is_change(row)) {
        // What stands farther before the change than the window is near nothing after it.
        let before = block.get(from..at).unwrap_or_default().iter().rev().take(WINDOW);
        for (between, row) in before.enumerate() {
            look_after(row, between, between, block.get(at..).unwrap_or_default(), gained, lost);
        }
        look_after(change, 0, 0, block.get(at + 1..).unwrap_or_default(), gained, lost);
        from = at + 1;
    }
}

/// Notes of a row the pairs with those after it: `was` and `is` count those that stood and stand between.
fn look_after(
    row: &Row,
    mut was: usize,
    mut is: usize,
    after: &[Row],
    gained: &mut Vec<Pair>,
    lost: &mut Vec<Pair>,
) {
    for other in after {
        was += usize::from(other.was);
        is += usize::from(other.is);
        if was > WINDOW && is > WINDOW {
            return;
        }
        let was_near = row.was && other.was && was <= WINDOW;
        let is_near = row.is && other.is && is <= WINDOW;
        let pair = (row.spot(), other.spot());
        if is_near && !was_near {
            gained.push(pair);
        } else if was_near && !is_near && row.is && other.is {
            lost.push(pair);
        }
    }
}
