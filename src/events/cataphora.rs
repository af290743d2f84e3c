//! Pronouns that point ahead or to their speaker: `Although he denied it, Omar Diaz resigned`, `the fund said it had sold X`.
//!
//! Knows clauses that stand before the clause they depend on, and contents of verbs of saying. Pronouns that the cast resolved are left alone.

use super::arguments::Phrases;
use super::mention::{Argument, EventMention};
use super::{ClauseKind, EventClass, Phrase, Predicate};
use crate::actors::ActorKind;
use crate::rule::RuleId;
use crate::text::{NounClass, Pos, Term, words};

/// Gives an open pronoun, the subject of a clause before its main clause, the one actor that is the subject there.
///
/// `mentions` are parallel to `predicates`. Complexity: linear.
pub(super) fn resolve(
    phrases: Phrases,
    predicates: &[Predicate],
    mentions: &mut [EventMention],
    rule: &RuleId,
) {
    for index in 0..mentions.len() {
        let Some((predicate, subject)) = open_pronoun(phrases, predicates, mentions, index) else { continue };
        let found = ahead(phrases, predicates, mentions, (predicate, subject));
        let found = found.or_else(|| speaker(phrases, predicates, mentions, (predicate, subject)));
        let (Some(found), Some(mention)) = (found, mentions.get_mut(index)) else { continue };
        let argument = Argument { span: phrases.span(subject), rule: Some(rule.clone()), ..found };
        let place = if predicate.passive { &mut mention.targets } else { &mut mention.actors };
        place.push(argument);
    }
}

/// A clause and its subject, a pronoun that means nobody yet.
fn open_pronoun<'p>(
    phrases: Phrases,
    predicates: &'p [Predicate],
    mentions: &[EventMention],
    index: usize,
) -> Option<(&'p Predicate, &'p Phrase)> {
    let (predicate, mention) = (predicates.get(index)?, mentions.get(index)?);
    let subject = predicate.subject.as_ref()?;
    let pronoun = phrases.text.tag(subject.head).pos == Pos::Pronoun;
    (pronoun && subjects(predicate, mention).is_empty()).then_some((predicate, subject))
}

/// Those whom the subject of a clause means.
fn subjects<'m>(predicate: &Predicate, mention: &'m EventMention) -> &'m [Argument] {
    if predicate.passive { &mention.targets } else { &mention.actors }
}

/// Who the subject of the main clause is, where the pronoun before it can mean him.
fn ahead(
    phrases: Phrases,
    predicates: &[Predicate],
    mentions: &[EventMention],
    (predicate, subject): (&Predicate, &Phrase),
) -> Option<Argument> {
    let fronted = matches!(
        predicate.kind,
        ClauseKind::Adverbial | ClauseKind::Temporal | ClauseKind::Condition | ClauseKind::Participial
    );
    let parent = predicate.parent.filter(|_| fronted)? as usize;
    let main = predicates.get(parent)?;
    let ahead = main.subject.as_ref().filter(|s| s.first > predicate.end && s.conjuncts.is_empty())?;
    let [one] = subjects(main, mentions.get(parent)?) else { return None };
    let kind = phrases.cast.actors.get(one.actor? as usize)?.kind;
    let agrees = agrees(phrases.text.term(subject.head), kind) && phrases.span(ahead).overlaps(one.span);
    agrees.then(|| one.clone())
}

/// `the fund said it had sold X`: the one who says it, where the pronoun can mean no other in its sentence.
fn speaker(
    phrases: Phrases,
    predicates: &[Predicate],
    mentions: &[EventMention],
    (predicate, subject): (&Predicate, &Phrase),
) -> Option<Argument> {
    let parent = predicate.parent.filter(|_| predicate.kind == ClauseKind::Content)? as usize;
    let report = mentions.get(parent).zip(predicates.get(parent));
    let (told, report) = report.filter(|(m, p)| m.class == EventClass::Reporting && !p.passive)?;
    let speaker = report.subject.as_ref().filter(|s| s.end <= subject.first)?;
    let heard = report.recipient.is_some() || report.object.is_some();
    let [one] = told.actors.as_slice() else { return None };
    let text = phrases.text;
    let entry = text.lexicon.entry(text.tag(speaker.head).lemma);
    let plural = text.lexicon.entry(text.term(speaker.head)).plural;
    let person = entry.noun_class == NounClass::Person;
    let noun = text.tag(speaker.head).pos == Pos::Noun && speaker.conjuncts.is_empty();
    let agrees = match text.term(subject.head) {
        words::IT => !person && !plural,
        words::THEY => plural,
        words::HE | words::SHE => person && !plural && !heard,
        _ => false,
    };
    (noun && agrees).then(|| one.clone())
}

/// `he` and `she` are persons, `it` is not.
fn agrees(pronoun: Term, kind: ActorKind) -> bool {
    match pronoun {
        words::HE | words::SHE => matches!(kind, ActorKind::Person | ActorKind::Unknown),
        words::IT => kind.is_body(),
        _ => false,
    }
}
