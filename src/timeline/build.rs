//! From mentions to a timeline: what is told is put on a [`Shelf`], linked by what is compared of it, and read again when
//! its row is made.
//!
//! Knows the way from one to the other. What each step decides stands in its own file.

use rustc_hash::FxHashSet;

use super::brief::{Articles, Brief, Canonical};
use super::fold::Told;
use super::outline::Outline;
use super::rows::{Made, Rows};
use super::shelf::{Memory, Shelf};
use super::standing::{Standing, standing};
use super::{Event, Timeline};
use crate::linking::{
    Alone, Bonds, Crew, Edge, FeatureMaker, Features, Growing, Linked, Mention, MentionId, Pool, edges_among,
    events, group, regroup,
};

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
        let mut builder = Builder::new(Memory::default(), *options);
        let Ok(()) = builder.add(mentions);
        let Ok(rows) = builder.rows();
        let Ok(timeline) = Self::of(rows);
        timeline
    }

    /// The same, along edges between the mentions that [are linked](is_linked) from wherever they are known. What linking compares is
    /// made of those mentions only of which it is not decided yet with which others they are one event.
    pub fn build_linked(mentions: Vec<Mention>, options: &Options, bonds: &Bonds) -> Self {
        let mut builder = Builder::new(Memory::default(), *options);
        builder.few = Some(Few::of(bonds));
        let Ok(()) = builder.add(mentions);
        let Ok(rows) = builder.rows_decided(bonds);
        let Ok(timeline) = Self::of(rows);
        timeline
    }

    /// All of these rows, in memory.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn of<S: Shelf>(rows: Rows<S>) -> Result<Self, S::Error> {
        let mut events = rows.collect::<Result<Vec<Event>, S::Error>>()?;
        let unlisted = events.split_off(events.partition_point(|event| event.listed));
        Ok(Self { events, unlisted })
    }
}

/// Takes the mentions of a run, article by article, and makes [`Rows`] of them.
///
/// In memory it holds numbers only: of each mention some 50 bytes, and what linking compares (about 500); the mentions themselves lie on
/// the shelf.
pub struct Builder<S: Shelf> {
    shelf: S,
    options: Options,
    maker: FeatureMaker,
    articles: Articles,
    /// One for each mention on the shelf.
    briefs: Vec<Brief>,
    /// What may be a row or count as one more telling.
    told: Side<S::Pool>,
    /// What is no telling of any event: denied, only possible, a habit.
    untold: Side<S::Pool>,
    absorbed: Vec<Absorbed>,
    /// Mentions by number, with events of their article that come before.
    after: Vec<(u32, u32)>,
    /// Where the edges are known, of whom linking asks more.
    few: Option<Few>,
}

/// The mentions that are compared, where it is decided of others with which they are one event.
#[derive(Default)]
struct Few {
    open: FxHashSet<MentionId>,
    /// All that are linked.
    ids: Vec<MentionId>,
    /// Which of these are open.
    places: Vec<u32>,
}

impl Few {
    fn of(bonds: &Bonds) -> Self {
        Self { open: bonds.open.iter().flat_map(|bond| [bond.a, bond.b]).collect(), ..Self::default() }
    }

    /// Notes a mention that is linked; gives whether it is compared.
    fn is_open(&mut self, m: &Mention) -> bool {
        let id = MentionId::new(&m.article, m.index);
        let is_open = !self.open.is_empty() && self.open.contains(&id);
        self.places.extend(is_open.then_some(self.ids.len() as u32));
        self.ids.push(id);
        is_open
    }
}

/// Mentions that are linked with each other.
#[derive(Default)]
struct Side<P> {
    numbers: Vec<u32>,
    features: P,
}

/// A noun of which a verb has the meaning: `referendum` in `held a referendum`.
#[derive(Debug)]
struct Absorbed {
    number: u32,
    verb: u32,
    /// Where what makes no row is kept.
    features: Option<Box<Features>>,
}

impl<S: Shelf> Builder<S> {
    /// A builder that puts mentions on `shelf`, which is empty.
    pub fn new(shelf: S, options: Options) -> Self {
        Self {
            shelf,
            options,
            maker: FeatureMaker::default(),
            articles: Articles::default(),
            briefs: Vec::new(),
            told: Side::default(),
            untold: Side::default(),
            absorbed: Vec::new(),
            after: Vec::new(),
            few: None,
        }
    }

    /// Takes some mentions more. Complexity: linear.
    ///
    /// # Errors
    /// The shelf has no room.
    pub fn add(&mut self, mentions: impl IntoIterator<Item = Mention>) -> Result<(), S::Error> {
        mentions.into_iter().try_for_each(|m| self.add_one(m, None))
    }

    /// The same of one article, where what linking compares of those that [are linked](is_linked) is known already, in the order of
    /// their numbers; what is not is made.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn add_known(
        &mut self,
        mentions: impl IntoIterator<Item = Mention>,
        known: Vec<Features>,
    ) -> Result<(), S::Error> {
        let mut known = known.into_iter().peekable();
        mentions.into_iter().try_for_each(|m| {
            let own = known.next_if(|f| f.id() == MentionId::new(&m.article, m.index));
            self.add_one(m, own)
        })
    }

    fn add_one(&mut self, m: Mention, known: Option<Features>) -> Result<(), S::Error> {
        let number = self.briefs.len() as u32;
        let verb = m.absorbed_by.filter(|_| is_absorbed(&m));
        let standing = if verb.is_some() { Standing::Never } else { standing(&m) };
        let told = standing != Standing::Never;
        let unlisted = self.options.unlisted;
        if !told && !unlisted && verb.is_none() {
            return Ok(());
        }
        let is_compared = match &mut self.few {
            Some(few) if told => few.is_open(&m),
            _ => told || unlisted,
        };
        let features = is_compared.then(|| match known {
            Some(known) => self.maker.known(known, &m),
            None => self.maker.features(&m),
        });
        match verb {
            Some(verb) => self.absorbed.push(Absorbed { number, verb, features: features.map(Box::new) }),
            None if told => self.told.push(number, features),
            None => self.untold.push(number, features),
        }
        if told {
            self.after.extend(m.after.iter().map(|known| (number, known.event)));
        }
        let article = self.articles.number(&m.article);
        self.briefs.push(Brief::of(&m, article, standing));
        self.shelf.put(m)
    }

    /// The rows of all mentions, in order. Complexity: near-linear in mentions.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn rows(self) -> Result<Rows<S>, S::Error> {
        self.rows_by(&Alone)
    }

    /// The same rows, where `crew` does what can be done at once.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn rows_by(self, crew: &impl Crew) -> Result<Rows<S>, S::Error> {
        self.rows_of(crew, |told, order| events(told, order, crew))
    }

    /// The same, where `links` gives the edges between the mentions that [are linked](is_linked), by their places among those: the
    /// edges of [`link_all`](crate::linking::link_all), from wherever they are known.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn rows_linked(self, links: impl FnOnce(&[MentionId]) -> Vec<Edge>) -> Result<Rows<S>, S::Error> {
        self.rows_of(&Alone, |told, order| {
            let ids: Vec<MentionId> =
                (0..told.len() as u32).filter_map(|at| told.get(at)).map(|f| f.id()).collect();
            let edges = links(&ids);
            drop(ids);
            group(told, order, edges)
        })
    }

    /// The same, with edges of which most are decided; see [`Timeline::build_linked`].
    fn rows_decided(mut self, bonds: &Bonds) -> Result<Rows<S>, S::Error> {
        let Few { ids, places, .. } = self.few.take().unwrap_or_default();
        let (decided, open) = (edges_among(&bonds.decided, &ids), edges_among(&bonds.open, &ids));
        self.rows_of(&Alone, |told, order| regroup(order, decided, open, told, &places))
    }

    /// `linked` gives the events among what is told, for its features and their canonical order.
    fn rows_of(
        self,
        crew: &impl Crew,
        linked: impl FnOnce(&S::Pool, &[u32]) -> Linked,
    ) -> Result<Rows<S>, S::Error> {
        let Self { shelf, options, articles, briefs, told, mut untold, absorbed, after, .. } = self;
        let canonical = Canonical::new(&briefs, &articles);
        let Linked { groups, realised, rivals } = told.grouped(&canonical, linked);
        let known = Told::new(&briefs, &groups);
        let listed = known.rows(options.statements);
        let nouns = by_group(absorbed, &briefs, &known, &canonical, &mut untold);
        let mut made = Made::new(shelf);
        let mut rows = Vec::with_capacity(groups.len());
        let mut nouns = nouns.into_iter().peekable();
        for (number, (group, listed)) in groups.iter().zip(&listed).enumerate() {
            let own = std::iter::from_fn(|| nouns.next_if(|(of, _)| *of <= number));
            let own: Vec<u32> = own.filter(|(of, _)| *of == number).map(|(_, noun)| noun).collect();
            let shown = *listed || options.unlisted;
            rows.push(if shown { Some(made.add(group, &own, *listed, crew)?) } else { None });
        }
        let row = |group: usize| rows.get(group).copied().flatten();
        let before = before(&after, &briefs, &known, row);
        let pairs = |a: u32, b: u32| row(a as usize).zip(row(b as usize));
        let realised = realised.iter().filter_map(|r| pairs(r.fact, r.plan)).collect();
        let rivals: Vec<(u32, u32)> = rivals.iter().filter_map(|(a, b)| pairs(*a, *b)).collect();
        if options.unlisted {
            for group in untold.grouped(&canonical, |told, order| events(told, order, crew)).groups.iter() {
                made.add(group, &[], false, crew)?;
            }
        }
        Ok(made.rows(&before, realised, rivals, crew))
    }
}

impl<P: Growing> Side<P> {
    fn push(&mut self, number: u32, features: Option<Features>) {
        self.numbers.push(number);
        features.into_iter().for_each(|features| self.features.push(features));
    }

    /// The events among these mentions, with the numbers of their mentions.
    fn grouped(self, canonical: &Canonical<'_>, linked: impl FnOnce(&P, &[u32]) -> Linked) -> Linked {
        let number = |at: u32| self.numbers.get(at as usize).copied().unwrap_or_default();
        let linked = linked(&self.features, &canonical.order(&self.numbers));
        Linked { groups: linked.groups.map(number), ..linked }
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
fn by_group(
    absorbed: Vec<Absorbed>,
    briefs: &[Brief],
    groups: &Told<'_>,
    canonical: &Canonical<'_>,
    untold: &mut Side<impl Growing>,
) -> Vec<(usize, u32)> {
    let mut all = Vec::with_capacity(absorbed.len());
    for noun in absorbed {
        let article = briefs.get(noun.number as usize).map(|brief| brief.article);
        match (article.and_then(|article| groups.group_of(article, noun.verb)), noun.features) {
            (Some(group), _) => all.push((group, noun.number)),
            (None, Some(features)) => untold.push(noun.number, Some(*features)),
            (None, None) => {}
        }
    }
    all.sort_by(|(a, m), (b, n)| a.cmp(b).then_with(|| canonical.compare(*m, *n)));
    all
}

/// Pairs of rows of which an article says that the first comes before the second.
fn before(
    after: &[(u32, u32)],
    briefs: &[Brief],
    groups: &Told<'_>,
    row: impl Fn(usize) -> Option<u32>,
) -> Vec<(u32, u32)> {
    let pair = |(number, earlier): &(u32, u32)| {
        let m = briefs.get(*number as usize)?;
        let of = |index| row(groups.group_of(m.article, index)?);
        of(*earlier).zip(of(m.index)).filter(|(earlier, later)| earlier != later)
    };
    let mut pairs: Vec<(u32, u32)> = after.iter().filter_map(pair).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
