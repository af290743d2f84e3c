//! The notation of a frame: `accuse target [of object]`, `target's arrest of target`.
//!
//! Grammar: `verb = [role] ['{' sense '}'] lemma ['+' particle] [direct] {slot}`,
//! `direct = role ['{' sense '}'] ['!']`, `slot = preposition filler | '[' preposition role ']'`, `filler = role ['{' sense '}']`,
//! `noun = [role "'s"] ['{' sense '}'] lemma {preposition role}`, `role = actor | target | object | place`
//! (`place` after prepositions only),
//! `sense = name {'|' name}`, a name being a word set of `senses.toml` or else a lemma.
//! The sense before a noun is one of its modifiers: `{military} operation`.
//! A sense, a `!`, a particle and a slot without brackets are conditions; the rest only gives roles.

use super::senses::Senses;
use crate::image::{stored, stored_enum};
use crate::text::{Lexicon, Term};

/// What a participant is in the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Who does it.
    Actor,
    /// To whom.
    Target,
    /// A thing or matter.
    Object,
    /// Where it takes place or leads to.
    Place,
}

/// What stands in a place of a pattern: as the direct object, or after a preposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filler {
    pub(super) role: Role,
    /// Lemmas its head must be one of; empty for any. After a preposition asked for only where required.
    pub(super) sense: Vec<Term>,
    pub(super) required: bool,
}

/// A preposition and what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PrepositionSlot {
    pub(super) preposition: Term,
    pub(super) filler: Filler,
}

/// One way in which a frame shows in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The frame, by index.
    pub(super) frame: u32,
    pub(super) lemma: Term,
    pub(super) particle: Option<Term>,
    /// Role of the subject of a verb, of the possessor of a noun.
    pub(super) subject: Role,
    /// Lemmas of which the subject's head, or a modifier of the noun, must be one; empty for any.
    pub(super) subject_sense: Vec<Term>,
    pub(super) direct: Option<Filler>,
    pub(super) slots: Vec<PrepositionSlot>,
}

stored_enum! { Role { Actor, Target, Object, Place } }
stored! { Filler { role, sense, required } }
stored! { PrepositionSlot { preposition, filler } }
stored! { Pattern { frame, lemma, particle, subject, subject_sense, direct, slots } }

impl Pattern {
    /// How much the pattern asks for: the higher, the more specific.
    pub(super) fn weight(&self) -> u32 {
        let direct =
            self.direct.as_ref().map_or(0, |d| 4 * u32::from(!d.sense.is_empty()) + u32::from(d.required));
        let slots = self.slots.iter().filter(|s| s.filler.required);
        let required: u32 = slots.map(|s| 2 + 4 * u32::from(!s.filler.sense.is_empty())).sum();
        16 * u32::from(self.particle.is_some())
            + 6 * u32::from(!self.subject_sense.is_empty())
            + direct
            + required
    }

    /// True when the direct object decides: `sign object{agreement}`.
    pub(super) fn asks_for_object(&self) -> bool {
        self.direct.as_ref().is_some_and(|d| !d.sense.is_empty())
    }

    /// True when one text could fulfil both patterns although neither asks for more than the other.
    pub(super) fn ties_with(&self, other: &Self) -> bool {
        self.weight() == other.weight()
            && self.particle == other.particle
            && share_sense(&self.subject_sense, &other.subject_sense)
            && share_sense(sense_of(self), sense_of(other))
            && required(self).map(|s| s.preposition).eq(required(other).map(|s| s.preposition))
            && required(self).zip(required(other)).all(|(a, b)| share_sense(&a.filler.sense, &b.filler.sense))
    }
}

fn sense_of(pattern: &Pattern) -> &[Term] {
    pattern.direct.as_ref().map_or(&[], |d| &d.sense)
}

fn share_sense(a: &[Term], b: &[Term]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|t| b.contains(t))
}

fn required(pattern: &Pattern) -> impl Iterator<Item = &PrepositionSlot> {
    pattern.slots.iter().filter(|s| s.filler.required)
}

/// What is wrong with a pattern, and where: the column counts characters from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PatternError {
    pub(super) column: usize,
    pub(super) message: String,
}

/// Reads the pattern of a verb. Grammar: see the module.
pub(super) fn verb(
    source: &str,
    frame: u32,
    senses: &Senses,
    lexicon: &mut Lexicon,
) -> Result<Pattern, PatternError> {
    let mut words = Words::new(source);
    let subject = words.next_if(|w| role(w).is_some()).and_then(role).unwrap_or(Role::Actor);
    let subject_sense = sense_of_subject(&mut words, senses, lexicon)?;
    let head = words.next().ok_or_else(|| words.error("the verb is missing"))?;
    let (lemma, particle) = match head.split_once('+') {
        Some((lemma, particle)) => (lemma, Some(lexicon.intern(particle))),
        None => (head, None),
    };
    let lemma = lemma_term(lemma, &words, lexicon)?;
    let direct = match words.next_if(|w| role(role_name(w)).is_some()) {
        Some(word) => Some(filler(word, &words, senses, lexicon)?),
        None => None,
    };
    let slots = slots(&mut words, true, senses, lexicon)?;
    Ok(Pattern { frame, lemma, particle, subject, subject_sense, direct, slots })
}

/// Reads the pattern of a noun. Grammar: see the module.
pub(super) fn noun(
    source: &str,
    frame: u32,
    senses: &Senses,
    lexicon: &mut Lexicon,
) -> Result<Pattern, PatternError> {
    let mut words = Words::new(source);
    let possessor = words.next_if(|w| w.ends_with("'s")).map(|w| w.trim_end_matches("'s"));
    let subject = match possessor {
        Some(word) => {
            role(word).ok_or_else(|| words.error("the possessor must be actor, target, object or place"))?
        }
        None => Role::Actor,
    };
    let subject_sense = sense_of_subject(&mut words, senses, lexicon)?;
    let lemma = words.next().ok_or_else(|| words.error("the noun is missing"))?;
    let lemma = lemma_term(lemma, &words, lexicon)?;
    let slots = slots(&mut words, false, senses, lexicon)?;
    Ok(Pattern { frame, lemma, particle: None, subject, subject_sense, direct: None, slots })
}

/// The prepositions after the head; outside brackets they are conditions of a verb, never of a noun.
fn slots(
    words: &mut Words<'_>,
    required: bool,
    senses: &Senses,
    lexicon: &mut Lexicon,
) -> Result<Vec<PrepositionSlot>, PatternError> {
    let mut slots = Vec::new();
    while let Some(word) = words.next() {
        let optional = word.strip_prefix('[');
        let preposition = lemma_term(optional.unwrap_or(word), words, lexicon)?;
        let filler = words.next().ok_or_else(|| words.error("a preposition needs a role after it"))?;
        let filler = match optional {
            Some(_) => filler.strip_suffix(']').ok_or_else(|| words.error("the bracket is not closed"))?,
            None => filler,
        };
        let filler = self::filler(filler, words, senses, lexicon)?;
        let filler = Filler { required: required && optional.is_none(), ..filler };
        slots.push(PrepositionSlot { preposition, filler });
    }
    Ok(slots)
}

fn role_name(word: &str) -> &str {
    word.split(['{', '!']).next().unwrap_or(word)
}

fn filler(
    word: &str,
    words: &Words<'_>,
    senses: &Senses,
    lexicon: &mut Lexicon,
) -> Result<Filler, PatternError> {
    let name = role_name(word);
    let role = role(name).ok_or_else(|| words.error("the role must be actor, target, object or place"))?;
    let rest = word.get(name.len()..).unwrap_or("");
    let required = rest.ends_with('!');
    let rest = rest.trim_end_matches('!');
    let sense = if rest.is_empty() { Vec::new() } else { sense(rest, words, senses, lexicon)? };
    Ok(Filler { role, sense, required })
}

/// The sense that may stand behind the role of the subject.
fn sense_of_subject(
    words: &mut Words<'_>,
    senses: &Senses,
    lexicon: &mut Lexicon,
) -> Result<Vec<Term>, PatternError> {
    let written = words.next_if(|w| w.starts_with('{'));
    written.map_or(Ok(Vec::new()), |word| sense(word, words, senses, lexicon))
}

fn sense(
    word: &str,
    words: &Words<'_>,
    senses: &Senses,
    lexicon: &mut Lexicon,
) -> Result<Vec<Term>, PatternError> {
    let inner = word
        .strip_prefix('{')
        .and_then(|w| w.strip_suffix('}'))
        .ok_or_else(|| words.error("a sense stands in braces: `{agreement}`"))?;
    Ok(inner.split('|').flat_map(|name| senses.terms(name, lexicon)).collect())
}

fn role(word: &str) -> Option<Role> {
    match word {
        "actor" => Some(Role::Actor),
        "target" => Some(Role::Target),
        "object" => Some(Role::Object),
        "place" => Some(Role::Place),
        _ => None,
    }
}

fn lemma_term(word: &str, words: &Words<'_>, lexicon: &mut Lexicon) -> Result<Term, PatternError> {
    if !word.is_empty() && word.chars().all(char::is_alphabetic) {
        return Ok(lexicon.intern(word));
    }
    Err(words.error(&format!("`{word}` is not a lemma")))
}

/// The words of a pattern, and where the last one taken began.
struct Words<'s> {
    source: &'s str,
    rest: &'s str,
    column: usize,
}

impl<'s> Words<'s> {
    fn new(source: &'s str) -> Self {
        Self { source, rest: source.trim_start(), column: 1 }
    }

    fn next(&mut self) -> Option<&'s str> {
        self.next_if(|_| true)
    }

    fn next_if(&mut self, wanted: impl FnOnce(&str) -> bool) -> Option<&'s str> {
        let word = self.rest.split_whitespace().next().filter(|w| wanted(w))?;
        self.column = 1 + self.source.len() - self.rest.len();
        self.rest = self.rest.get(word.len()..).unwrap_or("").trim_start();
        Some(word)
    }

    fn error(&self, message: &str) -> PatternError {
        PatternError { column: self.column, message: message.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(source: &str) -> usize {
        verb(source, 0, &Senses::default(), &mut Lexicon::default()).unwrap_err().column
    }

    #[test]
    fn errors_name_the_column() {
        assert_eq!(column(""), 1);
        assert_eq!(column("accuse target [of matter]"), 19);
        assert_eq!(column("accuse target of"), 15);
        assert_eq!(column("sign object{treaty"), 6);
    }

    #[test]
    fn conditions_weigh_more_than_roles() {
        let weight =
            |source| verb(source, 0, &Senses::default(), &mut Lexicon::default()).map(|p| p.weight());
        assert_eq!(weight("meet target [on object]"), Ok(0));
        assert_eq!(weight("call for object"), Ok(2));
        assert_eq!(weight("sign object{treaty|pact} [with target]"), Ok(4));
        assert_eq!(weight("{storm} hit target"), Ok(6));
        assert_eq!(weight("pull+out object [of target]"), Ok(16));
    }
}
