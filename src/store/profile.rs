//! What linking compares of an article's mentions, as bytes: quick to read, and no text in it.
//!
//! The order of the fields here is the format of the file, as in [`record`](super::record).

use std::sync::Arc;

use super::bytes::{Code, Reader, Writer, cases, put_number, take_number};
use crate::linking::kept::{Bag, Count, Days, Reality, Weight, Wording};
#[cfg(feature = "store")]
use crate::linking::{FeatureMaker, Mention};
use crate::linking::{Features, Identity, MentionId, Sketch};
#[cfg(feature = "store")]
use crate::timeline::is_linked;

/// What the mentions of an article have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Common {
    /// The hash of the article's id.
    pub article: u64,
    pub published: Option<i32>,
    pub topic: Arc<[u32]>,
}

impl Common {
    pub(super) fn of(f: &Features) -> Self {
        Self { article: f.id.article, published: f.published, topic: Arc::clone(&f.topic) }
    }

    /// Features with what they have in common; `story` is a number that no other article has.
    pub(super) fn whole(&self, f: Features, wording: Arc<Wording>, story: u32) -> Features {
        let id = MentionId { article: self.article, ..f.id };
        Features { id, published: self.published, topic: Arc::clone(&self.topic), wording, story, ..f }
    }
}

/// The mentions of one article that are linked, in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    pub common: Common,
    /// The wordings of the sentences, and which of them each mention has.
    pub wordings: Vec<Arc<Wording>>,
    pub wording_of: Vec<u32>,
    pub features: Vec<Features>,
}

impl Profile {
    /// Of all mentions of an article.
    #[cfg(feature = "store")]
    pub(super) fn of(mentions: &[Mention]) -> Self {
        let mut maker = FeatureMaker::default();
        let linked = mentions.iter().filter(|m| is_linked(m));
        let mut features: Vec<Features> = linked.map(|m| maker.features(m)).collect();
        features.sort_unstable_by_key(|f| f.id);
        let topic = mentions.first().map(|m| Arc::clone(&m.topic)).unwrap_or_default();
        let mut profile = Self::together(features);
        profile.common.topic = topic;
        profile
    }

    /// Of features of one article.
    pub(super) fn together(features: Vec<Features>) -> Self {
        let common = features.first().map(Common::of).unwrap_or_default();
        let mut profile = Self { common, ..Self::default() };
        for f in &features {
            if !profile.wordings.last().is_some_and(|last| Arc::ptr_eq(last, &f.wording)) {
                profile.wordings.push(Arc::clone(&f.wording));
            }
            profile.wording_of.push(profile.wordings.len() as u32 - 1);
        }
        Self { features, ..profile }
    }

    /// The features, put together; `story` is a number that no other article has.
    #[cfg(feature = "store")]
    pub(super) fn into_features(self, story: u32) -> impl Iterator<Item = Features> {
        let Self { common, wordings, wording_of, features } = self;
        let whole = move |(f, wording): (Features, u32)| {
            common.whole(f, wordings.get(wording as usize).cloned().unwrap_or_default(), story)
        };
        features.into_iter().zip(wording_of).map(whole)
    }
}

impl Code for Common {
    fn put(&self, out: &mut Writer) {
        self.article.put(out);
        self.published.put(out);
        out.day = self.published.unwrap_or_default();
        out.hashes(&self.topic);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let (article, published): (u64, Option<i32>) = Code::take(from)?;
        from.day = published.unwrap_or_default();
        Some(Self { article, published, topic: from.hashes()? })
    }
}

impl Code for Profile {
    fn put(&self, out: &mut Writer) {
        self.common.put(out);
        (self.wordings.len() as u32).put(out);
        self.wordings.iter().for_each(|wording| wording.put(out));
        self.wording_of.put(out);
        self.features.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let common = Common::take(from)?;
        let wordings =
            (0..u32::take(from)?).map(|_| Wording::take(from).map(Arc::new)).collect::<Option<_>>()?;
        Some(Self { common, wordings, wording_of: Code::take(from)?, features: Code::take(from)? })
    }
}

/// What a mention has of its own: see [`Common::whole`].
impl Code for Features {
    fn put(&self, out: &mut Writer) {
        self.id.index.put(out);
        out.hash(self.action);
        out.byte(flags([self.generic, self.say, self.reporting, self.definite, self.assumed]));
        self.kind.put(out);
        (self.polarity, self.reality).put(out);
        self.governor.put(out);
        self.people.put(out);
        self.actors.put(out);
        out.hashes(&self.object);
        self.counts.put(out);
        self.said.put(out);
        out.hashes(&self.place);
        (self.stated, self.bounds).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let id = MentionId { article: 0, index: Code::take(from)? };
        let action = from.hash()?;
        let [generic, say, reporting, definite, assumed] = flagged(from.byte()?);
        let kind = Code::take(from)?;
        let (polarity, reality) = Code::take(from)?;
        let (governor, people, actors) = (Code::take(from)?, Code::take(from)?, Code::take(from)?);
        let (object, counts, said) = (from.hashes()?, Code::take(from)?, Code::take(from)?);
        let place = from.hashes()?;
        let (stated, bounds) = Code::take(from)?;
        let (wording, topic, story, published) = Default::default();
        Some(Self {
            action,
            generic,
            say,
            kind,
            reporting,
            polarity,
            reality,
            id,
            governor,
            people,
            actors,
            object,
            counts,
            wording,
            said,
            topic,
            story,
            place,
            stated,
            assumed,
            bounds,
            published,
            definite,
        })
    }
}

impl Code for Identity {
    fn put(&self, out: &mut Writer) {
        [self.whole, self.last, self.full, self.state].into_iter().for_each(|hash| out.hash(hash));
        out.byte(flags([self.single, self.is_state, self.vague]));
        u32::from(self.initial).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let (whole, last, full, state) = (from.hash()?, from.hash()?, from.hash()?, from.hash()?);
        let [single, is_state, vague] = flagged(from.byte()?);
        Some(Self {
            whole,
            last,
            full,
            state,
            single,
            initial: char::from_u32(u32::take(from)?)?,
            is_state,
            vague,
        })
    }
}

fn flags<const N: usize>(flags: [bool; N]) -> u8 {
    flags.into_iter().rev().fold(0, |byte, flag| byte << 1 | u8::from(flag))
}

fn flagged<const N: usize>(byte: u8) -> [bool; N] {
    std::array::from_fn(|bit| byte >> bit & 1 == 1)
}

impl Code for Count {
    fn put(&self, out: &mut Writer) {
        put_number(self.least, out);
        put_number(self.most, out);
        out.hash(self.of);
        self.people.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let (least, most) = (take_number(from)?, take_number(from)?);
        Some(Self { least, most, of: from.hash()?, people: Code::take(from)? })
    }
}

/// Days are counted from that of publication; those that are open have numbers of their own.
impl Code for Days {
    fn put(&self, out: &mut Writer) {
        for day in [self.first, self.last] {
            let away = i64::from(day) - i64::from(out.day);
            let number = match day {
                i32::MIN => 0,
                i32::MAX => 1,
                _ => 2 + ((away << 1) ^ (away >> 63)).cast_unsigned(),
            };
            put_number(number, out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let mut day = || {
            let number = take_number(from)?;
            let Some(away) = number.checked_sub(2) else {
                return Some(if number == 0 { i32::MIN } else { i32::MAX });
            };
            let away = (away >> 1).cast_signed() ^ -((away & 1).cast_signed());
            i32::try_from(away.checked_add(i64::from(from.day))?).ok()
        };
        Some(Self { first: day()?, last: day()? })
    }
}

impl Code for Wording {
    fn put(&self, out: &mut Writer) {
        self.words.put(out);
        out.hashes(&self.figures);
        self.sketch.put(out);
        self.has_number.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let (words, figures) = (Code::take(from)?, from.hashes()?);
        Some(Self { words, figures, sketch: Code::take(from)?, has_number: Code::take(from)? })
    }
}

impl Code for Bag {
    fn put(&self, out: &mut Writer) {
        (self.words.len() as u32).put(out);
        for (hash, weight) in &self.words {
            out.hash(*hash);
            weight.put(out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let words = (0..u32::take(from)?).map(|_| Some((from.hash()?, Weight::take(from)?)));
        Some(Self::weighed(words.collect::<Option<_>>()?))
    }
}

/// Its shingles come nowhere else; a short sentence has few, and then zeros.
impl Code for Sketch {
    fn put(&self, out: &mut Writer) {
        let told = self.0.iter().rposition(|shingle| *shingle != 0).map_or(0, |last| last + 1);
        out.byte(told as u8);
        self.0.iter().take(told).for_each(|shingle| out.slice(&shingle.to_le_bytes()));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let mut shingles = [0; 8];
        let told = usize::from(from.byte()?);
        for shingle in shingles.get_mut(..told)? {
            *shingle = u32::from_le_bytes(*from.slice(4)?.first_chunk()?);
        }
        Some(Self(shingles))
    }
}

cases!(Weight { Common = 0, Plain = 1, Name = 2 });
cases!(Reality { Fact = 0, Plan = 1, Open = 2 });
