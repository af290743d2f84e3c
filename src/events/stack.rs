//! For tests of this layer: everything from characters to events.

use crate::actors::ActorReader;
use crate::events::{EventMention, EventReader};
use crate::temporal::Tagger;
use crate::text::{Layout, Lexicon, Text};

/// Loaded once a test.
pub(super) struct Stack {
    lexicon: Lexicon,
    tagger: Tagger,
    actors: ActorReader,
    events: EventReader,
}

impl Stack {
    pub(super) fn new() -> Self {
        let mut lexicon = Lexicon::builtin().unwrap();
        let tagger = Tagger::builtin(&mut lexicon).unwrap();
        let actors = ActorReader::builtin(&mut lexicon).unwrap();
        let events = EventReader::builtin(&mut lexicon).unwrap();
        Self { lexicon, tagger, actors, events }
    }

    pub(super) fn read(&self, source: &str) -> Vec<EventMention> {
        let text = Text::new(source, &self.lexicon, Layout::default());
        let (timexes, _) = self.tagger.tag(&text, &Default::default());
        let cast = self.actors.read(&text, &timexes);
        let predicates = self.events.predicates(&text, &timexes, &cast);
        let mut events = self.events.read(&text, &cast, &predicates);
        self.events.write_headlines(&text, &timexes, &cast, &predicates, &mut events, |_| true);
        events
    }
}
