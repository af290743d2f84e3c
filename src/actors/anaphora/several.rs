//! Whom `they` means: several at once, named in one row or by a plural.
//!
//! Knows rows of mentions joined by `and` and commas. Does not know single actors.

use super::{Candidate, Resolver};
use crate::actors::ActorKind;
use crate::text::words;

impl Resolver<'_, '_, '_> {
    /// `they`: the nearest row of several actors, or people; the subject where there are two.
    pub(super) fn they(&mut self, place: usize) -> Vec<u32> {
        if let Some(speakers) = self.speakers(place) {
            return speakers;
        }
        let rows = self.rows(place);
        let many = |row: &&Candidate| {
            let people = row.actors.iter().all(|actor| self.is_people(*actor));
            let known = row
                .actors
                .iter()
                .any(|actor| !matches!(self.scene.kind(*actor), ActorKind::Unknown | ActorKind::Place));
            if people {
                row.subject
            } else {
                row.actors.len() > 1 && !row.adjective && known && !self.is_where(row)
            }
        };
        let Some(first) = rows.iter().find(many) else { return Vec::new() };
        let mut near = rows.iter().filter(|row| row.sentence == first.sentence).filter(many);
        if near.all(|row| row.actors == first.actors) {
            return first.actors.to_vec();
        }
        let subject = rows.iter().filter(|row| row.sentence == first.sentence && row.subject).find(many);
        subject.map_or(Vec::new(), |row| row.actors.to_vec())
    }

    /// The mentions before `place`, nearest first, those joined by `and` or commas taken together.
    pub(super) fn rows(&self, place: usize) -> Vec<Candidate<'_>> {
        let mut rows: Vec<Candidate> = Vec::new();
        for earlier in self.before(place) {
            match rows.last_mut() {
                Some(row) if row.first >= earlier.first && row.end <= earlier.end => *row = earlier,
                Some(row) if self.is_joined(earlier.end, row.first) && self.alike(&earlier, row) => {
                    let new = earlier.actors.iter().copied().filter(|actor| !row.actors.contains(actor));
                    let new: Vec<u32> = new.collect();
                    row.actors.to_mut().splice(0..0, new);
                    row.first = earlier.first;
                    row.subject |= earlier.subject;
                }
                _ => rows.push(earlier),
            }
        }
        rows
    }

    /// `flights [in] Asia and Australia`: a row that tells where something is does nothing.
    fn is_where(&self, row: &Candidate) -> bool {
        let text = self.scene.text;
        let mut before = text.before(row.first);
        if before.is_some_and(|at| text.is(at, words::THE)) {
            before = before.and_then(|at| text.before(at));
        }
        before.is_some_and(|at| text.is(at, words::IN) || text.is(at, words::AT) || text.reads(at, "across"))
    }

    /// Only `and`, a comma and articles stand between.
    fn is_joined(&self, end: u32, first: u32) -> bool {
        let text = self.scene.text;
        let joint = |at: u32| matches!(text.term(at), words::AND | words::COMMA | words::THE);
        end < first && first <= end + 3 && (end..first).all(joint)
    }

    fn alike(&self, a: &Candidate, b: &Candidate) -> bool {
        let person =
            |c: &Candidate| c.actors.iter().any(|actor| self.scene.kind(*actor) == ActorKind::Person);
        person(a) == person(b)
    }
}
