//! Which columns a CSV has, and what they are called: chosen by name, or by a preset for a program.

use crate::{Error, ErrorKind};

use super::cells::{claim, joined};
use super::csv::HEADER;
use super::escape::one_line;
use super::row::Row;
use super::when::When;
use crate::timeline::Event;

/// Columns that are there for other programs only, after those of [`HEADER`].
const EXTRA: [&str; 4] = ["begin", "finish", "date_words", "sources"];

/// A preset: its name and its columns in the notation of [`Columns::parse`].
const PRESETS: [(&str, &str); 3] = [
    ("flourish", "begin=Start time,finish=End time,event_type=Category,headline=Title,sentence=Text"),
    (
        "storyteller",
        "begin=start_date,finish=end_date,headline=content_text,event_type=category,actors=facet",
    ),
    (
        "aeon",
        "event_id=Internal Identifier,headline=Title,begin=Start Date,finish=End Date,date_words=Display Date,\
         sentence=Summary,actors=Participants,place=Location,sources=Source",
    ),
];

/// The columns of a CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Places in a full row, and titles.
    picked: Vec<(usize, String)>,
}

impl Columns {
    /// Reads `flourish`, or names with new names where wanted: `date,headline=Title`.
    ///
    /// # Errors
    /// There is no such column, or two columns would have one name.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let preset = PRESETS.iter().find(|(name, _)| *name == text);
        let mut picked: Vec<(usize, String)> = Vec::new();
        for column in preset.map_or(text, |(_, columns)| columns).split(',') {
            let (name, title) = column.split_once('=').unwrap_or((column, column));
            let place = HEADER.iter().chain(&EXTRA).position(|known| *known == name.trim());
            let place = place.ok_or_else(|| unknown(name.trim()))?;
            let title = title.trim().to_owned();
            if picked.iter().any(|(_, known)| *known == title) {
                let message = format!("two columns would be called `{title}`");
                return Err(Error::new(ErrorKind::Usage, message).with_remedy("rename one: name=Other name"));
            }
            picked.push((place, title));
        }
        Ok(Self { picked })
    }

    /// The titles.
    pub(super) fn titles(&self) -> impl Iterator<Item = &str> {
        self.picked.iter().map(|(_, title)| title.as_str())
    }

    /// True where a column has room for nothing but a date, so that events without one cannot stand in the table.
    pub(super) fn needs_date(&self) -> bool {
        self.picked.iter().any(|(place, _)| *place == HEADER.len())
    }

    /// The cells of an event: of its full `row`, and of what is there for other programs only.
    pub(super) fn cells<'a>(&self, row: &'a Row, extra: &'a [String; 4]) -> Vec<&'a str> {
        let cell =
            |place: usize| row.cells().chain(extra.iter().map(String::as_str)).nth(place).unwrap_or("");
        self.picked.iter().map(|(place, _)| cell(*place)).collect()
    }
}

/// The cells of [`EXTRA`]: the date as precisely as it is known and no more, in words, and the articles' addresses.
pub(super) fn extra(event: &Event) -> [String; 4] {
    let when = When::of(event);
    let iso = |part: Option<super::when::Partial>| part.map(|part| part.iso()).unwrap_or_default();
    let mut sources: Vec<String> = Vec::new();
    for mention in &event.mentions {
        let source = mention.url.as_deref().or(mention.title.as_deref()).unwrap_or(&mention.article);
        let source = one_line(source);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources.extend(event.claims.iter().map(claim));
    let sources = super::cells::safe(&joined(sources.iter().map(String::as_str))).into_owned();
    [iso(when.shared()), iso(when.end_part()), when.words(), sources]
}

fn unknown(name: &str) -> Error {
    let presets = PRESETS.map(|(name, _)| name).join(", ");
    let remedy = format!(
        "a preset ({presets}), or columns as in `date,headline=Title`, out of {}, {}",
        HEADER.join(", "),
        EXTRA.join(", ")
    );
    Error::new(ErrorKind::Usage, format!("there is no column `{name}`")).with_remedy(remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_picked_and_renamed() {
        let columns = Columns::parse("headline=Title, date").expect("columns");
        assert_eq!(columns.titles().collect::<Vec<_>>(), ["Title", "date"]);
        assert!(!columns.needs_date());
        for (preset, _) in PRESETS {
            assert!(Columns::parse(preset).expect(preset).needs_date(), "{preset}");
        }
    }

    #[test]
    fn what_is_not_there_is_told() {
        let message = |text: &str| Columns::parse(text).expect_err(text).to_string();
        assert!(message("headlin").contains("there is no column `headlin`"));
        assert!(message("headlin").contains("flourish"));
        assert!(message("date=x,headline=x").contains("two columns would be called `x`"));
    }
}
