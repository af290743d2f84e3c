//! The part of TOML that data files need, read in place: starting the program must not cost more than reading an article.
//!
//! ```text
//! key   = letters, digits, "-", "_"
//! value = '"' text with \" \\ \n \t \uXXXX '"' | "'" text "'" | whole number | day without quotes
//!       | "[" [ value { "," value } [ "," ] ] "]" | "{" [ key "=" value { "," key "=" value } ] "}"
//! ```
//! A comment runs from `#` to the end of its line. The rest of TOML has no use here.

use std::borrow::Cow;

/// What may stand after `=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// A text, or a day.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(i64),
    /// A list.
    List(Vec<Value<'a>>),
    /// A table on one line.
    Table(Vec<(&'a str, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// A text alone.
    pub(crate) fn text(self) -> Result<Cow<'a, str>, String> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err("a text in quotes is needed".into()),
        }
    }

    /// One text, or a list of them.
    pub(crate) fn texts(self) -> Result<Vec<Cow<'a, str>>, String> {
        match self {
            Self::List(list) => list.into_iter().map(Self::text).collect(),
            one => Ok(vec![one.text()?]),
        }
    }
}

/// Reads keys and values one after another.
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// A place before `at`, and its line.
    counted: (usize, u64),
    /// Lists and tables that are open.
    depth: u8,
}

/// Lists and tables inside one another, at most.
const DEEPEST: u8 = 8;

impl<'a> Reader<'a> {
    /// A reader at the start of a file.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, counted: (0, 1), depth: 0 }
    }

    /// True at the end of the file; goes over white space and comments.
    pub(crate) fn is_done(&mut self) -> bool {
        self.skip();
        self.peek().is_none()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The line that is read, from 1.
    pub(crate) fn line(&mut self) -> u64 {
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

    /// Goes over `what`, if it stands here.
    pub(crate) fn take(&mut self, what: &str) -> bool {
        let found = self.rest().starts_with(what);
        if found {
            self.at += what.len();
        }
        found
    }

    /// A key and its `=`.
    pub(crate) fn key(&mut self) -> Result<&'a str, String> {
        let rest = self.rest();
        let in_key = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        let end = rest.bytes().take_while(in_key).count();
        let key = rest.get(..end).filter(|k| !k.is_empty()).ok_or("a key must stand here")?;
        self.at += end;
        self.skip();
        if self.take("=") { Ok(key) } else { Err(format!("`=` is missing after `{key}`")) }
    }

    /// A value.
    pub(crate) fn value(&mut self) -> Result<Value<'a>, String> {
        self.skip();
        match self.peek() {
            Some(b'"') => self.quoted().map(Value::Text),
            Some(b'\'') => self.verbatim().map(Value::Text),
            Some(b'[') => self.nested(("list", "]"), Self::value).map(Value::List),
            Some(b'{') => self.nested(("table", "}"), Self::entry).map(Value::Table),
            _ => self.number(),
        }
    }

    /// What stands inside a list or a table up to `close`, commas between.
    fn nested<T>(
        &mut self,
        (what, close): (&str, &str),
        read: fn(&mut Self) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        if self.depth == DEEPEST {
            return Err(format!("more than {DEEPEST} lists stand inside one another"));
        }
        self.depth += 1;
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip();
            if self.take(close) {
                self.depth -= 1;
                return Ok(items);
            }
            items.push(read(self)?);
            self.skip();
            if !self.take(",") && !self.rest().starts_with(close) {
                return Err(format!("`,` or `{close}` is missing in the {what}"));
            }
        }
    }

    fn entry(&mut self) -> Result<(&'a str, Value<'a>), String> {
        Ok((self.key()?, self.value()?))
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
    fn keys_and_values_are_read_in_place() {
        let mut reader =
            Reader::new("# words\none-two = { a = \"b \\\"c\\\"\", d = ['e', 2016-11-07,], f = -3 }\n");
        let text = |text: &'static str| Value::Text(text.into());
        let list = Value::List(vec![text("e"), text("2016-11-07")]);
        let table = vec![("a", text("b \"c\"")), ("d", list), ("f", Value::Number(-3))];
        assert!(!reader.is_done());
        assert_eq!(reader.key(), Ok("one-two"));
        assert_eq!(reader.value(), Ok(Value::Table(table)));
        assert!(reader.is_done());
        assert_eq!(reader.line(), 3);
    }

    #[test]
    fn what_is_no_value_is_an_error() {
        for wrong in ["\"a", "{ a = 1", "{ a 1 }", "[1 2]", "{ = 1 }", "one", "'a\n'"] {
            assert!(Reader::new(wrong).value().is_err(), "{wrong}");
        }
    }
}
