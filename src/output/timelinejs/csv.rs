//! The CSV template of TimelineJS 3.

use std::io::Write;

use super::super::cells::safe;
use super::super::escape::markup;
use super::super::loss::{Losses, UNDATED};
use super::super::sink;
use super::super::when::When;
use super::{body, display};
use crate::Error;
use crate::timeline::{Event, Timeline};

/// The columns that TimelineJS 3 reads.
pub const HEADER: [&str; 19] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Alt Text",
    "Type",
    "Group",
    "Background",
];

/// Writes `timeline`; with `bom`, a byte order mark goes before it. Events without any date are left out and counted:
/// TimelineJS cannot show them.
///
/// # Errors
/// The output cannot be written.
pub fn write(timeline: &Timeline, bom: bool, out: impl Write) -> Result<Losses, Error> {
    let mut losses = Losses::default();
    let rows = losses.sift(timeline.events.iter().map(row), UNDATED);
    sink::rows(&HEADER, rows, bom, out)?;
    Ok(losses)
}

fn row(event: &Event) -> Option<[String; 19]> {
    let when = When::of(event);
    let start = when.part()?;
    let number = |part: Option<u32>| part.map(|part| part.to_string()).unwrap_or_default();
    let end = when.end_part();
    let mut cells = [const { String::new() }; 19];
    let values = [
        (0, start.historical_year().to_string()),
        (1, number(start.month)),
        (2, number(start.day)),
        (4, end.map(|end| end.historical_year().to_string()).unwrap_or_default()),
        (5, number(end.and_then(|end| end.month))),
        (6, number(end.and_then(|end| end.day))),
        (8, display(&when)),
        (9, safe(&markup(&event.headline)).into_owned()),
        (10, safe(&body(event)).into_owned()),
    ];
    for (place, value) in values {
        if let Some(cell) = cells.get_mut(place) {
            *cell = value;
        }
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::super::super::samples;
    use super::*;

    #[test]
    fn bounds_and_partial_dates_have_no_day() {
        let mut bytes = Vec::new();
        let losses = write(&samples::timeline(), false, &mut bytes).expect("memory");
        assert_eq!(losses.iter().next(), Some((UNDATED, 1)));
        let text = String::from_utf8(bytes).expect("UTF-8");
        for start in ["-44,3,15,,,,,,,", "2019,,,,,,,,,", "2021,6,,,,,,,about June 2021,"] {
            assert!(text.contains(&format!("\r\n{start}")), "{start}: {text}");
        }
        assert!(text.contains("\r\n2022,,,,,,,,between 13 July 2022 and 3 January 2023,"), "{text}");
        assert!(text.contains("\r\n2022,9,23,,2022,9,27,"), "{text}");
    }
}
