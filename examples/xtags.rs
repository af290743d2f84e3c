#![allow(missing_docs)]
use dateline::text::*;
use std::io::Read;
fn main() {
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    let lx = Lexicon::builtin().unwrap();
    let json = std::env::args().nth(1).as_deref() == Some("json");
    if json {
        for l in s.lines() {
            let v: serde_json::Value = serde_json::from_str(l).unwrap();
            let t = Text::new(v["text"].as_str().unwrap(), &lx, Layout::default());
            let off = CharOffsets::new(t.source);
            let toks: Vec<_> = (0..t.tokens.len())
                .map(|i| {
                    let (a, b) = off.span(t.tokens[i].span);
                    serde_json::json!([a, b, code(t.tags[i])])
                })
                .collect();
            println!("{}", serde_json::json!({"id": v["doc_id"], "tokens": toks}));
        }
        return;
    }
    let t = Text::new(&s, &lx, Layout::default());
    for se in &t.sentences {
        let line: Vec<String> =
            (se.first..se.end).map(|i| format!("{}/{}", t.word(i), code(t.tag(i)))).collect();
        println!("{}{}", if se.heading { "# " } else { "" }, line.join(" "));
    }
}
fn code(t: Tag) -> &'static str {
    use Pos::*;
    match (t.pos, t.form) {
        (Noun, _) => "N",
        (ProperNoun, _) => "NP",
        (Verb, VerbForm::Base) => "VB",
        (Verb, VerbForm::Present3) => "VZ",
        (Verb, VerbForm::Past) => "VD",
        (Verb, VerbForm::PastParticiple) => "VN",
        (Verb, VerbForm::Gerund) => "VG",
        (Verb, _) => "V?",
        (Auxiliary, _) => "X",
        (Modal, _) => "M",
        (Adjective, _) => "A",
        (Adverb, _) => "R",
        (Determiner, _) => "D",
        (Pronoun, _) => "PR",
        (Possessive, _) => "POS",
        (Preposition, _) => "P",
        (Conjunction, _) => "C",
        (Subordinator, _) => "S",
        (To, _) => "TO",
        (Negation, _) => "NEG",
        (Particle, _) => "RP",
        (Number, _) => "NUM",
        (Punctuation, _) => ".",
        (Other, _) => "?",
    }
}
