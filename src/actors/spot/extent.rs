//! How far a capitalised name reaches: `Academy of Arts and Sciences`, `Workers' Party`, `Kim Hong-chol`.
//!
//! Knows letter case, joints between words and what may follow a name. Does not know what the name means.

use crate::text::{NounClass, ORDINAL_ENDINGS, Pos, Shape, words};

use super::{Item, Loudness, Spotter, What, is_function_word, suffix_kind};
use crate::actors::ActorKind;
use crate::actors::directory::{How, Position, Sense, Suffix, sort};
use crate::actors::lists::{ABBREVIATED, MONTH_NAMES, OWNERS};

/// Names longer than this many tokens are cut.
const LONGEST_NAME: u32 = 10;

impl Spotter<'_, '_> {
    /// The end of the name that starts at `first`. Name := word ((particle* | '-' | '&' | 'of' 'the'?) word)*
    pub(super) fn name_end(&self, first: u32) -> Option<u32> {
        let limit = self.sentence.end.min(first + LONGEST_NAME);
        let mut end = first + 1;
        while end < limit {
            match self.joint(first, end, limit) {
                Some(next) => end = next,
                None => break,
            }
        }
        let letters = self.text.word(first).len();
        (end > first + 1 || letters > 1).then_some(end)
    }

    /// `81st Tank Battalion`: the number before the name of a unit belongs to it, since there are others of that name; not before
    /// several units, `the 8th and 12th Divisions`.
    pub(super) fn numbered(&self, first: u32, end: u32) -> u32 {
        let Some(at) = first.checked_sub(2).filter(|at| *at >= self.sentence.first) else { return first };
        let ordinal = self.shape(at) == Shape::Digits
            && ORDINAL_ENDINGS.contains(&self.text.word(at + 1))
            && !self.is_spaced(at + 1);
        let head = self.text.term(end - 1);
        let body = ordinal
            && suffix_kind(self.directory.mark(head).suffix) == Some(ActorKind::Organisation)
            && !self.text.lexicon.entry(head).plural;
        if body && self.blocked_end(at).is_none() { at } else { first }
    }

    /// `Toyota Motor [Corp]`: one past the legal form after a known company.
    pub(super) fn legal_form(&self, company: Item) -> Option<u32> {
        let form = self.directory.mark(self.text.term(company.end)).suffix?;
        let last = form.position == Position::Last && form.kind == Some(ActorKind::Company);
        let alone = self.is_name_word(company.end) && !self.is_name_word(company.end + 1);
        (last && alone && self.is_spaced(company.end) && self.is_maker(company)).then_some(company.end + 1)
    }

    /// `Larch County [Sheriff's Office]`: one past the office of an officer whose title stands after a place.
    pub(super) fn office_end(&self, end: u32) -> Option<u32> {
        let titled = |at: u32| matches!(self.shape(at), Shape::Capitalized) && self.is_spaced(at);
        let owner = (end + 1..end + 4).find(|at| self.text.is(*at, words::CLITIC_S))?;
        let office = matches!(self.text.word(owner + 1), "Office" | "Department");
        ((end..owner).all(titled) && office && owner + 1 < self.sentence.end).then_some(owner + 2)
    }

    /// The same after a place that the directory knows.
    pub(super) fn seat_of_office(&self, place: Item) -> Option<u32> {
        let how = self.opens_name(place)?;
        let named = matches!(how, How::Name | How::City | How::Capital | How::Abbreviation);
        self.office_end(place.end).filter(|_| named)
    }

    /// `George [Washington]`: a given name that is also a town, before one more name of a town that is no state.
    pub(super) fn given_end(&self, town: Item) -> Option<u32> {
        let What::Known(range) = town.what else { return None };
        let all = |range, of: fn(How) -> bool| {
            let senses = self.directory.phrases.values(range);
            senses.iter().all(|sense| matches!(sense, Sense::Entity(_, how) if of(*how)))
        };
        let given = town.end == town.first + 1
            && self.directory.is(self.text.term(town.first), sort::GIVEN)
            && all(range, |how| how == How::City);
        let last = self.phrase(town.end).filter(|next| given && next.end == next.first + 1)?;
        let What::Known(next) = last.what else { return None };
        (self.is_name_word(last.first) && all(next, |how| matches!(how, How::City | How::Capital)))
            .then_some(last.end)
    }

    /// Where the name goes on after `end`, if it does.
    fn joint(&self, first: u32, end: u32, limit: u32) -> Option<u32> {
        let term = self.text.term(end);
        let ok = |at: u32| (at < limit).then_some(at);
        if self.is_name_word(end) && self.is_spaced(end) {
            return self.goes_on(end).then_some(end + 1);
        }
        if let Some(end) = self.designation_end(end).or_else(|| self.model_end(first, end)) {
            return Some(end);
        }
        if term == words::HYPHEN && !self.is_spaced(end) && !self.is_spaced(end + 1) {
            return ok(end + 1).filter(|at| self.is_hyphenated(first, *at)).map(|at| at + 1);
        }
        if term == words::STOP && self.is_initial(end - 1) {
            return ok(end + 1).filter(|at| self.is_name_word(*at)).map(|at| at + 1);
        }
        if term == words::AMPERSAND {
            return ok(end + 1).filter(|at| self.is_name_word(*at)).map(|at| at + 1);
        }
        if term == words::OF && self.takes_of(first, end) {
            let at = if self.text.is(end + 1, words::THE) { end + 2 } else { end + 1 };
            return ok(at).filter(|at| self.is_name_word(*at)).map(|at| at + 1);
        }
        if term == words::AND && self.takes_and(first, end) {
            return ok(end + 2);
        }
        if self.is_plural_owner(end) {
            return ok(end + 1).filter(|at| self.is_name_word(*at)).map(|at| at + 1);
        }
        self.particles(end, limit)
    }

    /// `Academy of Arts and Sciences`, `Soil and Water Agency`: plain words on both sides, within a name with `of` or
    /// before the head of an organisation.
    fn takes_and(&self, first: u32, end: u32) -> bool {
        let plain = |at: u32| self.text.lexicon.entry(self.text.term(at)).parts != 0 || self.is_inflected(at);
        let next = end + 1;
        let of = (first..end).any(|at| self.text.is(at, words::OF));
        (of || self.heads_organisation(next))
            && plain(end - 1)
            && plain(next)
            && self.is_name_word(next)
            && self.phrase(next).is_none()
    }

    /// `[Water] Agency`: a capitalised plain word and after it the head of an organisation.
    fn heads_organisation(&self, at: u32) -> bool {
        let joined = self.is_name_word(at + 1) && self.is_spaced(at + 1);
        let head = self.directory.mark(self.text.term(at + 1)).suffix;
        let acts = |kind| matches!(kind, ActorKind::Organ | ActorKind::Organisation);
        joined && head.is_some_and(|s| s.position != Position::First && s.kind.is_some_and(acts))
    }

    /// `Workers' Party`, `Women's Union`: the possessive stands inside the name.
    fn is_plural_owner(&self, end: u32) -> bool {
        let suffix = self.directory.mark(self.text.term(end + 1)).suffix;
        let named = suffix.is_some_and(|s| s.kind.is_some() && s.position != Position::First);
        let plural = self.text.is(end, words::APOSTROPHE) && self.text.word(end - 1).ends_with('s');
        let people = OWNERS.contains(&self.text.word(end - 1));
        named && (plural || people && self.text.is(end, words::CLITIC_S))
    }

    fn particles(&self, end: u32, limit: u32) -> Option<u32> {
        let mut at = end;
        while at < limit && at < end + 3 && self.directory.is(self.text.term(at), sort::PARTICLE) {
            at += if self.text.is(at + 1, words::HYPHEN) { 2 } else { 1 };
        }
        (at > end && at < limit && self.is_name_word(at)).then_some(at + 1)
    }

    /// A known role or state opens a part of its own; a city or a single known word is swallowed.
    fn goes_on(&self, at: u32) -> bool {
        if self.title(at).is_some() {
            return false;
        }
        let Some(item) = self.phrase(at) else { return true };
        let What::Known(range) = item.what else { return true };
        let suffix = self.directory.mark(self.text.term(at)).suffix.is_some();
        let swallowed = |sense: &Sense| match sense {
            Sense::Entity(_, How::Name | How::City | How::Capital) => item.end == at + 1,
            Sense::Role(_, true) => !self.opens_person(item.end),
            Sense::People(true) => true,
            Sense::Role(_, false) => self.is_surname_title(at, item.end),
            Sense::Organ(_) | Sense::Anaphor(_) => suffix && item.end == at + 1,
            _ => false,
        };
        self.loud == Loudness::Plain && self.directory.phrases.values(range).iter().all(swallowed)
    }

    /// `NATO Generals [Zoran Babic] and ...`: after the plural of a role stands a word that is nothing but a name.
    fn opens_person(&self, at: u32) -> bool {
        self.is_name_word(at) && self.text.lexicon.entry(self.text.term(at)).parts == 0
    }

    /// After a hyphen inside a name: anything written with a capital, or a syllable of a given name, `Hong-chol`.
    fn is_hyphenated(&self, first: u32, at: u32) -> bool {
        match self.shape(at) {
            Shape::Capitalized | Shape::Upper | Shape::Mixed => true,
            Shape::Lower => {
                let known = |at: u32| self.text.lexicon.entry(self.text.term(at)).parts != 0;
                let syllable = self.text.word(at).len() < 6;
                let given = at > first + 2 && !known(at - 2) && !self.text.word(at).ends_with("ed");
                syllable
                    && (!known(at) || given && self.text.word(at).len() < 5 && !self.text.reads(at, "run"))
            }
            _ => false,
        }
    }

    pub(super) fn takes_of(&self, first: u32, end: u32) -> bool {
        let last = self.text.term(end - 1);
        let both = |s: Suffix| s.position == Position::Both || (s.kind.is_none() && end == first + 1);
        self.directory.mark(last).suffix.is_some_and(both)
    }

    /// `J` in `J. Smith`; `St`, `Jr`.
    fn is_initial(&self, at: u32) -> bool {
        let word = self.text.word(at);
        word.len() == 1 || ABBREVIATED.contains(&word)
    }

    /// A word that can be part of a name: a capital, and no function word, day or month.
    pub(super) fn is_name_word(&self, at: u32) -> bool {
        let glued = !self.is_spaced(at) && at > self.sentence.first && self.shape(at - 1) == Shape::Digits;
        let outside = at >= self.sentence.end || glued;
        if outside
            || self.shape_is_plain(at)
            || (self.blocked_end(at).is_some() && !self.is_surname_month(at))
        {
            return false;
        }
        if self.designation_end(at + 1).is_some() {
            return true;
        }
        let term = self.text.term(at);
        let entry = self.text.lexicon.entry(term);
        let plain = entry.noun_class == NounClass::Time
            || is_function_word(self.text.lexicon, term) && !self.is_name_inside(at);
        if term == words::I || (plain && !self.is_surname_month(at)) {
            return false;
        }
        match self.loud {
            Loudness::Plain => true,
            _ => self.text.lexicon.entry(term).parts == 0 && !self.text.is(at, words::THE),
        }
    }

    /// `Per` in `Minister Per Holm`: the tagger takes a small word for a name, and no start of a sentence explains its
    /// capital.
    fn is_name_inside(&self, at: u32) -> bool {
        let named = self.text.tag(at).pos == Pos::ProperNoun
            && !self.shape_is_plain(at + 1)
            && self.phrase(at + 1).is_none();
        named && !self.opens(at) && !self.is_month(at)
    }

    /// `May` in `Theresa May`: a month after a capitalised word, without a number after it.
    fn is_surname_month(&self, at: u32) -> bool {
        let digits = self.shape(at + 1) == Shape::Digits;
        let named = at > self.sentence.first
            && !self.shape_is_plain(at - 1)
            && !is_function_word(self.text.lexicon, self.text.term(at - 1));
        self.is_month(at) && !digits && named
    }

    /// A month that is also a name.
    fn is_month(&self, at: u32) -> bool {
        MONTH_NAMES.contains(&self.text.word(at))
    }

    /// `King` in `Billy King said`: a title where a last name stands.
    fn is_surname_title(&self, at: u32, end: u32) -> bool {
        let title = end == at + 1 && self.directory.mark(self.text.term(at)).title.is_some();
        title && self.shape(at) == Shape::Capitalized && self.shape_is_plain(end)
    }

    fn shape_is_plain(&self, at: u32) -> bool {
        !matches!(self.shape(at), Shape::Capitalized | Shape::Upper | Shape::Mixed)
    }
}
