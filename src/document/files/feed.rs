//! Feeds: RSS 0.9 to 2.0 and Atom, one article an entry.
//!
//! Knows which elements of a feed hold what. The text of an entry is its content where the feed carries it, else its
//! summary. Does not fetch what the links lead to.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::html;
use crate::document::PublishedBasis;
use crate::document::draft::Draft;
use crate::text::fold;
use crate::{Error, ErrorKind};

/// Elements inside one another beyond which a feed is refused.
const DEEPEST: usize = 200;

/// True for text that begins a feed.
pub(super) fn is_feed(head: &str) -> bool {
    ["<rss", "<feed", "<rdf:RDF"].iter().any(|root| {
        head.find(root).is_some_and(|at| !head.get(..at).unwrap_or("").to_ascii_lowercase().contains("<html"))
    })
}

/// The articles of a feed, or the error that ends it; what came before an error is kept.
pub(super) fn entries(xml: &str) -> Vec<Result<Draft, Error>> {
    let mut feed = Feed::default();
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut lines = Lines { xml, at: 0, line: 1 };
    loop {
        let at = reader.buffer_position();
        let read = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(element)) => feed.start(&element, || lines.line(at)),
            Ok(Event::Empty(element)) => feed.start(&element, || lines.line(at)).map(|()| feed.end()),
            Ok(Event::End(_)) => {
                feed.end();
                Ok(())
            }
            Ok(Event::Text(text)) => {
                feed.text.push_str(&text);
                Ok(())
            }
            Ok(Event::CData(text)) => {
                feed.text.push_str(&text);
                Ok(())
            }
            Ok(Event::GeneralRef(reference)) => {
                feed.reference(&reference);
                Ok(())
            }
            Ok(_) => Ok(()),
            Err(error) => Err(broken(&error.to_string())),
        };
        if let Err(error) = read {
            feed.found.push(Err(error.at_line(lines.line(at))));
            break;
        }
    }
    feed.named()
}

/// Counts lines for ever later places: each byte once, however many entries there are.
struct Lines<'x> {
    xml: &'x str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of a place, from 1; that of the last one for places before it.
    fn line(&mut self, place: u64) -> u64 {
        let place = usize::try_from(place).unwrap_or(usize::MAX).min(self.xml.len());
        let between = self.xml.as_bytes().get(self.at..place).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.at = self.at.max(place);
        self.line
    }
}

/// What was read so far.
#[derive(Default)]
struct Feed {
    /// The names of the open elements.
    open: Vec<String>,
    /// The text of the innermost open element; markup in it is written out again.
    text: String,
    title: Option<String>,
    entry: Option<Entry>,
    found: Vec<Result<Draft, Error>>,
}

#[derive(Default)]
struct Entry {
    /// How many elements were open when it began.
    depth: usize,
    line: u64,
    /// Its parts, the better first: content, then summary; published, then updated.
    texts: [Option<String>; 2],
    dates: [Option<String>; 2],
    title: Option<String>,
    id: Option<String>,
    url: Option<String>,
    source: Option<String>,
    /// How many elements were open where markup in the feed itself begins (XHTML in Atom).
    markup: Option<usize>,
}

impl Feed {
    fn start(&mut self, element: &BytesStart<'_>, line: impl FnOnce() -> u64) -> Result<(), Error> {
        if self.open.len() >= DEEPEST {
            return Err(broken(&format!("more than {DEEPEST} elements inside one another")));
        }
        let name = element.name().as_ref().to_owned();
        let depth = self.open.len();
        match &mut self.entry {
            None if matches!(name.as_str(), "item" | "entry") => {
                self.entry = Some(Entry { depth, line: line(), ..Entry::default() });
            }
            Some(entry) if entry.markup.is_some() => {
                self.text.push_str(&format!("<{name}>"));
                self.open.push(name);
                return Ok(());
            }
            Some(entry) => {
                if name == "link" && entry.url.is_none() {
                    entry.url = link(element);
                }
                if attribute(element, "type").as_deref() == Some("xhtml") {
                    entry.markup = Some(depth);
                }
            }
            None => {}
        }
        self.open.push(name);
        self.text.clear();
        Ok(())
    }

    fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        let depth = self.open.len();
        if let Some(entry) = &mut self.entry {
            if entry.markup.is_some_and(|begun| depth > begun) {
                self.text.push_str(&format!("</{name}>"));
                return;
            }
            entry.markup = None;
            if depth == entry.depth {
                self.found.extend(self.entry.take().map(|entry| Ok(entry.draft())));
            } else if depth == entry.depth + 1 {
                entry.take(&name, std::mem::take(&mut self.text));
            }
        } else if name == "title" && self.title.is_none() && depth <= 2 {
            self.title = plain(&self.text);
        }
        self.text.clear();
    }

    /// `&amp;` and its kin; what is none of them stays as it is.
    fn reference(&mut self, reference: &BytesRef<'_>) {
        let name: &str = reference;
        match reference.resolve_char_ref() {
            Ok(Some(c)) => self.text.push(c),
            _ => match quick_xml::escape::resolve_predefined_entity(name) {
                Some(text) => self.text.push_str(text),
                None => self.text.push_str(&format!("&{name};")),
            },
        }
    }

    /// The articles, with the feed's title as publisher where they name none.
    fn named(self) -> Vec<Result<Draft, Error>> {
        let title = self.title;
        let name = |draft: Draft| Draft { publisher: draft.publisher.or_else(|| title.clone()), ..draft };
        self.found.into_iter().map(|found| found.map(name)).collect()
    }
}

impl Entry {
    /// Takes the text of one of its elements.
    fn take(&mut self, name: &str, text: String) {
        let Some(value) = Some(text).filter(|text| !text.trim().is_empty()) else { return };
        let place = match name {
            "content:encoded" | "content" => &mut self.texts[0],
            "description" | "summary" => &mut self.texts[1],
            "pubDate" | "published" | "dc:date" | "issued" => &mut self.dates[0],
            "updated" | "modified" => &mut self.dates[1],
            "title" => &mut self.title,
            "guid" | "id" => &mut self.id,
            "link" => &mut self.url,
            "source" => &mut self.source,
            _ => return,
        };
        place.get_or_insert(value);
    }

    fn draft(self) -> Draft {
        let trimmed = |value: Option<String>| value.map(|value| value.trim().to_owned());
        let [content, summary] = self.texts;
        let [published, updated] = self.dates;
        let text = content.or(summary).unwrap_or_default();
        Draft {
            text: if text.contains('<') || text.contains('&') { html::fragment(&text) } else { text },
            id: trimmed(self.id),
            title: self.title.as_deref().and_then(plain),
            url: trimmed(self.url),
            publisher: self.source.as_deref().and_then(plain),
            dates: trimmed(published.or(updated))
                .map(|date| (PublishedBasis::Field, date))
                .into_iter()
                .collect(),
            line: self.line,
            ..Draft::default()
        }
    }
}

/// The address of an Atom link to the article itself.
fn link(element: &BytesStart<'_>) -> Option<String> {
    let relation = attribute(element, "rel").unwrap_or_else(|| "alternate".to_owned());
    attribute(element, "href").filter(|_| relation == "alternate")
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let value = element.try_get_attribute(name).ok()??;
    let unescaped = quick_xml::escape::unescape(&value.value).ok().map(|value| value.into_owned());
    Some(unescaped.unwrap_or_else(|| value.value.into_owned()))
}

/// A title without markup, on one line.
fn plain(text: &str) -> Option<String> {
    let text = if text.contains('<') || text.contains('&') { html::fragment(text) } else { text.to_owned() };
    Some(fold(&text)).filter(|text| !text.is_empty())
}

fn broken(what: &str) -> Error {
    Error::new(ErrorKind::Data, format!("the feed is damaged: {what}; the entries before were read"))
        .with_remedy("check that the file is whole, and that it is a feed")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"x\"><channel><title>Coast &amp; Sea</title>\n\
        <item><title>Pier &lt;b&gt;voted&lt;/b&gt;</title><link>https://example.org/1?a=1&amp;b=2</link><guid>tag:1</guid>\n\
        <pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate><description>Short.</description>\n\
        <content:encoded><![CDATA[<p>The council voted.</p><p>It rained &amp; poured.</p><img src=\"x\">]]></content:encoded></item>\n\
        <item><title>Second</title><description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item></channel></rss>";

    const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Inland Post</title><entry><title type=\"html\">A &amp;amp; B</title>\
        <link rel=\"self\" href=\"https://example.org/self\"/><link href=\"https://example.org/a\"/><id>urn:a</id>\
        <updated>2021-05-06T00:00:00Z</updated><published>2021-05-05T00:00:00Z</published>\
        <content type=\"xhtml\"><div><p>One.</p><p>Two <b>bold</b> words.</p></div></content></entry></feed>";

    fn read(xml: &str) -> Vec<Draft> {
        entries(xml).into_iter().map(|entry| entry.expect("an entry")).collect()
    }

    #[test]
    fn entries_of_rss_have_their_text_and_day() {
        let drafts = read(RSS);
        assert_eq!(drafts.len(), 2);
        let first = &drafts[0];
        assert!(
            first.text.contains("The council voted.") && first.text.contains("rained & poured"),
            "{}",
            first.text
        );
        assert!(!first.text.contains('<'), "{}", first.text);
        assert_eq!(first.title.as_deref(), Some("Pier voted"));
        assert_eq!(first.url.as_deref(), Some("https://example.org/1?a=1&b=2"));
        assert_eq!((first.publisher.as_deref(), first.id.as_deref()), (Some("Coast & Sea"), Some("tag:1")));
        assert_eq!(first.dates[0].1, "Tue, 04 May 2021 10:00:00 GMT");
        assert_eq!((drafts[1].text.trim(), drafts[1].line), ("Only a summary.", 5));
    }

    #[test]
    fn entries_of_atom_may_hold_markup_of_their_own() {
        let drafts = read(ATOM);
        assert_eq!(drafts[0].url.as_deref(), Some("https://example.org/a"));
        assert_eq!(drafts[0].dates[0].1, "2021-05-05T00:00:00Z");
        assert_eq!(drafts[0].title.as_deref(), Some("A & B"));
        assert!(drafts[0].text.contains("Two bold words."), "{}", drafts[0].text);
    }

    #[test]
    fn a_feed_that_breaks_off_gives_what_came_before() {
        let cut = RSS.split("<item><title>Second").next().expect("a part").to_owned() + "<item <<";
        let found = entries(&cut);
        assert!(found[0].is_ok() && found.last().is_some_and(Result::is_err), "{found:?}");
        let deep = format!("<rss>{}", "<a>".repeat(5000));
        assert!(entries(&deep).last().is_some_and(Result::is_err));
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><item><title>t</title><description>&b;</description></item></channel></rss>";
        assert!(read(bomb)[0].text.len() < 20, "entities of the feed were expanded");
    }

    #[test]
    fn feeds_are_known_by_their_root() {
        assert!(is_feed(RSS) && is_feed(ATOM) && !is_feed("<?xml version=\"1.0\"?><html><body><rss>"));
    }
}
