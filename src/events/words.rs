//! The closed-class words and short lists that clauses turn on, as terms; looked up once, when the reader is loaded.
//!
//! Knows how they are written. Does not know what follows from them. Words that the text layer names itself are
//! [constants](crate::text::words) there.

use super::lists::list;
use crate::error::Error;
use crate::image::stored;
use crate::text::{Lexicon, Term};

/// How a word is written: as it is named, unless something else is said.
macro_rules! written {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $text:literal) => {
        $text
    };
}

/// Declares lists of the table and single words.
macro_rules! words {
    (
        lists { $($(#[$meta:meta])+ $list:ident,)+ }
        words { $($name:ident $(= $text:literal)?),+ $(,)? }
    ) => {
        /// Terms of closed-class words and of lists.
        #[derive(Clone, Debug)]
        pub(super) struct Words {
            $($(#[$meta])+ pub(super) $list: Vec<Term>,)+
            $(pub(super) $name: Term,)+
        }

        stored! { Words { $($list,)+ $($name),+ } }

        impl Words {
            /// Looks the words up in `lexicon`, which learns those it does not hold.
            ///
            /// # Errors
            /// The table of lists lacks one.
            pub(super) fn new(lexicon: &mut Lexicon) -> Result<Self, Error> {
                Ok(Self {
                    $($list: list(stringify!($list), lexicon)?,)+
                    $($name: lexicon.intern(written!($name $($text)?)),)+
                })
            }
        }
    };
}

words! {
    lists {
        /// Verbs whose passive participle can have an object: `given a chance`, `called a liar`.
        two_objects,
        /// Verbs that `over` goes with as a particle, whatever follows.
        takes_over,
        /// People who act for a state or a body, not for themselves: `officials`.
        delegates,
        /// What befalls a person rather than a thing: `arrested`, `appointed`.
        befalls,
        /// Words for one person that are not said of a kind of others: `man`, not `student`.
        beings,
        /// Verbs that seldom share the object of the verb after `and`: `marched and blocked the road`.
        alone,
        /// Nouns that stand before the name of an office, adjectives of it included: `deputy medical examiner`.
        assistants,
        /// Words for the periods of which accounts are given: `quarter`.
        periods,
        /// Nouns that count: `hundreds of people`.
        counts,
        /// What happened does this, not whom it happened to: `was shot, triggering protests`.
        results,
        /// Verbs of winning, rising and falling, which an infinitive of the outcome follows: `won to reach the final`.
        feats,
        /// Verbs of what comes of that for whom it is done to something.
        outcomes,
        /// Verbs of how it stands afterwards.
        standings,
        /// Nouns of what is won in order to do something: `a contract to build it`.
        licences,
        /// Words after which `of`, `from` or `than` with a gerund tells what was not done: `instead of paying`.
        in_place,
        /// Verbs that put an end to what they have as their object: `scrapped a plan`.
        drops,
        /// Nouns after which a clause tells when or why: `the day she left`.
        occasions,
        /// Verbs of plans that, once `had planned`, came to nothing more often than not.
        intents,
        /// The same where a plain past is enough: `was meant to open`.
        meant,
        /// Verbs whose object is found doing something.
        finds,
        /// Verbs whose content stays open where they are denied: `did not find that it was stolen`.
        findings,
        /// What a report is that is not so.
        untrue,
        /// Nouns whose `no` leaves what follows a fact: `no doubt that it fell`.
        sure,
        /// Adverbs of a verb of saying that say that its content is not so.
        wrongly,
    }
    words {
        able, across, against, aged, becomes = "become", between, born = "bear", bound, dead, first, following, goes = "go", home, how,
        including, inside, lest, likely, longer, near, neither, nobody, none, nothing, only, outside,
        provided, public, ready, reluctant, response, set, though, throughout, time, toward, towards, unable,
        unless, unlikely, unwilling, upon, uses = "use", willing, within, without, yet,
    }
}
