//! Reading frame files: TOML, one frame a line, its key the frame's id within the file.
//!
//! Every mistake is an error that names file, line, frame and, inside a pattern, the column.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::pattern::{self, Pattern, PatternError};
use super::senses::Senses;
use super::{Frame, Index};
use crate::error::{Error, ErrorKind};
use crate::events::{EventClass, EventType};
use crate::rule::toml::{Reader, Value};
use crate::text::{Lexicon, Term};

/// A frame as written.
#[derive(Default)]
struct Row<'a> {
    /// The line on which it stands, from 1.
    line: u64,
    verb: Option<Cow<'a, str>>,
    noun: Option<Cow<'a, str>>,
    event_type: Cow<'a, str>,
    cameo: Option<Cow<'a, str>>,
    class: Option<Cow<'a, str>>,
    /// The lemma by which its events are known where the verb is empty: `strike` for `went on strike`.
    action: Option<Cow<'a, str>>,
}

impl<'a> Row<'a> {
    fn new(line: u64, value: Value<'a>) -> Result<Self, String> {
        let Value::Table(entries) = value else { return Err("a frame stands in braces".into()) };
        let mut row = Self { line, ..Self::default() };
        for (key, value) in entries {
            let text = value.text()?;
            match key {
                "verb" => row.verb = Some(text),
                "noun" => row.noun = Some(text),
                "type" => row.event_type = text,
                "cameo" => row.cameo = Some(text),
                "class" => row.class = Some(text),
                "action" => row.action = Some(text),
                _ => return Err(format!("a frame has no `{key}`")),
            }
        }
        Ok(row)
    }
}

/// The frames and patterns of all files, before they are indexed.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) frames: Vec<Frame>,
    pub(super) verbs: Vec<Pattern>,
    pub(super) nouns: Vec<Pattern>,
}

/// Reads the word sets.
pub(super) fn senses(file: &str, source: &str, lexicon: &mut Lexicon) -> Result<Senses, Error> {
    let sets = parse(file, source, |_, value| value.text())?;
    Ok(Senses::new(sets, lexicon))
}

impl Loaded {
    /// Adds the frames of one file; ids are `frame.<topic>.<key>`, the topic being the file's name.
    pub(super) fn add(
        &mut self,
        file: &str,
        source: &str,
        senses: &Senses,
        lexicon: &mut Lexicon,
    ) -> Result<(), Error> {
        let rows = parse(file, source, Row::new)?;
        let topic = file.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or(file);
        for (key, row) in rows {
            self.row(topic, key, &row, senses, lexicon).map_err(|message| {
                let message = format!("frame `{key}`: {message}");
                Error::new(ErrorKind::Rule, message).in_file(file).at_line(row.line)
            })?;
        }
        Ok(())
    }

    fn row(
        &mut self,
        topic: &str,
        key: &str,
        row: &Row<'_>,
        senses: &Senses,
        lexicon: &mut Lexicon,
    ) -> Result<(), String> {
        let number = self.frames.len() as u32;
        let mut action = Term::UNKNOWN;
        if let Some(source) = &row.verb {
            let verb =
                pattern::verb(source, number, senses, lexicon).map_err(|e| in_pattern("verb", source, &e))?;
            action = verb.lemma;
            self.verbs.push(verb);
        }
        if let Some(lemma) = &row.action {
            action = lexicon.intern(lemma);
        }
        let direct =
            self.verbs.last().filter(|v| v.frame == number).and_then(|v| v.direct.as_ref()).map(|d| d.role);
        for source in row.noun.iter().flat_map(|nouns| nouns.split(';')) {
            let noun =
                pattern::noun(source, number, senses, lexicon).map_err(|e| in_pattern("noun", source, &e))?;
            self.nouns.push(noun);
        }
        if row.verb.is_none() && row.noun.is_none() {
            return Err("a frame needs `verb` or `noun`".to_owned());
        }
        self.frames.push(Frame {
            id: format!("frame.{topic}.{key}").into(),
            event_type: event_type(&row.event_type)?,
            cameo: row.cameo.as_deref().map(Into::into),
            class: row.class.as_deref().map(event_class).transpose()?,
            action,
            direct,
        });
        Ok(())
    }

    /// The frames, their verbs and their nouns. Refuses two patterns between which no text could decide, and two
    /// frames for one noun.
    pub(super) fn index(self) -> Result<(Vec<Frame>, Index, Index), Error> {
        let (verbs, nouns) = (Index::new(self.verbs), Index::new(self.nouns));
        for (what, patterns) in [("verb", &verbs), ("noun", &nouns)] {
            if let Some((a, b)) = patterns.tie() {
                let id = |p: &Pattern| self.frames.get(p.frame as usize).map_or("", |f| &f.id).to_owned();
                let message =
                    format!("frames `{}` and `{}` ask for the same {what} in the same way", id(a), id(b));
                let remedy = "give one of them a sense, a particle or a preposition as a condition";
                return Err(Error::new(ErrorKind::Rule, message).with_remedy(remedy));
            }
        }
        Ok((self.frames, verbs, nouns))
    }
}

/// The lines of a file by key, in the order of the alphabet; `read` gets line and value of each.
fn parse<'a, T>(
    file: &str,
    source: &'a str,
    read: impl Fn(u64, Value<'a>) -> Result<T, String>,
) -> Result<BTreeMap<&'a str, T>, Error> {
    let mut reader = Reader::new(source);
    let mut rows = BTreeMap::new();
    while !reader.is_done() {
        let line = reader.line();
        let mut entry = || {
            let key = reader.key()?;
            let value = read(line, reader.value()?).map_err(|message| format!("`{key}`: {message}"))?;
            match rows.insert(key, value) {
                None => Ok(()),
                Some(_) => Err(format!("there is another `{key}` in the file")),
            }
        };
        entry()
            .map_err(|message: String| Error::new(ErrorKind::Rule, message).in_file(file).at_line(line))?;
    }
    Ok(rows)
}

fn in_pattern(field: &str, source: &str, error: &PatternError) -> String {
    format!("{field} = \"{}\", column {}: {}", source.trim(), error.column, error.message)
}

/// The line, from 1, at which a frame stands in its file.
pub(super) fn line_of(source: &str, key: &str) -> u64 {
    let starts = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    source.lines().position(starts).map_or(1, |n| n as u64 + 1)
}

fn event_type(name: &str) -> Result<EventType, String> {
    EventType::named(name).ok_or_else(|| format!("`{name}` is no event type"))
}

fn event_class(name: &str) -> Result<EventClass, String> {
    EventClass::named(name).ok_or_else(|| format!("`{name}` is no TimeML class"))
}
