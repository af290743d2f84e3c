//! The extractor: tables loaded once, articles in, what was read out.

use dateline::actors::UserActors;
use dateline::output::annotate;
use dateline::temporal::{Genre, Options, Region, UserRules};
use dateline::{Document, Extraction};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyDict;
use rayon::prelude::*;

use crate::article::{Articles, Fields, Names, day};
use crate::columns::Given;
use crate::convert::Classes;
use crate::spread::{self, Columns, Told, ToldColumns};
use crate::timeline::{Choices, Timeline};
use crate::{DatelineError, raised};

/// An article and what was read in it: fills an object of Python when a field of it is asked for.
#[pyclass(frozen, module = "dateline._native")]
pub struct Reading {
    document: Document,
    extraction: Extraction,
}

#[pymethods]
impl Reading {
    /// Puts the field `wanted` into the dictionary of an object.
    fn fill(&self, fields: &Bound<'_, PyDict>, wanted: &str) -> PyResult<()> {
        Classes::fill(fields, Some(wanted), &annotate::record(&self.document, &self.extraction))
    }
}

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
    fn extract(
        &self,
        py: Python<'_>,
        records: Vec<Fields>,
        published: Option<&str>,
        jobs: usize,
        names: &Names,
    ) -> PyResult<(Vec<Reading>, Vec<String>)> {
        let published = published.map(day).transpose()?;
        py.detach(|| {
            let Articles { documents, doubts } = names.articles(records, published);
            let read = each(jobs, &documents, |document| self.inner.extract(document))?;
            let of = |(document, extraction)| Reading { document, extraction };
            Ok((documents.into_iter().zip(read).map(of).collect(), doubts))
        })
    }

    /// How many events there are in each article: the work of `extract` without any object of Python.
    fn count(&self, py: Python<'_>, records: Vec<Fields>, jobs: usize) -> PyResult<Vec<usize>> {
        py.detach(|| {
            let all = Names::default().articles(records, None);
            each(jobs, &all.documents, |document| self.inner.extract(document).events.len())
        })
    }

    /// What each article tells: see [`Told`].
    fn mentions<'py>(
        &self,
        py: Python<'py>,
        records: Vec<Fields>,
        published: Option<&str>,
        jobs: usize,
    ) -> PyResult<(ToldColumns<'py>, Vec<String>)> {
        let published = published.map(day).transpose()?;
        let (told, doubts) = py.detach(|| {
            let Articles { documents, doubts } = Names::default().articles(records, published);
            let told = each(jobs, &documents, |document| Told::of(&self.inner, document))?;
            Ok::<_, PyErr>((told, doubts))
        })?;
        Ok((Told::columns(told.into_iter().flatten(), py)?, doubts))
    }

    /// The timeline of mentions and the edges between them, and what is to be told about the decisions.
    fn assemble(
        &self,
        py: Python<'_>,
        mentions: Given,
        edges: [PyBackedBytes; Columns::NUMBER],
        choices: Choices,
    ) -> PyResult<(Timeline, Vec<String>)> {
        let chosen = choices.checked(&self.own)?;
        py.detach(|| {
            let timeline = spread::assembled(&mentions, &edges, chosen.statements())?;
            let mut doubts = Vec::new();
            let timeline = chosen.choose(timeline, &mut doubts);
            Ok((Timeline::new(timeline), doubts))
        })
    }

    /// The timeline of all articles, and what is to be told about them and the decisions. Articles come in batches, of which one
    /// is held at a time.
    fn timeline(
        &self,
        py: Python<'_>,
        batches: &Bound<'_, PyAny>,
        published: Option<&str>,
        jobs: usize,
        choices: Choices,
    ) -> PyResult<(Timeline, Vec<String>)> {
        let (published, chosen) = (published.map(day).transpose()?, choices.checked(&self.own)?);
        let (names, mut mentions, mut doubts) = (Names::default(), Vec::new(), Vec::new());
        let work = |document: &Document| self.inner.extract(document).into_mentions(document);
        for batch in batches.try_iter()? {
            let records: Vec<Fields> = batch?.extract()?;
            py.detach(|| {
                let articles = names.articles(records, published);
                doubts.extend(articles.doubts);
                mentions.extend(each(jobs, &articles.documents, work)?.into_iter().flatten());
                Ok::<_, PyErr>(())
            })?;
        }
        let timeline = py.detach(|| Timeline::new(chosen.timeline(mentions, &mut doubts)));
        Ok((timeline, doubts))
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
