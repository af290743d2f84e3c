//! Rule files as they are written.
//!
//! ```text
//! file = { key "=" value } { ( "[[rule]]" | "[[case]]" ) { key "=" value } }
//! ```
//! `toml.rs` says what keys and values are.
//!
//! Knows which keys a file may have, and where. What patterns and values mean, others say.

use std::borrow::Cow;

use super::toml::{Reader, Value};
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
        let mut reader = Reader::new(text);
        Self::read(&mut reader)
            .map_err(|message| Error::new(ErrorKind::Rule, message).in_file(file).at_line(reader.line()))
    }

    fn read(reader: &mut Reader<'a>) -> Result<Self, String> {
        let mut file = Self::default();
        let mut section = Section::Head;
        loop {
            if reader.is_done() {
                file.check()?;
                return Ok(file);
            }
            if reader.take("[[rule]]") {
                file.check()?;
                section = Section::Rule;
                file.rule.push(RuleSource { line: reader.line(), ..RuleSource::default() });
            } else if reader.take("[[case]]") {
                file.check()?;
                section = Section::Case;
                file.case.push(CaseSource { line: reader.line(), ..CaseSource::default() });
            } else {
                let key = reader.key()?;
                let value = reader.value()?;
                file.set(section, key, value)?;
            }
        }
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
            _ => return Err(misplaced(key, "before the rules", &["stage", "macros", "words", "dct"])),
        }
        Ok(())
    }

    /// The last rule is whole.
    fn check(&self) -> Result<(), String> {
        match self.rule.last() {
            Some(rule) if rule.id.is_empty() => Err("the rule before has no `id`".into()),
            Some(rule) if rule.pattern.is_empty() => Err(format!("rule `{}` has no `pattern`", rule.id)),
            Some(_) if self.stage == 0 => {
                Err("the file does not say its `stage` (begin it with `stage = 1`)".into())
            }
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
            _ => return Err(misplaced(key, "in a rule", &["id", "pattern", "value", "priority"])),
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
            _ => return Err(misplaced(key, "in a case", &["rule", "dct", "value", "text", "none"])),
        }
        Ok(())
    }
}

/// A key that does not belong where it stands, or has a value of another kind.
fn misplaced(key: &str, place: &str, keys: &[&str]) -> String {
    match keys.contains(&key) {
        true => format!("`{key}` {place} has a value of another kind"),
        false => format!("`{key}` has no place {place}, where {} may stand", keys.join(", ")),
    }
}

impl<'a> Value<'a> {
    fn triple(self) -> Result<[Cow<'a, str>; 3], String> {
        let wrong = || "a word is a triple: [\"words\", \"class\", \"value\"]".to_owned();
        let Self::List(list) = self else { return Err(wrong()) };
        let [words, class, value] = <[Self; 3]>::try_from(list).map_err(|_| wrong())?;
        Ok([words.text()?, class.text()?, value.text()?])
    }

    fn pair(self) -> Result<(Cow<'a, str>, Cow<'a, str>), String> {
        let wrong = || "a macro is a pair: [\"name\", \"pattern\"]".to_owned();
        let Self::List(list) = self else { return Err(wrong()) };
        let [name, pattern] = <[Self; 2]>::try_from(list).map_err(|_| wrong())?;
        Ok((name.text()?, pattern.text()?))
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
