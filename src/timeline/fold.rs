//! Which groups become rows: no row repeats another.
//!
//! A statement and its content tell the same news twice. The content is the row when it has a date of its own, when
//! it is told elsewhere too, or when the statement has no date but the publication day; the statement is then one of
//! its attributions. Otherwise the dated statement is the row, and its content is read in its headline.
//!
//! Knows what mentions are worth and which statement has which content. Does not know words.

use rustc_hash::FxHashSet;

use super::brief::Brief;
use super::standing::Standing;
use crate::linking::Groups;

/// What there is to say about the groups of a run.
pub(super) struct Told<'m> {
    briefs: &'m [Brief],
    groups: &'m Groups,
    /// Article and number in the article of each event, and its group, sorted.
    places: Vec<(u32, u32, u32)>,
    /// Groups of statements with the groups that are their content, sorted.
    contents: Vec<(u32, u32)>,
}

impl<'m> Told<'m> {
    /// `groups` are numbers of `briefs`.
    pub(super) fn new(briefs: &'m [Brief], groups: &'m Groups) -> Self {
        let mut all = Self { briefs, groups, places: Vec::new(), contents: Vec::new() };
        for (number, group) in (0..).zip(groups.iter()) {
            let members = group.iter().filter_map(|at| briefs.get(*at as usize));
            all.places.extend(members.map(|m| (m.article, m.index, number)));
        }
        all.places.sort_unstable();
        all.contents = all.governed();
        all
    }

    /// See `contents`.
    fn governed(&self) -> Vec<(u32, u32)> {
        let governors = |group: usize| {
            let all = self.members(group).filter_map(|m| self.group_of(m.article, m.governor?));
            all.filter(move |governor| *governor != group)
                .map(move |governor| (governor as u32, group as u32))
        };
        let mut pairs: Vec<(u32, u32)> = (0..self.groups.len()).flat_map(governors).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The group of an event of an article. Complexity: logarithmic.
    pub(super) fn group_of(&self, article: u32, index: u32) -> Option<usize> {
        let after = self.places.partition_point(|place| *place <= (article, index, u32::MAX));
        let (known, number, group) = self.places.get(after.checked_sub(1)?)?;
        ((*known, *number) == (article, index)).then_some(*group as usize)
    }

    fn members(&self, group: usize) -> impl Iterator<Item = &'m Brief> {
        self.groups.get(group).iter().filter_map(|at| self.briefs.get(*at as usize))
    }

    fn stated(&self, group: usize) -> bool {
        self.members(group).any(|m| m.dated)
    }

    fn is_statement(&self, group: usize) -> bool {
        self.members(group).all(|m| m.statement)
    }

    /// Worth a row, were there no other rows: by one mention's standing, or because two articles tell it.
    fn worth(&self, group: usize) -> bool {
        self.members(group).any(|m| m.standing == Standing::Row) || self.several(group)
    }

    /// Told by more than one article, and done.
    fn several(&self, group: usize) -> bool {
        let first = self.members(group).next();
        let others = self.members(group).any(|m| first.is_some_and(|first| first.article != m.article));
        others && self.members(group).all(|m| !m.plan) && self.has_substance(group)
    }

    /// Printable, and dated or with somebody in it: a noun in passing (`the emergency`) is not enough.
    fn has_substance(&self, group: usize) -> bool {
        self.members(group).any(|m| m.printable) && self.members(group).any(|m| m.own_date || m.acted)
    }

    /// True when a mention of `content` stands outside the statements of `statement`.
    fn told_elsewhere(&self, content: usize, statement: usize) -> bool {
        self.members(content).any(|m| m.governor.and_then(|g| self.group_of(m.article, g)) != Some(statement))
    }

    /// For each group, whether it becomes a row. With `statements` false no statement does, and contents stand for
    /// themselves. Complexity: linear in mentions.
    pub(super) fn rows(&self, statements: bool) -> Vec<bool> {
        let worth: Vec<bool> = (0..self.groups.len()).map(|g| self.worth(g)).collect();
        let mut shown = worth.clone();
        for report in (0..self.groups.len()).filter(|g| self.reports(*g)) {
            let contents = self.contents_worth(report, &worth);
            let plain = self.is_statement(report);
            let keep =
                worth.get(report) == Some(&true) && (!plain || statements && self.stands(report, &contents));
            set(&mut shown, report, keep);
            for content in contents.into_iter().filter(|c| keep && !self.strong(*c, report)) {
                set(&mut shown, content, false);
            }
        }
        self.hide_subjects(&mut shown);
        shown
    }

    /// Says, accuses, demands, ...
    fn reports(&self, group: usize) -> bool {
        self.members(group).all(|m| m.reports)
    }

    fn contents_worth(&self, statement: usize, worth: &[bool]) -> Vec<usize> {
        let first = self.contents.partition_point(|(of, _)| (*of as usize) < statement);
        let contents = self.contents.get(first..).unwrap_or_default().iter();
        let contents = contents.take_while(|(of, _)| *of as usize == statement).map(|(_, c)| *c as usize);
        contents.filter(|c| worth.get(*c) == Some(&true) && !self.is_statement(*c)).collect()
    }

    /// A content that stands without its statement: it is told elsewhere too, or done on a day of its own. What is
    /// only announced is read in the announcement.
    fn strong(&self, content: usize, statement: usize) -> bool {
        let done = !self.members(content).all(|m| m.plan);
        done && self.stated(content) || self.told_elsewhere(content, statement)
    }

    /// Takes back the rows of nouns that a dated row of the same sentence has as its subject: `talks` in `talks
    /// collapsed on Monday`.
    fn hide_subjects(&self, shown: &mut [bool]) {
        let place = |m: &Brief| (m.article, m.sentence_start);
        let rows: Vec<usize> = (0..).zip(shown.iter()).filter_map(|(g, shown)| shown.then_some(g)).collect();
        let subjects: Vec<usize> =
            rows.iter().copied().filter(|g| self.members(*g).all(|m| m.dated_by_verb)).collect();
        if subjects.is_empty() {
            return;
        }
        let told: FxHashSet<(u32, u32)> =
            rows.iter().flat_map(|g| self.members(*g)).filter(|m| !m.nominal && m.dated).map(place).collect();
        for subject in subjects {
            if self.members(subject).all(|m| told.contains(&place(m))) {
                set(shown, subject, false);
            }
        }
    }

    /// Whether the statement says something that its contents, as rows, do not.
    fn stands(&self, statement: usize, contents: &[usize]) -> bool {
        if contents.is_empty() {
            return self.says_something(statement);
        }
        self.stated(statement) && !contents.iter().all(|c| self.strong(*c, statement))
    }

    /// `said on Monday` alone says nothing; a quotation, an object or any content does.
    fn says_something(&self, statement: usize) -> bool {
        self.members(statement).any(|m| m.says_something)
    }
}

fn set(flags: &mut [bool], at: usize, value: bool) {
    if let Some(flag) = flags.get_mut(at) {
        *flag = value;
    }
}
