//! The notation of patterns.
//!
//! ```text
//! pattern  = sequence { "|" sequence }
//! sequence = { item [ "?" ] }
//! item     = "'" word { " " word } "'" [ flag ]     these words, in any letter case
//!          | [ name ":" ] class [ flag ]            a token or chunk of that class, captured under its name
//!          | "any" [ flag ]                         any token
//!          | macro                                  a sub-pattern of the file
//!          | "(" pattern ")" [ flag ]               the flag holds for every item inside
//!          | "[" pattern "]"                        the part that is the result (several make several results)
//!          | "~"                                    no space here
//!          | "^" | "$"                              start, end of the sentence
//!          | [ "!" ] ( "<" | ">" ) "(" pattern ")"  what must (not) stand before or after; no part of the match
//! flag     = "." ( "cap" | "lower" | "noun" | "verb" | "name" | "plural" )
//! ```
//! Knows how a pattern is written and how long it may be. Does not know which words and classes there are.

use std::collections::BTreeMap;

use super::program::Atom;
use crate::image::stored_enum;

/// A condition on a token beside its word or class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Flag {
    #[default]
    None,
    Cap,
    Lower,
    Noun,
    Verb,
    Name,
    Plural,
}

stored_enum! { Flag { None, Cap, Lower, Noun, Verb, Name, Plural } }

/// A parsed pattern; words and names are those of the rule file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node<'a> {
    Literal(&'a str, Flag),
    Any(Flag),
    Class {
        name: &'a str,
        class: &'a str,
        flag: Flag,
        column: usize,
    },
    /// A word, class or any token, looked up, with how often it occurs; only the compiler makes it.
    Item(Atom, u32),
    Sequence(Vec<Node<'a>>),
    Choice(Vec<Node<'a>>),
    Optional(Box<Node<'a>>),
    Result(Box<Node<'a>>),
    /// The left or right end of a numbered result; only the compiler makes it.
    Mark(u8, bool),
    Glue,
    Start,
    End,
    Look {
        behind: bool,
        negative: bool,
        node: Box<Node<'a>>,
    },
}

/// What is wrong with a pattern, and where (column from 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NotationError {
    pub column: usize,
    pub message: String,
}

/// Sub-patterns by name.
pub(super) type Macros<'a> = BTreeMap<&'a str, Node<'a>>;

/// Parts of a pattern inside one another, at most: the program's own have five.
const DEEPEST: usize = 40;
/// Parts of a pattern with its macros in place, at most: the program's own have some hundreds.
const MOST: usize = 5000;

/// Parses a pattern. Complexity: linear in the text and in what its macros stand for.
pub(super) fn parse<'a>(text: &'a str, macros: &Macros<'a>) -> Result<Node<'a>, NotationError> {
    let mut parser = Parser { text, at: 0, macros, depth: 0, parts: 0 };
    let node = parser.choice()?;
    match parser.peek() {
        None => Ok(node),
        Some(c) => Err(parser.error(&format!("`{c}` is not expected here"))),
    }
}

struct Parser<'a, 'm> {
    text: &'a str,
    at: usize,
    macros: &'m Macros<'a>,
    /// Groups that are open.
    depth: usize,
    /// Parts so far, those of macros among them.
    parts: usize,
}

impl<'a> Parser<'a, '_> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&mut self) -> Option<char> {
        self.at += self.rest().bytes().take_while(|b| *b == b' ').count();
        self.rest().chars().next()
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn error(&self, message: &str) -> NotationError {
        NotationError { column: self.at + 1, message: message.into() }
    }

    fn expect(&mut self, c: char) -> Result<(), NotationError> {
        if self.take(c) { Ok(()) } else { Err(self.error(&format!("`{c}` is missing"))) }
    }

    fn choice(&mut self) -> Result<Node<'a>, NotationError> {
        if self.depth > DEEPEST {
            return Err(self.error(&format!("more than {DEEPEST} groups stand inside one another")));
        }
        self.depth += 1;
        let mut options = vec![self.sequence()?];
        while self.take('|') {
            options.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if options.len() == 1 { options.remove(0) } else { Node::Choice(options) })
    }

    fn sequence(&mut self) -> Result<Node<'a>, NotationError> {
        let mut items = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, '|' | ')' | ']') {
                break;
            }
            let item = self.item(c)?;
            self.count(1)?;
            items.push(if self.take('?') { Node::Optional(Box::new(item)) } else { item });
        }
        match items.len() {
            0 => Err(self.error("something must stand here")),
            1 => Ok(items.remove(0)),
            _ => Ok(Node::Sequence(items)),
        }
    }

    /// Counts parts of the pattern.
    fn count(&mut self, parts: usize) -> Result<(), NotationError> {
        self.parts += parts;
        if self.parts <= MOST {
            return Ok(());
        }
        Err(self.error(&format!(
            "the pattern has more than {MOST} parts once its macros are in place: make several rules of it"
        )))
    }

    fn item(&mut self, c: char) -> Result<Node<'a>, NotationError> {
        match c {
            '\'' => self.literal(),
            '(' | '[' => self.group(c),
            '~' | '^' | '$' => {
                self.take(c);
                Ok(match c {
                    '~' => Node::Glue,
                    '^' => Node::Start,
                    _ => Node::End,
                })
            }
            '!' | '<' | '>' => self.look(),
            _ => self.name(),
        }
    }

    fn group(&mut self, open: char) -> Result<Node<'a>, NotationError> {
        self.take(open);
        let node = self.choice()?;
        if open == '(' {
            self.expect(')')?;
            let flag = self.flag()?;
            return Ok(if flag == Flag::None { node } else { with_flag(node, flag) });
        }
        self.expect(']')?;
        Ok(Node::Result(Box::new(node)))
    }

    fn look(&mut self) -> Result<Node<'a>, NotationError> {
        let negative = self.take('!');
        let behind = self.take('<');
        if !behind {
            self.expect('>')?;
        }
        self.expect('(')?;
        let node = Box::new(self.choice()?);
        self.expect(')')?;
        Ok(Node::Look { behind, negative, node })
    }

    fn literal(&mut self) -> Result<Node<'a>, NotationError> {
        self.at += 1;
        // `''s'` would be ambiguous, so the possessive is written `'’s'` or as a class.
        let end = self.rest().find('\'').ok_or_else(|| self.error("the closing quote is missing"))?;
        let words = self.rest().get(..end).unwrap_or("");
        self.at += end + 1;
        let flag = self.flag()?;
        let words = words.split(' ').filter(|w| !w.is_empty());
        let mut nodes: Vec<Node> = words.map(|w| Node::Literal(w, flag)).collect();
        match nodes.len() {
            0 => Err(self.error("the quotes hold no word")),
            1 => Ok(nodes.remove(0)),
            _ => Ok(Node::Sequence(nodes)),
        }
    }

    fn word(&mut self) -> Result<&'a str, NotationError> {
        let end = self.rest().bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        if end == 0 {
            return Err(self.error("a name is missing"));
        }
        let word = self.rest().get(..end).unwrap_or("");
        self.at += end;
        Ok(word)
    }

    fn flag(&mut self) -> Result<Flag, NotationError> {
        if !self.rest().starts_with('.') {
            return Ok(Flag::None);
        }
        self.at += 1;
        Ok(match self.word()? {
            "cap" => Flag::Cap,
            "lower" => Flag::Lower,
            "noun" => Flag::Noun,
            "verb" => Flag::Verb,
            "name" => Flag::Name,
            "plural" => Flag::Plural,
            other => return Err(self.error(&format!("there is no flag `{other}`"))),
        })
    }

    fn name(&mut self) -> Result<Node<'a>, NotationError> {
        let column = self.at + 1;
        let name = self.word()?;
        if name == "any" {
            return Ok(Node::Any(self.flag()?));
        }
        if !self.rest().starts_with(':')
            && let Some(node) = self.macros.get(name)
        {
            self.count(parts(node))?;
            if self.depth + depth(node) > DEEPEST {
                return Err(self.error(&format!("more than {DEEPEST} groups stand inside one another")));
            }
            return Ok(node.clone());
        }
        let class = if self.rest().starts_with(':') {
            self.at += 1;
            self.word()?
        } else {
            name
        };
        Ok(Node::Class { name, class, flag: self.flag()?, column })
    }
}

/// How many parts a pattern has.
fn parts(node: &Node) -> usize {
    1 + inner(node).iter().map(parts).sum::<usize>()
}

/// How many parts of a pattern stand inside one another.
fn depth(node: &Node) -> usize {
    1 + inner(node).iter().map(depth).max().unwrap_or(0)
}

/// The parts right inside a part.
fn inner<'n, 'a>(node: &'n Node<'a>) -> &'n [Node<'a>] {
    match node {
        Node::Sequence(nodes) | Node::Choice(nodes) => nodes,
        Node::Optional(node) | Node::Result(node) | Node::Look { node, .. } => std::slice::from_ref(node),
        _ => &[],
    }
}

fn with_flag<'a>(node: Node<'a>, flag: Flag) -> Node<'a> {
    let all = |nodes: Vec<Node<'a>>| nodes.into_iter().map(|n| with_flag(n, flag)).collect();
    match node {
        Node::Literal(word, _) => Node::Literal(word, flag),
        Node::Class { name, class, column, .. } => Node::Class { name, class, flag, column },
        Node::Any(_) => Node::Any(flag),
        Node::Sequence(items) => Node::Sequence(all(items)),
        Node::Choice(items) => Node::Choice(all(items)),
        Node::Optional(inner) => Node::Optional(Box::new(with_flag(*inner, flag))),
        Node::Result(inner) => Node::Result(Box::new(with_flag(*inner, flag))),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(pattern: &str) -> (usize, String) {
        let e = parse(pattern, &Macros::new()).expect_err("must not parse");
        (e.column, e.message)
    }

    #[test]
    fn a_pattern_is_a_tree() {
        let node = parse("count ~ '-'? unit 'ago'.lower", &Macros::new()).expect("parses");
        let Node::Sequence(items) = node else { unreachable!("a sequence") };
        assert_eq!(items.len(), 5);
        assert_eq!(items.get(4), Some(&Node::Literal("ago", Flag::Lower)));
    }

    #[test]
    fn errors_tell_the_column() {
        assert_eq!(error("month (day"), (11, "`)` is missing".into()));
        assert_eq!(error("month 'of"), (8, "the closing quote is missing".into()));
        assert_eq!(error("| month").0, 1);
        assert_eq!(error("month.loud").1, "there is no flag `loud`");
    }

    #[test]
    fn patterns_that_would_fill_the_memory_are_refused() {
        let deep = format!("{}'a'{}", "(".repeat(20_000), ")".repeat(20_000));
        assert!(error(&deep).1.contains("inside one another"));
        // Each macro stands for two of the one before.
        let (mut macros, names) = (Macros::new(), (0..30).map(|n| format!("m{n}")).collect::<Vec<_>>());
        let twice: Vec<String> = names.iter().map(|name| format!("{name} {name}")).collect();
        macros.insert(&names[0], parse("'a'", &Macros::new()).expect("parses"));
        let mut told = None;
        for (name, pattern) in names.iter().skip(1).zip(&twice) {
            match parse(pattern, &macros) {
                Ok(node) => drop(macros.insert(name, node)),
                Err(error) => told = told.or(Some((name.clone(), error.message))),
            }
        }
        let (name, message) = told.expect("refused");
        assert!(name == "m12" && message.contains("parts once its macros are in place"), "{name}: {message}");
    }
}
