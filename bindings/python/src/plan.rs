//! How the linking of all mentions is divided among machines.
//!
//! Knows keys and places as Python sees them: numbers, and texts of hexadecimal digits that sort as places do.

use std::collections::HashSet;

use dateline::linking::{
    BUCKETS, Bonds, HotBlock, Shard, block_keys, block_place, bucket, canonical, plan, route, whole_buckets,
};
use dateline::store::{divide_features, pack_features, unpack_features};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::DatelineError;
use crate::columns::{Column, ColumnBytes, Given};
use crate::spread::{Columns, features, foreign};

type Place = [u8; 20];

/// First key, last key and one more, first place, last place.
type Row = (u64, u64, String, String);

fn hex(place: Place) -> String {
    place.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn place(hex: &str) -> PyResult<Place> {
    let byte = |at: usize| u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..hex.len() / 2).map(byte).collect();
    let place = bytes.and_then(|bytes| bytes.try_into().ok());
    place.ok_or_else(|| DatelineError::new_err(format!("`{hex}` is no place (40 hexadecimal digits)")))
}

/// Who compares what.
#[pyclass(frozen, module = "dateline._native")]
pub struct Plan {
    shards: Vec<Shard>,
    /// For each bucket the shard that holds all its mentions.
    whole: Vec<Option<u32>>,
}

#[pymethods]
impl Plan {
    /// The plan that [`rows`](Self::rows) tell.
    #[new]
    fn new(rows: Vec<Row>) -> PyResult<Self> {
        let shard = |(low, high, first, last): Row| {
            Ok(Shard { keys: low..high, first: place(&first)?, last: place(&last)? })
        };
        Ok(Self::with(rows.into_iter().map(shard).collect::<PyResult<_>>()?))
    }

    /// About so many shards for so many mentions of each bucket, of which those of `whole` or fewer are not divided. A hot block is
    /// a key with the first and the last place of each stretch.
    #[staticmethod]
    fn of(
        weights: Vec<(usize, u64)>,
        shards: usize,
        whole: u64,
        hot: Vec<(u64, Vec<(String, String)>)>,
    ) -> PyResult<Self> {
        let mut counts = vec![0; BUCKETS];
        for (bucket, weight) in weights {
            counts.get_mut(bucket).into_iter().for_each(|count| *count += weight);
        }
        let stretch = |(first, last): (String, String)| Ok((place(&first)?, place(&last)?));
        let block = |(key, ends): (u64, Vec<(String, String)>)| {
            Ok(HotBlock { key, stretches: ends.into_iter().map(stretch).collect::<PyResult<_>>()? })
        };
        let hot: Vec<HotBlock> = hot.into_iter().map(block).collect::<PyResult<_>>()?;
        Ok(Self::with(plan(&counts, shards, whole, &hot)))
    }

    fn rows(&self) -> Vec<Row> {
        self.shards.iter().map(|s| (s.keys.start, s.keys.end, hex(s.first), hex(s.last))).collect()
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> (Py<PyAny>, (Vec<Row>,)) {
        (slf.get_type().into_any().unbind(), (slf.get().rows(),))
    }

    fn __len__(&self) -> usize {
        self.shards.len()
    }

    /// What each shard gets of each article: the number of the shard (4 bytes each), the place of the article in the list (4 bytes),
    /// the profile.
    fn route<'py>(&self, py: Python<'py>, profiles: Given) -> PyResult<Routes<'py>> {
        let ways = py.detach(|| {
            let mut ways = Ways::default();
            for (article, profile) in (0..).zip(profiles.iter()) {
                self.route_one(article, profile, &mut ways)?;
            }
            Ok::<_, PyErr>(ways)
        })?;
        Ok((PyBytes::new(py, &ways.shards), PyBytes::new(py, &ways.articles), ways.profiles.bytes(py)?))
    }

    /// The edges of a shard, of which each profile comes with its article: see [`Columns`].
    fn link<'py>(
        &self,
        py: Python<'py>,
        shard: usize,
        articles: Given,
        profiles: Given,
    ) -> PyResult<Vec<Bound<'py, PyBytes>>> {
        let unknown = || DatelineError::new_err(format!("there is no shard {shard} in this plan"));
        let shard = self.shards.get(shard).ok_or_else(unknown)?;
        let columns = py.detach(|| Ok::<_, PyErr>(Columns::of(&linked(shard, &articles, &profiles)?)))?;
        Ok(columns.bytes(py))
    }
}

/// Shards, articles, profiles.
type Routes<'py> = (Bound<'py, PyBytes>, Bound<'py, PyBytes>, ColumnBytes<'py>);

/// What becomes [`Routes`].
#[derive(Default)]
struct Ways {
    shards: Vec<u8>,
    articles: Vec<u8>,
    profiles: Column,
}

impl Ways {
    fn push(&mut self, shard: u32, article: u32, profile: &[u8]) {
        self.shards.extend(shard.to_le_bytes());
        self.articles.extend(article.to_le_bytes());
        self.profiles.push(profile, 1);
    }
}

/// The edges of a shard.
fn linked(shard: &Shard, articles: &Given, profiles: &Given) -> PyResult<Bonds> {
    let all = features(profiles)?;
    let articles: Vec<&str> = articles.texts().collect();
    Ok(shard.link(&all, &canonical(&all, &articles)))
}

impl Plan {
    fn with(shards: Vec<Shard>) -> Self {
        Self { whole: whole_buckets(&shards), shards }
    }

    /// What goes to a shard whole is not even read.
    fn route_one(&self, article: u32, profile: &[u8], ways: &mut Ways) -> PyResult<()> {
        let of = |bucket: usize| self.whole.get(bucket).copied().flatten().unwrap_or(u32::MAX);
        for (shard, own) in divide_features(profile, of).ok_or_else(foreign)? {
            if shard < u32::MAX {
                ways.push(shard, article, &own);
            } else {
                self.route_divided(article, &own, ways)?;
            }
        }
        Ok(())
    }

    /// The same of mentions whose buckets are divided among shards: their keys tell to which.
    fn route_divided(&self, article: u32, profile: &[u8], ways: &mut Ways) -> PyResult<()> {
        let features = unpack_features([profile].into_iter()).ok_or_else(foreign)?;
        for way in route(&features, &self.shards).chunk_by(|(a, _), (b, _)| a == b) {
            let own = way.iter().filter_map(|(_, at)| features.get(*at as usize).cloned());
            let own = pack_features(own.collect());
            way.first().into_iter().for_each(|(shard, _)| ways.push(*shard, article, &own));
        }
        Ok(())
    }
}

/// The keys of the mentions in some of the buckets, and where they stand; only those of `wanted`, where it is given.
#[pyfunction]
pub fn keys(
    py: Python<'_>,
    profiles: Given,
    buckets: HashSet<usize>,
    wanted: Option<HashSet<u64>>,
) -> PyResult<(Vec<u64>, Vec<String>)> {
    py.detach(|| {
        let mut found = (Vec::new(), Vec::new());
        for f in features(&profiles)?.iter().filter(|f| buckets.contains(&bucket(f))) {
            let keys = block_keys(f).into_iter().map(|key| key.0);
            let keys = keys.filter(|key| wanted.as_ref().is_none_or(|wanted| wanted.contains(key)));
            let place = hex(block_place(f));
            found.extend(keys.map(|key| (key, place.clone())));
        }
        Ok(found)
    })
}
