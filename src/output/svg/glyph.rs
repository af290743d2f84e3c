//! The signs, as on the page: a dot for a day, a bar for what lasts, a thin bar with ends for bounds, dots where an end is
//! open; a ring where several articles tell.

use super::super::cells::representative;
use super::super::tone::{Tone, status};
use super::super::when::{Shape, When};
use super::PAPER;
use crate::timeline::Event;

/// The sign of `event` between two places, in the middle of its row.
pub(super) fn of(event: &Event, when: &When<'_>, x0: f64, x1: f64, y: f64) -> String {
    let colour = Tone::of(event).colour();
    let sign = shape(when.shape, colour, &look(event, when), x0, x1, y);
    let ring = if is_ringed(event, when.shape) { ring(colour, x0, y) } else { String::new() };
    format!("<g opacity=\"{:.2}\">{ring}{sign}</g>", 0.4 + 0.6 * f64::from(event.confidence))
}

/// A sign with what fills it.
pub(super) fn shape(shape: Shape, colour: &str, look: &str, x0: f64, x1: f64, y: f64) -> String {
    let line = |path: String| format!("<path class=\"l\" stroke=\"{colour}\" d=\"{path}\"/>");
    let open = |path: String| format!("<path class=\"l o\" stroke=\"{colour}\" d=\"{path}\"/>");
    match shape {
        Shape::Between(..) => {
            line(format!("M{x0:.1} {:.1}v10M{x0:.1} {y:.1}H{x1:.1}M{x1:.1} {:.1}v10", y - 5.0, y - 5.0))
        }
        Shape::Until(_) | Shape::NotAfter(_) => {
            let (end, tip) = (x0 + 10.0, x0 - 30.0);
            open(format!("M{:.1} {y:.1}H{end:.1}", x0 - 34.0))
                + &line(format!("M{end:.1} {:.1}v12M{tip:.1} {:.1}l-5 4l5 4", y - 6.0, y - 4.0))
        }
        Shape::Since(_) | Shape::NotBefore(_) => {
            open(format!("M{x0:.1} {y:.1}h40"))
                + &line(format!("M{x0:.1} {:.1}v12M{:.1} {:.1}l5 4l-5 4", y - 6.0, x0 + 36.0, y - 4.0))
        }
        Shape::Days(first, last) if first != last => format!(
            "<rect{look} stroke=\"{colour}\" x=\"{x0:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"10\" rx=\"3\"/>",
            y - 5.0,
            x1 - x0
        ),
        _ => format!("<circle{look} stroke=\"{colour}\" cx=\"{:.1}\" cy=\"{y:.1}\" r=\"5\"/>", x0 + 5.0),
    }
}

/// The ring of what several articles tell.
pub(super) fn ring(colour: &str, x0: f64, y: f64) -> String {
    format!("<circle fill=\"none\" stroke=\"{colour}\" cx=\"{:.1}\" cy=\"{y:.1}\" r=\"8\"/>", x0 + 5.0)
}

/// True for a dot that several articles tell.
pub(super) fn is_ringed(event: &Event, shape: Shape) -> bool {
    let first = representative(event);
    let several = || event.mentions.iter().any(|m| first.is_some_and(|f| f.article != m.article));
    matches!(shape, Shape::Days(first, last) if first == last) && several()
}

/// Full for what happened, paler for what is said, hollow for all else; dashed for what is denied; dashed and palest for about.
fn look(event: &Event, when: &When<'_>) -> String {
    let colour = Tone::of(event).colour();
    let (hollow, denied, paler) = match status(event) {
        "denied" => (true, true, false),
        "said" => (false, false, true),
        "happened" => (false, false, false),
        _ => (true, false, false),
    };
    let about = when.approximate || when.uncertain;
    let fill = if hollow { PAPER } else { colour };
    let opacity = match (about, paler) {
        (true, _) => " fill-opacity=\".25\"",
        (_, true) => " fill-opacity=\".45\"",
        _ => "",
    };
    let dashes = if about || denied { " stroke-dasharray=\"3 2\"" } else { "" };
    format!(" fill=\"{fill}\"{opacity}{dashes} stroke-width=\"1.5\"")
}
