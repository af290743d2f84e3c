//! The library's pure functions, for an engine that spreads articles over machines: mentions and what linking compares of them,
//! who compares what, edges, the timeline of mentions and edges.
//!
//! Knows mentions as bytes. Does not know the engine.

use dateline::linking::{
    Bond, EdgeKind, FeatureMaker, Features, Mention, MentionId, Reasons, bucket, edges_among,
};
use dateline::store::{pack, pack_features, unpack, unpack_features};
use dateline::timeline::{Options, is_linked, is_untold};
use dateline::{Document, Extractor, Timeline};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;

use crate::DatelineError;

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

/// What [`Told`] is in objects of Python.
pub type ToldRow<'py> = (String, Bound<'py, PyBytes>, Bound<'py, PyBytes>, Vec<u16>);

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

    /// For Python.
    pub fn row(self, py: Python<'_>) -> ToldRow<'_> {
        (self.article, PyBytes::new(py, &self.mentions), PyBytes::new(py, &self.profile), self.buckets)
    }
}

/// The features of articles.
///
/// # Errors
/// Bytes that are none.
pub fn features(profiles: &[PyBackedBytes]) -> PyResult<Vec<Features>> {
    unpack_features(profiles.iter().map(|bytes| &**bytes)).ok_or_else(foreign)
}

fn foreign() -> PyErr {
    DatelineError::new_err("these bytes are no mentions (use one version of dateline on all machines)")
}

/// Edges as columns: numbers of fixed width, the lowest byte first.
#[derive(Default)]
pub struct Columns([Vec<u8>; Columns::NUMBER]);

impl Columns {
    /// How many columns there are: article (8 bytes) and number (4) of one mention, of the other, kind (1), points (4).
    pub const NUMBER: usize = 6;

    /// The columns of edges.
    pub fn of(bonds: &[Bond]) -> Self {
        let mut columns = Self::default();
        let [a, i, b, j, kinds, scores] = &mut columns.0;
        for bond in bonds {
            a.extend(bond.a.article.to_le_bytes());
            i.extend(bond.a.index.to_le_bytes());
            b.extend(bond.b.article.to_le_bytes());
            j.extend(bond.b.index.to_le_bytes());
            kinds.push(number(bond.kind));
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

/// The edges of [`Columns`], each pair once.
fn bonds(columns: &[PyBackedBytes; Columns::NUMBER]) -> Vec<Bond> {
    let [a, i, b, j, kinds, scores] = columns;
    let ids = |articles: &[u8], indexes: &[u8]| -> Vec<MentionId> {
        let articles = articles.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes));
        let indexes = indexes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
        articles.zip(indexes).map(|(article, index)| MentionId { article, index }).collect()
    };
    let scores = scores.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
    let ends = ids(a, i).into_iter().zip(ids(b, j));
    let told = ends.zip(kinds.iter().zip(scores)).filter_map(|((a, b), (kind, score))| {
        Some(Bond { a, b, kind: *KINDS.get(usize::from(*kind))?, score, reasons: Reasons::default() })
    });
    let mut bonds: Vec<Bond> = told.collect();
    bonds.sort_unstable_by_key(|bond| (bond.a, bond.b));
    bonds.dedup_by_key(|bond| (bond.a, bond.b));
    bonds
}

/// The timeline of mentions and the edges between them, however these were found.
///
/// # Errors
/// Bytes that are no mentions.
pub fn assembled(
    packed: &[PyBackedBytes],
    edges: &[PyBackedBytes; Columns::NUMBER],
    statements: bool,
) -> PyResult<Timeline> {
    let all = unpack(packed.iter().map(|bytes| &**bytes)).ok_or_else(foreign)?;
    let options = Options { statements, unlisted: false };
    Ok(Timeline::build_linked(all, &options, |told| edges_among(bonds(edges), told)))
}
