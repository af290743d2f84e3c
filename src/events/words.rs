//! The closed-class words and short lists that clauses turn on, as terms; looked up once, when the reader is loaded.
//!
//! Knows how they are written. Does not know what follows from them.

use super::lists::list;
use crate::error::Error;
use crate::image::stored;
use crate::text::{Lexicon, Term};

/// Declares the words and how each is written.
macro_rules! words {
    ($($name:ident = $text:literal),+ $(,)?) => {
        /// Terms of closed-class words and of lists.
        #[derive(Clone, Debug)]
        pub(super) struct Words {
            /// Verbs whose passive participle can have an object: `given a chance`, `called a liar`.
            pub(super) two_objects: Vec<Term>,
            /// Verbs that `over` goes with as a particle, whatever follows.
            pub(super) takes_over: Vec<Term>,
            /// People who act for a state or a body, not for themselves: `officials`.
            pub(super) delegates: Vec<Term>,
            /// Nouns that stand before the name of an office, adjectives of it included: `deputy medical examiner`.
            pub(super) assistants: Vec<Term>,
            /// Words for the periods of which accounts are given: `quarter`.
            pub(super) periods: Vec<Term>,
            /// Nouns that count: `hundreds of people`.
            pub(super) counts: Vec<Term>,
            /// What happened does this, not whom it happened to: `was shot, triggering protests`.
            pub(super) results: Vec<Term>,
            /// Adverbs of a verb of saying that say that its content is not so.
            pub(super) wrongly: Vec<Term>,
            $(pub(super) $name: Term,)+
        }

        stored! { Words { two_objects, takes_over, delegates, assistants, periods, counts, results, wrongly, $($name),+ } }

        impl Words {
            /// Looks the words up in `lexicon`, which learns those it does not hold.
            ///
            /// # Errors
            /// The table of lists lacks one.
            pub(super) fn new(lexicon: &mut Lexicon) -> Result<Self, Error> {
                Ok(Self {
                    two_objects: list("two_objects", lexicon)?,
                    takes_over: list("takes_over", lexicon)?,
                    delegates: list("delegates", lexicon)?,
                    assistants: list("assistants", lexicon)?,
                    periods: list("periods", lexicon)?,
                    counts: list("counts", lexicon)?,
                    results: list("results", lexicon)?,
                    wrongly: list("wrongly", lexicon)?,
                    $($name: lexicon.intern($text),)+
                })
            }
        }
    };
}

words! {
    aged = "aged", uses = "use", response = "response", home = "home", first = "first", becomes = "become", only = "only", fewer = "fewer", up = "up", between = "between", toward = "toward", towards = "towards",
    longer = "longer", yet = "yet", how = "how", near = "near", neither = "neither", nobody = "nobody", none = "none", nothing = "nothing", outside = "outside", provided = "provided", unless = "unless", without = "without", inside = "inside", upon = "upon", following = "following", including = "including", able = "able", likely = "likely", unlikely = "unlikely", ready = "ready", willing = "willing", set = "set", bound = "bound", unable = "unable", reluctant = "reluctant", unwilling = "unwilling", lest = "lest", across = "across", around = "around", within = "within", public = "public", time = "time", born = "bear", throughout = "throughout",
}
