//! The rule files, stage by stage: a later stage composes what the earlier ones found.
//!
//! Knows rules, chunks and values. Anchors nothing.

use super::calendar::Unit;
use super::evaluate::Evaluation;
use super::expr::{Counted, Point, TimeExpr};
use super::formula::{self, Formula};
use super::holiday::Holiday;
use crate::error::{Error, ErrorKind};
use crate::image::stored;
use crate::rule::{Chunk, ClassId, Match, RuleFile, RuleId, RuleSet, Scan, Vocabulary};
use crate::text::{Lexicon, Text};

/// An expression found in a text, not yet anchored.
#[derive(Clone, Debug)]
pub struct Found {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// What it says.
    pub expr: TimeExpr,
    /// The rule that gave it.
    pub rule: RuleId,
    /// The token ranges of the two ends of a range.
    pub ends: Vec<(u32, u32)>,
}

impl Found {
    /// `c. 1871-72`: what only stands around a range has its ends.
    fn inherit_ends(&mut self, found: &[Found]) {
        if let TimeExpr::Range(a, _) = &self.expr
            && let TimeExpr::Clock(..) = **a
        {
            return self.extend_ends(found);
        }
        let inner = match &self.expr {
            TimeExpr::Approx(of) | TimeExpr::Uncertain(of) | TimeExpr::Part(_, of) => &**of,
            _ => return,
        };
        let old = found.iter().find(|old| self.first <= old.first && old.end <= self.end);
        if let Some(old) = old.filter(|old| old.expr == *inner) {
            self.ends.clone_from(&old.ends);
        }
    }

    /// `2 to 4 p.m. on Friday`: the day belongs to the second end.
    fn extend_ends(&mut self, found: &[Self]) {
        let within = |old: &&Self| self.first == old.first && old.end <= self.end && old.ends.len() == 2;
        if let Some(old) = found.iter().find(within) {
            self.ends.clone_from(&old.ends);
            if let Some(last) = self.ends.last_mut() {
                last.1 = self.end;
            }
        }
    }
}

/// A match that competes for its words, with one of the expressions it gives.
#[derive(Clone, Debug)]
pub struct Contender {
    /// What it says.
    pub found: Found,
    /// All tokens that it takes.
    pub words: (u32, u32),
    /// The priority of its rule.
    pub priority: i32,
}

/// The classes of the chunks that hold expressions.
#[derive(Clone, Copy, Debug)]
pub struct ChunkClasses {
    date: ClassId,
    day: ClassId,
    time: ClassId,
    length: ClassId,
    set: ClassId,
}

impl ChunkClasses {
    /// Finds the classes by name.
    ///
    /// # Errors
    /// A class is missing from the table.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, Error> {
        let class = |name: &str| vocabulary.needed(name);
        Ok(Self {
            date: class("date")?,
            day: class("civil_day")?,
            time: class("time")?,
            length: class("length")?,
            set: class("set")?,
        })
    }

    fn of(self, expr: &TimeExpr) -> ClassId {
        match expr {
            TimeExpr::Clock(..) | TimeExpr::DayPart(..) => self.time,
            TimeExpr::Length(_) | TimeExpr::InLength(..) | TimeExpr::Window(..) => self.length,
            TimeExpr::Set(..) => self.set,
            TimeExpr::Part(_, of)
            | TimeExpr::Approx(of)
            | TimeExpr::Uncertain(of)
            | TimeExpr::Move(of, ..) => self.of(of),
            TimeExpr::Range(a, b) if self.of(a) == self.time && self.of(b) == self.time => self.time,
            _ => self.date,
        }
    }
}

/// True for an expression that names one day, to which a clock time can be added.
fn is_day(expr: &TimeExpr) -> bool {
    match expr {
        TimeExpr::Now | TimeExpr::Reference | TimeExpr::Day(..) | TimeExpr::Numeric(..) => true,
        TimeExpr::Point(point, ..) | TimeExpr::In(point, _) => {
            matches!(
                point,
                Point::Weekday(_) | Point::DayOfMonth(_) | Point::MonthDay(..) | Point::Holiday(_)
            )
        }
        TimeExpr::Shift(_, _, _, unit) | TimeExpr::Nth(_, Counted::Unit(unit), _) => *unit == Unit::Day,
        TimeExpr::Nth(_, Counted::Weekday(_), _) | TimeExpr::Beside(..) => true,
        TimeExpr::Move(base, ..) | TimeExpr::Approx(base) | TimeExpr::Uncertain(base) => is_day(base),
        TimeExpr::Range(a, b) => is_day(a) && is_day(b),
        _ => false,
    }
}

/// One stage: its rules with their values.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    rules: RuleSet,
    formulas: Vec<Vec<Formula>>,
}

stored! { ChunkClasses { date, day, time, length, set } }
stored! { Stage { rules, formulas } }

/// What stages need beside the text.
#[derive(Clone, Copy)]
pub struct Knowledge<'a> {
    /// Classes of words.
    pub vocabulary: &'a Vocabulary,
    /// Classes of chunks.
    pub classes: ChunkClasses,
    /// Named days.
    pub holidays: &'a [Holiday],
}

impl Stage {
    /// Adds the rules of a file and checks their values.
    ///
    /// # Errors
    /// Whatever is wrong with a pattern or a value, with file, rule and column.
    pub fn add(
        &mut self,
        source: &RuleFile<'_>,
        file: &str,
        vocabulary: &mut Vocabulary,
        lexicon: &mut Lexicon,
    ) -> Result<(), Error> {
        self.rules.add(source, file, vocabulary, lexicon)?;
        let added = self.rules.rules().get(self.formulas.len()..).unwrap_or_default();
        for (rule, written) in added.iter().zip(&source.rule) {
            let broken = |column: usize, message: &str| {
                Error::new(ErrorKind::Rule, format!("rule `{}`, value, column {column}: {message}", rule.id))
                    .in_file(file)
                    .at_line(written.line)
            };
            let is_range = rule.values.len() == 1 && rule.results == 2;
            if !is_range && rule.values.len() != usize::from(rule.results).max(1) {
                return Err(broken(
                    1,
                    "the rule needs one value for each `[ ]` of its pattern, or one for the range from one `[ ]` to another",
                ));
            }
            let parsed = rule
                .values
                .iter()
                .map(|v| formula::parse(v, &rule.slots, vocabulary).map_err(|(c, m)| broken(c, &m)));
            self.formulas.push(parsed.collect::<Result<_, _>>()?);
        }
        Ok(())
    }

    /// The names of the rules.
    pub fn ids(&self) -> impl Iterator<Item = &RuleId> {
        self.rules.rules().iter().map(|r| &r.id)
    }

    /// Runs the stage: `found` grows, and loses what a new expression covers.
    pub fn run(
        &self,
        text: &Text,
        scan: &mut Scan,
        known: &Knowledge,
        is_first: bool,
        found: &mut Vec<Found>,
    ) {
        let matches = if is_first {
            self.rules.find(text, known.vocabulary, scan)
        } else {
            self.rules.find_in_chunks(text, known.vocabulary, scan)
        };
        if matches.is_empty() && !is_first {
            return;
        }
        let mut new: Vec<Found> = Vec::new();
        for m in &matches {
            self.evaluate(m, &|i| found.get(i).map(|f| f.expr.clone()), known, &mut new);
        }
        new.iter_mut().filter(|n| n.ends.is_empty()).for_each(|n| n.inherit_ends(found));
        new.sort_by_key(|f| f.first);
        found.retain(|old| {
            let after = new.partition_point(|n| n.end <= old.first);
            new.get(after).is_none_or(|n| n.first >= old.end)
        });
        new.retain(|f| f.expr != TimeExpr::Nothing);
        found.append(&mut new);
        found.sort_by_key(|f| f.first);
        let chunk = |(i, f): (usize, &Found)| Chunk {
            first: f.first,
            end: f.end,
            class: known.classes.of(&f.expr),
            value: i as i64,
        };
        let chunks: Vec<Chunk> = found.iter().enumerate().map(chunk).collect();
        let days = chunks.iter().zip(&*found).filter(|(_, f)| is_day(&f.expr));
        let days: Vec<Chunk> = days.map(|(c, _)| Chunk { class: known.classes.day, ..*c }).collect();
        scan.replace(&chunks);
        days.into_iter().for_each(|c| scan.push(c));
        scan.index();
    }

    /// What all matches say, before any of them wins.
    pub fn candidates(
        &self,
        text: &Text,
        scan: &Scan,
        known: &Knowledge,
        is_first: bool,
        found: &[Found],
    ) -> Vec<Contender> {
        let mut all = Vec::new();
        for m in self.rules.matches(text, known.vocabulary, scan, is_first) {
            let mut one = Vec::new();
            self.evaluate(&m, &|i| found.get(i).map(|f| f.expr.clone()), known, &mut one);
            let priority = self.rules.rules().get(m.rule as usize).map_or(0, |rule| rule.priority);
            all.extend(one.into_iter().map(|found| Contender { found, words: (m.first, m.end), priority }));
        }
        all
    }

    fn evaluate(
        &self,
        m: &Match,
        exprs: &dyn Fn(usize) -> Option<TimeExpr>,
        known: &Knowledge,
        out: &mut Vec<Found>,
    ) {
        let Some(rule) = self.rules.rules().get(m.rule as usize) else { return };
        let Some(formulas) = self.formulas.get(m.rule as usize) else { return };
        let evaluation = Evaluation {
            captures: &m.captures,
            slots: &rule.slots,
            vocabulary: known.vocabulary,
            exprs,
            holidays: known.holidays,
        };
        for (i, formula) in formulas.iter().enumerate() {
            let Some(expr) = evaluation.run(formula) else { continue };
            let is_range = formulas.len() == 1 && rule.results == 2;
            let ends: Vec<(u32, u32)> =
                if is_range { m.results.iter().take(2).copied().collect() } else { Vec::new() };
            let (first, end) = match (rule.results, ends.as_slice()) {
                (0, _) => (m.first, m.end),
                (_, [a, b]) => (a.0, b.1),
                _ => m.results.get(i).copied().unwrap_or_default(),
            };
            if first >= end {
                continue;
            }
            out.push(Found { first, end, expr, rule: rule.id.clone(), ends });
        }
    }
}
