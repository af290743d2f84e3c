//! `dateline check-rules`.

use std::io::{self, Write};

use dateline::Error;
use dateline::temporal::{Finding, Options, Tagger, UserRules, check};
use dateline::text::Lexicon;

use super::args;
use super::batch::own_rules;
use super::output::unwritten;
use super::{OK, SOME_FAILED};

macro_rules! cases {
    ($($name:literal),+ $(,)?) => {
        /// The cases of the program's own rules.
        const CASES: &[(&str, &str)] = &[$((
            concat!("tests/corpus/dates/", $name, ".toml"),
            include_str!(concat!("../../tests/corpus/dates/", $name, ".toml")),
        )),+];
    };
}

cases!(
    "combine",
    "date",
    "duration",
    "length",
    "modify",
    "near_misses",
    "negative",
    "period",
    "range",
    "relative",
    "set",
    "time",
);

/// Runs the command and gives its exit code: 1 when something is wrong with a rule.
///
/// # Errors
/// A file cannot be read, or a rule does not check at all.
pub fn run(arguments: &args::CheckRules) -> Result<u8, Error> {
    let rules = arguments.files.iter().map(|path| own_rules(path)).collect::<Result<Vec<_>, _>>()?;
    let mut lexicon = Lexicon::builtin()?;
    let tagger = Tagger::new(Options { rules: rules.clone(), ..Options::default() }, &mut lexicon)?;
    let files = if rules.is_empty() { builtin() } else { rules };
    let mut findings = check(&tagger, &lexicon, &files)?;
    if arguments.files.is_empty() {
        findings.extend(dateline::events::check(&mut lexicon)?);
        findings.extend(dateline::actors::check());
    }
    tell(&findings)?;
    let wrong = match findings.len() {
        0 => "nothing is wrong".to_owned(),
        1 => "1 thing is wrong".to_owned(),
        many => format!("{many} things are wrong"),
    };
    eprintln!(
        "dateline: {} of rules checked, {wrong}",
        super::messages::counted(files.len() as u64, "file", "")
    );
    Ok(if findings.is_empty() { OK } else { SOME_FAILED })
}

fn builtin() -> Vec<UserRules> {
    let cases = CASES.iter().map(|(file, text)| UserRules { file: (*file).into(), text: (*text).into() });
    Tagger::builtin_rules().into_iter().chain(cases).collect()
}

fn tell(findings: &[Finding]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    for Finding { file, line, rule, column, kind, message } in findings {
        let written = writeln!(out, "{file}:{line}: rule `{rule}`, column {column}: {kind}: {message}");
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            Err(error) => return Err(unwritten(&error)),
            Ok(()) => {}
        }
    }
    Ok(())
}
