//! How the linking of all mentions is divided among machines.
//!
//! Knows keys and places as Python sees them: numbers, and texts of hexadecimal digits that sort as places do.

use std::collections::HashSet;

use dateline::linking::{
    BUCKETS, Bond, HotBlock, Shard, block_keys, block_place, bucket, canonical, plan, route,
};
use dateline::store::pack_features;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::PyBytes;

use crate::DatelineError;
use crate::spread::{Columns, features};

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
}

#[pymethods]
impl Plan {
    /// The plan that [`rows`](Self::rows) tell.
    #[new]
    fn new(rows: Vec<Row>) -> PyResult<Self> {
        let shard = |(low, high, first, last): Row| {
            Ok(Shard { keys: low..high, first: place(&first)?, last: place(&last)? })
        };
        Ok(Self { shards: rows.into_iter().map(shard).collect::<PyResult<_>>()? })
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
        Ok(Self { shards: plan(&counts, shards, whole, &hot) })
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

    /// What each shard gets of each article: the number of the shard, the place of the article in the list, the profile.
    fn route<'py>(&self, py: Python<'py>, profiles: Vec<PyBackedBytes>) -> PyResult<Routes<'py>> {
        let ways = py.detach(|| {
            let mut ways = Vec::new();
            for (article, profile) in (0..).zip(&profiles) {
                self.route_one(article, profile, &mut ways)?;
            }
            Ok::<_, PyErr>(ways)
        })?;
        let mut routes = Routes::default();
        for (shard, article, profile) in ways {
            routes.0.push(shard);
            routes.1.push(article);
            routes.2.push(PyBytes::new(py, &profile));
        }
        Ok(routes)
    }

    /// The edges of a shard, of which each profile comes with its article: see [`Columns`].
    fn link<'py>(
        &self,
        py: Python<'py>,
        shard: usize,
        articles: Vec<PyBackedStr>,
        profiles: Vec<PyBackedBytes>,
    ) -> PyResult<Vec<Bound<'py, PyBytes>>> {
        let unknown = || DatelineError::new_err(format!("there is no shard {shard} in this plan"));
        let shard = self.shards.get(shard).ok_or_else(unknown)?;
        let columns = py.detach(|| Ok::<_, PyErr>(Columns::of(&linked(shard, &articles, &profiles)?)))?;
        Ok(columns.bytes(py))
    }
}

/// Shards, articles, profiles.
type Routes<'py> = (Vec<u32>, Vec<u32>, Vec<Bound<'py, PyBytes>>);

/// The edges of a shard.
fn linked(shard: &Shard, articles: &[PyBackedStr], profiles: &[PyBackedBytes]) -> PyResult<Vec<Bond>> {
    let all = features(profiles)?;
    let articles: Vec<&str> = articles.iter().map(|id| &**id).collect();
    Ok(shard.link(&all, &canonical(&all, &articles)))
}

impl Plan {
    fn route_one(
        &self,
        article: u32,
        profile: &PyBackedBytes,
        ways: &mut Vec<(u32, u32, Vec<u8>)>,
    ) -> PyResult<()> {
        let features = features(std::slice::from_ref(profile))?;
        for way in route(&features, &self.shards).chunk_by(|(a, _), (b, _)| a == b) {
            let own = way.iter().filter_map(|(_, at)| features.get(*at as usize).cloned()).collect();
            ways.extend(way.first().map(|(shard, _)| (*shard, article, pack_features(own))));
        }
        Ok(())
    }
}

/// The keys of the mentions in some of the buckets, and where they stand; only those of `wanted`, where it is given.
#[pyfunction]
pub fn keys(
    py: Python<'_>,
    profiles: Vec<PyBackedBytes>,
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
