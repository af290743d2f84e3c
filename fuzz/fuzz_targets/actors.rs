//! Bytes as a file of the user's own actors, used on a text where it loads.

#![no_main]

use dateline::actors::{ActorReader, Aliases, UserActors};
use dateline::text::{Layout, Lexicon, Text};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let own = [UserActors { file: "own.csv".to_owned(), text: text.to_owned() }];
    let Ok(aliases) = Aliases::new(&own) else { return };
    for name in text.split([',', '|', '\n']).take(20) {
        aliases.canonical(name);
        aliases.finds(name, "Norway", None);
    }
    let mut lexicon = Lexicon::builtin().expect("the tables load");
    if let Ok(reader) = ActorReader::new(&own, &mut lexicon) {
        let article = Text::new(text, &lexicon, Layout::default());
        reader.read(&article, &[]);
    }
});
