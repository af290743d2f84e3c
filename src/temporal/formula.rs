//! The values of date rules: `shift(now, -count, unit)`, checked when they are loaded.
//!
//! ```text
//! formula = function "(" [ argument { "," argument } ] ")" | constant
//! argument = formula | [ "-" ] capture | [ "-" ] number | "_"
//! ```
//! A capture is named as in the pattern and has the kind of its class; `_` is an argument left out.

use super::calendar::Unit;
use super::expr::{TimeExpr, VagueTime};
use crate::image::{Source, Stored, Writer, stored_enum};
use crate::rule::{ClassId, Vocabulary};

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
    Constant(Constant),
    /// Left out.
    Missing,
}

/// A constant expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constant {
    /// The creation time.
    Now,
    /// The day that the text last spoke of.
    Reference,
    /// The same beside a verb in the past, else the creation time.
    Then,
    /// The date told last beside a verb in the past, else the creation time.
    Told,
    /// `PAST_REF`
    Past,
    /// `PRESENT_REF`
    Present,
    /// `FUTURE_REF`
    Future,
    /// No time at all.
    Nothing,
}

impl Constant {
    /// What it says.
    pub fn expr(self) -> TimeExpr {
        match self {
            Self::Now => TimeExpr::Now,
            Self::Reference => TimeExpr::Reference,
            Self::Then => TimeExpr::Then,
            Self::Told => TimeExpr::Told,
            Self::Past => TimeExpr::Vague(VagueTime::Past),
            Self::Present => TimeExpr::Vague(VagueTime::Present),
            Self::Future => TimeExpr::Vague(VagueTime::Future),
            Self::Nothing => TimeExpr::Nothing,
        }
    }
}

stored_enum! { Formula { Call(op, arguments), Capture(slot, negative), Number(number), Constant(constant), Missing } }
stored_enum! { Constant { Now, Reference, Then, Told, Past, Present, Future, Nothing } }

/// By its place in the list of functions.
impl Stored for Op {
    fn put(&self, image: &mut Writer) {
        (*self as u8).put(image);
    }

    fn take(source: &mut Source) -> Option<Self> {
        OPS.get(usize::from(u8::take(source)?)).map(|(op, ..)| *op)
    }
}

macro_rules! ops {
    ($($family:ident { $($op:ident $name:literal $params:literal $result:literal;)* })*) => {
        /// A function of the value language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Op { $($($op,)*)* }

        /// What functions have to do with.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Family { $($family),* }

        impl Op {
            /// What the function has to do with.
            pub(super) fn family(self) -> Family {
                match self {
                    $($(Self::$op => Family::$family,)*)*
                }
            }
        }

        /// Name, kinds of the parameters (`?` may be left out), kind of the result.
        const OPS: &[(Op, &str, &str, &str)] = &[$($((Op::$op, $name, $params, $result),)*)*];
    };
}

ops! {
    Calendar {
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
        Compact "compact" "number" "time";
        Reign "reign" "number number" "time";
        EraYear "era_year" "number number" "time";
    }
    Point {
        WeekIn "week_in" "number number?" "time";
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
    }
    Move {
        Shift "shift" "time count? unit" "time";
        MoveOn "after" "length time" "time";
        MoveBack "before" "length time" "time";
        Ago "ago" "length time" "time";
        Hence "hence" "length time" "time";
        InLength "in_length" "length" "time";
        Within "within" "length" "time";
        WeekdaysAway "weekdays_away" "weekday count direction" "time";
        Rel "rel" "direction unit time?" "time";
    }
    Clock {
        Clock "clock" "number number? number? ampm? zone?" "clock";
        Military "military" "number zone? ampm?" "clock";
        At "at" "clock time?" "clock";
        ClockBefore "clock_before" "number number ampm?" "clock";
        Both "both" "clock clock" "clock";
        Clocks "clocks" "number number? number number? ampm" "time";
        DayPart "daypart" "part time?" "clock";
    }
    Length {
        Rest "rest" "time" "length";
        ToDate "to_date" "time" "length";
        NthStraight "nth_straight" "number unit" "length";
        Length "length" "count? unit" "length";
        Plus "plus" "length length" "length";
        UpTo "up_to" "count count unit" "length";
        Bounded "bounded" "bound length" "length";
        About "about" "length" "length";
        Window "window" "length direction time?" "length";
    }
    Set {
        EveryNth "every_nth" "number unit" "set";
        Every "every" "unit" "set";
        EveryN "every_n" "count unit" "set";
        EveryPoint "every_point" "time" "set";
        EveryPart "every_part" "part weekday?" "set";
        EveryAt "every_at" "set clock" "set";
        Times "times" "count? count? unit" "set";
    }
    Compose {
        In "in" "time time" "time";
        Nth "nth" "number unit time" "time";
        NthWeekday "nth_weekday" "number weekday time" "time";
        FirstOf "first_of" "count unit time" "time";
        Range "range" "time time" "time";
        Part "part" "edge time" "time";
        Stretch "stretch" "edge edge time" "time";
        WeekdayBeside "weekday_beside" "number? weekday direction time" "time";
        Anniversary "anniversary" "number time" "time";
        Bound "bound" "bound time" "time";
        Approx "approx" "time" "time";
        Uncertain "maybe" "time" "time";
    }
}

/// Named constants: (name, kind, value).
fn constant(name: &str) -> Option<(&'static str, Formula)> {
    let unit = |u: Unit| Some(("unit", Formula::Number(Unit::ALL.iter().position(|x| *x == u)? as i64 + 1)));
    match name {
        "now" => Some(("time", Formula::Constant(Constant::Now))),
        "ref" => Some(("time", Formula::Constant(Constant::Reference))),
        "then" => Some(("time", Formula::Constant(Constant::Then))),
        "told" => Some(("time", Formula::Constant(Constant::Told))),
        "past" => Some(("time", Formula::Constant(Constant::Past))),
        "present" => Some(("time", Formula::Constant(Constant::Present))),
        "future" => Some(("time", Formula::Constant(Constant::Future))),
        "none" => Some(("time", Formula::Constant(Constant::Nothing))),
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
    let mut parser = Parser { text, at: 0, slots, vocabulary, depth: 0 };
    let (kind, formula) = parser.formula()?;
    if !parser.rest().trim().is_empty() {
        return Err((parser.at + 1, "nothing may follow the value".into()));
    }
    if is_time(&kind) { Ok(formula) } else { Err((1, format!("a rule gives a time, not a {kind}"))) }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    slots: &'a [(String, ClassId)],
    vocabulary: &'a Vocabulary,
    /// Functions that are open.
    depth: usize,
}

/// Functions inside one another, at most: the program's own rules have six.
const DEEPEST: usize = 40;

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
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err((column, format!("more than {DEEPEST} functions stand inside one another")));
        }
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
        self.depth -= 1;
        Ok(((*result).to_owned(), Formula::Call(*op, args)))
    }
}

/// True for the kinds of values that are time expressions; the others are numbers.
pub(super) fn is_time(kind: &str) -> bool {
    matches!(kind, "time" | "clock" | "length" | "set")
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
