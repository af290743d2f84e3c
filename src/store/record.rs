//! The mentions of an article as bytes, field by field.
//!
//! The order of the fields here is the format of the file: a change of it is a new [`FORMAT`](super::file::FORMAT).

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::bytes::{Code, Reader, Writer, cases, fields};
use crate::actors::ActorKind;
use crate::events::{
    Aspect, ClauseKind, EventClass, EventDate, EventType, Modality, Polarity, SlinkClass, Tense,
};
use crate::linking::{Claim, Earlier, Mention, Participant};
use crate::temporal::{DateBasis, Granularity, Interval, Qualifier};

/// What is kept of one article.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Record {
    /// What the article is about; the same for all its mentions.
    pub topic: Arc<[u32]>,
    pub mentions: Vec<Mention>,
}

impl Record {
    /// The mentions, each with what the article is about.
    pub(super) fn mentions(self) -> impl Iterator<Item = Mention> {
        let topic = self.topic;
        self.mentions.into_iter().map(move |m| Mention { topic: Arc::clone(&topic), ..m })
    }
}

fields!(Record { topic, mentions });
fields!(Mention {
    article, index, start, end, text, sentence_start, sentence_end, sentence, lemma, action, nominal, class,
    tense, aspect, clause, heading, governor, governs, absorbed_by, after, event_type, cameo, actors,
    targets, object, about, place, coordinates, place_from_dateline, polarity, modality, claims, quoted, date, earliest, latest,
    headline, confidence, rules, published, publisher, title, url,
} without topic;);
fields!(Participant { name, id, kind, state, role, start, end });
fields!(Earlier { event, rule, confidence, sentence });
fields!(Claim { source, verb, class, quoted });
fields!(EventDate { edtf, interval, precision, qualifier, basis, text, timex, sieve, confidence });
fields!(Interval { start, end });
fields!(Qualifier { approximate, uncertain });

cases!(EventClass {
    Occurrence = 0, Reporting = 1, State = 2, IAction = 3, IState = 4, Aspectual = 5, Perception = 6,
});
cases!(Tense {
    None = 0, Past = 1, Present = 2, Future = 3, Infinitive = 4, PresentParticiple = 5, PastParticiple = 6,
});
cases!(Aspect { None = 0, Perfective = 1, Progressive = 2, PerfectiveProgressive = 3 });
cases!(ClauseKind {
    Main = 0, Content = 1, Relative = 2, ReducedRelative = 3, Participial = 4, Infinitive = 5, Purpose = 6,
    GerundComplement = 7, Condition = 8, Temporal = 9, Adverbial = 10, Nominal = 11,
});
cases!(Polarity { Positive = 0, Negative = 1 });
cases!(Modality {
    Asserted = 0, Future = 1, Planned = 2, Possible = 3, Hypothetical = 4, Requested = 5,
});
cases!(EventType {
    Agree = 0, Consult = 1, Support = 2, Concede = 3, Cooperate = 4, Aid = 5, Retreat = 6, Request = 7,
    Accuse = 8, Reject = 9, Threaten = 10, Protest = 11, Sanction = 12, Mobilize = 13, Coerce = 14,
    Assault = 15, Statement = 16, Election = 17, Other = 18,
});
cases!(SlinkClass {
    Evidential = 0, NegEvidential = 1, Factive = 2, CounterFactive = 3, Modal = 4, Conditional = 5,
});
cases!(ActorKind {
    State = 0, Territory = 1, Organ = 2, Organisation = 3, Company = 4, Person = 5, People = 6, Place = 7,
    Unknown = 8,
});
cases!(Granularity {
    Time = 0, Day = 1, Week = 2, Month = 3, Season = 4, Quarter = 5, Year = 6, Decade = 7, Century = 8,
    Unknown = 9,
});
cases!(DateBasis {
    Explicit = 0, Relative = 1, YearInferred = 2, Anchor = 3, Connective = 4, Dct = 5, None = 6,
});

/// Days since the common era, the sign in the lowest bit.
impl Code for NaiveDate {
    fn put(&self, out: &mut Writer) {
        let day = self.num_days_from_ce();
        (day.unsigned_abs() << 1 | u32::from(day < 0)).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let number = u32::take(from)?;
        let day = i32::try_from(number >> 1).ok()?;
        Self::from_num_days_from_ce_opt(if number & 1 == 1 { -day } else { day })
    }
}
