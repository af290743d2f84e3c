//! HTML pages: main text, title, and the metadata that publishers put into the page.
//!
//! Knows JSON-LD, meta elements and `time`. Does not know what the text says.

use dom_smoothie::{Config, Readability};
use serde_json::Value;

use super::page_text::page_text;
use crate::document::PublishedBasis;
use crate::document::day::parse_day;
use crate::document::draft::Draft;
use crate::{Error, ErrorKind};

/// Elements inside one another beyond which a page is refused: the cost of finding its main text grows with the
/// square of the depth. Pages that people read stay below 100.
const DEEPEST: usize = 300;

/// Elements beyond which the main text is not looked for: the page's whole text is taken.
const MOST_ELEMENTS: usize = 200_000;

/// Attributes of an element beyond which a page is refused: the parser compares each with all before it. Pages that people
/// read stay below 100.
const MOST_ATTRIBUTES: usize = 5000;

/// The article of a page.
///
/// # Errors
/// The page nests its elements too deeply, or one has too many attributes.
pub(super) fn draft(html: &str) -> Result<Draft, Error> {
    if let Some(told) = excess(html) {
        return Err(Error::new(ErrorKind::Data, told).with_remedy("save the article as text"));
    }
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let Ok(mut page) = Readability::new(html, None, Some(config)) else {
        return Ok(Draft::default());
    };
    let meta = Meta::of(&page);
    page.doc.select("figure, figcaption, aside").remove();
    remove_time_lines(&page);
    let whole = body_text(&page);
    let article = page.parse().ok();
    // The page is now what was found of it.
    let main = page.doc.select_single("#readability-page-1");
    let text = main.nodes().first().filter(|_| article.is_some()).map(page_text);
    let title = meta.title.or_else(|| article.as_ref().map(|a| a.title.clone()).filter(|t| !t.is_empty()));
    Ok(Draft {
        text: text.filter(|text| !text.trim().is_empty()).unwrap_or(whole),
        title,
        publisher: meta.publisher.or_else(|| article.and_then(|a| a.site_name)),
        url: meta.url,
        dates: meta.date.map(|date| (PublishedBasis::Metadata, date)).into_iter().collect(),
        ..Draft::default()
    })
}

/// The text of a piece of a page, such as the content of an entry in a feed; nothing of one that would be refused as a page.
pub(super) fn fragment(html: &str) -> String {
    if excess(html).is_some() {
        return String::new();
    }
    let Ok(page) = Readability::new(html, None, None) else { return String::new() };
    page.doc.select("figure, figcaption, aside, script, style").remove();
    body_text(&page)
}

fn body_text(page: &Readability) -> String {
    page.doc.body().as_ref().map(page_text).unwrap_or_default()
}

/// Takes out the `time` elements that stand outside paragraphs: the page's own date, read as metadata already.
fn remove_time_lines(page: &Readability) {
    for time in page.doc.select("time").iter() {
        if time.ancestors(None).filter("p, li, blockquote, td").is_empty() {
            time.remove();
        }
    }
}

/// What a page has too much of, if anything.
fn excess(html: &str) -> Option<String> {
    if depth(html) > DEEPEST {
        return Some(format!("this page has more than {DEEPEST} elements inside one another"));
    }
    (attributes(html) > MOST_ATTRIBUTES)
        .then(|| format!("an element of this page has more than {MOST_ATTRIBUTES} attributes"))
}

/// The most attributes of an element, roughly: pieces between white space and slashes outside of quotation marks. What stands
/// in scripts and styles is no element.
fn attributes(html: &str) -> usize {
    let (mut most, mut behind, mut inside) = (0, 0, None);
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let tag = html.get(at + 1..).unwrap_or("");
        if let Some(name) = inside {
            inside = (!tag.strip_prefix('/').is_some_and(|tag| is_named(tag, name))).then_some(name);
        } else if at >= behind && tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (count, length) = pieces(tag.as_bytes());
            (most, behind) = (most.max(count), at + length);
            inside = ["script", "style"].into_iter().find(|name| is_named(tag, name));
        }
    }
    most
}

/// True for the tag of an element of this name.
fn is_named(tag: &str, name: &str) -> bool {
    let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
    tag.get(..length).is_some_and(|own| own.eq_ignore_ascii_case(name))
}

/// The pieces of the tag that begins here, its name not counted, and its length in bytes.
fn pieces(tag: &[u8]) -> (usize, usize) {
    let (mut count, mut quote, mut between) = (0, None, false);
    for (length, byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == *byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (count, length),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, byte) if byte.is_ascii_whitespace() || *byte == b'/' => between = true,
            (None, _) => {
                count += usize::from(between);
                between = false;
            }
        }
    }
    (count, tag.len())
}

/// How many elements stand inside one another, roughly: elements that HTML closes by itself are not counted.
fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let tag = html.get(at + 1..).unwrap_or("");
        if let Some(name) = tag.strip_prefix('/') {
            depth = depth.saturating_sub(usize::from(nests(name)));
        } else if nests(tag) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// True for the tag of an element that stays open until it is closed.
fn nests(tag: &str) -> bool {
    const CLOSED: [&str; 26] = [
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "hr", "img", "meta", "link", "input",
        "source", "col", "wbr", "area", "base", "embed", "track", "param", "tbody", "thead", "colgroup",
        "path",
    ];
    let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = tag.get(..length).unwrap_or("");
    !name.is_empty() && !CLOSED.iter().any(|closed| closed.eq_ignore_ascii_case(name))
}

/// Metadata of a page.
#[derive(Default)]
struct Meta {
    date: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
}

impl Meta {
    fn of(page: &Readability) -> Self {
        let mut meta = Self::default();
        for script in page.doc.select("script[type='application/ld+json']").iter() {
            if let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) {
                meta.linked_data(&value, 0);
            }
        }
        let attribute = |selector: &str, name: &str| {
            let found = page.doc.select_single(selector).attr(name).map(|value| value.trim().to_owned());
            found.filter(|value| !value.is_empty())
        };
        meta.date = meta
            .date
            .or_else(|| meta_date(page))
            .or_else(|| day(attribute("[itemprop='datePublished']", "content")))
            .or_else(|| day(attribute("[itemprop='datePublished']", "datetime")))
            .or_else(|| day(attribute("time[pubdate]", "datetime")))
            .or_else(|| day(attribute("article time[datetime]", "datetime")))
            .or_else(|| day(attribute("time[datetime]", "datetime")));
        meta.url = attribute("link[rel='canonical']", "href")
            .or_else(|| attribute("meta[property='og:url']", "content"))
            .or(meta.url)
            .filter(|url| url.starts_with("http"));
        meta.title = meta.title.or_else(|| attribute("meta[property='og:title']", "content"));
        meta.publisher = meta.publisher.or_else(|| attribute("meta[property='og:site_name']", "content"));
        meta
    }

    /// Takes the first article out of a JSON-LD value, `@graph` and lists included.
    fn linked_data(&mut self, value: &Value, depth: usize) {
        const DEEPEST: usize = 6;
        match value {
            Value::Array(list) if depth < DEEPEST => {
                list.iter().for_each(|value| self.linked_data(value, depth + 1))
            }
            Value::Object(object) if depth < DEEPEST => {
                let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
                if self.date.is_none() && is_article(object.get("@type")) {
                    self.date = day(text("datePublished")).or_else(|| day(text("dateCreated")));
                    self.title = self.title.take().or(text("headline"));
                    self.publisher = self.publisher.take().or_else(|| name(object.get("publisher")));
                    self.url = self.url.take().or(text("url"));
                }
                let inner =
                    ["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|key| object.get(*key));
                inner.for_each(|value| self.linked_data(value, depth + 1));
            }
            _ => {}
        }
    }
}

fn name(value: Option<&Value>) -> Option<String> {
    let value = value?;
    let named = value.as_array().and_then(|list| list.first()).unwrap_or(value);
    named.get("name").and_then(Value::as_str).or(named.as_str()).map(str::to_owned)
}

/// True for `NewsArticle`, `BlogPosting`, `WebPage` and their kin.
fn is_article(kind: Option<&Value>) -> bool {
    let fits = |name: &str| {
        ["Article", "Posting", "Report", "WebPage", "CreativeWork"].iter().any(|end| name.ends_with(end))
    };
    match kind {
        Some(Value::String(name)) => fits(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(fits),
        _ => false,
    }
}

/// The date in the meta elements, by the rank of their names.
fn meta_date(page: &Readability) -> Option<String> {
    let ranks = include_str!("../../../data/document/html_dates.csv").lines().skip(1);
    let ranks: Vec<&str> = ranks.collect();
    let metas = page.doc.select("meta[content]");
    let ranked = metas.iter().filter_map(|element| {
        let key = ["property", "name", "itemprop"].iter().find_map(|key| element.attr(key))?;
        let key = key.to_ascii_lowercase();
        let rank = ranks.iter().position(|name| *name == key)?;
        Some((rank, day(element.attr("content").map(|value| value.to_string()))?))
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, date)| date)
}

/// Keeps a value that reads as a day: pages carry many that do not.
fn day(value: Option<String>) -> Option<String> {
    value.filter(|value| parse_day(value).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(head: &str) -> Draft {
        let paragraph =
            "<p>The harbour council of Port Lys voted for a new pier, its chairman said in the evening.</p>";
        let page = format!(
            "<html><head>{head}</head><body><nav>Home Sport</nav><article><h1>Pier</h1>{}</article></body></html>",
            paragraph.repeat(6)
        );
        draft(&page).expect("a page")
    }

    #[test]
    fn dates_are_found_wherever_publishers_put_them() {
        for head in [
            r#"<script type="application/ld+json">{"@graph":[{"@type":"Organization"},{"@type":["NewsArticle"],"datePublished":"2021-05-04T10:00:00Z"}]}</script>"#,
            r#"<meta property="article:published_time" content="2021-05-04T10:00:00+02:00">"#,
            r#"<meta name="DC.date.issued" content="2021-05-04"><meta name="date" content="2020-01-01">"#,
            r#"<meta itemprop="datePublished" content="May 4, 2021">"#,
        ] {
            let dates: Vec<_> =
                page(head).dates.iter().map(|(_, d)| parse_day(d).unwrap().to_string()).collect();
            assert_eq!(dates, ["2021-05-04"], "{head}");
        }
        assert!(page("<meta name='author' content='2021-05-04'>").dates.is_empty());
    }

    #[test]
    fn the_main_text_comes_in_paragraphs() {
        let draft = page("<title>Pier voted - Coast Daily</title>");
        assert!(draft.text.contains("said in the evening.\n"), "{}", draft.text);
        assert!(!draft.text.contains("Sport"), "{}", draft.text);
    }

    #[test]
    fn captions_and_time_lines_are_no_prose() {
        let paragraph = "<p>The council met on <time datetime='2021-05-03'>Monday</time>, and the town heard it, they said.</p>";
        let page = format!(
            "<article><time datetime='2021-05-04'>May 4, 2021</time><figure><figcaption>A pier.</figcaption></figure>{}</article>",
            paragraph.repeat(5)
        );
        let draft = draft(&page).expect("a page");
        assert!(draft.text.contains("met on Monday,"), "{}", draft.text);
        assert!(!draft.text.contains("May 4") && !draft.text.contains("A pier"), "{}", draft.text);
        assert_eq!(draft.dates.len(), 1);
    }

    #[test]
    fn odd_pages_do_no_harm() {
        for html in ["", "<", "<html></html>", "<p>One short line.</p>"] {
            assert!(draft(html).is_ok(), "{html}");
        }
        assert!(draft(&"<div>".repeat(20_000)).is_err());
        assert!(draft(&"<div>".repeat(200)).is_ok());
        let many = |count: usize| (0..count).map(|n| format!(" a{n}=\"b c\"")).collect::<String>();
        assert!(draft(&format!("<p{}>It rained.", many(6000))).is_err());
        assert_eq!(attributes(&format!("<p> 1 < 2 <img src='a b/c'/{} ><a b c>", many(99))), 100);
        assert_eq!(attributes("<script async>if (a <b) { c d e f g }</script><p id=a>"), 1);
        assert_eq!(depth(&"<p>a<br><div><span>b</span></div>".repeat(99)), 2);
    }
}
