//! What a user may decide about the reading of dates.
//!
//! Knows the choices. What follows from them, `resolve.rs` and the tables say.

/// How years are inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Genre {
    /// Decided by the text: a narrative when it has no creation time or mostly tells of years long past, legal when it
    /// has the formulas of contracts and judgments.
    #[default]
    Auto,
    /// From the creation time.
    News,
    /// From the dates of the text itself.
    Narrative,
    /// Years from the dates of the text, as a contract or a judgment recites them; `today` and `last week` from the
    /// creation time.
    Legal,
}

/// The country whose holidays and order of day and month are meant where countries differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Region {
    /// United States.
    #[default]
    Us,
    /// United Kingdom.
    Gb,
    /// Ireland.
    Ie,
    /// Canada.
    Ca,
    /// Australia.
    Au,
    /// New Zealand.
    Nz,
    /// India.
    In,
    /// South Africa.
    Za,
}

impl Region {
    /// All regions.
    pub const ALL: [Self; 8] =
        [Self::Us, Self::Gb, Self::Ie, Self::Ca, Self::Au, Self::Nz, Self::In, Self::Za];

    /// The code of ISO 3166-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::Us => "US",
            Self::Gb => "GB",
            Self::Ie => "IE",
            Self::Ca => "CA",
            Self::Au => "AU",
            Self::Nz => "NZ",
            Self::In => "IN",
            Self::Za => "ZA",
        }
    }

    /// The region with a code, in any letter case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.code().eq_ignore_ascii_case(code))
    }

    /// True where `03/09` is as a rule the third of September. Canada writes both.
    pub fn is_day_first(self) -> bool {
        !matches!(self, Self::Us | Self::Ca)
    }
}

/// A file of a user's own rules and words, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRules {
    /// Its name, for messages.
    pub file: String,
    /// Its text.
    pub text: String,
}

/// How dates are read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Options {
    /// How years are inferred.
    pub genre: Genre,
    /// Holidays and the order of numbers.
    pub region: Region,
    /// `03/09` is the third of September, where no date of the text decides; else the region does.
    pub day_first: bool,
    /// Rules and words that are added, or take the place of the program's of the same name.
    pub rules: Vec<UserRules>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_regions() {
        assert!(Region::ALL.iter().all(|region| Region::from_code(region.code()) == Some(*region)));
        assert_eq!(Region::from_code("gb"), Some(Region::Gb));
        assert_eq!(Region::from_code("Mars"), None);
    }
}
