//! Recurring points of the calendar put on the time line: weekdays, months, seasons, named days, the nth of a period.
//!
//! Knows what [`Setting`] knows. Lengths and distances are counted in `shift.rs`.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{Period, Unit, add_days, weekday_after, weekday_before};
use super::expr::{Amount, Counted, Direction, Length, Point};
use super::holiday::nth_weekday;
use super::resolve::{Base, Problem, Reference, Resolved, Setting, check};
use super::tense::Tense;
use super::when::{Open, When};
use super::{DateBasis, Granularity, Qualifier};

/// `February 30` is a day of no year.
///
/// # Errors
/// [`Problem::Impossible`].
pub(super) fn possible(point: Point) -> Result<(), Option<Problem>> {
    match point {
        Point::MonthDay(m, d) if NaiveDate::from_ymd_opt(2000, m, d).is_none() => {
            Err(Some(Problem::Impossible))
        }
        _ => Ok(()),
    }
}

impl Setting {
    /// The end of a range of weekdays or days of the month: the first one after its start.
    pub(super) fn following(
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

    pub(super) fn point(
        &self,
        point: Point,
        direction: Direction,
        weekday: Option<Weekday>,
    ) -> Result<Resolved, Option<Problem>> {
        possible(point)?;
        let undated = Ok(Resolved::new(When::Open(open(point)), DateBasis::None));
        let Some(base) = self.base_of(point, direction) else { return undated };
        // Of every year, where only the story could give it one.
        if self.is_habit && base.reference.is_some() {
            return undated;
        }
        let Some((first, last)) = base.period.days() else { return Err(None) };
        let of_week = matches!(point, Point::Weekday(_) | Point::Weekend);
        if of_week && base.granularity > Granularity::Week {
            // `In June ... the following Monday`: of no week that is known.
            return undated;
        }
        // `In 1953 ... the following spring`: after the year.
        let whole = base.granularity >= Granularity::Year;
        let day = if whole && direction == Direction::Following { last } else { first };
        let narrative = base.reference.is_some();
        let period = match point {
            Point::Weekday(w) => self.weekday(w, direction, day, narrative),
            Point::Weekend => self.weekend(direction, day, narrative),
            Point::DayOfMonth(d) => self.day_of_month(d, day, narrative, weekday),
            _ => self.yearly(point, direction, &base, day, weekday),
        };
        let Some(period) = period else { return undated };
        let inferred = direction == Direction::Bare && !of_week;
        let basis = if inferred { DateBasis::YearInferred } else { base.basis };
        let found = Resolved { reference: base.reference, ..Resolved::new(When::Period(period), basis) };
        Ok(check(moonlit(point, found), weekday))
    }

    /// From what a point is counted; none where nothing is known.
    fn base_of(&self, point: Point, direction: Direction) -> Option<Base> {
        match direction {
            Direction::Following | Direction::Previous => self.reference_base(),
            _ if matches!(point, Point::DayOfMonth(_)) => self.running_month(),
            _ => self.local(point).or_else(|| self.recited(point)).or_else(|| self.home()),
        }
    }

    /// A full date in the same or the last sentence, of another year than the creation time's, also gives its year
    /// to a day or month without one: the passage tells of that year.
    pub(super) fn local(&self, point: Point) -> Option<Base> {
        let yearless =
            matches!(point, Point::MonthDay(..) | Point::Month(_) | Point::Season(_) | Point::Holiday(_));
        let reference =
            self.reference.filter(|r| !self.is_legal && r.is_full && self.sentence <= r.sentence + 1)?;
        let other_sentence = self.sentence != reference.sentence;
        if reference.granularity == Granularity::Year && other_sentence {
            return None;
        }
        let years = self.now.map(|now| now.year() - reference.last.year());
        let older = match years {
            None => true,
            Some(years) if years < 1 => false,
            // What happened lately is news, whatever the sentence recalls; last year's date gives its year only to
            // its own sentence, an older one to the next as well, where the story goes on from it.
            Some(1) => self.sentence == reference.sentence && !self.is_fresh(point, 60),
            Some(_) if self.sentence == reference.sentence => !self.is_fresh(point, 14),
            Some(_) => !self.is_fresh(point, 60) && self.goes_on(point, &reference),
        };
        (yearless && older && self.tense.is_past()).then(|| self.reference_base()).flatten()
    }

    /// In the year of the reference the point does not lie before it.
    fn goes_on(&self, point: Point, reference: &Reference) -> bool {
        let told = in_year(point, reference.last.year()).and_then(|period| period.days());
        told.is_some_and(|(_, last)| last >= reference.first)
    }

    /// The point lies in the days before the creation time, at most so many.
    fn is_fresh(&self, point: Point, days: i64) -> bool {
        let Some(now) = self.now else { return false };
        [now.year() - 1, now.year()]
            .into_iter()
            .filter_map(|year| in_year(point, year)?.days())
            .any(|(first, last)| first <= now && (now - last).num_days() <= days)
    }

    /// In a contract or judgment the last date gives its year to dates without one, but for what shall be done from now
    /// on.
    fn recited(&self, point: Point) -> Option<Base> {
        let ahead = self.tense == Tense::Future && self.now.is_some();
        let yearless = !matches!(point, Point::Weekday(_) | Point::Weekend) && !ahead;
        let reference = self.story.filter(|_| self.is_legal && yearless)?;
        self.base_from(Some(reference)).filter(|base| base.reference.is_some())
    }

    /// What `the 15th` counts from: the date told last, where it names its month, else the creation time. A narrative
    /// that has told of no month gives none.
    fn running_month(&self) -> Option<Base> {
        let told = if self.is_narrative { self.story } else { self.reference };
        let month = told.filter(|r| r.granularity <= Granularity::Month);
        let base = self.base_from(month)?;
        (base.reference.is_some() || !self.is_narrative).then_some(base)
    }

    pub(super) fn weekday(
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
                if self.tense.is_past() && same_week > day { past() } else { Some(same_week) }
            }
            Direction::Bare if narrative => future(),
            Direction::Bare if self.tense == Tense::Future => future(),
            Direction::Bare => past(),
        };
        found.map(Period::Day)
    }

    pub(super) fn weekend(&self, direction: Direction, day: NaiveDate, narrative: bool) -> Option<Period> {
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

    pub(super) fn day_of_month(
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
        // `It began on 30 May and ended on the 2nd`: of June.
        let is_over = narrative && (day - same).num_days() > HALF_A_MONTH;
        let limit = if narrative { self.now.filter(|now| day <= *now) } else { Some(day) };
        let is_ahead = |told: NaiveDate| self.tense.is_past() && limit.is_some_and(|limit| told > limit);
        let next = if is_over { months(1) } else { None };
        let told = [next, Some(same)].into_iter().flatten().find(|told| !is_ahead(*told));
        told.or_else(|| months(-1)).map(Period::Day)
    }

    fn yearly(
        &self,
        point: Point,
        direction: Direction,
        base: &Base,
        day: NaiveDate,
        weekday: Option<Weekday>,
    ) -> Option<Period> {
        let year = day.year();
        let of = |y| in_year(point, y);
        let before = |y: &i32| of(*y).and_then(Period::days).is_some_and(|(_, last)| last < day);
        let after = |y: &i32| of(*y).and_then(Period::days).is_some_and(|(first, _)| first > day);
        let around = [year - 1, year, year + 1];
        match direction {
            Direction::Last | Direction::Previous => {
                of(around.into_iter().rev().find(before).unwrap_or(year - 2))
            }
            Direction::Next | Direction::Following => of(around.into_iter().find(after).unwrap_or(year + 2)),
            Direction::This => of(year),
            Direction::Bare if base.reference.is_some() => nearest(point, base, day),
            Direction::Bare => self.bare(point, day, weekday),
        }
    }

    /// A yearly point of which nothing says whether it is the last or the next one.
    fn bare(&self, point: Point, day: NaiveDate, weekday: Option<Weekday>) -> Option<Period> {
        let year = day.year();
        let of = |y| in_year(point, y);
        let days = |y| of(y).and_then(Period::days);
        let of_year = matches!(point, Point::Quarter(_) | Point::Half(_));
        if self.tense.is_past() && of_year && days(year).is_some_and(|(_, last)| last > day) {
            // `Sales rose in the fourth quarter`, told in October, tells of the last one that has ended.
            return of(year - 1);
        }
        let plain = self.bare_year(year, day, matches!(point, Point::Holiday(_)), &days);
        // A weekday finds the year of a date far away; near the creation time it is a slip, which is told.
        let is_near = days(plain).is_some_and(|(d, _)| (d - day).num_days().abs() <= NEAR);
        let told = weekday.filter(|_| !is_near);
        let fits = told.and_then(|w| [year - 1, year, year + 1].into_iter().find(|y| falls_on(of(*y), w)));
        if let Some(fits) = fits {
            return of(fits);
        }
        // 29 February: the nearest year that has it, on the same side.
        of(plain).or_else(|| (1..8).find_map(|n| of(plain - n)))
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
        let away = |y: i32| days(y).map_or(i64::MAX, |(first, _)| (first - day).num_days().abs());
        match self.tense {
            Tense::Near => (year - 1..=year + 1).min_by_key(|y| away(*y)).unwrap_or(year),
            Tense::Superseded => {
                let ahead = |y: i32| days(y).is_some_and(|(first, _)| first > day);
                let likely = |y: &i32| if ahead(*y) { away(*y).saturating_mul(AHEAD) } else { away(*y) };
                (year - 1..=year + 1).min_by_key(likely).unwrap_or(year)
            }
            Tense::Future if last < day => year + 1,
            Tense::Purpose if first > day && (first - day).num_days() <= NEAR => year,
            tense if tense.is_past() && first > day => year - 1,
            Tense::Present | Tense::Habit if first > day && months_ahead(first) > 6 => year - 1,
            Tense::None if first > day && months_ahead(first) > 9 && !is_feast => year - 1,
            // New Year's Day, told of in November.
            Tense::None | Tense::Present | Tense::Habit
                if last < day && is_feast && months_ahead(first) < -9 =>
            {
                year + 1
            }
            _ => year,
        }
    }

    pub(super) fn point_in(&self, point: Point, of: Resolved) -> Result<Resolved, Option<Problem>> {
        let Some((first, last)) = of.when.days() else {
            return Ok(of.map(|_| When::Open(open(point))));
        };
        let found = match point {
            Point::Weekday(w) => weekday_after(first, w).filter(|d| *d <= last).map(Period::Day),
            // A feast on a Monday ends its weekend.
            Point::Weekend if first == last && first.weekday().number_from_monday() <= 2 => {
                Period::holding(Unit::Weekend, first).shift(-1, Unit::Weekend)
            }
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
        found.map(|p| moonlit(point, of.map(|_| When::Period(p)))).ok_or(None)
    }
}

/// Days; a day of the month that lies further back belongs to the next month.
const HALF_A_MONTH: i64 = 15;

/// What was once planned for a date ahead is told of so many times less than what was planned for one that is over.
const AHEAD: i64 = 3;

/// Days from the creation time within which a date needs no weekday to find its year.
const NEAR: i64 = 60;

/// A feast that begins when the new moon is seen has a computed day, which is nearly right.
fn moonlit(point: Point, found: Resolved) -> Resolved {
    let approximate = matches!(point, Point::Holiday(feast) if feast.is_approximate());
    Resolved {
        qualifier: Qualifier { approximate: approximate || found.qualifier.approximate, ..found.qualifier },
        ..found
    }
}

fn falls_on(period: Option<Period>, weekday: Weekday) -> bool {
    matches!(period, Some(Period::Day(day)) if day.weekday() == weekday)
}

/// A yearly point in a year.
pub(super) fn in_year(point: Point, year: i32) -> Option<Period> {
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
pub(super) fn nearest(point: Point, base: &Base, day: NaiveDate) -> Option<Period> {
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

pub(super) fn before_period(point: Point, last: NaiveDate) -> Option<Period> {
    let weekday = match point {
        Point::Weekday(w) => return weekday_before(last, w).map(Period::Day),
        other => other,
    };
    (last.year() - 1..=last.year())
        .rev()
        .filter_map(|y| in_year(weekday, y))
        .find(|p| p.days().is_some_and(|(first, _)| first <= last))
}

pub(super) fn open(point: Point) -> Open {
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

pub(super) fn nth(n: i64, counted: Counted, of: &Resolved) -> Option<Resolved> {
    let (first, last) = of.when.days()?;
    let period = match counted {
        Counted::Weekday(w) => match of.when {
            When::Period(Period::Month(y, m)) => Period::Day(nth_weekday(y, m, w, n)?),
            _ if n < 0 => Period::Day(add_days(weekday_before(last, w)?, (n + 1) * 7)?),
            _ => Period::Day(add_days(weekday_after(first, w)?, (n - 1).checked_mul(7)?)?),
        },
        Counted::Unit(Unit::Weekend) if n < 0 => {
            Period::holding(Unit::Weekend, weekday_before(last, Weekday::Sat)?).shift(n + 1, Unit::Weekend)?
        }
        Counted::Unit(Unit::Weekend) => {
            Period::holding(Unit::Weekend, weekday_after(first, Weekday::Sat)?).shift(n - 1, Unit::Weekend)?
        }
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
    let week = matches!(counted, Counted::Unit(Unit::Week | Unit::Weekend));
    (week || (start >= first && end <= last)).then(|| Resolved { when: When::Period(period), ..of.clone() })
}

/// The nth weekday after the last day of a period, or before its first.
pub(super) fn beside(n: i64, weekday: Weekday, back: bool, of: Resolved) -> Option<Resolved> {
    let (first, last) = of.when.days()?;
    let weeks = n.checked_sub(1)?.checked_mul(7)?;
    let day = if back {
        add_days(weekday_before(first.pred_opt()?, weekday)?, -weeks)?
    } else {
        add_days(weekday_after(last.succ_opt()?, weekday)?, weeks)?
    };
    Some(of.map(|_| When::Period(Period::Day(day))))
}

/// The nth week of a month is the ISO week whose Thursday is the nth of the month.
fn week_of_month(first: NaiveDate, n: i64) -> Option<Period> {
    let thursday = weekday_after(first, Weekday::Thu)?;
    Some(Period::holding(Unit::Week, add_days(thursday, n.checked_sub(1)?.checked_mul(7)?)?))
}

pub(super) fn first_of(n: i64, unit: Unit, of: Resolved) -> Option<Resolved> {
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
