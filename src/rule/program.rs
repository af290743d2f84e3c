//! Programs: what patterns become, to be run over tokens.
//!
//! Knows what each step asks of a token. How patterns become programs, `compile.rs` says, how they are run, `matcher.rs`.

use super::notation::Flag;
use super::vocabulary::ClassId;
use crate::image::{stored, stored_enum};
use crate::text::Term;

/// What one item accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Accept {
    Literal(Term),
    Class(ClassId),
    Any,
}

/// One item of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    pub accept: Accept,
    pub flag: Flag,
    /// Where the capture goes; [`NO_SLOT`] for literals.
    pub slot: u8,
}

pub(super) const NO_SLOT: u8 = u8::MAX;
/// Captures of a rule, at most.
pub(super) const SLOTS: usize = 8;
/// Results of a rule, at most.
pub(super) const RESULTS: usize = 3;

/// One step of a program; `walk` in `matcher.rs` says what each does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    Item(Atom),
    /// One of several words, all with the same flag.
    Words(Words),
    Glue,
    Start,
    End,
    /// Notes the place as an end of a result: number, and whether it is the left one.
    Mark(u8, bool),
    /// Tries the first way, then the second.
    Split(usize, usize),
    Jump(usize),
    Look {
        behind: bool,
        negative: bool,
        steps: Box<[Step]>,
    },
}

/// Words of which any will do.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    terms: Box<[Term]>,
    /// The same, each by [`term_bit`].
    bits: u64,
    pub flag: Flag,
}

impl Words {
    pub fn new(terms: Vec<Term>, flag: Flag) -> Self {
        let bits = terms.iter().fold(0, |bits, term| bits | term_bit(*term));
        Self { terms: terms.into(), bits, flag }
    }

    /// True for one of them.
    #[inline]
    pub fn hold(&self, term: Term) -> bool {
        self.bits & term_bit(term) != 0 && self.terms.contains(&term)
    }
}

/// What can stand next to the pivot on one side; a token that is none of this ends the try at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    /// Classes of the first item, all ways together.
    pub classes: u128,
    /// Its words, each by [`term_bit`].
    pub terms: u64,
    /// The side may be empty, or begin with any token.
    pub open: bool,
}

impl Edge {
    /// That of a side.
    pub fn of(steps: &[Step]) -> Self {
        let mut edge = Self { open: steps.len() >= LONGEST_SIDE, ..Self::default() };
        if !edge.open {
            edge.add(steps, 0, &mut 0);
        }
        edge
    }

    /// Adds what can stand at a step; `seen` are the steps that were added already, a bit for each, because several ways may
    /// lead to one step.
    fn add(&mut self, steps: &[Step], pc: usize, seen: &mut u128) {
        let bit = 1u128 << pc.min(LONGEST_SIDE - 1);
        if *seen & bit != 0 {
            return;
        }
        *seen |= bit;
        match steps.get(pc) {
            None => self.open = true,
            Some(Step::Split(a, b)) => {
                self.add(steps, *a, seen);
                self.add(steps, *b, seen);
            }
            Some(Step::Jump(to)) => self.add(steps, *to, seen),
            Some(Step::Item(atom)) => match atom.accept {
                Accept::Literal(term) => self.terms |= term_bit(term),
                Accept::Class(class) => self.classes |= class.bit(),
                Accept::Any => self.open = true,
            },
            Some(Step::Words(words)) => self.terms |= words.bits,
            // These take no token.
            Some(Step::Glue | Step::Start | Step::End | Step::Mark(..) | Step::Look { .. }) => {
                self.add(steps, pc + 1, seen);
            }
        }
    }
}

/// Steps of one side of a pivot from which on its edge is not looked at: any token may stand there.
const LONGEST_SIDE: usize = 128;
/// One of 64 bits for a word; several words share one.
pub(super) fn term_bit(term: Term) -> u64 {
    1 << (term.0.wrapping_mul(0x9E37_79B1) >> 26)
}

/// A way into a rule.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub rule: u32,
    /// The item where it is entered: any of these.
    pub pivot: Box<[Atom]>,
    /// What stands before the pivot, to be read backwards.
    pub left: Box<[Step]>,
    /// What stands after it.
    pub right: Box<[Step]>,
    /// What can stand right before the pivot.
    pub before: Edge,
    /// What can stand right after it.
    pub after: Edge,
}

stored_enum! { Accept { Literal(term), Class(class), Any } }
stored! { Atom { accept, flag, slot } }
stored_enum! {
    Step {
        Item(atom), Words(words), Glue, Start, End, Mark(result, left), Split(first, second), Jump(to),
        Look { behind, negative, steps },
    }
}
stored! { Words { terms, bits, flag } }
stored! { Edge { classes, terms, open } }
stored! { Program { rule, pivot, left, right, before, after } }
