//! Bytes as a file of the user's own date rules, used on a text where it loads.

#![no_main]

use dateline::Extractor;
use dateline::rule::RuleFile;
use dateline::temporal::{Options, Tagger, UserRules, check};
use dateline::text::Lexicon;

libfuzzer_sys::fuzz_target!(|text: &str| {
    // Loading the program's own rules takes long: only where the notation reads.
    if RuleFile::parse(text, "own.toml").is_err() {
        return;
    }
    let file = UserRules { file: "own.toml".to_owned(), text: text.to_owned() };
    let options = Options { rules: vec![file.clone()], ..Options::default() };
    let mut lexicon = Lexicon::builtin().expect("the tables load");
    if let Ok(tagger) = Tagger::new(options.clone(), &mut lexicon) {
        let _ = check(&tagger, &lexicon, &[file]);
        let extractor = Extractor::new(options).expect("it loaded before");
        let text =
            "OSLO, May 5 - On Monday, two days ago, at 5 p.m. on 3 March 2015, the 1960s, from May to June.";
        let day = chrono::NaiveDate::from_ymd_opt(2021, 5, 5).expect("a day");
        extractor.extract(&dateline::Document::new("a", text).published(day));
    }
});
