//! Runs the cases of rules, and names the rules that are dead, shadowed or contradict each other.
//!
//! A rule is dead when it matches in none of its cases, shadowed when it matches and another rule always takes its
//! words, and contradicts another when both match the same words with the same priority and mean different times: then
//! only their order in the files decides.
//!
//! Knows rules and what they find. Does not know how they are written.

use std::collections::{BTreeMap, BTreeSet};

use super::stage::Contender;
use super::{Context, Tagger, Timex, UserRules};
use crate::error::{Error, ErrorKind};
use crate::rule::{CaseSource, RuleFile};
use crate::text::{Layout, Lexicon, Span, Text};

/// What is wrong with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// The rule has no case.
    Untested,
    /// The case is for a rule that does not exist.
    Unknown,
    /// A case does not hold.
    Failing,
    /// The rule matches in none of its cases.
    Dead,
    /// The rule matches, and another one always wins.
    Shadowed,
    /// Another rule matches the same words and means something else.
    Contradicting,
}

impl std::fmt::Display for FindingKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Untested => "untested",
            Self::Unknown => "unknown",
            Self::Failing => "failing",
            Self::Dead => "dead",
            Self::Shadowed => "shadowed",
            Self::Contradicting => "contradicting",
        })
    }
}

/// Something that is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The line of the rule or case, from 1.
    pub line: u64,
    /// The rule.
    pub rule: String,
    /// The character of the case's sentence at which it shows, from 1; 1 for what concerns the rule as a whole.
    pub column: usize,
    /// What kind.
    pub kind: FindingKind,
    /// A full sentence about it.
    pub message: String,
}

/// Checks the rules and cases of `files`, which `tagger` has loaded; gives what is wrong in the order of the files.
///
/// # Errors
/// A file that does not parse, with its line.
pub fn check(tagger: &Tagger, lexicon: &Lexicon, files: &[UserRules]) -> Result<Vec<Finding>, Error> {
    let mut check = Check { tagger, lexicon, cases: BTreeMap::new(), findings: Vec::new() };
    let sources = files.iter().map(|user| Ok((&*user.file, RuleFile::parse(&user.text, &user.file)?)));
    let sources = sources.collect::<Result<Vec<_>, Error>>()?;
    let known: BTreeSet<&str> = tagger.rule_ids().map(|id| &**id).collect();
    for (file, source) in &sources {
        for case in &source.case {
            let dct = case.dct.as_deref().or(source.dct.as_deref());
            if !known.contains(&*case.rule) {
                check.find(
                    file,
                    case.line,
                    &case.rule,
                    1,
                    FindingKind::Unknown,
                    "there is no rule of that name",
                );
            }
            let sentence = sentences(file, case, dct)?;
            check.cases.entry(case.rule.to_string()).or_default().extend(sentence);
        }
    }
    for (file, source) in &sources {
        for rule in &source.rule {
            check.rule(file, rule.line, &rule.id);
        }
    }
    check.findings.sort();
    Ok(check.findings)
}

/// A sentence of a case.
struct Sentence<'a> {
    file: &'a str,
    line: u64,
    dct: Option<chrono::NaiveDate>,
    plain: String,
    /// What must be found, with its value; empty where nothing may be.
    wanted: Vec<(Span, String)>,
}

fn sentences<'a>(
    file: &'a str,
    case: &CaseSource<'_>,
    dct: Option<&str>,
) -> Result<Vec<Sentence<'a>>, Error> {
    let day = dct.map(|day| {
        let broken = |_| Error::new(ErrorKind::Rule, format!("`{day}` is no day; write it as 2016-11-07"));
        day.parse().map_err(broken).map_err(|error| error.in_file(file).at_line(case.line))
    });
    let dct = day.transpose()?;
    let value = |i: usize| match case.value.as_slice() {
        [one] => one.to_string(),
        many => many.get(i).map(ToString::to_string).unwrap_or_default(),
    };
    let of = |marked: &str, is_found: bool| {
        let (plain, spans) = if is_found { unmark(marked) } else { (marked.to_owned(), Vec::new()) };
        let wanted = spans.into_iter().enumerate().map(|(i, span)| (span, value(i))).collect();
        Sentence { file, line: case.line, dct, plain, wanted }
    };
    let found = case.text.iter().map(|text| of(text, true));
    Ok(found.chain(case.none.iter().map(|text| of(text, false))).collect())
}

/// The plain sentence and the spans that were in brackets.
fn unmark(marked: &str) -> (String, Vec<Span>) {
    let (mut plain, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' => start = plain.len(),
            ']' => spans.push(Span::new(start, plain.len())),
            _ => plain.push(c),
        }
    }
    (plain, spans)
}

struct Check<'a> {
    tagger: &'a Tagger,
    lexicon: &'a Lexicon,
    cases: BTreeMap<String, Vec<Sentence<'a>>>,
    findings: Vec<Finding>,
}

/// What the cases of one rule showed.
#[derive(Default)]
struct Shown {
    wins: bool,
    matches: bool,
    /// Who wins where the rule should.
    winners: BTreeSet<String>,
    failing: Vec<(u64, usize, String)>,
    rivals: BTreeMap<String, (u64, usize)>,
}

impl<'a> Check<'a> {
    fn find(&mut self, file: &str, line: u64, rule: &str, column: usize, kind: FindingKind, message: &str) {
        let (file, rule, message) = (file.to_owned(), rule.to_owned(), message.to_owned());
        self.findings.push(Finding { file, line, rule, column, kind, message });
    }

    fn rule(&mut self, file: &str, line: u64, id: &str) {
        let sentences = self.cases.remove(id).unwrap_or_default();
        if sentences.iter().all(|s| s.wanted.is_empty()) && !id.starts_with("not.") || sentences.is_empty() {
            return self.find(
                file,
                line,
                id,
                1,
                FindingKind::Untested,
                "the rule has no case in which it must win",
            );
        }
        let mut shown = Shown::default();
        for sentence in &sentences {
            self.sentence(id, sentence, &mut shown);
        }
        // A rule that only bars others never shows in what is found.
        let is_bar = id.starts_with("not.");
        if !shown.wins && !is_bar && (!shown.matches || !shown.winners.is_empty()) {
            let winners = shown.winners.into_iter().collect::<Vec<_>>().join("`, `");
            let (kind, message) = if !shown.matches {
                (FindingKind::Dead, "the rule matches in none of its cases".to_owned())
            } else {
                (FindingKind::Shadowed, format!("`{winners}` always takes its words"))
            };
            let column = shown.failing.first().map_or(1, |(_, column, _)| *column);
            return self.find(file, line, id, column, kind, &message);
        }
        for (case, column, message) in shown.failing {
            let place = sentences.iter().find(|s| s.line == case).map_or(file, |s| s.file);
            self.find(place, case, id, column, FindingKind::Failing, &message);
        }
        for (rival, (case, column)) in shown.rivals {
            let place = sentences.iter().find(|s| s.line == case).map_or(file, |s| s.file);
            let message =
                format!("`{rival}` matches the same words, with the same priority and another meaning");
            self.find(place, case, id, column, FindingKind::Contradicting, &message);
        }
    }

    fn sentence(&self, id: &str, sentence: &Sentence<'_>, shown: &mut Shown) {
        let text = Text::new(&sentence.plain, self.lexicon, Layout::default());
        let context = Context { published: sentence.dct, ..Context::default() };
        let timexes = self.tagger.tag(&text, &context).0;
        let column =
            |span: Span| sentence.plain.get(..span.start as usize).map_or(1, |s| s.chars().count() + 1);
        for (span, value) in &sentence.wanted {
            let fits = |t: &Timex| t.span == *span && t.rule.as_deref() == Some(id) && t.value == *value;
            if timexes.iter().any(fits) {
                shown.wins = true;
                continue;
            }
            let others = timexes.iter().filter(|t| t.span.overlaps(*span)).filter_map(|t| t.rule.as_deref());
            shown.winners.extend(others.filter(|rule| *rule != id).map(str::to_owned));
            let words = span.of(&sentence.plain);
            let message =
                format!("\"{words}\" must be {value}; found is {}", show(&timexes, &sentence.plain));
            shown.failing.push((sentence.line, column(*span), message));
        }
        let barred = |t: &&Timex| id.starts_with("not.") || t.rule.as_deref() == Some(id);
        if let Some(wrong) = timexes.iter().find(barred).filter(|_| sentence.wanted.is_empty()) {
            let message = format!("nothing may be found; found is {}", show(&timexes, &sentence.plain));
            shown.failing.push((sentence.line, column(wrong.span), message));
        }
        for stage in self.tagger.candidates(&text) {
            let own: Vec<&Contender> = stage.iter().filter(|c| &*c.found.rule == id).collect();
            shown.matches |= !own.is_empty();
            for own in own {
                let rivals = stage.iter().filter(|c| {
                    (c.words, c.priority) == (own.words, own.priority)
                        && c.found.rule != own.found.rule
                        && c.found.expr != own.found.expr
                });
                let place = (sentence.line, column(text.span(own.words.0, own.words.1)));
                for rival in rivals {
                    shown.rivals.entry(rival.found.rule.to_string()).or_insert(place);
                }
            }
        }
    }
}

fn show(timexes: &[Timex], source: &str) -> String {
    let one = |t: &Timex| {
        format!("\"{}\" {} by {}", t.span.of(source), t.value, t.rule.as_deref().unwrap_or("none"))
    };
    if timexes.is_empty() {
        "nothing".to_owned()
    } else {
        timexes.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporal::Options;

    /// The findings of a user's file beside the program's own rules.
    fn findings(text: &str) -> Vec<(FindingKind, String, usize)> {
        let user = UserRules { file: "own.toml".into(), text: text.into() };
        let options = Options { rules: vec![user.clone()], ..Options::default() };
        let mut lexicon = Lexicon::builtin().expect("loads");
        let tagger = Tagger::new(options, &mut lexicon).expect("loads");
        let found = check(&tagger, &lexicon, &[user]).expect("parses");
        found.into_iter().map(|f| (f.kind, f.rule, f.column)).collect()
    }

    const GOOD: &str = r#"
stage = 1
words = [["moons", "units", "8"]]
[[rule]]
id = "my.moons-back"
pattern = "n:count 'moons back'"
value = "shift(now, -n, months)"
"#;

    fn with(case: &str) -> String {
        format!("{GOOD}\n[[case]]\nrule = \"my.moons-back\"\ndct = 2016-11-07\n{case}")
    }

    #[test]
    fn a_good_rule_has_nothing_to_say() {
        let case =
            "value = \"2016-09\"\ntext = [\"They left [two moons back].\"]\nnone = [\"Two moons orbit it.\"]";
        assert_eq!(findings(&with(case)), []);
    }

    #[test]
    fn untested_dead_and_failing_rules_are_named() {
        let one = |text: &str| {
            findings(text).into_iter().map(|(kind, _, column)| (kind, column)).collect::<Vec<_>>()
        };
        assert_eq!(one(GOOD), [(FindingKind::Untested, 1)]);
        let dead = with("value = \"2016-09\"\ntext = [\"They left [the moons] back.\"]");
        assert_eq!(one(&dead), [(FindingKind::Dead, 11)]);
        let failing = with(
            "value = \"2016-09\"\ntext = [\"They left [two moons back].\", \"They left [three moons back].\"]",
        );
        assert_eq!(one(&failing), [(FindingKind::Failing, 11)]);
        let unknown = with(
            "value = \"2016-09\"\ntext = [\"They left [two moons back].\"]\n[[case]]\nrule = \"my.none\"",
        );
        assert_eq!(one(&unknown), [(FindingKind::Unknown, 1)]);
    }

    #[test]
    fn shadowed_and_contradicting_rules_are_named() {
        let rule = |id: &str, pattern: &str, value: &str, priority: i32| {
            format!(
                "[[rule]]\nid = \"{id}\"\npattern = \"{pattern}\"\nvalue = \"{value}\"\npriority = {priority}\n\
                 [[case]]\nrule = \"{id}\"\ndct = 2016-11-07\nvalue = \"2016-11-06\"\ntext = \"It began [ereyester].\"\n"
            )
        };
        let shadowed = format!(
            "stage = 1\n{}{}",
            rule("my.first", "'ereyester'", "shift(now, -1000, days)", 1),
            rule("my.second", "'ereyester'", "shift(now, -2000, days)", 0)
        );
        assert_eq!(findings(&shadowed), [(FindingKind::Shadowed, "my.second".into(), 10)]);
        let contradicting = format!(
            "stage = 1\n{}{}",
            rule("my.first", "'ereyester'", "shift(now, -1000, days)", 0),
            rule("my.second", "'ereyester'", "shift(now, -2000, days)", 0)
        );
        let kinds: Vec<_> =
            findings(&contradicting).into_iter().map(|(kind, rule, _)| (kind, rule)).collect();
        assert_eq!(
            kinds,
            [
                (FindingKind::Contradicting, "my.first".to_owned()),
                (FindingKind::Shadowed, "my.second".to_owned())
            ]
        );
    }

    #[test]
    fn a_users_rule_takes_the_place_of_the_programs() {
        let text = r#"
stage = 1
[[rule]]
id = "relative.yesterday"
pattern = "'yesterday' | 'yestreen'"
value = "shift(now, -1000, days)"
[[case]]
rule = "relative.yesterday"
dct = 2016-11-07
value = "2016-11-06"
text = ["It rained [yestreen].", "It rained [yesterday]."]
"#;
        assert_eq!(findings(text), []);
    }
}
