//! Names and phrases of one or more words, found by longest match over the terms of tokens.
//!
//! Knows terms. Does not know what the phrases mean.

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::image::{Flat, Source, Stored, Writer, pack};
use crate::text::{Cells, Lexicon, Term, Text, cut};

/// The node that every phrase starts from.
const ROOT: u32 = 0;

/// A set of phrases, each with values of type `V`.
#[derive(Clone, Debug)]
pub(super) struct Trie<V> {
    /// First words: node by term, 0 where no phrase starts.
    roots: Flat<4>,
    /// Later words: (node, term) to node.
    next: Links,
    /// Values of each node, as a range of `values`: first and end.
    ranges: Flat<8>,
    values: Vec<V>,
}

/// Which node a word leads to, node by node: an open hash table of (node, term, next node). A next node of [`ROOT`] says
/// free; the length is a power of two.
#[derive(Clone, Debug, Default)]
struct Links(Flat<12>);

impl Links {
    fn new(next: &FxHashMap<(u32, Term), u32>) -> Self {
        let mut links: Vec<_> = next.iter().map(|((node, term), to)| [*node, term.0, *to]).collect();
        links.sort_unstable();
        let mut slots = vec![[0; 12]; (2 * links.len()).next_power_of_two()];
        for link in links {
            let [node, term, _] = link;
            let mut at = Self::place(Self::key(node, Term(term)), slots.len());
            while slots.get(at).is_some_and(|slot| Self::read(slot).1 != ROOT) {
                at = (at + 1) & (slots.len() - 1);
            }
            if let Some(free) = slots.get_mut(at) {
                *free = pack(link);
            }
        }
        Self(slots.into())
    }

    #[inline]
    fn key(node: u32, term: Term) -> u64 {
        u64::from(term.0) << 32 | u64::from(node)
    }

    #[inline]
    fn place(key: u64, slots: usize) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & slots.saturating_sub(1)
    }

    /// A slot as (node and term, next node).
    #[inline]
    fn read(slot: &[u8; 12]) -> (u64, u32) {
        let [a, b, c, d, e, f, g, h, to @ ..] = *slot;
        (u64::from_le_bytes([a, b, c, d, e, f, g, h]), u32::from_le_bytes(to))
    }

    #[inline]
    fn follow(&self, node: u32, term: Term) -> u32 {
        let key = Self::key(node, term);
        let mut at = Self::place(key, self.0.len());
        while let Some(slot) = self.0.get(at) {
            match Self::read(slot) {
                (_, ROOT) => break,
                (from, to) if from == key => return to,
                _ => at = (at + 1) & (self.0.len() - 1),
            }
        }
        ROOT
    }
}

/// Collects phrases; [`Builder::build`] makes the trie.
#[derive(Debug)]
pub(super) struct Builder<V> {
    roots: Vec<u32>,
    next: FxHashMap<(u32, Term), u32>,
    nodes: u32,
    values: Vec<(u32, V)>,
    /// Values that take the place of all others of their node.
    alone: Vec<(u32, V)>,
    /// The phrase at hand in lower case.
    lower: String,
}

/// About as many later words as the tables have.
const LATER_WORDS: usize = 8_000;

impl<V: Stored> Stored for Trie<V> {
    fn put(&self, image: &mut Writer) {
        self.roots.put(image);
        self.next.0.put(image);
        self.ranges.put(image);
        self.values.put(image);
    }

    fn take(source: &mut Source) -> Option<Self> {
        let (roots, next, ranges) = Stored::take(source)?;
        Some(Self { roots, next: Links(next), ranges, values: Stored::take(source)? })
    }
}

impl<V: Copy> Builder<V> {
    /// An empty builder.
    pub fn new() -> Self {
        let next = FxHashMap::with_capacity_and_hasher(LATER_WORDS, FxBuildHasher);
        Self {
            roots: Vec::new(),
            next,
            nodes: ROOT,
            values: Vec::new(),
            alone: Vec::new(),
            lower: String::new(),
        }
    }

    /// Adds `phrase`, whose words are added to the lexicon. Values of one phrase keep their order.
    pub fn add(&mut self, phrase: &str, value: V, lexicon: &mut Lexicon) {
        let node = self.node(phrase, lexicon);
        if node != ROOT {
            self.values.push((node, value));
        }
    }

    /// Adds `phrase` in place of all that it meant before.
    pub fn replace(&mut self, phrase: &str, value: V, lexicon: &mut Lexicon) {
        let node = self.node(phrase, lexicon);
        if node != ROOT {
            self.alone.push((node, value));
        }
    }

    fn node(&mut self, phrase: &str, lexicon: &mut Lexicon) -> u32 {
        let mut node = ROOT;
        let mut lower = std::mem::take(&mut self.lower);
        lower_case(phrase, &mut lower);
        each_word(&lower, lexicon, |term| node = self.step(node, term));
        self.lower = lower;
        node
    }

    fn step(&mut self, node: u32, term: Term) -> u32 {
        let slot = if node == ROOT {
            let index = term.0 as usize;
            if self.roots.len() <= index {
                self.roots.resize(index + 1, ROOT);
            }
            &mut self.roots[index]
        } else {
            self.next.entry((node, term)).or_insert(ROOT)
        };
        if *slot == ROOT {
            self.nodes += 1;
            *slot = self.nodes;
        }
        *slot
    }

    /// The finished trie. Complexity: linear.
    pub fn build(mut self) -> Trie<V> {
        if !self.alone.is_empty() {
            let replaced: FxHashSet<u32> = self.alone.iter().map(|(node, _)| *node).collect();
            self.values.retain(|(node, _)| !replaced.contains(node));
            self.values.append(&mut self.alone);
        }
        // Counted by node, then put in their places: values of one node stay in their order.
        let mut ends = vec![0; self.nodes as usize + 2];
        for (node, _) in &self.values {
            ends[*node as usize + 1] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut values: Vec<V> = self.values.iter().map(|(_, value)| *value).collect();
        let starts = ends.clone();
        for (node, value) in &self.values {
            let at = &mut ends[*node as usize];
            values[*at as usize] = *value;
            *at += 1;
        }
        let ranges: Vec<[u8; 8]> =
            starts.into_iter().zip(ends).map(|(start, end)| pack([start, end])).collect();
        let roots: Vec<[u8; 4]> = self.roots.iter().map(|node| node.to_le_bytes()).collect();
        Trie { roots: roots.into(), next: Links::new(&self.next), ranges: ranges.into(), values }
    }
}

impl<V> Default for Trie<V> {
    fn default() -> Self {
        Self { roots: Flat::default(), next: Links::default(), ranges: Flat::default(), values: Vec::new() }
    }
}

impl<V> Trie<V> {
    /// True when a phrase starts with this word.
    #[inline]
    pub fn starts(&self, term: Term) -> bool {
        self.roots.number(term.0 as usize) != ROOT
    }

    /// Calls `each` with the end and the values of every phrase that starts at `first`, shortest first.
    /// Complexity: linear in the length of the longest phrase.
    pub fn matches(&self, text: &Text, first: u32, end: u32, mut each: impl FnMut(u32, (u32, u32))) {
        let mut node = self.roots.number(text.term(first).0 as usize);
        let mut at = first;
        while node != ROOT {
            at += 1;
            let range = self.range(node);
            if range.0 < range.1 {
                each(at, range);
            }
            if at >= end {
                return;
            }
            node = self.next.follow(node, text.term(at));
        }
    }

    /// The values of exactly this phrase.
    pub fn get(&self, mut terms: impl Iterator<Item = Term>) -> &[V] {
        let Some(first) = terms.next() else { return &[] };
        let mut node = self.roots.number(first.0 as usize);
        for term in terms {
            node = if node == ROOT { ROOT } else { self.next.follow(node, term) };
        }
        if node == ROOT { &[] } else { self.values(self.range(node)) }
    }

    #[inline]
    fn range(&self, node: u32) -> (u32, u32) {
        let range = self.ranges.get(node as usize).map_or(0, |range| u64::from_le_bytes(*range));
        (range as u32, (range >> 32) as u32)
    }

    /// The values of a range that [`Trie::matches`] gave.
    pub fn values(&self, range: (u32, u32)) -> &[V] {
        self.values.get(range.0 as usize..range.1 as usize).unwrap_or(&[])
    }
}

/// Writes the phrase in lower case.
pub(super) fn lower_case(phrase: &str, lower: &mut String) {
    lower.clear();
    if phrase.is_ascii() {
        lower.push_str(phrase);
        lower.make_ascii_lowercase();
    } else {
        lower.push_str(&phrase.to_lowercase());
    }
}

/// Calls `each` with the terms of a phrase in lower case, cut as the lexer cuts it.
fn each_word(lower: &str, lexicon: &mut Lexicon, mut each: impl FnMut(Term)) {
    if lower.bytes().all(|b| b.is_ascii_lowercase() || b == b' ') {
        for word in Cells::new(lower, b' ') {
            each(lexicon.intern(word));
        }
        return;
    }
    for span in cut(lower, lexicon) {
        let word = span.of(lower);
        let stop = word.as_bytes().get(1) == Some(&b'.') && !word.ends_with('.');
        each(if stop { lexicon.intern(&format!("{word}.")) } else { lexicon.intern(word) });
    }
}
