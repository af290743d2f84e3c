//! From a checked formula and the captures of a match to a time expression: dates and points of the calendar.
//!
//! What moves, adds or composes stands in `compose.rs`.

use chrono::NaiveDate;

use super::Period;
use super::calendar::{Season, Unit, weekday};
use super::expr::{Direction, Length, Point, TimeExpr};
use super::formula::{Family, Formula, Op, is_time};
use super::holiday::Holiday;
use crate::rule::{Capture, ClassId, Vocabulary};

/// What the captures of a match stand for.
pub struct Evaluation<'a> {
    /// The captures by slot.
    pub captures: &'a [Capture],
    /// The slots' classes.
    pub slots: &'a [(String, ClassId)],
    /// Kinds by class.
    pub vocabulary: &'a Vocabulary,
    /// Expressions of chunks, by the chunk's value.
    pub exprs: &'a dyn Fn(usize) -> Option<TimeExpr>,
    /// Named days, by code.
    pub holidays: &'a [Holiday],
}

/// What an argument evaluates to.
pub(super) enum Value {
    Missing,
    Number(i64),
    Expr(TimeExpr),
}

impl Evaluation<'_> {
    /// The expression that a formula stands for; none when the captures make no sense together.
    pub fn run(&self, formula: &Formula) -> Option<TimeExpr> {
        match self.value(formula)? {
            Value::Expr(expr) => Some(expr),
            _ => None,
        }
    }

    pub(super) fn value(&self, formula: &Formula) -> Option<Value> {
        Some(match formula {
            Formula::Missing => Value::Missing,
            Formula::Number(n) => Value::Number(*n),
            Formula::Constant(constant) => Value::Expr(constant.expr()),
            Formula::Capture(slot, negative) => self.capture(*slot, *negative)?,
            Formula::Call(op, args) => Value::Expr(self.call(*op, args)?),
        })
    }

    fn capture(&self, slot: usize, negative: bool) -> Option<Value> {
        let capture = self.captures.get(slot)?;
        if !capture.is_some() {
            return Some(Value::Missing);
        }
        let kind = self.slots.get(slot).map_or("", |(_, class)| self.vocabulary.kind(*class));
        if is_time(kind) {
            return Some(Value::Expr((self.exprs)(usize::try_from(capture.value).ok()?)?));
        }
        Some(Value::Number(if negative { -capture.value } else { capture.value }))
    }

    pub(super) fn number(&self, args: &[Formula], i: usize) -> Option<Option<i64>> {
        match self.value(args.get(i)?)? {
            Value::Number(n) => Some(Some(n)),
            Value::Missing => Some(None),
            Value::Expr(_) => None,
        }
    }

    pub(super) fn need(&self, args: &[Formula], i: usize) -> Option<i64> {
        self.number(args, i)?
    }

    pub(super) fn small(&self, args: &[Formula], i: usize) -> Option<u32> {
        u32::try_from(self.need(args, i)?).ok()
    }

    pub(super) fn expr(&self, args: &[Formula], i: usize) -> Option<TimeExpr> {
        match self.value(args.get(i)?)? {
            Value::Expr(expr) => Some(expr),
            _ => None,
        }
    }

    pub(super) fn boxed(&self, args: &[Formula], i: usize) -> Option<Box<TimeExpr>> {
        self.expr(args, i).map(Box::new)
    }

    pub(super) fn unit(&self, args: &[Formula], i: usize) -> Option<Unit> {
        Unit::from_code(self.need(args, i)?)
    }

    pub(super) fn direction(&self, args: &[Formula], i: usize) -> Option<Direction> {
        Some(Direction::from_code(self.number(args, i)?.unwrap_or(0)))
    }

    pub(super) fn length_of(&self, args: &[Formula], i: usize) -> Option<Length> {
        match self.expr(args, i)? {
            TimeExpr::Length(length) => Some(length),
            TimeExpr::Part(_, of) | TimeExpr::Approx(of) => match *of {
                TimeExpr::Length(length) => Some(length),
                _ => None,
            },
            _ => None,
        }
    }

    fn call(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
        match op.family() {
            Family::Calendar => self.calendar(op, args),
            Family::Point => self.point(op, args),
            Family::Move => self.moved(op, args),
            Family::Clock => self.clock(op, args),
            Family::Length => self.length(op, args),
            Family::Set => self.set(op, args),
            Family::Compose => self.compose(op, args),
        }
    }

    fn calendar(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
        let n = self.number(args, 0)?;
        let period = |p| Some(TimeExpr::Period(p));
        match op {
            Op::Date => self.date(n, args),
            Op::Numeric => Some(TimeExpr::Numeric(
                self.small(args, 0)?,
                self.small(args, 1)?,
                self.number(args, 2)?.map(full_year),
            )),
            Op::YearMonth => Some(year_month(i32::try_from(n?).ok()?, self.small(args, 1)?)),
            Op::Dotted => {
                // With full stops the day comes first, unless only the other order is possible.
                let (a, b, y) = (self.small(args, 0)?, self.small(args, 1)?, full_year(self.need(args, 2)?));
                Some(if b > 12 { TimeExpr::Day(y, a, b, None) } else { TimeExpr::Day(y, b, a, None) })
            }
            Op::SameCentury => {
                let (first, last) = (i32::try_from(n?).ok()?, i32::try_from(self.need(args, 1)?).ok()?);
                let same = first - first % 100 + last;
                // `1999-01` is no range of years that a writer would shorten, nor is `2015-32`.
                let fits = same > first && same - first <= 12;
                if fits { period(Period::Year(same)) } else { None }
            }
            Op::Year => period(Period::Year(astronomical(i32::try_from(n?).ok()?, self.number(args, 1)?))),
            Op::ShortYear => period(Period::Year(full_year(n?))),
            Op::Decade => period(decade(i32::try_from(n?).ok()?)),
            Op::Century | Op::Millennium => {
                let n = i32::try_from(n?).ok()?;
                let index = if self.number(args, 1)? == Some(-1) { -n } else { n - 1 };
                period(if op == Op::Century { Period::Century(index) } else { Period::Millennium(index) })
            }
            Op::Compact => period(Period::Day(compact_day(n?)?)),
            Op::Reign => period(regnal(n?, self.need(args, 1)?)?),
            Op::EraYear => {
                let year = self.need(args, 1)?.checked_add(n?)?.checked_sub(1)?;
                period(Period::Year(i32::try_from(year).ok()?))
            }
            _ => period(Period::Fiscal(full_year(n?))),
        }
    }

    fn date(&self, year: Option<i64>, args: &[Formula]) -> Option<TimeExpr> {
        let month = self.number(args, 1)?.map(u32::try_from).transpose().ok()?;
        let day = self.number(args, 2)?.map(u32::try_from).transpose().ok()?;
        let day_name = self.number(args, 3)?.and_then(weekday);
        let year = year.map(full_year);
        match (year, month, day) {
            (Some(y), Some(m), Some(d)) => Some(TimeExpr::Day(y, m, d, day_name)),
            (Some(y), Some(m), None) => Some(TimeExpr::Period(Period::Month(y, m))),
            (Some(y), None, None) => Some(TimeExpr::Period(Period::Year(y))),
            (None, Some(m), Some(d)) => {
                Some(TimeExpr::Point(Point::MonthDay(m, d), Direction::Bare, day_name))
            }
            (None, Some(m), None) => Some(TimeExpr::Point(Point::Month(m), Direction::Bare, None)),
            (None, None, Some(d)) => Some(TimeExpr::Point(Point::DayOfMonth(d), Direction::Bare, day_name)),
            _ => None,
        }
    }

    fn point(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
        if op == Op::Weekend {
            return Some(TimeExpr::Point(Point::Weekend, self.direction(args, 0)?, None));
        }
        let n = self.need(args, 0)?;
        let small = u32::try_from(n).ok()?;
        if op == Op::WeekIn {
            let week = Point::Week((1..=53).contains(&small).then_some(small)?);
            return Some(match self.number(args, 1)? {
                Some(year) => TimeExpr::In(week, Box::new(TimeExpr::Period(Period::Year(full_year(year))))),
                None => TimeExpr::Point(week, Direction::Bare, None),
            });
        }
        if op == Op::MonthDay {
            let day_name = self.number(args, 2)?.and_then(weekday);
            return Some(TimeExpr::Point(
                Point::MonthDay(small, self.small(args, 1)?),
                self.direction(args, 3)?,
                day_name,
            ));
        }
        if op == Op::DayOfMonth {
            return Some(TimeExpr::Point(
                Point::DayOfMonth((1..=31).contains(&small).then_some(small)?),
                Direction::Bare,
                self.number(args, 1)?.and_then(weekday),
            ));
        }
        let point = match op {
            Op::Weekday => Point::Weekday(weekday(n)?),
            Op::Month => Point::Month(small),
            Op::SeasonOf => Point::Season(Season::from_code(n)?),
            Op::Quarter => Point::Quarter((1..=4).contains(&small).then_some(small)?),
            Op::Half => Point::Half((1..=2).contains(&small).then_some(small)?),
            Op::Week => {
                return Some(TimeExpr::Point(
                    Point::Week((1..=53).contains(&small).then_some(small)?),
                    Direction::Bare,
                    None,
                ));
            }
            _ => Point::Holiday(*self.holidays.get(usize::try_from(n).ok()?)?),
        };
        Some(TimeExpr::Point(point, self.direction(args, 1)?, None))
    }
}

/// `2010-08` is a month, `2007-08` two years.
fn year_month(year: i32, month: u32) -> TimeExpr {
    if i64::from(month) != i64::from(year % 100 + 1) {
        return TimeExpr::Period(Period::Month(year, month));
    }
    let whole = |year| Box::new(TimeExpr::Period(Period::Year(year)));
    TimeExpr::Range(whole(year), whole(year + 1))
}

/// `the 1800s` are a century, `the 2000s` as a rule the ten years.
fn decade(first: i32) -> Period {
    match first {
        0..100 => Period::Decade(190 + first / 10),
        _ if first % 100 == 0 && first < 2000 => Period::Century(first / 100),
        _ => Period::Decade(first / 10),
    }
}

/// A day written `15090422`.
fn compact_day(n: i64) -> Option<NaiveDate> {
    let year = i32::try_from(n / 10_000).ok()?;
    let part = |n: i64| u32::try_from(n % 100).ok();
    NaiveDate::from_ymd_opt(year, part(n / 100)?, part(n)?)
}

/// The nth year of a reign begins on the anniversary of the accession, a [compact day](compact_day).
fn regnal(n: i64, accession: i64) -> Option<Period> {
    let first = Period::Day(compact_day(accession)?);
    let years = |n: i64| first.moved(n, Unit::Year)?.days().map(|(day, _)| day);
    let (from, next) = (years(n.checked_sub(1)?)?, years(n)?);
    ((1..=LONGEST_REIGN).contains(&n)).then_some(Period::Days(from, next.pred_opt()?))
}

/// Years; nobody reigned longer.
const LONGEST_REIGN: i64 = 75;

/// A year of two figures belongs to 1938-2037.
fn full_year(n: i64) -> i32 {
    let n = i32::try_from(n).unwrap_or(0);
    match n {
        0..=37 => 2000 + n,
        38..=99 => 1900 + n,
        _ => n,
    }
}

fn astronomical(year: i32, era: Option<i64>) -> i32 {
    if era == Some(-1) { 1 - year } else { year }
}
