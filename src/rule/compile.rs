//! From a pattern to programs: one for each way the pattern can be entered at its rarest required item.
//!
//! Knows the parsed notation and how common classes are. Does not know texts.

use super::notation::{Flag, Node};
use super::program::{Accept, Atom, Edge, NO_SLOT, Program, RESULTS, SLOTS, Step, Words};
use super::vocabulary::{ClassId, Vocabulary};
use crate::text::Lexicon;

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

/// Ways into a rule, at most: the program's own have some dozens.
const PROGRAMS: usize = 2000;

pub(super) struct Compiler<'a> {
    vocabulary: &'a Vocabulary,
    lexicon: &'a mut Lexicon,
    /// The class of words too frequent to enter a rule at.
    common: Option<ClassId>,
    out: Compiled,
    rule: u32,
}

impl<'a> Compiler<'a> {
    /// A compiler for the rule of that number.
    pub fn new(vocabulary: &'a Vocabulary, lexicon: &'a mut Lexicon, rule: u32) -> Self {
        let common = vocabulary.class("common");
        Self { vocabulary, lexicon, common, out: Compiled::default(), rule }
    }

    /// Compiles a rule's pattern; errors are (column, message).
    pub fn compile(mut self, node: Node) -> Result<Compiled, (usize, String)> {
        let node = self.look_up(node)?;
        for sequence in sequences(&node) {
            self.enter(sequence)?;
        }
        Ok(self.out)
    }

    /// Looks up words and classes, and gives every capture its slot and every result its number, in the order of the
    /// notation; results become marks.
    fn look_up<'n>(&mut self, node: Node<'n>) -> Result<Node<'n>, (usize, String)> {
        let mut all =
            |nodes: Vec<Node<'n>>| nodes.into_iter().map(|n| self.look_up(n)).collect::<Result<_, _>>();
        Ok(match node {
            Node::Literal(word, flag) => self.word(word, flag),
            Node::Any(flag) => Node::Item(Atom { accept: Accept::Any, flag, slot: NO_SLOT }, u32::MAX),
            Node::Class { name, class, flag, column } => {
                let (slot, id) = self.slot(name, class, column)?;
                let atom = Atom { accept: Accept::Class(id), flag, slot };
                Node::Item(atom, self.vocabulary.weight(id))
            }
            Node::Sequence(items) => Node::Sequence(all(items)?),
            Node::Choice(items) => Node::Choice(all(items)?),
            Node::Optional(inner) => Node::Optional(Box::new(self.look_up(*inner)?)),
            Node::Look { behind, negative, node } => {
                Node::Look { behind, negative, node: Box::new(self.look_up(*node)?) }
            }
            Node::Result(inner) => {
                let result = self.out.results;
                self.out.results += 1;
                if usize::from(self.out.results) > RESULTS {
                    return Err((1, format!("a rule has at most {RESULTS} results")));
                }
                let inner = self.look_up(*inner)?;
                Node::Sequence(vec![Node::Mark(result, true), inner, Node::Mark(result, false)])
            }
            other => other,
        })
    }

    fn word<'n>(&mut self, word: &str, flag: Flag) -> Node<'n> {
        let term = if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            self.lexicon.intern(word)
        } else {
            self.lexicon.intern(&word.to_lowercase())
        };
        let is_common = self.common.is_some_and(|c| self.vocabulary.set(term) & c.bit() != 0);
        let is_mark = !word.starts_with(char::is_alphanumeric);
        let weight = if is_common || is_mark { COMMON_WEIGHT } else { LITERAL_WEIGHT };
        Node::Item(Atom { accept: Accept::Literal(term), flag, slot: NO_SLOT }, weight)
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
    fn enter(&mut self, items: Vec<&Node>) -> Result<(), (usize, String)> {
        let rarest = |weight: fn(&Node) -> u32| {
            let weights = items.iter().map(|n| weight(n)).enumerate();
            weights.min_by_key(|(_, weight)| *weight).unwrap_or((0, u32::MAX))
        };
        let (pivot, weight) = rarest(weight);
        // A choice that holds a rarer item in each of its ways is opened.
        let (choice, opened) = rarest(opened_weight);
        let first_choice = || items.iter().position(|n| matches!(n, Node::Choice(_) | Node::Optional(_)));
        let at = if opened < weight {
            Some(choice)
        } else if weight > OPEN_WEIGHT {
            first_choice()
        } else {
            None
        };
        if let Some(at) = at {
            return open(&items, at).into_iter().try_for_each(|opened| self.enter(opened));
        }
        if weight == u32::MAX {
            return Err((1, "no item of the pattern is required, so it would match nothing".into()));
        }
        if self.out.programs.len() == PROGRAMS {
            let message = format!(
                "the pattern can be entered in more than {PROGRAMS} ways: begin it with a rarer word, or make several rules of it"
            );
            return Err((1, message));
        }
        let program = program(self.rule, &items, pivot);
        self.out.programs.push(program);
        Ok(())
    }
}

fn program(rule: u32, items: &[&Node], pivot: usize) -> Program {
    let mut left = Vec::new();
    let mut right = Vec::new();
    for node in items.get(..pivot).unwrap_or_default().iter().rev() {
        emit(node, true, &mut left);
    }
    for node in items.get(pivot + 1..).unwrap_or_default() {
        emit(node, false, &mut right);
    }
    let pivot = items.get(pivot).map(|n| atoms(n)).unwrap_or_default();
    let (before, after) = (Edge::of(&left), Edge::of(&right));
    Program { rule, pivot: pivot.into(), left: left.into(), right: right.into(), before, after }
}

/// True for a choice between single items, which can be a pivot as a whole.
fn is_plain(options: &[Node]) -> bool {
    options.iter().all(|o| matches!(o, Node::Item(..)))
}

/// How often the ways of a choice can be entered together, each at its rarest item; [`u32::MAX`] for what is
/// no choice or has a way without a required item.
fn opened_weight(node: &Node) -> u32 {
    let Node::Choice(options) = node else { return u32::MAX };
    if is_plain(options) {
        return u32::MAX;
    }
    let best =
        |items: &Vec<&Node>| items.iter().map(|n| weight(n).min(opened_weight(n))).min().unwrap_or(u32::MAX);
    sequences(node).iter().map(best).fold(0, u32::saturating_add)
}

/// How often an item can be entered; [`u32::MAX`] for what cannot be a pivot.
fn weight(node: &Node) -> u32 {
    match node {
        Node::Item(_, weight) => *weight,
        Node::Choice(options) if is_plain(options) => options.iter().map(weight).fold(0, u32::saturating_add),
        _ => u32::MAX,
    }
}

/// The items of a pivot.
fn atoms(node: &Node) -> Vec<Atom> {
    match node {
        Node::Item(atom, _) => vec![*atom],
        Node::Choice(options) => options.iter().flat_map(atoms).collect(),
        _ => Vec::new(),
    }
}

fn emit(node: &Node, backward: bool, out: &mut Vec<Step>) {
    match node {
        Node::Item(atom, _) => out.push(Step::Item(*atom)),
        Node::Sequence(items) if backward => items.iter().rev().for_each(|n| emit(n, true, out)),
        Node::Sequence(items) => items.iter().for_each(|n| emit(n, false, out)),
        Node::Choice(options) => emit_choice(options, backward, out),
        Node::Optional(inner) => {
            let split = out.len();
            out.push(Step::Split(split + 1, 0));
            emit(inner, backward, out);
            let end = out.len();
            patch(out, split, Step::Split(split + 1, end));
        }
        Node::Mark(result, left) => out.push(Step::Mark(*result, *left)),
        Node::Glue => out.push(Step::Glue),
        Node::Start => out.push(Step::Start),
        Node::End => out.push(Step::End),
        Node::Look { behind, negative, node } => {
            let mut steps = Vec::new();
            emit(node, *behind, &mut steps);
            out.push(Step::Look { behind: *behind, negative: *negative, steps: steps.into() });
        }
        // `look_up` replaced these.
        Node::Literal(..) | Node::Any(_) | Node::Class { .. } | Node::Result(_) => {}
    }
}

/// A way through a choice.
enum Way<'n, 'a> {
    /// Words side by side are one way: nothing that comes after can tell which of them stood there.
    Words(Words),
    Node(&'n Node<'a>),
}

fn ways<'n, 'a>(options: &'n [Node<'a>]) -> Vec<Way<'n, 'a>> {
    let word = |node: &Node| match node {
        Node::Item(Atom { accept: Accept::Literal(term), flag, .. }, _) => Some((*term, *flag)),
        _ => None,
    };
    let mut ways = Vec::with_capacity(options.len());
    let mut rest = options;
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        let Some((term, flag)) = word(first) else {
            ways.push(Way::Node(first));
            continue;
        };
        let mut terms = vec![term];
        while let Some((next, _)) = rest.first().and_then(word).filter(|(_, other)| *other == flag) {
            terms.push(next);
            rest = rest.get(1..).unwrap_or_default();
        }
        ways.push(if terms.len() == 1 { Way::Node(first) } else { Way::Words(Words::new(terms, flag)) });
    }
    ways
}

fn emit_choice(options: &[Node], backward: bool, out: &mut Vec<Step>) {
    let mut jumps = Vec::new();
    let mut ways = ways(options).into_iter().peekable();
    while let Some(way) = ways.next() {
        let split = out.len();
        let last = ways.peek().is_none();
        if !last {
            out.push(Step::Split(split + 1, 0));
        }
        match way {
            Way::Words(words) => out.push(Step::Words(words)),
            Way::Node(node) => emit(node, backward, out),
        }
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
}

fn patch(out: &mut [Step], at: usize, step: Step) {
    if let Some(place) = out.get_mut(at) {
        *place = step;
    }
}

/// The top level of a pattern as sequences.
fn sequences<'n, 'a>(node: &'n Node<'a>) -> Vec<Vec<&'n Node<'a>>> {
    match node {
        Node::Choice(options) if !is_plain(options) => options.iter().flat_map(sequences).collect(),
        other => {
            let mut flat = Vec::new();
            flatten(other, &mut flat);
            vec![flat]
        }
    }
}

/// Sequences within a sequence become part of it.
fn flatten<'n, 'a>(node: &'n Node<'a>, out: &mut Vec<&'n Node<'a>>) {
    match node {
        Node::Sequence(items) => items.iter().for_each(|n| flatten(n, out)),
        other => out.push(other),
    }
}

/// The sequences that arise when the item at `at` is opened.
fn open<'n, 'a>(items: &[&'n Node<'a>], at: usize) -> Vec<Vec<&'n Node<'a>>> {
    let with = |middle: Vec<&'n Node<'a>>| {
        let mut all = items.get(..at).unwrap_or_default().to_vec();
        all.extend(middle);
        all.extend(items.get(at + 1..).unwrap_or_default());
        all
    };
    match items.get(at) {
        Some(Node::Choice(options)) => options.iter().flat_map(sequences).map(with).collect(),
        Some(Node::Optional(inner)) => {
            let mut all: Vec<_> = sequences(inner).into_iter().map(with).collect();
            all.push(with(Vec::new()));
            all
        }
        _ => Vec::new(),
    }
}
