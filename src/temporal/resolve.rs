//! Puts time expressions on the time line: the only file that knows creation time, reference time, tense and the
//! direction of a narrative.
//!
//! News convention: a date without its year lies on or before the creation time unless the tense or `next` points
//! ahead; a bare weekday is the most recent one, the creation day included. Without a creation time, and in
//! narratives, the date of the text decides: a month without year is the one nearest to it.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{Period, Unit};
use super::expr::{Amount, Direction, Point, TimeExpr};
use super::points::{before_period, beside, first_of, nth, possible};
use super::tense::Tense;
use super::when::{Open, When};
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
    /// Years are those of the dates before, however far; the rest is counted from the creation time.
    pub is_legal: bool,
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
    /// A bare month or season beside a verb of the simple present: `the monsoon occurs in July`.
    pub is_habit: bool,
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
    /// The same of the two ends of a range.
    pub ends: [Option<TimexMod>; 2],
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
    pub(super) fn new(when: When, basis: DateBasis) -> Self {
        let qualifier = Qualifier::default();
        Self { when, modifier: None, ends: [None; 2], qualifier, basis, reference: None, problem: None }
    }

    pub(super) fn explicit(period: Period) -> Self {
        Self::new(When::Period(period), DateBasis::Explicit)
    }

    pub(super) fn map(self, f: impl FnOnce(When) -> When) -> Self {
        Self { when: f(self.when), ..self }
    }
}

/// A base to count from.
#[derive(Clone, Copy)]
pub(super) struct Base {
    pub period: Period,
    pub granularity: Granularity,
    pub basis: DateBasis,
    pub reference: Option<u32>,
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
            TimeExpr::In(point, of) => {
                possible(*point).and_then(|()| self.resolve(of)).and_then(|of| self.point_in(*point, of))
            }
            TimeExpr::Shift(base, amount, back, unit) => Ok(self.shift(base, *amount, *back, *unit)?),
            TimeExpr::Move(base, length, back) => Ok(self.moved(base, length, *back)?),
            TimeExpr::Nth(n, counted, of) => {
                self.resolve(of).and_then(|of| nth(*n, *counted, &of).ok_or(None))
            }
            TimeExpr::Beside(n, weekday, back, of) => {
                self.resolve(of).and_then(|of| beside(*n, *weekday, *back, of).ok_or(None))
            }
            TimeExpr::FirstOf(n, unit, of) => {
                self.resolve(of).and_then(|of| first_of(*n, *unit, of).ok_or(None))
            }
            TimeExpr::Range(a, b) => self.range(a, b),
            TimeExpr::Part(modifier, of) => {
                self.resolve(of).map(|r| Resolved { modifier: Some(*modifier), ..r })
            }
            TimeExpr::Anniversary(years, of) => self.anniversary(*years, of),
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
    pub(super) fn reference_base(&self) -> Option<Base> {
        self.base_from(self.reference)
    }

    pub(super) fn base_from(&self, reference: Option<Reference>) -> Option<Base> {
        let near =
            reference.filter(|r| self.is_rooted() || self.now.is_none() || self.sentence <= r.sentence + 3);
        let from_text = near.map(|r| Base {
            period: if r.first == r.last { Period::Day(r.first) } else { Period::Days(r.first, r.last) },
            granularity: r.granularity,
            basis: DateBasis::Anchor,
            reference: Some(r.timex),
        });
        from_text.or_else(|| self.now_base())
    }

    /// A date of the text holds until the next one.
    fn is_rooted(&self) -> bool {
        self.is_narrative || self.is_legal
    }

    /// The base that a bare `last week` or `Monday` counts from.
    pub(super) fn home(&self) -> Option<Base> {
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
            Some(year) => self.by_tense(year, month, day_number),
            None => self.point(Point::MonthDay(month, day_number), Direction::Bare, None),
        }
    }

    /// `He died on 11/02/2024`, told in March, is not told of November.
    fn by_tense(&self, year: i32, month: u32, number: u32) -> Result<Resolved, Option<Problem>> {
        let read = day(year, month, number, None);
        let (Ok(Some((plain, _))), Some(now)) = (read.as_ref().map(|found| found.when.days()), self.now)
        else {
            return read;
        };
        let other = NaiveDate::from_ymd_opt(year, number, month);
        let fits = |told: NaiveDate| match self.tense {
            tense if tense.is_past() => told <= now,
            Tense::Future => told >= now,
            _ => true,
        };
        match other {
            Some(other) if !fits(plain) && fits(other) => Ok(Resolved::explicit(Period::Day(other))),
            _ => read,
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
            Some(of) if is_clock && self.tense == Tense::None && is_weekday(of) => {
                Self { tense: Tense::Future, ..*self }.resolve(of)?
            }
            Some(of) => self.resolve(of)?,
            None => {
                let told = self.reference.is_some_and(|r| r.sentence < self.sentence);
                let ahead =
                    |base: &Base| told && self.tense != Tense::Future && self.is_after_now(base.period);
                let near = self
                    .reference_base()
                    .filter(|b| b.granularity <= Granularity::Day && (self.is_narrative || self.is_recent()))
                    .filter(|b| !ahead(b));
                self.base_resolved(near.or_else(|| self.now_base()), Unit::Day)
            }
        };
        // `the night of 12 to 13 August` begins on the first of the two.
        let date = day.when.days().filter(|(a, b)| a == b || a.succ_opt() == Some(*b)).map(|(a, _)| a);
        let basis = if of.is_some_and(TimeExpr::has_year) { DateBasis::Explicit } else { day.basis };
        if let When::Set(..) = day.when {
            return Ok(day);
        }
        Ok(Resolved {
            basis,
            ..day.map(|of| match of {
                When::Open(open) if !matches!(open, Open::Unknown(_)) => {
                    When::OnOpen(open, Box::new(make(None)))
                }
                _ => make(date),
            })
        })
    }

    fn is_after_now(&self, period: Period) -> bool {
        period.days().zip(self.now).is_some_and(|((first, _), now)| first > now)
    }

    fn is_recent(&self) -> bool {
        self.reference.is_some_and(|r| self.sentence <= r.sentence + 1)
    }

    fn range(&self, a: &TimeExpr, b: &TimeExpr) -> Result<Resolved, Option<Problem>> {
        let is_listing = self.tense == Tense::None && is_weekday(a) && is_weekday(b);
        if is_listing {
            return Self { tense: Tense::Future, ..*self }.range(a, b);
        }
        let (a, b) = share_year(&share_day(a, b), b);
        let mut left = self.resolve(&a)?;
        let inner = Setting { reference: reference_of(&left).or(self.reference), ..*self };
        let mut right = match (&b, self.is_relative_range(&a, &b)) {
            (TimeExpr::Point(point, _, weekday), true) => {
                inner.following(*point, *weekday, &left).unwrap_or_else(|| self.resolve(&b))?
            }
            _ => self.resolve(&b)?,
        };
        (left, right) = in_order(&a, left, right);
        if is_weekday(&a) && self.tense.is_past() {
            (left, right) = self.told_back(left, right);
        }
        Ok(joined(left, right))
    }

    /// `was open Monday through Friday`, told on a Monday, tells of last week.
    fn told_back(&self, left: Resolved, right: Resolved) -> (Resolved, Resolved) {
        let ahead = right.when.days().zip(self.now).is_some_and(|((_, last), now)| last > now);
        if ahead
            && let (When::Period(from), When::Period(to)) = (&left.when, &right.when)
            && let (Some(from), Some(to)) = (from.moved(-1, Unit::Week), to.moved(-1, Unit::Week))
        {
            let at = |period, end| Resolved { when: When::Period(period), ..end };
            return (at(from, left), at(to, right));
        }
        (left, right)
    }

    fn is_relative_range(&self, a: &TimeExpr, b: &TimeExpr) -> bool {
        matches!(a, TimeExpr::Point(..))
            && matches!(b, TimeExpr::Point(Point::Weekday(_) | Point::DayOfMonth(_), Direction::Bare, _))
    }
}

impl DateBasis {
    /// The weaker of two: a range is as explicit as its less explicit end.
    fn weaker(self, other: Self) -> Self {
        if self == Self::Explicit { other } else { self }
    }
}

fn day(y: i32, m: u32, d: u32, weekday: Option<Weekday>) -> Result<Resolved, Option<Problem>> {
    let day = NaiveDate::from_ymd_opt(y, m, d).ok_or(Some(Problem::Impossible))?;
    Ok(check(Resolved::explicit(Period::Day(day)), weekday))
}

/// Trusts the date and reports the weekday.
pub(super) fn check(resolved: Resolved, weekday: Option<Weekday>) -> Resolved {
    let wrong = match (&resolved.when, weekday) {
        (When::Period(Period::Day(day)), Some(w)) if day.weekday() != w => {
            Some(Problem::OtherWeekday(day.weekday()))
        }
        _ => None,
    };
    Resolved { problem: wrong.or(resolved.problem), ..resolved }
}

fn is_weekday(expr: &TimeExpr) -> bool {
    matches!(expr, TimeExpr::Point(Point::Weekday(_), Direction::Bare, _))
}

pub(super) fn as_base(resolved: &Resolved) -> Option<Base> {
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

/// The ends of a range in the order of time, the first of which is `a`: of `November to February` it lies before the second.
fn in_order(a: &TimeExpr, left: Resolved, right: Resolved) -> (Resolved, Resolved) {
    let (Some((first, _)), Some((_, last))) = (left.when.days(), right.when.days()) else {
        return (left, right);
    };
    if first <= last {
        return (left, right);
    }
    if let TimeExpr::Point(point, Direction::Bare, _) = a
        && let Some(earlier) = before_period(*point, last)
    {
        return (Resolved { when: When::Period(earlier), ..left }, right);
    }
    let right = Resolved { when: right.when, ..left.clone() };
    (left, right)
}

/// The range from one to the other, as sure as the less sure of them.
fn joined(left: Resolved, right: Resolved) -> Resolved {
    Resolved {
        basis: left.basis.weaker(right.basis),
        qualifier: Qualifier {
            approximate: left.qualifier.approximate || right.qualifier.approximate,
            uncertain: left.qualifier.uncertain || right.qualifier.uncertain,
        },
        when: When::Range(Box::new(left.when), Box::new(right.when)),
        modifier: None,
        ends: [left.modifier, right.modifier],
        reference: left.reference.or(right.reference),
        problem: left.problem.or(right.problem),
    }
}

/// `between 2 and 4 a.m. on Sunday`: the day belongs to both ends; `between 11 p.m. and 2 a.m. on Sunday` begins the day before.
fn share_day(a: &TimeExpr, b: &TimeExpr) -> TimeExpr {
    let day = match b {
        TimeExpr::Clock(_, Some(day)) | TimeExpr::DayPart(_, Some(day)) => day,
        _ => return a.clone(),
    };
    match (a, b) {
        (TimeExpr::Clock(from, None), TimeExpr::Clock(to, _)) if from.hour > to.hour => {
            let before = TimeExpr::Shift(day.clone(), Amount::Exact(1000), true, Unit::Day);
            TimeExpr::Clock(*from, Some(Box::new(before)))
        }
        (TimeExpr::Clock(from, None), _) => TimeExpr::Clock(*from, Some(day.clone())),
        (TimeExpr::DayPart(from, None), _) => TimeExpr::DayPart(*from, Some(day.clone())),
        _ => a.clone(),
    }
}

/// The ends of a range share what only one of them says: `June to August 2012`, `3 March 2010 to 5 April`.
fn share_year(a: &TimeExpr, b: &TimeExpr) -> (TimeExpr, TimeExpr) {
    let wraps = i32::from(a.month().zip(b.month()).is_some_and(|(x, y)| x > y));
    match (a.year(), b.year()) {
        (None, Some(year)) => (a.in_year(year - wraps), b.clone()),
        (Some(year), None) => (a.clone(), b.in_year(year + wraps)),
        _ => (a.clone(), b.clone()),
    }
}
