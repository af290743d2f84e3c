//! The library's pure functions, for an engine that spreads articles over machines: mentions with their blocks, edges of
//! blocks, the timeline of mentions and edges.
//!
//! Knows mentions as bytes and their names (article, number in the article). Does not know the engine.

use std::collections::HashMap;

use dateline::linking::{
    BlockKey, Edge, EdgeKind, Features, Mention, Reasons, block_keys, block_place, link,
};
use dateline::store::{pack, unpack};
use dateline::timeline::{Options, is_linked, is_untold};
use dateline::{Document, Extractor, Timeline};
use pyo3::prelude::*;

use crate::DatelineError;

/// What an engine moves of a mention: the article's id, the number in the article, its blocks, its place in them, itself.
pub type Flat = (String, u32, Vec<u64>, Vec<u8>, Vec<u8>);

/// An edge by the names of its mentions: article and number of one, of the other, kind, points.
pub type NamedEdge = (String, u32, String, u32, u8, f32);

/// The mentions of an article without which its timeline would be another. Those that are never one event with others
/// have no block.
pub fn flat(extractor: &Extractor, document: &Document) -> Vec<Flat> {
    let mentions = extractor.extract(document).into_mentions(document);
    mentions.iter().filter(|m| !is_untold(m)).map(flat_mention).collect()
}

fn flat_mention(m: &Mention) -> Flat {
    let features = Features::of(m);
    let keys = if is_linked(m) { block_keys(&features) } else { Vec::new() };
    let keys = keys.into_iter().map(|BlockKey(key)| key).collect();
    (m.article.to_string(), m.index, keys, block_place(&features).to_vec(), pack(m))
}

/// The edges within each block. A mention has one place in `packed` for each of its blocks; `blocks` gives the block of
/// each. A pair that meets in several blocks comes several times.
///
/// # Errors
/// Bytes that are no mention.
pub fn edges(blocks: &[u64], packed: &[&[u8]]) -> PyResult<Vec<NamedEdge>> {
    let mut own: HashMap<u64, Vec<&[u8]>> = HashMap::new();
    for (block, bytes) in blocks.iter().zip(packed) {
        own.entry(*block).or_default().push(bytes);
    }
    let mut found = Vec::new();
    for block in own.values().filter(|block| block.len() > 1) {
        let mentions = mentions(block.iter().copied())?;
        let features: Vec<Features> = mentions.iter().map(Features::of).collect();
        found.extend(link(&features).iter().filter_map(|edge| named(edge, &mentions)));
    }
    Ok(found)
}

/// The edge by names, the lesser name first.
fn named(edge: &Edge, mentions: &[Mention]) -> Option<NamedEdge> {
    let name = |place: u32| mentions.get(place as usize).map(|m| (m.article.to_string(), m.index));
    let (a, b) = (name(edge.a)?, name(edge.b)?);
    let (a, b, kind) = if a <= b { (a, b, edge.kind) } else { (b, a, edge.kind.turned()) };
    Some((a.0, a.1, b.0, b.1, number(kind), edge.score))
}

/// The kinds of edges by number.
const KINDS: [EdgeKind; 4] = [EdgeKind::Same, EdgeKind::Realises, EdgeKind::RealisedBy, EdgeKind::Rivals];

fn number(kind: EdgeKind) -> u8 {
    (0u8..).zip(KINDS).find(|(_, known)| *known == kind).map_or(0, |(number, _)| number)
}

fn mentions<'b>(packed: impl Iterator<Item = &'b [u8]>) -> PyResult<Vec<Mention>> {
    unpack(packed).ok_or_else(|| {
        DatelineError::new_err("these bytes are no mention (use one version of dateline on all machines)")
    })
}

/// The timeline of mentions and the edges between them, however these were found.
///
/// # Errors
/// Bytes that are no mention.
pub fn assembled(packed: &[&[u8]], edges: &[NamedEdge], statements: bool) -> PyResult<Timeline> {
    let all = mentions(packed.iter().copied())?;
    let options = Options { statements, unlisted: false };
    Ok(Timeline::build_linked(all, &options, |told| placed(told, edges)))
}

/// The edges by the places of their mentions.
fn placed(told: &[Mention], edges: &[NamedEdge]) -> Vec<Edge> {
    let places: HashMap<(&str, u32), u32> =
        told.iter().zip(0..).map(|(m, place)| ((&*m.article, m.index), place)).collect();
    let place = |article: &str, index: u32| places.get(&(article, index)).copied();
    let one = |(a, i, b, j, kind, score): &NamedEdge| {
        let kind = *KINDS.get(usize::from(*kind))?;
        Some(Edge::between(place(a, *i)?, place(b, *j)?, kind, *score, Reasons::default()))
    };
    edges.iter().filter_map(one).collect()
}
