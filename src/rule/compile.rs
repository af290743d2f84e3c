//! From a pattern to programs: one for each way the pattern can be entered at its rarest required item.

use super::notation::{Flag, Node};
use super::vocabulary::{ClassId, Vocabulary};
use crate::text::{Lexicon, Term};

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

/// One step of a program; `run` in `matcher.rs` says what each does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    Item(Atom),
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
}

/// What a pattern compiles to.
#[derive(Clone, Debug, Default)]
pub(super) struct Compiled {
    pub programs: Vec<Program>,
    /// The names of the captures, by slot, with their classes.
    pub slots: Vec<(String, ClassId)>,
    /// How many `[ ]` there are.
    pub results: u8,
}

/// A class of chunks enters a rule cheaply; literals are taken for rare unless their word is in the class `common`.
const LITERAL_WEIGHT: u32 = 20;
const COMMON_WEIGHT: u32 = 2000;
/// A choice is opened when every single item of the sequence is more common than this.
const OPEN_WEIGHT: u32 = 1000;

pub(super) struct Compiler<'a> {
    pub vocabulary: &'a Vocabulary,
    pub lexicon: &'a mut Lexicon,
    pub out: Compiled,
    pub rule: u32,
}

impl Compiler<'_> {
    /// Compiles a rule's pattern; errors are (column, message).
    pub fn compile(mut self, node: &Node) -> Result<Compiled, (usize, String)> {
        let mut flat = Vec::new();
        let node = self.number(node)?;
        for sequence in sequences(&node) {
            self.enter(sequence, &mut flat)?;
        }
        self.out.programs = flat;
        Ok(self.out)
    }

    /// Gives every capture its slot and every result its number, in the order of the notation; results become marks.
    fn number(&mut self, node: &Node) -> Result<Node, (usize, String)> {
        Ok(match node {
            Node::Class { name, class, column, .. } => {
                self.slot(name, class, *column)?;
                node.clone()
            }
            Node::Sequence(items) => {
                Node::Sequence(items.iter().map(|n| self.number(n)).collect::<Result<_, _>>()?)
            }
            Node::Choice(items) => {
                Node::Choice(items.iter().map(|n| self.number(n)).collect::<Result<_, _>>()?)
            }
            Node::Optional(inner) => Node::Optional(Box::new(self.number(inner)?)),
            Node::Result(inner) => {
                let result = self.out.results;
                self.out.results += 1;
                if usize::from(self.out.results) > RESULTS {
                    return Err((1, format!("a rule has at most {RESULTS} results")));
                }
                let inner = self.number(inner)?;
                Node::Sequence(vec![Node::Mark(result, true), inner, Node::Mark(result, false)])
            }
            other => other.clone(),
        })
    }

    fn slot(&mut self, name: &str, class: &str, column: usize) -> Result<(u8, ClassId), (usize, String)> {
        let id = self
            .vocabulary
            .class(class)
            .ok_or_else(|| (column, format!("there is no class or macro `{class}`")))?;
        if let Some(slot) = self.out.slots.iter().position(|(n, _)| n == name) {
            return Ok((slot as u8, id));
        }
        if self.out.slots.len() >= SLOTS {
            return Err((column, format!("a rule has at most {SLOTS} captures")));
        }
        self.out.slots.push((name.to_owned(), id));
        Ok((self.out.slots.len() as u8 - 1, id))
    }

    /// Finds the pivot of a sequence and adds its program, or opens the first choice and tries again.
    fn enter(&mut self, items: Vec<Node>, out: &mut Vec<Program>) -> Result<(), (usize, String)> {
        let weights: Vec<u32> = items.iter().map(|n| self.weight(n)).collect();
        let best = (0..items.len()).min_by_key(|i| weights.get(*i).copied().unwrap_or(u32::MAX));
        let weight = best.and_then(|i| weights.get(i)).copied().unwrap_or(u32::MAX);
        let choice = items.iter().position(|n| matches!(n, Node::Choice(_) | Node::Optional(_)));
        // A choice that holds a rarer item in each of its ways is opened too.
        let rarest =
            (0..items.len()).min_by_key(|i| items.get(*i).map_or(u32::MAX, |n| self.opened_weight(n)));
        if let Some(at) = rarest.filter(|i| items.get(*i).is_some_and(|n| self.opened_weight(n) < weight)) {
            for opened in open(&items, at) {
                self.enter(opened, out)?;
            }
            return Ok(());
        }
        if weight > OPEN_WEIGHT
            && let Some(at) = choice
        {
            for opened in open(&items, at) {
                self.enter(opened, out)?;
            }
            return Ok(());
        }
        let Some(pivot) = best.filter(|_| weight < u32::MAX) else {
            return Err((1, "no item of the pattern is required, so it would match nothing".into()));
        };
        out.push(self.program(&items, pivot)?);
        Ok(())
    }

    fn program(&mut self, items: &[Node], pivot: usize) -> Result<Program, (usize, String)> {
        let mut left = Vec::new();
        let mut right = Vec::new();
        for node in items.get(..pivot).unwrap_or_default().iter().rev() {
            self.emit(node, true, &mut left)?;
        }
        for node in items.get(pivot + 1..).unwrap_or_default() {
            self.emit(node, false, &mut right)?;
        }
        let pivot = items.get(pivot).map(|n| self.atoms(n)).transpose()?.unwrap_or_default();
        Ok(Program { rule: self.rule, pivot: pivot.into(), left: left.into(), right: right.into() })
    }

    /// How often the ways of a choice can be entered together, each at its rarest item; [`u32::MAX`] for what is
    /// no choice or has a way without a required item.
    fn opened_weight(&self, node: &Node) -> u32 {
        let Node::Choice(options) = node else { return u32::MAX };
        if options.iter().all(|o| matches!(o, Node::Literal(..) | Node::Class { .. })) {
            return u32::MAX;
        }
        let best = |items: &Vec<Node>| {
            items.iter().map(|n| self.weight(n).min(self.opened_weight(n))).min().unwrap_or(u32::MAX)
        };
        sequences(node).iter().map(best).fold(0, u32::saturating_add)
    }

    /// How often an item can be entered; [`u32::MAX`] for what cannot be a pivot.
    fn weight(&self, node: &Node) -> u32 {
        match node {
            Node::Literal(word, _) => {
                let common = self.vocabulary.class("common");
                let is_common =
                    common.is_some_and(|c| self.vocabulary.value(self.lexicon.get(word), c).is_some());
                let is_mark = !word.starts_with(char::is_alphanumeric);
                if is_common || is_mark { COMMON_WEIGHT } else { LITERAL_WEIGHT }
            }
            Node::Class { class, .. } => {
                self.vocabulary.class(class).map_or(u32::MAX, |c| self.vocabulary.weight(c))
            }
            Node::Choice(options) => options
                .iter()
                .map(|o| {
                    if matches!(o, Node::Literal(..) | Node::Class { .. }) {
                        self.weight(o)
                    } else {
                        u32::MAX
                    }
                })
                .fold(0, u32::saturating_add),
            _ => u32::MAX,
        }
    }

    fn atoms(&mut self, node: &Node) -> Result<Vec<Atom>, (usize, String)> {
        match node {
            Node::Literal(word, flag) => Ok(vec![Atom {
                accept: Accept::Literal(self.lexicon.intern(word)),
                flag: *flag,
                slot: NO_SLOT,
            }]),
            Node::Class { name, class, flag, column } => {
                let (slot, id) = self.slot(name, class, *column)?;
                Ok(vec![Atom { accept: Accept::Class(id), flag: *flag, slot }])
            }
            Node::Any(flag) => Ok(vec![Atom { accept: Accept::Any, flag: *flag, slot: NO_SLOT }]),
            Node::Choice(options) => {
                let mut all = Vec::new();
                for option in options {
                    all.extend(self.atoms(option)?);
                }
                Ok(all)
            }
            _ => Ok(Vec::new()),
        }
    }

    fn emit(&mut self, node: &Node, backward: bool, out: &mut Vec<Step>) -> Result<(), (usize, String)> {
        match node {
            Node::Literal(..) | Node::Class { .. } | Node::Any(_) => {
                let atoms = self.atoms(node)?;
                out.extend(atoms.into_iter().map(Step::Item));
            }
            Node::Sequence(items) if backward => {
                items.iter().rev().try_for_each(|n| self.emit(n, true, out))?
            }
            Node::Sequence(items) => items.iter().try_for_each(|n| self.emit(n, false, out))?,
            Node::Choice(options) => self.emit_choice(options, backward, out)?,
            Node::Optional(inner) => {
                let split = out.len();
                out.push(Step::Split(split + 1, 0));
                self.emit(inner, backward, out)?;
                let end = out.len();
                patch(out, split, Step::Split(split + 1, end));
            }
            Node::Mark(result, left) => out.push(Step::Mark(*result, *left)),
            // `number` turned every result into marks.
            Node::Result(inner) => self.emit(inner, backward, out)?,
            Node::Glue => out.push(Step::Glue),
            Node::Start => out.push(Step::Start),
            Node::End => out.push(Step::End),
            Node::Look { behind, negative, node } => {
                let mut steps = Vec::new();
                self.emit(node, *behind, &mut steps)?;
                out.push(Step::Look { behind: *behind, negative: *negative, steps: steps.into() });
            }
        }
        Ok(())
    }

    fn emit_choice(
        &mut self,
        options: &[Node],
        backward: bool,
        out: &mut Vec<Step>,
    ) -> Result<(), (usize, String)> {
        let mut jumps = Vec::new();
        for (i, option) in options.iter().enumerate() {
            let split = out.len();
            let last = i + 1 == options.len();
            if !last {
                out.push(Step::Split(split + 1, 0));
            }
            self.emit(option, backward, out)?;
            if !last {
                jumps.push(out.len());
                out.push(Step::Jump(0));
                let next = out.len();
                patch(out, split, Step::Split(split + 1, next));
            }
        }
        let end = out.len();
        for jump in jumps {
            patch(out, jump, Step::Jump(end));
        }
        Ok(())
    }
}

fn patch(out: &mut [Step], at: usize, step: Step) {
    if let Some(place) = out.get_mut(at) {
        *place = step;
    }
}

/// The top level of a pattern as sequences.
fn sequences(node: &Node) -> Vec<Vec<Node>> {
    match node {
        Node::Choice(options)
            if !options.iter().all(|o| matches!(o, Node::Literal(..) | Node::Class { .. })) =>
        {
            options.iter().flat_map(sequences).collect()
        }
        Node::Sequence(items) => vec![flatten(items)],
        other => vec![vec![other.clone()]],
    }
}

/// Sequences within a sequence become part of it.
fn flatten(items: &[Node]) -> Vec<Node> {
    items
        .iter()
        .flat_map(|n| match n {
            Node::Sequence(inner) => flatten(inner),
            other => vec![other.clone()],
        })
        .collect()
}

/// The sequences that arise when the item at `at` is opened.
fn open(items: &[Node], at: usize) -> Vec<Vec<Node>> {
    let with = |middle: Vec<Node>| {
        let mut all: Vec<Node> = items.get(..at).unwrap_or_default().to_vec();
        all.extend(middle);
        all.extend(items.get(at + 1..).unwrap_or_default().iter().cloned());
        all
    };
    match items.get(at) {
        Some(Node::Choice(options)) => options.iter().flat_map(sequences).map(with).collect(),
        Some(Node::Optional(inner)) => {
            let mut all: Vec<Vec<Node>> = sequences(inner).into_iter().map(with).collect();
            all.push(with(Vec::new()));
            all
        }
        _ => Vec::new(),
    }
}
