//! The words that headlines depend on: `data/events/headline_words.csv`, as flags by [`Term`].

use rustc_hash::FxHashSet;

use crate::error::Error;
use crate::events::table::Table;
use crate::image::{Flat, stored};
use crate::text::{Lexicon, Term};

/// One kind of words a row.
const HEADLINE_WORDS: Table = Table {
    file: "data/events/headline_words.csv",
    text: include_str!("../../../data/events/headline_words.csv"),
    row: "kind,words",
};

/// What a line of the table says about its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Verbs that make a sentence with a subject alone: `Shares fell`.
    Alone = 1,
    /// Nouns that mean nothing without the phrase after them: `in accordance with`.
    Hollow = 2,
    /// Prepositions that name a circumstance of whatever stands near.
    Loose = 4,
    /// Words that only their speaker could print: `we`.
    Own = 8,
    /// Subjects and objects that say themselves that there is none: `no agreement`.
    None = 16,
    /// Prepositions whose phrases tell who, to whom, what about or where.
    Preposition = 32,
    /// Verbs whose passive keeps an object: `was awarded damages`.
    Twofold = 64,
    /// Verbs that say nothing without a word of what: `told the press`, `was considered armed`.
    Open = 128,
    /// Adverbs that belong to the verb before the object: `pulled the car over`.
    Particle = 256,
    /// Verbs that make a sentence with a subject and a particle: `The ship went down`.
    Moving = 512,
    /// Verbs that give their object a name: `called the plan a mistake`.
    Naming = 1024,
    /// Verbs with an adjective for what somebody or something is then: `pleaded guilty`, `got the answer wrong`.
    Linking = 2048,
    /// Adverbs without which something else is said: `nearly won`, `allegedly threw stones`.
    Limiting = 4096,
    /// Bodies that one speaks to: `told the court`.
    Audience = 8192,
    /// Words after which something is missing: `saw the`.
    Unfinished = 16384,
    /// Verbs whose content is their subject's claim: `accuse`.
    Claiming = 32768,
    /// Words after a verb that say that what follows was not reached: `fell short of winning`.
    Almost = 65536,
    /// Words before a preposition that say how near its noun is: `not far from`.
    Distance = 131072,
    /// Adverbs that say how it changed: `swim faster`.
    Compared = 262144,
    /// Verbs that need no object beside a phrase: `studied in Paris`.
    Beside = 524288,
    /// Verbs with a form for what their object is doing: `left them waiting`.
    Keeping = 1048576,
}

/// Words that decide how headlines are put.
#[derive(Clone, Debug, Default)]
pub struct Headlines {
    flags: Flat<4>,
    /// Last words of names that take `the`.
    articles: FxHashSet<&'static str>,
    /// Last words of bodies that are called after their members: `Dockworkers' Union`.
    bodies: FxHashSet<&'static str>,
}

stored! { Headlines { flags, articles, bodies } }

impl Headlines {
    /// Reads the embedded table.
    ///
    /// # Errors
    /// When a row does not read.
    pub fn builtin(lexicon: &mut Lexicon) -> Result<Self, Error> {
        let mut found = Self::default();
        HEADLINE_WORDS.read(|row| {
            let (name, words) = row.split_once(',')?;
            let words = words.split(' ');
            match name {
                "article" => found.articles.extend(words),
                "body" => found.bodies.extend(words),
                name => {
                    let kind = kind(name)?;
                    words.for_each(|word| found.flag(lexicon.intern(word), kind));
                }
            }
            Some(())
        })?;
        Ok(found)
    }

    fn flag(&mut self, term: Term, kind: Kind) {
        let at = term.0 as usize;
        let flags = self.flags.number(at) | kind as u32;
        if let Some(place) = self.flags.at_mut(at) {
            *place = flags.to_le_bytes();
        }
    }

    /// True when the table lists the word under `kind`. Complexity: constant.
    pub(super) fn is(&self, term: Term, kind: Kind) -> bool {
        self.flags.number(term.0 as usize) & kind as u32 != 0
    }

    /// The name with the article it takes: `the Donetsk People's Republic`, `North Korea`, `Ukraine's Foreign Ministry`.
    pub(super) fn with_article(&self, name: &str) -> String {
        // `Donetsk People's Republic` is a name of its own, `Ukraine's Foreign Ministry` and `Cyprus' Embassy` are owned.
        let marked = name.as_bytes().contains(&b'\'');
        let owner = || name.split_once("'s ").or_else(|| name.split_once("' "));
        let owner = if marked { owner() } else { None };
        let last = name.rsplit(' ').next().unwrap_or(name);
        // `Dockworkers' Union` is what they are in rather than what they have.
        let members = marked && name.contains("s' ") && self.bodies.contains(last);
        let owned = owner.is_some_and(|(owner, _)| !owner.ends_with("People")) && !members;
        let lord = owner.and_then(|(owner, _)| owner.rsplit(' ').next()).filter(|_| owned);
        if lord.is_some_and(|lord| self.articles.contains(lord)) && !name.starts_with("the ") {
            return format!("the {name}");
        }
        if owned || !self.articles.contains(last) || name.starts_with("the ") || name.starts_with("The ") {
            return name.to_owned();
        }
        format!("the {name}")
    }
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "almost" => Kind::Almost,
        "distance" => Kind::Distance,
        "alone" => Kind::Alone,
        "audience" => Kind::Audience,
        "beside" => Kind::Beside,
        "claiming" => Kind::Claiming,
        "compared" => Kind::Compared,
        "hollow" => Kind::Hollow,
        "keeping" => Kind::Keeping,
        "limiting" => Kind::Limiting,
        "linking" => Kind::Linking,
        "loose" => Kind::Loose,
        "moving" => Kind::Moving,
        "naming" => Kind::Naming,
        "none" => Kind::None,
        "open" => Kind::Open,
        "particle" => Kind::Particle,
        "own" => Kind::Own,
        "preposition" => Kind::Preposition,
        "twofold" => Kind::Twofold,
        "unfinished" => Kind::Unfinished,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_their_article() {
        let words = Headlines::builtin(&mut Lexicon::default()).unwrap();
        assert_eq!(words.with_article("Donetsk People's Republic"), "the Donetsk People's Republic");
        assert_eq!(words.with_article("Ukraine's Foreign Ministry"), "Ukraine's Foreign Ministry");
        assert_eq!(words.with_article("Cyprus' Embassy"), "Cyprus' Embassy");
        assert_eq!(words.with_article("Dockworkers' Union"), "the Dockworkers' Union");
        assert_eq!(words.with_article("European Union's envoy"), "the European Union's envoy");
        assert_eq!(words.with_article("North Korea"), "North Korea");
        assert_eq!(words.with_article("United Nations"), "the United Nations");
    }
}
