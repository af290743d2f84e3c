//! From mentions to a timeline.

use super::entry::entry;
use super::fold::Groups;
use super::order::sort;
use super::outline::Outline;
use super::related::{note_rivals, relate};
use super::standing::{Standing, standing};
use super::{Event, Timeline, id};
use crate::linking::{Edge, Linked, Mention, group, link_all};

/// What a timeline holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether statements make rows of their own.
    pub statements: bool,
    /// Whether what makes no row is kept too, in [`Timeline::unlisted`].
    pub unlisted: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { statements: true, unlisted: false }
    }
}

impl Timeline {
    /// The timeline of all mentions of a run, of any number of articles in any order.
    ///
    /// The same mentions in another order give the same timeline; one more article changes no id of an event that it
    /// does not tell. Complexity: near-linear in mentions.
    pub fn build(mentions: Vec<Mention>, options: &Options) -> Self {
        Self::build_linked(mentions, options, |told| link_all(told).edges)
    }

    /// The same, where `links` gives the edges between the mentions that [are linked](is_linked): those of
    /// [`link_all`], from wherever they are known.
    pub fn build_linked(
        mentions: Vec<Mention>,
        options: &Options,
        links: impl FnOnce(&[Mention]) -> Vec<Edge>,
    ) -> Self {
        let Kept { told, standings, absorbed, mut untold } = Kept::of(mentions, options.unlisted);
        let linked = group(&told, &links(&told));
        let groups = Groups::new(&told, &standings, &linked.groups);
        let rows = groups.rows(options.statements);
        let made: Vec<bool> = rows.iter().map(|row| *row || options.unlisted).collect();
        let before = before(&told, &linked, &groups, &made);
        let absorbed = by_group(absorbed, &groups, &mut untold);
        let mut events = entries(told, absorbed, &linked, &rows, &made);
        if options.unlisted {
            events.extend(others(untold));
        }
        id::name(&mut events);
        note_realised(&linked, &made, &mut events);
        relate(&mut events);
        let numbers = row_numbers(&made);
        let row = |group: usize| numbers.get(group).copied().flatten();
        note_rivals(&mut events, linked.rivals.iter().filter_map(|(a, b)| row(*a).zip(row(*b))));
        sort(&mut events, &before);
        let unlisted = events.split_off(events.partition_point(|event| event.listed));
        Self { events, unlisted }
    }
}

/// The mentions that a timeline is made of.
struct Kept {
    /// What may be a row or count as one more telling.
    told: Vec<Mention>,
    /// The standing of each of `told`.
    standings: Vec<Standing>,
    /// Nouns of which a verb has the meaning: `referendum` in `held a referendum`.
    absorbed: Vec<Mention>,
    /// What is no telling of any event: denied, only possible, a habit.
    untold: Vec<Mention>,
}

impl Kept {
    /// `unlisted`: whether what is no telling is kept too.
    fn of(mut told: Vec<Mention>, unlisted: bool) -> Self {
        let mut standings = Vec::new();
        let (mut absorbed, mut untold) = (Vec::new(), Vec::new());
        let others = told.extract_if(.., |m| {
            let standing = if is_absorbed(m) { Standing::Never } else { standing(m) };
            standings.extend(Some(standing).filter(|standing| *standing > Standing::Never));
            standing == Standing::Never
        });
        for m in others {
            if is_absorbed(&m) {
                absorbed.push(m);
            } else if unlisted {
                untold.push(m);
            }
        }
        Self { told, standings, absorbed, untold }
    }
}

/// True for the noun of which a verb that happened has the meaning.
fn is_absorbed(m: &Mention) -> bool {
    m.absorbed_by.is_some() && Outline::of(m).is_real()
}

/// True for a mention without which a timeline of rows is the same: what neither makes a row nor counts as a telling of
/// one. It need not even be held in memory, unless [`Options::unlisted`] is asked for.
pub fn is_untold(m: &Mention) -> bool {
    !is_absorbed(m) && standing(m) == Standing::Never
}

/// True for a mention that is linked with others and may make a row or support one.
pub fn is_linked(m: &Mention) -> bool {
    !is_absorbed(m) && standing(m) != Standing::Never
}

/// Each absorbed noun with the group of its verb, sorted by group; where the verb tells nothing, neither does the noun.
fn by_group(absorbed: Vec<Mention>, groups: &Groups<'_>, untold: &mut Vec<Mention>) -> Vec<(usize, Mention)> {
    let mut all = Vec::with_capacity(absorbed.len());
    for m in absorbed {
        match m.absorbed_by.and_then(|verb| groups.group_of(&m.article, verb)) {
            Some(group) => all.push((group, m)),
            None => untold.push(m),
        }
    }
    all.sort_by(|(a, m), (b, n)| a.cmp(b).then_with(|| m.canonical_order(n)));
    all
}

/// What is no telling of any event, linked among itself: it must neither change a row nor be lost.
fn others(untold: Vec<Mention>) -> Vec<Event> {
    let linked = group(&untold, &link_all(&untold).edges);
    let groups = linked.groups.len();
    entries(untold, Vec::new(), &linked, &vec![false; groups], &vec![true; groups])
}

/// One event for each group that is to be `made`, in the order of their first mentions. An absorbed noun is listed among
/// the mentions of its verb's event, where it is no evidence of its own.
fn entries(
    told: Vec<Mention>,
    absorbed: Vec<(usize, Mention)>,
    linked: &Linked,
    rows: &[bool],
    made: &[bool],
) -> Vec<Event> {
    let mut slots: Vec<Option<Mention>> = told.into_iter().map(Some).collect();
    let others = linked.groups.iter().zip(made).filter(|(_, made)| !**made).flat_map(|(group, _)| group);
    for at in others {
        slots.get_mut(*at).into_iter().for_each(|slot| drop(slot.take()));
    }
    let mut absorbed = absorbed.into_iter().peekable();
    let mut events = Vec::new();
    for (number, ((group, listed), made)) in linked.groups.iter().zip(rows).zip(made).enumerate() {
        while absorbed.next_if(|(of, _)| *of < number).is_some() {}
        if !made {
            continue;
        }
        let mentions = group.iter().filter_map(|at| slots.get_mut(*at).and_then(Option::take)).collect();
        let mut event = Event { listed: *listed, ..entry(mentions) };
        while let Some((_, noun)) = absorbed.next_if(|(of, _)| *of == number) {
            event.mentions.push(noun);
        }
        events.push(event);
    }
    events
}

/// The number of each group among those that are made.
fn row_numbers(rows: &[bool]) -> Vec<Option<usize>> {
    let mut next = 0;
    rows.iter()
        .map(|shown| {
            next += usize::from(*shown);
            shown.then(|| next - 1)
        })
        .collect()
}

/// Pairs of rows of which an article says that the first comes before the second.
fn before(told: &[Mention], linked: &Linked, groups: &Groups<'_>, rows: &[bool]) -> Vec<(usize, usize)> {
    let numbers = row_numbers(rows);
    let row = |group: usize| numbers.get(group).copied().flatten();
    let mut pairs = Vec::new();
    for (number, group) in linked.groups.iter().enumerate() {
        let Some(later) = row(number) else { continue };
        for m in group.iter().filter_map(|at| told.get(*at)) {
            let earlier = m.after.iter().filter_map(|known| row(groups.group_of(&m.article, known.event)?));
            pairs.extend(earlier.filter(|e| *e != later).map(|earlier| (earlier, later)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn note_realised(linked: &Linked, rows: &[bool], events: &mut [Event]) {
    let numbers = row_numbers(rows);
    let row = |group: usize| numbers.get(group).copied().flatten();
    for realised in &linked.realised {
        let (Some(fact), Some(plan)) = (row(realised.fact), row(realised.plan)) else { continue };
        let Some(id) = events.get(plan).map(|e| e.id.clone()) else { continue };
        if let Some(event) = events.get_mut(fact) {
            event.realises.push(id);
        }
    }
}
