//! Runs `tests/corpus/headlines.toml` through the whole layer, and checks what holds for every headline.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;

use super::LONGEST;
use crate::events::stack::Stack;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    headlines: BTreeMap<String, String>,
}

#[test]
fn headlines_say_what_the_sentence_says() {
    let stack = Stack::new();
    let cases: Cases = toml::from_str(include_str!("../../../tests/corpus/headlines.toml")).unwrap();
    let mut wrong = Vec::new();
    for Case { text, headlines } in cases.case {
        let mentions = stack.read(&text);
        for (trigger, want) in headlines {
            let mention = mentions.iter().find(|m| m.span.of(&text) == trigger);
            let got = mention.map_or("(no such event)", |m| &m.headline);
            if got != want {
                wrong.push(format!("{text}\n  {trigger}: {got}\n  want: {want}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_text_gives_short_headlines(words in prop::collection::vec("[A-Z]?[a-z]{1,9}|,|and|of|said|that|to|’s|“|\\(|é|Kenya|signed|talks", 0..60)) {
        thread_local!(static STACK: Stack = Stack::new());
        let source = words.join(" ");
        STACK.with(|stack| {
            for mention in stack.read(&source) {
                prop_assert!(mention.headline.chars().count() <= LONGEST, "{}", mention.headline);
                prop_assert!(!mention.headline.ends_with([' ', ',', '.']), "{}", mention.headline);
            }
            Ok(())
        })?;
    }
}
