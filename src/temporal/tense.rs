//! The tense of the clause that a time expression stands in, as far as it decides between past and future.
//!
//! A look at the nearest verb group, left first: the time expression usually follows its verb. Clauses are read
//! properly one layer up; dates must be known before that.

use crate::image::stored;
use crate::rule::{ClassId, Vocabulary};
use crate::text::{Pos, Term, Text, VerbForm, words};

/// What the nearest verb says about the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tense {
    /// No verb is near.
    #[default]
    None,
    /// `met`, `had met`, `has met`, `the law signed`
    Past,
    /// `could meet`, `agreed to meet`, `is met`: around the creation time, or left open.
    Present,
    /// `had first been set for`, `originally scheduled`: what was once planned, be it over or not.
    Superseded,
    /// `won to reach the final on May 9`, `met to discuss the raid of May 5`: a date without a year may lie ahead.
    Purpose,
    /// `effective April 1`, `moved from May 5 to June 9`: near, on either side.
    Near,
    /// `meets`, `is`: now, or every time.
    Habit,
    /// `will meet`, `is to meet`, `is scheduled`, `due`
    Future,
}

impl Tense {
    /// True for what is told as over.
    pub fn is_past(self) -> bool {
        matches!(self, Self::Past | Self::Purpose)
    }
}

/// Tokens that are looked at on either side.
const REACH: u32 = 24;

/// Tokens before a date among which `for` makes it that of a plan.
const FOR: u32 = 5;

/// Reads tenses; knows the words that point ahead (`scheduled`, `plan`, `due`).
#[derive(Clone, Copy, Debug)]
pub struct TenseReader {
    /// The class of those words.
    pub planning: ClassId,
    /// Verbs whose plain present tells what is to come: `Voters go to the polls on Sunday`.
    pub timetable: ClassId,
    /// What is held on a day (`match`, `vote`), and the verbs for getting there.
    pub fixture: ClassId,
    /// Verbs that give a thing another date: `postponed`, `adjourned`.
    pub deferring: ClassId,
    /// Adverbs of plans that no longer hold: `originally`.
    pub superseded: ClassId,
}

stored! { TenseReader { planning, timetable, fixture, deferring, superseded } }

impl TenseReader {
    /// The tense around the tokens `first..end`. Complexity: constant (a window).
    pub fn read(&self, text: &Text, vocabulary: &Vocabulary, first: u32, end: u32) -> Tense {
        let Some(sentence) = text.sentences.get(text.sentence_of(first) as usize) else { return Tense::None };
        let from = sentence.first.max(first.saturating_sub(REACH));
        let to = sentence.end.min(end + REACH);
        let stops = |t: u32| text.is(t, words::SEMICOLON) || text.is(t, words::QUOTE);
        let before = if first > from { text.term(first - 1) } else { Term::UNKNOWN };
        // `listed the case for hearing on Friday`
        let phrase = from.max(first.saturating_sub(FOR))..first.saturating_sub(1);
        let opener = phrase.clone().rev().find(|t| text.is(*t, words::FOR));
        let bare = |opener: u32| (opener..first).all(|t| text.tag(t).pos != Pos::Number);
        let is_on = before == words::ON && opener.is_some_and(bare);
        let is_for = before == words::FOR || is_on;
        let is_until = [words::UNTIL, words::TILL].contains(&before);
        if self.is_of_fixture(text, vocabulary, from, first, end) {
            return Tense::Near;
        }
        if first > from && text.reads(first - 1, "effective") {
            return Tense::Near;
        }
        if is_predicate(text, from, first) || self.is_ahead(text, vocabulary, from, first, end) {
            return Tense::Future;
        }
        for token in (from..first).rev() {
            if stops(token) {
                break;
            }
            // `set a hearing for Friday`, `called a vote for Friday`, `put off the vote until Friday`
            let of = |class: ClassId| vocabulary.set(text.term(token)) & class.bit() != 0;
            if token + 3 > first && self.is_torn(text, vocabulary, from, token) {
                return Tense::Future;
            }
            let plans = is_for && of(self.planning)
                || (is_for || is_until || before == words::TO) && of(self.deferring);
            if plans && text.tag(token).pos == Pos::Verb {
                return self.plan(text, vocabulary, from, token);
            }
            if before == words::FROM && of(self.deferring) && text.tag(token).pos == Pos::Verb {
                return Tense::Near;
            }
            match self.at(text, vocabulary, token) {
                // `runs until 14 January`, `is shut until May`
                Some(Tense::Habit | Tense::Present) if is_until => return Tense::Future,
                Some(tense) => return tense,
                None => {}
            }
        }
        (end..to).take_while(|t| !stops(*t)).find_map(|t| self.ahead(text, vocabulary, t)).unwrap_or_default()
    }

    /// `opened March 1 and [closes] April 30`, `The Senate [votes] on Friday`: a verb that was taken for a noun.
    fn is_torn(&self, text: &Text, vocabulary: &Vocabulary, from: u32, token: u32) -> bool {
        let of = |class: ClassId| vocabulary.set(text.term(token)) & class.bit() != 0;
        let noun =
            text.tag(token).pos == Pos::Noun && text.lexicon.has_form(text.term(token), VerbForm::Present3);
        let subject =
            token.checked_sub(1).filter(|before| *before >= from).map(|before| text.tag(before).pos);
        let alone = matches!(subject, Some(Pos::Noun | Pos::ProperNoun | Pos::Conjunction | Pos::Pronoun));
        noun && alone && (of(self.planning) || of(self.timetable))
    }

    /// `the squad for Saturday's match`, `ahead of Sunday's vote`, `won to reach Sunday's final`
    fn is_ahead(&self, text: &Text, vocabulary: &Vocabulary, from: u32, first: u32, end: u32) -> bool {
        let fixture = |t: u32| vocabulary.set(text.term(t)) & self.fixture.bit() != 0;
        let Some(word) = first.checked_sub(1).filter(|word| *word >= from) else { return false };
        let ahead_of = text.is(word, words::OF) && word > from && text.reads(word - 1, "ahead");
        let reach = word > from && text.is(word - 1, words::TO) && text.tag(word).form == VerbForm::Base;
        text.tag(end).pos == Pos::Possessive
            && (end + 1..end + 4).any(fixture)
            && (ahead_of || text.is(word, words::FOR) || reach && fixture(word))
    }

    /// `scheduled for Friday` lies ahead, `originally scheduled for Friday` may be over.
    fn plan(&self, text: &Text, vocabulary: &Vocabulary, from: u32, token: u32) -> Tense {
        let old = |t: u32| vocabulary.set(text.term(t)) & self.superseded.bit() != 0;
        let near = from.max(token.saturating_sub(2))..token;
        if near.into_iter().any(old) { Tense::Superseded } else { Tense::Future }
    }

    /// `set a March 20 deadline`
    fn is_of_fixture(&self, text: &Text, vocabulary: &Vocabulary, from: u32, first: u32, end: u32) -> bool {
        let article = first > from && (text.is(first - 1, words::A) || text.is(first - 1, words::AN));
        article && vocabulary.set(text.term(end)) & self.fixture.bit() != 0
    }

    /// The tense of the verb group whose last word is `token`; none when it is no verb.
    fn at(&self, text: &Text, vocabulary: &Vocabulary, token: u32) -> Option<Tense> {
        let tag = text.tag(token);
        let plans = vocabulary.set(text.term(token)) & self.planning.bit() != 0;
        match tag.pos {
            // A gerund without helper says nothing about the time: the verb before it does.
            Pos::Verb if tag.form == VerbForm::Gerund && !plans && !is_helped(text, token) => None,
            // `faces ten years when sentenced in May`: the verb before tells.
            Pos::Verb if is_elliptic(text, token) => None,
            Pos::Modal => Some(modal(text, token)),
            Pos::Verb | Pos::Auxiliary => Some(self.group(text, vocabulary, token, plans)),
            _ if plans && !matches!(tag.pos, Pos::Noun | Pos::ProperNoun) => Some(Tense::Future),
            _ => None,
        }
    }

    /// The same for a verb group whose first word is `token`.
    fn ahead(&self, text: &Text, vocabulary: &Vocabulary, token: u32) -> Option<Tense> {
        match text.tag(token).pos {
            Pos::Modal => Some(modal(text, token)),
            Pos::Auxiliary => {
                let verb = (token + 1..token + 5).find(|t| text.tag(*t).pos == Pos::Verb);
                verb.map_or_else(|| Some(simple(text, token)), |v| self.at(text, vocabulary, v))
            }
            Pos::To => Some(Tense::Future),
            _ => self.at(text, vocabulary, token),
        }
    }

    fn group(&self, text: &Text, vocabulary: &Vocabulary, token: u32, plans: bool) -> Tense {
        let form = text.tag(token).form;
        let mut helper = None;
        let mut first = token;
        for before in (token.saturating_sub(5)..token).rev() {
            match text.tag(before).pos {
                Pos::Modal => return modal(text, before),
                _ if text.is(before, words::TO) => return self.infinitive(text, vocabulary, before),
                Pos::Auxiliary => helper = helper.or(Some(before)),
                Pos::Adverb | Pos::Negation => {}
                _ => break,
            }
            first = before;
        }
        let awaited = awaited(text, first).is_some_and(|opener| {
            let plain = form == VerbForm::Present3 || form == VerbForm::Base && text.is(opener, words::IF);
            helper.map_or(plain, |h| is_be_present(text, h) || text.is(h, words::CLITIC_S))
        });
        if awaited {
            return Tense::Future;
        }
        let past_helper = helper.is_some_and(|h| simple(text, h) == Tense::Past);
        match (form, helper) {
            (VerbForm::PastParticiple, Some(_)) if plans => {
                if past_helper {
                    Tense::Present
                } else {
                    Tense::Future
                }
            }
            (VerbForm::PastParticiple, Some(h)) if is_be_present(text, h) => Tense::Present,
            (VerbForm::PastParticiple, None) if plans => self.plan(text, vocabulary, 0, token),
            (VerbForm::Gerund, Some(_)) if !past_helper => Tense::Future,
            (VerbForm::Gerund, None) => Tense::None,
            (VerbForm::Past | VerbForm::PastParticiple, _) => Tense::Past,
            // `did not meet`
            _ if past_helper => Tense::Past,
            _ if plans => Tense::Future,
            _ if helper.is_some() => simple(text, token),
            (VerbForm::Base | VerbForm::Present3, None)
                if vocabulary.set(text.term(token)) & self.timetable.bit() != 0 =>
            {
                Tense::Future
            }
            _ => match simple(text, token) {
                Tense::Present => Tense::Habit,
                other => other,
            },
        }
    }

    /// `plans to meet` lies ahead, `met to discuss`, `had planned to meet`, `was able to meet` do not; `was to meet`
    /// leaves it open.
    fn infinitive(&self, text: &Text, vocabulary: &Vocabulary, to: u32) -> Tense {
        // `the talks, to be held on Friday`, but `was to be held`
        if text.is(to + 1, words::BE) && !text.before(to).is_some_and(|t| text.tag(t).pos == Pos::Auxiliary) {
            return Tense::Future;
        }
        let past_helper = |from: u32| {
            (from.saturating_sub(3)..from)
                .any(|t| [words::HAD, words::WAS, words::WERE].contains(&text.term(t)))
        };
        let start = text.sentences.get(text.sentence_of(to) as usize).map_or(0, |s| s.first);
        for before in (start.max(to.saturating_sub(REACH))..to).rev() {
            let tag = text.tag(before);
            let plans = vocabulary.set(text.term(before)) & self.planning.bit() != 0;
            if plans {
                let had = text.is(before, words::HAD) || past_helper(before);
                // `agreed to sell on Friday`: the agreement or the sale.
                let open = tag.pos == Pos::Verb && tag.form == VerbForm::Past;
                return match (had, open) {
                    (true, _) => Tense::Past,
                    (false, true) => Tense::Present,
                    (false, false) => Tense::Future,
                };
            }
            if tag.pos == Pos::Auxiliary {
                // `has to pay in ten days`
                let must = [words::HAVE, words::HAS].contains(&text.term(before)) && before + 1 == to;
                return match simple(text, before) {
                    _ if must => Tense::Future,
                    Tense::Past if before + 1 == to => Tense::Present,
                    Tense::Past => Tense::Past,
                    _ => Tense::Future,
                };
            }
            if tag.pos == Pos::Verb {
                let past = matches!(tag.form, VerbForm::Past | VerbForm::PastParticiple);
                return if past { Tense::Purpose } else { Tense::Future };
            }
        }
        Tense::Present
    }
}

/// `The concert is on Friday`: what has a date for its predicate is planned.
fn is_predicate(text: &Text, from: u32, first: u32) -> bool {
    let last = first.wrapping_sub(1);
    let verb = if [words::ON, words::AT, words::FOR, words::FROM].contains(&text.term(last)) {
        last.wrapping_sub(1)
    } else {
        last
    };
    let subject = verb.checked_sub(1).filter(|subject| *subject >= from);
    (text.is(verb, words::IS) || text.is(verb, words::ARE))
        && subject.is_some_and(|s| matches!(text.tag(s).pos, Pos::Noun | Pos::ProperNoun))
        && text.sentence_of(verb) == text.sentence_of(first)
}

/// `may`, `could`: it lies ahead or around now; `will`, `would`: ahead.
fn modal(text: &Text, token: u32) -> Tense {
    let term = text.term(token);
    let has_perfect = (token + 1..token + 4).any(|t| text.is(t, words::HAVE));
    if has_perfect {
        Tense::Past
    } else if [words::COULD, words::CAN, words::MIGHT].contains(&term) {
        Tense::Present
    } else {
        Tense::Future
    }
}

fn simple(text: &Text, token: u32) -> Tense {
    let term = text.term(token);
    let past = [words::WAS, words::WERE, words::HAD, words::HAS, words::HAVE, words::DID, words::BEEN];
    if past.contains(&term) || matches!(text.tag(token).form, VerbForm::Past | VerbForm::PastParticiple) {
        Tense::Past
    } else {
        Tense::Present
    }
}

fn is_be_present(text: &Text, token: u32) -> bool {
    [words::IS, words::ARE, words::AM, words::BE].contains(&text.term(token))
}

/// `faces ten years [when] he is sentenced on May 7`, `[if] talks fail on Monday`: the present tense after such a word tells what
/// is still to come.
fn awaited(text: &Text, first: u32) -> Option<u32> {
    let subject = |t: &u32| {
        let pos = text.tag(*t).pos;
        matches!(pos, Pos::Pronoun | Pos::Determiner | Pos::Noun | Pos::ProperNoun | Pos::Adjective)
    };
    let opener = (first.saturating_sub(6)..first).rev().find(|t| !subject(t));
    let opens = |t: &u32| [words::WHEN, words::ONCE, words::IF].contains(&text.term(*t));
    opener.filter(|t| t + 1 < first && opens(t))
}

/// `when sentenced`, `once completed`
fn is_elliptic(text: &Text, token: u32) -> bool {
    let participle = matches!(text.tag(token).form, VerbForm::Past | VerbForm::PastParticiple);
    let word = token.checked_sub(1).filter(|t| text.sentence_of(*t) == text.sentence_of(token));
    participle
        && word.is_some_and(|t| text.is(t, words::WHEN) || text.is(t, words::ONCE) || text.is(t, words::IF))
}

fn is_helped(text: &Text, token: u32) -> bool {
    (token.saturating_sub(3)..token).any(|t| text.tag(t).pos == Pos::Auxiliary)
}
