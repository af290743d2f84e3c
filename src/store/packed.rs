//! An article's mentions as bytes, for an engine that moves them from machine to machine: all of them, and what linking
//! compares of them.

use std::sync::Arc;

use super::bytes::{Names, read, written};
use super::profile::Profile;
use super::record::Record;
use crate::linking::{Features, Mention};

/// The bytes of an article's mentions: short, and read by [`unpack`] of the same version of the program only.
pub fn pack(mentions: &[Mention]) -> Vec<u8> {
    let topic = mentions.first().map(|m| Arc::clone(&m.topic)).unwrap_or_default();
    written(&Record { topic, mentions: mentions.to_vec(), ..Record::default() })
}

/// The same without what the article is about, which no row tells.
#[cfg(feature = "store")]
pub(super) fn pack_mention(mention: &Mention) -> Vec<u8> {
    written(&Record { mentions: vec![mention.clone()], ..Record::default() })
}

/// The mentions that [`pack`] made these bytes of; what they have in common is held once. `None` where one of them is
/// not whole, or was packed by another version.
pub fn unpack<'b>(packed: impl Iterator<Item = &'b [u8]>) -> Option<Vec<Mention>> {
    let mut names = Names::default();
    let mut mentions = Vec::new();
    for bytes in packed {
        mentions.extend(read::<Record>(bytes, &mut names)?.mentions());
    }
    Some(mentions)
}

/// The bytes of the features of an article's mentions, read by [`unpack_features`] of the same version only. What mentions of one
/// sentence have in common is written once where they follow each other.
pub fn pack_features(features: Vec<Features>) -> Vec<u8> {
    written(&Profile::together(features))
}

/// The features that [`pack_features`] made these bytes of, article after article. `None` as for [`unpack`].
pub fn unpack_features<'b>(packed: impl Iterator<Item = &'b [u8]>) -> Option<Vec<Features>> {
    let mut names = Names::default();
    let mut features = Vec::new();
    for (story, bytes) in (0..).zip(packed) {
        features.extend(read::<Profile>(bytes, &mut names)?.into_features(story));
    }
    Some(features)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Extractor};

    #[test]
    fn what_was_packed_is_unpacked() {
        let text = "Norway signed the border treaty with Peru in Oslo on May 4, the ministry said on Monday.";
        let document = Document::new("a", text).published("2021-05-10".parse().unwrap());
        let mentions = Extractor::builtin().unwrap().extract(&document).mentions(&document);
        let packed = pack(&mentions);
        let twice = [packed.as_slice(), packed.as_slice()];
        assert_eq!(unpack(twice.into_iter()), Some([mentions.clone(), mentions.clone()].concat()));
        assert_eq!(unpack([&packed[..packed.len() - 1]].into_iter()), None);

        let features: Vec<Features> = mentions.iter().map(Features::of).collect();
        let packed = pack_features(features.clone());
        let read = unpack_features([packed.as_slice()].into_iter()).unwrap();
        let compared = |f: &Features| format!("{:?}", Features { story: 0, ..f.clone() });
        assert!(read.iter().map(compared).eq(features.iter().map(compared)));
        assert!(unpack_features([&packed[..packed.len() - 1]].into_iter()).is_none());
    }
}
