//! Reading: bytes of any supported kind become [`Document`]s with their metadata.
//!
//! Knows file formats, encodings, headers and datelines. Does not know words, dates inside the prose, or events.

mod columns;
mod dateline;
mod day;
mod draft;
#[cfg(feature = "files")]
mod files;
mod header;
mod ids;
mod lists;
mod name;
mod opening;
mod record;

pub use columns::{Columns, Field};
pub use day::{DayError, parse_day};
#[cfg(feature = "files")]
pub use files::{Input, Notice, NoticeKind, Progress, ReadOptions, ReadReport, Reader};
pub use ids::Ids;
pub use record::Record;

use chrono::NaiveDate;

use crate::text::Span;

/// Where the publication date of a document was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum PublishedBasis {
    /// A field of the record (JSON, CSV) or of the front matter.
    Field,
    /// `--published`.
    Flag,
    /// A header line such as `date 2022-07-13` or `Date: 13 July 2022`.
    Header,
    /// The dateline, `MOSCOW, Jan. 3 (AP) --`.
    Dateline,
    /// Metadata of the HTML page.
    Metadata,
    /// The URL or the file's name.
    Name,
    /// No date was found.
    #[default]
    Unknown,
}

/// The dateline that opens an agency story: place, date, agency.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Dateline {
    /// The whole dateline in [`Document::text`], its closing dash or full stop included.
    pub span: Span,
    /// The place as written, `MOSCOW`.
    pub place: Option<String>,
    /// The region, state or country behind the place as written: `France`, `Calif.`.
    pub region: Option<String>,
    /// The date as written, in [`Document::text`].
    pub date: Option<Span>,
    /// The agency, `TASS`.
    pub agency: Option<String>,
}

/// One article: its text, and what is known about it. All offsets elsewhere refer to `text`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Document {
    /// The article's identifier, unique within a run.
    pub id: String,
    /// The article's text; for JSON and CSV input the field verbatim, for text files without its header lines.
    pub text: String,
    /// The title from the metadata, else the title line. (A title line inside `text` stays there.)
    pub title: Option<String>,
    /// The day of publication: the document creation time (DCT) of TimeML.
    pub published: Option<NaiveDate>,
    /// Where `published` comes from.
    pub published_basis: PublishedBasis,
    /// The source that published the article.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The dateline, where the text opens with one.
    pub dateline: Option<Dateline>,
    /// The title line at the start of `text`, where there is one: telegraphic prose.
    pub headline: Option<Span>,
}

impl Document {
    /// A document of `text` alone, named `id`. The text stays as it is; a header, a dateline and a title line in
    /// it are recognised, and date the document where they carry a year.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let (document, _) = Record { text: text.into(), ..Record::default() }.document(None);
        Self { id: id.into(), ..document }
    }

    /// The same document, published on `day`.
    #[must_use]
    pub fn published(mut self, day: NaiveDate) -> Self {
        self.published = Some(day);
        self.published_basis = PublishedBasis::Field;
        self
    }
}
