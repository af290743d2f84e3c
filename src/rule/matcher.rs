//! Runs programs: backwards from the pivot to the start of the match, then forwards to its end.
//!
//! Choices are tried in the order of the notation, an optional item is taken where it can be; the first way
//! through is the match. Patterns have no repetition; and where many ways fail, each place of a pattern is tried once at each
//! token, so that work per try is bounded by the length of the pattern and what it spans, however ambiguous it is.
//!
//! Knows programs, and tokens as they were scanned. Does not know which of several matches counts.

use rustc_hash::FxHashSet;

use super::notation::Flag;
use super::program::{Accept, Atom, Edge, Program, RESULTS, SLOTS, Step, term_bit};
use super::scan::{Scan, value_of};
use super::vocabulary::{CHUNK, Vocabulary};
use crate::text::{Pos, Shape, Term, Text};

/// What an item of a pattern matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Capture {
    /// First token.
    pub first: u32,
    /// One past the last token; equal to `first` when the item was not matched.
    pub end: u32,
    /// The value of the word, figure or chunk.
    pub value: i64,
}

impl Capture {
    /// True when the item took part in the match.
    pub fn is_some(&self) -> bool {
        self.end > self.first
    }
}

/// A match of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The rule, by its place in the set.
    pub rule: u32,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The captures by slot, as `Rule::slots` names them.
    pub captures: [Capture; SLOTS],
    /// The token ranges of the results, where the pattern has `[ ]`.
    pub results: [(u32, u32); RESULTS],
}

/// The text that programs run over.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub text: &'a Text<'a>,
    pub vocabulary: &'a Vocabulary,
    pub scan: &'a Scan,
    /// First token and one past the last token of the sentence: no match crosses it.
    pub bounds: (u32, u32),
}

/// What stands beside a pivot in its sentence: the classes of the token and of the chunks there, and the bit of its
/// word; nothing where the sentence ends.
#[derive(Clone, Copy, Default)]
pub(super) struct Neighbour {
    classes: u128,
    terms: u64,
}

impl Neighbour {
    /// False when the first item of a side of a program surely fails here. Most tries end with that, and it is seen
    /// without setting anything up.
    #[inline]
    pub fn may_be(&self, edge: &Edge) -> bool {
        edge.open || self.classes & edge.classes != 0 || self.terms & edge.terms != 0
    }
}

/// The steps on one side of a pivot, or of a condition, and whether they are read backwards.
#[derive(Clone, Copy)]
struct Side<'p> {
    steps: &'p [Step],
    backward: bool,
}

/// Where a run is, and which captures and results it has made: what a failed way must give back. The captures and
/// results themselves are written in place and count only when they are marked here.
#[derive(Clone, Copy, Default)]
struct State {
    at: u32,
    captured: u16,
    marked: u16,
}

#[derive(Default)]
struct Board {
    captures: [Capture; SLOTS],
    results: [(u32, u32); RESULTS],
    /// Ways that failed in this walk, and from [`PATIENCE`] on at which step and token: what lies behind depends on nothing else.
    failures: u32,
    failed: FxHashSet<(usize, u32)>,
}

/// Failed ways from which on they are remembered: patterns that are not ambiguous have a few.
const PATIENCE: u32 = 64;

impl Input<'_> {
    /// What stands on both sides of a pivot.
    pub fn beside(&self, pivot: Capture) -> [Neighbour; 2] {
        let before = pivot.first.wrapping_sub(1);
        let at = |token: u32, classes: u128| {
            let inside = token >= self.bounds.0 && token < self.bounds.1;
            let there = Neighbour { classes, terms: term_bit(self.text.term(token)) };
            if inside { there } else { Neighbour::default() }
        };
        [at(before, self.scan.closing(before)), at(pivot.end, self.scan.opening(pivot.end))]
    }

    /// Runs a program whose pivot is the item `first..end` with `value`; its neighbours must fit the program's edges.
    pub fn run(&self, program: &Program, atom: &Atom, pivot: Capture) -> Option<Match> {
        self.holds(self.flag(atom.flag, pivot.first))?;
        let mut board = Board::default();
        let mut state = State { at: pivot.first, ..State::default() };
        capture(&mut state, &mut board, atom, pivot);
        self.walk(Side { steps: &program.left, backward: true }, 0, &mut state, &mut board)?;
        let first = state.at;
        state.at = pivot.end;
        board.forget();
        self.walk(Side { steps: &program.right, backward: false }, 0, &mut state, &mut board)?;
        let Board { mut captures, mut results, .. } = board;
        for (_, capture) in captures.iter_mut().enumerate().filter(|(i, _)| state.captured & (1 << i) == 0) {
            *capture = Capture::default();
        }
        for (_, result) in
            results.iter_mut().enumerate().filter(|(i, _)| state.marked & (0b11 << (2 * i)) == 0)
        {
            *result = (0, 0);
        }
        Some(Match { rule: program.rule, first, end: state.at, captures, results })
    }

    /// Runs a side from `pc`; None when there is no way through, and then `state` is worthless.
    fn walk(&self, side: Side, mut pc: usize, state: &mut State, board: &mut Board) -> Option<()> {
        let backward = side.backward;
        while let Some(step) = side.steps.get(pc) {
            pc += 1;
            #[cfg(test)]
            tests::STEPS.set(tests::STEPS.get() + 1);
            match step {
                Step::Item(atom) => {
                    if let Accept::Class(class) = atom.accept {
                        let there = self.there(state.at, backward);
                        self.holds(there & class.bit() != 0)?;
                        if there & CHUNK != 0 {
                            return self.item(side, pc, state, board, atom);
                        }
                    }
                    self.token(backward, state, board, atom)?;
                }
                Step::Words(words) => {
                    let token = self.next(state.at, backward)?;
                    self.holds(words.hold(self.text.term(token)) && self.flag(words.flag, token))?;
                    state.at = if backward { token } else { token + 1 };
                }
                Step::Glue => self.holds(self.is_glued(state.at))?,
                Step::Start => self.holds(state.at == self.bounds.0)?,
                Step::End => self.holds(state.at == self.bounds.1)?,
                Step::Mark(result, left) => mark(state, board, *result, *left),
                Step::Jump(to) => pc = *to,
                Step::Split(a, b) => {
                    if self.may_begin(side, *a, state.at) {
                        let saved = *state;
                        if self.attempt(side, *a, state, board).is_some() {
                            return Some(());
                        }
                        *state = saved;
                    }
                    pc = *b;
                }
                Step::Look { behind, negative, steps } => {
                    let mut probe = *state;
                    let side = Side { steps, backward: *behind };
                    let found = self.walk(side, 0, &mut probe, &mut Board::default()).is_some();
                    self.holds(found != *negative)?;
                }
            }
        }
        Some(())
    }

    /// False when the step at `pc` surely fails here: most ways end with their first item, and it is seen without going there.
    #[inline]
    fn may_begin(&self, side: Side, pc: usize, at: u32) -> bool {
        let is_next = |holds: &dyn Fn(Term) -> bool| {
            self.next(at, side.backward).is_some_and(|token| holds(self.text.term(token)))
        };
        match side.steps.get(pc) {
            Some(Step::Item(atom)) => match atom.accept {
                Accept::Class(class) => self.there(at, side.backward) & class.bit() != 0,
                Accept::Literal(term) => is_next(&|there| there == term),
                Accept::Any => true,
            },
            Some(Step::Words(words)) => is_next(&|there| words.hold(there)),
            _ => true,
        }
    }

    #[inline]
    fn holds(&self, condition: bool) -> Option<()> {
        condition.then_some(())
    }

    fn is_glued(&self, at: u32) -> bool {
        self.text.tokens.get(at as usize).is_some_and(|t| !t.spaced)
    }

    /// The classes of the token that comes next and of the chunks that begin with it.
    fn there(&self, at: u32, backward: bool) -> u128 {
        if backward { self.scan.closing(at.wrapping_sub(1)) } else { self.scan.opening(at) }
    }

    /// The token that comes next, in the sentence.
    fn next(&self, at: u32, backward: bool) -> Option<u32> {
        let token = if backward { at.checked_sub(1)? } else { at };
        (self.bounds.0..self.bounds.1).contains(&token).then_some(token)
    }

    /// Tries the chunks of the class first, longest first, then the single token.
    fn item(&self, side: Side, pc: usize, state: &mut State, board: &mut Board, atom: &Atom) -> Option<()> {
        let saved = *state;
        let mut go = |chunk: &super::Chunk| {
            let inside = chunk.first >= self.bounds.0 && chunk.end <= self.bounds.1;
            let alike = atom.accept == Accept::Class(chunk.class);
            if !alike || !inside || !self.flag(atom.flag, chunk.first) {
                return false;
            }
            *state = saved;
            let taken = Capture { first: chunk.first, end: chunk.end, value: chunk.value };
            capture(state, board, atom, taken);
            state.at = if side.backward { chunk.first } else { chunk.end };
            self.attempt(side, pc, state, board).is_some()
        };
        let found = if side.backward {
            self.scan.ending(saved.at).any(&mut go)
        } else {
            self.scan.starting(saved.at).any(&mut go)
        };
        if found {
            return Some(());
        }
        *state = saved;
        self.token(side.backward, state, board, atom)?;
        self.attempt(side, pc, state, board)
    }

    /// Runs a side from `pc`, unless that has failed at this token before.
    fn attempt(&self, side: Side, pc: usize, state: &mut State, board: &mut Board) -> Option<()> {
        let place = (pc, state.at);
        if board.failures >= PATIENCE && board.failed.contains(&place) {
            return None;
        }
        let found = self.walk(side, pc, state, board);
        if found.is_none() {
            board.failures += 1;
            if board.failures >= PATIENCE {
                board.failed.insert(place);
            }
        }
        found
    }

    /// Takes the single token that comes next.
    fn token(&self, backward: bool, state: &mut State, board: &mut Board, atom: &Atom) -> Option<()> {
        let token = self.next(state.at, backward)?;
        self.holds(self.accepts(atom, token))?;
        if let Accept::Class(class) = atom.accept {
            let value = value_of(self.text, self.vocabulary, token, class);
            capture(state, board, atom, Capture { first: token, end: token + 1, value });
        }
        state.at = if backward { token } else { token + 1 };
        Some(())
    }

    /// True when a single token is what the atom asks for.
    pub fn accepts(&self, atom: &Atom, token: u32) -> bool {
        let fits = match atom.accept {
            Accept::Literal(term) => self.text.tokens.get(token as usize).is_some_and(|t| t.term == term),
            Accept::Class(class) => self.scan.set(token) & class.bit() != 0,
            Accept::Any => true,
        };
        fits && self.flag(atom.flag, token)
    }

    #[inline]
    fn flag(&self, flag: Flag, token: u32) -> bool {
        flag == Flag::None || self.is_flagged(flag, token)
    }

    fn is_flagged(&self, flag: Flag, token: u32) -> bool {
        let shape = self.text.tokens.get(token as usize).map_or(Shape::Lower, |t| t.shape);
        let pos = self.text.tags.get(token as usize).map_or(Pos::Other, |t| t.pos);
        match flag {
            Flag::None => true,
            Flag::Cap => matches!(shape, Shape::Capitalized | Shape::Upper),
            Flag::Lower => shape == Shape::Lower,
            Flag::Noun => matches!(pos, Pos::Noun | Pos::ProperNoun),
            Flag::Verb => matches!(pos, Pos::Verb | Pos::Auxiliary | Pos::Modal),
            Flag::Name => pos == Pos::ProperNoun,
            Flag::Plural => shape == Shape::Lower && self.text.lexicon.entry(self.text.term(token)).plural,
        }
    }
}

impl Board {
    /// Before another walk, in which other ways fail.
    fn forget(&mut self) {
        self.failures = 0;
        self.failed.clear();
    }
}

fn capture(state: &mut State, board: &mut Board, atom: &Atom, capture: Capture) {
    if let Some(place) = board.captures.get_mut(usize::from(atom.slot)) {
        *place = capture;
        state.captured |= 1 << atom.slot;
    }
}

fn mark(state: &mut State, board: &mut Board, result: u8, left: bool) {
    if let Some(range) = board.results.get_mut(usize::from(result)) {
        if left {
            range.0 = state.at;
        } else {
            range.1 = state.at;
        }
        state.marked |= 1 << (2 * result + u8::from(left));
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::super::{RuleFile, RuleSet};
    use super::*;
    use crate::text::{Layout, Lexicon};

    thread_local! {
        /// Steps that were run on this thread.
        pub(super) static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// How many steps a rule with this pattern runs over a text, and in how many places it matches.
    fn steps(pattern: &str, source: &str) -> (u64, usize) {
        let file = format!("stage = 1\n[[rule]]\nid = \"a\"\npattern = \"{pattern}\"\nvalue = \"now\"\n");
        let (mut vocabulary, mut rules) = (Vocabulary::default(), RuleSet::default());
        let mut lexicon = Lexicon::builtin().expect("tables");
        let parsed = RuleFile::parse(&file, "a.toml").expect("parses");
        rules.add(&parsed, "a.toml", &mut vocabulary, &mut lexicon).expect("compiles");
        let text = Text::new(source, &lexicon, Layout::default());
        let scan = Scan::new(&text, &vocabulary);
        STEPS.set(0);
        let found = rules.find(&text, &vocabulary, &scan);
        (STEPS.get(), found.len())
    }

    #[test]
    fn an_ambiguous_pattern_costs_no_more_than_its_length_squared() {
        // Each of the `n` groups can be read in two ways, and only the last word tells that none will do.
        let cost = |n: usize| {
            let pattern = format!("'zebra' {} 'poll'", "('a' | 'a'.lower | 'b' 'a')".repeat(n));
            let (steps, found) = steps(&pattern, &format!("zebra {}.", "a ".repeat(n + 1)));
            assert_eq!(found, 0);
            steps
        };
        let (short, long) = (cost(20), cost(80));
        assert!(short > 0 && long < 40 * short, "{short} steps for 20 groups, {long} for 80");
        let pattern = format!("'zebra' {} 'poll'", "('a' | 'a'.lower)".repeat(30));
        assert_eq!(steps(&pattern, &format!("zebra {}poll.", "a ".repeat(30))).1, 1);
    }

    #[test]
    fn nested_choices_are_compiled_in_step_with_their_length() {
        let pattern = format!("'zebra' {} 'poll'", "((('a')?)?)?".repeat(40));
        assert_eq!(steps(&pattern, "zebra a a a poll.").1, 1);
    }
}
