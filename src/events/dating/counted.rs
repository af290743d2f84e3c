//! A sieve for a date counted from another event: `resigned on Thursday, a day after prosecutors charged him`.
//!
//! Knows lengths before `after`, `before` and `following`. Does not know dates counted from dates, which the temporal
//! layer resolves (`three weeks later`).

use chrono::NaiveDate;

use super::scene::{Scene, finite};
use super::sieve::{Proposal, Sieve};
use super::{Order, Other};
use crate::events::{Aspect, ClauseKind, EventDate, EventMention, Tense};
use crate::temporal::calendar::Unit;
use crate::temporal::{DateBasis, Granularity, Interval, Period, Timex, TimexType, edtf};
use crate::text::Pos;

/// Two events so many days, weeks, months or years apart.
pub(super) struct Counted;

/// A length between two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Distance {
    count: i64,
    unit: Unit,
}

impl Sieve for Counted {
    fn name(&self) -> &'static str {
        "date.counted"
    }

    fn spreads(&self) -> bool {
        true
    }

    fn propose(&self, scene: &Scene<'_>, out: &mut Vec<Proposal>) {
        let lengths = scene.given.timexes.iter().filter_map(|timex| {
            Some((
                Distance::of(timex)?,
                Words { sentence: timex.sentence, first: timex.first, end: timex.end },
            ))
        });
        let units = scene.indexed().filter_map(|(_, clause)| the_day(scene, clause));
        for (distance, words) in lengths.chain(units) {
            let Some(later) = sense(scene, words) else { continue };
            let Some((main, other)) = ends(scene, words) else { continue };
            let signed = |sign: i64| Distance { count: sign * distance.count, ..distance };
            let on = if later { signed(1) } else { signed(-1) };
            let back = Distance { count: -on.count, ..on };
            let span = (words.first, words.end + 1);
            out.push(Proposal::Counted { event: main, from: other, distance: on, span });
            // `takes effect 60 days after publication`: what holds was dated by a guess.
            let holds = |e: &EventMention| e.tense == Tense::Present && e.aspect != Aspect::Perfective;
            if !scene.event(main).is_some_and(holds) {
                out.push(Proposal::Counted { event: other, from: main, distance: back, span });
            }
            if let Some(order) = on.order() {
                out.push(Proposal::Ordered { event: main, order, other: Other::Event(other) });
            }
        }
    }
}

/// The words of a length, up to the one that counts.
#[derive(Clone, Copy)]
struct Words {
    sentence: u32,
    first: u32,
    end: u32,
}

/// `the day after it fell`: one unit, and its words.
fn the_day(scene: &Scene<'_>, clause: &EventMention) -> Option<(Distance, Words)> {
    let end = match clause.nominal {
        true => scene.preposition(clause)?,
        false => clause.subordinator.filter(|_| clause.clause == ClauseKind::Temporal)?,
    };
    let unit = unit(scene, end)?;
    // `in the week after the raid`: within it.
    if unit != Unit::Day && end.checked_sub(3).is_some_and(|before| scene.pos(before) == Pos::Preposition) {
        return None;
    }
    Some((Distance { count: 1, unit }, Words { sentence: clause.sentence, first: end - 2, end }))
}

/// The unit of `the day`, `the week` right before a word.
fn unit(scene: &Scene<'_>, word: u32) -> Option<Unit> {
    let noun = word.checked_sub(1)?;
    let units = [("day", Unit::Day), ("week", Unit::Week), ("month", Unit::Month), ("year", Unit::Year)];
    let the = noun.checked_sub(1).is_some_and(|token| scene.is(token, "the"));
    units.into_iter().find(|(name, _)| the && scene.is(noun, name)).map(|(_, unit)| unit)
}

impl Distance {
    /// The length that a time expression gives in days or longer units; nothing for a vague one.
    fn of(timex: &Timex) -> Option<Self> {
        let length = timex.value.strip_prefix('P').filter(|_| timex.kind == TimexType::Duration)?;
        let unit = match length.chars().next_back()? {
            'D' => Unit::Day,
            'W' => Unit::Week,
            'M' => Unit::Month,
            'Y' => Unit::Year,
            _ => return None,
        };
        let count =
            length.get(..length.len() - 1)?.parse().ok().filter(|count| (1..=1000).contains(count))?;
        timex.modifier.is_none().then_some(Self { count, unit })
    }

    /// Days are told exactly, longer units are not.
    fn order(self) -> Option<Order> {
        (self.unit == Unit::Day).then(|| i32::try_from(self.count).ok().map(Order::Days))?
    }

    /// True for days of one period of the unit: from `May 2022` months can be counted, not days.
    pub(super) fn joins(self, first: NaiveDate, last: NaiveDate) -> bool {
        Period::holding(self.unit, first) == Period::holding(self.unit, last)
    }

    /// The date at this distance from a day.
    pub(super) fn from(self, day: NaiveDate) -> Option<EventDate> {
        let period = Period::holding(self.unit, day).shift(self.count, self.unit)?;
        let (first, last) = period.days()?;
        let lasting = edtf::lasting(first, last);
        let digits = match self.unit {
            Unit::Month => 7,
            Unit::Year => 4,
            _ => lasting.len(),
        };
        Some(EventDate {
            edtf: lasting.get(..digits)?.to_owned(),
            interval: Interval::days(first, last),
            precision: period.granularity(),
            basis: DateBasis::Anchor,
            ..EventDate::default()
        })
    }
}

/// True for a length of days or more right before this word: `years after`, `a week before`.
pub(super) fn counts(scene: &Scene<'_>, word: u32) -> bool {
    let next = scene.given.timexes.partition_point(|timex| timex.end < word);
    let length = scene.given.timexes.get(next).filter(|timex| timex.end == word);
    length.is_some_and(|timex| timex.kind == TimexType::Duration && timex.granularity > Granularity::Time)
        || unit(scene, word).is_some()
}

/// Whether the main event is the later one.
fn sense(scene: &Scene<'_>, words: Words) -> Option<bool> {
    let word = words.end;
    let later = scene.is_one_of(word, &["after", "following"]);
    (later || scene.is(word, "before")).then_some(later)
}

/// The main event and the one from which is counted, which the clause or noun after the word tells.
fn ends(scene: &Scene<'_>, words: Words) -> Option<(u32, u32)> {
    let word = words.end;
    let around = || scene.around(words.sentence, word);
    let mut clauses = around().filter(|(_, e)| e.clause == ClauseKind::Temporal);
    if let Some((clause, mention)) = clauses.find(|(_, e)| e.subordinator == Some(word)) {
        return Some((told_of(scene, words, mention.parent?), clause));
    }
    let (noun, mention) = around().find(|(_, e)| e.nominal && e.token > word)?;
    let verb = |e: &EventMention| !e.nominal && e.clause != ClauseKind::Infinitive;
    let left = around().rfind(|(_, e)| verb(e) && e.end <= words.first);
    let right = || around().find(|(_, e)| e.first > mention.token && finite(e));
    let main = left.or_else(right)?;
    (scene.preposition(mention) == Some(word)).then_some((main.0, noun))
}

/// `X fell, he said, a day after Y rose`: what is counted to is what was said.
fn told_of(scene: &Scene<'_>, words: Words, verb: u32) -> u32 {
    let Some(report) = scene.event(verb) else { return verb };
    let comma = words.first.checked_sub(1).is_some_and(|before| scene.is(before, ","));
    let said = |e: &EventMention| e.parent == Some(verb) && e.clause == ClauseKind::Content && finite(e);
    let mut before = scene.around(words.sentence, report.first);
    let content = before.rfind(|(_, e)| said(e) && e.end <= report.first);
    content.filter(|_| comma).map_or(verb, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::super::notation::{orders, read};
    use super::super::{Order, Other};
    use super::{Distance, Unit};

    #[test]
    fn a_length_and_a_word_count_from_the_day_of_the_other_event() {
        let after =
            "He [left past] on/p {Thursday=2022-07-14} , {a day=P1D} after/s she [fell past temp p0 s7] .";
        assert_eq!(read(after), ["left 07-14 on Thursday", "fell 07-13 a day after"]);
        assert_eq!(orders(after)[0], (0, Order::Days(1), Other::Event(1)));
        let before =
            "{Two days=P2D} before/s she [fell past temp p1 s2] on/p {Monday=2022-07-11} , he [left past] .";
        assert_eq!(read(before), ["fell 07-11 on Monday", "left 07-09 Two days before"]);
        let fronted =
            "On/p {Thursday=2022-07-14} , {a day=P1D} after/s she [fell past temp p1 s5] , he [left past] .";
        assert_eq!(read(fronted), ["fell 07-13 a day after", "left 07-14 On Thursday"]);
        let set_off = "On/p {Thursday=2022-07-14} , after/s she [fell past temp p1 s3] , he [left past] .";
        assert_eq!(read(set_off)[1], "left 07-14 On Thursday");
        let noun = "It [opened past] {a day=P1D} after/p the/d [fire noun] on/p {Monday=2022-07-11} .";
        assert_eq!(read(noun), ["opened 07-12 a day after", "fire 07-11 on Monday"]);
    }

    #[test]
    fn weeks_and_months_are_no_exact_days_and_vague_lengths_none() {
        let weeks =
            "He [left past] on/p {Thursday=2022-07-14} , {a month=P1M} after/s she [fell past temp p0 s7] .";
        assert_eq!(read(weeks)[1], "fell 06 a month after");
        let vague =
            "He [left past] on/p {Thursday=2022-07-14} , {days=PXD} after/s she [fell past temp p0 s6] .";
        assert_eq!(read(vague)[1], "fell", "some days before");
        let minutes = "He [left past] on/p {Thursday=2022-07-14} , {a minute=PT1M} after/s she [fell past temp p0 s7] .";
        assert_eq!(read(minutes)[1], "fell 07-14 on Thursday", "the same day");
    }

    #[test]
    fn from_a_month_months_can_be_counted_and_days_cannot() {
        let day = |text: &str| text.parse().expect("a day");
        let (first, last) = (day("2022-05-01"), day("2022-05-31"));
        let back = |unit| Distance { count: -3, unit };
        assert!(back(Unit::Month).joins(first, last) && !back(Unit::Day).joins(first, last));
        assert_eq!(back(Unit::Month).from(first).map(|date| date.edtf).as_deref(), Some("2022-02"));
        assert!(!back(Unit::Month).joins(first, day("2022-06-01")));
    }
}
