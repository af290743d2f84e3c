//! Features of a run that are too many for memory as they are: packed, and unpacked again when they are compared.
//!
//! A mention takes some 200 bytes so, a third of what it takes unpacked. Linking takes the mentions of a few actions at a time, in the
//! order in which articles tell them, so that each is unpacked once and the wording of a sentence is mostly at hand.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

use super::bytes::{Code, Names, Reader, Writer, read_some};
use super::profile::Common;
use crate::linking::kept::Wording;
use crate::linking::{Features, Growing, Pool, bucket};

/// So many features are held as they are before all are packed.
const HELD: usize = 200_000;
/// Features that are packed together.
const TOGETHER: usize = 64;

/// See above.
#[derive(Debug, Default)]
pub struct Packed {
    /// Not packed yet: all, until there are too many; then the last ones.
    open: Vec<Arc<Features>>,
    packs: Vec<Pack>,
    /// The bucket of each.
    buckets: Vec<u8>,
    /// What each article is about, by the number of its story.
    topics: Vec<Arc<[u32]>>,
    last: RefCell<Last>,
}

/// The wording that was unpacked last: its pack, its place there, and itself.
type Last = Option<(u32, u32, Arc<Wording>)>;

/// Some features one after another.
#[derive(Debug)]
struct Pack {
    bytes: Box<[u8]>,
    /// Where each begins.
    starts: [u32; TOGETHER],
}

/// Features that are held, or unpacked for a while.
#[derive(Debug)]
pub struct Unpacked(Arc<Features>);

impl Deref for Unpacked {
    type Target = Features;

    fn deref(&self) -> &Features {
        &self.0
    }
}

impl Pool for Packed {
    type Ref<'a> = Unpacked;

    fn len(&self) -> usize {
        self.buckets.len()
    }

    fn get(&self, place: u32) -> Option<Unpacked> {
        let place_in_open = (place as usize).checked_sub(self.packs.len() * TOGETHER);
        match place_in_open {
            Some(open) => self.open.get(open).map(Arc::clone).map(Unpacked),
            None => self.unpacked(place).map(Arc::new).map(Unpacked),
        }
    }

    fn bucket(&self, place: u32) -> usize {
        self.buckets.get(place as usize).copied().map_or(0, usize::from)
    }
}

impl Growing for Packed {
    fn push(&mut self, features: Features) {
        self.buckets.push(bucket(&features) as u8);
        self.open.push(Arc::new(features));
        let full = if self.packs.is_empty() { HELD } else { TOGETHER };
        if self.open.len() >= full {
            self.close();
        }
    }
}

impl Packed {
    /// Packs what is open, as far as it fills packs.
    fn close(&mut self) {
        let rest = self.open.len() % TOGETHER;
        let last = self.open.split_off(self.open.len() - rest);
        for features in std::mem::replace(&mut self.open, last).chunks(TOGETHER) {
            let pack = self.pack(features);
            self.packs.push(pack);
        }
    }

    fn pack(&mut self, features: &[Arc<Features>]) -> Pack {
        let mut out = Writer::default();
        let mut starts = [0; TOGETHER];
        let mut wording: Option<(u32, &Arc<Wording>)> = None;
        for (start, f) in starts.iter_mut().zip(features) {
            let known = wording.filter(|(_, known)| Arc::ptr_eq(known, &f.wording));
            let (at, _) = *wording.insert(known.unwrap_or((out.len(), &f.wording)));
            if known.is_none() {
                f.wording.put(&mut out);
            }
            *start = out.len();
            (at, f.story).put(&mut out);
            (f.id.article, f.published).put(&mut out);
            out.day = f.published.unwrap_or_default();
            f.put(&mut out);
            self.note_topic(f);
        }
        Pack { bytes: out.into_bytes().into(), starts }
    }

    fn note_topic(&mut self, f: &Features) {
        let story = f.story as usize;
        if self.topics.len() <= story {
            self.topics.resize(story + 1, Arc::default());
        }
        self.topics.get_mut(story).into_iter().for_each(|topic| *topic = Arc::clone(&f.topic));
    }

    /// `None` for a place beyond the last: what was packed is unpacked as it was.
    fn unpacked(&self, place: u32) -> Option<Features> {
        let number = place / TOGETHER as u32;
        let pack = self.packs.get(number as usize)?;
        let mut names = Names::default();
        let start = *pack.starts.get(place as usize % TOGETHER)?;
        let own = pack.bytes.get(start as usize..)?;
        let mut from = Reader::new(own, &mut names);
        let ((at, story), (article, published)): ((u32, u32), (u64, Option<i32>)) = Code::take(&mut from)?;
        from.day = published.unwrap_or_default();
        let features = Features::take(&mut from)?;
        let mut last = self.last.borrow_mut();
        let wording = match &*last {
            Some((known, place, wording)) if (*known, *place) == (number, at) => Arc::clone(wording),
            _ => Arc::new(read_some(pack.bytes.get(at as usize..)?, &mut names)?),
        };
        *last = Some((number, at, Arc::clone(&wording)));
        let topic = self.topics.get(story as usize).cloned().unwrap_or_default();
        Some(Common { article, published, topic }.whole(features, wording, story))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linking::scenario::{With, state, told};
    use crate::linking::{Alone, FeatureMaker, Mention, events, link_all};

    /// More than are held: the packed ones are compared as the others are.
    #[test]
    fn packed_features_are_linked_as_they_are() {
        let sentence = |i: u32| format!("Morava signed treaty {} with Peru in Arvo again.", i % 700);
        let mention = |i: u32| -> Mention {
            let day = format!("2022-{:02}-{:02}", 1 + i % 12, 1 + i % 28);
            told(&format!("article-{}", i / 3), &day, "sign", &sentence(i / 2))
                .of(&[state("Morava")])
                .to(&[state("Peru")])
                .number(i % 3)
        };
        let mut maker = FeatureMaker::default();
        let features: Vec<Features> = (0..3000).map(|i| maker.features(&mention(i))).collect();
        let mut packed = Packed::default();
        features.iter().take(1000).for_each(|f| packed.push(f.clone()));
        packed.close();
        features.iter().skip(1000).for_each(|f| packed.push(f.clone()));
        assert_eq!(packed.len(), features.len());
        assert!(packed.packs.len() > 40 && !packed.open.is_empty());
        let links = link_all(&packed);
        assert!(links.edges.len() > 1000);
        assert_eq!(links, link_all(&features));
        let order: Vec<u32> = (0..3000).rev().collect();
        assert_eq!(events(&packed, &order, &Alone), events(&features, &order, &Alone));
    }
}
