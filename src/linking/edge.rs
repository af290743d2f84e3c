//! Two mentions that belong together, and how.
//!
//! Knows pairs. What is found of a pair depends on nothing but the pair.

use std::borrow::Borrow;

use rustc_hash::FxHashMap;

use super::block::MentionId;
use super::conflict::realises;
use super::features::Features;
use super::reason::Reasons;
use super::score::{ENOUGH, Stories, Tally, is_enough, rivals, score, score_as_done};

/// How two mentions belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// They tell one event.
    Same,
    /// The first tells what made true what the second announces.
    Realises,
    /// The first announces what the second tells as done.
    RealisedBy,
    /// They would be one event, did they not count the same people differently.
    Rivals,
}

impl EdgeKind {
    /// The kind when the two change places.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Realises => Self::RealisedBy,
            Self::RealisedBy => Self::Realises,
            kind => kind,
        }
    }
}

/// Two mentions that belong together, by their places in the list that was linked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The lower place.
    pub a: u32,
    /// The higher place.
    pub b: u32,
    /// How they belong together.
    pub kind: EdgeKind,
    /// The points it earned; more is surer, 5.5 is enough.
    pub score: f32,
    /// What earned or cost points.
    pub reasons: Reasons,
}

impl Edge {
    /// The edge between two places, whichever is the lower.
    pub fn between(a: u32, b: u32, kind: EdgeKind, score: f32, reasons: Reasons) -> Self {
        if a <= b {
            Self { a, b, kind, score, reasons }
        } else {
            Self { a: b, b: a, kind: kind.turned(), score, reasons }
        }
    }
}

/// An edge between two mentions by their ids, as it is kept from run to run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bond {
    /// One mention.
    pub a: MentionId,
    /// The other.
    pub b: MentionId,
    /// How the first belongs to the second.
    pub kind: EdgeKind,
    /// See [`Edge::score`].
    pub score: f32,
    /// See [`Edge::reasons`].
    pub reasons: Reasons,
}

/// Edges from elsewhere: a mention has edges of one of the two kinds only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bonds {
    /// Edges that [decide](super::deciding), found by who knew all edges of their mentions.
    pub decided: Vec<Bond>,
    /// Edges of which it is not known yet what follows.
    pub open: Vec<Bond>,
}

/// The edges between those of `mentions` that `bonds` tell of. Complexity: linear in both.
pub fn edges_among<B: Borrow<Bond>>(bonds: impl IntoIterator<Item = B>, mentions: &[MentionId]) -> Vec<Edge> {
    let places: FxHashMap<MentionId, u32> = mentions.iter().copied().zip(0..).collect();
    let edge = |bond: B| {
        let bond: &Bond = bond.borrow();
        let (a, b) = (places.get(&bond.a)?, places.get(&bond.b)?);
        Some(Edge::between(*a, *b, bond.kind, bond.score, bond.reasons))
    };
    bonds.into_iter().filter_map(edge).collect()
}

/// How two mentions of which `a` stands before `b` in their blocks belong together; `None` for strangers.
pub(crate) fn judge(a: &Features, b: &Features, stories: &Stories) -> Option<(EdgeKind, Tally)> {
    if a.reality != b.reality {
        return if a.action == b.action && !a.generic { plan(a, b, stories) } else { None };
    }
    if let Some(tally) = score(a, b, ENOUGH, stories).filter(is_enough) {
        return Some((EdgeKind::Same, tally));
    }
    let other = a.id.article != b.id.article;
    rivals(a, b, stories).filter(|_| other).map(|tally| (EdgeKind::Rivals, tally))
}

/// A fact and a plan of the same action between the same people.
fn plan(a: &Features, b: &Features, stories: &Stories) -> Option<(EdgeKind, Tally)> {
    let (kind, fact, plan) = if realises(a, b) {
        (EdgeKind::Realises, a, b)
    } else if realises(b, a) {
        (EdgeKind::RealisedBy, b, a)
    } else {
        return None;
    };
    score_as_done(fact, plan, stories).filter(is_enough).map(|tally| (kind, tally))
}
