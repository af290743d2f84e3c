//! Whether a subject is one or several: `was` or `were`; and whether one of several is known.
//!
//! Knows conjuncts, plurals and counts. What the sentence itself writes is known to `verb.rs`.

use super::Writer;
use super::phrase::is_nameless;
use super::verb::Number;
use crate::actors::ActorKind;
use crate::events::Phrase;
use crate::text::{Pos, words};

impl Writer<'_, '_> {
    pub(super) fn number(&self, phrase: &Phrase) -> Number {
        let several = phrase.conjuncts.len() > 1
            || self
                .named_from(phrase.first, phrase.end)
                .is_some_and(|m| m.end == phrase.end && m.actors.len() > 1);
        let plural = self.text.lexicon.entry(self.text.term(phrase.head)).plural;
        // `three were rescued, at least 50 remain missing`
        let bare = |t: u32| {
            !matches!(self.text.tag(t).pos, Pos::Noun | Pos::ProperNoun | Pos::Determiner | Pos::Possessive)
        };
        let count = self.text.tag(phrase.head).pos == Pos::Number
            && phrase.end == phrase.head + 1
            && (phrase.first..phrase.head).all(bare)
            && !matches!(self.text.word(phrase.head), "one" | "One" | "1");
        let they =
            count || [words::THEY, words::WE, words::OTHERS].iter().any(|w| self.text.is(phrase.head, *w));
        let named = self.named_from(phrase.first, phrase.end).is_some_and(|m| {
            let actors = m.actors.iter().filter_map(|a| self.cast.actors.get(*a as usize));
            m.end == phrase.end
                && actors.clone().next().is_some()
                && actors.clone().all(|a| !is_nameless(&a.name))
        });
        // `The Lydians were backed by Argos`
        let crowd = self.text.is(phrase.first, words::THE)
            && self.text.word(phrase.head).ends_with('s')
            && self.named_from(phrase.first, phrase.end).is_some_and(|m| {
                let mut actors = m.actors.iter().filter_map(|a| self.cast.actors.get(*a as usize));
                m.end == phrase.head + 1 && actors.all(|a| a.kind == ActorKind::Unknown)
            });
        if several || they || crowd || plural && !named { Number::Plural } else { Number::Singular }
    }

    /// `He and his army left`, where the cast does not know who he is.
    pub(super) fn holds_open_pronoun(&self, phrase: &Phrase) -> bool {
        let pronoun = |t| matches!(self.text.term(t), words::HE | words::SHE | words::IT | words::THEY);
        let open = |(t, end): &(u32, u32)| *end == t + 1 && pronoun(*t) && self.mention_at(*t).is_none();
        phrase.conjuncts.iter().any(open)
    }
}
