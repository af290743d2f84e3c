//! `dateline annotate`.

use std::io::Write;

use dateline::output::annotate;
use dateline::{Error, ErrorKind};

use super::args::{self, AnnotationFormat};
use super::batch;
use super::messages::Messages;
use super::output::Output;

/// Runs the command and gives its exit code.
///
/// # Errors
/// Nothing could be read, or the output cannot be written.
pub fn run(arguments: &args::Annotate) -> Result<u8, Error> {
    let AnnotationFormat::Jsonl = arguments.format;
    let mut messages = Messages::new();
    let mut output = Output::open(arguments.output.as_deref())?;
    let result = batch::run(
        &arguments.inputs,
        &mut messages,
        |document, extraction| {
            let mut lines = Vec::new();
            annotate::write(document, &extraction, &mut lines).map(|()| lines)
        },
        |_, lines| {
            let written = output.write_all(&lines?);
            written
                .map_err(|error| Error::new(ErrorKind::Io, format!("the output cannot be written: {error}")))
        },
    );
    let mut outcome = None;
    output.finish(result.map(|counts| outcome = Some(counts)))?;
    let Some((code, report)) = outcome else { return Ok(super::OK) };
    messages.summary(&report, "");
    Ok(code)
}
