//! The constructions by which clauses are read, with the names and precisions that events carry.

/// Declares the constructions: variant, rule id, precision.
macro_rules! constructions {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal, $precision:literal;)+) => {
        /// The construction by which a clause was read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
        pub enum Construction {
            $($(#[doc = $doc])+ $name,)+
            /// An event noun, found by its own rules.
            #[default]
            Nominal,
        }

        impl Construction {
            /// Every construction, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$name,)+ Self::Nominal];

            /// The rule's id.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                    Self::Nominal => "clause.nominal",
                }
            }

            /// How often the clause's subject and place in the sentence are right, 0 to 1.
            pub fn precision(self) -> f32 {
                match self {
                    $(Self::$name => $precision,)+
                    Self::Nominal => 0.8,
                }
            }
        }
    };
}

impl Construction {
    /// True for the content of a report that stands before, around or in quotation marks after its verb.
    pub(super) fn is_report(self) -> bool {
        matches!(self, Self::Main | Self::Coordinated | Self::CoordinatedClause | Self::Quoted)
    }
}

constructions! {
    /// `X did A`.
    Main = "clause.subject-verb", 0.93;
    /// `X did A and did B`.
    Coordinated = "clause.verb-and-verb", 0.88;
    /// `X did A and Y did B`.
    CoordinatedClause = "clause.clause-and-clause", 0.9;
    /// `said that X did A`.
    That = "clause.governor-that", 0.93;
    /// `said X did A`.
    ZeroThat = "clause.governor-zero-that", 0.9;
    /// `X did A, Y said`.
    ReportTail = "clause.content-comma-report", 0.93;
    /// `X did A, said Y`.
    Inverted = "clause.content-comma-inverted-report", 0.93;
    /// `X, Y said, did A`.
    Parenthetical = "clause.parenthetical-report", 0.88;
    /// `Y said: "X did A"`.
    Quoted = "clause.report-quotation", 0.9;
    /// `X, who did A`.
    Relative = "clause.relative-pronoun", 0.88;
    /// `the law X passed`.
    ContactRelative = "clause.relative-without-pronoun", 0.7;
    /// `the law signed by X`, `the man leading A`.
    Reduced = "clause.reduced-relative", 0.82;
    /// `..., doing A`; `Doing A, ...`.
    Participial = "clause.participial", 0.85;
    /// `X decided to do A`.
    SubjectControl = "clause.infinitive-subject-control", 0.92;
    /// `X ordered Y to do A`.
    ObjectControl = "clause.infinitive-object-control", 0.9;
    /// `X's decision to do A`.
    NounControl = "clause.infinitive-after-noun", 0.85;
    /// `did A to do B`, `in order to do B`.
    Purpose = "clause.purpose-infinitive", 0.88;
    /// `won to do B`: what came of it.
    Outcome = "clause.outcome-infinitive", 0.85;
    /// `began doing A`, `accused X of doing A`.
    Gerund = "clause.gerund-complement", 0.87;
    /// `after doing A`, `by doing A`.
    GerundAdjunct = "clause.preposition-gerund", 0.83;
    /// `if X did A`.
    Condition = "clause.condition", 0.9;
    /// `after X did A`.
    Temporal = "clause.temporal", 0.9;
    /// `because X did A`.
    Adverbial = "clause.adverbial", 0.88;
    /// A heading: `X to do A`.
    HeadingInfinitive = "clause.heading-infinitive", 0.85;
    /// A heading: `Two killed in A`.
    HeadingPassive = "clause.heading-passive", 0.85;
}
