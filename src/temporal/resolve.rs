//! Puts time expressions on the time line: the only file that knows creation time, reference time, tense and the
//! direction of a narrative.
//!
//! News convention: a date without its year lies on or before the creation time unless the tense or `next` points
//! ahead; a bare weekday is the most recent one, the creation day included. Without a creation time, and in
//! narratives, the date of the text decides: a month without year is the one nearest to it.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{Period, Unit, add_days, weekday_after, weekday_before};
use super::expr::{Amount, Counted, Direction, Length, Point, TimeExpr};
use super::holiday::nth_weekday;
use super::tense::Tense;
use super::when::{Open, When, window};
use super::{DateBasis, Granularity, Qualifier, TimexMod};

/// The date that the text speaks of at some place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reference {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// Unit of its words.
    pub granularity: Granularity,
    /// Index of its time expression.
    pub timex: u32,
    /// Its sentence.
    pub sentence: u32,
    /// It names its year itself, and at least the month.
    pub is_full: bool,
}

/// What is known where an expression stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// The creation time.
    pub now: Option<NaiveDate>,
    /// Years and months are counted from the text's own dates.
    pub is_narrative: bool,
    /// `03/09` is the third of September.
    pub day_first: bool,
    /// Tense of the nearest verb.
    pub tense: Tense,
    /// The last date before the expression: what `the next day` hangs on.
    pub reference: Option<Reference>,
    /// The date that the story has reached, asides left out: what gives a narrative's months their year.
    pub story: Option<Reference>,
    /// The sentence of the expression.
    pub sentence: u32,
}

/// What is wrong with a date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The calendar has no such day.
    Impossible,
    /// The date falls on another weekday; this one.
    OtherWeekday(Weekday),
}

/// A resolved expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The time.
    pub when: When,
    /// Start, middle, end, bounds.
    pub modifier: Option<TimexMod>,
    /// Approximate, uncertain.
    pub qualifier: Qualifier,
    /// How it was found.
    pub basis: DateBasis,
    /// The reference it hangs on.
    pub reference: Option<u32>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

impl Resolved {
    fn new(when: When, basis: DateBasis) -> Self {
        Self { when, modifier: None, qualifier: Qualifier::default(), basis, reference: None, problem: None }
    }

    fn explicit(period: Period) -> Self {
        Self::new(When::Period(period), DateBasis::Explicit)
    }

    fn map(self, f: impl FnOnce(When) -> When) -> Self {
        Self { when: f(self.when), ..self }
    }
}

/// A base to count from.
#[derive(Clone, Copy)]
struct Base {
    period: Period,
    granularity: Granularity,
    basis: DateBasis,
    reference: Option<u32>,
}

impl Setting {
    /// Resolves an expression; none when it stands for no time, or an impossible one (see [`Problem`] of the error).
    pub fn resolve(&self, expr: &TimeExpr) -> Result<Resolved, Option<Problem>> {
        match expr {
            TimeExpr::Nothing => Err(None),
            TimeExpr::Period(period) => {
                period.days().map(|_| Resolved::explicit(*period)).ok_or(Some(Problem::Impossible))
            }
            TimeExpr::Day(y, m, d, weekday) => day(*y, *m, *d, *weekday),
            TimeExpr::Numeric(a, b, year) => self.numeric(*a, *b, *year),
            _ => self.relative(expr).unwrap_or(Err(None)),
        }
    }

    fn relative(&self, expr: &TimeExpr) -> Option<Result<Resolved, Option<Problem>>> {
        Some(match expr {
            TimeExpr::Now => Ok(self.now_as_is()),
            TimeExpr::Reference => Ok(self.base_resolved(self.reference_base(), Unit::Day)),
            TimeExpr::Point(point, direction, weekday) => self.point(*point, *direction, *weekday),
            TimeExpr::In(point, of) => self.resolve(of).and_then(|of| self.point_in(*point, of)),
            TimeExpr::Shift(base, amount, back, unit) => Ok(self.shift(base, *amount, *back, *unit)?),
            TimeExpr::Move(base, length, back) => Ok(self.moved(base, length, *back)?),
            TimeExpr::Nth(n, counted, of) => {
                self.resolve(of).and_then(|of| nth(*n, *counted, &of).ok_or(None))
            }
            TimeExpr::FirstOf(n, unit, of) => {
                self.resolve(of).and_then(|of| first_of(*n, *unit, of).ok_or(None))
            }
            TimeExpr::Range(a, b) => self.range(a, b),
            TimeExpr::Part(modifier, of) => {
                self.resolve(of).map(|r| Resolved { modifier: Some(*modifier), ..r })
            }
            TimeExpr::Approx(of) => self.resolve(of).map(|r| {
                let qualifier = Qualifier { approximate: true, ..r.qualifier };
                Resolved { modifier: r.modifier.or(Some(TimexMod::Approx)), qualifier, ..r }
            }),
            TimeExpr::Uncertain(of) => self
                .resolve(of)
                .map(|r| Resolved { qualifier: Qualifier { uncertain: true, ..r.qualifier }, ..r }),
            TimeExpr::Clock(clock, of) => self.on_day(of.as_deref(), true, |day| When::Clock(*clock, day)),
            TimeExpr::DayPart(part, of) => self.on_day(of.as_deref(), false, |day| When::DayPart(*part, day)),
            TimeExpr::Length(length) => {
                Ok(Resolved::new(When::Length(length.clone(), None), DateBasis::None))
            }
            TimeExpr::InLength(length, ahead) => match self.tense {
                Tense::Future | Tense::None if self.now.is_some() => self.resolve(ahead),
                _ => self.resolve(&TimeExpr::Length(length.clone())),
            },
            TimeExpr::Rest(of) => {
                self.resolve(of).map(|r| Resolved { modifier: Some(TimexMod::End), ..self.cut(r, true) })
            }
            TimeExpr::ToDate(of) => self.resolve(of).map(|r| self.cut(r, false)),
            TimeExpr::Window(length, forward, base) => Ok(self.window(length, *forward, base)),
            TimeExpr::Set(recurrence, quantifier, times) => {
                Ok(Resolved::new(When::Set(recurrence.clone(), quantifier, *times), DateBasis::None))
            }
            TimeExpr::Vague(vague) => Ok(Resolved::new(When::Vague(*vague), DateBasis::None)),
            _ => return None,
        })
    }

    fn now_base(&self) -> Option<Base> {
        let day = self.now?;
        Some(Base {
            period: Period::Day(day),
            granularity: Granularity::Day,
            basis: DateBasis::Relative,
            reference: None,
        })
    }

    /// The text's own date where there is one: anywhere before in a narrative, within three sentences in news.
    fn reference_base(&self) -> Option<Base> {
        self.base_from(self.reference)
    }

    fn base_from(&self, reference: Option<Reference>) -> Option<Base> {
        let near =
            reference.filter(|r| self.is_narrative || self.now.is_none() || self.sentence <= r.sentence + 3);
        let from_text = near.map(|r| Base {
            period: if r.first == r.last { Period::Day(r.first) } else { Period::Days(r.first, r.last) },
            granularity: r.granularity,
            basis: DateBasis::Anchor,
            reference: Some(r.timex),
        });
        from_text.or_else(|| self.now_base())
    }

    /// The base that a bare `last week` or `Monday` counts from.
    fn home(&self) -> Option<Base> {
        if self.is_narrative {
            self.base_from(self.story)
        } else {
            self.now_base().or_else(|| self.base_from(self.story))
        }
    }

    fn base_resolved(&self, base: Option<Base>, unit: Unit) -> Resolved {
        match base {
            Some(base) => {
                Resolved { reference: base.reference, ..Resolved::new(When::Period(base.period), base.basis) }
            }
            None => Resolved::new(When::Open(Open::Unknown(unit)), DateBasis::None),
        }
    }

    fn now_as_is(&self) -> Resolved {
        self.base_resolved(self.now_base(), Unit::Day)
    }

    fn numeric(&self, a: u32, b: u32, year: Option<i32>) -> Result<Resolved, Option<Problem>> {
        let (day_number, month) = match (a > 12, b > 12) {
            (true, true) => return Err(Some(Problem::Impossible)),
            (true, false) => (a, b),
            (false, true) => (b, a),
            (false, false) if self.day_first => (a, b),
            (false, false) => (b, a),
        };
        match year {
            Some(year) => day(year, month, day_number, None),
            None => self.point(Point::MonthDay(month, day_number), Direction::Bare, None),
        }
    }

    /// A clock time or part of a day on the day `of`, else on the day the text speaks of.
    fn on_day(
        &self,
        of: Option<&TimeExpr>,
        is_clock: bool,
        make: impl Fn(Option<NaiveDate>) -> When,
    ) -> Result<Resolved, Option<Problem>> {
        let day = match of {
            // A weekday with a clock time and no verb is a listing of what is to come.
            Some(of @ TimeExpr::Point(Point::Weekday(_), Direction::Bare, _))
                if is_clock && self.tense == Tense::None =>
            {
                Self { tense: Tense::Future, ..*self }.resolve(of)?
            }
            Some(of) => self.resolve(of)?,
            None => {
                let near = self
                    .reference_base()
                    .filter(|b| b.granularity <= Granularity::Day && (self.is_narrative || self.is_recent()));
                self.base_resolved(near.or_else(|| self.now_base()), Unit::Day)
            }
        };
        // `the night of 12 to 13 August` begins on the first of the two.
        let date = day.when.days().filter(|(a, b)| a == b || a.succ_opt() == Some(*b)).map(|(a, _)| a);
        let basis = if of.is_some_and(TimeExpr::has_year) { DateBasis::Explicit } else { day.basis };
        if let When::Set(..) = day.when {
            return Ok(day);
        }
        Ok(Resolved { basis, ..day.map(|_| make(date)) })
    }

    fn is_recent(&self) -> bool {
        self.reference.is_some_and(|r| self.sentence <= r.sentence + 1)
    }

    fn shift(&self, base: &TimeExpr, amount: Amount, back: bool, unit: Unit) -> Option<Resolved> {
        let is_anaphor = *base == TimeExpr::Reference;
        let base = match base {
            TimeExpr::Now => self.home(),
            TimeExpr::Reference => self.reference_base(),
            other => self.resolve(other).ok().and_then(|r| as_base(&r)),
        };
        // `ten minutes earlier` without a date before it hangs on an event that is not known here.
        let base = base.filter(|b| !(is_anaphor && unit < Unit::Day && b.reference.is_none()));
        let Some(base) = base else {
            return Some(Resolved::new(When::Open(Open::Unknown(unit)), DateBasis::None));
        };
        let found = |when| Some(Resolved { reference: base.reference, ..Resolved::new(when, base.basis) });
        let coarse = base.granularity > Granularity::Day && unit.granularity() < base.granularity;
        let Amount::Exact(n) = amount else {
            return if base.reference.is_none() {
                let vague = if back { super::expr::VagueTime::Past } else { super::expr::VagueTime::Future };
                found(When::Vague(vague))
            } else {
                found(When::Open(Open::Unknown(unit)))
            };
        };
        if coarse && base.reference.is_some() && self.now.is_some() && !self.is_narrative {
            // `earlier in the day` after `in 2005`: the article's own day.
            let now = TimeExpr::Now;
            return self.shift(&now, amount, back, unit);
        }
        if coarse {
            return found(When::Open(Open::Unknown(unit)));
        }
        let (n, unit) = whole_units(if back { -n } else { n }, unit)?;
        if unit < Unit::Day {
            // The creation time is a day: a few hours off it is taken to be the same day.
            return found(When::Period(base.period));
        }
        found(When::Period(base.period.shift(n, unit)?))
    }

    fn moved(&self, base: &TimeExpr, length: &Length, back: bool) -> Option<Resolved> {
        let base = self.resolve(base).ok()?;
        let When::Period(mut period) = base.when else { return None };
        for (amount, unit) in &length.parts {
            let Amount::Exact(n) = amount else {
                return Some(Resolved { when: When::Open(Open::Unknown(*unit)), ..base });
            };
            let (n, unit) = whole_units(if back { -n } else { *n }, *unit)?;
            if unit >= Unit::Day {
                period = period.moved(n, unit)?;
            }
        }
        Some(Resolved { when: When::Period(period), ..base })
    }

    /// The part of a period from the creation time on, or up to it, where the creation time lies in it.
    fn cut(&self, of: Resolved, forward: bool) -> Resolved {
        let Some(((first, last), now)) =
            of.when.days().zip(self.now).filter(|((a, b), now)| a <= now && now <= b)
        else {
            return of;
        };
        let days = if forward { (now, last) } else { (first, now) };
        of.map(|_| When::Period(Period::Days(days.0, days.1)))
    }

    fn window(&self, length: &Length, forward: bool, base: &TimeExpr) -> Resolved {
        let is_dated = !matches!(base, TimeExpr::Now | TimeExpr::Reference);
        let base = match base {
            TimeExpr::Now => self.home(),
            TimeExpr::Reference => self.reference_base(),
            other => self.resolve(other).ok().and_then(|r| as_base(&r)),
        };
        let days = base.and_then(|b| {
            let (first, last) = b.period.days()?;
            let (from, to) = window(length, forward, if forward { first } else { last })?;
            // `the nine months ended September 30` begin on the first of January; `two weeks starting May 20` end
            // on the second of June.
            Some(match (is_dated, forward) {
                (true, true) => (from, to.pred_opt()?),
                (true, false) => (from.succ_opt()?, to),
                _ => (from, to),
            })
        });
        let basis = base.map_or(DateBasis::None, |b| b.basis);
        Resolved {
            reference: base.and_then(|b| b.reference),
            ..Resolved::new(When::Length(length.clone(), days), basis)
        }
    }

    fn range(&self, a: &TimeExpr, b: &TimeExpr) -> Result<Resolved, Option<Problem>> {
        let (a, b) = share_year(a, b);
        let mut left = self.resolve(&a)?;
        let inner = Setting { reference: reference_of(&left).or(self.reference), ..*self };
        let mut right = match (&b, self.is_relative_range(&a, &b)) {
            (TimeExpr::Point(point, _, weekday), true) => {
                inner.following(*point, *weekday, &left).unwrap_or_else(|| self.resolve(&b))?
            }
            _ => self.resolve(&b)?,
        };
        if let (Some((first, _)), Some((_, last))) = (left.when.days(), right.when.days())
            && first > last
        {
            // `November to February`: the first one lies before the second.
            if let TimeExpr::Point(point, Direction::Bare, _) = &a
                && let Some(earlier) = before_period(*point, last)
            {
                left = Resolved { when: When::Period(earlier), ..left };
            } else {
                right = Resolved { when: right.when, ..left.clone() };
            }
        }
        let basis = left.basis.max_basis(right.basis);
        let qualifier = Qualifier {
            approximate: left.qualifier.approximate || right.qualifier.approximate,
            uncertain: left.qualifier.uncertain || right.qualifier.uncertain,
        };
        Ok(Resolved {
            when: When::Range(Box::new(left.when), Box::new(right.when)),
            modifier: None,
            qualifier,
            basis,
            reference: left.reference.or(right.reference),
            problem: left.problem.or(right.problem),
        })
    }

    fn is_relative_range(&self, a: &TimeExpr, b: &TimeExpr) -> bool {
        matches!(a, TimeExpr::Point(_, Direction::Bare, _))
            && matches!(b, TimeExpr::Point(Point::Weekday(_) | Point::DayOfMonth(_), Direction::Bare, _))
    }

    /// The end of a range of weekdays or days of the month: the first one after its start.
    fn following(
        &self,
        point: Point,
        weekday: Option<Weekday>,
        start: &Resolved,
    ) -> Option<Result<Resolved, Option<Problem>>> {
        let (first, _) = start.when.days()?;
        let period = match point {
            Point::Weekday(day) => Period::Day(weekday_after(first, day)?),
            Point::DayOfMonth(d) => {
                let same = first.with_day(d).filter(|x| *x >= first);
                Period::Day(same.or_else(|| super::calendar::add_months(first.with_day(1)?, 1)?.with_day(d))?)
            }
            _ => return None,
        };
        Some(Ok(check(Resolved { when: When::Period(period), ..start.clone() }, weekday)))
    }

    fn point(
        &self,
        point: Point,
        direction: Direction,
        weekday: Option<Weekday>,
    ) -> Result<Resolved, Option<Problem>> {
        if let Point::MonthDay(m, d) = point
            && NaiveDate::from_ymd_opt(2000, m, d).is_none()
        {
            return Err(Some(Problem::Impossible));
        }
        let base = match direction {
            Direction::Following | Direction::Previous => self.reference_base(),
            _ => self.local(point).or_else(|| self.home()),
        };
        let Some(base) = base else { return Ok(Resolved::new(When::Open(open(point)), DateBasis::None)) };
        let Some(day) = base.period.days().map(|(first, _)| first) else { return Err(None) };
        let narrative = base.reference.is_some();
        let period = match point {
            Point::Weekday(w) => self.weekday(w, direction, day, narrative),
            Point::Weekend => self.weekend(direction, day, narrative),
            Point::DayOfMonth(d) => self.day_of_month(d, day, narrative, weekday),
            _ => self.yearly(point, direction, &base, day, narrative, weekday),
        };
        let Some(period) = period else { return Ok(Resolved::new(When::Open(open(point)), DateBasis::None)) };
        let basis = match (point, base.basis) {
            (_, DateBasis::Anchor) if matches!(point, Point::Weekday(_) | Point::Weekend) => {
                DateBasis::Anchor
            }
            (Point::Weekday(_) | Point::Weekend, basis) => basis,
            _ if direction == Direction::Bare => DateBasis::YearInferred,
            (_, basis) => basis,
        };
        Ok(check(
            Resolved { reference: base.reference, ..Resolved::new(When::Period(period), basis) },
            weekday,
        ))
    }

    /// A full date in the same or the last sentence, of another year than the creation time's, also gives its year
    /// to a day or month without one: the passage tells of that year.
    fn local(&self, point: Point) -> Option<Base> {
        let yearless = matches!(point, Point::MonthDay(..) | Point::Month(_) | Point::Season(_));
        let reference = self.reference.filter(|r| r.is_full && self.sentence <= r.sentence + 1)?;
        let older = self.now.is_none_or(|now| reference.last.year() < now.year() - 1);
        (yearless && older && self.tense == Tense::Past).then(|| self.reference_base()).flatten()
    }

    fn weekday(
        &self,
        weekday: Weekday,
        direction: Direction,
        day: NaiveDate,
        narrative: bool,
    ) -> Option<Period> {
        let past = || weekday_before(day, weekday);
        let future = || weekday_after(day, weekday);
        let found = match direction {
            Direction::Last => weekday_before(day.pred_opt()?, weekday),
            Direction::Next => weekday_after(day.succ_opt()?, weekday),
            Direction::Previous => weekday_before(day.pred_opt()?, weekday),
            Direction::Following => weekday_after(day.succ_opt()?, weekday),
            Direction::This => {
                let same_week =
                    NaiveDate::from_isoywd_opt(day.iso_week().year(), day.iso_week().week(), weekday)?;
                if self.tense == Tense::Past && same_week > day { past() } else { Some(same_week) }
            }
            Direction::Bare if narrative => future(),
            Direction::Bare if self.tense == Tense::Future => future(),
            Direction::Bare => past(),
        };
        found.map(Period::Day)
    }

    fn weekend(&self, direction: Direction, day: NaiveDate, narrative: bool) -> Option<Period> {
        let step = match direction {
            Direction::Last | Direction::Previous => -1,
            Direction::Next | Direction::Following => 1,
            Direction::This => 0,
            Direction::Bare if narrative || self.tense == Tense::Future => 0,
            // On a Saturday or Sunday the weekend is the one that runs.
            Direction::Bare => {
                if day.weekday().number_from_monday() > 5 {
                    0
                } else {
                    -1
                }
            }
        };
        Period::Day(day).shift(step, Unit::Weekend)
    }

    fn day_of_month(
        &self,
        number: u32,
        day: NaiveDate,
        narrative: bool,
        weekday: Option<Weekday>,
    ) -> Option<Period> {
        let same = day.with_day(number)?;
        let months = |n| super::calendar::add_months(day.with_day(1)?, n)?.with_day(number);
        let near = [Some(same), months(-1), months(1), months(-2), months(2)];
        if let Some(fits) = weekday.and_then(|w| near.iter().flatten().find(|d| d.weekday() == w)) {
            return Some(Period::Day(*fits));
        }
        if same > day && !narrative && self.tense == Tense::Past {
            months(-1).map(Period::Day)
        } else {
            Some(Period::Day(same))
        }
    }

    fn yearly(
        &self,
        point: Point,
        direction: Direction,
        base: &Base,
        day: NaiveDate,
        narrative: bool,
        weekday: Option<Weekday>,
    ) -> Option<Period> {
        let year = day.year();
        let of = |y| in_year(point, y);
        let days = |y| of(y).and_then(Period::days);
        let before = |y: i32| days(y).is_some_and(|(_, last)| last < day);
        let after = |y: i32| days(y).is_some_and(|(first, _)| first > day);
        let around = [year - 1, year, year + 1];
        match direction {
            Direction::Last | Direction::Previous => {
                of(*around.iter().rev().find(|y| before(**y)).unwrap_or(&(year - 2)))
            }
            Direction::Next | Direction::Following => {
                of(*around.iter().find(|y| after(**y)).unwrap_or(&(year + 2)))
            }
            Direction::This => of(year),
            Direction::Bare if narrative => nearest(point, base, day),
            Direction::Bare => {
                if let Some(fits) = weekday.and_then(|w| around.iter().find(|y| falls_on(of(**y), w))) {
                    return of(*fits);
                }
                let year = self.bare_year(year, day, matches!(point, Point::Holiday(_)), &days);
                // 29 February: the nearest year that has it, on the same side.
                of(year).or_else(|| (1..8).find_map(|n| of(year - n)))
            }
        }
    }

    /// The year of a date without one, by tense.
    fn bare_year(
        &self,
        year: i32,
        day: NaiveDate,
        is_feast: bool,
        days: &dyn Fn(i32) -> Option<(NaiveDate, NaiveDate)>,
    ) -> i32 {
        let Some((first, last)) = days(year) else { return year };
        let months_ahead =
            |d: NaiveDate| (d.year() - day.year()) * 12 + d.month() as i32 - day.month() as i32;
        match self.tense {
            Tense::Future if last < day => year + 1,
            Tense::Past if first > day => year - 1,
            Tense::Present if first > day && months_ahead(first) > 6 => year - 1,
            Tense::None if first > day && months_ahead(first) > 9 && !is_feast => year - 1,
            _ => year,
        }
    }

    fn point_in(&self, point: Point, of: Resolved) -> Result<Resolved, Option<Problem>> {
        let Some((first, last)) = of.when.days() else {
            return Ok(of.map(|_| When::Open(open(point))));
        };
        let found = match point {
            Point::Weekday(w) => weekday_after(first, w).filter(|d| *d <= last).map(Period::Day),
            Point::Weekend => Some(Period::holding(Unit::Weekend, first)),
            Point::DayOfMonth(d) => {
                let Some(day) = first.with_day(d) else { return Err(Some(Problem::Impossible)) };
                Some(Period::Day(day))
            }
            Point::MonthDay(m, d) => {
                let Some(day) = NaiveDate::from_ymd_opt(first.year(), m, d) else {
                    return Err(Some(Problem::Impossible));
                };
                Some(Period::Day(day))
            }
            _ => in_year(point, first.year()),
        };
        found.map(|p| of.map(|_| When::Period(p))).ok_or(None)
    }
}

impl DateBasis {
    /// The weaker of two: a range is as explicit as its less explicit end.
    fn max_basis(self, other: Self) -> Self {
        if self == Self::Explicit { other } else { self }
    }
}

fn day(y: i32, m: u32, d: u32, weekday: Option<Weekday>) -> Result<Resolved, Option<Problem>> {
    let day = NaiveDate::from_ymd_opt(y, m, d).ok_or(Some(Problem::Impossible))?;
    Ok(check(Resolved::explicit(Period::Day(day)), weekday))
}

/// Trusts the date and reports the weekday.
fn check(resolved: Resolved, weekday: Option<Weekday>) -> Resolved {
    let wrong = match (&resolved.when, weekday) {
        (When::Period(Period::Day(day)), Some(w)) if day.weekday() != w => {
            Some(Problem::OtherWeekday(day.weekday()))
        }
        _ => None,
    };
    Resolved { problem: wrong.or(resolved.problem), ..resolved }
}

fn falls_on(period: Option<Period>, weekday: Weekday) -> bool {
    matches!(period, Some(Period::Day(day)) if day.weekday() == weekday)
}

fn as_base(resolved: &Resolved) -> Option<Base> {
    let (first, last) = resolved.when.days()?;
    let period = match &resolved.when {
        When::Period(period) => *period,
        _ => Period::Days(first, last),
    };
    Some(Base {
        period,
        granularity: period.granularity(),
        basis: resolved.basis,
        reference: resolved.reference,
    })
}

fn reference_of(resolved: &Resolved) -> Option<Reference> {
    let (first, last) = resolved.when.days()?;
    Some(Reference {
        first,
        last,
        granularity: resolved.when.granularity(),
        timex: 0,
        sentence: 0,
        is_full: false,
    })
}

/// Whole units, or the smaller unit in which a fraction is whole: half a year is six months.
fn whole_units(n: i64, unit: Unit) -> Option<(i64, Unit)> {
    if n % 1000 == 0 {
        return Some((n / 1000, unit));
    }
    let (factor, smaller) = match unit {
        Unit::Year => (12, Unit::Month),
        Unit::Decade => (10, Unit::Year),
        Unit::Century => (100, Unit::Year),
        Unit::Week => (7, Unit::Day),
        Unit::Month => (30, Unit::Day),
        Unit::Day => (24, Unit::Hour),
        _ => return Some((n / 1000, unit)),
    };
    Some((n.checked_mul(factor)? / 1000, smaller))
}

/// A yearly point in a year.
fn in_year(point: Point, year: i32) -> Option<Period> {
    Some(match point {
        Point::MonthDay(m, d) => Period::Day(NaiveDate::from_ymd_opt(year, m, d)?),
        Point::Month(m) => Period::Month(year, m),
        Point::Season(s) => Period::Season(year, s),
        Point::Quarter(q) => Period::Quarter(year, q),
        Point::Half(h) => Period::Half(year, h),
        Point::Week(w) => {
            NaiveDate::from_isoywd_opt(year, w, Weekday::Mon)?;
            Period::Week(year, w)
        }
        Point::Holiday(h) => h.in_year(year)?,
        _ => return None,
    })
}

/// In a narrative: the point nearest to the text's date, which itself may be a whole year.
fn nearest(point: Point, base: &Base, day: NaiveDate) -> Option<Period> {
    let year = day.year();
    if base.granularity >= Granularity::Year {
        return in_year(point, year);
    }
    let (_, end) = base.period.days()?;
    let distance = |p: &Period| {
        p.days().map_or(i64::MAX, |(first, last)| {
            if first > end {
                (first - end).num_days()
            } else if last < day {
                (day - last).num_days() + 45
            } else {
                0
            }
        })
    };
    (year - 1..=year + 1).filter_map(|y| in_year(point, y)).min_by_key(distance)
}

fn before_period(point: Point, last: NaiveDate) -> Option<Period> {
    let weekday = match point {
        Point::Weekday(w) => return weekday_before(last, w).map(Period::Day),
        other => other,
    };
    (last.year() - 1..=last.year())
        .rev()
        .filter_map(|y| in_year(weekday, y))
        .find(|p| p.days().is_some_and(|(first, _)| first <= last))
}

fn open(point: Point) -> Open {
    match point {
        Point::Weekday(w) => Open::Weekday(w.number_from_monday()),
        Point::Weekend => Open::Weekend,
        Point::DayOfMonth(d) => Open::Date(None, Some(d)),
        Point::MonthDay(m, d) => Open::Date(Some(m), Some(d)),
        Point::Month(m) => Open::Date(Some(m), None),
        Point::Season(s) => Open::Season(s),
        Point::Quarter(q) => Open::Quarter(q),
        Point::Half(h) => Open::Half(h),
        Point::Week(w) => Open::Week(w),
        Point::Holiday(super::holiday::Holiday::Fixed(m, d)) => Open::Date(Some(m), Some(d)),
        Point::Holiday(_) => Open::Unknown(Unit::Day),
    }
}

fn nth(n: i64, counted: Counted, of: &Resolved) -> Option<Resolved> {
    let (first, last) = of.when.days()?;
    let period = match counted {
        Counted::Weekday(w) => match of.when {
            When::Period(Period::Month(y, m)) => Period::Day(nth_weekday(y, m, w, n)?),
            _ if n < 0 => Period::Day(add_days(weekday_before(last, w)?, (n + 1) * 7)?),
            _ => Period::Day(add_days(weekday_after(first, w)?, (n - 1).checked_mul(7)?)?),
        },
        Counted::Unit(Unit::Week) if matches!(of.when, When::Period(Period::Month(..))) => {
            if n < 0 {
                Period::holding(Unit::Week, last).shift(n + 1, Unit::Week)?
            } else {
                week_of_month(first, n)?
            }
        }
        Counted::Unit(unit) if n < 0 => Period::holding(unit, last).shift(n + 1, unit)?,
        Counted::Unit(Unit::Week) => {
            Period::holding(Unit::Week, add_days(first, 3)?).shift(n - 1, Unit::Week)?
        }
        Counted::Unit(unit) => Period::holding(unit, first).shift(n - 1, unit)?,
    };
    let (start, end) = period.days()?;
    let week = matches!(counted, Counted::Unit(Unit::Week));
    (week || (start >= first && end <= last)).then(|| Resolved { when: When::Period(period), ..of.clone() })
}

/// The nth week of a month is the ISO week whose Thursday is the nth of the month.
fn week_of_month(first: NaiveDate, n: i64) -> Option<Period> {
    let thursday = weekday_after(first, Weekday::Thu)?;
    Some(Period::holding(Unit::Week, add_days(thursday, n.checked_sub(1)?.checked_mul(7)?)?))
}

fn first_of(n: i64, unit: Unit, of: Resolved) -> Option<Resolved> {
    let (first, last) = of.when.days()?;
    let length =
        Length { parts: vec![(Amount::Exact(n.checked_abs()?.checked_mul(1000)?), unit)], up_to: None };
    let days = if n < 0 {
        let (_, end) = Period::holding(unit, last).shift(n + 1, unit)?.days()?;
        (Period::holding(unit, end).days()?.0, last)
    } else {
        (first, Period::holding(unit, first).shift(n - 1, unit)?.days()?.1)
    };
    Some(of.map(|_| When::Length(length, Some(days))))
}

/// The ends of a range share what only one of them says: `June to August 2012`, `3 March 2010 to 5 April`.
fn share_year(a: &TimeExpr, b: &TimeExpr) -> (TimeExpr, TimeExpr) {
    match (a.year(), b.year()) {
        (None, Some(year)) => {
            let wraps = a.month().zip(b.month()).is_some_and(|(x, y)| x > y);
            (a.in_year(if wraps { year - 1 } else { year }), b.clone())
        }
        (Some(year), None) => {
            let wraps = a.month().zip(b.month()).is_some_and(|(x, y)| x > y);
            (a.clone(), b.in_year(if wraps { year + 1 } else { year }))
        }
        _ => (a.clone(), b.clone()),
    }
}
