//! A short true sentence for each event, built from its own words and the actors' canonical names.
//!
//! Knows predicates, their phrases and the cast. Deliberately never cuts a sentence of the article: a headline is put
//! together place by place, and what does not fit is left out whole.

mod begins;
mod broken;
mod circumstance;
mod complement;
mod cut;
mod line;
mod names;
mod noun;
mod number;
mod object;
mod phrase;
mod statement;
mod subject;
mod verb;
mod vocabulary;

use std::cell::Cell;

use crate::actors::Cast;
use crate::events::{
    Aspect, ClauseKind, EventClass, EventMention, EventType, Frames, Modality, Mood, Phrase, Predicate, Tense,
};
use crate::temporal::Timex;
use crate::text::{Pos, Term, Text, VerbForm, words};

use begins::Begins;
use line::{Line, finish};
use verb::VerbGroup;
use vocabulary::Kind;

pub use vocabulary::Headlines;

/// The longest headline, in characters; and the length beyond which no further phrase is added.
const LONGEST: usize = 160;
const ENOUGH: usize = 120;
/// Most lines do not grow by more bytes than this.
const USUAL: usize = 100;
/// How many content clauses are told inside each other.
const DEEPEST: u32 = 3;
/// The longest clause told in its own words, in tokens.
const WIDEST_CONTENT: u32 = 30;

impl Headlines {
    /// Fills the headlines of mentions that could make a line of a timeline: capital first letter, no final stop, at
    /// most 160 characters. One stays empty where the words give no sentence: nobody named, a clause not read whole,
    /// a statement of which nothing is known.
    ///
    /// `mentions` must be parallel to `predicates`; only those that are `wanted` get one. Complexity: linear in their
    /// number and length.
    #[expect(clippy::too_many_arguments, reason = "everything that was read in one article")]
    pub fn fill(
        &self,
        text: &Text<'_>,
        cast: &Cast,
        timexes: &[Timex],
        frames: &Frames,
        predicates: &[Predicate],
        mentions: &mut [EventMention],
        wanted: impl Fn(&EventMention) -> bool,
    ) {
        let begins = Begins::new(cast, text.tokens.len());
        let children = children(predicates);
        for i in 0..mentions.len() {
            if !mentions.get(i).is_some_and(|m| may_be_line(m) && wanted(m)) {
                continue;
            }
            let vocabulary = self;
            let writer = Writer {
                text,
                cast,
                timexes,
                frames,
                predicates,
                mentions,
                children: &children,
                begins: &begins,
                vocabulary,
                varies: Cell::new(false),
                root: Cell::new(i),
            };
            let headline = writer.headline(i);
            if let Some(mention) = mentions.get_mut(i) {
                mention.headline = headline;
            }
        }
    }
}

/// False for what is told elsewhere (a noun in its light verb), for mere purposes, conditions and possibilities, and
/// for an action that no frame knows, in which nobody takes part and that no clause in the past tells.
fn may_be_line(mention: &EventMention) -> bool {
    let side = matches!(mention.clause, ClauseKind::Purpose | ClauseKind::Condition);
    let open = matches!(mention.modality, Modality::Possible | Modality::Hypothetical);
    let known =
        mention.event_type != EventType::Other || mention.rules.iter().any(|r| r.starts_with("frame."));
    let governs = mention.class != EventClass::Occurrence;
    let past = !mention.nominal && matches!(mention.tense, Tense::Past | Tense::PastParticiple);
    let ahead = !mention.nominal && mention.tense == Tense::Future && mention.object.is_some();
    let told = known || governs || past || ahead || !mention.actors.is_empty() || !mention.targets.is_empty();
    // `a woman named Una Berg`
    let naming = mention.clause == ClauseKind::ReducedRelative && mention.lemma == "name";
    let state = mention.nominal && mention.class == EventClass::State;
    mention.absorbed_by.is_none() && !state && !side && !open && !naming && told
}

/// The noun that governs a clause is among the words of the verb that the clause hangs on; not in `said that its move to
/// give away cases is good`.
fn stands_in_parent(predicates: &[Predicate], predicate: &Predicate, noun: u32) -> bool {
    let Some(parent) = predicate.parent.and_then(|p| predicates.get(p as usize)) else { return false };
    let direct = parent.subject.iter().chain(&parent.object).chain(&parent.recipient);
    let mut phrases = direct.chain(parent.prepositional.iter().map(|p| &p.phrase));
    phrases.any(|p| p.first <= noun && noun < p.extent.max(p.end))
}

/// For each predicate its first complement: the content of a verb of saying, the infinitive of `decided to`.
fn children(predicates: &[Predicate]) -> Vec<Option<u32>> {
    let mut children: Vec<Option<u32>> = vec![None; predicates.len()];
    for (i, predicate) in predicates.iter().enumerate() {
        let complement = matches!(
            predicate.kind,
            ClauseKind::Content | ClauseKind::Infinitive | ClauseKind::GerundComplement
        );
        // `a process of establishing ties was launched`: what stands before the verb hangs on its subject.
        let follows =
            predicate.kind == ClauseKind::Content || predicate.parent.is_some_and(|p| (p as usize) < i);
        let complement =
            complement && predicate.governor_noun.is_none_or(|n| stands_in_parent(predicates, predicate, n));
        let parent =
            predicate.parent.filter(|_| complement && follows).and_then(|p| children.get_mut(p as usize));
        if let Some(child) = parent {
            child.get_or_insert(i as u32);
        }
    }
    children
}

/// How much a sentence tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// Everything that fits.
    Full,
    /// The same, lists of names as written: `the Donetsk and Lugansk People's Republics`.
    Written,
    /// No prepositional phrases in clauses inside.
    Short,
    /// No prepositional phrases at all, names without conjuncts' of-phrases.
    Bare,
}

/// What a clause tells after its verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Nothing: `Shares fell`.
    Nothing,
    /// Only where, with whom and the like: `said in Geneva`.
    Circumstance,
    /// An object or a complement.
    Matter,
}

/// One clause that is being told.
struct Scene<'a> {
    predicate: &'a Predicate,
    mention: &'a EventMention,
    /// Its complement, by index.
    child: Option<usize>,
    detail: Detail,
    /// How many clauses it stands inside.
    depth: u32,
}

struct Writer<'a, 't> {
    text: &'a Text<'t>,
    cast: &'a Cast,
    timexes: &'a [Timex],
    frames: &'a Frames,
    predicates: &'a [Predicate],
    mentions: &'a [EventMention],
    children: &'a [Option<u32>],
    begins: &'a Begins,
    vocabulary: &'a Headlines,
    /// Whether less detail would have given other words than were told last.
    varies: Cell<bool>,
    /// The outermost clause that is told, by index.
    root: Cell<usize>,
}

impl Writer<'_, '_> {
    fn headline(&self, i: usize) -> String {
        let (Some(predicate), Some(mention)) = (self.predicates.get(i), self.mentions.get(i)) else {
            return String::new();
        };
        for detail in [Detail::Full, Detail::Written, Detail::Short, Detail::Bare] {
            self.varies.set(false);
            let own = || {
                let core = match predicate.kind {
                    ClauseKind::Nominal => self.nominal(i, detail),
                    _ => self.clause(i, detail, 0),
                };
                core.and_then(|core| self.hedged(core.words, mention))
            };
            let claim = self.claim(mention, detail).map(|claim| claim.words);
            let headline = claim.or_else(own).map(|line| finish(&line));
            let printable = |line: &String| {
                line.chars().count() <= LONGEST
                    && !line.starts_with('\'')
                    && !self.speaks_of_self(line)
                    && !self.breaks_off(line)
            };
            if let Some(headline) = headline.filter(printable) {
                return headline;
            }
            if !self.varies.get() {
                break;
            }
        }
        String::new()
    }

    /// True for words after which something is missing: `said that he had seen the`.
    fn breaks_off(&self, line: &str) -> bool {
        let start = line.bytes().rposition(|byte| byte == b' ').map_or(0, |blank| blank + 1);
        let last = line.get(start..).unwrap_or_default();
        self.vocabulary.is(self.text.lexicon.get(last), Kind::Unfinished)
    }

    /// Whether a clause is told with its prepositional phrases; asked only where there are some.
    fn tells_phrases(&self, scene: &Scene<'_>) -> bool {
        self.varies.set(true);
        scene.detail <= Detail::Written || scene.depth == 0 && scene.detail == Detail::Short
    }

    /// Whether a clause is told in this detail or more; asked only where it makes a difference.
    fn tells(&self, scene: &Scene<'_>, detail: Detail) -> bool {
        self.varies.set(true);
        scene.detail <= detail
    }

    /// Subject, verb group, objects, complement, prepositional phrases, place.
    fn clause(&self, i: usize, detail: Detail, depth: u32) -> Option<Line> {
        let (predicate, mention) = (self.predicates.get(i)?, self.mentions.get(i)?);
        let scene = Scene { predicate, mention, child: self.child(i, depth), detail, depth };
        if depth == 0 {
            self.root.set(i);
        }
        if depth == 0 && mention.modality == Modality::Requested {
            // What is only asked for is told by who asks for it.
            return predicate.parent.and_then(|parent| self.clause_around(parent as usize, detail));
        }
        if depth == 0 && (self.is_vaguely_ahead(predicate, mention) || self.has_condition(i)) {
            return None;
        }
        let progressive = matches!(predicate.aspect, Aspect::Progressive | Aspect::PerfectiveProgressive);
        if depth == 0 && progressive && predicate.kind == ClauseKind::Content {
            // `announced that it was leaving`: that it is under way is what was announced.
            return predicate.parent.and_then(|parent| self.clause_around(parent as usize, detail));
        }
        if predicate.kind == ClauseKind::Relative && self.text.is(predicate.token, words::DID) {
            // `asked to submit his work, which he did`: the verb stands for another.
            return None;
        }
        if predicate.subject.as_ref().is_some_and(|s| self.is_no_subject(s, predicate.kind, depth)) {
            return None;
        }
        if predicate.subject.is_none() && mention.actors.is_empty() {
            return self.without_subject(&scene);
        }
        let (mut line, number) = self.subject(&scene)?;
        if verb::written_number(self.text, predicate).is_some_and(|n| n != number)
            && self.is_sure_of_number(predicate, number)
        {
            // `police ... was killed`: the subject belongs to another verb.
            return None;
        }
        let limits = |adverb: Term| self.vocabulary.is(adverb, Kind::Limiting);
        let mut group = VerbGroup::new(self.text, predicate, mention, number).limited(limits);
        if self.is_heading(predicate) && group.tense == Tense::Present {
            group.tense = Tense::Past;
        }
        group.inside = depth > 0;
        if self.is_limited_ahead(predicate) {
            return None;
        }
        let phrases = predicate.subject.iter().chain(&predicate.object);
        group.negated &= !phrases.clone().any(|p| self.vocabulary.is(self.text.term(p.first), Kind::None));
        line.push(&group.words()?);
        line.reach = line.reach.max(predicate.end);
        let passive = group.passive;
        let reports = mention.class == EventClass::Reporting || scene.child.is_some();
        if !reports && self.is_broken(predicate, passive) {
            return None;
        }
        let told = self.complete(&mut line, &scene)?;
        self.told_whole(line, told, &scene, passive)
    }

    /// True for `if any fund was connected to it`, `hardly any voters came`, `less than the club expected`, `not
    /// one of them left`, and for `What hurt him, he said, was the delay`.
    fn is_no_subject(&self, subject: &Phrase, kind: ClauseKind, depth: u32) -> bool {
        let before = subject.first.checked_sub(1);
        let aside = matches!(kind, ClauseKind::Relative | ClauseKind::ReducedRelative);
        let hardly = before.is_some_and(|b| self.text.tag(b).pos == Pos::Adverb);
        let any = (aside || hardly) && matches!(self.text.word(subject.first), "any" | "Any");
        let than = before.is_some_and(|b| self.text.is(b, words::THAN));
        let not = before.is_some_and(|b| self.text.tag(b).pos == Pos::Negation);
        depth == 0 && (any || than) || not || self.text.is(subject.head, words::WHAT)
    }

    /// `fell [short of winning]`: the verb without what was not reached says something else.
    fn is_almost(&self, line: &Line) -> bool {
        let almost = |t: u32| self.vocabulary.is(self.text.term(t), Kind::Almost);
        let opens = |t: u32| [words::OF, words::TO, words::FROM].iter().any(|w| self.text.is(t, *w));
        let gerund = |t: u32| self.text.tag(t).form == VerbForm::Gerund;
        (line.reach.saturating_sub(1)..=line.reach).any(|t| almost(t) && opens(t + 1) && gerund(t + 2))
    }

    /// `would only sign once the port was open`: that it would sign is not what was said.
    fn is_limited_ahead(&self, predicate: &Predicate) -> bool {
        let open = matches!(predicate.mood, Mood::Would | Mood::Future | Mood::Possible);
        open && (predicate.first..predicate.token).any(|t| self.text.is(t, words::ONLY))
    }

    /// The line where what was told after its verb makes a sentence.
    fn told_whole(&self, line: Line, told: Told, scene: &Scene<'_>, passive: bool) -> Option<Line> {
        let (predicate, mention) = (scene.predicate, scene.mention);
        let content = scene.child.and_then(|child| self.predicates.get(child));
        let infinitive = content.is_some_and(|p| p.kind == ClauseKind::Infinitive);
        let before = predicate.object.as_ref().is_some_and(|o| o.end <= predicate.first);
        let misread = infinitive || before || scene.child.is_none() && predicate.object.is_some();
        if predicate.lemma == words::SAY && misread && !passive {
            // `said an editorial`: who spoke, misread as what was said; `said it was too early to judge`.
            return None;
        }
        if self.is_almost(&line) {
            return None;
        }
        if told == Told::Matter && self.tells_nothing(predicate, &line) {
            return None;
        }
        if predicate.lemma == words::DO && predicate.object.is_none() && !passive {
            return None; // `did more for the town`
        }
        match told {
            Told::Matter => Some(line),
            _ if mention.class == EventClass::Reporting && !passive => self.statement(scene, line),
            // `"We did not listen," he conceded`
            Told::Nothing if self.follows_quotation(predicate) => None,
            _ if self.leaves_infinitive(&line, predicate.lemma) => None,
            // `was led out and [turned] to make a face`: hardly a passive of the verb before.
            Told::Nothing if self.leaves_row(&line, predicate) => None,
            Told::Circumstance => Some(line),
            Told::Nothing => {
                // `A state of emergency was declared` says all, `the man was declared` does not.
                let framed = !matches!(mention.event_type, EventType::Other | EventType::Statement);
                let open = self.vocabulary.is(predicate.lemma, Kind::Open)
                    && !(framed && mention.targets.is_empty() && self.closes_clause(predicate.end));
                let moves = predicate.particle.is_some() && self.vocabulary.is(predicate.lemma, Kind::Moving);
                let alone = moves || self.vocabulary.is(predicate.lemma, Kind::Alone);
                (passive && !open || alone).then_some(line)
            }
        }
    }

    /// `told the Harlow Times [that it was over]`: whom it was told and not what; but `told a story`.
    fn tells_nothing(&self, predicate: &Predicate, line: &Line) -> bool {
        let told = predicate.lemma == words::TELL && !predicate.passive;
        let hearer = predicate.object.as_ref().or(predicate.recipient.as_ref()).filter(|_| told);
        // What was said may stand before the verb: `"It is over," he told the Times`.
        let said = || line.words.contains(" that ") || line.words.contains(" whether ");
        hearer.is_some_and(|h| self.text.tag(h.head).pos == Pos::ProperNoun && line.reach <= h.end) && !said()
    }

    /// The clause around the one asked for, in whose place it is told.
    fn clause_around(&self, i: usize, detail: Detail) -> Option<Line> {
        self.root.set(i);
        self.clause(i, detail, 1)
    }

    /// True right after a quotation, which is what was conceded, promised or joked.
    fn follows_quotation(&self, predicate: &Predicate) -> bool {
        let first = predicate.subject.as_ref().map_or(predicate.first, |s| s.first.min(predicate.first));
        // `Hale said: "The mill will close"`
        let said = predicate.passive || predicate.tense == Tense::Future;
        let opens = said && self.text.quotes.binary_search_by_key(&first, |q| q.first).is_ok();
        !opens && first.checked_sub(1).is_some_and(|t| self.text.is(t, words::QUOTE))
    }

    /// True when the infinitive right after the words told was not told: `was supposed [to be warm]`.
    pub(super) fn leaves_infinitive(&self, line: &Line, lemma: Term) -> bool {
        let not = u32::from(self.text.tag(line.reach).pos == Pos::Negation);
        let to = line.reach + not;
        let verb = self.text.tag(to + 1);
        line.reach > 0
            && (self.vocabulary.is(lemma, Kind::Open) || verb.pos == Pos::Auxiliary || not > 0)
            && self.text.is(to, words::TO)
            && (verb.pos == Pos::Auxiliary || verb.form == VerbForm::Base && verb.pos == Pos::Verb)
    }

    /// Adds what follows the verb. Nothing comes back where a part cannot be told: an object that is a pronoun
    /// nobody resolved.
    fn complete(&self, line: &mut Line, scene: &Scene<'_>) -> Option<Told> {
        let predicate = scene.predicate;
        let mut told = Told::Nothing;
        let last = self.row_of_infinitives(predicate).filter(|_| line.reach == predicate.end);
        if let Some(last) = last {
            let comma = self.text.is(predicate.end, words::COMMA);
            line.words.push_str(if comma { "" } else { " " });
            line.words.push_str(self.text.words(predicate.end, last.end));
            line.reach = last.end;
        }
        for phrase in predicate.recipient.iter().chain(&last.unwrap_or(predicate).object) {
            if self.hides_preposition(line.reach, phrase.first) {
                return None;
            }
            self.before_object(line, phrase);
            line.append(&self.object_words(phrase, scene)?);
            // `warned travellers of storms`: the of-phrase says what.
            let whole = line.reach > phrase.end;
            told = if self.is_addressee(phrase, scene) && !whole { told } else { Told::Matter };
        }
        self.after_object(line, predicate, &mut told);
        self.quoted_complement(line, scene, &mut told)?;
        if self.lacks_name(line, predicate) || self.lacks_state(line, predicate) {
            return None;
        }
        let inner = scene.child.and_then(|child| self.complement(child, scene.detail, scene.depth + 1));
        let required = scene.child.and_then(|child| self.predicates.get(child));
        let needed = |p: &Predicate| {
            let said = p.kind == ClauseKind::GerundComplement && p.lemma == words::SAY;
            said || p.kind == ClauseKind::Infinitive
        };
        if inner.is_none() && required.is_some_and(needed) {
            // `asked the envoy` is not what happened where he was asked to leave.
            return None;
        }
        // What stands before the complement belongs to the verb: `told reporters in Geneva that ...`.
        let until = scene.child.and_then(|c| self.predicates.get(c)).map_or(u32::MAX, |c| c.first);
        self.circumstances(line, scene, until, &mut told);
        let between = required.map_or(Some(""), |gerund| self.before_gerund(line, gerund));
        // `warned that riots could spread [despite efforts] to calm them`: the noun of the infinitive was left out.
        let hangs = |p: &Predicate| p.governor_noun.is_some_and(|n| n >= line.reach && n > predicate.token);
        let inner = inner.filter(|_| !required.is_some_and(hangs));
        if let (Some(inner), Some(between)) = (inner, between) {
            line.push(between);
            line.append(&inner);
            told = Told::Matter;
        }
        if scene.depth == 0 && scene.mention.place.is_some() && self.tells(scene, Detail::Written) {
            self.place(line, scene.mention);
        }
        Some(told)
    }

    fn is_heading(&self, predicate: &Predicate) -> bool {
        self.text.sentences.get(predicate.sentence as usize).is_some_and(|s| s.heading)
    }
}

#[cfg(test)]
mod tests;
