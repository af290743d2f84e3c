//! From a text to its time expressions.
//!
//! Knows the rule files and tables, and which words make a line a stamp or a text a law. Does not know which day an
//! expression stands for: `story.rs` goes through them in the order of the text and asks `resolve.rs`.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::expr::TimeExpr;
use super::genre;
use super::holiday::Holiday;
use super::number::Numbers;
use super::options::{Options, Region, UserRules};
use super::stage::{ChunkClasses, Contender, Found, Knowledge, Stage};
use super::story::Story;
use super::tense::TenseReader;
use super::{Diagnostic, Timex};
use crate::error::{Error, ErrorKind};
use crate::image::{self, built, stored};
use crate::rule::{ClassId, RuleFile, RuleId, Scan, Vocabulary};
use crate::text::{Lexicon, Span, Text, rows, words};

/// The tables and rules that come with the program, rules in the order in which equal matches win.
const CLASSES: (&str, &str) =
    ("data/lexicon/temporal_classes.csv", include_str!("../../data/lexicon/temporal_classes.csv"));
const WORDS: (&str, &str) = ("data/lexicon/temporal.csv", include_str!("../../data/lexicon/temporal.csv"));
const HOLIDAYS: (&str, &str) =
    ("data/lexicon/temporal_holidays.csv", include_str!("../../data/lexicon/temporal_holidays.csv"));
const RULES: &[(&str, &str)] = &[
    ("data/rules/negative.toml", include_str!("../../data/rules/negative.toml")),
    ("data/rules/date.toml", include_str!("../../data/rules/date.toml")),
    ("data/rules/relative.toml", include_str!("../../data/rules/relative.toml")),
    ("data/rules/period.toml", include_str!("../../data/rules/period.toml")),
    ("data/rules/duration.toml", include_str!("../../data/rules/duration.toml")),
    ("data/rules/set.toml", include_str!("../../data/rules/set.toml")),
    ("data/rules/time.toml", include_str!("../../data/rules/time.toml")),
    ("data/rules/modify.toml", include_str!("../../data/rules/modify.toml")),
    ("data/rules/length.toml", include_str!("../../data/rules/length.toml")),
    ("data/rules/combine.toml", include_str!("../../data/rules/combine.toml")),
    ("data/rules/range.toml", include_str!("../../data/rules/range.toml")),
];

/// What is known about a document before its dates are read.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The creation time.
    pub published: Option<NaiveDate>,
    /// The date of the dateline.
    pub dateline: Option<Span>,
}

/// Finds and resolves time expressions. Holds all rules; reading texts changes nothing in it.
#[derive(Clone, Debug)]
pub struct Tagger {
    pub(super) vocabulary: Vocabulary,
    numbers: Numbers,
    classes: ChunkClasses,
    pub(super) tense: TenseReader,
    pub(super) signal: ClassId,
    pub(super) close: ClassId,
    legal: ClassId,
    game: ClassId,
    stamp: ClassId,
    stages: Vec<Stage>,
    holidays: Vec<Holiday>,
    pub(super) options: Options,
}

stored! {
    Tagger { vocabulary, numbers, classes, tense, signal, close, legal, game, stamp, stages, holidays }
    and { options: Options::default() }
}

impl Tagger {
    /// Loads the rules that come with the program.
    ///
    /// # Errors
    /// A table or rule that does not check, with file, rule and column; the program's own files do.
    pub fn builtin(lexicon: &mut Lexicon) -> Result<Self, Error> {
        Self::new(Options::default(), lexicon)
    }

    /// Loads the rules that come with the program and the user's. A user's rule takes the place of the program's rule
    /// of that name, a user's word that of the program's word of that class; of equal matches the user's wins.
    ///
    /// # Errors
    /// A table or rule that does not check, with file, rule and column.
    pub fn new(options: Options, lexicon: &mut Lexicon) -> Result<Self, Error> {
        let plain = options.rules.is_empty() && options.region == Region::default();
        match built!("temporal.image").filter(|_| plain && lexicon.is_builtin()) {
            Some(image) => Ok(Self { options, ..image::read(image)? }),
            None => Self::from_tables(options, lexicon),
        }
    }

    fn from_tables(options: Options, lexicon: &mut Lexicon) -> Result<Self, Error> {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add_classes(CLASSES.1, CLASSES.0)?;
        vocabulary.add_words(WORDS.1, WORDS.0, lexicon)?;
        let holidays = holidays(HOLIDAYS.1, HOLIDAYS.0, options.region, &mut vocabulary, lexicon)?;
        let class = |name: &str| vocabulary.needed(name);
        let (signal, close) = (class("signal")?, class("close")?);
        let (planning, timetable) = (class("planning")?, class("timetable")?);
        let fixture = class("fixture")?;
        let (deferring, superseded) = (class("deferring")?, class("superseded")?);
        let (legal, game, stamp) = (class("legal")?, class("game")?, class("stamp")?);
        let mut tagger = Self {
            numbers: Numbers::new(&vocabulary)?,
            classes: ChunkClasses::new(&vocabulary)?,
            tense: TenseReader { planning, timetable, fixture, deferring, superseded },
            signal,
            close,
            legal,
            game,
            stamp,
            vocabulary,
            stages: Vec::new(),
            holidays,
            options: Options::default(),
        };
        let mut own = BTreeSet::new();
        for user in &options.rules {
            let source = RuleFile::parse(&user.text, &user.file)?;
            for [words, class, value] in &source.words {
                let added = tagger.vocabulary.add_word(words.trim(), class.trim(), value.trim(), lexicon);
                added.map_err(|message| Error::new(ErrorKind::Rule, message).in_file(&user.file))?;
            }
            tagger.add_rules(&source, &user.file, lexicon)?;
            own.extend(source.rule.iter().map(|rule| rule.id.to_string()));
        }
        for (file, text) in RULES {
            let mut source = RuleFile::parse(text, file)?;
            source.rule.retain(|rule| !own.contains(&*rule.id));
            tagger.add_rules(&source, file, lexicon)?;
        }
        Ok(Self { options, ..tagger })
    }

    fn add_rules(&mut self, source: &RuleFile<'_>, file: &str, lexicon: &mut Lexicon) -> Result<(), Error> {
        if source.rule.is_empty() {
            return Ok(());
        }
        let Some(index) = usize::from(source.stage).checked_sub(1).filter(|i| *i < 8) else {
            return Err(Error::new(ErrorKind::Rule, "the stage is a number from 1 to 8").in_file(file));
        };
        if self.stages.len() <= index {
            self.stages.resize_with(index + 1, Stage::default);
        }
        let Some(stage) = self.stages.get_mut(index) else { return Ok(()) };
        stage.add(source, file, &mut self.vocabulary, lexicon)
    }

    /// The names of all rules.
    pub fn rule_ids(&self) -> impl Iterator<Item = &RuleId> {
        self.stages.iter().flat_map(Stage::ids)
    }

    /// Finds and resolves the time expressions of a text; gives them in its order, with what is wrong with some.
    ///
    /// Complexity: linear in the number of tokens; the rules that are tried at a token are those of its class.
    pub fn tag(&self, text: &Text, context: &Context) -> (Vec<Timex>, Vec<Diagnostic>) {
        let found = self.find(text);
        let mut story = Story::new(self, text, context, &found);
        let game =
            found.iter().any(|f| genre::is_quarter(&f.expr)) && genre::is_game(self.count(text, self.game));
        for f in found.iter().filter(|f| !(game && genre::is_quarter(&f.expr))) {
            story.tell(f);
        }
        story.settle();
        (story.timexes, story.diagnostics)
    }

    fn find(&self, text: &Text) -> Vec<Found> {
        let mut scan = self.scan(text);
        let known = self.knowledge();
        let mut found = Vec::new();
        for (i, stage) in self.stages.iter().enumerate() {
            stage.run(text, &mut scan, &known, i == 0, &mut found);
        }
        found.retain(|f| f.expr != TimeExpr::Nothing);
        share_years(text, &mut found);
        found
    }

    /// The text as the rules read it: its numbers are found, nothing else.
    fn scan(&self, text: &Text) -> Scan {
        let mut scan = Scan::new(text, &self.vocabulary);
        self.numbers.find(text, &self.vocabulary, &mut scan);
        scan.index();
        scan
    }

    fn knowledge(&self) -> Knowledge<'_> {
        Knowledge { vocabulary: &self.vocabulary, classes: self.classes, holidays: &self.holidays }
    }

    /// All matches of each stage, those that lose included: for checking rules.
    pub(super) fn candidates(&self, text: &Text) -> Vec<Vec<Contender>> {
        let mut scan = self.scan(text);
        let known = self.knowledge();
        let mut found = Vec::new();
        let run = |(i, stage): (usize, &Stage)| {
            let all = stage.candidates(text, &scan, &known, i == 0, &found);
            stage.run(text, &mut scan, &known, i == 0, &mut found);
            all
        };
        self.stages.iter().enumerate().map(run).collect()
    }

    /// The files of the program's own rules.
    pub fn builtin_rules() -> Vec<UserRules> {
        RULES.iter().map(|(file, text)| UserRules { file: (*file).into(), text: (*text).into() }).collect()
    }

    /// True for the date of a line such as `Published 14 March 2017` or `© 2015 BBC`.
    pub(super) fn is_stamp(&self, text: &Text, token: u32) -> bool {
        let Some(sentence) = text.sentences.get(text.sentence_of(token) as usize) else { return false };
        let is_short = sentence.end - sentence.first <= LONGEST_STAMP && token > sentence.first;
        let stamps = |t: u32| self.vocabulary.set(text.term(t)) & self.stamp.bit() != 0;
        let joins = |t: u32| text.is(t, words::COLON) || text.is(t, words::ON) || text.reads(t, "last");
        is_short
            && (sentence.first..token).all(|t| stamps(t) || joins(t))
            && (sentence.first..token).any(stamps)
    }

    /// True for a law or a judgment.
    pub(super) fn is_legal(&self, text: &Text) -> bool {
        genre::is_legal(self.count(text, self.legal), text.sentences.len())
    }

    /// How many words of a text are of a class.
    fn count(&self, text: &Text, class: ClassId) -> usize {
        text.tokens.iter().filter(|token| self.vocabulary.set(token.term) & class.bit() != 0).count()
    }
}

/// Tokens of the longest line that only says when the article came out.
const LONGEST_STAMP: u32 = 14;

/// Dates in a list share a year that stands only with one of them: `May, June or July 2012`.
fn share_years(text: &Text, found: &mut [Found]) {
    let joined = |a: &Found, b: &Found| {
        let gap = a.end..b.first;
        gap.len() <= 2
            && gap
                .into_iter()
                .all(|t| [words::COMMA, words::AND, words::OR, words::AMPERSAND].contains(&text.term(t)))
    };
    for i in (1..found.len()).rev() {
        let (Some(a), Some(b)) = (found.get(i - 1), found.get(i)) else { continue };
        if let (None, Some(_), Some(year)) = (a.expr.year(), a.expr.month(), b.expr.year())
            && a.end < b.first
            && joined(a, b)
        {
            let wraps = b.expr.month().zip(a.expr.month()).is_some_and(|(later, earlier)| earlier > later);
            let expr = a.expr.in_year(if wraps { year - 1 } else { year });
            if let Some(place) = found.get_mut(i - 1) {
                place.expr = expr;
            }
        }
    }
}

/// Reads `names,date,regions`: the named days of everywhere and of the region become words or phrases of the class `holiday`.
fn holidays(
    table: &str,
    file: &str,
    region: Region,
    vocabulary: &mut Vocabulary,
    lexicon: &mut Lexicon,
) -> Result<Vec<Holiday>, Error> {
    let mut days = Vec::new();
    rows(table, file, |row| {
        let (names, rest) =
            row.split_once(',').ok_or("a named day needs its cells: names,date or names,date,regions")?;
        let (date, regions) = rest.split_once(',').unwrap_or((rest, ""));
        if !regions.is_empty() && !regions.split(' ').any(|code| code == region.code()) {
            return Ok(());
        }
        let day = Holiday::parse(date.trim()).ok_or(
            "the date is written `12-25`, `4/4/11`, `easter+1`, `rosh+9`, `12-25..12-26`, `orthodox+0`, `islamic 9-1..9-30` or `listed diwali`",
        )?;
        for name in names.split('|') {
            vocabulary.add_word(name.trim(), "holiday", &days.len().to_string(), lexicon)?;
        }
        days.push(day);
        Ok::<(), String>(())
    })?;
    Ok(days)
}
