//! Ties the layers together, with no logic of its own.

use crate::actors::{ActorReader, Cast, UserActors};
use crate::document::Document;
use crate::error::Error;
use crate::events::dating::Dating;
use crate::events::{EventDate, EventMention, EventReader};
use crate::graph::{Because, Bounds, Conflict, TemporalGraph, Tlink};
use crate::linking::{Mention, Reading, mentions};
use crate::rule::RuleId;
use crate::temporal::{Context, Diagnostic, Options, Tagger, Timex};
use crate::text::{Layout, Lexicon, Sentence, Text};
use crate::timeline::says_something;

/// Which events of an article are worth a headline and a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// All of them, with what came second in reading them.
    Explained,
    /// Those that may make a row of a timeline or support one: quicker where only rows are asked for.
    Rows,
    /// None: for looking at articles one by one.
    None,
}

/// Everything the program knows, loaded once; reading documents changes nothing in it.
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    tagger: Tagger,
    actors: ActorReader,
    events: EventReader,
    dating: Dating,
    scope: Scope,
}

/// What was read in one document. Indices between the tables are positions in them.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Extraction {
    /// Which events have headlines and become mentions.
    pub scope: Scope,
    /// The sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// Time expressions, in text order.
    pub timexes: Vec<Timex>,
    /// Dates that cannot be or that contradict each other.
    pub diagnostics: Vec<Diagnostic>,
    /// Actors and their mentions.
    pub cast: Cast,
    /// Events, in text order.
    pub events: Vec<EventMention>,
    /// For each event the frame that came second; empty but under [`Scope::Explained`].
    pub runners_up: Vec<Option<RuleId>>,
    /// For each event the date that the next sieve would have given; empty but under [`Scope::Explained`].
    pub second_dates: Vec<Option<EventDate>>,
    /// First and last possible day of each event.
    pub bounds: Vec<Bounds>,
    /// What is stated behind the bounds of each event; empty but under [`Scope::Explained`].
    pub because: Vec<Because>,
    /// Temporal links, stated and by grammar.
    pub tlinks: Vec<Tlink>,
    /// Statements about time that cannot all hold.
    pub conflicts: Vec<Conflict>,
}

impl Extractor {
    /// Loads the rules, words, names and frames that come with the program. Takes a few milliseconds: make one and keep it.
    ///
    /// # Errors
    /// When a table does not check; its file, line and entry are named.
    pub fn builtin() -> Result<Self, Error> {
        Self::new(Options::default())
    }

    /// The same, with what the user decides about dates.
    ///
    /// # Errors
    /// When a table or a rule of the user does not check; its file, rule and column are named.
    pub fn new(options: Options) -> Result<Self, Error> {
        Self::with_actors(options, &[])
    }

    /// The same with the user's own actors.
    ///
    /// # Errors
    /// When a table, a rule or an actor of the user does not check; file, line and remedy are named.
    pub fn with_actors(options: Options, own: &[UserActors]) -> Result<Self, Error> {
        Self::with_lexicon(Lexicon::builtin()?, options, own)
    }

    fn with_lexicon(mut lexicon: Lexicon, options: Options, own: &[UserActors]) -> Result<Self, Error> {
        let tagger = Tagger::new(options, &mut lexicon)?;
        let actors = ActorReader::new(own, &mut lexicon)?;
        let events = EventReader::builtin(&mut lexicon)?;
        Ok(Self { lexicon, tagger, actors, events, dating: Dating::builtin()?, scope: Scope::All })
    }

    /// The extractor for events of this scope.
    #[must_use]
    pub fn with_scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Reads one document. Never fails, whatever the text; a pure function of the document.
    /// Complexity: linear in the length of the text.
    pub fn extract(&self, document: &Document) -> Extraction {
        let dateline = document.dateline.as_ref();
        let layout = Layout { headline: document.headline, dateline: dateline.map(|d| d.span) };
        let text = Text::new(&document.text, &self.lexicon, layout);
        let context = Context { published: document.published, dateline: dateline.and_then(|d| d.date) };
        let (timexes, diagnostics) = self.tagger.tag(&text, &context);
        let cast = self.actors.read(&text, &timexes);
        let predicates = self.events.predicates(&text, &timexes, &cast);
        let mut events = self.events.read(&text, &cast, &predicates);
        let links = self.dating.date(&text, &timexes, &mut events, document.published);
        let told = |event: &EventMention| self.scope.holds(event, &text.sentences);
        self.events.write_headlines(&text, &timexes, &cast, &predicates, &mut events, told);
        let explained = self.scope == Scope::Explained;
        let runners_up = if explained { self.events.runners_up(&text, &predicates) } else { Vec::new() };
        let graph = TemporalGraph::build(&timexes, &events, &links, document.published);
        let solution = graph.solve();
        let because = if explained { graph.because() } else { Vec::new() };
        let seconds = || self.dating.runners_up(&text, &timexes, &events, &links, document.published);
        let second_dates = if explained { seconds() } else { Vec::new() };
        Extraction {
            scope: self.scope,
            sentences: text.sentences,
            timexes,
            diagnostics,
            cast,
            events,
            runners_up,
            second_dates,
            because,
            bounds: solution.bounds,
            tlinks: solution.tlinks,
            conflicts: solution.conflicts,
        }
    }
}

impl Scope {
    /// True for an event that is written out as a mention and has a headline.
    fn holds(self, event: &EventMention, sentences: &[Sentence]) -> bool {
        let heading = || sentences.get(event.sentence as usize).is_some_and(|s| s.heading);
        match self {
            Self::All | Self::Explained => true,
            Self::Rows => says_something(event, heading()),
            Self::None => false,
        }
    }
}

impl Extraction {
    /// The events as flat mentions, for linking across articles; `document` is the one that was read. Those that are out
    /// of the extractor's [`Scope`] are left out.
    pub fn into_mentions(self, document: &Document) -> Vec<Mention> {
        let reading = Reading {
            document,
            sentences: &self.sentences,
            cast: &self.cast,
            bounds: &self.bounds,
            tlinks: &self.tlinks,
        };
        mentions(&reading, self.events, |event| self.scope.holds(event, &self.sentences))
    }

    /// [`into_mentions`](Self::into_mentions) of a copy.
    pub fn mentions(&self, document: &Document) -> Vec<Mention> {
        self.clone().into_mentions(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_left_reads_like_the_tables() {
        let built = Extractor::builtin().expect("the images read");
        let tables = Lexicon::from_tables().expect("the tables read");
        let read = Extractor::with_lexicon(tables, Options::default(), &[]).expect("the tables check");
        assert!(built.lexicon.is_builtin() && !read.lexicon.is_builtin());
        let folder = std::fs::read_dir("tests/articles").expect("the articles");
        let paths = folder.map(|entry| entry.expect("an article").path());
        for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
            let text = std::fs::read_to_string(path).expect("an article");
            let day = chrono::NaiveDate::from_ymd_opt(2018, 5, 30).expect("a day");
            let document = Document::new("article", text).published(day);
            assert_eq!(built.extract(&document), read.extract(&document));
        }
    }
}
