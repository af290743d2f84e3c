//! A draft: what a reader of some format found, before the metadata is weighed.
//!
//! Knows the precedence of metadata: field, flag, header line, dateline, HTML metadata, URL or file name; never
//! the clock.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::columns::{Columns, Field};
use super::day::{DayError, parse_day};
use super::opening::{Opening, open};
use super::{Dateline, Document, PublishedBasis, header};
use crate::text::{Span, fold};
use crate::{Error, ErrorKind};

/// What was found of an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The text.
    pub text: String,
    /// True where the text is a field of a record, which is never altered.
    pub verbatim: bool,
    /// The identifier given.
    pub id: Option<String>,
    /// The title given.
    pub title: Option<String>,
    /// The publisher given.
    pub publisher: Option<String>,
    /// The address given.
    pub url: Option<String>,
    /// A date as written, and where it was written.
    pub dates: Vec<(PublishedBasis, String)>,
    /// The first line of the article in its file.
    #[cfg(feature = "files")]
    pub line: u64,
}

/// A date of the metadata that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BadDate {
    /// As written.
    pub value: String,
    /// Why.
    pub error: DayError,
}

impl BadDate {
    /// What the user is told.
    pub fn told(&self) -> Error {
        let message = format!("the date `{}` {}; it was not used", self.value, self.error);
        Error::new(ErrorKind::Data, message)
            .with_remedy("write it as YYYY-MM-DD, or give --published for articles without a date")
    }
}

impl Draft {
    /// The draft of a record that holds `text`, which stays as it is; `get` gives its other fields, of which empty ones are none.
    pub fn of_record<'r>(text: String, get: impl Fn(Field) -> Option<Cow<'r, str>>) -> Self {
        let known = |field| get(field).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        Self {
            text,
            verbatim: true,
            id: known(Field::Id),
            title: known(Field::Title),
            publisher: known(Field::Source),
            url: known(Field::Url),
            dates: known(Field::Date).map(|date| (PublishedBasis::Field, date)).into_iter().collect(),
            ..Self::default()
        }
    }

    /// A draft of a text with front matter, which is taken out before anything else reads the text.
    #[cfg(feature = "files")]
    pub fn front_matter(text: &str, columns: &Columns) -> Self {
        let head = header::read(text, columns);
        Self {
            text: text.get(head.body..).unwrap_or("").to_owned(),
            id: head.id,
            title: head.title,
            publisher: head.publisher,
            url: head.url,
            dates: head.date.map(|date| (PublishedBasis::Field, date)).into_iter().collect(),
            ..Self::default()
        }
    }

    /// Weighs the metadata. `flag` is `--published`, `name` the file's name.
    pub fn finish(
        mut self,
        columns: &Columns,
        flag: Option<NaiveDate>,
        name: &str,
    ) -> (Document, Vec<BadDate>) {
        let head = header::read(&self.text, columns);
        let mut body_start = head.body;
        if !self.verbatim {
            let body = self.text.get(head.body..).unwrap_or("").trim();
            self.text = body.to_owned();
            body_start = 0;
        }
        self.dates.extend(head.date.map(|date| (PublishedBasis::Header, date)));
        let title = self.title.or(head.title);
        let opening = open(&self.text, body_start, title.as_deref());
        let url = self.url.or(head.url).or_else(|| opening.url.clone());
        let (dated, bad) = weigh(&self.dates, flag, &opening, url.as_deref(), name);
        let document = Document {
            id: self.id.or(head.id).unwrap_or_default(),
            title: title.as_deref().or(opening.headline.map(|line| line.of(&self.text))).map(fold),
            published: dated.map(|(_, day)| day),
            published_basis: dated.map_or(PublishedBasis::Unknown, |(basis, _)| basis),
            publisher: self.publisher.or(head.publisher).or_else(|| agency(&opening)),
            url,
            dateline: with_header(opening.dateline, body_start, &self.text),
            headline: opening.headline,
            text: self.text,
        };
        (document, bad)
    }
}

/// The agency of the dateline: the source of a story that names no other.
fn agency(opening: &Opening) -> Option<String> {
    opening.dateline.as_ref().and_then(|dateline| dateline.agency.clone())
}

/// A header line that must stay in the text is set apart together with the dateline.
fn with_header(dateline: Option<Dateline>, body_start: usize, text: &str) -> Option<Dateline> {
    let header = text.get(..body_start).filter(|header| !header.trim().is_empty());
    let Some(header) = header else { return dateline };
    let mut dateline = dateline
        .unwrap_or_else(|| Dateline { span: Span::new(0, header.trim_end().len()), ..Dateline::default() });
    dateline.span.start = (header.len() - header.trim_start().len()) as u32;
    Some(dateline)
}

/// The best date, and the dates that could not be used.
fn weigh(
    written: &[(PublishedBasis, String)],
    flag: Option<NaiveDate>,
    opening: &Opening,
    url: Option<&str>,
    name: &str,
) -> (Option<(PublishedBasis, NaiveDate)>, Vec<BadDate>) {
    let mut bad = Vec::new();
    let mut days: Vec<(PublishedBasis, NaiveDate)> = Vec::new();
    for (basis, value) in written {
        match parse_day(value) {
            Ok(day) => days.push((*basis, day)),
            Err(error) => bad.push(BadDate { value: value.clone(), error }),
        }
    }
    days.extend(flag.map(|day| (PublishedBasis::Flag, day)));
    days.extend(opening.day.map(|day| (PublishedBasis::Dateline, day)));
    let named = || url.and_then(super::name::day_in).or_else(|| super::name::day_in(name));
    if days.is_empty() {
        days.extend(named().map(|day| (PublishedBasis::Name, day)));
    }
    (days.into_iter().min_by_key(|(basis, _)| *basis), bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publisher(source: Option<&str>) -> Option<String> {
        let text = "LISBON, May 3. /LUSA/. The two ministers met on Monday.".to_owned();
        let draft = Draft { text, publisher: source.map(str::to_owned), ..Draft::default() };
        draft.finish(&Columns::default(), None, "story.txt").0.publisher
    }

    #[test]
    fn the_agency_is_the_source_where_no_other_is_named() {
        assert_eq!(publisher(None).as_deref(), Some("LUSA"));
        assert_eq!(publisher(Some("Harbour Post")).as_deref(), Some("Harbour Post"));
    }
}
