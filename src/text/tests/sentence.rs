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
        // What stands between braces is the mark of a list item.
        let words = |part: &str| part.trim().rsplit('}').next().unwrap_or_default().trim().to_owned();
        let expected: Vec<String> = marked.split('‖').map(words).collect();
        let source = marked.replace(['‖', '#', '{', '}'], "");
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
fn every_token_but_the_marks_of_items_belongs_to_one_sentence() {
    let source = "A. B? (c.) \"D!\" e...\n\n• f\n12. g h.i J\n";
    let lexicon = &*LEXICON;
    let text = Text::new(source, lexicon, Layout::default());
    let (mut next, mut marks) = (0, Vec::new());
    for (number, sentence) in text.sentences.iter().enumerate() {
        marks.extend((next..sentence.first).map(|mark| text.word(mark)));
        assert!(sentence.first < sentence.end);
        assert_eq!(text.sentence_of(sentence.first), number as u32);
        next = sentence.end;
    }
    assert_eq!(next as usize, text.tokens.len());
    assert_eq!(marks, ["•", "12", "."]);
    assert_eq!(text.tags.len(), text.tokens.len());
}

/// The words of entries, without their dates, `/` between those of several sentences; `-` where there is no entry.
#[test]
fn a_date_and_a_dash_or_colon_begin_an_entry() {
    for (source, expected) in [
        ("4 March – Workers walk out. The yard closes.", "Workers walk out./The yard closes."),
        ("• March 4, 2019: Workers walk out.", "Workers walk out."),
        ("Monday 4 Mar. 2019 -- Workers walk out.", "Workers walk out."),
        ("2019-03-04: Workers walk out.", "Workers walk out."),
        ("Late April – 12 workers walk out.", "12 workers walk out."),
        ("7 – 9 March 2019 – Talks collapse.", "Talks collapse."),
        ("3 March – 2 April: Talks go on.", "Talks go on."),
        ("1998-2003: Holm runs the yard.", "Holm runs the yard."),
        ("May: The yard closes.", "The yard closes."),
        ("May said: no.", "-"),
        ("March 4 was cold – and wet.", "-"),
        ("12: that many came.", "-"),
        ("Rovers won 3 – 1 on Monday.", "-"),
        ("2019 was hard: the yard closed.", "-"),
    ] {
        let lexicon = &*LEXICON;
        let text = Text::new(source, lexicon, Layout::default());
        let body = |s: &super::super::Sentence| Some(text.words(s.entry?.max(s.first), s.end));
        let bodies: Option<Vec<_>> = text.sentences.iter().map(body).collect();
        assert_eq!(bodies.map_or("-".to_owned(), |bodies| bodies.join("/")), expected, "{source}");
    }
}
