//! The extractor: tables loaded once, articles in, what was read out.

use dateline::Document;
use dateline::actors::UserActors;
use dateline::output::annotate;
use dateline::temporal::{Genre, Options, Region, UserRules};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyList};
use rayon::prelude::*;

use crate::article::{Articles, Fields, articles, day};
use crate::convert::Classes;
use crate::spread::{self, NamedEdge};
use crate::timeline::{Choices, Timeline};
use crate::{DatelineError, raised};

/// A mention as [`spread::Flat`] has it, in objects of Python.
type Row<'py> = (String, u32, Vec<u64>, Bound<'py, PyBytes>, Bound<'py, PyBytes>);

/// Everything the program knows, with what the user adds.
#[pyclass(frozen, module = "dateline._native")]
pub struct Extractor {
    inner: dateline::Extractor,
    own: Vec<UserActors>,
}

#[pymethods]
impl Extractor {
    /// `rules` and `actors` are pairs of a file's name and its text.
    #[new]
    fn new(
        rules: Vec<(String, String)>,
        actors: Vec<(String, String)>,
        genre: Option<&str>,
        region: &str,
        day_first: bool,
    ) -> PyResult<Self> {
        let rules = rules.into_iter().map(|(file, text)| UserRules { file, text }).collect();
        let own: Vec<UserActors> = actors.into_iter().map(|(file, text)| UserActors { file, text }).collect();
        let options = Options { genre: named_genre(genre)?, region: named_region(region)?, day_first, rules };
        let inner = dateline::Extractor::with_actors(options, &own).map_err(|error| raised(&error))?;
        Ok(Self { inner, own })
    }

    /// What was read in each article, and what is to be told about the articles.
    fn extract<'py>(
        &self,
        py: Python<'py>,
        records: Vec<Fields>,
        published: Option<&str>,
        jobs: usize,
    ) -> PyResult<(Bound<'py, PyList>, Vec<String>)> {
        let published = published.map(day).transpose()?;
        let (Articles { documents, doubts }, read) = py.detach(|| {
            let all = articles(records, published);
            let read = each(jobs, &all.documents, |document| self.inner.extract(document))?;
            Ok::<_, PyErr>((all, read))
        })?;
        let classes = Classes::load(py)?;
        let list = PyList::empty(py);
        for (document, extraction) in documents.iter().zip(&read) {
            list.append(classes.object(&annotate::record(document, extraction))?)?;
        }
        Ok((list, doubts))
    }

    /// How many events there are in each article: the work of `extract` without any object of Python.
    fn count(&self, py: Python<'_>, records: Vec<Fields>, jobs: usize) -> PyResult<Vec<usize>> {
        py.detach(|| {
            let all = articles(records, None);
            each(jobs, &all.documents, |document| self.inner.extract(document).events.len())
        })
    }

    /// The mentions of each article that a timeline needs, with their blocks: see [`spread::flat`].
    fn mentions<'py>(
        &self,
        py: Python<'py>,
        records: Vec<Fields>,
        published: Option<&str>,
        jobs: usize,
    ) -> PyResult<(Vec<Row<'py>>, Vec<String>)> {
        let published = published.map(day).transpose()?;
        let (flat, doubts) = py.detach(|| {
            let Articles { documents, doubts } = articles(records, published);
            let flat = each(jobs, &documents, |document| spread::flat(&self.inner, document))?;
            Ok::<_, PyErr>((flat, doubts))
        })?;
        let row = |(article, index, keys, place, mention): spread::Flat| {
            (article, index, keys, PyBytes::new(py, &place), PyBytes::new(py, &mention))
        };
        Ok((flat.into_iter().flatten().map(row).collect(), doubts))
    }

    /// The timeline of mentions and the edges between them, and what is to be told about the decisions.
    fn assemble(
        &self,
        py: Python<'_>,
        mentions: Vec<PyBackedBytes>,
        edges: Vec<NamedEdge>,
        choices: Choices,
    ) -> PyResult<(Timeline, Vec<String>)> {
        py.detach(|| {
            let packed: Vec<&[u8]> = mentions.iter().map(|bytes| &**bytes).collect();
            let timeline = spread::assembled(&packed, &edges, choices.statements())?;
            let mut doubts = Vec::new();
            let timeline = choices.choose(timeline, &self.own, &mut doubts)?;
            Ok((Timeline::new(timeline), doubts))
        })
    }

    /// The timeline of all articles, and what is to be told about them and the decisions.
    fn timeline(
        &self,
        py: Python<'_>,
        records: Vec<Fields>,
        published: Option<&str>,
        jobs: usize,
        choices: Choices,
    ) -> PyResult<(Timeline, Vec<String>)> {
        let published = published.map(day).transpose()?;
        py.detach(|| {
            let Articles { documents, mut doubts } = articles(records, published);
            let work = |document: &Document| self.inner.extract(document).into_mentions(document);
            let mentions = each(jobs, &documents, work)?.into_iter().flatten().collect();
            let timeline = choices.timeline(mentions, &self.own, &mut doubts)?;
            Ok((Timeline::new(timeline), doubts))
        })
    }
}

/// `work` on each document, by so many threads (0: as many as there are processors); results in the order of the
/// documents.
///
/// # Errors
/// The threads cannot be started.
fn each<T: Send>(
    jobs: usize,
    documents: &[Document],
    work: impl Fn(&Document) -> T + Sync + Send,
) -> PyResult<Vec<T>> {
    if jobs == 1 || documents.len() < 2 {
        return Ok(documents.iter().map(work).collect());
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build()
        .map_err(|error| DatelineError::new_err(format!("the threads cannot be started: {error}")))?;
    Ok(pool.install(|| documents.par_iter().map(work).collect()))
}

fn named_genre(name: Option<&str>) -> PyResult<Genre> {
    match name {
        None => Ok(Genre::Auto),
        Some("news") => Ok(Genre::News),
        Some("narrative") => Ok(Genre::Narrative),
        Some("legal") => Ok(Genre::Legal),
        Some(other) => {
            Err(DatelineError::new_err(format!("the genre `{other}` is none of news, narrative, legal")))
        }
    }
}

fn named_region(code: &str) -> PyResult<Region> {
    Region::from_code(code).ok_or_else(|| {
        let known = Region::ALL.map(Region::code).join(", ");
        DatelineError::new_err(format!("the region `{code}` is none of {known}"))
    })
}
