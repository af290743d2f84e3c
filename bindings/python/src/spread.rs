//! The library's pure functions, for an engine that spreads articles over machines: mentions and what linking compares of them,
//! who compares what, edges, the timeline of mentions and edges.
//!
//! Knows mentions as bytes. Does not know the engine.

use dateline::linking::{Bond, Bonds, EdgeKind, FeatureMaker, Features, Mention, MentionId, Reasons, bucket};
use dateline::store::{pack, pack_features, unpack, unpack_features};
use dateline::timeline::{Options, is_linked, is_untold};
use dateline::{Document, Extractor, Timeline};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;

use crate::DatelineError;
use crate::columns::{Column, ColumnBytes, Given};

/// What an engine keeps of an article.
pub struct Told {
    article: String,
    /// The mentions without which the timeline would be another.
    mentions: Vec<u8>,
    /// What linking compares of those that may be one event with others.
    profile: Vec<u8>,
    /// The bucket of each of these.
    buckets: Vec<u16>,
}

/// What [`Told`] of articles is in objects of Python: articles, mentions, profiles, buckets (2 bytes each).
pub type ToldColumns<'py> = (ColumnBytes<'py>, ColumnBytes<'py>, ColumnBytes<'py>, ColumnBytes<'py>);

impl Told {
    /// What an article tells; `None` for nothing.
    pub fn of(extractor: &Extractor, document: &Document) -> Option<Self> {
        let mut mentions = extractor.extract(document).into_mentions(document);
        mentions.retain(|m| !is_untold(m));
        // As linking wants those of one article.
        mentions.sort_by(Mention::canonical_order);
        let mut maker = FeatureMaker::default();
        let linked = mentions.iter().filter(|m| is_linked(m));
        let features: Vec<Features> = linked.map(|m| maker.features(m)).collect();
        let buckets = features.iter().map(|f| bucket(f) as u16).collect();
        let article = document.id.clone();
        let told = Self { article, mentions: pack(&mentions), profile: pack_features(features), buckets };
        (!mentions.is_empty()).then_some(told)
    }

    /// All of them, for Python.
    ///
    /// # Errors
    /// They are more than a column holds.
    pub fn columns(told: impl Iterator<Item = Self>, py: Python<'_>) -> PyResult<ToldColumns<'_>> {
        let [mut articles, mut mentions, mut profiles, mut buckets] = [(); 4].map(|()| Column::default());
        for Self { article, mentions: own, profile, buckets: of } in told {
            articles.push(article.as_bytes(), 1);
            mentions.push(&own, 1);
            profiles.push(&profile, 1);
            buckets.push(&of.iter().flat_map(|bucket| bucket.to_le_bytes()).collect::<Vec<u8>>(), 2);
        }
        Ok((articles.bytes(py)?, mentions.bytes(py)?, profiles.bytes(py)?, buckets.bytes(py)?))
    }
}

/// The features of articles.
///
/// # Errors
/// Bytes that are none.
pub fn features(profiles: &Given) -> PyResult<Vec<Features>> {
    unpack_features(profiles.iter()).ok_or_else(foreign)
}

/// Bytes of another version.
pub fn foreign() -> PyErr {
    DatelineError::new_err("these bytes are no mentions (use one version of dateline on all machines)")
}

/// Edges as columns: numbers of fixed width, the lowest byte first. Those that are decided have kinds of their own.
#[derive(Default)]
pub struct Columns([Vec<u8>; Columns::NUMBER]);

impl Columns {
    /// How many columns there are: article (8 bytes) and number (4) of one mention, of the other, kind (1), points (4).
    pub const NUMBER: usize = 6;

    /// The columns of edges.
    pub fn of(bonds: &Bonds) -> Self {
        let mut columns = Self::default();
        let [a, i, b, j, kinds, scores] = &mut columns.0;
        let decided = bonds.decided.iter().map(|bond| (bond, DECIDED));
        for (bond, more) in decided.chain(bonds.open.iter().map(|bond| (bond, 0))) {
            a.extend(bond.a.article.to_le_bytes());
            i.extend(bond.a.index.to_le_bytes());
            b.extend(bond.b.article.to_le_bytes());
            j.extend(bond.b.index.to_le_bytes());
            kinds.push(number(bond.kind) + more);
            scores.extend(bond.score.to_le_bytes());
        }
        columns
    }

    /// For Python.
    pub fn bytes(self, py: Python<'_>) -> Vec<Bound<'_, PyBytes>> {
        self.0.iter().map(|column| PyBytes::new(py, column)).collect()
    }
}

/// The kinds of edges by number.
const KINDS: [EdgeKind; 4] = [EdgeKind::Same, EdgeKind::Realises, EdgeKind::RealisedBy, EdgeKind::Rivals];

fn number(kind: EdgeKind) -> u8 {
    (0u8..).zip(KINDS).find(|(_, known)| *known == kind).map_or(0, |(number, _)| number)
}

/// How much more the number of a kind is where the edge is decided.
const DECIDED: u8 = KINDS.len() as u8;

/// The edges of [`Columns`], each pair once.
fn bonds(columns: &[PyBackedBytes; Columns::NUMBER]) -> Bonds {
    let [a, i, b, j, kinds, scores] = columns;
    let ids = |articles: &[u8], indexes: &[u8]| -> Vec<MentionId> {
        let articles = articles.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes));
        let indexes = indexes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
        articles.zip(indexes).map(|(article, index)| MentionId { article, index }).collect()
    };
    let scores = scores.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
    let ends = ids(a, i).into_iter().zip(ids(b, j));
    let mut bonds = Bonds::default();
    for ((a, b), (kind, score)) in ends.zip(kinds.iter().zip(scores)) {
        let (kind, own) = match kind.checked_sub(DECIDED) {
            Some(kind) => (kind, &mut bonds.decided),
            None => (*kind, &mut bonds.open),
        };
        let kind = KINDS.get(usize::from(kind));
        own.extend(kind.map(|kind| Bond { a, b, kind: *kind, score, reasons: Reasons::default() }));
    }
    for bonds in [&mut bonds.decided, &mut bonds.open] {
        bonds.sort_unstable_by_key(|bond| (bond.a, bond.b));
        bonds.dedup_by_key(|bond| (bond.a, bond.b));
    }
    bonds
}

/// The timeline of mentions and the edges between them, however these were found.
///
/// # Errors
/// Bytes that are no mentions.
pub fn assembled(
    packed: &Given,
    edges: &[PyBackedBytes; Columns::NUMBER],
    statements: bool,
) -> PyResult<Timeline> {
    let all = unpack(packed.iter()).ok_or_else(foreign)?;
    let options = Options { statements, unlisted: false };
    Ok(Timeline::build_linked(all, &options, &bonds(edges)))
}
