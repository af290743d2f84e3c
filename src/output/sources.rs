//! The articles that tell an event, as a reader wants them named.

use chrono::NaiveDate;

use super::cells::articles;
use super::escape::{address, markup};
use crate::timeline::Event;

/// An article that tells an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source<'a> {
    /// Its id.
    id: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    /// Its day of publication.
    pub published: Option<NaiveDate>,
    /// Its address, where that leads to the web.
    pub url: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// Who published it, else its title.
    pub fn publisher(&self) -> &'a str {
        self.publisher.or(self.title).unwrap_or(self.id)
    }

    /// Its title, else who published it.
    pub fn title(&self) -> &'a str {
        self.title.or(self.publisher).unwrap_or(self.id)
    }
}

/// The articles that tell `event`, each once, by id.
pub(super) fn sources(event: &Event) -> Vec<Source<'_>> {
    let source = |id: &str| {
        let mention = event.mentions.iter().find(|mention| *mention.article == *id)?;
        Some(Source {
            id: &mention.article,
            title: mention.title.as_deref(),
            publisher: mention.publisher.as_deref(),
            published: mention.published,
            url: mention.url.as_deref().and_then(address),
        })
    };
    articles(event).into_iter().filter_map(source).collect()
}

/// The articles that tell `event` with their links, as HTML.
pub(super) fn linked(event: &Event) -> String {
    let link = |source: &Source<'_>| {
        let name = markup(source.title());
        match source.url {
            Some(url) => format!("<a href=\"{}\">{name}</a>", markup(url)),
            None => name,
        }
    };
    sources(event).iter().map(link).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn every_article_is_named_once() {
        let timeline = samples::timeline();
        let event = timeline.events.last().expect("an event");
        let names: Vec<(&str, &str)> =
            sources(event).iter().map(|source| (source.title(), source.publisher())).collect();
        assert_eq!(names, [("Treaty <signed>", "Coast Daily"); 2]);
    }
}
