//! Lines between the places of one event, and curves for the links that articles tell, as on the page.

use std::collections::BTreeMap;

use super::super::links::told;
use super::HEAD;
use super::layout::{Layout, Place};
use crate::timeline::Timeline;

/// All lines, to lie below the signs.
pub(super) fn of(timeline: &Timeline, layout: &Layout<'_>) -> String {
    let mut places: BTreeMap<usize, Vec<(f64, f64)>> = BTreeMap::new();
    for place in layout.lanes.iter().flat_map(|lane| &lane.places) {
        places.entry(place.at).or_default().push(middle(place));
    }
    let mut lines = String::new();
    for own in places.values() {
        let (Some((x, top)), Some((_, end))) = (own.first(), own.last()) else { continue };
        if own.len() > 1 {
            lines.push_str(&format!("<path class=\"j s\" d=\"M{x:.1} {top:.1}V{end:.1}\"/>\n"));
        }
    }
    for link in told(timeline) {
        let ends = (places.get(&link.from.min(link.to)), places.get(&link.from.max(link.to)));
        let (Some([(x0, y0), ..]), Some([(x1, y1), ..])) =
            (ends.0.map(Vec::as_slice), ends.1.map(Vec::as_slice))
        else {
            continue;
        };
        let bend = ((x1 - x0).abs() / 2.0).max(30.0);
        let (a, b) = (x0 + bend, x1 - bend);
        lines.push_str(&format!(
            "<path class=\"j k\" d=\"M{x0:.1} {y0:.1}C{a:.1} {y0:.1} {b:.1} {y1:.1} {x1:.1} {y1:.1}\"/>\n"
        ));
    }
    lines
}

fn middle(place: &Place<'_>) -> (f64, f64) {
    (place.x0 + 5.0, HEAD + place.y)
}
