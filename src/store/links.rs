//! Edges brought up to date: pairs are compared where something changed, and nowhere else.
//!
//! An article that comes, goes or changes moves places in and out of blocks. Whether two mentions are compared depends on who stands
//! between them in a block, so only pairs near such a place can come to be compared or cease to be. These are all that is read: what it
//! costs depends on what changed, and hardly on what there is. What comes out is what [`link_all`] finds for all articles.
//!
//! Knows blocks and edges. What two mentions have in common, `linking` says.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use redb::{Error, WriteTransaction};
use rustc_hash::{FxHashMap, FxHashSet};

use super::blocks::{BLOCKS, Blocks, Row};
use super::edges::{self, EDGES, Spot, Tie};
use super::packs::{ARTICLES, Held, PROFILES, each_profile, some_profiles};
use super::pages::{Book, Row as _};
use crate::linking::kept::{Stories, judge};
use crate::linking::{Edge, Features, WINDOW, block_keys, link_all};

/// The numbers of articles that went and that came.
#[derive(Debug, Default)]
pub(super) struct Changed {
    pub went: FxHashSet<u32>,
    pub came: FxHashSet<u32>,
}

impl Changed {
    /// How many there are: of an article that was replaced one went and one came.
    pub(super) fn count(&self) -> usize {
        self.went.len().max(self.came.len())
    }
}

/// Whether a row was there before the change, and whether it is there now.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    row: Row,
    was: bool,
    is: bool,
}

impl Standing {
    fn spot(&self) -> Spot {
        (self.row.article, self.row.place.id.index)
    }
}

/// Two mentions, the one that is first in their blocks before the other.
type Pair = (Spot, Spot);

/// Links all articles as one run over them does.
pub(super) fn link_anew(transaction: &WriteTransaction) -> Result<(), Error> {
    let held = Held::of(&transaction.open_table(ARTICLES)?)?;
    let (mut features, mut numbers) = (Vec::new(), Vec::new());
    each_profile(&transaction.open_table(PROFILES)?, |number, profile| {
        if held.hash(number).is_some() {
            features.extend(profile.into_features(number));
            numbers.resize(features.len(), number);
        }
    })?;
    transaction.delete_table(BLOCKS)?;
    Blocks::open(transaction)?.make(&features, &numbers)?;
    let mut links = link_all(&features);
    links.edges.sort_unstable_by_key(|e| (e.b, e.a));
    let spot = |at: u32| Some((*numbers.get(at as usize)?, features.get(at as usize)?.id.index));
    let tie = |e: &Edge| Some(Tie::between(spot(e.a)?, spot(e.b)?, e.kind, e.score));
    transaction.delete_table(EDGES)?;
    edges::open(transaction)?.append(links.edges.iter().filter_map(tie))
}

/// Brings the edges up to date with what changed since they were made; gives how many pairs were compared.
///
/// Complexity: linear in the keys of what changed, each with its neighbours in a block.
pub(super) fn link_changed(transaction: &WriteTransaction, changed: &Changed) -> Result<usize, Error> {
    let rows = changed_rows(transaction, changed)?;
    let some = |wanted: fn(&Standing) -> bool| -> Vec<Row> {
        rows.iter().filter(|standing| wanted(standing)).map(|standing| standing.row).collect()
    };
    let mut blocks = Blocks::open(transaction)?;
    blocks.edit(&some(|row| row.was), &some(|row| row.is))?;
    let Turned { gained, doubtful, gone } = turned(&blocks, &rows, &changed.came)?;
    let mut edges = edges::open(transaction)?;
    let (doubtful, gone) = (with_edges(&edges, doubtful)?, with_edges(&edges, gone)?);
    let features = features(transaction, gained.iter().chain(&doubtful).flat_map(|(a, b)| [*a, *b]))?;
    let stories = Stories::new(gained.len());
    let found = gained.iter().filter_map(|(a, b)| {
        let (kind, tally) = judge(features.get(a)?, features.get(b)?, &stories)?;
        Some(Tie::between(*a, *b, kind, tally.points))
    });
    let mut changes: Vec<_> = found.map(|tie| (tie.key(), Some(tie))).collect();
    changes.extend(gone.iter().map(|(a, b)| (edges::key(*a, *b), None)));
    for pair in &doubtful {
        if !are_near(&blocks, pair, &features)? {
            changes.push((edges::key(pair.0, pair.1), None));
        }
    }
    edges.edit(changes)?;
    Ok(gained.len())
}

/// The places in their blocks of what went and of what came, sorted.
fn changed_rows(transaction: &WriteTransaction, changed: &Changed) -> Result<Vec<Standing>, Error> {
    let mut numbers: Vec<u32> = changed.went.iter().chain(&changed.came).copied().collect();
    numbers.sort_unstable();
    let mut rows = Vec::new();
    some_profiles(&transaction.open_table(PROFILES)?, &numbers, |article, profile| {
        let was = changed.went.contains(&article);
        let own = profile.into_features(article).flat_map(|f| Row::of(&f, article));
        rows.extend(own.map(|row| Standing { row, was, is: !was }));
    })?;
    rows.sort_unstable();
    Ok(rows)
}

/// Those of the pairs that have an edge.
fn with_edges(edges: &Book<'_, Tie>, mut pairs: Vec<Pair>) -> Result<Vec<Pair>, Error> {
    pairs.sort_unstable_by_key(|(a, b)| edges::key(*a, *b));
    pairs.dedup();
    let mut found = Vec::new();
    for (a, b) in pairs {
        found.extend(edges.get(edges::key(a, b))?.map(|_| (a, b)));
    }
    Ok(found)
}

/// What is compared of these mentions.
fn features(
    transaction: &WriteTransaction,
    spots: impl Iterator<Item = Spot>,
) -> Result<FxHashMap<Spot, Features>, Error> {
    let wanted: FxHashSet<Spot> = spots.collect();
    let mut numbers: Vec<u32> = wanted.iter().map(|(article, _)| *article).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut found = FxHashMap::default();
    some_profiles(&transaction.open_table(PROFILES)?, &numbers, |article, profile| {
        let own = profile.into_features(article).map(|f| ((article, f.id.index), f));
        found.extend(own.filter(|(spot, _)| wanted.contains(spot)));
    })?;
    Ok(found)
}

/// Whether two mentions stand near each other in any block.
fn are_near(blocks: &Blocks<'_>, (a, b): &Pair, features: &FxHashMap<Spot, Features>) -> Result<bool, Error> {
    let (Some(fa), Some(fb)) = (features.get(a), features.get(b)) else { return Ok(false) };
    let theirs = block_keys(fb);
    for row in Row::of(fa, a.0).filter(|row| theirs.binary_search(&row.key).is_ok()) {
        let after = blocks.after(&row, |_| true)?;
        if after.iter().any(|other| (other.article, other.place.id.index) == *b) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Pairs of which it changed whether they are compared; a pair may come several times.
#[derive(Default)]
struct Turned {
    /// Those that are compared now, in one block at least, and were not in this one.
    gained: Vec<Pair>,
    /// Those of mentions that stayed that are no longer near each other in one block.
    doubtful: Vec<Pair>,
    /// Those of which a mention went.
    gone: Vec<Pair>,
}

/// The pairs that the changed rows, sorted, bring together and part.
fn turned(blocks: &Blocks<'_>, rows: &[Standing], came: &FxHashSet<u32>) -> Result<Turned, Error> {
    let mut turned = Turned::default();
    for changes in rows.chunk_by(|a, b| a.row.key == b.row.key) {
        each_stretch(blocks, changes, came, |stretch| turned.look_at(stretch))?;
    }
    turned.gained.sort_unstable();
    turned.gained.dedup();
    Ok(turned)
}

/// Shows the changes in a block with the rows around them: in stretches, between which more rows stayed than are near any change.
fn each_stretch(
    blocks: &Blocks<'_>,
    changes: &[Standing],
    came: &FxHashSet<u32>,
    mut show: impl FnMut(&[Standing]),
) -> Result<(), Error> {
    let stayed = |row: &Row| !came.contains(&row.article);
    let mut stretch: Vec<Standing> = Vec::new();
    let mut close = |stretch: &mut Vec<Standing>| {
        stretch.sort_unstable();
        stretch.dedup();
        show(stretch);
        stretch.clear();
    };
    // The last row that is near the change before; none where the block ended.
    let mut end: Option<Row> = None;
    for change in changes {
        let before = blocks.before(&change.row, stayed)?;
        if before.len() >= WINDOW && end.zip(before.first().copied()).is_some_and(|(end, first)| end < first)
        {
            close(&mut stretch);
        }
        let after = blocks.after(&change.row, stayed)?;
        end = after.last().copied().filter(|_| after.len() >= WINDOW);
        let around = before.into_iter().chain(after);
        stretch.extend(around.map(|row| Standing { row, was: true, is: true }));
        stretch.push(*change);
    }
    close(&mut stretch);
    Ok(())
}

impl Turned {
    /// Notes the pairs of a stretch of a block. Of each the first change in it, or at its ends, tells.
    fn look_at(&mut self, stretch: &[Standing]) {
        let is_change = |row: &Standing| row.was != row.is;
        let mut from = 0;
        for (at, change) in stretch.iter().enumerate().filter(|(_, row)| is_change(row)) {
            // What stands farther before the change than the window is near nothing after it.
            let before = stretch.get(from..at).unwrap_or_default().iter().rev().take(WINDOW);
            for (between, row) in before.enumerate() {
                self.look_after(row, between, stretch.get(at..).unwrap_or_default());
            }
            self.look_after(change, 0, stretch.get(at + 1..).unwrap_or_default());
            from = at + 1;
        }
    }

    /// Notes of a row the pairs with those after it, of which so many, that stayed, are left out.
    fn look_after(&mut self, row: &Standing, left_out: usize, after: &[Standing]) {
        let (mut was, mut is) = (left_out, left_out);
        for other in after {
            was += usize::from(other.was);
            is += usize::from(other.is);
            if was > WINDOW && is > WINDOW {
                return;
            }
            let was_near = row.was && other.was && was <= WINDOW;
            let is_near = row.is && other.is && is <= WINDOW;
            let pair = (row.spot(), other.spot());
            match (was_near, is_near) {
                (false, true) => self.gained.push(pair),
                (true, false) if row.is && other.is => self.doubtful.push(pair),
                (true, false) => self.gone.push(pair),
                _ => {}
            }
        }
    }
}
