//! The closed-class words that clauses turn on, as terms; looked up once, when the reader is loaded.

use crate::image::stored;
use crate::text::{Lexicon, Term};

const DOUBLE: [&str; 20] = [
    "allow", "appoint", "award", "call", "charge", "deny", "dub", "elect", "entitle", "give", "grant",
    "hand", "name", "offer", "owe", "pay", "send", "show", "teach", "title",
];

const OVER: [&str; 3] = ["hand", "take", "turn"];

/// Declares the words and how each is written.
macro_rules! words {
    ($($name:ident = $text:literal),+ $(,)?) => {
        /// Terms of closed-class words.
        #[derive(Clone, Debug)]
        pub(super) struct Words {
            /// Verbs whose passive participle can have an object: `given a chance`, `called a liar`.
            pub(super) double: [Term; DOUBLE.len()],
            /// Verbs that `over` goes with as a particle, whatever follows.
            pub(super) over: [Term; OVER.len()],
            $(pub(super) $name: Term,)+
        }

        stored! { Words { double, over, $($name),+ } }

        impl Words {
            /// Looks the words up in `lexicon`, which learns those it does not hold.
            pub(super) fn new(lexicon: &mut Lexicon) -> Self {
                Self { double: DOUBLE.map(|w| lexicon.intern(w)), over: OVER.map(|w| lexicon.intern(w)), $($name: lexicon.intern($text),)+ }
            }
        }
    };
}

words! {
    aged = "aged", uses = "use", response = "response", home = "home", first = "first", becomes = "become", only = "only", fewer = "fewer", up = "up", between = "between", toward = "toward", towards = "towards",
    longer = "longer", yet = "yet", how = "how", near = "near", neither = "neither", nobody = "nobody", none = "none", nothing = "nothing", outside = "outside", provided = "provided", unless = "unless", without = "without", inside = "inside", upon = "upon", following = "following", able = "able", likely = "likely", unlikely = "unlikely", ready = "ready", willing = "willing", set = "set", bound = "bound", unable = "unable", reluctant = "reluctant", unwilling = "unwilling", lest = "lest", across = "across", around = "around", within = "within", throughout = "throughout",
}
