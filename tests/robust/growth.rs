//! What is found in an odd text grows with its length and not faster. (How many instructions that takes is counted by
//! `benches/record/growth`.)

use dateline::timeline::Options;
use dateline::{Document, Timeline};

use super::odd;

/// Everything that is made of a text, counted.
fn made(piece: &str, bytes: usize) -> usize {
    let document = Document::new("a", odd::text(piece, bytes)).published("2021-05-05".parse().unwrap());
    let read = super::super::extractor().extract(&document);
    let cast: usize =
        read.cast.actors.len() + read.cast.mentions.iter().map(|m| m.actors.len()).sum::<usize>();
    let events = read.events.len() + read.events.iter().map(|event| event.headline.len()).sum::<usize>() / 20;
    let links = read.tlinks.len() + read.conflicts.len() + read.diagnostics.len();
    let own = read.sentences.len() + read.timexes.len() + cast + events + links;
    let mentions = read.into_mentions(&document);
    let names: usize = mentions.iter().map(|m| m.actors.len() + m.targets.len() + m.claims.len()).sum();
    let timeline = Timeline::build(mentions, &Options { statements: true, unlisted: true });
    let told: usize = timeline.events.iter().map(|event| event.mentions.len() + event.claims.len()).sum();
    own + names + told
}

#[test]
fn what_is_made_of_odd_texts_grows_with_their_length() {
    let mut wrong = Vec::new();
    for (name, piece) in odd::PIECES {
        let (short, long) = (made(piece, 3000), made(piece, 12_000));
        // Four times the text; a little more for what begins late.
        if long > 5 * short + 200 {
            wrong.push(format!("{name}: {short}, then {long}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_odd_text_is_read() {
    for (name, piece) in odd::PIECES {
        let once = std::panic::catch_unwind(|| super::super::check(&odd::text(piece, 500)));
        assert!(once.is_ok(), "{name}");
        // Two kinds in one sentence.
        let (_, other) = odd::PIECES[name.len() % odd::PIECES.len()];
        super::super::check(&odd::text(&format!("{piece}{other}"), 800));
    }
}
