//! Dates out of bytes: what is written is EDTF that another program reads, and what names a day, a month or a year is read
//! back as itself.

#![no_main]

use dateline::Document;
use dateline::temporal::denoted;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some(document) = dateline_fuzz::articles(bytes).into_iter().next() else { return };
    for timex in dateline_fuzz::extractor().extract(&document).timexes {
        for edtf in [timex.edtf.clone(), denoted(&timex)].into_iter().flatten() {
            assert!(edtf_core::is_valid(&edtf), "{edtf} is no EDTF");
        }
        if let Some(days) = timex.interval {
            assert!(days.first() <= days.last(), "{} ends before it begins", timex.value);
        }
        if is_plain(&timex.value) {
            let text = format!("The mill closed on {}.", timex.value);
            let again = dateline_fuzz::extractor().extract(&Document::new("b", text)).timexes;
            assert_eq!(again.first().map(|timex| &*timex.value), Some(&*timex.value));
        }
    }
});

/// `YYYY-MM-DD`, of a year that is read as one: four digits below 1000 or from 3000 on are a number.
fn is_plain(value: &str) -> bool {
    let year = value.get(..4).and_then(|year| year.parse::<u32>().ok());
    value.len() == 10
        && value.as_bytes()[4] == b'-'
        && year.is_some_and(|year| (1000..3000).contains(&year))
        && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}
