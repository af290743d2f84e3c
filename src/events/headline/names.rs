//! Names and words in a sentence: lists, articles.

/// The words without the article or demonstrative they begin with.
pub(super) fn without_article(words: &str) -> &str {
    let (first, rest) = words.split_once(' ').unwrap_or(("", words));
    match first {
        "the" | "a" | "an" | "this" | "that" | "these" | "those" => rest,
        "The" | "A" | "An" | "This" | "That" | "These" | "Those" => rest,
        _ => words,
    }
}

/// The words with a definite article for an indefinite one: what was named before.
pub(super) fn definite(words: &str) -> String {
    match words.split_once(' ') {
        Some(("a" | "an", rest)) => format!("the {rest}"),
        _ => words.to_owned(),
    }
}

/// `A`, `A and B`, `A, B and C`.
pub(super) fn join(mut names: Vec<String>) -> String {
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_joined() {
        let names = ["Kenya", "Ghana", "Chad"].map(str::to_owned).to_vec();
        assert_eq!(join(names), "Kenya, Ghana and Chad");
    }
}
