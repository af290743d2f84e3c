//! From a checked formula to a time expression: what moves a date, adds lengths or composes two expressions.
//!
//! Knows the functions of the value language. Anchors nothing.

use super::TimexMod;
use super::calendar::{Unit, weekday};
use super::evaluate::{Evaluation, Value};
use super::expr::{Amount, Clock, Counted, DayPart, Direction, Length, Point, Recurrence, TimeExpr};
use super::formula::{Formula, Op};

impl Evaluation<'_> {
    pub(super) fn moved(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
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
            Op::Within => {
                let length = self.length_of(args, 0)?;
                let ahead = TimeExpr::Window(length.clone(), true, Box::new(TimeExpr::Now));
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

    pub(super) fn clock(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
        match op {
            Op::Clock => self.time_of_day(args),
            Op::Military => {
                let n = self.small(args, 0)?;
                let clock = Clock {
                    hour: of_day(n / 100, self.number(args, 2)?),
                    minute: Some(n % 100),
                    second: None,
                    zone: offset(self.number(args, 1)?),
                    half: true,
                };
                (clock.hour <= 24 && n % 100 < 60).then_some(TimeExpr::Clock(clock, None))
            }
            Op::ClockBefore => {
                let half = self.number(args, 2)?;
                let minutes = 60 * of_day(self.small(args, 1)?, half) + 24 * 60;
                let at = minutes.checked_sub(self.small(args, 0)?)? % (24 * 60);
                let clock =
                    Clock { hour: at / 60, minute: Some(at % 60), half: half.is_some(), ..Clock::default() };
                Some(TimeExpr::Clock(clock, None))
            }
            Op::Clocks => self.clocks(args),
            Op::Both => match (self.expr(args, 0)?, self.expr(args, 1)?) {
                (TimeExpr::Clock(clock, None), part) | (part, TimeExpr::Clock(clock, None)) => {
                    in_part(clock, part)
                }
                _ => None,
            },
            Op::At => self.on_day(args),
            _ => {
                let day = match self.value(args.get(1)?)? {
                    Value::Expr(day) => Some(Box::new(day)),
                    _ => None,
                };
                Some(TimeExpr::DayPart(DayPart::from_code(self.need(args, 0)?)?, day))
            }
        }
    }

    /// `3:45:10 p.m. GMT`.
    fn time_of_day(&self, args: &[Formula]) -> Option<TimeExpr> {
        let half = self.number(args, 3)?;
        let hour = of_day(self.small(args, 0)?, half);
        let part = |i| Some(self.number(args, i)?.and_then(|n| u32::try_from(n).ok()));
        let zone = offset(self.number(args, 4)?);
        let clock = Clock { hour, minute: part(1)?, second: part(2)?, zone, half: half.is_some() };
        let valid = hour <= 24 && clock.minute.is_none_or(|m| m < 60) && clock.second.is_none_or(|s| s < 61);
        valid.then_some(TimeExpr::Clock(clock, None))
    }

    /// A time of day, or several, on a day.
    fn on_day(&self, args: &[Formula]) -> Option<TimeExpr> {
        match (self.expr(args, 0)?, self.value(args.get(1)?)?) {
            // `from 2 to 4 p.m. on Friday`
            (TimeExpr::Range(a, b), Value::Expr(day)) => match (*a, *b) {
                (TimeExpr::Clock(a, None), TimeExpr::Clock(b, None)) => {
                    let on = |clock| Box::new(TimeExpr::Clock(clock, Some(Box::new(day.clone()))));
                    Some(TimeExpr::Range(on(a), on(b)))
                }
                _ => None,
            },
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
        }
    }

    /// `2 to 4 p.m.`, `11 to 3:30 p.m.`: the first is in the same half of the day unless it would come after the last.
    fn clocks(&self, args: &[Formula]) -> Option<TimeExpr> {
        let half = self.number(args, 4)?;
        let at = |hour: usize, half| {
            let minute = self.number(args, hour + 1)?.and_then(|n| u32::try_from(n).ok());
            let hour = of_day(self.small(args, hour)?, half);
            Some(Clock { hour, minute, half: true, ..Clock::default() })
        };
        let (mut from, to) = (at(0, half)?, at(2, half)?);
        if (from.hour, from.minute) > (to.hour, to.minute) {
            from = at(0, half.map(|half| 3 - half))?;
        }
        let valid = [from, to].iter().all(|c| c.hour <= 24 && c.minute.is_none_or(|m| m < 60));
        let boxed = |clock| Box::new(TimeExpr::Clock(clock, None));
        valid.then(|| TimeExpr::Range(boxed(from), boxed(to)))
    }

    pub(super) fn length(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
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

    pub(super) fn set(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
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
            Op::EveryAt => {
                let TimeExpr::Clock(clock, None) = self.expr(args, 1)? else { return None };
                TimeExpr::Set(at_clock(&self.expr(args, 0)?, clock)?, "EVERY", None)
            }
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

    pub(super) fn compose(&self, op: Op, args: &[Formula]) -> Option<TimeExpr> {
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
            Op::Stretch => {
                let stretch = match (self.need(args, 0)?, self.need(args, 1)?) {
                    (1, 2) => TimexMod::StartToMid,
                    (2, 3) => TimexMod::MidToEnd,
                    _ => return None,
                };
                TimeExpr::Part(stretch, self.boxed(args, 2)?)
            }
            Op::WeekdayBeside => TimeExpr::Beside(
                self.number(args, 0)?.unwrap_or(1),
                weekday(self.need(args, 1)?)?,
                self.direction(args, 2)? == Direction::Last,
                self.boxed(args, 3)?,
            ),
            Op::Anniversary => TimeExpr::Anniversary(self.need(args, 0)?, self.boxed(args, 1)?),
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

/// Minutes east of Greenwich of a zone; none for one whose name has several meanings.
fn offset(zone: Option<i64>) -> Option<i16> {
    zone.filter(|minutes| *minutes != UNKNOWN_ZONE).and_then(|minutes| i16::try_from(minutes).ok())
}

/// The code of a zone that has no one distance from Greenwich: `local time`, `IST`.
const UNKNOWN_ZONE: i64 = 9999;

/// The recurrence of a set at a time of day: `every Monday at 4 p.m.`, `8 a.m. each day`.
fn at_clock(set: &TimeExpr, clock: Clock) -> Option<Recurrence> {
    let TimeExpr::Set(recurrence, ..) = set else { return None };
    let day = match recurrence {
        Recurrence::Point(Point::Weekday(day)) => Some(*day),
        Recurrence::Length(length) if length.parts == [(Amount::Exact(1000), Unit::Day)] => None,
        Recurrence::DayPart(part, day) => {
            let TimeExpr::Clock(clock, _) = in_part(clock, TimeExpr::DayPart(*part, None))? else {
                return None;
            };
            return Some(Recurrence::Clock(clock, *day));
        }
        _ => return None,
    };
    Some(Recurrence::Clock(clock, day))
}

/// The hour of the day of `12 a.m.` (1) or `3 p.m.` (2).
fn of_day(hour: u32, half: Option<i64>) -> u32 {
    match half {
        Some(1) if hour == 12 => 0,
        Some(2) if hour < 12 => hour + 12,
        _ => hour,
    }
}

/// A clock time in a part of a day, which says which half of the day is meant: `Thursday evening at 8`.
fn in_part(clock: Clock, part: TimeExpr) -> Option<TimeExpr> {
    let (part, day) = match part {
        TimeExpr::DayPart(part, day) => (part, day),
        TimeExpr::Part(_, inner) => match *inner {
            TimeExpr::DayPart(part, day) => (part, day),
            _ => return None,
        },
        _ => return None,
    };
    let late = match part {
        DayPart::Afternoon | DayPart::Evening => 1..12,
        DayPart::Night => 5..12,
        _ => 0..0,
    };
    let hour = if !clock.half && late.contains(&clock.hour) { clock.hour + 12 } else { clock.hour };
    Some(TimeExpr::Clock(Clock { hour, ..clock }, day))
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
