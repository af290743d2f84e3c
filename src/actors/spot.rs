//! First look at a text: where known phrases, capitalised names, titles and pronouns stand.
//!
//! Only capitalised tokens, the first words of known phrases and pronouns start any work. Knows letter case and
//! the phrases of the directory. Does not know how they go together.

mod extent;
mod model;

use crate::text::{Lexicon, Pos, Sentence, Shape, Term, Text, words};

use super::ActorKind;
use super::directory::{Directory, How, Position, Sense, Suffix, sort};

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A phrase of the directory; the range of its senses.
    Known((u32, u32)),
    /// A capitalised name that the directory does not hold.
    Name,
    /// A plain word with the capital of its place, which may be a name met before: `Jobs` at the start; or a number,
    /// `the 787`.
    Maybe,
    /// The name of something that does not act: an agreement, a war.
    Thing,
    /// A title before a name.
    Title,
    /// A pronoun.
    Pronoun,
}

/// A find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// What stands there.
    pub what: What,
}

/// Looks at sentences one after another.
#[derive(Debug)]
pub(super) struct Spotter<'a, 't> {
    text: &'a Text<'t>,
    directory: &'a Directory,
    /// Token ranges of the sentence to leave alone, in order.
    blocked: &'a [(u32, u32)],
    sentence: &'a Sentence,
    /// Letter case tells nothing: a heading in title case or in capitals.
    loud: Loudness,
}

/// How far letter case can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loudness {
    /// Prose.
    Plain,
    /// Most Words Are Capitalised.
    Title,
    /// ALL CAPITALS.
    Capitals,
}

/// The finds of one sentence, in order; they do not overlap.
///
/// Complexity: linear in the length of the sentence.
pub(super) fn sentence(
    text: &Text,
    directory: &Directory,
    blocked: &[(u32, u32)],
    sentence: &Sentence,
    items: &mut Vec<Item>,
) {
    let loud = loudness(text, sentence);
    let from = blocked.partition_point(|range| range.1 <= sentence.first);
    let to = blocked.partition_point(|range| range.0 < sentence.end);
    let blocked = blocked.get(from..to).unwrap_or_default();
    let spotter = Spotter { text, directory, blocked, sentence, loud };
    let mut at = sentence.first;
    while at < sentence.end {
        at = spotter.step(at, items);
    }
}

fn loudness(text: &Text, sentence: &Sentence) -> Loudness {
    let (mut long_words, mut capital, mut upper) = (0u32, 0u32, 0u32);
    for token in text.tokens.get(sentence.first as usize..sentence.end as usize).unwrap_or(&[]) {
        let long = token.span.end - token.span.start > 3;
        match token.shape {
            Shape::Lower if long => long_words += 1,
            Shape::Capitalized | Shape::Mixed if long => {
                (long_words, capital) = (long_words + 1, capital + 1)
            }
            Shape::Upper if long => (long_words, upper) = (long_words + 1, upper + 1),
            _ => {}
        }
    }
    let prose = text.is(sentence.end.saturating_sub(1), words::STOP);
    let enough = (long_words >= 5 && !prose) || (long_words >= 2 && sentence.heading);
    if enough && upper * 10 > long_words * 8 {
        return Loudness::Capitals;
    }
    let loud = enough && (capital + upper) * 10 > long_words * 8;
    if loud && sentence.end - sentence.first < 40 { Loudness::Title } else { Loudness::Plain }
}

/// True for words that close a name: articles, pronouns, prepositions, connectives, helpers.
pub(super) fn is_function_word(lexicon: &Lexicon, term: Term) -> bool {
    const FUNCTION: u32 = Pos::Determiner.bit()
        | Pos::Pronoun.bit()
        | Pos::Preposition.bit()
        | Pos::Conjunction.bit()
        | Pos::Subordinator.bit()
        | Pos::Modal.bit()
        | Pos::Auxiliary.bit()
        | Pos::Negation.bit();
    lexicon.entry(term).parts & FUNCTION != 0
}

impl Spotter<'_, '_> {
    fn step(&self, at: u32, items: &mut Vec<Item>) -> u32 {
        let shape = self.shape(at);
        if shape == Shape::Digits && self.is_bare_model(at) {
            items.push(Item { first: at, end: at + 1, what: What::Maybe });
        }
        if matches!(shape, Shape::Digits | Shape::Punctuation | Shape::Address) {
            return at + 1;
        }
        if let Some(end) = self.blocked_end(at) {
            return end;
        }
        let term = self.text.term(at);
        if self.directory.phrases.starts(term) || shape != Shape::Lower {
            return self.name_or_phrase(at, items);
        }
        if is_pronoun(term) {
            items.push(Item { first: at, end: at + 1, what: What::Pronoun });
        }
        at + 1
    }

    fn name_or_phrase(&self, at: u32, items: &mut Vec<Item>) -> u32 {
        if let Some(item) = self.title(at) {
            items.push(item);
            return item.end;
        }
        match self.phrase(at) {
            Some(item) if self.opens_of_name(item) => {
                let end = self.name_end(at).unwrap_or(item.end);
                self.push_name(at, end, items)
            }
            Some(item) => self.known(item, items),
            None if self.is_shouted(at) => at + 1,
            None => self.name(at, items),
        }
    }

    /// `A FIRE has ...`: an ordinary word that only the capitals at the start of a story make look like a name.
    fn is_shouted(&self, at: u32) -> bool {
        let word = !matches!(self.text.tag(at).pos, Pos::ProperNoun | Pos::Other | Pos::Number);
        word && self.shape(at) == Shape::Upper && matches!(self.loud, Loudness::Plain)
    }

    /// `Union of Harbour Pilots`: a word that could point back is the first of a name.
    fn opens_of_name(&self, item: Item) -> bool {
        let What::Known(range) = item.what else { return false };
        let values = self.directory.phrases.values(range);
        values.iter().all(|sense| matches!(sense, Sense::Anaphor(_)))
            && self.shape(item.first) == Shape::Capitalized
            && self.text.is(item.end, words::OF)
            && self.takes_of(item.first, item.end)
            && self.is_name_word(item.end + 1)
    }

    /// A known phrase, or the longer name that it opens: `Jordan` in `Jordan Henderson`.
    fn known(&self, item: Item, items: &mut Vec<Item>) -> u32 {
        if self.opens_suffixed(item)
            && let Some(end) = self.name_end(item.end)
            && suffix_kind(self.suffix(item.first, end)).is_some()
        {
            return self.push_name(item.first, end, items);
        }
        let whole = self.of_end(item).or_else(|| self.seat_of_office(item)).or_else(|| self.given_end(item));
        if let Some(end) = whole {
            return self.push_name(item.first, end, items);
        }
        let opens = self.opens_name(item);
        if let Some(end) = self.team_end(item, opens) {
            return self.push_name(item.first, end, items);
        }
        if let Some(how) = opens
            && self.may_go_on(item.end)
            && let Some(end) = self.name_end(item.end)
        {
            let word = |at: u32| self.directory.mark(self.text.term(at)).suffix;
            let suffix =
                (item.end..end).rev().find_map(|at| word(at).filter(|s| s.position != Position::First));
            let joined = match how {
                How::Adjective | How::Abbreviation | How::People => suffix.is_some(),
                _ => suffix.is_some() || !self.completes_role(item, items),
            };
            if joined {
                return self.push_name(item.first, end, items);
            }
        }
        if self.is_maker(item)
            && let Some(end) = self.model_end(item.first, item.end)
        {
            return self.push_name(item.first, end, items);
        }
        let end = self.legal_form(item).unwrap_or(item.end);
        items.push(Item { end, ..item });
        end
    }

    /// `Congress of Arts and Sciences`: a plain word that is a name by itself opens a longer one.
    fn of_end(&self, item: Item) -> Option<u32> {
        let What::Known(range) = item.what else { return None };
        let named = |sense: &Sense| matches!(sense, Sense::Entity(_, How::Name | How::Abbreviation));
        let plain = item.end == item.first + 1
            && self.text.lexicon.entry(self.text.term(item.first)).parts & Pos::Noun.bit() != 0
            && self.directory.phrases.values(range).iter().all(named);
        let of = self.text.is(item.end, words::OF) && self.is_name_word(item.end + 1);
        (plain && of && self.takes_of(item.first, item.end)).then(|| self.name_end(item.first)).flatten()
    }

    /// A company or organisation, after which a model may be called.
    fn is_maker(&self, item: Item) -> bool {
        let What::Known(range) = item.what else { return false };
        self.directory.phrases.values(range).iter().any(|sense| match sense {
            Sense::Entity(number, How::Name) => self
                .directory
                .entity(*number)
                .is_some_and(|entity| matches!(entity.kind, ActorKind::Company | ActorKind::Organisation)),
            _ => false,
        })
    }

    /// `Kansas City Chiefs`: a place and a capitalised plural that is no office of it.
    fn team_end(&self, item: Item, opens: Option<How>) -> Option<u32> {
        let placed = matches!(opens, Some(How::Name | How::City | How::Capital));
        let plural = self.phrase(item.end).filter(|next| next.end == next.first + 1)?;
        let What::Known(range) = plural.what else { return None };
        let many = |sense: &Sense| matches!(sense, Sense::Role(_, true) | Sense::People(true));
        let all = self.directory.phrases.values(range).iter().all(many);
        (placed && all && self.shape(item.end) == Shape::Capitalized).then_some(plural.end)
    }

    /// `Government Accountability Office`: a capitalised plain word that may open the name of an organisation.
    fn opens_suffixed(&self, item: Item) -> bool {
        let What::Known(range) = item.what else { return false };
        let plain = |sense: &Sense| matches!(sense, Sense::Organ(_) | Sense::People(_) | Sense::Anaphor(_));
        self.shape(item.first) == Shape::Capitalized
            && self.loud == Loudness::Plain
            && self.directory.phrases.values(range).iter().all(plain)
            && self.may_go_on(item.end)
            && self.is_spaced(item.end)
    }

    /// `Ambassador to [Russia] Ivan Petrov`: the name after it belongs to the role before it.
    fn completes_role(&self, item: Item, items: &[Item]) -> bool {
        let first = item.first;
        let at = if self.text.is(first.wrapping_sub(1), words::THE) { first - 1 } else { first };
        let joined = at > 0
            && matches!(self.text.term(at - 1), words::TO | words::OF | words::FOR | words::AT | words::IN);
        let breaks = |at: u32| matches!(self.text.tag(at).pos, Pos::Punctuation | Pos::Verb | Pos::Auxiliary);
        let near =
            items.iter().rev().take(4).take_while(|item| item.end + 8 > at && !(item.end..at).any(breaks));
        let is_role = |item: &Item| match item.what {
            What::Known(range) => {
                self.directory.phrases.values(range).iter().any(|sense| matches!(sense, Sense::Role(..)))
            }
            _ => false,
        };
        let end = self.name_end(item.end).unwrap_or(item.end);
        let new = |at: u32| self.text.lexicon.entry(self.text.term(at)).parts == 0;
        let given = (item.end..end).any(new);
        // `coach of the Portland Trail Blazers`
        let team = at < first && self.text.lexicon.entry(self.text.term(end.saturating_sub(1))).plural;
        joined && given && !team && near.into_iter().any(is_role)
    }

    fn opens_name(&self, item: Item) -> Option<How> {
        let What::Known(range) = item.what else { return None };
        let last = self.directory.mark(self.text.term(item.end - 1)).suffix;
        let closed = self.text.is(item.end - 1, words::STOP) || suffix_kind(last) == Some(ActorKind::Company);
        if self.loud != Loudness::Plain || closed || self.is_time_or_mark(item.end) {
            return None;
        }
        self.directory.phrases.values(range).iter().find_map(|sense| match sense {
            Sense::Entity(_, how) => Some(*how),
            _ => None,
        })
    }

    fn is_time_or_mark(&self, at: u32) -> bool {
        at >= self.sentence.end || matches!(self.shape(at), Shape::Punctuation | Shape::Lower | Shape::Digits)
    }

    /// The name goes on with a word that opens no known phrase of its own.
    fn may_go_on(&self, at: u32) -> bool {
        self.is_name_word(at) && self.phrase(at).is_none() && self.title(at).is_none()
    }

    fn name(&self, at: u32, items: &mut Vec<Item>) -> u32 {
        if !self.is_name_word(at) || (self.opens(at) && !self.is_sure(at)) {
            let what = match is_pronoun(self.text.term(at)) {
                true => Some(What::Pronoun),
                false => self.is_name_word(at).then_some(What::Maybe),
            };
            items.extend(what.map(|what| Item { first: at, end: at + 1, what }));
            return at + 1;
        }
        match self.name_end(at) {
            Some(end) => {
                let whole = self.nicknamed(end).or_else(|| self.office_end(end));
                self.push_name(at, whole.unwrap_or(end), items)
            }
            None => at + 1,
        }
    }

    /// `Joseph "The Owl" Marino`, `Ian (Benny) Ross`: one past the last name when a nickname in marks stands before it.
    fn nicknamed(&self, end: u32) -> Option<u32> {
        let mark = self.text.term(end);
        let spaced = |at: u32| self.text.tokens.get(at as usize).is_some_and(|t| t.spaced);
        let closes = match mark {
            words::QUOTE | words::APOSTROPHE => mark,
            words::OPEN_PAREN => words::CLOSE_PAREN,
            _ => return None,
        };
        if !spaced(end) || spaced(end + 1) {
            return None;
        }
        let close = (end + 2..end + 5).find(|at| self.text.is(*at, closes))?;
        let name = (end + 1..close).all(|at| self.shape(at) == Shape::Capitalized);
        let goes_on = !spaced(close) && spaced(close + 1) && self.is_name_word(close + 1);
        if name && goes_on { self.name_end(close + 1) } else { None }
    }

    fn push_name(&self, first: u32, end: u32, items: &mut Vec<Item>) -> u32 {
        let first = self.numbered(first, end);
        let thing = self.suffix(first, end).is_some_and(|suffix| suffix.kind.is_none())
            || self.directory.is(self.text.term(first), sort::NOTHING)
            || self.is_party_tag(first)
            || self.is_title_of_work(first, end);
        let what = if thing { What::Thing } else { What::Name };
        items.push(Item { first, end, what });
        end
    }

    /// A name that fills a quotation: the title of a work, the nickname of a machine.
    fn is_title_of_work(&self, first: u32, end: u32) -> bool {
        let before = first.saturating_sub(1);
        let opens = self.text.is(before, words::QUOTE)
            || (self.text.is(before, words::THE) && before > 0 && self.text.is(before - 1, words::QUOTE));
        let stop = matches!(self.text.term(end), words::COMMA | words::STOP);
        opens && self.text.is(if stop { end + 1 } else { end }, words::QUOTE)
    }

    /// `(R-Ohio)`, `(D-Calif.)` after the name of a lawmaker.
    fn is_party_tag(&self, first: u32) -> bool {
        let opened = first > self.sentence.first
            && matches!(self.text.term(first - 1), words::OPEN_PAREN | words::COMMA);
        opened && self.text.word(first).len() == 1 && self.text.is(first + 1, words::HYPHEN)
    }

    /// What the first or last word of a name makes of it.
    fn suffix(&self, first: u32, end: u32) -> Option<Suffix> {
        name_suffix(self.text, self.directory, first, end)
    }

    fn title(&self, at: u32) -> Option<Item> {
        self.directory.mark(self.text.term(at)).title?;
        if self.shape(at) == Shape::Lower {
            return None;
        }
        let end = if self.text.is(at + 1, words::STOP) { at + 2 } else { at + 1 };
        let named = end < self.sentence.end && self.is_name_word(end) && self.is_spaced(end);
        named.then_some(Item { first: at, end, what: What::Title })
    }

    /// The longest known phrase at a token that fits its letter case.
    fn phrase(&self, at: u32) -> Option<Item> {
        if !self.directory.phrases.starts(self.text.term(at)) {
            return None;
        }
        let mut best = None;
        self.directory.phrases.matches(self.text, at, self.sentence.end, |end, range| {
            let fits = |sense: &&Sense| self.fits(**sense, at, end);
            if self.directory.phrases.values(range).iter().any(|sense| fits(&sense)) {
                best = Some(Item { first: at, end, what: What::Known(range) });
            }
        });
        best
    }

    fn fits(&self, sense: Sense, first: u32, end: u32) -> bool {
        match sense {
            Sense::Entity(..) if self.text.is(end, words::DOLLAR) => false,
            Sense::Entity(_, How::Abbreviation) => {
                let written = self.text.words(first, end);
                let shouted = self.loud == Loudness::Capitals
                    && is_function_word(self.text.lexicon, self.text.term(first));
                !shouted && !written.bytes().any(|b| b.is_ascii_lowercase())
            }
            Sense::Entity(..) | Sense::Group(_) => {
                self.shape(first) != Shape::Lower || (end > first + 1 && self.shape(end - 1) != Shape::Lower)
            }
            // `the plane` may point back; `Jet Airways` is a name.
            Sense::Anaphor(noun) if self.directory.means_model(noun) => self.shape(first) == Shape::Lower,
            Sense::Role(..) | Sense::Organ(_) | Sense::People(_) | Sense::Anaphor(_) | Sense::Head(_) => true,
        }
    }

    /// The capital may be due to the place: start of a sentence, a quotation, after a colon.
    fn opens(&self, at: u32) -> bool {
        at == self.sentence.first
            || matches!(
                self.text.term(at - 1),
                words::QUOTE
                    | words::COLON
                    | words::OPEN_PAREN
                    | words::DASH
                    | words::BULLET
                    | words::APOSTROPHE
            )
    }

    /// A name even at the start: the lexicon does not know it as a plain word, or the tagger takes it for a name.
    fn is_sure(&self, at: u32) -> bool {
        let term = self.text.term(at);
        let proper = self.text.tag(at).pos == Pos::ProperNoun;
        let follows = self.is_name_word(at + 1) && self.is_spaced(at + 1);
        // `Hill & Sons, which`
        let joined = self.text.is(at + 1, words::AMPERSAND) && self.is_name_word(at + 2);
        (self.text.lexicon.entry(term).parts == 0 && !self.is_inflected(at))
            || proper
            || joined
            || (follows && self.shape(at) == Shape::Upper)
    }

    /// A plural or adverb of a word that the lexicon holds: `Options`, `Subsequently`.
    fn is_inflected(&self, at: u32) -> bool {
        let lower = self.text.word(at).to_lowercase();
        let stem = lower.strip_suffix("ly").or_else(|| lower.strip_suffix('s'));
        let held = |stem: &str| self.text.lexicon.entry(self.text.lexicon.get(stem)).parts != 0;
        stem.is_some_and(held)
    }

    fn shape(&self, at: u32) -> Shape {
        self.text.tokens.get(at as usize).map_or(Shape::Punctuation, |token| token.shape)
    }

    fn is_spaced(&self, at: u32) -> bool {
        self.text.tokens.get(at as usize).is_some_and(|token| token.spaced)
    }

    fn blocked_end(&self, at: u32) -> Option<u32> {
        let after = self.blocked.partition_point(|range| range.1 <= at);
        self.blocked.get(after).filter(|range| range.0 <= at).map(|range| range.1)
    }
}

/// What the first or last word of a name makes of it.
pub(super) fn name_suffix(text: &Text, directory: &Directory, first: u32, end: u32) -> Option<Suffix> {
    let suffix = |at: u32| directory.mark(text.term(at)).suffix;
    let of = (first..end).find(|at| text.is(*at, words::OF));
    if let Some(of) = of {
        return suffix(of.saturating_sub(1)).filter(|_| of > first);
    }
    let last = (first + 1..end).rev().find_map(|at| suffix(at).filter(|s| s.position != Position::First));
    last.or_else(|| suffix(first).filter(|s| s.position == Position::First && end > first + 1))
}

/// `he`, `she`, `it`, `they` and their forms.
pub(super) fn is_pronoun(term: Term) -> bool {
    matches!(
        term,
        words::HE
            | words::SHE
            | words::IT
            | words::THEY
            | words::HIM
            | words::HER
            | words::HIS
            | words::ITS
            | words::THEIR
            | words::THEM
    )
}

/// The kind that a suffix gives, for a name that is an actor.
pub(super) fn suffix_kind(suffix: Option<Suffix>) -> Option<ActorKind> {
    suffix.and_then(|suffix| suffix.kind)
}
