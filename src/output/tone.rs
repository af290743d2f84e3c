//! What the signs of the page and of the drawing show of an event besides its date: the tone of what was done, and how
//! real it is.

use super::cells::representative;
use crate::events::{EventType, Modality, Polarity};
use crate::linking::Mention;
use crate::timeline::Event;

/// What kind of act an event is: a colour for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tone {
    /// Treaties, visits, aid.
    Cooperation,
    /// Demands, accusations, sanctions.
    Pressure,
    /// Arrests, threats of arms, attacks.
    Force,
    /// Only said.
    Statement,
    /// All else.
    Other,
}

impl Tone {
    /// All of them, in the order of legends.
    pub const ALL: [Self; 5] = [Self::Cooperation, Self::Pressure, Self::Force, Self::Statement, Self::Other];

    /// The tone of `event`.
    pub fn of(event: &Event) -> Self {
        use EventType::{
            Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject,
            Request, Retreat, Sanction, Statement, Support, Threaten,
        };
        match representative(event).map_or(EventType::Other, |mention| mention.event_type) {
            Agree | Consult | Support | Concede | Cooperate | Aid | Retreat => Self::Cooperation,
            Request | Accuse | Reject | Threaten | Protest | Sanction => Self::Pressure,
            Mobilize | Coerce | Assault => Self::Force,
            Statement => Self::Statement,
            _ => Self::Other,
        }
    }

    /// `cooperation`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cooperation => "cooperation",
            Self::Pressure => "pressure",
            Self::Force => "force",
            Self::Statement => "statement",
            Self::Other => "other",
        }
    }

    /// Its colour on a light ground.
    pub fn colour(self) -> &'static str {
        match self {
            Self::Cooperation => "#0b6b5d",
            Self::Pressure => "#a04a05",
            Self::Force => "#b01e1e",
            Self::Statement => "#5b6472",
            Self::Other => "#3f4bb0",
        }
    }
}

/// How real an event is, in one word.
pub(super) fn status(event: &Event) -> &'static str {
    representative(event).map_or("happened", told)
}

fn told(mention: &Mention) -> &'static str {
    match mention.modality {
        _ if mention.polarity == Polarity::Negative => "denied",
        Modality::Future | Modality::Planned => "planned",
        Modality::Possible | Modality::Hypothetical => "possible",
        Modality::Requested => "requested",
        Modality::Asserted if mention.event_type == EventType::Statement => "said",
        Modality::Asserted => "happened",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_the_same_colours() {
        let style = include_str!("../../data/page/page.css");
        for tone in Tone::ALL {
            assert!(style.contains(&format!("--{}: {};", tone.name(), tone.colour())), "{tone:?}");
        }
    }
}
