//! The temporal layer alone, for the tests of its rules and its properties.

use chrono::NaiveDate;
use dateline::temporal::{Context, Diagnostic, Tagger, Timex};
use dateline::text::{Layout, Lexicon, Text};

/// The words and the date rules that come with the program.
pub struct Program {
    pub lexicon: Lexicon,
    pub tagger: Tagger,
}

impl Program {
    pub fn new() -> Self {
        let mut lexicon = Lexicon::builtin().expect("the lexicon loads");
        let tagger = Tagger::builtin(&mut lexicon).expect("the rules load");
        Self { lexicon, tagger }
    }

    pub fn read(&self, source: &str, published: Option<NaiveDate>) -> Vec<Timex> {
        self.read_with_doubts(source, published).0
    }

    pub fn read_with_doubts(
        &self,
        source: &str,
        published: Option<NaiveDate>,
    ) -> (Vec<Timex>, Vec<Diagnostic>) {
        let text = Text::new(source, &self.lexicon, Layout::default());
        self.tagger.tag(&text, &Context { published, ..Context::default() })
    }
}
