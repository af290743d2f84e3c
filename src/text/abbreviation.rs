//! Abbreviations written with a full stop, and what may follow them in the same sentence.
//!
//! Knows the classes. Which words belong to them, the table says.

/// After which abbreviation, before what, a full stop does not end the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Never ends a sentence: `vs.`, `e.g.`
    Anything,
    /// Belongs to a name that follows: `Mr.`, `Gen.`
    Name,
    /// Belongs to a number that follows: `No.`, `Jan.`
    Digit,
    /// May end one; does when a word follows that opens sentences: `Inc.`, `U.S.`
    Maybe,
    /// May be followed by a day or a time zone: `5 p.m. Monday`.
    TimeZone,
    /// Belongs to the number of a monarch: `14 Hen. VIII`, `5 Eliz. 1`.
    Reign,
}

impl Before {
    /// Reads the class column of `data/lexicon/abbreviations.csv`.
    pub(super) fn parse(class: &str) -> Option<Self> {
        Some(match class {
            "anything" => Self::Anything,
            "name" => Self::Name,
            "digit" => Self::Digit,
            "maybe" => Self::Maybe,
            "time_zone" => Self::TimeZone,
            "reign" => Self::Reign,
            _ => return None,
        })
    }
}
