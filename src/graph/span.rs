//! Dates for events of which only bounds are known.
//!
//! Knows days. Does not know why an event lies between them.

use chrono::NaiveDate;

use super::Bounds;
use crate::events::EventDate;
use crate::temporal::edtf::one_of;
use crate::temporal::{DateBasis, Granularity, Interval};

/// What bounds say about the day of an event, as EDTF `[a..b]`: one day, not before `a`, not after `b`.
///
/// Nothing when the bounds say no more than that a past event was over, or a future one not begun, on the day of
/// publication.
pub fn bounded_date(bounds: Bounds, published: Option<NaiveDate>) -> Option<EventDate> {
    let (earliest, latest) = bounds;
    let says_more = match (earliest, latest) {
        (Some(first), Some(last)) => first <= last,
        (one, other) => one.or(other) != published,
    };
    let interval = Interval { start: earliest, end: latest.and_then(|day| day.succ_opt()) };
    Some(EventDate {
        edtf: one_of(interval).filter(|_| says_more)?,
        interval,
        precision: if earliest == latest { Granularity::Day } else { Granularity::Unknown },
        basis: DateBasis::Connective,
        ..EventDate::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(earliest: &str, latest: &str) -> Option<String> {
        let day = |text: &str| text.parse().ok();
        bounded_date((day(earliest), day(latest)), day("2022-07-13")).map(|date| date.edtf)
    }

    #[test]
    fn bounds_are_written_as_one_day_of_a_set() {
        assert_eq!(edtf("2022-02-24", "2022-07-13").as_deref(), Some("[2022-02-24..2022-07-13]"));
        assert_eq!(edtf("", "2022-07-12").as_deref(), Some("[..2022-07-12]"));
        assert_eq!(edtf("2022-08-01", "").as_deref(), Some("[2022-08-01..]"));
        assert_eq!(edtf("2022-07-12", "2022-07-12").as_deref(), Some("2022-07-12"));
    }

    #[test]
    fn publication_alone_is_no_date() {
        assert_eq!(edtf("", "2022-07-13"), None);
        assert_eq!(edtf("2022-07-13", ""), None);
        assert_eq!(edtf("", ""), None);
        assert_eq!(edtf("2022-07-14", "2022-07-12"), None, "bounds that exclude each other");
    }
}
