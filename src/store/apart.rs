//! The values of a pack, of which each can be read alone: what hashes they have in common stands once, before them.
//!
//! Knows bytes. Does not know what the values mean.

use super::bytes::{Code, Names, Reader, Writer};

/// The bytes of some values; a hole where there is none.
pub(super) fn written_apart<T: Code>(values: &[Option<T>]) -> Vec<u8> {
    let (mut own, mut out) = (Writer::default(), Writer::default());
    own.numbers = Some(Default::default());
    (values.len() as u32).put(&mut out);
    for value in values {
        let (length, hashes) = (own.len(), own.new.len());
        value.iter().for_each(|value| value.put(&mut own));
        (own.len() - length, (own.new.len() - hashes) as u32).put(&mut out);
    }
    own.new.iter().for_each(|hash| out.hash(*hash));
    out.slice(&own.into_bytes());
    out.into_bytes()
}

/// What [`written_apart`] gave.
pub(super) struct Apart<'b> {
    hashes: &'b [u8],
    values: Vec<Slice<'b>>,
}

/// The bytes of one value, and how many hashes came before it.
struct Slice<'b> {
    bytes: &'b [u8],
    came: u32,
}

impl<'b> Apart<'b> {
    /// `None` where the bytes are not whole. No bytes are no values.
    pub(super) fn of(bytes: &'b [u8]) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self { hashes: bytes, values: Vec::new() });
        }
        let (lengths, left) = lengths(bytes)?;
        let mut rest = bytes.get(bytes.len() - left..)?;
        let mut next = |length: usize| {
            let (next, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(next)
        };
        let hashes: usize = lengths.iter().map(|(_, hashes)| *hashes as usize).sum();
        let hashes = next(hashes.checked_mul(4)?)?;
        let mut came = 0;
        let mut slice = |(length, new): (u32, u32)| {
            let slice = Slice { bytes: next(length as usize)?, came };
            came += new;
            Some(slice)
        };
        let values = lengths.into_iter().map(&mut slice).collect::<Option<_>>()?;
        rest.is_empty().then_some(Self { hashes, values })
    }

    /// The value in one place, where there is one; `None` for bytes that are none.
    pub(super) fn get<T: Code>(&self, place: usize) -> Option<Option<T>> {
        let Some(slice) = self.values.get(place).filter(|slice| !slice.bytes.is_empty()) else {
            return Some(None);
        };
        let mut no_names = Names::default();
        let mut from = Reader::new(slice.bytes, &mut no_names);
        (from.hashes, from.came) = (Some(self.hashes), slice.came);
        T::take(&mut from).filter(|_| from.left() == 0).map(Some)
    }

    /// All values in their places; `None` where one is damaged.
    pub(super) fn all<T: Code>(&self) -> Option<Vec<Option<T>>> {
        (0..self.values.len()).map(|place| self.get(place)).collect()
    }
}

/// How many bytes and how many new hashes each value has, and how many bytes come after that.
fn lengths(bytes: &[u8]) -> Option<(Vec<(u32, u32)>, usize)> {
    let mut no_names = Names::default();
    let mut from = Reader::new(bytes, &mut no_names);
    Some((Code::take(&mut from)?, from.left()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::profile::Profile;
    use crate::{Document, Extractor};

    fn profile(text: &str) -> Profile {
        let document = Document::new("a", text).published("2021-05-10".parse().unwrap());
        Profile::of(&Extractor::builtin().unwrap().extract(&document).mentions(&document))
    }

    fn told(profile: Option<Profile>) -> String {
        format!("{:?}", profile.map(|profile| profile.into_features(0).collect::<Vec<_>>()))
    }

    #[test]
    fn each_value_is_read_alone_as_it_was_written() {
        let texts = [
            "Norway signed a treaty with Peru on May 4.",
            "Peru said on May 5 that Norway had signed a treaty.",
        ];
        let [a, b] = texts.map(profile);
        let values = [Some(a), None, Some(b.clone()), Some(Profile::default()), Some(b)];
        let bytes = written_apart(&values);
        let apart = Apart::of(&bytes).unwrap();
        for (place, value) in values.iter().enumerate() {
            assert_eq!(told(apart.get(place).unwrap()), told(value.clone()), "{place}");
        }
        assert_eq!(apart.all::<Profile>().unwrap().len(), 5);
        assert!(matches!(apart.get::<Profile>(7), Some(None)));
        assert!(Apart::of(&[]).unwrap().all::<Profile>().unwrap().is_empty());
        assert!(bytes.len() < written_apart(&values[..1]).len() * 3, "what they have in common stands once");
        for length in 1..bytes.len() {
            assert!(Apart::of(&bytes[..length]).is_none());
        }
    }
}
