//! The data loads and checks; each frame finds its cases.

mod cases;

use super::*;

fn load(source: &str) -> Result<(), Error> {
    let mut lexicon = Lexicon::default();
    let senses = load::senses("senses.toml", "deal = 'treaty pact'", &mut lexicon)?;
    let mut loaded = Loaded::default();
    loaded.add("own/topic.toml", source, &senses, &mut lexicon)?;
    loaded.index().map(|_| ())
}

fn message(source: &str) -> String {
    load(source).unwrap_err().to_string()
}

#[test]
fn the_shipped_frames_check() {
    let mut lexicon = Lexicon::builtin().unwrap();
    let frames = Frames::builtin(&mut lexicon).unwrap();
    assert!(frames.frames.len() >= 350);
}

#[test]
fn errors_name_file_line_frame_and_column() {
    let frame = "# one\nmeet = { verb = \"meet target [on]\", type = \"CONSULT\" }";
    let expected =
        "own/topic.toml:2: frame `meet`: verb = \"meet target [on]\", column 13: `on]` is not a lemma";
    assert_eq!(message(frame), expected);
    assert!(message("meet = { verb = 'meet', type = 'CHAT' }").contains("`CHAT` is no event type"));
    assert!(message("meet = { verb = 'meet', kind = 'CONSULT' }").starts_with("own/topic.toml:1: "));
    assert!(message("meet = { type = 'CONSULT' }").contains("needs `verb` or `noun`"));
}

#[test]
fn frames_between_which_no_text_decides_are_refused() {
    let tie = "a = { verb = 'sign object{deal}', type = 'AGREE' }\nb = { verb = 'sign object{treaty}', type = 'OTHER' }";
    assert!(message(tie).contains("`frame.topic.a` and `frame.topic.b` ask for the same verb"));
    let senses = "a = { verb = 'sign object{deal}', type = 'AGREE' }\nb = { verb = 'sign object{law}', type = 'OTHER' }";
    assert_eq!(load(senses), Ok(()));
    let nouns = "a = { noun = 'deal', type = 'AGREE' }\nb = { noun = 'deal of object', type = 'OTHER' }";
    assert!(message(nouns).contains("same noun"));
}
