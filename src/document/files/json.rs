//! JSON lines, arrays and single objects.
//!
//! A broken line or element is an error of its own; the rest still comes. Lines and the elements of an array are streamed.
//!
//! Knows where records begin and end. What their keys hold, `object.rs` finds.

use std::io::{BufRead, Read};

use serde_json::{Map, Value};

use super::decode::{Remark, decode};
use super::object::{draft, find};
use super::open::{LONGEST_RECORD, LONGEST_WHOLE, io_error};
use crate::document::columns::{Columns, Field};
use crate::document::draft::Draft;
use crate::{Error, ErrorKind};

/// The objects of a JSON lines stream.
pub(super) struct Lines {
    input: Box<dyn BufRead + Send>,
    /// The longest line that is held, in bytes.
    longest: usize,
    line: u64,
    broken: bool,
}

impl Lines {
    pub fn new(input: Box<dyn BufRead + Send>) -> Self {
        Self { input, longest: LONGEST_RECORD, line: 0, broken: false }
    }

    /// The next article, or the error of its line.
    pub fn next(&mut self, columns: &Columns) -> Option<Result<Draft, Error>> {
        let mut bytes = Vec::new();
        while !self.broken {
            bytes.clear();
            self.line += 1;
            let limit = self.longest as u64;
            let read = self.input.by_ref().take(limit).read_until(b'\n', &mut bytes);
            let cut = bytes.len() >= self.longest && bytes.last() != Some(&b'\n');
            let article = match read {
                Ok(0) => return None,
                Ok(_) if cut => match self.input.skip_until(b'\n') {
                    Ok(_) => Err(too_long(self.longest)),
                    Err(error) => Err(self.fail(&error)),
                },
                Ok(_) if bytes.iter().all(u8::is_ascii_whitespace) => continue,
                Ok(_) => article(&bytes, columns, self.line),
                Err(error) => Err(self.fail(&error)),
            };
            return Some(article.map_err(|error| error.at_line(self.line)));
        }
        None
    }

    /// The error of a stream from which nothing more comes.
    fn fail(&mut self, error: &std::io::Error) -> Error {
        self.broken = true;
        io_error(error)
    }
}

fn too_long(limit: usize) -> Error {
    let message = format!("this line is longer than {} million bytes; it was passed over", limit >> 20);
    Error::new(ErrorKind::Data, message).with_remedy("write one article a line, with a line break at its end")
}

fn article(bytes: &[u8], columns: &Columns, line: u64) -> Result<Draft, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let message =
            format!("byte {} of this line is not UTF-8, the encoding of JSON", error.valid_up_to() + 1);
        Error::new(ErrorKind::Data, message).with_remedy("convert the file to UTF-8, for example with iconv")
    })?;
    match parse(text)? {
        Value::Object(object) => draft(&object, columns, line),
        other => Err(not_an_object(&other)),
    }
}

fn parse(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or("it cannot be read");
        let message = format!("this is not valid JSON: {what} (column {})", error.column());
        Error::new(ErrorKind::Data, message)
            .with_remedy("correct the line; every line holds one whole JSON object")
    })
}

fn not_an_object(value: &Value) -> Error {
    let what = match value {
        Value::Array(_) => "an array",
        Value::String(_) => "a string",
        Value::Number(_) => "a number",
        _ => "a single word",
    };
    Error::new(ErrorKind::Data, format!("this is {what}, not an article"))
        .with_remedy("an article is an object such as {\"text\": \"...\", \"date\": \"2022-07-13\"}")
}

/// The articles of a JSON file.
pub(super) struct Elements {
    input: Box<dyn BufRead + Send>,
    /// The longest element that is held, in bytes.
    longest: usize,
    line: u64,
    /// The top level is an array that is still open.
    array: bool,
    /// Objects found inside a wrapping object, in reverse order.
    inner: Vec<Value>,
    /// Nothing comes after what was given out.
    ended: bool,
    /// Elements given out.
    pub count: u64,
    /// What was noticed about the encoding, to be told once.
    pub remark: Option<Remark>,
}

impl Elements {
    /// # Errors
    /// The stream breaks.
    pub fn new(input: Box<dyn BufRead + Send>) -> Result<Self, Error> {
        let (inner, longest) = (Vec::new(), LONGEST_WHOLE);
        let mut elements =
            Self { input, longest, line: 1, array: false, inner, ended: false, count: 0, remark: None };
        elements.array = elements.skip_blanks()? == Some(b'[');
        if elements.array {
            elements.input.consume(1);
        }
        Ok(elements)
    }

    /// True when the file holds a single object, which then bears the file's name.
    pub fn is_single(&self) -> bool {
        !self.array && self.count == 1 && self.ended
    }

    /// The next article, or the error of its element.
    pub fn next(&mut self, columns: &Columns) -> Option<Result<Draft, Error>> {
        if let Some(value) = self.inner.pop() {
            return Some(self.element(&value, columns, self.line));
        }
        if self.ended {
            return self.end();
        }
        let read = self.read();
        let (line, bytes) = match read {
            Ok(None) => return self.end(),
            Ok(Some(read)) => read,
            Err(error) => {
                (self.ended, self.array) = (true, false);
                return Some(Err(error));
            }
        };
        Some(match self.value(&bytes, line) {
            Ok(Value::Object(object)) if self.unwrap(&object, columns) => return self.next(columns),
            Ok(value) => self.element(&value, columns, line),
            Err(error) => Err(error.at_line(line)),
        })
    }

    /// The bytes of the next element and the line on which it begins; `None` at the end.
    fn read(&mut self) -> Result<Option<(u64, Vec<u8>)>, Error> {
        if self.skip_blanks()? == Some(b']') && self.array {
            self.array = false;
            self.input.consume(1);
        }
        if self.skip_blanks()?.is_none() {
            self.ended = true;
            return Ok(None);
        }
        let (line, mut bytes, mut bounds) = (self.line, Vec::new(), Bounds::default());
        while !bounds.closed {
            let buffer = self.input.fill_buf().map_err(|error| io_error(&error))?;
            if buffer.is_empty() {
                break;
            }
            let part = buffer.get(..bounds.within(buffer)).unwrap_or_default();
            // One byte beyond the longest tells that it is too long.
            let room = (self.longest + 1).saturating_sub(bytes.len());
            bytes.extend(part.get(..room.min(part.len())).unwrap_or_default());
            self.line += part.iter().filter(|byte| **byte == b'\n').count() as u64;
            let length = part.len();
            self.input.consume(length);
        }
        self.ended = self.skip_blanks()?.is_none();
        Ok(Some((line, bytes)))
    }

    fn value(&mut self, bytes: &[u8], line: u64) -> Result<Value, Error> {
        if bytes.len() > self.longest {
            let message =
                format!("this is longer than {} million bytes; it was passed over", self.longest >> 20);
            return Err(Error::new(ErrorKind::Data, message).with_remedy("give the articles as JSON lines"));
        }
        let decoded = decode(bytes)?;
        let remark = decoded.remark.map(|remark| match remark {
            Remark::Damaged(within) => Remark::Damaged(line + within - 1),
            remark => remark,
        });
        self.remark = self.remark.take().or(remark);
        parse(&decoded.text)
    }

    fn element(&mut self, value: &Value, columns: &Columns, line: u64) -> Result<Draft, Error> {
        self.count += 1;
        let draft =
            value.as_object().map_or(Err(not_an_object(value)), |object| draft(object, columns, line));
        draft.map_err(|error| error.at_line(line))
    }

    /// Takes the articles out of an object such as `{"status": "ok", "articles": [{...}]}`.
    fn unwrap(&mut self, object: &Map<String, Value>, columns: &Columns) -> bool {
        if find(object, columns, Field::Text).is_some() {
            return false;
        }
        let lists = object.values().filter_map(Value::as_array);
        let articles = lists.filter(|list| list.iter().any(Value::is_object)).max_by_key(|list| list.len());
        self.inner = articles.map(|list| list.iter().rev().cloned().collect()).unwrap_or_default();
        !self.inner.is_empty()
    }

    fn end(&mut self) -> Option<Result<Draft, Error>> {
        let open = std::mem::take(&mut self.array);
        open.then(|| Err(unclosed().at_line(self.line)))
    }

    /// The first byte of what comes after white space, commas and byte order marks.
    fn skip_blanks(&mut self) -> Result<Option<u8>, Error> {
        loop {
            let buffer = self.input.fill_buf().map_err(|error| io_error(&error))?;
            let is_blank =
                |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | 0xef | 0xbb | 0xbf);
            let blanks = buffer.iter().take_while(|byte| is_blank(byte)).count();
            if let Some(first) = buffer.get(blanks).copied() {
                self.line += newlines(buffer, blanks);
                self.input.consume(blanks);
                return Ok(Some(first));
            }
            if buffer.is_empty() {
                return Ok(None);
            }
            self.line += newlines(buffer, blanks);
            self.input.consume(blanks);
        }
    }
}

fn newlines(buffer: &[u8], length: usize) -> u64 {
    buffer.iter().take(length).filter(|byte| **byte == b'\n').count() as u64
}

fn unclosed() -> Error {
    Error::new(ErrorKind::Data, "the JSON ends before it is complete")
        .with_remedy("check that the file is whole")
}

/// Where a value ends, found by its brackets; at the end of the file when they never close.
#[derive(Default)]
struct Bounds {
    length: usize,
    depth: usize,
    quoted: bool,
    escaped: bool,
    closed: bool,
}

impl Bounds {
    /// How many of the next bytes belong to the value: at least one of its first, so that reading always goes on.
    fn within(&mut self, bytes: &[u8]) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.quoted => self.escaped = true,
                b'"' => self.quoted = !self.quoted,
                _ if self.quoted => {}
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 1 => self.depth -= 1,
                b'}' | b']' => {
                    self.closed = true;
                    return at + usize::from(self.depth == 1 || self.length == 0);
                }
                b',' if self.depth == 0 && self.length > 0 => {
                    self.closed = true;
                    return at;
                }
                _ => {}
            }
            self.length += 1;
        }
        bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_line_without_end_is_passed_over_and_not_held() {
        let long = format!("{{\"text\": \"{}\"}}", "It rained. ".repeat(20));
        let input = format!("{{\"text\": \"a\"}}\n{long}\n{{\"text\": \"b\"}}\n{long}");
        let mut lines = Lines { longest: 100, ..Lines::new(Box::new(Cursor::new(input))) };
        let mut told = Vec::new();
        while let Some(read) = lines.next(&Columns::default()) {
            told.push(read.map_or_else(|error| error.to_string(), |draft| draft.text));
        }
        let whole: Vec<&str> = told.iter().filter(|text| text.len() == 1).map(String::as_str).collect();
        assert_eq!((told.len(), whole), (4, vec!["a", "b"]), "{told:?}");
        assert!(
            told.iter().filter(|text| text.contains("this line is longer than")).count() == 2,
            "{told:?}"
        );
    }

    /// What is read of a stream that gives a few bytes at a time: the texts, and the errors with their lines.
    fn told(json: &str, longest: usize, room: usize) -> Vec<String> {
        let input = std::io::BufReader::with_capacity(room, Cursor::new(json.as_bytes().to_vec()));
        let mut elements = Elements { longest, ..Elements::new(Box::new(input)).unwrap() };
        let next = || {
            let read = elements.next(&Columns::default())?;
            Some(read.map_or_else(|e| format!("{}: {e}", e.line().unwrap_or(0)), |draft| draft.text))
        };
        std::iter::from_fn(next).take(99).collect()
    }

    #[test]
    fn elements_come_one_by_one_however_the_stream_is_cut() {
        let json = "\u{feff} [ {\"text\": \"a ] \\\" }\"},\n\n 7, {\"text\": tru}, {\"text\": \"\u{e9}\"}\n] {\"text\": \"b\"}";
        let whole = told(json, 99, 1000);
        assert_eq!(
            (whole.len(), whole[0].as_str(), whole[1].starts_with("3: this is a number")),
            (5, "a ] \" }", true)
        );
        assert!(whole[2].starts_with("3: this is not valid JSON"), "{whole:?}");
        assert_eq!(whole[3..], ["\u{e9}", "b"]);
        for room in 1..40 {
            assert_eq!(told(json, 99, room), whole, "{room}");
        }
        assert!(
            told("[{\"text\": \"a\"},\n", 99, 7)[1].starts_with("2: the JSON ends before it is complete")
        );
    }

    #[test]
    fn an_element_that_is_too_long_is_passed_over() {
        let long = "It rained. ".repeat(20);
        let whole = told(&format!("[{{\"text\": \"{long}\"}},\n{{\"text\": \"b\"}}]"), 60, 16);
        assert!(whole[0].starts_with("1: this is longer than") && whole[1] == "b", "{whole:?}");
    }
}
