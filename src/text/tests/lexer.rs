use super::super::{Lexicon, Shape, Term, lexer, words};
use super::read;

/// Checks the tokens of `source`; a `~` before a token says that nothing stands between it and the one before.
fn tokens(source: &str, expected: &str) {
    read(source, |text| {
        let mut found = String::new();
        for (at, token) in text.tokens.iter().enumerate() {
            found.push_str(if at == 0 { "" } else { " " });
            found.push_str(if token.spaced { "" } else { "~" });
            found.push_str(text.word(at as u32));
        }
        assert_eq!(found, expected, "{source}");
    });
}

#[test]
fn words_and_marks() {
    tokens("Rebels took the town, then fled.", "Rebels took the town ~, then fled ~.");
    tokens("a three-year plan", "a three ~- ~year plan");
    tokens("he said—and left – twice -- again", "he said ~— ~and left – twice -- again");
    tokens("wait... “No”", "wait ~... “ ~No ~”");
}

#[test]
fn negations_torn_by_other_tokenisers() {
    tokens("He did n't go", "He did n't go");
    tokens("He didn’ t go", "He did ~n’ t go");
    tokens("He wasn ' t there", "He was ~n ' t there");
    tokens("Sophie in 't Veld", "Sophie in ' ~t Veld");
    tokens("said `` no '' twice", "said `` no '' twice");
}

#[test]
fn abbreviations_with_inner_stops() {
    tokens(
        "The U.S. and the U.N met at 5 p.m., B.C. too.",
        "The U.S. and the U.N met at 5 p.m. ~, B.C. too ~.",
    );
    tokens("a U.S.-led force", "a U.S. ~- ~led force");
    tokens("on Jan. 3", "on Jan ~. 3");
    tokens("in Washington, D.C.", "in Washington ~, D.C.");
}

#[test]
fn numbers() {
    tokens("1,000,000 people, 3.5 percent", "1,000,000 people ~, 3 ~. ~5 percent");
    tokens("2022-07-13 and 5th, 1960s", "2022 ~- ~07 ~- ~13 and 5 ~th ~, 1960 ~s");
    tokens("in 1,2 or 10:30", "in 1 ~, ~2 or 10 ~: ~30");
    tokens("'97 and ’98", "' ~97 and ’ ~98");
    tokens("$5m, A380, G20", "$ ~5 ~m ~, A ~380 ~, G ~20");
}

#[test]
fn apostrophes() {
    tokens("Korea's and Korea’s", "Korea ~'s and Korea ~’s");
    tokens("the ministers' talks", "the ministers ~' talks");
    tokens("didn't, can’t, I'm, they'll", "did ~n't ~, ca ~n’t ~, I ~'m ~, they ~'ll");
    tokens("Korea ' s and we ’ ve gone", "Korea ' s and we ’ ve gone");
    tokens("the workers' demand", "the workers ~' demand");
    tokens("cannot O'Brien Côte d’Ivoire", "cannot O'Brien Côte d’Ivoire");
    tokens("KOREA'S DIDN'T", "KOREA ~'S DID ~N'T");
    tokens("the U.S.'s plan", "the U.S. ~'s plan");
}

#[test]
fn addresses() {
    tokens("see https://a.example.org/b?c=1, now", "see https://a.example.org/b?c=1 ~, now");
    tokens("mail j.doe@example.com.", "mail j.doe@example.com ~.");
    tokens("www.example.co.uk and Example.com's", "www.example.co.uk and Example.com ~'s");
    tokens("by @newsdesk @ noon", "by @newsdesk @ noon");
}

#[test]
fn characters_beyond_ascii() {
    tokens("Zürich\u{a0}naïve cafe\u{301} 平壌 é", "Zürich naïve cafe\u{301} 平壌 é");
    tokens(
        "so\u{ad}ft zero\u{200b}width \u{feff}end",
        "so\u{ad}ft zero width ~end".replace(" ~end", " end").as_str(),
    );
    tokens("😀ok", "😀 ~ok");
    tokens("", "");
    tokens("\u{301}", "");
}

#[test]
fn shapes() {
    let shape = |word: &str| {
        let lexicon = Lexicon::default();
        lexer::lex(word, &lexicon).first().map(|t| t.shape)
    };
    for (word, expected) in [
        ("word", Shape::Lower),
        ("Word", Shape::Capitalized),
        ("A", Shape::Capitalized),
        ("NATO", Shape::Upper),
        ("U.S.", Shape::Upper),
        ("p.m.", Shape::Lower),
        ("iPhone", Shape::Mixed),
        ("McDonald", Shape::Mixed),
        ("O'Brien", Shape::Mixed),
        ("Évian", Shape::Capitalized),
        ("1984", Shape::Digits),
        ("—", Shape::Punctuation),
    ] {
        assert_eq!(shape(word), Some(expected), "{word}");
    }
}

#[test]
fn variants_share_a_term() {
    read("isn’t Zemblor’s “x” – — … U.S U.S.", |text| {
        let terms: Vec<Term> = text.tokens.iter().map(|t| t.term).filter(|t| *t != Term::UNKNOWN).collect();
        assert_eq!(terms[0], words::IS);
        assert_eq!(terms[1], words::CLITIC_NOT);
        assert_eq!(terms[2], words::CLITIC_S);
        assert!(
            terms.contains(&words::QUOTE) && terms.contains(&words::HYPHEN) && terms.contains(&words::DASH)
        );
        assert!(terms.contains(&words::ELLIPSIS));
        assert_eq!(terms[terms.len() - 1], terms[terms.len() - 2]);
    });
}

#[test]
fn spans_cover_every_visible_character() {
    let source = "“Én—två… (3.5%)”, said O’Neil’s U.S.-led 平 team:\t@x a@b.c http://x.y/z.";
    read(source, |text| {
        let mut end = 0;
        for token in &text.tokens {
            assert!(source[end..token.span.start as usize].chars().all(char::is_whitespace));
            assert_eq!(token.spaced, end == 0 || end < token.span.start as usize);
            end = token.span.end as usize;
        }
        assert_eq!(end, source.len());
    });
}
