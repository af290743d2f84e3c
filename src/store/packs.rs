//! Articles in packs of some dozens, in the order in which they came: what they have in common is written once.
//!
//! Each article has a number, its place among all that ever came, which stays. One that is replaced or taken out leaves its place
//! when nobody asks for it any more.
//!
//! Knows articles and their numbers. Does not know how they are linked.

#![expect(clippy::result_large_err, reason = "errors of the database are large, rare and not passed on")]

use std::sync::Arc;

use redb::{Error, ReadableTable, Table, TableDefinition, WriteTransaction};
use rustc_hash::FxHashSet;

use super::apart::{Apart, written_apart};
use super::blocks::HASHES;
use super::bytes::{Code, Names, Reader, Writer, fields, read_together, written_together};
use super::parts::{self, Parts};
use super::profile::Profile;
use crate::linking::Mention;
use crate::linking::kept::article_hash;

/// The articles by id: see [`Entry`].
pub(super) const ARTICLES: TableDefinition<'_, &str, &[u8; Entry::BYTES]> = TableDefinition::new("articles");
/// The mentions of the articles of each pack.
pub(super) const MENTIONS: Parts = TableDefinition::new("mentions");
/// What linking compares of them.
pub(super) const PROFILES: Parts = TableDefinition::new("profiles");
/// Packs in which an article was replaced or taken out.
pub(super) const HOLED: TableDefinition<'_, u32, ()> = TableDefinition::new("holed");

/// Articles of a pack.
pub(super) const PACK: u32 = 64;

/// Where an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What the article was and who read it; see [`fingerprint`](super::fingerprint).
    pub fingerprint: u64,
    /// Its number: [`PACK`] times its pack and its place there.
    pub number: u32,
}

impl Entry {
    pub(super) const BYTES: usize = 12;

    fn bytes(self) -> [u8; Self::BYTES] {
        let [a, b, c, d, e, f, g, h] = self.fingerprint.to_le_bytes();
        let [i, j, k, l] = self.number.to_le_bytes();
        [a, b, c, d, e, f, g, h, i, j, k, l]
    }

    pub(super) fn read(bytes: &[u8; Self::BYTES]) -> Self {
        let [a, b, c, d, e, f, g, h, number @ ..] = *bytes;
        Self { fingerprint: u64::from_le_bytes([a, b, c, d, e, f, g, h]), number: u32::from_le_bytes(number) }
    }
}

/// What is kept of one article.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Kept {
    pub id: Arc<str>,
    /// Its mentions, without what the article is about, which its profile tells.
    pub mentions: Vec<Mention>,
}

fields!(Kept { id, mentions });

impl Kept {
    /// The mentions, each with what the article is about.
    pub(super) fn about(&self, topic: &Arc<[u32]>) -> Vec<Mention> {
        self.mentions.iter().map(|m| Mention { topic: Arc::clone(topic), ..m.clone() }).collect()
    }
}

/// The articles of a pack, or what linking compares of them; a hole where there is none any more.
type Pack<T> = Vec<Option<T>>;

fn read_mentions(bytes: &[u8], names: &mut Names) -> Option<Pack<Kept>> {
    if bytes.is_empty() { Some(Vec::new()) } else { read_together(bytes, names) }
}

fn read_profiles(bytes: &[u8]) -> Option<Pack<Profile>> {
    Apart::of(bytes)?.all()
}

/// The pack that is being filled, and the table of articles.
pub(super) struct Packs<'t> {
    pub articles: Table<'t, &'static str, &'static [u8; Entry::BYTES]>,
    mentions: Table<'t, u64, &'static [u8]>,
    profiles: Table<'t, u64, &'static [u8]>,
    hashes: Table<'t, u32, &'static [u8]>,
    holed: Table<'t, u32, ()>,
    pack: u32,
    open: (Pack<Kept>, Pack<Profile>),
    names: Names,
}

impl<'t> Packs<'t> {
    /// Goes on with the last pack.
    pub(super) fn open(transaction: &'t WriteTransaction) -> Result<Self, Error> {
        let mentions = transaction.open_table(MENTIONS)?;
        let profiles = transaction.open_table(PROFILES)?;
        let pack = parts::last(&mentions)?.unwrap_or_default();
        let mut packs = Self {
            articles: transaction.open_table(ARTICLES)?,
            mentions,
            profiles,
            hashes: transaction.open_table(HASHES)?,
            holed: transaction.open_table(HOLED)?,
            pack,
            open: Default::default(),
            names: Names::default(),
        };
        packs.take_up()?;
        Ok(packs)
    }

    /// Reads the open pack; one that is full or damaged is left as it is.
    fn take_up(&mut self) -> Result<(), Error> {
        let mentions = read_mentions(&parts::get(&self.mentions, self.pack)?, &mut self.names);
        let profiles = read_profiles(&parts::get(&self.profiles, self.pack)?);
        match mentions.zip(profiles) {
            Some(open) if open.0.len() == open.1.len() && open.0.len() < PACK as usize => self.open = open,
            _ => self.pack += 1,
        }
        Ok(())
    }

    /// Adds an article, whose id may be known; gives the number that it had.
    pub(super) fn add(
        &mut self,
        id: &str,
        fingerprint: u64,
        mentions: &[Mention],
    ) -> Result<Option<u32>, Error> {
        let number = self.pack * PACK + self.open.0.len() as u32;
        let before = self.articles.insert(id, &Entry { fingerprint, number }.bytes())?;
        let before = before.map(|entry| Entry::read(entry.value()).number);
        self.note_hole(before)?;
        self.open.0.push(Some(Kept { id: id.into(), mentions: mentions.to_vec() }));
        self.open.1.push(Some(Profile::of(mentions)));
        if self.open.0.len() >= PACK as usize {
            self.close()?;
            self.pack += 1;
        }
        Ok(before)
    }

    /// Takes an article out; gives its number.
    pub(super) fn remove(&mut self, id: &str) -> Result<Option<u32>, Error> {
        let before = self.articles.remove(id)?.map(|entry| Entry::read(entry.value()).number);
        self.note_hole(before)?;
        Ok(before)
    }

    fn note_hole(&mut self, number: Option<u32>) -> Result<(), Error> {
        if let Some(number) = number {
            self.holed.insert(number / PACK, ())?;
        }
        Ok(())
    }

    /// Writes the pack that is open.
    pub(super) fn close(&mut self) -> Result<(), Error> {
        let (mentions, profiles) = std::mem::take(&mut self.open);
        if !mentions.is_empty() {
            self.put(self.pack, &mentions, &profiles)?;
        }
        Ok(())
    }

    fn put(&mut self, pack: u32, mentions: &Pack<Kept>, profiles: &Pack<Profile>) -> Result<(), Error> {
        parts::put(&mut self.mentions, pack, &written_together(mentions))?;
        parts::put(&mut self.profiles, pack, &written_apart(profiles))?;
        let hash = |profile: &Option<Profile>| profile.as_ref().map_or(0, |profile| profile.common.article);
        let hashes: Vec<u8> = profiles.iter().flat_map(|profile| hash(profile).to_le_bytes()).collect();
        self.hashes.insert(pack, hashes.as_slice())?;
        Ok(())
    }

    /// Makes holes where articles were that are no more, and what linking compares anew where `anew` asks for it. A pack that is
    /// damaged is left as it is.
    pub(super) fn tidy(transaction: &'t WriteTransaction, anew: bool) -> Result<(), Error> {
        let mut packs = Self::open(transaction)?;
        let last = parts::last(&packs.mentions)?.map_or(0, |last| last + 1);
        let holed: FxHashSet<u32> =
            packs.holed.iter()?.map(|entry| Ok(entry?.0.value())).collect::<Result<_, Error>>()?;
        (0..last).filter(|pack| anew || holed.contains(pack)).try_for_each(|pack| packs.tidy_one(pack, anew))
    }

    fn tidy_one(&mut self, pack: u32, anew: bool) -> Result<(), Error> {
        let mentions = read_mentions(&parts::get(&self.mentions, pack)?, &mut self.names);
        let Some(mut mentions) = mentions else { return Ok(()) };
        let profiles = read_profiles(&parts::get(&self.profiles, pack)?);
        let mut profiles: Pack<Profile> = profiles.unwrap_or_default();
        profiles.resize_with(mentions.len(), Option::default);
        for ((number, kept), profile) in (pack * PACK..).zip(&mut mentions).zip(&mut profiles) {
            if !is_held(&self.articles, kept.as_ref(), number)? {
                (*kept, *profile) = (None, None);
            }
            if let (true, Some(kept)) = (anew, kept) {
                let topic = profile.take().unwrap_or_default().common.topic;
                *profile = Some(Profile::of(&kept.about(&topic)));
            }
        }
        self.put(pack, &mentions, &profiles)?;
        self.holed.remove(pack)?;
        Ok(())
    }
}

/// Whether the article of this number is the one of its id.
fn is_held(
    articles: &impl ReadableTable<&'static str, &'static [u8; Entry::BYTES]>,
    kept: Option<&Kept>,
    number: u32,
) -> Result<bool, Error> {
    let Some(kept) = kept else { return Ok(false) };
    Ok(articles.get(&*kept.id)?.is_some_and(|entry| Entry::read(entry.value()).number == number))
}

/// The articles that there are, by number.
#[derive(Default)]
pub(super) struct Held {
    /// The hash of the id of each; 0 where there is none.
    hashes: Vec<u64>,
}

impl Held {
    /// Complexity: linear in articles, of which nothing but the ids is read.
    pub(super) fn of(
        articles: &impl ReadableTable<&'static str, &'static [u8; Entry::BYTES]>,
    ) -> Result<Self, Error> {
        let mut hashes = Vec::new();
        for entry in articles.iter()? {
            let (id, entry) = entry?;
            let number = Entry::read(entry.value()).number as usize;
            if hashes.len() <= number {
                hashes.resize(number + 1, 0);
            }
            hashes.get_mut(number).into_iter().for_each(|hash| *hash = article_hash(id.value()));
        }
        Ok(Self { hashes })
    }

    /// The articles of a pack that there are.
    pub(super) fn of_pack(&self, pack: u32, articles: Vec<Whole>) -> impl Iterator<Item = (Kept, Profile)> {
        let numbered = (pack * PACK..).zip(articles);
        numbered.filter(|(number, _)| self.hash(*number).is_some()).filter_map(|(_, whole)| whole)
    }

    /// The hash of the id of an article that there is.
    pub(super) fn hash(&self, number: u32) -> Option<u64> {
        self.hashes.get(number as usize).copied().filter(|hash| *hash != 0)
    }
}

/// What linking compares of all articles, with their numbers.
pub(super) fn each_profile(
    profiles: &impl ReadableTable<u64, &'static [u8]>,
    mut show: impl FnMut(u32, Profile),
) -> Result<(), Error> {
    parts::each(profiles, |pack, bytes| {
        let articles = read_profiles(bytes).unwrap_or_default();
        for (number, profile) in (pack * PACK..).zip(articles) {
            profile.into_iter().for_each(|profile| show(number, profile));
        }
        Ok(true)
    })
}

/// What linking compares of the articles of these numbers, sorted: nothing else is read.
pub(super) fn some_profiles(
    profiles: &impl ReadableTable<u64, &'static [u8]>,
    numbers: &[u32],
    mut show: impl FnMut(u32, Profile),
) -> Result<(), Error> {
    for some in numbers.chunk_by(|a, b| a / PACK == b / PACK) {
        let bytes = parts::get(profiles, some.first().map_or(0, |number| number / PACK))?;
        let Some(apart) = Apart::of(&bytes) else { continue };
        for number in some {
            let profile: Option<Profile> = apart.get((number % PACK) as usize).flatten();
            profile.into_iter().for_each(|profile| show(*number, profile));
        }
    }
    Ok(())
}

/// An article and what linking compares of it, where both can be read.
pub(super) type Whole = Option<(Kept, Profile)>;

/// Shows every pack that can be read: its articles in their places, or `None` for one that is damaged.
pub(super) fn each_pack(
    mentions: &impl ReadableTable<u64, &'static [u8]>,
    profiles: &impl ReadableTable<u64, &'static [u8]>,
    mut show: impl FnMut(u32, Option<Vec<Whole>>) -> bool,
) -> Result<(), Error> {
    let mut names = Names::default();
    parts::each(mentions, |pack, bytes| {
        let articles = read_mentions(bytes, &mut names);
        let profiles = read_profiles(&parts::get(profiles, pack)?);
        let both = articles.zip(profiles).filter(|(a, b)| a.len() == b.len());
        let whole =
            both.map(|(a, b)| a.into_iter().zip(b).map(|(kept, profile)| kept.zip(profile)).collect());
        Ok(show(pack, whole))
    })
}
