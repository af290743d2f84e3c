//! Rule files as they are written: TOML with macros and rules.

use serde::Deserialize;

use crate::error::{Error, ErrorKind};

/// One rule as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSource {
    /// Its name, which reads like its pattern: `date.count-units-ago`.
    pub id: String,
    /// The pattern; see the notation in `notation.rs`.
    pub pattern: String,
    /// What a match means, in the words of the upper layer; one for each `[ ]` of the pattern.
    #[serde(default)]
    pub value: Values,
    /// Wins over overlapping matches of rules with a smaller number.
    #[serde(default)]
    pub priority: i32,
}

/// One value or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Values {
    /// The value of the only result.
    One(String),
    /// A value for each result.
    Many(Vec<String>),
}

impl Default for Values {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Values {
    /// The values in the order of the results.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values.as_slice(),
        }
        .iter()
        .map(String::as_str)
    }
}

/// A rule file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// Stage 1 reads tokens; a later stage reads the results of the stages before it as chunks.
    pub stage: u8,
    /// Sub-patterns, which later ones of the list may use: `[["name", "pattern"], ...]`.
    #[serde(default)]
    pub macros: Vec<(String, String)>,
    /// The rules.
    #[serde(default)]
    pub rule: Vec<RuleSource>,
}

impl RuleFile {
    /// Reads a rule file.
    ///
    /// # Errors
    /// Broken TOML, an unknown key or a missing one, with the line.
    pub fn parse(text: &str, file: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|e| {
            let line =
                e.span().map_or(1, |s| 1 + text.get(..s.start).unwrap_or("").matches('\n').count() as u64);
            Error::new(ErrorKind::Rule, e.message().to_owned()).in_file(file).at_line(line)
        })
    }
}
