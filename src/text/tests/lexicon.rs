use super::super::{NounClass, Pos, VerbForm};
use super::LEXICON;

#[test]
fn forms_know_their_lemmas() {
    let lexicon = &*LEXICON;
    for (form, verb, noun) in [
        ("talks", "talk", "talk"),
        ("took", "take", ""),
        ("signed", "sign", ""),
        ("found", "find", "found"),
        ("fell", "fall", ""),
        ("ministries", "", "ministry"),
        ("stopping", "stop", ""),
        ("gunmen", "", "gunman"),
        ("had", "have", ""),
    ] {
        let entry = lexicon.entry(lexicon.get(form));
        assert_eq!(lexicon.word(entry.verb), verb, "{form}");
        if !noun.is_empty() {
            assert_eq!(lexicon.word(entry.noun), noun, "{form}");
        }
    }
}

#[test]
fn nouns_have_classes() {
    let lexicon = &*LEXICON;
    for (noun, class) in [
        ("attack", NounClass::Event),
        ("promise", NounClass::Communication),
        ("crisis", NounClass::State),
        ("minister", NounClass::Person),
        ("army", NounClass::Group),
        ("city", NounClass::Location),
        ("week", NounClass::Time),
        ("missile", NounClass::Artifact),
    ] {
        assert_eq!(lexicon.entry(lexicon.get(noun)).noun_class, class, "{noun}");
    }
}

#[test]
fn verbs_inflect() {
    let lexicon = &*LEXICON;
    for (lemma, past, participle) in [
        ("take", "took", "taken"),
        ("sign", "signed", "signed"),
        ("stop", "stopped", "stopped"),
        ("lie", "lay", "lain"),
    ] {
        let term = lexicon.get(lemma);
        assert_eq!(lexicon.inflect(term, VerbForm::Past), Some(past));
        assert_eq!(lexicon.inflect(term, VerbForm::PastParticiple), Some(participle));
    }
    assert_eq!(lexicon.inflect(lexicon.get("minister's"), VerbForm::Past), None);
}

#[test]
fn function_words_stay_closed() {
    let lexicon = &*LEXICON;
    let parts = |word| lexicon.entry(lexicon.get(word)).parts;
    assert_eq!(parts("in") & (Pos::Noun.bit() | Pos::Verb.bit()), 0);
    assert_eq!(parts("may"), Pos::Modal.bit());
    assert_ne!(parts("like") & Pos::Verb.bit(), 0);
}
