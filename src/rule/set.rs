//! The rules of a stage, indexed by the items at which they can be entered.
//!
//! Knows rules and where they are entered. What a match means is for the layer above.

use rustc_hash::{FxHashMap, FxHashSet};

use super::compile::Compiler;
use super::matcher::{Capture, Input, Match};
use super::notation::{Macros, NotationError, parse};
use super::program::{Accept, Atom, Program};
use super::scan::{Scan, value_of};
use super::vocabulary::{CLASSES, ClassId, LITERAL_PIVOT, Vocabulary};
use super::{Candidate, RuleFile, RuleId, RuleSource, select};
use crate::error::{Error, ErrorKind};
use crate::image::{Source, Stored, Writer, stored};
use crate::text::{Lexicon, Term, Text};

/// A rule, loaded.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name.
    pub id: RuleId,
    /// The names of its captures with their classes; the place in the list is the place in [`Match::captures`].
    pub slots: Vec<(String, ClassId)>,
    /// How many `[ ]` its pattern has.
    pub results: u8,
    /// Its values as written.
    pub values: Vec<String>,
    /// Wins over overlapping matches with a smaller number.
    pub priority: i32,
    /// The file it stands in.
    pub file: String,
}

/// The rules of one stage.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    ids: FxHashSet<RuleId>,
    programs: Vec<Program>,
    by_term: FxHashMap<Term, Vec<(u32, u16)>>,
    /// By class number: programs and the number of the pivot's atom.
    by_class: Vec<Vec<(u32, u16)>>,
    trigger: u128,
}

stored! { Rule { id, slots, results, values, priority, file } }

impl Stored for RuleSet {
    fn put(&self, image: &mut Writer) {
        self.rules.put(image);
        self.programs.put(image);
        self.by_term.put(image);
        self.by_class.put(image);
        self.trigger.put(image);
    }

    fn take(source: &mut Source) -> Option<Self> {
        let rules: Vec<Rule> = Stored::take(source)?;
        Some(Self {
            ids: rules.iter().map(|rule| rule.id.clone()).collect(),
            rules,
            programs: Stored::take(source)?,
            by_term: Stored::take(source)?,
            by_class: Stored::take(source)?,
            trigger: Stored::take(source)?,
        })
    }
}

impl RuleSet {
    /// Adds the rules of a file.
    ///
    /// # Errors
    /// A pattern that does not parse, an unknown class, or a rule named twice, with file, rule and column.
    pub fn add(
        &mut self,
        source: &RuleFile<'_>,
        file: &str,
        vocabulary: &mut Vocabulary,
        lexicon: &mut Lexicon,
    ) -> Result<(), Error> {
        let mut macros = Macros::new();
        for (name, pattern) in &source.macros {
            let node = parse(pattern, &macros)
                .map_err(|e| complain(&format!("the macro `{name}`"), &e).in_file(file))?;
            macros.insert(&**name, node);
        }
        for rule in &source.rule {
            self.add_rule(rule, &macros, file, vocabulary, lexicon)?;
        }
        Ok(())
    }

    fn add_rule<'a>(
        &mut self,
        rule: &'a RuleSource<'_>,
        macros: &Macros<'a>,
        file: &str,
        vocabulary: &mut Vocabulary,
        lexicon: &mut Lexicon,
    ) -> Result<(), Error> {
        let located = |error: &NotationError| {
            complain(&format!("rule `{}`", rule.id), error).in_file(file).at_line(rule.line)
        };
        let broken = |column, message| located(&NotationError { column, message });
        let id = RuleId::from(&*rule.id);
        if !self.ids.insert(id.clone()) {
            return Err(broken(1, "there is another rule of that name".into()));
        }
        let node = parse(&rule.pattern, macros).map_err(|e| located(&e))?;
        let number = self.rules.len() as u32;
        let compiler = Compiler::new(vocabulary, lexicon, number);
        let compiled = compiler.compile(node).map_err(|(column, message)| broken(column, message))?;
        for program in compiled.programs {
            self.index(&program, vocabulary);
            self.programs.push(program);
        }
        self.rules.push(Rule {
            id,
            slots: compiled.slots,
            results: compiled.results,
            values: rule.value.iter().map(|v| v.to_string()).collect(),
            priority: rule.priority,
            file: file.to_owned(),
        });
        Ok(())
    }

    fn index(&mut self, program: &Program, vocabulary: &mut Vocabulary) {
        let number = self.programs.len() as u32;
        for (i, atom) in program.pivot.iter().enumerate() {
            match atom.accept {
                Accept::Literal(term) => {
                    vocabulary.mark(term, LITERAL_PIVOT);
                    self.trigger |= LITERAL_PIVOT;
                    self.by_term.entry(term).or_default().push((number, i as u16));
                }
                // `any` is never a pivot: the compiler gives it no weight.
                Accept::Any => {}
                Accept::Class(class) => {
                    self.trigger |= class.bit();
                    self.by_class.resize_with(CLASSES, Vec::new);
                    if let Some(list) = self.by_class.get_mut(usize::from(class.0)) {
                        list.push((number, i as u16));
                    }
                }
            }
        }
    }

    /// The rules, in the order of their files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The winning matches over the tokens of a text, in text order.
    ///
    /// Complexity: linear in the number of tokens, times the rules that can be entered at a token.
    pub fn find(&self, text: &Text, vocabulary: &Vocabulary, scan: &Scan) -> Vec<Match> {
        self.winners(&self.matches(text, vocabulary, scan, true))
    }

    /// The winning matches of rules that are entered at a chunk, in text order. Complexity: linear in the number of
    /// chunks.
    pub fn find_in_chunks(&self, text: &Text, vocabulary: &Vocabulary, scan: &Scan) -> Vec<Match> {
        self.winners(&self.matches(text, vocabulary, scan, false))
    }

    /// All matches, those that lose included; of rules that are entered at a chunk only, unless `tokens`.
    pub fn matches(&self, text: &Text, vocabulary: &Vocabulary, scan: &Scan, tokens: bool) -> Vec<Match> {
        let mut found = Vec::new();
        if tokens {
            self.enter_tokens(text, vocabulary, scan, &mut found);
        }
        for chunk in scan.chunks() {
            self.enter_chunk(text, vocabulary, scan, chunk, &mut found);
        }
        found
    }

    fn enter_tokens(&self, text: &Text, vocabulary: &Vocabulary, scan: &Scan, found: &mut Vec<Match>) {
        for sentence in &text.sentences {
            let input = Input { text, vocabulary, scan, bounds: (sentence.first, sentence.end) };
            for token in sentence.first..sentence.end {
                let set = scan.set(token) & self.trigger;
                if set != 0 {
                    self.enter_token(&input, token, set, found);
                }
            }
        }
    }

    fn enter_token(&self, input: &Input, token: u32, set: u128, found: &mut Vec<Match>) {
        let mut left = set & !LITERAL_PIVOT;
        while left != 0 {
            let class = ClassId(left.trailing_zeros() as u8);
            left &= left - 1;
            let Some(list) = self.by_class.get(usize::from(class.0)) else { continue };
            let value = value_of(input.text, input.vocabulary, token, class);
            self.try_all(input, list, Capture { first: token, end: token + 1, value }, found);
        }
        if set & LITERAL_PIVOT != 0
            && let Some(t) = input.text.tokens.get(token as usize)
            && let Some(list) = self.by_term.get(&t.term)
        {
            self.try_all(input, list, Capture { first: token, end: token + 1, value: 0 }, found);
        }
    }

    fn enter_chunk(
        &self,
        text: &Text,
        vocabulary: &Vocabulary,
        scan: &Scan,
        chunk: &super::Chunk,
        found: &mut Vec<Match>,
    ) {
        if chunk.class.bit() & self.trigger == 0 {
            return;
        }
        let Some(sentence) = text.sentences.get(text.sentence_of(chunk.first) as usize) else { return };
        if chunk.first < sentence.first || chunk.end > sentence.end {
            return;
        }
        let input = Input { text, vocabulary, scan, bounds: (sentence.first, sentence.end) };
        if let Some(list) = self.by_class.get(usize::from(chunk.class.0)) {
            self.try_all(
                &input,
                list,
                Capture { first: chunk.first, end: chunk.end, value: chunk.value },
                found,
            );
        }
    }

    fn try_all(&self, input: &Input, list: &[(u32, u16)], pivot: Capture, found: &mut Vec<Match>) {
        let [before, after] = input.beside(pivot);
        for (program, atom) in list {
            let Some(program) = self.programs.get(*program as usize) else { continue };
            if !before.may_be(&program.before) || !after.may_be(&program.after) {
                continue;
            }
            let Some(atom): Option<&Atom> = program.pivot.get(usize::from(*atom)) else { continue };
            // A plain `extend` would move a whole match for each try, most of which find none.
            if let Some(found_match) = input.run(program, atom, pivot) {
                found.push(found_match);
            }
        }
    }

    fn winners(&self, found: &[Match]) -> Vec<Match> {
        let candidate = |m: &Match| {
            let priority = self.rules.get(m.rule as usize).map_or(0, |r| r.priority);
            Candidate { first: m.first, end: m.end, priority, order: m.rule }
        };
        let candidates: Vec<Candidate> = found.iter().map(candidate).collect();
        select(&candidates).into_iter().filter_map(|index| found.get(index).cloned()).collect()
    }
}

fn complain(of: &str, error: &NotationError) -> Error {
    Error::new(ErrorKind::Rule, format!("{of}, pattern, column {}: {}", error.column, error.message))
}
