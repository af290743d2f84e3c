//! All blocks of a run at once: which mentions share which keys, in little memory.
//!
//! Knows keys and ranks (places of mentions in order of time). Does not know what is compared.

use super::block::BlockKey;
use super::features::Features;
use super::pool::Pool;

/// In each of its blocks a mention is compared with so many before it and so many after it.
pub const WINDOW: usize = 16;
/// More keys than mentions have: room that is never touched costs nothing, a table that grows is copied.
const KEYS_AT_MOST: usize = 64;
/// So many keys are remembered before they are made again: eight million bytes.
const REMEMBERED: usize = 1 << 20;
/// Marks the last mention of a block.
const LAST: u32 = 1 << 31;

/// The blocks of more than one mention, and where each mention stands in them.
pub(super) struct Blocks {
    /// The ranks of the mentions of each block, block after block, the last of each marked.
    ranks: Vec<u32>,
    /// For each mention the range of its places in `places`; one more at the end.
    starts: Vec<u32>,
    /// Places in `ranks`, for each mention those of its blocks.
    places: Vec<u32>,
    /// Blocks of more mentions than are compared with each other.
    pub hot: usize,
}

/// Some of the blocks of a run: those whose keys end in these bits.
#[derive(Clone, Copy)]
pub(super) struct Part {
    number: u64,
    bits: u32,
}

impl Part {
    /// The parts in which the blocks of so many mentions are worked on: one, unless a key and a rank take more bits than
    /// an entry of the table has.
    pub(super) fn all(mentions: usize) -> impl Iterator<Item = Self> {
        let rank = usize::BITS - mentions.leading_zeros();
        Self::split((rank + BlockKey::BITS).saturating_sub(u64::BITS))
    }

    /// All blocks, by the last `bits` of their keys.
    pub(super) fn split(bits: u32) -> impl Iterator<Item = Self> {
        (0..1 << bits).map(move |number| Self { number, bits })
    }

    fn holds(self, key: BlockKey) -> bool {
        key.0 & ((1 << self.bits) - 1) == self.number
    }

    /// How many bits of an entry are the rank; the others are what the part leaves of the key.
    fn rank_bits(self) -> u32 {
        u64::BITS - BlockKey::BITS + self.bits
    }

    fn entry(self, key: BlockKey, rank: u32) -> u64 {
        key.0 >> self.bits << self.rank_bits() | u64::from(rank)
    }

    fn rank(self, entry: u64) -> u32 {
        (entry & ((1 << self.rank_bits()) - 1)) as u32
    }

    fn key(self, entry: u64) -> u64 {
        entry >> self.rank_bits()
    }
}

impl Blocks {
    /// The blocks of this part, of mentions of which `order` names one of each rank. `keys` gives the keys of a mention.
    ///
    /// Keys are looked at twice: first to mark those that come again, since most are nobody else's, then to keep these. Those of the
    /// first mentions are remembered in between, the others are made again.
    pub(super) fn of(
        features: &impl Pool,
        order: &[u32],
        part: Part,
        keys: impl Fn(&Features, &mut Vec<BlockKey>),
    ) -> Self {
        let ranked = || order.iter().filter_map(|at| features.get(*at));
        let mut remembered: Vec<BlockKey> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        let mut own = Vec::new();
        let mut seen = Seen::new(features.len());
        for f in ranked() {
            own.clear();
            keys(&f, &mut own);
            own.retain(|key| part.holds(*key));
            own.iter().for_each(|key| seen.note(*key));
            if remembered.len() < REMEMBERED {
                remembered.extend(&own);
                ends.push(remembered.len());
            }
        }
        let mut table: Vec<u64> = Vec::with_capacity(features.len() * KEYS_AT_MOST);
        let mut keep = |rank: u32, own: &[BlockKey]| {
            let again = own.iter().filter(|key| seen.again(**key));
            table.extend(again.map(|key| part.entry(*key, rank)));
        };
        let starts = std::iter::once(0).chain(ends.iter().copied());
        for (rank, (start, end)) in (0..).zip(starts.zip(&ends)) {
            keep(rank, remembered.get(start..*end).unwrap_or_default());
        }
        for (rank, f) in (0..).zip(ranked()).skip(ends.len()) {
            own.clear();
            keys(&f, &mut own);
            own.retain(|key| part.holds(*key));
            keep(rank, &own);
        }
        drop(seen);
        table.sort_unstable();
        table.dedup();
        Self::new(table, part, features.len())
    }

    fn new(table: Vec<u64>, part: Part, mentions: usize) -> Self {
        let mut ranks: Vec<u32> = Vec::with_capacity(table.len());
        let mut hot = 0;
        for block in table.chunk_by(|a, b| part.key(*a) == part.key(*b)).filter(|block| block.len() > 1) {
            ranks.extend(block.iter().map(|entry| part.rank(*entry)));
            ranks.last_mut().into_iter().for_each(|last| *last |= LAST);
            hot += usize::from(block.len() > WINDOW + 1);
        }
        drop(table);
        let starts = starts(&ranks, mentions);
        let mut next = starts.clone();
        let mut places = vec![0u32; ranks.len()];
        for (place, rank) in (0..).zip(&ranks) {
            if let Some(slot) = next.get_mut((rank & !LAST) as usize)
                && let Some(free) = places.get_mut(*slot as usize)
            {
                *free = place;
                *slot += 1;
            }
        }
        Self { ranks, starts, places, hot }
    }

    /// The mentions that follow this one in its blocks, up to [`WINDOW`] a block; one may come several times.
    pub(super) fn neighbours(&self, rank: u32) -> impl Iterator<Item = u32> {
        let start = self.starts.get(rank as usize).copied().unwrap_or(0) as usize;
        let end = self.starts.get(rank as usize + 1).copied().unwrap_or(0) as usize;
        self.places
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .flat_map(|place| self.following(*place as usize))
    }

    fn following(&self, place: usize) -> impl Iterator<Item = u32> {
        let rest = self.ranks.get(place..).unwrap_or_default();
        let more = rest.iter().take(WINDOW).take_while(|rank| **rank & LAST == 0).count();
        rest.iter().skip(1).take(more).map(|rank| rank & !LAST)
    }
}

/// Where the places of each mention begin: a counting sort by mention.
fn starts(ranks: &[u32], mentions: usize) -> Vec<u32> {
    let mut starts = vec![0u32; mentions + 1];
    for rank in ranks {
        if let Some(count) = starts.get_mut((rank & !LAST) as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// Which keys came once and which came again, by a few of their bits: a key that came once may pass for one that came
/// again, never the other way round (a Bloom filter of one hash, twice).
struct Seen {
    once: Vec<u64>,
    again: Vec<u64>,
}

impl Seen {
    /// For the keys of so many mentions.
    fn new(mentions: usize) -> Self {
        let words = mentions.saturating_mul(2).next_power_of_two();
        Self { once: vec![0; words], again: vec![0; words] }
    }

    fn place(&self, key: BlockKey) -> (usize, u64) {
        ((key.0 >> 6) as usize & (self.once.len() - 1), 1 << (key.0 & 63))
    }

    fn note(&mut self, key: BlockKey) {
        let (word, bit) = self.place(key);
        if let (Some(once), Some(again)) = (self.once.get_mut(word), self.again.get_mut(word)) {
            *again |= *once & bit;
            *once |= bit;
        }
    }

    fn again(&self, key: BlockKey) -> bool {
        let (word, bit) = self.place(key);
        self.again.get(word).is_some_and(|again| again & bit != 0)
    }
}
