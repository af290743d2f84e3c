//! The values of date rules: `shift(now, -count, unit)`, checked when they are loaded.
//!
//! ```text
//! formula = function "(" [ argument { "," argument } ] ")" | constant
//! argument = formula | [ "-" ] capture | [ "-" ] number | "_"
//! ```
//! A capture is named as in the pattern and has the kind of its class; `_` is an argument left out.

use super::Period;
use super::TimexMod;
use super::calendar::{Season, Unit, weekday};
use super::expr::{
    Amount, Clock, Counted, DayPart, Direction, Length, Point, Recurrence, TimeExpr, VagueTime,
};
use super::holiday::Holiday;
use crate::rule::{Capture, Vocabulary};

use crate::rule::ClassId;

/// A checked formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// A function with its arguments.
    Call(Op, Vec<Formula>),
    /// A capture, by slot; negated when true.
    Capture(usize, bool),
    /// A number or the code of a word.
    Number(i64),
    /// A constant expression.
    Constant(TimeExpr),
    /// Left out.
    Missing,
}

macro_rules! ops {
    ($($op:ident $name:literal $params:literal $result:literal;)*) => {
        /// A function of the value language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Op { $($op),* }

        /// Name, kinds of the parameters (`?` may be left out), kind of the result.
        const OPS: &[(Op, &str, &str, &str)] = &[$((Op::$op, $name, $params, $result)),*];
    };
}

ops! {
    Date "date" "number? month? number? weekday?" "time";
    Numeric "numeric" "number number number?" "time";
    YearMonth "year_month" "number month" "time";
    Dotted "dotted" "number number number" "time";
    SameCentury "same_century" "number number" "time";
    Year "year" "number era?" "time";
    ShortYear "short_year" "number" "time";
    Decade "decade" "number" "time";
    Century "century" "number era?" "time";
    Millennium "millennium" "number era?" "time";
    Fiscal "fiscal" "number" "time";
    Shift "shift" "time count? unit" "time";
    MoveOn "after" "length time" "time";
    MoveBack "before" "length time" "time";
    Ago "ago" "length time" "time";
    Hence "hence" "length time" "time";
    InLength "in_length" "length" "time";
    WeekIn "week_in" "number number?" "time";
    WeekdaysAway "weekdays_away" "weekday count direction" "time";
    Rest "rest" "time" "length";
    ToDate "to_date" "time" "length";
    NthStraight "nth_straight" "number unit" "length";
    EveryNth "every_nth" "number unit" "set";
    Rel "rel" "direction unit time?" "time";
    Weekday "weekday" "weekday direction?" "time";
    Month "month" "month direction?" "time";
    MonthDay "month_day" "month number weekday? direction?" "time";
    DayOfMonth "day_of_month" "number weekday?" "time";
    SeasonOf "season" "season direction?" "time";
    Quarter "quarter" "number direction?" "time";
    Half "half" "number direction?" "time";
    Week "week" "number" "time";
    Weekend "weekend" "direction?" "time";
    Feast "holiday" "holiday direction?" "time";
    In "in" "time time" "time";
    Nth "nth" "number unit time" "time";
    NthWeekday "nth_weekday" "number weekday time" "time";
    FirstOf "first_of" "count unit time" "time";
    Range "range" "time time" "time";
    Part "part" "edge time" "time";
    Bound "bound" "bound time" "time";
    Approx "approx" "time" "time";
    Uncertain "maybe" "time" "time";
    Clock "clock" "number number? number? ampm? zone?" "clock";
    Military "military" "number zone?" "clock";
    At "at" "clock time?" "clock";
    DayPart "daypart" "part time?" "clock";
    Length "length" "count? unit" "length";
    Plus "plus" "length length" "length";
    UpTo "up_to" "count count unit" "length";
    Bounded "bounded" "bound length" "length";
    About "about" "length" "length";
    Window "window" "length direction time?" "length";
    Every "every" "unit" "set";
    EveryN "every_n" "count unit" "set";
    EveryPoint "every_point" "time" "set";
    EveryPart "every_part" "part weekday?" "set";
    Times "times" "count? count? unit" "set";
}

/// Named constants: (name, kind, value).
fn constant(name: &str) -> Option<(&'static str, Formula)> {
    let unit = |u: Unit| Some(("unit", Formula::Number(Unit::ALL.iter().position(|x| *x == u)? as i64 + 1)));
    match name {
        "now" => Some(("time", Formula::Constant(TimeExpr::Now))),
        "ref" => Some(("time", Formula::Constant(TimeExpr::Reference))),
        "past" => Some(("time", Formula::Constant(TimeExpr::Vague(VagueTime::Past)))),
        "present" => Some(("time", Formula::Constant(TimeExpr::Vague(VagueTime::Present)))),
        "future" => Some(("time", Formula::Constant(TimeExpr::Vague(VagueTime::Future)))),
        "none" => Some(("time", Formula::Constant(TimeExpr::Nothing))),
        "minutes" => unit(Unit::Minute),
        "hours" => unit(Unit::Hour),
        "days" => unit(Unit::Day),
        "weeks" => unit(Unit::Week),
        "weekends" => unit(Unit::Weekend),
        "months" => unit(Unit::Month),
        "quarters" => unit(Unit::Quarter),
        "halves" => unit(Unit::Half),
        "years" => unit(Unit::Year),
        "decades" => unit(Unit::Decade),
        "centuries" => unit(Unit::Century),
        "last" => Some(("direction", Formula::Number(1))),
        "this" => Some(("direction", Formula::Number(2))),
        "next" => Some(("direction", Formula::Number(3))),
        "following" => Some(("direction", Formula::Number(4))),
        "previous" => Some(("direction", Formula::Number(5))),
        "start" => Some(("edge", Formula::Number(1))),
        "mid" => Some(("edge", Formula::Number(2))),
        "end" => Some(("edge", Formula::Number(3))),
        "morning" => Some(("part", Formula::Number(1))),
        "midday" => Some(("part", Formula::Number(2))),
        "afternoon" => Some(("part", Formula::Number(3))),
        "evening" => Some(("part", Formula::Number(4))),
        "night" => Some(("part", Formula::Number(5))),
        "am" => Some(("ampm", Formula::Number(1))),
        "pm" => Some(("ampm", Formula::Number(2))),
        "least" => Some(("bound", Formula::Number(3))),
        "most" => Some(("bound", Formula::Number(4))),
        "bc" => Some(("era", Formula::Number(-1))),
        _ => None,
    }
}

/// What is wrong with a formula, and where (column from 1).
pub type FormulaError = (usize, String);

/// Reads and checks the formula of a rule with these captures.
pub fn parse(
    text: &str,
    slots: &[(String, ClassId)],
    vocabulary: &Vocabulary,
) -> Result<Formula, FormulaError> {
    let mut parser = Parser { text, at: 0, slots, vocabulary };
    let (kind, formula) = parser.formula()?;
    if !parser.rest().trim().is_empty() {
        return Err((parser.at + 1, "nothing may follow the value".into()));
    }
    if matches!(kind.as_str(), "time" | "clock" | "length" | "set") {
        Ok(formula)
    } else {
        Err((1, format!("a rule gives a time, not a {kind}")))
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    slots: &'a [(String, ClassId)],
    vocabulary: &'a Vocabulary,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, c: char) -> bool {
        self.space();
        let found = self.rest().starts_with(c);
        self.at += usize::from(found);
        found
    }

    fn formula(&mut self) -> Result<(String, Formula), FormulaError> {
        let negative = self.take('-');
        self.space();
        let column = self.at + 1;
        let end =
            self.rest().find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(self.rest().len());
        let name = self.rest().get(..end).unwrap_or("").to_owned();
        self.at += end;
        if name == "_" {
            return Ok(("missing".into(), Formula::Missing));
        }
        if let Ok(n) = name.parse::<i64>() {
            return Ok(("any".into(), Formula::Number(if negative { -n } else { n })));
        }
        if self.take('(') {
            return self.call(&name, column);
        }
        if let Some(slot) = self.slots.iter().position(|(n, _)| *n == name) {
            let kind = self.slots.get(slot).map_or("", |(_, class)| self.vocabulary.kind(*class));
            return Ok((kind.to_owned(), Formula::Capture(slot, negative)));
        }
        constant(&name).map(|(k, f)| (k.to_owned(), f)).ok_or_else(|| {
            (column, format!("the pattern captures no `{name}`, and no constant has that name"))
        })
    }

    fn call(&mut self, name: &str, column: usize) -> Result<(String, Formula), FormulaError> {
        let Some((op, _, params, result)) = OPS.iter().find(|o| o.1 == name) else {
            return Err((column, format!("there is no function `{name}`")));
        };
        let mut args = Vec::new();
        for param in params.split(' ') {
            let optional = param.ends_with('?');
            let wanted = param.trim_end_matches('?');
            self.space();
            if self.rest().starts_with(')') {
                if !optional {
                    return Err((self.at + 1, format!("`{name}` needs its {wanted}")));
                }
                args.push(Formula::Missing);
                continue;
            }
            if !args.is_empty() && !self.take(',') {
                return Err((self.at + 1, "`,` is missing".into()));
            }
            self.space();
            let column = self.at + 1;
            let (kind, formula) = self.formula()?;
            if !fits(&kind, wanted, optional) {
                return Err((column, format!("`{name}` takes a {wanted} here, not a {kind}")));
            }
            args.push(formula);
        }
        if !self.take(')') {
            return Err((self.at + 1, format!("`{name}` takes no more arguments")));
        }
        Ok(((*result).to_owned(), Formula::Call(*op, args)))
    }
}

fn fits(kind: &str, wanted: &str, optional: bool) -> bool {
    match kind {
        "any" => true,
        "missing" => optional,
        // A clock time is a time; a day is asked for where a `time` is wanted and a clock will do.
        "clock" => matches!(wanted, "time" | "clock"),
        _ => kind == wanted,
    }
}

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

enum Value {
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

    fn value(&self, formula: &Formula) -> Option<Value> {
        Some(match formula {
            Formula::Missing => Value::Missing,
            Formula::Number(n) => Value::Number(*n),
            Formula::Constant(expr) => Value::Expr(expr.clone()),
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
        if matches!(kind, "time" | "clock" | "length" | "set") {
            return Some(Value::Expr((self.exprs)(usize::try_from(capture.value).ok()?)?));
        }
        Some(Value::Number(if negative { -capture.value } else { capture.value }))
    }

    fn number(&self, args: &[Formula], i: usize) -> Option<Option<i64>> {
        match self.value(args.get(i)?)? {
            Value::Number(n) => Some(Some(n)),
            Value::Missing => Some(None),
            Value::Expr(_) => None,
        }
    }

    fn need(&self, args: &[Formula], i: usize) -> Option<i64> {
        self.number(args, i)?
    }

    fn small(&self, args: &[Formula], i: usize) -> Option<u32> {
        u32::try_from(self.need(args, i)?).ok()
    }

    fn expr(&self, args: &[Formula], i: usize) -> Option<TimeExpr> {
        match self.value(args.get(i)?)? {
            Value::Expr(expr) => Some(expr),
            _ => None,
        }
    }

    fn boxed(&self, args: &[Formula], i: usize) -> Option<Box<TimeExpr>> {
        self.expr(args, i).map(Box::new)
    }

    fn unit(&self, args: &[Formula], i: usize) -> Option<Unit> {
        Unit::from_code(self.need(args, i)?)
    }

    fn direction(&self, args: &[Formula], i: usize) -> Option<Direction> {
        Some(Direction::from_code(self.number(args, i)?.unwrap_or(0)))
    }

    fn length_of(&self, args: &[Formula], i: usize) -> Option<Length> {
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
        match op {
            Op::Date
            | Op::Numeric
            | Op::Dotted
            | Op::YearMonth
            | Op::SameCentury
            | Op::Year
            | Op::ShortYear
            | Op::Decade
            | Op::Century
            | Op::Millennium
            | Op::Fiscal => self.calendar(op, args),
            Op::Weekday
            | Op::Month
            | Op::MonthDay
            | Op::DayOfMonth
            | Op::SeasonOf
            | Op::Quarter
            | Op::Half
            | Op::Week
            | Op::WeekIn
            | Op::Weekend
            | Op::Feast => self.point(op, args),
            Op::Shift
            | Op::MoveOn
            | Op::MoveBack
            | Op::Ago
            | Op::Hence
            | Op::InLength
            | Op::WeekdaysAway
            | Op::Rel => self.moved(op, args),
            Op::Clock | Op::Military | Op::At | Op::DayPart => self.clock(op, args),
            Op::Rest
            | Op::ToDate
            | Op::NthStraight
            | Op::Length
            | Op::Plus
            | Op::UpTo
            | Op::Bounded
            | Op::About
            | Op::Window => self.length(op, args),
            Op::Every | Op::EveryN | Op::EveryNth | Op::EveryPoint | Op::EveryPart | Op::Times => {
                self.set(op, args)
            }
            Op::In
            | Op::Nth
            | Op::NthWeekday
            | Op::FirstOf
            | Op::Range
            | Op::Part
            | Op::Bound
            | Op::Approx
            | Op::Uncertain => self.compose(op, args),
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
            Op::YearMonth => {
                let (year, month) = (i32::try_from(n?).ok()?, self.small(args, 1)?);
                let next = |p| Box::new(TimeExpr::Period(Period::Year(p)));
                // `2007-08` is two years, `2010-08` a month.
                if i64::from(month) == i64::from(year % 100 + 1) {
                    return Some(TimeExpr::Range(next(year), next(year + 1)));
                }
                period(Period::Month(year, month))
            }
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
            Op::Decade => {
                let n = i32::try_from(n?).ok()?;
                // `the 1800s` are a century, `the 2000s` as a rule the ten years.
                period(match n {
                    0..100 => Period::Decade(190 + n / 10),
                    _ if n % 100 == 0 && n < 2000 => Period::Century(n / 100),
                    _ => Period::Decade(n / 10),
                })
            }
            Op::Century | Op::Millennium => {
                let n = i32::try_from(n?).ok()?;
                let index = if self.number(args, 1)? == Some(-1) { -n } else { n - 1 };
                period(if op == Op::Century { Period::Century(index) } else { Period::Millennium(index) })
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
                Point::DayOfMonth(small),
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

    fn moved(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
        match op {
            Op::Shift => {
                let amount = self.number(args, 1)?.unwrap_or(1000);
                let (amount, back) = if amount == -1 {
                    (Amount::Vague, true)
                } else {
                    (Amount::Exact(amount.abs()), amount < 0)
                };
                Some(TimeExpr::Shift(self.boxed(args, 0)?, amount, back, self.unit(args, 2)?))
            }
            Op::Rel => {
                let step = match Direction::from_code(self.need(args, 0)?) {
                    Direction::Last | Direction::Previous => -1000,
                    Direction::Next | Direction::Following => 1000,
                    _ => 0,
                };
                let base = match self.value(args.get(2)?)? {
                    Value::Expr(expr) => expr,
                    _ => TimeExpr::Now,
                };
                Some(TimeExpr::Shift(
                    Box::new(base),
                    Amount::Exact(i64::abs(step)),
                    step < 0,
                    self.unit(args, 1)?,
                ))
            }
            Op::InLength => {
                let length = self.length_of(args, 0)?;
                let ahead = self.ago(length.clone(), TimeExpr::Now, false)?;
                Some(TimeExpr::InLength(length, Box::new(ahead)))
            }
            Op::WeekdaysAway => {
                let (day, weeks) = (weekday(self.need(args, 0)?)?, self.need(args, 1)?.checked_sub(1000)?);
                let direction = self.direction(args, 2)?;
                let first = Box::new(TimeExpr::Point(Point::Weekday(day), direction, None));
                let length = Length { parts: vec![(Amount::from_code(weeks), Unit::Week)], up_to: None };
                Some(TimeExpr::Move(first, length, direction == Direction::Last))
            }
            Op::MoveOn | Op::MoveBack => {
                Some(TimeExpr::Move(self.boxed(args, 1)?, self.length_of(args, 0)?, op == Op::MoveBack))
            }
            _ => self.ago(self.length_of(args, 0)?, self.expr(args, 1)?, op == Op::Ago),
        }
    }

    /// A length of one unit gives that unit, `two weeks ago` a week; several units give a day.
    fn ago(&self, length: Length, base: TimeExpr, back: bool) -> Option<TimeExpr> {
        let shift =
            |(amount, unit): (Amount, Unit)| TimeExpr::Shift(Box::new(base.clone()), amount, back, unit);
        // `two to three years ago` lies between the two days, not somewhere in the two years.
        let point = |part: (Amount, Unit)| {
            TimeExpr::Move(Box::new(base.clone()), Length { parts: vec![part], up_to: None }, back)
        };

        match (length.parts.as_slice(), length.up_to) {
            ([one], None) => Some(shift(*one)),
            ([(amount, _)], Some(other)) => {
                let (near, far) = (point((*amount, other.1)), point(other));
                Some(if back {
                    TimeExpr::Range(Box::new(far), Box::new(near))
                } else {
                    TimeExpr::Range(Box::new(near), Box::new(far))
                })
            }
            _ => Some(TimeExpr::Move(Box::new(base), length, back)),
        }
    }

    fn clock(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
        match op {
            Op::Clock => {
                let hour = self.small(args, 0)?;
                let hour = match self.number(args, 3)? {
                    Some(1) if hour == 12 => 0,
                    Some(2) if hour < 12 => hour + 12,
                    _ => hour,
                };
                let part = |i| Some(self.number(args, i)?.and_then(|n| u32::try_from(n).ok()));
                let clock =
                    Clock { hour, minute: part(1)?, second: part(2)?, utc: self.number(args, 4)? == Some(0) };
                let valid =
                    hour <= 24 && clock.minute.is_none_or(|m| m < 60) && clock.second.is_none_or(|s| s < 61);
                valid.then_some(TimeExpr::Clock(clock, None))
            }
            Op::Military => {
                let n = self.small(args, 0)?;
                let clock = Clock {
                    hour: n / 100,
                    minute: Some(n % 100),
                    second: None,
                    utc: self.number(args, 1)? == Some(0),
                };
                (clock.hour <= 24 && n % 100 < 60).then_some(TimeExpr::Clock(clock, None))
            }
            Op::At => match (self.expr(args, 0)?, self.value(args.get(1)?)?) {
                (TimeExpr::Clock(clock, _), Value::Expr(day)) => {
                    Some(TimeExpr::Clock(clock, Some(Box::new(day))))
                }
                (TimeExpr::DayPart(part, _), Value::Expr(day)) => {
                    Some(TimeExpr::DayPart(part, Some(Box::new(day))))
                }
                (TimeExpr::Part(edge, inner), Value::Expr(day)) => match *inner {
                    TimeExpr::DayPart(part, _) => {
                        Some(TimeExpr::Part(edge, Box::new(TimeExpr::DayPart(part, Some(Box::new(day))))))
                    }
                    _ => None,
                },
                (clock, Value::Missing) => Some(clock),
                _ => None,
            },
            _ => {
                let day = match self.value(args.get(1)?)? {
                    Value::Expr(day) => Some(Box::new(day)),
                    _ => None,
                };
                Some(TimeExpr::DayPart(DayPart::from_code(self.need(args, 0)?)?, day))
            }
        }
    }

    fn length(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
        let amount = |i| Some(Amount::from_code(self.number(args, i)?.unwrap_or(1000)));
        Some(match op {
            Op::Length => {
                TimeExpr::Length(Length { parts: vec![(amount(0)?, self.unit(args, 1)?)], up_to: None })
            }
            Op::Plus => {
                let mut length = self.length_of(args, 0)?;
                length.parts.extend(self.length_of(args, 1)?.parts);
                TimeExpr::Length(length)
            }
            Op::UpTo => {
                let unit = self.unit(args, 2)?;
                TimeExpr::Length(Length { parts: vec![(amount(0)?, unit)], up_to: Some((amount(1)?, unit)) })
            }
            Op::Rest => TimeExpr::Rest(self.boxed(args, 0)?),
            Op::ToDate => TimeExpr::ToDate(self.boxed(args, 0)?),
            Op::NthStraight => {
                let n = Amount::Exact(self.need(args, 0)?.checked_mul(1000)?);
                TimeExpr::Length(Length { parts: vec![(n, self.unit(args, 1)?)], up_to: None })
            }
            Op::Bounded => TimeExpr::Part(
                bound(self.need(args, 0)?, true)?,
                Box::new(TimeExpr::Length(self.length_of(args, 1)?)),
            ),
            Op::About => TimeExpr::Approx(Box::new(TimeExpr::Length(self.length_of(args, 0)?))),
            _ => {
                let forward = matches!(self.direction(args, 1)?, Direction::Next | Direction::Following);
                let base = match self.value(args.get(2)?)? {
                    Value::Expr(base) => base,
                    _ => TimeExpr::Now,
                };
                TimeExpr::Window(self.length_of(args, 0)?, forward, Box::new(base))
            }
        })
    }

    fn set(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
        let every = |amount, unit| Recurrence::Length(Length { parts: vec![(amount, unit)], up_to: None });
        Some(match op {
            Op::Every => TimeExpr::Set(every(Amount::Exact(1000), self.unit(args, 0)?), "EVERY", None),
            Op::EveryN => TimeExpr::Set(
                every(Amount::from_code(self.need(args, 0)?), self.unit(args, 1)?),
                "EVERY",
                None,
            ),
            Op::EveryNth => TimeExpr::Set(
                every(Amount::Exact(self.need(args, 0)?.checked_mul(1000)?), self.unit(args, 1)?),
                "EVERY",
                None,
            ),
            Op::EveryPoint => match self.expr(args, 0)? {
                TimeExpr::Point(point, ..) => TimeExpr::Set(Recurrence::Point(point), "EVERY", None),
                _ => return None,
            },
            Op::EveryPart => {
                let day = self.number(args, 1)?.and_then(weekday);
                TimeExpr::Set(
                    Recurrence::DayPart(DayPart::from_code(self.need(args, 0)?)?, day),
                    "EVERY",
                    None,
                )
            }
            _ => {
                let times = Amount::from_code(self.number(args, 0)?.unwrap_or(1000)).whole();
                let amount = Amount::from_code(self.number(args, 1)?.unwrap_or(1000));
                TimeExpr::Set(every(amount, self.unit(args, 2)?), "", times)
            }
        })
    }

    fn compose(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
        Some(match op {
            Op::In => match self.expr(args, 0)? {
                TimeExpr::Point(point, ..) => TimeExpr::In(point, self.boxed(args, 1)?),
                _ => return None,
            },
            Op::Nth => {
                TimeExpr::Nth(self.need(args, 0)?, Counted::Unit(self.unit(args, 1)?), self.boxed(args, 2)?)
            }
            Op::NthWeekday => TimeExpr::Nth(
                self.need(args, 0)?,
                Counted::Weekday(weekday(self.need(args, 1)?)?),
                self.boxed(args, 2)?,
            ),
            Op::FirstOf => {
                let n = self.need(args, 0)?;
                TimeExpr::FirstOf(n / 1000, self.unit(args, 1)?, self.boxed(args, 2)?)
            }
            Op::Range => TimeExpr::Range(self.boxed(args, 0)?, self.boxed(args, 1)?),
            Op::Part => {
                let edge = [TimexMod::Start, TimexMod::Mid, TimexMod::End]
                    .get(usize::try_from(self.need(args, 0)?).ok()?.checked_sub(1)?)
                    .copied()?;
                TimeExpr::Part(edge, self.boxed(args, 1)?)
            }
            Op::Bound => {
                let code = self.need(args, 0)?;
                if code == 5 {
                    TimeExpr::Approx(self.boxed(args, 1)?)
                } else {
                    TimeExpr::Part(bound(code, false)?, self.boxed(args, 1)?)
                }
            }
            Op::Approx => TimeExpr::Approx(self.boxed(args, 0)?),
            _ => TimeExpr::Uncertain(self.boxed(args, 0)?),
        })
    }
}

/// The modifier of a bound word: of lengths (`more than ten days`) and of points (`more than a decade ago`).
fn bound(code: i64, length: bool) -> Option<TimexMod> {
    Some(match (code, length) {
        (1, true) => TimexMod::MoreThan,
        (2, true) => TimexMod::LessThan,
        (3, true) => TimexMod::EqualOrMore,
        (4, true) => TimexMod::EqualOrLess,
        (1, false) => TimexMod::Before,
        (2, false) => TimexMod::After,
        (3, false) => TimexMod::OnOrBefore,
        (4, false) => TimexMod::OnOrAfter,
        (5, _) => TimexMod::Approx,
        _ => return None,
    })
}

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
