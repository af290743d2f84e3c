//! How events of their own stand to each other: stages of one course (talks, agreement, signing), parts of a whole.
//!
//! Knows the courses of `data/linking` and who takes part. What is one event is for `linking` to say; here nothing is merged.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Event;
use super::row::Row;
use super::standing::is_plan;
use crate::image::named;
use crate::linking::{Participant, actor_key, class_hash, is_named, phrase};

/// How an event stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// The other is a later stage of the same course: talks lead to an agreement, an arrest to a charge.
    LeadsTo,
    /// The other is the whole of which this is a part: a meeting of a visit, a verdict of a trial.
    PartOf,
    /// The other is told alike, but counts the same people or things differently: one event or two, a person must say.
    PerhapsSame,
}

named! {
    Kinship {
        LeadsTo = "leads_to", PartOf = "part_of", PerhapsSame = "perhaps_same",
    }
}

/// An event that is another one, and belongs to this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// How this event stands to the other.
    pub kind: Kinship,
    /// The id of the other.
    pub id: String,
}

/// How one row stands to another, by their places.
pub(super) type Kin = (u32, Kinship, u32);

/// A stage is looked for among so many events before it that share a participant.
const LOOKED_AT: usize = 24;
/// Two stages of one course lie no farther apart, in days.
const DAYS_AT_MOST: i32 = 730;

/// What two stages must have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// Two participants.
    Parties,
    /// The one to whom it is done.
    Patient,
    /// A participant and the object.
    Matter,
}

/// A place in a course.
#[derive(Clone, Copy)]
struct Stage {
    course: u16,
    number: u16,
    tie: Tie,
}

/// Courses and wholes by the classes of their actions.
struct Courses {
    stages: FxHashMap<u32, Vec<Stage>>,
    wholes: FxHashSet<u32>,
    parts: FxHashMap<u32, Vec<u32>>,
}

static COURSES: LazyLock<Courses> = LazyLock::new(|| {
    let mut courses =
        Courses { stages: FxHashMap::default(), wholes: FxHashSet::default(), parts: FxHashMap::default() };
    let rows = |csv: &'static str| csv.lines().skip(1);
    for (course, row) in (0..).zip(rows(include_str!("../../data/linking/courses.csv"))) {
        courses.add_course(course, row);
    }
    for row in rows(include_str!("../../data/linking/parts.csv")) {
        let Some((whole, parts)) = row.split_once(',') else { continue };
        courses.wholes.insert(class_hash(whole));
        for part in parts.split(' ') {
            courses.parts.entry(class_hash(part)).or_default().push(class_hash(whole));
        }
    }
    courses
});

impl Courses {
    fn know(&self, action: u32) -> bool {
        self.stages.contains_key(&action) || self.wholes.contains(&action) || self.parts.contains_key(&action)
    }

    fn add_course(&mut self, course: u16, row: &str) {
        let mut cells = row.splitn(3, ',').skip(1);
        let tie = match cells.next() {
            Some("patient") => Tie::Patient,
            Some("matter") => Tie::Matter,
            _ => Tie::Parties,
        };
        for (number, actions) in (0..).zip(cells.next().unwrap_or("").split(" > ")) {
            for action in actions.split(' ') {
                self.stages.entry(class_hash(action)).or_default().push(Stage { course, number, tie });
            }
        }
    }
}

/// Who did what to whom on which days, as numbers: a row that may be a stage of a course, a whole or a part.
pub(super) struct Deed {
    /// The first and the last, counted from the year 1.
    days: (i32, i32),
    action: u32,
    actors: Vec<u32>,
    targets: Vec<u32>,
    object: Vec<u32>,
}

impl Deed {
    /// That of a row that happened on days that are known and whose action stands in a course; `None` for all else.
    pub(super) fn of(event: &Event) -> Option<Self> {
        let first = event.mentions.first().filter(|m| event.listed && !is_plan(m))?;
        let action = Some(class_hash(&first.action)).filter(|action| COURSES.know(*action))?;
        let day = |day: NaiveDate| day.num_days_from_ce();
        let days = (day(event.earliest?), day(event.latest?));
        let object = event.object.iter().flat_map(|object| object.split_whitespace()).map(phrase);
        Some(Self {
            days,
            action,
            actors: keys(&event.actors),
            targets: keys(&event.targets),
            object: object.filter(|word| *word != 0).collect(),
        })
    }

    fn people(&self) -> impl Iterator<Item = u32> {
        self.actors.iter().chain(&self.targets).copied()
    }

    /// How many participants both have.
    fn shared(&self, other: &Self) -> usize {
        self.people().filter(|key| other.people().any(|theirs| theirs == *key)).count()
    }

    /// True when the two may be stages of one course.
    fn tied(&self, other: &Self, tie: Tie) -> bool {
        let object = || self.object.iter().filter(|word| other.object.contains(word)).count();
        match tie {
            Tie::Parties => self.shared(other) >= 2,
            Tie::Patient => self.targets.iter().any(|key| other.targets.contains(key)),
            Tie::Matter => {
                self.shared(other) >= 1 && object() >= self.object.len().min(other.object.len()).max(1)
            }
        }
    }
}

/// The named participants, each once.
fn keys(participants: &[Participant]) -> Vec<u32> {
    let mut keys: Vec<u32> = participants.iter().filter(|p| is_named(p)).map(actor_key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Each two `rows` that may be one, both ways; those of other days are not.
pub(super) fn rivals(rows: &[Row], rivals: impl Iterator<Item = (u32, u32)>) -> Vec<Kin> {
    let row = |at: u32| rows.get(at as usize);
    let may = |(a, b): &(u32, u32)| row(*a).zip(row(*b)).is_some_and(|(a, b)| meet(a, b));
    let both = |(a, b)| [(a, Kinship::PerhapsSame, b), (b, Kinship::PerhapsSame, a)];
    sorted(rivals.filter(may).flat_map(both).collect())
}

/// True for two rows that may have been on the same day, the day of one of them known.
fn meet(a: &Row, b: &Row) -> bool {
    let ends = |row: &Row| row.latest.zip(row.earliest);
    let before = |a: &Row, b: &Row| a.latest.zip(b.earliest).is_some_and(|(last, first)| last < first);
    a.listed && b.listed && (ends(a).is_some() || ends(b).is_some()) && !before(a, b) && !before(b, a)
}

/// For each row to which later stage it led, and of which whole it is a part, sorted. Each stage is joined with the nearest
/// one before it. Complexity: O(n log n), at most 24 comparisons for each participant of an event.
pub(super) fn kin(rows: &[Row]) -> Vec<Kin> {
    let deed = |at: u32| rows.get(at as usize).and_then(|row| row.deed.as_deref());
    let mut order: Vec<u32> = (0..rows.len() as u32).filter(|at| deed(*at).is_some()).collect();
    order.sort_by_key(|at| deed(*at).map(|deed| (deed.days, *at)));
    let mut found = Vec::new();
    let mut courses: FxHashMap<(u16, u32), Vec<(u16, u32)>> = FxHashMap::default();
    let mut wholes: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
    for at in order {
        let known = deed;
        let Some(deed) = deed(at) else { continue };
        for stage in COURSES.stages.get(&deed.action).into_iter().flatten() {
            found
                .extend(stage_before(deed, *stage, &courses, known).map(|from| (from, Kinship::LeadsTo, at)));
        }
        found.extend(whole_of(deed, &wholes, known).map(|whole| (at, Kinship::PartOf, whole)));
        for key in deed.people() {
            for stage in COURSES.stages.get(&deed.action).into_iter().flatten() {
                courses.entry((stage.course, key)).or_default().push((stage.number, at));
            }
            if COURSES.wholes.contains(&deed.action) {
                wholes.entry((deed.action, key)).or_default().push(at);
            }
        }
    }
    sorted(found)
}

fn sorted(mut ties: Vec<Kin>) -> Vec<Kin> {
    ties.sort_unstable();
    ties.dedup();
    ties
}

/// The nearest event before this one that is an earlier stage of the course.
fn stage_before<'p>(
    deed: &Deed,
    stage: Stage,
    courses: &FxHashMap<(u16, u32), Vec<(u16, u32)>>,
    known: impl Fn(u32) -> Option<&'p Deed>,
) -> Option<u32> {
    let before = deed.people().filter_map(|key| courses.get(&(stage.course, key)));
    let near = before.flat_map(|list| list.iter().rev().take(LOOKED_AT));
    let fits = |at: u32| {
        known(at).is_some_and(|other| {
            deed.days.0 - other.days.0 <= DAYS_AT_MOST
                && other.days.1 <= deed.days.1
                && deed.tied(other, stage.tie)
        })
    };
    let earlier = near.filter(|(number, at)| *number < stage.number && fits(*at));
    earlier.max_by_key(|(number, at)| (*number, known(*at).map(|p| p.days), *at)).map(|(_, at)| *at)
}

/// The event within whose days this one lies and whose part it is by its action.
fn whole_of<'p>(
    deed: &Deed,
    wholes: &FxHashMap<(u32, u32), Vec<u32>>,
    known: impl Fn(u32) -> Option<&'p Deed>,
) -> Option<u32> {
    let kinds = COURSES.parts.get(&deed.action)?;
    let lists = deed.people().flat_map(|key| kinds.iter().filter_map(move |kind| wholes.get(&(*kind, key))));
    let near = lists.flat_map(|list| list.iter().rev().take(LOOKED_AT).copied());
    let holds =
        |at: &u32| known(*at).is_some_and(|whole| whole.days.0 <= deed.days.0 && deed.days.1 <= whole.days.1);
    near.filter(holds).max_by_key(|at| (known(*at).map(|p| p.days), *at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Mention;
    use crate::events::EventType;
    use crate::linking::scenario::{With, name, person, state, told};
    use crate::timeline::{Options, Timeline};

    fn links(mentions: Vec<Mention>) -> Vec<(String, &'static str, String)> {
        let timeline = Timeline::build(mentions, &Options::default());
        let action = |id: &str| {
            let event = timeline.events.iter().find(|event| event.id == id).unwrap();
            event.mentions[0].action.clone()
        };
        let of = |event: &Event| {
            let others = event.related.iter().map(|r| (action(&event.id), r.kind.name(), action(&r.id)));
            others.collect::<Vec<_>>()
        };
        timeline.events.iter().flat_map(of).collect()
    }

    fn done(action: &str, day: &str, sentence: &str) -> Mention {
        told(&format!("{action}-{day}"), "2022-12-30", action, sentence).typed(EventType::Agree).on(day, day)
    }

    #[test]
    fn talks_lead_to_an_agreement_and_stay_events_of_their_own() {
        let (morava, peru) = ([state("Morava")], [state("Peru")]);
        let story = vec![
            done("negotiate", "2022-03-01", "Morava negotiated with Peru on fishing.").of(&morava).to(&peru),
            done("sign", "2022-09-01", "Morava signed a treaty with Peru.").of(&peru).to(&morava),
            done("ratify", "2022-11-01", "Morava ratified the treaty with Peru.").of(&morava).to(&peru),
            done("ratify", "2022-11-02", "Morava ratified a treaty with Chile.")
                .of(&morava)
                .to(&[state("Chile")]),
        ];
        let expected = [("negotiate", "leads_to", "sign"), ("sign", "leads_to", "ratify")];
        let expected = expected.map(|(a, kind, b)| (a.to_owned(), kind, b.to_owned()));
        assert_eq!(links(story), expected);
    }

    #[test]
    fn a_charge_follows_the_arrest_of_the_same_person_only() {
        let arrest = |who: &str| {
            done("arrest", "2022-03-01", "Police arrested a man in Arvo.")
                .of(&[name("Police")])
                .to(&[person(who, "Peru")])
        };
        let charge = done("charge", "2022-03-05", "A court charged Ivo Lind.")
            .of(&[name("Arvo Court")])
            .to(&[person("Ivo Lind", "Peru")]);
        assert_eq!(links(vec![arrest("Ivo Lind"), charge.clone()]).len(), 1);
        assert_eq!(links(vec![arrest("Ana Dorn"), charge.clone()]), []);
        let later = done("arrest", "2022-03-09", "Police arrested him.")
            .of(&[name("Police")])
            .to(&[person("Ivo Lind", "Peru")]);
        assert_eq!(links(vec![later, charge]), [], "an arrest does not follow its charge");
    }

    #[test]
    fn a_meeting_is_part_of_the_visit() {
        let visit =
            told("a", "2022-12-30", "visit", "Morava's president visited Peru from September 3 to 5.")
                .of(&[person("Ivo Lind", "Morava")])
                .to(&[state("Peru")])
                .typed(EventType::Consult)
                .on("2022-09-03", "2022-09-05");
        let meet = |day: &str| {
            done("meet", day, "Ivo Lind met Ana Dorn.")
                .of(&[person("Ivo Lind", "Morava")])
                .to(&[person("Ana Dorn", "Peru")])
        };
        let found = links(vec![visit.clone(), meet("2022-09-04")]);
        assert_eq!(found, [("meet".to_owned(), "part_of", "visit".to_owned())]);
        assert_eq!(links(vec![visit, meet("2022-09-06")]), []);
    }
}
