//! The first letters of names that are put together: `foreign minister`, `Duke of Kent`.
//!
//! Knows letters. Does not know names.

/// The words with a small first letter.
pub(super) fn lower_first(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}

/// The words with a capital first letter.
pub(super) fn upper_first(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}
