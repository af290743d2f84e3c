//! Runs `tests/corpus/frames/*.toml`: every frame finds its sentences and gives each marked phrase its role.
//!
//! The marks themselves say where the phrases stand, so that the data is tested apart from the clause reader.

use std::collections::{BTreeMap, BTreeSet};

use crate::events::{ClauseKind, FrameMatch, Frames, Phrase, Predicate, Prepositional, Slot};
use crate::text::{Layout, Lexicon, Term, Text};

const PREPOSITIONS: &str = "about against as at before between by for from in into of off on over to with";

/// A sentence without its marks, and the bytes each mark stood around.
struct Marked {
    text: String,
    marks: Vec<(char, usize, usize)>,
}

fn unmark(source: &str) -> Marked {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    for c in source.chars() {
        match c {
            '[' | '{' | '<' | '(' => open.push((c, text.len())),
            ']' | '}' | '>' | ')' => marks.extend(open.pop().map(|(c, start)| (c, start, text.len()))),
            '*' | '_' if open.last().is_some_and(|(o, _)| *o == c) => {
                marks.extend(open.pop().map(|(c, start)| (c, start, text.len())));
            }
            '*' | '_' => open.push((c, text.len())),
            _ => text.push(c),
        }
    }
    assert!(open.is_empty(), "unbalanced marks: {source}");
    Marked { text, marks }
}

/// The predicate that the marks describe.
fn predicate(text: &Text<'_>, marks: &[(char, usize, usize)]) -> Predicate {
    let tokens = |start: usize, end: usize| {
        let at = |byte| text.tokens.partition_point(|t| (t.span.end as usize) <= byte) as u32;
        (at(start), at(end - 1) + 1)
    };
    let (mark, start, end) = *marks.iter().find(|(c, ..)| matches!(c, '*' | '_')).unwrap();
    let (token, end) = tokens(start, end);
    let entry = text.lexicon.entry(text.term(token));
    let noun = mark == '_';
    let mut predicate = Predicate {
        token,
        first: token,
        end,
        lemma: [if noun { entry.noun } else { entry.verb }, text.term(token)]
            .into_iter()
            .find(|t| *t != Term::UNKNOWN)
            .unwrap_or_default(),
        particle: (!noun && end > token + 1).then_some(token + 1),
        kind: if noun { ClauseKind::Nominal } else { ClauseKind::Main },
        passive: token > 0 && ["was", "were"].iter().any(|be| text.reads(token - 1, be)),
        ..Predicate::default()
    };
    for (_, start, end) in marks.iter().filter(|(c, ..)| matches!(c, '[' | '{' | '<' | '(')) {
        let (first, mut end) = tokens(*start, *end);
        if text.word(end - 1).starts_with('\'') {
            end -= 1;
        }
        let phrase = Phrase { first, end, head: end - 1, ..Phrase::default() };
        let before = first.checked_sub(1).filter(|b| *b < token || *b >= predicate.end);
        let before = before.filter(|b| PREPOSITIONS.split(' ').any(|p| text.reads(*b, p)));
        match before {
            Some(preposition) => predicate.prepositional.push(Prepositional { preposition, phrase }),
            None if first < token => predicate.subject = Some(phrase),
            None => predicate.object = Some(phrase),
        }
    }
    predicate
}

fn roles(text: &Text<'_>, predicate: &Predicate, found: &FrameMatch<'_>) -> BTreeSet<(char, String)> {
    let words = |slot: Slot| slot.phrase(predicate).map(|p| text.words(p.first, p.end).to_owned());
    let actors = found.actors.iter().filter_map(|s| Some(('[', words(s)?)));
    let targets = found.targets.iter().filter_map(|s| Some(('{', words(s)?)));
    let object = found.object.iter().filter_map(|s| Some(('<', words(*s)?)));
    let place = found.place.iter().filter_map(|s| Some(('(', words(*s)?)));
    actors.chain(targets).chain(object).chain(place).collect()
}

fn marked_roles(marked: &Marked) -> BTreeSet<(char, String)> {
    let phrases = marked.marks.iter().filter(|(c, ..)| matches!(c, '[' | '{' | '<' | '('));
    let words =
        |start: usize, end: usize| marked.text[start..end].trim_end_matches('\'').trim_end_matches("'s");
    // One object only: a second one belongs to a preposition and stays in the words of the sentence.
    let mut objects = 0;
    phrases
        .filter(|(c, ..)| {
            objects += u32::from(*c == '<');
            *c != '<' || objects == 1
        })
        .map(|(c, start, end)| (*c, words(*start, *end).to_owned()))
        .collect()
}

/// What is wrong with a case, if anything.
fn complaint(frames: &Frames, lexicon: &Lexicon, id: &str, case: &str) -> Option<String> {
    let near_miss = case.starts_with("! ");
    let marked = unmark(case.trim_start_matches("! "));
    let text = Text::new(&marked.text, lexicon, Layout::default());
    let predicate = predicate(&text, &marked.marks);
    let found = frames.find(&text, &predicate);
    let shown = found.id.map(|id| id.to_string()).unwrap_or_default();
    if near_miss {
        return (shown == id).then(|| format!("{id}: shows in its near miss: {case}"));
    }
    if shown != id {
        return Some(format!("{id}: `{shown}` shows instead: {case}"));
    }
    let (got, want) = (roles(&text, &predicate, &found), marked_roles(&marked));
    (got != want).then(|| format!("{id}: {case}\n    got {got:?}"))
}

#[test]
fn every_frame_finds_its_cases() {
    let mut lexicon = Lexicon::builtin().unwrap();
    let frames = Frames::builtin(&mut lexicon).unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/frames");
    let mut tried: BTreeMap<String, bool> = frames.frames.iter().map(|f| (f.id.to_string(), false)).collect();
    let mut complaints = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let topic = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let source = std::fs::read_to_string(&path).unwrap();
        let cases: BTreeMap<String, Vec<String>> = toml::from_str(&source).unwrap();
        for (key, sentences) in cases {
            let id = format!("frame.{topic}.{key}");
            match tried.get_mut(&id) {
                Some(tried) => *tried = true,
                None => complaints.push(format!("{id}: no such frame")),
            }
            complaints.extend(sentences.iter().filter_map(|case| complaint(&frames, &lexicon, &id, case)));
        }
    }
    complaints.extend(tried.iter().filter(|(_, tried)| !**tried).map(|(id, _)| format!("{id}: has no case")));
    complaints.sort();
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}
