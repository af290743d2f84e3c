//! Rule files as they are written: the part of TOML that rules need, read in place.
//!
//! ```text
//! file  = { key "=" value } { ( "[[rule]]" | "[[case]]" ) { key "=" value } }
//! value = '"' text with \" \\ \n \t \uXXXX '"' | "'" text "'" | whole number | "[" [ value { "," value } [ "," ] ] "]"
//! ```
//! A day may stand without quotes. A comment runs from `#` to the end of its line. Tables within tables and the rest of
//! TOML have no use here.

use std::borrow::Cow;

use crate::error::{Error, ErrorKind};

/// One rule as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSource<'a> {
    /// Its name, which reads like its pattern: `date.count-units-ago`.
    pub id: Cow<'a, str>,
    /// The pattern; see the notation in `notation.rs`.
    pub pattern: Cow<'a, str>,
    /// What a match means, in the words of the upper layer; one for each `[ ]` of the pattern.
    pub value: Vec<Cow<'a, str>>,
    /// Wins over overlapping matches of rules with a smaller number.
    pub priority: i32,
    /// The line on which it begins, from 1.
    pub line: u64,
}

/// What a rule must find, and what not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseSource<'a> {
    /// The rule that must win.
    pub rule: Cow<'a, str>,
    /// The creation time; else that of the file.
    pub dct: Option<Cow<'a, str>>,
    /// The value of each marked span, or one for all.
    pub value: Vec<Cow<'a, str>>,
    /// Sentences with the expected spans in brackets; what is not in brackets may hold other expressions.
    pub text: Vec<Cow<'a, str>>,
    /// Sentences in which the rule must find nothing.
    pub none: Vec<Cow<'a, str>>,
    /// The line on which it begins, from 1.
    pub line: u64,
}

/// A rule file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleFile<'a> {
    /// Stage 1 reads tokens; a later stage reads the results of the stages before it as chunks.
    pub stage: u8,
    /// Sub-patterns, which later ones of the list may use: `[["name", "pattern"], ...]`.
    pub macros: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Words, each with its class and value: `[["fortnight", "unit", "6"], ...]`.
    pub words: Vec<[Cow<'a, str>; 3]>,
    /// The creation time of the cases.
    pub dct: Option<Cow<'a, str>>,
    /// The rules.
    pub rule: Vec<RuleSource<'a>>,
    /// Their cases.
    pub case: Vec<CaseSource<'a>>,
}

/// Where a key belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Rule,
    Case,
}

impl<'a> RuleFile<'a> {
    /// Reads a rule file. Complexity: linear.
    ///
    /// # Errors
    /// What the notation does not allow, an unknown key or a missing one, with the line.
    pub fn parse(text: &'a str, file: &str) -> Result<Self, Error> {
        let mut reader = Reader { text, at: 0, counted: (0, 1) };
        reader
            .file()
            .map_err(|message| Error::new(ErrorKind::Rule, message).in_file(file).at_line(reader.line()))
    }

    fn set(&mut self, section: Section, key: &str, value: Value<'a>) -> Result<(), String> {
        match section {
            Section::Head => self.set_head(key, value),
            Section::Rule => self.rule.last_mut().map_or(Ok(()), |rule| rule.set(key, value)),
            Section::Case => self.case.last_mut().map_or(Ok(()), |case| case.set(key, value)),
        }
    }

    fn set_head(&mut self, key: &str, value: Value<'a>) -> Result<(), String> {
        match (key, value) {
            ("stage", Value::Number(n)) => {
                self.stage = u8::try_from(n).map_err(|_| "the stage is too large")?;
            }
            ("macros", Value::List(list)) => {
                self.macros = list.into_iter().map(Value::pair).collect::<Result<_, _>>()?;
            }
            ("words", Value::List(list)) => {
                self.words = list.into_iter().map(Value::triple).collect::<Result<_, _>>()?;
            }
            ("dct", Value::Text(day)) => self.dct = Some(day),
            _ => return Err(format!("`{key}` with such a value has no place before the rules")),
        }
        Ok(())
    }

    /// The last rule is whole.
    fn check(&self) -> Result<(), String> {
        match self.rule.last() {
            Some(rule) if rule.id.is_empty() => Err("the rule before has no `id`".into()),
            Some(rule) if rule.pattern.is_empty() => Err(format!("rule `{}` has no `pattern`", rule.id)),
            Some(_) if self.stage == 0 => Err("the file does not say its `stage`".into()),
            _ if self.case.last().is_some_and(|case| case.rule.is_empty()) => {
                Err("the case before does not name its `rule`".into())
            }
            _ => Ok(()),
        }
    }
}

impl<'a> RuleSource<'a> {
    fn set(&mut self, key: &str, value: Value<'a>) -> Result<(), String> {
        match (key, value) {
            ("id", Value::Text(text)) => self.id = text,
            ("pattern", Value::Text(text)) => self.pattern = text,
            ("value", value) => self.value = value.texts()?,
            ("priority", Value::Number(n)) => {
                self.priority = i32::try_from(n).map_err(|_| "the priority is too large")?;
            }
            _ => return Err(format!("`{key}` with such a value has no place in a rule")),
        }
        Ok(())
    }
}

impl<'a> CaseSource<'a> {
    fn set(&mut self, key: &str, value: Value<'a>) -> Result<(), String> {
        match (key, value) {
            ("rule", Value::Text(text)) => self.rule = text,
            ("dct", Value::Text(day)) => self.dct = Some(day),
            ("value", value) => self.value = value.texts()?,
            ("text", value) => self.text = value.texts()?,
            ("none", value) => self.none = value.texts()?,
            _ => return Err(format!("`{key}` with such a value has no place in a case")),
        }
        Ok(())
    }
}

/// What may stand after `=`.
enum Value<'a> {
    Text(Cow<'a, str>),
    Number(i64),
    List(Vec<Value<'a>>),
}

impl<'a> Value<'a> {
    fn text(self) -> Result<Cow<'a, str>, String> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err("the list may hold texts only".into()),
        }
    }

    /// One text, or a list of them.
    fn texts(self) -> Result<Vec<Cow<'a, str>>, String> {
        match self {
            Self::List(list) => list.into_iter().map(Self::text).collect(),
            one => Ok(vec![one.text()?]),
        }
    }

    fn triple(self) -> Result<[Cow<'a, str>; 3], String> {
        let wrong = || "a word is a triple: [\"words\", \"class\", \"value\"]".to_owned();
        let Self::List(list) = self else { return Err(wrong()) };
        let [words, class, value] = <[Self; 3]>::try_from(list).map_err(|_| wrong())?;
        Ok([words.text()?, class.text()?, value.text()?])
    }

    fn pair(self) -> Result<(Cow<'a, str>, Cow<'a, str>), String> {
        match self {
            Self::List(list) => match <[Self; 2]>::try_from(list) {
                Ok([name, pattern]) => Ok((name.text()?, pattern.text()?)),
                Err(_) => Err("a macro is a pair: [\"name\", \"pattern\"]".into()),
            },
            _ => Err("a macro is a pair: [\"name\", \"pattern\"]".into()),
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// A place before `at`, and its line.
    counted: (usize, u64),
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The line that is read, from 1.
    fn line(&mut self) -> u64 {
        let (from, line) = self.counted;
        let read = self.text.as_bytes().get(from..self.at.min(self.text.len())).unwrap_or_default();
        self.counted = (self.at, line + memchr::memchr_iter(b'\n', read).count() as u64);
        self.counted.1
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes over white space and comments.
    fn skip(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                b'#' => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                _ => return,
            }
        }
    }

    fn take(&mut self, what: &str) -> bool {
        let found = self.rest().starts_with(what);
        if found {
            self.at += what.len();
        }
        found
    }

    fn file(&mut self) -> Result<RuleFile<'a>, String> {
        let mut file = RuleFile::default();
        let mut section = Section::Head;
        loop {
            self.skip();
            if self.peek().is_none() {
                file.check()?;
                return Ok(file);
            }
            if self.take("[[rule]]") {
                file.check()?;
                section = Section::Rule;
                file.rule.push(RuleSource { line: self.line(), ..RuleSource::default() });
            } else if self.take("[[case]]") {
                file.check()?;
                section = Section::Case;
                file.case.push(CaseSource { line: self.line(), ..CaseSource::default() });
            } else {
                let key = self.key()?;
                let value = self.value()?;
                file.set(section, key, value)?;
            }
        }
    }

    fn key(&mut self) -> Result<&'a str, String> {
        let rest = self.rest();
        let end = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let key = rest.get(..end).filter(|k| !k.is_empty()).ok_or("a key or `[[rule]]` must stand here")?;
        self.at += end;
        self.skip();
        if self.take("=") { Ok(key) } else { Err(format!("`=` is missing after `{key}`")) }
    }

    fn value(&mut self) -> Result<Value<'a>, String> {
        self.skip();
        match self.peek() {
            Some(b'"') => self.quoted().map(Value::Text),
            Some(b'\'') => self.verbatim().map(Value::Text),
            Some(b'[') => self.list(),
            _ => self.number(),
        }
    }

    fn list(&mut self) -> Result<Value<'a>, String> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip();
            if self.take("]") {
                return Ok(Value::List(items));
            }
            items.push(self.value()?);
            self.skip();
            if !self.take(",") && self.peek() != Some(b']') {
                return Err("`,` or `]` is missing in the list".into());
            }
        }
    }

    fn number(&mut self) -> Result<Value<'a>, String> {
        let rest = self.rest();
        let end = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
        let word = rest.get(..end).unwrap_or("");
        self.at += end;
        if word.len() == "2016-11-07".len() && word.contains('-') {
            return Ok(Value::Text(Cow::Borrowed(word)));
        }
        word.parse()
            .ok()
            .map(Value::Number)
            .ok_or_else(|| "a value is a text in quotes, a whole number or a list".into())
    }

    fn verbatim(&mut self) -> Result<Cow<'a, str>, String> {
        self.at += 1;
        let rest = self.rest();
        let end = rest.find(['\'', '\n']).filter(|end| rest.as_bytes().get(*end) == Some(&b'\''));
        let end = end.ok_or("the closing quote is missing")?;
        self.at += end + 1;
        Ok(Cow::Borrowed(rest.get(..end).unwrap_or("")))
    }

    fn quoted(&mut self) -> Result<Cow<'a, str>, String> {
        self.at += 1;
        let mut text: Cow<'a, str> = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            let end = rest.bytes().position(|b| matches!(b, b'"' | b'\\' | b'\n'));
            let plain = end.and_then(|end| rest.get(..end)).ok_or("the closing quote is missing")?;
            self.at += plain.len();
            text += plain;
            if self.take("\"") {
                return Ok(text);
            }
            if !self.take("\\") {
                return Err("the closing quote is missing".into());
            }
            text.to_mut().push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, String> {
        let byte = self.peek();
        self.at += 1;
        match byte {
            Some(b'"') => Ok('"'),
            Some(b'\\') => Ok('\\'),
            Some(b'n') => Ok('\n'),
            Some(b't') => Ok('\t'),
            Some(b'u') => {
                let digits = self.rest().get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                self.at += 4;
                digits
                    .and_then(char::from_u32)
                    .ok_or_else(|| "after `\\u` stand four hexadecimal digits".into())
            }
            _ => Err("after a backslash stands one of \" \\ n t uXXXX".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_in_place() {
        let text = "# words\nstage = 1 # first\nmacros = [[\"n\", \"(a | b)\"],]\n\n[[rule]]\nid = \"x.y\"\n\
                    pattern = \"'\\\"\\u2013' n\"\nvalue = [\"one\", 'two']\npriority = -1\n";
        let file = RuleFile::parse(text, "f").expect("reads");
        assert_eq!(file.stage, 1);
        assert_eq!(file.macros, [("n".into(), "(a | b)".into())]);
        let rule = RuleSource {
            id: "x.y".into(),
            pattern: "'\"\u{2013}' n".into(),
            value: vec!["one".into(), "two".into()],
            priority: -1,
            line: 5,
        };
        assert_eq!(file.rule, [rule]);
    }

    #[test]
    fn cases_and_words_stand_in_the_same_file() {
        let text = "dct = 2016-11-07\nwords = [[\"quid\", \"unit\", \"4\"]]\n[[case]]\nrule = \"x.y\"\nvalue = \"P4D\"\n\
                    text = [\"[four quid]\"]\nnone = \"a quid\"\n";
        let file = RuleFile::parse(text, "f").expect("reads");
        assert_eq!(file.dct.as_deref(), Some("2016-11-07"));
        assert_eq!(file.words, [["quid", "unit", "4"].map(Cow::Borrowed)]);
        let case = CaseSource {
            rule: "x.y".into(),
            dct: None,
            value: vec!["P4D".into()],
            text: vec!["[four quid]".into()],
            none: vec!["a quid".into()],
            line: 3,
        };
        assert_eq!(file.case, [case]);
    }

    #[test]
    fn errors_tell_the_line() {
        let line = |text: &str| {
            let error = RuleFile::parse(text, "f").expect_err("must not read").to_string();
            error.split(':').find_map(|part| part.trim().parse::<u32>().ok())
        };
        assert_eq!(line("stage = 1\n[[rule]]\nid = \"a\npattern = \"b\""), Some(3));
        assert_eq!(line("stage = 1\n[[rule]]\nname = \"a\""), Some(3));
        assert_eq!(line("stage = 1\n[[rule]]\nid = \"a\"\n\n[[rule]]\n"), Some(5));
        assert_eq!(line("[[rule]]\nid = \"a\"\n"), Some(3));
        assert_eq!(line("[[case]]\ntext = \"a\"\n"), Some(3));
        assert_eq!(line("words = [[\"a\"]]"), Some(1));
    }
}
