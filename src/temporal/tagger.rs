//! From a text to its time expressions.
//!
//! Knows the rule files, and which dates carry a story on. Anchors nothing itself: that is done in `resolve.rs`.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::diagnostic::is_far_from;
use super::expr::{Direction, Point, TimeExpr};
use super::genre;
use super::holiday::Holiday;
use super::number::Numbers;
use super::options::{Genre, Options, Region, UserRules};
use super::resolve::{Problem, Reference, Resolved, Setting};
use super::signal;
use super::stage::{ChunkClasses, Contender, Found, Knowledge, Stage};
use super::tense::{Tense, TenseReader};
use super::value::{timex_type, timex_value};
use super::when::When;
use super::{
    Anchor, DateBasis, Diagnostic, Granularity, Signal, Timex, TimexMod, TimexPart, TimexType, edtf,
};
use crate::error::{Error, ErrorKind};
use crate::image::{self, built, stored};
use crate::rule::{ClassId, RuleFile, RuleId, Scan, Vocabulary};
use crate::text::{Lexicon, Pos, Span, Text, words};

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
    vocabulary: Vocabulary,
    numbers: Numbers,
    classes: ChunkClasses,
    tense: TenseReader,
    signal: ClassId,
    legal: ClassId,
    game: ClassId,
    stamp: ClassId,
    stages: Vec<Stage>,
    holidays: Vec<Holiday>,
    options: Options,
}

stored! {
    Tagger { vocabulary, numbers, classes, tense, signal, legal, game, stamp, stages, holidays }
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
        let class = |name: &str| {
            vocabulary.class(name).ok_or_else(|| {
                Error::new(ErrorKind::Rule, format!("there is no class `{name}`")).in_file(CLASSES.0)
            })
        };
        let (signal, planning) = (class("signal")?, class("planning")?);
        let (legal, game, stamp) = (class("legal")?, class("game")?, class("stamp")?);
        let mut tagger = Self {
            numbers: Numbers::new(&vocabulary)?,
            classes: ChunkClasses::new(&vocabulary)?,
            tense: TenseReader { planning },
            signal,
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
                let row = format!("words,class,value\n{words},{class},{value}");
                tagger.vocabulary.add_words(&row, &user.file, lexicon)?;
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
        let mut run = Run::new(self, text, context, &found);
        let game =
            found.iter().any(|f| genre::is_quarter(&f.expr)) && genre::is_game(self.count(text, self.game));
        for f in found.iter().filter(|f| !(game && genre::is_quarter(&f.expr))) {
            run.resolve(f);
        }
        (run.timexes, run.diagnostics)
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
    fn is_stamp(&self, text: &Text, token: u32) -> bool {
        let Some(sentence) = text.sentences.get(text.sentence_of(token) as usize) else { return false };
        let is_short = sentence.end - sentence.first <= LONGEST_STAMP && token > sentence.first;
        let stamps = |t: u32| self.vocabulary.set(text.term(t)) & self.stamp.bit() != 0;
        let joins = |t: u32| text.is(t, words::COLON) || text.is(t, words::ON) || text.reads(t, "last");
        is_short
            && (sentence.first..token).all(|t| stamps(t) || joins(t))
            && (sentence.first..token).any(stamps)
    }

    fn is_legal(&self, text: &Text) -> bool {
        genre::is_legal(self.count(text, self.legal), text.sentences.len())
    }

    /// How many words of a text are of a class.
    fn count(&self, text: &Text, class: ClassId) -> usize {
        text.tokens.iter().filter(|token| self.vocabulary.set(token.term) & class.bit() != 0).count()
    }
}

/// Tokens of the longest line that only says when the article came out.
const LONGEST_STAMP: u32 = 14;

/// One text being read.
struct Run<'a> {
    tagger: &'a Tagger,
    text: &'a Text<'a>,
    context: &'a Context,
    setting: Setting,
    timexes: Vec<Timex>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Run<'a> {
    fn new(tagger: &'a Tagger, text: &'a Text<'a>, context: &'a Context, found: &[Found]) -> Self {
        let options = &tagger.options;
        let (is_narrative, is_legal) = match options.genre {
            Genre::Auto => {
                let narrative = genre::is_narrative(context.published, found);
                (narrative, !narrative && tagger.is_legal(text))
            }
            genre => (genre == Genre::Narrative, genre == Genre::Legal),
        };
        let day_first =
            genre::is_day_first(found).unwrap_or(options.day_first || options.region.is_day_first());
        let setting =
            Setting { now: context.published, is_narrative, is_legal, day_first, ..Setting::default() };
        Self { tagger, text, context, setting, timexes: Vec::new(), diagnostics: Vec::new() }
    }

    fn resolve(&mut self, f: &Found) {
        let sentence = self.text.sentence_of(f.first);
        let span = self.text.span(f.first, f.end);
        let tense = self.tagger.tense.read(self.text, &self.tagger.vocabulary, f.first, f.end);
        let since = self.text.before(f.first).is_some_and(|t| self.text.is(t, words::SINCE));
        let is_habit = tense == Tense::Habit && self.is_yearly(f);
        let tense = if since { Tense::Past } else { tense };
        let setting = Setting { tense, sentence, is_habit, ..self.setting };
        match setting.resolve(&f.expr) {
            Ok(resolved) => self.push(f, sentence, span, resolved, setting.tense),
            Err(Some(Problem::Impossible)) => {
                self.diagnostics.push(Diagnostic::impossible(span, span.of(self.text.source)))
            }
            Err(_) => {}
        }
    }

    /// A month or season alone after `in`, or at the head of its sentence.
    fn is_yearly(&self, f: &Found) -> bool {
        let recurs =
            matches!(f.expr, TimeExpr::Point(Point::Month(_) | Point::Season(_), Direction::Bare, _));
        recurs && self.text.before(f.first).is_none_or(|t| self.text.is(t, words::IN))
    }

    /// Notes what is wrong with a date that is read all the same.
    fn doubt(&mut self, resolved: &Resolved, span: Span, in_dateline: bool) {
        if let Some(Problem::OtherWeekday(weekday)) = resolved.problem {
            self.diagnostics.push(Diagnostic::weekday(span, span.of(self.text.source), weekday));
        }
        let written = resolved.when.days().filter(|(first, last)| in_dateline && first == last);
        if let Some(((day, _), published)) = written.zip(self.context.published)
            && is_far_from(published, day)
        {
            self.diagnostics.push(Diagnostic::dateline(span, span.of(self.text.source), published));
        }
    }

    fn push(&mut self, f: &Found, sentence: u32, span: Span, resolved: Resolved, tense: Tense) {
        let in_dateline = self.context.dateline.is_some_and(|d| d.overlaps(span));
        self.doubt(&resolved, span, in_dateline);
        let after = || signal::after(self.text, f.end);
        let signal =
            signal::before(self.text, &self.tagger.vocabulary, self.tagger.signal, f.first).or_else(after);
        let anchor = match (resolved.reference, resolved.basis) {
            (Some(timex), _) => Some(Anchor::Timex(timex)),
            (None, DateBasis::Relative | DateBasis::YearInferred) => Some(Anchor::Creation),
            _ => None,
        };
        let (quantifier, frequency) = match &resolved.when {
            When::Set(_, q, times) => (Some(*q).filter(|q| !q.is_empty()), *times),
            _ => (None, None),
        };
        let timex = Timex {
            span,
            first: f.first,
            end: f.end,
            sentence,
            kind: timex_type(&resolved.when),
            value: timex_value(&resolved.when),
            modifier: resolved.modifier,
            edtf: edtf::edtf(&resolved.when, resolved.qualifier),
            interval: resolved.when.interval(),
            granularity: resolved.when.granularity(),
            qualifier: resolved.qualifier,
            basis: resolved.basis,
            anchor,
            signal,
            creation: in_dateline || self.tagger.is_stamp(self.text, f.first),
            parts: self.parts(f, &resolved),
            quantifier,
            frequency,
            rule: Some(f.rule.clone()),
        };
        self.remember(&timex, f, tense);
        self.timexes.push(timex);
    }

    fn parts(&self, f: &Found, resolved: &Resolved) -> Vec<TimexPart> {
        let When::Range(a, b) = &resolved.when else { return Vec::new() };
        let part = |(range, (when, modifier)): (&(u32, u32), (&When, Option<TimexMod>))| TimexPart {
            span: self.text.span(range.0, range.1),
            value: timex_value(when),
            kind: timex_type(when),
            interval: when.interval(),
            granularity: when.granularity(),
            modifier,
        };
        f.ends.iter().zip([&**a, &**b].into_iter().zip(resolved.ends)).map(part).collect()
    }

    /// The date becomes what the text speaks of, unless it only dates a state of affairs, an aside or the article.
    fn remember(&mut self, timex: &Timex, f: &Found, tense: Tense) {
        let Some((first, last)) = timex.interval.and_then(|i| i.first().zip(i.last())) else { return };
        if !self.is_story(timex) {
            return;
        }
        // `On 22 July` that took its year from a full date before hands it on.
        let inherits = timex.basis == DateBasis::YearInferred
            && matches!(timex.anchor, Some(Anchor::Timex(_)))
            && !self.setting.is_narrative;
        let reference = Some(Reference {
            first,
            last,
            granularity: timex.granularity,
            timex: self.timexes.len() as u32,
            sentence: timex.sentence,
            is_full: (f.expr.has_year() || inherits) && timex.granularity <= Granularity::Month,
        });
        if !self.is_aside(timex, first) && self.moves_on(timex, first, last, tense) {
            self.setting.story = reference;
        }
        self.setting.reference = reference;
    }

    fn is_story(&self, timex: &Timex) -> bool {
        let sentence = self.text.sentences.get(timex.sentence as usize);
        let heading = sentence.is_some_and(|s| (s.heading || s.dateline) && !self.setting.is_narrative);
        let is_date = matches!(timex.kind, TimexType::Date | TimexType::Time);
        is_date
            && !timex.creation
            && !heading
            && timex.signal != Some(Signal::AsOf)
            && timex.granularity <= Granularity::Year
    }

    /// A look back from where the story stands: in the past perfect (`had been occupied in 1943`), or counted in years
    /// (`the previous year`).
    fn is_aside(&self, timex: &Timex, first: NaiveDate) -> bool {
        if self.setting.story.is_none_or(|now| first.year() >= now.first.year()) {
            return false;
        }
        let is_counted = timex.basis == DateBasis::Anchor && timex.granularity >= Granularity::Year;
        let from = timex.first.saturating_sub(PERFECT);
        let mut clause = (from..timex.first).rev().take_while(|t| self.text.tag(*t).pos != Pos::Punctuation);
        is_counted || clause.any(|t| self.text.is(t, words::HAD))
    }

    /// A whole year carries the story on only when it opens a new one; the year already told, a range of years and
    /// a look far back (`the 1614 rules`) leave it where it is.
    fn moves_on(&self, timex: &Timex, first: NaiveDate, last: NaiveDate, tense: Tense) -> bool {
        let Some(now) = self.setting.story else { return true };
        // What is planned (`was to expire on 28 February 2021`) is told ahead of the story.
        let years = first.year() - now.first.year();
        if tense == Tense::Future && first > now.last || tense == Tense::Present && years > 1 {
            return false;
        }
        if timex.granularity != Granularity::Year {
            return true;
        }
        let (year, current) = (first.year(), now.first.year());
        let back = year < current - YEARS_BACK;
        let same = year == current && now.granularity < Granularity::Year;
        // What is planned for a year, or comes decades later, is told ahead of the story.
        let ahead = year > current && tense == Tense::Future || year > current + YEARS_AHEAD;
        first.year() == last.year() && !same && !back && !ahead
    }
}

/// Tokens before a date among which `had` makes it a look back.
const PERFECT: u32 = 14;

/// A whole year that lies further back than this is an aside.
const YEARS_BACK: i32 = 5;

/// A whole year that lies further ahead than this is an aside.
const YEARS_AHEAD: i32 = 20;

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
    let mut out = Vec::new();
    for (line, row) in (1..).zip(table.lines()).skip(1).filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
    {
        let broken = |what: &str| Error::new(ErrorKind::Rule, what.to_owned()).in_file(file).at_line(line);
        let (names, rest) = row
            .split_once(',')
            .ok_or_else(|| broken("a named day needs its cells: names,date or names,date,regions"))?;
        let (date, regions) = rest.split_once(',').unwrap_or((rest, ""));
        if !regions.is_empty() && !regions.split(' ').any(|code| code == region.code()) {
            continue;
        }
        let holiday = Holiday::parse(date.trim()).ok_or_else(|| {
            broken("the date is written `12-25`, `4/4/11`, `easter+1`, `rosh+9`, `12-25..12-26`, `orthodox+0`, `islamic 9-1..9-30` or `listed diwali`")
        })?;
        for name in names.split('|') {
            let row = format!("words,class,value\n{},holiday,{}", name.trim(), out.len());
            vocabulary.add_words(&row, file, lexicon)?;
        }
        out.push(holiday);
    }
    Ok(out)
}
