//! What is wrong with a date as it is written: said, never mended by a guess.

use chrono::Weekday;

use crate::text::Span;

/// The kind of a [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiagnosticKind {
    /// The calendar has no such day: `February 30`. The expression gets no date.
    ImpossibleDate,
    /// The weekday and the date contradict each other; the date is trusted.
    WeekdayMismatch,
}

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
