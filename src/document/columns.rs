//! Which column or key holds what: the usual names, and the ones the user maps.
//!
//! Knows names. Does not know records or tables.

use rustc_hash::FxHashMap;

use crate::{Error, ErrorKind};

/// What a column, key or header line of an article can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The article itself.
    Text,
    /// The day of publication.
    Date,
    /// The title.
    Title,
    /// The address.
    Url,
    /// The publisher.
    Source,
    /// The identifier.
    Id,
}

impl Field {
    /// All fields, each at its number.
    pub const ALL: [Self; 6] = [Self::Text, Self::Date, Self::Title, Self::Url, Self::Source, Self::Id];

    /// The name used in `--map NAME=COLUMN`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Title => "title",
            Self::Url => "url",
            Self::Source => "source",
            Self::Id => "id",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// The names under which each field is looked for, the user's before the usual ones.
#[derive(Clone, Debug)]
pub struct Columns {
    usual: FxHashMap<String, (u16, Field)>,
    mapped: Vec<(Field, String)>,
}

impl Default for Columns {
    fn default() -> Self {
        let rows = include_str!("../../data/document/columns.csv").lines().skip(1);
        let split = rows.filter_map(|row| row.split_once(','));
        let usual = (0..)
            .zip(split)
            .filter_map(|(rank, (field, name))| Some((name.to_owned(), (rank, Field::named(field)?))))
            .collect();
        Self { usual, mapped: Vec::new() }
    }
}

impl Columns {
    /// Adds a mapping written `text=COLUMN`; the column's name is taken as it is, and a full stop in it also
    /// leads into nested JSON objects (`text=article.body`).
    ///
    /// # Errors
    /// A mapping without `=`, or of a field that does not exist.
    pub fn map(&mut self, mapping: &str) -> Result<(), Error> {
        let usage = |message: String| {
            let fields: Vec<&str> = Field::ALL.into_iter().map(Field::name).collect();
            let remedy = format!("write FIELD=COLUMN, where FIELD is one of {}", fields.join(", "));
            Error::new(ErrorKind::Usage, message).with_remedy(remedy)
        };
        let (name, column) = mapping
            .split_once('=')
            .filter(|(_, column)| !column.is_empty())
            .ok_or_else(|| usage(format!("`{mapping}` is not a column mapping")))?;
        let field = Field::named(&normal(name))
            .or_else(|| self.usual(name).map(|(_, field)| field))
            .ok_or_else(|| usage(format!("`{name}` is not a field")))?;
        self.mapped.push((field, column.to_owned()));
        Ok(())
    }

    /// The column that the user mapped to `field`.
    #[cfg(feature = "files")]
    pub(super) fn mapped(&self, field: Field) -> Option<&str> {
        self.mapped.iter().rev().find(|(mapped, _)| *mapped == field).map(|(_, column)| column.as_str())
    }

    /// The field that a column of this name usually holds, with the rank of the name (lower is better).
    pub(super) fn usual(&self, name: &str) -> Option<(u16, Field)> {
        self.usual.get(&normal(name)).copied()
    }
}

/// Lower case, without anything between the letters: `Publication_Date` is `publicationdate`.
fn normal(name: &str) -> String {
    if name.is_ascii() {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        let mut folded = String::with_capacity(name.len());
        letters.for_each(|letter| folded.push(char::from(letter.to_ascii_lowercase())));
        return folded;
    }
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_found_in_any_spelling() {
        let columns = Columns::default();
        for (name, field) in [
            ("body", Field::Text),
            ("Publication_Date", Field::Date),
            ("publishedAt", Field::Date),
            ("HEADLINE", Field::Title),
            ("link", Field::Url),
            ("publisher", Field::Source),
            ("doc_id", Field::Id),
        ] {
            assert_eq!(columns.usual(name).map(|(_, f)| f), Some(field), "{name}");
        }
        assert_eq!(columns.usual("author"), None);
    }

    #[test]
    fn mappings_are_checked() {
        let mut columns = Columns::default();
        assert!(columns.map("text=Artikel").is_ok());
        assert_eq!(columns.mapped(Field::Text), Some("Artikel"));
        for wrong in ["text", "text=", "colour=red"] {
            assert_eq!(columns.map(wrong).map_err(|e| e.kind()), Err(ErrorKind::Usage), "{wrong}");
        }
    }
}
