//! What the colours and signs mean: of those that the drawing has, no others.

use chrono::NaiveDate;

use super::super::tone::{Tone, status};
use super::super::when::Shape;
use super::layout::{Layout, Place, wide};
use super::{PAPER, QUIET, WIDTH, glyph};

/// The tones, at the right of the title; columns of counts have none.
pub(super) fn tones(layout: &Layout<'_>) -> String {
    if layout.dense {
        return String::new();
    }
    let there: Vec<Tone> =
        Tone::ALL.into_iter().filter(|tone| signs(layout).any(|p| Tone::of(p.event) == *tone)).collect();
    let mut x = WIDTH - 16.0;
    let mut words = Vec::new();
    for tone in there.into_iter().rev() {
        x -= wide(tone.name()) + 28.0;
        words.push(format!(
            "<circle cx=\"{:.1}\" cy=\"32\" r=\"5\" fill=\"{}\"/><text class=\"q\" x=\"{:.1}\" y=\"36\">{}</text>\n",
            x + 5.0,
            tone.colour(),
            x + 14.0,
            tone.name()
        ));
    }
    words.concat()
}

/// Between the words of one sign and the next, in pixels: all signs side by side have room in a drawing.
const GAP: f64 = 14.0;

/// The signs, below the lanes with their middle at `y`.
pub(super) fn of(layout: &Layout<'_>, y: f64) -> String {
    if layout.dense {
        return format!(
            "<text class=\"q\" x=\"16\" y=\"{:.1}\">Too many events to tell apart: the higher a column, the more events. \
             An event of two actors counts in both lanes.</text>\n",
            y + 4.0
        );
    }
    let mut x = 16.0;
    let mut row = String::new();
    for (is, words) in KINDS.iter().filter(|(is, _)| signs(layout).any(|place| is.holds(place))) {
        row.push_str(&is.sign(x, y));
        x += is.width() + 6.0;
        row.push_str(&format!("<text class=\"q\" x=\"{x:.1}\" y=\"{:.1}\">{words}</text>\n", y + 4.0));
        x += wide(words) + GAP;
    }
    row
}

fn signs<'a>(layout: &'a Layout<'a>) -> impl Iterator<Item = &'a Place<'a>> {
    layout.lanes.iter().flat_map(|lane| &lane.places)
}

enum Kind {
    Ring,
    Span,
    Between,
    Until,
    Since,
    About,
    Said,
    Hollow,
}

const KINDS: [(Kind, &str); 8] = [
    (Kind::Ring, "several articles"),
    (Kind::Span, "lasted, or a month or year"),
    (Kind::Between, "between two days"),
    (Kind::Until, "not later than"),
    (Kind::Since, "from then on, or later"),
    (Kind::About, "about"),
    (Kind::Said, "said"),
    (Kind::Hollow, "planned, possible or denied"),
];

impl Kind {
    fn holds(&self, place: &Place<'_>) -> bool {
        match (self, place.when.shape) {
            (Self::Ring, shape) => glyph::is_ringed(place.event, shape),
            (Self::Span, Shape::Days(a, b)) => a != b,
            (Self::Between, Shape::Between(..))
            | (Self::Until, Shape::Until(_) | Shape::NotAfter(_))
            | (Self::Since, Shape::Since(_) | Shape::NotBefore(_)) => true,
            (Self::About, _) => place.when.approximate || place.when.uncertain,
            (Self::Said, _) => status(place.event) == "said",
            (Self::Hollow, _) => !matches!(status(place.event), "said" | "happened"),
            _ => false,
        }
    }

    fn width(&self) -> f64 {
        match self {
            Self::Span | Self::Between => 22.0,
            Self::Until | Self::Since => 46.0,
            _ => 16.0,
        }
    }

    /// The sign from `x` on, in grey.
    fn sign(&self, x: f64, y: f64) -> String {
        let day = NaiveDate::default();
        let full = format!(" fill=\"{QUIET}\"");
        let draw = |shape: Shape, look: &str, x0: f64| glyph::shape(shape, QUIET, look, x0, x0 + 20.0, y);
        let dot = |look: &str| draw(Shape::Days(day, day), look, x + 3.0);
        match self {
            Self::Ring => glyph::ring(QUIET, x + 3.0, y) + &dot(&full),
            Self::Span => draw(Shape::Days(day, day.succ_opt().unwrap_or(day)), &full, x),
            Self::Between => draw(Shape::Between(day, day), "", x),
            Self::Until => draw(Shape::Until(day), "", x + 36.0),
            Self::Since => draw(Shape::Since(day), "", x + 2.0),
            Self::About => dot(&format!("{full} fill-opacity=\".25\" stroke-dasharray=\"3 2\"")),
            Self::Said => dot(&format!("{full} fill-opacity=\".45\"")),
            Self::Hollow => dot(&format!(" fill=\"{PAPER}\"")),
        }
    }
}
