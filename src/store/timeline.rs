//! A timeline as bytes, as it stands: chosen, cut and decided on.
//!
//! Knows the fields. Does not know how a timeline is made.

use super::bytes::{Code, Names, Reader, Writer, cases, fields, read};
use crate::timeline::{Disagreement, Event, Kinship, Related};
use crate::{BUILD, Timeline};

/// The bytes of a timeline, read by [`unpack_timeline`] of the same build only. Two timelines that tell the same have the same bytes.
/// What articles are about, which no row tells, is left out.
pub fn pack_timeline(timeline: &Timeline) -> Vec<u8> {
    let mut out = Writer::default();
    BUILD.to_owned().put(&mut out);
    timeline.put(&mut out);
    out.into_bytes()
}

/// The timeline that [`pack_timeline`] made these bytes of; `None` where they are not whole, or were made by another build.
pub fn unpack_timeline(bytes: &[u8]) -> Option<Timeline> {
    let (build, timeline): (String, Timeline) = read(bytes, &mut Names::default())?;
    (build == BUILD).then_some(timeline)
}

fields!(Timeline { events, unlisted });
fields!(Event {
    id,
    ordinal,
    listed,
    date,
    earliest,
    latest,
    headline,
    actors,
    targets,
    object,
    about,
    place,
    coordinates,
    claims,
    realises,
    related,
    disagreements,
    confidence,
    mentions,
});
fields!(Related { kind, id });

cases!(Kinship { LeadsTo = 0, PartOf = 1, PerhapsSame = 2 });

impl Code for Disagreement {
    fn put(&self, out: &mut Writer) {
        self.field.to_owned().put(out);
        self.values.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let field = String::take(from)?;
        let field = Self::FIELDS.into_iter().find(|known| *known == field)?;
        Some(Self { field, values: Code::take(from)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Options;
    use crate::{Document, Extractor};

    #[test]
    fn a_timeline_is_unpacked_as_it_was_packed() {
        let extractor = Extractor::builtin().unwrap();
        let texts = [
            (
                "2021-05-10",
                "Chile attacked Peru on April 30, killing 12 people. Norway signed a treaty with Peru on May 4.",
            ),
            (
                "2021-05-11",
                "Chile attacked Peru on April 30, killing 40 people. Peru and Norway will meet on June 1.",
            ),
            (
                "2021-05-12",
                "Norway signed a treaty with Peru on May 3, the ministry said. Peru met Norway on June 1, 2021.",
            ),
        ];
        let read = |(number, (day, text)): (usize, (&str, &str))| {
            let document = Document::new(format!("a{number}"), text).published(day.parse().unwrap());
            extractor.extract(&document).into_mentions(&document)
        };
        let mentions = texts.into_iter().enumerate().flat_map(read).collect();
        let mut timeline = Timeline::build(mentions, &Options { unlisted: true, ..Options::default() });
        let packed = pack_timeline(&timeline);
        let again = unpack_timeline(&packed).unwrap();
        assert!(
            timeline.events.iter().any(|event| !event.related.is_empty() || !event.disagreements.is_empty())
        );
        assert_eq!(pack_timeline(&again), packed);
        let events = timeline.events.iter_mut().chain(&mut timeline.unlisted);
        events.flat_map(|event| &mut event.mentions).for_each(|m| m.topic = std::sync::Arc::default());
        assert_eq!(again, timeline);
        assert_eq!(unpack_timeline(&packed[..packed.len() - 1]), None);
        let other = super::super::bytes::written(&("0.0.0+0".to_owned(), Timeline::default()));
        assert_eq!(unpack_timeline(&other), None);
    }
}
