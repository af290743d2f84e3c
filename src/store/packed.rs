//! An article's mentions as bytes, for an engine that moves them from machine to machine.
//!
//! Knows mentions. Does not know the store.

use std::sync::Arc;

use super::bytes::{Code, Names, Writer, put_all, read};
use super::record::Record;
use crate::linking::Mention;

/// The bytes of an article's mentions: short, and read by [`unpack`] of the same version of the program only.
pub fn pack(mentions: &[Mention]) -> Vec<u8> {
    let topic = mentions.first().map(|m| Arc::clone(&m.topic)).unwrap_or_default();
    let mut out = Writer::default();
    topic.put(&mut out);
    put_all(mentions, &mut out);
    out.into_bytes()
}

/// The same without what the article is about, which no row tells.
#[cfg(feature = "store")]
pub(super) fn pack_mention(mention: &Mention) -> Vec<u8> {
    let mut out = Writer::default();
    Record::default().topic.put(&mut out);
    put_all(std::slice::from_ref(mention), &mut out);
    out.into_bytes()
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
    }
}
