//! The stack of open clauses of one sentence.
//!
//! Knows depths and what each clause still lacks. Does not know words.

use crate::events::construction::Construction;
use crate::events::governor::Effect;
use crate::events::{ClauseKind, Phrase, Prepositional, SlinkClass};

/// Open clauses at most; deeper ones replace the innermost.
const DEPTH: usize = 24;

/// How a clause hangs: what its predicate will record.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening {
    pub(super) kind: ClauseKind,
    pub(super) parent: Option<u32>,
    pub(super) link: Option<SlinkClass>,
    pub(super) effect: Effect,
    pub(super) noun: Option<u32>,
    pub(super) subordinator: Option<u32>,
    pub(super) construction: Construction,
}

impl Opening {
    /// A main clause.
    pub(super) fn main() -> Self {
        Self { construction: Construction::Main, ..Self::default() }
    }
}

/// An open clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub(super) opening: Opening,
    /// The subject, once it was met.
    pub(super) subject: Option<Phrase>,
    /// The antecedent of a relative clause, to be its subject or object.
    pub(super) gap: Option<Phrase>,
    /// The latest of its coordinated verbs.
    pub(super) verb: Option<u32>,
    /// The verb before it that shares its object.
    pub(super) twin: Option<u32>,
    /// True when that verb is finite.
    pub(super) finite: bool,
    /// Prepositional phrases before the subject.
    pub(super) fronted: Vec<Prepositional>,
}

/// The open clauses, the innermost last; the main clause is always there.
pub(super) struct Stack {
    frames: Vec<Frame>,
    root: Frame,
}

impl Stack {
    pub(super) fn new() -> Self {
        Self { frames: Vec::new(), root: main_frame() }
    }

    /// The innermost open clause.
    pub(super) fn top(&self) -> &Frame {
        self.frames.last().unwrap_or(&self.root)
    }

    /// The innermost open clause.
    pub(super) fn top_mut(&mut self) -> &mut Frame {
        self.frames.last_mut().unwrap_or(&mut self.root)
    }

    /// Open clauses around the innermost one, and it: 0 is the main clause.
    pub(super) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// The clause at a depth.
    pub(super) fn at(&self, depth: usize) -> &Frame {
        match depth.checked_sub(1) {
            Some(index) => self.frames.get(index).unwrap_or(&self.root),
            None => &self.root,
        }
    }

    /// Opens a clause inside the innermost one.
    pub(super) fn push(&mut self, frame: Frame) {
        if self.frames.len() == DEPTH {
            self.frames.pop();
        }
        self.frames.push(frame);
    }

    /// Closes all clauses deeper than `depth`.
    pub(super) fn close_to(&mut self, depth: usize) {
        self.frames.truncate(depth);
    }

    /// Closes all clauses and opens a main clause.
    pub(super) fn restart(&mut self) {
        self.frames.clear();
        self.root = main_frame();
    }

    /// How many open clauses have a subject and still wait for their verb.
    pub(super) fn waiting(&self) -> usize {
        let open = |f: &&Frame| f.verb.is_none() && (f.subject.is_some() || f.gap.is_some());
        self.frames.iter().chain(std::iter::once(&self.root)).filter(open).count()
    }

    /// The nearest clause (its depth) that has a subject and still waits for its verb.
    pub(super) fn pending(&self) -> Option<usize> {
        (0..=self.depth()).rev().find(|d| self.at(*d).verb.is_none() && self.at(*d).subject.is_some())
    }
}

fn main_frame() -> Frame {
    Frame { opening: Opening::main(), ..Frame::default() }
}
