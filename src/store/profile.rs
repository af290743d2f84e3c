//! What linking compares of an article's mentions, as bytes: quick to read, and no text in it.
//!
//! The order of the fields here is the format of the file, as in [`record`](super::record).

use std::sync::Arc;

use super::bytes::{Code, Reader, Writer, cases, fields};
use crate::linking::kept::{Bag, Count, Days, Reality, Weight, Wording};
#[cfg(feature = "store")]
use crate::linking::{FeatureMaker, Mention};
use crate::linking::{Features, Identity, MentionId, Sketch};
#[cfg(feature = "store")]
use crate::timeline::is_linked;

/// The mentions of one article that are linked, in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    topic: Arc<[u32]>,
    /// The wordings of the sentences, and which of them each mention has.
    wordings: Vec<Wording>,
    wording_of: Vec<u32>,
    pub features: Vec<Features>,
}

impl Profile {
    /// Of all mentions of an article.
    #[cfg(feature = "store")]
    pub(super) fn of(mentions: impl Iterator<Item = Mention>) -> Self {
        let mut maker = FeatureMaker::default();
        let mut features: Vec<Features> = mentions.filter(is_linked).map(|m| maker.features(&m)).collect();
        features.sort_unstable_by_key(|f| f.id);
        Self::together(features)
    }

    /// Of features of one article.
    pub(super) fn together(features: Vec<Features>) -> Self {
        let mut profile =
            Self { topic: features.first().map(|f| f.topic.clone()).unwrap_or_default(), ..Self::default() };
        let mut last: Option<Arc<Wording>> = None;
        for f in &features {
            if !last.as_ref().is_some_and(|last| Arc::ptr_eq(last, &f.wording)) {
                profile.wordings.push((*f.wording).clone());
                last = Some(Arc::clone(&f.wording));
            }
            profile.wording_of.push(profile.wordings.len() as u32 - 1);
        }
        Self { features, ..profile }
    }

    /// The features, put together; `story` is a number that no other article has.
    pub(super) fn into_features(self, story: u32) -> Vec<Features> {
        let wordings: Vec<Arc<Wording>> = self.wordings.into_iter().map(Arc::new).collect();
        let topic = self.topic;
        let whole = |(f, wording): (Features, u32)| Features {
            wording: wordings.get(wording as usize).cloned().unwrap_or_default(),
            topic: Arc::clone(&topic),
            story,
            ..f
        };
        self.features.into_iter().zip(self.wording_of).map(whole).collect()
    }
}

fields!(Profile { topic, wordings, wording_of, features });
fields!(Features {
    id, action, generic, say, kind, reporting, polarity, reality, governor, people, actors, object, counts, said, place,
    stated, bounds, published, definite,
} without wording, topic, story;);
fields!(MentionId { article, index });
fields!(Identity { whole, last, state, single, initial, is_state, vague });
fields!(Count { least, most, of, people });
fields!(Days { first, last });
fields!(Wording { words, figures, sketch, has_number });
fields!(Bag { words, weight, names });

cases!(Weight { Common = 0, Plain = 1, Name = 2 });
cases!(Reality { Fact = 0, Plan = 1, Open = 2 });

impl Code for char {
    fn put(&self, out: &mut Writer) {
        u32::from(*self).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Self::from_u32(u32::take(from)?)
    }
}

impl Code for Sketch {
    fn put(&self, out: &mut Writer) {
        self.0.iter().for_each(|shingle| shingle.put(out));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let mut shingles = [0; 8];
        for shingle in &mut shingles {
            *shingle = u32::take(from)?;
        }
        Some(Self(shingles))
    }
}
