//! One event, many articles: mentions of the same event found by blocking, scoring and clustering.
//!
//! The first layer that sees several documents. A [`Mention`] is what rows tell, its [`Features`] are what is compared. Three
//! functions are pure: [`block_keys`] (features to blocks), [`link`] (one block to edges), [`group`] (edges to events); a distributed engine calls the very same, and
//! [`link_all`] is what one machine does in place of [`link`] for each block, [`Shard::link`] what each of several does for its
//! range of blocks. Does not know which events are worth a reader's time.

mod action;
mod block;
mod blocks;
mod cluster;
mod conflict;
mod count;
mod crew;
mod edge;
mod features;
mod flatten;
mod group;
mod groups;
mod hash;
mod identity;
mod lemmas;
mod lists;
mod mention;
mod pairs;
mod pool;
mod reason;
#[cfg(test)]
pub(crate) mod scenario;
mod score;
mod shard;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

pub use action::{class_hash, is_generic};
pub use block::{BlockKey, MentionId, block_keys, block_place};
pub use blocks::WINDOW;
pub use count::Numbers;
pub use crew::{Alone, Crew};
pub use edge::{Bond, Bonds, Edge, EdgeKind, edges_among};
pub use features::{FeatureMaker, Features, topic};
pub use flatten::{Reading, mentions};
pub use group::{Linked, Realisation, deciding, events, group, regroup};
pub use groups::Groups;
pub use hash::StableHash;
pub use identity::{Identity, actor_key, is_named};
pub use mention::{Claim, Earlier, Mention, Participant};
pub use pairs::{Links, link, link_all};
pub use pool::{Growing, Pool};
pub use reason::Reasons;
pub use shard::{BUCKETS, HotBlock, Shard, bucket, canonical, plan, route, whole_buckets};
pub use words::{Sketch, phrase};

/// What the store keeps of linking, and does again for single articles.
pub(crate) mod kept {
    #[cfg(feature = "store")]
    pub(crate) use super::block::{Place, article_hash};
    pub(crate) use super::count::Count;
    #[cfg(feature = "store")]
    pub(crate) use super::edge::judge;
    pub(crate) use super::features::{Bag, Days, Reality, Wording};
    #[cfg(feature = "store")]
    pub(crate) use super::score::Stories;
    pub(crate) use super::words::Weight;
}
