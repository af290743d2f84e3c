//! Runs `tests/corpus/nominals.toml`: which nouns state an event, who takes part, and how real it is.

use serde::Deserialize;

use crate::events::stack::Stack;
use crate::events::{Argument, EventMention};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// A sentence and its event nouns, each as `noun(actors; targets) modality polarity`, the last two only where they are
/// not `asserted` and `positive`.
#[derive(Deserialize)]
struct Case {
    text: String,
    events: Vec<String>,
}

fn shown(mention: &EventMention, text: &str) -> String {
    let names = |list: &[Argument]| list.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut line =
        format!("{}({}; {})", mention.span.of(text), names(&mention.actors), names(&mention.targets));
    for (value, usual) in
        [(format!("{:?}", mention.modality), "Asserted"), (format!("{:?}", mention.polarity), "Positive")]
    {
        if value != usual {
            line.push(' ');
            line.push_str(&value.to_lowercase());
        }
    }
    line
}

#[test]
fn event_nouns_have_their_participants_and_reality() {
    let stack = Stack::new();
    let cases: Cases = toml::from_str(include_str!("../../../tests/corpus/nominals.toml")).unwrap();
    let mut wrong = Vec::new();
    for Case { text, events } in cases.case {
        let mentions = stack.read(&text);
        let got: Vec<String> = mentions.iter().filter(|m| m.nominal).map(|m| shown(m, &text)).collect();
        if got != events {
            wrong.push(format!("{text}\n   got {got:?}\n  want {events:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
