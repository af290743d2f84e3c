//! One mention as bytes, for an engine that moves it from machine to machine: whole, or what linking compares of it alone.

use std::sync::Arc;

use super::bytes::{Names, read, written};
use super::profile::Profile;
use super::record::Record;
use crate::linking::{Features, Mention};

/// The bytes of a mention: short, and read by [`unpack`] of the same version of the program only.
pub fn pack(mention: &Mention) -> Vec<u8> {
    written(&Record {
        topic: Arc::clone(&mention.topic),
        mentions: vec![mention.clone()],
        ..Record::default()
    })
}

/// The mentions that [`pack`] made these bytes of; what they have in common is held once. `None` where one of them is
/// not whole, or was packed by another version.
pub fn unpack<'b>(packed: impl Iterator<Item = &'b [u8]>) -> Option<Vec<Mention>> {
    let mut names = Names::default();
    let one = |bytes: &[u8]| read::<Record>(bytes, &mut names)?.mentions().next();
    packed.map(one).collect()
}

/// The bytes of features: a fraction of those of the mention. Read by [`unpack_features`] of the same version of the
/// program only.
pub fn pack_features(features: &Features) -> Vec<u8> {
    written(&Profile::together(vec![features.clone()]))
}

/// The features that [`pack_features`] made these bytes of, for [`link`](crate::linking::link). `None` where one of them
/// is not whole, or was packed by another version.
pub fn unpack_features<'b>(packed: impl Iterator<Item = &'b [u8]>) -> Option<Vec<Features>> {
    let mut names = Names::default();
    let one = |(story, bytes)| read::<Profile>(bytes, &mut names)?.into_features(story).pop();
    (0..).zip(packed).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linking::{block_keys, link};
    use crate::{Document, Extractor};

    #[test]
    fn what_was_packed_is_unpacked() {
        let text = "Norway signed the border treaty with Peru in Oslo on May 4, the ministry said on Monday.";
        let document = Document::new("a", text).published("2021-05-10".parse().unwrap());
        let mentions = Extractor::builtin().unwrap().extract(&document).mentions(&document);
        let packed: Vec<Vec<u8>> = mentions.iter().map(pack).collect();
        assert_eq!(unpack(packed.iter().map(Vec::as_slice)).as_deref(), Some(mentions.as_slice()));
        let cut = &packed[0][..packed[0].len() - 1];
        assert_eq!(unpack([cut].into_iter()), None);
        let features: Vec<Features> = mentions.iter().map(Features::of).collect();
        let packed: Vec<Vec<u8>> = features.iter().map(pack_features).collect();
        let unpacked = unpack_features(packed.iter().map(Vec::as_slice)).unwrap();
        assert_eq!(link(&unpacked), link(&features));
        assert!(unpacked.iter().map(block_keys).eq(features.iter().map(block_keys)));
    }
}
