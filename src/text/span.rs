//! Places in a text.
//!
//! Knows bytes and characters. Does not know words.

/// A half-open range of bytes in a text, `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The characters of `source` in this range; empty when the range does not fit the text.
    #[inline]
    pub fn of(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// True when nothing is in it.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// True when the two ranges share a byte.
    #[inline]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies within this range.
    #[inline]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Translates byte offsets of a text into character offsets (Unicode code points).
///
/// Free for ASCII texts; otherwise it keeps one running count every 64 bytes.
#[derive(Clone, Debug)]
pub struct CharOffsets<'t> {
    source: &'t str,
    counts: Vec<u32>,
}

impl<'t> CharOffsets<'t> {
    const STRIDE: usize = 64;

    /// Prepares `source`. Complexity: linear in its length.
    pub fn new(source: &'t str) -> Self {
        if source.is_ascii() {
            return Self { source, counts: Vec::new() };
        }
        let mut count = 0;
        let counts = source
            .as_bytes()
            .chunks(Self::STRIDE)
            .map(|chunk| {
                let before = count;
                count += chunk.iter().filter(|b| !is_continuation(**b)).count() as u32;
                before
            })
            .collect();
        Self { source, counts }
    }

    /// The number of characters before byte `byte`. Complexity: constant.
    #[inline]
    pub fn get(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.source.len());
        if self.counts.is_empty() {
            return byte as u32;
        }
        let block = (byte / Self::STRIDE).min(self.counts.len() - 1);
        let rest = &self.source.as_bytes()[block * Self::STRIDE..byte];
        self.counts[block] + rest.iter().filter(|b| !is_continuation(**b)).count() as u32
    }

    /// A byte range as a range of characters.
    #[inline]
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.get(span.start), self.get(span.end))
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let text = "Zürich — “é” ".repeat(20);
        let offsets = CharOffsets::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.get(byte as u32), count as u32);
        }
        assert_eq!(offsets.get(text.len() as u32), text.chars().count() as u32);
    }
}
