//! What was read in an article as TimeML, in the layout of TempEval-3: the text with EVENT and TIMEX3 inline, then
//! MAKEINSTANCE, TLINK and SLINK. Without its tags the TEXT element is the article's text, character by character.
//!
//! A range is two TIMEX3 and an empty one of type DURATION between them. TimeML has no EVENT inside a TIMEX3: such
//! events, and their links, are left out and counted.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;

use super::escape::verbatim;
use super::names::{Name, timeml};
use super::sink;
use crate::Error;
use crate::document::Document;
use crate::events::EventMention;
use crate::graph::{Node, Tlink};
use crate::pipeline::Extraction;
use crate::temporal::{Anchor, DateBasis, Timex, TimexPart, TimexType};
use crate::text::Span;

/// Writes one article and gives the number of its events that TimeML cannot hold.
///
/// # Errors
/// The output cannot be written.
pub fn write(document: &Document, extraction: &Extraction, out: impl Write) -> Result<u64, Error> {
    let (marks, kept) = marks(document, extraction);
    let mut xml = head(document);
    xml.push_str("<TEXT>");
    inline(&mut xml, &document.text, &marks);
    xml.push_str("</TEXT>\n\n");
    for (number, event) in (1..).zip(&extraction.events).filter(|(number, _)| kept.contains(number)) {
        instance(&mut xml, number, event);
    }
    xml.push('\n');
    links(&mut xml, extraction, &kept);
    xml.push_str("</TimeML>\n");
    sink::text(&xml, out)?;
    Ok((extraction.events.len() - kept.len()) as u64)
}

fn head(document: &Document) -> String {
    let day = document.published.map_or_else(|| "XXXX-XX-XX".to_owned(), |day| day.to_string());
    let title = document.title.as_deref().unwrap_or("");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n\n\
         <DOCID>{}</DOCID>\n\n\
         <DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{day}\" temporalFunction=\"false\" \
         functionInDocument=\"CREATION_TIME\">{day}</TIMEX3></DCT>\n\n\
         <TITLE>{}</TITLE>\n\n",
        verbatim(&document.id),
        verbatim(title),
    )
}

/// A tag around a part of the text.
struct Mark {
    span: Span,
    open: String,
    close: &'static str,
}

/// The tags in text order, and the numbers of the events among them.
fn marks(document: &Document, extraction: &Extraction) -> (Vec<Mark>, BTreeSet<usize>) {
    let mut marks: Vec<Mark> = Vec::new();
    let mut ends = extraction.timexes.len();
    for (number, timex) in (1..).zip(&extraction.timexes) {
        match timex.parts.as_slice() {
            [from, to] => {
                ends += 2;
                marks.push(part(from, ends - 1, Some(whole(timex, number, ends))));
                marks.push(part(to, ends, None));
            }
            _ => marks.push(Mark { span: timex.span, open: opening(timex, number), close: "</TIMEX3>" }),
        }
    }
    let mut kept = BTreeSet::new();
    let times: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
    let mut last = 0;
    let mut events: Vec<(usize, &EventMention)> = (1..).zip(&extraction.events).collect();
    events.sort_by_key(|(number, event)| (event.span.start, event.span.end, *number));
    for (number, event) in events {
        let span = event.span;
        let inside =
            document.text.get(span.start as usize..span.end as usize).is_some_and(|words| !words.is_empty());
        let after = times.partition_point(|time| time.end <= span.start);
        let is_free = times.get(after).is_none_or(|time| time.start >= span.end);
        if inside && is_free && span.start >= last {
            last = span.end;
            kept.insert(number);
            let open = format!("<EVENT eid=\"e{number}\" class=\"{}\">", event.class.name());
            marks.push(Mark { span, open, close: "</EVENT>" });
        }
    }
    marks.sort_by_key(|mark| mark.span.start);
    (marks, kept)
}

fn part(part: &TimexPart, number: usize, before: Option<String>) -> Mark {
    let value = verbatim(&part.value);
    let modifier = part.modifier.map_or_else(String::new, |modifier| format!(" mod=\"{}\"", modifier.name()));
    let kind = part.kind.name();
    let open = format!("<TIMEX3 tid=\"t{number}\" type=\"{kind}\" value=\"{value}\"{modifier}>");
    Mark { span: part.span, open: before.unwrap_or_default() + &open, close: "</TIMEX3>" }
}

/// The empty tag of a range, whose ends have the numbers before `last` and `last`.
fn whole(timex: &Timex, number: usize, last: usize) -> String {
    let days = timex.interval.and_then(|days| Some((days.last()? - days.first()?).num_days() + 1));
    let value = match days {
        Some(days) if timex.kind == TimexType::Date => format!("P{days}D"),
        _ => "PXX".to_owned(),
    };
    format!(
        "<TIMEX3 tid=\"t{number}\" type=\"DURATION\" value=\"{value}\" beginPoint=\"t{}\" endPoint=\"t{last}\"/>",
        last - 1
    )
}

fn opening(timex: &Timex, number: usize) -> String {
    let mut tag = format!(
        "<TIMEX3 tid=\"t{number}\" type=\"{}\" value=\"{}\"",
        timex.kind.name(),
        verbatim(&timex.value)
    );
    let mut add = |name: &str, value: &str| {
        let _ = write!(tag, " {name}=\"{value}\"");
    };
    if let Some(modifier) = timex.modifier {
        add("mod", modifier.name());
    }
    if let Some(quantifier) = timex.quantifier {
        add("quant", quantifier);
    }
    if let Some(times) = timex.frequency {
        add("freq", &format!("{times}X"));
    }
    if matches!(timex.kind, TimexType::Date | TimexType::Time) {
        let relative = !matches!(timex.basis, DateBasis::Explicit | DateBasis::None);
        add("temporalFunction", if relative { "true" } else { "false" });
        match timex.anchor {
            Some(Anchor::Creation) => add("anchorTimeID", "t0"),
            Some(Anchor::Timex(index)) => add("anchorTimeID", &format!("t{}", index + 1)),
            None => {}
        }
        add("functionInDocument", if timex.creation { "PUBLICATION_TIME" } else { "NONE" });
    }
    tag.push('>');
    tag
}

fn inline(xml: &mut String, text: &str, marks: &[Mark]) {
    let mut at = 0;
    let mut plain = |xml: &mut String, to: usize| {
        xml.push_str(&verbatim(text.get(at..to).unwrap_or("")));
        at = to;
    };
    for mark in marks {
        plain(xml, mark.span.start as usize);
        xml.push_str(&mark.open);
        plain(xml, mark.span.end as usize);
        xml.push_str(mark.close);
    }
    plain(xml, text.len());
}

fn instance(xml: &mut String, number: usize, event: &EventMention) {
    let polarity = timeml(event.polarity);
    let _ = writeln!(
        xml,
        "<MAKEINSTANCE eventID=\"e{number}\" eiid=\"ei{number}\" pos=\"{}\" tense=\"{}\" aspect=\"{}\" polarity=\"{polarity}\"/>",
        if event.nominal { "NOUN" } else { "VERB" },
        event.tense.name(),
        event.aspect.name(),
    );
}

fn links(xml: &mut String, extraction: &Extraction, kept: &BTreeSet<usize>) {
    let is_there = |node: Node| match node {
        Node::Event(index) => kept.contains(&(index as usize + 1)),
        _ => true,
    };
    let mut number = 0;
    for Tlink { from, to, relation, .. } in &extraction.tlinks {
        if is_there(*from) && is_there(*to) {
            number += 1;
            let _ = writeln!(
                xml,
                "<TLINK lid=\"l{number}\" relType=\"{}\" {} {}/>",
                relation.name(),
                side(*from, "eventInstanceID", "timeID"),
                side(*to, "relatedToEventInstance", "relatedToTime"),
            );
        }
    }
    for (own, event) in (1..).zip(&extraction.events).filter(|(own, _)| kept.contains(own)) {
        let governor = event.governor.map(|index| index as usize + 1).filter(|other| kept.contains(other));
        if let Some((governor, class)) = governor.zip(event.governor_class) {
            number += 1;
            let _ = writeln!(
                xml,
                "<SLINK lid=\"l{number}\" relType=\"{}\" eventInstanceID=\"ei{governor}\" subordinatedEventInstance=\"ei{own}\"/>",
                class.name(),
            );
        }
    }
}

fn side(node: Node, event: &str, time: &str) -> String {
    match node {
        Node::Creation => format!("{time}=\"t0\""),
        Node::Timex(index) => format!("{time}=\"t{}\"", index + 1),
        Node::Event(index) => format!("{event}=\"ei{}\"", index + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Extractor;

    fn written(text: &str) -> String {
        let document = Document::new("a & b", text).published("2016-11-07".parse().expect("a day"));
        let extraction = Extractor::builtin().expect("loads").extract(&document);
        let mut out = Vec::new();
        write(&document, &extraction, &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    }

    /// What stands between two tags, without the tags in it.
    fn plain(xml: &str, tag: &str) -> String {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        let inner = xml.split_once(&open).and_then(|(_, rest)| rest.split_once(&close)).expect("the tag").0;
        let mut out = String::new();
        for piece in inner.split('<') {
            out.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        }
        ["&lt;<", "&gt;>", "&quot;\"", "&#13;\r", "&amp;&"].iter().fold(out, |text, pair| {
            let (from, to) = pair.split_at(pair.len() - 1);
            text.replace(from, to)
        })
    }

    #[test]
    fn the_text_is_unaltered() {
        let text =
            "Smith & Sons <said> \"no\" on Friday.\r\n\r\nThe strike began on 3 May and ended last week.\n";
        assert_eq!(plain(&written(text), "TEXT"), text);
        assert_eq!(plain(&written(text), "DOCID"), "a & b");
    }

    #[test]
    fn every_link_has_both_its_ends() {
        let xml =
            written("The mayor said on Friday that the port reopened last week. He resigned on 3 May 2016.");
        assert!(
            xml.contains("<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2016-11-04\" temporalFunction=\"true\""),
            "{xml}"
        );
        assert!(
            xml.contains("<MAKEINSTANCE eventID=\"e1\" eiid=\"ei1\" pos=\"VERB\" tense=\"PAST\""),
            "{xml}"
        );
        let links: Vec<&str> =
            xml.lines().filter(|line| line.contains("<TLINK") || line.contains("<SLINK")).collect();
        assert!(links.len() > 2, "{xml}");
        for link in links {
            for id in link.split('"').filter(|word| word.starts_with("ei") || word.starts_with('t')) {
                let there =
                    [format!("eiid=\"{id}\""), format!("tid=\"{id}\"")].iter().any(|tag| xml.contains(tag));
                assert!(there, "{link}");
            }
        }
    }

    #[test]
    fn a_range_is_two_anchors_and_a_duration() {
        let xml = written("The show ran from 3 May 2016 to 9 May 2016.");
        assert!(xml.contains("type=\"DURATION\" value=\"P7D\" beginPoint=\"t2\" endPoint=\"t3\"/>"), "{xml}");
        assert!(
            xml.contains("<TIMEX3 tid=\"t2\" type=\"DATE\" value=\"2016-05-03\">3 May 2016</TIMEX3>"),
            "{xml}"
        );
    }
}
