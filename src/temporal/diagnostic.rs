//! What is wrong with a date as it is written: said, never mended by a guess.
//!
//! Knows dates and their words. Does not know how they were found.

use chrono::{NaiveDate, Weekday};

use crate::text::Span;

/// The kind of a [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiagnosticKind {
    /// The calendar has no such day: `February 30`. The expression gets no date.
    ImpossibleDate,
    /// The weekday and the date contradict each other; the date is trusted.
    WeekdayMismatch,
    /// The date of the dateline lies after the day of publication, or weeks before it; the day of publication is trusted.
    DatelineMismatch,
}

/// True when a dateline of that day cannot belong to an article published on `published`: a day ahead is a time zone,
/// some days back a slow paper.
pub(super) fn is_far_from(published: NaiveDate, dateline: NaiveDate) -> bool {
    let days = (published - dateline).num_days();
    !(-1..=SLOWEST).contains(&days)
}

/// Days that a dispatch may take into the paper.
const SLOWEST: i64 = 14;

/// Something in the text that a reader should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub kind: DiagnosticKind,
    /// Where.
    pub span: Span,
    /// A full sentence about it.
    pub message: String,
}

impl Diagnostic {
    /// The calendar has no such day.
    pub fn impossible(span: Span, words: &str) -> Self {
        Self {
            kind: DiagnosticKind::ImpossibleDate,
            span,
            message: format!("The calendar has no \"{words}\"; it is left undated."),
        }
    }

    /// The dateline and the day of publication are too far apart.
    pub fn dateline(span: Span, words: &str, published: NaiveDate) -> Self {
        Self {
            kind: DiagnosticKind::DatelineMismatch,
            span,
            message: format!(
                "The dateline says \"{words}\", the day of publication is {published}; the latter is trusted."
            ),
        }
    }

    /// The date falls on another weekday.
    pub fn weekday(span: Span, words: &str, weekday: Weekday) -> Self {
        let name = match weekday {
            Weekday::Mon => "Monday",
            Weekday::Tue => "Tuesday",
            Weekday::Wed => "Wednesday",
            Weekday::Thu => "Thursday",
            Weekday::Fri => "Friday",
            Weekday::Sat => "Saturday",
            Weekday::Sun => "Sunday",
        };
        Self {
            kind: DiagnosticKind::WeekdayMismatch,
            span,
            message: format!("\"{words}\" falls on a {name}; the date is trusted."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_may_be_some_days_old() {
        let day = |text: &str| text.parse().expect("a day");
        let far = |dateline: &str| is_far_from(day("2018-05-30"), day(dateline));
        assert!(!far("2018-05-30") && !far("2018-05-31") && !far("2018-05-20"));
        assert!(far("2018-06-01") && far("2018-04-30") && far("2017-05-30"));
    }
}
