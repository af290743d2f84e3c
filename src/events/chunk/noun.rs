//! One noun phrase: determiners, modifiers, nouns, nested possessors, up to its head.
//!
//! Knows word classes, names of the cast and times. Does not know what a phrase does in its clause.

use super::{Chunker, is_quote};
use crate::actors::Reference;
use crate::events::Phrase;
use crate::events::lists::MULTIPLES;
use crate::text::{NounClass, Pos, Shape, VerbForm, words};

/// Tokens of one noun phrase at most; longer runs are lists or noise.
const LONGEST: u32 = 40;

/// What was read of a noun phrase so far.
pub(super) struct Part {
    pub(super) at: u32,
    pub(super) start: u32,
    head: Option<u32>,
    /// A noun stands in the current possessor or head part.
    pub(super) noun: bool,
    /// The last thing read was a name from the cast.
    name: bool,
    /// A possessor was read.
    possessed: bool,
}

impl Chunker<'_> {
    /// The noun phrase that starts at a token.
    pub(super) fn phrase(&mut self, start: u32) -> Option<Phrase> {
        let mut part = Part {
            at: start + self.quantifier(start),
            start,
            head: None,
            noun: false,
            name: false,
            possessed: false,
        };
        let limit = self.limit.min(start + LONGEST);
        while part.at < limit && (part.at == start || self.score_at(part.at).is_none()) {
            if let Some(after) = self.quoted_modifier(&part) {
                part.at = after;
                continue;
            }
            if self.name(&mut part) || self.time_modifier(&mut part) {
                continue;
            }
            if self.time_at(part.at).is_some() || !self.word(&mut part) {
                break;
            }
        }
        self.finish(part)
    }

    /// Words before a number that only say how exact it is: `at least 40`, `more than $40`, `up to 40`, `as many as 40`.
    pub(super) fn quantifier(&self, at: u32) -> u32 {
        if self.term(at) == words::AS {
            let many = matches!(self.text.word(at + 1), "many" | "much" | "few" | "little");
            let number = at + 3 < self.limit && self.pos(at + 3) == Pos::Number;
            return if many && self.term(at + 2) == words::AS && number { 3 } else { 0 };
        }
        let (one, two) = (self.term(at), self.term(at + 1));
        // `No. 5 seed Upton`
        let number = self.text.word(at) == "No";
        if number && two == words::STOP && at + 2 < self.limit && self.pos(at + 2) == Pos::Number {
            return 2;
        }
        let exact = match two {
            words::LEAST | words::MOST => one == words::AT,
            words::THAN => matches!(one, words::MORE | words::LESS | words::FEWER),
            words::TO => one == words::UP,
            _ => false,
        };
        if !exact {
            return 0;
        }
        let money = self.term(at + 2) == words::DOLLAR || matches!(self.text.word(at + 2), "€" | "£" | "¥");
        let number = if money { at + 3 } else { at + 2 };
        if number < self.limit && self.pos(number) == Pos::Number { 2 } else { 0 }
    }

    fn finish(&self, part: Part) -> Option<Phrase> {
        let mut end = part.at;
        while end > part.start + 1
            && matches!(self.pos(end - 1), Pos::Punctuation)
            && part.head != Some(end - 1)
            && !self.abbreviates(end - 1)
            && !self.is_percentage(end - 1)
        {
            end -= 1;
        }
        // `left 30 dead`: the number stands for people, and the adjective for what became of them.
        let state = |last: u32| self.pos(last) == Pos::Adjective && self.pos(last - 1) == Pos::Number;
        let object = part.start > self.start && self.pos(part.start - 1) == Pos::Verb;
        if part.head.is_none() && object && end > part.start + 1 && state(end - 1) {
            end -= 1;
        }
        // `Norway's largest`: not Norway itself.
        let owned = |head: u32| head + 2 < end + 1 && self.pos(head + 1) == Pos::Possessive && head + 2 < end;
        let head = match part.head {
            Some(head) if owned(head) => end - 1,
            Some(head) => head,
            None if end > part.start => {
                let last = if self.is_percentage(end - 1) { end - 2 } else { end - 1 };
                Some(last).filter(|last| self.stands_alone(*last))?
            }
            None => return None,
        };
        Some(Phrase { first: part.start, end, head, extent: end, conjuncts: Vec::new() })
    }

    /// The sign after a number: `9%`.
    fn is_percentage(&self, at: u32) -> bool {
        self.term(at) == words::PERCENT && at > self.start && self.pos(at - 1) == Pos::Number
    }

    /// `this`, `two`, `some` without a noun; `the poor`.
    fn stands_alone(&self, last: u32) -> bool {
        match self.pos(last) {
            Pos::Determiner => !matches!(self.term(last), words::NO | words::THE | words::A | words::AN),
            Pos::Number => true,
            Pos::Adjective => last > 0 && self.pos(last - 1) == Pos::Determiner,
            _ => false,
        }
    }

    fn name(&mut self, part: &mut Part) -> bool {
        let Some(end) = self.mention_end(part.at) else { return false };
        if part.noun && part.at > part.start + 1 && self.is_occasion(part.at - 1) {
            return false;
        }
        if self.pos(part.at) == Pos::Pronoun && end == part.at + 1 {
            return false; // `promised them houses`
        }
        if self.owns(part.at) {
            return false; // `its new embassy`
        }
        if part.noun && part.name && (self.pos(part.at) != Pos::Noun || self.is_what_one_becomes(part.at)) {
            return false;
        }
        if part.noun && self.begins_relative(part.at) {
            return false;
        }
        let plural_before =
            part.at > part.start && self.pos(part.at - 1) == Pos::Noun && self.is_plural(part.at - 1);
        if part.noun && plural_before && self.pos(part.at) == Pos::ProperNoun {
            return false;
        }
        if part.noun && matches!(self.pos(part.at), Pos::Determiner | Pos::Pronoun) {
            return false;
        }
        part.head = Some(self.last_word(part.at, end));
        // `the Irish low-cost airline`: a demonym goes on with the adjectives after it.
        part.noun = !(self.pos(end) == Pos::Adjective && end < self.limit && self.demonym_at(part.at));
        part.name = true;
        part.at = end;
        true
    }

    /// A demonym of the cast begins at a token.
    fn demonym_at(&self, at: u32) -> bool {
        let here = self.cast.mentions.get(self.next_mention..).unwrap_or_default();
        let mut here = here.iter().take_while(|m| m.first == at);
        here.any(|m| m.reference == Reference::Demonym)
    }

    /// The last word of a name, before a closing parenthesis or quotation mark.
    fn last_word(&self, first: u32, end: u32) -> u32 {
        (first..end).rev().find(|i| self.pos(*i) != Pos::Punctuation).unwrap_or(first)
    }

    /// `the 2014 agreement`, `Tuesday's vote`.
    fn time_modifier(&mut self, part: &mut Part) -> bool {
        let Some(end) = self.time_at(part.at) else { return false };
        let measures = part.at == part.start && self.measures(part.at, end);
        let inside = (part.at > part.start && !part.noun) || self.modifies(end) || measures;
        if part.name && self.is_part_of_day(part.at, end) {
            (part.head, part.at) = (Some(end - 1), end);
            return true;
        }
        if !inside || part.noun {
            return false;
        }
        part.head = Some(end - 1);
        part.noun = self.modifies(end) || measures;
        part.at = end;
        true
    }

    /// `Hagen's last midnight rules`, `the Hagen morning show`: a part of the day between a name and a common noun.
    fn is_part_of_day(&self, at: u32, end: u32) -> bool {
        let tag = self.text.tag(at);
        let lower = self.text.tokens.get(at as usize).is_some_and(|t| t.shape == Shape::Lower);
        end == at + 1 && lower && tag.pos == Pos::Noun && end < self.limit && self.pos(end) == Pos::Noun
    }

    /// Takes the next word into the phrase when it fits.
    fn word(&self, part: &mut Part) -> bool {
        let at = part.at;
        let fits = match self.pos(at) {
            Pos::Noun | Pos::ProperNoun => self.take_noun(part),
            Pos::Determiner if part.noun && self.owns(at) => false,
            // `the third such suit`
            Pos::Determiner if self.term(at) == words::SUCH => {
                at == part.start || !part.noun && self.pos(at - 1) == Pos::Number
            }
            Pos::Determiner => {
                at == part.start
                    || self.term(at) == words::ANOTHER && self.term(at - 1) == words::ONE
                    || !part.noun && self.pos(at - 1) == Pos::Determiner
                    || at == part.start + 1 && is_multiple(self.text.word(part.start))
            }
            Pos::Negation => at == part.start,
            Pos::Number if part.noun && self.is_adverbial_first(at) => false,
            Pos::Number => !(part.noun && (part.name || self.names_somebody(at - 1)) && self.counts(at)),
            Pos::Adjective => {
                !part.noun
                    || self.glued(at)
                    || part.possessed && self.qualifies(at)
                    || part.name && self.is_native(at)
                    || self.is_inner_adjective(part)
                    || at > part.start
                        && self.words.assistants.contains(&self.term(at - 1))
                        && self.counts(at)
            }
            Pos::Adverb => {
                !part.noun && (self.before_modifier(at) || self.inside(at, part.start) || self.compounds(at))
            }
            Pos::Pronoun => return self.pronoun(part),
            Pos::Possessive => part.noun && self.possessive(part),
            Pos::Verb => !part.noun && at > part.start && self.participle_modifier(at),
            Pos::Punctuation => self.inner_mark(part),
            Pos::Conjunction => self.joins_adjectives(part),
            Pos::Other => self.text.tokens.get(at as usize).is_some_and(|t| t.shape != Shape::Punctuation),
            _ => self.glued(at) && at > part.start && self.glued_on(at),
        };
        if fits {
            part.at += 1;
        }
        // `the skyscraper-lined central district`: the compound is a modifier.
        if fits && self.pos(at) == Pos::Adjective && self.glued(at) && self.counts(at) {
            part.noun = false;
        }
        let native = part.name && self.pos(at) == Pos::Adjective && self.is_native(at);
        if fits && (native || matches!(self.pos(at), Pos::Noun | Pos::ProperNoun | Pos::Other)) {
            part.head = Some(at);
            part.noun = true;
            part.name = false;
        }
        fits
    }

    fn take_noun(&self, part: &Part) -> bool {
        if part.noun && part.at > part.start + 1 && self.is_occasion(part.at - 1) {
            return false;
        }
        if part.noun && (self.counts_time(part.at) || self.begins_relative(part.at))
            || part.name && self.is_what_one_becomes(part.at)
        {
            return false;
        }
        // `told reporters Russia ...`: a name starts a phrase of its own after a common noun.
        let after_noun = part.at > part.start && self.pos(part.at - 1) == Pos::Noun;
        !(after_noun && part.noun && self.pos(part.at) == Pos::ProperNoun && !self.glued(part.at))
            || self.text.tokens.get(part.at as usize - 1).is_some_and(|t| t.shape != Shape::Lower)
            || self.is_title(part.at - 1)
    }

    /// `the last time [teachers struck]`: what happened then follows without a word between.
    fn is_occasion(&self, at: u32) -> bool {
        let which = self.term(at - 1);
        let nth = which == words::LAST || which == words::NEXT || which == self.words.first;
        // `the day [Holm resigned]`, `one reason [Holm resigned]`
        let one = nth || which == words::THE || which == words::ONE;
        self.term(at) == self.words.time && nth || one && self.words.occasions.contains(&self.term(at))
    }

    /// `scored a goal [moments later]`: an adverbial of time follows the phrase.
    pub(super) fn counts_time(&self, at: u32) -> bool {
        let next = self.text.word(at + 1);
        let class = || self.text.lexicon.entry(self.text.tag(at).lemma).noun_class;
        let after = match next {
            "later" | "earlier" | "ago" => true,
            "before" | "after" => class() == NounClass::Time,
            _ => false,
        };
        after && at + 1 < self.limit && self.is_plural(at)
    }

    /// A common noun before a name that goes with it: `spokeswoman Maria Zakharova`.
    fn is_title(&self, at: u32) -> bool {
        let Some(tag) = self.text.tags.get(at as usize) else { return false };
        let entry = self.text.lexicon.entry(tag.lemma);
        entry.noun_class == NounClass::Person && !entry.plural && !self.is_plural(at)
    }

    pub(super) fn is_plural(&self, at: u32) -> bool {
        self.text.lexicon.entry(self.term(at)).plural
    }

    /// `his final game`: a possessive pronoun before what is possessed.
    fn owns(&self, at: u32) -> bool {
        let owner = matches!(self.term(at), words::HIS | words::HER | words::ITS | words::THEIR);
        let next = self.pos(at + 1);
        owner
            && at + 1 < self.limit
            && matches!(next, Pos::Noun | Pos::Adjective | Pos::Number | Pos::ProperNoun)
    }

    fn pronoun(&self, part: &mut Part) -> bool {
        if part.at == part.start && self.owns(part.at) {
            part.at += 1;
            return true;
        }
        let no_one = part.at == part.start + 1
            && self.term(part.start) == words::NO
            && self.term(part.at) == words::ONE;
        if part.at != part.start && !no_one || (self.is_relative(part.at) && !self.points(part.at)) {
            return false;
        }
        part.head = Some(part.at);
        part.at += 1;
        false
    }

    /// An adjective after a name inside a possessed phrase: `Nokia's N9 mobile phone`.
    fn qualifies(&self, at: u32) -> bool {
        self.pos(at - 1) == Pos::ProperNoun && at + 1 < self.limit && self.pos(at + 1) == Pos::Noun
    }

    fn possessive(&self, part: &mut Part) -> bool {
        let next = self.pos(part.at + 1);
        let more = part.at + 1 < self.limit
            && (matches!(next, Pos::Noun | Pos::ProperNoun | Pos::Adjective | Pos::Number | Pos::Adverb)
                || (next == Pos::Verb && self.participle_modifier(part.at + 1))
                || is_quote(self.text.word(part.at + 1)));
        part.noun = !more;
        part.possessed = more;
        more
    }

    /// `fined the club 50 euros`: a person or body of people, after whom a number opens another phrase.
    fn names_somebody(&self, at: u32) -> bool {
        let Some(tag) = self.text.tags.get(at as usize).filter(|t| t.pos == Pos::Noun) else { return false };
        let class = self.text.lexicon.entry(tag.lemma).noun_class;
        matches!(class, NounClass::Person | NounClass::Group)
    }

    /// `The Holm government regulatory changes failed`: at the start of a clause no second phrase begins after the first.
    fn is_inner_adjective(&self, part: &Part) -> bool {
        let (start, at) = (part.start, part.at);
        let opens = start == self.start || self.pos(start - 1) == Pos::Punctuation;
        let noun = |t: u32| t < self.limit && self.pos(t) == Pos::Noun;
        let class = self.text.lexicon.entry(self.text.tag(at + 1).lemma).noun_class;
        let past = (at + 1..self.limit).find(|t| !noun(*t)).map(|t| self.pos(t));
        let verb = matches!(past, Some(Pos::Verb | Pos::Auxiliary | Pos::Modal));
        opens && noun(at - 1) && noun(at + 1) && verb && class != NounClass::Time
    }

    /// A number before a noun: `sent Ukraine 20 tanks`.
    pub(super) fn counts(&self, at: u32) -> bool {
        at + 1 < self.limit && matches!(self.pos(at + 1), Pos::Noun | Pos::Adjective)
    }

    /// `the then president`: an adverb between determiner and noun.
    fn inside(&self, at: u32, start: u32) -> bool {
        at > start
            && self.pos(at - 1) == Pos::Determiner
            && self.pos(at + 1) == Pos::Noun
            && at + 1 < self.limit
    }

    /// `the much-awaited phone`: the first part of a word with a hyphen.
    fn compounds(&self, at: u32) -> bool {
        at + 2 < self.limit && self.term(at + 1) == words::HYPHEN && self.glued(at + 1) && self.glued(at + 2)
    }

    /// An adverb before an adjective, number or participle of the phrase; not `there a decade earlier`.
    fn before_modifier(&self, at: u32) -> bool {
        if self.time_from(at + 1).is_some_and(|end| self.pos(end) != Pos::Verb) {
            return false;
        }
        matches!(self.pos(at + 1), Pos::Adjective | Pos::Number | Pos::Adverb | Pos::Determiner)
            || (self.pos(at + 1) == Pos::Verb && self.participle_modifier(at + 1))
    }

    /// `the signed agreement`, `growing concern`.
    fn participle_modifier(&self, at: u32) -> bool {
        let form = self.text.tags.get(at as usize).map(|t| t.form).unwrap_or_default();
        matches!(form, VerbForm::PastParticiple | VerbForm::Gerund | VerbForm::Past)
            && at + 1 < self.limit
            && matches!(self.pos(at + 1), Pos::Noun | Pos::ProperNoun | Pos::Adjective)
    }

    /// Hyphens and other marks inside a word or a number, and a quotation mark inside a phrase.
    fn inner_mark(&self, part: &Part) -> bool {
        let at = part.at;
        let word = self.text.word(at);
        if at + 1 >= self.limit {
            return word == "%" && at > part.start;
        }
        if is_quote(word) {
            let next = matches!(self.pos(at + 1), Pos::Noun | Pos::ProperNoun | Pos::Adjective);
            // `of "punishing" passengers`, `sold "dual-use" equipment`
            let hyphen = if self.term(at + 2) == words::HYPHEN && self.glued(at + 2) { 2 } else { 0 };
            let close = at + 2 + hyphen;
            let one = is_quote(self.text.word(close)) && self.pos(close + 1) == Pos::Noun;
            if part.noun && next && self.closes_inner(part) {
                return true;
            }
            let adjective = at == part.start && self.pos(at + 1) == Pos::Adjective;
            return (at > part.start || adjective && one && close + 1 < self.limit) && !part.noun && next;
        }
        if matches!(word, "$" | "€" | "£" | "¥" | "#") {
            return self.pos(at + 1) == Pos::Number;
        }
        if word == "%" {
            return at > part.start;
        }
        if part.noun && at > part.start && self.abbreviates(at) {
            return true;
        }
        if self.joins_adjectives(part) || word == "," && self.is_between_measures(part) {
            return true;
        }
        matches!(word, "-" | "‐" | "–" | "/" | "." | "," | "&" | "'" | "’")
            && at > part.start
            && self.glued(at)
            && self.glued(at + 1)
            && !is_quote(self.text.word(at + 1))
    }

    /// `a "phantom invoices["] scheme`: the mark closes what was opened inside the phrase, and its noun follows.
    fn closes_inner(&self, part: &Part) -> bool {
        let at = part.at;
        // `sold ["]dual-use" pumps`: the mark may stand before the phrase.
        let marks = (part.start.saturating_sub(1)..at).filter(|t| is_quote(self.text.word(*t))).count();
        let opened = matches!(self.pos(part.start), Pos::Determiner | Pos::Number | Pos::Adjective)
            || is_quote(self.text.word(part.start));
        let common =
            self.pos(at + 1) == Pos::Noun && self.text.tokens.get(at as usize).is_some_and(|t| !t.spaced);
        opened && marks % 2 == 1 && common
    }

    /// `an eight-year[,] $200 million deal`, `a 7-yard[,] fourth-quarter pass`: a comma between two measures of what follows.
    fn is_between_measures(&self, part: &Part) -> bool {
        let at = part.at;
        let hyphen = |t: u32| self.term(t) == words::HYPHEN && self.glued(t) && self.glued(t + 1);
        let counted = at >= part.start + 4
            && self.pos(part.start) == Pos::Determiner
            && hyphen(at - 2)
            && self.pos(at - 3) == Pos::Number;
        let money = matches!(self.text.word(at + 1), "$" | "€" | "£" | "¥");
        let number = self.pos(at + 1) == Pos::Number && at + 3 < self.limit && hyphen(at + 2);
        counted && (money || number)
    }

    /// `a tired, wet and hungry Erik Hill`, `a commercial and fishing port`: a comma or `and` between modifiers of the noun
    /// that follows.
    fn joins_adjectives(&self, part: &Part) -> bool {
        let at = part.at;
        let opened = part.possessed || matches!(self.pos(part.start), Pos::Determiner | Pos::Number);
        if part.noun || at < part.start + 2 || !opened {
            return false;
        }
        let modifier = |at: u32| {
            self.pos(at) == Pos::Adjective || self.pos(at) == Pos::Verb && self.participle_modifier(at)
        };
        let mark = |at: u32| matches!(self.term(at), words::COMMA | words::AND | words::BUT);
        let mut next = at + 1;
        while next < self.limit.min(at + 8) && (modifier(next) || mark(next) && modifier(next + 1)) {
            next += 1;
        }
        let last = next.saturating_sub(1);
        let noun = next < self.limit && matches!(self.pos(next), Pos::Noun | Pos::ProperNoun);
        mark(at) && self.pos(at - 1) == Pos::Adjective && modifier(at + 1) && last > at && noun
    }

    /// The full stop of an abbreviation that ends no sentence: `Acme Inc. announced`.
    fn abbreviates(&self, at: u32) -> bool {
        self.text.word(at) == "." && self.glued(at) && at + 1 < self.limit && !self.glued(at + 1)
    }

    /// No white space stands before the token.
    fn glued(&self, at: u32) -> bool {
        self.text.tokens.get(at as usize).is_some_and(|t| !t.spaced)
    }

    /// The token before is a mark inside a compound: `face-to-face`.
    fn glued_on(&self, at: u32) -> bool {
        matches!(self.text.word(at - 1), "-" | "‐" | "/")
    }
}

/// `double the speed`, `half the town`.
fn is_multiple(word: &str) -> bool {
    MULTIPLES.contains(&word)
}
