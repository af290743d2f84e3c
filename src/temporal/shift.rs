//! What is counted from another date: `two weeks ago`, `three days before Easter`, `the last five years`.
//!
//! Knows what [`Setting`] knows. Recurring points are found in `points.rs`.

use chrono::{Datelike, NaiveDate};

use super::calendar::{Period, Unit, add_days};
use super::expr::{Amount, Clock, Length, TimeExpr};
use super::resolve::{Base, Problem, Reference, Resolved, Setting, as_base};
use super::when::{Open, When, window};
use super::{DateBasis, Granularity};

impl Setting {
    pub(super) fn shift(&self, base: &TimeExpr, amount: Amount, back: bool, unit: Unit) -> Option<Resolved> {
        let is_anaphor = *base == TimeExpr::Reference;
        let base = match base {
            TimeExpr::Now => self.home(),
            // `will stay until July 1. The court opened a case earlier in the month`: nothing past counts from a day ahead.
            TimeExpr::Reference if amount == Amount::Exact(0) && self.tense.is_past() => {
                let over = |r: &Reference| {
                    r.granularity >= Granularity::Year || self.now.is_none_or(|now| r.first <= now)
                };
                self.base_from(self.reference.filter(over))
            }
            TimeExpr::Reference => self.reference_base(),
            TimeExpr::Then if self.tense.is_past() => {
                self.reference_base().filter(|base| base.reference.is_some())
            }
            TimeExpr::Then => self.home(),
            TimeExpr::Told => self.told(unit).or_else(|| self.home()),
            other => self.resolve(other).ok().and_then(|r| as_base(&r)),
        };
        // `ten minutes earlier` without a date before it hangs on an event that is not known here.
        let base = base.filter(|b| !(is_anaphor && unit < Unit::Day && b.reference.is_none()));
        // `Two weeks later he died` without a date before it, or `the next day`: nothing that is over lies after the article.
        let later = matches!(amount, Amount::Exact(n) if n > 0) && !back;
        let base = base.filter(|b| !(is_anaphor && later && b.reference.is_none() && self.tense.is_past()));
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
        // `In 2005 ... the next day` is a day that is not known.
        let ahead = matches!(amount, Amount::Exact(n) if n > 0) && !back;
        if coarse && !ahead && base.reference.is_some() && self.now.is_some() && !self.is_narrative {
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

    /// The date of this sentence or of one of the two before it, where it is finer than a unit and the verb in the past.
    fn told(&self, unit: Unit) -> Option<Base> {
        let near = self.reference.filter(|r| self.tense.is_past() && self.sentence <= r.sentence + 2)?;
        let finer = near.granularity <= unit.granularity();
        self.base_from(Some(near)).filter(|base| finer && base.reference.is_some())
    }

    pub(super) fn moved(&self, base: &TimeExpr, length: &Length, back: bool) -> Option<Resolved> {
        let base = self.resolve(base).ok()?;
        if let When::Clock(clock, day) = base.when {
            let when = off_clock(clock, day, length, back)?;
            return Some(Resolved { when, ..base });
        }
        if let When::Period(Period::Day(day)) = base.when
            && length.parts.iter().all(|(amount, unit)| *unit < Unit::Day && *amount != Amount::Vague)
        {
            // `two hours after the deadline of 3 May` counts from the first minute of the day.
            let when = off_clock(Clock::default(), Some(day), length, back)?;
            return Some(Resolved { when, ..base });
        }
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

    /// The anniversary of a date so many years ago; one far ahead of the creation time is none: there the date says when
    /// the anniversary is held (`the tenth anniversary of the rising in 2021`).
    pub(super) fn anniversary(&self, years: i64, of: &TimeExpr) -> Result<Resolved, Option<Problem>> {
        let found = self.resolve(of)?;
        let When::Period(period) = found.when else { return Err(None) };
        let period = period.moved(years, Unit::Year).ok_or(None)?;
        let near =
            |(first, _): (NaiveDate, NaiveDate)| self.now.is_some_and(|now| first.year() <= now.year() + 1);
        let is_held = period.days().is_some_and(near);
        if is_held { Ok(Resolved { when: When::Period(period), ..found }) } else { Err(None) }
    }

    /// The part of a period from the creation time on, or up to it, where the creation time lies in it.
    pub(super) fn cut(&self, of: Resolved, forward: bool) -> Resolved {
        let Some(((first, last), now)) =
            of.when.days().zip(self.now).filter(|((a, b), now)| a <= now && now <= b)
        else {
            return of;
        };
        let days = if forward { (now, last) } else { (first, now) };
        of.map(|_| When::Period(Period::Days(days.0, days.1)))
    }

    pub(super) fn window(&self, length: &Length, forward: bool, base: &TimeExpr) -> Resolved {
        let is_dated = !matches!(base, TimeExpr::Now | TimeExpr::Reference);
        let base = match base {
            TimeExpr::Now => self.home(),
            TimeExpr::Reference => self.reference_base(),
            other => self.resolve(other).ok().and_then(|r| as_base(&r)),
        };
        let days = base.and_then(|b| {
            let (first, last) = b.period.days()?;
            let bound = if is_dated { last.succ_opt()? } else { last };
            let (from, to) = window(length, forward, if forward { first } else { bound })?;
            // `the nine months ended September 30` begin on the first of January; `two weeks starting May 20` end
            // on the second of June; an hour has no days of its own.
            let to = if is_dated { to.pred_opt()? } else { to };
            (from <= to).then_some((from, to))
        });
        let basis = base.map_or(DateBasis::None, |b| b.basis);
        Resolved {
            reference: base.and_then(|b| b.reference),
            ..Resolved::new(When::Length(length.clone(), days), basis)
        }
    }
}

/// A clock time moved by hours and minutes; days are only moved by whole days. Midnight ends its day, but what comes
/// after it counts from the start.
fn off_clock(clock: Clock, day: Option<NaiveDate>, length: &Length, back: bool) -> Option<When> {
    let (mut seconds, mut days) = (0, 0);
    for (amount, unit) in &length.parts {
        let Amount::Exact(n) = amount else { return None };
        match unit {
            Unit::Second => seconds += n.checked_div(1000)?,
            Unit::Minute => seconds += n.checked_mul(60)? / 1000,
            Unit::Hour => seconds += n.checked_mul(3600)? / 1000,
            Unit::Day if n % 1000 == 0 => days += n / 1000,
            _ => return None,
        }
    }
    let hour = if clock.hour == 24 && !back { 0 } else { clock.hour };
    let start = i64::from(hour * 3600 + clock.minute.unwrap_or(0) * 60 + clock.second.unwrap_or(0));
    let sign = if back { -1 } else { 1 };
    let at = start.checked_add(seconds.checked_mul(sign)?)?;
    let day = match day {
        Some(day) => Some(add_days(day, days.checked_mul(sign)?.checked_add(at.div_euclid(DAY))?)?),
        None => None,
    };
    let at = u32::try_from(at.rem_euclid(DAY)).ok()?;
    let second = Some(at % 60).filter(|s| *s > 0 || clock.second.is_some());
    Some(When::Clock(Clock { hour: at / 3600, minute: Some(at / 60 % 60), second, ..clock }, day))
}

/// Seconds.
const DAY: i64 = 24 * 60 * 60;

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
