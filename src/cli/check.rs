//! `dateline check`.

use dateline::output::check::{self, Finding};
use dateline::timeline::Options;
use dateline::{Document, Error, Extraction, Mention, Timeline};

use super::args::{self, ReportFormat};
use super::messages::{Messages, counted};
use super::output::Output;
use super::store::{self, Found};
use super::{batch, timeline};

/// Runs the command and gives its exit code.
///
/// # Errors
/// Nothing could be read, or the report cannot be written.
pub fn run(arguments: &args::Check) -> Result<u8, Error> {
    let curation = arguments.curation.as_deref().map(timeline::curation).transpose()?;
    let mut messages = Messages::counting();
    let mut findings = Vec::new();
    let options = Options { unlisted: curation.is_some(), ..Options::default() };
    let Found { code, report, mut timeline, told } = match &arguments.store {
        Some(_) => store::found(arguments.store.as_deref(), &arguments.inputs, &options, &mut messages)?,
        None => read(arguments, &options, &mut findings, &mut messages)?,
    };
    let mut unfit = Vec::new();
    if let Some(curation) = &curation {
        (timeline, unfit) = timeline.curate(curation);
    }
    findings.extend(check::in_timeline(&timeline));
    findings.extend(unfit.iter().map(Finding::decision));
    let mut output = Output::open(arguments.output.as_deref())?;
    let result = match arguments.format {
        ReportFormat::Text => check::write_text(&findings, &mut output),
        ReportFormat::Jsonl => check::write_jsonl(&findings, &mut output),
    };
    output.finish(result)?;
    let found = counted(findings.len() as u64, "finding", "");
    messages.summary(&report, &format!("{told}; {found}"));
    Ok(code)
}

/// The timeline of all inputs; what is found in single articles goes to `findings`.
fn read(
    arguments: &args::Check,
    options: &Options,
    findings: &mut Vec<Finding>,
    messages: &mut Messages,
) -> Result<Found<Timeline>, Error> {
    let mut mentions: Vec<Mention> = Vec::new();
    let work = |document: &Document, extraction: Extraction| {
        (check::in_article(document, &extraction), extraction.into_mentions(document))
    };
    let (code, report) =
        batch::run(&arguments.inputs, store::scope(options), messages, work, |_, (found, told)| {
            findings.extend(found);
            mentions.extend(told);
            Ok(())
        })?;
    Ok(Found { code, report, timeline: Timeline::build(mentions, options), told: String::new() })
}
