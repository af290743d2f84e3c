//! The list of sieves, and the table that orders and weighs them.

use std::sync::Arc;

use super::attach::Position;
use super::connective::Connectives;
use super::phrase::{self, AtPosition};
use super::retrospective::Retrospective;
use super::sieve::{Measured, Sieve};
use super::{
    content, coordinated, counted, creation, entry, lead, same_action, same_event, share, statement, story,
    subordinate,
};
use crate::error::{Error, ErrorKind};
use crate::text::rows;

const TABLE: &str = include_str!("../../../data/sieves.csv");
const FILE: &str = "data/sieves.csv";

/// A sieve with what was measured about it.
pub(super) struct Entry {
    pub(super) sieve: Box<dyn Sieve + Send>,
    pub(super) measured: Measured,
}

/// A sieve that is right less often than this does not run.
const LEAST: f32 = 0.70;

/// The sieves in the order of the table, `sieve,precision,right,wrong,measured,reads`, without those below 0.70.
///
/// # Errors
/// When the table and the code do not name the same sieves, or a precision is no number.
pub(super) fn registry() -> Result<Vec<Entry>, Error> {
    let mut entries = table()?;
    entries.retain(|entry| entry.measured.precision >= LEAST);
    Ok(entries)
}

/// All rows with their sieves.
fn table() -> Result<Vec<Entry>, Error> {
    let mut sieves = sieves()?;
    let mut entries = Vec::with_capacity(sieves.len());
    rows(TABLE, FILE, |row| {
        let mut fields = row.split(',');
        let name = fields.next().unwrap_or_default();
        let precision: f32 = fields
            .next()
            .and_then(|field| field.parse().ok())
            .filter(|p| (0.0..=1.0).contains(p))
            .ok_or_else(|| format!("the precision of '{name}' is no number between 0 and 1"))?;
        let at = sieves
            .iter()
            .position(|sieve| sieve.name() == name)
            .ok_or_else(|| format!("there is no sieve '{name}', or it stands here twice"))?;
        entries
            .push(Entry { sieve: sieves.swap_remove(at), measured: Measured { id: name.into(), precision } });
        Ok::<(), String>(())
    })?;
    match sieves.first() {
        None => Ok(entries),
        Some(left) => {
            Err(Error::new(ErrorKind::Rule, format!("the sieve '{}' has no row", left.name())).in_file(FILE))
        }
    }
}

/// Every sieve there is.
fn sieves() -> Result<Vec<Box<dyn Sieve + Send>>, Error> {
    let at = |name, position| Box::new(AtPosition { name, position });
    let verbs = Arc::new(Retrospective::builtin()?);
    Ok(vec![
        at("date.of-noun", Position::OfNoun),
        at("date.after-noun", Position::AfterNoun),
        at("date.fronted", Position::Fronted),
        at("date.before-verb", Position::BeforeVerb),
        at("date.in-clause", Position::InClause),
        Box::new(entry::Entry),
        Box::new(entry::Section),
        Box::new(phrase::Setting),
        Box::new(counted::Counted),
        Box::new(share::Opening),
        Box::new(coordinated::Coordinated),
        Box::new(share::Participle),
        Box::new(share::TemporalClause),
        Box::new(share::SubjectNoun(Arc::clone(&verbs))),
        Box::new(share::LightVerb),
        Box::new(same_event::SameEvent),
        Box::new(same_action::SameAction),
        Box::new(share::Purpose),
        Box::new(share::LastClause(Arc::clone(&verbs))),
        Box::new(statement::SameSpeech),
        Box::new(statement::Published),
        Box::new(lead::StoryDay(Arc::clone(&verbs))),
        Box::new(lead::InPassing(Arc::clone(&verbs))),
        Box::new(lead::Published(Arc::clone(&verbs))),
        Box::new(share::OnlyDay),
        Box::new(story::OneDay),
        Box::new(story::MainDay(Arc::clone(&verbs))),
        Box::new(subordinate::Subordinate),
        Box::new(subordinate::NounPhrase),
        Box::new(content::Content),
        Box::new(Connectives::builtin()?),
        Box::new(creation::Creation),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sieve_has_a_row_and_what_runs_is_mostly_right() {
        let all = table().expect("each sieve has a row, each row a sieve");
        assert_eq!(all.len(), sieves().expect("sieves").len());
        let running = registry().expect("the same table");
        assert!(running.iter().all(|entry| entry.measured.precision >= LEAST));
        let rows = TABLE.lines().skip(1).filter(|row| !row.is_empty()).count();
        assert_eq!(rows, all.len());
    }

    /// `(right + 8.5) / (right + wrong + 10)`, so that nobody writes a precision by hand.
    #[test]
    fn each_precision_is_that_of_its_counts() {
        for row in TABLE.lines().skip(1).filter(|row| !row.is_empty()) {
            let fields: Vec<&str> = row.split(',').collect();
            let number = |at: usize| fields[at].parse::<f64>().expect(row);
            let counted = (number(2) + 8.5) / (number(2) + number(3) + 10.0);
            assert!((counted - number(1)).abs() < 0.006, "{row}: {counted:.3}");
        }
    }
}
