//! Regular English inflection, by spelling alone.
//!
//! Knows endings. Irregular forms and doubled consonants stand in `data/lexicon/words.tsv`.

use super::VerbForm;

/// Writes the regular form of a verb (or, for `Present3`, the regular plural of a noun) into `out`.
pub(super) fn regular(lemma: &str, form: VerbForm, out: &mut String) {
    out.clear();
    out.push_str(lemma);
    match form {
        VerbForm::Present3 => add_s(out),
        VerbForm::Past | VerbForm::PastParticiple => add_with_e(out, "ed"),
        VerbForm::Gerund => add_ing(out),
        VerbForm::Base | VerbForm::None => {}
    }
}

/// `talks`, `watches`, `carries`
fn add_s(word: &mut String) {
    if matches!(word.as_bytes(), [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h']) {
        word.push_str("es");
    } else if ends_in_consonant_y(word) {
        word.pop();
        word.push_str("ies");
    } else {
        word.push('s');
    }
}

/// Adds `ed`, `er` or `est`: `talked`, `moved`, `carried`.
pub(super) fn add_with_e(word: &mut String, ending: &str) {
    if word.ends_with('e') {
        word.push_str(ending.get(1..).unwrap_or(""));
    } else if ends_in_consonant_y(word) {
        word.pop();
        word.push('i');
        word.push_str(ending);
    } else {
        word.push_str(ending);
    }
}

/// `talking`, `moving`, `lying`, `fleeing`
fn add_ing(word: &mut String) {
    if word.ends_with("ie") {
        word.truncate(word.len() - 2);
        word.push('y');
    } else if matches!(word.as_bytes(), [.., before, b'e'] if !b"eoy".contains(before)) {
        word.pop();
    }
    word.push_str("ing");
}

fn ends_in_consonant_y(word: &str) -> bool {
    matches!(word.as_bytes(), [.., before, b'y'] if !b"aeiou".contains(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings() {
        for (lemma, s, ed, ing) in [
            ("talk", "talks", "talked", "talking"),
            ("move", "moves", "moved", "moving"),
            ("carry", "carries", "carried", "carrying"),
            ("watch", "watches", "watched", "watching"),
            ("flee", "flees", "fleed", "fleeing"),
            ("lie", "lies", "lied", "lying"),
            ("play", "plays", "played", "playing"),
        ] {
            let mut out = String::new();
            for (form, expected) in [(VerbForm::Present3, s), (VerbForm::Past, ed), (VerbForm::Gerund, ing)] {
                regular(lemma, form, &mut out);
                assert_eq!(out, expected);
            }
        }
    }
}
