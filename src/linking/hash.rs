//! One hash that never changes: FNV-1a, 64 bits.
//!
//! Block keys and event ids are compared across runs, machines and versions of the standard library, so they must
//! not depend on the standard hasher. Source: Fowler, Noll, Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>.

/// A running FNV-1a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StableHash(u64);

impl Default for StableHash {
    #[inline]
    fn default() -> Self {
        Self::START
    }
}

impl StableHash {
    /// The hash of nothing.
    pub(super) const START: Self = Self(0xcbf2_9ce4_8422_2325);

    /// The hash after these bytes too.
    #[must_use]
    #[inline]
    pub fn bytes(self, bytes: &[u8]) -> Self {
        bytes.iter().fold(self, |hash, byte| hash.byte(*byte))
    }

    /// The hash after one byte more.
    #[must_use]
    #[inline]
    pub(super) const fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// The hash before this byte, which was the last one: multiplying by an odd number can be undone.
    #[must_use]
    #[inline]
    pub(super) fn without(self, byte: u8) -> Self {
        Self(self.0.wrapping_mul(0xce96_5057_aff6_957b) ^ u64::from(byte))
    }

    /// The hash after a text and an end mark, so that `ab`, `c` and `a`, `bc` differ.
    #[must_use]
    #[inline]
    pub fn field(self, text: &str) -> Self {
        self.bytes(text.as_bytes()).bytes(&[0xff])
    }

    /// The hash after a number: all its bytes at once (a step of the multiply-and-shift kind), since keys are made of
    /// numbers and there are many keys.
    #[must_use]
    #[inline]
    pub fn number(self, number: u64) -> Self {
        let mixed = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self(mixed ^ (mixed >> 29))
    }

    /// The 64 bits, mixed once more so that each bit depends on all the input (the finaliser of MurmurHash3).
    #[inline]
    pub const fn finish(self) -> u64 {
        let mut h = self.0;
        h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    }

    /// The lower 32 bits of [`finish`](Self::finish), never 0: 0 stands for "nothing" in feature tables.
    #[inline]
    pub const fn short(self) -> u32 {
        match self.finish() as u32 {
            0 => 1,
            short => short,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one_and_fields_do_not_run_together() {
        assert_eq!(StableHash::default().bytes(b"a"), StableHash(0xaf63_dc4c_8601_ec8c));
        assert_ne!(
            StableHash::default().field("ab").field("c"),
            StableHash::default().field("a").field("bc")
        );
        assert_ne!(StableHash::default().field("").short(), 0);
        assert_eq!(StableHash::default().byte(b's').without(b's'), StableHash::default());
    }
}
