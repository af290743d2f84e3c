//! Bytes as a file of the user's own date rules, used on a text where it loads.

#![no_main]

use dateline::rule::RuleFile;
use dateline::temporal::{Context, Options, Tagger, UserRules, check};
use dateline::text::{Layout, Lexicon, Text};

libfuzzer_sys::fuzz_target!(|text: &str| {
    // Loading the program's own rules takes long: only where the notation reads.
    if RuleFile::parse(text, "own.toml").is_err() {
        return;
    }
    let file = UserRules { file: "own.toml".to_owned(), text: text.to_owned() };
    let options = Options { rules: vec![file.clone()], ..Options::default() };
    let mut lexicon = Lexicon::builtin().expect("the tables load");
    if let Ok(tagger) = Tagger::new(options, &mut lexicon) {
        let _ = check(&tagger, &lexicon, &[file]);
        let article =
            "OSLO, May 5 - On Monday, two days ago, at 5 p.m. on 3 March 2015, the 1960s, from May to June.";
        let published = chrono::NaiveDate::from_ymd_opt(2021, 5, 5);
        tagger.tag(&Text::new(article, &lexicon, Layout::default()), &Context { published, dateline: None });
    }
});
