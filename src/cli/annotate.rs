//! `dateline annotate`.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use dateline::output::{annotate, timeml};
use dateline::{Document, Error, ErrorKind, Extraction, Scope};

use super::args::{self, AnnotationFormat};
use super::batch;
use super::messages::{Messages, counted};
use super::output::{Output, unwritten};

/// Runs the command and gives its exit code.
///
/// # Errors
/// Nothing could be read, or the output cannot be written.
pub fn run(arguments: &args::Annotate) -> Result<u8, Error> {
    let folder = arguments.output.as_deref().filter(|path| path.as_os_str() != "-");
    match (arguments.format, folder) {
        (AnnotationFormat::Timeml, Some(folder)) => into_folder(arguments, folder),
        _ => into_stream(arguments),
    }
}

/// The lines or the document of one article, and how many of its events the format cannot hold.
fn rendered(
    format: AnnotationFormat,
    document: &Document,
    extraction: &Extraction,
) -> Result<(Vec<u8>, u64), Error> {
    let mut bytes = Vec::new();
    let lost = match format {
        AnnotationFormat::Jsonl => annotate::write(document, extraction, &mut bytes).map(|()| 0)?,
        AnnotationFormat::Timeml => timeml::write(document, extraction, &mut bytes)?,
    };
    Ok((bytes, lost))
}

fn into_stream(arguments: &args::Annotate) -> Result<u8, Error> {
    let mut messages = Messages::new();
    let mut output = Output::open(arguments.output.as_deref())?;
    let mut left_out = 0;
    let result = batch::run(
        &arguments.inputs,
        Scope::None,
        &mut messages,
        |document, extraction| rendered(arguments.format, document, &extraction),
        |_, rendered| {
            let (bytes, lost) = rendered?;
            left_out += lost;
            output.write_all(&bytes).map_err(|error| unwritten(&error))
        },
    );
    let Some((code, report)) = output.finish(result)? else { return Ok(super::OK) };
    messages.summary(&report, &lost(left_out));
    Ok(code)
}

/// Writes each article into a file of its own, named after its id.
fn into_folder(arguments: &args::Annotate, folder: &Path) -> Result<u8, Error> {
    fs::create_dir_all(folder).map_err(|error| {
        let message = format!("this folder cannot be made: {error}");
        Error::new(ErrorKind::Io, message)
            .in_file(folder.display().to_string())
            .with_remedy("with --format timeml, --output names a folder")
    })?;
    let mut messages = Messages::new();
    let (mut left_out, mut names) = (0, BTreeSet::new());
    let (code, report) = batch::run(
        &arguments.inputs,
        Scope::None,
        &mut messages,
        |document, extraction| rendered(arguments.format, document, &extraction),
        |document, rendered| {
            let (bytes, lost) = rendered?;
            left_out += lost;
            let mut output = Output::open(Some(&folder.join(file_name(&document.id, &mut names))))?;
            let written = output.write_all(&bytes);
            output.finish(written.map_err(|error| unwritten(&error))).map(drop)
        },
    )?;
    messages.summary(&report, &lost(left_out));
    Ok(code)
}

fn lost(events: u64) -> String {
    match events {
        0 => String::new(),
        _ => format!(", {} within times are not in the TimeML", counted(events, "event", "")),
    }
}

/// A file name that no article had before; what file systems do not take becomes `_`.
fn file_name(id: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
    let stem: String = id.trim_start_matches('.').chars().take(LONGEST).map(plain).collect();
    let stem = if stem.is_empty() { "article".to_owned() } else { stem };
    let mut name = format!("{stem}.tml");
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{stem}-{number}.tml");
        number += 1;
    }
    name
}

/// Characters of an id that go into a file name.
const LONGEST: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_plain_and_unique() {
        let mut taken = BTreeSet::new();
        assert_eq!(file_name("../a b/c", &mut taken), "_a_b_c.tml");
        assert_eq!(file_name("x.1", &mut taken), "x.1.tml");
        assert_eq!(file_name("X.1", &mut taken), "X.1-2.tml");
        assert_eq!(file_name("", &mut taken), "article.tml");
    }
}
