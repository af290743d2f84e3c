//! Names of models: one thing under its full name and its short ones.
//!
//! `Airbus A380`, `the A380`, `two A380s`; `Boeing 787 Dreamliner`, `the Dreamliner`. Knows names with figures. Does not
//! know what sort of thing they name.

use crate::text::{Pos, Shape, words};

use super::directory::Sense;
use super::scene::Scene;
use super::spot::Item;

impl<'t> Scene<'_, 't> {
    /// One past a model's name that ends at `end` and the word for what it is: `A380s`, `A320 passenger jets`.
    pub fn described_end(&mut self, k: usize, end: u32, actor: u32) -> u32 {
        if !self.is_model(actor) {
            return end;
        }
        let end = self.plural_end(end);
        let noun = |at: u32| self.text.tag(at).pos == Pos::Noun;
        let next = [end, end + 1].into_iter().find_map(|at| self.item(self.item_at(k + 1, at)?));
        let described =
            next.filter(|item| (end..item.end).all(noun)).and_then(|item| Some((item, self.sort(item)?)));
        let Some((item, sort)) = described else { return end };
        if let Some(facts) = self.facts.get_mut(actor as usize).filter(|facts| facts.model == Some("")) {
            facts.model = Some(sort);
        }
        item.end
    }

    /// `aircraft`, `phone`: what may point back to a model, and to which sort.
    fn sort(&self, item: Item) -> Option<&'static str> {
        self.senses(item).iter().find_map(|sense| match sense {
            Sense::Anaphor(noun) => self.directory.anaphors.get(usize::from(*noun))?.models.first().copied(),
            _ => None,
        })
    }

    fn plural_end(&self, end: u32) -> u32 {
        let joined = self.text.tokens.get(end as usize).is_some_and(|t| !t.spaced);
        let plural = joined && end > 0 && self.is_figure(end - 1) && self.text.word(end) == "s";
        end + u32::from(plural)
    }

    /// True for a name with figures in it.
    pub fn names_model(&self, item: Item) -> bool {
        (item.first + 1..item.end).any(|at| self.is_figure(at))
    }

    /// True for words that stand for a model since its full name: `the 787` after `Boeing 787`.
    pub fn is_learned_model(&self, item: Item) -> bool {
        self.learned(item).is_some_and(|actor| self.is_model(actor))
    }

    fn is_model(&self, actor: u32) -> bool {
        self.fact(actor).is_some_and(|facts| facts.model.is_some())
    }

    /// The name of a model, of one only where the text names several: `Boeing 787 Dreamliner` for `Dreamliners`.
    pub fn model_name(&self, item: Item) -> String {
        let mut name = self.phrase(item.first, item.end);
        if self.has_plural_nickname(item) {
            name.pop();
        }
        name
    }

    /// The short names of a model mean it from now on.
    pub fn remember_model(&mut self, item: Item, actor: u32) {
        let Some(figures) = (item.first..item.end).rev().find(|at| self.is_figure(*at)) else { return };
        let joined = |at: &u32| self.text.tokens.get(*at as usize).is_some_and(|t| !t.spaced);
        let start = (item.first + 1..=figures).rev().find(|at| !joined(at)).unwrap_or(item.first);
        let end = (figures + 1..item.end).find(|at| !joined(at)).unwrap_or(item.end);
        if start > item.first {
            self.learned.entry(self.text.words(start, end)).or_insert(actor);
        }
        if end < item.end {
            let nickname = self.text.words(end, item.end);
            let one = if self.has_plural_nickname(item) { nickname.strip_suffix('s') } else { None };
            self.learned.entry(one.unwrap_or(nickname)).or_insert(actor);
        }
    }

    /// For whom the words of a find stand by what the article explained, one or several of it.
    pub fn learned(&self, item: Item) -> Option<u32> {
        let text: &'t str = self.text.words(item.first, item.end);
        let model = |actor: &&u32| self.is_model(**actor);
        let one = || text.strip_suffix('s').and_then(|one| self.learned.get(one)).filter(model);
        self.learned.get(text).or_else(one).copied()
    }

    fn has_plural_nickname(&self, item: Item) -> bool {
        let last = item.end - 1;
        let word = self.text.word(last);
        let unknown = self.text.lexicon.entry(self.text.term(last)).parts == 0;
        self.names_model(item)
            && !self.is_figure(last)
            && unknown
            && word.len() > 4
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !self.text.is(last, words::CLITIC_S)
    }

    fn is_figure(&self, at: u32) -> bool {
        self.text.tokens.get(at as usize).is_some_and(|t| t.shape == Shape::Digits)
    }
}
