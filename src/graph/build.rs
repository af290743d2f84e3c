//! From dates and orders, as the sieves state them, to a network of points.
//!
//! Knows events, time expressions and links. Does not know what follows from them.

use chrono::{Datelike, Days, NaiveDate};

use super::network::{Edge, Limit, Network, Offset, Reason};
use super::{Node, Relation, Tlink};
use crate::events::dating::{Link, Order, Other};
use crate::events::{Aspect, EventClass, EventDate, EventMention};
use crate::rule::RuleId;
use crate::temporal::{DateBasis, Granularity, Interval, Qualifier, Timex};

/// Something that the text states about time, as a rule reads it; it can be set aside when it cannot hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement {
    pub(super) event: u32,
    pub(super) order: Order,
    pub(super) other: Node,
    /// The days that a date gives.
    pub(super) days: Option<Interval>,
    pub(super) rule: RuleId,
    pub(super) confidence: f32,
    pub(super) sentence: u32,
}

impl Statement {
    fn of_link(link: &Link) -> Self {
        let other = match link.other {
            Other::Creation => Node::Creation,
            Other::Timex(timex) => Node::Timex(timex),
            Other::Event(event) => Node::Event(event),
        };
        Self {
            event: link.event,
            order: link.order,
            other,
            days: None,
            rule: link.sieve.clone(),
            confidence: link.confidence,
            sentence: link.sentence,
        }
    }

    fn of_date(event: u32, mention: &EventMention, date: &EventDate, timexes: &[Timex]) -> Self {
        let same = |timex: &&u32| {
            timexes.get(**timex as usize).is_some_and(|t| t.interval.is_none_or(|days| days == date.interval))
        };
        let other = date.timex.as_ref().filter(same).map(|timex| Node::Timex(*timex));
        let creation = (date.basis == DateBasis::Dct).then_some(Node::Creation);
        Self {
            event,
            order: Order::Within,
            // A date of no time expression is its own: the event is bounded, but nothing else is joined to it.
            other: other.or(creation).unwrap_or(Node::Event(event)),
            days: Some(roughly(date.interval, date.precision, date.qualifier)),
            rule: date.sieve.clone().unwrap_or_else(|| "date".into()),
            confidence: date.confidence,
            sentence: mention.sentence,
        }
    }

    /// The same for a person who asks why: a date that no time expression gives joins the event to itself.
    pub(super) fn told(&self) -> Tlink {
        let from = Node::Event(self.event);
        Tlink {
            from,
            to: self.other,
            relation: relation(self.order, self.other),
            rule: self.rule.clone(),
            confidence: self.confidence,
            sentence: Some(self.sentence),
        }
    }

    /// The same as TimeML names it; nothing for a date that no time expression gives.
    pub(super) fn tlink(&self) -> Option<Tlink> {
        (Node::Event(self.event) != self.other).then(|| self.told())
    }
}

fn relation(order: Order, other: Node) -> Relation {
    match order {
        // `since Monday`: what goes on from a time on is begun by it.
        Order::OnOrAfter if matches!(other, Node::Timex(_)) => Relation::BegunBy,
        Order::Before | Order::OnOrBefore => Relation::Before,
        Order::After | Order::OnOrAfter => Relation::After,
        Order::Within => Relation::IsIncluded,
        Order::Around => Relation::Includes,
        Order::Same => Relation::Simultaneous,
        Order::Days(days) if days < 0 => Relation::Before,
        Order::Days(_) => Relation::After,
    }
}

/// All statements about a document in one canonical order, whatever the order in which the sieves made them.
pub(super) fn statements(timexes: &[Timex], events: &[EventMention], links: &[Link]) -> Vec<Statement> {
    let dated = events.iter().enumerate().filter_map(|(number, mention)| {
        let date = mention.date.as_ref()?;
        Some(Statement::of_date(number as u32, mention, date, timexes))
    });
    let count = events.len() as u32;
    let known = |link: &&Link| link.event < count && link.other != Other::Event(link.event);
    let mut all: Vec<Statement> = dated.chain(links.iter().filter(known).map(Statement::of_link)).collect();
    all.sort_by(|a, b| {
        let key = |s: &Statement| (s.sentence, s.event, s.other, s.order);
        key(a).cmp(&key(b)).then_with(|| a.rule.cmp(&b.rule)).then(a.confidence.total_cmp(&b.confidence))
    });
    all
}

/// Start and end point of each node. An event that is over within its day has one point for both.
#[derive(Clone, Debug)]
pub(super) struct Points {
    timexes: usize,
    ends: Vec<(u32, u32)>,
    count: usize,
}

impl Points {
    pub(super) fn new(timexes: &[Timex], events: &[EventMention], statements: &[Statement]) -> Self {
        let mut lasting: Vec<bool> = events.iter().map(lasts).collect();
        for statement in statements.iter().filter(|s| s.order == Order::Around) {
            if let Some(mark) = lasting.get_mut(statement.event as usize) {
                *mark = true;
            }
        }
        let two_points = std::iter::repeat_n(true, 1 + timexes.len()).chain(lasting);
        let mut count = 0;
        let ends = two_points.map(|two| {
            let start = count;
            count += 1 + u32::from(two);
            (start, count - 1)
        });
        let ends = ends.collect();
        Self { timexes: timexes.len(), ends, count: count as usize }
    }

    pub(super) fn of(&self, node: Node) -> Option<(u32, u32)> {
        let index = match node {
            Node::Creation => 0,
            Node::Timex(timex) if (timex as usize) < self.timexes => 1 + timex as usize,
            Node::Timex(_) => return None,
            Node::Event(event) => 1 + self.timexes + event as usize,
        };
        self.ends.get(index).copied()
    }
}

/// True for what may last longer than its day: states, what is going on, and what is dated with a range of days.
fn lasts(mention: &EventMention) -> bool {
    let progressive = matches!(mention.aspect, Aspect::Progressive | Aspect::PerfectiveProgressive);
    let range = mention.date.as_ref().is_some_and(|date| {
        date.precision <= Granularity::Day && date.interval.first() != date.interval.last()
    });
    mention.class == EventClass::State || progressive || range
}

/// The network of what is stated, without the statements set aside. Complexity: linear.
pub(super) fn network(
    points: &Points,
    timexes: &[Timex],
    statements: &[Statement],
    set_aside: &[bool],
    published: Option<NaiveDate>,
) -> Network {
    let mut network = Network { points: points.count, ..Network::default() };
    for &(start, end) in points.ends.iter().filter(|(start, end)| start != end) {
        network.edges.push(Edge { from: start, to: end, least: Offset::ZERO, reason: None });
    }
    if let Some(day) = published {
        fix(&mut network, points.of(Node::Creation), Interval::day(day));
    }
    for (number, timex) in timexes.iter().enumerate() {
        if let Some(days) = timex.interval {
            let days = roughly(days, timex.granularity, timex.qualifier);
            fix(&mut network, points.of(Node::Timex(number as u32)), days);
        }
    }
    for (number, statement) in statements.iter().enumerate() {
        if !set_aside.get(number).copied().unwrap_or(false) {
            state(&mut network, points, timexes, published, (number as u32, statement));
        }
    }
    network
}

/// The days in which an event lies.
fn limit(network: &mut Network, ends: Option<(u32, u32)>, days: Interval, reason: Reason) {
    let Some((start, end)) = ends.filter(|_| ordered(days)) else { return };
    network.lower.extend(days.first().map(|day| Limit { point: start, place: dawn(day), reason }));
    network.upper.extend(days.last().map(|day| Limit { point: end, place: dusk(day), reason }));
}

/// The days that `about`, `around` and `?` allow: some days, a week, a month, a season, two years, or a decade more on
/// either side, by the unit of the words. EDTF leaves open how far `~` reaches.
fn roughly(days: Interval, unit: Granularity, qualifier: Qualifier) -> Interval {
    if !qualifier.approximate && !qualifier.uncertain {
        return days;
    }
    let margin = Days::new(match unit {
        Granularity::Time | Granularity::Day => 3,
        Granularity::Week => 7,
        Granularity::Month => 31,
        Granularity::Season | Granularity::Quarter => 92,
        Granularity::Year => 731,
        Granularity::Decade | Granularity::Century | Granularity::Unknown => 3653,
    });
    Interval {
        start: days.start.map(|day| day.checked_sub_days(margin).unwrap_or(day)),
        end: days.end.map(|day| day.checked_add_days(margin).unwrap_or(day)),
    }
}

/// The days that a time is: it starts on the first and ends on the last.
fn fix(network: &mut Network, ends: Option<(u32, u32)>, days: Interval) {
    let Some((start, end)) = ends.filter(|_| ordered(days)) else { return };
    let reason = None;
    for (point, day) in [(start, days.first()), (end, days.last())] {
        let Some(day) = day else { continue };
        network.lower.push(Limit { point, place: dawn(day), reason });
        network.upper.push(Limit { point, place: dusk(day), reason });
    }
}

/// False for days that end before they start, of which nothing can follow.
fn ordered(days: Interval) -> bool {
    days.end.is_none() || days.first() <= days.last()
}

fn dawn(day: NaiveDate) -> Offset {
    Offset { days: i64::from(day.num_days_from_ce()), steps: -Offset::MANY }
}

fn dusk(day: NaiveDate) -> Offset {
    Offset { days: i64::from(day.num_days_from_ce()), steps: Offset::MANY }
}

/// The days of a time that the calendar fixes. What is stated about it bounds the event directly: were it a point that
/// all events of a long text hang on, one conflict among them would mean a walk through all.
fn fixed_days(node: Node, timexes: &[Timex], published: Option<NaiveDate>) -> Option<Interval> {
    match node {
        Node::Creation => published.map(Interval::day),
        Node::Timex(timex) => {
            let timex = timexes.get(timex as usize).filter(|t| t.granularity != Granularity::Time)?;
            let days = timex.interval.filter(|days| ordered(*days))?;
            Some(roughly(days, timex.granularity, timex.qualifier))
        }
        Node::Event(_) => None,
    }
}

/// Adds what one statement says about the end points.
fn state(
    network: &mut Network,
    points: &Points,
    timexes: &[Timex],
    published: Option<NaiveDate>,
    (number, statement): (u32, &Statement),
) {
    let reason = Some(number);
    let Some(event) = points.of(Node::Event(statement.event)) else { return };
    if let Some(days) = statement.days {
        limit(network, Some(event), days, reason);
    }
    if statement.other == Node::Event(statement.event) {
        return;
    }
    let Some(other) = points.of(statement.other) else { return };
    let fixed = fixed_days(statement.other, timexes, published);
    let day = |point: u32| fixed.and_then(|days| if point == other.0 { days.first() } else { days.last() });
    let mut after = |to: u32, from: u32, least: Offset| {
        let (of_from, of_to) = (from == other.0 || from == other.1, to == other.0 || to == other.1);
        match fixed {
            Some(_) if of_from => network.lower.extend(day(from).map(|day| Limit {
                point: to,
                place: dawn(day) + least,
                reason,
            })),
            Some(_) if of_to => network.upper.extend(day(to).map(|day| Limit {
                point: from,
                place: dusk(day) - least,
                reason,
            })),
            _ => network.edges.push(Edge { from, to, least, reason }),
        }
    };
    demand(statement, (event, other), timexes, &mut after);
}

/// What a statement demands of the end points of its event and of the other node: `after(to, from, least)`.
fn demand(
    statement: &Statement,
    (event, other): ((u32, u32), (u32, u32)),
    timexes: &[Timex],
    after: &mut impl FnMut(u32, u32, Offset),
) {
    let same_day = Offset { days: 0, steps: -Offset::MANY };
    let apart = gap(statement.other, timexes);
    let within = if matches!(statement.other, Node::Event(_)) { same_day } else { Offset::ZERO };
    match statement.order {
        Order::Before => after(other.0, event.1, apart),
        Order::After => after(event.0, other.1, apart),
        Order::OnOrBefore => after(other.1, event.1, same_day),
        Order::OnOrAfter => after(event.0, other.0, same_day),
        Order::Within => {
            after(event.0, other.0, within);
            after(other.1, event.1, within);
        }
        Order::Around => {
            after(other.0, event.0, same_day);
            after(event.1, other.1, same_day);
        }
        Order::Same => {
            after(event.0, other.0, same_day);
            after(other.0, event.0, same_day);
            after(event.1, other.1, same_day);
            after(other.1, event.1, same_day);
        }
        Order::Days(days) => {
            let days = i64::from(days);
            after(event.0, other.0, Offset { days, steps: -Offset::MANY });
            after(other.0, event.0, Offset { days: -days, steps: -Offset::MANY });
        }
    }
}

/// What `before` and `after` mean: another day where the other is a day or longer, else only another moment.
fn gap(other: Node, timexes: &[Timex]) -> Offset {
    let of_days = match other {
        Node::Timex(timex) => timexes.get(timex as usize).is_some_and(|t| t.granularity != Granularity::Time),
        Node::Creation | Node::Event(_) => false,
    };
    // A step back of twice a day's width: any moment of the next day will do.
    if of_days { Offset { days: 1, steps: -2 * Offset::MANY } } else { Offset::STEP }
}
