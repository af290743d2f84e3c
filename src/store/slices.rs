//! What linking compares of an article's mentions, for an engine that sends it from machine to machine: bytes that can be divided
//! by the mentions' actions without being read.
//!
//! Knows which part belongs to which mention. Does not know what is compared.

use std::sync::Arc;

use super::bytes::{Code, Names, Reader, Writer};
use super::profile::{Common, Profile};
use crate::linking::kept::Wording;
use crate::linking::{Features, bucket};

/// The bytes of the features of an article's mentions, read by [`unpack_features`] of the same version only. What mentions of one
/// sentence have in common is written once where they follow each other.
pub fn pack_features(features: Vec<Features>) -> Vec<u8> {
    let profile = Profile::together(features);
    let mut out = Writer::default();
    sliced(&mut out, |own| profile.common.put(own));
    (profile.wordings.len() as u32).put(&mut out);
    profile.wordings.iter().for_each(|wording| sliced(&mut out, |own| wording.put(own)));
    let day = profile.common.published.unwrap_or_default();
    for (f, wording) in profile.features.iter().zip(profile.wording_of) {
        out.byte(bucket(f) as u8);
        wording.put(&mut out);
        sliced(&mut out, |own| {
            own.day = day;
            f.put(own);
        });
    }
    out.into_bytes()
}

fn sliced(out: &mut Writer, put: impl FnOnce(&mut Writer)) {
    let mut own = Writer::default();
    put(&mut own);
    put_slice(&own.into_bytes(), out);
}

fn put_slice(slice: &[u8], out: &mut Writer) {
    (slice.len() as u32).put(out);
    out.slice(slice);
}

/// The slices of an article.
struct Slices<'b> {
    common: &'b [u8],
    wordings: Vec<&'b [u8]>,
    mentions: Vec<Slice<'b>>,
}

/// A mention: the bucket of its action, the number of its wording, its features.
#[derive(Clone, Copy)]
struct Slice<'b> {
    bucket: u8,
    wording: u32,
    features: &'b [u8],
}

impl<'b> Slices<'b> {
    /// No text is read, so that `no_names` stays empty.
    fn of(bytes: &'b [u8], no_names: &'b mut Names) -> Option<Self> {
        let mut from = Reader::new(bytes, no_names);
        let slice = |from: &mut Reader<'b>| {
            let length = u32::take(from)? as usize;
            from.slice(length)
        };
        let common = slice(&mut from)?;
        let wordings = (0..u32::take(&mut from)?).map(|_| slice(&mut from)).collect::<Option<_>>()?;
        let mut mentions = Vec::new();
        while let Some(bucket) = from.byte() {
            mentions.push(Slice { bucket, wording: Code::take(&mut from)?, features: slice(&mut from)? });
        }
        Some(Self { common, wordings, mentions })
    }

    /// Those of some of the mentions, with the wordings that these have.
    fn some(&self, mentions: &[Slice<'b>]) -> Vec<u8> {
        let mut out = Writer::default();
        put_slice(self.common, &mut out);
        let mut numbers: Vec<u32> = mentions.iter().map(|slice| slice.wording).collect();
        numbers.dedup();
        (numbers.len() as u32).put(&mut out);
        let wording = |number: &u32| self.wordings.get(*number as usize).copied().unwrap_or_default();
        numbers.iter().for_each(|number| put_slice(wording(number), &mut out));
        let mut number = 0;
        for slice in mentions {
            number += u32::from(numbers.get(number as usize) != Some(&slice.wording));
            out.byte(slice.bucket);
            number.put(&mut out);
            put_slice(slice.features, &mut out);
        }
        out.into_bytes()
    }

    /// Adds the features, put together.
    fn unpack(&self, story: u32, names: &mut Names, found: &mut Vec<Features>) -> Option<()> {
        let common = Common::take(&mut Reader::new(self.common, names))?;
        let wording =
            |bytes: &&[u8]| Some(Arc::new(Wording::take(&mut Reader::new(bytes, &mut Names::default()))?));
        let wordings: Vec<Arc<Wording>> = self.wordings.iter().map(wording).collect::<Option<_>>()?;
        let day = common.published.unwrap_or_default();
        for slice in &self.mentions {
            let mut from = Reader::new(slice.features, names);
            from.day = day;
            let features = Features::take(&mut from)?;
            found.push(common.whole(features, Arc::clone(wordings.get(slice.wording as usize)?), story));
        }
        Some(())
    }
}

/// The features that [`pack_features`] made these bytes of, article after article. `None` where they are not whole, or were packed by
/// another version.
pub fn unpack_features<'b>(packed: impl Iterator<Item = &'b [u8]>) -> Option<Vec<Features>> {
    let mut names = Names::default();
    let mut features = Vec::new();
    for (story, bytes) in (0..).zip(packed) {
        Slices::of(bytes, &mut Names::default())?.unpack(story, &mut names, &mut features)?;
    }
    Some(features)
}

/// Divides what [`pack_features`] gave: mentions whose [`bucket`] has the same number `of` it stay together, in their order. Gives each
/// number with its bytes, the least first. `None` as for [`unpack_features`].
pub fn divide_features(bytes: &[u8], of: impl Fn(usize) -> u32) -> Option<Vec<(u32, Vec<u8>)>> {
    let mut no_names = Names::default();
    let slices = Slices::of(bytes, &mut no_names)?;
    let own = slices.mentions.iter().map(|slice| (of(usize::from(slice.bucket)), *slice));
    let mut own: Vec<(u32, Slice<'_>)> = own.collect();
    own.sort_by_key(|(number, _)| *number);
    let divided = own.chunk_by(|(a, _), (b, _)| a == b).filter_map(|some| {
        let (number, _) = some.first()?;
        let mentions: Vec<Slice<'_>> = some.iter().map(|(_, slice)| *slice).collect();
        Some((*number, slices.some(&mentions)))
    });
    Some(divided.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linking::FeatureMaker;
    use crate::{Document, Extractor};

    fn features() -> Vec<Features> {
        let text = "Norway signed the border treaty with Peru in Oslo on May 4, the ministry said on Monday. Two of 12 ministers \
                    resigned in 2019. Talks had failed before Chile attacked Peru and recalled its envoy.";
        let document = Document::new("a", text).published("2021-05-10".parse().unwrap());
        let mentions = Extractor::builtin().unwrap().extract(&document).mentions(&document);
        let mut maker = FeatureMaker::default();
        mentions.iter().map(|m| maker.features(m)).collect()
    }

    fn told(features: &[Features]) -> Vec<String> {
        features.iter().map(|f| format!("{:?}", Features { story: 0, ..f.clone() })).collect()
    }

    #[test]
    fn features_are_unpacked_as_they_were_packed_whole_or_divided() {
        let features = features();
        let packed = pack_features(features.clone());
        assert!(features.len() > 4);
        assert_eq!(told(&unpack_features([packed.as_slice()].into_iter()).unwrap()), told(&features));
        assert!(unpack_features([&packed[..packed.len() - 1]].into_iter()).is_none());
        for parts in [1, 2, 7, 300] {
            let of = |bucket: usize| bucket as u32 % parts;
            let divided = divide_features(&packed, of).unwrap();
            assert!(divided.is_sorted_by(|(a, _), (b, _)| a < b) && (parts == 1) == (divided.len() == 1));
            for (number, bytes) in &divided {
                let own: Vec<Features> =
                    features.iter().filter(|f| of(bucket(f)) == *number).cloned().collect();
                assert_eq!(told(&unpack_features([bytes.as_slice()].into_iter()).unwrap()), told(&own));
            }
            let counts = divided
                .iter()
                .map(|(_, bytes)| unpack_features([bytes.as_slice()].into_iter()).unwrap().len());
            assert_eq!(counts.sum::<usize>(), features.len());
        }
        assert!(divide_features(&packed[..packed.len() - 1], |_| 0).is_none());
    }
}
