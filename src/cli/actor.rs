//! `--actor NAME`: the participants that a name means.

use dateline::linking::Participant;
use dateline::{Document, Error, Extractor};

/// An actor that is asked for.
pub struct Wanted {
    /// The names it goes by, in lower case.
    names: Vec<String>,
    ids: Vec<String>,
}

impl Wanted {
    /// The actor that `name` means, under any name the program knows: the name is read as it would be in an article.
    ///
    /// # Errors
    /// The program's own data do not load.
    pub fn new(name: &str) -> Result<Self, Error> {
        let sentence = Document::new("", format!("{name} announced the decision."));
        let read = Extractor::builtin()?.extract(&sentence);
        let actors = read.cast.actors;
        let mut names: Vec<String> = actors.iter().map(|actor| actor.name.to_lowercase()).collect();
        names.push(name.trim().to_lowercase());
        Ok(Self { names, ids: actors.into_iter().filter_map(|actor| actor.id).collect() })
    }

    /// True for the actor itself, for its organs, and for a person by the surname.
    pub fn is(&self, participant: &Participant) -> bool {
        let named = |name: &str| {
            let name = name.to_lowercase();
            let surname = name.rsplit(' ').next().unwrap_or("");
            self.names.iter().any(|wanted| *wanted == name || wanted == surname)
        };
        named(&participant.name)
            || participant.state.as_deref().is_some_and(named)
            || participant.id.as_ref().is_some_and(|id| self.ids.contains(id))
    }
}
