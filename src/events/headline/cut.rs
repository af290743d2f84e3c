//! Phrases that were cut before what they need: their noun, or the of-phrase without which they say nothing.
//!
//! Knows the tokens around the end of a phrase. Does not know clauses.

use super::Writer;
use super::phrase::is_nameless;
use crate::actors::{ActorMention, Reference};
use crate::events::Phrase;
use crate::events::nominal::noun_phrase;
use crate::text::{NounClass, Pos, Shape, words};

/// Tokens of a bracket between a name and its noun at most: `the Clean Air Act (CAA) rule`.
const WIDEST_BRACKET: u32 = 5;

impl Writer<'_, '_> {
    /// `in a Los Angeles[, California, hospital]`, `a Clean Air Act [(CAA) rule]`, `the harsh new [measures]`, `both Harlow
    /// [and Essex]`: the noun was not reached.
    pub(super) fn lacks_noun(&self, phrase: &Phrase, end: u32) -> bool {
        let adjective = end > phrase.first + 1 && self.text.tag(end - 1).pos == Pos::Adjective;
        self.ends_in_name(phrase, end)
            || self.opens_bracket(end)
            || self.ends_in_measure(phrase, end)
            || self.is_bare_figure(phrase, end)
            || self.is_one_of_one(phrase, end)
            || self.is_one_of_both(phrase, end)
            || self.goes_on_in_name(end)
            || adjective && self.text.tag(end).pos == Pos::Noun
    }

    /// `in a Los Angeles[, California, hospital]`
    fn ends_in_name(&self, phrase: &Phrase, end: u32) -> bool {
        let article = self.text.is(phrase.first, words::A) || self.text.is(phrase.first, words::AN);
        let name = |m: &ActorMention| {
            let people = |a: &u32| self.cast.actors.get(*a as usize).is_some_and(|a| is_nameless(&a.name));
            m.end == end && m.reference == Reference::Name && !m.actors.iter().any(people)
        };
        article && self.text.is(end, words::COMMA) && self.mention_at(phrase.first + 1).is_some_and(name)
    }

    /// `a Clean Air Act [(CAA) rule]`
    fn opens_bracket(&self, end: u32) -> bool {
        let mut inside = end..end + WIDEST_BRACKET;
        self.text.is(end, words::OPEN_PAREN)
            && inside
                .find(|t| self.text.is(*t, words::CLOSE_PAREN))
                .is_some_and(|close| self.text.tag(close + 1).pos == Pos::Noun)
    }

    /// `threw a 7-yard[, one-handed pass]`, but `a 40-yarder`
    fn ends_in_measure(&self, phrase: &Phrase, end: u32) -> bool {
        let unit = end.saturating_sub(1);
        let glued = self.text.tokens.get(unit as usize).is_some_and(|t| !t.spaced);
        end > phrase.first + 2
            && self.text.is(end - 2, words::HYPHEN)
            && glued
            && self.text.tag(end - 3).pos == Pos::Number
            && self.text.tag(unit).pos == Pos::Noun
            && !self.text.word(unit).ends_with("er")
            && !self.text.lexicon.entry(self.text.term(unit)).plural
    }

    /// `to exceed the 250 [required]`
    fn is_bare_figure(&self, phrase: &Phrase, end: u32) -> bool {
        end == phrase.first + 2
            && self.text.is(phrase.first, words::THE)
            && self.text.word(phrase.first + 1).bytes().all(|b| b.is_ascii_digit())
    }

    /// `in the American League [Most Valuable Player] voting`: a name goes on with an adverb.
    fn goes_on_in_name(&self, end: u32) -> bool {
        let capital = |t: u32| {
            let token = self.text.tokens.get(t as usize);
            token.is_some_and(|t| t.shape == Shape::Capitalized && t.spaced)
        };
        let name = |t: u32| self.text.tag(t).pos == Pos::ProperNoun;
        self.text.tag(end).pos == Pos::Adverb && capital(end) && name(end - 1) && name(end + 1)
    }

    /// `both Harlow [and Essex]`, but `removed both wings and left`
    fn is_one_of_both(&self, phrase: &Phrase, end: u32) -> bool {
        let plural = self.text.lexicon.entry(self.text.term(phrase.head)).plural;
        self.text.is(phrase.first, words::BOTH) && self.text.is(end, words::AND) && !plural
    }

    /// `one of the Aid[, Rescue and Relief Corps' men]`
    fn is_one_of_one(&self, phrase: &Phrase, end: u32) -> bool {
        let opens = [words::ONE, words::OF, words::THE].into_iter().zip(phrase.first..);
        let several = |t: u32| {
            self.text.lexicon.entry(self.text.term(t)).plural
                || matches!(self.text.tag(t).pos, Pos::Pronoun | Pos::Number)
        };
        opens.into_iter().all(|(word, t)| self.text.is(t, word)) && !(phrase.first + 2..end).any(several)
    }

    /// `by a score [of 32-14]`, `the "illegal use" [of data]`: the noun says nothing without what follows; a date has a column
    /// of its own, and `accused X [of attacking]` is told by the verb.
    pub(super) fn leaves_of(&self, end: u32) -> bool {
        let of = if self.text.is(end, words::QUOTE) { end + 1 } else { end };
        let timex = self.timexes.get(self.timexes.partition_point(|t| t.end <= of + 1));
        // `accused the union of "punishing" travellers`: the quotation mark hides the verb.
        let quoted = self.text.is(of + 1, words::QUOTE) && self.text.word(of + 2).ends_with("ing");
        let noun = !quoted && !matches!(self.text.tag(of + 1).pos, Pos::Verb | Pos::Auxiliary);
        noun && self.text.is(of, words::OF) && timex.is_none_or(|t| t.first > of + 2)
    }

    /// `remain closed most [of the weekend]`
    pub(super) fn is_time_after(&self, of: u32) -> bool {
        let next = self.timexes.partition_point(|t| t.end <= of);
        let dated = self.timexes.get(next).is_some_and(|t| t.first <= of + 2);
        let noun = noun_phrase(self.text, of + 1).map(|p| self.text.tag(p.head).lemma);
        dated || noun.is_some_and(|n| self.text.lexicon.entry(n).noun_class == NounClass::Time)
    }
}
