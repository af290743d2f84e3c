//! A timeline and what is chosen of it.

use std::sync::Arc;

use chrono::NaiveDate;
use dateline::Error;
use dateline::actors::{Aliases, UserActors};
use dateline::linking::{Mention, Participant};
use dateline::output::{csv, html, ics, json, jsonl, markdown, svg, xlsx};
use dateline::store::{pack_timeline, unpack_timeline};
use dateline::temporal::Granularity;
use dateline::timeline::{Curation, Filter, Options};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::article::day;
use crate::convert::Classes;
use crate::{DatelineError, raised};

/// What the user chooses, as the command line has it.
#[derive(FromPyObject)]
pub struct Choices {
    actor: Option<String>,
    first: Option<String>,
    last: Option<String>,
    min_confidence: f32,
    about: String,
    top: Option<usize>,
    curation: Option<(String, Vec<u8>)>,
    statements: bool,
    unlisted: bool,
}

impl Choices {
    /// The same, checked before any article is read.
    ///
    /// # Errors
    /// A day is none, the last lies before the first, a decision is none, or an actor of the user does not check.
    pub fn checked(self, own: &[UserActors]) -> PyResult<Chosen> {
        let bound = |value: &Option<String>| value.as_deref().map(day).transpose();
        let (from, to) = (bound(&self.first)?, bound(&self.last)?);
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            let message = format!("start {from} lies after end {to}, so that no event could be kept");
            return Err(DatelineError::new_err(message));
        }
        let known = |name| Aliases::new(own).map(|aliases| (name, aliases));
        let decisions = |(file, csv): (String, Vec<u8>)| Curation::read(&csv, &file);
        Ok(Chosen {
            actor: self.actor.map(known).transpose().map_err(|error| raised(&error))?,
            from,
            to,
            min_confidence: self.min_confidence,
            about: self.about,
            top: self.top,
            curation: self.curation.map(decisions).transpose().map_err(|error| raised(&error))?,
            statements: self.statements,
            unlisted: self.unlisted,
        })
    }
}

/// What the user chose, ready to be applied.
pub struct Chosen {
    actor: Option<(String, Aliases)>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    min_confidence: f32,
    about: String,
    top: Option<usize>,
    curation: Option<Curation>,
    statements: bool,
    unlisted: bool,
}

impl Chosen {
    /// Whether statements make rows.
    pub fn statements(&self) -> bool {
        self.statements
    }

    /// The timeline of `mentions`, and of it what is chosen.
    pub fn timeline(&self, mentions: Vec<Mention>, doubts: &mut Vec<String>) -> dateline::Timeline {
        let unlisted = self.unlisted || self.curation.is_some();
        let options = Options { statements: self.statements, unlisted };
        self.choose(dateline::Timeline::build(mentions, &options), doubts)
    }

    /// The timeline curated, filtered and cut as chosen. Decisions that fit no event are told.
    pub fn choose(&self, timeline: dateline::Timeline, doubts: &mut Vec<String>) -> dateline::Timeline {
        let mut timeline = timeline;
        if let Some(curation) = &self.curation {
            let (curated, unfit) = timeline.curate(curation);
            doubts.extend(unfit.iter().map(Error::to_string));
            timeline = curated;
        }
        let picked = self.pick(timeline);
        match self.top {
            Some(n) => picked.top(n),
            None => picked,
        }
    }

    fn pick(&self, timeline: dateline::Timeline) -> dateline::Timeline {
        let takes_part = |p: &Participant| {
            self.actor
                .as_ref()
                .is_some_and(|(name, aliases)| aliases.finds(name, &p.name, p.state.as_deref()))
        };
        timeline.select(&Filter {
            actor: self.actor.as_ref().map(|_| &takes_part as &dyn Fn(&Participant) -> bool),
            from: self.from,
            to: self.to,
            min_confidence: self.min_confidence,
            about: &self.about,
        })
    }
}

/// How many events a format could not hold, by reason.
type Lost = Vec<(String, usize)>;

/// A timeline.
#[pyclass(frozen, module = "dateline._native")]
pub struct Timeline {
    inner: Arc<dateline::Timeline>,
}

impl Timeline {
    /// For Python.
    pub fn new(inner: dateline::Timeline) -> Self {
        Self { inner: Arc::new(inner) }
    }
}

/// An event of a timeline: fills an object of Python when a field of it is asked for.
#[pyclass(frozen, module = "dateline._native")]
pub struct Row {
    timeline: Arc<dateline::Timeline>,
    listed: bool,
    place: usize,
}

#[pymethods]
impl Row {
    /// Puts all fields into the dictionary of an object; who asks for one mostly asks for more.
    fn fill(&self, fields: &Bound<'_, PyDict>, _wanted: &str) -> PyResult<()> {
        let events = if self.listed { &self.timeline.events } else { &self.timeline.unlisted };
        events.get(self.place).map_or(Ok(()), |event| Classes::fill(fields, None, &jsonl::record(event)))
    }
}

impl Timeline {
    fn rows_of(&self, listed: bool, count: usize) -> Vec<Row> {
        (0..count).map(|place| Row { timeline: Arc::clone(&self.inner), listed, place }).collect()
    }
}

#[pymethods]
impl Timeline {
    /// The timeline of the bytes that [`packed`](Self::packed) gave.
    #[staticmethod]
    fn unpacked(bytes: &[u8]) -> PyResult<Self> {
        let other =
            "these bytes are no timeline of this build of dateline: unpickle with the one that pickled";
        unpack_timeline(bytes).map(Self::new).ok_or_else(|| DatelineError::new_err(other))
    }

    /// All of it as bytes, the same for timelines that tell the same.
    fn packed<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &py.detach(|| pack_timeline(&self.inner)))
    }

    /// The rows, in order.
    fn events(&self) -> Vec<Row> {
        self.rows_of(true, self.inner.events.len())
    }

    /// What makes no row.
    fn unlisted(&self) -> Vec<Row> {
        self.rows_of(false, self.inner.unlisted.len())
    }

    /// How many rows there are.
    fn __len__(&self) -> usize {
        self.inner.events.len()
    }

    /// The bytes of the timeline in a format, and how many events could not be held, by reason.
    fn render<'py>(
        &self,
        py: Python<'py>,
        format: &str,
        title: &str,
    ) -> PyResult<(Bound<'py, PyBytes>, Lost)> {
        let timeline = &*self.inner;
        let rendered = py.detach(|| {
            let mut out = Vec::new();
            let losses = match format {
                "csv" => csv::write(timeline, None, false, &mut out),
                "html" => html::write(timeline, title, &mut out),
                "ics" => ics::write(timeline, title, Granularity::Unknown, &mut out),
                "json" => json::write(timeline, &mut out),
                "jsonl" => jsonl::write(timeline, &mut out).map(|()| Default::default()),
                "markdown" => markdown::write(timeline, title, &mut out),
                "svg" => svg::write(timeline, title, &mut out),
                "xlsx" => xlsx::write(timeline, &mut out),
                _ => return None,
            };
            Some(losses.map(|losses| (out, losses)))
        });
        let known = "csv, html, ics, json, jsonl, markdown, svg, xlsx";
        let unknown = || DatelineError::new_err(format!("the format `{format}` is none of {known}"));
        let (bytes, losses) = rendered.ok_or_else(unknown)?.map_err(|error| raised(&error))?;
        let losses = losses.iter().map(|(what, count)| (what.to_owned(), count)).collect();
        Ok((PyBytes::new(py, &bytes), losses))
    }
}
