//! An article that a program has at hand, not in a file: its text and whatever else is known of it.

use chrono::NaiveDate;

use super::Document;
use super::columns::{Columns, Field};
use super::draft::{BadDate, Draft};
use crate::Error;

/// The fields of an article, as a record of JSON lines or a row of a table has them. Empty ones are unknown.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Record {
    /// The article itself; taken verbatim, so that offsets refer to it.
    pub text: String,
    /// The identifier.
    pub id: String,
    /// The title.
    pub title: String,
    /// The day of publication, in any of the forms that [`parse_day`](super::parse_day) reads.
    pub date: String,
    /// The publisher.
    pub publisher: String,
    /// The address.
    pub url: String,
}

impl Record {
    /// The article with its metadata weighed as in files: the field before `published` (the day of articles that carry
    /// none), the header of the text, its dateline, the address. Gives besides why a date could not be used; the
    /// article is read without it.
    ///
    /// # Examples
    /// ```
    /// use dateline::document::Record;
    ///
    /// let record = Record { text: "It rained.".into(), date: "4 May 2021".into(), ..Record::default() };
    /// let (article, doubts) = record.document(None);
    /// assert_eq!(article.published.unwrap().to_string(), "2021-05-04");
    /// assert!(doubts.is_empty());
    /// ```
    pub fn document(self, published: Option<NaiveDate>) -> (Document, Vec<Error>) {
        let Self { text, id, title, date, publisher, url } = self;
        let draft = Draft::of_record(text, |field| {
            let value = match field {
                Field::Id => &id,
                Field::Title => &title,
                Field::Date => &date,
                Field::Source => &publisher,
                Field::Url => &url,
                Field::Text => return None,
            };
            Some(value.as_str().into())
        });
        let (document, bad) = draft.finish(&Columns::default(), published, "");
        (document, bad.iter().map(BadDate::told).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::PublishedBasis;

    #[test]
    fn a_date_that_is_none_is_told_and_the_article_is_read() {
        let text = "OSLO, May 3, 2021 (NTB) - The harbour was closed.".to_owned();
        let (article, doubts) =
            Record { text, date: "2021-02-30".into(), ..Record::default() }.document(None);
        assert_eq!(article.published_basis, PublishedBasis::Dateline);
        assert_eq!(article.publisher.as_deref(), Some("NTB"));
        assert!(doubts.first().is_some_and(|doubt| doubt.to_string().contains("2021-02-30")), "{doubts:?}");
    }
}
