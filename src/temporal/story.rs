//! From expressions to dates, in the order of the text: what is known where each stands, and which dates carry the
//! story on.
//!
//! Knows asides, looks back and what is told ahead. Anchors nothing itself: that is done in `resolve.rs`.

use chrono::{Datelike, NaiveDate};

use super::diagnostic::is_far_from;
use super::expr::{Direction, Point, TimeExpr};
use super::genre;
use super::options::Genre;
use super::resolve::{Problem, Reference, Resolved, Setting};
use super::signal;
use super::stage::Found;
use super::tagger::{Context, Tagger};
use super::tense::Tense;
use super::value::{timex_type, timex_value};
use super::when::When;
use super::{
    Anchor, DateBasis, Diagnostic, Granularity, Signal, Timex, TimexMod, TimexPart, TimexType, edtf,
};
use crate::text::{Pos, Span, Text, words};

/// The dates of one text as they are told, one after another.
pub(super) struct Story<'a> {
    tagger: &'a Tagger,
    text: &'a Text<'a>,
    context: &'a Context,
    setting: Setting,
    /// The time expressions so far.
    pub timexes: Vec<Timex>,
    /// What is wrong with some of them.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Story<'a> {
    /// Nothing is told yet; what was found decides which kind of text it is.
    pub fn new(tagger: &'a Tagger, text: &'a Text<'a>, context: &'a Context, found: &[Found]) -> Self {
        let options = &tagger.options;
        let (is_narrative, is_legal) = match options.genre {
            Genre::Auto => {
                let narrative = genre::is_narrative(context.published, found);
                (narrative, !narrative && tagger.is_legal(text))
            }
            genre => (genre == Genre::Narrative, genre == Genre::Legal),
        };
        let day_first =
            genre::is_day_first(found).unwrap_or(options.day_first || options.region.is_day_first());
        let setting =
            Setting { now: context.published, is_narrative, is_legal, day_first, ..Setting::default() };
        Self { tagger, text, context, setting, timexes: Vec::new(), diagnostics: Vec::new() }
    }

    /// Resolves the next expression; what stands for no time is passed over.
    pub fn tell(&mut self, f: &Found) {
        let sentence = self.text.sentence_of(f.first);
        let span = self.text.span(f.first, f.end);
        let tense = self.tagger.tense.read(self.text, &self.tagger.vocabulary, f.first, f.end);
        let since = self.text.before(f.first).is_some_and(|t| self.text.is(t, words::SINCE));
        let is_habit = tense == Tense::Habit && self.is_yearly(f);
        let tense = if since { Tense::Past } else { tense };
        let setting = Setting { tense, sentence, is_habit, ..self.setting };
        match setting.resolve(&f.expr) {
            Ok(resolved) => self.push(f, sentence, span, resolved, setting.tense),
            Err(Some(Problem::Impossible)) => {
                self.diagnostics.push(Diagnostic::impossible(span, span.of(self.text.source)))
            }
            Err(_) => {}
        }
    }

    /// `Some 170 years later, in 1896`, counted from another date than the story's last: the words beside it say when.
    pub fn settle(&mut self) {
        for second in 1..self.timexes.len() {
            let Some([counted, told]) = self.timexes.get_mut(second - 1..=second) else { continue };
            let preposition = |t: u32| self.text.is(t, words::IN) || self.text.is(t, words::ON);
            let beside = self.text.is(counted.end, words::COMMA)
                && told.first == counted.end + 2
                && preposition(counted.end + 1);
            let explicit = told.basis == DateBasis::Explicit && told.granularity == counted.granularity;
            let anchored = matches!(counted.anchor, Some(Anchor::Timex(_)));
            let apart = counted.interval.zip(told.interval).is_some_and(|(a, b)| a != b);
            if beside && explicit && anchored && apart {
                counted.value.clone_from(&told.value);
                counted.edtf.clone_from(&told.edtf);
                counted.interval = told.interval;
            }
        }
    }

    /// A month or season alone after `in`, or at the head of its sentence.
    fn is_yearly(&self, f: &Found) -> bool {
        let recurs =
            matches!(f.expr, TimeExpr::Point(Point::Month(_) | Point::Season(_), Direction::Bare, _));
        recurs && self.text.before(f.first).is_none_or(|t| self.text.is(t, words::IN))
    }

    /// Notes what is wrong with a date that is read all the same.
    fn doubt(&mut self, resolved: &Resolved, span: Span, in_dateline: bool) {
        if let Some(Problem::OtherWeekday(weekday)) = resolved.problem {
            self.diagnostics.push(Diagnostic::weekday(span, span.of(self.text.source), weekday));
        }
        let written = resolved.when.days().filter(|(first, last)| in_dateline && first == last);
        if let Some(((day, _), published)) = written.zip(self.context.published)
            && is_far_from(published, day)
        {
            self.diagnostics.push(Diagnostic::dateline(span, span.of(self.text.source), published));
        }
    }

    fn push(&mut self, f: &Found, sentence: u32, span: Span, resolved: Resolved, tense: Tense) {
        let in_dateline = self.context.dateline.is_some_and(|d| d.overlaps(span));
        self.doubt(&resolved, span, in_dateline);
        let after = || signal::after(self.text, f.end);
        let kind = timex_type(&resolved.when);
        let parts = self.parts(f, &resolved);
        let signal = signal::before(self.text, &self.tagger.vocabulary, self.tagger.signal, f.first);
        // The `from` of `from May to June` opens nothing; `just before 3 a.m.` is of the same day.
        let range = signal == Some(Signal::Since) && !parts.is_empty();
        let on_day = matches!(f.expr, TimeExpr::Clock(_, Some(_)) | TimeExpr::DayPart(_, Some(_)));
        let close =
            on_day && signal::is_close(self.text, &self.tagger.vocabulary, self.tagger.close, f.first);
        let signal = match signal {
            _ if range => None,
            Some(_) if close => Some(Signal::At),
            signal => signal.or_else(after),
        };
        let anchor = match (resolved.reference, resolved.basis) {
            (Some(timex), _) => Some(Anchor::Timex(timex)),
            (None, DateBasis::Relative | DateBasis::YearInferred) => Some(Anchor::Creation),
            _ => None,
        };
        let (quantifier, frequency) = match &resolved.when {
            When::Set(_, q, times) => (Some(*q).filter(|q| !q.is_empty()), *times),
            _ => (None, None),
        };
        let timex = Timex {
            span,
            first: f.first,
            end: f.end,
            sentence,
            kind,
            value: timex_value(&resolved.when),
            modifier: resolved.modifier,
            edtf: edtf::edtf(&resolved.when, resolved.qualifier),
            interval: resolved.when.interval(),
            granularity: resolved.when.granularity(),
            qualifier: resolved.qualifier,
            basis: resolved.basis,
            anchor,
            signal,
            creation: in_dateline || self.tagger.is_stamp(self.text, f.first),
            parts,
            quantifier,
            frequency,
            rule: Some(f.rule.clone()),
        };
        self.remember(&timex, f, tense);
        self.timexes.push(timex);
    }

    fn parts(&self, f: &Found, resolved: &Resolved) -> Vec<TimexPart> {
        let When::Range(a, b) = &resolved.when else { return Vec::new() };
        let part = |(range, (when, modifier)): (&(u32, u32), (&When, Option<TimexMod>))| TimexPart {
            span: self.text.span(range.0, range.1),
            value: timex_value(when),
            kind: timex_type(when),
            interval: when.interval(),
            granularity: when.granularity(),
            modifier,
        };
        f.ends.iter().zip([&**a, &**b].into_iter().zip(resolved.ends)).map(part).collect()
    }

    /// The date becomes what the text speaks of, unless it only dates a state of affairs, an aside or the article.
    fn remember(&mut self, timex: &Timex, f: &Found, tense: Tense) {
        let Some((first, last)) = timex.interval.and_then(|i| i.first().zip(i.last())) else { return };
        if !self.is_story(timex) {
            return;
        }
        // `On 22 July` that took its year from a full date before hands it on.
        let passed_on = timex.basis == DateBasis::YearInferred && !self.setting.is_narrative;
        // `eleven days earlier`, `in March of the following year`: counted from a full date they are full.
        let counted = timex.basis == DateBasis::Anchor && self.setting.reference.is_some_and(|r| r.is_full);
        let inherits = (passed_on || counted) && matches!(timex.anchor, Some(Anchor::Timex(_)));
        // `In 1917 the tsar abdicated on 15 March`
        let frame = timex.granularity == Granularity::Year && self.opens_sentence(f.first);
        let reference = Some(Reference {
            first,
            last,
            granularity: timex.granularity,
            timex: self.timexes.len() as u32,
            sentence: timex.sentence,
            is_full: (f.expr.has_year() || inherits)
                && !self.tells_birth(f.first)
                && (timex.granularity <= Granularity::Season || frame),
        });
        if !self.is_aside(timex, first) && self.moves_on(timex, first, last, tense) {
            self.setting.story = reference;
        }
        self.setting.reference = reference;
    }

    /// True for the year of `In 1917 ...` at the head of a sentence.
    fn opens_sentence(&self, first: u32) -> bool {
        let start = self.text.sentences.get(self.text.sentence_of(first) as usize).map_or(0, |s| s.first);
        first == start + 1 && self.text.is(start, words::IN)
    }

    /// `was born on 3 May 1956 and died on 1 June`: the year of a birth is no other date's.
    fn tells_birth(&self, first: u32) -> bool {
        let start = self.text.sentences.get(self.text.sentence_of(first) as usize).map_or(0, |s| s.first);
        let mut before = start.max(first.saturating_sub(BIRTH))..first;
        before.any(|t| self.text.reads(t, "born") || self.text.reads(t, "birth"))
    }

    /// Without a day of publication, the date of a title or heading stands for it: `Situation report, as of 9 October 2023`.
    fn is_story(&self, timex: &Timex) -> bool {
        let sentence = self.text.sentences.get(timex.sentence as usize);
        let heading = sentence.is_some_and(|s| s.heading || s.dateline);
        let is_date = matches!(timex.kind, TimexType::Date | TimexType::Time);
        let stands_for_publication = heading && self.context.published.is_none();
        is_date
            && !timex.creation
            && (stands_for_publication
                || (!heading || self.setting.is_narrative) && timex.signal != Some(Signal::AsOf))
            && timex.granularity <= Granularity::Year
    }

    /// A look back from where the story stands: in the past perfect (`had been occupied in 1943`), or counted in years
    /// (`the previous year`).
    fn is_aside(&self, timex: &Timex, first: NaiveDate) -> bool {
        if self.setting.story.is_none_or(|now| first.year() >= now.first.year()) {
            return false;
        }
        let is_counted = timex.basis == DateBasis::Anchor && timex.granularity >= Granularity::Year;
        let from = timex.first.saturating_sub(PERFECT);
        let mut clause = (from..timex.first).rev().take_while(|t| self.text.tag(*t).pos != Pos::Punctuation);
        is_counted || clause.any(|t| self.text.is(t, words::HAD))
    }

    /// A whole year carries the story on only when it opens a new one; the year already told, a range of years and
    /// a look far back (`the 1614 rules`) leave it where it is.
    fn moves_on(&self, timex: &Timex, first: NaiveDate, last: NaiveDate, tense: Tense) -> bool {
        let Some(now) = self.setting.story else { return true };
        // What is planned (`was to expire on 28 February 2021`) is told ahead of the story.
        let years = first.year() - now.first.year();
        if tense == Tense::Future && first > now.last || tense == Tense::Present && years > 1 {
            return false;
        }
        if timex.granularity != Granularity::Year {
            return true;
        }
        let (year, current) = (first.year(), now.first.year());
        let back = year < current - YEARS_BACK;
        let same = year == current && now.granularity < Granularity::Year;
        // What is planned for a year, or comes decades later, is told ahead of the story.
        let ahead = year > current && tense == Tense::Future || year > current + YEARS_AHEAD;
        first.year() == last.year() && !same && !back && !ahead
    }
}

/// Tokens before a date among which `born` makes it a birth.
const BIRTH: u32 = 8;

/// Tokens before a date among which `had` makes it a look back.
const PERFECT: u32 = 14;

/// A whole year that lies further back than this is an aside.
const YEARS_BACK: i32 = 5;

/// A whole year that lies further ahead than this is an aside.
const YEARS_AHEAD: i32 = 20;
