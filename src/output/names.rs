//! The words that formats use for closed sets of which no table speaks; sets that tables name bring their names along.

use crate::actors::Reference;
use crate::events::{Aspect, Modality, Polarity, SlinkClass, Tense};
use crate::temporal::{DateBasis, DiagnosticKind, Granularity, TimexMod, TimexType};

/// The name of a value in CSV and JSON.
pub(super) trait Name: Copy {
    /// The name.
    fn name(self) -> &'static str;
}

/// Gives each variant its name.
macro_rules! names {
    ($kind:ty { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl Name for $kind {
            fn name(self) -> &'static str {
                match self {
                    $(<$kind>::$variant => $name),+
                }
            }
        }
    };
}

names!(Tense {
    None = "NONE", Past = "PAST", Present = "PRESENT", Future = "FUTURE", Infinitive = "INFINITIVE",
    PresentParticiple = "PRESPART", PastParticiple = "PASTPART",
});
names!(DiagnosticKind {
    ImpossibleDate = "impossible_date", WeekdayMismatch = "weekday_mismatch", DatelineMismatch = "dateline_mismatch",
});
names!(Aspect {
    None = "NONE", Perfective = "PERFECTIVE", Progressive = "PROGRESSIVE",
    PerfectiveProgressive = "PERFECTIVE_PROGRESSIVE",
});
names!(Polarity { Positive = "positive", Negative = "negative" });
names!(Modality {
    Asserted = "asserted", Future = "future", Planned = "planned", Possible = "possible",
    Hypothetical = "hypothetical", Requested = "requested",
});
names!(SlinkClass {
    Evidential = "EVIDENTIAL", NegEvidential = "NEG_EVIDENTIAL", Factive = "FACTIVE",
    CounterFactive = "COUNTER_FACTIVE", Modal = "MODAL", Conditional = "CONDITIONAL",
});
names!(TimexType { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET" });
names!(TimexMod {
    Before = "BEFORE", After = "AFTER", OnOrBefore = "ON_OR_BEFORE", OnOrAfter = "ON_OR_AFTER",
    LessThan = "LESS_THAN", MoreThan = "MORE_THAN", EqualOrLess = "EQUAL_OR_LESS", EqualOrMore = "EQUAL_OR_MORE",
    Start = "START", StartToMid = "START", Mid = "MID", MidToEnd = "END", End = "END", Approx = "APPROX",
});
names!(DateBasis {
    Explicit = "explicit", Relative = "relative", YearInferred = "year_inferred", Anchor = "anchor",
    Connective = "connective", Dct = "dct", None = "none",
});
names!(Granularity {
    Time = "time", Day = "day", Week = "week", Month = "month", Season = "season", Quarter = "quarter",
    Year = "year", Decade = "decade", Century = "century", Unknown = "unknown",
});
names!(Reference {
    Name = "name", Metonym = "metonym", Demonym = "demonym", Abbreviation = "abbreviation", Role = "role",
    Anaphor = "anaphor", Pronoun = "pronoun",
});

/// A polarity as TimeML writes it.
pub(super) fn timeml(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "POS",
        Polarity::Negative => "NEG",
    }
}
