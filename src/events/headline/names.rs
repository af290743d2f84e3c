//! Names in a sentence: articles, lists.

/// Verbs that need nothing after them, words of a name's end after which it takes `the`, and prepositions whose
/// phrases a headline tells.
const WORDS: &str = include_str!("../../../data/events/headline_words.csv");

/// The name with the article it takes: `the Donetsk People's Republic`, `North Korea`, `Ukraine's Foreign Ministry`.
pub(super) fn with_article(name: &str) -> String {
    let owned =
        name.split_once("'s ").is_some_and(|(_, rest)| rest.contains(' ') && !rest.starts_with("Republic"));
    let last = name.rsplit(' ').next().unwrap_or(name);
    let initial = name.starts_with("the ") || name.starts_with("The ");
    if initial || owned || !list("article").any(|w| w == last) {
        return name.to_owned();
    }
    format!("the {name}")
}

/// The words without the article or demonstrative they begin with.
pub(super) fn without_article(words: &str) -> &str {
    let (first, rest) = words.split_once(' ').unwrap_or(("", words));
    match first.to_lowercase().as_str() {
        "the" | "a" | "an" | "this" | "that" | "these" | "those" => rest,
        _ => words,
    }
}

/// True for prepositions whose phrases tell who, to whom, what about or where.
pub(super) fn is_told_preposition(preposition: &str) -> bool {
    list("preposition").any(|w| w == preposition)
}

/// True for verbs that make a sentence with a subject alone: `Shares fell`.
pub(super) fn stands_alone(lemma: &str) -> bool {
    list("alone").any(|w| w == lemma)
}

/// True for nouns that mean nothing without the phrase after them: `in accordance with`.
pub(super) fn is_hollow(noun: &str) -> bool {
    list("hollow").any(|w| w == noun)
}

/// True for verbs whose passive keeps an object: `was awarded damages`, `was elected president`.
pub(super) fn takes_two_objects(lemma: &str) -> bool {
    list("twofold").any(|w| w == lemma)
}

/// True for words that only their speaker could print.
pub(super) fn speaks_of_self(words: &str) -> bool {
    words
        .split([' ', ','])
        .any(|w| matches!(w, "we" | "We" | "I" | "our" | "Our" | "us" | "my" | "My" | "you" | "your"))
}

/// True for a subject that says itself that there is none: `No agreement`.
pub(super) fn says_none(subject: &str) -> bool {
    let first = subject.split(' ').next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "no" | "none" | "nobody" | "neither" | "nothing")
}

/// True for prepositions that name a circumstance of whatever stands near.
pub(super) fn is_loose(preposition: &str) -> bool {
    list("loose").any(|w| w == preposition)
}

/// `A`, `A and B`, `A, B and C`.
pub(super) fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn list(kind: &str) -> impl Iterator<Item = &'static str> {
    let line = WORDS.lines().find_map(|l| l.strip_prefix(kind)?.strip_prefix(','));
    line.into_iter().flat_map(|words| words.split(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_their_article() {
        assert_eq!(with_article("Donetsk People's Republic"), "the Donetsk People's Republic");
        assert_eq!(with_article("Ukraine's Foreign Ministry"), "Ukraine's Foreign Ministry");
        assert_eq!(with_article("North Korea"), "North Korea");
        assert_eq!(with_article("United Nations"), "the United Nations");
    }

    #[test]
    fn lists_are_joined() {
        let names = ["Kenya", "Ghana", "Chad"].map(str::to_owned);
        assert_eq!(join(&names), "Kenya, Ghana and Chad");
    }
}
