//! A range of tokens in words, names in their canonical form.
//!
//! Knows tokens and the names of the cast. Does not know which of them a headline needs.

use super::names;
use super::{DEEPEST, Detail, ENOUGH, Line, Scene, USUAL, WIDEST_CONTENT, Writer};
use crate::actors::{Actor, ActorKind, ActorMention, Reference};
use crate::events::{ClauseKind, Phrase, Predicate, extend_of};
use crate::text::{Pos, Shape, words};

impl Writer<'_, '_> {
    /// An object: as [`Self::words_of`], but a pronoun that the cast leaves open is told as what it surely means, the
    /// thing that the clause before did something to, else as it stands.
    pub(super) fn object_words(&self, phrase: &Phrase, scene: &Scene<'_>) -> Option<Line> {
        if let Some(line) = self.words_of(phrase, scene) {
            // The clause layer gives `it` the object of the clause before, which stands before this verb.
            let aside = matches!(scene.predicate.kind, ClauseKind::Relative | ClauseKind::ReducedRelative);
            // `sent them to Paris`: of several the cast may know all and the line still names none.
            let bare = phrase.end == phrase.first + 1
                && self.text.tag(phrase.first).pos == Pos::Pronoun
                && self.text.is(phrase.first, words::THEM)
                && line.words == "them";
            if bare && scene.depth == 0 {
                return None;
            }
            let told = phrase.end <= scene.predicate.first && !scene.predicate.passive && !aside;
            return Some(match told {
                true => Line::of(names::definite(&line.words), scene.predicate.end),
                false => line,
            });
        }
        let alone = phrase.end == phrase.first + 1;
        let it = self.text.is(phrase.first, words::IT);
        if !alone || !(it || self.text.is(phrase.first, words::THEM)) {
            return None;
        }
        // Alone it says nothing: `The rebels captured it`.
        (scene.depth > 0).then(|| Line::new(&self.text.word(phrase.first).to_lowercase(), phrase.end))
    }

    /// The phrase with its of-phrases and the clause its noun governs; nothing when it is only a pronoun that was
    /// not resolved.
    pub(super) fn words_of(&self, phrase: &Phrase, scene: &Scene<'_>) -> Option<Line> {
        if let Some(names) = self.names_only(phrase).filter(|_| self.tells(scene, Detail::Full)) {
            return Some(Line::of(names, phrase.end));
        }
        let alone = phrase.end == phrase.first + 1 && self.text.tag(phrase.first).pos == Pos::Pronoun;
        let word = self.text.word(phrase.first);
        let reflexive = word.ends_with("self") || word.ends_with("selves");
        if alone && reflexive {
            return Some(Line::new(word, phrase.end));
        }
        // `most of the residents`, not `most of them`
        let part = self.text.is(phrase.end, words::OF)
            && self.text.tag(phrase.end + 1).pos != Pos::Pronoun
            && !self.is_time_after(phrase.end);
        if alone && !part && self.mention_at(phrase.first).is_none() || self.holds_open_pronoun(phrase) {
            return None;
        }
        let whose = phrase.first.checked_sub(1).filter(|t| self.text.is(*t, words::WHOSE));
        let owner = match whose {
            Some(whose) => Some(self.owner_before(whose)?),
            None => None,
        };
        let end = self.before_time(phrase, extend_of(self.text, phrase.end));
        // `at least six people` is cut after its preposition, `about six people` before its number.
        let at_least = self.text.is(phrase.first, words::LEAST) || self.text.is(phrase.first, words::MOST);
        let at = phrase.first.checked_sub(1).filter(|at| {
            let about = self.text.is(*at, words::ABOUT) && self.text.tag(*at).pos == Pos::Adverb;
            at_least && self.text.is(*at, words::AT) || about
        });
        let mut words = self.words_between(at.unwrap_or(phrase.first), end, scene);
        if let Some(owner) = owner {
            words.insert_str(0, &owner);
        }
        // A phrase that was cut before its noun reads as broken off.
        let glued = self.text.tokens.get(end as usize - 1).is_some_and(|t| !t.spaced);
        // `six AK-47 rifles` cut before its hyphen.
        let hyphen = self.text.is(end, words::HYPHEN)
            && self.text.tokens.get(end as usize + 1).is_some_and(|t| !t.spaced);
        // `broke [Hansen]'s record`
        let owner = self.text.tag(end).pos == Pos::Possessive;
        if hyphen
            || owner
            || !glued && matches!(self.text.tag(end - 1).pos, Pos::Determiner | Pos::Preposition)
        {
            return None;
        }
        if words.is_empty() || self.lacks_noun(phrase, end) {
            return None;
        }
        let mut line = Line::of(words, end);
        self.noun_phrases(&mut line, phrase.head, scene);
        if let Some(clause) = self.governed(line.reach, scene) {
            line.append(&clause);
        }
        (!self.leaves_of(line.reach)).then_some(line)
    }

    /// `declared a state of emergency [two days later]`: the end of the words before a date that reaches beyond them.
    fn before_time(&self, phrase: &Phrase, end: u32) -> u32 {
        let timex = self.timexes.get(self.timexes.partition_point(|t| t.end <= end));
        timex.filter(|t| phrase.head < t.first && t.first < end).map_or(end, |t| t.first)
    }

    /// `Judge Cole, [whose] decision was upheld`: the name before, as owner.
    fn owner_before(&self, whose: u32) -> Option<String> {
        let comma = whose.checked_sub(1).filter(|t| self.text.is(*t, words::COMMA));
        let end = comma.unwrap_or(whose);
        let from = self.cast.mentions.partition_point(|m| m.first + WIDEST_CONTENT < end);
        let near = self.cast.mentions.iter().skip(from).take_while(|m| m.first < end);
        let mention = near.filter(|m| m.end == end).find(|m| m.actors.len() == 1)?;
        let name = &self.cast.actors.get(*mention.actors.first()? as usize)?.name;
        (!is_nameless(name)).then(|| possessive(&self.vocabulary.with_article(name)) + " ")
    }

    /// The phrases of an event noun that follow it: `talks [with Network Rail]`.
    fn noun_phrases(&self, line: &mut Line, head: u32, scene: &Scene<'_>) {
        let at = self.predicates.partition_point(|p| p.token < head);
        let noun = self.predicates.get(at).filter(|p| p.token == head && p.kind == ClauseKind::Nominal);
        for phrase in noun.iter().flat_map(|n| &n.prepositional) {
            let follows = phrase.preposition == line.reach && self.tells_phrases(scene);
            let words = Some(phrase).filter(|_| follows).and_then(|p| self.prepositional_words(p, scene));
            match words.filter(|w| line.words.len() + w.words.len() < ENOUGH) {
                Some(words) => line.append(&words),
                None => return,
            }
        }
    }

    /// The words from `first` to `end` with canonical names; brackets and quotation marks are left out.
    pub(super) fn words_between(&self, first: u32, end: u32, scene: &Scene<'_>) -> String {
        let opens = self.text.sentences.get(scene.predicate.sentence as usize).map(|s| s.first);
        let mut line = String::with_capacity(USUAL);
        let (mut token, mut brackets, mut gap) = (first, 0, false);
        while token < end {
            let spaced = || self.text.tokens.get(token as usize).is_some_and(|t| t.spaced);
            if self.is_left_out(token, &mut brackets) {
                gap |= spaced();
                token += 1;
            } else if let Some((name, after)) = self.name_within(first, token, end, scene) {
                if after == end && self.describes_person(first, token) {
                    line.clear(); // `company chief Ana Ruiz` is Ana Ruiz
                }
                token = after;
                // `the mayor, Ana Ruiz, and her deputy`: the words before the comma were told by her name already.
                let again = line.trim_end().strip_suffix(',').filter(|told| told.ends_with(name.as_str()));
                if let Some(told) = again.map(str::len) {
                    line.truncate(told);
                    token +=
                        u32::from(self.text.is(after, words::COMMA) && self.text.is(after + 1, words::AND));
                } else {
                    push_name(&mut line, &name);
                }
            } else if token > first && self.is_renamed_owner(&line, token) {
                line.push('\'');
                token += 1;
            } else {
                line.push_str(if (gap || spaced()) && !line.is_empty() { " " } else { "" });
                self.write(token, &mut line, opens);
                (token, gap) = (token + 1, false);
            }
        }
        let used = line.trim_end().trim_end_matches([',', ';', ':']).len();
        line.truncate(used);
        match line.starts_with(char::is_whitespace) {
            true => line.trim_start().to_owned(),
            false => line,
        }
    }

    /// True for quotation marks and for what stands in `brackets`, of which it counts the open ones.
    fn is_left_out(&self, token: u32, brackets: &mut u32) -> bool {
        *brackets += u32::from(self.text.is(token, words::OPEN_PAREN));
        if *brackets == 0 {
            return self.text.is(token, words::QUOTE);
        }
        *brackets -= u32::from(self.text.is(token, words::CLOSE_PAREN));
        true
    }

    /// The name that begins at a token of `first..end`, as it is written there, and one past its last token.
    fn name_within(&self, first: u32, token: u32, end: u32, scene: &Scene<'_>) -> Option<(String, u32)> {
        let named = self.named_from(token, end).filter(|m| !self.is_modifier(m, end))?;
        // `Superior Court [Judge Ana Ruiz] and a guard`: without the title the words before it hang in the air.
        let inside = token > first && named.end < end;
        if inside && self.drops_title(named) && is_nominal(self.text.tag(token - 1).pos) {
            return None;
        }
        Some((self.name(named, first, token, scene)?, named.end))
    }

    /// The mark of `America's revolution`, where the line has `the United States`.
    fn is_renamed_owner(&self, line: &str, mark: u32) -> bool {
        let owner = self.text.tag(mark).pos == Pos::Possessive && line.ends_with('s');
        owner && !line.ends_with(self.text.word(mark - 1))
    }

    /// The words before the name of a person only say who that is: `former England captain`.
    fn describes_person(&self, first: u32, name: u32) -> bool {
        let person = self.mention_at(name).and_then(|m| m.actors.first());
        let person = person.and_then(|a| self.cast.actors.get(*a as usize)).map(|a| a.kind);
        // `the sheriff's spokesman Ana Ruiz`, `his counterpart, Ana Ruiz`
        let plain = |t: u32| {
            matches!(
                self.text.tag(t).pos,
                Pos::Noun | Pos::Adjective | Pos::Determiner | Pos::ProperNoun | Pos::Possessive
            )
        };
        let described = (first..name).any(|t| matches!(self.text.tag(t).pos, Pos::Noun | Pos::Adjective))
            || self.text.tag(first).pos == Pos::Determiner
                && name == first + 1
                && self.mention_at(name).is_some_and(|m| m.reference == Reference::Role)
            || self.mention_at(name).is_some_and(|m| self.drops_title(m));
        person == Some(ActorKind::Person) && described && (first..name).all(plain)
    }

    /// `U.S. District [Judge Ana Ruiz]`: the name is the end of the words that mention it.
    fn drops_title(&self, mention: &ActorMention) -> bool {
        let actor = mention.actors.first().and_then(|a| self.cast.actors.get(*a as usize));
        let words = self.text.words(mention.first, mention.end);
        actor.is_some_and(|a| words.len() > a.name.len() && words.ends_with(a.name.as_str()))
    }

    /// The resolved mention that covers the token, if it begins there.
    pub(super) fn mention_at(&self, token: u32) -> Option<&ActorMention> {
        self.cast.mentions.get(self.begins.at(token)?)
    }

    /// The widest resolved mention that begins at `token`, or after an article there, and ends by `end`.
    pub(super) fn named_from(&self, token: u32, end: u32) -> Option<&ActorMention> {
        let article = self.text.is(token, words::THE);
        let mention = self.mention_at(token).or_else(|| self.mention_at(token + 1).filter(|_| article));
        mention.filter(|m| m.end <= end)
    }

    /// How the mention that begins at `start` (an article before it included) is written in a phrase that begins at
    /// `first`; nothing when its own words read better.
    fn name(&self, mention: &ActorMention, first: u32, start: u32, scene: &Scene<'_>) -> Option<String> {
        let others = self.text.is(start, words::THEIR) && self.is_single_state(scene.predicate);
        if self.own_pronoun(mention, scene.predicate)
            || self.means_teller(mention, scene)
            || self.is_own_words(mention, start) && !others
        {
            return None;
        }
        // `former Poland captain X`: the adjective goes with the office, not with the name.
        let described = start > first && self.text.tag(start - 1).pos == Pos::Adjective;
        if described && self.is_person(mention) {
            return None;
        }
        // `the new Transport Ministry`: an article stands before the name already.
        let inside = start > first && is_nominal(self.text.tag(start - 1).pos);
        // `residents of these territories`: the words are shorter than the names and as true.
        let many =
            mention.actors.len() > 1 && matches!(mention.reference, Reference::Anaphor | Reference::Role);
        let list = mention.actors.len() > 1 && mention.reference == Reference::Name;
        let many = many && !others;
        if many && start > first || list && !self.tells(scene, Detail::Full) {
            return None;
        }
        let place = (start, mention.end);
        let all = mention.actors.iter().filter_map(|actor| self.actor_name(*actor, place, inside));
        let name = names::join(all.collect());
        // `from that province`
        let pointed = start > first && [words::THAT, words::THIS].contains(&self.text.term(start - 1));
        if pointed && mention.reference == Reference::Anaphor {
            return None;
        }
        // `the experienced Russian navy`
        if described && mention.reference == Reference::Name && name.contains("'s ") {
            return None;
        }
        if self.text.tag(mention.first).pos == Pos::Determiner && mention.reference == Reference::Pronoun {
            return Some(possessive(&name));
        }
        (!name.is_empty()).then_some(name)
    }

    /// True where the subject is one state, which is `it`: `Russia signed treaties with their leaders`.
    fn is_single_state(&self, predicate: &Predicate) -> bool {
        let named = predicate.subject.as_ref().and_then(|s| self.named_from(s.first, s.end));
        let [actor] = named.map_or(&[][..], |m| &m.actors) else { return false };
        self.cast.actors.get(*actor as usize).is_some_and(|a| a.kind == ActorKind::State)
    }

    fn is_person(&self, mention: &ActorMention) -> bool {
        let actors = mention.actors.iter().filter_map(|a| self.cast.actors.get(*a as usize));
        mention.reference == Reference::Name && actors.clone().any(|a| a.kind == ActorKind::Person)
    }

    /// Demonyms, `its embassy in Damascus`, `a California court`, `the town of Goma`, `two A380s` and people without a
    /// name read better as written.
    fn is_own_words(&self, mention: &ActorMention, start: u32) -> bool {
        if mention.reference == Reference::Pronoun {
            return false;
        }
        let owned =
            [words::ITS, words::THEIR, words::HIS, words::HER].iter().any(|w| self.text.is(start, *w));
        let before =
            start.checked_sub(1).filter(|b| self.text.is(*b, words::A) || self.text.is(*b, words::AN));
        let of = mention.reference == Reference::Anaphor && self.text.is(mention.end, words::OF);
        let mut actors = mention.actors.iter().filter_map(|a| self.cast.actors.get(*a as usize));
        // `the U.S. District Court`
        let body = self.text.word(mention.first).starts_with("U.S") && mention.end > mention.first + 2;
        owned
            || body
            || before.is_some()
            || of
            || mention.reference == Reference::Demonym
            || actors.clone().any(|a| is_told_apart(&a.name))
            || actors.any(|a| is_nameless(&a.name) || is_model(a) && mention.reference != Reference::Anaphor)
    }

    /// The name of an actor mentioned from `start` to `end`. One written in its canonical form keeps the article it has
    /// in the text; others take the usual one, none `inside` a phrase.
    fn actor_name(&self, actor: u32, (start, end): (u32, u32), inside: bool) -> Option<String> {
        let name = &self.cast.actors.get(actor as usize)?.name;
        if inside {
            return Some(name.clone());
        }
        let article = self.text.is(start, words::THE);
        if is_nameless(name) || article && self.text.words(start + 1, end) == name {
            return Some(format!("the {name}"));
        }
        if self.text.words(start, end) == name {
            return Some(name.clone());
        }
        if article && is_model(self.cast.actors.get(actor as usize)?) {
            return Some(format!("the {name}"));
        }
        Some(self.vocabulary.with_article(name))
    }

    /// A name or demonym before a noun stays as written: `the UN meeting`, `Russian troops`.
    fn is_modifier(&self, mention: &ActorMention, end: u32) -> bool {
        // `the Kenyan and UN observers`: the noun follows the second name.
        let second = self.mention_at(mention.end + 1).filter(|_| self.text.is(mention.end, words::AND));
        let next = self.text.tag(second.map_or(mention.end, |m| m.end)).pos;
        let hyphen = self.text.is(mention.end, words::HYPHEN);
        mention.end < end
            && (matches!(next, Pos::Noun | Pos::ProperNoun | Pos::Adjective | Pos::Verb) || hyphen)
            && !matches!(mention.reference, Reference::Pronoun)
    }

    /// `its`, `their` that mean the subject of the same sentence stay.
    fn own_pronoun(&self, mention: &ActorMention, predicate: &Predicate) -> bool {
        let inside = |s: &&Phrase| s.first <= mention.first && mention.end <= s.end;
        let subject = predicate.subject.as_ref().filter(|s| !inside(s));
        let same =
            subject.and_then(|s| self.named_from(s.first, s.end)).is_some_and(|m| m.actors == mention.actors);
        if self.text.tag(mention.first).pos == Pos::Determiner && mention.reference == Reference::Pronoun {
            return same || mention.actors.len() > 1 || self.may_own(mention.first, predicate);
        }
        let first_person = [words::WE, words::I].iter().any(|w| self.text.is(mention.first, *w));
        // `the airline` that seems to mean the subject itself was misread.
        let backward = mention.reference == Reference::Anaphor && same;
        backward
            || mention.reference == Reference::Pronoun && !first_person && (same || mention.actors.len() > 1)
    }

    /// `A said that [his] brother left`: a pronoun that means the subject of a clause around its own stays.
    pub(super) fn means_teller(&self, mention: &ActorMention, scene: &Scene<'_>) -> bool {
        if mention.reference != Reference::Pronoun || mention.actors.is_empty() {
            return false;
        }
        let root = self.predicates.get(self.root.get());
        let mut clause = scene.predicate;
        for _ in 0..DEEPEST {
            let parent = clause.parent.and_then(|p| self.predicates.get(p as usize));
            let Some(parent) = parent.filter(|_| root.is_some_and(|root| !std::ptr::eq(root, clause))) else {
                return false;
            };
            let teller = parent.subject.as_ref().and_then(|s| self.mention_of_head(s));
            if teller.is_some_and(|m| m.actors == mention.actors && m.first != mention.first) {
                return true;
            }
            clause = parent;
        }
        false
    }

    /// The mention that a whole phrase or its end is: `his sister [Ana Ruiz]`.
    fn mention_of_head(&self, phrase: &Phrase) -> Option<&ActorMention> {
        (phrase.first..=phrase.head).find_map(|t| self.mention_at(t).filter(|m| m.end == phrase.end))
    }

    /// True when the subject of its own clause could be the owner: a reader takes `his` for him, whoever was meant.
    fn may_own(&self, possessive: u32, predicate: &Predicate) -> bool {
        let Some(subject) = predicate.subject.as_ref().filter(|s| s.end <= possessive) else { return false };
        let mention = self.named_from(subject.first, subject.end);
        let kind = mention.and_then(|m| self.cast.actors.get(*m.actors.first()? as usize)).map(|a| a.kind);
        let personal = [words::HIS, words::HER].iter().any(|w| self.text.is(possessive, *w));
        match kind {
            Some(ActorKind::Person) => personal,
            Some(ActorKind::Unknown) | None => true,
            Some(_) => !personal,
        }
    }

    /// All names of a phrase that consists of names only: `A, B and C`, shared heads told apart.
    fn names_only(&self, phrase: &Phrase) -> Option<String> {
        let first = self.named_from(phrase.first, phrase.end);
        if first.is_none_or(|m| m.end == phrase.end && m.actors.len() < 2) {
            return None;
        }
        let mut all = Vec::new();
        let mut token = phrase.first;
        let mut divided = true;
        while token < phrase.end {
            let named = self.named_from(token, phrase.end).filter(|m| m.reference != Reference::Demonym);
            match named {
                // `its flag`, `police officer Brian Lee`: two mentions that no comma divides are one phrase.
                Some(mention)
                    if divided
                        && !self.is_own_words(mention, token)
                        && self.text.tag(mention.first).pos != Pos::Determiner =>
                {
                    divided = false;
                    let place = (token, mention.end);
                    all.extend(mention.actors.iter().filter_map(|a| self.actor_name(*a, place, false)));
                    token = mention.end;
                }
                Some(_) => return None,
                None if self.text.is(token, words::AND) || self.text.is(token, words::COMMA) => {
                    divided = true;
                    token += 1;
                }
                None => return None,
            }
        }
        (all.len() > 1 && self.text.term(phrase.end) != words::OF).then(|| names::join(all))
    }

    /// A token as written; the capital of a sentence's first word goes unless it is a name.
    fn write(&self, token: u32, line: &mut String, opens: Option<u32>) {
        let word = self.text.word(token);
        let shape = self.text.tokens.get(token as usize).map(|t| t.shape);
        let quoted = token.checked_sub(1).is_some_and(|before| self.text.is(before, words::QUOTE));
        let common = matches!(
            self.text.tag(token).pos,
            Pos::Determiner | Pos::Pronoun | Pos::Noun | Pos::Number | Pos::Adjective | Pos::Adverb
        );
        let quoted = quoted && common;
        let capital = (opens == Some(token) || quoted) && shape == Some(Shape::Capitalized);
        if capital && self.text.tag(token).pos != Pos::ProperNoun {
            line.extend(word.chars().flat_map(char::to_lowercase));
        } else {
            line.push_str(word);
        }
    }
}

/// True for people and bodies that have no name of their own: `rebels`, `ambassador of Chile`.
pub(super) fn is_nameless(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_lowercase)
}

/// True for a name that says which of two is meant: `Georgia (US state)`.
fn is_told_apart(name: &str) -> bool {
    name.ends_with(')')
}

/// True for a model of something: `Airbus A380`.
fn is_model(actor: &Actor) -> bool {
    actor.kind == ActorKind::Unknown && actor.name.bytes().any(|b| b.is_ascii_digit())
}

fn is_nominal(pos: Pos) -> bool {
    matches!(pos, Pos::Adjective | Pos::Noun | Pos::ProperNoun | Pos::Determiner | Pos::Number)
}

fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// Writes a name behind the words before it.
fn push_name(line: &mut String, name: &str) {
    let told = untold(line, name);
    line.truncate(told);
    if line.ends_with('-') {
        // `[co-]counsel Ana Ruiz` is Ana Ruiz
        let word = line.rfind(' ').map_or(0, |space| space + 1);
        line.truncate(word);
    }
    line.push_str(if line.is_empty() || line.ends_with([' ', '-']) { "" } else { " " });
    line.push_str(name);
}

/// The length of a line without its last word where the name that follows begins with it: `Storm` before `Storm Freya`, be
/// it written small because it opens the sentence.
fn untold(line: &str, name: &str) -> usize {
    let last = line.rfind(' ').map_or(0, |space| space + 1);
    let word = line.get(last..).unwrap_or("");
    let first = name.split_once(' ').map_or("", |(first, _)| first);
    if !first.is_empty() && word.eq_ignore_ascii_case(first) { last } else { line.len() }
}
