//! What a text tells about itself before its dates are resolved: its genre, and the order of day and month.
//!
//! Knows the expressions that were found, and the words of contracts. Resolves nothing.

use chrono::{Datelike, NaiveDate};

use super::calendar::Unit;
use super::expr::{Amount, Direction, Point, TimeExpr};
use super::stage::Found;

/// A text without creation time is a narrative, and so is one whose written years mostly lie long before it.
pub fn is_narrative(published: Option<NaiveDate>, found: &[Found]) -> bool {
    let Some(now) = published else { return true };
    let years: Vec<i32> = found.iter().filter_map(|f| f.expr.year()).collect();
    let is_news = |f: &Found| match &f.expr {
        TimeExpr::Point(Point::Weekday(_), Direction::Bare | Direction::Last, _) => true,
        TimeExpr::Point(_, Direction::Last | Direction::Next, _) => true,
        TimeExpr::Shift(base, Amount::Exact(0..=1000), _, unit) => {
            **base == TimeExpr::Now && *unit <= Unit::Month
        }
        _ => false,
    };
    if found.iter().filter(|f| is_news(f)).count() > 1 {
        return false;
    }
    let old = years.iter().filter(|y| **y < now.year() - 1).count();
    old >= OLD_YEARS && old * 10 >= years.len() * OLD_OF_TEN
}

/// Old years that a narrative tells at least, and how many of ten must be old.
const OLD_YEARS: usize = 5;
const OLD_OF_TEN: usize = 7;

/// Contracts and judgments use words that other texts hardly have: more than one in a hundred sentences tells.
pub fn is_legal(formulas: usize, sentences: usize) -> bool {
    formulas >= FORMULAS && formulas * 100 > sentences
}

/// So many of such words may stand in a report about a contract.
const FORMULAS: usize = 4;

/// Reports of games use words that other texts hardly have: two of them, and `the second quarter` is of the game.
pub fn is_game(words: usize) -> bool {
    words >= 2
}

/// A bare `second quarter`: of a year, or of a game.
pub fn is_quarter(expr: &TimeExpr) -> bool {
    match expr {
        TimeExpr::Part(_, of) => is_quarter(of),
        _ => matches!(expr, TimeExpr::Point(Point::Quarter(_), Direction::Bare, _)),
    }
}

/// A date such as `25/12/2014` tells how the document writes its dates; else `3 May`, where nothing stands like `May 3`. None
/// when no date tells.
pub fn is_day_first(found: &[Found]) -> Option<bool> {
    let vote = |f: &Found| match f.expr {
        TimeExpr::Numeric(a, b, _) if a > 12 && b <= 12 => Some(true),
        TimeExpr::Numeric(a, b, _) if b > 12 && a <= 12 => Some(false),
        _ => None,
    };
    let told = |style: &str| found.iter().any(|f| f.rule.starts_with(style));
    let words = told("date.day-month") && !told("date.month-day");
    found.iter().find_map(vote).or(words.then_some(true))
}
