//! The words and marks that rules of this program name, as constants: they have the same [`Term`] in every lexicon.
//!
//! Knows the words. What they mean in a sentence, those rules say.

use super::Term;

macro_rules! fixed_words {
    ($($name:ident = $word:literal),+ $(,)?) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "named like the constants")]
        #[repr(u32)]
        enum Index { UNKNOWN, $($name),+ }

        $(
            #[doc = concat!("`", $word, "`")]
            pub const $name: Term = Term(Index::$name as u32);
        )+

        /// The fixed words in the order of their terms, from term 1.
        pub(super) const FIXED: &[&str] = &[$($word),+];

        /// True for the words of this list: the others need not be compared with it.
        #[inline]
        pub(super) const fn is_fixed(term: Term) -> bool {
            term.0 as usize <= FIXED.len()
        }

        const _: () = assert!(Index::UNKNOWN as u32 == Term::UNKNOWN.0);
    };
}

fixed_words! {
    STOP = ".", COMMA = ",", COLON = ":", SEMICOLON = ";", EXCLAMATION = "!", QUESTION = "?", ELLIPSIS = "...",
    HYPHEN = "-", DASH = "--", QUOTE = "\"", APOSTROPHE = "'", OPEN_PAREN = "(", CLOSE_PAREN = ")",
    OPEN_BRACKET = "[", CLOSE_BRACKET = "]", SLASH = "/", PERCENT = "%", DOLLAR = "$", AMPERSAND = "&",
    ASTERISK = "*", BULLET = "•", AT_SIGN = "@", HASH = "#",
    CLITIC_S = "'s", CLITIC_D = "'d", CLITIC_LL = "'ll", CLITIC_RE = "'re", CLITIC_VE = "'ve", CLITIC_M = "'m",
    CLITIC_NOT = "n't",
    A = "a", AN = "an", THE = "the", THIS = "this", THAT = "that", THESE = "these", THOSE = "those",
    I = "i", YOU = "you", HE = "he", SHE = "she", IT = "it", WE = "we", THEY = "they",
    HIM = "him", HER = "her", HIS = "his", ITS = "its", THEIR = "their", THEM = "them", THERE = "there",
    WHO = "who", WHICH = "which", WHOM = "whom", WHOSE = "whose", WHAT = "what", WHEN = "when", WHERE = "where",
    WHILE = "while", WHETHER = "whether", IF = "if", BECAUSE = "because", ALTHOUGH = "although",
    TO = "to", OF = "of", IN = "in", ON = "on", AT = "at", BY = "by", FOR = "for", FROM = "from",
    WITH = "with", AS = "as", THAN = "than", LIKE = "like", AFTER = "after", BEFORE = "before", SINCE = "since",
    UNTIL = "until", TILL = "till", ONCE = "once", SO = "so", AND = "and", OR = "or", BUT = "but", NOR = "nor",
    NOT = "not", NO = "no", NEVER = "never",
    BE = "be", AM = "am", IS = "is", ARE = "are", WAS = "was", WERE = "were", BEEN = "been", BEING = "being",
    HAVE = "have", HAS = "has", HAD = "had", HAVING = "having", DO = "do", DOES = "does", DID = "did",
    DONE = "done", DOING = "doing", GET = "get", GETS = "gets", GOT = "got", GOTTEN = "gotten", GETTING = "getting",
    LET = "let", WILL = "will", WOULD = "would", MAY = "may", MIGHT = "might", CAN = "can", COULD = "could",
    SHALL = "shall", SHOULD = "should", MUST = "must", CANNOT = "cannot", OUGHT = "ought", CA = "ca", WO = "wo",
    MORE = "more", MOST = "most", MUCH = "much", LESS = "less", LEAST = "least", ALL = "all", BOTH = "both",
    OWN = "own", SAME = "same", OTHER = "other", NOW = "now", THEN = "then", HERE = "here", JUST = "just",
    ABOUT = "about", AROUND = "around", THROUGH = "through", OVER = "over", BEHIND = "behind", ALONG = "along",
    DOWN = "down", OFF = "off", ACCORDING = "according", DUE = "due", GOING = "going", USED = "used", SUCH = "such",
    SAY = "say", SAID = "said", SAYS = "says", ONE = "one", ONES = "ones", HELP = "help", MAKE = "make", ORDER = "order",
    LAST = "last", UP = "up", FEWER = "fewer", NEXT = "next", COMPARED = "compared", ANOTHER = "another", ENDED = "ended",
    PLACE = "place", PER = "per", CENT = "cent", BACK = "back", ONLY = "only", TELL = "tell", GUILTY = "guilty", SPENT = "spent", RUNNING = "running", EVER = "ever", OTHERS = "others", TIME = "time",
    MARCH = "march", EARLY = "early", MID = "mid", LATE = "late",
}
