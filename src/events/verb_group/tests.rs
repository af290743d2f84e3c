//! Verb groups of hand-tagged words.

use super::*;
use crate::text::{Layout, Lexicon};

/// Reads the group at the start of hand-tagged words: `word/POS/FORM/lemma`, POS and FORM by first letters.
fn group(tagged: &str) -> VerbGroup {
    let mut lexicon = Lexicon::builtin().unwrap();
    let words = Words::new(&mut lexicon).unwrap();
    let parts: Vec<Vec<&str>> = tagged.split(' ').map(|w| w.split('/').collect()).collect();
    let source = parts.iter().map(|p| p[0]).collect::<Vec<_>>().join(" ");
    let lemmas: Vec<Term> = parts.iter().map(|p| lexicon.get(p.get(3).unwrap_or(&p[0]))).collect();
    let mut text = Text::new(&source, &lexicon, Layout::default());
    text.tags = parts.iter().zip(lemmas).map(|(p, lemma)| tag(p, lemma)).collect();
    read(&text, &words, &[], 0, text.tags.len() as u32).unwrap_or_default()
}

fn tag(parts: &[&str], lemma: Term) -> Tag {
    let pos = match parts[1] {
        "V" => Pos::Verb,
        "X" => Pos::Auxiliary,
        "M" => Pos::Modal,
        "R" => Pos::Adverb,
        "N" => Pos::Negation,
        "T" => Pos::To,
        "P" => Pos::Particle,
        "J" => Pos::Adjective,
        _ => Pos::Noun,
    };
    let form = match parts.get(2).copied().unwrap_or("") {
        "B" => VerbForm::Base,
        "Z" => VerbForm::Present3,
        "D" => VerbForm::Past,
        "N" => VerbForm::PastParticiple,
        "G" => VerbForm::Gerund,
        _ => VerbForm::None,
    };
    Tag { pos, form, lemma }
}

#[track_caller]
fn check(tagged: &str, expected: (Finiteness, Tense, Aspect, Mood, bool, bool)) {
    let g = group(tagged);
    assert_eq!((g.finiteness, g.tense, g.aspect, g.mood, g.passive, g.negated), expected, "{tagged}");
}

#[test]
fn chains_give_tense_aspect_mood_voice_and_negation() {
    use Finiteness::Finite;
    let plain = |passive, negated| (Finite, Tense::Past, Aspect::None, Mood::Plain, passive, negated);
    check("signed/V/D/sign", plain(false, false));
    check("was/X/D/be signed/V/N/sign", plain(true, false));
    check("got/X/D/get killed/V/N/kill", plain(true, false));
    check("did/X/D/do not/N sign/V/B", plain(false, true));
    check(
        "has/X/Z/have been/X/N/be signed/V/N/sign",
        (Finite, Tense::Present, Aspect::Perfective, Mood::Plain, true, false),
    );
    check(
        "had/X/D/have already/R left/V/N/leave",
        (Finite, Tense::Past, Aspect::Perfective, Mood::Plain, false, false),
    );
    check(
        "is/X/Z/be leaving/V/G/leave",
        (Finite, Tense::Present, Aspect::Progressive, Mood::Plain, false, false),
    );
    check(
        "will/M not/N be/X/B signed/V/N/sign",
        (Finite, Tense::Future, Aspect::None, Mood::Future, true, true),
    );
}

#[test]
fn helpers_give_the_mood() {
    use Finiteness::Finite;
    check("would/M recognize/V/B", (Finite, Tense::Past, Aspect::None, Mood::Would, false, false));
    check(
        "may/M have/X/B left/V/N/leave",
        (Finite, Tense::Present, Aspect::Perfective, Mood::Possible, false, false),
    );
    check("must/M leave/V/B", (Finite, Tense::Present, Aspect::None, Mood::Obligation, false, false));
    check("had/X/D/have to/T leave/V/B", (Finite, Tense::Past, Aspect::None, Mood::Obligation, false, false));
    check(
        "is/X/Z/be going/V/G/go to/T leave/V/B",
        (Finite, Tense::Future, Aspect::None, Mood::Future, false, false),
    );
    check("was/X/D/be to/T leave/V/B", (Finite, Tense::Past, Aspect::None, Mood::Would, false, false));
    check(
        "is/X/Z/be fully/R ready/J to/T support/V/B",
        (Finite, Tense::Present, Aspect::None, Mood::Possible, false, false),
    );
    check(
        "was/X/D/be unable/J to/T leave/V/B",
        (Finite, Tense::Past, Aspect::None, Mood::Possible, false, true),
    );
}

#[test]
fn groups_without_a_finite_verb() {
    use Finiteness::{Gerund, Infinitive, Participle};
    check("to/T recognize/V/B", (Infinitive, Tense::Infinitive, Aspect::None, Mood::Plain, false, false));
    check("not/N to/T leave/V/B", (Infinitive, Tense::Infinitive, Aspect::None, Mood::Plain, false, true));
    check(
        "to/T have/X/B been/X/N/be shot/V/N/shoot",
        (Infinitive, Tense::Infinitive, Aspect::Perfective, Mood::Plain, true, false),
    );
    check(
        "having/X/G/have signed/V/N/sign",
        (Gerund, Tense::PresentParticiple, Aspect::Perfective, Mood::Plain, false, false),
    );
    check("signed/V/N/sign", (Participle, Tense::PastParticiple, Aspect::None, Mood::Plain, true, false));
}

#[test]
fn particles_belong_to_the_group_and_lone_helpers_are_copulas() {
    let g = group("carried/V/D/carry out/P");
    assert_eq!((g.head, g.particle, g.end), (0, Some(1), 2));
    assert!(group("is/X/Z/be leader/O").copula);
    assert!(!group("has/X/Z/have plans/O").copula);
}
