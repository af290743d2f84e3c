use super::super::{Layout, Lexicon, Pos, Span, Tag, Text, VerbForm};
use super::LEXICON;

const CASES: &str = include_str!("../../../tests/corpus/tags.txt");

fn code(tag: Tag) -> &'static str {
    match (tag.pos, tag.form) {
        (Pos::Verb, VerbForm::Base) => "VB",
        (Pos::Verb, VerbForm::Present3) => "VZ",
        (Pos::Verb, VerbForm::Past) => "VD",
        (Pos::Verb, VerbForm::PastParticiple) => "VN",
        (Pos::Verb, VerbForm::Gerund) => "VG",
        (Pos::Verb, VerbForm::None) => "V",
        (Pos::Noun, _) => "N",
        (Pos::ProperNoun, _) => "NP",
        (Pos::Auxiliary, _) => "X",
        (Pos::Modal, _) => "M",
        (Pos::Adjective, _) => "A",
        (Pos::Adverb, _) => "R",
        (Pos::Determiner, _) => "D",
        (Pos::Pronoun, _) => "PR",
        (Pos::Possessive, _) => "POS",
        (Pos::Preposition, _) => "P",
        (Pos::Conjunction, _) => "C",
        (Pos::Subordinator, _) => "S",
        (Pos::To, _) => "TO",
        (Pos::Negation, _) => "NEG",
        (Pos::Particle, _) => "RP",
        (Pos::Number, _) => "NUM",
        (Pos::Punctuation, _) => "PUNCT",
        (Pos::Other, _) => "OTHER",
    }
}

/// Takes the codes out of a case: the plain text, and for each code the byte where its word ends.
fn parse(case: &str) -> (String, Vec<(u32, String)>) {
    let (mut text, mut codes) = (String::new(), Vec::new());
    let mut rest = case;
    while let Some(slash) = rest.find('/') {
        let (before, after) = (&rest[..slash], &rest[slash + 1..]);
        text.push_str(before);
        let length = after.bytes().take_while(u8::is_ascii_uppercase).count();
        codes.push((text.len() as u32, after[..length].to_string()));
        rest = &after[length..];
    }
    text.push_str(rest);
    (text, codes)
}

/// What is tagged differently from the case, empty when nothing is.
fn differences(case: &str, lexicon: &Lexicon) -> String {
    let (source, codes) = parse(case.trim_start_matches("# "));
    let headline = case.starts_with("# ").then(|| Span::new(0, source.len()));
    let text = Text::new(&source, lexicon, Layout { headline, dateline: None });
    let mut wrong = String::new();
    for (end, expected) in codes {
        let found = text.tokens.iter().position(|t| t.span.end == end);
        let tag = found.map_or("no token", |at| code(text.tags[at]));
        if tag != expected {
            let word = found.map_or("", |at| text.word(at as u32));
            wrong.push_str(&format!("  {word}: expected {expected}, found {tag}\n"));
        }
    }
    wrong
}

#[test]
fn cases() {
    let lexicon = &*LEXICON;
    let mut wrong = String::new();
    for case in CASES.lines().filter(|l| !l.starts_with(';') && !l.is_empty()) {
        let found = differences(case, lexicon);
        if !found.is_empty() {
            wrong.push_str(&format!("{case}\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn lemmas() {
    let lexicon = &*LEXICON;
    let source = "Ministers found that the talks had failed; rebels fell back and took the cities.";
    let text = Text::new(source, lexicon, Layout::default());
    let lemma = |word: &str| {
        let at = (0..text.tokens.len() as u32).find(|at| text.reads(*at, word)).unwrap();
        lexicon.word(text.tag(at).lemma)
    };
    for (word, expected) in [
        ("found", "find"),
        ("talks", "talk"),
        ("had", "have"),
        ("fell", "fall"),
        ("took", "take"),
        ("cities", "city"),
    ] {
        assert_eq!(lemma(word), expected);
    }
}

#[test]
fn strange_texts_are_read_without_panic() {
    let lexicon = &*LEXICON;
    let texts = [
        "",
        " ",
        "\n\n",
        ".",
        "''",
        "to to to",
        "that that that",
        "- - -",
        "\u{301}\u{301}",
        "a-b-",
        "(",
        ")))",
        "@@@",
    ];
    for source in texts {
        let text = Text::new(source, lexicon, Layout::default());
        assert_eq!(text.tags.len(), text.tokens.len());
    }
}
