use super::super::{Layout, Lexicon, Span, Text};
use super::LEXICON;

const CASES: &str = include_str!("../../../tests/corpus/sentences.txt");

/// The sentences of `source`, headings marked as in the cases.
fn split(source: &str, lexicon: &Lexicon) -> Vec<String> {
    let text = Text::new(source, lexicon, Layout::default());
    let show =
        |s: &super::super::Sentence| format!("{}{}", if s.heading { "#" } else { "" }, s.span.of(source));
    text.sentences.iter().map(show).collect()
}

#[test]
fn cases() {
    let lexicon = &*LEXICON;
    let mut wrong = String::new();
    for line in CASES.lines().filter(|l| !l.starts_with("# ") && !l.is_empty()) {
        let marked = line.replace("\\n", "\n");
        let expected: Vec<&str> = marked.split('‖').map(str::trim).collect();
        let source = marked.replace(['‖', '#'], "");
        let found = split(&source, lexicon);
        if found != expected {
            wrong.push_str(&format!("expected {expected:?}\n   found {found:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn regions_are_sentences_of_their_own() {
    let source = "Envoys meet\nOSLO, Jan. 3. /NTB/. The envoys met. They left.";
    let (headline, dateline) = (source.find("Envoys").unwrap(), source.find("OSLO").unwrap());
    let layout = Layout {
        headline: Some(Span::new(headline, headline + 11)),
        dateline: Some(Span::new(dateline, source.find(" The").unwrap())),
    };
    let lexicon = &*LEXICON;
    let text = Text::new(source, lexicon, layout);
    let shown: Vec<_> = text.sentences.iter().map(|s| (s.span.of(source), s.heading, s.dateline)).collect();
    assert_eq!(
        shown,
        [
            ("Envoys meet", true, false),
            ("OSLO, Jan. 3. /NTB/.", false, true),
            ("The envoys met.", false, false),
            ("They left.", false, false),
        ]
    );
}

#[test]
fn every_token_belongs_to_one_sentence() {
    let source = "A. B? (c.) \"D!\" e...\n\n• f\n12. g h.i J\n";
    let lexicon = &*LEXICON;
    let text = Text::new(source, lexicon, Layout::default());
    let mut next = 0;
    for (number, sentence) in text.sentences.iter().enumerate() {
        assert_eq!(sentence.first, next);
        assert!(sentence.first < sentence.end);
        assert_eq!(text.sentence_of(sentence.first), number as u32);
        next = sentence.end;
    }
    assert_eq!(next as usize, text.tokens.len());
}
